"""Where the next item is written; several rows pasted there may be one item, or one each."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from poa_desktop.poa.pegado import cells_of
from poa_desktop.ui.fields.pasting import text_in
from poa_desktop.ui.fields.text import GrowingEdit
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.theme import current_theme


class EntryText(GrowingEdit):
    """Where the next item is written: Enter adds it; rows pasted at once may be items each."""

    entered = Signal(list)
    rows_pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in ENTER and not shifted:
            self.entered.emit([self.toPlainText()])
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText():
            self.clear()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        empty, text = not self.toPlainText().strip(), text_in(source)
        super().insertFromMimeData(source)
        if empty and len(cells_of(text)) > 1:
            self.rows_pasted.emit(text)


class RowsOffer(QWidget):
    """Two buttons, away until rows are pasted; Esc goes back to the text."""

    left = Signal()

    def __init__(self, add_rows: Callable[[], object], add_one: Callable[[], object]) -> None:
        super().__init__()
        self.many = QPushButton()
        self.one = QPushButton("Agregar como uno solo")
        self.many.clicked.connect(lambda _checked: add_rows())
        self.one.clicked.connect(lambda _checked: add_one())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().gap)
        row.addWidget(self.many)
        row.addWidget(self.one)
        row.addStretch(1)
        self.hide()

    def offer(self, many: int) -> None:
        """Offer to add so many; the keyboard is on what one most likely wants."""
        self.many.setText(f"Agregar como {many:,} elementos")
        self.show()
        self.many.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER:
            focused = self.one if self.one.hasFocus() else self.many
            focused.click()
        else:
            super().keyPressEvent(event)
