"""The kinds of cell a workbook has: one shared style per kind, registered once."""

from dataclasses import dataclass, replace
from enum import Enum

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from poa_desktop.export.paleta import (
    BLANCO,
    CAPTURA,
    FILETE,
    FILETE_SUAVE,
    TEXTO,
    TEXTO_SECUNDARIO,
    Paleta,
)

FONT = "Arial"  # in every Office; Liberation Sans has the same widths where it is missing
CANTIDAD = "#,##0.00"
CANTIDAD_ENTERA = "#,##0"
PROGRAMADO = '#,##0.00;-#,##0.00;"–"'
PROGRAMADO_ENTERO = '#,##0;-#,##0;"–"'
PORCENTAJE = "0.0 %"
FECHA = "dd/mm/yyyy"
DINERO = '"$"#,##0.00'

INSTITUCIONAL, SUAVE, TINTE = "institucional", "suave", "tinte"
"""Colours that follow the municipio, by their name in `Paleta`."""


@dataclass(frozen=True, slots=True)
class Spec:
    """How a kind of cell looks; *border* None draws none.

    Colours are hexadecimal, or the name of one that follows the municipio.
    """

    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = TEXTO
    fill: str | None = None
    border: str | None = FILETE_SUAVE
    number_format: str = "General"
    horizontal: str | None = None
    vertical: str = "top"
    wrap: bool = True
    locked: bool = True


_TEXT = Spec()
_NUMBER = Spec(number_format=CANTIDAD, horizontal="right", wrap=False)
_CENTER = Spec(horizontal="center", wrap=False)
_BLOCK = Spec(bold=True, fill=SUAVE)
_TOTAL = Spec(bold=True, fill=TINTE, border=FILETE)
_OFFICIAL = Spec(border=FILETE)


class Kind(Enum):
    """What a cell is for; its value is how it looks."""

    TITLE = Spec(
        size=14, bold=True, color=INSTITUCIONAL, border=None, vertical="center", wrap=False
    )
    SUBTITLE = Spec(color=TEXTO_SECUNDARIO, border=None, vertical="center", wrap=False)
    NOTE = Spec(size=9, color=TEXTO_SECUNDARIO, border=None, vertical="center")
    EXPLANATION = Spec(size=9, color=TEXTO_SECUNDARIO, border=None)
    NOTE_LABEL = Spec(
        size=9, bold=True, border=None, horizontal="right", vertical="center", wrap=False
    )
    GROUP = Spec(
        bold=True, color=BLANCO, fill=INSTITUCIONAL, border=FILETE, horizontal="center",
        vertical="center", wrap=False,
    )  # fmt: skip
    HEAD = Spec(
        size=9, bold=True, color=INSTITUCIONAL, fill=TINTE, border=FILETE, horizontal="center",
        vertical="center",
    )  # fmt: skip
    TEXT = _TEXT
    TEXT_INPUT = replace(_TEXT, fill=CAPTURA, locked=False)
    CLAVE = replace(_TEXT, bold=True, color=INSTITUCIONAL, wrap=False)
    CENTER = _CENTER
    UNWRAPPED = replace(_TEXT, wrap=False)
    REPEATED = replace(_TEXT, color=TEXTO_SECUNDARIO, wrap=False)
    WORD = replace(_TEXT, size=9, horizontal="center")
    NUMBER = _NUMBER
    PLANNED_INPUT = replace(_NUMBER, number_format=PROGRAMADO, fill=CAPTURA, locked=False)
    DONE_INPUT = replace(_NUMBER, fill=CAPTURA, locked=False)
    WORD_INPUT = replace(_CENTER, size=9, fill=CAPTURA, locked=False)
    CLAVE_INPUT = replace(
        _TEXT, bold=True, color=INSTITUCIONAL, fill=CAPTURA, wrap=False, locked=False
    )
    UNWRAPPED_INPUT = replace(_TEXT, fill=CAPTURA, wrap=False, locked=False)
    PLANNED_CLOSED = replace(_NUMBER, number_format=PROGRAMADO)
    DONE_CLOSED = _NUMBER
    LEGEND = replace(_CENTER, size=9, fill=CAPTURA, vertical="center")
    PLANNED_SUM = replace(_NUMBER, number_format=PROGRAMADO, fill=SUAVE)
    DONE_SUM = replace(_NUMBER, fill=SUAVE)
    COUNT = replace(_NUMBER, number_format="0")
    BYTES = replace(_NUMBER, number_format=CANTIDAD_ENTERA)
    PERCENT = replace(_NUMBER, number_format=PORCENTAJE)
    DATE = replace(_CENTER, number_format=FECHA)
    DATE_INPUT = replace(
        _CENTER, number_format=FECHA, vertical="center", fill=CAPTURA, locked=False
    )
    MONEY = replace(_NUMBER, number_format=DINERO)
    BLOCK_MONEY = replace(_BLOCK, number_format=DINERO, horizontal="right", wrap=False)
    TOTAL_MONEY = replace(_TOTAL, number_format=DINERO, horizontal="right", wrap=False)
    SETTING = replace(_CENTER, number_format="0.##", border=FILETE_SUAVE, vertical="center")
    SETTING_PERCENT = replace(_CENTER, number_format="0.00 %", vertical="center")
    BLOCK_TEXT = _BLOCK
    BLOCK_NUMBER = replace(_BLOCK, number_format=CANTIDAD, horizontal="right", wrap=False)
    BLOCK_COUNT = replace(_BLOCK, number_format="0", horizontal="right", wrap=False)
    BLOCK_PERCENT = replace(_BLOCK, number_format=PORCENTAJE, horizontal="right", wrap=False)
    BLOCK_WORD = replace(_BLOCK, size=9, horizontal="center")
    TOTAL_TEXT = _TOTAL
    TOTAL_NUMBER = replace(_TOTAL, number_format=CANTIDAD, horizontal="right", wrap=False)
    TOTAL_COUNT = replace(_TOTAL, number_format="0", horizontal="right", wrap=False)
    TOTAL_PERCENT = replace(_TOTAL, number_format=PORCENTAJE, horizontal="right", wrap=False)
    TOTAL_WORD = replace(_TOTAL, size=9, horizontal="center")
    OFFICIAL_TITLE = Spec(
        size=14, bold=True, border=None, horizontal="center", vertical="center"
    )  # fmt: skip
    OFFICIAL_HEAD = replace(
        _OFFICIAL, bold=True, fill=SUAVE, horizontal="center", vertical="center"
    )
    OFFICIAL_TEXT = _OFFICIAL
    OFFICIAL_BOLD = replace(_OFFICIAL, bold=True)
    OFFICIAL_LABEL = replace(_OFFICIAL, bold=True, fill=SUAVE)
    SIGNATURE = Spec(border=None, horizontal="center")
    SIGNATURE_BOLD = Spec(bold=True, border=None, horizontal="center")


def argb(color: str) -> str:
    """A "#RRGGBB" colour as Excel writes it."""
    return f"FF{color.removeprefix('#').upper()}"


def in_colors(spec: Spec, paleta: Paleta) -> Spec:
    """The look with the municipio's colours in place of their names."""
    fill = spec.fill and _color(spec.fill, paleta)
    return replace(spec, color=_color(spec.color, paleta), fill=fill)


def _color(name: str, paleta: Paleta) -> str:
    return name if name.startswith("#") else str(getattr(paleta, name))


def register_style(sheet: Worksheet, spec: Spec, *, quoted: bool) -> int:
    """Register a look in the workbook of *sheet* and return its number.

    *quoted* marks a text that Excel would take for a formula when it is edited.
    """
    cell = Cell(sheet, row=1, column=1)
    cell.font = Font(
        name=FONT, size=spec.size, bold=spec.bold, italic=spec.italic, color=argb(spec.color)
    )
    if spec.fill:
        cell.fill = PatternFill("solid", fgColor=argb(spec.fill))
    if spec.border:
        side = Side(style="thin", color=argb(spec.border))
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.number_format = spec.number_format
    cell.alignment = Alignment(
        horizontal=spec.horizontal, vertical=spec.vertical, wrap_text=spec.wrap or None
    )
    if not spec.locked:
        cell.protection = Protection(locked=False)
    if quoted:
        cell.quotePrefix = True
    return int(cell.style_id)
