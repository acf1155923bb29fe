"""The Tablero as values, computed from records: no Qt, no database.

Percentages are exact Fractions, None where nothing is programado; quantities are hundredths.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from poa_desktop.export.gauge_shape import Gauge as GaugeShape
from poa_desktop.export.gauge_shape import gauge_of, sweep_of
from poa_desktop.poa.calendario import acumulado
from poa_desktop.poa.evaluacion import (
    REGLAS_EN_PALABRAS,
    EstadoLinea,
    Medida,
    ResultadoLinea,
    contar_actos,
    evaluar_linea,
    medir,
    motivo_rechazo,
)
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, LineaAccion, Poa, Regla
from poa_desktop.poa.semaforo import Semaforo, palabra_mostrada, semaforo_mostrado
from poa_desktop.ui.tablero_inversion import InversionData, inversion_de
from poa_desktop.ui.tablero_pending import Pendiente, pendientes_de
from poa_desktop.ui.tablero_scope import Alcance, alcance_de

Selection = tuple[TipoLugar, int]
_YEAR = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class GaugeData:
    """One gauge, the period it stands for, and how its figure came about.

    *en_curso*: the period has begun and is not over, so its figure still grows.
    """

    periodo: Periodo
    shape: GaugeShape
    explicacion: str
    elegido: bool
    en_curso: bool


@dataclass(frozen=True, slots=True)
class CurvaData:
    """Programmed and done, cumulative: twelve values, and as many as months are told about.

    Those are the months that have begun, or that something is captured in. In acts, or in the
    unit of the one línea; *unidad* names it.
    """

    unidad: str
    programado: tuple[Fraction, ...]
    realizado: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class CeldaData:
    """One cell of the heat map, with the light that is shown and its word.

    *comenzado* False: the period is still to come.
    """

    periodo: Periodo
    porcentaje: Fraction | None
    semaforo: Semaforo
    palabra: str
    comenzado: bool


@dataclass(frozen=True, slots=True)
class FilaData:
    """One row of the heat map and where a click on it goes."""

    clave: str
    nombre: str
    lugar: Selection
    celdas: tuple[CeldaData, ...]


@dataclass(frozen=True, slots=True)
class TableroData:
    """Everything the Tablero of one node shows. *lineas* 0 means there is nothing to show yet."""

    titulo: str
    subtitulo: str
    regla: str
    regla_en_palabras: str
    rechazo: str | None
    periodo: Periodo
    lineas: int
    gauges: tuple[GaugeData, ...]
    curva: CurvaData
    filas: tuple[FilaData, ...]
    pendientes: tuple[Pendiente, ...]
    inversion: InversionData


def tablero_de(poa: Poa, selection: Selection, periodo: Periodo, hoy: date) -> TableroData:
    """Compute the Tablero of a node for a chosen period; *hoy* decides what has begun."""
    alcance = alcance_de(poa, *selection)
    periodos = alcance.periodos(poa.ejercicio)
    return TableroData(
        titulo=alcance.titulo,
        subtitulo=alcance.subtitulo,
        regla=_rule(poa, alcance),
        regla_en_palabras=REGLAS_EN_PALABRAS[poa.reglas.regla],
        rechazo=motivo_rechazo(poa, poa.reglas.regla) if alcance.linea is None else None,
        periodo=periodo,
        lineas=len(alcance.lineas),
        gauges=tuple(_gauge(poa, alcance, each, each == periodo, hoy) for each in periodos),
        curva=_curva(alcance, poa.ejercicio, hoy),
        filas=_filas(poa, alcance, periodos, hoy),
        pendientes=pendientes_de(alcance.con_clave(), periodo, poa.reglas, hoy),
        inversion=inversion_de(alcance),
    )


def _rule(poa: Poa, alcance: Alcance) -> str:
    """How the figures of the node come about, in a few words."""
    if alcance.linea is not None:
        return "Realizado / programado × 100"
    return f"Regla: {poa.reglas.regla.value}"


# gauges


def _gauge(poa: Poa, alcance: Alcance, periodo: Periodo, chosen: bool, hoy: date) -> GaugeData:
    if alcance.linea is not None:
        resultado = _evaluate(poa, alcance.linea, periodo, hoy)
        shape = _linea_shape(resultado, periodo, hoy)
        return _gauge_data(periodo, shape, _explain_linea(resultado), chosen, hoy)
    medida = _measure(poa, alcance.bloques, periodo, hoy)
    shape = gauge_of(periodo.corto, medida, periodo, hoy)
    return _gauge_data(periodo, shape, _explain(medida), chosen, hoy)


def _gauge_data(
    periodo: Periodo, shape: GaugeShape, explicacion: str, chosen: bool, hoy: date
) -> GaugeData:
    running = periodo.inicio <= hoy <= periodo.fin
    return GaugeData(periodo, shape, explicacion, chosen, running)


def _evaluate(poa: Poa, linea: LineaAccion, periodo: Periodo, hoy: date) -> ResultadoLinea:
    return evaluar_linea(linea, periodo.meses, poa.reglas, poa.ejercicio, hoy)


def _measure(poa: Poa, bloques: Iterable[Bloque], periodo: Periodo, hoy: date) -> Medida:
    groups = [
        tuple(_evaluate(poa, linea, periodo, hoy) for linea in bloque.lineas) for bloque in bloques
    ]
    return medir(groups, poa.reglas, motivo_rechazo(poa, poa.reglas.regla))


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


def _linea_shape(resultado: ResultadoLinea, periodo: Periodo, hoy: date) -> GaugeShape:
    """A línea shows its raw percentage in quantities, as its row in the tree does."""
    medida = Medida(Regla.CANTIDADES, None, None, resultado.porcentaje, resultado.semaforo)
    shape = gauge_of(periodo.corto, medida, periodo, hoy)
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


# the line pair


def _curva(alcance: Alcance, ejercicio: int, hoy: date) -> CurvaData:
    told = _months_told(alcance.lineas, ejercicio, hoy)
    if alcance.linea is not None:
        linea = alcance.linea
        return CurvaData(
            linea.unidad_medida,
            tuple(Fraction(each, 100) for each in acumulado(linea.programado)),
            tuple(Fraction(each, 100) for each in acumulado(linea.realizado)[:told]),
        )
    counts = [_actos_to(alcance.lineas, mes) for mes in range(1, 13)]
    return CurvaData(
        "actos",
        tuple(Fraction(due) for due, _ in counts),
        tuple(Fraction(done) for _, done in counts[:told]),
    )


def _months_told(lineas: Iterable[LineaAccion], ejercicio: int, hoy: date) -> int:
    """How many months have begun, or reach to the last one that is captured."""
    begun = sum(date(ejercicio, mes, 1) <= hoy for mes in _YEAR)
    captured = (mes for linea in lineas for mes in _YEAR if linea.realizado[mes - 1] is not None)
    return max(begun, max(captured, default=0))


def _actos_to(lineas: Iterable[LineaAccion], mes: int) -> tuple[int, int]:
    """Acts of the year (proyectados, realizados) up to a month.

    What is done by then meets the whole year's schedule, so that work ahead counts as in the
    year's own figure and both agree at the last captured month.
    """
    due = done = 0
    for linea in lineas:
        realizado = sum(cantidad or 0 for cantidad in linea.realizado[:mes])
        due += sum(cantidad > 0 for cantidad in linea.programado[:mes])
        done += contar_actos(linea.programado, realizado, _YEAR)[1]
    return due, done


# the heat map


def _filas(
    poa: Poa, alcance: Alcance, periodos: tuple[Periodo, ...], hoy: date
) -> tuple[FilaData, ...]:
    if alcance.linea is not None:
        return ()
    if alcance.tipo is TipoLugar.POA:
        return tuple(_block_row(poa, each, periodos, hoy) for each in alcance.bloques)
    (own,) = alcance.bloques
    rows = [
        _linea_row(poa, f"{own.clave}.{number}", linea, periodos, hoy)
        for number, linea in enumerate(own.lineas, start=1)
    ]
    return (*rows, *(_block_row(poa, each, periodos, hoy) for each in alcance.debajo))


def _block_row(poa: Poa, bloque: Bloque, periodos: tuple[Periodo, ...], hoy: date) -> FilaData:
    tipo = TipoLugar.ACTIVIDAD if isinstance(bloque, Actividad) else TipoLugar.PROGRAMA
    cells = []
    for periodo in periodos:
        medida = _measure(poa, (bloque,), periodo, hoy)
        cells.append(_cell(periodo, medida.porcentaje, medida.semaforo, hoy))
    return FilaData(bloque.clave, bloque.nombre, (tipo, bloque.id), tuple(cells))


def _linea_row(
    poa: Poa, clave: str, linea: LineaAccion, periodos: tuple[Periodo, ...], hoy: date
) -> FilaData:
    cells = []
    for periodo in periodos:
        resultado = _evaluate(poa, linea, periodo, hoy)
        cells.append(_cell(periodo, resultado.porcentaje, resultado.semaforo, hoy))
    return FilaData(clave, linea.texto, (TipoLugar.LINEA, linea.id), tuple(cells))


def _cell(
    periodo: Periodo, porcentaje: Fraction | None, semaforo: Semaforo, hoy: date
) -> CeldaData:
    return CeldaData(
        periodo,
        porcentaje,
        semaforo_mostrado(semaforo, periodo, hoy),
        palabra_mostrada(semaforo, periodo, hoy),
        periodo.inicio <= hoy or bool(porcentaje),
    )
