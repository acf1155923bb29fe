"""What every table one types into has in common: an edit under way, and leaving by the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from poa_desktop.ui.month_grid_delegate import MonthGridDelegate


class CaptureTable(QTableView):
    """A table whose cells are edited in place; its *delegate* knows what cannot be written."""

    delegate: MonthGridDelegate

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
