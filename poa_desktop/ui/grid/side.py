"""The first columns of a month table, which stay in sight."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from poa_desktop.ui.grid.delegate import MonthGridDelegate
from poa_desktop.ui.grid.header import MonthGridHeader
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.theme import current_theme


class _SideDelegate(MonthGridDelegate):
    """Draws the first columns; the línea under the keyboard has a bar at its left."""

    current_linea = 0

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        model = index.model()
        assert isinstance(model, MonthGridModel)
        linea = model.rows[index.row()].linea
        if index.column() == 0 and linea is not None and linea.id == self.current_linea:
            bar = option.rect.adjusted(0, 0, 0, 0)
            bar.setWidth(3)
            painter.fillRect(bar, QColor(current_theme().accent))


class MonthGridSide(QTableView):
    """Shows who the líneas are; the keyboard never comes here."""

    def __init__(self, model: MonthGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = _SideDelegate(self)
        self.setHorizontalHeader(MonthGridHeader(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Líneas de acción")

    def mark_linea(self, linea_id: int) -> None:
        """Mark the línea under the keyboard; 0 marks none."""
        self._delegate.current_linea = linea_id
        self.viewport().update()
