"""An open .poa file: the one door for reading and writing it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from poa_desktop.data import audit, connection, history, integrity, load, lock, migrations
from poa_desktop.data.history import RowChange, Step
from poa_desktop.data.lock import Person
from poa_desktop.data.sqlite_errors import damaged, explain_sqlite_error
from poa_desktop.files import explain_os_error, token
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Archivo, EstadoPoa, ModeloLinea, Municipio, Poa, PoaEncabezado
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.poa.adecuaciones import Adecuacion, CambioPlan
    from poa_desktop.poa.congelado import Congelado
    from poa_desktop.poa.declarada import Declarada
    from poa_desktop.poa.historial import Entrada, Escritura
    from poa_desktop.poa.observado import ObservacionLinea
    from poa_desktop.poa.problems import TipoLugar
    from poa_desktop.poa.sello import Sello
    from poa_desktop.poa.tramites import Tramite
    from poa_desktop.poa.verificacion import Verificacion

T = TypeVar("T")
Clock = Callable[[], datetime]


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


class Store:
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
        self.path = path
        self.read_only = read_only
        self.connection = conn
        """For reading only; what writes goes through run."""
        self._clock = clock
        self.person = person
        """Who works in it now: stands in the audit trail and on what is sealed."""
        self._turn = RLock()  # one operation at a time, in whatever thread
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    @cached_property
    def database(self) -> Database:
        """What an operation writes with, its changes logged by triggers. Made at the first
        write: a window that only shows a file does not wait for it."""
        from sqlite_utils import Database

        history.install_triggers(self.connection)
        return Database(self.connection, execute_plugins=False)

    @property
    def clave(self) -> str:
        """What tells this file from every other, wherever it is moved."""
        return self._read(load.clave)

    # -- reading ---------------------------------------------------------------------------

    def headers(self) -> tuple[PoaEncabezado, ...]:
        """The POAs of the file, by ejercicio and dependencia."""
        return self._read(load.headers)

    def year_before(self, poa: Poa) -> Poa | None:
        """The POA of the same dependencia one year before, when the file has it."""
        before = self._read(lambda conn: load.poa_of(conn, poa.dependencia.id, poa.ejercicio - 1))
        return None if before is None else self.poa(before)

    def municipio(self) -> Municipio:
        """The municipio of the file."""
        return self._read(load.municipio)

    def poa(self, poa_id: int) -> Poa:
        """One POA with everything below it. Raises PoaError when it is not there."""
        return self._read(lambda conn: load.poa(conn, poa_id))

    def archivo(self) -> Archivo:
        """Everything the file holds."""
        return Archivo(self.municipio(), tuple(self.poa(each.id) for each in self.headers()))

    def evidence(self, sha256: str) -> bytes:
        """The content of an evidencia, its hash checked. Raises PoaError when it is damaged."""
        with self._turn:  # asked for in other threads, also while the file is being closed
            return self._read(lambda conn: load.content(conn, sha256))

    def evidence_head(self, sha256: str, length: int) -> bytes:
        """The first bytes of an evidencia, without reading the rest."""
        with self._turn:
            return self._read(lambda conn: load.content_head(conn, sha256, length))

    def tramites(self, poa_id: int) -> tuple[Tramite, ...]:
        """The steps of one POA's workflow, in order."""
        from poa_desktop.data.tramites import listed

        return self._read(lambda conn: listed(conn, poa_id))

    def enviado(self, tramite: Tramite) -> Poa | None:
        """The POA as an envío handed it in; None when its content is no longer there."""
        from poa_desktop.data.envios import enviado

        return self._read(lambda conn: enviado(conn, tramite))

    def observaciones(self, poa_id: int) -> tuple[ObservacionLinea, ...]:
        """What Planeación observed of one POA, and the answers, in order."""
        if not self._read(lambda conn: load.is_observed(conn, poa_id)):
            return ()  # at the start nothing of the workflow is imported
        from poa_desktop.data.tramites import observaciones

        return self._read(lambda conn: observaciones(conn, poa_id))

    def declaradas(self, poa_id: int) -> tuple[Declarada, ...]:
        """The declared adecuaciones of one POA, in order."""
        from poa_desktop.data.declaradas import listed

        return self._read(lambda conn: listed(conn, poa_id))

    def cambios_abiertos(self, poa_id: int) -> tuple[CambioPlan, ...]:
        """What the open adecuación of one POA has changed so far; nothing without one."""
        from poa_desktop.data.declaradas import cambios_abiertos

        return self._read(lambda conn: cambios_abiertos(conn, poa_id))

    def constancia(self, poa: Poa) -> str:
        """By what the plan of a POA is in force, for its papers; "" for a draft."""
        from poa_desktop.poa.autorizacion import constancia

        if poa.estado is not EstadoPoa.AUTORIZADO:
            return ""
        return constancia(poa, self.sellos(poa.id), self.declaradas(poa.id))

    def sellos(self, poa_id: int | None = None) -> tuple[Sello, ...]:
        """The sealed acts of the file, or of one POA, in order."""
        from poa_desktop.data.sellos import listed

        return self._read(lambda conn: listed(conn, poa_id))

    def congelado(self, sello: Sello) -> Congelado:
        """What a seal froze. Raises PoaError when it is damaged."""
        from poa_desktop.data.sellos import congelado

        with self._turn:  # asked for by the threads that make documents
            return self._read(lambda conn: congelado(conn, sello))

    def verificar(self, progress: Callable[[float], None] | None = None) -> Verificacion:
        """Check everything; may be called from any thread, and no operation comes between."""
        from poa_desktop.data.verificacion import verificar

        with self._turn:
            now = self._clock()
            return verificar(
                self.connection, self.path.name, now, progress or (lambda _share: None)
            )

    def watch_seals(self, *, read: int = 2) -> tuple[str, ...]:
        """A quick look at the seals; sentences about what is not as this installation knew it."""
        from poa_desktop.data.verificacion import watch

        with self._turn:
            return watch(self.connection, self._clock(), read=read)

    def llaves_nuevas(self) -> tuple[str, ...]:
        """The fingerprints of keys that this installation is about to trust with its first look."""
        from poa_desktop.data.verificacion import llaves_nuevas

        with self._turn:
            return self._read(llaves_nuevas)

    def reconocer(self) -> tuple[str, ...]:
        """Take the file as it is for the one in force; gives a notice when that was not kept."""
        from poa_desktop.data.verificacion import reconocer

        with self._turn:
            return reconocer(self.connection, self.person.etiqueta, self._clock())

    def unidades_en_uso(self) -> tuple[tuple[str, int], ...]:
        """Every spelling of a unit in the líneas of the file, with how many have it."""
        from poa_desktop.data.unidades import in_use

        return self._read(in_use)

    def modelos_linea(self) -> tuple[ModeloLinea, ...]:
        """The plantillas of líneas that the file keeps."""
        from poa_desktop.data.modelos import listed

        return self._read(listed)

    def adecuaciones(self, poa_id: int) -> tuple[Adecuacion, ...]:
        """Every change of one plan since it was captured, oldest first."""
        from poa_desktop.data.adecuaciones import adecuaciones

        return self._read(lambda conn: adecuaciones(conn, poa_id))

    def historial(self, tipo: TipoLugar, record: int) -> tuple[Entrada, ...]:
        """Every change of one record, newest first."""
        from poa_desktop.data.historial import historial

        return self._read(lambda conn: historial(conn, tipo, record))

    def ahora(self, writes: Sequence[Escritura]) -> tuple[Escritura, ...] | None:
        """What stands now where the history has other values; None when it is gone."""
        from poa_desktop.data.historial import ahora

        return self._read(lambda conn: ahora(conn, writes))

    def _read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return query(self.connection)
        except PoaError:
            raise
        except Exception as error:
            known = explain_sqlite_error(error, self.path)
            if known is None and not integrity.verify(self.connection).integro:
                known = damaged(self.path)  # a value that no sound file can hold
            raise known or error from error

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
        from poa_desktop.data.cerrados import closed_months

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

    def content_hash(self) -> str:
        """SHA-256 of everything a user can see or change; equal content, equal hash."""
        return self._read(integrity.content_hash)

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
    draft = path.with_name(f".{path.stem}.{token(4)}.tmp")
    try:
        with open(draft, "xb"):
            pass
        conn = connection.connect(draft, known_as=path)
        try:
            migrations.migrate(conn, clock())
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
    if migrations.needs_migration(version):
        if read_only:
            raise PoaError(_OLDER.format(path.name))
        if before_migration is not None:
            before_migration(path)
    conn = connection.connect(path, read_only=read_only)
    try:
        integrity.check_at_start(conn, path)
        if read_only and migrations.needs_migration(connection.version_of(conn)):
            raise PoaError(_OLDER.format(path.name))  # the journal of a power cut was played back
        if not read_only:
            migrations.migrate(conn, clock())
            lock.leave_note(path, person)
    except BaseException as error:
        conn.close()
        if isinstance(error, sqlite3.Error):
            raise explain_sqlite_error(error, path) or error from error
        raise
    return Store(path, conn, clock, person, read_only=read_only)
