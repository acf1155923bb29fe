"""What copying, pasting, filling and clearing mean for a selection of cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.ui.grid.look import CellLook
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import Cantidad, CellKey

Texts = dict[CellKey, str]


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


def copied(model: MonthGridModel, selection: QItemSelection) -> list[list[str]]:
    """The texts of the smallest block around a selection, without headings and separators."""
    areas = list(selection)
    if not areas:
        return []
    columns = range(min(a.left() for a in areas), max(a.right() for a in areas) + 1)
    numbers = range(min(a.top() for a in areas), max(a.bottom() for a in areas) + 1)
    return [
        [_plain(model.look(row, model.columns[column])) for column in columns]
        for row in (model.rows[number] for number in numbers)
        if row.linea is not None
    ]


def _plain(look: CellLook) -> str:
    """A number without separators, so that any spreadsheet reads it; texts stay as they are."""
    return look.text if look.left else look.text.replace(",", "")


def pasted(model: MonthGridModel, selected: Selected, block: list[list[str]]) -> Texts:
    """Where the texts of a block go: over the selection when it fits in whole copies, else from
    its first cell on. Raises PoaError when they have no place.
    """
    if not selected.cells:
        raise PoaError("Elija la celda de un mes para pegar ahí.")
    if not block:
        return {}
    height, width = len(block), len(block[0])
    rows, columns = selected.rows, selected.columns
    if len(rows) % height or len(columns) % width:
        rows = _rows_from(model, rows[0])[:height]
        columns = [n for n in range(columns[0], len(model.columns)) if model.columns[n].mes]
        columns = columns[:width]
    if len(rows) < height or len(columns) < width:
        raise PoaError(
            f"Lo copiado mide {height} filas por {width} columnas y no cabe desde esa celda: elija "
            "otra celda o copie solo los meses."
        )
    return {
        key: block[i % height][j % width]
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
        if (key := model.key_at(model.index(row, column))) is not None
    }


def _rows_from(model: MonthGridModel, first: int) -> list[int]:
    return [n for n in range(first, len(model.rows)) if model.rows[n].linea is not None]


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


def summary(model: MonthGridModel, selected: Selected) -> str:
    """Sum and count of the selected quantities; quantities of different units are not added."""
    count = len(selected.cells)
    if count < 2:
        return ""
    lineas = [row.linea for row in (model.rows[n] for n in selected.rows) if row.linea]
    if len({linea.unidad_medida for linea in lineas}) > 1:
        return f"{count} celdas · unidades de medida distintas, no se suman"
    sums = _sums(model, selected.cells.items())
    if len(sums) == 1:
        return f"Suma {format_cantidad(next(iter(sums.values())))} · {count} celdas"
    both = " · ".join(f"{kind.capitalize()} {format_cantidad(n)}" for kind, n in sums.items())
    return f"{both} · {count} celdas"


def _sums(
    model: MonthGridModel, cells: Iterable[tuple[tuple[int, int], CellKey]]
) -> dict[Cantidad, int]:
    sums: dict[Cantidad, int] = {}
    for (row, _), key in cells:
        value = model.rows[row].value(key.mes) or 0
        sums[key.cantidad] = sums.get(key.cantidad, 0) + value
    return sums
