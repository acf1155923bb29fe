"""Which months take no capture, and what is said about them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.poa.calendario import meses_vigentes
from poa_desktop.poa.candados import admite_borrar, candado, candado_plan, candado_programado
from poa_desktop.poa.records import Actividad, Dependencia, EstadoPoa, Ficha, Poa, Programa

ABRIL_A_JUNIO = Ficha(periodo_del=date(2024, 4, 1), periodo_al=date(2024, 6, 30))
ACTIVIDAD = Actividad(1, 3, "Combustible", ficha=ABRIL_A_JUNIO)
POA = Poa(1, Dependencia(1, "Hacienda"), 2024, actividades=(ACTIVIDAD,))


def test_a_month_outside_del_al_says_where_to_change_it() -> None:
    assert candado(POA, ACTIVIDAD, 3) == (
        "Marzo queda fuera de Del–al de la actividad 3: cambie el periodo en Datos."
    )
    programa = Programa(1, 2, "Recaudación", ficha=ABRIL_A_JUNIO)
    assert "Julio queda fuera de Del–al del programa 2" in candado(POA, programa, 7)


@pytest.mark.parametrize("mes", [4, 5, 6])
def test_a_month_within_del_al_is_free(mes: int) -> None:
    assert candado(POA, ACTIVIDAD, mes) == ""


def test_a_closed_month_is_told_first_and_takes_nothing_away() -> None:
    poa = replace(POA, meses_cerrados=frozenset({3, 4}))
    for mes in (3, 4):
        assert candado(poa, ACTIVIDAD, mes).endswith("está cerrado: pida su reapertura.")
        assert not admite_borrar(poa, mes)
    assert admite_borrar(poa, 2)


@given(
    st.frozensets(st.integers(1, 12)),
    st.one_of(st.none(), st.dates(date(2023, 1, 1), date(2025, 12, 31))),
    st.one_of(st.none(), st.dates(date(2023, 1, 1), date(2025, 12, 31))),
)
def test_free_is_what_is_open_and_within(
    cerrados: frozenset[int], first: date | None, last: date | None
) -> None:
    ficha = Ficha(periodo_del=first, periodo_al=last)
    poa = replace(POA, meses_cerrados=cerrados)
    free = {m for m in range(1, 13) if not candado(poa, replace(ACTIVIDAD, ficha=ficha), m)}
    assert free == set(meses_vigentes(ficha, 2024)) - cerrados


def test_an_authorised_plan_takes_no_change_until_an_adecuacion_is_open() -> None:
    poa = replace(POA, estado=EstadoPoa.AUTORIZADO)
    assert candado_plan(POA) == "" and "inicie una adecuación" in candado_plan(poa)
    assert candado_programado(poa, ACTIVIDAD, 4) == candado_plan(poa)
    assert candado(poa, ACTIVIDAD, 4) == ""  # what is reported goes on
    opened = replace(poa, adecuacion_abierta=True)
    assert candado_plan(opened) == candado_programado(opened, ACTIVIDAD, 4) == ""
    assert "fuera de Del–al" in candado_programado(opened, ACTIVIDAD, 7)
