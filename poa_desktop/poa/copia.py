"""The plan of a year as the beginning of another year's: what goes along and what does not."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.records import (
    SIN_AVANCES,
    SIN_PROGRAMAR,
    Actividad,
    Bloque,
    Copia,
    EstadoPoa,
    Ficha,
    Inversion,
    LineaAccion,
    Poa,
    Programa,
    TipoInversion,
)


class ProgramacionCopia(StrEnum):
    """Which schedule the líneas of the new year begin with."""

    COPIADA = "copiada"
    PREDETERMINADA = "predeterminada"
    NINGUNA = "ninguna"


@dataclass(frozen=True, slots=True)
class OpcionesCopia:
    """What goes along. Never avances, evidencias or gastos, and no date of signature.

    Without *inversion* amounts become «sin definir»; «No genera gasto» stays, for it is no amount.
    """

    programacion: ProgramacionCopia = ProgramacionCopia.COPIADA
    inversion: bool = True
    beneficiados: bool = True
    diagnostico: bool = True


def copiar(poa: Poa, ejercicio: int, opciones: OpcionesCopia = OpcionesCopia()) -> Poa:
    """The plan of another *ejercicio* that begins with this one's texts. Ids are those of the
    original: who writes it gives new ones."""
    step = ejercicio - poa.ejercicio
    empty = Poa(0, poa.dependencia, ejercicio)

    def bloque(each: Bloque) -> Bloque:
        ficha = _ficha(each.ficha, step, opciones)
        lineas = tuple(_linea(one, ficha, ejercicio, opciones) for one in each.lineas)
        return replace(each, ficha=ficha, lineas=lineas)

    return replace(
        poa,
        ejercicio=ejercicio,
        fecha=None,
        estado=EstadoPoa.BORRADOR,
        revision=1,
        vision=poa.vision if opciones.diagnostico else empty.vision,
        mision=poa.mision if opciones.diagnostico else empty.mision,
        foda=poa.foda if opciones.diagnostico else empty.foda,
        programas=tuple(each for each in map(bloque, poa.programas) if isinstance(each, Programa)),
        actividades=tuple(
            replace(each, gastos=())
            for each in map(bloque, poa.actividades)
            if isinstance(each, Actividad)
        ),
        copia=Copia(poa.ejercicio, poa.dependencia.titular_nombre),
    )


def _ficha(ficha: Ficha, step: int, opciones: OpcionesCopia) -> Ficha:
    inversion = ficha.inversion
    if not opciones.inversion and inversion.tipo is TipoInversion.MONTO:
        inversion = Inversion()
    kept = opciones.beneficiados
    return replace(
        ficha,
        inversion=inversion,
        beneficiados_directos=_kept(ficha.beneficiados_directos, kept),
        beneficiados_indirectos=_kept(ficha.beneficiados_indirectos, kept),
        periodo_del=mover_fecha(ficha.periodo_del, step),
        periodo_al=mover_fecha(ficha.periodo_al, step, fin_de_mes=True),
    )


def _kept(text: str | None, keep: bool) -> str | None:
    """A row of the form that is there stays there, empty where its text does not come along."""
    return text if keep or text is None else ""


def _linea(
    linea: LineaAccion, ficha: Ficha, ejercicio: int, opciones: OpcionesCopia
) -> LineaAccion:
    programado = {
        ProgramacionCopia.COPIADA: linea.programado,
        ProgramacionCopia.PREDETERMINADA: programado_predeterminado(ficha, ejercicio),
        ProgramacionCopia.NINGUNA: SIN_PROGRAMAR,
    }[opciones.programacion]
    return replace(linea, programado=programado, avances=SIN_AVANCES)


def mover_fecha(day: date | None, step: int, *, fin_de_mes: bool = False) -> date | None:
    """A date some years later or earlier. A 29 February becomes the 28th where there is none;
    with *fin_de_mes* the last day of February stays the last one."""
    if day is None:
        return None
    year = min(max(day.year + step, date.min.year), date.max.year)
    last = monthrange(year, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return day.replace(year=year, day=last if fin_de_mes and ends else min(day.day, last))
