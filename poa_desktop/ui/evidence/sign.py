"""A drawn sheet with the type of a file on it: for what has no picture."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from poa_desktop.ui.theme import current_theme, font_of

_LETTERS = 5


def paint_picture(painter: QPainter, room: QRect, picture: QPixmap) -> QRect:
    """Draw a picture as large as it fits, with a hairline around it; gives where."""
    size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    size = size.boundedTo(picture.size()) if room.width() > 200 else size
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, picture)
    painter.setPen(QColor(current_theme().hairline_strong))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5))
    return place


def paint_sign(painter: QPainter, room: QRect, kind: str) -> None:
    """Draw a sheet with a folded corner and the kind of file: PDF, XLSX."""
    theme = current_theme()
    height = room.height()
    sheet = QRectF(0, 0, min(height * 0.78, room.width()), height).adjusted(0.5, 0.5, -0.5, -0.5)
    sheet.moveCenter(QPointF(room.center()) + QPointF(0.5, 0.5))
    fold = sheet.width() * 0.28
    corner = sheet.topRight()
    outline = QPolygonF(
        [
            sheet.topLeft(),
            corner - QPointF(fold, 0),
            corner + QPointF(0, fold),
            sheet.bottomRight(),
            sheet.bottomLeft(),
        ]
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.hairline_strong))
    painter.setBrush(QColor(theme.surface_raised))
    painter.drawPolygon(outline)
    inner = [corner - QPointF(fold, 0), corner + QPointF(-fold, fold), corner + QPointF(0, fold)]
    painter.drawPolyline(QPolygonF(inner))
    text = kind if len(kind) <= _LETTERS else ""
    font = font_of(theme.small, bold=True)
    wide = sheet.width() / max(len(text), 3)
    font.setPixelSize(max(6, min(int(height * 0.24), int(wide * 1.2))))
    painter.setFont(font)
    painter.setPen(QColor(theme.ink_soft))
    below = sheet.adjusted(0, fold * 0.7, 0, 0)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
