"""The program as other programs meet it: pipes, closed streams, full devices, signals."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from poa_desktop.data.store import create_store

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


def test_results_go_out_and_refusals_to_the_other_stream(program: Program, example: Path) -> None:
    done = program("ver", example, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    json.loads(done.stdout.decode("utf-8"))
    done = program("ver", "nada.poa")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode("utf-8") == "No existe «nada.poa»: revise el nombre y la carpeta.\n"
    assert program("nada").returncode == 2


def test_accents_survive_a_console_that_knows_none(program: Program, example: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = program("evaluar", example, "--periodo", "2024-T1", env=env)
    assert done.returncode == 0
    assert "×" in done.stdout.decode("utf-8")


@POSIX
@pytest.mark.parametrize("words", ["ver {}", "ver {} --json", "revisar {}"])
def test_a_reader_that_leaves_early_is_no_error(example: Path, tmp_path: Path, words: str) -> None:
    command = f"set -o pipefail; {sys.executable} -m poa_desktop {words.format(example)} | head -n1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


@POSIX
@pytest.mark.parametrize("stream", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_error(example: Path, tmp_path: Path, stream: str) -> None:
    command = f"{sys.executable} -m poa_desktop ver {example} {stream}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    command = f"{sys.executable} -m poa_desktop ver nada.poa {stream}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True)
    assert done.returncode == 1
    assert b"Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_result_that_cannot_be_written_is_told(program: Program, example: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = program("ver", example, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert done.returncode == 1
    assert done.stderr.decode("utf-8") == (
        "La orden se hizo, pero su resultado no se pudo escribir: libere espacio y repita.\n"
    )


@POSIX
def test_an_interruption_is_told(tmp_path: Path) -> None:
    """Ctrl+C while the program waits for its origin (a pipe nobody writes to)."""
    pipe = tmp_path / "origen.txt"
    os.mkfifo(pipe)
    words = ["-m", "poa_desktop", "importar", str(pipe), "--en", str(tmp_path / "a.poa")]
    with subprocess.Popen(
        [sys.executable, *words], cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        descriptor = os.open(pipe, os.O_WRONLY)  # returns when the child has opened it
        try:
            child.send_signal(signal.SIGINT)
            out, err = child.communicate(timeout=20)
        finally:
            os.close(descriptor)
    assert (child.returncode, out) == (1, b"")
    assert err.decode("utf-8").startswith("Se interrumpió la orden")
    assert not (tmp_path / "a.poa").exists()


@POSIX
def test_an_origin_that_comes_through_a_pipe(origin: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m poa_desktop importar <(cat {origin}) --en a.poa --json"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["lineas"] == 70


def test_the_file_is_another_persons(program: Program, example: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import datetime; from pathlib import Path;"
        "from poa_desktop.data.lock import Person; from poa_desktop.data.store import open_store;"
        "store = open_store(Path(sys.argv[1]), datetime.now, Person('Lupita', 'PC-OBRAS'));"
        "print('open', flush=True); sys.stdin.read(); store.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(example)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        capture = ("avance", example, "--linea", "A1.1", "--mes", "2024-01", "--realizado", "1")
        for words in (("ver", example), capture, ("respaldar", example)):
            done = program(*words)
            assert (done.returncode, done.stdout) == (1, b"")
            assert "abierto en PC-OBRAS por Lupita" in done.stderr.decode("utf-8")
        holder.communicate(b"")
    assert program(*capture).returncode == 0


# -- disks that are full and folders that are closed -------------------------------------------

LIMITED = """
import json, os, resource, shutil, sqlite_utils, sys
from poa_desktop import cli
from poa_desktop.command_line import grammar
import poa_desktop.commands.importar, poa_desktop.commands.avance, poa_desktop.commands.ver
import poa_desktop.commands.respaldos, poa_desktop.log, encodings.idna
limit, user, words = json.loads(sys.argv[1])
if words[0] == "exportar":  # what is loaded late must be loaded before the account changes
    import poa_desktop.commands.exportar
    import poa_desktop.export.pdf_oficial, poa_desktop.export.libro
if limit is not None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if user is not None:
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
sys.exit(cli.main(words))
"""


def limited(
    words: list[str], *, limit: int | None = None, user: int | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command where no file may grow over *limit*, or as another account."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, json.dumps([limit, user, words])],
        capture_output=True,
        text=True,
        cwd="/",
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and "datos-del-programa" not in each.parts
    }


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "prueba.bin"
    path.write_bytes(os.urandom(400_000))
    return path


def use_cases(example: Path, origin: Path, proof: Path, folder: Path) -> dict[str, list[str]]:
    pdf = ["exportar", str(example), "--documento", "poa", "--formato", "pdf", "--salida"]
    return {
        "export": [*pdf, str(folder / "hoja.pdf")],
        "export xlsx": [
            "exportar", str(example), "--documento", "libro", "--formato", "xlsx", "--salida",
            str(folder / "libro.xlsx"),
        ],
        "import": ["importar", str(origin), "--en", str(folder / "nuevo.poa")],
        "avance": [
            "avance", str(example), "--linea", "A1.1", "--mes", "2024-01", "--realizado", "1",
            "--evidencia", str(proof),
        ],
        "backup": ["respaldar", str(example), "--salida", str(folder / "copia.poa")],
        "example": ["ejemplo", "--en", str(folder / "ejemplo2.poa")],
        "restore": ["restaurar", str(folder / "meta.poa"), "--respaldo", str(example)],
    }  # fmt: skip


CASES = ["export", "export xlsx", "import", "avance", "backup", "example", "restore"]


def check_refusal(done: "subprocess.CompletedProcess[str]") -> None:
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert "inesperado" not in done.stderr, done.stderr
    sentence = done.stderr.strip().splitlines()[-1]
    assert sentence.endswith(".")
    assert ".tmp" not in sentence


@POSIX
@pytest.mark.parametrize("case", CASES)
def test_a_full_disk_changes_nothing(
    example: Path, origin: Path, proof: Path, tmp_path: Path, case: str
) -> None:
    folder = tmp_path / "salida"
    folder.mkdir()
    for name in ("hoja.pdf", "libro.xlsx", "copia.poa"):
        (folder / name).write_bytes(b"lo de ayer")
    (folder / "meta.poa").write_bytes(example.read_bytes())
    limit = example.stat().st_size + 50_000 if case == "avance" else 10_000
    before = snapshot(tmp_path)
    done = limited(use_cases(example, origin, proof, folder)[case], limit=limit)
    check_refusal(done)
    assert "disco" in done.stderr
    assert snapshot(tmp_path) == before


@POSIX
def test_a_disk_that_fills_while_importing_leaves_no_new_file(
    example: Path, origin: Path, proof: Path, tmp_path: Path
) -> None:
    """There is room for an empty file, and not for what comes in."""
    empty = create_store(tmp_path / "vacio.poa", datetime.now)
    empty.close()
    limit = (tmp_path / "vacio.poa").stat().st_size + 20_000
    folder = tmp_path / "salida"
    folder.mkdir()
    for case in ("import", "example"):
        done = limited(use_cases(example, origin, proof, folder)[case], limit=limit)
        check_refusal(done)
        assert list(folder.iterdir()) == []


@POSIX
@pytest.mark.parametrize("case", CASES)
def test_a_folder_that_may_only_be_read_changes_nothing(
    example_bytes: bytes, origin: Path, case: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if os.getuid() != 0:
        pytest.skip("needs root, to become an account that may not write")
    with tempfile.TemporaryDirectory(prefix="poa-solo-lectura-") as name:
        folder = Path(name)
        os.chmod(folder, 0o755)
        example, proof = folder / "ejemplo.poa", folder / "prueba.bin"
        example.write_bytes(example_bytes)
        proof.write_bytes(b"x")
        source = folder / "origen.txt"
        source.write_bytes(origin.read_bytes())
        (folder / "hoja.pdf").write_bytes(b"lo de ayer")
        (folder / "meta.poa").write_bytes(example_bytes)
        before = snapshot(folder)
        done = limited(use_cases(example, source, proof, folder)[case], user=65534)
        check_refusal(done)
        assert snapshot(folder) == before


@POSIX
def test_a_read_only_folder_can_be_read(example_bytes: bytes, tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("needs root, to become an account that may not write")
    with tempfile.TemporaryDirectory(prefix="poa-solo-lectura-") as name:
        folder = Path(name)
        os.chmod(folder, 0o755)
        example = folder / "ejemplo.poa"
        example.write_bytes(example_bytes)
        for words in (["ver", str(example)], ["verificar", str(example)]):
            done = limited(words, user=65534)
            assert (done.returncode, done.stderr) == (0, "")
        assert snapshot(folder) == {"ejemplo.poa": example_bytes}


def test_a_bug_is_logged_and_told_without_its_traceback(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from poa_desktop import cli
    from poa_desktop.commands import ver

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(ver, "ver", broken)
    handlers: list[logging.Handler] = []
    monkeypatch.setattr(logging.getLogger("poa_desktop"), "handlers", handlers)
    monkeypatch.setattr(logging, "raiseExceptions", True)
    assert cli.main(["ver", str(example)]) == 1
    for handler in handlers:
        handler.close()
    said = capsys.readouterr()
    assert said.out == ""
    assert "error inesperado" in said.err
    assert "Traceback" not in said.err
    (log,) = (tmp_path / "datos-del-programa").glob("*.log")
    assert str(log) in said.err
    assert "ZeroDivisionError: a bug" in log.read_text(encoding="utf-8")


@POSIX
def test_a_bug_without_room_for_the_log_shows_no_traceback(example: Path, tmp_path: Path) -> None:
    (tmp_path / "datos-del-programa").write_text("no es una carpeta")
    code = (
        "import sys; from poa_desktop import cli; from poa_desktop.commands import ver;"
        "ver.archivo_data = lambda archivo: 1 / 0; sys.exit(cli.main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "ver", str(example)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("El programa encontró un error inesperado y no cambió nada")
    assert done.stderr.count("\n") == 1
