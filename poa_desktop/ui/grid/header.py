"""The heading of a month table: short titles, the chosen period's months softly tinted."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from poa_desktop.ui.grid.look import TINTED
from poa_desktop.ui.theme import current_theme, font_of

HEIGHT = 28


class MonthGridHeader(QHeaderView):
    """A horizontal heading that paints itself from the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("Encabezado de la tabla")
        self.setSectionsClickable(True)
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
