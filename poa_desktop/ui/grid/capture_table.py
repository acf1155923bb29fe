"""What every table one types into has in common: an edit under way, and leaving by the keyboard."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from poa_desktop.ui.grid.delegate import MonthGridDelegate, leaves_table


def begins_edit(event: QKeyEvent) -> bool:
    """Whether a key starts typing into a cell."""
    typed = bool(event.text()) and event.text().isprintable()
    return typed or event.key() == Qt.Key.Key_F2


class CaptureTable(QTableView):
    """A table whose cells are edited in place.

    Its *delegate* knows what cannot be written; *commands* says what its keys do.
    """

    delegate: MonthGridDelegate
    commands: Mapping[QKeyCombination, Callable[[], object]]

    def command_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here; None when it is typed into a cell."""
        if leaves_table(event):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return lambda: self.leave(forward=not back)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self.commands.get(QKeyCombination(modifiers, Qt.Key(event.key())))

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self.command_of(event) or event.key() == Qt.Key.Key_F2)
        ):
            event.accept()  # the window's shortcuts of the same keys wait
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.stays_in_editor()

    def leave(self, *, forward: bool) -> None:
        """Take the keyboard out of the table, to the next or previous control."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    def editor(self) -> QWidget | None:
        """The editor of the cell that is being typed into."""
        if self.state() != QAbstractItemView.State.EditingState:
            return None
        return self.indexWidget(self.currentIndex())

    def refusal(self) -> str:
        """Why what is being typed cannot be written; "" when it can, or nothing is typed."""
        return self.delegate.refusal(self.editor())

    def stays_in_editor(self) -> bool:
        """Whether the keyboard has to stay with what cannot be written; it goes back there."""
        editor = self.editor()
        if editor is None or not self.delegate.keep_open(editor):
            return False
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def commit_pending(self) -> bool:
        """Finish an edit that is under way; False when what was typed cannot be written."""
        editor = self.editor()
        if editor is None:
            return True
        if self.delegate.keep_open(editor):
            return False
        self.commitData(editor)
        self.closeEditor(editor, MonthGridDelegate.EndEditHint.NoHint)
        return True
