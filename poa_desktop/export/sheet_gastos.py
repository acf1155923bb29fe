"""The sheet Gastos: each actividad with what it has planned and spent, and its gastos below it.

Sums, what is left and percentages are live formulas over the rows of the gastos. Programas have
no gastos, and their inversión is never added to that of the actividades.
"""

from dataclasses import dataclass
from decimal import Decimal

from poa_desktop.export.sheet_cells import Book, Sheet, letter
from poa_desktop.export.sheet_formulas import NONE
from poa_desktop.export.sheet_measure import MAX_HEIGHT, text_height
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.export.sheet_table import FIRST_ROW, finish_table, write_table_head
from poa_desktop.poa.records import Actividad, Gasto, Poa, TipoInversion

TITLE = "Gastos"
_HEADS = (
    ("Clave", 7), ("Tipo", 11), ("Actividad o concepto", 46), ("Fecha", 11), ("Partida", 9),
    ("Programado", 17), ("Ejercido", 16), ("Disponible", 17), ("%", 9), ("Comprobantes", 13),
)  # fmt: skip
_TEXTO, _FECHA, _PARTIDA, _PROGRAMADO, _EJERCIDO, _DISPONIBLE, _PERCENT, _COUNT = range(3, 11)
ACTIVIDAD, GASTO = "Actividad", "Gasto"
_WITHOUT = {
    TipoInversion.NO_GENERA_GASTO: "No genera gasto",
    TipoInversion.SIN_DEFINIR: "Sin definir",
}


@dataclass(frozen=True, slots=True)
class _Look:
    text: Kind
    money: Kind
    count: Kind
    percent: Kind
    word: Kind


_BLOCK = _Look(
    Kind.BLOCK_TEXT, Kind.BLOCK_MONEY, Kind.BLOCK_COUNT, Kind.BLOCK_PERCENT, Kind.BLOCK_WORD
)
_TOTAL = _Look(
    Kind.TOTAL_TEXT, Kind.TOTAL_MONEY, Kind.TOTAL_COUNT, Kind.TOTAL_PERCENT, Kind.TOTAL_WORD
)


def write_gastos(book: Book, poa: Poa) -> Sheet:
    """Add the sheet. Amounts are pesos, dates are dates."""
    sheet = book.add_sheet(TITLE)
    sheet.widths([width for _, width in _HEADS])
    write_table_head(
        sheet, f"Gastos · {poa.titulo}",
        "Los gastos se capturan en el programa; aquí se consultan, se filtran y se imprimen.",
        [head for head, _ in _HEADS],
    )  # fmt: skip
    row = FIRST_ROW + 1
    for actividad in poa.actividades:
        _write_actividad(sheet, row, actividad)
        for number, gasto in enumerate(actividad.gastos, start=row + 1):
            _write_gasto(sheet, number, actividad, gasto)
        row += 1 + len(actividad.gastos)
    if not poa.actividades:
        sheet.put(row, _TEXTO, "Este POA todavía no tiene actividades.", Kind.TEXT)
        row += 1
    _write_total(sheet, poa, row - 1)
    finish_table(sheet, poa, len(_HEADS), row - 1, frozen=3)
    return sheet


def _write_total(sheet: Sheet, poa: Poa, last: int) -> None:
    """The first row: all actividades."""
    row = FIRST_ROW
    for column in range(1, len(_HEADS) + 1):
        sheet.blank(row, column, Kind.TOTAL_TEXT)
    sheet.put(row, 2, "Total", Kind.TOTAL_TEXT)
    sheet.put(row, _TEXTO, "Suma de las actividades", Kind.TOTAL_TEXT)
    planned = sum((_monto(each) or Decimal(0) for each in poa.actividades), Decimal(0))
    spent = sum((each.ejercido for each in poa.actividades), Decimal(0))
    tipos = f"$B${row + 1}:$B${last}"
    for column, tipo, value in ((_PROGRAMADO, ACTIVIDAD, planned), (_EJERCIDO, GASTO, spent)):
        area = f"{letter(column)}${row + 1}:{letter(column)}${last}"
        formula = f'=SUMIF({tipos},"{tipo}",{area})'
        sheet.formula(row, column, formula, float(value), _TOTAL.money)
    _write_result(sheet, row, planned, spent, _TOTAL)
    count = sum(len(gasto.comprobantes) for each in poa.actividades for gasto in each.gastos)
    area = f"{letter(_COUNT)}${row + 1}:{letter(_COUNT)}${last}"
    sheet.formula(row, _COUNT, f'=SUMIF({tipos},"{GASTO}",{area})', count, _TOTAL.count)


def _write_actividad(sheet: Sheet, row: int, actividad: Actividad) -> None:
    for column in range(1, len(_HEADS) + 1):
        sheet.blank(row, column, Kind.BLOCK_TEXT)
    for column, text in ((1, actividad.clave), (2, ACTIVIDAD), (_TEXTO, actividad.nombre)):
        sheet.put(row, column, text, Kind.BLOCK_TEXT)
    planned = _monto(actividad)
    if planned is None:
        sheet.put(row, _PROGRAMADO, _WITHOUT[actividad.ficha.inversion.tipo], Kind.BLOCK_WORD)
    else:
        sheet.number(row, _PROGRAMADO, float(planned), _BLOCK.money)
    last = row + len(actividad.gastos)
    for column, kind, value in (
        (_EJERCIDO, _BLOCK.money, float(actividad.ejercido)),
        (_COUNT, _BLOCK.count, sum(len(each.comprobantes) for each in actividad.gastos)),
    ):
        area = f"{letter(column)}{row + 1}:{letter(column)}{last}"
        formula = f"=SUM({area})" if actividad.gastos else "=0"
        sheet.formula(row, column, formula, value, kind)
    _write_result(sheet, row, planned, actividad.ejercido, _BLOCK)
    height = text_height(actividad.nombre, sheet.pixels(_TEXTO), bold=True)
    sheet.heights[row] = min(max(15.0, height), MAX_HEIGHT)


def _write_result(
    sheet: Sheet, row: int, planned: Decimal | None, spent: Decimal, look: _Look
) -> None:
    """What is left, and which part was spent."""
    programado, ejercido = f"{letter(_PROGRAMADO)}{row}", f"{letter(_EJERCIDO)}{row}"
    left = f'=IF(ISNUMBER({programado}),ROUND({programado}-{ejercido},2),"{NONE}")'
    shown = NONE if planned is None else float(planned - spent)
    sheet.formula(row, _DISPONIBLE, left, shown, look.money)
    share = f'=IF(N({programado})=0,"{NONE}",{ejercido}/{programado})'
    sheet.formula(
        row, _PERCENT, share, float(spent / planned) if planned else NONE, look.percent
    )  # fmt: skip


def _write_gasto(sheet: Sheet, row: int, actividad: Actividad, gasto: Gasto) -> None:
    for column in range(1, len(_HEADS) + 1):
        sheet.blank(row, column, Kind.TEXT)
    sheet.put(row, 1, actividad.clave, Kind.CLAVE)
    sheet.put(row, 2, GASTO, Kind.TEXT)
    sheet.put(row, _TEXTO, gasto.concepto, Kind.TEXT)
    sheet.day(row, _FECHA, gasto.fecha, Kind.DATE)
    sheet.put(row, _PARTIDA, gasto.partida, Kind.CENTER)
    sheet.number(row, _EJERCIDO, float(gasto.importe), Kind.MONEY)
    if gasto.comprobantes:
        sheet.number(row, _COUNT, len(gasto.comprobantes), Kind.COUNT)
    sheet.fit(row, [(_TEXTO, gasto.concepto)])


def _monto(actividad: Actividad) -> Decimal | None:
    """What the ficha plans in pesos; None when it gives no amount."""
    return actividad.ficha.inversion.monto
