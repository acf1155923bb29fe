"""Draws a piece of a text with the words that matter marked: bold on a ground, underlined too."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from poa_desktop.poa.consulta import Span
from poa_desktop.ui.theme import current_theme

_LEAD = 0.3  # of the room: what may stand before the first mark
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def one_row(text: str) -> str:
    """A text without line ends, its places kept."""
    return text.replace("\n", " ")


def start_of(text: str, first: int, metrics: QFontMetrics, room: int) -> int:
    """Where a piece begins so that a mark at *first* is in sight, at the beginning of a word."""
    average = max(1, metrics.averageCharWidth())
    if len(text) * average <= 2 * room and metrics.horizontalAdvance(text) <= room:
        return 0
    start = max(0, first - int(room * _LEAD / average))
    rest = metrics.horizontalAdvance(text[start : start + room])  # pixels: more than enough letters
    if rest < room:  # near the end of the text: what comes before has the room that is left
        start = max(0, start - int((room - rest) / average * 0.8))
    if start == 0:
        return 0
    blank = text.find(" ", start, first)
    return blank + 1 if 0 <= blank < first else start


def draw_snippet(
    painter: QPainter,
    room: QRect,
    text: str,
    marks: Sequence[Span],
    *,
    ink: QColor,
    struck: bool = False,
) -> None:
    """Draw the text around its first mark; *struck*: what is marked goes away."""
    font = QFont(painter.font())
    marked = QFont(font)
    marked.setBold(True)
    marked.setUnderline(not struck)
    marked.setStrikeOut(struck)
    row = one_row(text)
    start = start_of(row, marks[0][0], QFontMetrics(font), room.width()) if marks else 0
    pen = _Pen(painter, room, ink)
    if start:
        pen.write("… ", font)
    place = start
    for first, after in marks:
        pen.write(row[place:first], font)
        pen.write(row[first:after], marked, ground=True)
        place = after
    pen.write(row[place:], font)


class _Pen:
    """Writes pieces one after the other until there is no more room."""

    def __init__(self, painter: QPainter, room: QRect, ink: QColor) -> None:
        self._painter = painter
        self._room = QRect(room)
        self._ink = ink

    def write(self, piece: str, font: QFont, *, ground: bool = False) -> None:
        room = self._room
        if not piece or room.width() <= 0:
            return
        metrics = QFontMetrics(font)
        piece = piece[: room.width() // 2 + 1]  # no letter is narrower; long texts stay cheap
        width = metrics.horizontalAdvance(piece)
        if width > room.width():
            piece = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room.width())
            width = room.width()
        painter, theme = self._painter, current_theme()
        painter.setFont(font)
        ink = self._ink
        if ground:
            high = min(metrics.height(), room.height())
            top = room.top() + (room.height() - high) // 2
            painter.fillRect(QRect(room.left(), top, width, high), QColor(theme.amarillo.fondo))
            ink = QColor(theme.ink)
        painter.setPen(QPen(ink))
        painter.drawText(room, _LEFT, piece)
        room.setLeft(room.left() + width)
