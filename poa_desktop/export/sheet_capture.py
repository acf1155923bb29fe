"""What can be written in a workbook: the open cells, how they are marked, what they accept.

Every sheet is protected without a password, so that nothing is parted from its formulas by
accident; columns can be widened, cells formatted and rows filtered all the same. The open cells
have one ground everywhere, and each sheet that has any says so.
"""

from collections.abc import Iterable

from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from poa_desktop.export.sheet_cells import Book, Sheet
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.text import MAX_CHARACTERS

LEGEND = "Se captura"
LEGEND_NOTE = "← las celdas de este color; regresan al POA con Archivo ▸ Importar cambios de Excel…"
MONTHS = f'"{",".join(mes.capitalize() for mes in MESES)}"'
_ALLOWED = ("formatCells", "formatColumns", "formatRows", "autoFilter")


def write_legend(sheet: Sheet, row: int, first: int, last: int, end: int) -> None:
    """The sample in columns *first* to *last*, what it means from there to *end*."""
    sheet.put(row, first, LEGEND, Kind.LEGEND)
    sheet.merge(row, first, last)
    sheet.put(row, last + 1, LEGEND_NOTE, Kind.NOTE)
    sheet.merge(row, last + 1, end)


def protect(book: Book) -> None:
    """Protect every sheet and the order and names of the sheets, without a password."""
    for sheet in book.sheets:
        protection = sheet.frame.protection
        protection.sheet = True
        for allowed in _ALLOWED:
            setattr(protection, allowed, False)  # False: not forbidden
    book.workbook.security = WorkbookProtection(lockStructure=True)


def accept_quantities(sheet: Sheet, areas: Iterable[str]) -> None:
    """Numbers from 0 on, or nothing."""
    rule = DataValidation(
        type="decimal", operator="between", formula1="0", formula2="9999999999.99",
        allow_blank=True, showErrorMessage=True, errorTitle="Cantidad",
        error="Escriba un número de 0 en adelante, con dos decimales como máximo, "
        "o deje la celda vacía (sin capturar).",
    )  # fmt: skip
    _add(sheet, rule, areas)


def accept_list(
    sheet: Sheet, area: str, source: str, title: str, error: str, *, prompt: str = "",
    others: bool = False,
) -> None:  # fmt: skip
    """A list to choose from; with *others* something else can be typed, after a question."""
    rule = DataValidation(
        type="list", formula1=source, allow_blank=True, showErrorMessage=True, errorTitle=title,
        error=error, errorStyle="warning" if others else "stop",
    )  # fmt: skip
    _prompt(rule, title, prompt)
    _add(sheet, rule, [area])


def accept_text(sheet: Sheet, area: str, title: str, *, prompt: str = "") -> None:
    """A text of at most what the program keeps."""
    rule = DataValidation(
        type="textLength", operator="lessThanOrEqual", formula1=str(MAX_CHARACTERS),
        allow_blank=True, showErrorMessage=True, errorTitle=title,
        error=f"El texto admite {MAX_CHARACTERS:,} caracteres como máximo: acórtelo.",
    )  # fmt: skip
    _prompt(rule, title, prompt)
    _add(sheet, rule, [area])


def accept_date(sheet: Sheet, area: str, title: str, *, prompt: str) -> None:
    """A date of this century."""
    rule = DataValidation(
        type="date", operator="between", formula1="36526", formula2="73050", allow_blank=False,
        showErrorMessage=True, errorTitle=title,
        error="Escriba una fecha, por ejemplo 31/03/2025.",
    )  # fmt: skip
    _prompt(rule, title, prompt)
    _add(sheet, rule, [area])


def _prompt(rule: DataValidation, title: str, prompt: str) -> None:
    if prompt:
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, title, prompt


def _add(sheet: Sheet, rule: DataValidation, areas: Iterable[str]) -> None:
    for area in areas:
        rule.add(area)
    if rule.sqref:
        sheet.frame.add_data_validation(rule)
