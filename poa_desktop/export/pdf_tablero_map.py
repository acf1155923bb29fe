"""The heat map on paper: blocks or líneas × periods, told apart by shape as well as by colour."""

from dataclasses import dataclass

from poa_desktop.export import paleta
from poa_desktop.export.pdf_paper import Area, Paper, fitted_size, width_of
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Reglas
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.heat import CeldaData, FilaData, column_heading
from poa_desktop.tablero.legend import MARKS, legend_de

HEADING = 13.0
LEGEND = 14.0
_LEAST_ROW = 9.6
_LEAST_ROW_OF_TWO = 7.6  # where the rows stand in two columns, so that sixty have room
_MOST_ROW = 17.0
_LEAST_CELL = 24.0
_MOST_CELL = 45.0
_LEAST_NAME = 40.0
_COLUMN_GAP = 14.0
_MANY_PERIODS = 7  # above it there is no room for two columns side by side
_WITH_UNIT = 40.0  # points; in a narrower cell the heading of the map says that it is per cent


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are set in an area: in how many columns, how many in each, how many are shown."""

    columns: int
    per_column: int
    row_height: float
    shown: int

    @property
    def height(self) -> float:
        """Points of the map with its heading, without the legend."""
        return HEADING + self.per_column * self.row_height


def needs_width(filas: tuple[FilaData, ...], height: float) -> bool:
    """Whether the map wants more than half of the page: many periods, or two columns of rows."""
    return len(filas[0].celdas) > _MANY_PERIODS or len(filas) > _capacity(height, _LEAST_ROW)


def _capacity(height: float, least_row: float) -> int:
    return max(1, int((height - HEADING - LEGEND) / least_row + 0.001))


def plan(filas: tuple[FilaData, ...], height: float) -> Plan:
    """Set the rows in one column, in two when they are many, and leave out what even so is over.

    What is left out is counted in a last row of its own.
    """
    total, columns = len(filas), 1
    capacity = _capacity(height, _LEAST_ROW)
    if total > capacity and len(filas[0].celdas) <= _MANY_PERIODS:
        columns, capacity = 2, _capacity(height, _LEAST_ROW_OF_TWO)
    per_column = min(-(-total // columns), capacity)
    slots = per_column * columns
    shown = total if total <= slots else slots - 1
    row_height = min(_MOST_ROW, (height - HEADING - LEGEND) / per_column)
    return Plan(columns, per_column, row_height, shown)


def draw_map(
    paper: Paper, area: Area, filas: tuple[FilaData, ...], periodo: Periodo, reglas: Reglas
) -> float:
    """Draw the rows and what their signs mean; gives the height that was used."""
    made = plan(filas, area.height)
    width = (area.width - _COLUMN_GAP * (made.columns - 1)) / made.columns
    for column in range(made.columns):
        start = column * made.per_column
        left = area.left + column * (width + _COLUMN_GAP)
        part = filas[start : min(start + made.per_column, made.shown)]
        table = _Table(paper, Area(left, area.top, width, area.height), filas, made.row_height)
        table.draw(part, periodo)
        last = column == made.columns - 1
        if last and made.shown < len(filas):
            table.draw_rest(len(part), len(filas) - made.shown)
    _draw_legend(paper, area.below(made.height), reglas)
    return made.height + LEGEND


class _Table:
    """One column of rows, with its measures worked out once."""

    def __init__(
        self, paper: Paper, area: Area, filas: tuple[FilaData, ...], row_height: float
    ) -> None:
        self.paper, self.area, self.row_height = paper, area, row_height
        self.name_size = max(5.8, min(8.4, row_height * 0.56))
        self.figure_size = max(5.2, min(7.6, row_height * 0.52))
        self.key_size = max(5.2, min(7.2, row_height * 0.5))
        self.key_width = max(width_of(fila.clave, self.key_size) for fila in filas) + 5
        count = len(filas[0].celdas)
        room = (area.width - self.key_width - _LEAST_NAME) / count
        self.cell_width = max(_LEAST_CELL, min(_MOST_CELL, room, area.width * 0.62 / count))
        self.cells_left = area.right - count * self.cell_width

    def draw(self, filas: tuple[FilaData, ...], periodo: Periodo) -> None:
        """The heading and the rows."""
        if not filas:
            return
        paper, area = self.paper, self.area
        for column, cell in enumerate(filas[0].celdas):
            chosen = cell.periodo == periodo
            left = self.cells_left + column * self.cell_width
            color = paper.accent if chosen else paleta.TEXTO_SECUNDARIO
            heading = column_heading(cell.periodo)
            size = fitted_size(heading, self.cell_width - 2, 7.2, 4.5, bold=chosen)
            middle = left + self.cell_width / 2
            paper.text(middle, area.top - 8, heading, size, color, bold=chosen, align="center")
            if chosen:
                paper.fill(Area(left + 2, area.top - 11, self.cell_width - 4, 1.6), paper.accent)
        paper.rule(area.left, area.right, area.top - HEADING + 0.4, paleta.FILETE, 0.6)
        for place, fila in enumerate(filas):
            self._draw_row(self._row(place), fila)

    def draw_rest(self, place: int, count: int) -> None:
        """The row that says how many rows there was no room for."""
        row = self._row(place)
        text = f"y {count:,} más, que no caben en esta hoja"
        color = paleta.TEXTO_SECUNDARIO
        self.paper.text(row.left, self._baseline(row, self.name_size), text, self.name_size, color)

    def _row(self, place: int) -> Area:
        top = self.area.top - HEADING - place * self.row_height
        return Area(self.area.left, top, self.area.width, self.row_height)

    def _baseline(self, row: Area, size: float) -> float:
        return row.top - row.height / 2 - size * 0.34

    def _draw_row(self, row: Area, fila: FilaData) -> None:
        paper = self.paper
        paper.rule(row.left, row.right, row.bottom, paleta.FILETE_SUAVE, 0.35)
        y = self._baseline(row, self.name_size)
        paper.text(row.left, y, fila.clave, self.key_size, paleta.TEXTO_SECUNDARIO)
        room = self.cells_left - row.left - self.key_width - 5
        paper.text(row.left + self.key_width, y, fila.nombre, self.name_size, room=room)
        for column, cell in enumerate(fila.celdas):
            left = self.cells_left + column * self.cell_width
            self._draw_cell(Area(left, row.top, self.cell_width, row.height), cell)

    def _draw_cell(self, area: Area, cell: CeldaData) -> None:
        paper, middle = self.paper, area.left + area.width / 2
        if not cell.comenzado or cell.porcentaje is None:
            text = "—" if cell.comenzado else "·"
            y = self._baseline(area, self.figure_size)
            color = paleta.TEXTO_SECUNDARIO
            paper.text(middle, y, text, self.figure_size, color, align="center")
            return
        air = 0.5 if area.height < 12 else 1.2
        inside = Area(area.left + 1, area.top - air, area.width - 2, area.height - 2 * air - 0.4)
        bar = max(1.0, min(2.2, area.height * 0.14))
        paper.fill(inside, paleta.SEMAFORO_FONDO[cell.semaforo])
        strip = Area(inside.left, inside.bottom + bar, inside.width, bar)
        paper.bar(strip, cell.porcentaje, paleta.SEMAFORO_RELLENO[cell.semaforo])
        self._draw_figure(Area(inside.left, inside.top, inside.width, inside.height - bar), cell)

    def _draw_figure(self, area: Area, cell: CeldaData) -> None:
        """The figure with its sign before it, centred as one; grey needs no sign."""
        text = format_porcentaje(cell.porcentaje)
        if self.cell_width < _WITH_UNIT:
            text = text.removesuffix(" %")
        lit = cell.semaforo is not Semaforo.GRIS
        sign = self.figure_size * 0.62 if lit else 0.0
        gap = 2.0 if lit else 0.0
        size = fitted_size(text, area.width - sign - gap - 1.5, self.figure_size, 3.2)
        wide = width_of(text, size)
        left = area.left + (area.width - sign - gap - wide) / 2
        y = area.top - area.height / 2 - size * 0.35
        if lit:
            self.paper.sign(left + sign / 2, y + size * 0.36, sign, cell.semaforo)
        color = paleta.SEMAFORO_TINTA[cell.semaforo]
        self.paper.text(left + sign + gap, y, text, size, color)


def _draw_legend(paper: Paper, area: Area, reglas: Reglas) -> None:
    """What the signs mean, with the limits of this POA."""
    size = 6.2
    x, y = area.left, area.top - 9
    for semaforo, text in legend_de(reglas):
        paper.sign(x + 2.4, y + size * 0.36, 4.6, semaforo)
        x = _write_entry(paper, x + 7, y, text, size)
    for mark, text in MARKS:
        paper.text(x, y, mark, size, paleta.TEXTO_SECUNDARIO)
        x = _write_entry(paper, x + width_of(mark, size) + 2.5, y, text, size)


def _write_entry(paper: Paper, x: float, y: float, text: str, size: float) -> float:
    """One word of the legend; gives where the next begins."""
    paper.text(x, y, text, size, paleta.TEXTO_SECUNDARIO)
    return x + width_of(text, size) + 6
