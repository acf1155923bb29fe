"""What was looked for lately, shown while nothing is typed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from poa_desktop.ui.theme import current_theme, set_role

MANY = 10


class _Words(QListWidget):
    """A list without a frame: the row with the keyboard is seen only while it has it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCurrentRow(max(0, self.currentRow()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()


class RecentList(QWidget):
    """A hint, and beneath it the recent searches: a click or Enter takes one up again."""

    chosen = Signal(str)

    def __init__(self, words: list[str], hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words[:MANY]
        text = QLabel(hint)
        text.setWordWrap(True)
        set_role(text, "soft")
        self.heading = QLabel("Búsquedas recientes")
        set_role(self.heading, "heading")
        self.list = _Words()
        self.list.setAccessibleName("Búsquedas recientes")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.list, "flush")
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, current_theme().gap, 0, 0)
        column.setSpacing(current_theme().gap)
        column.addWidget(text)
        column.addSpacing(current_theme().gap)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self._fill()

    def add(self, words: str) -> None:
        """Put what was looked for first."""
        words = words.strip()
        if words and words != next(iter(self.words), ""):
            self.words = [words, *(each for each in self.words if each != words)][:MANY]
            self._fill()

    def _fill(self) -> None:
        self.list.clear()
        row = self.fontMetrics().height() + current_theme().gap
        for words in self.words:
            item = QListWidgetItem(words, self.list)
            item.setSizeHint(QSize(0, row))
        self.heading.setVisible(bool(self.words))
        self.list.setVisible(bool(self.words))

    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.DisplayRole))
