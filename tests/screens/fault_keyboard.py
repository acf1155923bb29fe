"""What the keyboard does not reach, in which order it goes, and whether one sees where it is."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QMainWindow,
    QScrollArea,
    QStatusBar,
    QToolBar,
    QWidget,
)

from tests.screens.fault_names import is_control
from tests.screens.faults import Fault, is_inside_qt, shown, where
from tests.screens.views import settle

_ZONES = ("barra", "árbol", "página", "pie")
_MOST = 300
"""More stops than any window has: the walk goes in a circle that misses its start."""


def keyboard_faults(window: QWidget) -> list[Fault]:
    """Walk through a window by Tab, and by F6 out of a table, and judge what was met."""
    walked = _walk(window)
    walked += _walk(window)  # a button beside a list may wake up when the list is first entered
    found = [
        Fault("foco invisible", where(widget), "se ve igual con el foco y sin él")
        for widget in dict.fromkeys(widget for widget, visible in walked if not visible)
    ]
    reached = {widget for widget, _ in walked}
    for widget in shown(window):
        if widget not in reached and _is_stop(widget) and not _has_stop_in(widget, reached):
            found.append(Fault("Tab no llega", where(widget), "tiene foco pero nadie llega"))
        elif _is_deaf(widget):
            found.append(Fault("sin teclado", where(widget), "solo con el ratón"))
    if isinstance(window, QMainWindow):
        found += _jumps([widget for widget, _ in _walk(window)])
    return found


def _walk(window: QWidget) -> list[tuple[QWidget, bool]]:
    """Every stop from the first on, and whether the focus could be seen there."""
    first = _first_stop(window)
    if first is None:
        return []
    first.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    walked: list[tuple[QWidget, bool]] = []
    widget = _focused(window)
    while widget is not None and len(walked) < _MOST:
        with_focus = _picture(window, widget)
        following = _step(window, widget)
        if following is widget:
            widget.clearFocus()  # nowhere else to go, or no way out: see it without
            settle()
        walked.append((widget, _picture(window, widget) != with_focus))
        if following is widget or following in {each for each, _ in walked}:
            break
        widget = following
    return walked


def _first_stop(window: QWidget) -> QWidget | None:
    """Where the walk begins: what stands first in the window's own order."""
    widget = window.nextInFocusChain()
    while widget is not window:
        if widget.isVisible() and _is_stop(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _focused(window: QWidget) -> QWidget | None:
    widget = QApplication.focusWidget()
    return widget if widget is not None and widget.window() is window else None


def _step(window: QWidget, widget: QWidget) -> QWidget | None:
    """On by Tab; a table keeps Tab for its cells and is left by F6."""
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_F6):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = _focused(window) or widget
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
        settle()
        if _focused(window) is not widget:
            break
    return _focused(window)


def _picture(window: QWidget, widget: QWidget) -> QImage:
    """A widget as it stands in its window."""
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    return window.grab(place & window.rect()).toImage()


def _is_stop(widget: QWidget) -> bool:
    """Whether Tab should halt here."""
    by_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    if not by_tab or not widget.isEnabled() or widget.isWindow() or is_inside_qt(widget):
        return False
    if isinstance(widget, QScrollArea):
        return False  # what is in it is reached, and scrolls it
    return not isinstance(widget.parentWidget(), QAbstractScrollArea)


def _has_stop_in(widget: QWidget, reached: set[QWidget]) -> bool:
    """A control made of parts is reached when one of them is, or the one it stands for."""
    proxy = widget.focusProxy()
    return proxy in reached or any(widget.isAncestorOf(each) for each in reached)


def _is_deaf(widget: QWidget) -> bool:
    """A control that takes no focus, has no keys of its own and belongs to no group."""
    if not is_control(widget) or not widget.isEnabled() or is_inside_qt(widget):
        return False
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        return False
    if isinstance(widget, QAbstractButton):
        in_group = widget.group() is not None and widget.isCheckable()
        action = getattr(widget, "defaultAction", lambda: None)()
        keys = widget.shortcut().isEmpty() and (action is None or action.shortcut().isEmpty())
        return keys and not in_group
    return False


def _jumps(walked: list[QWidget]) -> list[Fault]:
    """From the toolbar to the tree, on to the page, to the foot: no way back in between."""
    zones = [zone for zone, _ in groupby(map(_zone, walked))]
    if len(zones) > 1 and zones[0] == zones[-1]:
        zones.pop()  # the circle closes where it began
    wanted = [zone for zone in _ZONES if zone in zones]
    first = zones.index(wanted[0]) if wanted else 0
    turned = zones[first:] + zones[:first]
    if turned == wanted:
        return []
    return [Fault("orden del teclado", " → ".join(zones), "se espera " + " → ".join(wanted))]


def _zone(widget: QWidget) -> str:
    each: QWidget | None = widget
    while each is not None:
        if isinstance(each, QToolBar):
            return "barra"
        if isinstance(each, QStatusBar):
            return "pie"
        if type(each).__name__ == "TreePanel":
            return "árbol"
        each = each.parentWidget()
    return "página"
