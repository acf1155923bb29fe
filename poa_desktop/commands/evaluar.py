"""evaluar and revisar: the evaluation of a period, and what the checks find."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from poa_desktop.commands.outcome import Clock, Outcome, choose_poa, open_to_read
from poa_desktop.poa.checks import revisar as find_problems
from poa_desktop.poa.claves import resultados_con_clave
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import (
    REGLAS_EN_PALABRAS,
    Evaluacion,
    Medida,
    ResultadoBloque,
    ResultadoLinea,
)
from poa_desktop.poa.evaluacion import (
    evaluar as evaluate,
)
from poa_desktop.poa.formats import (
    cantidad_number,
    exact_porcentaje,
    fecha_corta,
    format_cantidad,
    format_porcentaje,
)
from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.problems import Problem
from poa_desktop.poa.records import Poa, Regla
from poa_desktop.poa.sello import Sello


def evaluar(
    path: Path,
    clock: Clock,
    periodo: str,
    *,
    acumulado: bool = False,
    regla: str | None = None,
    dependencia: str | None = None,
    ejercicio: int | None = None,
) -> Outcome:
    """Evaluate a POA in a period; of a closed one what was frozen, unless another rule is asked
    for. A rule that does not apply is refused with its reason."""
    window = parse_periodo(periodo)
    with open_to_read(path, clock) as store:
        poa = choose_poa(store, dependencia, ejercicio, window.ejercicio)
        closed = _cierre_of(store.sellos(poa.id), poa, window)
        if closed is not None:
            sealed = store.congelado(closed).poa
            if regla in (None, sealed.reglas.regla):
                poa = sealed
            else:
                closed = None  # what comes of it is not what was signed
    if poa.ejercicio != window.ejercicio:
        raise PoaError(
            f"El POA es del ejercicio {poa.ejercicio}: escriba un periodo de ese año, por ejemplo "
            f"{poa.ejercicio}-{window.codigo}."
        )
    reglas = replace(poa.reglas, regla=Regla(regla)) if regla else poa.reglas
    evaluacion = evaluate(poa, window, clock().date(), acumulado=acumulado, reglas=reglas)
    if evaluacion.total.rechazo is not None:
        raise PoaError(evaluacion.total.rechazo)
    data = evaluacion_data(evaluacion)
    if closed is not None:
        data["cierre"] = {
            "folio": closed.folio,
            "version": closed.version,
            "cuando": closed.cuando.isoformat(timespec="seconds"),
        }
    return Outcome(_text(evaluacion, poa.titulo, closed), data)


def _cierre_of(sellos: Sequence[Sello], poa: Poa, periodo: Periodo) -> Sello | None:
    """The seal of a period that is closed now."""
    folio = next((each.folio for each in poa.cierres if each.periodo == periodo), None)
    return next((each for each in sellos if each.folio == folio), None)


def evaluacion_data(evaluacion: Evaluacion) -> dict[str, Any]:
    """The JSON document of the contract."""
    return {
        "periodo": str(evaluacion.periodo),
        "acumulado": evaluacion.acumulado,
        "regla": evaluacion.reglas.regla.value,
        **medida_data(evaluacion.total),
        "subtotales": {
            "programas": medida_data(evaluacion.subtotal_programas),
            "actividades": medida_data(evaluacion.subtotal_actividades),
        },
        "programas": [_bloque_data(each) for each in evaluacion.programas],
        "actividades": [_bloque_data(each) for each in evaluacion.actividades],
        "lineas": [_linea_data(clave, linea) for clave, linea in resultados_con_clave(evaluacion)],
    }


def medida_data(medida: Medida) -> dict[str, Any]:
    """A measure as JSON."""

    def figure(value: int | None) -> int | float | None:
        if value is None or medida.regla is not Regla.CANTIDADES:
            return value
        return cantidad_number(value)

    return {
        "proyectadas": figure(medida.proyectadas),
        "realizadas": figure(medida.realizadas),
        "porcentaje": exact_porcentaje(medida.porcentaje),
        "semaforo": medida.semaforo.value,
    }


def _bloque_data(resultado: ResultadoBloque) -> dict[str, Any]:
    bloque = resultado.bloque
    return {"numero": bloque.numero, "nombre": bloque.nombre, **medida_data(resultado.medida)}


def _linea_data(clave: str, linea: ResultadoLinea) -> dict[str, Any]:
    return {
        "clave": clave,
        "texto": linea.linea.texto,
        "unidad_medida": linea.linea.unidad_medida,
        "programado": cantidad_number(linea.programado),
        "realizado": cantidad_number(linea.realizado),
        "porcentaje": exact_porcentaje(linea.porcentaje),
        "actos_proyectados": linea.actos_proyectados,
        "actos_realizados": linea.actos_realizados,
        "estado": linea.estado.value,
        "semaforo": linea.semaforo.value,
        "sin_capturar": list(linea.sin_capturar),
        "requiere_justificacion": linea.requiere_justificacion,
    }


def _text(evaluacion: Evaluacion, titulo: str, closed: Sello | None = None) -> str:
    view = "acumulado" if evaluacion.acumulado else "del periodo"
    day = "" if closed is None else fecha_corta(closed.cuando.date())
    seal = "" if closed is None else f", cerrado el {day}, folio {closed.folio}"
    rows = [
        titulo,
        f"{evaluacion.periodo.en_palabras} ({view}){seal}",
        REGLAS_EN_PALABRAS[evaluacion.reglas.regla],
        "",
        f"Total: {medida_text(evaluacion.total)}",
        f"  Programas: {medida_text(evaluacion.subtotal_programas)}",
        f"  Actividades: {medida_text(evaluacion.subtotal_actividades)}",
        "",
    ]
    for each in evaluacion.bloques:
        rows.append(f"{each.bloque.clave:>4} {medida_text(each.medida)} · {each.bloque.nombre}")
    return "\n".join(rows)


def medida_text(medida: Medida) -> str:
    """The percentage explained: "14 realizadas / 18 proyectadas × 100 = 77.8 % (En riesgo)"."""
    result = f"{format_porcentaje(medida.porcentaje)} ({medida.semaforo.palabra})"
    if medida.proyectadas is None or medida.realizadas is None or medida.porcentaje is None:
        return result
    if medida.regla is Regla.CANTIDADES:
        done, due = format_cantidad(medida.realizadas), format_cantidad(medida.proyectadas)
    else:
        done, due = str(medida.realizadas), str(medida.proyectadas)
    return f"{done} realizadas / {due} proyectadas × 100 = {result}"


def revisar(
    path: Path, clock: Clock, *, dependencia: str | None = None, ejercicio: int | None = None
) -> Outcome:
    """What the checks find, in every POA of the file that fits."""
    with open_to_read(path, clock) as store:
        if dependencia is None and ejercicio is None:
            poas = store.archivo().poas
        else:
            poas = (choose_poa(store, dependencia, ejercicio),)
        hoy = clock().date()
        found = [(poa, find_problems(poa, hoy, store.observaciones(poa.id))) for poa in poas]
    rows: list[str] = []
    for poa, problems in found:
        rows.append(f"{poa.titulo}: {len(problems)} observaciones")
        rows += [problem_text(problem) for problem in problems]
    data = {"problemas": [problem_data(each, poa.titulo) for poa, list_ in found for each in list_]}
    return Outcome("\n".join(rows), data)


def problem_text(problem: Problem) -> str:
    """One problem in one row."""
    return (
        f"  [{problem.gravedad.value}] {problem.donde.etiqueta}: {problem.mensaje} "
        f"{problem.que_hacer}"
    )


def problem_data(problem: Problem, poa: str | None = None) -> dict[str, Any]:
    """One problem as JSON."""
    donde = problem.donde
    return {
        "poa": poa,
        "regla": problem.regla,
        "gravedad": problem.gravedad.value,
        "donde": {
            "tipo": donde.tipo.value,
            "etiqueta": donde.etiqueta,
            "campo": donde.campo,
            "mes": donde.mes,
        },
        "mensaje": problem.mensaje,
        "que_hacer": problem.que_hacer,
    }
