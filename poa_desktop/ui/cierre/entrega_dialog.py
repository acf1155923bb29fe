"""The confirmation of an envío or a cierre: what is signed, confirmed and explained."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.comparacion_reglas import cierre_que_congela
from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS, Medida
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.requisitos import Requisito, TipoRequisito, blocking, requisitos
from poa_desktop.poa.tramites import Paso
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.cierre.falta import FaltaList
from poa_desktop.ui.cierre.razones import RazonesTable
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (1000, 600)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Entrega:
    """What was confirmed. *justificaciones* are by línea."""

    en_cero: bool
    justificaciones: Mapping[int, str]
    nota: str


class EntregaDialog(QDialog):
    """Shows the figure and what is lacking; the button waits until nothing blocks any more."""

    def __init__(self, session: Session, paso: Paso, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._paso = session, paso
        self._closing = paso is Paso.CIERRE
        self._found: tuple[Requisito, ...] = ()
        self._known: dict[bool, tuple[Requisito, ...]] = {}
        self._warned = False
        verb = "Cerrar" if self._closing else "Enviar a Planeación"
        self.setWindowTitle(f"{verb}: {session.periodo.corto} {session.periodo.ejercicio}")
        self.resize(*_SIZE)
        self.falta = FaltaList(jumps=False)
        self.en_cero = QCheckBox()
        self.razones = RazonesTable()
        self.leido = QCheckBox("Leí los &avisos")
        self.nota = QLineEdit()
        self.nota.setMaxLength(500)  # printed on the acta
        self.nota.setPlaceholderText(
            "Queda en el acta: sesión, oficio, acuerdo…" if self._closing else "Para Planeación"
        )
        self.told = QLabel()
        self.told.setWordWrap(True)
        set_role(self.told, "soft")
        self.ok_button = QPushButton("&Cerrar el periodo" if self._closing else "&Enviar")
        set_role(self.ok_button, "primary")
        self.ok_button.setAutoDefault(False)  # Enter in a text is no signature
        self.cancel_button = QPushButton("Cancelar")
        self.cancel_button.setAutoDefault(False)
        self._lay_out()
        self.en_cero.toggled.connect(lambda _on: self._look())
        self.razones.changed.connect(self._enable)
        self.leido.toggled.connect(lambda _on: self._enable())
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._look()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        for text, role in self._head():
            label = QLabel(text)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            set_role(label, role)
            column.addWidget(label)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.half)
        left.addWidget(self.falta, 1)
        left.addWidget(self.en_cero)
        left.addWidget(self.leido)
        middle = QHBoxLayout()
        middle.setSpacing(theme.gap_wide)
        middle.addWidget(self._left, 5)
        middle.addWidget(self.razones, 6)
        column.addLayout(middle, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.gap)
        label = QLabel("&Nota:")
        label.setBuddy(self.nota)
        self.nota.setAccessibleName("Nota")
        row.addWidget(label)
        row.addWidget(self.nota, 1)
        column.addLayout(row)
        meaning = QLabel(_CLOSES if self._closing else _SENDS)
        meaning.setWordWrap(True)
        column.addWidget(meaning)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.ok_button)
        foot.addWidget(self.cancel_button)
        column.addLayout(foot)

    def _head(self) -> list[tuple[str, str]]:
        """The period, its figure, the rule in words and whether this freezes it."""
        session = self._session
        medida = session.evaluacion().total
        rule = medida.rechazo or REGLAS_EN_PALABRAS[medida.regla]
        assert session.poa is not None
        frozen = cierre_que_congela(session.store.sellos(), session.poa.ejercicio)
        if self._closing and frozen is None:
            rule += (
                f" Con el primer cierre la regla y sus límites quedan fijos para "
                f"{session.poa.ejercicio}."
            )
        head = f"{session.periodo.en_palabras}: {_figure(medida)}"
        return [(head, "title"), (rule, "soft")]

    # -- what is lacking -----------------------------------------------------------------------

    def _requisitos(self, en_cero: bool) -> tuple[Requisito, ...]:
        if en_cero not in self._known:
            session = self._session
            assert session.poa is not None
            self._known[en_cero] = requisitos(
                session.poa,
                session.periodo,
                session.hoy,
                self._paso,
                observaciones=session.store.observaciones(session.poa.id),
                tramites=session.tramites(),
                en_cero=en_cero,
            )
        return self._known[en_cero]

    def _look(self) -> None:
        """Show what is lacking under what is confirmed now."""
        uncaptured = _of(self._requisitos(False), TipoRequisito.SIN_CAPTURAR)
        claves = ", ".join(each.clave for each in uncaptured[:_NAMED])
        more = f" y {len(uncaptured) - _NAMED:,} más" if len(uncaptured) > _NAMED else ""
        self.en_cero.setText(f"C&onfirmo que fue 0 lo que falta capturar: {claves}{more}")
        self.en_cero.setVisible(bool(uncaptured))
        self._found = self._requisitos(self.en_cero.isChecked())
        unjustified = _of(blocking(self._found), TipoRequisito.SIN_JUSTIFICAR)
        here = {id(each) for each in unjustified}
        assert self._session.poa is not None
        self.razones.show_requisitos(unjustified, self._session.poa)
        self.razones.setVisible(bool(unjustified))
        zeros = uncaptured if self.en_cero.isChecked() else ()
        shown = [replace(each, bloquea=False, que_hacer="Se captura 0.") for each in zeros]
        shown += [each for each in self._found if id(each) not in here]
        self.falta.show_requisitos(tuple(shown), "No falta nada.")
        self.leido.setVisible(self._closing and any(not each.bloquea for each in self._found))
        self._enable()

    def reject(self) -> None:
        """Give up; justificaciones that are written go only when that is asked for twice."""
        if self.razones.texts() and not self._warned:
            self._warned = True
            self.told.setText(_LOST)
            announce(self.told, _LOST, urgent=True)
            return
        super().reject()

    def _enable(self) -> None:
        self._warned = False
        waits = self._waits_for()
        self.told.setText(f"Falta {'; '.join(waits)}." if waits else "")
        self.ok_button.setEnabled(not waits)

    def _waits_for(self) -> list[str]:
        """What keeps the button from being pressed, each as it follows «Falta»."""
        waits = []
        refused = blocking(self._found)
        if _of(refused, TipoRequisito.SIN_CAPTURAR):
            waits.append("capturar lo que falta, o confirmar que fue 0")
        here = (TipoRequisito.SIN_CAPTURAR, TipoRequisito.SIN_JUSTIFICAR)
        others = [each for each in refused if each.tipo not in here]
        if others:
            waits.append("resolver antes lo marcado en rojo")
        empty = self.razones.missing
        if empty:
            told = "1 justificación" if empty == 1 else f"{empty:,} justificaciones"
            waits.append(f"escribir {told}")
        if not self.leido.isHidden() and not self.leido.isChecked():
            waits.append("leer los avisos")
        return waits

    def answer(self) -> Entrega:
        """What was confirmed."""
        return Entrega(
            self.en_cero.isChecked(), self.razones.texts(), " ".join(self.nota.text().split())
        )


_LOST = "Las justificaciones que escribió se pierden: cancele otra vez para descartarlas."
_CLOSES = (
    "Al cerrar, los meses del periodo ya no reciben cambios de nadie, y lo que hoy dicen se "
    "congela y se sella con su nombre. Cerrar no se deshace: reabrir exige un motivo."
)
_SENDS = (
    "Planeación revisa lo que se envía, y lo cierra o lo devuelve. Los meses siguen abiertos, y lo "
    "que cambie después del envío se señala. El envío se puede retirar."
)


def _of(found: tuple[Requisito, ...], tipo: TipoRequisito) -> tuple[Requisito, ...]:
    return tuple(each for each in found if each.tipo is tipo)


def _figure(medida: Medida) -> str:
    """The percentage, with the counts where the rule has some."""
    if medida.porcentaje is None:
        return "sin programación"
    figure = format_porcentaje(medida.porcentaje)
    if medida.proyectadas is None or medida.realizadas is None or medida.regla == "cantidades":
        return figure
    noun = "actividades" if medida.regla == "actividades" else "actos"
    return f"{figure}, {medida.realizadas:,} de {medida.proyectadas:,} {noun}"
