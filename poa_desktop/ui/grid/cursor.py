"""Where the keyboard is in a month table and what it selects, as in a spreadsheet."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex

from poa_desktop.ui.grid.capture_table import CaptureTable
from poa_desktop.ui.grid.model import MonthGridModel

Filled = Callable[[int], bool]
_FLAG = QItemSelectionModel.SelectionFlag


class GridCursor:
    """Moves over cells, headings left out. A selection grows from the cell with the keyboard, which
    stays where it is; *head* is the corner that moves.
    """

    def __init__(self, table: CaptureTable, model: MonthGridModel) -> None:
        self._table = table
        self._model = model
        self._head = (-1, -1)
        self._tab_start = -1  # where a run of Tab began: Enter goes below it

    # -- what there is -----------------------------------------------------------------------

    @property
    def rows(self) -> list[int]:
        """Rows of líneas."""
        return [n for n, row in enumerate(self._model.rows) if row.linea is not None]

    @property
    def columns(self) -> list[int]:
        """Columns that move."""
        return [n for n, column in enumerate(self._model.columns) if not column.frozen]

    @property
    def months(self) -> list[int]:
        """Columns of months."""
        return [n for n, column in enumerate(self._model.columns) if column.mes is not None]

    @property
    def here(self) -> tuple[int, int]:
        """Row and column of the keyboard; −1 without one."""
        index = self._table.currentIndex()
        return index.row(), index.column()

    # -- going -------------------------------------------------------------------------------

    def go(self, row: int, column: int) -> None:
        """Put the keyboard into a cell, alone, and bring it into sight."""
        index = self._model.index(row, column)
        if not index.isValid() or self._table.stays_in_editor():
            return
        self._selection().setCurrentIndex(index, _FLAG.ClearAndSelect)
        self._head, self._tab_start = (row, column), -1
        self._table.scrollTo(index)

    def select(self, first: QModelIndex, last: QModelIndex) -> None:
        """Select the rectangle between two cells, the keyboard in the first."""
        if not first.isValid() or not last.isValid() or self._table.stays_in_editor():
            return
        self._selection().setCurrentIndex(first, _FLAG.NoUpdate)
        self._selection().select(QItemSelection(first, last), _FLAG.ClearAndSelect)
        self._head, self._tab_start = (last.row(), last.column()), -1

    def _selection(self) -> QItemSelectionModel:
        return self._table.selectionModel()

    def _select_from_here(self, row: int, column: int) -> None:
        self.select(self._table.currentIndex(), self._model.index(row, column))
        self._table.scrollTo(self._model.index(row, column))

    def _many(self) -> bool:
        """Whether more than the cell of the keyboard is selected."""
        areas = list(self._selection().selection())
        return len(areas) > 1 or any(a.width() * a.height() > 1 for a in areas)

    def _corner(self) -> tuple[int, int]:
        """The corner that moves: the far one of the selection the keyboard is a corner of."""
        row, column = self.here
        areas = list(self._selection().selection())
        if len(areas) != 1:
            return row, column
        area = areas[0]
        if self._head[0] in range(area.top(), area.bottom() + 1) and self._head[1] in range(
            area.left(), area.right() + 1
        ):
            return self._head
        return (
            area.bottom() if row == area.top() else area.top(),
            area.right() if column == area.left() else area.left(),
        )

    # -- one cell ----------------------------------------------------------------------------

    def step(self, down: int, right: int) -> None:
        """Go to a neighbour."""
        row, column = self.here
        self.go(_beyond(self.rows, row, down), _beyond(self.columns, column, right))

    def extend(self, down: int, right: int) -> None:
        """Let the selection grow or shrink by a row or a column."""
        row, column = self._corner()
        self._select_from_here(_beyond(self.rows, row, down), _beyond(self.columns, column, right))

    def extend_to(self, row: int, column: int) -> None:
        """Let the selection reach a cell that was clicked with Mayús."""
        if self._model.rows[row].linea is not None:
            self._select_from_here(row, column)

    def end_drag(self, pressed: QPersistentModelIndex) -> None:
        """After a drag the keyboard is where it began, as when the keys had selected."""
        here = self._table.currentIndex()
        if pressed.isValid() and here.isValid() and here != pressed and self._many():
            self._head = here.row(), here.column()
            first = self._model.index(pressed.row(), pressed.column())
            if self._selection().isSelected(first):
                self._selection().setCurrentIndex(first, _FLAG.NoUpdate)

    def enter(self, direction: int) -> None:
        """Below (1) or above (-1): within the selection when there is one; after a run of Tab in
        the column where it began.
        """
        if self._cycle(direction, by_rows=False):
            return
        start = self._tab_start
        row, column = self.here
        self.go(_beyond(self.rows, row, direction), column if start < 0 else start)

    def tab(self, direction: int) -> None:
        """Next or previous month, row after row; within the selection when there is one."""
        if self._cycle(direction, by_rows=True):
            return
        row, column = self.here
        months, start = self.months, self._tab_start if self._tab_start >= 0 else column
        ahead = [n for n in months if (n - column) * direction > 0]
        if ahead:
            self.go(row, ahead[0] if direction > 0 else ahead[-1])
        else:
            other = _beyond(self.rows, row, direction)
            if other != row:
                self.go(other, months[0] if direction > 0 else months[-1])
                start = -1
        self._tab_start = start

    def _cycle(self, direction: int, *, by_rows: bool) -> bool:
        """Move the keyboard inside a selection of many cells, round and round."""
        if not self._many():
            return False
        rows = set(self.rows)
        cells = [
            (row, column)
            for area in self._selection().selection()
            for row in range(area.top(), area.bottom() + 1)
            if row in rows
            for column in range(area.left(), area.right() + 1)
            if not self._table.isColumnHidden(column)
        ]
        if not cells or self._table.stays_in_editor():
            return bool(cells)
        cells.sort(key=None if by_rows else (lambda cell: (cell[1], cell[0])))
        place = cells.index(self.here) if self.here in cells else -1
        index = self._model.index(*cells[(place + direction) % len(cells)])
        self._selection().setCurrentIndex(index, _FLAG.NoUpdate)
        self._table.scrollTo(index)
        return True

    # -- to the edge -------------------------------------------------------------------------

    def jump(self, down: int, right: int, *, extend: bool = False) -> None:
        """To the edge of what is filled: the end of a run of values, or the next one."""
        row, column = self._corner() if extend else self.here
        if down:
            row = self._edge(self.rows, row, down, lambda n: self._filled(n, column))
        else:
            column = self._edge(self.columns, column, right, lambda n: self._filled(row, n))
        self._put(row, column, extend=extend)

    def _edge(
        self, line: list[int], start: int, direction: int, filled: Callable[[int], bool]
    ) -> int:
        ahead = line[::direction]
        ahead = ahead[ahead.index(start) :] if start in ahead else ahead[:1]
        if len(ahead) < 2:
            return ahead[0]
        if filled(ahead[0]) and filled(ahead[1]):
            run = next((i for i, n in enumerate(ahead) if not filled(n)), len(ahead))
            return ahead[run - 1]
        return next((n for n in ahead[1:] if filled(n)), ahead[-1])

    def _filled(self, row: int, column: int) -> bool:
        return bool(self._model.look_at(row, column).text)

    def to(self, down: int, right: int, *, extend: bool = False) -> None:
        """To the first (-1) or last (1) row or column; 0 leaves it."""
        row, column = self._corner() if extend else self.here
        if down and self.rows:
            row = self.rows[0 if down < 0 else -1]
        if right and self.months:
            column = self.months[0 if right < 0 else -1]
        self._put(row, column, extend=extend)

    def _put(self, row: int, column: int, *, extend: bool) -> None:
        if extend:
            self._select_from_here(row, column)
        else:
            self.go(row, column)

    # -- rows, columns, all ------------------------------------------------------------------

    def select_all(self) -> None:
        """Every cell, with the first columns; the keyboard stays where it is."""
        self._select_around((0, len(self._model.rows) - 1), (0, len(self._model.columns) - 1))

    def select_rows(self) -> None:
        """The whole rows of the selection."""
        areas = list(self._selection().selection())
        if areas:
            rows = min(a.top() for a in areas), max(a.bottom() for a in areas)
            self._select_around(rows, (0, len(self._model.columns) - 1))

    def select_columns(self) -> None:
        """The whole columns of the selection."""
        areas = list(self._selection().selection())
        if areas:
            columns = min(a.left() for a in areas), max(a.right() for a in areas)
            self._select_around((0, len(self._model.rows) - 1), columns)

    def select_between(self, first: int, last: int) -> None:
        """The columns between two, the keyboard at the top of the first."""
        rows = self.rows
        if rows:
            self.select(self._model.index(rows[0], first), self._model.index(rows[-1], last))

    def _select_around(self, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        first = self._model.index(rows[0], columns[0])
        last = self._model.index(rows[1], columns[1])
        if first.isValid() and last.isValid() and not self._table.stays_in_editor():
            self._selection().select(QItemSelection(first, last), _FLAG.ClearAndSelect)
            self._head = last.row(), last.column()


def _beyond(line: list[int], place: int, steps: int) -> int:
    """The next of a sorted line of numbers in a direction; at the end it stays."""
    ahead = [n for n in line if (n - place) * steps > 0]
    if not steps or not ahead:
        return place
    return ahead[0] if steps > 0 else ahead[-1]
