"""Inversión of a node, planned and spent; programas and actividades are never added together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from poa_desktop.poa.formats import format_dinero
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, Gasto, Inversion, TipoInversion
from poa_desktop.tablero.last_year import LastYear
from poa_desktop.tablero.scope import Alcance, Selection, counted


@dataclass(frozen=True, slots=True)
class InversionData:
    """What is planned (*cifra* in large type, what it is, rows of detail) and what is spent.

    *programado* is the amount that spending is held against, None where no amount is planned.
    *ejercido* is the year's spending so far and *en_periodo* that of the chosen period, in pesos;
    both are None where no gasto can be captured (a programa without actividades). *anterior* is
    last year's spending in words, "" without one. *lugar* is the node whose gastos these are.
    """

    cifra: str
    que_es: str
    detalle: tuple[str, ...]
    programado: Decimal | None = None
    ejercido: Decimal | None = None
    en_periodo: Decimal | None = None
    periodo: str = ""
    anterior: str = ""
    lugar: Selection | None = None
    excedidas: int = 0
    """How many of several actividades have spent more than they plan."""

    @property
    def porcentaje(self) -> Fraction | None:
        """Spent / planned × 100, exact; None where no amount is planned or nothing can be spent."""
        return porcentaje_ejercido(self.programado, self.ejercido)

    @property
    def excedente(self) -> Decimal:
        """Pesos spent beyond the plan; all of it where no amount is planned."""
        return max((self.ejercido or Decimal(0)) - (self.programado or Decimal(0)), Decimal(0))


def porcentaje_ejercido(programado: Decimal | None, ejercido: Decimal | None) -> Fraction | None:
    """Spent / planned × 100, exact; None where no amount is planned or nothing can be spent."""
    if not programado or ejercido is None:
        return None
    return Fraction(ejercido) * 100 / Fraction(programado)


def inversion_de(
    alcance: Alcance, periodo: Periodo, last_year: LastYear | None = None
) -> InversionData:
    """Planned and spent of what a node covers.

    The actividades of a programa detail what the programa itself plans, so both are shown and
    never summed; only actividades have gastos.
    """
    planned = _planned(alcance)
    spent_by = [each for each in _covered(alcance) if isinstance(each, Actividad)]
    if not spent_by:
        return planned
    gastos = [gasto for each in spent_by for gasto in each.gastos]
    return replace(
        planned,
        ejercido=_total(gastos),
        excedidas=sum(map(_exceeds, spent_by)) if len(spent_by) > 1 else 0,
        en_periodo=_total(
            gasto for gasto in gastos if periodo.inicio <= gasto.fecha <= periodo.fin
        ),
        periodo=periodo.corto,
        lugar=_node(alcance),
        anterior=_last_year(last_year),
    )


def _node(alcance: Alcance) -> Selection:
    """Where the gastos are captured: a línea has none of its own, its actividad does."""
    if alcance.tipo is TipoLugar.LINEA:
        return TipoLugar.ACTIVIDAD, alcance.bloques[0].id
    return alcance.tipo, alcance.id


def _exceeds(actividad: Actividad) -> bool:
    return actividad.ejercido > (actividad.ficha.inversion.monto or 0)


def _covered(alcance: Alcance) -> tuple[Bloque, ...]:
    return (*alcance.bloques, *alcance.debajo)


def _total(gastos: Iterable[Gasto]) -> Decimal:
    return sum((gasto.importe for gasto in gastos), Decimal(0))


def _last_year(last_year: LastYear | None) -> str:
    if last_year is None:
        return ""
    before = [each for each in _covered(last_year.alcance) if isinstance(each, Actividad)]
    spent = sum((each.ejercido for each in before), Decimal(0))
    return f"{last_year.ejercicio}: {format_dinero(spent)} ejercidos" if spent else ""


def _planned(alcance: Alcance) -> InversionData:
    covered = _covered(alcance)
    actividades = [each for each in covered if isinstance(each, Actividad)]
    programas = [each for each in covered if not isinstance(each, Actividad)]
    if alcance.tipo in (TipoLugar.ACTIVIDAD, TipoLugar.LINEA):
        return _of_one(alcance.bloques[0])
    if alcance.tipo is TipoLugar.PROGRAMA:
        own = _of_one(programas[0])
        if not actividades:
            return own
        return _of_actividades(own, actividades)
    if not actividades:
        return _of_many(programas, "programa", "programas")
    whole = _of_many(actividades, "actividad", "actividades")
    if not any(each.ficha.inversion.monto for each in programas):
        return whole
    apart = f"Programas: {format_dinero(_sum(programas))}, no se suman"
    return replace(whole, detalle=(*whole.detalle, apart))


def _of_actividades(own: InversionData, actividades: Sequence[Actividad]) -> InversionData:
    """A programa that plans no amount of its own: what its actividades plan."""
    whole = _of_many(actividades, "actividad", "actividades")
    return replace(whole, detalle=(*whole.detalle, f"El programa: {own.cifra.lower()}"))


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
        _sum(bloques) or None,
    )


def _of_one(bloque: Bloque) -> InversionData:
    inversion = bloque.ficha.inversion
    noun = "de la actividad" if isinstance(bloque, Actividad) else "del programa"
    detail = (inversion.nota,) if inversion.nota else ()
    figure = _figure(inversion)
    return InversionData(figure, f"{noun} {bloque.numero}", detail, inversion.monto)


def _figure(inversion: Inversion) -> str:
    if inversion.tipo is TipoInversion.MONTO and inversion.monto is not None:
        return format_dinero(inversion.monto)
    if inversion.tipo is TipoInversion.NO_GENERA_GASTO:
        return "No genera gasto"
    return "Sin definir"


def _sum(bloques: Iterable[Bloque]) -> Decimal:
    return sum((each.ficha.inversion.monto or Decimal(0) for each in bloques), Decimal(0))


def exceeding(count: int) -> str:
    """How many actividades have spent more than they plan, as a sentence."""
    verb = "excede" if count == 1 else "exceden"
    return f"{counted(count, 'actividad', 'actividades')} {verb} lo programado"
