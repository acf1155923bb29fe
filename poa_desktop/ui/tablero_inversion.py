"""Planned spending of a node, as values; programas and actividades are never added together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from poa_desktop.poa.formats import format_dinero
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, Inversion, TipoInversion
from poa_desktop.ui.tablero_scope import Alcance, counted


@dataclass(frozen=True, slots=True)
class InversionData:
    """The figure in large type, what it is, and the rows of detail below it."""

    cifra: str
    que_es: str
    detalle: tuple[str, ...]


def inversion_de(alcance: Alcance) -> InversionData:
    """The planned spending of what a node covers.

    The actividades of a programa detail what the programa itself plans, so both are shown and
    never summed.
    """
    covered = (*alcance.bloques, *alcance.debajo)
    actividades = [each for each in covered if isinstance(each, Actividad)]
    programas = [each for each in covered if not isinstance(each, Actividad)]
    if alcance.tipo in (TipoLugar.ACTIVIDAD, TipoLugar.LINEA):
        return _of_one(alcance.bloques[0])
    if alcance.tipo is TipoLugar.PROGRAMA:
        own = _of_one(programas[0])
        if not actividades:
            return own
        sums = f"Sus actividades: {format_dinero(_sum(actividades))}, no se suman"
        return InversionData(own.cifra, own.que_es, (*own.detalle, sums))
    if not actividades:
        return _of_many(programas, "programa", "programas")
    whole = _of_many(actividades, "actividad", "actividades")
    if not any(each.ficha.inversion.monto for each in programas):
        return whole
    apart = f"Programas: {format_dinero(_sum(programas))}, no se suman"
    return InversionData(whole.cifra, whole.que_es, (*whole.detalle, apart))


def _of_many(bloques: Sequence[Bloque], one: str, many: str) -> InversionData:
    kinds = [each.ficha.inversion.tipo for each in bloques]
    with_amount = counted(kinds.count(TipoInversion.MONTO), one, many)
    free = kinds.count(TipoInversion.NO_GENERA_GASTO)
    undefined = kinds.count(TipoInversion.SIN_DEFINIR)
    detail = []
    if free:
        detail.append(f"{free} no {'genera' if free == 1 else 'generan'} gasto")
    if undefined:
        detail.append(f"{undefined} sin definir")
    return InversionData(
        format_dinero(_sum(bloques)),
        f"suma de {with_amount}",
        (" · ".join(detail),) if detail else (),
    )


def _of_one(bloque: Bloque) -> InversionData:
    inversion = bloque.ficha.inversion
    noun = "de la actividad" if isinstance(bloque, Actividad) else "del programa"
    detail = (inversion.nota,) if inversion.nota else ()
    return InversionData(_figure(inversion), f"{noun} {bloque.numero}", detail)


def _figure(inversion: Inversion) -> str:
    if inversion.tipo is TipoInversion.MONTO and inversion.monto is not None:
        return format_dinero(inversion.monto)
    if inversion.tipo is TipoInversion.NO_GENERA_GASTO:
        return "No genera gasto"
    return "Sin definir"


def _sum(bloques: Iterable[Bloque]) -> Decimal:
    return sum((each.ficha.inversion.monto or Decimal(0) for each in bloques), Decimal(0))
