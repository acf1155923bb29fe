"""How large the paper is shown: a percentage of its true size, or as large as the window allows."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.theme import set_role

TRUE_SIZE = 96 / 72
"""Logical pixels per point at 100 %."""
STEPS = (25, 33, 50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
AUTO_MOST = 125
"""The automatic zoom shows the page's width, but no larger than this: letters as in a book."""


class Fit(StrEnum):
    """Zooms that follow the window."""

    AUTO = "automatico"
    WIDTH = "ancho"
    PAGE = "pagina"


Zoom = Fit | int
"""A way to fit, or percent."""

_NAMES = {Fit.AUTO: "Automático", Fit.WIDTH: "Ancho de página", Fit.PAGE: "Página completa"}


def zoom_from(kept: str) -> Zoom:
    """What was remembered; the automatic zoom for anything else."""
    if kept.isdigit() and STEPS[0] <= int(kept) <= STEPS[-1]:
        return int(kept)
    return Fit(kept) if kept in set(Fit) else Fit.AUTO


def step_from(percent: float, step: int) -> int:
    """The next larger (1) or smaller (-1) step from any percentage."""
    if step > 0:
        return next((each for each in STEPS if each > percent + 0.5), STEPS[-1])
    return next((each for each in reversed(STEPS) if each < percent - 0.5), STEPS[0])


class ZoomControl(QWidget):
    """Smaller, the zoom at hand, larger."""

    chosen = Signal(object)
    """A Zoom."""
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.combo.setAccessibleName("Tamaño de la vista")
        self.combo.setToolTip("Tamaño de la vista (Ctrl+0: 100 %; Ctrl y la rueda)")
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.setMaxVisibleItems(len(STEPS) + 4)
        self._fill(Fit.AUTO, 100)
        self.combo.activated.connect(lambda _index: self.chosen.emit(self._zoom()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for name, text, keys, step in (
            ("zoom-out", "Alejar", "Ctrl+−", -1),
            ("zoom-in", "Acercar", "Ctrl++", 1),
        ):
            button = QToolButton()
            set_icon(button, name)
            button.setToolTip(f"{text} ({keys})")
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_role(button, "flat")
            button.clicked.connect(lambda _=False, each=step: self.stepped.emit(each))
            row.addWidget(button)
        row.insertWidget(1, self.combo)

    def show_zoom(self, zoom: Zoom, percent: float) -> None:
        """Show the zoom in force; *percent* is what it comes to."""
        self._fill(zoom, percent)

    def _zoom(self) -> Zoom:
        """What the combo shows; its data is text, for Qt would turn a Fit into one anyway."""
        return zoom_from(str(self.combo.currentData()))

    def _fill(self, zoom: Zoom, percent: float) -> None:
        rows = [(name, fit.value) for fit, name in _NAMES.items()]
        rows += [(f"{each} %", str(each)) for each in STEPS]
        kept = zoom.value if isinstance(zoom, Fit) else str(zoom)
        if kept not in {value for _, value in rows}:
            rows.append((f"{zoom} %", kept))
        shown = [
            (self.combo.itemText(i), self.combo.itemData(i)) for i in range(self.combo.count())
        ]
        if rows != shown:
            self.combo.clear()
            for text, value in rows:
                self.combo.addItem(text, value)
        self.combo.setCurrentIndex(self.combo.findData(kept))
        self.combo.setAccessibleDescription(f"{round(percent)} %")
