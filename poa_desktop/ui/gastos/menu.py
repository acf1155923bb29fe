"""The context menu of the gastos: what can be done with the selected ones, with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from poa_desktop.ui.icons import icon

if TYPE_CHECKING:
    from poa_desktop.ui.gastos.table import GastosTable


def rows_menu(table: "GastosTable") -> QMenu:
    """A menu for the selected gastos; it goes when it closes."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    some, writable = bool(table.chosen_ids()), table.writable
    for text, name, keys, work, enabled in (
        ("Cortar", "", "Ctrl+X", table.cut, some and writable),
        ("Copiar", "copy", "Ctrl+C", table.copy, some),
        ("Pegar", "", "Ctrl+V", table.paste, writable),
        ("Eliminar", "delete", "Del", table.delete_chosen, some and writable),
        ("Comprobantes", "attach", "", table.ask_proofs, some),
    ):
        action = menu.addAction(text, work)
        action.setEnabled(enabled)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        if name:
            action.setIcon(icon(name))
    return menu
