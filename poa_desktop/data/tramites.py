"""The workflow of a period: its steps, and what Planeación and the dependencia say to each other.

Every write is part of an operation of the store. What is sealed stands in `cierres.py`.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING, Any

from poa_desktop.data import rows
from poa_desktop.data.lock import Person
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.tramites import (
    Paso,
    Tramite,
    estado_de,
    parse_codigo,
    pasos_posibles,
    por_que_no,
)

if TYPE_CHECKING:
    from sqlite_utils import Database


def listed(conn: sqlite3.Connection, poa_id: int) -> tuple[Tramite, ...]:
    """Every step of one POA, in order."""
    ejercicio = ejercicio_of(conn, poa_id)
    found = conn.execute(
        "SELECT id, periodo, paso, cuando, nombre, cargo, nota, huella FROM tramites"
        " WHERE poa_id = ? ORDER BY id",
        (poa_id,),
    )
    return tuple(
        Tramite(
            key, parse_codigo(codigo, ejercicio), Paso(paso), datetime.fromisoformat(cuando), *rest
        )
        for key, codigo, paso, cuando, *rest in found
    )


def observaciones(conn: sqlite3.Connection, poa_id: int) -> tuple[ObservacionLinea, ...]:
    """Every observation of one POA, in order."""
    ejercicio = ejercicio_of(conn, poa_id)
    found = conn.execute(
        "SELECT id, periodo, linea_id, texto, nombre, cargo, cuando, estado, respuesta, respondio,"
        " respondio_cargo, respondida FROM observaciones WHERE poa_id = ? ORDER BY id",
        (poa_id,),
    )
    made = []
    for key, codigo, linea, texto, nombre, cargo, cuando, estado, *answer in found:
        periodo = parse_codigo(codigo, ejercicio)
        assert periodo is not None
        *said, respondida = answer
        answered = None if respondida is None else datetime.fromisoformat(respondida)
        asked = (texto, nombre, cargo, datetime.fromisoformat(cuando), EstadoObservacion(estado))
        values: tuple[Any, ...] = (key, periodo, linea, *asked, *said, answered)
        made.append(ObservacionLinea(*values))
    return tuple(made)


def ejercicio_of(conn: sqlite3.Connection, poa_id: int) -> int:
    """The ejercicio of a POA. Raises PoaError when it is not there."""
    row = conn.execute("SELECT ejercicio FROM poas WHERE id = ?", (poa_id,)).fetchone()
    if row is None:
        raise PoaError("Ese POA ya no está en el archivo.")
    return int(row[0])


def add_step(
    db: Database,
    poa_id: int,
    periodo: Periodo | None,
    paso: Paso,
    cuando: datetime,
    person: Person,
    *,
    nota: str = "",
    huella: str = "",
) -> int:
    """Write a step and give its id. Raises PoaError when the period's state does not allow it."""
    if periodo is not None:
        estado = estado_de(listed(db.conn, poa_id), periodo)
        if paso not in pasos_posibles(estado):
            raise PoaError(f"{periodo.en_palabras}: {por_que_no(estado, paso)}")
    nombre, cargo = person.firma
    return rows.insert(
        db,
        "tramites",
        poa_id=poa_id,
        periodo="" if periodo is None else periodo.codigo,
        paso=paso,
        cuando=cuando.isoformat(timespec="seconds"),
        nombre=nombre,
        cargo=cargo,
        nota=nota,
        huella=huella,
    )
