"""An older file is copied, then brought to the present schema, whole or not at all."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from poa_desktop.data import backup, connection, integrity, migrations, schema
from poa_desktop.data.store import Store
from poa_desktop.poa.errors import PoaError

NOW = datetime(2024, 5, 6, 7, 8, 9)
RELEASED = len(schema.MIGRATIONS)


def add_column(db: Database) -> None:
    db.execute("ALTER TABLE lineas ADD COLUMN clave TEXT NOT NULL DEFAULT ''")


def fail_half_way(db: Database) -> None:
    add_column(db)
    db.execute("DELETE FROM avances")
    raise sqlite3.OperationalError("no such function")


def install(monkeypatch: pytest.MonkeyPatch, *changes: Callable[[Database], None]) -> None:
    """Make the program one that is some versions newer."""
    newer = (*schema.MIGRATIONS, *((change.__name__, change) for change in changes))
    for module in (schema, migrations):
        monkeypatch.setattr(module, "MIGRATIONS", newer)
    for module in (schema, connection):
        monkeypatch.setattr(module, "VERSION", len(newer))


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[Path], None]:
    return lambda path: backup.back_up_closed(path, tmp_path / "respaldos", NOW, "migracion")


def test_an_older_file_is_copied_first_and_then_migrated(
    sample_path: Path,
    tmp_path: Path,
    reopen: Callable[..., Store],
    keep: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with reopen(sample_path) as store:
        before = store.archivo()
    with monkeypatch.context() as patched:
        install(patched, add_column)
        with reopen(sample_path, before_migration=keep) as store:
            rows = store.connection.execute("SELECT version, nombre FROM migraciones").fetchall()
            assert rows[0] == (1, "tablas iniciales")
            assert rows[-1] == (RELEASED + 1, "add_column")
            query = "SELECT count(*), max(clave) FROM lineas"
            assert store.connection.execute(query).fetchone() == (3, "")
            found = integrity.verify(store.connection)
            assert (found.hallazgos, found.operaciones) == ((), 1)
            store.run("Nuevo", lambda db: db.execute("UPDATE lineas SET clave = 'x'"))
            store.undo()
        with reopen(sample_path, before_migration=lambda path: pytest.fail("twice")):
            pass
    (kept,) = backup.list_backups(sample_path, tmp_path / "respaldos")
    assert "migracion" in kept.path.name
    with reopen(kept.path, read_only=True) as store:
        assert store.archivo() == before
    with pytest.raises(PoaError, match="versión más nueva"):
        reopen(sample_path)


def test_a_failing_migration_leaves_the_file_as_it_was(
    sample_path: Path,
    tmp_path: Path,
    reopen: Callable[..., Store],
    keep: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with reopen(sample_path) as store:
        before = store.content_hash()
    with monkeypatch.context() as patched:
        install(patched, fail_half_way)
        with pytest.raises(sqlite3.OperationalError, match="no such function"):
            reopen(sample_path, before_migration=keep)
    assert len(backup.list_backups(sample_path, tmp_path / "respaldos")) == 1
    with reopen(sample_path) as store:
        assert store.content_hash() == before
        assert integrity.verify(store.connection).integro


def test_the_second_of_two_may_fail_and_the_first_stays(
    sample_path: Path, reopen: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    def second(db: Database) -> None:
        db.execute("DROP TABLE evidencias")
        raise ZeroDivisionError

    install(monkeypatch, add_column, second)
    with pytest.raises(ZeroDivisionError):
        reopen(sample_path)
    found = sqlite3.connect(sample_path)
    assert found.execute("PRAGMA user_version").fetchone() == (RELEASED + 1,)
    assert found.execute("SELECT count(*) FROM evidencias").fetchone() == (1,)
    assert found.execute("SELECT max(version) FROM migraciones").fetchone() == (RELEASED + 1,)
    found.close()


def test_no_copy_no_migration(
    sample_path: Path, reopen: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(path: Path) -> None:
        raise PoaError("El disco está lleno.")

    before = sample_path.read_bytes()
    install(monkeypatch, add_column)
    with pytest.raises(PoaError, match="lleno"):
        reopen(sample_path, before_migration=no_room)
    assert sample_path.read_bytes() == before


def test_an_older_file_is_not_read_only(
    sample_path: Path, reopen: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample_path.read_bytes()
    install(monkeypatch, add_column)
    with pytest.raises(PoaError, match="versión anterior"):
        reopen(sample_path, read_only=True)
    assert sample_path.read_bytes() == before


def test_a_full_disk_while_migrating_is_told(
    sample_path: Path, reopen: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(db: Database) -> None:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages}")
        db.execute("CREATE TABLE grande (x)")
        db.execute("INSERT INTO grande VALUES (zeroblob(100000))")

    with reopen(sample_path) as store:
        before = store.content_hash()
    with monkeypatch.context() as patched:
        install(patched, fill)
        with pytest.raises(PoaError, match="disco está lleno"):
            reopen(sample_path)
    with reopen(sample_path) as store:
        assert store.content_hash() == before
