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
from poa_desktop.poa.adecuaciones import CambioPlan, net_changes, plan_changes
from poa_desktop.poa.adecuaciones_plan import PLAN_TABLES
from poa_desktop.poa.declarada import Declarada, declarada_de
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import EstadoPoa
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.poa.adecuaciones_plan import Clave, Fila


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
    if not cambios_abiertos(db.conn, poa_id):
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
    count = len(cambios_abiertos(db.conn, poa_id))
    if count:
        noun = "cambio" if count == 1 else "cambios"
        raise PoaError(
            f"La adecuación {opened.numero} tiene {count} {noun}: conclúyala, o deshaga antes "
            f"{'ese cambio' if count == 1 else 'esos cambios'}."
        )
    rows.delete(db, "adecuaciones", opened.id)


def abierta(conn: sqlite3.Connection, poa_id: int) -> Declarada | None:
    """The open adecuación of a POA, if there is one."""
    return next((each for each in listed(conn, poa_id) if each.abierta), None)


def cambios_abiertos(conn: sqlite3.Connection, poa_id: int) -> tuple[CambioPlan, ...]:
    """What the open adecuación has changed of the plan so far; nothing without one.

    The plan as it is, with all that was recorded since it was opened taken back, is the plan
    before it: the window asks this after each change, and does not replay the whole trail for it.
    """
    opened = abierta(conn, poa_id)
    if opened is None:
        return ()
    marks = ", ".join("?" * len(PLAN_TABLES))
    recorded = audit.operaciones(
        conn, f"tabla IN ({marks}) AND numero >= ?", (*PLAN_TABLES, opened.desde)
    )
    net = net_changes(fila for each in recorded for fila in each.filas)
    before = _rows_of_plan(conn, poa_id)
    for each in net:
        before.pop((each.tabla, each.fila), None)
        if each.antes is not None:
            before[each.tabla, each.fila] = each.antes
    return plan_changes(poa_id, before, net)


_BLOCKS_OF = "(SELECT id FROM {0} WHERE poa_id = :poa)"
_OWNED = (
    f"programa_id IN {_BLOCKS_OF.format('programas')}"
    f" OR actividad_id IN {_BLOCKS_OF.format('actividades')}"
)
_OF_POA = {
    "programas": "poa_id = :poa",
    "actividades": "poa_id = :poa",
    "fichas": _OWNED,
    "lineas": _OWNED,
    "programado": f"linea_id IN (SELECT id FROM lineas WHERE {_OWNED})",
}


def _rows_of_plan(conn: sqlite3.Connection, poa_id: int) -> dict[Clave, Fila]:
    """The rows of one plan as they are, by table and id."""
    rows: dict[Clave, Fila] = {}
    for table, where in _OF_POA.items():
        found = conn.execute(f"SELECT * FROM {table} WHERE {where}", {"poa": poa_id})
        names = [each[0] for each in found.description]
        for row in found:
            rows[table, row[0]] = dict(zip(names, row, strict=True))
    return rows


def _opened(db: Database, poa_id: int) -> Declarada:
    opened = abierta(db.conn, poa_id)
    if opened is None:
        raise PoaError("No hay ninguna adecuación abierta.")
    return opened
