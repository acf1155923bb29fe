"""The current item of a list to the clipboard, and what is there into the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from poa_desktop.ui.fields.pasting import text_in

if TYPE_CHECKING:
    from poa_desktop.ui.fields.list import ItemList


class ItemsClip:
    """Cut, copy and paste of one list."""

    def __init__(self, items: "ItemList") -> None:
        self._items = items

    def copy(self) -> None:
        """Put the texts of the current item on the clipboard, cells with a tab between."""
        item = self._items.current_item()
        if item is not None:
            QGuiApplication.clipboard().setText("\t".join(item.texts))

    def cut(self) -> None:
        """Copy the current item and take it away."""
        self.copy()
        self._items.delete()

    @property
    def can_paste(self) -> bool:
        """Whether the clipboard has text."""
        mime = QGuiApplication.clipboard().mimeData()
        return mime is not None and bool(text_in(mime).strip())

    def paste(self) -> None:
        """Add what was copied: one item at once, several rows as one chooses."""
        items = self._items
        if not self.can_paste:
            return
        items.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        items.entry.paste()
        if not items.rows:
            items.add_as_one()
            items.view.setFocus(Qt.FocusReason.OtherFocusReason)
