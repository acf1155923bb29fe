"""How the cells of a month table are drawn and edited."""

from itertools import pairwise

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPolygon,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.grid.look import LOOK, CellLook
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.tablero.chart_sign import SIGN, paint_sign
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
    refused = Signal(str)
    """Why what was typed cannot be written; the editor stays open with it."""
    reverted = Signal()
    """What was typed was given up with Esc."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typed_over = False  # the edit began by typing: the arrows finish it
        self.heading_start = 0  # where headings begin, in pixels from the left of the view
        self.heading_width = 0  # and how wide they may be
        self._edited = QPersistentModelIndex()

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
        _draw_hairlines(painter, option.rect, right=not look.heading)
        room = cell_room(option.rect)
        ink = theme.selection_ink if selected else _ink(look, theme)
        if look.due:
            draw_due_mark(painter, room)
        if look.heading:
            painter.setClipRect(option.rect)
            across = QRect(self.heading_start, room.top(), self.heading_width, room.height())
            draw_heading(painter, across, look.text)
        else:
            _draw_content(painter, room, look, ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _draw_focus(painter, room)
        painter.restore()

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
        self._edited = QPersistentModelIndex(index)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QLineEdit) and editor.isModified():
            return  # something else changed meanwhile: what is being typed stays
        super().setEditorData(editor, index)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        editor.setGeometry(cell_room(option.rect))

    def refusal(self, editor: QObject | None) -> str:
        """Why the text of an open editor cannot be written; "" when it can."""
        model = self._edited.model()
        if not isinstance(model, MonthGridModel) or not isinstance(editor, QLineEdit):
            return ""
        return model.refusal(model.key_at(self._edited), editor.text())

    def keep_open(self, editor: QObject | None) -> bool:
        """Whether an editor holds what cannot be written: then it is marked and the reason told."""
        reason = self.refusal(editor)
        if not reason or not isinstance(editor, QLineEdit):
            return False
        editor.setProperty("invalid", True)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
        editor.setAccessibleDescription(reason)
        self.refused.emit(reason)
        return True

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._filter_key(editor, event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and self.refusal(editor):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.keep_open(editor)
            return False  # Qt would write it and close
        return super().eventFilter(editor, event)

    def _filter_key(self, editor: QObject, event: QKeyEvent) -> bool:
        step = self._step_of(event)
        if step is not None and isinstance(editor, QWidget):
            if not self.keep_open(editor):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.leave.emit(step)
            return True
        handled = super().eventFilter(editor, event)
        if event.key() == Qt.Key.Key_Escape:
            self.reverted.emit()
        return handled

    def _step_of(self, event: QKeyEvent) -> str | None:
        key = Qt.Key(event.key())
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if leaves_table(event):
            return "before" if back else "after"
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return "up" if back else "down"
        if self.typed_over and key in _TYPED_STEPS:
            return _TYPED_STEPS[key]
        return _EDITOR_STEPS.get(key)


def leaves_table(event: QKeyEvent) -> bool:
    """Whether a key takes the keyboard out of the table: F6 or Ctrl+Tab, with Mayús backwards."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    return event.key() == Qt.Key.Key_F6 or bool(tab and control)


def cell_room(rect: QRect) -> QRect:
    """A cell without the hairlines at its right and foot."""
    return rect.adjusted(0, 0, -1, -1)


def draw_heading(painter: QPainter, across: QRect, text: str) -> None:
    """A heading runs from the first columns on into the months; everyone draws its part of it."""
    theme = current_theme()
    painter.setFont(font_of(theme.body, bold=True))
    painter.setPen(QColor(theme.ink))
    room = across.adjusted(PAD, 0, -PAD, 0)
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), elided)


def _draw_hairlines(painter: QPainter, rect: QRect, *, right: bool) -> None:
    hairline = QColor(current_theme().hairline)
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), hairline)
    if right:
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), hairline)


def _draw_focus(painter: QPainter, room: QRect) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(current_theme().focus))
    for inset in (0, 1):
        painter.drawRect(room.adjusted(inset, inset, -1 - inset, -1 - inset))


def _background(look: CellLook, theme: Theme, *, selected: bool) -> str:
    if selected:
        return theme.selection
    if look.muted:
        return theme.track
    sunken = look.heading or look.total or look.idle
    return theme.surface_sunken if sunken else theme.surface_raised


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
        room.setLeft(room.left() + _draw_sign(painter, room, look.semaforo))
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


def _draw_sign(painter: QPainter, room: QRect, semaforo: Semaforo) -> int:
    """The traffic light's sign; gives the space it takes."""
    center = QPointF(room.left() + SIGN / 2, room.center().y() + 1)
    paint_sign(painter, center, semaforo, current_theme())
    return int(SIGN) + PAD


def draw_due_mark(painter: QPainter, rect: QRect) -> None:
    """The corner that says: this month is over and not captured."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_theme().semaforo(Semaforo.AMARILLO).relleno))
    corner = rect.topRight()
    painter.drawPolygon(QPolygon([corner, corner - QPoint(MARK, 0), corner + QPoint(0, MARK)]))
    painter.restore()


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
