"""Where the keyboard is, and giving it back to where it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def has_keyboard(widget: QWidget) -> bool:
    """Whether the keyboard is in a widget or in one of its parts."""
    at_hand = QApplication.focusWidget()
    return at_hand is not None and (at_hand is widget or widget.isAncestorOf(at_hand))


def give_back(widget: QWidget | None, otherwise: QWidget) -> None:
    """Put the keyboard back to where it was, when that is still to be seen."""
    there = any(each is widget for each in QApplication.allWidgets())  # a page may be gone
    target = widget if there and widget is not None and widget.isVisible() else otherwise
    target.setFocus(Qt.FocusReason.OtherFocusReason)
