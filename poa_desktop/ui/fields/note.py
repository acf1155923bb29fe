"""The lines beneath a field: why an input was not kept, what the checks found, what was cut."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.ui.icons import icon
from poa_desktop.ui.theme import current_theme, set_role

SIGN_SIZE = 14


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence with its sign."""

    text: str
    sign: str
    role: str = "soft"


def refusal(text: str) -> Message:
    """Why what was typed is not kept."""
    return Message(text, "error", "danger")


def told(problem: Problem) -> str:
    """What a check found and what to do, as sentences."""
    found = problem.mensaje.rstrip()
    end = "" if found.endswith((".", "!", "?", "…")) else "."
    return f"{found}{end} {problem.que_hacer}".strip()


def finding(problem: Problem) -> Message:
    """What a check found, and what to do."""
    text = told(problem)
    if problem.gravedad is Gravedad.ERROR:
        return Message(text, "error", "danger")
    return Message(text, "warning")


def notice(text: str) -> Message:
    """Something that was done to the text."""
    return Message(text, "warning")


class FieldNote(QWidget):
    """Shows messages one beneath the other; takes no room when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages: tuple[Message, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(current_theme().half)
        self.hide()

    @property
    def text(self) -> str:
        """All sentences, for a reader that does not see."""
        return " ".join(message.text for message in self.messages)

    def show_messages(self, messages: Sequence[Message]) -> None:
        """Replace what is shown; the same messages leave the widgets alone."""
        if tuple(messages) == self.messages:
            return
        self.messages = tuple(messages)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        while row := self._rows.takeAt(0):
            if widget := row.widget():
                widget.hide()
                widget.deleteLater()
        for message in self.messages:
            self._rows.addWidget(_message_row(message))
        self.setVisible(bool(self.messages))


def _message_row(message: Message) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    sign = QLabel()
    theme = current_theme()
    ink = theme.danger if message.role == "danger" else theme.amarillo.tinta
    sign.setPixmap(icon(message.sign, ink).pixmap(SIGN_SIZE, SIGN_SIZE))
    sign.setContentsMargins(0, 1, 0, 0)
    layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    text = QLabel(message.text)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    set_role(text, message.role)
    layout.addWidget(text, 1)
    return row
