"""verificar: seals, closed periods and printed folios, as a person and as a program read them."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Poa = Callable[..., Any]


@pytest.fixture
def closed(poa: Poa, example: Path) -> Path:
    """The example with its first month closed."""
    said = poa("cerrar", example, "--periodo", "2024-M01", "--en-cero")
    assert said.code == 0, said.err
    return example


def test_seals_and_closed_periods_are_listed(poa: Poa, closed: Path) -> None:
    said = poa("verificar", closed, "--json")
    assert said.code == 0
    (sello,) = said.json["sellos"]
    assert {"folio", "periodo", "version", "paso", "valido", "llave", "confianza", "cuando"} < set(
        sello
    )
    assert (sello["periodo"], sello["version"], sello["paso"]) == ("2024-M01", 1, "cierre")
    assert (sello["valido"], sello["vigente"], sello["confianza"]) == (True, True, "propia")
    (cierre,) = said.json["cierres"]
    assert (cierre["folio"], cierre["intacto"], cierre["diferencias"]) == (
        sello["folio"],
        True,
        [],
    )
    text = poa("verificar", closed).out
    assert f"{sello['folio']}  válido" in text
    assert f"llave {sello['llave']} (de este equipo)" in text


def test_a_printed_folio_is_checked(poa: Poa, closed: Path) -> None:
    sello = poa("verificar", closed, "--json").json["sellos"][0]
    printed = f"{sello['folio']} {sello['corta']}"
    said = poa("verificar", closed, "--codigo", printed)
    assert said.code == 0
    assert "Coincide: es lo que se selló y sigue vigente." in said.out
    said = poa("verificar", closed, "--codigo", sello["folio"])
    assert said.code == 1  # a folio alone proves nothing
    assert f"debe ser {sello['corta']}" in said.out
    said = poa("verificar", closed, "--codigo", f"{sello['folio']} 0000-0000-0000-0000", "--json")
    assert (said.code, said.json["folio"]["respuesta"]) == (1, "no coincide")
    said = poa("verificar", closed, "--codigo", "hola")
    assert said.code == 1
    assert "Ahí no hay un folio" in said.err


def test_a_closed_month_that_was_altered_fails(poa: Poa, closed: Path) -> None:
    tool = sqlite3.connect(closed)
    for (name,) in tool.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        tool.execute(f"DROP TRIGGER {name}")
    tool.execute("UPDATE programado SET cantidad = cantidad + 100 WHERE mes = 1")
    tool.commit()
    tool.close()
    said = poa("verificar", closed, "--json")
    assert said.code == 1
    assert said.json["integro"] is False
    assert said.json["cierres"][0]["intacto"] is False
    change = said.json["cierres"][0]["diferencias"][0]
    assert "Programado de enero: " in change["cambio"]
    assert (change["juicio"], change["operacion"]) == ("sin registro", None)


def test_an_earlier_copy_is_told_until_it_is_recognised(
    poa: Poa, example: Path, tmp_path: Path
) -> None:
    older = shutil.copy(example, tmp_path / "copia.poa")
    assert poa("cerrar", example, "--periodo", "2024-M01", "--en-cero").code == 0
    folio = poa("verificar", example, "--json").json["sellos"][0]["folio"]
    said = poa("verificar", older, "--json")
    assert (said.code, said.json["integro"]) == (1, True)
    assert said.json["testigo"]["perdidos"] == [{"folio": folio, "reconocido": ""}]
    assert "puede ser una copia anterior o un respaldo restaurado" in poa("verificar", older).out
    assert poa("verificar", older, "--reconocer").code == 0
    assert poa("verificar", older).code == 0


def test_a_damaged_file_is_not_recognised(poa: Poa, closed: Path) -> None:
    tool = sqlite3.connect(closed)
    tool.execute("UPDATE contenidos SET bytes = x'00'")
    tool.commit()
    tool.close()
    said = poa("verificar", closed, "--reconocer")
    assert said.code == 1
    assert "no se reconoce" in said.err


def test_the_report_is_written(poa: Poa, closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "informe.pdf"
    said = poa(
        "exportar", closed, "--documento", "inalterabilidad", "--formato", "pdf", "--salida", target
    )
    assert (said.code, said.err) == (0, "")
    assert target.read_bytes().startswith(b"%PDF-")
