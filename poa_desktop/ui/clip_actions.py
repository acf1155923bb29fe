"""Cortar, Copiar, Pegar and Duplicar of the menu: they act where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from poa_desktop.ui.workspace import Workspace

_KEYS = {"cortar": Qt.Key.Key_X, "copiar": Qt.Key.Key_C, "pegar": Qt.Key.Key_V}
_ELSEWHERE = "Haga clic antes en el árbol, en una tabla o en un texto, y pídalo otra vez."


def act(name: str, space: Workspace) -> None:
    """Do it in the text, table or list that has the keyboard, else in the tree. Duplicar is only
    the tree's.
    """
    view, focus = space.tree.view, QApplication.focusWidget()
    if name in _KEYS and focus is not None and focus is not view and space.isAncestorOf(focus):
        if not _press(focus, _KEYS[name]):
            space.banner.tell(_ELSEWHERE)
        return
    exchange = space.editing.exchange
    tree = {
        "cortar": exchange.cut,
        "copiar": exchange.copy,
        "pegar": exchange.paste,
        "duplicar": space.editing.duplicate,
    }
    tree[name]()


def _press(focus: QWidget, key: Qt.Key) -> bool:
    """Press Ctrl and a key in a widget, which knows best what that means there; False when it
    means nothing.
    """
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(focus, event)
    return event.isAccepted()
