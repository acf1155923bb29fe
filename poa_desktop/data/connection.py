"""The one connection policy. Every figure behind it was measured over simulated power cuts."""

import sqlite3
import struct
from pathlib import Path

from poa_desktop.data import lock
from poa_desktop.data.schema import APPLICATION_ID, VERSION
from poa_desktop.data.sqlite_errors import explain_sqlite_error
from poa_desktop.files import explain_os_error
from poa_desktop.poa.errors import PoaError

_MAGIC = b"SQLite format 3\x00"


def check_header(path: Path) -> int:
    """Schema version of a .poa, read without opening it as a database.

    Raises PoaError when it is missing, something else, or written by a newer program.
    """
    try:
        with open(path, "rb") as stream:
            header = stream.read(100)
    except OSError as error:
        raise PoaError(explain_os_error(error, path)) from error
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise PoaError(
            f"«{path.name}» no es un archivo de POA Desktop o está dañado: elija otro o restaure "
            "un respaldo."
        )
    version, application_id = struct.unpack(">I4xI", header[60:72])
    if application_id != APPLICATION_ID:
        raise PoaError(f"«{path.name}» es una base de datos de otro programa: elija un .poa.")
    if version > VERSION:
        raise PoaError(
            f"«{path.name}» se hizo con una versión más nueva de POA Desktop: actualice el "
            "programa para abrirlo."
        )
    return int(version)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a file under the connection policy and hold its lock until closed.

    TRUNCATE and FULL: no acknowledged commit is lost at a power cut; EXCLUSIVE: one program at a
    time. Raises PoaError, with the holder's name when somebody else has it.
    """
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0.3)
    except sqlite3.Error as error:
        raise explain_sqlite_error(error, path) or error from error
    try:
        apply_policy(connection, read_only=read_only)
        connection.execute("BEGIN" if read_only else "BEGIN EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_schema")
        connection.execute("COMMIT")  # the exclusive locking mode keeps the lock
    except sqlite3.Error as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise PoaError(lock.who_has(path)) from error
        raise explain_sqlite_error(error, path) or error from error
    return connection


def apply_policy(connection: sqlite3.Connection, *, read_only: bool = False) -> None:
    """Set the pragmas. A read-only connection keeps the journal mode it finds."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    if not read_only:
        connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
