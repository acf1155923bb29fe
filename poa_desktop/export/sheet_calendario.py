"""The sheet Calendario: one row per línea, a block of months programado and a block realizado.

One row per línea and months side by side: a block of twelve columns can be copied from and to
any other spreadsheet, and a formula about a quarter is a range such as E6:G6. A third, folded
block has the running sum of programado, which the acts of the sheet Evaluación are met against.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from poa_desktop.export.paleta import SEMAFORO_FONDO
from poa_desktop.export.sheet_capture import (
    accept_date,
    accept_list,
    accept_quantities,
    write_legend,
)
from poa_desktop.export.sheet_cells import Book, Sheet, as_number, letter
from poa_desktop.export.sheet_measure import width_for
from poa_desktop.export.sheet_page import Page, fit_to_width
from poa_desktop.export.sheet_styles import CANTIDAD_ENTERA, PROGRAMADO_ENTERO, Kind, argb
from poa_desktop.poa import libro
from poa_desktop.poa.calendario import acumulado, total
from poa_desktop.poa.candados import candado_plan
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import (
    MESES_CORTOS,
    Periodo,
    Temporalidad,
    periodo_anual,
    periodos_de,
)
from poa_desktop.poa.records import Bloque, LineaAccion, Poa
from poa_desktop.poa.semaforo import Semaforo

TITLE = libro.CALENDARIO
CLAVE, TEXTO, UNIDAD = 1, 2, 3
PROGRAMADO = 4  # January; then eleven months and seven totals
_SUMS = 7
REALIZADO = PROGRAMADO + 12 + _SUMS
ACUMULADO = REALIZADO + 12 + _SUMS
_LAST_SHOWN = ACUMULADO - 1
_LAST = ACUMULADO + 11
_MONTH_WIDTH, _SUM_WIDTH = 4.0, 4.8  # characters, at least: both blocks go on one page's width
_UNIT_WIDTH, _UNIT_WIDTH_MOST = 9.0, 26.0
_SIDE_MARGIN = 0.4  # inches: the widest sheet
FIRST_ROW = 6
UNITS_NAME = "Unidades"
"""Name of the list of units in use, on the sheet Datos."""
_EJERCICIO, _CORTE = 7, 14  # columns of the settings above the months


def evaluation_periods(ejercicio: int) -> tuple[Periodo, ...]:
    """The seven periods of the workbook: four quarters, two semesters, the year."""
    return (
        *periodos_de(Temporalidad.TRIMESTRAL, ejercicio),
        *periodos_de(Temporalidad.SEMESTRAL, ejercicio),
        periodo_anual(ejercicio),
    )


@dataclass(frozen=True, slots=True)
class Renglon:
    """One línea with its place in the workbook; *clave* is P1.3 or A3.1."""

    clave: str
    bloque: Bloque
    linea: LineaAccion
    row: int


def renglones(poa: Poa) -> tuple[Renglon, ...]:
    """Every línea of a POA in the order of the official layout, with its row in Calendario."""
    pairs = [(clave, bloque, linea) for bloque in poa.bloques for clave, linea in con_clave(bloque)]
    return tuple(
        Renglon(clave, bloque, linea, row)
        for row, (clave, bloque, linea) in enumerate(pairs, start=FIRST_ROW)
    )


def span(block: int, meses: Sequence[int], row: int) -> str:
    """The cells of consecutive months in a block of a row: "E6:G6"."""
    return f"{letter(block + meses[0] - 1)}{row}:{letter(block + meses[-1] - 1)}{row}"


def unit_width(lines: Sequence[Renglon]) -> float:
    """Width in characters of a column of units: no word of a unit is broken."""
    words = (word for line in lines for word in line.linea.unidad_medida.split())
    return width_for(words, _UNIT_WIDTH, _UNIT_WIDTH_MOST)


def units_area(lines: Sequence[Renglon]) -> str:
    """The unit cells of all líneas (at least one row)."""
    last = lines[-1].row if lines else FIRST_ROW
    return f"{TITLE}!${letter(UNIDAD)}${FIRST_ROW}:${letter(UNIDAD)}${last}"


def write_calendario(
    book: Book, poa: Poa, lines: Sequence[Renglon], hoy: date, cerrados: frozenset[int]
) -> Sheet:
    """Add the sheet. Quantities are numbers; sin capturar is an empty cell.

    The months in *cerrados* are shown and cannot be written in, and nothing that belongs to the
    plan while that is locked.
    """
    sheet = book.add_sheet(TITLE)
    locked = bool(candado_plan(poa))
    planned = frozenset(range(1, 13)) if locked else cerrados
    _set_columns(sheet, lines)
    _write_head(book, sheet, poa, hoy)
    for line in lines:
        _write_line(sheet, line, planned, cerrados, locked=locked)
    last = lines[-1].row if lines else FIRST_ROW
    if not lines:
        sheet.put(FIRST_ROW, TEXTO, "Este POA todavía no tiene líneas de acción.", Kind.TEXT)
    _write_foot(sheet, last, [line.linea for line in lines])
    _add_rules(sheet, last)
    if lines:
        _accept(sheet, last, planned, cerrados)
    _finish(sheet, poa, last)
    return sheet


def _set_columns(sheet: Sheet, lines: Sequence[Renglon]) -> None:
    planned = [line.linea.programado for line in lines]
    done = [tuple(cantidad or 0 for cantidad in line.linea.realizado) for line in lines]
    added = len({line.linea.unidad_medida for line in lines}) == 1
    months, sums = _block_widths(planned, added=added)
    widths = [7, 42, unit_width(lines), *[months] * 12, *[sums] * _SUMS]
    done_months, done_sums = _block_widths(done, added=added)
    widths += [*[done_months] * 12, *[done_sums] * _SUMS]
    sheet.widths([*widths, *[sums] * 12])
    for column in range(ACUMULADO, _LAST + 1):
        dimension = sheet.frame.column_dimensions[letter(column)]
        dimension.outlineLevel = 1
        dimension.hidden = True


def _block_widths(rows: Sequence[Sequence[int]], *, added: bool) -> tuple[float, float]:
    """Widths of the month and the total columns of a block; *added*: the foot adds up the rows."""
    months = [len(rows) * 100, *(cantidad for row in rows for cantidad in row)]
    sums = [*months, *map(sum, rows)]
    if added:
        months += [sum(column) for column in zip(*rows, strict=True)]
        sums.append(sum(map(sum, rows)))
    return _room(months, _MONTH_WIDTH), _room(sums, _SUM_WIDTH)


def _room(quantities: Sequence[int], least: float) -> float:
    """Width in characters that shows the largest of some quantities, with decimals if any has."""
    largest = max(quantities, default=0) // 100 * 100
    decimals = 25 if any(quantity % 100 for quantity in quantities) else 0
    return max(least, len(format_cantidad(largest + decimals)) * 1.08 + 1.2)


def _write_head(book: Book, sheet: Sheet, poa: Poa, hoy: date) -> None:
    sheet.put(1, CLAVE, f"Calendario · {poa.titulo}", Kind.TITLE)
    sheet.put(
        2,
        CLAVE,
        "Vacío = sin capturar, que no es 0. Ámbar: mes vencido sin capturar.",
        Kind.NOTE,
    )
    sheet.merge(2, CLAVE, UNIDAD, down=1)
    write_legend(sheet, 2, PROGRAMADO, PROGRAMADO + 2, REALIZADO - 1)
    sheet.put(3, PROGRAMADO, "Ejercicio", Kind.NOTE_LABEL)
    sheet.merge(3, PROGRAMADO, _EJERCICIO - 1)
    sheet.number(3, _EJERCICIO, poa.ejercicio, Kind.SETTING)
    sheet.put(3, _EJERCICIO + 3, "Fecha de corte", Kind.NOTE_LABEL)
    sheet.merge(3, _EJERCICIO + 3, _CORTE - 1)
    sheet.day(3, _CORTE, hoy, Kind.DATE_INPUT)
    for name, column in (("Ejercicio", _EJERCICIO), ("Corte", _CORTE)):
        sheet.merge(3, column, column + 2)
        book.name_cell(name, sheet, 3, column)
    sheet.put(3, _CORTE + 3, "← decide qué mes está vencido", Kind.NOTE)
    sheet.merge(3, _CORTE + 3, REALIZADO - 1)
    sheet.put(4, CLAVE, "", Kind.GROUP)
    sheet.merge(4, CLAVE, UNIDAD)
    for column, label in ((CLAVE, libro.CLAVE), (TEXTO, libro.LINEA), (UNIDAD, libro.UNIDAD)):
        sheet.put(5, column, label, Kind.HEAD)
    _write_block_head(sheet, PROGRAMADO, libro.PROGRAMADO, poa.ejercicio)
    _write_block_head(sheet, REALIZADO, libro.REALIZADO, poa.ejercicio)
    sheet.put(4, ACUMULADO, "PROGRAMADO ACUMULADO (lo usa la hoja Evaluación)", Kind.GROUP)
    sheet.merge(4, ACUMULADO, _LAST)
    for mes, short in enumerate(MESES_CORTOS):
        sheet.put(5, ACUMULADO + mes, short.capitalize(), Kind.HEAD)
    sheet.heights.update({1: 24, 2: 15, 3: 16, 4: 17, 5: 18})


def _write_block_head(sheet: Sheet, block: int, label: str, ejercicio: int) -> None:
    sheet.put(4, block, label, Kind.GROUP)
    sheet.merge(4, block, block + 11 + _SUMS)
    heads = [short.capitalize() for short in MESES_CORTOS]
    heads += [periodo.corto for periodo in evaluation_periods(ejercicio)]
    for offset, head in enumerate(heads):
        sheet.put(5, block + offset, head, Kind.HEAD)


def _write_line(
    sheet: Sheet,
    line: Renglon,
    planned_closed: frozenset[int],
    cerrados: frozenset[int],
    *,
    locked: bool,
) -> None:
    row, linea = line.row, line.linea
    sheet.put(row, CLAVE, line.clave, Kind.CLAVE)
    sheet.put(row, TEXTO, linea.texto, Kind.TEXT)
    sheet.put(row, UNIDAD, linea.unidad_medida, Kind.TEXT if locked else Kind.TEXT_INPUT)
    shown = _hundredths(linea)
    for mes in range(12):
        planned = Kind.PLANNED_CLOSED if mes + 1 in planned_closed else Kind.PLANNED_INPUT
        sheet.cantidad(row, PROGRAMADO + mes, linea.programado[mes], planned)
        done = Kind.DONE_CLOSED if mes + 1 in cerrados else Kind.DONE_INPUT
        sheet.cantidad(row, REALIZADO + mes, linea.realizado[mes], done)
    for offset, periodo in enumerate(evaluation_periods(2000), start=12):
        column, area = PROGRAMADO + offset, span(PROGRAMADO, periodo.meses, row)
        value = as_number(shown[column - PROGRAMADO])
        sheet.formula(row, column, f"=SUM({area})", value, Kind.PLANNED_SUM)
        column, area = REALIZADO + offset, span(REALIZADO, periodo.meses, row)
        value = as_number(shown[column - PROGRAMADO])
        formula = f'=IF(COUNT({area})=0,"",SUM({area}))'
        sheet.formula(row, column, formula, "" if value is None else value, Kind.DONE_SUM)
    first = letter(PROGRAMADO)
    for mes, reached in enumerate(acumulado(linea.programado)):
        formula = f"=SUM(${first}{row}:{letter(PROGRAMADO + mes)}{row})"
        sheet.formula(row, ACUMULADO + mes, formula, as_number(reached), Kind.PLANNED_SUM)
    sheet.fit(row, [(TEXTO, linea.texto), (UNIDAD, linea.unidad_medida)])


def _hundredths(linea: LineaAccion) -> tuple[int | None, ...]:
    """What the columns of both blocks show of a línea, totals included; None is empty."""
    periods = [periodo.meses for periodo in evaluation_periods(2000)]
    done = linea.realizado
    captured = [any(done[mes - 1] is not None for mes in meses) for meses in periods]
    sums = [
        total(done, meses) if some else None for meses, some in zip(periods, captured, strict=True)
    ]
    return (*linea.programado, *(total(linea.programado, meses) for meses in periods), *done, *sums)


def _write_foot(sheet: Sheet, last: int, lineas: Sequence[LineaAccion]) -> None:
    """Totals below the líneas; quantities are added only when all have the same unit."""
    counts, sums = last + 1, last + 2
    notes = ("Líneas con programación o con captura", "Suma (solo si la unidad es la misma)")
    for row, note in zip((counts, sums), notes, strict=True):
        sheet.put(row, CLAVE, "", Kind.TOTAL_TEXT)
        sheet.put(row, TEXTO, note, Kind.TOTAL_TEXT)
        sheet.put(row, UNIDAD, "", Kind.TOTAL_TEXT)
        sheet.heights[row] = 16
    mixed = len({linea.unidad_medida for linea in lineas}) > 1
    shown = [_hundredths(linea) for linea in lineas]
    for column in range(PROGRAMADO, _LAST_SHOWN + 1):
        area = f"{letter(column)}{FIRST_ROW}:{letter(column)}{last}"
        values = [row[column - PROGRAMADO] for row in shown]
        if column < REALIZADO:
            function, count = f'=COUNTIF({area},">0")', sum(bool(value) for value in values)
        else:
            function, count = f"=COUNT({area})", sum(value is not None for value in values)
        sheet.formula(counts, column, function, count, Kind.TOTAL_COUNT)
        added: str | int | float | None
        added = "—" if mixed else as_number(sum(value or 0 for value in values))
        function = f'=IF(Unidades_distintas>0,"—",SUM({area}))'
        sheet.formula(sums, column, function, added, Kind.TOTAL_NUMBER)


def _add_rules(sheet: Sheet, last: int) -> None:
    """Whole numbers without decimals; a due month without captured quantity in amber."""
    foot = last + 2
    for first, end, whole in (
        (PROGRAMADO, REALIZADO - 1, PROGRAMADO_ENTERO),
        (REALIZADO, ACUMULADO - 1, CANTIDAD_ENTERA),
        (ACUMULADO, _LAST, PROGRAMADO_ENTERO),
    ):
        area = f"{letter(first)}{FIRST_ROW}:{letter(end)}{foot}"
        sheet.condition(area, whole_numbers(f"{letter(first)}{FIRST_ROW}", whole))
    planned, done = f"{letter(PROGRAMADO)}{FIRST_ROW}", f"{letter(REALIZADO)}{FIRST_ROW}"
    mes = f"COLUMN({done})-{REALIZADO - 1}"
    due = f"AND({planned}>0,ISBLANK({done}),DATE(Ejercicio,{mes}+1,0)<Corte)"
    amber = PatternFill("solid", bgColor=argb(SEMAFORO_FONDO[Semaforo.AMARILLO]))
    area = f"{done}:{letter(REALIZADO + 11)}{last}"
    sheet.condition(area, Rule(type="expression", formula=[due], dxf=DifferentialStyle(fill=amber)))


def whole_numbers(first_cell: str, number_format: str) -> Rule:
    """A conditional format that drops the decimals where there are none.

    This way round a reader that ignores conditional formats shows "1.00", never a rounded 0.1.
    """
    number = 190 + (CANTIDAD_ENTERA, PROGRAMADO_ENTERO).index(number_format)
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=number, formatCode=number_format))
    test = f"AND(ISNUMBER({first_cell}),ROUND({first_cell},0)=ROUND({first_cell},2))"
    return Rule(type="expression", formula=[test], dxf=style)


def _accept(
    sheet: Sheet, last: int, planned_closed: frozenset[int], cerrados: frozenset[int]
) -> None:
    """What the open cells take."""
    blocks = ((PROGRAMADO, planned_closed), (REALIZADO, cerrados))
    columns = [
        letter(block + mes)
        for block, closed in blocks
        for mes in range(12)
        if mes + 1 not in closed
    ]
    accept_quantities(sheet, [f"{column}{FIRST_ROW}:{column}{last}" for column in columns])
    accept_list(
        sheet,
        f"{letter(UNIDAD)}{FIRST_ROW}:{letter(UNIDAD)}{last}",
        UNITS_NAME,
        "Unidad de medida",
        "Esta unidad todavía no se usa en el POA. ¿Es correcta?",
        others=True,
    )
    accept_date(
        sheet,
        f"{letter(_CORTE)}3",
        "Fecha de corte",
        prompt="Cámbiela para ver qué meses están vencidos a otra fecha. No regresa al POA.",
    )


def _finish(sheet: Sheet, poa: Poa, last: int) -> None:
    frame = sheet.frame
    frame.freeze_panes = f"{letter(PROGRAMADO)}{FIRST_ROW}"
    frame.auto_filter.ref = f"A5:{letter(_LAST_SHOWN)}{last}"
    area = f"A1:{letter(_LAST_SHOWN)}{last + 2}"
    fit_to_width(frame, Page(poa.titulo, area, title_rows="4:5", side=_SIDE_MARGIN))
