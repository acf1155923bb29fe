"""The beginning of a text file as a picture of a sheet: what it says is seen without opening it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextOption

from poa_desktop.ui.theme import LIGHT

HEAD = 4096
"""Bytes that are enough for a sheet."""
_RATIO = 8.5 / 11
_ROWS, _FEW_ROWS = 44, 18
_SMALL = 300  # pixels: a card, where one wants to see that it is a text
_MARGIN = 0.07  # of the width


def text_in(head: bytes) -> str:
    """The text a file begins with; "" when it is no text."""
    if not head or b"\0" in head:
        return ""
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at_end = error.start >= len(head) - 3 and len(head) >= HEAD  # a letter cut in two
        text = head[: error.start].decode() if at_end else head.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\t", "    ")
    readable = sum(each.isprintable() or each == "\n" for each in text)
    return text if readable >= 0.97 * len(text) else ""


def text_picture(text: str, side: int) -> QImage:
    """A sheet of *side* pixels with the first rows of a text; can be made in any thread."""
    width = round(side * _RATIO)
    picture = QImage(width, side, QImage.Format.Format_RGB32)
    picture.fill(QColor(LIGHT.surface_raised))
    painter = QPainter(picture)
    font = QFont()
    rows = _ROWS if side > _SMALL else _FEW_ROWS
    font.setPixelSize(round(side / rows * 0.78))
    painter.setFont(font)
    painter.setPen(QColor(LIGHT.ink))
    margin = round(width * _MARGIN)
    room = QRectF(margin, margin, width - 2 * margin, side - 2 * margin)
    painter.setClipRect(room)
    how = QTextOption(Qt.AlignmentFlag.AlignLeft)
    how.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.drawText(room, "\n".join(text.split("\n")[:rows]), how)
    painter.end()
    return picture
