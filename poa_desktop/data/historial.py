"""The history of one record, read from the audit trail, and the writes that restore a value."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from poa_desktop.data import audit, bloques, lineas, poas, rows
from poa_desktop.data.schema import TRACKED_TABLES
from poa_desktop.poa.adecuaciones import CambioFila
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.historial import (
    BY_MONTH,
    Eliminado,
    Entrada,
    Escritura,
    Sujeto,
)
from poa_desktop.poa.historial_campos import NOMBRES, Record
from poa_desktop.poa.historial_lectura import entradas_de
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

_CHILDREN = ("fichas", "lineas", "programado", "avances", "evidencias", "gastos", "comprobantes")


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


_OF_LINEA = ("programado", "avances", "evidencias")


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
    own = frozenset(("poas", "dependencias", "municipio", "ejercicios", "ejes", "plantillas"))
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
        row = _present(conn, each)
        if row is None:
            return None
        found.append(replace(each, valores=tuple((name, row[name]) for name, _ in each.valores)))
    return tuple(found)


_EMPTY = {"cantidad": 0, "realizado": None, "comentario": "", "justificacion": ""}


def _present(conn: sqlite3.Connection, write: Escritura) -> dict[str, Any] | None:
    if write.tabla not in BY_MONTH:
        return _row(conn, write.tabla, write.fila)
    if _row(conn, "lineas", write.fila) is None:
        return None
    sql = f"SELECT * FROM {write.tabla} WHERE linea_id = ? AND mes = ?"
    return _first(conn, sql, (write.fila, write.mes)) or _EMPTY


def _row(conn: sqlite3.Connection, table: str, row: int) -> dict[str, Any] | None:
    assert table in TRACKED_TABLES
    key = "ejercicio" if table == "ejercicios" else "id"
    return _first(conn, f"SELECT * FROM {table} WHERE {key} = ?", (row,))


def _first(conn: sqlite3.Connection, sql: str, values: Sequence[object]) -> dict[str, Any] | None:
    cursor = conn.execute(sql, values)
    row = cursor.fetchone()
    return row and dict(zip((each[0] for each in cursor.description), row, strict=True))


# -- restoring -------------------------------------------------------------------------------------


def restaurar(db: Database, writes: Sequence[Escritura]) -> None:
    """Write values of the history again.

    Raises PoaError when their record or content is gone, or when they do not fit with what there
    is now.
    """
    for each in writes:
        if _present(db.conn, each) is None:
            raise PoaError(
                "Lo que tenía ese valor ya no existe: recupérelo primero desde el historial de "
                "donde estaba."
            )
        values = dict(each.valores)
        _require_content(db.conn, values)
        try:
            _write(db, each, values)
        except sqlite3.IntegrityError as error:
            raise PoaError(
                "Ese valor no se puede usar con los que hay ahora: cambie primero el que se opone."
            ) from error


def _write(db: Database, write: Escritura, values: dict[str, Any]) -> None:
    if write.tabla == "programado":
        lineas.set_programado(db, write.fila, write.mes, values["cantidad"])
    elif write.tabla == "avances":
        lineas.edit_avance(db, write.fila, write.mes, **values)
    elif write.tabla == "dependencias":
        poas.edit_dependencia(db, write.fila, **values)
    else:
        rows.edit(db, write.tabla, write.fila, **values)


def _lacks_content(conn: sqlite3.Connection, values: Mapping[str, Any]) -> bool:
    sha256 = values.get("sha256") or values.get("escudo")
    sql = "SELECT 1 FROM contenidos WHERE sha256 = ?"
    return bool(sha256) and conn.execute(sql, (sha256,)).fetchone() is None


def _require_content(conn: sqlite3.Connection, values: Mapping[str, Any]) -> None:
    if _lacks_content(conn, values):
        raise PoaError(
            "El contenido de ese archivo ya no está guardado en el .poa: búsquelo en un respaldo "
            "o adjúntelo de nuevo."
        )


def recuperar(db: Database, gone: Eliminado) -> tuple[str, ...]:
    """Put a deleted record back with what went with it, in its old place.

    What lives somewhere else by now stays there. Gives the names of the files whose content was
    cleaned away: the record comes back without them. Raises PoaError when it is there already,
    what it belonged to is gone, or something else has its place.
    """
    table, first = gone.filas[0]
    noun = NOMBRES[table][0]
    if _row(db.conn, table, int(first["id"])) is not None or _has_eje(db, table, first):
        raise PoaError(f"{noun}: ya está en el POA, no hay nada que recuperar.")
    _require_content(db.conn, first)
    try:
        lost = _insert_all(db, gone)
    except sqlite3.IntegrityError as error:
        why = "aquello a lo que pertenecía ya no existe; recupérelo primero."
        if error.sqlite_errorname == "SQLITE_CONSTRAINT_UNIQUE":
            why = "otro ocupa ahora su lugar; quítelo primero."
        raise PoaError(f"{noun}: {why}") from error
    for actividad in gone.actividades:
        db.execute(
            "UPDATE actividades SET programa_id = ? WHERE id = ? AND programa_id IS NULL",
            (first["id"], actividad),
        )
    _put_in_place(db, table, first)
    return lost


def _has_eje(db: Database, table: str, record: Record) -> bool:
    """Whether an eje of that name was written again: two of one name are one too many."""
    if table != "ejes":
        return False
    names = (name for (name,) in db.execute("SELECT nombre FROM ejes"))
    return fold(str(record["nombre"])) in map(fold, names)


_OWNERS = {
    "programa_id": "programas",
    "actividad_id": "actividades",
    "linea_id": "lineas",
    "gasto_id": "gastos",
}


def _insert_all(db: Database, gone: Eliminado) -> tuple[str, ...]:
    """The rows, parents first; gives the names of files that have no content any more."""
    elsewhere: set[tuple[str, int]] = set()
    lost: list[str] = []
    for table, record in gone.filas:
        owners = {(_OWNERS[name], record[name]) for name in _OWNERS.keys() & record.keys()}
        key = table, int(record["id"])
        if owners & elsewhere or _row(db.conn, *key) is not None:
            elsewhere.add(key)
        elif _lacks_content(db.conn, record):
            lost.append(str(record["nombre"]))
        else:
            _insert(db, table, record)
    return tuple(lost)


def _insert(db: Database, table: str, record: Record) -> None:
    """A row as it was, without columns that this version no longer has."""
    known = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    values = {name: value for name, value in record.items() if name in known}
    marks = ", ".join("?" * len(values))
    db.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )


def _put_in_place(db: Database, table: str, record: Record) -> None:
    """The others of its list make room: numbers follow the order, as after any move."""
    if table == "foda":
        where, column = "poa_id = ? AND cuadrante = ?", "orden"
        of = [record["poa_id"], record["cuadrante"]]
    elif table == "lineas":
        owner = "programa_id" if record["programa_id"] is not None else "actividad_id"
        where, of, column = f"{owner} = ?", [record[owner]], "orden"
    elif table in bloques.TABLES.values():
        where, of, column = "poa_id = ?", [record["poa_id"]], "numero"
    elif table == "ejes":
        where, of, column = "id", [], "orden"
    else:
        return
    sql = f"SELECT id FROM {table} WHERE {where} ORDER BY {column}, id = ? DESC, id"
    ids = [row for (row,) in db.execute(sql, (*of, record["id"]))]
    rows.put_in_order(db, table, column, ids)
