"""The heading of a month table: short titles, the chosen period's months softly tinted."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from poa_desktop.ui.grid.look import TINTED
from poa_desktop.ui.theme import current_theme, font_of

HEIGHT = 28


class MonthGridHeader(QHeaderView):
    """A horizontal heading that paints itself from the theme."""

    dragged = Signal(int, int)
    """The columns from the one that was pressed to where the pointer is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("Encabezado de la tabla")
        self.setSectionsClickable(False)  # Qt would select the headings of blocks too
        self._pressed = -1
        self.setHighlightSections(False)
        self.setMinimumSectionSize(28)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current_theme()
        model, horizontal = self.model(), Qt.Orientation.Horizontal
        tinted = bool(model.headerData(section, horizontal, TINTED))
        text = str(model.headerData(section, horizontal) or "")
        painter.save()
        painter.fillRect(rect, QColor(theme.selection if tinted else theme.surface_sunken))
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(theme.hairline_strong))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.selection_ink if tinted else theme.ink_soft))
        painter.setFont(font_of(theme.small, bold=tinted))
        room = rect.adjusted(4, 0, -4, -1)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        between = self.cursor().shape() == Qt.CursorShape.SplitHCursor  # it resizes
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._section_of(event) if left and not between else -1
        if self._pressed >= 0:
            self.dragged.emit(self._pressed, self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        section = self._section_of(event)
        if self._pressed >= 0 and section >= 0 and event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self._pressed, section)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed = -1

    def _section_of(self, event: QMouseEvent) -> int:
        return self.logicalIndexAt(event.position().toPoint())
