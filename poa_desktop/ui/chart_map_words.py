"""What the heat map says in words: its headings, and each cell and row for tooltip and reader."""

from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.tablero.heat import CeldaData, FilaData


def heading(periodo: Periodo) -> str:
    """Name of a column: "T1", "Ene"."""
    return periodo.corto[:3] if periodo.letra == "M" else periodo.corto


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
    """A row in words, all its cells."""
    cells = "; ".join(cell_text(cell) for cell in row.celdas)
    return f"{name(row)}: {cells}"
