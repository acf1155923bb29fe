"""The light is of the exact value, never of the rounded one that is shown."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Reglas
from poa_desktop.poa.semaforo import (
    EN_CURSO,
    NO_INICIADO,
    Semaforo,
    palabra_mostrada,
    semaforo_de,
    semaforo_mostrado,
)

T3 = parse_periodo("2024-T3")


@pytest.mark.parametrize(
    ("value", "light"),
    [
        (None, Semaforo.GRIS),
        (Fraction(0), Semaforo.ROJO),
        (Fraction(6999, 100), Semaforo.ROJO),
        (Fraction(70), Semaforo.AMARILLO),
        (Fraction(8999, 100), Semaforo.AMARILLO),
        (Fraction(90) - Fraction(1, 10**9), Semaforo.AMARILLO),
        (Fraction(90), Semaforo.VERDE),
        (Fraction(100), Semaforo.VERDE),
        (Fraction(400), Semaforo.VERDE),
    ],
)
def test_default_limits(value: Fraction | None, light: Semaforo) -> None:
    assert semaforo_de(value, Reglas()) is light


def test_shows_ninety_and_is_amarillo() -> None:
    value = Fraction(8996, 100)
    assert format_porcentaje(value) == "90.0 %"
    assert semaforo_de(value, Reglas()) is Semaforo.AMARILLO


def test_limits_are_configurable() -> None:
    reglas = Reglas(verde=Decimal("85.5"), amarillo=Decimal("60.25"))
    assert semaforo_de(Fraction(855, 10), reglas) is Semaforo.VERDE
    assert semaforo_de(Fraction(8549, 100), reglas) is Semaforo.AMARILLO
    assert semaforo_de(Fraction(6025, 100), reglas) is Semaforo.AMARILLO
    assert semaforo_de(Fraction(6024, 100), reglas) is Semaforo.ROJO


def test_every_light_has_its_word() -> None:
    words = [light.palabra for light in Semaforo]
    assert words == ["Cumple", "En riesgo", "Rezago", "Sin programación"]


@pytest.mark.parametrize("light", list(Semaforo))
def test_a_period_that_is_over_shows_the_rule_s_light(light: Semaforo) -> None:
    after = T3.fin + timedelta(days=1)
    assert semaforo_mostrado(light, T3, after) is light
    assert palabra_mostrada(light, T3, after) == light.palabra


@pytest.mark.parametrize("today", [T3.inicio, date(2024, 8, 15), T3.fin])
def test_what_is_missing_in_a_running_period_is_no_rezago_yet(today: date) -> None:
    for light in (Semaforo.AMARILLO, Semaforo.ROJO):
        assert semaforo_mostrado(light, T3, today) is Semaforo.GRIS
        assert palabra_mostrada(light, T3, today) == EN_CURSO
    for light in (Semaforo.VERDE, Semaforo.GRIS):
        assert semaforo_mostrado(light, T3, today) is light
        assert palabra_mostrada(light, T3, today) == light.palabra


def test_before_a_period_only_what_is_already_met_has_a_light() -> None:
    before = T3.inicio - timedelta(days=1)
    for light in (Semaforo.AMARILLO, Semaforo.ROJO, Semaforo.GRIS):
        assert semaforo_mostrado(light, T3, before) is Semaforo.GRIS
        assert palabra_mostrada(light, T3, before) == NO_INICIADO
    assert semaforo_mostrado(Semaforo.VERDE, T3, before) is Semaforo.VERDE
    assert palabra_mostrada(Semaforo.VERDE, T3, before) == "Cumple"
