"""The keyboard of a test: keys go where a person's would go.

Text is sent as one event a character and without a key code, because QTest knows no key of an "ñ".
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier


def at_hand() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    """Press a key where the keyboard is, others held."""
    press_in(at_hand(), key, *held)


def press_in(target: QWidget, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    """Press a key in a widget, wherever the keyboard is."""
    QTest.keyClick(target, key, together(held))


def type_text(text: str) -> None:
    """Type where the keyboard is, which may move meanwhile."""
    for character in text:
        _send(at_hand(), character)


def type_into(target: QWidget, text: str) -> None:
    """Type into a widget, wherever the keyboard is, and into the editor that opens in it."""
    for character in text:
        _send(target, character)
        editor = QApplication.focusWidget()
        if editor is not None and target.isAncestorOf(editor):
            target = editor


def _send(target: QWidget, character: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, character))


def together(held: tuple[Qt.KeyboardModifier, ...]) -> Qt.KeyboardModifier:
    """Several held keys as Qt wants them."""
    combined = NONE
    for each in held:
        combined |= each
    return combined
