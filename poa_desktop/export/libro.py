"""The Excel workbook: the official POA, the schedule, the progress and the evaluation.

People go on working in it and it comes back in (intake/libro_*): sheet_capture says what can be
written, sheet_datos what it is recognised by. Pure: frozen records in, bytes out; the caller
writes the file. Same input, same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from poa_desktop.export.paleta import paleta_de
from poa_desktop.export.sheet_avance import write_avance
from poa_desktop.export.sheet_bytes import book_bytes
from poa_desktop.export.sheet_calendario import renglones, write_calendario
from poa_desktop.export.sheet_capture import protect
from poa_desktop.export.sheet_cells import Book
from poa_desktop.export.sheet_datos import write_datos
from poa_desktop.export.sheet_evaluacion import write_evaluacion
from poa_desktop.export.sheet_evidencias import write_evidencias
from poa_desktop.export.sheet_gastos import write_gastos
from poa_desktop.export.sheet_poa import write_poa
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Municipio, Poa


@dataclass(frozen=True, slots=True)
class WorkbookOutput:
    """A finished .xlsx file, and one Spanish notice for each thing it could not hold as it was."""

    content: bytes
    notices: tuple[str, ...]


def write_workbook(
    municipio: Municipio,
    poa: Poa,
    hoy: date,
    periodo: Periodo | None = None,
    progress: Callable[[float], None] | None = None,
    *,
    archivo: str = "",
    autorizacion: str = "",
) -> WorkbookOutput:
    """The whole workbook of one POA, in seven sheets.

    *hoy* decides which months are due and dates the file. *periodo* narrows the sheet Avance to
    its months; the others show the year. *progress* is told the part done, 0 to 1. *archivo* is
    the key of the .poa file, by which the workbook finds home. Nothing can be captured in closed
    months.
    """
    report = progress or (lambda _: None)
    book = Book(paleta_de(municipio.color))
    lines, cerrados = renglones(poa), poa.meses_cerrados
    steps: tuple[tuple[float, Callable[[], object]], ...] = (
        (0.10, lambda: write_poa(book, municipio, poa, autorizacion)),
        (0.25, lambda: write_calendario(book, poa, lines, hoy, cerrados)),
        (0.35, lambda: write_avance(book, poa, lines, hoy, periodo, cerrados)),
        (0.75, lambda: write_evaluacion(book, poa, lines, hoy)),
        (0.78, lambda: write_gastos(book, poa)),
        (0.80, lambda: write_evidencias(book, poa, lines, cerrados)),
        (0.85, lambda: write_datos(book, poa, lines, hoy, periodo, archivo)),
    )
    for done, step in steps:
        step()
        report(done)
    protect(book)
    content = _finish(book, municipio, poa, hoy)
    report(1.0)
    return WorkbookOutput(content, tuple(book.notices))


def write_official_xlsx(
    municipio: Municipio, poa: Poa, hoy: date, *, autorizacion: str = ""
) -> WorkbookOutput:
    """The official POA alone, as a workbook of one sheet (two when a text needs the room)."""
    book = Book(paleta_de(municipio.color))
    write_poa(book, municipio, poa, autorizacion)
    if book.continuations:
        write_datos(book, poa, (), hoy, None)
    return WorkbookOutput(_finish(book, municipio, poa, hoy), tuple(book.notices))


def _finish(book: Book, municipio: Municipio, poa: Poa, hoy: date) -> bytes:
    return book_bytes(book, hoy, title=poa.titulo, author=municipio.gobierno or municipio.nombre)
