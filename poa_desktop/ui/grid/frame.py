"""A month table with its first columns always in sight, as one widget."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.grid.delegate import MonthGridDelegate
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.paint import cell_room, draw_heading
from poa_desktop.ui.grid.rows import CellKey
from poa_desktop.ui.grid.shape import shape_rows
from poa_desktop.ui.grid.side import MonthGridSide
from poa_desktop.ui.grid.sums import summary
from poa_desktop.ui.grid.table import MonthGridTable
from poa_desktop.ui.grid.widths import natural_widths, shared_widths
from poa_desktop.ui.theme import current_theme

_VIEW_SHEET = """
QTableView { border: 0; background: palette(window); }
QScrollBar, QAbstractScrollArea::corner { background: palette(alternate-base); border: 0; }
"""  # where there is neither row nor column the page shows through


class MonthGridFrame(QFrame):
    """The first columns at the left, the months at the right, scrolled together; never taller than
    its rows.

    *text_rows* is how many rows of text a row of the table has room for.
    """

    counted = Signal(str)
    """What the selected cells add up to; "" when there is nothing to add, or nobody sees it."""

    def __init__(
        self, model: MonthGridModel, text_rows: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = model
        self._text_rows = text_rows
        self._chosen_widths: dict[str, int] = {}
        self._widths: dict[str, int] = {}
        self._laying_out = False
        self._had_keyboard = False
        self._linea_id = 0
        self._kept: tuple[CellKey | None, list[CellKey], int, int] | None = None
        self.table = MonthGridTable(model, self)
        self.side = MonthGridSide(model, self)
        self.side.pressed.connect(self._on_side_pressed)
        self._lay_out_widgets()
        self._connect()

    def _lay_out_widgets(self) -> None:
        self._gap = QWidget(self)  # as high as the months' scroll bar, so that the rows stay level
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.side)
        left.addWidget(self._gap)
        self._gap.setAutoFillBackground(True)
        for view in (self.side, self.table):
            view.setStyleSheet(_VIEW_SHEET)
        box = QHBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)  # paintEvent shows through as the frame
        box.setSpacing(1)
        box.addLayout(left)
        box.addWidget(self.table, 1)

    def _connect(self) -> None:
        ours, theirs = self.table.verticalScrollBar(), self.side.verticalScrollBar()
        ours.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(ours.setValue)
        ours.valueChanged.connect(self.update)  # the headings in paintEvent
        self.table.horizontalScrollBar().rangeChanged.connect(self._level_side)
        self.table.horizontalScrollBar().valueChanged.connect(self._redraw_headings)
        self.model.dataChanged.connect(self._widen)
        self.model.restructuring.connect(self._remember)
        self.model.restructured.connect(self._rebuild)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.table.selectionModel().selectionChanged.connect(self._count)
        self.model.dataChanged.connect(self._count)
        for view in (self.side, self.table):
            view.horizontalHeader().sectionResized.connect(self._on_resized)

    # -- state -------------------------------------------------------------------------------

    def _remember(self) -> None:
        dropped = self.table.refusal()
        if dropped:
            self.model.session.failed.emit(f"No se guardó. {dropped}")
        self._laying_out = True  # what Qt resizes while it builds anew is not the user's choice
        at_hand = QApplication.focusWidget()
        self._had_keyboard = at_hand is not None and self.table.isAncestorOf(at_hand)
        keys = list(self.table.selected().cells.values())
        bars = self.table.verticalScrollBar(), self.table.horizontalScrollBar()
        self._kept = self.table.current_key(), keys, bars[0].value(), bars[1].value()

    def _rebuild(self) -> None:
        for number, column in enumerate(self.model.columns):
            self.side.setColumnHidden(number, not column.frozen)
            self.table.setColumnHidden(number, column.frozen)
        shape_rows(self.side, self.table, self.model, self._text_rows)
        self._laying_out = False
        self.lay_out_columns()
        if self._had_keyboard:  # an editor that went away with its row took it along
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._restore()

    def _restore(self) -> None:
        current, keys, down, right = self._kept or (None, [], 0, 0)
        self._kept = None
        index = self.model.index_of(current) if current else QModelIndex()
        if not index.isValid():
            self.go_first()
            return
        selection = self.table.selectionModel()
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for key in keys:
            shown = self.model.index_of(key) if len(keys) < 500 else QModelIndex()
            selection.select(shown, QItemSelectionModel.SelectionFlag.Select)
        self.table.verticalScrollBar().setValue(down)
        self.table.horizontalScrollBar().setValue(right)

    def go_first(self) -> None:
        """Put the keyboard into the first month of the first línea."""
        months = [n for n, column in enumerate(self.model.columns) if column.mes is not None]
        rows = (n for n, row in enumerate(self.model.rows) if row.linea is not None)
        first = next(rows, None)
        if first is not None and months:
            self.table.go(first, months[0])

    def go_to(self, linea_id: int, mes: int | None = None) -> bool:
        """Put the keyboard on a línea, in a month if one is given."""
        found = (n for n, r in enumerate(self.model.rows) if r.linea and r.linea.id == linea_id)
        row = next(found, None)
        if row is None:
            return False
        column = self.model.column_of_month(mes) if mes else -1
        if column < 0:
            column = max(self.table.currentIndex().column(), 0)
        if self.table.isColumnHidden(column):
            column = next(n for n, each in enumerate(self.model.columns) if each.mes is not None)
        last = row + self.side.rowSpan(row, 0) - 1
        self.table.scrollTo(self.model.index(last, column))
        self.table.go(row, column)
        return True

    @contextmanager
    def _own_layout(self) -> Iterator[None]:
        self._laying_out = True
        try:
            yield
        finally:
            self._laying_out = False

    # -- widths ------------------------------------------------------------------------------

    def lay_out_columns(self) -> None:
        """Give every column its width: chosen by the user, or its own plus a share of the rest."""
        if not self.model.columns:
            return
        natural = natural_widths(self.model, self._chosen_widths)
        self._widths = natural
        shared = shared_widths(self.model, natural, self._chosen_widths, self._room())
        with self._own_layout():
            for number, column in enumerate(self.model.columns):
                view = self.side if column.frozen else self.table
                view.setColumnWidth(number, shared[column.id])
        self._fit_side()
        self._fit_height()

    def _room(self) -> int:
        """Pixels for all columns: without frame, the line between, and the scroll bar if any."""
        bar = self.table.verticalScrollBar().sizeHint().width()
        return self.width() - 3 - (bar if self._full_height() > self.height() else 0)

    def _full_height(self) -> int:
        """Pixels that all rows take, with heading and frame."""
        heading = self.table.horizontalHeader().sizeHint().height()
        return heading + self.table.verticalHeader().length() + self._gap.height() + 2

    def _fit_height(self) -> None:
        """No taller than the rows, so that nothing empty is framed."""
        if self.maximumHeight() != self._full_height():
            self.setMaximumHeight(self._full_height())

    def _widen(self) -> None:
        """A longer number may have come into a column."""
        natural = natural_widths(self.model, self._chosen_widths)
        if any(width > self._widths.get(name, 0) for name, width in natural.items()):
            self.lay_out_columns()

    def _fit_side(self) -> None:
        widths = (
            self.side.columnWidth(number)
            for number, column in enumerate(self.model.columns)
            if column.frozen
        )
        self.side.setFixedWidth(sum(widths))
        for view, start in ((self.side, 0), (self.table, -self.side.width() - 1)):
            delegate = view.itemDelegate()
            assert isinstance(delegate, MonthGridDelegate)
            delegate.heading_start, delegate.heading_width = start, self.width()

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if self._laying_out or section >= len(self.model.columns) or new == 0:
            return
        self._chosen_widths[self.model.columns[section].id] = new
        self._fit_side()

    def _level_side(self, _low: int, high: int) -> None:
        shown = self.table.horizontalScrollBar().sizeHint().height() if high > 0 else 0
        self._gap.setFixedHeight(shown)
        self._fit_height()

    def _redraw_headings(self, _value: int) -> None:
        self.table.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, and the line beside the first columns, which the headings interrupt."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.hairline_strong))
        sight = self.table.viewport().rect()
        sight.moveTopLeft(self.table.viewport().mapTo(self, QPoint()))
        for band, text in self.heading_bands():
            painter.setClipRect(band & sight.adjusted(-1, 0, 0, 0))
            painter.fillRect(band, QColor(theme.hairline))
            painter.fillRect(cell_room(band.adjusted(0, 0, 1, 0)), QColor(theme.surface_sunken))
            across = QRect(self.side.x(), band.top(), self.width(), band.height() - 1)
            draw_heading(painter, across, text)

    def heading_bands(self) -> list[tuple[QRect, str]]:
        """Where headings in sight cross the line beside the first columns, and their texts."""
        left = self.side.geometry().right() + 1
        top = self.table.viewport().mapTo(self, QPoint()).y()
        foot = self.table.viewport().height()
        return [
            (QRect(left, top + start, 1, self.table.rowHeight(number)), row.titulo)
            for number, row in enumerate(self.model.rows)
            if row.linea is None
            and -self.table.rowHeight(number) < (start := self.table.rowViewportPosition(number))
            and start < foot
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out_columns()
        if event.size().height() < event.oldSize().height():
            self.table.scrollTo(self.table.currentIndex())

    # -- sums --------------------------------------------------------------------------------

    def _count(self, *_changed: object) -> None:
        if self.isVisible():
            self.counted.emit(summary(self.model, self.table.selected()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.counted.emit("")

    # -- the línea under the keyboard --------------------------------------------------------

    def _on_current(self, current: QModelIndex) -> None:
        row = self.model.rows[current.row()] if current.isValid() else None
        linea = row.linea if row else None
        self.side.mark_linea(linea.id if linea else 0)
        if linea is not None and linea.id != self._linea_id and self.table.hasFocus():
            announce(self.table, " ".join(linea.texto.split()))  # the cell tells the key only
        self._linea_id = linea.id if linea else 0

    def _on_side_pressed(self, index: QModelIndex) -> None:
        """A press on a línea's text selects its months, as on a row's number in a spreadsheet."""
        row = self.model.rows[index.row()]
        months = [n for n, column in enumerate(self.model.columns) if column.mes is not None]
        if row.linea is None or not months or self.table.stays_in_editor():
            return
        last = index.row() + self.side.rowSpan(index.row(), index.column()) - 1
        self.table.setFocus(Qt.FocusReason.MouseFocusReason)
        self.table.select_block(
            self.model.index(index.row(), months[0]), self.model.index(last, months[-1])
        )
