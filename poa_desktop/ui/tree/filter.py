"""The rows of the tree that hold a text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel

from poa_desktop.poa.text import fold
from poa_desktop.ui.tree.delegate import ROLE_CLAVE

Index = QModelIndex | QPersistentModelIndex


class TreeFilter(QSortFilterProxyModel):
    """Shows the rows that contain a text, whatever its accents and case, with their parents."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ""
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)

    def set_text(self, text: str) -> None:
        """Filter by a text; empty shows everything."""
        self._wanted = fold(text)
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._wanted:
            return True
        index = self.sourceModel().index(row, 0, parent)
        label = f"{index.data(ROLE_CLAVE) or ''} {index.data()}"
        return self._wanted in fold(label)
