"""Answers that are typed and not sent: said before the file is left."""

from __future__ import annotations

from poa_desktop.poa.observado import claves_observadas
from poa_desktop.ui.session import Session


def draft_words(session: Session) -> str:
    """Which answers are typed and not sent, in any POA of the file; "" when there are none.

    What was typed for an observation that is gone is not told: nobody can send it.
    """
    claves = _claves(session) if session.respuestas else []
    if not claves:
        return ""
    return (
        f"Hay una respuesta escrita y sin enviar ({', '.join(claves)}): pulse «Responder», o "
        "cierre otra vez para descartarla."
    )


def _claves(session: Session) -> list[str]:
    """The claves of the POA at hand first; of another POA with its name."""
    found, store = [], session.store
    shown = session.poa.id if session.poa else 0
    for header in sorted(store.headers(), key=lambda each: each.id != shown):
        mine = [each for each in store.observaciones(header.id) if each.id in session.respuestas]
        if mine:
            poa = store.poa(header.id)
            named = "" if poa.id == shown else f" de «{poa.titulo}»"
            known = claves_observadas(poa)
            found += [f"{known[each.linea_id][0]}{named}" for each in mine]
    return found
