"""What stands in the place of the paper while there is none: it is made, or could not be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.icons import icon
from poa_desktop.ui.theme import current_theme, set_role

_WIDTH = 440


class PreviewState(QWidget):
    """A heading, a sentence, progress and one button, in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.title, "heading")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Avance de la preparación")
        self.button = QPushButton()
        self._work: Callable[[], object] = lambda: None
        self.button.clicked.connect(lambda _=False: self._work())
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        for widget in (self._sign, self.title, self.sentence, self.progress):
            inner.addWidget(widget)
        inner.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.addStretch(2)
        row = QHBoxLayout()  # not an alignment: that would not ask for the height of a sentence
        row.addStretch()
        row.addWidget(middle)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    def show_preparing(self, what: str, cancel: Callable[[], object]) -> None:
        """The document is being made."""
        self._show("preview", f"Preparando «{what}»…", "", "&Cancelar", cancel)
        self.progress.setValue(0)
        self.progress.show()

    def show_refused(self, what: str, sentence: str, again: Callable[[], object]) -> None:
        """It could not be made, and why."""
        self._show("error", f"No hay vista previa de «{what}»", sentence, "&Reintentar", again)

    def show_cancelled(self, what: str, again: Callable[[], object]) -> None:
        """Somebody gave it up."""
        sentence = "Elija otro documento, o vuelva a prepararlo."
        self._show("preview", f"Se canceló «{what}»", sentence, "&Preparar", again)

    def _show(
        self, sign: str, title: str, sentence: str, button: str, work: Callable[[], object]
    ) -> None:
        theme = current_theme()
        color = theme.danger if sign == "error" else theme.ink_soft
        self._sign.setPixmap(icon(sign, color).pixmap(24, 24))
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.progress.hide()
        self.button.setText(button)
        self._work = work
        announce(self, f"{title} {sentence}".strip(), urgent=sign == "error")
