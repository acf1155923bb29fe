"""Writes of observations: Planeación asks about a línea in a period, the dependencia answers.

Every write is part of an operation of the store, and none of them touches a period that is closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from poa_desktop.data import rows, tramites
from poa_desktop.data.lock import Person
from poa_desktop.poa.errors import PIDA_REAPERTURA, PoaError
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.tramites import meses_cerrados, periodos_cerrados

if TYPE_CHECKING:
    from sqlite_utils import Database

_PENDIENTE, _RESPONDIDA, _ATENDIDA = EstadoObservacion


def observar(
    db: Database,
    poa_id: int,
    periodo: Periodo,
    linea_id: int | None,
    texto: str,
    cuando: datetime,
    person: Person,
) -> int:
    """Ask about a línea in a period (None: about the POA) and give the observation's id.

    Raises PoaError without a text, for a línea of another POA, and in a closed period.
    """
    _require_open(db, poa_id, periodo)
    said = _said(texto, "Escriba la observación: la dependencia debe saber qué corregir.")
    if linea_id is not None:
        sql = "SELECT 1 FROM lineas_poa WHERE linea_id = ? AND poa_id = ?"
        if db.execute(sql, (linea_id, poa_id)).fetchone() is None:
            raise PoaError("Esa línea ya no está en el POA: elija otra.")
    nombre, cargo = person.firma
    return rows.insert(
        db,
        "observaciones",
        poa_id=poa_id,
        periodo=periodo.codigo,
        linea_id=linea_id,
        texto=said,
        nombre=nombre,
        cargo=cargo,
        cuando=cuando.isoformat(timespec="seconds"),
    )


def corregir(db: Database, observacion: int, texto: str) -> None:
    """Write the text of an observation anew, while nobody has answered it.

    Raises PoaError once there is an answer: it answers the words that were there.
    """
    found = _open_one(db, observacion)
    if found.respuesta:
        raise PoaError(
            "La observación ya tiene respuesta y su texto no cambia: devuelva la respuesta."
        )
    rows.edit(db, "observaciones", observacion, texto=_said(texto, "Escriba la observación."))


def responder(db: Database, observacion: int, texto: str, cuando: datetime, person: Person) -> None:
    """Answer an observation, or write its answer anew before Planeación takes it.

    Raises PoaError without a text, and for one that is atendida.
    """
    found = _open_one(db, observacion)
    if found.estado is _ATENDIDA:
        raise PoaError("La observación ya está atendida: Planeación puede reabrirla.")
    said = _said(texto, "Escriba la respuesta, o diga qué se corrigió.")
    nombre, cargo = person.firma
    rows.edit(
        db,
        "observaciones",
        observacion,
        estado=_RESPONDIDA,
        respuesta=said,
        respondio=nombre,
        respondio_cargo=cargo,
        respondida=cuando.isoformat(timespec="seconds"),
    )


def atender(db: Database, observaciones: Sequence[int]) -> int:
    """Say that Planeación is satisfied, with or without an answer; gives how many changed."""
    found = _open_ones(db, list(dict.fromkeys(observaciones)))
    changed = [each.id for each in found if each.estado is not _ATENDIDA]
    for key in changed:
        rows.edit(db, "observaciones", key, estado=_ATENDIDA)
    return len(changed)


def reabrir(db: Database, observacion: int, texto: str | None = None) -> None:
    """Wait for another answer: Planeación is not satisfied. The answer given stays in sight until
    the next one; *texto* may say anew what is asked for.

    Raises PoaError for one that is pendiente.
    """
    found = _open_one(db, observacion)
    if found.estado is _PENDIENTE:
        raise PoaError("La observación sigue pendiente: no hay respuesta que devolver.")
    said = found.texto if texto is None else _said(texto, "Escriba qué falta.")
    rows.edit(db, "observaciones", observacion, estado=_PENDIENTE, texto=said)


def quitar(db: Database, observacion: int) -> None:
    """Take back an observation that nobody has answered. Raises PoaError for one with an answer:
    what was said on both sides stays."""
    if _open_one(db, observacion).respuesta:
        raise PoaError(
            "La observación ya tiene respuesta y se conserva: dela por atendida si ya no procede."
        )
    rows.delete(db, "observaciones", observacion)


def _said(texto: str, empty: str) -> str:
    said = clean_text(texto).text
    if not said:
        raise PoaError(empty)
    return said


def _open_one(db: Database, observacion: int) -> ObservacionLinea:
    (found,) = _open_ones(db, [observacion])
    return found


def _open_ones(db: Database, wanted: Sequence[int]) -> list[ObservacionLinea]:
    """Observations whose periods take changes. Raises PoaError when one is gone or closed."""
    poas: dict[int, dict[int, ObservacionLinea]] = {}
    checked: set[tuple[int, Periodo]] = set()
    found = []
    for key in wanted:
        row = db.execute("SELECT poa_id FROM observaciones WHERE id = ?", (key,)).fetchone()
        if row is None:
            raise PoaError("Esa observación ya no está en el archivo.")
        (poa_id,) = row
        if poa_id not in poas:
            poas[poa_id] = {each.id: each for each in tramites.observaciones(db.conn, poa_id)}
        each = poas[poa_id][key]
        if (poa_id, each.periodo) not in checked:
            _require_open(db, poa_id, each.periodo)
            checked.add((poa_id, each.periodo))
        found.append(each)
    return found


def _require_open(db: Database, poa_id: int, periodo: Periodo) -> None:
    """Raise PoaError for a closed period, or one whose months are all in closed ones."""
    if periodo.ejercicio != tramites.ejercicio_of(db.conn, poa_id):
        raise PoaError(f"{periodo} no es del ejercicio del POA: elija un periodo de ese año.")
    steps = tramites.listed(db.conn, poa_id)
    if periodo in periodos_cerrados(steps) or set(periodo.meses) <= meses_cerrados(steps):
        raise PoaError(
            f"{periodo.en_palabras} está cerrado y sus observaciones ya no cambian: "
            f"{PIDA_REAPERTURA}."
        )
