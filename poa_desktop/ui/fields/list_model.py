"""An ordered list as a table model: a number, then the texts of each item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from poa_desktop.ui.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
Edit = Callable[[int, int, str], str | None]
"""Keeps a text (id, column from 0, text); gives None or why it was not kept."""

MARK_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its id, its texts, and what the checks say of it ("" nothing)."""

    id: int
    texts: tuple[str, ...]
    mark: str = ""


class ItemsModel(QAbstractTableModel):
    """The items; column 0 is the number, which follows the order."""

    edited = Signal(str)
    """After an attempt to keep a text: "" kept, or the reason why not."""

    def __init__(self, titles: Sequence[str], edit: Edit) -> None:
        super().__init__()
        self._titles = ("No.", *titles)
        self._edit = edit
        self.items: tuple[Item, ...] = ()
        self.locked = False  # in a file to read only no cell is edited

    def show_items(self, items: Sequence[Item]) -> bool:
        """Show these; True when rows came, went or changed places (the view is then reset)."""
        before, self_items = self.items, tuple(items)
        if [item.id for item in before] != [item.id for item in self_items]:
            self.beginResetModel()
            self.items = self_items
            self.endResetModel()
            return True
        self.items = self_items
        for row, (old, new) in enumerate(zip(before, self_items, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(new.texts)))
        return False

    def row_of(self, item: int) -> int | None:
        """Where an item stands, from 0; None when it is gone."""
        return next((row for row, each in enumerate(self.items) if each.id == item), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == MARK_ROLE:
            return item.mark if index.column() == 1 else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(item.mark) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return item.mark or None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            column = index.column()
            return str(index.row() + 1) if column == 0 else item.texts[column - 1]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._titles[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = index.column() and not self.locked
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.items[index.row()]
        column = index.column() - 1
        if value == item.texts[column]:
            return True
        reason = self._edit(item.id, column, value)
        self.edited.emit(reason or "")
        return reason is None
