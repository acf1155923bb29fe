"""The history of one record, read from the audit trail, and what is there now."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from poa_desktop.data import audit, bloques
from poa_desktop.data.schema import TRACKED_TABLES
from poa_desktop.poa.adecuaciones import CambioFila
from poa_desktop.poa.historial import (
    BY_MONTH,
    Entrada,
    Escritura,
    Sujeto,
)
from poa_desktop.poa.historial_lectura import entradas_de
from poa_desktop.poa.problems import TipoLugar

if TYPE_CHECKING:
    pass

_CHILDREN = (
    "fichas", "lineas", "programado", "avances", "evidencias", "observaciones", "gastos",
    "comprobantes",
)  # fmt: skip


def historial(conn: sqlite3.Connection, tipo: TipoLugar, record: int) -> tuple[Entrada, ...]:
    """Every change of a record, newest first; a record that is gone has its history as well."""
    sujeto, where, values = _scope(conn, tipo, record)
    found = audit.operaciones(conn, where, values)
    return entradas_de(sujeto, found, lambda numero: _parts(conn, numero))


def _scope(
    conn: sqlite3.Connection, tipo: TipoLugar, record: int
) -> tuple[Sujeto, str, list[object]]:
    """The record to read, and the condition that picks its rows of the trail."""
    if tipo is TipoLugar.LINEA:
        own = frozenset(("lineas", *_OF_LINEA))
        sujeto = Sujeto("lineas", record, own, lugares=_lugares(conn))
        return sujeto, *_any(
            _own("lineas", record), *(_of("linea_id", record, t) for t in _OF_LINEA)
        )
    if tipo in bloques.TABLES:
        return _block_scope(conn, tipo, record)
    if tipo is TipoLugar.DIAGNOSTICO:
        told = {"poas": ("vision", "mision")}
        sujeto = Sujeto("poas", record, frozenset(("poas", "foda")), columnas=told)
        return sujeto, *_any(_own("poas", record), _of("poa_id", record, "foda"))
    return _poa_scope(conn, record)


_OF_LINEA = ("programado", "avances", "evidencias", "observaciones")


def _block_scope(
    conn: sqlite3.Connection, tipo: TipoLugar, record: int
) -> tuple[Sujeto, str, list[object]]:
    table, column = bloques.TABLES[tipo], bloques.OWNER_COLUMNS[tipo]
    own, guests = {table, "fichas"}, {"lineas"}
    parts = [_own(table, record), _of(column, record, "fichas"), _of(column, record, "lineas")]
    if tipo is TipoLugar.ACTIVIDAD:
        own |= {"gastos", "comprobantes"}
        parts.append(_of(column, record, "gastos"))
        parts += [_of("gasto_id", gasto, "comprobantes") for gasto in _gastos(conn, record)]
    else:
        guests.add("actividades")
        parts.append(_of(column, record, "actividades"))
    sujeto = Sujeto(table, record, frozenset(own), frozenset(guests), nombres=_programas(conn))
    return sujeto, *_any(*parts)


def _poa_scope(conn: sqlite3.Connection, record: int) -> tuple[Sujeto, str, list[object]]:
    """The POA with what it shares with others of the file: dependencia, municipio, rules."""
    own = frozenset(
        ("poas", "dependencias", "municipio", "ejercicios", "ejes", "plantillas", "observaciones")
    )
    told = {"poas": ("fecha", "evaluador", "estado")}
    sujeto = Sujeto("poas", record, own, frozenset(bloques.TABLES.values()), columnas=told)
    sql = "SELECT dependencia_id, ejercicio FROM poas WHERE id = ?"
    dependencia, ejercicio = conn.execute(sql, (record,)).fetchone() or (0, 0)
    return sujeto, *_any(
        _own("poas", record),
        _own("dependencias", dependencia),
        _own("ejercicios", ejercicio),
        *((f"tabla = '{table}'", []) for table in ("municipio", "ejes", "plantillas")),
        *(_of("poa_id", record, table) for table in bloques.TABLES.values()),
        _of_whole_poa(record),
    )


Condition = tuple[str, list[object]]


def _own(table: str, record: int) -> Condition:
    return "tabla = ? AND fila = ?", [table, record]


def _of(column: str, record: int, table: str) -> Condition:
    """The rows of a table that belong, or belonged, to a record.

    The trail is written by SQLite's json_object, without spaces, and a quote within a text has a
    backslash before it: the words below stand nowhere else. Every such column has one behind it.
    """
    words = f'"{column}":{record},'
    return "tabla = ? AND (instr(antes, ?) OR instr(despues, ?))", [table, words, words]


def _of_whole_poa(record: int) -> Condition:
    """The observations about a POA as a whole: those of its líneas are told there."""
    text, values = _of("poa_id", record, "observaciones")
    nobody = '"linea_id":null,'
    return f"{text} AND (instr(antes, ?) OR instr(despues, ?))", [*values, nobody, nobody]


def _any(*conditions: Condition) -> Condition:
    sql = " OR ".join(f"({text})" for text, _ in conditions)
    return f"({sql})", [value for _, values in conditions for value in values]


def _gastos(conn: sqlite3.Connection, actividad: int) -> list[int]:
    text, values = _of("actividad_id", actividad, "gastos")
    sql = f"SELECT DISTINCT fila FROM bitacora_cambios WHERE {text}"
    return [row for (row,) in conn.execute(sql, values)]


def _programas(conn: sqlite3.Connection) -> dict[int, str]:
    sql = "SELECT id, numero, nombre FROM programas"
    return {row: f"{numero} {nombre}" for row, numero, nombre in conn.execute(sql)}


def _lugares(conn: sqlite3.Connection) -> dict[tuple[str, int], str]:
    return {
        (bloques.OWNER_COLUMNS[tipo], row): f"{tipo[0].upper()}{numero} {nombre}"
        for tipo, table in bloques.TABLES.items()
        for row, numero, nombre in conn.execute(f"SELECT id, numero, nombre FROM {table}")
    }


def _parts(conn: sqlite3.Connection, numero: int) -> list[CambioFila]:
    marks = ", ".join("?" * len(_CHILDREN))
    where = f"numero = ? AND tabla IN ({marks})"
    found = audit.operaciones(conn, where, [numero, *_CHILDREN])
    return [row for each in found for row in each.filas]


# -- what is there now -----------------------------------------------------------------------------


def ahora(conn: sqlite3.Connection, writes: Sequence[Escritura]) -> tuple[Escritura, ...] | None:
    """The same columns as they are now; None when their record is gone."""
    found = []
    for each in writes:
        row = present(conn, each)
        if row is None:
            return None
        found.append(replace(each, valores=tuple((name, row[name]) for name, _ in each.valores)))
    return tuple(found)


_EMPTY = {"cantidad": 0, "realizado": None, "comentario": "", "justificacion": ""}


def present(conn: sqlite3.Connection, write: Escritura) -> dict[str, Any] | None:
    """The row a write goes to, empty for a month that says nothing; None when it is gone."""
    if write.tabla not in BY_MONTH:
        return row_of(conn, write.tabla, write.fila)
    if row_of(conn, "lineas", write.fila) is None:
        return None
    sql = f"SELECT * FROM {write.tabla} WHERE linea_id = ? AND mes = ?"
    return _first(conn, sql, (write.fila, write.mes)) or _EMPTY


def row_of(conn: sqlite3.Connection, table: str, row: int) -> dict[str, Any] | None:
    """A row by its key; None when there is none."""
    assert table in TRACKED_TABLES
    key = "ejercicio" if table == "ejercicios" else "id"
    return _first(conn, f"SELECT * FROM {table} WHERE {key} = ?", (row,))


def _first(conn: sqlite3.Connection, sql: str, values: Sequence[object]) -> dict[str, Any] | None:
    cursor = conn.execute(sql, values)
    row = cursor.fetchone()
    return row and dict(zip((each[0] for each in cursor.description), row, strict=True))
