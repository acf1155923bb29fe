"""One gauge per period of a node: its figure, how it came about, and last year's beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from poa_desktop.poa.evaluacion import EstadoLinea, Medida, ResultadoLinea
from poa_desktop.poa.formats import format_cantidad, format_porcentaje, round_half_up
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Regla
from poa_desktop.tablero.gauge_shape import Gauge as GaugeShape
from poa_desktop.tablero.gauge_shape import gauge_of, set_alike, sweep_of
from poa_desktop.tablero.last_year import LastYear
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import Alcance


@dataclass(frozen=True, slots=True)
class GaugeData:
    """One gauge, the period it stands for, and how its figure came about.

    *en_curso*: the period has begun and is not over, so its figure still grows. *anterior* is
    last year's figure in words ("2023: 85.2 % (+6.4)"), "" without one, and *comparacion* says
    what it means ("6.4 puntos más que en 2023.").
    """

    periodo: Periodo
    shape: GaugeShape
    explicacion: str
    elegido: bool
    en_curso: bool
    anterior: str = ""
    comparacion: str = ""


def gauges_de(
    resultados: Resultados, alcance: Alcance, last_year: LastYear | None
) -> tuple[GaugeData, ...]:
    """The gauges of a node, in the order of its periods; none is marked as chosen."""
    made = [
        _gauge(resultados, alcance, each, last_year)
        for each in alcance.periodos(resultados.poa.ejercicio)
    ]
    shapes = set_alike([each.shape for each in made])
    return tuple(replace(each, shape=shape) for each, shape in zip(made, shapes, strict=True))


def chosen_among(periodos: Iterable[Periodo], periodo: Periodo) -> frozenset[Periodo]:
    """The periods to mark for a chosen one: itself, or its parts where a node has shorter ones."""
    shown = frozenset(periodos)
    if periodo in shown:
        return frozenset((periodo,))
    return frozenset(each for each in shown if set(each.meses) <= set(periodo.meses))


def _gauge(
    resultados: Resultados,
    alcance: Alcance,
    periodo: Periodo,
    last_year: LastYear | None,
) -> GaugeData:
    hoy = resultados.hoy
    if alcance.linea is not None:
        resultado = resultados.linea(alcance.linea, periodo.meses)
        shape, explicacion = _linea_shape(resultado, periodo, resultados), _explain_linea(resultado)
        figure = resultado.porcentaje
    else:
        medida = resultados.medida(alcance.bloques, periodo.meses)
        shape, explicacion = gauge_of(periodo.corto, medida, periodo, hoy), _explain(medida)
        figure = medida.porcentaje
    running = periodo.inicio <= hoy <= periodo.fin
    data = GaugeData(periodo, shape, explicacion, False, running)
    return data if last_year is None else _beside(data, figure, last_year, hoy)


def _beside(data: GaugeData, figure: Fraction | None, last_year: LastYear, hoy: date) -> GaugeData:
    """The gauge with last year's figure, when that year had one in the same months."""
    before = last_year.porcentaje(data.periodo.meses)
    if before is None:
        return data
    ejercicio = last_year.ejercicio
    over = figure if data.periodo.fin < hoy else None
    return replace(
        data,
        anterior=_figure_before(over, before, ejercicio),
        comparacion=_compare(over, before, ejercicio),
    )


def _figure_before(now: Fraction | None, before: Fraction, ejercicio: int) -> str:
    """Last year's figure with the difference, "2023: 85.2 % (+6.4)".

    A period that is not over has none: a year that ended beside one that runs reads as a fall.
    """
    if now is None:
        return ""
    points = round_half_up(now) - round_half_up(before)
    difference = f"{points:+,}".replace("-", "−") if points else "igual"
    return f"{ejercicio}: {format_porcentaje(before)} ({difference})"


def _compare(now: Fraction | None, before: Fraction, ejercicio: int) -> str:
    """The difference between both figures as they are shown; a figure that still grows has none."""
    if now is None:
        return f"En {ejercicio} el mismo periodo terminó en {format_porcentaje(before)}."
    points = round_half_up(now) - round_half_up(before)
    if not points:
        return f"Igual que en {ejercicio}."
    noun = "punto" if abs(points) == 1 else "puntos"
    return f"{abs(points):,} {noun} {'más' if points > 0 else 'menos'} que en {ejercicio}."


def _explain(medida: Medida) -> str:
    if medida.rechazo is not None:
        return medida.rechazo
    if medida.porcentaje is None:
        return "Sin programación en el periodo: no entra en ningún porcentaje."
    if medida.proyectadas is None or medida.realizadas is None:
        return f"Promedio de las líneas = {format_porcentaje(medida.porcentaje)}, regla: promedio"
    figures = (medida.realizadas, medida.proyectadas)
    if medida.regla is Regla.CANTIDADES:
        done, due = map(format_cantidad, figures)
    else:
        done, due = (f"{figure:,}" for figure in figures)
    return f"{done} realizadas / {due} proyectadas × 100, regla: {medida.regla.value}"


_OWN_WORD = (EstadoLinea.SOBRECUMPLIMIENTO, EstadoLinea.REALIZADO_SIN_PROGRAMAR)


def _linea_shape(resultado: ResultadoLinea, periodo: Periodo, resultados: Resultados) -> GaugeShape:
    """A línea shows its raw percentage in quantities, as its row in the tree does."""
    medida = Medida(Regla.CANTIDADES, None, None, resultado.porcentaje, resultado.semaforo)
    shape = gauge_of(periodo.corto, medida, periodo, resultados.hoy)
    if shape.sweep is None:
        return shape
    own_word = resultado.estado in _OWN_WORD
    return GaugeShape(
        shape.titulo,
        sweep_of(resultado.porcentaje),
        shape.porcentaje,
        _amounts(resultado) if resultado.programado or resultado.realizado else "",
        resultado.estado.etiqueta if own_word else shape.palabra,
        shape.semaforo,
    )


def _amounts(resultado: ResultadoLinea) -> str:
    return f"{format_cantidad(resultado.realizado)} de {format_cantidad(resultado.programado)}"


def _explain_linea(resultado: ResultadoLinea) -> str:
    if resultado.porcentaje is None:
        return resultado.estado.etiqueta
    done, due = format_cantidad(resultado.realizado), format_cantidad(resultado.programado)
    return (
        f"{done} realizado / {due} programado × 100 ({resultado.linea.unidad_medida}); "
        f"{resultado.actos_realizados} de {resultado.actos_proyectados} actos"
    )
