"""Controls that a screen reader cannot name, pictures that it cannot describe."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from tests.screens.faults import Fault, is_inside_qt, paints_itself, shown, where


def name_faults(window: QWidget) -> list[Fault]:
    """Everything one can act on, or look at, that has no name."""
    found: list[Fault] = []
    for widget in shown(window):
        if is_control(widget) and not name_of(widget):
            found.append(Fault("sin nombre accesible", where(widget), type(widget).__name__))
        if is_picture(widget):
            name = widget.accessibleName()
            if not name:
                found.append(Fault("dibujo sin texto", where(widget), "nombre"))
            elif ":" not in name and not widget.accessibleDescription():
                # a name like "Abril: 50 %, 2 de 4 actos" says already what one sees
                found.append(Fault("dibujo sin texto", where(widget), "descripción"))
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget; its value alone is no name."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name).strip()


def is_control(widget: QWidget) -> bool:
    """Whether one can act on a widget by mouse or keyboard."""
    if is_inside_qt(widget) or isinstance(widget, QScrollBar | QMenuBar | QHeaderView):
        return False
    if isinstance(widget.parentWidget(), QAbstractScrollArea):
        return False  # a viewport: its area is the control
    if isinstance(widget, QLabel | QScrollArea):
        return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    if isinstance(widget, QAbstractButton | QAbstractItemView):
        return True
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not widget.isWindow()


def is_picture(widget: QWidget) -> bool:
    """Whether a widget says something only by what the program paints."""
    if not paints_itself(widget) or isinstance(
        widget, QLabel | QAbstractButton | QAbstractScrollArea | QComboBox | QLineEdit
    ):
        return False
    return not any(each.isVisible() for each in widget.findChildren(QWidget))
