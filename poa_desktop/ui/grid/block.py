"""What copying, filling and clearing mean for a selection of cells, and what it adds up to."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.grid.clipboard import Copied
from poa_desktop.ui.grid.look import CellLook
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import Cantidad, CellKey

_NUMBER = re.compile(r"\d+(\.\d+)?%?")
_SCATTERED = "Lo elegido no forma un bloque: elija celdas que estén juntas."


@dataclass(frozen=True, slots=True)
class Selected:
    """Selected cells that hold quantities, by row and column; headings are left out."""

    cells: dict[tuple[int, int], CellKey]

    @property
    def rows(self) -> list[int]:
        """Rows with a selected quantity, in order."""
        return sorted({row for row, _ in self.cells})

    @property
    def columns(self) -> list[int]:
        """Columns with a selected quantity, in order."""
        return sorted({column for _, column in self.cells})


def selected_cells(model: MonthGridModel, selection: QItemSelection) -> Selected:
    """The quantities in a selection."""
    cells: dict[tuple[int, int], CellKey] = {}
    for area in selection:
        months = [
            (column, model.columns[column].mes)
            for column in range(area.left(), area.right() + 1)
            if model.columns[column].mes is not None
        ]
        for number in range(area.top(), area.bottom() + 1):
            row = model.rows[number]
            if row.linea is None:
                continue
            for column, mes in months:
                cells[number, column] = CellKey(row.linea.id, row.cantidad, mes or 0)
    return Selected(cells)


def every_cell(model: MonthGridModel) -> Selected:
    """The quantities of the whole table."""
    last = model.index(len(model.rows) - 1, len(model.columns) - 1)
    return selected_cells(model, QItemSelection(model.index(0, 0), last))


def selected_places(
    model: MonthGridModel, selection: QItemSelection
) -> tuple[list[int], list[int]]:
    """Rows and columns of the block that a selection is, headings left out; areas that stand one
    beside or below the other make one block, as in a spreadsheet. Raises PoaError when they do not.
    """
    places = {
        (row, column)
        for area in selection
        for row in range(area.top(), area.bottom() + 1)
        if model.rows[row].linea is not None
        for column in range(area.left(), area.right() + 1)
    }
    rows = sorted({row for row, _ in places})
    columns = sorted({column for _, column in places})
    if len(places) != len(rows) * len(columns):
        raise PoaError(_SCATTERED)
    return rows, columns


def copied(model: MonthGridModel, selection: QItemSelection) -> list[list[Copied]]:
    """The selected block, numbers without separators. Raises PoaError when it is no block."""
    rows, columns = selected_places(model, selection)
    return [
        [_plain(model.look(model.rows[row], model.columns[column])) for column in columns]
        for row in rows
    ]


def _plain(look: CellLook) -> Copied:
    """A number without separators, so that any spreadsheet reads it; texts stay as they are, and
    what only tells that something is missing is not there.
    """
    if look.left:
        return Copied("" if look.warning else look.text)
    text = look.text.replace(",", "").replace(" %", "%")
    number = _NUMBER.fullmatch(text) is not None
    return Copied("" if look.warning and not number else text, number)


def filled_right(model: MonthGridModel, selected: Selected) -> dict[CellKey, int | None]:
    """Every selected cell takes its row's first one; a single column takes the month before."""
    values: dict[CellKey, int | None] = {}
    columns = selected.columns
    source = columns[0] - 1 if len(columns) == 1 else columns[0]
    mes = model.columns[source].mes
    if mes is None:
        return {}
    for (row, _), key in selected.cells.items():
        values[key] = model.rows[row].value(mes)
    return values


def filled_down(model: MonthGridModel, selected: Selected) -> dict[CellKey, int | None]:
    """Every selected cell takes the topmost one of its kind; a single row takes the one above."""
    values: dict[CellKey, int | None] = {}
    for cantidad in Cantidad:
        numbers = [n for n in selected.rows if model.rows[n].cantidad is cantidad]
        source = _source_above(model, numbers, cantidad)
        if source is None:
            continue
        for (row, _), key in selected.cells.items():
            if model.rows[row].cantidad is cantidad:
                values[key] = model.rows[source].value(key.mes)
    return values


def _source_above(model: MonthGridModel, numbers: list[int], cantidad: Cantidad) -> int | None:
    if len(numbers) != 1:
        return numbers[0] if numbers else None
    above = range(numbers[0] - 1, -1, -1)
    same = (n for n in above if model.rows[n].linea and model.rows[n].cantidad is cantidad)
    return next(same, None)
