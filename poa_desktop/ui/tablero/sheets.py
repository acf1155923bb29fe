"""What the Tablero shows in its place: the whole page, or what to do where there is nothing yet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QStackedLayout, QVBoxLayout, QWidget

from poa_desktop.ui.theme import current_theme, set_role


class Sheets(QStackedLayout):
    """The page or its empty state; gives way down to its least height before anything scrolls.

    With heightForWidth, which wrapped labels bring in, QScrollArea would insist on the preferred
    height instead. It never asks for more width than the page has: then it turns into one column.
    """

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSize(self) -> QSize:
        return QSize(0, self.currentWidget().minimumSizeHint().height())


class EmptyState(QWidget):
    """What to do next where there is nothing to evaluate yet."""

    def __init__(self) -> None:
        super().__init__()
        theme = current_theme()
        heading = label("title", wrap=True)
        heading.setText("Aún no hay líneas de acción que evaluar")
        text = label("", wrap=True)
        text.setText(
            "Use «Agregar», junto al árbol, y prográmelas en Calendario: aquí aparecerán el "
            "avance de cada periodo y lo que falta por hacer."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.margin)
        column.setSpacing(theme.gap)
        for each in (heading, text):
            each.setMaximumWidth(560)
            column.addWidget(each)
        column.addStretch()


def label(role: str, *, wrap: bool = False) -> QLabel:
    """A label of plain text in a role of the style sheet."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        set_role(made, role)
    return made


def hairline() -> QFrame:
    """The line between two parts of the page."""
    line = QFrame()
    set_role(line, "rule")
    return line


def wrapped(text: str) -> str:
    """A tooltip of several lines instead of one as wide as the screen."""
    rows, row = [], ""
    for word in text.split():
        if len(row) + len(word) > 70:
            rows.append(row)
            row = ""
        row = f"{row} {word}".strip()
    return "\n".join([*rows, row])
