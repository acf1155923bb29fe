"""How a sheet is printed: Letter, margins, footer, repeated headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from poa_desktop.export.paleta import TEXTO_SECUNDARIO
from poa_desktop.export.xlsx_text import without_forbidden

LETTER = 1
SIDE_MARGIN = 0.6  # inches, 15 mm
_FOOT_MARGIN = 0.75
_SHORT, _LONG = 8.5, 11.0
_SAFETY = 0.96  # other printers' drivers measure columns a little wider


@dataclass(frozen=True, slots=True)
class Page:
    """Print set-up of a sheet. *titulo* stands at the left of the footer; *side* is in inches."""

    titulo: str
    area: str
    landscape: bool = True
    title_rows: str | None = None
    side: float = SIDE_MARGIN


def fit_to_width(frame: Worksheet, page: Page, *, last_rows: Sequence[int] = ()) -> None:
    """Print all columns on one page's width, as many pages long as needed.

    A new page begins after each of *last_rows*; a fixed height would make programs ignore them.
    """
    _common(frame, page)
    frame.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    frame.page_setup.fitToWidth = 1
    frame.page_setup.fitToHeight = 0
    frame.row_breaks = RowBreak()
    for row in last_rows:
        frame.row_breaks.append(Break(id=row))


def page_points(page: Page, pixels: int) -> float:
    """How many points of rows fit on one page when *pixels* are as wide as the paper."""
    wide, high = (_LONG, _SHORT) if page.landscape else (_SHORT, _LONG)
    scale = min(1.0, (wide - 2 * page.side) * 96 / pixels)
    return (high - SIDE_MARGIN - _FOOT_MARGIN) * 72 / scale * _SAFETY


def _common(frame: Worksheet, page: Page) -> None:
    frame.print_area = page.area
    if page.title_rows:
        frame.print_title_rows = page.title_rows
    frame.page_setup.paperSize = LETTER
    frame.page_setup.orientation = "landscape" if page.landscape else "portrait"
    margins = frame.page_margins
    margins.left = margins.right = page.side
    margins.top = SIDE_MARGIN
    margins.bottom = _FOOT_MARGIN
    margins.header = margins.footer = 0.35
    frame.print_options.horizontalCentered = True
    for part, text in (
        (frame.oddFooter.left, _footer_text(page.titulo)),
        (frame.oddFooter.right, "Página &P de &N"),
    ):
        part.text = text
        part.size = 8
        part.color = TEXTO_SECUNDARIO.removeprefix("#")


def _footer_text(text: str) -> str:
    """A text as a footer takes it: one row, short, and "&" is no command."""
    return " ".join(without_forbidden(text).split())[:100].replace("&", "&&")
