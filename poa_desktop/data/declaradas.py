"""Declared adecuaciones of an authorised plan: while one is open the plan may change.

Source: design, "Workflow": later changes of líneas, programado or metas are an adecuación
programática with justification and an optional oficio number.
"""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from typing import TYPE_CHECKING

from poa_desktop.data import audit, rows
from poa_desktop.data.lock import Person
from poa_desktop.poa.declarada import Declarada, declarada_de
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import EstadoPoa
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.poa.adecuaciones import CambioPlan


def listed(conn: sqlite3.Connection, poa_id: int) -> tuple[Declarada, ...]:
    """Every declared adecuación of one POA, in order."""
    found = conn.execute("SELECT * FROM adecuaciones WHERE poa_id = ? ORDER BY numero", (poa_id,))
    names = [each[0] for each in found.description]
    return tuple(declarada_de(dict(zip(names, row, strict=True))) for row in found)


def iniciar(
    db: Database,
    poa_id: int,
    justificacion: str,
    cuando: datetime,
    person: Person,
    *,
    oficio: str = "",
    fecha: date | None = None,
) -> int:
    """Open an adecuación and give its id.

    Raises PoaError without a justificación, for a plan that is no authorised one, and while
    another one is open.
    """
    reason = clean_text(justificacion).text
    if not reason:
        raise PoaError("Escriba la justificación de la adecuación.")
    (estado,) = db.execute("SELECT estado FROM poas WHERE id = ?", (poa_id,)).fetchone()
    if estado != EstadoPoa.AUTORIZADO:
        raise PoaError("El POA sigue en borrador: su plan cambia sin adecuación.")
    known = listed(db.conn, poa_id)
    if any(each.abierta for each in known):
        raise PoaError("Ya hay una adecuación abierta: conclúyala antes de iniciar otra.")
    nombre, cargo = person.firma
    return rows.insert(
        db,
        "adecuaciones",
        poa_id=poa_id,
        numero=len(known) + 1,
        justificacion=reason,
        oficio=clean_text(oficio, multiline=False).text,
        fecha=fecha,
        nombre=nombre,
        cargo=cargo,
        iniciada=cuando.isoformat(timespec="seconds"),
        desde=audit.last_number(db.conn) + 1,
    )


def concluir(db: Database, poa_id: int, cuando: datetime) -> None:
    """Close the open adecuación: the plan takes no change any more.

    Raises PoaError without one, and for one under which nothing changed.
    """
    opened = _opened(db, poa_id)
    if not changes_under(db.conn, poa_id, opened):
        raise PoaError(
            f"La adecuación {opened.numero} no cambió nada del plan: descártela, o haga antes sus "
            "cambios."
        )
    rows.edit(
        db,
        "adecuaciones",
        opened.id,
        concluida=cuando.isoformat(timespec="seconds"),
        hasta=audit.last_number(db.conn) + 1,
    )


def descartar(db: Database, poa_id: int) -> None:
    """Take away the open adecuación, under which the plan has not changed: its number is free.

    Raises PoaError without one, and for one under which something changed.
    """
    opened = _opened(db, poa_id)
    count = len(changes_under(db.conn, poa_id, opened))
    if count:
        noun = "cambio" if count == 1 else "cambios"
        raise PoaError(
            f"La adecuación {opened.numero} tiene {count} {noun}: conclúyala, o deshaga antes "
            f"{'ese cambio' if count == 1 else 'esos cambios'}."
        )
    rows.delete(db, "adecuaciones", opened.id)


def changes_under(
    conn: sqlite3.Connection, poa_id: int, declarada: Declarada
) -> tuple[CambioPlan, ...]:
    """What an adecuación has changed of the plan so far, by the audit trail."""
    from poa_desktop.data.adecuaciones import adecuaciones

    found = (
        each.cambios
        for each in adecuaciones(conn, poa_id)
        if each.declarada is not None and each.declarada.id == declarada.id
    )
    return next(found, ())


def _opened(db: Database, poa_id: int) -> Declarada:
    opened = next((each for each in listed(db.conn, poa_id) if each.abierta), None)
    if opened is None:
        raise PoaError("No hay ninguna adecuación abierta.")
    return opened
