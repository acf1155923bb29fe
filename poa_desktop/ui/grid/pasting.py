"""Where the texts of a pasted block go, and which of them cannot be written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.grid.model import BadCell, MonthGridModel
from poa_desktop.ui.grid.rows import GridKey, Value

_CLAVE = re.compile(r"[AP]\d+\.\d+")

Landings = Mapping[tuple[int, int], str]
"""Texts by row and column of the table."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A pasted block after it was read: what can be written, what cannot, and how many texts fell
    on columns that are computed.
    """

    values: Mapping[GridKey, Value]
    bad: tuple[BadCell, ...]
    computed: int = 0


def landings(
    model: MonthGridModel, rows: Sequence[int], columns: Sequence[int], block: list[list[str]]
) -> Landings:
    """The place of every text: by clave when the block brings them; over the selected *rows* and
    *columns* when they take it in whole copies; else from the first selected cell on.

    Raises PoaError when there is no room.
    """
    if not block or not rows or not columns:
        return {}
    by_clave = _by_clave(model, block)
    if by_clave is not None:
        return by_clave
    height, width = len(block), len(block[0])
    first = columns[0]
    if len(rows) % height or len(columns) % width:
        rows = [n for n in range(rows[0], len(model.rows)) if model.rows[n].linea][:height]
        columns = range(first, min(first + width, len(model.columns)))
    if len(rows) < height or len(columns) < width:
        raise PoaError(
            f"Lo copiado mide {height} filas por {width} columnas y no cabe desde esa celda: elija "
            "otra celda o copie solo los meses."
        )
    return {
        (row, column): block[i % height][j % width]
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
    }


def _by_clave(model: MonthGridModel, block: list[list[str]]) -> Landings | None:
    """Rows copied whole, with the first columns, go back to the líneas they name, wherever these
    stand now. None when the block brings no claves.

    Raises PoaError when a línea is not in sight or the columns are others.
    """
    if not all(_CLAVE.fullmatch(row[0].strip()) for row in block):
        return None
    if len(block[0]) != len(model.columns):
        raise PoaError(
            "Lo copiado trae las columnas de otra vista: muestre aquí lo mismo que al copiar, o "
            "copie solo los meses."
        )
    named = [n for n, column in enumerate(model.columns) if column.id in ("clave", "cantidad")]
    shown = {
        tuple(model.look_at(number, n).text for n in named): number
        for number, row in enumerate(model.rows)
        if row.linea is not None
    }
    placed: dict[tuple[int, int], str] = {}
    for texts in block:
        row = shown.get(tuple(texts[n].strip() for n in named), -1)
        if row < 0:
            raise PoaError(f"La línea {texts[0].strip()} no está a la vista: copie solo los meses.")
        placed.update({(row, n): text for n, text in enumerate(texts)})
    return placed


def read_landings(model: MonthGridModel, placed: Landings) -> Reading:
    """Read every text. What says what is there already is no change, and may stand anywhere."""
    values: dict[GridKey, Value] = {}
    bad: list[BadCell] = []
    computed = 0
    for (number, column), text in placed.items():
        key = model.target_at(number, column)
        if key is None and not model.is_text(column):
            computed += not model.columns[column].frozen and bool(text.strip())
            continue
        reason, value = model.read(number, column, text)
        if reason:
            bad.append(model.bad_cell(number, column, text, reason))
        elif key is not None:
            values[key] = value
    return Reading(values, tuple(bad), computed)
