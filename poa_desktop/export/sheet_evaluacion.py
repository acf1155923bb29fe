"""The sheet Evaluación: every percentage a live formula over Calendario.

From left to right: the percentages of the seven periods side by side, then six columns of
detail per period. From top to bottom: total and subtotals under the declared rule, the total
under each of the four rules, a chart, then every programa and actividad with its líneas.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from poa_desktop.export import sheet_calendario as calendario
from poa_desktop.export import sheet_formulas as formulas
from poa_desktop.export.sheet_calendario import (
    Renglon,
    evaluation_periods,
    unit_width,
    units_area,
)
from poa_desktop.export.sheet_cells import Book, Sheet, as_number, letter
from poa_desktop.export.sheet_evaluacion_look import finish_evaluacion
from poa_desktop.export.sheet_formulas import NONE, Group, PeriodColumns, Table
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.poa.evaluacion import (
    REGLAS_EN_PALABRAS,
    EstadoLinea,
    Evaluacion,
    Medida,
    ResultadoBloque,
    ResultadoLinea,
    evaluar,
    medir,
    motivo_rechazo,
)
from poa_desktop.poa.records import Poa, Programa, Regla
from poa_desktop.poa.semaforo import Semaforo

TITLE = "Evaluación"
CLAVE, TIPO, TEXTO, UNIDAD = 1, 2, 3, 4
SUMMARY = 5  # seven percentages
DETAIL = SUMMARY + 7
PER_PERIOD = 6
TOTAL_ROW, PROGRAMAS_ROW, ACTIVIDADES_ROW, FIRST_RULE_ROW = 6, 7, 8, 9
CHART_ROW = 13
FIRST_ROW = 14
_UNITS_CELL = (3, UNIDAD)
_MIXED_UNITS = (
    "Hay unidades de medida distintas: las cantidades no se suman y la regla «cantidades» no "
    "aplica. Líneas con otra unidad que la primera:"
)
_ONE_UNIT = "Todas las líneas tienen la misma unidad de medida. Líneas con otra unidad:"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What the sheet says: the program's own results, one per period."""

    poa: Poa
    results: tuple[Evaluacion, ...]
    periods: tuple[PeriodColumns, ...]
    table: Table


def write_evaluacion(book: Book, poa: Poa, lines: Sequence[Renglon], hoy: date) -> Sheet:
    """Add the sheet. Its present values are those of evaluar()."""
    periods = evaluation_periods(poa.ejercicio)
    height = len(poa.bloques) + len(poa.lineas)
    evaluated = Evaluated(
        poa,
        tuple(evaluar(poa, periodo, hoy) for periodo in periods),
        tuple(
            PeriodColumns(DETAIL + PER_PERIOD * number, periodo.meses)
            for number, periodo in enumerate(periods)
        ),
        Table(FIRST_ROW, FIRST_ROW + max(height, 1) - 1, letter(TIPO)),
    )
    sheet = book.add_sheet(TITLE)
    sheet.widths([7, 12.5, 42, unit_width(lines), *[8.5] * 7, *[10, 10, 10, 10, 8.5, 22] * 7])
    _write_head(book, sheet, poa, lines)
    _write_totals(sheet, evaluated)
    _write_rules(sheet, evaluated)
    _write_blocks(sheet, evaluated, lines)
    finish_evaluacion(sheet, poa, evaluated.table, evaluated.periods, CHART_ROW)
    return sheet


def _write_head(book: Book, sheet: Sheet, poa: Poa, lines: Sequence[Renglon]) -> None:
    reglas = poa.reglas
    sheet.put(1, CLAVE, f"Evaluación · {poa.titulo}", Kind.TITLE)
    words = REGLAS_EN_PALABRAS[reglas.regla]
    sheet.put(2, CLAVE, f"Regla del ejercicio. {words}", Kind.NOTE)
    sheet.merge(2, CLAVE, UNIDAD)
    area = units_area(lines)
    mixed = len({line.linea.unidad_medida for line in lines}) > 1
    condition = f'=IF({formulas.MIXED},"{_MIXED_UNITS}","{_ONE_UNIT}")'
    sheet.formula(3, CLAVE, condition, _MIXED_UNITS if mixed else _ONE_UNIT, Kind.NOTE)
    sheet.merge(3, CLAVE, TEXTO)
    first = area.partition(":")[0]
    differing = sum(line.linea.unidad_medida != lines[0].linea.unidad_medida for line in lines)
    sheet.formula(
        *_UNITS_CELL, f"=SUMPRODUCT(1-EXACT({area},{first}))", differing, Kind.SETTING
    )  # fmt: skip
    book.name_cell("Unidades_distintas", sheet, *_UNITS_CELL)
    limits = (
        (SUMMARY, "Verde desde", "Umbral_verde", reglas.verde),
        (SUMMARY + 3, "Amarillo desde", "Umbral_amarillo", reglas.amarillo),
        (DETAIL, "Sobrecumplimiento", "Umbral_sobre", reglas.justificar_sobre),
    )
    for column, label, name, limit in limits:
        sheet.put(3, column, label, Kind.NOTE_LABEL)
        sheet.merge(3, column, column + 1)
        sheet.number(3, column + 2, float(limit / 100), Kind.SETTING_PERCENT)
        book.name_cell(name, sheet, 3, column + 2)
    _write_headings(sheet, poa.ejercicio)
    sheet.heights.update({1: 24, 2: 40, 3: 28, 4: 17, 5: 28})


def _write_headings(sheet: Sheet, ejercicio: int) -> None:
    sheet.put(4, CLAVE, "", Kind.GROUP)
    sheet.merge(4, CLAVE, UNIDAD)
    for column, label in ((CLAVE, "Clave"), (TIPO, "Tipo"), (TEXTO, "Programa, actividad o línea"),
                          (UNIDAD, "Unidad")):  # fmt: skip
        sheet.put(5, column, label, Kind.HEAD)
    sheet.put(4, SUMMARY, "% POR PERIODO", Kind.GROUP)
    sheet.merge(4, SUMMARY, DETAIL - 1)
    details = ("Programado", "Realizado", "Act. pro-\nyectadas", "Act. rea-\nlizadas", "%",
               "Semáforo")  # fmt: skip
    for number, periodo in enumerate(evaluation_periods(ejercicio)):
        sheet.put(5, SUMMARY + number, periodo.corto, Kind.HEAD)
        first = DETAIL + number * PER_PERIOD
        sheet.put(4, first, periodo.en_palabras, Kind.GROUP)
        sheet.merge(4, first, first + PER_PERIOD - 1)
        for offset, head in enumerate(details):
            sheet.put(5, first + offset, head, Kind.HEAD)


@dataclass(frozen=True, slots=True)
class _Look:
    """The kinds of cell of one sort of row."""

    text: Kind
    number: Kind
    count: Kind
    percent: Kind
    word: Kind


_TOTAL = _Look(
    Kind.TOTAL_TEXT, Kind.TOTAL_NUMBER, Kind.TOTAL_COUNT, Kind.TOTAL_PERCENT, Kind.TOTAL_WORD
)
_BLOCK = _Look(
    Kind.BLOCK_TEXT, Kind.BLOCK_NUMBER, Kind.BLOCK_COUNT, Kind.BLOCK_PERCENT, Kind.BLOCK_WORD
)
_LINE = _Look(Kind.TEXT, Kind.NUMBER, Kind.COUNT, Kind.PERCENT, Kind.WORD)


def _label(sheet: Sheet, row: int, texts: tuple[str, str, str, str], look: _Look) -> None:
    clave, tipo, texto, unidad = texts
    sheet.put(row, CLAVE, clave, Kind.CLAVE if look is _LINE else look.text)
    sheet.put(row, TIPO, tipo, look.text)
    sheet.put(row, TEXTO, texto, look.text)
    sheet.put(row, UNIDAD, unidad, look.text)
    sheet.fit(row, [(TEXTO, texto), (UNIDAD, unidad), (TIPO, tipo)], 16)


def as_percent(value: Fraction | None) -> float | str:
    """An exact percentage as a spreadsheet keeps it (0.778), None as "—"."""
    return NONE if value is None else float(value / 100)


def _percent(
    sheet: Sheet, row: int, place: tuple[int, PeriodColumns], formula: str, medida: Medida,
    look: _Look,
) -> None:  # fmt: skip
    """The percentage of a group, its word, and its copy in the first column group."""
    number, columns = place
    value = as_percent(medida.porcentaje)
    column = columns.first + 4
    sheet.formula(row, column, formula, value, look.percent)
    without = Semaforo.GRIS.palabra
    otherwise = f'"{without}"'
    if medida.regla is Regla.CANTIDADES:
        otherwise = f'IF({formulas.MIXED},"{formulas.NO_APLICA}","{without}")'
    shown = formulas.NO_APLICA if medida.rechazo else medida.semaforo.palabra
    cell = f"{columns.porcentaje}{row}"
    sheet.formula(row, column + 1, formulas.word(cell, otherwise), shown, look.word)
    sheet.formula(row, SUMMARY + number, f"={cell}", value, look.percent)


def _write_group(
    sheet: Sheet, row: int, group: Group, place: tuple[int, PeriodColumns], medida: Medida,
    look: _Look,
) -> None:  # fmt: skip
    """The figures and the percentage of a group under the rule of *medida*."""
    columns = place[1]
    measure = group.measure(medida.regla, columns, row)
    for offset in (0, 1, 2, 3):
        sheet.blank(row, columns.first + offset, look.count)
    if measure.offset is not None:
        quantities = medida.regla is Regla.CANTIDADES
        figures = (
            (measure.proyectadas, medida.proyectadas),
            (measure.realizadas, medida.realizadas),
        )
        for offset, (formula, figure) in enumerate(figures, start=measure.offset):
            value = as_number(figure) if quantities else figure
            kind = look.number if quantities else look.count
            sheet.formula(
                row, columns.first + offset, formula, NONE if value is None else value, kind
            )
    _percent(sheet, row, place, measure.porcentaje, medida, look)


def _write_totals(sheet: Sheet, evaluated: Evaluated) -> None:
    """Total and subtotals under the declared rule."""
    table, regla = evaluated.table, evaluated.poa.reglas.regla
    rows = (
        (TOTAL_ROW, "Total", Group(table, formulas.BLOCKS, formulas.LINES)),
        (PROGRAMAS_ROW, "Programas", Group(table, formulas.BLOCKS[:1], formulas.LINES[:1])),
        (ACTIVIDADES_ROW, "Actividades", Group(table, formulas.BLOCKS[1:], formulas.LINES[1:])),
    )
    for row, name, group in rows:
        tipo = "Total" if row == TOTAL_ROW else "Subtotal"
        texto = f"Total por la regla «{regla}»" if row == TOTAL_ROW else name
        _label(sheet, row, ("", tipo, texto, ""), _TOTAL)
        for place in enumerate(evaluated.periods):
            result = evaluated.results[place[0]]
            medida = {
                TOTAL_ROW: result.total,
                PROGRAMAS_ROW: result.subtotal_programas,
                ACTIVIDADES_ROW: result.subtotal_actividades,
            }[row]
            _write_group(sheet, row, group, place, medida, _TOTAL)


def _write_rules(sheet: Sheet, evaluated: Evaluated) -> None:
    """The total under each of the four rules, whichever is declared."""
    poa = evaluated.poa
    group = Group(evaluated.table, formulas.BLOCKS, formulas.LINES)
    for row, regla in enumerate(Regla, start=FIRST_RULE_ROW):
        declared = regla is poa.reglas.regla
        look = _TOTAL if declared else _LINE
        tipo = "Regla del ejercicio" if declared else "Otra regla"
        _label(sheet, row, ("►" if declared else "", tipo, REGLAS_EN_PALABRAS[regla], ""), look)
        rechazo = motivo_rechazo(poa, regla)
        for place in enumerate(evaluated.periods):
            lineas = [block.lineas for block in evaluated.results[place[0]].bloques]
            medida = medir(lineas, replace(poa.reglas, regla=regla), rechazo)
            _write_group(sheet, row, group, place, medida, look)


def _write_blocks(sheet: Sheet, evaluated: Evaluated, lines: Sequence[Renglon]) -> None:
    """Every programa and actividad, each followed by its líneas."""
    row = FIRST_ROW
    following = iter(lines)
    if not evaluated.poa.bloques:
        _label(
            sheet, row, ("", "", "Este POA todavía no tiene programas ni actividades.", ""), _LINE
        )
    for number, bloque in enumerate(evaluated.poa.bloques):
        results = [result.bloques[number] for result in evaluated.results]
        _write_block(sheet, row, evaluated.periods, results)
        row += 1
        is_programa = isinstance(bloque, Programa)
        tipo = formulas.COMPONENTE if is_programa else formulas.LINEA
        for position, linea in enumerate(bloque.lineas):
            line = next(following)
            _label(sheet, row, (line.clave, tipo, linea.texto, linea.unidad_medida), _LINE)
            unit = f"{calendario.TITLE}!{letter(calendario.UNIDAD)}{line.row}"
            sheet.echo(row, UNIDAD, unit, linea.unidad_medida, Kind.TEXT)
            for place in enumerate(evaluated.periods):
                _write_line(sheet, row, line.row, place, results[place[0]].lineas[position])
            row += 1


def _write_block(
    sheet: Sheet, row: int, periods: Sequence[PeriodColumns], results: Sequence[ResultadoBloque]
) -> None:
    bloque = results[0].bloque
    tipo = formulas.PROGRAMA if isinstance(bloque, Programa) else formulas.ACTIVIDAD
    _label(sheet, row, (bloque.clave, tipo, bloque.nombre, ""), _BLOCK)
    count = len(bloque.lineas)
    for place in enumerate(periods):
        columns, result = place[1], results[place[0]]
        sheet.blank(row, columns.first, _BLOCK.number)
        sheet.blank(row, columns.first + 1, _BLOCK.number)
        projected = sum(linea.actos_proyectados for linea in result.lineas)
        done = sum(linea.actos_realizados for linea in result.lineas)
        column = columns.first + 2
        acts = formulas.block_sum(columns.proyectadas, row, count)
        sheet.formula(row, column, acts, projected, _BLOCK.count)
        acts = formulas.block_sum(columns.realizadas, row, count)
        sheet.formula(row, column + 1, acts, done, _BLOCK.count)
        percent = formulas.block_percent(result.medida.regla, columns, row, count)
        _percent(sheet, row, place, percent, result.medida, _BLOCK)


def _write_line(
    sheet: Sheet, row: int, source: int, place: tuple[int, PeriodColumns], result: ResultadoLinea
) -> None:
    """One línea in one period; *source* is its row in Calendario."""
    number, columns = place
    figures = (
        (formulas.line_programado(columns, source), as_number(result.programado), Kind.NUMBER),
        (formulas.line_realizado(columns, source), as_number(result.realizado), Kind.NUMBER),
        (formulas.line_proyectadas(columns, source), result.actos_proyectados, Kind.COUNT),
        (formulas.line_realizadas(columns, source, row), result.actos_realizados, Kind.COUNT),
        (
            formulas.ratio(f"{columns.realizado}{row}", f"{columns.programado}{row}"),
            as_percent(result.porcentaje),
            Kind.PERCENT,
        ),
        (formulas.line_word(columns, row), line_word(result), Kind.WORD),
    )
    for offset, (formula, value, kind) in enumerate(figures):
        sheet.formula(row, columns.first + offset, formula, value, kind)
    cell = f"={columns.porcentaje}{row}"
    sheet.formula(row, SUMMARY + number, cell, as_percent(result.porcentaje), Kind.PERCENT)


def line_word(result: ResultadoLinea) -> str:
    """What stands in the column Semáforo of a línea."""
    if result.estado is EstadoLinea.REALIZADO_SIN_PROGRAMAR:
        return formulas.SIN_PROGRAMAR
    over = result.estado is EstadoLinea.SOBRECUMPLIMIENTO
    return formulas.SOBRE if over else result.semaforo.palabra
