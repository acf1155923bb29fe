"""The workflow on the command line: enviar, retirar, devolver, cerrar, reabrir, estado."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

T1 = ("--periodo", "2024-T1")
READY = ("--en-cero", "--justificacion", "No hubo sesión del comité.")


def period(poa: Callable[..., Any], path: Path, code: str) -> dict[str, Any]:
    """What estado says of a period."""
    (found,) = poa("estado", path, "--periodo", code, "--json").json["poas"][0]["periodos"]
    assert isinstance(found, dict)
    return found


def test_a_period_goes_its_way(poa: Callable[..., Any], example: Path) -> None:
    assert period(poa, example, "2024-T1")["estado"] == "abierto"
    for words, wanted in (
        (("enviar", example, *T1, *READY, "--nota", "Oficio 12"), "enviado"),
        (("devolver", example, *T1, "--nota", "Falta una foto."), "observado"),
        (("enviar", example, *T1), "enviado"),
        (("retirar", example, *T1), "abierto"),
        (("enviar", example, *T1), "enviado"),
        (("cerrar", example, *T1, "--nota", "Sesión 14"), "cerrado"),
        (("reabrir", example, *T1, "--motivo", "Se corrige A9.3"), "reabierto"),
        (("cerrar", example, *T1), "cerrado"),
    ):
        said = poa(*words)
        assert said.code == 0, said
        assert said.out.startswith("Primer trimestre, enero a marzo de 2024 quedó")
        assert period(poa, example, "2024-T1")["estado"] == wanted
    closed = period(poa, example, "2024-T1")
    assert closed["folio"].startswith("AC-2024-T1-2-")
    assert (closed["falta"], closed["siguiente"], closed["le_toca"]) == ([], None, None)


def test_the_notices_are_told_by_kind(poa: Callable[..., Any], example: Path) -> None:
    said = poa("cerrar", example, *T1, *READY)
    rows = said.err.splitlines()
    assert "62 líneas reportan avance sin evidencia. Adjunte la evidencia." in rows
    assert len(rows) == 3, rows


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("enviar", *T1), "No se puede enviar 2024-T1: A9.3: falta capturar marzo."),
        (("cerrar", *T1, "--en-cero"), "A9.3: tiene 0.0 % y falta la justificación."),
        (("cerrar", "--periodo", "2024-T4"), "El periodo termina el 31/12/2024."),
        (("retirar", *T1), "La dependencia no lo ha enviado: no hay qué retirar."),
        (("devolver", *T1, "--nota", "x"), "no hay qué devolver."),
        (("reabrir", *T1, "--motivo", "x"), "Solo se reabre un periodo cerrado."),
        (("enviar", "--periodo", "2023-T1"), "Ningún POA"),
        (("estado", "--ejercicio", "2030"), "Ningún POA"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(
    refused: Callable[..., str], example: Path, words: tuple[str, ...], reason: str
) -> None:
    before = example.read_bytes()
    order, *rest = words
    assert reason in refused(order, example, *rest)
    assert example.read_bytes() == before


def test_estado_tells_every_period_and_what_it_lacks(
    poa: Callable[..., Any], example: Path
) -> None:
    before = example.read_bytes()
    said = poa("estado", example, "--json")
    assert example.read_bytes() == before
    (of_poa,) = said.json["poas"]
    assert (of_poa["dependencia"], of_poa["estado"]) == ("Hacienda Municipal", "borrador")
    codes = [each["periodo"] for each in of_poa["periodos"]]
    assert codes == ["2024-T1", "2024-T2", "2024-T3", "2024-T4", "2024-A"]
    first = of_poa["periodos"][0]
    assert (first["siguiente"], first["le_toca"], first["desde"]) == (
        "envio", "la dependencia", None,
    )  # fmt: skip
    blocks = [each for each in first["falta"] if each["bloquea"]]
    assert [(each["tipo"], each["clave"], each["mes"]) for each in blocks] == [
        ("sin-capturar", "A9.3", 3)
    ]
    assert poa("enviar", example, "--periodo", "2024-M02").code == 0
    rows = poa("estado", example).out.splitlines()
    assert rows[0] == "Hacienda Municipal · POA 2024"
    assert rows[1].startswith("  2024-T1  Abierto; le toca a la dependencia: 1 impedimento, ")
    assert any(each.startswith("  2024-M02  Enviado el 15/10/2024 por ") for each in rows)


def test_estado_of_one_period_lists_what_it_lacks(poa: Callable[..., Any], example: Path) -> None:
    _, head, *lacking = poa("estado", example, *T1).out.splitlines()
    assert "1 impedimento, " in head
    assert lacking[0] == "    A9.3: falta capturar marzo. Captúrelo, o confirme que fue 0."
    assert all(each.startswith("    [aviso] ") for each in lacking[1:])
    assert any("62 líneas reportan avance sin evidencia. Adj" in each for each in lacking)


def test_a_word_too_few_is_wrong_usage(poa: Callable[..., Any], example: Path) -> None:
    assert poa("reabrir", example, *T1).code == 2
    assert poa("enviar", example).code == 2
