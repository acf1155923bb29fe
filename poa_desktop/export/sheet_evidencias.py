"""The sheet Evidencias: one row per attached file."""

from collections.abc import Sequence

from poa_desktop.export.sheet_calendario import Renglon
from poa_desktop.export.sheet_cells import Book, Sheet
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.export.sheet_table import FIRST_ROW, finish_table, write_table_head
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import Evidencia, Poa

TITLE = "Evidencias"
_HEADS = (
    ("Clave", 7), ("Línea de acción", 40), ("Mes", 12), ("Archivo", 34), ("Tipo", 20),
    ("Tamaño (bytes)", 14), ("Estado", 12), ("Motivo", 30),
)  # fmt: skip


def write_evidencias(book: Book, poa: Poa, lines: Sequence[Renglon]) -> Sheet:
    """Add the sheet. Sizes are bytes."""
    sheet = book.add_sheet(TITLE)
    sheet.widths([width for _, width in _HEADS])
    row = FIRST_ROW
    for line in lines:
        for mes, avance in enumerate(line.linea.avances, start=1):
            for evidencia in avance.evidencias:
                _write_row(sheet, row, line, mes, evidencia)
                row += 1
    count = row - FIRST_ROW
    subtitle = f"{count} archivos" if count != 1 else "1 archivo"
    write_table_head(
        sheet, f"Relación de evidencias · {poa.titulo}", subtitle, [head for head, _ in _HEADS]
    )
    if not count:
        sheet.put(row, 2, "Todavía no hay evidencias.", Kind.TEXT)
        row += 1
    finish_table(sheet, poa, len(_HEADS), row - 1, frozen=1)
    return sheet


def _write_row(sheet: Sheet, row: int, line: Renglon, mes: int, evidencia: Evidencia) -> None:
    texts = [
        line.clave, line.linea.texto, MESES[mes - 1].capitalize(), evidencia.nombre,
        evidencia.tipo, None, evidencia.estado.value.capitalize(), evidencia.motivo,
    ]  # fmt: skip
    for column, text in enumerate(texts, start=1):
        if text is not None:
            sheet.put(row, column, text, Kind.CLAVE if column == 1 else Kind.TEXT)
    sheet.number(row, 6, evidencia.tamano, Kind.BYTES)
    sheet.fit(row, [(column, text) for column, text in enumerate(texts, start=1) if text])
