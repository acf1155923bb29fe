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
from poa_desktop.poa.declarada import Declarada
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import EstadoPoa
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database


def listed(conn: sqlite3.Connection, poa_id: int) -> tuple[Declarada, ...]:
    """Every declared adecuación of one POA, in order."""
    found = conn.execute(
        "SELECT id, numero, justificacion, oficio, fecha, nombre, cargo, iniciada, desde,"
        " concluida, hasta FROM adecuaciones WHERE poa_id = ? ORDER BY numero",
        (poa_id,),
    )
    return tuple(
        Declarada(
            key,
            numero,
            justificacion,
            oficio,
            None if fecha is None else date.fromisoformat(fecha),
            nombre,
            cargo,
            datetime.fromisoformat(iniciada),
            desde,
            None if concluida is None else datetime.fromisoformat(concluida),
            hasta,
        )
        for key, numero, justificacion, oficio, fecha, nombre, cargo, iniciada, desde, concluida,
        hasta in found
    )  # fmt: skip


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
    """Close the open adecuación: the plan takes no change any more. Raises PoaError without one."""
    opened = next((each for each in listed(db.conn, poa_id) if each.abierta), None)
    if opened is None:
        raise PoaError("No hay ninguna adecuación abierta.")
    rows.edit(
        db,
        "adecuaciones",
        opened.id,
        concluida=cuando.isoformat(timespec="seconds"),
        hasta=audit.last_number(db.conn) + 1,
    )
