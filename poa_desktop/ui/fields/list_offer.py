"""Several rows were pasted where one item is written: one item, or one for each row?"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from poa_desktop.ui.fields.base import ENTER
from poa_desktop.ui.theme import current_theme


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
