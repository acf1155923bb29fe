"""What is planned, spent and left of an actividad's inversión: three figures and a thin bar."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from poa_desktop.poa.formats import format_dinero, format_porcentaje
from poa_desktop.poa.records import Actividad, TipoInversion
from poa_desktop.tablero.inversion import porcentaje_ejercido
from poa_desktop.ui.theme import current_theme, font_of, set_role

_BAR = 4
_ZERO = Decimal(0)
_WORDS = {
    TipoInversion.NO_GENERA_GASTO: "No genera gasto",
    TipoInversion.SIN_DEFINIR: "Sin definir",
}


@dataclass(frozen=True, slots=True)
class Cuenta:
    """Planned and spent pesos; *programada* is None where no amount is planned."""

    programada: Decimal | None
    ejercida: Decimal
    sin_importe: str = ""
    """Why nothing is planned, in words."""

    @property
    def disponible(self) -> Decimal:
        """What is left; below 0 what was spent beyond the plan."""
        return (self.programada or _ZERO) - self.ejercida

    @property
    def porcentaje(self) -> Fraction | None:
        """Spent / planned × 100, exact; None where nothing is planned."""
        return porcentaje_ejercido(self.programada, self.ejercida)

    @property
    def programada_text(self) -> str:
        """The planned amount, or why there is none."""
        return self.sin_importe if self.programada is None else format_dinero(self.programada)

    @property
    def disponible_text(self) -> str:
        """What is left, in words where it is beyond the plan; "—" where nothing was planned."""
        if self.disponible < 0:
            return f"Excede por {format_dinero(-self.disponible)}"
        return "—" if self.programada is None else format_dinero(self.disponible)


def cuenta_de(actividad: Actividad) -> Cuenta:
    """Planned and spent of one actividad."""
    inversion = actividad.ficha.inversion
    return Cuenta(inversion.monto, actividad.ejercido, _WORDS.get(inversion.tipo, ""))


def cuenta_total(actividades: Iterable[Actividad]) -> Cuenta:
    """Planned and spent of several actividades; those without an amount add nothing planned."""
    cuentas = [cuenta_de(each) for each in actividades]
    planned = [each.programada for each in cuentas if each.programada is not None]
    spent = sum((each.ejercida for each in cuentas), _ZERO)
    return Cuenta(sum(planned, _ZERO) if planned else None, spent, "—")


class SpendingBar(QWidget):
    """How much of the plan is spent, as a thin bar; beyond the plan it is full and red."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cuenta = Cuenta(None, _ZERO)
        self.setAccessibleName("Inversión ejercida")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cuenta(self, cuenta: Cuenta) -> None:
        """Show another amount."""
        self._cuenta = cuenta
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.track))
        room = QRectF(self.rect())
        painter.drawRoundedRect(room, _BAR / 2, _BAR / 2)
        over = self._cuenta.disponible < 0
        share = 1.0 if over else float((self._cuenta.porcentaje or 0) / 100)
        if share > 0:
            painter.setBrush(QColor(theme.danger if over else theme.ink_soft))
            room.setWidth(max(room.width() * share, _BAR))
            painter.drawRoundedRect(room, _BAR / 2, _BAR / 2)
        painter.end()


class _Figure(QWidget):
    """A small caption and its figure on one row."""

    def __init__(self, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.caption = QLabel(caption, self)
        set_role(self.caption, "soft")
        self.value = QLabel(self)
        self.value.setFont(font_of(current_theme().body, bold=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().half + 2)
        row.addWidget(self.caption, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBaseline)


class GastosFigures(QWidget):
    """Programada, ejercida and disponible on one row (one under the other where that is too
    narrow), the bar beneath.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.programada = _Figure("Programada", self)
        self.ejercida = _Figure("Ejercida", self)
        self.disponible = _Figure("Disponible", self)
        self._figures = self.programada, self.ejercida, self.disponible
        self.bar = SpendingBar(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for figure in self._figures:
            self._row.addWidget(figure, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.half + 2)
        box.addLayout(self._row)
        box.addWidget(self.bar)

    def show_cuenta(self, cuenta: Cuenta) -> None:
        """Show the amounts of an actividad."""
        over = cuenta.disponible < 0
        self.programada.value.setText(cuenta.programada_text)
        spent = format_dinero(cuenta.ejercida)
        if cuenta.porcentaje is not None:
            spent = f"{spent} ({format_porcentaje(cuenta.porcentaje)})"
        self.ejercida.value.setText(spent)
        self.disponible.setVisible(over or cuenta.programada is not None)
        self.disponible.caption.setVisible(not over)
        self.disponible.value.setText(cuenta.disponible_text)
        self.disponible.value.setStyleSheet("color: palette(bright-text);" if over else "")
        self.bar.show_cuenta(cuenta)
        self._arrange()
        self.bar.setAccessibleDescription(
            f"Programada {cuenta.programada_text}, ejercida {spent}, "
            f"{'' if over else 'disponible '}{cuenta.disponible_text}"
        )

    def _arrange(self) -> None:
        theme = current_theme()
        shown = [each.sizeHint().width() for each in self._figures if not each.isHidden()]
        fits = sum(shown) + (len(shown) - 1) * theme.margin <= self.width()
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
        self._row.setSpacing(theme.margin if fits else 2)

    def minimumSizeHint(self) -> QSize:
        """As wide as one figure: they may stand one under the other."""
        widest = max(each.minimumSizeHint().width() for each in self._figures)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
