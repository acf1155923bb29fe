"""What Planeación observes in a period: every group, and nothing that belongs elsewhere."""

from dataclasses import replace
from datetime import date

import pytest

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.observaciones import MANY, GrupoObservaciones, observaciones_de
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Avance,
    EstadoEvidencia,
    Evidencia,
)
from tests.march_poa import march_linea, march_poa

T1 = parse_periodo("2024-T1")
HOY = date(2024, 4, 2)
PRUEBA = Evidencia(1, "acta.pdf", "application/pdf", 10, "ab" * 32)
OBSERVADA = replace(PRUEBA, id=2, estado=EstadoEvidencia.OBSERVADA, motivo="Falta la firma")


def _told(groups: tuple[GrupoObservaciones, ...]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for group in groups:
        found.setdefault(group.titulo, [])
        found[group.titulo] += [(each.clave, each.texto) for each in group.observaciones]
    return found


def test_each_kind_of_finding_has_its_group() -> None:
    poa = march_poa(
        march_linea(1, Avance(100, evidencias=(OBSERVADA,))),
        march_linea(2, Avance()),
        march_linea(3, Avance(50, evidencias=(PRUEBA,))),
        march_linea(4, Avance(100)),
        march_linea(5, Avance(100, evidencias=(PRUEBA,))),
    )
    assert _told(observaciones_de(poa, T1, HOY)) == {
        "Evidencias observadas": [("A1.1", "Marzo, «acta.pdf»: Falta la firma")],
        "Líneas de acción sin capturar": [("A1.2", "Falta capturar marzo.")],
        "Variaciones sin justificación": [("A1.3", "Programado 1, realizado 0.5 (50.0 %).")],
        "Avance reportado sin evidencia": [("A1.4", "Sin evidencia de marzo.")],
    }


def test_a_period_in_order_has_nothing_to_observe() -> None:
    poa = march_poa(march_linea(1, Avance(100, evidencias=(PRUEBA,))))
    assert observaciones_de(poa, T1, HOY) == ()


def test_a_justified_variation_is_none() -> None:
    poa = march_poa(march_linea(1, Avance(300, "", "Hubo más solicitudes", (PRUEBA,))))
    assert observaciones_de(poa, T1, HOY) == ()


def test_before_the_period_is_over_nobody_has_to_justify() -> None:
    poa = march_poa(march_linea(1, Avance(50, evidencias=(PRUEBA,))))
    assert observaciones_de(poa, T1, date(2024, 3, 31)) == ()
    assert "Variaciones sin justificación" in _told(observaciones_de(poa, T1, date(2024, 4, 1)))


def test_other_periods_are_not_told() -> None:
    poa = march_poa(march_linea(1, Avance(50)), march_linea(2, Avance()))
    told = _told(observaciones_de(poa, parse_periodo("2024-T2"), date(2024, 7, 2)))
    assert told == {}


def test_the_plan_is_told_by_what_to_do_and_errors_come_first() -> None:
    poa = march_poa(march_linea(1, Avance(100, evidencias=(PRUEBA,))))
    bare = replace(poa.actividades[0], id=2, numero=2, nombre="Otra", lineas=())
    unclear = replace(bare, id=3, numero=3, nombre="Tercera", ficha=replace(bare.ficha, metas=""))
    poa = replace(poa, mision="", actividades=(*poa.actividades, bare, unclear))
    groups = observaciones_de(poa, T1, HOY)

    assert {group.titulo for group in groups} == {"Revisión del plan"}
    assert groups[0].que_hacer == "Agregue al menos una línea de acción."
    assert [each.clave for each in groups[0].observaciones] == ["A2", "A3"]
    rest = {each.clave for group in groups[1:] for each in group.observaciones}
    assert rest == {"POA", "A3"}


def test_sums_agree_with_the_evaluation() -> None:
    poa = march_poa(*(march_linea(number, Avance(100 * (number % 3))) for number in range(1, 30)))
    told = _told(observaciones_de(poa, T1, HOY))
    lineas = evaluar(poa, T1, HOY).lineas
    outside = sum(each.requiere_justificacion for each in lineas)
    assert len(told["Variaciones sin justificación"]) == outside
    done = sum(each.realizado > 0 for each in lineas)
    (gathered,) = told["Avance reportado sin evidencia"]
    assert gathered[0] == f"{done} líneas"


@pytest.mark.parametrize("count", [1, MANY, MANY + 1, 90])
def test_many_lineas_with_the_same_finding_are_one_observation(count: int) -> None:
    late = [march_linea(number, Avance()) for number in range(1, count + 1)]
    (group,) = observaciones_de(march_poa(*late), T1, HOY)
    rows = group.observaciones
    told = [each.clave for each in rows]
    if count > MANY:
        assert told == [f"{count} líneas"]
        told = rows[0].sujeto.split(", ")
    assert told == [f"A1.{number}" for number in range(1, count + 1)]
    assert {each.texto for each in rows} == {"Falta capturar marzo."}


def test_a_period_of_another_year_is_refused() -> None:
    with pytest.raises(PoaError, match="2023"):
        observaciones_de(march_poa(), parse_periodo("2023-T1"), HOY)
