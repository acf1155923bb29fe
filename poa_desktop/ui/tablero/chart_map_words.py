"""What the heat map says in words: its headings, and each cell and row for tooltip and reader."""

from fractions import Fraction

from poa_desktop.poa.formats import format_porcentaje, round_half_up
from poa_desktop.tablero.heat import CeldaData, FilaData

_BARE = 62  # pixels; in a narrower cell the sign of percent is left to the heading
_NARROW = 44  # pixels; a narrower one shows the whole percent only


def tip(row: FilaData, cell: CeldaData | None) -> str:
    """The whole name of a row, and its cell under the mouse."""
    return f"{name(row)}\n{cell_text(cell)}" if cell else name(row)


def name(row: FilaData) -> str:
    """A row by number and name."""
    return f"{row.clave} {single_row(row.nombre)}"


def single_row(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def cell_text(cell: CeldaData) -> str:
    """A cell in words: period, figure, light."""
    if not cell.comenzado:
        return f"{cell.periodo.en_palabras}: aún no comienza"
    figure = format_porcentaje(cell.porcentaje)
    return f"{cell.periodo.en_palabras}: {figure}, {cell.palabra}"


def row_text(row: FilaData) -> str:
    """All cells of a row in words."""
    return "; ".join(cell_text(cell) for cell in row.celdas)


def shortened(text: str, porcentaje: Fraction, width: float) -> str:
    """The figure of a cell as its column has room for it."""
    if width < _NARROW:
        return f"{round_half_up(porcentaje, 0):,}"
    return text.removesuffix(" %") if width < _BARE else text
