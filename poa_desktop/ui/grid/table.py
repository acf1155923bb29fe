"""A table that behaves like a spreadsheet: its keys, its mouse, and who does what they ask."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from poa_desktop.ui.grid import block
from poa_desktop.ui.grid.capture_table import CaptureTable, begins_edit
from poa_desktop.ui.grid.commands import GridCommands
from poa_desktop.ui.grid.cursor import GridCursor
from poa_desktop.ui.grid.delegate import MonthGridDelegate
from poa_desktop.ui.grid.fill_handle import FillHandle
from poa_desktop.ui.grid.header import MonthGridHeader
from poa_desktop.ui.grid.menu import block_menu
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import CellKey
from poa_desktop.ui.prompts import Prompts

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_STEPS: dict[str, Callable[[GridCursor], None]] = {
    "down": lambda cursor: cursor.enter(1),
    "up": lambda cursor: cursor.enter(-1),
    "left": lambda cursor: cursor.step(0, -1),
    "right": lambda cursor: cursor.step(0, 1),
    "next": lambda cursor: cursor.tab(1),
    "previous": lambda cursor: cursor.tab(-1),
    "home": lambda cursor: cursor.to(0, -1),
    "end": lambda cursor: cursor.to(0, 1),
    "first": lambda cursor: cursor.to(-1, -1),
    "last": lambda cursor: cursor.to(1, 1),
}
"""Where an edit goes on from its cell."""


class MonthGridTable(CaptureTable):
    """The part of a month table where the months are."""

    detail_asked = Signal(str)
    """F2 or a double click in a cell that is not edited here: the column's id."""

    def __init__(self, model: MonthGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self.prompts: Prompts | None = None  # None: the window's
        self.cursor_ = GridCursor(self, model)
        self.do = GridCommands(self, model)
        self.handle = FillHandle(self, model)
        self.commands = self._make_commands()
        self._pressed = QPersistentModelIndex()
        self.delegate = MonthGridDelegate(self)
        self.delegate.leave.connect(self.step)
        self.delegate.spread = self.do.spread
        self.delegate.refused.connect(model.rejected)
        self.delegate.reverted.connect(lambda: model.accepted.emit(""))
        header = MonthGridHeader(self)
        header.dragged.connect(self._select_columns)
        self.setHorizontalHeader(header)
        self.verticalHeader().hide()
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)  # the delegate draws the hairlines, which headings interrupt
        self.viewport().setMouseTracking(True)  # the pointer tells where a drag would fill
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )

    # -- where the keyboard is ---------------------------------------------------------------

    def current_key(self) -> CellKey | None:
        """The quantity under the keyboard."""
        return self._grid.key_at(self.currentIndex())

    def current_linea(self) -> int | None:
        """The id of the línea under the keyboard."""
        index = self.currentIndex()
        linea = self._grid.rows[index.row()].linea if index.isValid() else None
        return None if linea is None else linea.id

    def selected(self) -> block.Selected:
        """The selected quantities."""
        return block.selected_cells(self._grid, self.selectionModel().selection())

    def go(self, row: int, column: int) -> None:
        """Put the keyboard into a cell and bring it into sight; an editor that holds what cannot
        be written keeps it.
        """
        self.cursor_.go(row, column)

    def select_block(self, first: QModelIndex, last: QModelIndex) -> None:
        """Select the rectangle between two cells, the keyboard in the first."""
        self.cursor_.select(first, last)

    def step(self, where: str) -> None:
        """Go to a neighbour: down, up, left, right, next or previous; or out of the table, to
        what stands after or before it.
        """
        if where in ("after", "before"):
            self.leave(forward=where == "after")
        else:
            _STEPS[where](self.cursor_)

    # -- keys --------------------------------------------------------------------------------

    def _make_commands(self) -> dict[QKeyCombination, Callable[[], object]]:
        key, do, cursor = Qt.Key, self.do, self.cursor_
        made: dict[QKeyCombination, Callable[[], object]] = {
            QKeyCombination(_CTRL, key.Key_C): do.copy,
            QKeyCombination(_CTRL, key.Key_Insert): do.copy,
            QKeyCombination(_CTRL, key.Key_X): do.cut,
            QKeyCombination(_SHIFT, key.Key_Delete): do.cut,
            QKeyCombination(_CTRL, key.Key_V): do.paste,
            QKeyCombination(_SHIFT, key.Key_Insert): do.paste,
            QKeyCombination(_CTRL, key.Key_R): do.fill_right,
            QKeyCombination(_CTRL, key.Key_D): do.fill_down,
            QKeyCombination(key.Key_Delete): do.clear,
            QKeyCombination(key.Key_Backspace): do.clear,
            QKeyCombination(_CTRL | _SHIFT, key.Key_Return): do.cumplir,
            QKeyCombination(_CTRL | _SHIFT, key.Key_Enter): do.cumplir,
            QKeyCombination(key.Key_Escape): lambda: self._grid.accepted.emit(""),
            QKeyCombination(_CTRL, key.Key_A): cursor.select_all,
            QKeyCombination(_SHIFT, key.Key_Space): cursor.select_rows,
            QKeyCombination(_CTRL, key.Key_Space): cursor.select_columns,
        }
        for enter in (key.Key_Return, key.Key_Enter):
            made[QKeyCombination(enter)] = partial(cursor.enter, 1)
            made[QKeyCombination(_SHIFT, enter)] = partial(cursor.enter, -1)
        for arrow, (down, right) in _ARROWS.items():
            made[QKeyCombination(arrow)] = partial(cursor.step, down, right)
            made[QKeyCombination(_SHIFT, arrow)] = partial(cursor.extend, down, right)
            made[QKeyCombination(_CTRL, arrow)] = partial(cursor.jump, down, right)
            jump = partial(cursor.jump, down, right, extend=True)
            made[QKeyCombination(_CTRL | _SHIFT, arrow)] = jump
        for end, side in ((key.Key_Home, -1), (key.Key_End, 1)):
            made[QKeyCombination(end)] = partial(cursor.to, 0, side)
            made[QKeyCombination(_SHIFT, end)] = partial(cursor.to, 0, side, extend=True)
            made[QKeyCombination(_CTRL, end)] = partial(cursor.to, side, side)
            far = partial(cursor.to, side, side, extend=True)
            made[QKeyCombination(_CTRL | _SHIFT, end)] = far
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self.command_of(event)
        if command is not None:
            command()
            event.accept()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.cursor_.tab(1 if event.key() == Qt.Key.Key_Tab else -1)
            event.accept()
        elif event.key() == Qt.Key.Key_F2 and self.current_key() is None:
            self._ask_detail()
        elif begins_edit(event) and self._tell_locked():
            event.accept()
        else:
            self.delegate.typed_over = event.key() != Qt.Key.Key_F2
            super().keyPressEvent(event)

    def _tell_locked(self) -> bool:
        """Say why the cell under the keyboard is locked, if it is."""
        key = self.current_key()
        reason = self._grid.row_of(key).candado(key.mes) if key else ""
        if reason:
            self._grid.rejected.emit(reason)
        return bool(reason)

    # -- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.stays_in_editor():
            return
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.handle.press(event.position().toPoint()):
            return
        if left and event.modifiers() == _SHIFT and index.isValid():
            self.cursor_.extend_to(index.row(), index.column())
            return
        super().mousePressEvent(event)
        self._pressed = QPersistentModelIndex(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.handle.active:
            self.handle.move(event.position().toPoint())
        else:
            self.handle.show_pointer(event.position().toPoint())
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.handle.active:
            self.handle.release()
            return
        super().mouseReleaseEvent(event)
        self.cursor_.end_drag(self._pressed)

    def _select_columns(self, first: int, last: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.cursor_.select_between(first, last)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Only the cells a drag goes over: with a heading Qt would take in all its columns."""
        rows = sorted((self.rowAt(rect.top()), self.rowAt(rect.bottom())))
        columns = sorted((self.columnAt(rect.left()), self.columnAt(rect.right())))
        if rows[0] >= 0 and columns[0] >= 0:
            first = self._grid.index(rows[0], columns[0])
            last = self._grid.index(rows[1], columns[1])
            self.selectionModel().select(QItemSelection(first, last), command)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.stays_in_editor():
            return
        self.delegate.typed_over = False
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()) == self.currentIndex():
            self._ask_detail()
            self._tell_locked()

    def _ask_detail(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self.current_key() is None:
            self.detail_asked.emit(self._grid.columns[index.column()].id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            self.handle.paint(painter)
            painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        block_menu(self).popup(event.globalPos())
