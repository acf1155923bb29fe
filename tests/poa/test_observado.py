"""Observations in the oficio, the revisión and what is left to do: shown where they belong."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from poa_desktop.poa.checks import revisar
from poa_desktop.poa.observaciones import observaciones_de
from poa_desktop.poa.observado import (
    EstadoObservacion,
    ObservacionLinea,
    claves_observadas,
    estados_observados,
    mas_urgente,
)
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Avance, Evidencia
from poa_desktop.tablero.figures import tablero_de
from poa_desktop.tablero.pending import Falta, resumen
from tests.march_poa import march_linea, march_poa

PENDIENTE, RESPONDIDA, ATENDIDA = EstadoObservacion
HOY = date(2024, 4, 8)
PROOF = Evidencia(1, "acta.pdf", "application/pdf", 10, "00")
PROOFS = [replace(PROOF, id=number, sha256=f"{number:064d}") for number in (1, 2)]
POA = march_poa(*(march_linea(each.id, Avance(100, evidencias=(each,))) for each in PROOFS))


def asked(key: int, codigo: str = "T1", linea: int | None = 1, **more: object) -> ObservacionLinea:
    base = ObservacionLinea(
        key, parse_periodo(f"2024-{codigo}"), linea, f"Texto {key}", "Ana", "Analista",
        datetime(2024, 4, 2),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def answered(key: int, estado: EstadoObservacion = RESPONDIDA, **more: object) -> ObservacionLinea:
    said = {"respuesta": "Ya está", "respondio": "Luis", "respondida": datetime(2024, 4, 3)}
    return asked(key, estado=estado, **said, **more)


def test_the_letter_tells_them_first_in_printing_order_with_their_answers() -> None:
    back = answered(4, PENDIENTE, linea=None)
    listed = (asked(1, linea=2), asked(2), answered(3, linea=2), back, answered(5, ATENDIDA))
    first, second, *rest = observaciones_de(POA, parse_periodo("2024-T1"), HOY, listed)
    assert [(each.clave, each.sujeto, each.texto) for each in first.observaciones] == [
        (
            "POA",
            "El POA en su conjunto",
            "Texto 4\nRespuesta que no bastó (Luis, 03/04/2024): Ya está",
        ),
        ("A1.1", "Línea de prueba 1", "Texto 2"),
        ("A1.2", "Línea de prueba 2", "Texto 1"),
    ]
    assert [each.texto for each in second.observaciones] == [
        "Texto 3\nRespuesta (Luis, 03/04/2024): Ya está"
    ]
    assert (first.informa, second.informa) == (False, True)
    assert tuple(rest) == observaciones_de(POA, parse_periodo("2024-T1"), HOY)


@pytest.mark.parametrize(
    ("codigo", "told"),
    [("T1", "Texto 1"), ("M02", "Febrero de 2024: Texto 1"), ("S1", ""), ("T2", ""), ("A", "")],
)
def test_the_letter_of_a_quarter_has_what_is_asked_within_it(codigo: str, told: str) -> None:
    groups = observaciones_de(POA, parse_periodo("2024-T1"), HOY, (asked(1, codigo),))
    found = [
        each.texto for group in groups for each in group.observaciones if "Texto" in each.texto
    ]
    assert found == ([told] if told else [])


def test_what_is_about_a_linea_that_is_gone_is_not_told() -> None:
    assert observaciones_de(POA, parse_periodo("2024-T1"), HOY, (asked(1, linea=99),)) == (
        observaciones_de(POA, parse_periodo("2024-T1"), HOY)
    )


def test_the_review_has_what_is_open_with_the_way_there() -> None:
    listed = (asked(1), answered(2, linea=2), answered(3, ATENDIDA), asked(4, "S1", linea=None))
    added = [each for each in revisar(POA, HOY, listed) if each not in revisar(POA, HOY)]
    assert [
        (each.regla, each.donde.tipo, each.donde.id, each.donde.mes, each.donde.fila)
        for each in added
    ] == [
        ("observacion-sin-respuesta", TipoLugar.POA, POA.id, 6, 4),
        ("observacion-sin-respuesta", TipoLugar.LINEA, 1, 3, 1),
        ("observacion-respondida", TipoLugar.LINEA, 2, 3, 2),
    ]
    assert added[1].mensaje == "Observación sin respuesta de 2024-T1: «Texto 1»"
    assert all(each.donde.campo == "observacion" for each in added)


def test_the_tablero_lists_what_waits_for_an_answer_before_everything_else() -> None:
    listed = (asked(1, "S1"), answered(2), asked(3, linea=None), asked(4, "T3"))
    data = tablero_de(POA, (TipoLugar.POA, POA.id), parse_periodo("2024-T1"), HOY, None, listed)
    (only,) = data.pendientes
    assert (only.falta, only.clave, only.mes, only.campo) == (
        Falta.OBSERVACION, "A1.1", 3, "observacion",
    )  # fmt: skip
    assert resumen(data.pendientes) == "1 observación"


def test_a_mark_tells_what_is_most_urgent() -> None:
    assert mas_urgente(()) is None
    assert mas_urgente((ATENDIDA, None)) is None
    assert mas_urgente((RESPONDIDA, ATENDIDA)) is RESPONDIDA
    assert mas_urgente((RESPONDIDA, None, PENDIENTE)) is PENDIENTE
    listed = (answered(1), asked(2), answered(3, linea=2), answered(4, ATENDIDA, linea=None))
    states = estados_observados(listed, parse_periodo("2024-T1"))
    assert states == {1: PENDIENTE, 2: RESPONDIDA}
    assert estados_observados(listed, parse_periodo("2024-T2")) == {}


def test_every_linea_can_be_observed_and_the_poa_too() -> None:
    found = claves_observadas(POA)
    assert [clave for clave, _ in found.values()] == ["POA", "A1.1", "A1.2"]
    assert set(found) == {None, *(each.id for each in POA.lineas)}


@pytest.mark.parametrize(
    ("codigo", "toca", "dentro"),
    [("T1", True, True), ("M03", True, True), ("S1", True, False), ("T2", False, False)],
)
def test_which_period_shows_it_and_which_one_it_belongs_to(
    codigo: str, toca: bool, dentro: bool
) -> None:
    one, quarter = asked(1, codigo), parse_periodo("2024-T1")
    assert (one.toca(quarter), one.dentro_de(quarter)) == (toca, dentro)
    assert not one.toca(parse_periodo("2023-T1"))
    assert not one.dentro_de(parse_periodo("2023-A"))
