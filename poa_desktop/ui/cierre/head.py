"""The head of the page Cierre: the period, where it stands, its percentage and whose turn it is."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS, Medida
from poa_desktop.poa.formats import fecha_corta, format_porcentaje
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, Tramite
from poa_desktop.poa.versiones import CambioVersion
from poa_desktop.ui.cierre.offers import OFFERS
from poa_desktop.ui.cierre.step_line import StepLine
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

_DONE_AS = {
    Paso.ENVIO: "Enviado",
    Paso.RETIRO: "Envío retirado",
    Paso.DEVOLUCION: "Devuelto con observaciones",
    Paso.CIERRE: "Cerrado",
    Paso.REAPERTURA: "Reabierto",
}

_SHORT = {
    Paso.ENVIO: "Enviar…",
    Paso.RETIRO: "Retirar el envío…",
    Paso.DEVOLUCION: "Devolver…",
    Paso.CIERRE: "Cerrar…",
    Paso.REAPERTURA: "Reabrir…",
}
"""The steps as the buttons say them: their row must fit a small window."""

_NOTE = 160
"""Characters of a nota; the tooltip and the list of trámites have all of it."""

_USUAL = {
    EstadoPeriodo.ABIERTO: Paso.ENVIO,
    EstadoPeriodo.OBSERVADO: Paso.ENVIO,
    EstadoPeriodo.REABIERTO: Paso.ENVIO,
    EstadoPeriodo.ENVIADO: Paso.CIERRE,
}
"""What one usually does next; a closed period asks for nothing."""


class CierreHead(QWidget):
    """Tells, and offers the steps."""

    step_asked = Signal(Paso)
    changes_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period = ElidedLabel()
        set_role(self.period, "title")
        self.line = StepLine()
        self.since = QLabel()
        self.since.setWordWrap(True)
        self.since.setTextFormat(Qt.TextFormat.PlainText)
        self.changed = ElidedLabel()
        self.changed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.changes_button = QPushButton("Ver los &cambios…")
        self.changes_button.setAutoDefault(False)
        self.changes_button.setStyleSheet("QPushButton { padding: 2px 8px; }")
        self.changes_button.clicked.connect(self.changes_asked)
        self.figure = QLabel()
        set_role(self.figure, "title")
        self.rule = QLabel()
        set_role(self.rule, "soft")
        self.buttons: dict[Paso, QPushButton] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        theme = current_theme()
        for label in (self.figure, self.rule):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.period.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.setSpacing(theme.gap_wide)
        left = QVBoxLayout()
        left.setSpacing(theme.half)
        left.addWidget(self.period)
        left.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.figure)
        right.addWidget(self.rule)
        right.addStretch(1)
        top.addLayout(left, 1)
        top.addLayout(right)
        steps = QHBoxLayout()
        steps.setSpacing(theme.gap)
        for paso, spec in OFFERS.items():
            button = QPushButton(_SHORT[paso])
            button.setAccessibleName(spec.text.replace("&", "").rstrip("…"))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, each=paso: self.step_asked.emit(each))
            self.buttons[paso] = button
            steps.addWidget(button)
        steps.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.half)
        column.addLayout(top)
        column.addWidget(self.since)
        self._since_sent = QWidget()
        sent = QHBoxLayout(self._since_sent)
        sent.setContentsMargins(0, 0, 0, 0)
        sent.addWidget(self.changed, 1)
        sent.addWidget(self.changes_button)
        column.addWidget(self._since_sent)
        column.addLayout(steps)

    def show_changes(self, changes: Sequence[CambioVersion]) -> None:
        """Tell what was changed after the envío; nothing where nothing was."""
        self._since_sent.setVisible(bool(changes))
        if changes:
            more = f" (y {len(changes) - 1:,} más)" if len(changes) > 1 else ""
            self.changed.setText(f"Desde el envío cambió: {changes[0]}{more}")

    def show_period(self, words: str, medida: Medida, light: str) -> None:
        """Show the period in words and its percentage with the word of its light."""
        self.period.setText(words)
        figure = format_porcentaje(medida.porcentaje)
        self.figure.setText(f"{figure} · {light}" if light else figure)
        self.rule.setText(f"Regla «{medida.regla.value}»")
        rule = medida.rechazo or REGLAS_EN_PALABRAS[medida.regla]
        for label in (self.figure, self.rule):
            label.setToolTip(plain_tip(rule))

    def show_estado(
        self,
        estado: EstadoPeriodo,
        steps: Sequence[Tramite],
        why_not: Mapping[Paso, str],
        locked: str = "",
    ) -> None:
        """Show where the period stands by its *steps* and enable what may be done; the others say
        why not. *locked* tells of months that another closed period holds.
        """
        last = steps[-1] if steps else None
        self.line.show_estado(estado, sent=[each.paso for each in steps[-2:-1]] == [Paso.ENVIO])
        self.since.setText(" ".join(filter(None, (sentence_of(estado, last), locked))))
        self.since.setToolTip(plain_tip(last.nota if last else ""))
        usual = _USUAL.get(estado)
        for paso, button in self.buttons.items():
            reason = why_not[paso]
            button.setEnabled(not reason)
            button.setToolTip(plain_tip(reason or OFFERS[paso].tip))
            set_role(button, "primary" if paso is usual and not reason else "")


def sentence_of(estado: EstadoPeriodo, last: Tramite | None) -> str:
    """Since when it stands where it does, by whom, and whose turn it is."""
    turn = f"Le toca a {estado.le_toca}." if estado.le_toca else ""
    if last is None:
        return f"Nadie lo ha enviado todavía. {turn}"
    who = f"{last.nombre}, {last.cargo}" if last.cargo else last.nombre
    when = f"{fecha_corta(last.cuando.date())} {last.cuando:%H:%M}"
    said = shorten(last.nota, _NOTE, placeholder="…").rstrip(".")
    note = f" «{said}»." if said else ""
    return f"{_DONE_AS[last.paso]} el {when} por {who}.{note} {turn}".strip()
