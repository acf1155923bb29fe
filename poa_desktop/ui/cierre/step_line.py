"""The way of a period as one line: Abierto → Enviado → Cerrado, with where it stands marked."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from poa_desktop.poa.tramites import EstadoPeriodo
from poa_desktop.ui.theme import Theme, current_theme, font_of

_ROW = (EstadoPeriodo.ABIERTO, EstadoPeriodo.ENVIADO, EstadoPeriodo.CERRADO)
_STANDS_AT = {EstadoPeriodo.OBSERVADO: 0, EstadoPeriodo.REABIERTO: 0}
_DOT = 6.0
_RING = 9.0
_LINE = 64
"""Pixels between two names."""


class StepLine(QWidget):
    """Three stations; a period that came back (observado, reabierto) stands at the first again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._estado = EstadoPeriodo.ABIERTO
        self._sent = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_estado(self, estado: EstadoPeriodo, *, sent: bool = True) -> None:
        """Mark where the period stands; *sent* False: it was closed without an envío."""
        self._estado, self._sent = estado, sent
        self.setAccessibleName(f"Estado del periodo: {estado.etiqueta}")
        self.updateGeometry()
        self.update()

    @property
    def names(self) -> tuple[str, ...]:
        """What the stations are called: the first one says from where the period came back."""
        first = self._estado if self._estado in _STANDS_AT else _ROW[0]
        return tuple(each.etiqueta for each in (first, *_ROW[1:]))

    @property
    def at(self) -> int:
        """The station where the period stands."""
        found = _STANDS_AT.get(self._estado)
        return _ROW.index(self._estado) if found is None else found

    @property
    def passed(self) -> tuple[bool, ...]:
        """Which stations the period is at, or came by."""
        sent = self._sent or self.at != _ROW.index(EstadoPeriodo.CERRADO)
        return tuple(place <= self.at and (place != 1 or sent) for place in range(len(_ROW)))

    def sizeHint(self) -> QSize:
        widths = sum(self._width(place) for place in range(len(_ROW)))
        height = QFontMetrics(font_of(current_theme().body, bold=True)).height()
        return QSize(widths + _LINE * (len(_ROW) - 1), height + 8)

    def _width(self, place: int) -> int:
        """Pixels of a station: its dot, its name and the air around it."""
        font = font_of(current_theme().body, bold=place == self.at)
        return int(_RING * 2) + QFontMetrics(font).horizontalAdvance(self.names[place]) + 14

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 0.0, self.height() / 2
        for place in range(len(_ROW)):
            if place:
                done = place <= self.at
                color = theme.accent if done else theme.hairline_strong
                painter.setPen(QPen(QColor(color), 2.0 if done else 1.0))
                painter.drawLine(QPointF(left, middle), QPointF(left + _LINE - 8, middle))
                left += _LINE
            self._paint_station(painter, place, QPointF(left + _RING, middle), theme)
            left += self._width(place)
        painter.end()

    def _paint_station(self, painter: QPainter, place: int, center: QPointF, theme: Theme) -> None:
        here, came_back = place == self.at, self._estado in _STANDS_AT
        color = theme.amarillo.relleno if here and came_back else theme.accent
        if self.passed[place]:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color))
            painter.drawEllipse(center, _DOT, _DOT)
        else:
            painter.setPen(QPen(QColor(theme.hairline_strong), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, _DOT - 0.7, _DOT - 0.7)
        if here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(color), 1.4))
            painter.drawEllipse(center, _RING - 0.7, _RING - 0.7)
        painter.setPen(QColor(theme.ink if self.passed[place] else theme.ink_soft))
        painter.setFont(font_of(theme.body, bold=here))
        room = QRectF(center.x() + _RING + 5, 0, self._width(place), self.height())
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(left), self.names[place])
