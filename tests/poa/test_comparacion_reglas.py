"""What each rule would give, told: the values of the comparison and its sentences."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.poa.comparacion_reglas import (
    Comparacion,
    Ventana,
    cambios_en_otros,
    cierre_que_congela,
    comparar,
    congelada_en_palabras,
    rechazo_de_regla,
    ventanas_de,
)
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.limites import rechazo_de_limites
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Dependencia, LineaAccion, Poa, Regla, Reglas
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.poa.tramites import Paso

MakeLinea = Callable[..., LineaAccion]
MakePoa = Callable[..., Poa]
AFTER = date(2025, 1, 10)
T1 = parse_periodo("2024-T1")


def _compared(poa: Poa, **options: object) -> Comparacion:
    return comparar(poa, ventanas_de(T1), AFTER, **options)  # type: ignore[arg-type]


@pytest.fixture
def mixed(make_linea: MakeLinea, poa_de: MakePoa) -> Poa:
    """Two actividades: one whole, one with a línea done and another that is not."""
    whole, none = make_linea((1, 1, 1), (1, 1, 1)), make_linea((1, 1, 1), (0, 0, 0))
    return poa_de((whole,), (whole, whole, whole, none))


# -- values ----------------------------------------------------------------------------------


def test_the_quarters_and_the_year_are_compared_and_a_chosen_month_beside_them() -> None:
    assert [each.titulo for each in ventanas_de(T1)] == ["T1", "T2", "T3", "T4", "Año"]
    month = ventanas_de(parse_periodo("2024-M05"))
    assert [each.titulo for each in month] == ["Mayo", "T1", "T2", "T3", "T4", "Año"]
    until = ventanas_de(T1, acumulado=True)
    assert [each.titulo for each in until] == ["a T1", "a T2", "a T3", "a T4", "Año"]
    assert "acumulado desde enero" in until[1].en_palabras


@pytest.mark.parametrize("acumulado", [False, True])
@pytest.mark.parametrize("regla", Regla)
def test_it_says_what_the_evaluation_says(mixed: Poa, regla: Regla, acumulado: bool) -> None:
    ventanas = ventanas_de(T1, acumulado=acumulado)
    compared = comparar(mixed, ventanas, AFTER).de(regla)
    for each in compared.resultados:
        window = each.ventana
        asked = evaluar(
            mixed, window.periodo, AFTER, acumulado=window.acumulado, reglas=Reglas(regla)
        )
        assert each.medida == asked.total


def test_what_would_differ_is_by_colour(mixed: Poa) -> None:
    result = _compared(mixed).de(Regla.ACTIVIDADES).resultados[0]
    # actos: A1 3/3, A2 9/12 = 75 %; actividades: A1 1/1, A2 0/1
    (change,) = result.cambios
    assert change.bloque is mixed.actividades[1]
    assert (change.antes.porcentaje, change.despues.porcentaje) == (75, 0)
    assert (change.antes.semaforo, change.despues.semaforo) == (Semaforo.AMARILLO, Semaforo.ROJO)
    assert (result.total.antes.porcentaje, result.total.despues.porcentaje) == (80, 50)
    assert result.otros == 0


def test_the_rule_in_force_changes_nothing(mixed: Poa) -> None:
    for each in _compared(mixed).de(Regla.ACTOS).resultados:
        assert (each.cambios, each.otros) == ((), 0)


def test_other_limits_change_colours_under_the_same_rule(mixed: Poa) -> None:
    proposed = Reglas(verde=Decimal(75), amarillo=Decimal(50))
    (change,) = _compared(mixed, propuestas=proposed).de(Regla.ACTOS).resultados[0].cambios
    assert (change.antes.semaforo, change.despues.semaforo) == (Semaforo.AMARILLO, Semaforo.VERDE)


def test_cantidades_is_refused_with_its_units(make_linea: MakeLinea, poa_de: MakePoa) -> None:
    poa = poa_de((make_linea((1,)), make_linea((1,), unidad="Litro")))
    compared = _compared(poa).de(Regla.CANTIDADES)
    assert compared.rechazo is not None and "«Acción», «Litro»" in compared.rechazo
    result = compared.resultados[0]
    assert result.medida.porcentaje is None
    assert result.porque == compared.rechazo
    assert result.cambios == ()


def test_a_rule_has_to_suit_every_poa_of_the_ejercicio(
    make_linea: MakeLinea, poa_de: MakePoa
) -> None:
    poa = poa_de((make_linea((1,)),))
    other = poa_de(
        (make_linea((1,)), make_linea((1,), unidad="Litro")), dependencia=Dependencia(2, "Rastro")
    )
    compared = _compared(poa, otros=[other]).de(Regla.CANTIDADES)
    assert compared.rechazo is not None and "(Rastro)" in compared.rechazo
    assert compared.resultados[0].medida.rechazo is None  # its own figures are shown all the same
    assert rechazo_de_regla([poa, other, other], Regla.CANTIDADES) == compared.rechazo.replace(
        "(Rastro)", "(Rastro y 1 más)"
    )
    assert rechazo_de_regla([poa, other], Regla.ACTOS) is None


def test_the_other_poas_that_change_colour_are_known(mixed: Poa) -> None:
    window = Ventana(T1)
    ((poa, before, after),) = cambios_en_otros([mixed], window, AFTER, Reglas(Regla.ACTIVIDADES))
    assert poa is mixed
    assert (before.porcentaje, after.porcentaje) == (80, 50)
    assert cambios_en_otros([mixed], window, AFTER, mixed.reglas) == ()


# -- why ---------------------------------------------------------------------------------------


def _why(poa: Poa, regla: Regla) -> str:
    return _compared(poa).de(regla).resultados[0].porque


def test_why_is_told_with_the_poas_own_numbers(mixed: Poa) -> None:
    assert _why(mixed, Regla.ACTOS) == (
        "12 de 15 actos: cada mes programado de una línea es uno. Faltan 3: A2 (3)."
    )
    assert _why(mixed, Regla.ACTIVIDADES) == (
        "1 de 2 actividades con todos sus actos. A A2 le faltaron 3 actos."
    )
    assert _why(mixed, Regla.PROMEDIO) == (
        "Promedio de 5 líneas con programación: 80.0 %. La más baja, con 0.0 %: A2.4. "
        "4 líneas con 100 %."
    )
    assert _why(mixed, Regla.CANTIDADES) == (
        "Suma de lo realizado, 12, entre lo programado, 15 (unidad: Acción)."
    )


def test_all_done_is_said_so(make_linea: MakeLinea, poa_de: MakePoa) -> None:
    poa = poa_de((make_linea((1, 1, 1), (1, 1, 1)),))
    assert _why(poa, Regla.ACTOS).endswith("Se realizaron todos.")
    assert _why(poa, Regla.ACTIVIDADES) == "1 de 1 actividad con todos sus actos."


def test_nothing_planned_is_no_zero(make_linea: MakeLinea, poa_de: MakePoa) -> None:
    poa = poa_de((make_linea((0, 0, 0, 1)),))
    for regla in Regla:
        assert "no hay nada que medir" in _why(poa, regla)


def test_what_pulls_a_figure_is_told(make_linea: MakeLinea, poa_de: MakePoa) -> None:
    poa = poa_de(
        (make_linea((1, 1, 1), (9, 0, 0)), make_linea((1, 1, 1)), make_linea((), (2,))),
        (make_linea((0, 0, 0, 1)),),
    )
    acts = _why(poa, Regla.ACTOS)
    assert "Lo hecho de más en 1 línea no cuenta ni compensa a otra." in acts
    assert "3 meses sin capturar cuentan como 0." in acts
    assert "1 línea realizada sin programar no cuenta." in acts
    assert "No cuenta 1 que no tiene actos en estos meses." in _why(poa, Regla.ACTIVIDADES)
    assert "no sube el promedio" in _why(poa, Regla.PROMEDIO)
    assert "1 línea pasa de lo suyo y compensa lo que falta en otras." in _why(
        poa, Regla.CANTIDADES
    )


def test_only_the_first_are_named(make_linea: MakeLinea, poa_de: MakePoa) -> None:
    def of(count: int) -> str:
        return _why(poa_de(*[(make_linea((1,), (0,)),)] * count), Regla.ACTOS)

    assert "Faltan 4: A1 (1), A2 (1), A3 (1) y A4 (1)." in of(4)
    assert "Faltan 5: A1 (1), A2 (1), A3 (1) y 2 más." in of(5)


# -- the limits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amarillo": 0}, "arriba de 0 %"),
        ({"amarillo": 90}, "antes que verde (90 %)"),
        ({"verde": "100.01"}, "no puede empezar arriba de 100 %"),
        ({"justificar_bajo": 120}, "no puede pasar del de arriba"),
        ({"justificar_bajo": -1}, "menor que 0 %"),
        ({"justificar_bajo": 101}, "100 % o menos"),
        ({"justificar_sobre": 99}, "100 % o más"),
    ],
)
def test_limits_that_cannot_be(changes: dict[str, int | str], said: str) -> None:
    made = replace(Reglas(), **{name: Decimal(value) for name, value in changes.items()})
    reason = rechazo_de_limites(made)
    assert reason is not None and said in reason
    assert reason.endswith(".") and "\n" not in reason


@pytest.mark.parametrize(
    "limits",
    [Reglas(), Reglas(verde=Decimal(100)), Reglas(amarillo=Decimal("0.01")),
     Reglas(justificar_bajo=Decimal(100), justificar_sobre=Decimal(100)),
     Reglas(justificar_bajo=Decimal(0), justificar_sobre=Decimal(500))],
)  # fmt: skip
def test_limits_that_can_be(limits: Reglas) -> None:
    assert rechazo_de_limites(limits) is None


PERCENT = st.integers(-100, 30000).map(lambda hundredths: Decimal(hundredths) / 100)


@settings(max_examples=200, deadline=None)
@given(st.builds(Reglas, st.just(Regla.ACTOS), PERCENT, PERCENT, PERCENT, PERCENT))
def test_what_is_let_through_satisfies_the_file(limits: Reglas) -> None:
    if rechazo_de_limites(limits) is None:
        assert 0 < limits.amarillo < limits.verde <= 100
        assert 0 <= limits.justificar_bajo <= 100 <= limits.justificar_sobre


# -- what freezes it ---------------------------------------------------------------------------


def _sello(periodo: str, paso: Paso, folio: str) -> Sello:
    moment = datetime(2024, 4, 5, 12, 0)
    return Sello(1, "f", 1, periodo, paso, 1, folio, "", 0, "", "", moment, "Ana", "", "", "k" * 64)


def test_the_first_cierre_of_the_ejercicio_freezes_it() -> None:
    sellos = [
        _sello("2024", Paso.AUTORIZACION, "AU-1"),
        _sello("2023-T4", Paso.CIERRE, "AC-0"),
        _sello("2024-T1", Paso.REAPERTURA, "RE-1"),
        _sello("2024-T1", Paso.CIERRE, "AC-1"),
        _sello("2024-T2", Paso.CIERRE, "AC-2"),
    ]
    frozen = cierre_que_congela(sellos, 2024)
    assert frozen is not None and frozen.folio == "AC-1"
    assert congelada_en_palabras(frozen).count("AC-1") == 1
    assert "05/04/2024" in congelada_en_palabras(frozen)
    assert cierre_que_congela(sellos[:3], 2024) is None
