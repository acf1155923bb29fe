"""The papers of a closed period on the command line: acta, versions, and what is refused."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
T1 = ("--periodo", "2024-T1")


@pytest.fixture
def closed(poa: Callable[..., Any], example: Path) -> Callable[..., None]:
    """Close the first quarter; what is missing is captured before."""

    def close() -> None:
        assert poa("cerrar", example, *T1).code == 0

    words = ("--linea", "A9.3", "--mes", "2024-03", "--realizado", "1")
    assert poa("avance", example, *words).code == 0
    close()
    return close


def export(example: Path, documento: str, path: Path, *more: str) -> list[object]:
    words = ["exportar", example, "--documento", documento, "--formato", "pdf"]
    return [*words, "--salida", path, *more]


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


@needs_poppler
def test_acta_and_sheet_of_both_versions(
    poa: Callable[..., Any], example: Path, tmp_path: Path, closed: Callable[[], None]
) -> None:
    paths = {
        documento: [tmp_path / f"{documento}-{number}.pdf" for number in range(3)]
        for documento in ("acta", "evaluacion")
    }
    for documento, (first, _, _) in paths.items():
        said = poa(*export(example, documento, first, *T1))
        assert (said.code, said.err) == (0, "")
    assert poa("reabrir", example, *T1, "--motivo", "Faltó un oficio.").code == 0
    words = ("--linea", "P2.4", "--mes", "2024-03", "--realizado", "1", "--justificacion", "")
    assert poa("avance", example, *words).code == 0
    closed()
    for documento, (first, again, second) in paths.items():
        said = poa(*export(example, documento, again, *T1, "--version", "1"))
        assert "la sustituyó la versión 2" in said.err
        assert again.read_bytes() == first.read_bytes()
        assert poa(*export(example, documento, second, *T1)).err == ""
    assert "Sustituye a la versión 1" in text_of(paths["acta"][2])
    assert "P2.4 Realizado Marzo 0 1" in text_of(paths["acta"][2])
    assert "sustituye a la 1" in text_of(paths["evaluacion"][2])


@needs_poppler
def test_todos_has_the_acta_once_the_period_is_closed(
    poa: Callable[..., Any], example: Path, tmp_path: Path, closed: Callable[[], None]
) -> None:
    for code, expected in (("2024-T1", 1), ("2024-T2", 0)):
        words = ("--documento", "todos", "--formato", "pdf", "--periodo", code)
        said = poa("exportar", example, *words, "--salida", tmp_path / code)
        assert said.code == 0
        assert len(list((tmp_path / code).glob("Acta de cierre*"))) == expected
        assert ("Acta de cierre" in said.out) is bool(expected)


@pytest.mark.parametrize(
    ("documento", "words", "sentence"),
    [
        ("acta", (), "es de un periodo"),
        ("acta", T1, "Primer trimestre, enero a marzo de 2024 está abierto y no tiene acta"),
        ("acta", (*T1, "--version", "1"), "no tiene la versión 1: no se ha cerrado."),
        ("evaluacion", (*T1, "--version", "2"), "no tiene la versión 2: no se ha cerrado."),
        ("evaluacion", (*T1, "--version", "0"), "se cuentan desde 1"),
        ("calendario", ("--version", "1"), "no admite --version: quítelo."),
        ("acta", (*T1, "--anexos"), "no admite --anexos: quítelo."),
    ],
)
def test_what_has_no_acta_is_refused(
    refused: Callable[..., str],
    example: Path,
    tmp_path: Path,
    documento: str,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    path = tmp_path / "no.pdf"
    assert sentence in refused(*export(example, documento, path, *words))
    assert not path.exists()


def test_the_version_of_the_program_is_still_asked_before_the_order(
    poa: Callable[..., Any],
) -> None:
    assert poa("--version").out.startswith("POA Desktop ")
