"""The way from a page to the proposals and back: one operation for all that was accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from poa_desktop.data import lineas
from poa_desktop.poa.propuestas import Grupo, propuestas_de
from poa_desktop.ui.grid.rows import bloques_at, lineas_at
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.ui.propuestas.dialog import PropuestasDialog

Schedules = Sequence[tuple[int, tuple[int, ...]]]


def proposals_at(session: Session, place: Place) -> tuple[Grupo, ...]:
    """The proposals for the líneas of a place."""
    poa = session.poa
    assert poa is not None
    groups = []
    for group in propuestas_de(poa, bloques_at(poa, place)):
        shown = {linea.id for _, linea in lineas_at(group.bloque, place)}
        proposals = tuple(each for each in group.propuestas if each.linea.id in shown)
        if proposals:
            groups.append(Grupo(group.bloque, proposals))
    return tuple(groups)


def propose(page: Page, told: Callable[[str], None]) -> PropuestasDialog:
    """Show the proposals for the líneas of a page; *told* hears what came of it."""
    from poa_desktop.ui.propuestas.dialog import PropuestasDialog

    dialog = PropuestasDialog(proposals_at(page.session, page.place), page)
    dialog.accepted.connect(lambda: accept(page.session, dialog.changes(), told))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def accept(session: Session, schedules: Schedules, told: Callable[[str], None]) -> None:
    """Write schedules as one operation, and say so."""
    count = len(schedules)
    words = "1 línea" if count == 1 else f"{count:,} líneas"
    if session.run(f"Proponer programación de {words}", partial(write, schedules=schedules)):
        verb = "programó" if count == 1 else "programaron"
        told(f"Se {verb} {words}. Ctrl+Z lo deshace.")


def write(db: Database, schedules: Schedules) -> None:
    """Give each línea its twelve quantities (hundredths)."""
    for linea, programado in schedules:
        for mes, cantidad in enumerate(programado, 1):
            lineas.set_programado(db, linea, mes, cantidad)
