"""The light is of the exact value, never of the rounded one that is shown."""

from decimal import Decimal
from fractions import Fraction

import pytest

from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.records import Reglas
from poa_desktop.poa.semaforo import Semaforo, semaforo_de


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
