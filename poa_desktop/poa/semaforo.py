"""The traffic light of a percentage: the rule's own, and the one shown while a period runs."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Reglas

EN_CURSO = "En curso"
NO_INICIADO = "Aún no comienza"


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


@lru_cache(maxsize=64)
def exact(limit: Decimal) -> Fraction:
    """A limit of the Reglas as an exact number, made once."""
    return Fraction(limit)


def semaforo_de(porcentaje: Fraction | None, reglas: Reglas) -> Semaforo:
    """Light of an exact percentage (never of the rounded one); None is grey."""
    if porcentaje is None:
        return Semaforo.GRIS
    if porcentaje >= exact(reglas.verde):
        return Semaforo.VERDE
    if porcentaje >= exact(reglas.amarillo):
        return Semaforo.AMARILLO
    return Semaforo.ROJO


def semaforo_mostrado(semaforo: Semaforo, periodo: Periodo, hoy: date) -> Semaforo:
    """The light to show on *hoy* for the light that the rule gives a period.

    Until the period's last day has passed, amarillo and rojo are shown grey: what is missing may
    still be done. Verde stays, and after the period the rule's light is shown. Only what people
    see is held back so: the evaluation itself (evaluacion.py, the command line's JSON) keeps the
    exact rule's light on every day.
    """
    return Semaforo.GRIS if _held_back(semaforo, periodo, hoy) else semaforo


def palabra_mostrada(semaforo: Semaforo, periodo: Periodo, hoy: date) -> str:
    """The word beside `semaforo_mostrado`, for the same (the rule's) light.

    "En curso" where the light is held back and "Aún no comienza" before the period's first day,
    unless it is verde already; else the light's own word.
    """
    if hoy < periodo.inicio and semaforo is not Semaforo.VERDE:
        return NO_INICIADO
    return EN_CURSO if _held_back(semaforo, periodo, hoy) else semaforo.palabra


def _held_back(semaforo: Semaforo, periodo: Periodo, hoy: date) -> bool:
    return hoy <= periodo.fin and semaforo in (Semaforo.AMARILLO, Semaforo.ROJO)
