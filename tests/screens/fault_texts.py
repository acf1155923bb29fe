"""Texts that do not fit the widget that shows them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QCommandLinkButton,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from tests.screens.faults import Fault, is_inside_qt, is_ours, paints_itself, shown, where

_ROUND = 1
"""Pixels that rounding may take."""


def text_faults(window: QWidget) -> list[Fault]:
    """Every text of Qt's own widgets that is cut; what paints itself is seen by fault_paint."""
    found: list[Fault] = []
    for widget in shown(window):
        if paints_itself(widget) and not isinstance(widget, QComboBox):
            continue
        for what in _cut(widget):
            found.append(Fault("texto cortado", where(widget), what))
    return found


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QAbstractSpinBox):
        yield from _spin(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QHeaderView):
        yield from _sections(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QGroupBox):
        yield from _needs(widget, widget.fontMetrics().horizontalAdvance(widget.title()))
    elif isinstance(widget, QMenuBar | QToolBar):
        yield from _overflow(widget)


def _needs(widget: QWidget, width: int, height: int = 0) -> Iterator[str]:
    if width > widget.width() + _ROUND:
        yield f"necesita {width} px de ancho y tiene {widget.width()}"
    if height > widget.height() + _ROUND:
        yield f"necesita {height} px de alto y tiene {widget.height()}"


def _label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if not label.wordWrap():
        hint = label.sizeHint()
        yield from _needs(label, hint.width(), hint.height())
        return
    yield from _needs(label, 0, label.heightForWidth(label.width()))
    text = label.text()
    if "<" in text and label.textFormat() is not Qt.TextFormat.PlainText:
        document = QTextDocument()
        document.setHtml(text)
        text = document.toPlainText()
    widest = max(map(label.fontMetrics().horizontalAdvance, text.split()), default=0)
    if widest > label.contentsRect().width() + _ROUND:
        yield f"una palabra ocupa {widest} px y hay {label.contentsRect().width()}"


def _button(button: QAbstractButton) -> Iterator[str]:
    if not button.text() and button.icon().isNull():
        return
    only_icon = Qt.ToolButtonStyle.ToolButtonIconOnly
    says_nothing = isinstance(button, QToolButton) and button.toolButtonStyle() is only_icon
    if says_nothing and not button.icon().isNull():
        return
    hint = button.sizeHint()
    height = hint.height()
    if isinstance(button, QCommandLinkButton):
        height = button.heightForWidth(button.width())
    yield from _needs(button, hint.width(), height)


def _combo(combo: QComboBox) -> Iterator[str]:
    text = combo.currentText() or combo.placeholderText()
    if combo.isEditable() and combo.hasFocus():
        return
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    room = (
        combo.style()
        .subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            combo,
        )
        .width()
    )
    needed = combo.fontMetrics().horizontalAdvance(text)
    if needed > room + _ROUND and text not in combo.toolTip():
        yield f"«{text[:40]}» ocupa {needed} px y hay {room}, sin tooltip que lo diga entero"


def _spin(spin: QAbstractSpinBox) -> Iterator[str]:
    text, editor = spin.text(), spin.lineEdit()
    needed = editor.fontMetrics().horizontalAdvance(text) + 4
    if needed > editor.width() + _ROUND:
        yield f"«{text}» ocupa {needed} px y hay {editor.width()}"


def _line(editor: QLineEdit) -> Iterator[str]:
    """A suggestion fits; a text that is longer than its line is told by the tooltip."""
    text = editor.text() or editor.placeholderText()
    option = QStyleOptionFrame()
    editor.initStyleOption(option)
    room = editor.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, editor)
    high = editor.fontMetrics().height()
    if text and high > room.height() + _ROUND:
        yield f"«{text[:40]}» mide {high} px de alto y hay {room.height()}"
    if editor.isModified() or is_inside_qt(editor):
        return  # one is typing; how wide a part of a control is, is seen with the control
    needed = editor.fontMetrics().horizontalAdvance(text) + 4  # Qt's own margin, both sides
    if needed > room.width() + _ROUND and text not in editor.toolTip():
        yield f"«{text}» ocupa {needed} px y hay {room.width()}"


def _sections(header: QHeaderView) -> Iterator[str]:
    if header.orientation() is not Qt.Orientation.Horizontal or is_ours(header):
        return  # one of ours paints its sections itself: see fault_paint
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = str(header.model().headerData(section, header.orientation()) or "")
        needed = header.sectionSizeFromContents(section).width()
        if text and needed > header.sectionSize(section) + _ROUND:
            yield f"columna «{text}» necesita {needed} px y tiene {header.sectionSize(section)}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    for tab in range(bar.count()):
        if bar.tabRect(tab).width() + _ROUND < bar.tabSizeHint(tab).width():
            yield f"pestaña «{bar.tabText(tab)}»"
        elif not bar.rect().contains(bar.tabRect(tab)):
            yield f"pestaña «{bar.tabText(tab)}» fuera de la barra"


def _overflow(bar: QWidget) -> Iterator[str]:
    """Qt hides what has no room behind an arrow."""
    for name in ("qt_menubar_ext_button", "qt_toolbar_ext_button"):
        arrow = bar.findChild(QToolButton, name)
        if arrow is not None and arrow.isVisible():
            yield "no todo cabe: el resto quedó detrás de una flecha"
