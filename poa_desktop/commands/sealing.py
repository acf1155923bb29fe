"""What the commands of a sealed act answer about its seal."""

from poa_desktop.poa.sello import Sello


def about_sello(sello: Sello) -> dict[str, object]:
    """Folio, hashes and who signed, as every sealed act tells them."""
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
