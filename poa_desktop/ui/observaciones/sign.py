"""The sign of an observation: a speech bubble, full while it waits for an answer."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from poa_desktop.poa.observado import EstadoObservacion
from poa_desktop.ui.theme import Theme, current_theme

BUBBLE = 10.0
"""Width of the sign, in pixels."""
_TAIL = 2.6

PALABRAS = {
    EstadoObservacion.PENDIENTE: "observada",
    EstadoObservacion.RESPONDIDA: "respondida",
    EstadoObservacion.ATENDIDA: "",
}
"""What is said of a línea with such an observation, where the sign stands."""

TIPS = {
    EstadoObservacion.PENDIENTE: "Observada por Planeación: falta la respuesta de la dependencia.",
    EstadoObservacion.RESPONDIDA: "Observación respondida: falta que Planeación la revise.",
    EstadoObservacion.ATENDIDA: "Planeación quedó conforme.",
}


def paint_bubble(
    painter: QPainter, center: QPointF, estado: EstadoObservacion, theme: Theme
) -> None:
    """Draw the sign: full for pendiente, an outline for respondida, grey for atendida."""
    ink = QColor(theme.ink_soft if estado is EstadoObservacion.ATENDIDA else theme.amarillo.tinta)
    body = QRectF(0, 0, BUBBLE - 1.4, BUBBLE - 1.4 - _TAIL)
    body.moveCenter(center - QPointF(0, _TAIL / 2))
    path = QPainterPath()
    path.addRoundedRect(body, 1.8, 1.8)
    tail = QPainterPath(QPointF(body.left() + 1.6, body.bottom()))
    tail.lineTo(body.left() + 1.6, body.bottom() + _TAIL)
    tail.lineTo(body.left() + 1.6 + _TAIL + 0.8, body.bottom())
    tail.closeSubpath()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.2, j=Qt.PenJoinStyle.RoundJoin))
    pending = estado is EstadoObservacion.PENDIENTE
    painter.setBrush(ink if pending else Qt.BrushStyle.NoBrush)
    painter.drawPath(path.united(tail))
    painter.restore()


class BubbleSign(QWidget):
    """The sign beside the words that say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._estado = EstadoObservacion.PENDIENTE
        self.setFixedSize(QSize(14, 14))
        self.show_estado(self._estado)

    def show_estado(self, estado: EstadoObservacion) -> None:
        """Show another state."""
        self._estado = estado
        self.setAccessibleName(f"Observación {estado.value}")
        self.setAccessibleDescription(TIPS[estado])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bubble(painter, QRectF(self.rect()).center(), self._estado, current_theme())
        painter.end()
