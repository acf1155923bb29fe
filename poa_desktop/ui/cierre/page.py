"""The page Cierre: where the POA stands in the chosen period, and what is still to be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from poa_desktop.poa.candados import motivo_cerrado
from poa_desktop.poa.problems import Lugar
from poa_desktop.poa.records import Poa
from poa_desktop.poa.requisitos import Requisito, requisitos
from poa_desktop.poa.semaforo import palabra_mostrada
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, ultimo_paso
from poa_desktop.poa.versiones import CambioVersion, cambios_desde_envio
from poa_desktop.ui.cierre.actas import ActasList
from poa_desktop.ui.cierre.falta import FaltaList
from poa_desktop.ui.cierre.head import CierreHead
from poa_desktop.ui.cierre.offers import reasons
from poa_desktop.ui.observaciones.drafts import draft_words
from poa_desktop.ui.observaciones.list import ObservationList
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import prompts_of
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

FALTA, OBSERVACIONES, ACTAS = range(3)
"""The sections, by their tab."""

_TRAMITES = "Trámites y actas"
_NO_LINEAS = (
    "Este POA todavía no tiene líneas de acción: no hay qué evaluar.\nUse «Agregar», junto al "
    "árbol, y prográmelas en Calendario."
)
_NOTHING = {
    Paso.ENVIO: "No falta nada: se puede enviar.",
    Paso.CIERRE: "No falta nada: se puede cerrar.",
}


class CierrePage(Page):
    """Head with the steps; below it what is lacking, the observaciones and the sealed acts.

    Whatever node is chosen, it is about the whole POA.
    """

    def __init__(self, session: Session, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(session, place, parent)
        theme = current_theme()
        self.head = CierreHead(self)
        self.head.step_asked.connect(self._take)
        self.head.changes_asked.connect(self._show_changes)
        self.falta = FaltaList(self)
        self.falta.go_to.connect(self.go_to)
        self.observaciones = ObservationList(session, self)
        self.observaciones.go_to.connect(self.go_to)
        self.actas = ActasList(session, self)
        self.sections = QTabWidget(self)
        self.sections.setAccessibleName("Secciones del cierre")
        for widget, title in (
            (self.falta, "Lo que falta"),
            (self.observaciones, "Observaciones"),
            (self.actas, _TRAMITES),
        ):
            self.sections.addTab(widget, title)
        self.empty = QLabel(_NO_LINEAS, self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.empty, "soft")
        self._shown_for: tuple[object, ...] = ()
        self._sent: tuple[str, Poa | None] | None = None  # read once: it never changes
        self.filled = QWidget(self)
        column = QVBoxLayout(self.filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap)
        column.addWidget(self.head)
        column.addWidget(self.sections, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.margin, theme.half, theme.gap_wide, theme.gap)
        self.stack = QStackedLayout()
        box.addLayout(self.stack)
        self.stack.addWidget(self.filled)
        self.stack.addWidget(self.empty)

    def refresh(self) -> None:
        poa, periodo = self.session.poa, self.session.periodo
        assert poa is not None
        known = any(each.periodo == periodo for each in self.session.tramites())
        self.stack.setCurrentWidget(self.filled if poa.lineas or known else self.empty)
        if not (poa.lineas or known):
            return
        estado, medida = self.session.estado(), self.session.evaluacion().total
        light = palabra_mostrada(medida.semaforo, periodo, self.session.hoy)
        self.head.show_period(periodo.en_palabras, medida, light)
        self.head.show_estado(
            estado,
            [each for each in self.session.tramites() if each.periodo == periodo],
            reasons(estado, read_only=self.session.store.read_only),
            "" if estado is EstadoPeriodo.CERRADO else motivo_cerrado(poa, *periodo.meses),
        )
        self.head.show_changes(self._changes(estado))
        self._show_falta(estado)
        self.actas.show_actas()
        self.sections.setTabText(ACTAS, _counted(_TRAMITES, self.actas.count))
        self._show_observations()
        self._choose_section(estado)

    def _changes(self, estado: EstadoPeriodo) -> tuple[CambioVersion, ...]:
        """What was changed after the envío that Planeación is looking at."""
        last = ultimo_paso(self.session.tramites(), self.session.periodo)
        if estado is not EstadoPeriodo.ENVIADO or last is None or self.session.poa is None:
            return ()
        if self._sent is None or self._sent[0] != last.huella:
            self._sent = last.huella, self.session.store.enviado(last)
        sent = self._sent[1]
        return cambios_desde_envio(sent, self.session.poa, self.session.periodo) if sent else ()

    def _show_changes(self) -> None:
        self.actas.compare(sent=True)

    def _show_observations(self) -> None:
        self.observaciones.show_observations()
        title = _counted("Observaciones", self.observaciones.open_count)
        self.sections.setTabText(OBSERVACIONES, title)

    def _show_falta(self, estado: EstadoPeriodo) -> None:
        """What the step that is due now lacks; of a closed period there is nothing to say."""
        found: tuple[Requisito, ...] = ()
        nothing = "El periodo está cerrado: sus meses ya no reciben cambios."
        if estado is not EstadoPeriodo.CERRADO:
            paso = Paso.CIERRE if estado is EstadoPeriodo.ENVIADO else Paso.ENVIO
            nothing, found = _NOTHING[paso], self._lacking(paso)
        self.falta.show_requisitos(found, nothing)
        self.sections.setTabText(FALTA, _counted("Lo que falta", len(found)))

    def _lacking(self, paso: Paso) -> tuple[Requisito, ...]:
        session = self.session
        assert session.poa is not None
        return requisitos(
            session.poa,
            session.periodo,
            session.hoy,
            paso,
            observaciones=session.observaciones(),
            tramites=session.tramites(),
        )

    def _choose_section(self, estado: EstadoPeriodo) -> None:
        """Another POA, period or state brings the section to look at to the front."""
        assert self.session.poa is not None
        shown_for = self.session.poa.id, self.session.periodo, estado
        if shown_for == self._shown_for:
            return
        self._shown_for = shown_for
        self.observaciones.begin()
        first = {EstadoPeriodo.OBSERVADO: OBSERVACIONES, EstadoPeriodo.CERRADO: ACTAS}
        self.sections.setCurrentIndex(first.get(estado, FALTA))

    def _take(self, paso: Paso) -> None:
        from poa_desktop.ui.cierre.steps import PeriodSteps

        if PeriodSteps(self.session, prompts_of(self), self).take(paso):
            self.take_keyboard()  # its button is not offered any more: never onto the next step

    @property
    def draft_words(self) -> str:
        return draft_words(self.session)

    def take_keyboard(self) -> None:
        self.sections.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_lugar(self, lugar: Lugar) -> None:
        self.sections.setCurrentIndex(OBSERVACIONES if lugar.campo == "observacion" else FALTA)
        self.take_keyboard()
        if lugar.campo == "observacion" and lugar.fila is not None:
            self.observaciones.go_to_observation(lugar.fila)


def _counted(title: str, count: int) -> str:
    return f"{title} ({count:,})" if count else title
