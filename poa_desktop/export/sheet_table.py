"""A plain table as a sheet: title, subtitle, one row of headings, then the rows."""

from collections.abc import Sequence

from poa_desktop.export.sheet_cells import Sheet, letter
from poa_desktop.export.sheet_page import Page, fit_to_width
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.poa.records import Poa

FIRST_ROW = 4


def write_table_head(sheet: Sheet, title: str, subtitle: str, heads: Sequence[str]) -> None:
    """Title, subtitle and one row of headings: rows 1 to 3."""
    sheet.put(1, 1, title, Kind.TITLE)
    sheet.put(2, 1, subtitle, Kind.SUBTITLE)
    for column, head in enumerate(heads, start=1):
        sheet.put(3, column, head, Kind.HEAD)
    sheet.heights.update({1: 24, 2: 16, 3: 20})


def finish_table(sheet: Sheet, poa: Poa, columns: int, last: int, frozen: int) -> None:
    """Frozen heading, filters and print set-up of a table that starts in row 3."""
    frame = sheet.frame
    frame.freeze_panes = f"{letter(frozen + 1)}{FIRST_ROW}"
    frame.auto_filter.ref = f"A3:{letter(columns)}{last}"
    page = Page(poa.titulo, f"A1:{letter(columns)}{last}", title_rows="3:3")
    fit_to_width(frame, page)
