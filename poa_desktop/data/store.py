"""An open .poa file: the one door for reading and writing it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from poa_desktop.data import audit, connection, history, integrity, lock
from poa_desktop.data.history import RowChange, Step
from poa_desktop.data.lock import Person
from poa_desktop.data.reading import Clock, Reader
from poa_desktop.data.sqlite_errors import explain_sqlite_error
from poa_desktop.files import explain_os_error, token
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")


class Kind(StrEnum):
    """What made a change: an edit, or going back and forth over edits."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Change:
    """A committed operation: its title as the user knows it, and the rows that changed."""

    operacion: str
    titulo: str
    kind: Kind
    filas: tuple[RowChange, ...]


class Store(Reader):
    """One open file, with its undo history (which lasts as long as the file is open)."""

    def __init__(
        self,
        path: Path,
        conn: sqlite3.Connection,
        clock: Clock,
        person: Person,
        *,
        read_only: bool,
    ) -> None:
        super().__init__(path, conn, clock, person, read_only=read_only)
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    @cached_property
    def database(self) -> Database:
        """What an operation writes with, its changes logged by triggers. Made at the first
        write: a window that only shows a file does not wait for it."""
        from sqlite_utils import Database

        history.install_triggers(self.connection)
        return Database(self.connection, execute_plugins=False)

    # -- writing ---------------------------------------------------------------------------

    def run(self, titulo: str, work: Callable[[Database], T]) -> tuple[T, Change | None]:
        """Do one user action as one operation: all of it, recorded and undoable, or nothing.

        Gives what *work* gives and the change, None when no row changed. Raises PoaError for a
        full or failing disk; an error of *work* itself passes through.
        """
        with self._turn:  # its step joins the history before another operation begins
            result, committed = self._operate(titulo, Kind.EDIT, work)
            if committed is None:
                return result, None
            change, step = committed
            self._undo.append(step)
            self._redo.clear()
            return result, change

    def run_sealed(self, titulo: str, work: Callable[[Database], T]) -> tuple[T, Change | None]:
        """What `run` does, for an act that is sealed: nothing before it can be undone any more."""
        with self._turn:
            result, committed = self._operate(titulo, Kind.EDIT, work)
            self.forget_history()
            if committed is not None:
                with contextlib.suppress(sqlite3.Error, PoaError):  # it is sealed all the same
                    self.watch_seals(read=0)
            return result, committed[0] if committed else None

    @property
    def undo_title(self) -> str | None:
        """Title of the operation that undo would take back; None when there is none."""
        return self._undo[-1].titulo if self._undo else None

    @property
    def redo_title(self) -> str | None:
        """Title of the operation that redo would bring back; None when there is none."""
        return self._redo[-1].titulo if self._redo else None

    def forget_history(self) -> None:
        """Make everything up to now the beginning: a file that was just made has no step back."""
        self._undo.clear()
        self._redo.clear()

    def undo(self) -> Change | None:
        """Take the last operation back; None when there is nothing to take back."""
        return self._travel(self._undo, self._redo, Kind.UNDO)

    def redo(self) -> Change | None:
        """Bring back what was undone last; None when there is nothing."""
        return self._travel(self._redo, self._undo, Kind.REDO)

    def _travel(self, source: list[Step], target: list[Step], kind: Kind) -> Change | None:
        with self._turn:  # the last step is that of the operation that ended last
            if not source:
                return None
            step = source[-1]
            _, committed = self._operate(
                step.titulo, kind, lambda db: history.apply_step(db.conn, step)
            )
            source.pop()
            if committed is None:
                return None
            change, back = committed
            target.append(back)
            return change

    def _operate(
        self, titulo: str, kind: Kind, work: Callable[[Database], T]
    ) -> tuple[T, tuple[Change, Step] | None]:
        if self.read_only:
            raise PoaError(
                f"«{self.path.name}» está abierto solo para leer: cópielo a una carpeta donde "
                "pueda escribir."
            )
        operacion = token(16)
        database = self.database
        shown = clean_text(_TITLES[kind].format(titulo), multiline=False).text
        conn = self.connection
        try:
            conn.execute("BEGIN IMMEDIATE")
            history.begin_log(conn)
            result = work(database)
            rows, step = history.read_log(conn, titulo)
            if not rows:
                conn.execute("ROLLBACK")
                return result, None
            audit.append(conn, operacion, shown, self._clock(), self.person, rows)
            conn.execute("COMMIT")
        except BaseException as error:
            if not self._roll_back(operacion):
                known = self._reason(error) if isinstance(error, sqlite3.Error) else None
                if known is not None:
                    raise known from error
                raise
        return result, (Change(operacion, titulo, kind, rows), step)

    def _reason(self, error: sqlite3.Error) -> PoaError | None:
        """What is told of a write that failed; None when it is a bug of ours."""
        from poa_desktop.data.closed_errors import closed_months

        return closed_months(error, self.connection) or explain_sqlite_error(error, self.path)

    def _roll_back(self, operacion: str) -> bool:
        """Undo a failed operation; True when it turns out to have been committed after all."""
        try:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
                return False
            return audit.was_recorded(self.connection, operacion)
        except sqlite3.Error:
            return False

    # -- the file --------------------------------------------------------------------------

    @property
    def is_writing(self) -> bool:
        """Whether an operation is under way in another thread."""
        return self.connection.in_transaction

    def while_idle(self, work: Callable[[], object]) -> bool:
        """Do something that no operation may come between, such as a backup.

        Gives False, with nothing done, when an operation is under way.
        """
        if self.is_writing or not self._turn.acquire(timeout=_PATIENCE):
            return False
        try:
            if self.is_writing:
                return False
            work()
            return True
        finally:
            self._turn.release()

    def drop_unreferenced(self) -> None:
        """Remove contents that nothing refers to, unless a step that may need one could be taken
        back. Where it fails the contents stay."""
        from poa_desktop.data.backup import drop_unreferenced

        if not (self.read_only or self._undo or self._redo):
            with contextlib.suppress(sqlite3.Error):
                drop_unreferenced(self.connection)

    def close(self) -> None:
        """Let go of the file; nothing stays beside it. An operation under way ends first."""
        with self._turn:
            self._close()

    def _close(self) -> None:
        if not self.read_only:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("PRAGMA journal_mode = DELETE")
            lock.remove_note(self.path)
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


_PATIENCE = 1.0
"""Seconds that a backup waits for the thread of thumbnails, which reads one file at a time."""
_TITLES = {Kind.EDIT: "{}", Kind.UNDO: "Deshacer: {}", Kind.REDO: "Rehacer: {}"}


def create_store(path: Path, clock: Clock, person: Person | None = None) -> Store:
    """Make a new, empty file and open it. Raises PoaError when something is there already."""
    if path.exists():
        raise PoaError(f"Ya existe «{path.name}»: elija otro nombre.")
    if path.suffix.lower() != ".poa":
        raise PoaError(f"«{path.name}» debe terminar en .poa.")
    from poa_desktop.data.migrations import migrate

    draft = path.with_name(f".{path.stem}.{token(4)}.tmp")
    try:
        with open(draft, "xb"):
            pass
        conn = connection.connect(draft, known_as=path)
        try:
            migrate(conn, clock())
        finally:
            conn.close()
        connection.set_journal_aside(path)
        os.replace(draft, path)
    except OSError as error:
        raise PoaError(explain_os_error(error, path)) from error
    except sqlite3.Error as error:
        raise explain_sqlite_error(error, path) or error from error
    finally:
        for leftover in (draft, connection.journal_of(draft)):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)
    try:
        return open_store(path, clock, person)
    except BaseException:
        discard_new_file(path)
        raise


def discard_new_file(path: Path) -> None:
    """Remove a file that was made a moment ago and could not be filled."""
    for each in (path, connection.journal_of(path)):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)
    lock.remove_note(path)


_OLDER = (
    "«{}» es de una versión anterior: ábralo una vez en la ventana desde una carpeta donde pueda "
    "escribir."
)


def open_store(
    path: Path,
    clock: Clock,
    person: Person | None = None,
    *,
    read_only: bool = False,
    before_migration: Callable[[Path], None] | None = None,
) -> Store:
    """Open a file, checked and brought to the present schema.

    *before_migration* keeps a copy of an older file before it is touched. Raises PoaError, with
    nothing changed, when it is missing, foreign, newer, damaged or open elsewhere.
    """
    version = connection.check_header(path)
    person = person or lock.current_person()
    if connection.is_older(version):
        if read_only:
            raise PoaError(_OLDER.format(path.name))
        if before_migration is not None:
            before_migration(path)
    conn = connection.connect(path, read_only=read_only)
    try:
        integrity.check_at_start(conn, path)
        if connection.is_older(connection.version_of(conn)):
            if read_only:  # the journal of a power cut was played back
                raise PoaError(_OLDER.format(path.name))
            from poa_desktop.data.migrations import migrate

            migrate(conn, clock())
        if not read_only:
            lock.leave_note(path, person)
    except BaseException as error:
        conn.close()
        if isinstance(error, sqlite3.Error):
            raise explain_sqlite_error(error, path) or error from error
        raise
    return Store(path, conn, clock, person, read_only=read_only)
