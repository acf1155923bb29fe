"""The figures that a cierre froze, as values again: what was computed on its day, whatever a later
version of the program would compute."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from poa_desktop.poa.congelado import Congelado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import EstadoLinea, Medida
from poa_desktop.poa.records import Regla
from poa_desktop.poa.semaforo import Semaforo


class Ventana(StrEnum):
    """The two views of a period."""

    DEL_PERIODO = "del_periodo"
    ACUMULADO = "acumulado"


class Parte(StrEnum):
    """What of a POA a figure is of."""

    TOTAL = "total"
    PROGRAMAS = "programas"
    ACTIVIDADES = "actividades"


@dataclass(frozen=True, slots=True)
class LineaCongelada:
    """The figures of a línea; quantities in hundredths, *porcentaje* None without programación."""

    programado: int
    realizado: int
    actos_proyectados: int
    actos_realizados: int
    porcentaje: Fraction | None
    estado: EstadoLinea


@dataclass(frozen=True, slots=True)
class CifrasCongeladas:
    """The figures of one window: the three measures and every línea by its clave, in order."""

    regla: Regla
    medidas: Mapping[Parte, Medida]
    lineas: Mapping[str, LineaCongelada]

    @property
    def total(self) -> Medida:
        """The measure of the whole POA."""
        return self.medidas[Parte.TOTAL]


def cifras_congeladas(contenido: Congelado, ventana: Ventana) -> CifrasCongeladas:
    """The kept figures of a window. Raises PoaError when there are none that can be read."""
    try:
        kept: Any = (contenido.cifras or {})[ventana.value]
        regla = Regla(kept["regla"])
        return CifrasCongeladas(
            regla,
            {each: _medida(regla, kept[each.value]) for each in Parte},
            {clave: _linea(each) for clave, each in kept["lineas"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise PoaError("Las cifras selladas no se pueden leer: restaure un respaldo.") from error


def _medida(regla: Regla, kept: Any) -> Medida:
    return Medida(
        regla,
        kept["proyectadas"],
        kept["realizadas"],
        _porcentaje(kept["porcentaje"]),
        Semaforo(kept["semaforo"]),
    )


def _linea(kept: Any) -> LineaCongelada:
    return LineaCongelada(
        kept["programado"],
        kept["realizado"],
        kept["actos_proyectados"],
        kept["actos_realizados"],
        _porcentaje(kept["porcentaje"]),
        EstadoLinea(kept["estado"]),
    )


def _porcentaje(kept: str | None) -> Fraction | None:
    return None if kept is None else Fraction(kept)
