"""importar with a workbook: shown, refused whole, or applied in one operation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

Run = Callable[..., Any]


@pytest.fixture
def libro(poa: Run, example: Path) -> Path:
    """The example's workbook, with one comment and two quantities typed into it."""
    path = example.with_name("libro.xlsx")
    words = ("exportar", example, "--documento", "libro", "--formato", "xlsx", "--salida", path)
    assert poa(*words).code == 0
    return path


def edit(path: Path, **cells: object) -> None:
    """Type into cells such as Calendario_X6."""
    book = load_workbook(path)
    for place, value in cells.items():
        sheet, _, cell = place.partition("_")
        book[sheet][cell].value = value
    book.save(path)


def test_changes_come_in_and_a_second_time_there_are_none(
    poa: Run, example: Path, libro: Path
) -> None:
    edit(libro, Calendario_X6=2.5, Avance_J4="Entregado")
    shown = poa("importar", libro, "--en", example, "--simular", "--json")
    assert shown.code == 0
    assert shown.json["aplicados"] == 0
    done = poa("importar", libro, "--en", example, "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["aplicados"] == 2
    assert done.json["problemas"] == []
    assert done.json["diferencias"] == shown.json["diferencias"]
    assert done.json["diferencias"][0] == {
        "clave": "P1.1", "linea": done.json["diferencias"][0]["linea"], "campo": "realizado",
        "mes": 2, "evidencia": None, "antes": None, "despues": 2.5, "tipo": "cambio",
        "motivo": "", "hoja": "Calendario", "celda": "X6",
    }  # fmt: skip
    content = poa("ver", example, "--json").json["poas"][0]["programas"][0]["lineas"][0]
    assert content["realizado"][1] == 2.5
    again = poa("importar", libro, "--en", example)
    assert again.code == 0
    assert "No hay cambios." in again.out
    assert poa("verificar", example).code == 0
    assert list(Path(example.parent / "datos-del-programa").rglob("*importar*.poa"))


def test_a_problem_stops_everything_unless_it_is_left_out(
    poa: Run, example: Path, libro: Path
) -> None:
    edit(libro, Calendario_X6=2.5, Calendario_X7="doce", Calendario_X8=-1)
    before = poa("ver", example, "--json").out
    refused = poa("importar", libro, "--en", example, "--json")
    assert refused.code == 1
    assert refused.json["aplicados"] == 0
    assert [each["donde"]["etiqueta"] for each in refused.json["problemas"]] == [
        "Calendario X7 (P1.2, Realizado de febrero)", "Calendario X8 (P1.3, Realizado de febrero)",
    ]  # fmt: skip
    assert "No se aplicó nada de «libro.xlsx» (1 cambio y 2 problemas)" in refused.err
    assert "--omitir-problemas" in refused.err
    assert poa("ver", example, "--json").out == before
    done = poa("importar", libro, "--en", example, "--omitir-problemas")
    assert done.code == 0
    assert "Se aplicó 1 cambio." in done.out
    assert "«doce»" in done.err


def test_a_conflict_is_never_taken_on_its_own(poa: Run, example: Path, libro: Path) -> None:
    edit(libro, Calendario_X6=2.5, Calendario_Y6=9)
    poa("avance", example, "--linea", "P1.1", "--mes", "2024-02", "--realizado", "7")
    refused = poa("importar", libro, "--en", example)
    assert refused.code == 1
    assert "[conflicto] También cambió en el programa" in refused.out
    assert poa("importar", libro, "--en", example, "--omitir-problemas").code == 0
    done = poa("ver", example, "--json").json["poas"][0]["programas"][0]["lineas"][0]
    assert done["realizado"][1:3] == [7, 9]


def test_what_is_refused(
    poa: Run, refused: Callable[..., str], example: Path, libro: Path, origin: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "no.poa"
    assert "un libro solo trae cambios" in refused("importar", libro, "--en", missing)
    assert not missing.exists()
    other = tmp_path / "otro.poa"
    assert poa("importar", origin, "--en", other).code == 0
    assert "salió de otro archivo" in refused("importar", libro, "--en", other)
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    assert "(.xls)" in refused("importar", tmp_path / "a.xls", "--en", example)
    assert "quite --simular" in refused("importar", origin, "--en", example, "--simular")
