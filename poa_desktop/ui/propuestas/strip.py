"""A year drawn as twelve small cells with the months' initials, filled where there is an act."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES
from poa_desktop.ui.theme import Theme, font_of

_RADIO = 12
_GAP = 6
_MANY = "999+"


def strip_size(theme: Theme) -> QSize:
    """What a strip with its mark of choice and its total takes."""
    metrics = QFontMetrics(font_of(theme.small))
    cell = _cell(metrics)
    width = _RADIO + _GAP + 12 * cell.width() + _GAP + metrics.horizontalAdvance(_MANY)
    return QSize(width, cell.height())


def _cell(metrics: QFontMetrics) -> QSize:
    return QSize(metrics.horizontalAdvance("M") + 4, metrics.height() + 3)


def paint_radio(painter: QPainter, area: QRect, theme: Theme, *, chosen: bool) -> None:
    """The mark of a choice, at the left of *area*, half way down."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    center = QPointF(area.left() + _RADIO / 2, area.center().y() + 0.5)
    painter.setPen(QPen(QColor(theme.accent if chosen else theme.hairline_strong), 1.5))
    painter.setBrush(QColor(theme.surface_raised))
    painter.drawEllipse(center, _RADIO / 2 - 1, _RADIO / 2 - 1)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(center, _RADIO / 2 - 3.5, _RADIO / 2 - 3.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_strip(painter: QPainter, area: QRect, programado: Sequence[int], theme: Theme) -> None:
    """The twelve months behind the place of the mark, and what they add up to."""
    font = font_of(theme.small)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    cell = _cell(metrics)
    left = area.left() + _RADIO + _GAP
    top = area.top() + (area.height() - cell.height()) // 2
    for index, amount in enumerate(programado):
        box = QRect(left + index * cell.width(), top, cell.width() - 1, cell.height())
        _paint_month(painter, box, MESES[index][0].upper(), theme, filled=amount > 0)
    painter.setPen(QColor(theme.ink_soft))
    begin = left + 12 * cell.width() + _GAP
    rest = QRect(begin, area.top(), area.right() - begin + 1, area.height())
    total = format_cantidad(sum(programado))
    if metrics.horizontalAdvance(total) > rest.width():
        total = _MANY
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), total)


def _paint_month(
    painter: QPainter, box: QRect, initial: str, theme: Theme, *, filled: bool
) -> None:
    if filled:
        painter.fillRect(box, QColor(theme.accent))
    else:
        painter.fillRect(box, QColor(theme.surface_raised))
        painter.setPen(QColor(theme.hairline))
        painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(QColor(theme.accent_ink if filled else theme.ink_soft))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), initial)


def paint_nothing(painter: QPainter, area: QRect, words: str, theme: Theme) -> None:
    """Words where there is nothing to choose."""
    painter.setFont(font_of(theme.small))
    painter.setPen(QColor(theme.ink_soft))
    room = area.adjusted(_RADIO + _GAP, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
