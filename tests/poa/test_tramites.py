"""Where a POA stands in a period, by its steps, and what may follow."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.tramites import (
    EstadoPeriodo,
    Paso,
    Tramite,
    estado_de,
    meses_cerrados,
    pasos_posibles,
    periodos_cerrados,
    por_que_no,
    ultimo_paso,
)

T1, T2, S1 = (parse_periodo(f"2024-{each}") for each in ("T1", "T2", "S1"))
OF_PERIOD = (Paso.ENVIO, Paso.RETIRO, Paso.DEVOLUCION, Paso.CIERRE, Paso.REAPERTURA)
E_, R_, D_, C_, A_ = OF_PERIOD


def steps(*pasos: Paso, periodo: Periodo = T1, first: int = 1) -> list[Tramite]:
    return [
        Tramite(number, periodo, paso, datetime(2024, 4, 1), "Ana")
        for number, paso in enumerate(pasos, first)
    ]


@pytest.mark.parametrize(
    ("pasos", "estado"),
    [
        ((), EstadoPeriodo.ABIERTO),
        ((E_,), EstadoPeriodo.ENVIADO),
        ((E_, R_), EstadoPeriodo.ABIERTO),
        ((E_, D_), EstadoPeriodo.OBSERVADO),
        ((E_, D_, E_), EstadoPeriodo.ENVIADO),
        ((E_, D_, E_, R_), EstadoPeriodo.ABIERTO),
        ((C_,), EstadoPeriodo.CERRADO),
        ((E_, C_, A_), EstadoPeriodo.REABIERTO),
        ((E_, C_, A_, E_, R_), EstadoPeriodo.REABIERTO),
        ((E_, C_, A_, E_, D_), EstadoPeriodo.OBSERVADO),
        ((C_, A_, C_), EstadoPeriodo.CERRADO),
        ((C_, A_, C_, A_, E_), EstadoPeriodo.ENVIADO),
    ],
)
def test_the_steps_lead_to_where_the_period_stands(
    pasos: tuple[Paso, ...], estado: EstadoPeriodo
) -> None:
    taken = steps(*pasos)
    assert estado_de(taken, T1) is estado
    assert estado_de(taken, T2) is EstadoPeriodo.ABIERTO
    assert ultimo_paso(taken, T1) == (taken[-1] if taken else None)
    assert ultimo_paso(taken, T2) is None


@pytest.mark.parametrize("estado", EstadoPeriodo)
@pytest.mark.parametrize("paso", OF_PERIOD)
def test_a_step_is_allowed_or_says_why_not(estado: EstadoPeriodo, paso: Paso) -> None:
    reason = por_que_no(estado, paso)
    assert (reason == "") == (paso in pasos_posibles(estado))
    assert reason == "" or reason.endswith(".")


@given(st.lists(st.tuples(st.sampled_from(OF_PERIOD), st.sampled_from((T1, T2, S1)))))
def test_a_closed_period_only_opens_by_a_reapertura(wishes: list[tuple[Paso, Periodo]]) -> None:
    taken: list[Tramite] = []
    for paso, periodo in wishes:
        before = estado_de(taken, periodo)
        if por_que_no(before, paso):
            continue
        taken += steps(paso, periodo=periodo, first=len(taken) + 1)
        after = estado_de(taken, periodo)
        if before is EstadoPeriodo.CERRADO:
            assert (paso, after) == (Paso.REAPERTURA, EstadoPeriodo.REABIERTO)
        assert (after is EstadoPeriodo.CERRADO) == (paso is Paso.CIERRE)
        closed = periodos_cerrados(taken)
        assert meses_cerrados(taken) == {mes for each in closed for mes in each.meses}
        assert (periodo in closed) == (after is EstadoPeriodo.CERRADO)


def test_it_is_told_whose_turn_it_is() -> None:
    assert {each: each.le_toca for each in EstadoPeriodo} == {
        EstadoPeriodo.ABIERTO: "la dependencia",
        EstadoPeriodo.ENVIADO: "Planeación",
        EstadoPeriodo.OBSERVADO: "la dependencia",
        EstadoPeriodo.CERRADO: "",
        EstadoPeriodo.REABIERTO: "la dependencia",
    }
