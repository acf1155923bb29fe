"""sipot and plantilla on the command line: results, refusals, and a disk that fails."""

import errno
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from poa_desktop.export.sipot_campos import INDICADORES

Run = Callable[..., Any]
Refuse = Callable[..., str]


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A blank of indicadores de resultados, as the platform makes them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Reporte de Formatos"
    sheet["A3"] = sheet["D3"] = "Indicadores de resultados"
    for number, campo in enumerate(INDICADORES.campos, 1):
        sheet.cell(7, number, campo.nombres[0])
    path = tmp_path / "blanco.xlsx"
    book.save(path)
    return path


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    book = load_workbook(BytesIO(path.read_bytes()))
    return [row for row in book.worksheets[0].iter_rows(min_row=8, values_only=True) if row[0]]


def test_sipot_fills_and_reports(poa: Run, example: Path, blank: Path, tmp_path: Path) -> None:
    before, there = blank.read_bytes(), tmp_path / "lleno.xlsx"
    said = poa("sipot", example, "--formato", blank, "--periodo", "2024-T3", "--salida", there)
    assert said.code == 0 and said.out.startswith("Se llenaron 16 filas de «Indicadores de")
    assert "Metas ajustadas" in said.out and "Avance de metas" in said.out
    assert len(rows_of(there)) == 16 and blank.read_bytes() == before
    said = poa(
        "sipot", example, "--formato", there, "--periodo", "2024-T3", "--salida", there,
        "--agregar", "--todas", "--json",
    )  # fmt: skip
    assert said.json["filas"] == 16 and said.json["salida"] == str(there)
    assert len(rows_of(there)) == 32


def test_sipot_refusals(refused: Refuse, example: Path, blank: Path, tmp_path: Path) -> None:
    words = ["sipot", example, "--formato", blank, "--periodo"]
    there = ["--salida", tmp_path / "x.xlsx"]
    assert "no es un periodo" in refused(*words, "2024-X1", *there)
    assert "2023" in refused(*words, "2023-T1", "--todas", *there)
    assert ".xlsx" in refused(*words, "2024-T1", "--salida", example)
    assert ".xlsx" in refused(*words, "2024-T1", "--salida", tmp_path / "x.xlsm")
    assert "No existe" in refused(*words[:3], tmp_path / "no.xlsx", "--periodo", "2024-T1", *there)
    before = blank.read_bytes()
    assert "formato mismo" in refused(*words, "2024-T1", "--salida", blank)
    assert blank.read_bytes() == before
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_an_earlier_output_survives_a_failing_disk(
    refused: Refuse, poa: Run, example: Path, blank: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, step: str, code: int,
) -> None:  # fmt: skip
    there = tmp_path / "lleno.xlsx"
    there.write_bytes(b"lo de antes")
    template = tmp_path / "plantilla.xlsx"
    poa("plantilla", "--ejemplo", template)
    poa("plantilla", example, "--libro", template)

    def fails(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, step, fails)
        period = ["--periodo", "2024-T3", "--salida", there]
        refused("sipot", example, "--formato", blank, *period)
        refused("exportar", example, "--documento", "plantilla", "--formato", "xlsx", *period)
        refused("plantilla", "--ejemplo", tmp_path / "otra.xlsx")
    assert there.read_bytes() == b"lo de antes" and not (tmp_path / "otra.xlsx").exists()
    assert not list(tmp_path.glob(".*.tmp"))


def test_plantilla_is_put_used_shown_and_removed(
    poa: Run, refused: Refuse, example: Path, tmp_path: Path
) -> None:
    template, there = tmp_path / "plantilla.xlsx", tmp_path / "lleno.xlsx"
    export = ["exportar", example, "--documento", "plantilla", "--formato", "xlsx",
              "--periodo", "2024-T3", "--salida", there]  # fmt: skip
    assert "póngala con la orden «plantilla»" in refused(*export)
    assert "no tiene una plantilla" in poa("plantilla", example).out
    assert poa("plantilla", "--ejemplo", template).code == 0
    said = poa("plantilla", example, "--libro", template, "--json")
    assert said.json["libro"] == "plantilla.xlsx" and said.json["problemas"] == []
    template.unlink()  # it is inside the .poa now
    assert poa(*export).code == 0
    assert load_workbook(BytesIO(there.read_bytes()))["Informe"]["B4"].value
    assert "POA_MUNICIPIO (Informe!B4)" in poa("plantilla", example).out
    assert "Se quitó «plantilla.xlsx»" in poa("plantilla", example, "--quitar-libro").out
    assert "no tiene una plantilla" in refused(*export)
    assert poa("verificar", example).code == 0


def test_plantilla_refusals(refused: Refuse, poa: Run, example: Path, tmp_path: Path) -> None:
    empty = tmp_path / "vacía.xlsx"
    Workbook().save(empty)
    assert "ninguna celda con un nombre" in refused("plantilla", example, "--libro", empty)
    text = tmp_path / "texto.xlsx"
    text.write_text("hola")
    assert "no es un libro" in refused("plantilla", example, "--libro", text)
    assert "--ejemplo" in refused("plantilla")
    assert ".xlsx" in refused("plantilla", "--ejemplo", tmp_path / "a.poa")
    both = poa("plantilla", example, "--libro", empty, "--quitar-libro")
    assert both.code == 2 and "no va junto con" in both.err


def test_the_example_never_replaces_a_template(refused: Refuse, tmp_path: Path) -> None:
    mine = tmp_path / "plantilla.xlsx"
    mine.write_bytes(b"worked on for hours")
    assert "Ya existe" in refused("plantilla", "--ejemplo", mine)
    assert mine.read_bytes() == b"worked on for hours"
