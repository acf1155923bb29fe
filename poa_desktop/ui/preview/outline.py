"""The parts of the document at its left: programas and actividades, a click away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from poa_desktop.export.pdf_pages import OutlineEntry
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import set_role

LEAST = 160  # pixels
WIDTH = 240
_AIR = 10


class PreviewOutline(QTreeWidget):
    """The bookmarks of the document."""

    chosen = Signal(object)
    """An OutlineEntry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Contenido del documento")
        self.setHeaderHidden(True)
        self.setMinimumWidth(LEAST)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entries: tuple[OutlineEntry, ...] = ()
        self._items: list[QTreeWidgetItem] = []
        set_role(self, "outline")
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_entries(self, entries: tuple[OutlineEntry, ...]) -> None:
        """Show the bookmarks of another document."""
        self.clear()
        self.entries, self._items = entries, []
        above: list[QTreeWidgetItem] = []
        for number, entry in enumerate(entries):
            item = QTreeWidgetItem([entry.title])
            item.setToolTip(0, plain_tip(f"{entry.title}, página {entry.page + 1}"))
            item.setSizeHint(0, QSize(0, self.fontMetrics().lineSpacing() + _AIR))
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            del above[entry.level :]
            if above:
                above[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append(item)
            self._items.append(item)
        self.expandAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentItem() is None and self._items:
            self.setCurrentItem(self._items[0])

    def show_place(self, page: int, top: float) -> None:
        """Mark the part that a place (page from 0, points below its upper edge) belongs to."""
        if self.hasFocus():
            return  # the keyboard is choosing here
        before = [i for i, each in enumerate(self.entries) if (each.page, each.top) <= (page, top)]
        if before:
            self.setCurrentItem(self._items[before[-1]])
        else:
            self.clearSelection()

    def _choose(self, item: QTreeWidgetItem, _column: int) -> None:
        self.chosen.emit(self.entries[item.data(0, Qt.ItemDataRole.UserRole)])
