"""Widgets that are cut by what holds them, lie on each other, or need scrolling sideways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QDialog,
    QLayout,
    QLayoutItem,
    QSplitter,
    QSplitterHandle,
    QStackedLayout,
    QTabBar,
    QTableView,
    QWidget,
)

from tests.screens.faults import Fault, is_inside_qt, shown, where

_ROUND = 1


def layout_faults(window: QWidget) -> list[Fault]:
    """Every part of a window that is not where it can be seen whole."""
    found: list[Fault] = []
    if isinstance(window, QDialog) and window.parentWidget() is not None:
        found += _too_large(window, window.parentWidget())
    for widget in shown(window):
        found += [*_beyond_parent(widget, window), *_on_each_other(widget), *_sideways(widget)]
    return found


def _too_large(dialog: QDialog, behind: QWidget) -> Iterator[Fault]:
    """The window behind stands for the screen."""
    size, screen = dialog.size(), behind.size()
    if size.width() > screen.width() or size.height() > screen.height():
        what = f"{size.width()}×{size.height()} en {screen.width()}×{screen.height()}"
        yield Fault("no cabe en la pantalla", where(dialog), what)


def _beyond_parent(widget: QWidget, window: QWidget) -> Iterator[Fault]:
    parent = widget.parentWidget()
    if widget is window or parent is None or is_inside_qt(widget):
        return
    area = parent.parentWidget()
    if isinstance(area, QAbstractScrollArea) and parent is area.viewport():
        return  # it is there to be scrolled
    if isinstance(widget, QSplitterHandle) or isinstance(parent, QTabBar | QAbstractScrollArea):
        return
    place, room = widget.geometry(), parent.rect()
    if not room.adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND).contains(place):
        lost = (
            place.right() - room.right(), place.bottom() - room.bottom(), -place.left(),
            -place.top(),
        )  # fmt: skip
        yield Fault("cortado por su marco", where(widget), f"{max(lost)} px fuera")


def _on_each_other(widget: QWidget) -> Iterator[Fault]:
    layout = widget.layout()
    if isinstance(widget, QSplitter):
        parts = [widget.widget(place) for place in range(widget.count())]
    elif layout is None or isinstance(layout, QStackedLayout):
        return
    else:
        parts = list(_widgets_of(layout))
    seen = [each for each in parts if each.isVisible() and each.parentWidget() is widget]
    for one, other in combinations(seen, 2):
        common = one.geometry() & other.geometry()
        if common.width() > _ROUND and common.height() > _ROUND:
            yield Fault("uno sobre otro", where(one), f"con {where(other)}")


def _widgets_of(item: QLayoutItem) -> Iterator[QWidget]:
    if item.widget() is not None:
        yield item.widget()
    layout = item.layout()
    if isinstance(layout, QLayout) and not isinstance(layout, QStackedLayout):
        for place in range(layout.count()):
            yield from _widgets_of(layout.itemAt(place))


def _sideways(widget: QWidget) -> Iterator[Fault]:
    """Only grids are scrolled sideways; and nothing is scrolled through a slit."""
    if not isinstance(widget, QAbstractScrollArea):
        return
    room = widget.viewport().size()
    aside = widget.horizontalScrollBar().maximum()
    if aside > 0 and not isinstance(widget, QTableView):
        yield Fault("hay que desplazar a lo ancho", where(widget), f"{aside} px")
    content = getattr(widget, "widget", lambda: None)()
    if isinstance(content, QWidget) and aside == 0 and content.width() > room.width() + _ROUND:
        yield Fault(
            "cortado por su marco", where(widget), f"{content.width() - room.width()} px fuera"
        )
    least = (1 if isinstance(widget, QAbstractItemView) else 2) * widget.fontMetrics().lineSpacing()
    if widget.verticalScrollBar().maximum() > 0 and room.height() < least:
        yield Fault("rendija", where(widget), f"{room.height()} px de alto")
