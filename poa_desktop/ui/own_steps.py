"""Undo and redo within a dialog: what was done since it opened, and no more than that."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from poa_desktop.ui.session import Session


class OwnSteps(QObject):
    """Ctrl+Z and Ctrl+Y of a dialog. What the window did before is out of sight: it stays."""

    def __init__(self, session: Session, dialog: QWidget, tell: Callable[[str], object]) -> None:
        super().__init__(dialog)
        self._session = session
        self._tell = tell
        self._done, self._undone = 0, 0
        session.changed.connect(self._on_changed)
        keys = QKeySequence.StandardKey
        QShortcut(keys.Undo, dialog).activated.connect(self.undo)
        QShortcut(keys.Redo, dialog).activated.connect(self.redo)

    def _on_changed(self, change: object) -> None:
        if getattr(change, "kind", "") == "edit":
            self._done, self._undone = self._done + 1, 0

    def undo(self) -> None:
        """Take the last step of this dialog back."""
        if not self._done:
            self._tell("Aquí no hay nada que deshacer.")
        elif self._session.undo():
            self._done, self._undone = self._done - 1, self._undone + 1
            self._tell("Deshecho.")

    def redo(self) -> None:
        """Do again what was taken back here."""
        if not self._undone:
            self._tell("Aquí no hay nada que rehacer.")
        elif self._session.redo():
            self._done, self._undone = self._done + 1, self._undone - 1
            self._tell("Rehecho.")
