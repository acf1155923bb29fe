"""Backups count only when they are good; restoring never loses what was there."""

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.data import backup, connection, integrity, poas, rows
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.poa.errors import PoaError

NOW = datetime(2024, 5, 6, 7, 8, 9)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "respaldos"


def edit(store: Store, vision: str) -> None:
    store.run("Visión", lambda db: poas.edit(db, 1, vision=vision))


def hash_of(path: Path) -> str:
    with open_store(path, lambda: NOW, read_only=True) as store:
        assert integrity.verify(store.connection).integro
        return store.content_hash()


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_backup_equals_the_file_and_is_listed(
    store: Store, sample: object, path: Path, backups: Path
) -> None:
    made = backup.back_up(store.connection, path, backups, NOW, "manual")
    assert made is not None
    (listed,) = backup.list_backups(path, backups)
    assert (listed.path, listed.cuando, listed.operaciones) == (made, NOW, 1)
    assert hash_of(made) == store.content_hash()
    assert names(made.parent) == [made.name]
    edit(store, "sigue abierto")


def test_two_in_one_second_are_two(store: Store, sample: object, path: Path, backups: Path) -> None:
    first = backup.back_up(store.connection, path, backups, NOW, "manual")
    edit(store, "después")
    second = backup.back_up(store.connection, path, backups, NOW, "manual")
    third = backup.back_up(store.connection, path, backups, NOW, "manual")
    assert len({first, second, third}) == 3
    listed = backup.list_backups(path, backups)
    assert {each.path for each in listed} == {first, second, third}
    assert hash_of(listed[0].path) == store.content_hash()


def test_of_one_second_the_copy_of_more_operations_is_the_newer(
    store: Store, sample: object, path: Path, backups: Path
) -> None:
    made = []
    for number in range(12):
        edit(store, f"cambio {number}")
        made.append(backup.back_up(store.connection, path, backups, NOW, "cierre"))
    assert [each.path for each in backup.list_backups(path, backups)] == made[::-1]


def test_an_unchanged_file_is_not_copied_again_at_start(
    store: Store, sample: object, path: Path, backups: Path
) -> None:
    assert backup.back_up(store.connection, path, backups, NOW, "inicio") is not None
    later = NOW + timedelta(hours=1)
    assert backup.back_up(store.connection, path, backups, later, "inicio") is None
    assert backup.back_up(store.connection, path, backups, later, "importar") is not None
    edit(store, "otra")
    latest = NOW + timedelta(hours=2)
    assert backup.back_up(store.connection, path, backups, latest, "inicio") is not None


def test_equal_counts_of_another_history_are_not_mistaken(
    sample_path: Path, backups: Path, reopen: Callable[..., Store]
) -> None:
    with reopen(sample_path) as store:
        early = backup.back_up(store.connection, sample_path, backups, NOW, "manual")
        edit(store, "una historia")
        later = NOW + timedelta(hours=1)
        backup.back_up(store.connection, sample_path, backups, later, "manual")
    assert early is not None
    backup.restore(sample_path, early, later)
    with reopen(sample_path) as store:
        edit(store, "otra historia con las mismas operaciones")
        again = later + timedelta(hours=1)
        assert backup.back_up(store.connection, sample_path, backups, again, "inicio") is not None


def test_names_that_are_not_ours_are_left_alone(
    store: Store, sample: object, path: Path, backups: Path
) -> None:
    folder = backup.folder_of(path, backups)
    folder.mkdir(parents=True)
    strangers = [
        "notas.poa", "20241399-999999-op000001-aaaaaaaa-manual.poa", "x.txt",
    ]  # fmt: skip
    for name in strangers:
        (folder / name).write_bytes(b"x")
    backup.back_up(store.connection, path, backups, NOW, "manual")
    assert len(backup.list_backups(path, backups)) == 1
    assert set(strangers) < set(names(folder))


def test_two_files_of_one_name_have_their_own_backups(tmp_path: Path, backups: Path) -> None:
    folders = {backup.folder_of(tmp_path / name / "a.poa", backups) for name in ("x", "y")}
    assert len(folders) == 2


def test_old_copies_are_thinned_out(
    store: Store, sample: object, path: Path, backups: Path
) -> None:
    for days in range(40):
        edit(store, f"día {days}")
        for hour in (0, 5):
            when = NOW + timedelta(days=days, hours=hour)
            backup.back_up(store.connection, path, backups, when, "inicio")
    kept = backup.list_backups(path, backups)
    assert kept[0].cuando == NOW + timedelta(days=39)
    assert len(kept) < 30
    assert {each.cuando for each in kept} == backup.to_keep(
        [each.cuando for each in kept], NOW + timedelta(days=39, hours=5)
    )


def test_copies_before_a_cierre_stay_for_ever(
    store: Store, sample: object, path: Path, backups: Path
) -> None:
    made = set()
    for year in range(6):
        for month in range(1, 13):
            edit(store, f"{year} {month}")
            when = datetime(2024 + year, month, 10)
            reason = backup.CIERRE if month % 3 == 0 else "inicio"
            copy = backup.back_up(store.connection, path, backups, when, reason)
            made |= {copy} if reason == backup.CIERRE else set()
    listed = backup.list_backups(path, backups)
    kept = {each.path for each in listed if each.motivo == backup.CIERRE}
    assert kept == made and len(made) == 24
    assert 9 <= len(listed) - len(kept) <= 32  # the others are thinned out as ever


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1)), max_size=80),
    st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1)),
)
def test_what_stays(times: list[datetime], now: datetime) -> None:
    kept = backup.to_keep(times, now)
    assert kept <= set(times)
    assert {each for each in times if each > now - timedelta(days=2)} <= kept
    assert backup.to_keep(kept, now) == kept
    if times:
        assert max(times) in kept
    for count, form in ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m")):
        groups = sorted({each.strftime(form) for each in times}, reverse=True)[:count]
        for group in groups:
            newest = max(each for each in times if each.strftime(form) == group)
            assert newest in kept
    old = [each for each in kept if each <= now - timedelta(days=2)]
    assert len(old) <= 12 + 10 + 9


# -- restoring ---------------------------------------------------------------------------------


@pytest.fixture
def kept(sample_path: Path, backups: Path, reopen: Callable[..., Store]) -> Path:
    """A backup of the file, which has gone on since."""
    with reopen(sample_path) as store:
        made = backup.back_up(store.connection, sample_path, backups, NOW, "manual")
        edit(store, "lo de hoy")
    assert made is not None
    return made


def test_restoring_moves_the_present_file_aside(sample_path: Path, kept: Path) -> None:
    present, earlier = sample_path.read_bytes(), hash_of(kept)
    aside = backup.restore(sample_path, kept, NOW)
    assert aside is not None
    assert aside.name == "obras (antes de restaurar 20240506-070809).poa"
    assert aside.read_bytes() == present
    assert hash_of(sample_path) == earlier
    again = backup.restore(sample_path, kept, NOW)
    assert again is not None
    assert again.name == "obras (antes de restaurar 20240506-070809) (2).poa"
    assert aside.read_bytes() == present
    assert not aside.samefile(sample_path)


def test_restoring_where_there_is_no_file(sample_path: Path, kept: Path) -> None:
    sample_path.unlink()
    assert backup.restore(sample_path, kept, NOW) is None
    assert hash_of(sample_path) == hash_of(kept)


def test_restoring_without_second_names(
    sample_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A USB stick (FAT) has no hard links."""

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    present = sample_path.read_bytes()
    aside = backup.restore(sample_path, kept, NOW)
    assert aside is not None
    assert aside.read_bytes() == present
    assert hash_of(sample_path) == hash_of(kept)


def test_restoring_over_a_damaged_file_keeps_it(sample_path: Path, kept: Path) -> None:
    sample_path.write_bytes(b"SQLite format 3\x00" + bytes(9000))
    connection.journal_of(sample_path).write_bytes(b"resto de un diario")
    aside = backup.restore(sample_path, kept, NOW)
    assert aside is not None
    assert aside.read_bytes() == b"SQLite format 3\x00" + bytes(9000)
    assert not connection.journal_of(sample_path).exists()
    assert hash_of(sample_path) == hash_of(kept)


def test_a_journal_left_alone_does_not_get_into_the_restored_file(
    sample_path: Path, kept: Path
) -> None:
    sample_path.unlink()
    connection.journal_of(sample_path).write_bytes(b"de otro archivo")
    backup.restore(sample_path, kept, NOW)
    assert not connection.journal_of(sample_path).exists()
    assert hash_of(sample_path) == hash_of(kept)


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = os.urandom(len(content) // 2 - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize("spoil", [damage, lambda p: p.write_bytes(b""), lambda p: p.unlink()])
def test_a_bad_backup_is_refused_with_nothing_changed(
    sample_path: Path, kept: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(kept)
    present = sample_path.read_bytes()
    before = names(sample_path.parent)
    with pytest.raises(PoaError):
        backup.restore(sample_path, kept, NOW)
    assert sample_path.read_bytes() == present
    assert names(sample_path.parent) == before


def test_an_open_file_is_not_restored(
    sample_path: Path, kept: Path, reopen: Callable[..., Store]
) -> None:
    before = names(sample_path.parent)
    with reopen(sample_path) as store:
        with pytest.raises(PoaError, match="abierto"):
            backup.restore(sample_path, kept, NOW)
        edit(store, "sigue siendo mío")
    assert names(sample_path.parent) == before


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_disk_while_restoring_changes_nothing(
    sample_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    present, before = sample_path.read_bytes(), names(sample_path.parent)
    with monkeypatch.context() as patched:
        patched.setattr(os, step, fail)
        with pytest.raises(PoaError, match="disco está lleno"):
            backup.restore(sample_path, kept, NOW)
    assert sample_path.read_bytes() == present
    assert names(sample_path.parent) == before


def test_a_failing_folder_flush_leaves_the_old_or_the_new(
    sample_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last fsync fails after the new file is in place: what was there must not be lost."""
    present = sample_path.read_bytes()
    real = os.fsync
    calls: list[int] = []

    def second_fails(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        real(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", second_fails)
        with pytest.raises(PoaError, match="disco no respondió"):
            backup.restore(sample_path, kept, NOW)
    assert len(calls) == 2
    assert sample_path.read_bytes() == present


# -- copies that fail --------------------------------------------------------------------------


def test_an_earlier_copy_stays_when_the_new_one_fails(
    store: Store, sample: object, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "usb" / "copia.poa"
    backup.copy_to(store.connection, target)
    earlier = target.read_bytes()
    edit(store, "después")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("fsync", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(os, step, fail)
            with pytest.raises(PoaError, match="disco está lleno"):
                backup.copy_to(store.connection, target)
        assert target.read_bytes() == earlier
        assert names(target.parent) == ["copia.poa"]
    backup.copy_to(store.connection, target)
    assert hash_of(target) == store.content_hash()


def test_a_folder_that_is_a_file_is_told(store: Store, path: Path, tmp_path: Path) -> None:
    (tmp_path / "plano").write_text("x")
    with pytest.raises(PoaError):
        backup.copy_to(store.connection, tmp_path / "plano" / "copia.poa")
    assert (tmp_path / "plano").read_text() == "x"


def test_contents_nobody_refers_to_are_dropped(sample_path: Path) -> None:
    with open_store(sample_path, lambda: NOW) as store:
        store.run("Quitar", lambda db: rows.delete(db, "poas", 1))
        assert backup.drop_unreferenced(store.connection) == 1
        assert integrity.verify(store.connection).integro


def test_a_wal_file_left_by_another_tool_is_brought_back(tmp_path: Path) -> None:
    path = tmp_path / "a.poa"
    create_store(path, lambda: NOW).close()
    other = sqlite3.connect(path)
    assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    other.close()
    with open_store(path, lambda: NOW) as store:
        store.run("Crear", lambda db: poas.create(db, "Obras", 2024))
        assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    assert names(tmp_path) == ["a.poa"]
