"""Last year beside this one: gauges, curve, inversión; and what stays while the period changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    Gasto,
    Inversion,
    LineaAccion,
    Poa,
    Programa,
    TipoInversion,
)
from poa_desktop.tablero.figures import TableroData, tablero_de

QUARTERS = tuple(100 if mes % 3 == 0 else 0 for mes in range(1, 13))
T1, T2 = parse_periodo("2024-T1"), parse_periodo("2024-T2")
HOY = date(2024, 5, 15)
WHOLE = (TipoLugar.POA, 1)


def linea(ident: int, done: dict[int, int], programado=QUARTERS, **fields) -> LineaAccion:
    avances = tuple(Avance(done.get(mes)) for mes in range(1, 13))
    texto = fields.pop("texto", "Entregar apoyos")
    return LineaAccion(ident, texto, programado=programado, avances=avances, **fields)


def poa_of(ejercicio: int, *lineas: LineaAccion, gastos: tuple[Gasto, ...] = (), **more) -> Poa:
    ficha = Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal(1000)))
    actividad = Actividad(7, 1, "Apoyos", ficha=ficha, lineas=lineas, gastos=gastos)
    return Poa(1, Dependencia(1, "d"), ejercicio, actividades=(actividad,), **more)


def gasto(importe: str, fecha: date) -> Gasto:
    return Gasto(1, fecha, Decimal(importe))


NOW = poa_of(2024, linea(1, {3: 100}), linea(2, {3: 0}))
BEFORE = poa_of(2023, linea(5, {3: 100, 6: 100, 9: 100, 12: 0}))


def both(**more) -> TableroData:
    return tablero_de(more.pop("poa", NOW), WHOLE, T1, HOY, more.pop("before", BEFORE))


def test_a_gauge_tells_last_year_and_how_far_it_is():
    first, *others = both().gauges
    assert first.anterior == "2023: 100.0 % (−50.0)"
    assert first.comparacion == "50.0 puntos menos que en 2023."
    for running in others:  # a year that is over beside a figure that still grows reads as a fall
        assert running.anterior == ""
        assert "el mismo periodo terminó en" in running.comparacion
    assert others[-1].comparacion == "En 2023 el mismo periodo terminó en 75.0 %."


def test_last_years_figure_comes_with_the_last_day_of_the_period():
    for hoy, told in (
        (date(2024, 6, 30), ["2023: 100.0 % (−50.0)", "", "", "", ""]),
        (date(2024, 7, 1), ["2023: 100.0 % (−50.0)", "2023: 100.0 % (−100.0)", "", "", ""]),
    ):
        data = tablero_de(NOW, WHOLE, T2, hoy, BEFORE)
        assert [each.anterior for each in data.gauges] == told
    over = tablero_de(NOW, WHOLE, T2, date(2025, 1, 1), BEFORE).gauges
    assert over[3].anterior == "2023: 0.0 % (igual)"
    assert over[4].anterior == "2023: 75.0 % (−62.5)"


@pytest.mark.parametrize(
    ("done", "difference", "told"),
    [
        (100, "igual", "Igual que en 2023."),
        (101, "+1.0", "1.0 punto más que en 2023."),
        (99, "−1.0", "1.0 punto menos que en 2023."),
        (250, "+150.0", "150.0 puntos más que en 2023."),
        (123_400, "+123,300.0", "123,300.0 puntos más que en 2023."),
    ],
)
def test_the_difference_is_told_in_points(done, difference, told):
    now = poa_of(2024, linea(1, {3: done}))
    (gauge, *_) = tablero_de(now, (TipoLugar.LINEA, 1), T1, HOY, BEFORE).gauges
    assert gauge.comparacion == told
    assert gauge.anterior == f"2023: 100.0 % ({difference})"


def test_the_difference_is_that_of_the_figures_that_are_shown():
    # 66.66… and 33.33… are shown as 66.7 and 33.3: their distance is 33.4 there, not 33.3
    three = tuple(100 if mes <= 3 else 0 for mes in range(1, 13))
    now = poa_of(2024, linea(1, {1: 100, 2: 100}, three))
    before = poa_of(2023, linea(5, {1: 100}, three))
    (gauge, *_) = both(poa=now, before=before).gauges
    assert gauge.comparacion == "33.4 puntos más que en 2023."
    assert gauge.anterior == "2023: 33.3 % (+33.4)"


def test_without_last_year_nothing_is_said_of_it():
    data = tablero_de(NOW, WHOLE, T1, HOY)
    assert {each.anterior + each.comparacion for each in data.gauges} == {""}
    assert data.curva.anterior == ()


def test_a_period_in_which_nothing_was_programmed_in_either_year_is_not_compared():
    only_june = (0,) * 5 + (100,) + (0,) * 6
    before = poa_of(2023, linea(5, {6: 100}, only_june))
    hoy = date(2024, 10, 1)
    first, second, *_ = tablero_de(NOW, WHOLE, T1, hoy, before).gauges
    assert (first.anterior, first.comparacion) == ("", "")
    assert second.anterior == "2023: 100.0 % (−100.0)"
    now = poa_of(2024, linea(1, {6: 100}, only_june))
    first, second, *_ = tablero_de(now, WHOLE, T1, hoy, BEFORE).gauges
    assert first.anterior == ""
    assert first.comparacion == "En 2023 el mismo periodo terminó en 100.0 %."
    assert second.anterior == "2023: 100.0 % (igual)"


def test_the_curve_carries_last_year_in_the_same_unit():
    curva = both().curva
    assert (curva.ejercicio_anterior, curva.anterior[-1]) == (2023, 3)
    other = poa_of(2023, linea(5, {3: 100}, unidad_medida="Litro"))
    assert tablero_de(NOW, (TipoLugar.LINEA, 1), T1, HOY, other).curva.anterior == ()


def test_spending_of_the_year_of_the_period_and_of_last_year():
    spent = (
        gasto("200", date(2024, 1, 1)),
        gasto("150", date(2024, 3, 31)),
        gasto("50", date(2024, 4, 1)),
    )
    before = replace(
        BEFORE,
        actividades=(replace(BEFORE.actividades[0], gastos=(gasto("900", date(2023, 2, 1)),)),),
    )
    data = both(poa=poa_of(2024, linea(1, {}), gastos=spent), before=before).inversion
    assert (data.programado, data.ejercido, data.en_periodo) == (1000, 400, 350)
    assert (data.porcentaje, data.excedente) == (40, 0)
    assert data.anterior == "2023: $900.00 ejercidos"
    assert data.lugar == WHOLE


def test_more_than_planned_is_an_excess():
    spent = (gasto("1000.5", date(2024, 1, 1)),)
    data = tablero_de(poa_of(2024, linea(1, {}), gastos=spent), WHOLE, T1, HOY).inversion
    assert data.excedente == Decimal("0.5")


def test_the_gastos_of_a_linea_are_those_of_its_actividad():
    data = tablero_de(NOW, (TipoLugar.LINEA, 2), T1, HOY).inversion
    assert data.lugar == (TipoLugar.ACTIVIDAD, 7)


def test_a_programa_without_actividades_has_no_gastos():
    programa = Programa(3, 1, "Solo", lineas=(linea(9, {}),))
    poa = replace(NOW, programas=(programa,))
    data = tablero_de(poa, (TipoLugar.PROGRAMA, 3), T1, HOY).inversion
    assert (data.ejercido, data.lugar) == (None, None)


def test_a_programa_without_an_amount_of_its_own_is_held_against_its_actividades():
    programa = Programa(3, 1, "p", lineas=(linea(9, {}),))
    below = replace(NOW.actividades[0], programa_id=3, gastos=(gasto("250", date(2024, 2, 1)),))
    poa = replace(NOW, programas=(programa,), actividades=(below,))
    data = tablero_de(poa, (TipoLugar.PROGRAMA, 3), T1, HOY).inversion
    assert (data.cifra, data.que_es) == ("$1,000.00", "suma de 1 actividad")
    assert data.detalle == ("El programa: sin definir",)
    assert data.porcentaje == 25


def test_another_period_changes_the_mark_and_the_list_and_no_figure():
    poa = poa_of(2024, linea(1, {3: 100}), linea(2, {}))
    first, second = (tablero_de(poa, WHOLE, each, HOY, BEFORE) for each in (T1, T2))
    assert [each.periodo.codigo for each in second.gauges if each.elegido] == ["T2"]
    assert [replace(each, elegido=False) for each in first.gauges] == [
        replace(each, elegido=False) for each in second.gauges
    ]
    assert second.filas is first.filas
    assert {each.mes for each in first.pendientes} == {3}
    assert {each.mes for each in second.pendientes} == {6}


def test_what_is_kept_for_another_period_is_never_that_of_another_poa_day_or_node():
    changed = poa_of(2024, linea(1, {3: 100}, texto="Otra"), linea(2, {3: 100}))
    shown = [
        tablero_de(poa, place, T1, hoy, before).gauges[0]
        for poa, place, hoy, before in (
            (NOW, WHOLE, HOY, None),
            (changed, WHOLE, HOY, None),
            (changed, WHOLE, date(2023, 12, 1), None),
            (changed, (TipoLugar.LINEA, 2), HOY, None),
            (changed, (TipoLugar.LINEA, 2), HOY, BEFORE),
        )
    ]
    assert [each.shape.porcentaje for each in shown] == [
        "50.0 %",
        "100.0 %",
        "100.0 %",
        "100.0 %",
        "100.0 %",
    ]
    assert shown[1].shape.cuenta == "2 de 2 actos"
    assert shown[3].shape.cuenta == "1 de 1"
    assert shown[2].comparacion == shown[3].comparacion == ""
    assert shown[4].anterior == "2023: 100.0 % (igual)"
