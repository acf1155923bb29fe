"""What the signs mean, with the limits of the ejercicio: the same words on screen and paper."""

from decimal import Decimal

from poa_desktop.poa.records import Reglas
from poa_desktop.poa.semaforo import EN_CURSO, Semaforo

MARKS = (("—", "Sin programación"), ("·", "Aún no comienza"))
"""Cells without a light."""


def legend_de(reglas: Reglas) -> tuple[tuple[Semaforo, str], ...]:
    """Each light with its word and where it begins."""
    verde, amarillo = _limit(reglas.verde), _limit(reglas.amarillo)
    return (
        (Semaforo.VERDE, f"{Semaforo.VERDE.palabra}, {verde} % o más"),
        (Semaforo.AMARILLO, f"{Semaforo.AMARILLO.palabra}, {amarillo} % o más"),
        (Semaforo.ROJO, f"{Semaforo.ROJO.palabra}, menos de {amarillo} %"),
        (Semaforo.GRIS, EN_CURSO),
    )


def _limit(value: Decimal) -> str:
    return f"{value.normalize():f}"
