"""Texts that the program paints itself: cut, drawn over each other, or shortened for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QListView,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from tests.screens.faults import Fault, own_text, shown, where

_ROUND = 1.5
_DOTS = "…"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text as it was painted, in the coordinates of its widget.

    *room* is the place it was given, None when it was painted from a point; *seen* the part of
    its widget that is painted at all.
    """

    widget: QWidget
    text: str
    place: QRectF
    room: QRectF | None
    seen: QRectF


def paint_faults(window: QWidget) -> list[Fault]:
    """Paint the window once and judge every text that went to the painter."""
    found: list[Fault] = []
    with drawn_texts() as drawn:
        window.grab()
    texts: dict[QWidget, list[Drawn]] = {}
    for each in drawn:
        texts.setdefault(each.widget, []).append(each)
    for widget, painted in texts.items():
        for each in painted:
            found += [Fault(kind, where(_view_of(widget)), what) for kind, what in _judge(each)]
        found += _collisions(widget, painted)
    for widget in shown(window):
        if isinstance(widget, QAbstractItemView):
            found += _cells(widget)
    return found


@contextmanager
def drawn_texts() -> Iterator[list[Drawn]]:
    """Note every text that Python code gives to a painter of a widget."""
    drawn: list[Drawn] = []
    original = QPainter.drawText

    def note(painter: QPainter, *arguments: Any) -> Any:
        widget = painter.device()
        if isinstance(widget, QWidget):
            drawn.append(_measured(painter, widget, arguments))
        return original(painter, *arguments)

    QPainter.drawText = note  # type: ignore[method-assign]
    try:
        yield drawn
    finally:
        QPainter.drawText = original  # type: ignore[method-assign]


def _measured(painter: QPainter, widget: QWidget, arguments: tuple[Any, ...]) -> Drawn:
    metrics = QFontMetricsF(painter.font())
    text = next(each for each in arguments if isinstance(each, str))
    room: QRectF | None = None
    if isinstance(arguments[0], QRect | QRectF):
        room = QRectF(arguments[0])
        flags = next((each for each in arguments[1:] if not isinstance(each, str)), 0)
        flags = int(getattr(flags, "value", flags)) if not hasattr(flags, "alignment") else 0
        place = metrics.boundingRect(room, flags, text)
    else:
        x, y = _point(arguments)
        width = metrics.horizontalAdvance(text)
        place = QRectF(x, y - metrics.ascent(), width, metrics.height())
    to_widget = painter.worldTransform()
    seen = QRectF(widget.rect())
    if painter.hasClipping():
        seen &= to_widget.mapRect(painter.clipBoundingRect())
    return Drawn(
        widget,
        text,
        to_widget.mapRect(place),
        None if room is None else to_widget.mapRect(room),
        seen,
    )


def _point(arguments: tuple[Any, ...]) -> tuple[float, float]:
    first = arguments[0]
    if isinstance(first, QPoint | QPointF):
        return float(first.x()), float(first.y())
    return float(first), float(arguments[1])


def _view_of(widget: QWidget) -> QWidget:
    """The view of a viewport; any other widget is itself."""
    parent = widget.parentWidget()
    is_viewport = isinstance(parent, QAbstractItemView) and widget is parent.viewport()
    return parent if is_viewport and parent is not None else widget


def _judge(each: Drawn) -> Iterator[tuple[str, str]]:
    view = _view_of(each.widget)
    if not each.text.strip() or each.seen.width() < _ROUND:
        return  # a hairline of a text that is painted in full elsewhere
    scrolled = isinstance(view, QAbstractItemView)  # its edges cut what is half in sight
    inside = QRectF(each.widget.rect()).adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND)
    if not scrolled and not inside.contains(each.place):
        yield "texto pintado fuera", each.text
    elif each.room is not None and each.place.width() > each.room.width() + 2 * _ROUND:
        yield "texto pintado cortado", each.text
    if each.text.endswith(_DOTS) and (not scrolled or inside.contains(each.place)):
        middle = each.place.center().toPoint()
        if isinstance(view, QHeaderView):
            yield "encabezado cortado", each.text
        elif each.text != _whole_at(view, middle) and each.text.rstrip(_DOTS).strip() not in (
            _told_at(view, middle)
        ):
            yield "texto recortado sin tooltip", each.text


def _whole_at(widget: QWidget, point: QPoint) -> str:
    """What a cell or label says before anything is shortened: it may end in dots of its own."""
    if isinstance(widget, QAbstractItemView):
        return str(widget.indexAt(point).data() or "")
    return own_text(widget)


def _told_at(widget: QWidget, point: QPoint) -> str:
    """The tooltip at a point of a view or of a painted widget, in one row."""
    if isinstance(widget, QAbstractItemView):
        text = str(widget.indexAt(point).data(3) or widget.toolTip())  # 3: ToolTipRole
    else:
        text = widget.toolTip() or _asked(widget, point)
    return " ".join(text.split())


def _asked(widget: QWidget, point: QPoint) -> str:
    """What a widget that makes its tooltip as one points at it tells."""
    told: list[str] = []
    original = QToolTip.showText

    def note(_place: QPoint, text: str, *_rest: Any) -> None:
        told.append(text)

    QToolTip.showText = note  # type: ignore[assignment,method-assign]
    try:
        event = QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point))
        QApplication.sendEvent(widget, event)
    finally:
        QToolTip.showText = original  # type: ignore[method-assign]
    return " ".join(told)


def _collisions(widget: QWidget, painted: list[Drawn]) -> Iterator[Fault]:
    """Texts of one widget that lie on each other."""
    view = _view_of(widget)
    if isinstance(view, QAbstractItemView):
        return  # each cell has its own room, which _judge holds it to
    kept = [(each, _ink(each)) for each in painted if each.text.strip()]
    for (one, here), (other, there) in combinations(kept, 2):
        common = here & there
        if common.width() > _ROUND and common.height() > _ROUND and one.text != other.text:
            yield Fault("textos encimados", where(widget), f"«{one.text}» y «{other.text}»")


def _ink(each: Drawn) -> QRectF:
    """The part of a text's place that letters really blacken."""
    air = each.place.height() / 5
    return each.place.adjusted(0, air, 0, -air)


def _cells(view: QAbstractItemView) -> Iterator[Fault]:
    """Cells that Qt's own delegate shortens: the whole text must be in the tooltip."""
    if isinstance(view, QHeaderView) or view.model() is None:
        return
    for index in _in_sight(view):
        delegate = view.itemDelegateForIndex(index)
        if type(delegate).__module__.startswith("poa_desktop"):
            continue
        text = str(index.data() or "")
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.rect = QRect(QPoint(), QSize(view.visualRect(index).size()))
        needed = delegate.sizeHint(option, index)
        room = view.visualRect(index)
        if needed.width() <= room.width() + 1 and needed.height() <= room.height() + 1:
            continue
        if " ".join(text.split()) not in " ".join(str(index.data(3) or view.toolTip()).split()):
            yield Fault("celda cortada sin tooltip", where(view), text[:60])


def _in_sight(view: QAbstractItemView) -> Iterator[Any]:
    """The indexes whose rows are in sight, column by column."""
    seen = set()
    room = view.viewport().rect()
    columns = 1 if isinstance(view, QListView) else view.model().columnCount()
    step = max(view.fontMetrics().lineSpacing() // 2, 4)
    for x, y in product((4, room.width() // 2), range(1, room.height(), step)):
        first = view.indexAt(QPoint(x, y)).siblingAtColumn(0)
        if not first.isValid() or first in seen:
            continue
        seen.add(first)
        for column in range(columns):
            cell = first.siblingAtColumn(column)
            hidden = isinstance(view, QTableView) and view.isColumnHidden(column)
            if cell.isValid() and not hidden and not view.visualRect(cell).isEmpty():
                yield cell
