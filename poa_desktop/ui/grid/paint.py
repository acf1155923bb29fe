"""How a cell of a table one types into is painted, from its CellLook.

A page of the calendario has some five hundred cells, painted anew whenever it scrolls: colours,
fonts and shortened texts are made once and kept.
"""

from itertools import pairwise

from PySide6.QtCore import QLine, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPolygon,
    QTextLayout,
    QTextOption,
)

from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.grid.look import CellLook
from poa_desktop.ui.observaciones.sign import BUBBLE, paint_bubble
from poa_desktop.ui.tablero.chart_sign import SIGN, paint_sign
from poa_desktop.ui.theme import Theme, current_theme, font_of

PAD = 6
MARK = 7  # side of the corner mark, in pixels
_HATCH = 7  # pixels between the lines of a locked cell
_KEPT = 20_000
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_WORD_WRAP = QTextOption()
_WORD_WRAP.setWrapMode(QTextOption.WrapMode.WordWrap)


class _Font:
    """A font with its measures, and the texts that had to be shortened to a width."""

    def __init__(self, size: float, *, bold: bool) -> None:
        self.font: QFont = font_of(size, bold=bold)
        self.metrics = QFontMetrics(self.font)
        self.ascent, self.height = self.metrics.ascent(), self.metrics.height()
        self.spacing = self.metrics.lineSpacing()
        self._fitted: dict[tuple[str, int], tuple[str, int]] = {}
        self._broken: dict[tuple[str, int, int], list[str]] = {}

    def fit(self, text: str, width: int) -> tuple[str, int]:
        """The text shortened to a width, and how wide it is then."""
        key = text, width
        found = self._fitted.get(key)
        if found is None:
            advance = self.metrics.horizontalAdvance(text)
            shown = text
            if advance > width:
                shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
                advance = self.metrics.horizontalAdvance(shown)
            found = shown, advance
            if len(self._fitted) > _KEPT:
                self._fitted.clear()
            self._fitted[key] = found
        return found

    def rows(self, text: str, width: int, fits: int) -> list[str]:
        """The text in at most *fits* rows of a width; the last one ends in "…"."""
        key = text, width, fits
        found = self._broken.get(key)
        if found is None:
            found = self._break(" ".join(text.split("\n")), width, fits)
            if len(self._broken) > _KEPT:
                self._broken.clear()
            self._broken[key] = found
        return found

    def _break(self, text: str, width: int, fits: int) -> list[str]:
        if self.metrics.horizontalAdvance(text) <= width:
            return [text]
        layout = QTextLayout(text, self.font)
        layout.setTextOption(_WORD_WRAP)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < fits and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        rows = [text[a:b].rstrip() for a, b in pairwise(starts)]
        return [self.fit(row, width)[0] for row in (*rows, text[starts[-1] :])]


class _Kit:
    """What painting needs of a theme, made once."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._colors: dict[str, QColor] = {}
        self.hairline = QColor(theme.hairline)
        self.body, self.bold = _Font(theme.body, bold=False), _Font(theme.body, bold=True)
        self.small = _Font(theme.small, bold=False)
        self.small_bold = _Font(theme.small, bold=True)
        self._hatches: dict[tuple[int, int], list[QLine]] = {}

    def color(self, name: str) -> QColor:
        """A colour by its "#rrggbb"."""
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = QColor(name)
        return found

    def font(self, look: CellLook) -> _Font:
        """The font of a cell's text."""
        if look.soft or look.small:
            return self.small_bold if look.bold else self.small
        return self.bold if look.bold else self.body

    def hatch(self, width: int, height: int) -> list[QLine]:
        """The diagonals of a locked cell, from its top left corner."""
        size = width, height
        if size not in self._hatches:
            starts = range(_HATCH, width + height, _HATCH)
            self._hatches[size] = [
                QLine(max(0, n - height), min(n, height), min(n, width), max(0, n - width))
                for n in starts
            ]
        return self._hatches[size]


_kit: _Kit | None = None


def _kit_now() -> _Kit:
    global _kit
    theme = current_theme()
    if _kit is None or _kit.theme is not theme:
        _kit = _Kit(theme)
    return _kit


def paint_cell(
    painter: QPainter, rect: QRect, look: CellLook, *, selected: bool, focused: bool
) -> None:
    """Paint one cell, with the hairlines at its right and foot."""
    kit = _kit_now()
    theme = kit.theme
    left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
    painter.fillRect(rect, kit.color(_ground(look, theme, selected=selected)))
    painter.fillRect(left, top + height - 1, width, 1, kit.hairline)
    painter.fillRect(left + width - 1, top, 1, height, kit.hairline)
    room = QRect(left, top, width - 1, height - 1)
    if look.locked:
        _draw_hatch(painter, room, kit, selected=selected)
    if look.due:
        draw_due_mark(painter, room)
    if look.text or look.ghost or look.bad:
        ink = theme.selection_ink if selected else _ink(look, theme)
        _draw_content(painter, room, look, kit, ink)
    if look.observed is not None:
        place = QPointF(room.left() + PAD + BUBBLE / 2, room.bottom() - BUBBLE / 2 - 1)
        paint_bubble(painter, place, look.observed, theme)
    if look.bad:
        _draw_frame(painter, room, kit.color(theme.danger), 1)
    if focused:
        _draw_frame(painter, room, kit.color(theme.focus), 2)


def paint_heading(painter: QPainter, rect: QRect, across: QRect, text: str) -> None:
    """Paint a block's heading: the part that falls into *rect* of what runs *across* the table."""
    kit = _kit_now()
    painter.fillRect(rect, kit.color(kit.theme.surface_sunken))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, kit.hairline)
    painter.save()
    painter.setClipRect(rect)
    draw_heading(painter, across, text)
    painter.restore()


def draw_heading(painter: QPainter, across: QRect, text: str) -> None:
    """A heading runs from the first columns on into the months; everyone draws its part of it."""
    kit = _kit_now()
    painter.setFont(kit.bold.font)
    painter.setPen(kit.color(kit.theme.ink))
    room = across.adjusted(PAD, 0, -PAD, 0)
    shown, _ = kit.bold.fit(text, room.width())
    painter.drawText(room, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), shown)


def draw_locked(painter: QPainter, rect: QRect) -> None:
    """The ground of a month that takes no capture."""
    kit = _kit_now()
    painter.fillRect(rect, kit.color(kit.theme.surface_sunken))
    _draw_hatch(painter, rect, kit, selected=False)


def draw_due_mark(painter: QPainter, rect: QRect) -> None:
    """The corner that says: this month is over and not captured."""
    kit = _kit_now()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(kit.color(kit.theme.semaforo(Semaforo.AMARILLO).relleno))
    corner = rect.topRight()
    painter.drawPolygon(QPolygon([corner, corner - QPoint(MARK, 0), corner + QPoint(0, MARK)]))


def cell_room(rect: QRect) -> QRect:
    """A cell without the hairlines at its right and foot."""
    return rect.adjusted(0, 0, -1, -1)


def _draw_hatch(painter: QPainter, room: QRect, kit: _Kit, *, selected: bool) -> None:
    theme = kit.theme
    painter.setPen(kit.color(theme.focus if selected else theme.hairline_strong))
    painter.translate(room.topLeft())
    painter.drawLines(kit.hatch(room.width() - 1, room.height() - 1))
    painter.translate(-room.topLeft())


def _draw_frame(painter: QPainter, room: QRect, color: QColor, width: int) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(color)
    for inset in range(width):
        painter.drawRect(room.adjusted(inset, inset, -1 - inset, -1 - inset))


def _ground(look: CellLook, theme: Theme, *, selected: bool) -> str:
    if selected:
        return theme.selection
    if look.total or look.idle or look.locked:
        return theme.surface_sunken
    return theme.accent_soft if look.current else theme.surface_raised


def _ink(look: CellLook, theme: Theme) -> str:
    if look.warning:
        return theme.semaforo(Semaforo.AMARILLO).tinta
    if look.semaforo is not None:
        return theme.semaforo(look.semaforo).tinta
    return theme.ink_soft if look.soft else theme.ink


def _draw_content(painter: QPainter, room: QRect, look: CellLook, kit: _Kit, ink: str) -> None:
    theme = kit.theme
    left, right = room.left() + PAD, room.right() + 1 - PAD
    top, height = room.top(), room.height()
    if look.bad:
        left += _draw_bad(painter, room, kit) - PAD
    if look.ghost:
        painter.setFont(kit.small.font)
        painter.setPen(kit.color(ink if ink == theme.selection_ink else theme.ink_soft))
        shown, advance = kit.small.fit(look.ghost, right - left)
        _clear_behind(painter, look, kit, ink, QRect(left, top, advance, height))
        painter.drawText(left, top + (height - kit.small.height) // 2 + kit.small.ascent, shown)
        left += advance + PAD
    if look.semaforo is not None:
        center = QPointF(left + SIGN / 2, room.center().y() + 1)
        paint_sign(painter, center, look.semaforo, theme)
        left += int(SIGN) + PAD
    font = kit.font(look)
    painter.setFont(font.font)
    painter.setPen(kit.color(ink))
    if look.wrap:
        _draw_rows(painter, QRect(left, top, right - left, height), look.text, font)
        return
    shown, advance = font.fit(look.text, right - left)
    start = left if look.left else right - advance
    reach = advance if look.left else advance + PAD
    _clear_behind(painter, look, kit, ink, QRect(start, top, reach, height))
    painter.drawText(start, top + (height - font.height) // 2 + font.ascent, shown)


def _clear_behind(painter: QPainter, look: CellLook, kit: _Kit, ink: str, text: QRect) -> None:
    """No line of the hatch runs through a figure."""
    if look.locked and text.width() > 0:
        chosen = ink == kit.theme.selection_ink
        ground = kit.theme.selection if chosen else kit.theme.surface_sunken
        painter.fillRect(text.adjusted(-PAD // 2, 0, 0, 0), kit.color(ground))


def _draw_bad(painter: QPainter, room: QRect, kit: _Kit) -> int:
    """The sign of a cell that a paste left out; gives the space it takes."""
    painter.setFont(kit.bold.font)
    painter.setPen(kit.color(kit.theme.danger))
    baseline = room.top() + (room.height() - kit.bold.height) // 2 + kit.bold.ascent
    painter.drawText(room.left() + PAD - 1, baseline, "!")
    return PAD + kit.bold.fit("!", 99)[1] + PAD // 2


def _draw_rows(painter: QPainter, room: QRect, text: str, font: _Font) -> None:
    """Draw a text in as many rows as there is room for."""
    rows = font.rows(text, room.width(), max(1, room.height() // font.spacing))
    top = room.top() + (room.height() - len(rows) * font.spacing) // 2 + font.ascent
    for number, row in enumerate(rows):
        painter.drawText(room.left(), top + number * font.spacing, row)
