"""Bringing an older file to the present schema, one transaction each."""

import sqlite3
from datetime import datetime

from poa_desktop.data.schema import APPLICATION_ID, MIGRATIONS, Migration
from poa_desktop.files import token


def migrate(connection: sqlite3.Connection, now: datetime) -> None:
    """Apply the migrations that the file lacks. Each is whole or not at all."""
    present = int(connection.execute("PRAGMA user_version").fetchone()[0])
    for version, (nombre, change) in enumerate(MIGRATIONS, 1):
        if version > present:
            _apply(connection, version, nombre, change, now)


def _apply(
    connection: sqlite3.Connection, version: int, nombre: str, change: Migration, now: datetime
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        change(connection)
        stamp = now.isoformat(timespec="seconds")
        if version == 1:
            connection.execute(
                "INSERT INTO archivo (id, clave, creado) VALUES (1, ?, ?)", (token(16), stamp)
            )
        connection.execute("INSERT INTO migraciones VALUES (?, ?, ?)", (version, nombre, stamp))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise
