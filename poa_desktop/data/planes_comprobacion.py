"""Whether an authorised plan has changed outside its declared adecuaciones since it was sealed.

The program refuses such a change, so an operation that records one was not made by it, however
well it is chained: nothing is sealed after the last act.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from poa_desktop.data import adecuaciones, load, sellos
from poa_desktop.data.cierres_comprobacion import registro
from poa_desktop.poa.adecuaciones import ESTADO
from poa_desktop.poa.adecuaciones_plan import BLOCKS, Clave, owner_of
from poa_desktop.poa.tramites import Paso

_PLAN = (*BLOCKS, "fichas", "lineas", "programado")
_READ = (*_PLAN, "poas", "adecuaciones")
_NAMED = 3

Record = Mapping[str, Any]


def comprobar(conn: sqlite3.Connection) -> list[str]:
    """A sentence for each operation that changed an authorised plan without an adecuación."""
    first = {}
    for sello in sellos.listed(conn):
        if sello.paso is Paso.AUTORIZACION:
            first.setdefault(sello.poa_id, sello.bitacora_numero)
    if not first:
        return []
    found: dict[int, list[int]] = {}
    for numero, poa_id in _undeclared(conn, first):
        found.setdefault(poa_id, []).append(numero)
    return [told for poa_id, numbers in found.items() for told in _told(conn, poa_id, numbers)]


def _undeclared(conn: sqlite3.Connection, first: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """(operation, POA) of every change of a plan while it was authorised and none was open."""
    marks = ", ".join("?" * len(_READ))
    rows = conn.execute(
        "SELECT numero, tabla, fila, antes, despues FROM bitacora_cambios"
        f" WHERE numero > ? AND tabla IN ({marks}) ORDER BY numero, orden",
        (min(first.values()), *_READ),
    )
    changes = [
        (numero, tabla, fila, _record(antes), _record(despues))
        for numero, tabla, fila, antes, despues in rows
    ]
    owners = _Owners(conn)
    for _, tabla, fila, before, after in changes:
        owners.learn(tabla, fila, before)
        owners.learn(tabla, fila, after)
    frozen: dict[int, bool] = {}
    opened: dict[int, set[int]] = {}
    for numero, group in groupby(changes, key=lambda each: each[0]):
        operation = list(group)
        before = {each for each, is_ in frozen.items() if is_ and not opened.get(each)}
        for _, tabla, fila, _, after in operation:
            if tabla == "poas":
                frozen[fila] = after is not None and after["estado"] == "autorizado"
            elif tabla == "adecuaciones":
                _follow(opened, fila, after)
        locked = {each for each in before if frozen[each] and not opened.get(each)}
        touched = {
            poa_id
            for _, tabla, fila, *values in operation
            if tabla in _PLAN
            for record in values
            if record is not None and (poa_id := owners.poa_of(tabla, fila, record)) is not None
        }
        yield from ((numero, each) for each in sorted(locked & touched) if each in first)


def _follow(opened: dict[int, set[int]], fila: int, after: Record | None) -> None:
    for each in opened.values():
        each.discard(fila)
    if after is not None and after["hasta"] is None:
        opened.setdefault(int(after["poa_id"]), set()).add(fila)


def _record(text: str | None) -> Record | None:
    return None if text is None else dict(json.loads(text))


class _Owners:
    """Whose each row of a plan is or was; ids are never given twice."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._blocks: dict[Clave, int] = {}
        self._lineas: dict[int, Clave] = {}
        for table in BLOCKS:
            rows = conn.execute(f"SELECT id, poa_id FROM {table}")
            self._blocks |= {(table, key): poa_id for key, poa_id in rows}
        for key, programa, actividad in conn.execute(
            "SELECT id, programa_id, actividad_id FROM lineas"
        ):
            self._lineas[key] = owner_of({"programa_id": programa, "actividad_id": actividad})

    def learn(self, tabla: str, fila: int, record: Record | None) -> None:
        """Take over what the trail knows of a row that may be gone."""
        if record is not None and tabla in BLOCKS:
            self._blocks.setdefault((tabla, fila), int(record["poa_id"]))
        elif record is not None and tabla == "lineas":
            self._lineas.setdefault(fila, owner_of(record))

    def poa_of(self, tabla: str, fila: int, record: Record) -> int | None:
        """The POA that a row belongs to, as it says itself."""
        if tabla in BLOCKS:
            return int(record["poa_id"])
        owner = self._lineas.get(record["linea_id"]) if tabla == "programado" else owner_of(record)
        return None if owner is None else self._blocks.get(owner)


def _told(conn: sqlite3.Connection, poa_id: int, numbers: list[int]) -> Iterator[str]:
    names = {each.id: each.dependencia for each in load.headers(conn)}
    known = {each.numero: each for each in adecuaciones.adecuaciones(conn, poa_id)}
    for numero in numbers:
        entry = known.get(numero)
        changes = [each for each in entry.cambios if each.campo != ESTADO] if entry else []
        places = list(dict.fromkeys(f"{each.clave}, {each.campo}" for each in changes))
        more = f" y otros {len(places) - _NAMED}" if len(places) > _NAMED else ""
        what = f" ({'; '.join(places[:_NAMED])}{more})" if places else ""
        yield (
            f"La {registro(conn, numero)} cambió el plan autorizado de {names.get(poa_id, 'un POA')}"
            f"{what} sin una adecuación: el programa no lo permite."
        )
