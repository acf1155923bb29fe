"""Observations on the command line: observar, responder, atender, observaciones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

T3 = ("--periodo", "2024-T3")


def listed(poa: Callable[..., Any], path: Path, *more: str) -> list[dict[str, Any]]:
    found = poa("observaciones", path, *more, "--json").json["observaciones"]
    assert isinstance(found, list)
    return found


def test_asked_answered_and_settled(poa: Callable[..., Any], example: Path) -> None:
    made = poa(
        "observar", example, *T3, "--linea", "a3.1", "--texto", " Falta\tel sello. ", "--json"
    )
    assert made.code == 0
    assert (made.json["numero"], made.json["linea"], made.json["estado"]) == (
        1,
        "A3.1",
        "pendiente",
    )
    assert (made.json["texto"], made.json["cuando"][:10]) == ("Falta el sello.", "2024-10-15")
    poa("observar", example, *T3, "--texto", "Falta el oficio.")
    said = poa("responder", example, "--observacion", "1", "--texto", "Ya se selló.")
    assert "A3.1, 2024-T3 [Respondida] Falta el sello." in said.out
    assert "Respuesta: Ya se selló." in said.out
    told = [(each["linea"], each["estado"], each["respuesta"]) for each in listed(poa, example)]
    assert told == [("A3.1", "respondida", "Ya se selló."), (None, "pendiente", None)]
    assert "1 pendiente, 1 respondida" in poa("observaciones", example).out
    assert poa("atender", example, "--observacion", "1", "2").out.strip() == (
        "2 observaciones quedaron atendidas."
    )
    assert {each["estado"] for each in listed(poa, example)} == {"atendida"}


def test_only_those_of_a_period_are_listed(poa: Callable[..., Any], example: Path) -> None:
    for code in ("2024-T3", "2024-M08", "2024-T2"):
        poa("observar", example, "--periodo", code, "--texto", f"De {code}")
    assert [each["periodo"] for each in listed(poa, example, *T3)] == ["2024-T3", "2024-M08"]
    assert len(listed(poa, example, "--ejercicio", "2024")) == 3


def test_revisar_and_the_oficio_tell_them(
    poa: Callable[..., Any], example: Path, tmp_path: Path
) -> None:
    poa("observar", example, *T3, "--linea", "A3.1", "--texto", "Falta el sello.")
    found = [each["regla"] for each in poa("revisar", example, "--json").json["problemas"]]
    assert found.count("observacion-sin-respuesta") == 1
    target = tmp_path / "oficio.pdf"
    words = ("--documento", "observaciones", "--formato", "pdf", "--salida", target)
    assert poa("exportar", example, *T3, *words).code == 0
    assert target.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("observar", *T3, "--texto", " "), "Escriba la observación"),
        (("observar", *T3, "--linea", "A99.1", "--texto", "x"), "no tiene la línea A99.1"),
        (("observar", "--periodo", "2023-T1", "--texto", "x"), "Ningún POA"),
        (("responder", "--observacion", "7", "--texto", "x"), "no tiene la observación 7"),
        (("atender", "--observacion", "7"), "ya no está en el archivo"),
        (("observaciones", "--ejercicio", "2030"), "Ningún POA"),
    ],
)
def test_what_is_refused(
    refused: Callable[..., str], example: Path, words: tuple[str, ...], reason: str
) -> None:
    command, *rest = words
    assert reason in refused(command, example, *rest)


def test_a_closed_period_is_refused(
    poa: Callable[..., Any], refused: Callable[..., str], example: Path
) -> None:
    month = ("--periodo", "2024-M01")
    poa("observar", example, *month, "--texto", "Falta el sello.")
    assert "hay una observación sin respuesta" in refused("cerrar", example, *month)
    poa("atender", example, "--observacion", "1")
    assert poa("cerrar", example, *month).code == 0
    for words in (
        ("observar", example, *month, "--texto", "Algo más"),
        ("responder", example, "--observacion", "1", "--texto", "Tarde"),
    ):
        assert "está cerrado y sus observaciones ya no cambian" in refused(*words)
