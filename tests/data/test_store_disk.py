"""A full or failing disk: one sentence, nothing changed, and an unclear COMMIT is looked up."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from poa_desktop.data import audit, connection, evidencias, integrity, lineas, poas
from poa_desktop.data.sqlite_errors import explain_sqlite_error
from poa_desktop.data.store import Store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import TipoLugar


def disk_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code  # type: ignore[misc]
    return error


class Faulty(connection._HeldConnection):
    """A connection whose next statement of a kind fails, before or after it is done."""

    fault: tuple[str, str] | None = None
    rollbacks = 0

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:  # type: ignore[override]
        word = sql.split()[0]
        self.rollbacks += word == "ROLLBACK"
        when, statement = self.fault or ("", "")
        if word != statement:
            return super().execute(sql, *parameters)
        self.fault = None
        if when == "after":
            super().execute(sql, *parameters)
        if when == "lost":
            super().execute("ROLLBACK")
        raise disk_error(sqlite3.SQLITE_IOERR)


@pytest.fixture
def faulty(
    sample_path: Path, reopen: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    monkeypatch.setattr(connection, "_HeldConnection", Faulty)
    with reopen(sample_path) as store:
        assert isinstance(store.connection, Faulty)
        yield store


def state_of(store: Store) -> tuple[object, ...]:
    return store.content_hash(), audit.last_number(store.connection), store.undo_title


FAULTS = [
    (when, statement)
    for when in ("before", "lost")
    for statement in ("BEGIN", "COMMIT", "INSERT", "UPDATE")
    if (when, statement) != ("lost", "BEGIN")
]


@pytest.mark.parametrize(("when", "statement"), FAULTS)
def test_an_error_before_the_commit_changes_nothing(
    faulty: Store, when: str, statement: str
) -> None:
    before = state_of(faulty)
    faulty.connection.fault = (when, statement)  # type: ignore[attr-defined]

    def work(db: object) -> None:
        lineas.add(db, TipoLugar.ACTIVIDAD, 1, "x", programado=[100] * 12)
        db.execute("UPDATE poas SET vision = 'otra'")

    with pytest.raises(PoaError, match="disco no respondió y no se guardó el cambio"):
        faulty.run("Mal", work)
    assert state_of(faulty) == before
    faulty.run("Bien", work)
    assert faulty.poa(1).vision == "otra"
    assert integrity.verify(faulty.connection).integro


def test_an_error_after_the_commit_is_no_loss(faulty: Store) -> None:
    faulty.connection.fault = ("after", "COMMIT")  # type: ignore[attr-defined]
    _, change = faulty.run("Con suerte", lambda db: poas.edit(db, 1, vision="guardada"))
    assert change is not None
    assert faulty.poa(1).vision == "guardada"
    assert faulty.undo_title == "Con suerte"
    faulty.undo()
    assert faulty.poa(1).vision == ""
    assert audit.last_number(faulty.connection) == 3


def test_undo_that_fails_may_be_repeated(faulty: Store) -> None:
    faulty.run("Uno", lambda db: poas.edit(db, 1, vision="uno"))
    before = state_of(faulty)
    faulty.connection.fault = ("before", "COMMIT")  # type: ignore[attr-defined]
    with pytest.raises(PoaError):
        faulty.undo()
    assert state_of(faulty) == before
    faulty.undo()
    assert faulty.poa(1).vision == ""


def test_a_failing_rollback_does_not_hide_the_reason(faulty: Store) -> None:
    def work(db: object) -> None:
        db.execute("UPDATE poas SET vision = 'otra'")
        faulty.connection.fault = ("before", "ROLLBACK")  # type: ignore[attr-defined]
        raise disk_error(sqlite3.SQLITE_FULL)

    with pytest.raises(PoaError, match="disco está lleno"):
        faulty.run("Mal", work)


def attach(store: Store, sample: object, size: int, number: int) -> None:
    content = number.to_bytes(4, signed=True) + bytes(size)
    store.run("Mucho", lambda db: evidencias.attach(db, sample.linea, 1, "a.bin", content))


def fill_up(store: Store, sample: object, size: int) -> tuple[object, ...]:
    """Attach until nothing of that size fits; gives the state after the last that did."""
    for number in range(1000):
        before = state_of(store)
        try:
            attach(store, sample, size, number)
        except PoaError:
            return before
    raise AssertionError("the disk never filled")


def test_a_full_disk_is_told_and_changes_nothing(store: Store, sample: object) -> None:
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    for size in (1_000_000, 10_000, 100):
        before = fill_up(store, sample, size)
        with pytest.raises(PoaError, match="El disco está lleno y no se guardó el cambio"):
            attach(store, sample, size, -1)
        assert state_of(store) == before
        assert not store.connection.in_transaction
    store.connection.execute("PRAGMA max_page_count = 1000000")
    store.run("Ya hay lugar", lambda db: poas.edit(db, sample.poa, vision="x"))
    assert integrity.verify(store.connection).integro


CODES = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_READONLY_DIRECTORY,
)  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_what_sqlite_says_is_told_in_spanish_with_the_name_and_what_to_do(code: int) -> None:
    told = str(explain_sqlite_error(disk_error(code), Path("/datos/año.poa")))
    assert "«año.poa»" in told
    assert "disk" not in told
    assert told.endswith(".")


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE])
def test_what_is_our_own_fault_is_not_explained_away(code: int) -> None:
    assert explain_sqlite_error(disk_error(code), Path("a.poa")) is None
