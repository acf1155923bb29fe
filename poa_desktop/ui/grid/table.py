"""A table that behaves like a spreadsheet: type over, copy and paste blocks, fill, clear."""

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.grid import block
from poa_desktop.ui.grid.capture_table import CaptureTable
from poa_desktop.ui.grid.clipboard import format_block, parse_block
from poa_desktop.ui.grid.delegate import MonthGridDelegate
from poa_desktop.ui.grid.header import MonthGridHeader
from poa_desktop.ui.grid.menu import block_menu
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import Cantidad, CellKey

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class MonthGridTable(CaptureTable):
    """The part of a month table where the months are."""

    detail_asked = Signal(str)
    """F2 or a double click in a cell that is not edited here: the column's id."""

    def __init__(self, model: MonthGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self.commands = self._make_commands()
        self.delegate = MonthGridDelegate(self)
        self.delegate.leave.connect(self.step)
        self.delegate.refused.connect(model.rejected)
        self.delegate.reverted.connect(lambda: model.accepted.emit(""))
        self.setHorizontalHeader(MonthGridHeader(self))
        self.verticalHeader().hide()
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)  # the delegate draws the hairlines, which headings interrupt
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )

    # -- where the keyboard is ---------------------------------------------------------------

    def current_key(self) -> CellKey | None:
        """The quantity under the keyboard."""
        return self._grid.key_at(self.currentIndex())

    def selected(self) -> block.Selected:
        """The selected quantities."""
        return block.selected_cells(self._grid, self.selectionModel().selection())

    def go(self, row: int, column: int) -> None:
        """Put the keyboard into a cell and bring it into sight; an editor that holds what cannot
        be written keeps it.
        """
        index = self._grid.index(row, column)
        if index.isValid() and not self.stays_in_editor():
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect  # whatever keys are held
            self.selectionModel().setCurrentIndex(index, command)
            self.scrollTo(index)

    def step(self, where: str) -> None:
        """Go to a neighbour: down, up, left, right, next or previous; or out of the table, to
        what stands after or before it.
        """
        here = self.currentIndex()
        if where in ("after", "before"):
            self.leave(forward=where == "after")
        elif where in ("next", "previous"):
            self._step_month(1 if where == "next" else -1)
        elif where in ("left", "right"):
            self.go(here.row(), here.column() + (1 if where == "right" else -1))
        else:
            self._step_row(-1 if where == "up" else 1)

    def _step_row(self, direction: int) -> None:
        row = self.currentIndex().row() + direction
        while 0 <= row < len(self._grid.rows):
            if self._grid.rows[row].linea is not None:
                self.go(row, self.currentIndex().column())
                return
            row += direction

    def _step_month(self, direction: int) -> None:
        """Next or previous quantity, row after row; at either end it stays."""
        months = [n for n, column in enumerate(self._grid.columns) if column.mes is not None]
        here = self.currentIndex()
        ahead = [n for n in months if (n - here.column()) * direction > 0]
        if ahead:
            self.go(here.row(), ahead[0] if direction > 0 else ahead[-1])
            return
        self._step_row(direction)
        row = self.currentIndex().row()
        if row != here.row():
            self.go(row, months[0] if direction > 0 else months[-1])

    # -- keys --------------------------------------------------------------------------------

    def _make_commands(self) -> dict[QKeyCombination, Callable[[], None]]:
        key = Qt.Key
        return {
            QKeyCombination(_CTRL, key.Key_C): self.copy,
            QKeyCombination(_CTRL, key.Key_Insert): self.copy,
            QKeyCombination(_CTRL, key.Key_X): self.cut,
            QKeyCombination(_CTRL, key.Key_V): self.paste,
            QKeyCombination(_SHIFT, key.Key_Insert): self.paste,
            QKeyCombination(_CTRL, key.Key_R): self.fill_right,
            QKeyCombination(_CTRL, key.Key_D): self.fill_down,
            QKeyCombination(key.Key_Delete): self.clear_cells,
            QKeyCombination(key.Key_Backspace): self.clear_cells,
            QKeyCombination(key.Key_Return): lambda: self.step("down"),
            QKeyCombination(key.Key_Enter): lambda: self.step("down"),
            QKeyCombination(_SHIFT, key.Key_Return): lambda: self.step("up"),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self.command_of(event)
        if command is not None:
            command()
            event.accept()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step_month(1 if event.key() == Qt.Key.Key_Tab else -1)
            event.accept()
        elif event.key() == Qt.Key.Key_F2 and self.current_key() is None:
            self._ask_detail()
        else:
            self.delegate.typed_over = event.key() != Qt.Key.Key_F2
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.stays_in_editor():
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.stays_in_editor():
            return
        self.delegate.typed_over = False
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()) == self.currentIndex():
            self._ask_detail()

    def _ask_detail(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self.current_key() is None:
            self.detail_asked.emit(self._grid.columns[index.column()].id)

    # -- blocks ------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected block on the clipboard."""
        rows = block.copied(self._grid, self.selectionModel().selection())
        if rows:
            QGuiApplication.clipboard().setText(format_block(rows))

    def cut(self) -> None:
        """Copy the selected block and clear it."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """Write the clipboard's block from the selection's first cell on, as one operation."""
        try:
            rows = parse_block(QGuiApplication.clipboard().text())
            texts = block.pasted(self._grid, self.selected(), rows)
        except PoaError as error:
            self._grid.rejected.emit(str(error))
            return
        if texts and self._grid.write_texts(f"Pegar {_celdas(len(texts))}", texts):
            self._select_keys(list(texts))

    def clear_cells(self) -> None:
        """Empty the selected quantities: nothing programado, realizado sin capturar."""
        keys = self.selected().cells.values()
        values = {key: 0 if key.cantidad is Cantidad.PROGRAMADO else None for key in keys}
        if values:
            self._grid.write(f"Borrar {_celdas(len(values))}", values)

    def fill_right(self) -> None:
        """Repeat the first selected column to the right."""
        self._fill("Rellenar a la derecha", block.filled_right)

    def fill_down(self) -> None:
        """Repeat the first selected row downwards."""
        self._fill("Rellenar hacia abajo", block.filled_down)

    def _fill(
        self,
        titulo: str,
        filled: Callable[[MonthGridModel, block.Selected], dict[CellKey, int | None]],
    ) -> None:
        selected = self.selected()
        values = filled(self._grid, selected) if selected.cells else {}
        if values:
            self._grid.write(titulo, values)

    def _select_keys(self, keys: list[CellKey]) -> None:
        corners = [self._grid.index_of(keys[0]), self._grid.index_of(keys[-1])]
        if all(corner.isValid() for corner in corners):
            self.select_block(*corners)

    def select_block(self, first: QModelIndex, last: QModelIndex) -> None:
        """Select the rectangle between two cells, the keyboard in the first."""
        if self.stays_in_editor():
            return
        self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(
            QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        block_menu(self).popup(event.globalPos())


def _celdas(count: int) -> str:
    return "1 celda" if count == 1 else f"{count} celdas"
