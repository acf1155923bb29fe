"""The sheet Datos: what a program needs to recognise this workbook when it comes back.

Beside the ids it keeps what each capture cell says today, quantities as they are and texts by a
fingerprint, and a seal over all of it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl.workbook.defined_name import DefinedName

from poa_desktop.export.sheet_calendario import UNITS_NAME, Renglon
from poa_desktop.export.sheet_cells import Book, Sheet
from poa_desktop.export.sheet_evidencias import pruebas
from poa_desktop.export.sheet_page import Page, fit_to_width
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.poa import libro
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import UNIDAD_MEDIDA, Poa, Programa

TITLE = libro.DATOS
Values = Sequence[str | int]


def write_datos(
    book: Book, poa: Poa, lines: Sequence[Renglon], hoy: date, periodo: Periodo | None,
    archivo: str = "",
) -> Sheet:  # fmt: skip
    """Add the sheet; last, because it also takes the texts that other sheets could not hold.

    *archivo* is the key of the .poa file.
    """
    sheet = book.add_sheet(TITLE)
    sheet.frame.sheet_properties.tabColor = "FF9AA5A1"
    sheet.widths([24, 36, 12, 12, 18, 60])
    sheet.put(1, 1, "Datos del archivo", Kind.TITLE)
    sheet.put(
        2, 1, "Con estos datos el programa reconoce el libro. No modifique esta hoja.",
        Kind.SUBTITLE,
    )  # fmt: skip
    values = _values(poa, hoy, periodo, archivo)
    tables = ((libro.TABLA_LINEAS, _lineas(lines)), (libro.TABLA_EVIDENCIAS, _evidencias(lines)))
    sealed: list[Sequence[Values]] = [values, *(rows for _, rows in tables)]
    seal = libro.sello_de([*map(str, row)] for rows in sealed for row in rows)
    row = _write_values(sheet, [*values, (libro.SELLO, seal)])
    for heads, rows in tables:
        row = _write_table(sheet, row + 1, heads, rows)
    row = _write_units(book, sheet, row + 1, lines)
    row = _write_continuations(book, sheet, row + 1)
    sheet.heights[1] = 24
    fit_to_width(
        sheet.frame,
        Page(poa.titulo, f"A1:{'F' if book.continuations else 'E'}{row}", landscape=False),
    )
    return sheet


def _values(
    poa: Poa, hoy: date, periodo: Periodo | None, archivo: str
) -> list[tuple[str, str | int]]:
    reglas = poa.reglas
    return [
        ("Formato", libro.FORMATO),
        ("Versión del formato", libro.VERSION),
        ("Archivo", archivo),
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
    ]


def _lineas(lines: Sequence[Renglon]) -> list[Values]:
    return [
        (
            line.clave, "programa" if isinstance(line.bloque, Programa) else "actividad",
            line.bloque.id, line.linea.id, line.row, libro.huella(line.linea.texto),
            libro.huella(line.linea.unidad_medida),
            libro.cantidades_marcadas(line.linea.programado),
            libro.cantidades_marcadas(line.linea.realizado), libro.textos_marcados(line.linea),
        )
        for line in lines
    ]  # fmt: skip


def _evidencias(lines: Sequence[Renglon]) -> list[Values]:
    return [
        (
            each.numero, each.line.clave, each.mes, each.evidencia.id, each.line.linea.id,
            libro.marca(libro.dictamen_de(each.evidencia)),
        )
        for each in pruebas(lines)
    ]  # fmt: skip


def _write_values(sheet: Sheet, values: Iterable[tuple[str, str | int]]) -> int:
    row = 4
    for row, (label, value) in enumerate(values, start=4):
        sheet.put(row, 1, label, Kind.BLOCK_TEXT)
        _write_value(sheet, row, 2, value)
    return row + 1


def _write_value(sheet: Sheet, row: int, column: int, value: str | int) -> None:
    if isinstance(value, int):
        sheet.number(row, column, value, Kind.COUNT)
    elif value:
        sheet.put(row, column, value, Kind.UNWRAPPED)


def _write_table(sheet: Sheet, row: int, heads: Sequence[str], rows: Iterable[Values]) -> int:
    for column, head in enumerate(heads, start=1):
        sheet.put(row, column, head, Kind.HEAD)
    for values in rows:
        row += 1
        for column, value in enumerate(values, start=1):
            _write_value(sheet, row, column, value)
    return row + 1


def _write_units(book: Book, sheet: Sheet, row: int, lines: Sequence[Renglon]) -> int:
    """The units in use, which Calendario offers to choose from."""
    units = {UNIDAD_MEDIDA, *(line.linea.unidad_medida for line in lines)} - {""}
    last = _write_table(sheet, row, [libro.TABLA_UNIDADES], [[unit] for unit in sorted(units)])
    area = f"'{TITLE}'!$A${row + 1}:$A${last - 1}"
    book.workbook.defined_names[UNITS_NAME] = DefinedName(UNITS_NAME, attr_text=area)
    return last


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
