"""Taking a step of a period: who acts, what will happen, a copy of the file, and the operation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from poa_desktop.data import cierres, envios
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.tramites import Paso
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.cierre.entrega_dialog import EntregaDialog
from poa_desktop.ui.cierre.nota_dialog import NotaDialog
from poa_desktop.ui.cierre.offers import reasons
from poa_desktop.ui.persona.asking import ensure_persona
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database

_TITLES = {
    Paso.ENVIO: "Enviar {} a Planeación",
    Paso.RETIRO: "Retirar el envío de {}",
    Paso.DEVOLUCION: "Devolver {} con observaciones",
    Paso.CIERRE: "Cerrar {}",
    Paso.REAPERTURA: "Reabrir {}",
}
_SEALED = (Paso.CIERRE, Paso.REAPERTURA)
_CHECKED = (Paso.ENVIO, Paso.CIERRE)
Work = Callable[["Database"], object]


class PeriodSteps:
    """The steps of the chosen period of the POA at hand."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget) -> None:
        self._session = session
        self._prompts = prompts
        self._parent = parent

    def take(self, paso: Paso) -> bool:
        """Ask and do; False when it cannot be done, or the user gives up: nothing changed."""
        session = self._session
        why_not = reasons(session.estado(), read_only=session.store.read_only)[paso]
        if why_not:
            session.failed.emit(f"{session.periodo.en_palabras}: {why_not}")
            return False
        if not ensure_persona(session, self._prompts):
            return False
        work = self._ask_entrega(paso) if paso in _CHECKED else self._ask(paso)
        if work is None or (paso in _SEALED and not session.back_up("cierre")):
            return False
        title = _TITLES[paso].format(session.periodo)
        run = session.run_sealed if paso in _SEALED else session.run
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            done = run(title, work)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if done:
            announce(self._parent, f"{title}: hecho.")
        return done

    def _ask_entrega(self, paso: Paso) -> Work | None:
        """What an envío or a cierre will write, as confirmed; None when the user gives up."""
        dialog = EntregaDialog(self._session, paso, self._parent)
        said = dialog.answer() if self._prompts.review(dialog) else None
        dialog.deleteLater()
        if said is None:
            return None
        poa_id, periodo, now, person = self._about()

        def work(db: Database) -> None:
            if paso is Paso.ENVIO:
                envios.enviar(
                    db, poa_id, periodo, now, person,
                    en_cero=said.en_cero, justificaciones=said.justificaciones, nota=said.nota,
                )  # fmt: skip
                return
            cierres.cerrar(
                db, poa_id, periodo, now, person, own_key(),
                en_cero=said.en_cero, justificaciones=said.justificaciones, nota=said.nota,
            )  # fmt: skip

        return work

    def _ask(self, paso: Paso) -> Work | None:
        """What a step with nothing but a nota will write; None when the user gives up."""
        dialog = NotaDialog(self._session, paso, self._parent)
        nota = dialog.nota() if self._prompts.review(dialog) else None
        dialog.deleteLater()
        if nota is None:
            return None
        poa_id, periodo, now, person = self._about()

        def work(db: Database) -> None:
            if paso is Paso.RETIRO:
                envios.retirar(db, poa_id, periodo, now, person, nota)
            elif paso is Paso.DEVOLUCION:
                envios.devolver(db, poa_id, periodo, now, person, nota)
            else:
                cierres.reabrir(db, poa_id, periodo, nota, now, person, own_key())

        return work

    def _about(self) -> tuple[int, Periodo, datetime, Person]:
        session = self._session
        assert session.poa is not None
        return session.poa.id, session.periodo, session.ahora, session.store.person
