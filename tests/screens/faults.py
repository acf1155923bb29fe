"""What is wrong with a window as it stands: texts that do not fit, parts cut off, no names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its kind, the widget, and what about it."""

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def faults(window: QWidget) -> list[Fault]:
    """Everything that is wrong with a shown window or dialog, each thing once."""
    from tests.screens.fault_layout import layout_faults
    from tests.screens.fault_names import name_faults
    from tests.screens.fault_paint import paint_faults
    from tests.screens.fault_texts import text_faults

    found: list[Fault] = []
    for check in (text_faults, layout_faults, name_faults, paint_faults):
        found += check(window)
    return list(dict.fromkeys(found))


def shown(window: QWidget) -> Iterator[QWidget]:
    """The window and every visible widget in it; not what belongs to another window."""
    yield window
    for child in window.findChildren(QWidget):
        if child.isVisible() and child.window() is window:
            yield child


def where(widget: QWidget) -> str:
    """A widget by its place: the classes of the program above it, and its own text or name."""
    above, each = [], widget.parentWidget()
    while each is not None:
        if is_ours(each):
            above.append(type(each).__name__)
        each = each.parentWidget()
    path = " > ".join([*reversed(above[:3]), type(widget).__name__])
    said = own_text(widget) or widget.accessibleName() or widget.toolTip()
    return f"{path} «{said[:60]}»" if said else path


def is_ours(widget: QWidget) -> bool:
    """Whether the program, not Qt, says what kind of widget it is."""
    return type(widget).__module__.startswith("poa_desktop")


def own_text(widget: QWidget) -> str:
    """What a label or button says."""
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) and not isinstance(widget, QLineEdit) else ""


def paints_itself(widget: QWidget) -> bool:
    """Whether the program, not Qt, paints it."""
    classes = (each for each in type(widget).__mro__ if "paintEvent" in vars(each))
    painter = next(classes, QWidget)
    return not painter.__module__.startswith("PySide6")


def is_inside_qt(widget: QWidget) -> bool:
    """A part that Qt makes for itself: the editor of a spin box, a scroll bar, an arrow."""
    parent = widget.parentWidget()
    if widget.objectName().startswith("qt_") or isinstance(
        parent, QComboBox | QAbstractSpinBox | QLineEdit
    ):
        return True
    if isinstance(parent, QAbstractScrollArea):
        return widget is not parent.viewport() and not is_ours(widget)
    return isinstance(parent, QLabel)
