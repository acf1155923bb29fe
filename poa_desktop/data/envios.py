"""Handing a period in: sent to Planeación, withdrawn, sent back. Not sealed: these can be undone.

What was sent is kept whole, so that the page can say what changed since.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from poa_desktop.data import load, tramites
from poa_desktop.data.cierres import complete, frozen, uncaptured
from poa_desktop.data.lock import Person
from poa_desktop.data.municipios import keep_content
from poa_desktop.poa.congelado import read_congelado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.observado import EstadoObservacion
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Poa
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.tramites import Paso, Tramite

if TYPE_CHECKING:
    from sqlite_utils import Database


def enviar(
    db: Database,
    poa_id: int,
    periodo: Periodo,
    cuando: datetime,
    person: Person,
    *,
    en_cero: bool = False,
    justificaciones: Mapping[int, str] | None = None,
    nota: str = "",
) -> None:
    """Send a period to Planeación: its months can still be changed, and what changes is told.

    *en_cero* and *justificaciones* as for a cierre. Raises PoaError when something blocks it.
    """
    confirmed = uncaptured(db.conn, poa_id, periodo, cuando) if en_cero else ()
    poa = complete(db, poa_id, periodo, cuando, Paso.ENVIO, en_cero, justificaciones or {})
    huella = keep_content(db, frozen(db.conn, poa, cuando, periodo, confirmed))
    said = clean_text(nota).text
    tramites.add_step(db, poa_id, periodo, Paso.ENVIO, cuando, person, nota=said, huella=huella)


def retirar(
    db: Database, poa_id: int, periodo: Periodo, cuando: datetime, person: Person, nota: str = ""
) -> None:
    """Withdraw what was sent. Raises PoaError unless the period is enviado."""
    tramites.add_step(db, poa_id, periodo, Paso.RETIRO, cuando, person, nota=clean_text(nota).text)


def devolver(
    db: Database, poa_id: int, periodo: Periodo, cuando: datetime, person: Person, nota: str = ""
) -> None:
    """Send a period back to the dependencia, which is to read why.

    Raises PoaError without a pending observación or a nota, or unless the period is enviado.
    """
    said = clean_text(nota).text
    pending = any(
        each.periodo == periodo and each.estado is EstadoObservacion.PENDIENTE
        for each in tramites.observaciones(db.conn, poa_id)
    )
    if not said and not pending:
        raise PoaError("Diga por qué se devuelve: escriba una observación a una línea, o una nota.")
    tramites.add_step(db, poa_id, periodo, Paso.DEVOLUCION, cuando, person, nota=said)


def enviado(conn: sqlite3.Connection, tramite: Tramite) -> Poa | None:
    """The POA as an envío handed it in; None when its content is no longer there."""
    try:
        return read_congelado(load.content(conn, tramite.huella)).poa
    except PoaError:
        return None
