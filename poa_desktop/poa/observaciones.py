"""What Planeación finds in a period of a POA before returning it: as values, grouped by what to do.

Source: design, "Workflow" (enviado → observado) and "Reglas de revisión".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from poa_desktop.poa.checks import revisar
from poa_desktop.poa.claves import con_clave, resultados_con_clave
from poa_desktop.poa.evaluacion import Evaluacion, ResultadoLinea, evaluar
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea, claves_observadas
from poa_desktop.poa.periodos import MESES, Periodo, meses_en_palabras
from poa_desktop.poa.problems import Gravedad, Problem, TipoLugar
from poa_desktop.poa.records import EstadoEvidencia, LineaAccion, Poa

MANY = 6
"""Up to so many líneas with the same finding are told one by one, with their texts."""

_OF_AVANCE = {
    "sin-capturar",
    "realizado-sin-programar",
    "variacion-sin-justificar",
    "evidencia-falta",
    "evidencia-repetida",
}
"""Checks of what is reported, in any period: here the period's own are told instead."""
_OF_GASTOS = {
    "gasto-excede",
    "gasto-no-previsto",
    "gasto-sin-comprobante",
    "gasto-repetido",
}
"""Avisos about spending: they belong to neither the plan nor the avance."""


_WHOLE = "El POA en su conjunto"


@dataclass(frozen=True, slots=True)
class Observacion:
    """One finding: the clave of its record (A3.1; "POA" for the plan as a whole), and its words.

    *sujeto* is the text of the línea or the name of the block; "" where *texto* says it. Of many
    líneas told at once *clave* is how many, and *sujeto* their claves.
    """

    clave: str
    sujeto: str
    texto: str


@dataclass(frozen=True, slots=True)
class GrupoObservaciones:
    """Findings with one answer: *que_hacer* is what the dependencia is asked for.

    *informa*: told for the record, nothing is asked for any more.
    """

    titulo: str
    que_hacer: str
    observaciones: tuple[Observacion, ...]
    informa: bool = False


def observaciones_de(
    poa: Poa, periodo: Periodo, hoy: date, asked: Iterable[ObservacionLinea] = ()
) -> tuple[GrupoObservaciones, ...]:
    """Everything to observe in a period; groups without a finding are left out.

    *asked* is what Planeación observed línea by línea: it comes first. *hoy* decides
    which months are due, and whether the period is over: before that no justificación is missing.
    Raises PoaError for a period of another ejercicio.
    """
    evaluacion = evaluar(poa, periodo, hoy)
    meses = periodo.meses
    own = tuple(each for each in asked if each.dentro_de(periodo))
    groups = (
        _group(
            "Observaciones de Planeación",
            "Corrija lo que se señala y responda cada una en POA Desktop.",
            _asked(poa, periodo, own, EstadoObservacion.PENDIENTE),
        ),
        GrupoObservaciones(
            "Observaciones respondidas",
            "Nada por ahora: la respuesta está en revisión.",
            tuple(_asked(poa, periodo, own, EstadoObservacion.RESPONDIDA)),
            informa=True,
        ),
        _group(
            "Evidencias observadas",
            "Sustituya cada archivo, o atienda lo que se señala.",
            _observed(evaluacion, meses),
        ),
        _group(
            "Líneas de acción sin capturar",
            "Capture lo realizado; si no se hizo nada, escriba 0.",
            gathered(_uncaptured(evaluacion)),
        ),
        _group(
            "Variaciones sin justificación",
            "Escriba la justificación de cada variación.",
            _unjustified(evaluacion, hoy),
        ),
        _group(
            "Avance reportado sin evidencia",
            "Adjunte la evidencia de cada mes.",
            gathered(_without_evidence(evaluacion, meses)),
        ),
        *_of_plan(poa, hoy),
    )
    return tuple(group for group in groups if group.observaciones)


def _group(titulo: str, que_hacer: str, found: Iterable[Observacion]) -> GrupoObservaciones:
    return GrupoObservaciones(titulo, que_hacer, tuple(found))


def _asked(
    poa: Poa, periodo: Periodo, own: Iterable[ObservacionLinea], estado: EstadoObservacion
) -> Iterator[Observacion]:
    """What was asked and is in a state, in printing order, with the answer where there is one."""
    claves = claves_observadas(poa)
    places = {key: place for place, key in enumerate(claves)}
    wanted = [each for each in own if each.estado is estado and each.linea_id in claves]
    for each in sorted(wanted, key=lambda one: places[one.linea_id]):
        clave, linea = claves[each.linea_id]
        when = "" if each.periodo == periodo else f"{each.periodo.en_palabras}: "
        rows = [f"{when}{each.texto}"]
        if each.respuesta:
            what = "Respuesta que no bastó" if each.regresada else "Respuesta"
            rows.append(f"{what} ({each.quien_responde}): {each.respuesta}")
        yield Observacion(clave, _WHOLE if linea is None else linea.texto, "\n".join(rows))


def gathered(found: Iterable[Observacion]) -> Iterator[Observacion]:
    """The findings, those that say the same of more than MANY líneas as one, in its first place.

    A letter that says "Sin evidencia de septiembre" forty times is not read.
    """
    by_text: dict[str, list[Observacion]] = {}
    for each in found:
        by_text.setdefault(each.texto, []).append(each)
    for text, same in by_text.items():
        if len(same) <= MANY:
            yield from same
        else:
            yield Observacion(f"{len(same)} líneas", ", ".join(e.clave for e in same), text)


def _observed(evaluacion: Evaluacion, meses: Sequence[int]) -> Iterator[Observacion]:
    for clave, result in resultados_con_clave(evaluacion):
        for mes in meses:
            for evidencia in result.linea.avances[mes - 1].evidencias:
                if evidencia.estado is EstadoEvidencia.OBSERVADA:
                    name = " ".join(evidencia.nombre.split())
                    text = f"{MESES[mes - 1].capitalize()}, «{name}»: {evidencia.motivo}"
                    yield Observacion(clave, result.linea.texto, text)


def _uncaptured(evaluacion: Evaluacion) -> Iterator[Observacion]:
    for clave, result in resultados_con_clave(evaluacion):
        if result.sin_capturar:
            text = f"Falta capturar {meses_en_palabras(result.sin_capturar)}."
            yield Observacion(clave, result.linea.texto, text)


def _unjustified(evaluacion: Evaluacion, hoy: date) -> Iterator[Observacion]:
    if evaluacion.periodo.fin >= hoy:
        return
    for clave, result in resultados_con_clave(evaluacion):
        if lacks_justification(result, evaluacion.meses):
            text = (
                f"Programado {format_cantidad(result.programado)}, realizado "
                f"{format_cantidad(result.realizado)} ({format_porcentaje(result.porcentaje)})."
            )
            yield Observacion(clave, result.linea.texto, text)


def lacks_justification(result: ResultadoLinea, meses: Sequence[int]) -> bool:
    """Whether a línea is outside the limits and nobody says why.

    What is not captured yet is no variation: the missing capture is told instead.
    """
    return (
        result.requiere_justificacion
        and not result.sin_capturar
        and not any(result.linea.avances[mes - 1].justificacion.strip() for mes in meses)
    )


def _without_evidence(evaluacion: Evaluacion, meses: Sequence[int]) -> Iterator[Observacion]:
    for clave, result in resultados_con_clave(evaluacion):
        bare = meses_sin_evidencia(result.linea, meses)
        if bare:
            text = f"Sin evidencia de {meses_en_palabras(bare)}."
            yield Observacion(clave, result.linea.texto, text)


def meses_sin_evidencia(linea: LineaAccion, meses: Sequence[int]) -> tuple[int, ...]:
    """The months reported as done (realizado above 0) without any evidencia."""

    def bare(mes: int) -> bool:
        avance = linea.avances[mes - 1]
        return bool(avance.realizado) and not avance.evidencias

    return tuple(mes for mes in meses if bare(mes))


def _of_plan(poa: Poa, hoy: date) -> Iterator[GrupoObservaciones]:
    """The checks of the plan, grouped by what to do, errors first."""
    claves = _claves(poa)
    groups: dict[tuple[bool, str], list[Observacion]] = {}
    for problem in revisar(poa, hoy):
        if not _is_told(problem):
            continue
        clave = claves.get((problem.donde.tipo, problem.donde.id), "POA")
        key = problem.gravedad is not Gravedad.ERROR, problem.que_hacer
        groups.setdefault(key, []).append(Observacion(clave, "", problem.mensaje))
    for (_, que_hacer), found in sorted(groups.items(), key=lambda pair: pair[0][0]):
        yield GrupoObservaciones("Revisión del plan", que_hacer, tuple(found))


def _is_told(problem: Problem) -> bool:
    if problem.regla in _OF_AVANCE:
        return False
    return problem.gravedad is Gravedad.ERROR or problem.regla not in _OF_GASTOS


def _claves(poa: Poa) -> dict[tuple[TipoLugar, int], str]:
    found: dict[tuple[TipoLugar, int], str] = {}
    for tipo, bloques in (
        (TipoLugar.PROGRAMA, poa.programas),
        (TipoLugar.ACTIVIDAD, poa.actividades),
    ):
        for bloque in bloques:
            found[tipo, bloque.id] = bloque.clave
            for clave, linea in con_clave(bloque):
                found[TipoLugar.LINEA, linea.id] = clave
    return found
