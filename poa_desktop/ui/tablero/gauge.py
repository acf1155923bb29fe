"""The gauge of one period: arc, percentage, count and word, in the shape that paper has too."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.semaforo import EN_CURSO, NO_INICIADO
from poa_desktop.tablero import gauge_shape as shape
from poa_desktop.tablero.gauges import GaugeData
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.tablero.chart_sign import SIGN, fitted, paint_sign
from poa_desktop.ui.theme import current_theme, font_of

_PAD = 8
_MIN_TEXT = 11  # pixels; nothing smaller can be read on an office screen
_COUNT_ROOM = 1.42  # radii between the arc's arms where the count stands


class Gauge(QAbstractButton):
    """Shows one period; a click, Enter or the space bar chooses it.

    *compared* keeps a place for last year's figure, so that the arcs of a row stand in line.
    """

    chosen = Signal(Periodo)

    def __init__(self, data: GaugeData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.data = data
        self.compared = False
        self.clicked.connect(lambda: self.chosen.emit(self.data.periodo))
        self._tell()

    def show_data(self, data: GaugeData, *, compared: bool = False) -> None:
        """Show another period or figure."""
        if (data, compared) != (self.data, self.compared):
            self.data, self.compared = data, compared
            self._tell()
            self.update()

    def _tell(self) -> None:
        data = self.data
        self.setAccessibleName(spoken(data))
        running = "El periodo está en curso." if data.en_curso else ""
        rows = [row for row in (data.explicacion, running, data.comparacion) if row]
        self.setAccessibleDescription(" ".join(rows))
        self.setToolTip("\n".join([data.periodo.en_palabras, *rows]))

    def sizeHint(self) -> QSize:
        return QSize(136, 152)

    def minimumSizeHint(self) -> QSize:
        return QSize(92, 108)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        radius = self._radius()
        height = (shape.TOP - self._bottom()) * radius
        top = (self.height() - height) / 2 + shape.TOP * radius
        painter.translate(self.width() / 2, top)
        self._paint_arc(painter, radius)
        self._paint_texts(painter, radius)
        painter.end()

    def _radius(self) -> float:
        by_width = (self.width() - 2 * _PAD) / 2
        by_height = (self.height() - 2 * _PAD) / (shape.TOP - self._bottom())
        return max(min(by_width, by_height), 10.0)

    def _bottom(self) -> float:
        return shape.BOTTOM_ANTERIOR if self.compared else shape.BOTTOM

    def _paint_frame(self, painter: QPainter) -> None:
        theme = current_theme()
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.data.elegido or self.underMouse():
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(inside, 3, 3)
        if self.data.elegido:
            line = QRectF(inside.left(), inside.bottom() - 2, inside.width(), 3)
            painter.fillRect(line, QColor(theme.accent))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(inside, 3, 3)

    def _paint_arc(self, painter: QPainter, radius: float) -> None:
        theme, drawn = current_theme(), self.data.shape
        width = shape.STROKE * radius
        middle = radius - width / 2
        area = QRectF(-middle, -middle, 2 * middle, 2 * middle)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if drawn.sweep is None:
            self._paint_outline(painter, radius, width)
            return
        track, filled = QColor(theme.track), QColor(theme.semaforo(drawn.semaforo).relleno)
        pen = QPen(track, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(area, _sixteenths(shape.START), _sixteenths(shape.FULL_SWEEP))
        if drawn.sweep:
            pen.setColor(filled)
            painter.setPen(pen)
            painter.drawArc(area, _sixteenths(shape.START), _sixteenths(drawn.sweep))

    def _paint_outline(self, painter: QPainter, radius: float, width: float) -> None:
        painter.setPen(QPen(QColor(current_theme().hairline_strong), 1))
        for each in (radius, radius - width):
            area = QRectF(-each, -each, 2 * each, 2 * each)
            painter.drawArc(area, _sixteenths(shape.START), _sixteenths(shape.FULL_SWEEP))

    def _paint_texts(self, painter: QPainter, radius: float) -> None:
        theme, drawn = current_theme(), self.data.shape
        ink, soft = theme.ink, theme.ink_soft
        title = _font(shape.TITLE_SIZE * radius, bold=self.data.elegido)
        inner = 1.5 * radius
        _write(painter, title, ink, drawn.titulo, shape.TITLE_BASELINE * radius, self._room())
        before = _font(shape.ANTERIOR_SIZE * radius)
        clear = shape.WORD_BASELINE * radius - before.pixelSize() * 1.25
        place = min(shape.ANTERIOR_BASELINE * radius, clear)
        _write(painter, before, soft, self.data.anterior, place, self._room())
        if drawn.sweep is None:
            small = _font(shape.WORD_SIZE * radius)
            _write(painter, small, soft, "Aún no", 0.06 * radius, inner)
            _write(
                painter, small, soft, "comienza", 0.06 * radius - small.pixelSize() * 1.25, inner
            )
            return
        figure = _font(drawn.percent_size * radius, bold=True)
        figure = fitted(figure, drawn.longest_percent, inner)
        running = drawn.palabra == EN_CURSO  # it says less than the figures of what is over
        place = shape.PERCENT_BASELINE * radius
        _write(painter, figure, soft if running else ink, drawn.porcentaje, place, inner)
        self._paint_count(painter, radius)
        self._paint_word(painter, radius)

    def _paint_count(self, painter: QPainter, radius: float) -> None:
        """As the longest count of the row is set: with its noun if that fits, and in its size."""
        drawn, widest = self.data.shape, _COUNT_ROOM * radius
        longest = shortened(drawn.longest_count, widest)
        text = drawn.cuenta if longest == drawn.longest_count else _without_noun(drawn.cuenta)
        room = min(max(shape.COUNT_WIDTH * radius, _least_width(longest)), widest)
        count = fitted(_font(shape.COUNT_SIZE * radius), longest, room)
        soft, place = current_theme().ink_soft, shape.COUNT_BASELINE * radius
        _write(painter, count, soft, text, place, room)

    def _paint_word(self, painter: QPainter, radius: float) -> None:
        theme, drawn = current_theme(), self.data.shape
        room = self._room() - SIGN - 6
        font = fitted(_font(shape.WORD_SIZE * radius, bold=True), drawn.palabra, room)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(drawn.palabra)
        left = -(wide + SIGN + 5) / 2
        baseline = -shape.WORD_BASELINE * radius
        center = QPointF(left + SIGN / 2, baseline - metrics.capHeight() / 2)
        paint_sign(painter, center, drawn.semaforo, theme)
        painter.setPen(QColor(theme.semaforo(drawn.semaforo).tinta))
        painter.drawText(QPointF(left + SIGN + 5, baseline), drawn.palabra)

    def _room(self) -> float:
        return float(self.width() - _PAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the arrows walk along the row, which knows its gauges


def height_for(width: float, *, compared: bool) -> float:
    """The height in which a gauge of this width is as large as it can be."""
    bottom = shape.BOTTOM_ANTERIOR if compared else shape.BOTTOM
    return (width - 2 * _PAD) / 2 * (shape.TOP - bottom) + 2 * _PAD


def spoken(data: GaugeData) -> str:
    """The gauge in words, for a screen reader: period, figure, count, light, last year's."""
    drawn = data.shape
    before = f"; {data.anterior}" if data.anterior else ""
    if drawn.sweep is None:
        return f"{data.periodo.en_palabras}: {NO_INICIADO}{before}"
    parts = [format_porcentaje(None) if not drawn.porcentaje else drawn.porcentaje]
    parts += [part for part in (drawn.cuenta, drawn.palabra) if part]
    if data.en_curso and drawn.palabra != EN_CURSO:
        parts.append("en curso")
    chosen = ", periodo elegido" if data.elegido else ""
    return f"{data.periodo.en_palabras}: {', '.join(parts)}{chosen}{before}"


def shortened(count: str, room: float) -> str:
    """The count without its noun ("195 de 330") where the arc leaves no room for it."""
    if _least_width(count) <= room:
        return count
    return _without_noun(count)


def _without_noun(count: str) -> str:
    return " ".join(count.split(" ")[:3])


def _least_width(text: str) -> float:
    """How wide a text is in the smallest type that can be read."""
    return QFontMetricsF(_font(_MIN_TEXT)).horizontalAdvance(text)


def _sixteenths(degrees: float) -> int:
    return round(degrees * 16)


def _font(pixels: float, *, bold: bool = False) -> QFont:
    font = font_of(current_theme().body, bold=bold)
    font.setPixelSize(max(ceil(pixels), _MIN_TEXT))
    return font


def _write(
    painter: QPainter, font: QFont, color: str, text: str, baseline: float, room: float
) -> None:
    """Write a text centred on the gauge's axis; *baseline* in pixels above the arc's centre."""
    painter.setFont(fitted(font, text, room))
    painter.setPen(QColor(color))
    wide = painter.fontMetrics().horizontalAdvance(text)
    painter.drawText(QPointF(-wide / 2, -baseline), text)
