"""What is left to do in a period, as values: one entry per línea, month and kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from poa_desktop.poa.evaluacion import ResultadoLinea
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import Periodo, month_end
from poa_desktop.poa.records import LineaAccion
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import Alcance, counted


class Falta(IntEnum):
    """What is missing, in the order in which it is listed."""

    OBSERVACION = 0
    CAPTURA = 1
    JUSTIFICACION = 2
    EVIDENCIA = 3
    ACTO = 4

    @property
    def etiqueta(self) -> str:
        """The word shown."""
        return _ETIQUETAS[self]


_ETIQUETAS = {
    Falta.OBSERVACION: "Observación sin responder",
    Falta.CAPTURA: "Sin capturar",
    Falta.JUSTIFICACION: "Falta justificar",
    Falta.EVIDENCIA: "Falta evidencia",
    Falta.ACTO: "Por realizar",
}


@dataclass(frozen=True, slots=True)
class Pendiente:
    """One thing to do. *clave* names the línea, "A3.1"."""

    falta: Falta
    clave: str
    linea_id: int
    texto: str
    mes: int

    @property
    def campo(self) -> str:
        """The field of the avance to fill in, as the checks name it."""
        return _CAMPOS[self.falta]


_CAMPOS = {
    Falta.OBSERVACION: "observacion",
    Falta.CAPTURA: "realizado",
    Falta.JUSTIFICACION: "justificacion",
    Falta.EVIDENCIA: "evidencias",
    Falta.ACTO: "realizado",
}

_PARTES = (
    ((Falta.OBSERVACION,), "observación", "observaciones"),
    ((Falta.CAPTURA, Falta.ACTO), "acto", "actos"),
    ((Falta.JUSTIFICACION,), "justificación", "justificaciones"),
    ((Falta.EVIDENCIA,), "evidencia", "evidencias"),
)


def resumen(pendientes: Iterable[Pendiente]) -> str:
    """How much is left of each kind, "33 actos · 52 evidencias"; "" for nothing."""
    faltas = Counter(each.falta for each in pendientes)
    counts = [(sum(faltas[falta] for falta in kinds), one, many) for kinds, one, many in _PARTES]
    return " · ".join(counted(count, one, many) for count, one, many in counts if count)


def encabezado(pendientes: Sequence[Pendiente], periodo: Periodo) -> str:
    """What is left of each kind in a period, "Por hacer en T3: 30 actos · 48 evidencias"."""
    if periodo.letra == "A":
        when = "el año"
    else:
        when = periodo.corto.lower() if periodo.letra == "M" else periodo.corto
    left = resumen(pendientes)
    return f"Por hacer en {when}: {left}" if left else f"Por hacer en {when}"


def pendientes_de(
    alcance: Alcance,
    periodo: Periodo,
    resultados: Resultados,
    observaciones: Iterable[ObservacionLinea] = (),
) -> tuple[Pendiente, ...]:
    """Everything left to do in the months of a period: what Planeación asked and nobody answered,
    then the overdue.

    A justificación is asked for once the period is over, or as soon as what is done passes the
    upper limit; where nothing was captured only the capture is asked for.
    """
    meses, hoy = periodo.meses, resultados.hoy
    over = frozenset(mes for mes in meses if month_end(periodo.ejercicio, mes) < hoy)
    ended = periodo.fin < hoy
    asked = _unanswered(observaciones, periodo)
    found: list[tuple[int, int, int, str, LineaAccion]] = []
    for place, (clave, resultado) in enumerate(_results(alcance, meses, resultados)):
        linea = resultado.linea
        found += [(Falta.OBSERVACION, mes, place, clave, linea) for mes in asked[linea.id]]
        for falta, mes in _missing(linea, meses, over):
            found.append((falta, mes, place, clave, linea))
        if _needs_reason(resultado, meses, ended=ended):
            mes = _last_month(linea, meses)
            found.append((Falta.JUSTIFICACION, mes, place, clave, linea))
    found.sort(key=lambda each: each[:3])
    return tuple(
        Pendiente(
            Falta(falta),
            clave,
            linea.id,
            linea.texto,
            mes,
        )
        for falta, mes, _, clave, linea in found
    )


def _unanswered(
    observaciones: Iterable[ObservacionLinea], periodo: Periodo
) -> defaultdict[int, list[int]]:
    """By línea, the last month in the period of each of its unanswered observations."""
    found = defaultdict[int, list[int]](list)
    for each in observaciones:
        if each.linea_id and each.toca(periodo) and each.estado is EstadoObservacion.PENDIENTE:
            shared = set(each.periodo.meses) & set(periodo.meses)
            found[each.linea_id].append(max(shared))
    return found


def _results(
    alcance: Alcance, meses: tuple[int, ...], resultados: Resultados
) -> Iterator[tuple[str, ResultadoLinea]]:
    """What each línea gave, with its short name ("A3.1")."""
    for bloque in alcance.bloques:
        clave = bloque.clave
        for number, resultado in enumerate(resultados.bloque(bloque, meses), start=1):
            if alcance.linea is None or resultado.linea is alcance.linea:
                yield f"{clave}.{number}", resultado


def _missing(
    linea: LineaAccion, meses: tuple[int, ...], over: frozenset[int]
) -> Iterator[tuple[Falta, int]]:
    planned, avances = linea.programado, linea.avances
    for mes in meses:
        avance = avances[mes - 1]
        if avance.realizado is None:
            if planned[mes - 1]:
                yield (Falta.CAPTURA if mes in over else Falta.ACTO), mes
        elif avance.realizado and not avance.evidencias:
            yield Falta.EVIDENCIA, mes


def _needs_reason(resultado: ResultadoLinea, meses: tuple[int, ...], *, ended: bool) -> bool:
    if not resultado.requiere_justificacion:
        return False
    too_little = resultado.realizado <= resultado.programado
    if too_little and (not ended or resultado.sin_capturar):
        return False  # what is not captured yet may still make up for it
    told = [resultado.linea.avances[mes - 1] for mes in meses]
    captured = any(each.realizado is not None for each in told)
    return captured and not any(each.justificacion.strip() for each in told)


def _last_month(linea: LineaAccion, meses: tuple[int, ...]) -> int:
    with_work = [mes for mes in meses if linea.programado[mes - 1]]
    return with_work[-1] if with_work else meses[-1]
