"""sipot: fills the office's own blank transparency workbook."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.commands.outcome import Clock, Outcome, choose_poa, open_to_read
from poa_desktop.files import read_bytes, write_atomically
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Periodo, parse_periodo

if TYPE_CHECKING:
    from poa_desktop.data.store import Store
    from poa_desktop.poa.records import Poa


def sipot(
    path: Path,
    clock: Clock,
    formato: Path,
    periodo: str,
    salida: Path,
    *,
    todas: bool = False,
    agregar: bool = False,
    dependencia: str | None = None,
) -> Outcome:
    """Fill the blank *formato* and write it to *salida*; an earlier file stays until it is whole.

    *todas* takes every dependencia of the file in that ejercicio, *agregar* writes below the rows
    that the workbook has already.
    """
    from poa_desktop.export.documents import verify_xlsx
    from poa_desktop.export.sipot_contenido import Fuente
    from poa_desktop.export.sipot_llenado import llenar
    from poa_desktop.xlsx.package import MAX_BYTES

    window = parse_periodo(periodo)
    check_target(salida, path)
    if not agregar and salida.resolve() == formato.resolve():
        raise PoaError(
            f"«{salida.name}» es el formato mismo: escriba en --salida otro nombre, para usarlo el "
            "siguiente periodo."
        )
    content = read_bytes(formato, MAX_BYTES)
    with open_to_read(path, clock) as store:
        poas = _poas(store, window, todas, dependencia)
        hoy = clock().date()
        sources = [Fuente(each, store.year_before(each), window, hoy) for each in poas]
    made = llenar(content, formato.name, sources, agregar=agregar)
    write_atomically(salida, made.content, verify_xlsx)
    reporte = made.reporte
    rows = [
        reporte.frase,
        f"  Columnas llenas: {', '.join(reporte.llenas)}.",
        f"Quedó en {salida}.",
    ]
    return Outcome("\n".join(rows), {"salida": str(salida), **asdict(reporte)}, reporte.avisos)


def check_target(salida: Path, poa: Path) -> None:
    """Raise PoaError when a workbook would be written over the data, or under another suffix."""
    if salida.suffix.lower() != ".xlsx" or salida.resolve() == poa.resolve():
        raise PoaError(
            f"«{salida.name}» no es el nombre de un libro: escriba en la salida uno que termine "
            "en .xlsx."
        )


def _poas(store: Store, window: Periodo, todas: bool, dependencia: str | None) -> list[Poa]:
    if not todas:
        return [choose_poa(store, dependencia, window.ejercicio)]
    found = [each for each in store.headers() if each.ejercicio == window.ejercicio]
    if not found:
        raise PoaError(f"«{store.path.name}» no contiene ningún POA de {window.ejercicio}.")
    return [store.poa(each.id) for each in found]
