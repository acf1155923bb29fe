"""A sentence above the page: what could not be done and what to do; nothing is blocked by it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.icons import icon, set_icon
from poa_desktop.ui.theme import current_theme

Offer = tuple[str, Callable[[], object]]
"""What a button says and does."""


class Banner(QFrame):
    """Shows one sentence, with buttons for what can be done, until it is closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._sign = QLabel()
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        self._close = close
        close.setToolTip("Quitar este aviso")
        close.setAccessibleName("Quitar este aviso")
        close.clicked.connect(self.hide)
        self.buttons: tuple[QPushButton, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(close)
        self.hide()

    def tell(self, sentence: str, *, error: bool = False, offers: Sequence[Offer] = ()) -> None:
        """Show a sentence and what is offered; an error carries its sign."""
        self._put_buttons(offers)
        theme = current_theme()
        if self._close.icon().isNull():
            set_icon(self._close, "close")
        sign = icon("error", theme.danger) if error else icon("ok", theme.verde.tinta)
        self._sign.setPixmap(sign.pixmap(18, 18))
        self.setProperty("kind", "error" if error else "done")
        self.style().unpolish(self)
        self.style().polish(self)
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence, urgent=error)

    def _put_buttons(self, offers: Sequence[Offer]) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = tuple(QPushButton(text) for text, _ in offers)
        for button, (_, work) in zip(self.buttons, offers, strict=True):
            button.clicked.connect(lambda _=False, each=work: each())
            self._row.insertWidget(self._row.count() - 1, button)
