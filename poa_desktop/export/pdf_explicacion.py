"""The evaluation in words: how the percentage comes about, and what stands out.

Pure values. Quantities are hundredths, months 1–12; every text is Spanish, as printed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from poa_desktop.export.paleta import SEMAFORO_SIGNO
from poa_desktop.poa.claves import resultados_con_clave
from poa_desktop.poa.evaluacion import EstadoLinea, Evaluacion, Medida, ResultadoLinea
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import MESES_CORTOS, meses_en_palabras, month_end
from poa_desktop.poa.records import Regla, Reglas
from poa_desktop.poa.semaforo import Semaforo


@dataclass(frozen=True, slots=True)
class Pendiente:
    """A línea with something missing: the months whose act is not done, and what of capture.

    *meses* and *captura* are as printed: "marzo", "junio (por vencer)"; "Sin capturar", or
    "Sin capturar: abril" where the months are others than those of *meses*, or "Realizado 0.5"
    where all is captured.
    """

    clave: str
    texto: str
    meses: str
    captura: str


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """One row of a list: the línea's short name (A3.1), its text, and what is to be said."""

    clave: str
    texto: str
    detalle: str


@dataclass(frozen=True, slots=True)
class Lista:
    """A titled list of what stands out; an empty one is not printed."""

    titulo: str
    hallazgos: tuple[Hallazgo, ...]


def explain(evaluacion: Evaluacion) -> str:
    """The percentage as its computation: "14 realizadas / 18 proyectadas × 100 = 77.8 %"."""
    count = sum(linea.porcentaje is not None for linea in evaluacion.lineas)
    return explain_medida(evaluacion.total, count)


def explain_medida(medida: Medida, count: int) -> str:
    """The same of a measure; *count* is how many líneas have something programado."""
    if medida.rechazo is not None:
        return medida.rechazo
    if medida.porcentaje is None:
        return "Sin programación en el periodo: no hay porcentaje."
    shown = format_porcentaje(medida.porcentaje)
    if medida.realizadas is None or medida.proyectadas is None:
        noun = "línea de acción" if count == 1 else "líneas de acción"
        return f"Promedio de {count} {noun} con programación = {shown}"
    return f"{_ratio_in_words(medida)} × 100 = {shown}"


def _ratio_in_words(medida: Medida) -> str:
    realizadas, proyectadas = medida.realizadas or 0, medida.proyectadas or 0
    if medida.regla is Regla.CANTIDADES:
        return (
            f"{format_cantidad(realizadas)} realizado / {format_cantidad(proyectadas)} programado"
        )
    done = "realizada" if realizadas == 1 else "realizadas"
    due = "proyectada" if proyectadas == 1 else "proyectadas"
    return f"{realizadas:,} {done} / {proyectadas:,} {due}"


def thresholds(reglas: Reglas) -> str:
    """The limits of the semáforo in words."""
    verde, amarillo = _limit(reglas.verde), _limit(reglas.amarillo)
    rows = (
        (Semaforo.VERDE, f"{verde} o más"),
        (Semaforo.AMARILLO, f"de {amarillo} a menos de {verde}"),
        (Semaforo.ROJO, f"menos de {amarillo}"),
        (Semaforo.GRIS, "nada programado en el periodo"),
    )
    shown = "; ".join(f"{SEMAFORO_SIGNO[light]} {light.palabra}: {text}" for light, text in rows)
    return f"{shown}. Se compara el valor exacto, no el redondeado."


def justification_limits(reglas: Reglas) -> str:
    """When a línea needs a justificación."""
    under, over = _limit(reglas.justificar_bajo), _limit(reglas.justificar_sobre)
    return (
        f"Se requiere en cada línea de acción con menos de {under} o más de {over} de lo "
        f"programado; más de {over} es sobrecumplimiento."
    )


def _limit(value: Decimal) -> str:
    shown = f"{value:f}"
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown} %"


def months_range(meses: tuple[int, ...]) -> str:
    """Short name of consecutive months: "ene–mar"."""
    first, last = MESES_CORTOS[meses[0] - 1], MESES_CORTOS[meses[-1] - 1]
    return first if len(meses) == 1 else f"{first}–{last}"


def pending_acts(result: ResultadoLinea, meses: tuple[int, ...]) -> tuple[int, ...]:
    """The scheduled months of a window whose act is not done (source: contar_actos)."""
    scheduled = tuple(mes for mes in meses if result.linea.programado[mes - 1] > 0)
    return scheduled[result.actos_realizados :]


def pending(evaluacion: Evaluacion, hoy: date) -> tuple[Pendiente, ...]:
    """Every línea with due acts not done or months without capture, once, in printing order."""
    rows = []
    for clave, result in resultados_con_clave(evaluacion):
        due, later = _due_and_later(result, evaluacion, hoy)
        captura = _not_captured(result, due)
        if due or captura:
            captura = captura or f"Realizado {format_cantidad(result.realizado)}"
            parts = [meses_en_palabras(due)] if due else []
            parts += [f"{meses_en_palabras(later)} (por vencer)"] if later else []
            rows.append(Pendiente(clave, result.linea.texto, "; ".join(parts), captura))
    return tuple(rows)


def count_not_yet_due(evaluacion: Evaluacion, hoy: date) -> int:
    """How many líneas have acts not done whose month is not over on *hoy*."""
    return sum(bool(_due_and_later(each, evaluacion, hoy)[1]) for each in evaluacion.lineas)


def _due_and_later(
    result: ResultadoLinea, evaluacion: Evaluacion, hoy: date
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    missing = pending_acts(result, evaluacion.meses)
    due = tuple(mes for mes in missing if month_end(evaluacion.periodo.ejercicio, mes) < hoy)
    return due, missing[len(due) :]


def _not_captured(result: ResultadoLinea, shown: tuple[int, ...]) -> str:
    months = result.sin_capturar
    if not months or months == shown:
        return EstadoLinea.SIN_CAPTURAR.etiqueta if months else ""
    return f"{EstadoLinea.SIN_CAPTURAR.etiqueta}: {meses_en_palabras(months)}"


def findings(evaluacion: Evaluacion) -> tuple[Lista, ...]:
    """What else stands out, in printing order; lists without a row are left out."""

    def collect(titulo: str, say: Callable[[ResultadoLinea], str]) -> Lista:
        rows = [
            Hallazgo(clave, result.linea.texto, detail)
            for clave, result in resultados_con_clave(evaluacion)
            if (detail := say(result))
        ]
        return Lista(titulo, tuple(rows))

    lists = (
        collect("Realizado más allá de lo proyectado", _beyond),
        collect("Sin programación en el periodo", _unscheduled),
        collect("Realizado sin programar", _unplanned),
    )
    return tuple(lista for lista in lists if lista.hallazgos)


def _beyond(result: ResultadoLinea) -> str:
    if not result.programado or result.realizado <= result.programado:
        return ""
    return (
        f"programado {format_cantidad(result.programado)}, "
        f"realizado {format_cantidad(result.realizado)} ({format_porcentaje(result.porcentaje)})"
    )


def _unscheduled(result: ResultadoLinea) -> str:
    return "nada programado" if result.estado is EstadoLinea.SIN_PROGRAMACION else ""


def _unplanned(result: ResultadoLinea) -> str:
    if result.estado is not EstadoLinea.REALIZADO_SIN_PROGRAMAR:
        return ""
    return f"realizado {format_cantidad(result.realizado)} {result.linea.unidad_medida}".rstrip()
