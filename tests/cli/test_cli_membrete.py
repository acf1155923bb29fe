"""The letterhead from the command line: put, set, told, printed on, taken away, refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

Run = Callable[..., Any]
Refuse = Callable[..., str]


@pytest.fixture
def hoja(tmp_path: Path) -> Path:
    path = tmp_path / "hoja.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    canvas.drawString(72, 760, "Juntos avanzamos")
    canvas.showPage()
    canvas.save()
    return path


def test_it_is_put_printed_on_and_removed(
    poa: Run, example: Path, hoja: Path, tmp_path: Path
) -> None:
    said = poa("plantilla", example, "--membrete", hoja, "--arriba", 22)
    assert said.code == 0
    assert "Hoja membretada «hoja.pdf» (vertical), libre arriba 22 mm y abajo 20 mm." in said.out
    poa("plantilla", example, "--abajo", 12)
    shown = poa("plantilla", example, "--json").json
    assert shown["membrete"] == {
        "nombre": "hoja.pdf", "hojas": ["vertical"], "arriba": 22, "abajo": 12,
    }  # fmt: skip
    target = tmp_path / "poa.pdf"
    words = ("--documento", "poa", "--formato", "pdf", "--salida", target)
    poa("exportar", example, *words)
    assert all("Juntos avanzamos" in page.extract_text() for page in PdfReader(target).pages)
    assert "Se quitó «hoja.pdf»" in poa("plantilla", example, "--quitar-membrete").out
    poa("exportar", example, *words)
    assert "Juntos avanzamos" not in PdfReader(target).pages[0].extract_text()


def test_refusals_change_nothing(refused: Refuse, example: Path, hoja: Path) -> None:
    before = example.read_bytes()
    assert "indíquela con --membrete" in refused("plantilla", example, "--arriba", 30)
    text = example.with_name("carta.docx")
    text.write_bytes(b"PK\x03\x04")
    assert "«carta.docx» no se puede leer" in refused("plantilla", example, "--membrete", text)
    assert "quítelos" in refused("plantilla", example, "--quitar-libro", "--abajo", 20)
    assert example.read_bytes() == before


def test_a_margin_that_no_sheet_has_is_wrong_usage(poa: Run, example: Path, hoja: Path) -> None:
    said = poa("plantilla", example, "--membrete", hoja, "--arriba", 300)
    assert said.code == 2
    assert "--arriba" in said.err
