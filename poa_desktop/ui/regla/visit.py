"""The way into the choice of a rule, and what it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.data import poas
from poa_desktop.poa.records import Reglas
from poa_desktop.ui.regla.dialog import ReglaDialog

if TYPE_CHECKING:
    from poa_desktop.ui.main_window import MainWindow

FIELDS = ("regla", "verde", "amarillo", "justificar_sobre", "justificar_bajo")


def choose_regla(window: MainWindow) -> None:
    """Show the rules side by side; what is chosen becomes the ejercicio's, as one operation."""
    session, workspace = window.session, window.workspace
    if session is None or session.poa is None or workspace is None:
        return
    if not workspace.pages.commit_pending():
        return
    dialog = ReglaDialog(session, window)
    accepted = window.prompts.review(dialog)
    chosen = dialog.propuestas
    dialog.deleteLater()
    if not accepted or chosen == session.poa.reglas:
        return
    ejercicio = session.poa.ejercicio
    values = {name: getattr(chosen, name) for name in FIELDS}
    before = session.poa.reglas
    if session.run(
        "Cambiar regla de evaluación", lambda db: poas.edit_reglas(db, ejercicio, **values)
    ):
        window.tell(_done(before, chosen, ejercicio))


def _done(before: Reglas, chosen: Reglas, ejercicio: int) -> str:
    if before.regla is chosen.regla:
        return f"Los límites de la evaluación {ejercicio} quedaron cambiados."
    return f"La evaluación {ejercicio} se cuenta ahora con la regla «{chosen.regla.value}»."
