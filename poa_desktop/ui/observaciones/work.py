"""What is done to observations from the window, each as one operation that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from poa_desktop.data import observado
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea, claves_observadas
from poa_desktop.ui.observaciones.dialog import ObservarDialog
from poa_desktop.ui.persona.asking import ensure_persona
from poa_desktop.ui.prompts import prompts_of
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database


def may_change(session: Session, observacion: ObservacionLinea | None = None) -> bool:
    """Whether the period shown (or that of an observation) takes observations and answers."""
    from poa_desktop.poa.tramites import EstadoPeriodo

    poa = session.poa
    if session.store.read_only or poa is None:
        return False
    periodo = session.periodo if observacion is None else observacion.periodo
    closed = session.estado(periodo) is EstadoPeriodo.CERRADO
    return not closed and not set(periodo.meses) <= poa.meses_cerrados


class ObservationWork(QObject):
    """Asks, answers and settles for a widget; who does it is asked once and kept."""

    told = Signal(str)
    """How an action went, in one Spanish sentence."""

    def __init__(self, session: Session, widget: QWidget) -> None:
        super().__init__(widget)
        self._session = session
        self._widget = widget

    def clave(self, linea_id: int | None) -> str:
        """The clave of a línea, "POA" for the POA as a whole."""
        assert self._session.poa is not None
        return claves_observadas(self._session.poa).get(linea_id, ("",))[0]

    # -- Planeación --------------------------------------------------------------------------

    def observe(self, linea_id: int | None) -> bool:
        """Ask for an observation in the period shown, beginning with a línea; True when written."""
        session = self._session
        poa, periodo = session.poa, session.periodo
        if poa is None:
            return False
        if not may_change(session):
            session.failed.emit(
                "El archivo está abierto solo para leer."
                if session.store.read_only
                else f"{periodo.en_palabras} está cerrado: pida la reapertura para observarlo."
            )
            return False
        told = f"Observa Planeación. {periodo.en_palabras}."
        dialog = ObservarDialog("Observar", told, "Obser&var", "", self._widget.window())
        dialog.ask_about(poa, linea_id)
        about, texto = None, ""
        if self._review(dialog):
            about, texto = dialog.linea_id, dialog.texto()
        dialog.deleteLater()
        if not texto or not self._knows_who():
            return False
        person = session.store.person
        clave = self.clave(about)
        return self._run(
            f"Observar {clave}, {periodo}",
            lambda db: observado.observar(db, poa.id, periodo, about, texto, session.ahora, person),
            f"{clave}: observación registrada. La dependencia la verá en Avance.",
        )

    def correct(self, observacion: ObservacionLinea) -> None:
        """Write the text of an observation anew."""
        said = self._ask("Corregir la observación", "&Guardar", observacion)
        if said and said != observacion.texto:
            self._run(
                f"Corregir la observación de {self.clave(observacion.linea_id)}",
                lambda db: observado.corregir(db, observacion.id, said),
                "Se corrigió la observación.",
            )

    def give_back(self, observacion: ObservacionLinea) -> None:
        """Wait for another answer, with what is still missing."""
        said = self._ask("Devolver la respuesta", "&Devolver", observacion)
        if said and self._knows_who():
            self._run(
                f"Devolver la respuesta de {self.clave(observacion.linea_id)}",
                lambda db: observado.reabrir(db, observacion.id, said),
                "La observación queda pendiente otra vez; la respuesta anterior se conserva.",
            )

    def attend(self, chosen: Sequence[ObservacionLinea]) -> None:
        """Say that Planeación is satisfied."""
        keys = [each.id for each in chosen if each.estado is not EstadoObservacion.ATENDIDA]
        if keys and self._knows_who():
            one = len(keys) == 1
            noun = "1 observación" if one else f"{len(keys)} observaciones"
            self._run(
                f"Dar por atendida{'' if one else 's'} {noun}",
                lambda db: observado.atender(db, keys),
                f"{noun} atendida{'' if one else 's'}. Ctrl+Z lo deshace.",
            )

    def remove(self, observacion: ObservacionLinea) -> None:
        """Take back an observation without an answer."""
        self._run(
            f"Quitar la observación de {self.clave(observacion.linea_id)}",
            lambda db: observado.quitar(db, observacion.id),
            "Se quitó la observación. Ctrl+Z la devuelve.",
        )

    # -- dependencia -------------------------------------------------------------------------

    def answer(self, observacion: ObservacionLinea, texto: str) -> bool:
        """Answer an observation; True when that is kept."""
        if not self._knows_who():
            return False
        session = self._session
        person = session.store.person
        return self._run(
            f"Responder la observación de {self.clave(observacion.linea_id)}",
            lambda db: observado.responder(db, observacion.id, texto, session.ahora, person),
            "Respuesta guardada: Planeación la revisará.",
        )

    # -- parts -------------------------------------------------------------------------------

    def _ask(self, title: str, button: str, observacion: ObservacionLinea) -> str:
        told = f"{self.clave(observacion.linea_id)}, {observacion.periodo.en_palabras}."
        dialog = ObservarDialog(title, told, button, observacion.texto, self._widget.window())
        said = dialog.texto() if self._review(dialog) else ""
        dialog.deleteLater()
        return said

    def _review(self, dialog: ObservarDialog) -> bool:
        return prompts_of(self._widget).review(dialog)

    def _knows_who(self) -> bool:
        return ensure_persona(self._session, prompts_of(self._widget))

    def _run(self, title: str, work: Callable[[Database], object], told: str) -> bool:
        done = self._session.run(title, work)
        if done:
            self.told.emit(told)
        return done
