"""The writes that bring back what the history of a record shows: a value, or what was deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from poa_desktop.data import bloques, lineas, poas, rows
from poa_desktop.data.historial import present, row_of
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.historial import Eliminado, Escritura
from poa_desktop.poa.historial_campos import NOMBRES, Record
from poa_desktop.poa.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database


def restaurar(db: Database, writes: Sequence[Escritura]) -> None:
    """Write values of the history again.

    Raises PoaError when their record or content is gone, or when they do not fit with what there
    is now.
    """
    for each in writes:
        if present(db.conn, each) is None:
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
    if row_of(db.conn, table, int(first["id"])) is not None or _has_eje(db, table, first):
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
        if owners & elsewhere or row_of(db.conn, *key) is not None:
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
