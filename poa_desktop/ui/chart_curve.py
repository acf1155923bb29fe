"""Programmed against done, cumulative by month: two lines with their names written at them."""

from fractions import Fraction
from math import ceil, floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES, MESES_CORTOS
from poa_desktop.tablero.curve import CurvaData
from poa_desktop.ui.theme import Theme, current_theme, font_of

_TOP = 12
_MAX_HEIGHT = 300
_GAP = 8
_Values = tuple[float, ...]


class CurveChart(QWidget):
    """A line pair; the done line ends at the month at hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: CurvaData | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(_MAX_HEIGHT)

    def show_data(self, data: CurvaData) -> None:
        """Show other figures."""
        self._data = data
        told = told_in_words(data)
        self.setAccessibleName("Programado y realizado acumulado")
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(380, 170)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._data is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_of(current_theme().small))
        _Drawing(painter, self._data, QRectF(self.rect())).paint()
        painter.end()


def told_in_words(data: CurvaData) -> str:
    """The end of both lines as one sentence."""
    due = f"Programado al año: {_amount(data.programado[-1])} {data.unidad}."
    if not data.realizado:
        return f"{due} El ejercicio aún no comienza."
    mes = len(data.realizado)
    return (
        f"{due} A {MESES[mes - 1]}: realizado {_amount(data.realizado[-1])} de "
        f"{_amount(data.programado[mes - 1])}."
    )


def scale_top(highest: float) -> tuple[float, float]:
    """End of the axis and distance of its marks: round numbers, three to five marks."""
    if highest <= 0:
        return 1.0, 1.0
    rough = highest / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough)
    if step > 1:
        step = float(ceil(step))
    return step * ceil(highest / step), step


class _Drawing:
    """One painting of the chart, with its measures worked out once."""

    def __init__(self, painter: QPainter, data: CurvaData, area: QRectF) -> None:
        self.painter, self.data = painter, data
        self.theme: Theme = current_theme()
        self.metrics = painter.fontMetrics()
        self.due: _Values = tuple(float(each) for each in data.programado)
        self.done: _Values = tuple(float(each) for each in data.realizado)
        self.top, self.step = scale_top(max(*self.due, *self.done, 0.0))
        self.labels = self._end_labels()
        axis = self.metrics.horizontalAdvance(_axis_label(self.top)) + _GAP
        right = max(self.metrics.horizontalAdvance(text) for text, _, _ in self.labels)
        foot = self.metrics.height() + _GAP // 2
        self.plot = area.adjusted(axis, _TOP, -right - _GAP, -foot)

    def paint(self) -> None:
        """Axis, lines, labels."""
        self._paint_axis()
        self._paint_line(self.due, self.theme.ink_soft, 1.6, dashed=True)
        self._paint_line(self.done, self.theme.accent, 2.6, dashed=False)
        self._paint_ends()

    def _end_labels(self) -> list[tuple[str, str, float]]:
        labels = [
            (f"Programado {_amount(self.data.programado[-1])}", self.theme.ink_soft, self.due[-1])
        ]
        if self.done:
            text = f"Realizado {_amount(self.data.realizado[-1])}"
            labels.append((text, self.theme.accent, self.done[-1]))
        return labels

    def _x(self, mes: int) -> float:
        """Place of the end of a month; 0 is the start of January."""
        return self.plot.left() + self.plot.width() * mes / 12

    def _y(self, value: float) -> float:
        return self.plot.bottom() - self.plot.height() * value / self.top

    def _paint_axis(self) -> None:
        painter, theme = self.painter, self.theme
        value = 0.0
        while value <= self.top * 1.001:
            y = round(self._y(value)) + 0.5
            painter.setPen(QPen(QColor(theme.hairline), 1))
            painter.drawLine(QPointF(self.plot.left(), y), QPointF(self.plot.right(), y))
            painter.setPen(QColor(theme.ink_soft))
            text = _axis_label(value)
            wide = self.metrics.horizontalAdvance(text)
            place = QPointF(self.plot.left() - _GAP - wide, y + self.metrics.capHeight() / 2)
            painter.drawText(place, text)
            value += self.step
        self._paint_months()

    def _paint_months(self) -> None:
        room = self.plot.width() / 12
        names = [name.capitalize() for name in MESES_CORTOS]
        if max(map(self.metrics.horizontalAdvance, names)) + 3 > room:
            names = [name[0] for name in names]
        self.painter.setPen(QColor(self.theme.ink_soft))
        baseline = self.plot.bottom() + self.metrics.ascent() + 4
        for mes, name in enumerate(names):
            wide = self.metrics.horizontalAdvance(name)
            middle = (self._x(mes) + self._x(mes + 1)) / 2
            self.painter.drawText(QPointF(middle - wide / 2, baseline), name)

    def _paint_line(self, values: _Values, color: str, width: float, *, dashed: bool) -> None:
        if not values:
            return
        points = [QPointF(self._x(0), self._y(0))]
        points += [QPointF(self._x(mes), self._y(each)) for mes, each in enumerate(values, 1)]
        pen = QPen(QColor(color), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashed:
            pen.setDashPattern([4, 2.5])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF(points))
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(color))
        self.painter.drawEllipse(points[-1], 3.2, 3.2)

    def _paint_ends(self) -> None:
        """The names where the lines end, beside the point and never over the other line."""
        (text, color, value), *done = self.labels
        self._write(text, color, self.plot.right() + _GAP, self._y(value))
        for text, color, value in done:
            self._paint_done_label(text, color, value)

    def _paint_done_label(self, text: str, color: str, value: float) -> None:
        """Below the dashed line, or above it where more was done than programmed."""
        mes, height = len(self.done), float(self.metrics.height())
        x, y, end = self._x(mes) + _GAP, self._y(value), self._y(self.due[-1])
        ahead = value > self.due[mes - 1]
        if mes < 12:
            y += -height * 0.6 if ahead else height * 0.6
        outside = x + self.metrics.horizontalAdvance(text) > self.plot.right()
        if outside and abs(y - end) < height:
            y = end - height if ahead and end - height > 0 else end + height
        self._write(text, color, x, min(max(y, height / 2), self.plot.bottom() - height / 2))

    def _write(self, text: str, color: str, x: float, y: float) -> None:
        height = self.metrics.height()
        behind = QRectF(x - 2, y - height / 2, self.metrics.horizontalAdvance(text) + 4, height)
        self.painter.fillRect(behind, QColor(self.theme.surface))
        self.painter.setPen(QColor(color))
        self.painter.drawText(QPointF(x, y + self.metrics.capHeight() / 2), text)


def _amount(value: Fraction) -> str:
    return format_cantidad(int(value * 100))


def _axis_label(value: float) -> str:
    return format_cantidad(round(value * 100))
