"""What the attackers of the model do to a file (ARCHITECTURE.md, "Who is to be found out").

A: SQL with the program's triggers in place. B: triggers dropped and put back, rows, trail rows,
schema or single bits. C: the whole audit chain and every hash made to agree, without the key or
with a key of his own. D: an earlier file, the last cierre removed, or the stolen key.
"""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from poa_desktop.data import audit, load, sellos
from poa_desktop.data.llave import Llave
from poa_desktop.data.lock import Person
from poa_desktop.data.schema import TRACKED_TABLES
from poa_desktop.files import sha256_of, token
from poa_desktop.poa.congelado import read_congelado, write_congelado
from poa_desktop.poa.sello import PRIMER_SELLO, Sello, folio_de
from poa_desktop.poa.tramites import Paso

CLOSED = (
    "avances", "programado", "evidencias", "gastos", "comprobantes", "lineas", "tramites",
    "sellos", "sellos_contenidos", "candados", "contenidos", "bitacora", "bitacora_cambios",
    "ejercicios",
)  # fmt: skip
"""Where the attackers look first; the other tables come too, less often."""
OTHERS = tuple(each for each in TRACKED_TABLES if each not in CLOSED)
MONTHS = "mes IN (SELECT mes FROM candados)"
Attack = Callable[[sqlite3.Connection, random.Random], str]


@contextlib.contextmanager
def tool(path: Path) -> Iterator[sqlite3.Connection]:
    """Some other program that opens SQLite files, with its own settings."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA journal_mode = MEMORY")
    try:
        yield conn
    finally:
        conn.close()


# -- A and B: single rows --------------------------------------------------------------------------


def alter_row(conn: sqlite3.Connection, chance: random.Random) -> str:
    """Change a value, remove a row or add one, in a random table; gives what was done."""
    while True:
        table = chance.choice(CLOSED if chance.random() < 0.85 else OTHERS)
        rows = conn.execute(f"SELECT rowid, * FROM {table}").fetchall()
        if not rows:
            continue
        columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
        rowid, *values = chance.choice(rows)
        what = chance.choice(("update",) * 6 + ("delete", "insert"))
        if what == "update":
            place = chance.randrange(len(columns))
            new = _other(values[place], chance)
            sql = f"UPDATE {table} SET {columns[place]} = ? WHERE rowid = ?"
            conn.execute(sql, (new, rowid))
            return f"{table}.{columns[place]}"
        if what == "delete":
            conn.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
            return f"{table} −"
        if table == "contenidos":  # a content more is what attaching and undoing leaves
            continue
        names = [name for name in columns if name != "id"]
        copied = [value for name, value in zip(columns, values, strict=True) if name != "id"]
        place = chance.randrange(len(copied))
        copied[place] = _other(copied[place], chance)
        marks = ", ".join("?" * len(names))
        conn.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", copied)
        return f"{table} +"


def _other(value: Any, chance: random.Random) -> Any:
    """Another value of the same kind."""
    new = value
    while new == value:
        new = _next(value, chance)
    return new


def _next(value: Any, chance: random.Random) -> Any:
    if value is None:
        return chance.choice((1, "x"))
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 2, 100))
    if isinstance(value, bytes):
        place = chance.randrange(len(value)) if value else 0
        return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :] if value else b"x"
    if value == "":
        return "x"
    place = chance.randrange(len(value))
    return (
        value[:place]
        + chance.choice("0123456789abcdefxyz ")
        + value[place + 1 :]
        + (chance.choice(("", "", " ")))
    )


def attack_a(path: Path, chance: random.Random) -> str:
    """One statement with the triggers in place. Raises sqlite3.Error where it is refused."""
    with tool(path) as conn:
        if chance.random() < 0.5:
            conn.execute("PRAGMA foreign_keys = ON")
        return alter_row(conn, chance)


def without_triggers(conn: sqlite3.Connection) -> list[str]:
    """Drop every trigger; gives how to make them again."""
    found = conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        conn.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]


def attack_b(path: Path, chance: random.Random) -> str:
    """Rows altered behind the triggers, which are put back; or the schema itself, or one bit."""
    kind = chance.choice(("row", "row", "row", "rows and trail", "schema", "bit"))
    if kind == "bit":
        return flip_bit(path, chance)
    with tool(path) as conn:
        triggers = without_triggers(conn)
        if kind == "schema":
            left = chance.sample(triggers, len(triggers) - chance.randint(1, 3))
            for sql in left:
                conn.execute(sql)
            return "schema"
        conn.execute("PRAGMA ignore_check_constraints = ON")
        done = _some_row(conn, chance)
        if kind == "rows and trail":
            table = chance.choice(("bitacora_cambios", "bitacora"))
            conn.execute(
                f"DELETE FROM {table} WHERE rowid IN"
                f" (SELECT rowid FROM {table} ORDER BY random() LIMIT 1)"
            )
            done = f"{done}, {table} −"
        for sql in triggers:
            conn.execute(sql)
        return f"B {done}"


def _some_row(conn: sqlite3.Connection, chance: random.Random) -> str:
    while True:  # a type or a uniqueness that stands in the way: another one
        with contextlib.suppress(sqlite3.Error):
            return alter_row(conn, chance)


def flip_bit(path: Path, chance: random.Random) -> str:
    """One bit of the file, anywhere."""
    content = bytearray(path.read_bytes())
    place = chance.randrange(len(content))
    content[place] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return "bit"


# -- C and D: everything made to agree -------------------------------------------------------------


def rehash(conn: sqlite3.Connection) -> None:
    """Chain the whole audit trail anew, as the program does."""
    previous = audit.FIRST_SEAL
    rows = conn.execute(
        "SELECT numero, operacion, titulo, cuando, quien, equipo FROM bitacora ORDER BY numero"
    ).fetchall()
    for entry in rows:
        changes = conn.execute(
            "SELECT tabla, fila, antes, despues FROM bitacora_cambios WHERE numero = ?"
            " ORDER BY orden",
            (entry[0],),
        ).fetchall()
        seal = audit._seal((*entry, previous), changes)
        sql = "UPDATE bitacora SET anterior = ?, sello = ? WHERE numero = ?"
        conn.execute(sql, (previous, seal, entry[0]))
        previous = seal


def append(conn: sqlite3.Connection, title: str, changes: list[tuple[Any, ...]]) -> None:
    """One more operation in the trail, as the program would write it."""
    rows = [audit_row(*each) for each in changes]
    when = datetime.fromisoformat(conn.execute("SELECT max(cuando) FROM bitacora").fetchone()[0])
    audit.append(conn, token(16), title, when, Person("lramos", "PC-1", "Lucía Ramos"), rows)


def audit_row(table: str, key: int, before: Any, after: Any) -> Any:
    """A change of a row, as JSON."""
    from poa_desktop.data.history import RowChange

    written = [None if each is None else _json(each) for each in (before, after)]
    return RowChange(table, key, *written)


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def row_of(conn: sqlite3.Connection, table: str, key: int) -> dict[str, Any]:
    """A row by its names."""
    cursor = conn.execute(f"SELECT * FROM {table} WHERE id = ?", (key,))
    return dict(zip([each[0] for each in cursor.description], cursor.fetchone(), strict=True))


def change_closed(
    conn: sqlite3.Connection, chance: random.Random, *, record: str
) -> tuple[str, int]:
    """Change a value of a closed month; *record*: "append" an operation that says so, or
    "rewrite" the one that wrote it."""
    options = [("avances", "realizado"), ("avances", "justificacion"), ("programado", "cantidad"),
               ("evidencias", "nombre"), ("avances", "comentario")]  # fmt: skip
    table, column = chance.choice(options)
    keys = conn.execute(f"SELECT id FROM {table} WHERE {MONTHS}").fetchall()
    (key,) = chance.choice(keys)
    before = row_of(conn, table, key)
    old = before[column]
    new = (old or 0) + 100 if column in ("realizado", "cantidad") else f"{old}x"
    conn.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (new, key))
    if record == "append":
        append(conn, "Capturar", [(table, key, before, row_of(conn, table, key))])
    else:
        _rewrite_trail(conn, table, key)
    return table, key


def _rewrite_trail(conn: sqlite3.Connection, table: str, key: int) -> None:
    """Let the last operation that wrote a row say what it is now."""
    numero, orden = conn.execute(
        "SELECT numero, orden FROM bitacora_cambios WHERE tabla = ? AND fila = ?"
        " ORDER BY numero DESC, orden DESC LIMIT 1",
        (table, key),
    ).fetchone()
    conn.execute(
        "UPDATE bitacora_cambios SET despues = ? WHERE numero = ? AND orden = ?",
        (_json(row_of(conn, table, key)), numero, orden),
    )


def reseal(conn: sqlite3.Connection, llave: Llave | None) -> None:
    """Freeze anew what is closed now and make every seal agree; without a key the old signatures
    stay."""
    archivo = load.clave(conn)
    rehash(conn)
    previous = PRIMER_SELLO
    listed = sellos.listed(conn)
    in_force = {(each.poa_id, each.periodo): each.id for each in listed}
    for each in listed:
        content = each.contenido
        if each.paso is Paso.CIERRE and in_force[(each.poa_id, each.periodo)] == each.id:
            content = _freeze_anew(conn, each)
        head = conn.execute(
            "SELECT coalesce(max(sello), ?) FROM bitacora WHERE numero = ?",
            (audit.FIRST_SEAL, each.bitacora_numero),
        ).fetchone()[0]
        folio = folio_de(each.paso, each.periodo, each.version, content)
        made = Sello(
            each.id, archivo, each.poa_id, each.periodo, each.paso, each.version, folio, content,
            each.bitacora_numero, head, previous, each.cuando, each.nombre, each.cargo, each.nota,
            llave.publica if llave else each.llave, each.firma,
        )  # fmt: skip
        firma = llave.sign(made.payload()) if llave else each.firma
        conn.execute(
            "UPDATE sellos SET folio = ?, contenido = ?, bitacora_sello = ?, anterior = ?,"
            " llave = ?, firma = ? WHERE id = ?",
            (folio, content, head, previous, made.llave, firma, each.id),
        )
        _rewrite_trail(conn, "sellos", each.id)
        rehash(conn)
        previous = sellos.listed(conn)[listed.index(each)].digest


def _freeze_anew(conn: sqlite3.Connection, sello: Sello) -> str:
    from dataclasses import replace

    old = read_congelado(load.content(conn, sello.contenido))
    written = write_congelado(replace(old, poa=load.poa(conn, sello.poa_id)))
    sha256 = sha256_of(written)
    conn.execute("INSERT OR IGNORE INTO contenidos VALUES (?, ?)", (sha256, written))
    return sha256


def remove_last_act(conn: sqlite3.Connection) -> None:
    """Take the last sealed act, and all that came after it, out of the file and its trail."""
    last = sellos.listed(conn)[-1]
    until = last.bitacora_numero
    undone = conn.execute(
        "SELECT tabla, fila, antes FROM bitacora_cambios WHERE numero > ?"
        " ORDER BY numero DESC, orden DESC",
        (until,),
    ).fetchall()
    conn.execute("PRAGMA foreign_keys = OFF")
    for table, key, before in undone:
        name = "ejercicio" if table == "ejercicios" else "id"
        conn.execute(f"DELETE FROM {table} WHERE {name} = ?", (key,))
        if before is not None:
            row = json.loads(before)
            marks = ", ".join("?" * len(row))
            sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
            conn.execute(sql, list(row.values()))
    for table in ("bitacora_cambios", "bitacora"):
        conn.execute(f"DELETE FROM {table} WHERE numero > ?", (until,))


@contextlib.contextmanager
def behind_triggers(path: Path) -> Iterator[sqlite3.Connection]:
    """Work without triggers, which are there again afterwards."""
    with tool(path) as conn:
        conn.execute("BEGIN")
        triggers = without_triggers(conn)
        yield conn
        for sql in triggers:
            conn.execute(sql)
        conn.execute("COMMIT")
