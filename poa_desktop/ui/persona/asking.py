"""Who is at the keyboard: asked once, before the first act that somebody answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.poa.errors import PoaError

if TYPE_CHECKING:
    from poa_desktop.ui.prompts import Prompts
    from poa_desktop.ui.session import Session


def ensure_persona(session: Session, prompts: Prompts) -> bool:
    """Whether it is known who acts; asks where it is not. False when the user gives up."""
    return bool(session.store.person.nombre) or ask_persona(session, prompts)


def ask_persona(session: Session, prompts: Prompts) -> bool:
    """Ask for name and office, and keep them for the account. False when the user gives up."""
    from dataclasses import replace

    from poa_desktop.data.persona import keep_persona

    person = session.store.person
    said = prompts.ask_persona(person.nombre, person.cargo)
    if said is None:
        return False
    try:
        nombre, cargo = keep_persona(*said)
    except PoaError as error:
        session.failed.emit(str(error))
        return False
    session.store.person = replace(person, nombre=nombre, cargo=cargo)
    return True
