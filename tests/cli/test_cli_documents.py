"""The documents of evidence, observations and changes, and their options, on the command line."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def export(example: Path, documento: str, path: Path, *more: str) -> list[object]:
    words = ["exportar", example, "--documento", documento, "--formato", "pdf"]
    return [*words, "--salida", path, *more]


@needs_poppler
def test_evidencias_of_the_year_and_of_a_period(
    poa: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    year, quarter = tmp_path / "a.pdf", tmp_path / "t1.pdf"
    assert poa(*export(example, "evidencias", year)).code == 0
    assert poa(*export(example, "evidencias", quarter, "--periodo", "2024-T1")).code == 0
    assert "Total: 4 archivos" in text_of(year)
    assert "Total: 2 archivos" in text_of(quarter)


@needs_poppler
def test_thumbnails_and_annexes_of_the_example(
    poa: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    said = poa(*export(example, "evidencias", path, "--miniaturas", "--anexos"))
    assert (said.code, said.err) == (0, "")
    text = text_of(path)
    assert "Miniaturas" in text
    assert "Anexo 4 de 4 · hoja 1 de 1" in text
    sheet = tmp_path / "hoja.pdf"
    assert poa(*export(example, "evaluacion", sheet, "--periodo", "2024-T2", "--anexos")).code == 0
    assert "Anexo 2 de 2" in text_of(sheet)


@needs_poppler
def test_the_oficio_takes_its_number_and_its_day(
    poa: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "oficio.pdf"
    words = ("--periodo", "2024-T3", "--oficio", "PL/7 \u202e2024", "--plazo", "31/10/2024")
    assert poa(*export(example, "observaciones", path, *words)).code == 0
    text = text_of(path)
    assert "Oficio No. PL/7 2024" in text
    assert "a más tardar el 31 de octubre de 2024" in text


@needs_poppler
def test_the_history_of_the_example_is_empty(
    poa: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "historia.pdf"
    assert poa(*export(example, "adecuaciones", path)).code == 0
    assert "su plan no ha cambiado desde que se capturó" in text_of(path)
    change = ("avance", example, "--linea", "A1.1", "--mes", "2024-10", "--realizado", "1")
    assert poa(*change).code == 0
    assert poa(*export(example, "adecuaciones", path)).code == 0
    assert "su plan no ha cambiado" in text_of(path)


@pytest.mark.parametrize(
    ("documento", "words", "sentence"),
    [
        ("poa", ("--miniaturas",), "El documento «POA oficial» no admite --miniaturas: quítelo."),
        (
            "calendario",
            ("--anexos", "--oficio", "1"),
            "no admite --anexos ni --oficio: quítelos.",
        ),
        ("evidencias", ("--plazo", "31/10/2024"), "no admite --plazo: quítelo."),
        ("observaciones", ("--anexos", "--periodo", "2024-T1"), "no admite --anexos"),
        ("observaciones", ("--plazo", "31/02/2024", "--periodo", "2024-T1"), "no existe en el"),
        ("observaciones", ("--oficio", "9" * 61, "--periodo", "2024-T1"), "60 o menos"),
        ("observaciones", (), "es de un periodo"),
        ("evidencias", ("--periodo", "2023-T1"), "2024"),
    ],
)
def test_what_a_document_does_not_have_is_refused(
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
