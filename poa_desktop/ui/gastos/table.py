"""The table in which gastos are typed: a spreadsheet's keys, whole rows selected."""

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelectionModel,
    QKeyCombination,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from poa_desktop.ui.evidence.access import local_files
from poa_desktop.ui.gastos.cells import PROOFS
from poa_desktop.ui.gastos.clipboard import copy_rows, paste_text
from poa_desktop.ui.gastos.delegate import GastosDelegate
from poa_desktop.ui.gastos.menu import rows_menu
from poa_desktop.ui.gastos.model import GastosModel
from poa_desktop.ui.gastos.reading import CAMPOS, Campo
from poa_desktop.ui.grid.capture_table import CaptureTable, begins_edit
from poa_desktop.ui.grid.header import MonthGridHeader
from poa_desktop.ui.grid.paint import PAD
from poa_desktop.ui.theme import current_theme, font_of

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_WIDTHS = {0: 100, 1: 116, 2: 76, PROOFS: 104}
_CONCEPTO = CAMPOS.index(Campo.CONCEPTO)
_LEAST_ROWS = 2
SHEET = """
QTableView { border: 1px solid palette(dark); background: palette(window); }
QScrollBar, QAbstractScrollArea::corner { background: palette(alternate-base); border: 0; }
"""


class GastosTable(CaptureTable):
    """Fecha, importe, partida, concepto and how many comprobantes; never taller than its rows."""

    proofs_asked = Signal()
    """F2, Enter or a double click on the comprobantes of a gasto."""
    proofs_pasted = Signal()
    """Files or a picture were pasted onto a gasto."""

    def __init__(self, model: GastosModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gastos = model
        self.commands = self._make_commands()
        self._captured = 0  # the gasto that was just typed: after it comes the empty row
        self._kept: tuple[int, int, int, int, int] | None = None
        self._had_keyboard = False
        self.delegate = GastosDelegate(self)
        self.delegate.leave.connect(self.step)
        self.delegate.refused.connect(model.rejected)
        self.delegate.reverted.connect(lambda: model.accepted.emit(""))
        self.setHorizontalHeader(MonthGridHeader(self))
        self.verticalHeader().hide()
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self.setAccessibleName("Gastos de la actividad")
        self.setStyleSheet(SHEET)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)  # the delegate draws the hairlines
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        model.created.connect(self._on_created)
        model.restructuring.connect(self._remember)
        model.restructured.connect(self._restore)
        model.dataChanged.connect(lambda: self._fit_widths())

    # -- size --------------------------------------------------------------------------------

    def _row_height(self) -> int:
        return QFontMetrics(font_of(current_theme().body)).lineSpacing() + 10

    def _height_of(self, rows: int) -> int:
        return self.horizontalHeader().sizeHint().height() + rows * self._row_height() + 2

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height_of(_LEAST_ROWS))

    def _fit(self) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(self._row_height())
        header.setDefaultSectionSize(self._row_height())
        self.setMaximumHeight(self._height_of(max(self._gastos.rowCount(), 1)))
        self._fit_widths()

    def _fit_widths(self) -> None:
        header = self.horizontalHeader()
        metrics = QFontMetrics(font_of(current_theme().body))
        widest = metrics.horizontalAdvance(self._gastos.widest_importe()) + 2 * PAD + 4
        widths = {**_WIDTHS, 1: max(_WIDTHS[1], widest)}
        for column, width in widths.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.setSectionResizeMode(_CONCEPTO, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    # -- state -------------------------------------------------------------------------------

    def _remember(self) -> None:
        dropped = self.refusal()
        if dropped:
            self._gastos.session.failed.emit(f"No se guardó. {dropped}")
        editor = self.editor()
        self._had_keyboard = self.hasFocus() or (editor is not None and editor.hasFocus())
        here = self.currentIndex()
        gasto = self._gastos.gasto_at(here.row())
        actividad = self._gastos.actividad
        self._kept = (
            actividad.id if actividad else 0,
            gasto.id if gasto else 0,
            here.row(),
            max(here.column(), 0),
            self.verticalScrollBar().value(),
        )

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        self._fit()
        if self._had_keyboard:  # an editor that went away with its row took it along
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        model = self._gastos
        actividad = model.actividad
        if kept is None or actividad is None or kept[0] != actividad.id:
            self.go_new()
            return
        _, gasto_id, before, column, scrolled = kept
        row = model.row_of(gasto_id) if gasto_id else model.new_row
        if row < 0:
            row = min(before, model.rowCount() - 1)
        self.verticalScrollBar().setValue(scrolled)
        self.go(row, column)

    def _on_created(self, gasto_id: int, column: int) -> None:
        self._captured = gasto_id
        self.go(self._gastos.row_of(gasto_id), column)

    # -- where the keyboard is ---------------------------------------------------------------

    def go(self, row: int, column: int) -> None:
        """Put the keyboard into a cell; an editor that holds what cannot be written keeps it."""
        index = self._gastos.index(row, column)
        if index.isValid() and not self.stays_in_editor():
            self.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.scrollTo(index)

    def go_new(self) -> None:
        """Put the keyboard into the empty row; where nothing can be written, into the first."""
        self.go(max(self._gastos.new_row, 0), 0)

    def chosen_ids(self) -> list[int]:
        """Ids of the selected gastos."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        found = (self._gastos.gasto_at(row) for row in rows)
        return [gasto.id for gasto in found if gasto is not None]

    def step(self, where: str) -> None:
        """Go to a neighbour: down, up, left, right, next or previous; or out of the table."""
        here = self.currentIndex()
        if where in ("after", "before"):
            self.leave(forward=where == "after")
        elif where in ("next", "previous"):
            self._step_cell(1 if where == "next" else -1)
        elif where in ("left", "right"):
            self.go(here.row(), here.column() + (1 if where == "right" else -1))
        elif where == "down" and self._is_captured(here.row()):
            self.go_new()
        else:
            self.go(here.row() + (-1 if where == "up" else 1), here.column())

    def _is_captured(self, row: int) -> bool:
        gasto = self._gastos.gasto_at(row)
        return gasto is not None and gasto.id == self._captured

    def _step_cell(self, direction: int) -> None:
        """Next or previous cell, row after row; after what was just typed comes the empty row."""
        here = self.currentIndex()
        column = here.column() + direction
        if 0 <= column < PROOFS:
            self.go(here.row(), column)
        elif direction > 0 and self._is_captured(here.row()):
            self.go_new()
        else:
            self.go(here.row() + direction, 0 if direction > 0 else PROOFS - 1)

    # -- keys --------------------------------------------------------------------------------

    def _make_commands(self) -> dict[QKeyCombination, Callable[[], object]]:
        key = Qt.Key
        return {
            QKeyCombination(_CTRL, key.Key_C): self.copy,
            QKeyCombination(_CTRL, key.Key_Insert): self.copy,
            QKeyCombination(_CTRL, key.Key_X): self.cut,
            QKeyCombination(_CTRL, key.Key_V): self.paste,
            QKeyCombination(_SHIFT, key.Key_Insert): self.paste,
            QKeyCombination(key.Key_Delete): self.delete_chosen,
            QKeyCombination(key.Key_Backspace): self.clear_cell,
            QKeyCombination(key.Key_Return): self._enter,
            QKeyCombination(key.Key_Enter): self._enter,
            QKeyCombination(_SHIFT, key.Key_Return): lambda: self.step("up"),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self.command_of(event)
        if command is not None:
            command()
            event.accept()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step_cell(1 if event.key() == Qt.Key.Key_Tab else -1)
            event.accept()
        elif event.key() == Qt.Key.Key_F2 and self.currentIndex().column() == PROOFS:
            self.ask_proofs()
        elif begins_edit(event) and self._tell_locked():
            event.accept()
        else:
            self.delegate.typed_over = event.key() != Qt.Key.Key_F2
            super().keyPressEvent(event)

    def _tell_locked(self) -> bool:
        """Say why the gasto under the keyboard is locked, if it is."""
        reason = self._gastos.lock_at(self.currentIndex().row())
        if reason:
            self._gastos.rejected.emit(reason)
        return bool(reason)

    def _enter(self) -> None:
        if self.currentIndex().column() == PROOFS:
            self.ask_proofs()
        else:
            self.step("down")

    def ask_proofs(self) -> None:
        """Ask for the comprobantes of the gasto under the keyboard."""
        if self._gastos.gasto_at(self.currentIndex().row()) is not None:
            self.proofs_asked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.stays_in_editor():
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.stays_in_editor():
            return
        self.delegate.typed_over = False
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == PROOFS:
            self.ask_proofs()
        elif index.isValid():
            self._tell_locked()

    # -- rows --------------------------------------------------------------------------------

    @property
    def writable(self) -> bool:
        """Whether the file can be changed."""
        return not self._gastos.session.store.read_only

    def copy(self) -> None:
        """Put the selected gastos on the clipboard, as fecha, importe, partida and concepto."""
        copy_rows(self._gastos, self.chosen_ids())

    def cut(self) -> None:
        """Copy the selected gastos and delete them; comprobantes do not travel by clipboard."""
        ids = self.chosen_ids()
        chosen = [each.fecha for each in self._gastos.gastos if each.id in ids]
        if locked := self._gastos.candado(*chosen):
            self._gastos.rejected.emit(f"No se cortó nada. {locked}")
            return
        proofs = [each for each in self._gastos.gastos if each.id in ids and each.comprobantes]
        if proofs:
            self._gastos.rejected.emit(
                "No se cortó: hay gastos con comprobantes, que se perderían. Cópielos con Ctrl+C, "
                "adjunte otra vez sus comprobantes y elimine los de aquí."
            )
            return
        self.copy()
        self.delete_chosen()

    def delete_chosen(self) -> None:
        """Delete the selected gastos; in the empty row, what was typed there."""
        ids = self.chosen_ids()
        if ids:
            self._gastos.delete(ids)
        else:
            self._gastos.drop_draft()
            self._gastos.accepted.emit("")

    def clear_cell(self) -> None:
        """Empty the cell under the keyboard, where a gasto may lack it."""
        index = self.currentIndex()
        if not self._tell_locked() and self._gastos.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._gastos.setData(index, "")

    def paste(self) -> None:
        """Add the clipboard's rows as gastos; files and pictures become comprobantes."""
        data = QGuiApplication.clipboard().mimeData()
        if local_files(data) or (data.hasImage() and not data.hasText()):
            self.proofs_pasted.emit()
        else:
            paste_text(self._gastos, self.currentIndex(), data.text())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        rows_menu(self).popup(event.globalPos())
