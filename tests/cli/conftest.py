"""The command line, in this process and as another program calls it, on the bundled example."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from poa_desktop import cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _program_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_DESKTOP_DATOS", str(tmp_path / "datos-del-programa"))
    monkeypatch.setenv("POA_DESKTOP_HOY", "2024-10-15")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@dataclass(frozen=True)
class Said:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def poa(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run a command here; no traceback may show, and a result is on standard output only."""

    def run(*words: object) -> Said:
        capsys.readouterr()
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        said = Said(code, *capsys.readouterr())
        assert "Traceback" not in said.out + said.err
        assert "error inesperado" not in said.err, said.err
        return said

    return run


@pytest.fixture
def refused(poa: Callable[..., Said]) -> Callable[..., str]:
    """Run a command that must be refused: exit 1, one sentence, nothing on standard output."""

    def run(*words: object) -> str:
        said = poa(*words)
        assert (said.code, said.out) == (1, ""), said
        assert said.err.endswith(".\n")
        assert said.err.count("\n") == 1, said.err
        return said.err.strip()

    return run


@pytest.fixture(scope="session")
def example_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bundled example as a file, made once."""
    path = tmp_path_factory.mktemp("ejemplo") / "ejemplo.poa"
    done = subprocess.run(
        [sys.executable, "-m", "poa_desktop", "ejemplo", "--en", path],
        cwd=path.parent,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "POA_DESKTOP_DATOS": str(path.parent / "datos"),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return path.read_bytes()


@pytest.fixture
def example(tmp_path: Path, example_bytes: bytes) -> Path:
    path = tmp_path / "ejemplo.poa"
    path.write_bytes(example_bytes)
    return path


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Run the program as another program does."""

    def run(*words: object, **options: Any) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "poa_desktop", *map(str, words)],
            cwd=tmp_path,
            **{"capture_output": True, **options},
        )

    return run


@pytest.fixture(scope="session")
def origin() -> Path:
    """The text of the example: a POA that comes in without a problem that stops it."""
    return ROOT / "resources" / "ejemplo" / "poa_ejemplo.txt"
