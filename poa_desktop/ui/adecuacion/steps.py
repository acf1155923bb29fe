"""What the menu does to a plan: authorise it, take that back, begin and end an adecuación."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from poa_desktop.data import cierres, declaradas
from poa_desktop.poa.adecuaciones import CambioPlan
from poa_desktop.poa.autorizacion import del_plan, motivo_no_autorizable, motivo_no_revocable
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Poa
from poa_desktop.poa.tramites import Paso
from poa_desktop.ui.persona.asking import ensure_persona
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from poa_desktop.poa.sello import Sello
    from poa_desktop.ui.main_window import MainWindow


def step(name: str, window: MainWindow) -> None:
    """Take a step of the plan at hand, by the name of its action."""
    workspace, session = window.workspace, window.session
    if workspace is None or session is None or session.poa is None:
        return
    if not workspace.pages.commit_pending():
        window.tell("Hay un dato que no se puede guardar como está: corríjalo antes.", True)
        return
    _Steps(window, session, session.poa).table()[name]()


class _Steps:
    def __init__(self, window: MainWindow, session: Session, poa: Poa) -> None:
        self.window = window
        self.session = session
        self.poa = poa

    def table(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "autorizar": self.authorise,
            "regresar_borrador": self.revoke,
            "iniciar_adecuacion": self.begin,
            "concluir_adecuacion": self.conclude,
            "adecuaciones": self.show_list,
        }

    # -- the plan as a whole -----------------------------------------------------------------

    def authorise(self) -> None:
        """Authorise the plan, after a look at what the checks find."""
        from poa_desktop.ui.adecuacion.authorise_dialog import AuthoriseDialog

        if self._refuses(motivo_no_autorizable(self.poa)) or not self._knows_who():
            return
        dialog = AuthoriseDialog(
            self.poa, del_plan(self.session.problems()), self._who(), self.window
        )
        done, nota = self._review(dialog), dialog.nota.text()
        if done:
            self.window.files.attempt(lambda: self._seal(nota))
        elif dialog.jump is not None and self.window.workspace is not None:
            self.window.workspace.go_to(dialog.jump)

    def _seal(self, nota: str) -> None:
        from poa_desktop.data.llave import own_key

        llave = own_key()
        self.window.files.back_up_before("cierre")
        made: list[Sello] = []
        now, person, poa_id = self.window.now(), self.session.store.person, self.poa.id
        done = self.session.run_sealed(
            "Autorizar el POA",
            lambda db: made.append(cierres.autorizar(db, poa_id, now, person, llave, nota)),
        )
        if done:
            (sello,) = made
            self.window.tell(
                f"El POA quedó autorizado. Folio {sello.folio}, sello {sello.corta}. Desde ahora "
                "su plan cambia con una adecuación."
            )

    def revoke(self) -> None:
        """Make the plan a draft again, with a reason."""
        from poa_desktop.ui.adecuacion.authorise_dialog import RevokeDialog

        if self._refuses(motivo_no_revocable(self.poa, self.session.tramites())):
            return
        if not self._knows_who():
            return
        dialog = RevokeDialog(self.poa, self._who(), self.window)
        if not self._review(dialog):
            return
        motivo = dialog.motivo.toPlainText()

        def work() -> None:
            from poa_desktop.data.llave import own_key

            llave = own_key()
            self.window.files.back_up_before("cierre")
            now, person, poa_id = self.window.now(), self.session.store.person, self.poa.id
            made: list[Sello] = []
            if self.session.run_sealed(
                "Regresar el POA a borrador",
                lambda db: made.append(cierres.revocar(db, poa_id, motivo, now, person, llave)),
            ):
                self.window.tell(
                    f"El POA volvió a borrador, folio {made[0].folio}: su plan cambia sin "
                    "adecuación hasta que se autorice."
                )

        self.window.files.attempt(work)

    # -- adecuaciones ------------------------------------------------------------------------

    def begin(self) -> None:
        """Declare an adecuación: the plan may change."""
        from poa_desktop.ui.adecuacion.declare_dialog import BeginDialog

        if not self._knows_who():
            return
        numero = len(self.session.store.declaradas(self.poa.id)) + 1
        dialog = BeginDialog(self.poa, numero, self._who(), self.window)
        if not self._review(dialog):
            return
        store, now = self.session.store, self.window.now()
        if self.session.run(
            "Iniciar adecuación",
            lambda db: declaradas.iniciar(
                db,
                self.poa.id,
                dialog.justificacion.toPlainText(),
                now,
                store.person,
                oficio=dialog.oficio.text(),
                fecha=dialog.day,
            ),
        ):
            self.window.tell(
                f"La adecuación {numero} está abierta: cambie el plan, y conclúyala al terminar."
            )

    def conclude(self) -> None:
        """Show what the open adecuación changed, and end it; one without changes is discarded."""
        from poa_desktop.ui.adecuacion.declare_dialog import ConcludeDialog

        store = self.session.store
        opened = next((each for each in store.declaradas(self.poa.id) if each.abierta), None)
        if opened is None:
            self.window.tell("No hay ninguna adecuación abierta.", True)
            return
        dialog = ConcludeDialog(opened, store.cambios_abiertos(self.poa.id), self.window)
        if not self._review(dialog):
            return
        now, poa_id = self.window.now(), self.poa.id
        if dialog.discards:
            if self.session.run(
                "Descartar adecuación", lambda db: declaradas.descartar(db, poa_id)
            ):
                self.window.tell(
                    f"Se descartó la adecuación {opened.numero}. El plan sigue como estaba."
                )
        elif self.session.run(
            "Concluir adecuación", lambda db: declaradas.concluir(db, poa_id, now)
        ):
            self.window.tell(
                f"La adecuación {opened.numero} quedó concluida. Imprima la historia de "
                "adecuaciones para su expediente (POA ▸ Adecuaciones del POA…)."
            )

    def show_list(self) -> None:
        """The adecuaciones with their changes; the history as paper when asked for."""
        from poa_desktop.ui.adecuacion.list_dialog import AdecuacionesDialog

        told = self.session.store.adecuaciones(self.poa.id)
        dialog = AdecuacionesDialog(self.poa, told, self._baseline(), self.window)
        self._review(dialog)
        if dialog.printing:
            self.window.show_preview("adecuaciones")

    def _baseline(self) -> Callable[[], tuple[CambioPlan, ...]] | None:
        """What differs from the plan as it was sealed; None where nothing was."""
        sealed = [
            each
            for each in self.session.store.sellos(self.poa.id)
            if each.paso is Paso.AUTORIZACION
        ]
        if not sealed:
            return None

        def compare() -> tuple[CambioPlan, ...]:
            from poa_desktop.poa.plan_comparado import comparar_plan

            try:
                then = self.session.store.congelado(sealed[-1]).poa
            except PoaError as error:
                self.window.tell(str(error), True)
                return ()
            return comparar_plan(then, self.poa)

        return compare

    # -- what all of them need -----------------------------------------------------------------

    def _refuses(self, reason: str) -> bool:
        if reason:
            self.window.tell(reason, True)
        return bool(reason)

    def _knows_who(self) -> bool:
        return ensure_persona(self.session, self.window.prompts)

    def _who(self) -> str:
        return ", ".join(filter(None, self.session.store.person.firma))

    def _review(self, dialog: QDialog) -> bool:
        done = self.window.prompts.review(dialog)
        dialog.deleteLater()
        return done
