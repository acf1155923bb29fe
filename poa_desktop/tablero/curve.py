"""Programmed against done, cumulative by month, with last year's line behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from poa_desktop.poa.calendario import acumulado
from poa_desktop.poa.evaluacion import contar_actos
from poa_desktop.poa.periodos import month_end
from poa_desktop.poa.records import LineaAccion
from poa_desktop.tablero.last_year import LastYear
from poa_desktop.tablero.scope import Alcance

_YEAR = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class CurvaData:
    """Programmed and done, cumulative: twelve values, and as many as months are told about.

    Those are the months that have begun, or that something is captured in. In acts, or in the
    unit of the one línea; *unidad* names it. *anterior* is what was done in the year
    *ejercicio_anterior*, twelve values in the same unit, () when there is nothing to compare.
    *en_curso*: the last month told about is not over, so its value still grows.
    """

    unidad: str
    programado: tuple[Fraction, ...]
    realizado: tuple[Fraction, ...]
    anterior: tuple[Fraction, ...] = ()
    ejercicio_anterior: int = 0
    en_curso: bool = False


def curva_de(
    alcance: Alcance, ejercicio: int, hoy: date, last_year: LastYear | None = None
) -> CurvaData:
    """The curve of a node, in the acts of its líneas or in the quantities of its one línea."""
    told = _months_told(alcance.lineas, ejercicio, hoy)
    running = bool(told) and month_end(ejercicio, told) >= hoy
    if alcance.linea is not None:
        linea = alcance.linea
        return CurvaData(
            linea.unidad_medida,
            tuple(Fraction(each, 100) for each in acumulado(linea.programado)),
            tuple(Fraction(each, 100) for each in acumulado(linea.realizado)[:told]),
            *_behind(linea, last_year),
            en_curso=running,
        )
    due, done = _actos(alcance.lineas)
    if last_year is None:
        return CurvaData("actos", due, done[:told], en_curso=running)
    before = _actos(last_year.alcance.lineas)[1]
    return CurvaData("actos", due, done[:told], before, last_year.ejercicio, running)


def _behind(linea: LineaAccion, last_year: LastYear | None) -> tuple[tuple[Fraction, ...], int]:
    """Last year's quantities of the same línea; none when they were counted in another unit."""
    before = last_year.alcance.linea if last_year is not None else None
    if last_year is None or before is None or before.unidad_medida != linea.unidad_medida:
        return (), 0
    done = tuple(Fraction(each, 100) for each in acumulado(before.realizado))
    return done, last_year.ejercicio


def _months_told(lineas: Iterable[LineaAccion], ejercicio: int, hoy: date) -> int:
    """How many months have begun, or reach to the last one that is captured."""
    begun = sum(date(ejercicio, mes, 1) <= hoy for mes in _YEAR)
    for linea in lineas:
        for mes in range(12, begun, -1):
            if linea.avances[mes - 1].realizado is not None:
                begun = mes
                break
    return begun


def _actos(lineas: Iterable[LineaAccion]) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Acts of the year up to each month: (proyectados, realizados).

    What is done by then meets the whole year's schedule, so that work ahead counts as in the
    year's own figure and both agree at the last captured month.
    """
    due, done = [0] * 12, [0] * 12
    for linea in lineas:
        planned, realizado = linea.programado, 0
        proyectados = realizados = 0
        for place, avance in enumerate(linea.avances):
            proyectados += planned[place] > 0
            if avance.realizado:
                realizado += avance.realizado
                realizados = contar_actos(planned, realizado, _YEAR)[1]
            due[place] += proyectados
            done[place] += realizados
    return tuple(map(Fraction, due)), tuple(map(Fraction, done))
