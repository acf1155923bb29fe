"""The sheet Datos: what a program needs to recognise this workbook when it comes back."""

from collections.abc import Sequence
from datetime import date

from poa_desktop.export.sheet_calendario import Renglon
from poa_desktop.export.sheet_cells import Book, Sheet
from poa_desktop.export.sheet_page import Page, fit_to_width
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Poa, Programa

TITLE = "Datos"
FORMAT_NAME = "POA Desktop"
FORMAT_VERSION = 1
TABLE_HEADS = ("Clave", "Tipo", "Bloque", "Línea", "Fila en Calendario")


def write_datos(
    book: Book, poa: Poa, lines: Sequence[Renglon], hoy: date, periodo: Periodo | None
) -> Sheet:
    """Add the sheet; last, because it also takes the texts that other sheets could not hold."""
    sheet = book.add_sheet(TITLE)
    sheet.frame.sheet_properties.tabColor = "FF9AA5A1"
    sheet.widths([24, 16, 12, 12, 18, 60])
    sheet.put(1, 1, "Datos del archivo", Kind.TITLE)
    sheet.put(
        2, 1, "Con estos datos el programa reconoce el libro. No modifique esta hoja.",
        Kind.SUBTITLE,
    )  # fmt: skip
    row = _write_values(sheet, poa, hoy, periodo)
    row = _write_lines(sheet, lines, row + 1)
    row = _write_continuations(book, sheet, row + 1)
    sheet.heights[1] = 24
    fit_to_width(
        sheet.frame,
        Page(poa.titulo, f"A1:{'F' if book.continuations else 'E'}{row}", landscape=False),
    )
    return sheet


def _write_values(sheet: Sheet, poa: Poa, hoy: date, periodo: Periodo | None) -> int:
    reglas = poa.reglas
    values: tuple[tuple[str, str | int], ...] = (
        ("Formato", FORMAT_NAME),
        ("Versión del formato", FORMAT_VERSION),
        ("POA", poa.id),
        ("Revisión", poa.revision),
        ("Dependencia", poa.dependencia.id),
        ("Ejercicio", poa.ejercicio),
        ("Periodo", str(periodo) if periodo else f"{poa.ejercicio}-A"),
        ("Corte", hoy.isoformat()),
        ("Regla", reglas.regla.value),
        ("Verde desde", str(reglas.verde)),
        ("Amarillo desde", str(reglas.amarillo)),
        ("Justificar sobre", str(reglas.justificar_sobre)),
        ("Justificar bajo", str(reglas.justificar_bajo)),
    )
    row = 4
    for row, (label, value) in enumerate(values, start=4):
        sheet.put(row, 1, label, Kind.BLOCK_TEXT)
        if isinstance(value, str):
            sheet.put(row, 2, value, Kind.TEXT)
        else:
            sheet.number(row, 2, value, Kind.COUNT)
    return row + 1


def _write_lines(sheet: Sheet, lines: Sequence[Renglon], row: int) -> int:
    for column, head in enumerate(TABLE_HEADS, start=1):
        sheet.put(row, column, head, Kind.HEAD)
    for line in lines:
        row += 1
        sheet.put(row, 1, line.clave, Kind.CLAVE)
        tipo = "programa" if isinstance(line.bloque, Programa) else "actividad"
        sheet.put(row, 2, tipo, Kind.TEXT)
        for column, number in ((3, line.bloque.id), (4, line.linea.id), (5, line.row)):
            sheet.number(row, column, number, Kind.COUNT)
    return row + 1


def _write_continuations(book: Book, sheet: Sheet, row: int) -> int:
    """The rest of the texts that are longer than a cell."""
    if not book.continuations:
        return row
    for column, head in enumerate(
        ("Hoja", "Celda", "Parte", "", "", "Texto que continúa"), start=1
    ):
        sheet.put(row, column, head, Kind.HEAD)
    for rest in book.continuations:
        row += 1
        sheet.put(row, 1, rest.sheet, Kind.TEXT)
        sheet.put(row, 2, rest.coordinate, Kind.TEXT)
        sheet.number(row, 3, rest.part, Kind.COUNT)
        sheet.put(row, 6, rest.text, Kind.UNWRAPPED)
    return row + 1
