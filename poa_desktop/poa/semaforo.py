"""The traffic light of a percentage."""

from enum import StrEnum
from fractions import Fraction

from poa_desktop.poa.records import Reglas


class Semaforo(StrEnum):
    """Colour of a result; always shown together with its word."""

    VERDE = "verde"
    AMARILLO = "amarillo"
    ROJO = "rojo"
    GRIS = "gris"

    @property
    def palabra(self) -> str:
        """The word that stands beside the colour, on screen and on paper."""
        return _PALABRAS[self]


_PALABRAS = {
    Semaforo.VERDE: "Cumple",
    Semaforo.AMARILLO: "En riesgo",
    Semaforo.ROJO: "Rezago",
    Semaforo.GRIS: "Sin programación",
}


def semaforo_de(porcentaje: Fraction | None, reglas: Reglas) -> Semaforo:
    """Light of an exact percentage (never of the rounded one); None is grey."""
    if porcentaje is None:
        return Semaforo.GRIS
    if porcentaje >= Fraction(reglas.verde):
        return Semaforo.VERDE
    if porcentaje >= Fraction(reglas.amarillo):
        return Semaforo.AMARILLO
    return Semaforo.ROJO
