"""The context menu of a month table: what can be done with the selected cells, with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from poa_desktop.ui.actions import keys_in_words
from poa_desktop.ui.icons import icon

if TYPE_CHECKING:
    from poa_desktop.ui.grid.table import MonthGridTable


def block_menu(table: "MonthGridTable") -> QMenu:
    """A menu for the table's selection; it goes when it closes."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, name, keys, work in (
        ("Cortar", "", "Ctrl+X", table.do.cut),
        ("Copiar", "copy", "Ctrl+C", table.do.copy),
        ("Pegar", "", "Ctrl+V", table.do.paste),
        ("Borrar", "delete", "Del", table.do.clear),
        ("", "", "", table.do.copy),
        ("Rellenar a la derecha", "", "Ctrl+R", table.do.fill_right),
        ("Rellenar hacia abajo", "down", "Ctrl+D", table.do.fill_down),
        ("", "", "", table.do.copy),
        ("Cumplir lo programado", "check", "Ctrl+Shift+Return", table.do.cumplir),
    ):
        if not text:
            menu.addSeparator()
            continue
        told = f"\t{keys_in_words(keys)}" if "Return" in keys else ""  # Qt says "Retorno"
        action = menu.addAction(text + told, work)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
        if name:
            action.setIcon(icon(name))
    observar = table.window().findChild(QAction, "observar")
    if observar is not None and table.current_linea() is not None:
        menu.addSeparator()
        entry = menu.addAction("Observar esta línea…", observar.trigger)
        entry.setShortcut(observar.shortcut())
        entry.setShortcutVisibleInContextMenu(True)
        entry.setEnabled(observar.isEnabled())
    return menu
