"""cerrar and reabrir: the sealed acts of a period, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.commands.outcome import Clock, Outcome, choose_poa, open_to_write
from poa_desktop.data import backup, cierres
from poa_desktop.data.folders import backups_folder
from poa_desktop.data.llave import own_key
from poa_desktop.data.store import Store
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.requisitos import requisitos
from poa_desktop.poa.tramites import Paso

if TYPE_CHECKING:
    from poa_desktop.poa.sello import Sello


def cerrar(
    path: Path,
    clock: Clock,
    codigo: str,
    *,
    en_cero: bool = False,
    nota: str = "",
    dependencia: str | None = None,
) -> Outcome:
    """Close a period. Raises PoaError when something blocks it; what only asks to be known is
    told as a notice."""
    periodo = parse_periodo(codigo)
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, periodo.ejercicio)
        llave = own_key()
        _back_up(store, clock)
        now = clock()
        sello, _ = store.run_sealed(
            f"Cerrar {periodo}",
            lambda db: cierres.cerrar(
                db, poa.id, periodo, now, store.person, llave, en_cero=en_cero, nota=nota
            ),
        )
        closed = store.poa(poa.id)
        found = requisitos(
            closed, periodo, now.date(), Paso.CIERRE, tramites=store.tramites(poa.id)
        )
    notices = tuple(f"{each.mensaje} {each.que_hacer}" for each in found if not each.bloquea)
    text = f"{periodo.en_palabras} quedó cerrado. Folio {sello.folio}, sello {sello.corta}."
    return Outcome(text, _data(sello), notices)


def reabrir(
    path: Path, clock: Clock, codigo: str, motivo: str, *, dependencia: str | None = None
) -> Outcome:
    """Reopen a closed period, with a reason."""
    periodo = parse_periodo(codigo)
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, periodo.ejercicio)
        llave = own_key()
        _back_up(store, clock)
        sello, _ = store.run_sealed(
            f"Reabrir {periodo}",
            lambda db: cierres.reabrir(db, poa.id, periodo, motivo, clock(), store.person, llave),
        )
    text = f"{periodo.en_palabras} quedó reabierto. Folio {sello.folio}, sello {sello.corta}."
    return Outcome(text, _data(sello))


def _back_up(store: Store, clock: Clock) -> None:
    backup.back_up(store.connection, store.path, backups_folder(), clock(), backup.CIERRE)


def _data(sello: Sello) -> dict[str, object]:
    return {
        "periodo": sello.periodo,
        "paso": sello.paso.value,
        "version": sello.version,
        "folio": sello.folio,
        "sello": sello.digest,
        "corta": sello.corta,
        "contenido": sello.contenido,
        "llave": sello.huella_llave,
        "cuando": sello.cuando.isoformat(timespec="seconds"),
        "nombre": sello.nombre,
        "cargo": sello.cargo,
    }
