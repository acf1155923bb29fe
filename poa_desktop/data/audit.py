"""The permanent audit trail: who changed what and when, chained by hashes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from poa_desktop.data.history import RowChange
from poa_desktop.data.lock import Person
from poa_desktop.data.schema import TRACKED_TABLES
from poa_desktop.files import sha256_of

if TYPE_CHECKING:
    from poa_desktop.poa.adecuaciones import Operacion

FIRST_SEAL = "0" * 64


def append(
    connection: sqlite3.Connection,
    operacion: str,
    titulo: str,
    cuando: datetime,
    person: Person,
    changes: Sequence[RowChange],
) -> int:
    """Write an operation into the trail, inside the operation's own transaction."""
    numero = last_number(connection) + 1
    head = (numero, operacion, titulo, cuando.isoformat(timespec="seconds"))
    who = (person.etiqueta, person.equipo, last_seal(connection))
    rows = [(c.tabla, c.fila, c.antes, c.despues) for c in changes]
    seal = _seal((*head, *who), rows)
    connection.execute(
        "INSERT INTO bitacora (numero, operacion, titulo, cuando, quien, equipo, anterior, sello)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*head, *who, seal),
    )
    connection.executemany(
        "INSERT INTO bitacora_cambios (numero, orden, tabla, fila, antes, despues)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(numero, orden, *row) for orden, row in enumerate(rows, 1)],
    )
    return numero


def _seal(entry: tuple[object, ...], rows: Sequence[tuple[object, ...]]) -> str:
    canonical = json.dumps([entry, rows], ensure_ascii=False, separators=(",", ":"))
    return sha256_of(canonical.encode())


def operaciones(
    connection: sqlite3.Connection, where: str, values: Sequence[object]
) -> Iterator[Operacion]:
    """The operations with the rows that a condition picks, in order, one at a time."""
    from poa_desktop.poa.adecuaciones import CambioFila, Operacion

    sql = (
        "SELECT numero, titulo, cuando, quien, equipo, tabla, fila, antes, despues"
        f" FROM bitacora JOIN bitacora_cambios USING (numero) WHERE {where}"
        " ORDER BY numero, orden"
    )
    for numero, rows in groupby(connection.execute(sql, values), key=lambda row: row[0]):
        changed = list(rows)
        _, titulo, cuando, quien, equipo, *_ = changed[0]
        filas = tuple(
            CambioFila(tabla, fila, _record(antes), _record(despues))
            for *_, tabla, fila, antes, despues in changed
        )
        yield Operacion(int(numero), titulo, datetime.fromisoformat(cuando), quien, equipo, filas)


def _record(text: str | None) -> dict[str, object] | None:
    return None if text is None else dict(json.loads(text))


def was_recorded(connection: sqlite3.Connection, operacion: str) -> bool:
    """Whether an operation reached the file (asked after an error around COMMIT)."""
    row = connection.execute("SELECT 1 FROM bitacora WHERE operacion = ?", (operacion,)).fetchone()
    return row is not None


def last_number(connection: sqlite3.Connection) -> int:
    """Number of the last operation; 0 when there is none."""
    row = connection.execute("SELECT coalesce(max(numero), 0) FROM bitacora").fetchone()
    return int(row[0])


def last_seal(connection: sqlite3.Connection) -> str:
    """Seal of the last operation: it stands for the whole history; zeros when there is none."""
    sql = "SELECT sello FROM bitacora ORDER BY numero DESC LIMIT 1"
    row = connection.execute(sql).fetchone()
    return FIRST_SEAL if row is None else str(row[0])


def first_broken(connection: sqlite3.Connection) -> int | None:
    """Number of the first operation whose seal does not hold; None when the chain is whole."""
    previous = FIRST_SEAL
    expected = 1
    rows = connection.execute(
        "SELECT numero, operacion, titulo, cuando, quien, equipo, anterior, sello"
        " FROM bitacora ORDER BY numero"
    ).fetchall()
    for *entry, seal in rows:
        found = connection.execute(
            "SELECT orden, tabla, fila, antes, despues FROM bitacora_cambios"
            " WHERE numero = ? ORDER BY orden",
            (entry[0],),
        ).fetchall()
        changes = [row[1:] for row in found]
        in_order = [row[0] for row in found] == list(range(1, len(found) + 1))
        follows = entry[0] == expected and entry[6] == previous
        if not (in_order and follows and _seal(tuple(entry), changes) == seal):
            return int(entry[0])
        previous, expected = seal, expected + 1
    return None


def first_unrecorded(connection: sqlite3.Connection) -> tuple[str, int] | None:
    """Table and id of the first row that is not what the trail says it is; None when all are."""
    first = next(unrecorded(connection), None)
    return None if first is None else (first.tabla, first.fila)


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """One value that is not what the trail says it is.

    *campo* "" where the whole row came or went; *ultima* is the last operation that wrote the
    row, 0 when none did: what was altered is later.
    """

    tabla: str
    fila: int
    campo: str
    registrado: object
    hallado: object
    ultima: int = 0


def unrecorded(connection: sqlite3.Connection) -> Iterator[Unrecorded]:
    """Every value that is not what the trail says it is.

    It finds what was changed past the program, and bits that flipped. Columns that a later
    version added or dropped are not compared.
    """
    recorded = _recorded(connection)
    for table in TRACKED_TABLES:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        gone = table in _BORN
        for values in connection.execute(f"SELECT * FROM {table} ORDER BY 1"):
            gone = False
            row = dict(zip(columns, values, strict=True))
            numero, text = recorded.pop((table, values[0]), (0, None))
            known = _BORN.get(table) if text is None else json.loads(text)
            if known is None:
                yield Unrecorded(table, int(values[0]), "", None, row, numero)
                continue
            for name in columns:
                if name in known and row[name] != known[name]:
                    yield Unrecorded(table, int(values[0]), name, known[name], row[name], numero)
        if gone:
            yield Unrecorded(table, 1, "", {}, None)
    for (table, key), (numero, text) in recorded.items():
        if text is not None:
            yield Unrecorded(table, key, "", json.loads(text), None, numero)


_BORN: dict[str, dict[str, object]] = {
    "municipio": {"id": 1, **dict.fromkeys(("nombre", "estado", "gobierno", "pmd_nombre"), "")}
}
"""The one row that a new file holds without an operation."""


def _recorded(
    connection: sqlite3.Connection,
) -> dict[tuple[str, int], tuple[int, str | None]]:
    """(table, id) → the operation that wrote it last, and the row as JSON; None when removed."""
    rows = connection.execute(
        "SELECT tabla, fila, numero, despues FROM bitacora_cambios ORDER BY numero, orden"
    )
    return {(tabla, fila): (numero, despues) for tabla, fila, numero, despues in rows}
