"""A sentence above the page: what could not be done and what to do; nothing is blocked by it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.icons import icon, set_icon
from poa_desktop.ui.theme import current_theme


class Banner(QFrame):
    """Shows one sentence until it is closed or replaced."""

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
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._sign)
        row.addWidget(self.label, 1)
        row.addWidget(close)
        self.hide()

    def tell(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence; an error carries its sign."""
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
