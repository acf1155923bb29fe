"""How a row of the tree is drawn: sign, number, name, percentage, thin progress bar.

The model supplies the roles below; a row without ROLE_SEMAFORO is only text.
"""

from fractions import Fraction

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from poa_desktop.poa.formats import format_porcentaje, round_half_up
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.tablero.chart_sign import BAR, SIGN, paint_bar, paint_sign
from poa_desktop.ui.theme import Theme, current_theme, font_of

ROLE_CLAVE = int(Qt.ItemDataRole.UserRole) + 1
"""str: the short name before the name, "P1", "A3", "1"; "" for none."""
ROLE_PORCENTAJE = ROLE_CLAVE + 1
"""Fraction | None: the percentage of the chosen period; None is sin programación."""
ROLE_SEMAFORO = ROLE_CLAVE + 2
"""Semaforo | None: the light; None where the row is not evaluated."""
ROLE_VENCIDA = ROLE_CLAVE + 3
"""bool: something due is sin capturar."""
ROLE_CORTADA = ROLE_CLAVE + 4
"""bool: it was cut and waits for being pasted."""
ROLE_OBSERVADA = ROLE_CLAVE + 5
"""EstadoObservacion | None: what open observations wait for."""

_INDENT = 16
_PAD = 6
_AIR = 12  # height of a row over the height of its text

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class RowTree(QTreeView):
    """A tree whose selection and focus are one piece, from edge to edge of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIndentation(_INDENT)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        theme = current_theme()
        if self.selectionModel().isSelected(index):
            painter.fillRect(row, QColor(theme.selection))
        super().drawRow(painter, option, index)
        if self.hasFocus() and index == self.currentIndex():
            painter.save()
            painter.setPen(QColor(theme.focus))
            painter.drawRect(row.adjusted(0, 0, -1, -1))
            painter.restore()


class TreeProgressDelegate(QStyledItemDelegate):
    """Draws the rows of the tree."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, QFontMetrics(option.font).height() + _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        area = option.rect.adjusted(2, 0, -_PAD, 0)
        semaforo = index.data(ROLE_SEMAFORO)
        if index.data(ROLE_CORTADA):
            area = _paint_cut(painter, area, theme)
        elif semaforo is not None:
            area = self._paint_progress(painter, area, index, theme)
        self._paint_text(painter, area, option, index, theme)
        painter.restore()

    def _paint_progress(self, painter: QPainter, area: QRect, index: Index, theme: Theme) -> QRect:
        """Paint sign, percentage and bar; give the place that is left for the text."""
        semaforo = Semaforo(index.data(ROLE_SEMAFORO))  # Qt keeps an enum of texts as text
        porcentaje: Fraction | None = index.data(ROLE_PORCENTAJE)
        figure = rounded(porcentaje)
        painter.setFont(font_of(theme.small))
        width = painter.fontMetrics().horizontalAdvance(max(figure, "100 %", key=len))
        center = QPointF(area.left() + SIGN / 2, area.center().y())
        paint_sign(painter, center, semaforo, theme)
        painter.setPen(QColor(theme.semaforo(semaforo).tinta))
        painter.drawText(area, _RIGHT, figure)
        right = area.right() - width
        if index.data(ROLE_VENCIDA):
            right -= self._paint_overdue(
                painter, QRect(area.left(), area.top(), right - area.left(), area.height()), theme
            )
        observada = index.data(ROLE_OBSERVADA)
        if observada is not None:
            right -= _paint_observed(painter, QPointF(right, area.center().y() + 1), observada)
        text = QRect(area)
        text.setLeft(area.left() + int(SIGN) + _PAD)
        text.setRight(right - _PAD)
        if porcentaje is not None:
            bar = QRectF(text.left(), area.bottom() - BAR, area.right() - text.left(), BAR)
            paint_bar(painter, bar, porcentaje, semaforo, theme)
        return text

    def _paint_overdue(self, painter: QPainter, area: QRect, theme: Theme) -> int:
        painter.setFont(font_of(theme.small, bold=True))
        painter.setPen(QColor(theme.amarillo.tinta))
        painter.drawText(area, _RIGHT, "!")
        return painter.fontMetrics().horizontalAdvance("!") + 2

    def _paint_text(
        self,
        painter: QPainter,
        area: QRect,
        option: QStyleOptionViewItem,
        index: Index,
        theme: Theme,
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = theme.selection_ink if selected else theme.ink
        font = QFont(option.font)
        if index.data(ROLE_CORTADA):
            ink = ink if selected else theme.ink_soft
            font.setItalic(True)
        clave = index.data(ROLE_CLAVE) or ""
        if clave:
            painter.setFont(font_of(theme.small))
            painter.setPen(QColor(ink if selected else theme.ink_soft))
            painter.drawText(area, _LEFT, clave)
            area = area.adjusted(painter.fontMetrics().horizontalAdvance(clave) + _PAD, 0, 0, 0)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        painter.setPen(QColor(ink))
        text = str(index.data() or "")
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, elided)


def _paint_observed(painter: QPainter, end: QPointF, observada: str) -> int:
    """Paint the sign of an observation before a place; give the room it takes."""
    from poa_desktop.poa.observado import EstadoObservacion
    from poa_desktop.ui.observaciones.sign import BUBBLE, paint_bubble

    center = end - QPointF(_PAD + BUBBLE / 2, 0)
    paint_bubble(painter, center, EstadoObservacion(observada), current_theme())
    return int(BUBBLE) + _PAD


def _paint_cut(painter: QPainter, area: QRect, theme: Theme) -> QRect:
    """A cut row has a dotted line around it, and the word instead of its figures."""
    painter.setPen(QPen(QColor(theme.ink_soft), 1, Qt.PenStyle.DotLine))
    painter.drawRect(area.adjusted(0, 1, 0, -2))
    painter.setFont(font_of(theme.small))
    inner = area.adjusted(_PAD, 0, -_PAD, 0)
    painter.drawText(inner, _RIGHT, "cortado")
    return inner.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance("cortado") - _PAD, 0)


def rounded(porcentaje: Fraction | None) -> str:
    """A percentage without decimals, half up; what hangs on the decimals is told elsewhere."""
    return format_porcentaje(None) if porcentaje is None else f"{round_half_up(porcentaje, 0):,} %"
