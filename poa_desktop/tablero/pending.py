"""What is left to do in a period, as values: one entry per línea, month and kind."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from poa_desktop.poa.calendario import total
from poa_desktop.poa.evaluacion import evaluar_linea
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import Periodo, month_end
from poa_desktop.poa.records import LineaAccion, Reglas
from poa_desktop.tablero.scope import counted


class Falta(IntEnum):
    """What is missing, in the order in which it is listed."""

    CAPTURA = 0
    JUSTIFICACION = 1
    EVIDENCIA = 2
    ACTO = 3

    @property
    def etiqueta(self) -> str:
        """The word shown."""
        return _ETIQUETAS[self]


_ETIQUETAS = {
    Falta.CAPTURA: "Sin capturar",
    Falta.JUSTIFICACION: "Falta justificar",
    Falta.EVIDENCIA: "Falta evidencia",
    Falta.ACTO: "Por realizar",
}


@dataclass(frozen=True, slots=True)
class Pendiente:
    """One thing to do. *clave* names the línea, "A3.1"; *cantidad* is the programado as text."""

    falta: Falta
    clave: str
    linea_id: int
    texto: str
    mes: int
    cantidad: str

    @property
    def campo(self) -> str:
        """The field of the avance to fill in, as the checks name it."""
        return _CAMPOS[self.falta]


_CAMPOS = {
    Falta.CAPTURA: "realizado",
    Falta.JUSTIFICACION: "justificacion",
    Falta.EVIDENCIA: "evidencias",
    Falta.ACTO: "realizado",
}

_PARTES = (
    ((Falta.CAPTURA, Falta.ACTO), "acto", "actos"),
    ((Falta.JUSTIFICACION,), "justificación", "justificaciones"),
    ((Falta.EVIDENCIA,), "evidencia", "evidencias"),
)


def resumen(pendientes: Iterable[Pendiente]) -> str:
    """How much is left of each kind, "33 actos · 52 evidencias"; "" for nothing."""
    faltas = Counter(each.falta for each in pendientes)
    counts = [(sum(faltas[falta] for falta in kinds), one, many) for kinds, one, many in _PARTES]
    return " · ".join(counted(count, one, many) for count, one, many in counts if count)


LineaConClave = tuple[str, LineaAccion]


def pendientes_de(
    lineas: Iterable[LineaConClave], periodo: Periodo, reglas: Reglas, hoy: date
) -> tuple[Pendiente, ...]:
    """Everything left to do in the months of a period, the overdue first.

    A justificación is asked for once the period is over, or as soon as what is done passes the
    upper limit; where nothing was captured only the capture is asked for.
    """
    found: list[tuple[int, int, int, Pendiente]] = []
    for place, (clave, linea) in enumerate(lineas):
        for falta, mes in _missing(linea, periodo, reglas, hoy):
            cantidad = format_cantidad(linea.programado[mes - 1])
            entry = Pendiente(falta, clave, linea.id, linea.texto, mes, cantidad)
            found.append((falta, mes, place, entry))
    return tuple(entry for *_, entry in sorted(found, key=lambda each: each[:3]))


def _missing(
    linea: LineaAccion, periodo: Periodo, reglas: Reglas, hoy: date
) -> Iterator[tuple[Falta, int]]:
    for mes in periodo.meses:
        avance = linea.avances[mes - 1]
        if linea.programado[mes - 1] and avance.realizado is None:
            over = month_end(periodo.ejercicio, mes) < hoy
            yield (Falta.CAPTURA if over else Falta.ACTO), mes
        if avance.realizado and not avance.evidencias:
            yield Falta.EVIDENCIA, mes
    if _needs_reason(linea, periodo, reglas, hoy):
        yield Falta.JUSTIFICACION, _last_month(linea, periodo)


def _needs_reason(linea: LineaAccion, periodo: Periodo, reglas: Reglas, hoy: date) -> bool:
    resultado = evaluar_linea(linea, periodo.meses, reglas, periodo.ejercicio, hoy)
    captured = any(linea.realizado[mes - 1] is not None for mes in periodo.meses)
    justified = any(linea.avances[mes - 1].justificacion.strip() for mes in periodo.meses)
    above = resultado.realizado > resultado.programado
    return (
        resultado.requiere_justificacion
        and captured
        and not justified
        and (above or periodo.fin < hoy)
    )


def _last_month(linea: LineaAccion, periodo: Periodo) -> int:
    with_work = [mes for mes in periodo.meses if total(linea.programado, (mes,))]
    return with_work[-1] if with_work else periodo.meses[-1]
