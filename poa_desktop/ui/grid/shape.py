"""How high the rows of a month table are, and which cells run across several."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.theme import current_theme, font_of


def shape_rows(side: QTableView, table: QTableView, model: MonthGridModel, text_rows: int) -> None:
    """Give every row its height: a heading's, or room for so many rows of text.

    A heading runs across; who a línea is runs over its two rows.
    """
    side.clearSpans()
    table.clearSpans()
    frozen = sum(column.frozen for column in model.columns)
    spacing = QFontMetrics(font_of(current_theme().body)).lineSpacing()
    heights = {True: spacing + 16, False: text_rows * spacing + 10}  # of a heading, a row
    for view in (side, table):
        header = view.verticalHeader()
        header.setMinimumSectionSize(spacing)
        header.setDefaultSectionSize(heights[False])
    for number, row in enumerate(model.rows):
        heading = row.linea is None
        for view in (side, table):
            view.setRowHeight(number, heights[heading])
        if heading:
            side.setSpan(number, 0, 1, frozen)
            table.setSpan(number, frozen, 1, len(model.columns) - frozen)
        elif not row.first:
            for column in range(3):
                side.setSpan(number - 1, column, 2, 1)
