"""The POAs that share a rule with the one at hand: those of its ejercicio in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.poa.records import Poa

if TYPE_CHECKING:
    from poa_desktop.ui.session import Session


def same_year(session: Session) -> tuple[Poa, ...]:
    """The other POAs of the ejercicio at hand."""
    poa = session.poa
    assert poa is not None
    return tuple(
        session.store.poa(each.id)
        for each in session.store.headers()
        if each.ejercicio == poa.ejercicio and each.id != poa.id
    )
