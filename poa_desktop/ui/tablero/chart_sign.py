"""Small painted things that several widgets share: the semáforo's sign, bars, fitted text."""

from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.theme import Theme

SIGN = 9.0
BAR = 3.0


def paint_sign(
    painter: QPainter, center: QPointF, semaforo: Semaforo, theme: Theme, size: float = SIGN
) -> None:
    """The light as colour and shape: disc, triangle, square, and an empty ring for grey.

    The shapes tell the lights apart without colour.
    """
    color = QColor(theme.semaforo(semaforo).relleno)
    half = size / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(color))
    if semaforo is Semaforo.VERDE:
        painter.drawEllipse(center, half, half)
    elif semaforo is Semaforo.AMARILLO:
        painter.drawPolygon(_triangle(center, half + 0.5))
    elif semaforo is Semaforo.ROJO:
        side = size - 1
        painter.drawRect(QRectF(center.x() - side / 2, center.y() - side / 2, side, side))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, 1.4))
        painter.drawEllipse(center, half - 0.7, half - 0.7)
    painter.restore()


def _triangle(center: QPointF, half: float) -> QPolygonF:
    x, y = center.x(), center.y()
    return QPolygonF(
        [QPointF(x, y - half), QPointF(x + half, y + half - 1), QPointF(x - half, y + half - 1)]
    )


def paint_bar(
    painter: QPainter, rect: QRectF, porcentaje: Fraction, semaforo: Semaforo, theme: Theme
) -> None:
    """A thin bar on its track; full from 100 % on."""
    painter.fillRect(rect, QColor(theme.track))
    done = min(porcentaje.numerator / porcentaje.denominator / 100, 1.0)
    if done > 0:
        filled = QRectF(rect.left(), rect.top(), max(rect.width() * done, 1.0), rect.height())
        painter.fillRect(filled, QColor(theme.semaforo(semaforo).relleno))


def fitted(font: QFont, text: str, width: float) -> QFont:
    """The font, made smaller where the text would be wider than *width* pixels."""
    needed = QFontMetricsF(font).horizontalAdvance(text)
    if needed <= width or needed == 0:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(max(int(font.pixelSize() * width / needed), 8))
    return smaller
