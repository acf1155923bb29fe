"""How the cells of a month table are edited, and which of them are painted how."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from poa_desktop.ui.grid.content import MonthGridContent
from poa_desktop.ui.grid.look import LOOK
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.paint import cell_room, paint_cell, paint_heading

_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus

_EDITOR_STEPS = {
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "previous",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_TYPED_ENDS = {Qt.Key.Key_Home: ("home", "first"), Qt.Key.Key_End: ("end", "last")}
_TYPED_STEPS = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}


class MonthGridDelegate(QStyledItemDelegate):
    """Draws from a CellLook; edits in place with a spreadsheet's keys."""

    leave = Signal(str)
    """Where to go after an edit that a key finished: down, next, left …"""
    refused = Signal(str)
    """Why what was typed cannot be written; the editor stays open with it."""
    reverted = Signal()
    """What was typed was given up with Esc."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spread: Callable[[str], bool] = lambda _text: False
        """Writes what is typed into the whole selection; False when it cannot be."""
        self.typed_over = False  # the edit began by typing: the arrows finish it
        self.heading_start = 0  # where headings begin, in pixels from the left of the view
        self.heading_width = 0  # and how wide they may be
        self._edited = QPersistentModelIndex()

    # -- drawing -----------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        if isinstance(model, MonthGridContent):
            look = model.look_at(index.row(), index.column())
        else:
            look = index.data(LOOK)
        if look.heading:
            room = cell_room(option.rect)
            across = QRect(self.heading_start, room.top(), self.heading_width, room.height())
            paint_heading(painter, option.rect, across, look.text)
            return
        state = option.state
        paint_cell(
            painter,
            option.rect,
            look,
            selected=bool(state & _SELECTED),
            focused=bool(state & _FOCUSED),
        )

    # -- editing -----------------------------------------------------------------------------

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setMaxLength(60)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        self._edited = QPersistentModelIndex(index)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QLineEdit) and editor.isModified():
            return  # something else changed meanwhile: what is being typed stays
        super().setEditorData(editor, index)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        editor.setGeometry(cell_room(option.rect))

    def refusal(self, editor: QObject | None) -> str:
        """Why the text of an open editor cannot be written; "" when it can."""
        model = self._edited.model()
        if not isinstance(model, MonthGridModel) or not isinstance(editor, QLineEdit):
            return ""
        return model.refusal(model.key_at(self._edited), editor.text())

    def keep_open(self, editor: QObject | None) -> bool:
        """Whether an editor holds what cannot be written: then it is marked and the reason told."""
        reason = self.refusal(editor)
        if not reason or not isinstance(editor, QLineEdit):
            return False
        editor.setProperty("invalid", True)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
        editor.setAccessibleDescription(reason)
        self.refused.emit(reason)
        return True

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._filter_key(editor, event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and self.refusal(editor):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.keep_open(editor)
            return False  # Qt would write it and close
        return super().eventFilter(editor, event)

    def _filter_key(self, editor: QObject, event: QKeyEvent) -> bool:
        if _spreads(event) and isinstance(editor, QLineEdit):
            if not self.keep_open(editor) and self.spread(editor.text()):
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return True
        step = self._step_of(event)
        if step is not None and isinstance(editor, QWidget):
            if not self.keep_open(editor):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.leave.emit(step)
            return True
        handled = super().eventFilter(editor, event)
        if event.key() == Qt.Key.Key_Escape:
            self.reverted.emit()
        return handled

    def _step_of(self, event: QKeyEvent) -> str | None:
        key = Qt.Key(event.key())
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if leaves_table(event):
            return "before" if back else "after"
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return "up" if back else "down"
        if self.typed_over and key in _TYPED_STEPS:
            return _TYPED_STEPS[key]
        if self.typed_over and key in _TYPED_ENDS:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            return _TYPED_ENDS[key][control]
        return _EDITOR_STEPS.get(key)


def _spreads(event: QKeyEvent) -> bool:
    """Whether a key writes what is typed into the whole selection: Ctrl+Enter."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def leaves_table(event: QKeyEvent) -> bool:
    """Whether a key takes the keyboard out of the table: F6 or Ctrl+Tab, with Mayús backwards."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    return event.key() == Qt.Key.Key_F6 or bool(tab and control)
