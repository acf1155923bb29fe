"""Cortar, Copiar, Pegar and Duplicar of the menu: they act where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from poa_desktop.ui.workspace import Workspace

_METHODS = {"cortar": "cut", "copiar": "copy", "pegar": "paste"}


def act(name: str, space: Workspace) -> None:
    """Do it in the text or table that has the keyboard, else in the tree."""
    focus = QApplication.focusWidget()
    if focus is not None and space.pages.isAncestorOf(focus):
        method = getattr(focus, _METHODS.get(name, ""), None)
        if method is not None:
            method()
        return
    exchange = space.editing.exchange
    tree = {
        "cortar": exchange.cut,
        "copiar": exchange.copy,
        "pegar": exchange.paste,
        "duplicar": space.editing.duplicate,
    }
    tree[name]()
