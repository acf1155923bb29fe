"""Undo, redo and the list of what changed, derived from temporary triggers.

Every change of a tracked table, cascades included, writes its inverse statement and the row
before and after into a temporary table; a change that is rolled back leaves nothing there.
"""

import sqlite3
from dataclasses import dataclass

from poa_desktop.data.schema import TRACKED_TABLES


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that changed: *antes* and *despues* are its JSON, None when it did not exist."""

    tabla: str
    fila: int
    antes: str | None
    despues: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One operation that can be taken back: its title and the inverse statements, in order."""

    titulo: str
    inverse: tuple[str, ...]


def install_triggers(connection: sqlite3.Connection) -> None:
    """Make the temporary log and its triggers on a fresh connection."""
    connection.execute(
        "CREATE TEMP TABLE cambio (orden INTEGER PRIMARY KEY, tabla TEXT, fila INTEGER,"
        " antes TEXT, despues TEXT, inverso TEXT)"
    )
    for table in TRACKED_TABLES:
        info = connection.execute(f"SELECT name, pk FROM pragma_table_info('{table}')").fetchall()
        columns = [name for name, _ in info]
        key = next(name for name, pk in info if pk)
        for statement in _triggers(table, columns, key):
            connection.execute(statement)


def _triggers(table: str, columns: list[str], key: str) -> list[str]:
    old = "json_object(" + ", ".join(f"'{c}', OLD.{c}" for c in columns) + ")"
    new = "json_object(" + ", ".join(f"'{c}', NEW.{c}" for c in columns) + ")"
    sets = " || ', ' || ".join(f"'{c} = ' || quote(OLD.{c})" for c in columns)
    values = " || ', ' || ".join(f"quote(OLD.{c})" for c in columns)
    differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    target = f"INSERT INTO cambio (tabla, fila, antes, despues, inverso) SELECT '{table}'"
    return [
        f"CREATE TEMP TRIGGER cambio_{table}_insert AFTER INSERT ON main.{table} BEGIN "
        f"{target}, NEW.{key}, NULL, {new}, 'DELETE FROM {table} WHERE {key} = ' || NEW.{key}; END",
        f"CREATE TEMP TRIGGER cambio_{table}_update AFTER UPDATE ON main.{table} WHEN {differs} "
        f"BEGIN {target}, NEW.{key}, {old}, {new}, "
        f"'UPDATE {table} SET ' || {sets} || ' WHERE {key} = ' || NEW.{key}; END",
        f"CREATE TEMP TRIGGER cambio_{table}_delete AFTER DELETE ON main.{table} BEGIN "
        f"{target}, OLD.{key}, {old}, NULL, "
        f"'INSERT INTO {table} ({', '.join(columns)}) VALUES (' || {values} || ')'; END",
    ]


def begin_log(connection: sqlite3.Connection) -> None:
    """Forget what the log holds, at the start of an operation."""
    connection.execute("DELETE FROM temp.cambio")


def read_log(connection: sqlite3.Connection, titulo: str) -> tuple[tuple[RowChange, ...], Step]:
    """The rows changed since begin_log, and the step that takes them back.

    No rows when every one of them ended as it began.
    """
    rows = connection.execute(
        "SELECT tabla, fila, antes, despues, inverso FROM temp.cambio ORDER BY orden"
    ).fetchall()
    changes = tuple(RowChange(*row[:4]) for row in rows)
    if not _differs(changes):
        return (), Step(titulo, ())
    return changes, Step(titulo, tuple(row[4] for row in reversed(rows)))


def _differs(changes: tuple[RowChange, ...]) -> bool:
    ends: dict[tuple[str, int], tuple[str | None, str | None]] = {}
    for each in changes:
        first, _ = ends.get((each.tabla, each.fila), (each.antes, None))
        ends[(each.tabla, each.fila)] = first, each.despues
    return any(first != last for first, last in ends.values())


def apply_step(connection: sqlite3.Connection, step: Step) -> None:
    """Run the inverse statements; foreign keys are judged at the end of the transaction."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for statement in step.inverse:
        if statement.startswith("DELETE"):  # compiled once with all its triggers, not for each row
            head, key = statement.rsplit(" = ", 1)
            connection.execute(f"{head} = ?", (int(key),))
        else:
            connection.execute(statement)
