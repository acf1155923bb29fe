"""The small square at the corner of a selection that one drags to repeat what is selected."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionRange, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import CellKey
from poa_desktop.ui.theme import current_theme

if TYPE_CHECKING:
    from poa_desktop.ui.grid.table import MonthGridTable

_SIDE = 7
_REACH = 4  # pixels around it that take the pointer too


class FillHandle:
    """Fills in one direction, with copies of the block it was dragged from."""

    def __init__(self, table: "MonthGridTable", model: MonthGridModel) -> None:
        self._table = table
        self._model = model
        self._source: QItemSelectionRange | None = None
        self._target: tuple[int, int] | None = None  # the last row and column reached

    @property
    def active(self) -> bool:
        """Whether it is being dragged."""
        return self._source is not None

    def rect(self) -> QRect:
        """Where it stands; empty unless one block of months is selected in a file to be written."""
        areas = list(self._table.selectionModel().selection())
        if len(areas) != 1 or self._model.session.store.read_only:
            return QRect()
        months = (self._model.columns[n].mes for n in (areas[0].left(), areas[0].right()))
        if None in months or self._model.rows[areas[0].bottom()].linea is None:
            return QRect()
        cell = self._table.visualRect(areas[0].bottomRight())
        return QRect(cell.right() - _SIDE + 1, cell.bottom() - _SIDE + 1, _SIDE, _SIDE)

    def holds(self, point: QPoint) -> bool:
        """Whether a point of the viewport is on it."""
        rect = self.rect()
        return not rect.isEmpty() and rect.adjusted(-1, -1, _REACH, _REACH).contains(point)

    def press(self, point: QPoint) -> bool:
        """Begin a drag; False when the point is elsewhere."""
        if not self.holds(point):
            return False
        self._source = next(iter(self._table.selectionModel().selection()))
        self._target = self._source.bottom(), self._source.right()
        return True

    def move(self, point: QPoint) -> None:
        """Select what would be filled: the way of the longer distance, down or to the right."""
        source, index = self._source, self._table.indexAt(point)
        if source is None or not index.isValid():
            return
        down = self._table.visualRect(source.bottomRight())
        beyond = point - down.bottomRight()
        bottom, right = source.bottom(), source.right()
        if beyond.y() > beyond.x():
            bottom = max(bottom, self._last_row(index.row()))
        elif self._model.columns[index.column()].mes is not None:
            right = max(right, index.column())
        self._target = bottom, right
        self._table.select_block(
            self._model.index(source.top(), source.left()), self._model.index(bottom, right)
        )
        self._table.scrollTo(index)

    def _last_row(self, row: int) -> int:
        while self._model.rows[row].linea is None:
            row -= 1
        return row

    def release(self) -> None:
        """Fill, as one operation."""
        source, target = self._source, self._target
        self._source = self._target = None
        if source is None or target is None or target == (source.bottom(), source.right()):
            return
        downwards = target[0] > source.bottom()
        titulo = "Rellenar hacia abajo" if downwards else "Rellenar a la derecha"
        self._model.write(titulo, self._values(source, target))

    def _values(
        self, source: QItemSelectionRange, target: tuple[int, int]
    ) -> dict[CellKey, int | None]:
        rows = [n for n in range(source.top(), target[0] + 1) if self._model.rows[n].linea]
        columns = list(range(source.left(), target[1] + 1))
        height = sum(1 for n in rows if n <= source.bottom())
        width = source.width()
        values: dict[CellKey, int | None] = {}
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                mes = self._model.columns[columns[j % width]].mes
                key = self._model.key_at(self._model.index(row, column))
                if (i >= height or j >= width) and key is not None and mes is not None:
                    values[key] = self._model.rows[rows[i % height]].value(mes)
        return values

    def paint(self, painter: QPainter) -> None:
        """Draw it."""
        rect = self.rect()
        if not rect.isEmpty():
            theme = current_theme()
            painter.fillRect(rect.adjusted(-1, -1, 0, 0), QColor(theme.surface_raised))
            painter.fillRect(rect, QColor(theme.focus))

    def show_pointer(self, point: QPoint) -> None:
        """The pointer becomes a cross where a drag would fill."""
        if self.holds(point):
            self._table.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self._table.viewport().unsetCursor()
