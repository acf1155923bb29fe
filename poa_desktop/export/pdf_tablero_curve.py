"""The curve on paper: programmed against done by month, last year's line thin behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from reportlab.lib.colors import HexColor

from poa_desktop.export import paleta
from poa_desktop.export.pdf_paper import Area, Paper, elided, width_of
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.tablero.curve import CurvaData
from poa_desktop.tablero.curve_scale import scale_top

_SIZE = 7.0
_ROW = 8.6  # points from one label to the next
_GAP = 5.0
_FOOT = 12.0
_TOP = 5.0
_MOST_LABEL = 0.34  # of the width
_DASH = (4, 2.5)


@dataclass(slots=True)
class _Line:
    """One line of the chart: its values by month, how it is drawn, and its name at its end.

    *growing*: the last month is not over; it is dotted and its end hollow.
    """

    values: tuple[Fraction, ...]
    text: str
    color: str
    width: float
    dash: tuple[float, float] | None = None
    growing: bool = False
    y: float = 0.0


def draw_curve(paper: Paper, area: Area, data: CurvaData) -> None:
    """Draw axis, lines and the names at their ends."""
    _Drawing(paper, area, data).draw()


class _Drawing:
    """One drawing of the chart, with its measures worked out once."""

    def __init__(self, paper: Paper, area: Area, data: CurvaData) -> None:
        self.paper = paper
        self.due = data.programado
        self.lines = _lines(paper, data)
        highest = max(float(value) for line in self.lines for value in line.values)
        self.top, self.step = scale_top(highest)
        axis = width_of(_amount(Fraction(self.top)), _SIZE) + _GAP
        for line in self.lines:
            line.text = elided(line.text, area.width * _MOST_LABEL, _SIZE, bold=True)
        gutter = [line for line in self.lines if len(line.values) == 12] or self.lines
        right = max(width_of(line.text, _SIZE, bold=True) for line in gutter) + _GAP + 2
        self.plot = Area(
            area.left + axis, area.top - _TOP, area.width - axis - right, area.height - _FOOT - _TOP
        )

    def draw(self) -> None:
        """Axis, then the lines from the faintest to the strongest, then their names."""
        self._draw_axis()
        for line in self.lines:
            self._draw_line(line)
        self._draw_labels()

    def _x(self, mes: int) -> float:
        """Place of the end of a month; 0 is the start of January."""
        return self.plot.left + self.plot.width * mes / 12

    def _y(self, value: Fraction | float) -> float:
        return self.plot.bottom + self.plot.height * float(value) / self.top

    def _draw_axis(self) -> None:
        paper, plot, soft = self.paper, self.plot, paleta.TEXTO_SECUNDARIO
        for mark in range(round(self.top / self.step) + 1):
            value = mark * self.step
            paper.rule(plot.left, plot.right, self._y(value), paleta.FILETE_SUAVE, 0.5)
            y, text = self._y(value) - _SIZE * 0.34, _amount(Fraction(value))
            paper.text(plot.left - _GAP, y, text, _SIZE, soft, align="right")
        names = [mes.capitalize() for mes in MESES_CORTOS]
        if max(width_of(name, _SIZE) for name in names) + 2 > plot.width / 12:
            names = [name[0] for name in names]
        for place, name in enumerate(names):
            middle = (self._x(place) + self._x(place + 1)) / 2
            paper.text(middle, plot.bottom - _FOOT + 3, name, _SIZE, soft, align="center")

    def _draw_line(self, line: _Line) -> None:
        canvas = self.paper.canvas
        canvas.saveState()
        canvas.setStrokeColor(HexColor(line.color))
        canvas.setFillColor(HexColor(line.color))
        canvas.setLineWidth(line.width)
        canvas.setLineJoin(1)
        if line.dash:
            canvas.setDash(*line.dash)
        points = [
            (self._x(mes), self._y(each)) for mes, each in enumerate((Fraction(0), *line.values))
        ]
        whole = points[:-1] if line.growing else points
        self.paper.polyline(whole)
        if line.growing:
            canvas.setDash(1, 2)
            self.paper.polyline(points[-2:])
            canvas.setDash()
            canvas.setFillColor(HexColor(paleta.BLANCO))
            canvas.setLineWidth(1)
        canvas.circle(*points[-1], 1.2 + line.width * 0.6, stroke=int(line.growing), fill=1)
        canvas.restoreState()

    def _draw_labels(self) -> None:
        """Names beside the ends: those at the year's end one below the other, never over a line."""
        inside = [line for line in self.lines if len(line.values) < 12]
        for line in self.lines:
            line.y = self._y(line.values[-1])
            if line in inside:
                ahead = line.values[-1] > self.due[len(line.values) - 1]
                line.y += _ROW * (0.7 if ahead else -0.7)
            line.y = min(max(line.y, self.plot.bottom + _ROW / 2), self.plot.top)
        gutter = [line for line in self.lines if line not in inside]
        for line in inside:
            if self._label_x(line) + width_of(line.text, _SIZE, bold=True) > self.plot.right:
                gutter.append(line)
        _spread(gutter, self.plot.bottom + _ROW / 2)
        for line in self.lines:
            self._write(line)

    def _label_x(self, line: _Line) -> float:
        return self._x(len(line.values)) + _GAP

    def _write(self, line: _Line) -> None:
        x = self._label_x(line)
        wide = width_of(line.text, _SIZE, bold=True)
        behind = Area(x - 1, line.y + _ROW / 2, wide + 2, _ROW)
        self.paper.fill(behind, paleta.BLANCO)
        ink = paleta.TEXTO_SECUNDARIO if line.color == paleta.FILETE else line.color
        self.paper.text(x, line.y - _SIZE * 0.34, line.text, _SIZE, ink, bold=True)


def _lines(paper: Paper, data: CurvaData) -> list[_Line]:
    """Last year's line, the programmed one, the done one: in the order in which they are drawn."""
    lines = []
    if data.anterior:
        text = f"{data.ejercicio_anterior}: {_amount(data.anterior[-1])}"
        lines.append(_Line(data.anterior, text, paleta.FILETE, 0.8))
    text = f"Programado {_amount(data.programado[-1])}"
    lines.append(_Line(data.programado, text, paleta.TEXTO_SECUNDARIO, 1.1, _DASH))
    if data.realizado:
        text = f"Realizado {_amount(data.realizado[-1])}"
        lines.append(_Line(data.realizado, text, paper.accent, 2.0, growing=data.en_curso))
    return lines


def _spread(lines: Sequence[_Line], lowest: float) -> None:
    """Move labels apart that would stand on each other, keeping their order, none too low."""
    ordered = sorted(lines, key=lambda line: line.y, reverse=True)
    for before, line in pairwise(ordered):
        line.y = min(line.y, before.y - _ROW)
    ordered[-1].y = max(ordered[-1].y, lowest)
    for after, line in pairwise(ordered[::-1]):
        line.y = max(line.y, after.y + _ROW)


def _amount(value: Fraction) -> str:
    return format_cantidad(round(value * 100))
