"""What a right click on an ordered list offers, with its keys; what cannot be done is grey."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from poa_desktop.ui.icons import icon

if TYPE_CHECKING:
    from poa_desktop.ui.fields.list import ItemList

KEYS = (
    ("F2", "Editar el elemento (también Enter o doble clic)"),
    ("Ctrl+X", "Cortar el elemento"),
    ("Ctrl+C", "Copiar el elemento"),
    ("Ctrl+V", "Pegar elementos, uno por renglón"),
    ("Ctrl+Up", "Subir el elemento"),
    ("Ctrl+Down", "Bajar el elemento"),
    ("Del", "Quitar el elemento"),
)
"""Keys of a list, for the list of shortcuts."""


def items_menu(items: "ItemList") -> QMenu:
    """A menu for the current item; it goes when it closes."""
    menu = QMenu(items)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    row, last = items.view.currentIndex().row(), len(items.model.items) - 1
    some = row >= 0
    for text, name, keys, work, enabled in (
        ("Editar", "form", "F2", items.edit_current, some),
        ("", "", "", items.clip.copy, False),
        ("Cortar", "", "Ctrl+X", items.clip.cut, some),
        ("Copiar", "copy", "Ctrl+C", items.clip.copy, some),
        ("Pegar", "", "Ctrl+V", items.clip.paste, items.clip.can_paste),
        ("", "", "", items.clip.copy, False),
        ("Subir", "up", "Ctrl+Up", lambda: items.move(-1), row > 0),
        ("Bajar", "down", "Ctrl+Down", lambda: items.move(1), 0 <= row < last),
        ("Quitar", "delete", "Del", items.delete, some),
    ):
        if not text:
            menu.addSeparator()
            continue
        action = menu.addAction(text, work)
        action.setEnabled(enabled)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
        if name:
            action.setIcon(icon(name))
    return menu
