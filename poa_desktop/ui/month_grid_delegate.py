"""How the cells of a month table are drawn and edited."""

from itertools import pairwise

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPolygon,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.month_grid_model import LOOK, CellLook
from poa_desktop.ui.theme import Theme, current_theme, font_of

PAD = 6
MARK = 7  # side of the corner mark, in pixels

_EDITOR_STEPS = {
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "previous",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_TYPED_STEPS = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}


class MonthGridDelegate(QStyledItemDelegate):
    """Draws from a CellLook; edits in place with a spreadsheet's keys."""

    leave = Signal(str)
    """Where to go after an edit that a key finished: down, next, left …"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typed_over = False  # the edit began by typing: the arrows finish it
        self.heading_start = 0  # where headings begin, in pixels from the left of the view
        self.heading_width = 0  # and how wide they may be

    # -- drawing -----------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = index.data(LOOK)
        if not isinstance(look, CellLook):
            return
        theme = current_theme()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, QColor(_background(look, theme, selected=selected)))
        ink = theme.selection_ink if selected else _ink(look, theme)
        if look.due:
            draw_due_mark(painter, option.rect)
        if look.heading:
            self._draw_heading(painter, option.rect, look)
        else:
            _draw_content(painter, option.rect, look, ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.focus))
            for inset in (0, 1):
                painter.drawRect(option.rect.adjusted(inset, inset, -1 - inset, -1 - inset))
        painter.restore()

    def _draw_heading(self, painter: QPainter, rect: QRect, look: CellLook) -> None:
        """A heading runs from the frozen columns on into the months, wherever those are."""
        theme = current_theme()
        painter.setClipRect(rect)
        painter.setFont(font_of(theme.body, bold=True))
        painter.setPen(QColor(theme.ink))
        width = self.heading_width - 2 * PAD
        room = QRect(self.heading_start + PAD, rect.top(), width, rect.height())
        text = painter.fontMetrics().elidedText(look.text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), text)

    # -- editing -----------------------------------------------------------------------------

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setMaxLength(60)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = self._step_of(event)
            if step is not None and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.leave.emit(step)
                return True
        return super().eventFilter(editor, event)

    def _step_of(self, event: QKeyEvent) -> str | None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return "up" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "down"
        if self.typed_over and key in _TYPED_STEPS:
            return _TYPED_STEPS[key]
        return _EDITOR_STEPS.get(key)


def _background(look: CellLook, theme: Theme, *, selected: bool) -> str:
    if selected:
        return theme.selection
    if look.heading or look.total:
        return theme.surface_sunken
    return theme.track if look.muted else theme.surface_raised


def _ink(look: CellLook, theme: Theme) -> str:
    if look.warning:
        return theme.semaforo(Semaforo.AMARILLO).tinta
    if look.semaforo is not None:
        return theme.semaforo(look.semaforo).tinta
    return theme.ink_soft if look.soft or look.muted else theme.ink


def _draw_content(painter: QPainter, rect: QRect, look: CellLook, ink: str) -> None:
    theme = current_theme()
    room = rect.adjusted(PAD, 0, -PAD, 0)
    if look.ghost:
        painter.setFont(font_of(theme.small))
        painter.setPen(QColor(ink if ink == theme.selection_ink else theme.ink_soft))
        painter.drawText(room, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), look.ghost)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(look.ghost) + PAD)
    if look.semaforo is not None:
        room.setLeft(room.left() + _draw_dot(painter, room, look.semaforo))
    font = font_of(theme.small if look.soft or look.small else theme.body, bold=look.bold)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    if look.wrap:
        draw_two_rows(painter, room, look.text)
        return
    side = Qt.AlignmentFlag.AlignLeft if look.left else Qt.AlignmentFlag.AlignRight
    text = painter.fontMetrics().elidedText(look.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(_MIDDLE | side), text)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _draw_dot(painter: QPainter, room: QRect, semaforo: Semaforo) -> int:
    """A small disc in the traffic light's colour; gives the space it takes."""
    size = 8
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_theme().semaforo(semaforo).relleno))
    painter.drawEllipse(room.left(), room.center().y() - size // 2 + 1, size, size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    return size + PAD


def draw_due_mark(painter: QPainter, rect: QRect) -> None:
    """The corner that says: this month is over and not captured."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_theme().semaforo(Semaforo.AMARILLO).relleno))
    corner = rect.topRight()
    painter.drawPolygon(QPolygon([corner, corner - QPoint(MARK, 0), corner + QPoint(0, MARK)]))


def draw_two_rows(painter: QPainter, room: QRect, text: str) -> None:
    """Draw a text in as many rows as there is room for; the last one ends in "…"."""
    metrics = painter.fontMetrics()
    fits = max(1, room.height() // metrics.lineSpacing())
    rows = _broken(text.replace("\n", " "), painter, room.width(), fits)
    top = room.top() + (room.height() - len(rows) * metrics.lineSpacing()) // 2
    for number, row in enumerate(rows):
        line = QRect(room.left(), top + number * metrics.lineSpacing(), room.width(), 99)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), row)


def _broken(text: str, painter: QPainter, width: int, fits: int) -> list[str]:
    metrics: QFontMetrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(_WORD_WRAP)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < fits and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    rows = [text[a:b].rstrip() for a, b in pairwise(starts)]
    last = text[starts[-1] :]
    return [metrics.elidedText(row, Qt.TextElideMode.ElideRight, width) for row in (*rows, last)]


_WORD_WRAP = QTextOption()
_WORD_WRAP.setWrapMode(QTextOption.WrapMode.WordWrap)
