"""The words one looks for in a list: the arrows move in the list while one types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTreeWidget

from poa_desktop.ui.keyboard import ENTER

_UP = (Qt.Key.Key_Up, Qt.Key.Key_PageUp)
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)


class ListSearch(QLineEdit):
    """Moves in a list of headings and what stands below them; a heading is never stayed at."""

    entered = Signal()
    moved = Signal()

    def __init__(self, rows: QTreeWidget, words: str, name: str) -> None:
        super().__init__()
        self._rows = rows
        self.setPlaceholderText(words)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        elif event.key() in (*_UP, *_DOWN):
            self._move(event)
        else:
            super().keyPressEvent(event)

    def _move(self, event: QKeyEvent) -> None:
        self._rows.keyPressEvent(event)
        item = self._rows.currentItem()
        if item is not None and item.childCount():
            beyond = self._rows.itemAbove(item) if event.key() in _UP else None
            self._rows.setCurrentItem(beyond or item.child(0))
        self.moved.emit()
