"""What the commands of a sealed act share: the copy kept before it, the key, and its answer."""

from poa_desktop.commands.outcome import Clock
from poa_desktop.data import backup
from poa_desktop.data.folders import backups_folder
from poa_desktop.data.llave import Llave, own_key
from poa_desktop.data.store import Store
from poa_desktop.poa.sello import Sello


def begin_sealed(store: Store, clock: Clock) -> Llave:
    """Keep a copy of the file as it is before the act; gives the key to seal it with."""
    llave = own_key()
    backup.back_up(store.connection, store.path, backups_folder(), clock(), backup.CIERRE)
    return llave


def about_sello(sello: Sello) -> dict[str, object]:
    """What every sealed act answers about its seal."""
    return {
        "folio": sello.folio,
        "sello": sello.digest,
        "corta": sello.corta,
        "contenido": sello.contenido,
        "llave": sello.huella_llave,
        "cuando": sello.cuando.isoformat(timespec="seconds"),
        "nombre": sello.nombre,
        "cargo": sello.cargo,
    }
