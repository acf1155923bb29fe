"""A button that is a picture alone; its tooltip says what it does and by which key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.theme import set_role


def flat_button(picture: str, text: str, keys: str) -> QToolButton:
    """A flat button that the keyboard reaches."""
    button = QToolButton()
    set_icon(button, picture)
    button.setToolTip(f"{text} ({keys})")
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_role(button, "flat")
    return button
