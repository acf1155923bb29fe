"""A file reaches the disk whole, or the one before stays: each call to the system may fail."""

import errno
import os
import threading
from pathlib import Path

import pytest

from poa_desktop import files
from poa_desktop.files import explain_os_error, free_name, read_bytes, write_atomically
from poa_desktop.poa.errors import PoaError
from tests.faulty_disk import DiskFault

ENGLISH = ("No space", "Input/output", "denied", "error", "failed", "directory")
OLD, NEW = b"lo de antes", b"lo de ahora " * 5_000


def spoil(target: Path, k: int, code: int, *, for_ever: bool) -> tuple[PoaError | None, int]:
    """Write with a fault; gives the error and how many calls there were."""
    fault = DiskFault(k, code, for_ever=for_ever)
    with pytest.MonkeyPatch.context() as patched:
        fault.install(patched)
        try:
            write_atomically(target, NEW)
        except PoaError as error:
            return error, fault.calls
    return None, fault.calls


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize("existed", [False, True])
def test_each_call_that_fails_leaves_the_old_or_the_new(
    tmp_path: Path, code: int, for_ever: bool, existed: bool
) -> None:
    _, calls = spoil(tmp_path / "medida.pdf", 0, code, for_ever=False)
    assert calls >= 7
    refused = 0
    for k in range(1, calls + 1):
        folder = tmp_path / str(k)
        folder.mkdir()
        target = folder / "hoja.pdf"
        if existed:
            target.write_bytes(OLD)
        error, _ = spoil(target, k, code, for_ever=for_ever)
        content = target.read_bytes() if target.exists() else None
        assert content in (OLD if existed else None, NEW)
        if error is None:
            assert content == NEW
        else:
            refused += 1
            assert "«" in str(error)
            assert "hoja.pdf" in str(error) or str(folder) in str(error)
            assert not any(word in str(error) for word in ENGLISH)
        left = [each.name for each in folder.iterdir() if each != target]
        if not for_ever:
            assert left == []
        assert all(name.endswith(".tmp") for name in left)
    assert refused >= 5


@pytest.mark.parametrize("wrong", [OSError(errno.EIO, "torn"), ValueError("no PDF")])
def test_what_does_not_verify_does_not_count(tmp_path: Path, wrong: Exception) -> None:
    def verify(content: bytes) -> None:
        assert content == NEW
        raise wrong

    target = tmp_path / "libro.xlsx"
    target.write_bytes(OLD)
    with pytest.raises((PoaError, ValueError)):
        write_atomically(target, NEW, verify)
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_what_reads_back_otherwise_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "libro.xlsx"
    target.write_bytes(OLD)
    real = Path.read_bytes
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda path: real(path)[:-1])
        with pytest.raises(PoaError, match="disco no respondió"):
            write_atomically(target, NEW)
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_cannot_be_flushed_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network folders answer EINVAL: the file is there nevertheless."""
    real = os.fsync

    def picky(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc")
    monkeypatch.setattr(os, "fsync", picky)
    write_atomically(tmp_path / "a.pdf", NEW)
    assert (tmp_path / "a.pdf").read_bytes() == NEW


def test_a_file_that_excel_holds_is_tried_again_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "libro.xlsx"
    target.write_bytes(OLD)
    tries: list[int] = []
    real = os.replace

    def busy(source: Path, goal: Path) -> None:
        tries.append(1)
        if len(tries) < 3:
            error = OSError(errno.EACCES, "sharing violation")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        real(source, goal)

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr(files.time, "sleep", lambda seconds: None)
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW
    tries.clear()
    monkeypatch.setattr(files, "RETRY_SECONDS", -1.0)
    with pytest.raises(PoaError, match=r"¿está abierto en Excel"):
        write_atomically(target, OLD)
    assert target.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PoaError, match="No existe"):
        write_atomically(tmp_path / "no" / "a.pdf", NEW)
    (tmp_path / "plano").write_bytes(OLD)
    with pytest.raises(PoaError, match="carpeta"):
        write_atomically(tmp_path / "plano" / "a.pdf", NEW)
    with pytest.raises(PoaError, match="demasiado largo"):
        write_atomically(tmp_path / ("a" * 300), NEW)
    (tmp_path / "carpeta").mkdir()
    with pytest.raises(PoaError, match="es una carpeta"):
        write_atomically(tmp_path / "carpeta", NEW)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["carpeta", "plano"]


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_every_error_of_the_system_is_one_spanish_sentence(code: int) -> None:
    told = explain_os_error(OSError(code, os.strerror(code)), Path("/datos/año 2024.pdf"))
    assert told.startswith(("«", "No ", "El ", "La "))
    assert "año 2024.pdf" in told
    assert told.endswith(".")
    assert os.strerror(code) not in told


def test_free_names_count_up(tmp_path: Path) -> None:
    target = tmp_path / "hoja.pdf"
    assert free_name(target) == target
    for expected in ("hoja.pdf", "hoja (2).pdf", "hoja (3).pdf"):
        found = free_name(target)
        assert found.name == expected
        found.write_bytes(b"")


def test_reading_has_a_limit(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(b"12345")
    assert read_bytes(source, 5) == b"12345"
    with pytest.raises(PoaError, match="pesa más de 0 MB"):
        read_bytes(source, 4)
    with pytest.raises(PoaError, match="No existe"):
        read_bytes(tmp_path / "b.txt", 5)
    with pytest.raises(PoaError, match="es una carpeta"):
        read_bytes(tmp_path, 5)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_a_device_without_end_is_not_read_to_the_end() -> None:
    with pytest.raises(PoaError, match="pesa más de"):
        read_bytes(Path("/dev/zero"), 2_000_000)


def test_what_is_written_once_is_never_replaced_and_for_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "llave.txt"
    start = threading.Barrier(8)

    def write(number: int) -> None:
        start.wait()
        files.write_once(target, f"{number}".encode())

    writers = [threading.Thread(target=write, args=(each,)) for each in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    first = target.read_bytes()
    files.write_once(target, b"otra")
    assert target.read_bytes() == first
    assert [each.name for each in tmp_path.iterdir()] == [target.name]
    assert os.name == "nt" or target.stat().st_mode & 0o077 == 0


def test_a_drive_without_second_names_keeps_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "llave.txt"
    files.write_once(target, b"una")
    files.write_once(target, b"otra")
    assert target.read_bytes() == b"una"
    assert [each.name for each in tmp_path.iterdir()] == [target.name]
