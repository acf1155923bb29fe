"""Whether an authorised plan has changed outside its declared adecuaciones since it was sealed.

The program refuses such a change, so an operation that records one was not made by it, however
well it is chained: nothing is sealed after the last act.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from poa_desktop.data import adecuaciones, load, sellos
from poa_desktop.data.cierres_comprobacion import registro
from poa_desktop.poa.adecuaciones import ESTADO
from poa_desktop.poa.adecuaciones_plan import BLOCKS, Clave, owner_of
from poa_desktop.poa.tramites import Paso

_PLAN = (*BLOCKS, "fichas", "lineas", "programado")
_READ = (*_PLAN, "poas", "adecuaciones")
_END = {"concluida", "hasta"}
_FROZEN = "autorizado"
_NAMED = 3

Record = Mapping[str, Any]


class _Row(NamedTuple):
    """A row that an operation changed."""

    numero: int
    tabla: str
    fila: int
    antes: Record | None
    despues: Record | None


def comprobar(conn: sqlite3.Connection) -> list[str]:
    """A sentence for each operation that changed an authorised plan without an adecuación."""
    first: dict[int, int] = {}
    for sello in sellos.listed(conn):
        if sello.paso is Paso.AUTORIZACION:
            first.setdefault(sello.poa_id, sello.bitacora_numero)
    if not first:
        return []
    changes = _changes(conn, min(first.values()))
    found: dict[int, list[int]] = {}
    for numero, poa_id in _undeclared(conn, first, changes):
        found.setdefault(poa_id, []).append(numero)
    told = [one for poa_id, numbers in found.items() for one in _told(conn, poa_id, numbers)]
    return [*told, *(_retold(conn, each) for each in changes if _is_retold(each))]


def _is_retold(row: _Row) -> bool:
    """Whether what a concluded adecuación says was written anew; its end alone may be undone."""
    if row.tabla != "adecuaciones" or row.antes is None or row.antes["hasta"] is None:
        return False
    after = row.despues or {}
    return any(after.get(each) != row.antes[each] for each in set(row.antes) - _END)


def _retold(conn: sqlite3.Connection, row: _Row) -> str:
    numero = (row.antes or {})["numero"]
    return (
        f"La {registro(conn, row.numero)} cambió la adecuación {numero}, ya concluida: el programa "
        "no lo permite."
    )


def _changes(conn: sqlite3.Connection, since: int) -> list[_Row]:
    marks = ", ".join("?" * len(_READ))
    rows = conn.execute(
        "SELECT numero, tabla, fila, antes, despues FROM bitacora_cambios"
        f" WHERE numero > ? AND tabla IN ({marks}) ORDER BY numero, orden",
        (since, *_READ),
    )
    return [
        _Row(numero, tabla, fila, _record(antes), _record(despues))
        for numero, tabla, fila, antes, despues in rows
    ]


def _undeclared(
    conn: sqlite3.Connection, first: Mapping[int, int], changes: list[_Row]
) -> Iterator[tuple[int, int]]:
    """(operation, POA) of every change of a plan while it was authorised and none was open."""
    owners = _Owners(conn)
    for each in changes:
        owners.learn(each.tabla, each.fila, each.antes)
        owners.learn(each.tabla, each.fila, each.despues)
    frozen: dict[int, bool] = {}
    opened: dict[int, set[int]] = {}
    for numero, group in groupby(changes, key=lambda each: each.numero):
        operation = list(group)
        before = {poa_id for poa_id, is_ in frozen.items() if is_ and not opened.get(poa_id)}
        for row in operation:
            if row.tabla == "poas":
                frozen[row.fila] = row.despues is not None and row.despues["estado"] == _FROZEN
            elif row.tabla == "adecuaciones":
                _follow(opened, row.fila, row.despues)
        locked = {poa_id for poa_id in before if frozen[poa_id] and not opened.get(poa_id)}
        touched = {owners.poa_of(row) for row in operation if row.tabla in _PLAN}
        yield from ((numero, poa_id) for poa_id in sorted(locked) if poa_id in touched & set(first))


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

    def poa_of(self, row: _Row) -> int | None:
        """The POA that a row belongs to: no program moves one to another."""
        record = row.despues or row.antes or {}
        if row.tabla in BLOCKS:
            return int(record["poa_id"])
        on_linea = row.tabla == "programado"
        owner = self._lineas.get(record["linea_id"]) if on_linea else owner_of(record)
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
        whose = names.get(poa_id, "un POA")
        yield (
            f"La {registro(conn, numero)} cambió el plan autorizado de {whose}{what} sin una "
            "adecuación: el programa no lo permite."
        )
