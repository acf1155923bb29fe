"""The one connection policy. Every figure behind it was measured over simulated power cuts."""

import contextlib
import os
import sqlite3
import struct
from pathlib import Path

from poa_desktop.data import lock
from poa_desktop.data.schema import APPLICATION_ID, VERSION
from poa_desktop.data.sqlite_errors import damaged, explain_sqlite_error, is_damage
from poa_desktop.files import explain_os_error, free_name, hold, let_go, refuse_held
from poa_desktop.poa.errors import PoaError

_MAGIC = b"SQLite format 3\x00"


class _HeldConnection(sqlite3.Connection):
    """A connection whose file must not be read as plain bytes until it is closed."""

    def close(self) -> None:
        super().close()
        let_go(self)


def check_header(path: Path) -> int:
    """Schema version of a .poa, read without opening it as a database.

    Raises PoaError when it is missing, something else, or written by a newer program.
    """
    try:
        refuse_held(path)
        with open(path, "rb") as stream:
            header = stream.read(100)
    except OSError as error:
        raise PoaError(explain_os_error(error, path)) from error
    sqlite = len(header) == 100 and header.startswith(_MAGIC)
    version, application_id = struct.unpack(">I4xI", header[60:72]) if sqlite else (0, 0)
    if sqlite and application_id != APPLICATION_ID:
        raise PoaError(f"«{path.name}» es una base de datos de otro programa: elija un .poa.")
    if version < 1:  # a file is born with its first version
        raise PoaError(
            f"«{path.name}» no es un archivo de POA Desktop o está dañado: elija otro o restaure "
            "un respaldo."
        )
    if version > VERSION:
        raise PoaError(
            f"«{path.name}» se hizo con una versión más nueva de POA Desktop: actualice el "
            "programa para abrirlo."
        )
    return int(version)


def connect(
    path: Path, *, read_only: bool = False, known_as: Path | None = None
) -> sqlite3.Connection:
    """Open a file under the connection policy and hold its lock until closed.

    TRUNCATE and FULL: no acknowledged commit is lost at a power cut; EXCLUSIVE: one program at a
    time. Raises PoaError, with the holder's name when somebody else has it; *known_as* is the
    name to tell instead of a temporary one.
    """
    if read_only and _has_journal(path):  # cut short while saving: only a writer can take it back
        with contextlib.suppress(PoaError):
            connect(path).close()
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    shown = known_as or path
    try:
        connection = sqlite3.connect(
            uri,
            uri=True,
            isolation_level=None,
            timeout=0.3,
            factory=_HeldConnection,
            check_same_thread=False,  # a document's thread reads evidence; SQLite takes turns
        )
    except sqlite3.Error as error:
        raise explain_sqlite_error(error, shown) or error from error
    try:
        hold(path, connection)
        apply_policy(connection, read_only=read_only)
        connection.execute("BEGIN" if read_only else "BEGIN EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_schema")
        connection.execute("COMMIT")  # the exclusive locking mode keeps the lock
    except (sqlite3.Error, UnicodeDecodeError) as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise PoaError(lock.who_has(path)) from error
        if is_damage(error):
            raise damaged(path) from error
        raise explain_sqlite_error(error, shown) or error from error
    return connection


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what a change that was cut short has to take back."""
    return path.with_name(f"{path.name}-journal")


def _has_journal(path: Path) -> bool:
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False


def set_journal_aside(path: Path, owner: Path | None = None) -> None:
    """Part a file that is about to be put at *path* from a journal that is not its own.

    SQLite would play that journal back into it. *owner* is where the journal's file went; without
    one the journal is kept under a name that says so. Raises OSError.
    """
    journal = journal_of(path)
    if _has_journal(path):
        orphan = path.with_name(f"{path.stem} (sin su archivo){path.suffix}-journal")
        os.replace(journal, free_name(orphan) if owner is None else journal_of(owner))
    else:
        journal.unlink(missing_ok=True)


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


def is_older(version: int) -> bool:
    """Whether a file of this schema version has to be migrated."""
    return version < VERSION


def version_of(connection: sqlite3.Connection) -> int:
    """Schema version of an open file, once a journal that was left has been played back."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
