"""A step of the assistant: a page of questions with its title."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.fields.text import OneLine
from poa_desktop.ui.theme import current_theme, set_role


def line(placeholder: str = "") -> QLineEdit:
    """A field of one line."""
    made = OneLine()
    made.setPlaceholderText(placeholder)
    return made


def text(field: QLineEdit) -> str:
    """What stands in a field, cleaned."""
    return clean_text(field.text(), multiline=False).text


class Step(QWidget):
    """One page of questions."""

    title = ""
    intro = ""

    def __init__(self) -> None:
        super().__init__()
        theme = current_theme()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.gap + theme.half)
        heading = QLabel(self.title)
        set_role(heading, "title")
        intro = QLabel(self.intro)
        intro.setWordWrap(True)
        self.column.addWidget(heading)
        self.column.addWidget(intro)
        self.column.addSpacing(theme.half)

    def show_answer(self, nuevo: NuevoPoa) -> None:
        """Fill the fields from what is known."""

    def answer(self, nuevo: NuevoPoa) -> NuevoPoa:
        """The answers with those of this step."""
        return nuevo

    def tell(self, missing: dict[str, str]) -> bool:
        """Say beside the fields what is missing; True when nothing of this step is."""
        return True

    def focus_first(self) -> None:
        """Put the keyboard where this step begins."""

    def begin_at(self, field: QLineEdit) -> None:
        """Put the keyboard into a field, its text selected."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
