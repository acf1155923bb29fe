"""Backups: written whole, opened and checked before they count, thinned out with age."""

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from poa_desktop.data import audit, connection, integrity
from poa_desktop.data.sqlite_errors import explain_sqlite_error
from poa_desktop.files import (
    explain_os_error,
    free_name,
    read_bytes,
    sha256_of,
    token,
    write_atomically,
)
from poa_desktop.poa.errors import PoaError

MAX_BYTES = 4_000_000_000
EVERY = timedelta(minutes=30)
CIERRE = "cierre"
"""Reason of the copy before a cierre, a reapertura or an autorización: kept for ever."""

_NAME = re.compile(r"(\d{8}-\d{6})-op(\d{6,})-([0-9a-f]{8})-([a-z]+)(?: \((\d+)\))?\.poa")


@dataclass(frozen=True, slots=True)
class Backup:
    """One kept copy. *operaciones* counts the operations the file had then; *sello* begins the
    seal of the last one, so that equal counts of another history are told apart. *motivo* is why
    it was made."""

    path: Path
    cuando: datetime
    operaciones: int
    sello: str
    motivo: str = ""


def folder_of(path: Path, backups: Path) -> Path:
    """The folder of a file's backups: by name and place, so a damaged file still finds them."""
    place = sha256_of(str(path.resolve()).encode())[:8]
    return backups / f"{path.stem}-{place}"


def list_backups(path: Path, backups: Path) -> tuple[Backup, ...]:
    """The backups of a file, newest first; of one second, that of more operations first."""
    found: list[tuple[datetime, int, int, Backup]] = []
    folder = folder_of(path, backups)
    for each in folder.glob("*.poa") if folder.is_dir() else ():
        match = _NAME.fullmatch(each.name)
        with contextlib.suppress(ValueError):  # a name like ours whose date is none
            if match:
                when = datetime.strptime(match[1], "%Y%m%d-%H%M%S")
                copy = Backup(each, when, int(match[2]), match[3], match[4])
                found.append((when, copy.operaciones, int(match[5] or 1), copy))
    return tuple(each[3] for each in sorted(found, key=lambda each: each[:3], reverse=True))


def back_up(
    conn: sqlite3.Connection, path: Path, backups: Path, now: datetime, reason: str
) -> Path | None:
    """Keep a copy of an open file, and thin out old ones; None when nothing changed since.

    *reason* is a word for the name: inicio, manual, importar, migracion, restaurar, CIERRE.
    Raises PoaError when the copy could not be written or does not equal the file.
    """
    operations, seal = audit.last_number(conn), audit.last_seal(conn)[:8]
    known = list_backups(path, backups)
    newest = (known[0].operaciones, known[0].sello) if known else None
    if newest == (operations, seal) and reason == "inicio":
        return None
    stamp = now.strftime("%Y%m%d-%H%M%S")
    name = f"{stamp}-op{operations:06d}-{seal}-{reason}.poa"
    target = free_name(folder_of(path, backups) / name)
    copy_to(conn, target)
    _thin_out(path, backups, now)
    return target


def copy_to(conn: sqlite3.Connection, target: Path) -> None:
    """Write a checked copy of an open file; an earlier *target* stays until the copy is good."""
    draft = target.with_name(f".{target.stem}.{token(4)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        conn.execute("VACUUM INTO ?", (str(draft),))
        _flush(draft)
        _check_copy(draft, conn, target)
        connection.set_journal_aside(target)
        os.replace(draft, target)
    except OSError as error:
        raise PoaError(explain_os_error(error, target)) from error
    except sqlite3.Error as error:
        raise explain_sqlite_error(error, target) or error from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with open(path, "rb+") as stream:
        os.fsync(stream.fileno())


def _check_copy(draft: Path, original: sqlite3.Connection, target: Path) -> None:
    copy = connection.connect(draft, read_only=True, known_as=target)
    try:
        integrity.check_at_start(copy, target)
        same = integrity.content_hash(copy) == integrity.content_hash(original)
    finally:
        copy.close()
    if not same:
        raise PoaError("La copia no quedó igual al archivo: repita el respaldo en otra unidad.")


def back_up_closed(path: Path, backups: Path, now: datetime, reason: str) -> None:
    """Keep a copy of a file that is not open, before a migration touches it."""
    conn = connection.connect(path)
    try:
        back_up(conn, path, backups, now, reason)
    finally:
        conn.close()


def restore(path: Path, backup: Path, now: datetime) -> Path | None:
    """Put a backup in the place of a file. What was there is moved aside, never overwritten.

    Gives where the earlier file went, None when there was none. Raises PoaError, with nothing
    changed, when the backup is not sound or the file is open.
    """
    connection.check_header(backup)
    copy = connection.connect(backup, read_only=True)
    try:
        integrity.check_at_start(copy, backup)
    finally:
        copy.close()
    content = read_bytes(backup, MAX_BYTES)
    aside = _keep_aside(path, now) if path.exists() else None
    try:
        connection.set_journal_aside(path, aside)
        write_atomically(path, content)
    except BaseException as error:
        if aside is not None:
            _give_back(path, aside)
        if isinstance(error, OSError):
            raise PoaError(explain_os_error(error, path)) from error
        raise
    return aside


def _keep_aside(path: Path, now: datetime) -> Path:
    """Give the present file a second name, so that at no moment there is none in its place."""
    try:
        connection.connect(path).close()
    except PoaError as error:
        cause = error.__cause__
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise
    stamp = now.strftime("%Y%m%d-%H%M%S")
    aside = free_name(path.with_name(f"{path.stem} (antes de restaurar {stamp}){path.suffix}"))
    try:
        os.link(path, aside)
    except OSError:  # a USB stick knows no second names
        write_atomically(aside, read_bytes(path, MAX_BYTES))
    return aside


def _give_back(path: Path, aside: Path) -> None:
    with contextlib.suppress(OSError):
        connection.set_journal_aside(aside, path)
        if aside.samefile(path):  # replacing one name of a file by its other name does nothing
            aside.unlink()
        else:
            os.replace(aside, path)


def _thin_out(path: Path, backups: Path, now: datetime) -> None:
    known = list_backups(path, backups)
    for_ever = {each.path for each in known if each.motivo == CIERRE}
    keep = to_keep([each.cuando for each in known if each.path not in for_ever], now)
    for each in known:
        if each.cuando not in keep and each.path not in for_ever:
            with contextlib.suppress(OSError):
                each.path.unlink()


def to_keep(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups stay: all of two days, then the newest of 12 days, 10 weeks and 9 months.

    A time in the future (a clock that was wrong) stays too.
    """
    newest_first = sorted(times, reverse=True)
    keep = {each for each in newest_first if each > now - timedelta(days=2)}
    for count, form in ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m")):
        groups: dict[str, datetime] = {}
        for each in newest_first:
            groups.setdefault(each.strftime(form), each)
        keep.update(list(groups.values())[:count])
    return keep


def drop_unreferenced(conn: sqlite3.Connection) -> int:
    """Remove contents that nothing in the file refers to; gives how many. Not undoable.

    Only while there is no undo history: an undone deletion needs its content.
    """
    cursor = conn.execute(
        "DELETE FROM contenidos WHERE sha256 NOT IN (SELECT sha256 FROM evidencias)"
        " AND sha256 NOT IN (SELECT sha256 FROM comprobantes)"
        " AND sha256 NOT IN (SELECT sha256 FROM plantillas)"
        " AND sha256 NOT IN (SELECT escudo FROM municipio WHERE escudo IS NOT NULL)"
        " AND sha256 NOT IN (SELECT contenido FROM sellos)"
        " AND sha256 NOT IN (SELECT sha256 FROM sellos_contenidos)"
        " AND sha256 NOT IN (SELECT huella FROM tramites)"
    )
    return cursor.rowcount
