"""The field of the municipio's colour: swatches to choose from, any other colour, or none."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.export.contraste import tinta_sobre
from poa_desktop.export.paleta import INSTITUCIONAL, SUGERIDOS, paleta_de
from poa_desktop.ui.fields.instant import InstantField
from poa_desktop.ui.theme import current_theme, set_role

DEL_PROGRAMA = "El de fábrica"
_SIDE = 32
_RIM = 4  # pixels between the swatch's edge and its colour: room for the rings
_TICK = ((-5.0, 0.0), (-1.5, 3.5), (5.5, -4.0))
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -1000,
    Qt.Key.Key_End: 1000,
}


def ask_color(parent: QWidget, before: str) -> str | None:
    """Any colour, by the system's dialog, as "#RRGGBB"; None when the user gives up."""
    from PySide6.QtWidgets import QColorDialog

    chosen = QColorDialog.getColor(QColor(before), parent, "Color institucional")
    return chosen.name().upper() if chosen.isValid() else None


class Swatch(QAbstractButton):
    """One colour; the chosen one has a ring and a tick, the one with the keyboard the focus."""

    stepped = Signal(int)

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_color(name, value)

    def show_color(self, name: str, value: str) -> None:
        """Stand for a colour; *value* "" is the program's own."""
        self.name, self.value = name, value
        self.setAccessibleName(name)
        self.setAccessibleDescription(value)
        self.setToolTip(name)
        self.update()

    def nextCheckState(self) -> None:
        """What is kept decides which swatch is the chosen one, not the click."""

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, color = current_theme(), self.value or INSTITUCIONAL
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(_RIM + 0.5, _RIM + 0.5, -_RIM - 0.5, -_RIM - 0.5)
        painter.setPen(QPen(QColor(theme.hairline_strong), 1))
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(inside, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            pen = QPen(QColor(tinta_sobre(color)), 2.2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            middle = inside.center()
            painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in _TICK]))
        ring = theme.focus if self.hasFocus() else theme.ink if self.isChecked() else ""
        if ring:
            painter.setPen(QPen(QColor(ring), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class ColorField(InstantField):
    """Shows the municipio's colour and changes it at once. A value is "#RRGGBB" or ""."""

    campo = "color"

    def __init__(self, save: Callable[[str], str | None]) -> None:
        super().__init__()
        self.ask: Callable[[QWidget, str], str | None] = ask_color
        self._save = save
        self._stored = ""
        self.swatches = [Swatch(DEL_PROGRAMA, "")]
        self.swatches += [Swatch(name, value) for name, value in SUGERIDOS.items()]
        self.own = Swatch("Otro color", INSTITUCIONAL)
        self.own.hide()
        self.other = QPushButton("Otro…")
        self.other.setAccessibleName("Elegir otro color institucional")
        self.other.clicked.connect(self._ask)
        self.told = QLabel()
        set_role(self.told, "soft")
        self.told.setWordWrap(True)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        theme = current_theme()
        row = QHBoxLayout()
        row.setSpacing(theme.half)
        for swatch in (*self.swatches, self.own):
            swatch.clicked.connect(lambda _checked=False, each=swatch: self.keep(each.value))
            swatch.stepped.connect(self._step)
            row.addWidget(swatch)
        row.addSpacing(theme.half)
        row.addWidget(self.other)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.half)
        layout.addWidget(QLabel("Color institucional"))
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.note)

    # -- showing ---------------------------------------------------------------------------

    def show_value(self, color: str) -> None:
        """Show the kept colour."""
        if color != self._stored:
            self._stored = color
            self._show()

    def _show(self) -> None:
        known = self._stored in [each.value for each in self.swatches]
        self.own.setVisible(not known)
        if not known:
            self.own.show_color(f"Otro color, {self._stored}", self._stored)
        for swatch in self._all():
            chosen = swatch.value == self._stored
            swatch.setChecked(chosen)
            # Tab reaches the chosen one; the arrows go on from there
            policy = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
            swatch.setFocusPolicy(policy)
        self.told.setText(_explained(self.chosen.name, self._stored))

    def _all(self) -> list[Swatch]:
        known = self._stored in [each.value for each in self.swatches]
        return self.swatches if known else [*self.swatches, self.own]

    @property
    def chosen(self) -> Swatch:
        """The swatch of the kept colour."""
        return next(each for each in self._all() if each.value == self._stored)

    def focus_editor(self) -> None:
        """Put the keyboard on the chosen swatch."""
        self.chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- choosing --------------------------------------------------------------------------

    def _step(self, by: int) -> None:
        swatches = self._all()
        here = next((at for at, each in enumerate(swatches) if each.hasFocus()), 0)
        place = min(max(here + by, 0), len(swatches) - 1)
        swatches[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        color = self.ask(self, self._stored or INSTITUCIONAL)
        if color is not None:
            self.keep(color)

    def keep(self, color: str) -> None:
        """Keep a colour, or "" for the program's own; what is kept already is not written."""
        if color != self._stored:
            self.attempt(lambda: self._save(color))


def _explained(name: str, color: str) -> str:
    """The colour's name, where it is seen, and whether it had to be darkened for that."""
    text = f"{name}. Se ve en la ventana y en los documentos; el semáforo no cambia."
    if color and paleta_de(color).institucional != color:
        text += " Es demasiado claro para leerse sobre blanco: ahí se usa más oscuro."
    return text
