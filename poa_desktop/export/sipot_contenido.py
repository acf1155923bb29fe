"""What a POA has to say in the transparency formats: one row per programa and actividad.

"Each objetivo institucional" is read as the estrategia of each programa and the name of each
actividad: these are what the POA plans, measures and reports, so each row has an indicator with a
goal and a result. The objetivo/FIN of the dependencia, which has none of its own, stands in the
nota of objetivos and is the objetivo institucional of an actividad without programa.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from poa_desktop.export.sipot_campos import OBJETIVOS
from poa_desktop.export.xlsx_fill import Value
from poa_desktop.poa.evaluacion import (
    REGLAS_EN_PALABRAS,
    Evaluacion,
    Medida,
    ResultadoBloque,
    evaluar,
)
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, LineaAccion, Poa, Programa, Regla
from poa_desktop.tablero.last_year import last_year_of
from poa_desktop.tablero.scope import alcance_de

Fields = dict[str, Value]

FORMULA = "No. Act. Realizadas / No. Act. Proyectadas × 100"
SIN_PROGRAMACION = "Sin programación en el periodo"
NO_DISPONIBLE = "No disponible"
_MIDE = "Mide qué parte de lo proyectado para el periodo se realizó."

_INDICADOR = {
    Regla.ACTOS: "Porcentaje de actos realizados",
    Regla.ACTIVIDADES: "Porcentaje de actividades realizadas",
    Regla.PROMEDIO: "Promedio de avance de las líneas de acción",
    Regla.CANTIDADES: "Porcentaje de lo realizado contra lo programado",
}
_CONTADO = {Regla.ACTOS: "actos", Regla.ACTIVIDADES: "actividades", Regla.CANTIDADES: "unidades"}


@dataclass(frozen=True, slots=True)
class Fuente:
    """What the rows are made from: a POA, last year's of the same dependencia, period and day."""

    poa: Poa
    anterior: Poa | None
    periodo: Periodo
    hoy: date


@dataclass(frozen=True, slots=True)
class Renglon:
    """One row of the main sheet by campo, and the rows of its sub-table."""

    campos: Fields
    tabla: tuple[Fields, ...] = field(default=())


def renglones(clave: str, fuente: Fuente) -> list[Renglon]:
    """The rows of a format for one POA, programas first."""
    evaluacion = evaluar(fuente.poa, fuente.periodo, fuente.hoy)
    row_of: Callable[[Evaluacion, ResultadoBloque, Fuente], Renglon] = (
        _objetivo if clave == OBJETIVOS.clave else _indicador
    )
    return [row_of(evaluacion, each, fuente) for each in evaluacion.bloques]


def _shared(fuente: Fuente) -> Fields:
    return {
        "ejercicio": fuente.poa.ejercicio,
        "inicio": fuente.periodo.inicio,
        "termino": fuente.periodo.fin,
        "responsable": fuente.poa.dependencia.nombre,
        "validacion": fuente.hoy,
        "actualizacion": fuente.hoy,
    }


def _kind(bloque: Bloque) -> str:
    return f"{'programa' if isinstance(bloque, Programa) else 'actividad'} {bloque.numero}"


# -- objetivos y metas ---------------------------------------------------------------------------


def _objetivo(evaluacion: Evaluacion, resultado: ResultadoBloque, fuente: Fuente) -> Renglon:
    poa, bloque = fuente.poa, resultado.bloque
    estrategia = bloque.estrategia if isinstance(bloque, Programa) else ""
    note = (
        f"Programa Operativo Anual {poa.ejercicio}, {_kind(bloque)}: {bloque.nombre.rstrip(' .')}."
    )
    if poa.dependencia.objetivo_fin:
        note += f" Objetivo/FIN del área: {poa.dependencia.objetivo_fin}"
    name = _INDICADOR[evaluacion.reglas.regla]
    of_kind = "del" if isinstance(bloque, Programa) else "de la"
    whole: Fields = {
        "indicador": f"{name} {of_kind} {_kind(bloque)} ({FORMULA})",
        "meta": bloque.ficha.metas or _planned_year(bloque.lineas, poa.ejercicio),
        "unidad": "Porcentaje",
    }
    lines: list[Fields] = [
        {
            "indicador": f"Porcentaje de actos realizados de la línea de acción: {linea.texto}",
            "meta": _planned_year((linea,), poa.ejercicio),
            "unidad": "Porcentaje",
        }
        for linea in bloque.lineas
    ]
    return Renglon(
        {
            **_shared(fuente),
            "area": poa.dependencia.nombre,
            "objetivo": estrategia or bloque.nombre,
            "nota": note,
        },
        (whole, *lines),
    )


def _planned_year(lineas: tuple[LineaAccion, ...], ejercicio: int) -> str:
    """The year's goal: every act done. One línea also says its quantity; units are not added."""
    acts = sum(cantidad > 0 for linea in lineas for cantidad in linea.programado)
    if not acts:
        return f"Sin programación en {ejercicio}"
    goal = f"100 % de {acts} {'acto programado' if acts == 1 else 'actos programados'}"
    if len(lineas) == 1:
        quantity = format_cantidad(sum(lineas[0].programado))
        goal += f" (cantidad: {quantity}; unidad: {lineas[0].unidad_medida})"
    return f"{goal} en {ejercicio}"


# -- indicadores de resultados -------------------------------------------------------------------


def _indicador(evaluacion: Evaluacion, resultado: ResultadoBloque, fuente: Fuente) -> Renglon:
    poa, bloque, medida = fuente.poa, resultado.bloque, resultado.medida
    regla = evaluacion.reglas.regla
    temporalidad = bloque.ficha.temporalidad
    base = _last_year(fuente, bloque)
    return Renglon(
        {
            **_shared(fuente),
            "programa": bloque.nombre,
            "objetivo": _objetivo_institucional(poa, bloque),
            "indicador": _INDICADOR[regla],
            "dimension": "Eficacia",
            "definicion": f"{_MIDE} {REGLAS_EN_PALABRAS[regla]}",
            "metodo": _method(medida),
            "unidad": "Porcentaje",
            "frecuencia": temporalidad.etiqueta if temporalidad else None,
            "base": base or NO_DISPONIBLE,
            "metas": " ".join(filter(None, (_goal(medida), bloque.ficha.metas))),
            "avance": _progress(medida),
            "sentido": "Ascendente",
            "fuente": f"Programa Operativo Anual {poa.ejercicio} de {poa.dependencia.nombre} y su "
            "avance mensual con evidencias",
            "nota": _note(fuente, bloque, medida, bool(base)),
        }
    )


def _objetivo_institucional(poa: Poa, bloque: Bloque) -> str:
    if isinstance(bloque, Actividad):
        of = next((each for each in poa.programas if each.id == bloque.programa_id), None)
    else:
        of = bloque
    return (of.estrategia if of else "") or poa.dependencia.objetivo_fin or bloque.nombre


def _counts(medida: Medida) -> tuple[str, str] | None:
    """Realizadas and proyectadas in figures; None where the rule counts nothing."""
    if medida.proyectadas is None or medida.realizadas is None:
        return None
    if medida.regla is Regla.CANTIDADES:
        return format_cantidad(medida.realizadas), format_cantidad(medida.proyectadas)
    return str(medida.realizadas), str(medida.proyectadas)


def _method(medida: Medida) -> str:
    if medida.regla is Regla.PROMEDIO:
        return "Promedio de (realizado / programado × 100) de las líneas de acción, 100 % máximo"
    counts = _counts(medida)
    if counts is None or not medida.proyectadas:
        return FORMULA
    return f"{FORMULA}: {counts[0]} / {counts[1]} × 100"


def _goal(medida: Medida) -> str:
    counts = _counts(medida)
    if medida.regla is Regla.PROMEDIO:
        return SIN_PROGRAMACION + "." if medida.porcentaje is None else "100 % en el periodo."
    if counts is None or not medida.proyectadas:
        return f"{SIN_PROGRAMACION}."
    return f"100 %: {counts[1]} {_CONTADO[medida.regla]} en el periodo."


def _progress(medida: Medida) -> str:
    """The percentage exactly as the hoja de evaluación prints it."""
    if medida.rechazo is not None:
        return "No calculable"
    if medida.porcentaje is None:
        return SIN_PROGRAMACION
    return format_porcentaje(medida.porcentaje)


def _last_year(fuente: Fuente, bloque: Bloque) -> str:
    tipo = TipoLugar.PROGRAMA if isinstance(bloque, Programa) else TipoLugar.ACTIVIDAD
    alcance = alcance_de(fuente.poa, tipo, bloque.id)
    before = last_year_of(alcance, fuente.poa, fuente.anterior, fuente.hoy)
    porcentaje = before.porcentaje(fuente.periodo.meses) if before else None
    if before is None or porcentaje is None:
        return ""
    periodo = Periodo(before.ejercicio, fuente.periodo.letra, fuente.periodo.numero)
    return f"{format_porcentaje(porcentaje)} ({periodo.en_palabras})"


def _note(fuente: Fuente, bloque: Bloque, medida: Medida, has_base: bool) -> str:
    poa, counts = fuente.poa, _counts(medida)
    said = [f"POA {poa.ejercicio}, {_kind(bloque)}; {fuente.periodo.en_palabras}."]
    if medida.rechazo is not None:
        said.append(medida.rechazo)
    elif counts is not None and medida.proyectadas:
        what = _CONTADO[medida.regla]
        said.append(f"Se realizaron {counts[0]} de {counts[1]} {what}.")
    if not has_base:
        said.append(f"La línea base no está disponible: no hay dato comparable de "
                    f"{poa.ejercicio - 1}.")  # fmt: skip
    if bloque.ficha.temporalidad is None:
        said.append("El POA no indica la frecuencia de medición.")
    return " ".join(said)
