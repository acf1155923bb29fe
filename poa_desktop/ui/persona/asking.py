"""Who is at the keyboard: asked once, before the first act that somebody answers for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poa_desktop.poa.errors import PoaError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from poa_desktop.ui.main_window import MainWindow
    from poa_desktop.ui.persona.dialog import PersonaDialog
    from poa_desktop.ui.prompts import Prompts
    from poa_desktop.ui.session import Session


def ensure_persona(session: Session, prompts: Prompts) -> bool:
    """Whether it is known who acts; asks where it is not. False when the user gives up."""
    return bool(session.store.person.nombre) or ask_persona(session, prompts)


def ask_persona(session: Session, prompts: Prompts) -> bool:
    """Ask for name and office, and keep them for the account. False when the user gives up."""
    person = session.store.person
    try:
        said = _ask(prompts, person.nombre, person.cargo)
    except PoaError as error:
        session.failed.emit(str(error))
        return False
    if said is None:
        return False
    session.store.person = replace(person, nombre=said[0], cargo=said[1])
    session.persona_changed.emit()
    return True


def ask_at_window(window: MainWindow) -> None:
    """Ask who uses this computer, with a file or without one."""
    from poa_desktop.data.persona import known_persona

    before = known_persona()
    if window.session is not None:
        ask_persona(window.session, window.prompts)
    else:
        window.files.attempt(lambda: _ask(window.prompts, *before))
    after = known_persona()
    if after != before:
        window.tell(
            f"Desde ahora, lo que se haga queda a nombre de {', '.join(filter(None, after))}."
        )


def _ask(prompts: Prompts, nombre: str, cargo: str) -> tuple[str, str] | None:
    """What was said and kept. Raises PoaError where the account's folder refuses."""
    from poa_desktop.data.persona import keep_persona

    said = prompts.ask_persona(nombre, cargo)
    return None if said is None else keep_persona(*said)


def persona_dialog(nombre: str, cargo: str, window: QWidget) -> PersonaDialog:
    """The dialog, with the people that the POA at hand names."""
    from poa_desktop.data.lock import current_person
    from poa_desktop.ui.persona.dialog import PersonaDialog
    from poa_desktop.ui.persona.suggestions import sugerencias

    session = getattr(window, "session", None)
    return PersonaDialog(
        nombre,
        cargo,
        window,
        sugerencias=sugerencias(session.poa if session else None),
        cuenta=current_person().usuario,
    )
