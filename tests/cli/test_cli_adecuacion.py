"""autorizar and adecuacion: what they do, refuse and answer as JSON."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def path(poa: Callable[..., Any], tmp_path: Path) -> Path:
    """The example."""
    made = tmp_path / "ejemplo.poa"
    assert poa("ejemplo", "--en", made).code == 0
    return made


def change(path: Path) -> None:
    """A change of the plan past the commands, which write none: with the triggers of the file."""
    from datetime import datetime

    from poa_desktop.data import lineas
    from poa_desktop.data.store import open_store

    with open_store(path, lambda: datetime(2024, 3, 12, 9, 0)) as store:
        linea = store.archivo().poas[0].actividades[2].lineas[0].id
        store.run("Programar", lambda db: lineas.set_programado(db, linea, 4, 150))


def test_a_plan_is_authorised_once_and_changes_by_an_adecuacion(
    poa: Callable[..., Any], refused: Callable[..., str], path: Path
) -> None:
    said = poa("autorizar", path, "--nota", "Acta 14", "--json")
    assert said.code == 0
    assert said.json["folio"].startswith("AU-2024-POA-1-")
    assert (said.json["estado"], said.json["nota"]) == ("autorizado", "Acta 14")
    assert "La revisión del plan tiene" in said.err
    assert poa("ver", path, "--json").json["poas"][0]["estado"] == "autorizado"
    assert "ya está autorizado" in refused("autorizar", path)
    begun = poa(
        "adecuacion", path, "--iniciar", "--justificacion", "Lluvias", "--oficio", "DP/1",
        "--fecha", "12/03/2024", "--json",
    )  # fmt: skip
    (only,) = begun.json["adecuaciones"]
    assert (only["numero"], only["oficio"], only["fecha"], only["concluida"]) == (
        1, "DP/1", "2024-03-12", None,
    )  # fmt: skip
    assert "Ya hay una adecuación abierta" in refused(
        "adecuacion", path, "--iniciar", "--justificacion", "Otra"
    )
    assert "no cambió nada" in refused("adecuacion", path, "--concluir")
    change(path)
    assert "1 cambio" in poa("adecuacion", path, "--concluir").out
    (only,) = poa("adecuacion", path, "--json").json["adecuaciones"]
    assert only["concluida"] is not None
    assert only["cambios"] == [
        {
            "clave": "A3.1",
            "nombre": only["cambios"][0]["nombre"],
            "campo": "Programado",
            "meses": [{"mes": 4, "antes": 0, "despues": 1.5}],
        }
    ]
    assert "concluida: 1 cambio. Lluvias" in poa("adecuacion", path).out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--iniciar",), "justificación"),
        (("--iniciar", "--justificacion", "x"), "sigue en borrador"),
        (("--concluir",), "ninguna adecuación abierta"),
        (("--descartar",), "ninguna adecuación abierta"),
        (("--oficio", "DP/1"), "se dan con --iniciar"),
        (("--iniciar", "--justificacion", "x", "--fecha", "31/02/2024"), "31/02/2024"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    refused: Callable[..., str], path: Path, words: tuple[str, ...], sentence: str
) -> None:
    with closing(sqlite3.connect(path)) as conn:
        before = conn.execute("SELECT count(*) FROM bitacora").fetchone()
    assert sentence in refused("adecuacion", path, *words)
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT count(*) FROM bitacora").fetchone() == before


def test_one_step_at_a_time(poa: Callable[..., Any], path: Path) -> None:
    assert poa("adecuacion", path, "--iniciar", "--concluir").code == 2
