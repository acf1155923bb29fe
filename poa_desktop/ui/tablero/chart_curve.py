"""Programmed against done, cumulative by month: lines with their names written at them."""

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.tablero.curve import CurvaData
from poa_desktop.tablero.curve_scale import scale_top
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.tablero.chart_curve_words import (
    amount_text,
    month_in_words,
    months_in_words,
    told_in_words,
)
from poa_desktop.ui.theme import Theme, current_theme, font_of

_TOP = 12
_MAX_HEIGHT = 420
_GAP = 8
_Values = tuple[float, ...]
_Label = tuple[str, str, float]


class CurveChart(QWidget):
    """A line pair and last year's behind it; the done line ends at the month at hand.

    The mouse, or the arrow keys, read a month off.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: CurvaData | None = None
        self.mes = 0
        """The month that is read off, 0 for none."""
        self._plot = QRectF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(_MAX_HEIGHT)

    def show_data(self, data: CurvaData) -> None:
        """Show other figures."""
        if data == self._data:
            return
        self._data, self.mes = data, 0
        told = told_in_words(data)
        self.setAccessibleName(f"Programado y realizado acumulado. {told}")
        self.setAccessibleDescription(months_in_words(data))
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
        drawing = _Drawing(painter, self._data, QRectF(self.rect()))
        self._plot = drawing.plot
        drawing.paint()
        if self.mes:
            drawing.paint_reading(self.mes)
        if self.hasFocus():
            painter.setPen(QPen(QColor(current_theme().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    # reading a month off

    def read(self, mes: int) -> None:
        """Tell the figures of a month (1–12), or of none (0)."""
        if mes == self.mes or self._data is None:
            return
        self.mes = mes
        told = month_in_words(self._data, mes) if mes else months_in_words(self._data)
        self.setAccessibleDescription(told)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.read(self._month_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self.read(0)

    def _month_at(self, x: float) -> int:
        if self._plot.isEmpty():
            return 0
        place = ceil((x - self._plot.left()) * 12 / self._plot.width())
        return place if 1 <= place <= 12 else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._data is not None:
            start = self.mes or len(self._data.realizado)
            before = self.mes
            self.read(min(max(start + steps[Qt.Key(event.key())], 1), 12))
            if self.mes != before:
                announce(self, self.accessibleDescription())
        elif event.key() == Qt.Key.Key_Escape and self.mes:
            self.read(0)
        else:
            super().keyPressEvent(event)


class _Drawing:
    """One painting of the chart, with its measures worked out once."""

    def __init__(self, painter: QPainter, data: CurvaData, area: QRectF) -> None:
        self.painter, self.data = painter, data
        self.theme: Theme = current_theme()
        self.metrics = painter.fontMetrics()
        self.due: _Values = tuple(float(each) for each in data.programado)
        self.done: _Values = tuple(float(each) for each in data.realizado)
        self.before: _Values = tuple(float(each) for each in data.anterior)
        self.top, self.step = scale_top(max(*self.due, *self.done, *self.before, 0.0))
        self.labels = self._right_labels()
        axis = self.metrics.horizontalAdvance(_axis_label(self.top)) + _GAP
        widest = [text for text, _, _ in self.labels]
        right = max(map(self.metrics.horizontalAdvance, widest))
        foot = self.metrics.height() + _GAP // 2
        self.plot = area.adjusted(axis, _TOP, -right - _GAP, -foot)

    def paint(self) -> None:
        """Axis, lines, labels."""
        self._paint_axis()
        self._paint_line(self.before, self.theme.hairline_strong, 1.2, dashed=False)
        self._paint_line(self.due, self.theme.ink_soft, 1.6, dashed=True)
        self._paint_done()
        self._paint_ends()

    def paint_reading(self, mes: int) -> None:
        """A line at a month's end, a ring on each line there, and the figures in words above."""
        x = round(self._x(mes)) + 0.5
        self.painter.setPen(QPen(QColor(self.theme.hairline_strong), 1))
        self.painter.drawLine(QPointF(x, self.plot.top()), QPointF(x, self.plot.bottom()))
        self.painter.setBrush(QColor(self.theme.surface))
        for values, color in (
            (self.before, self.theme.ink_soft),
            (self.due, self.theme.ink_soft),
            (self.done, self.theme.accent),
        ):
            if mes <= len(values):
                self.painter.setPen(QPen(QColor(color), 2))
                self.painter.drawEllipse(QPointF(x, self._y(values[mes - 1])), 3.6, 3.6)
        told = month_in_words(self.data, mes)
        text = f"A {told}"
        self._write(text, self.theme.ink, self.plot.left() + 2, self.metrics.height() / 2)

    def _right_labels(self) -> list[_Label]:
        """What stands at the right end: the lines that reach it, with their last value."""
        due = f"Programado {amount_text(self.data.programado[-1])}"
        labels = [(due, self.theme.ink_soft, self.due[-1])]
        if self.before:
            labels.append((str(self.data.ejercicio_anterior), self.theme.ink_soft, self.before[-1]))
        if len(self.done) == 12:
            labels.append((self._done_text(), self.theme.accent, self.done[-1]))
        return labels

    def _done_text(self) -> str:
        return f"Realizado {amount_text(self.data.realizado[-1])}"

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

    def _paint_done(self) -> None:
        """The month under way is dotted and its end hollow: it still grows."""
        if not self.data.en_curso:
            self._paint_line(self.done, self.theme.accent, 2.6, dashed=False)
            return
        over = self.done[:-1]
        self._paint_line(over, self.theme.accent, 2.6, dashed=False)
        start = QPointF(self._x(len(over)), self._y(over[-1] if over else 0.0))
        end = QPointF(self._x(len(self.done)), self._y(self.done[-1]))
        pen = QPen(QColor(self.theme.accent), 2.6, Qt.PenStyle.DotLine)
        self.painter.setPen(pen)
        self.painter.drawLine(start, end)
        self.painter.setPen(QPen(QColor(self.theme.accent), 2))
        self.painter.setBrush(QColor(self.theme.surface))
        self.painter.drawEllipse(end, 3.6, 3.6)

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
        """The names where the lines end, one below the other where they end close together."""
        height = float(self.metrics.height())
        wanted = [self._y(value) for _, _, value in self.labels]
        places = parted(wanted, height, self.plot.bottom() + height / 3)
        taken = []
        for (text, color, _), y in zip(self.labels, places, strict=True):
            taken.append(self._write(text, color, self.plot.right() + _GAP, y))
        if 0 < len(self.done) < 12:
            self._paint_done_label(taken)

    def _paint_done_label(self, taken: list[QRectF]) -> None:
        """Below the point, or above it where more was done; else where no other name stands."""
        mes, height = len(self.done), float(self.metrics.height())
        text, value = self._done_text(), self.done[-1]
        wide = self.metrics.horizontalAdvance(text)
        right, left = self._x(mes) + _GAP, self._x(mes) - _GAP - wide
        side = -1 if value > self.due[mes - 1] else 1
        lowest = self.plot.bottom() - height / 2
        places = []
        for x, rows in ((right, 0.6), (right, 1.6), (left, 1.0), (left, 2.0), (right, 0.6)):
            y = min(max(self._y(value) + side * rows * height, height / 2), lowest)
            places.append(QRectF(x, y - height / 2, wide, height))
        free = (each for each in places if not any(map(each.intersects, taken)))
        chosen = next(free, places[-1])
        self._write(text, self.theme.accent, chosen.left(), chosen.center().y())

    def _write(self, text: str, color: str, x: float, y: float) -> QRectF:
        height = self.metrics.height()
        behind = QRectF(x - 2, y - height / 2, self.metrics.horizontalAdvance(text) + 4, height)
        self.painter.fillRect(behind, QColor(self.theme.surface))
        self.painter.setPen(QColor(color))
        self.painter.drawText(QPointF(x, y + self.metrics.capHeight() / 2), text)
        return behind


def parted(wanted: list[float], height: float, lowest: float) -> list[float]:
    """Places for labels, each as near to the one it wants as the others and *lowest* allow."""
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    places = [wanted[each] for each in order]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + height)
    for at in range(len(places) - 1, -1, -1):
        below = places[at + 1] - height if at + 1 < len(places) else lowest
        places[at] = min(places[at], below)
    found = dict(zip(order, places, strict=True))
    return [found[each] for each in range(len(wanted))]


def _axis_label(value: float) -> str:
    return format_cantidad(round(value * 100))
