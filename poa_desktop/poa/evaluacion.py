"""The evaluation: No. Act. Realizadas / No. Act. Proyectadas × 100, by a declared rule.

All arithmetic is exact (integers and Fraction). Source of the rules: the form's formula, read in
the four ways that municipalities use; the reading is chosen once per ejercicio.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Periodo, month_end
from poa_desktop.poa.records import Bloque, LineaAccion, Poa, Regla, Reglas
from poa_desktop.poa.semaforo import Semaforo, exact, semaforo_de

REGLAS_EN_PALABRAS = {
    Regla.ACTOS: (
        "Actos: cada mes programado de una línea de acción es un acto; se cuentan los actos "
        "realizados entre los actos proyectados del periodo. Hacer más no compensa lo que falta "
        "en otra línea."
    ),
    Regla.ACTIVIDADES: (
        "Actividades: se cuentan las actividades (y programas con líneas propias) con todos sus "
        "actos realizados entre las que tienen actos en el periodo."
    ),
    Regla.PROMEDIO: (
        "Promedio: media de realizado entre programado de las líneas de acción con programación "
        "en el periodo; cada línea aporta 100 % como máximo."
    ),
    Regla.CANTIDADES: (
        "Cantidades: suma de lo realizado entre suma de lo programado; solo cuando todas las "
        "líneas tienen la misma unidad de medida."
    ),
}


class EstadoLinea(StrEnum):
    """Where a línea stands in a window of months."""

    CUMPLIDA = "cumplida"
    SOBRECUMPLIMIENTO = "sobrecumplimiento"
    PARCIAL = "parcial"
    SIN_AVANCE = "sin_avance"
    SIN_CAPTURAR = "sin_capturar"
    SIN_PROGRAMACION = "sin_programacion"
    REALIZADO_SIN_PROGRAMAR = "realizado_sin_programar"

    @property
    def etiqueta(self) -> str:
        """The state as shown."""
        return _ESTADOS[self]


_ESTADOS = {
    EstadoLinea.CUMPLIDA: "Cumplida",
    EstadoLinea.SOBRECUMPLIMIENTO: "Sobrecumplimiento",
    EstadoLinea.PARCIAL: "Parcial",
    EstadoLinea.SIN_AVANCE: "Sin avance",
    EstadoLinea.SIN_CAPTURAR: "Sin capturar",
    EstadoLinea.SIN_PROGRAMACION: "Sin programación",
    EstadoLinea.REALIZADO_SIN_PROGRAMAR: "Realizado sin programar",
}


@dataclass(frozen=True, slots=True)
class ResultadoLinea:
    """One línea in a window. Quantities in hundredths.

    *porcentaje* is the raw realizado / programado × 100, None when nothing is programado; it may
    exceed 100. *sin_capturar* are the due months without a captured quantity.
    """

    linea: LineaAccion
    programado: int
    realizado: int
    actos_proyectados: int
    actos_realizados: int
    porcentaje: Fraction | None
    sin_capturar: tuple[int, ...]
    estado: EstadoLinea
    semaforo: Semaforo
    requiere_justificacion: bool


@dataclass(frozen=True, slots=True)
class Medida:
    """The result of a group of líneas under the rule.

    *proyectadas* and *realizadas* are counts, None under `promedio`; under `cantidades` they are
    hundredths. *porcentaje* None: sin programación, or refused (then *rechazo* says why).
    """

    regla: Regla
    proyectadas: int | None
    realizadas: int | None
    porcentaje: Fraction | None
    semaforo: Semaforo
    rechazo: str | None = None


@dataclass(frozen=True, slots=True)
class ResultadoBloque:
    """One programa or actividad in a window."""

    bloque: Bloque
    medida: Medida
    lineas: tuple[ResultadoLinea, ...]


@dataclass(frozen=True, slots=True)
class Evaluacion:
    """One POA in a window: the whole, the two subtotals, and every block with its líneas."""

    periodo: Periodo
    acumulado: bool
    meses: tuple[int, ...]
    reglas: Reglas
    total: Medida
    subtotal_programas: Medida
    subtotal_actividades: Medida
    programas: tuple[ResultadoBloque, ...]
    actividades: tuple[ResultadoBloque, ...]

    @property
    def bloques(self) -> tuple[ResultadoBloque, ...]:
        """Programas, then actividades."""
        return self.programas + self.actividades

    @property
    def lineas(self) -> tuple[ResultadoLinea, ...]:
        """Every línea, in the order of the official layout."""
        return tuple(linea for bloque in self.bloques for linea in bloque.lineas)


def contar_actos(
    programado: tuple[int, ...], realizado: int, meses: tuple[int, ...]
) -> tuple[int, int]:
    """Acts of a línea in a window: (proyectados, realizados).

    One scheduled month is one act. The months are met in order: the act of a month counts as
    done when *realizado*, the whole window's sum, reaches the sum programado up to that month.
    """
    scheduled = [programado[mes - 1] for mes in meses if programado[mes - 1] > 0]
    return len(scheduled), _reached(scheduled, realizado)


def _reached(scheduled: list[int], realizado: int) -> int:
    """How many of the running sums of positive amounts *realizado* reaches."""
    for done, cantidad in enumerate(scheduled):
        realizado -= cantidad
        if realizado < 0:
            return done
    return len(scheduled)


def evaluar_linea(
    linea: LineaAccion, meses: tuple[int, ...], reglas: Reglas, ejercicio: int, hoy: date
) -> ResultadoLinea:
    """Evaluate one línea in a window of months; *hoy* decides which months are due."""
    planned, avances = linea.programado, linea.avances
    over = _meses_vencidos(ejercicio, hoy)
    realizado = 0
    scheduled: list[int] = []
    sin_capturar: tuple[int, ...] = ()
    for mes in meses:
        cantidad, captured = planned[mes - 1], avances[mes - 1].realizado
        if cantidad > 0:
            scheduled.append(cantidad)
            if captured is None and mes <= over:
                sin_capturar += (mes,)
        if captured:
            realizado += captured
    programado = sum(scheduled)
    porcentaje, semaforo, outside, estado = _judged(
        programado, realizado, bool(sin_capturar), reglas
    )
    return ResultadoLinea(
        linea=linea,
        programado=programado,
        realizado=realizado,
        actos_proyectados=len(scheduled),
        actos_realizados=_reached(scheduled, realizado),
        porcentaje=porcentaje,
        sin_capturar=sin_capturar,
        estado=estado,
        semaforo=semaforo,
        requiere_justificacion=outside,
    )


@lru_cache(maxsize=8)
def _meses_vencidos(ejercicio: int, hoy: date) -> int:
    """How many months of the year are over."""
    return sum(month_end(ejercicio, mes) < hoy for mes in range(1, 13))


@lru_cache(maxsize=4096)
def _judged(
    programado: int, realizado: int, uncaptured: bool, reglas: Reglas
) -> tuple[Fraction | None, Semaforo, bool, EstadoLinea]:
    """What two amounts mean; remembered, as most líneas of a POA share the same few amounts."""
    porcentaje = Fraction(realizado * 100, programado) if programado else None
    return (
        porcentaje,
        semaforo_de(porcentaje, reglas),
        fuera_de_limites(porcentaje, reglas),
        _estado(programado, realizado, porcentaje, uncaptured, reglas),
    )


def fuera_de_limites(porcentaje: Fraction | None, reglas: Reglas) -> bool:
    """Whether a raw percentage needs a justificación; None (sin programación) never does."""
    if porcentaje is None:
        return False
    low, high = exact(reglas.justificar_bajo), exact(reglas.justificar_sobre)
    return not low <= porcentaje <= high


def _estado(
    programado: int, realizado: int, porcentaje: Fraction | None, uncaptured: bool, reglas: Reglas
) -> EstadoLinea:
    if porcentaje is None:
        return EstadoLinea.REALIZADO_SIN_PROGRAMAR if realizado else EstadoLinea.SIN_PROGRAMACION
    if porcentaje > exact(reglas.justificar_sobre):
        return EstadoLinea.SOBRECUMPLIMIENTO
    if realizado >= programado:
        return EstadoLinea.CUMPLIDA
    if uncaptured:
        return EstadoLinea.SIN_CAPTURAR
    return EstadoLinea.PARCIAL if realizado else EstadoLinea.SIN_AVANCE


def medir(
    resultados: Iterable[tuple[ResultadoLinea, ...]], reglas: Reglas, rechazo: str | None = None
) -> Medida:
    """Measure groups of líneas (one tuple per programa or actividad) under the rule.

    With *rechazo* (the reason why the rule does not apply) nothing is computed.
    """
    groups = tuple(resultados)
    if rechazo is not None:
        return Medida(reglas.regla, None, None, None, Semaforo.GRIS, rechazo)
    proyectadas, realizadas, porcentaje = _MEASURES[reglas.regla](groups)
    semaforo = semaforo_de(porcentaje, reglas)
    return Medida(reglas.regla, proyectadas, realizadas, porcentaje, semaforo)


_Figures = tuple[int | None, int | None, Fraction | None]
_Groups = tuple[tuple[ResultadoLinea, ...], ...]


def _ratio(realizadas: int, proyectadas: int) -> _Figures:
    porcentaje = Fraction(realizadas * 100, proyectadas) if proyectadas else None
    return proyectadas, realizadas, porcentaje


def _by_actos(groups: _Groups) -> _Figures:
    done = due = 0
    for group in groups:
        for linea in group:
            done += linea.actos_realizados
            due += linea.actos_proyectados
    return _ratio(done, due)


def _by_actividades(groups: _Groups) -> _Figures:
    due = [group for group in groups if any(linea.actos_proyectados for linea in group)]
    done = sum(
        all(linea.actos_realizados == linea.actos_proyectados for linea in group) for group in due
    )
    return _ratio(done, len(due))


def _by_promedio(groups: _Groups) -> _Figures:
    parts = [
        min(linea.porcentaje, Fraction(100))
        for group in groups
        for linea in group
        if linea.porcentaje is not None
    ]
    return None, None, sum(parts, Fraction(0)) / len(parts) if parts else None


def _by_cantidades(groups: _Groups) -> _Figures:
    lineas = [linea for group in groups for linea in group if linea.programado]
    return _ratio(
        sum(linea.realizado for linea in lineas), sum(linea.programado for linea in lineas)
    )


_MEASURES: dict[Regla, Callable[[_Groups], _Figures]] = {
    Regla.ACTOS: _by_actos,
    Regla.ACTIVIDADES: _by_actividades,
    Regla.PROMEDIO: _by_promedio,
    Regla.CANTIDADES: _by_cantidades,
}


def motivo_rechazo(poa: Poa, regla: Regla) -> str | None:
    """Why a rule cannot evaluate this POA, or None when it can."""
    unidades = sorted({linea.unidad_medida for linea in poa.lineas})
    if regla is not Regla.CANTIDADES or len(unidades) <= 1:
        return None
    shown = ", ".join(f"«{unidad}»" for unidad in unidades[:4])
    more = f" y {len(unidades) - 4} más" if len(unidades) > 4 else ""
    return (
        "La regla «cantidades» no se puede aplicar porque las líneas tienen unidades de medida "
        f"distintas ({shown}{more}): elija otra regla o use una sola unidad."
    )


def evaluar(
    poa: Poa,
    periodo: Periodo,
    hoy: date,
    *,
    acumulado: bool = False,
    reglas: Reglas | None = None,
) -> Evaluacion:
    """Evaluate a POA in a period, or from January to its end when *acumulado*.

    *reglas* None: those of the POA's ejercicio. A rule that does not apply gives measures
    without figures that carry the reason. Raises PoaError when the periodo is of another year.
    """
    if periodo.ejercicio != poa.ejercicio:
        raise PoaError(
            f"El periodo {periodo} no es del ejercicio {poa.ejercicio}: elija un periodo de "
            f"{poa.ejercicio}."
        )
    reglas = reglas or poa.reglas
    meses = periodo.meses_acumulados if acumulado else periodo.meses
    rechazo = motivo_rechazo(poa, reglas.regla)

    def block(bloque: Bloque) -> ResultadoBloque:
        lineas = tuple(
            evaluar_linea(linea, meses, reglas, poa.ejercicio, hoy) for linea in bloque.lineas
        )
        return ResultadoBloque(bloque, medir([lineas], reglas, rechazo), lineas)

    programas = tuple(block(programa) for programa in poa.programas)
    actividades = tuple(block(actividad) for actividad in poa.actividades)

    def measure(blocks: tuple[ResultadoBloque, ...]) -> Medida:
        return medir([each.lineas for each in blocks], reglas, rechazo)

    return Evaluacion(
        periodo=periodo,
        acumulado=acumulado,
        meses=meses,
        reglas=reglas,
        total=measure(programas + actividades),
        subtotal_programas=measure(programas),
        subtotal_actividades=measure(actividades),
        programas=programas,
        actividades=actividades,
    )
