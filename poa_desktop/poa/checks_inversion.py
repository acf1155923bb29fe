"""Checks of what is spent: the gastos of an actividad against its inversión and the ejercicio."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from poa_desktop.poa.checks_contexto import Contexto, Hallazgo, SitioBloque, cita
from poa_desktop.poa.formats import fecha_corta, format_dinero
from poa_desktop.poa.records import Actividad, Gasto, TipoInversion
from poa_desktop.poa.text import comparable


def _gastos(sitio: SitioBloque) -> tuple[Gasto, ...]:
    """The gastos of an actividad; a programa has none of its own."""
    return sitio.bloque.gastos if isinstance(sitio.bloque, Actividad) else ()


def _count(number: int) -> str:
    return "1 gasto" if number == 1 else f"{number} gastos"


def gasto_excede(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """More is spent than the inversión that the ficha programs."""
    monto = sitio.bloque.ficha.inversion.monto
    ejercida = sum((gasto.importe for gasto in _gastos(sitio)), Decimal(0))
    if monto is not None and ejercida > monto:
        yield (
            sitio.lugar("gastos"),
            f"Se han ejercido {format_dinero(ejercida)} de {format_dinero(monto)} programados: "
            f"excede por {format_dinero(ejercida - monto)}.",
        )


def gasto_no_previsto(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Something is spent where the ficha says "No genera gasto", or says nothing."""
    gastos, tipo = _gastos(sitio), sitio.bloque.ficha.inversion.tipo
    if gastos and tipo is not TipoInversion.MONTO:
        says = (
            "dice «No genera gasto»"
            if tipo is TipoInversion.NO_GENERA_GASTO
            else "no dice cuánta inversión hay programada"
        )
        yield sitio.lugar("gastos"), f"La ficha {says}, pero hay {_count(len(gastos))}."


def gasto_fuera_del_ejercicio(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """A gasto is dated in another year: one finding an actividad."""
    ejercicio = contexto.poa.ejercicio
    outside = [gasto for gasto in _gastos(sitio) if gasto.fecha.year != ejercicio]
    if outside:
        first = f"{fecha_corta(outside[0].fecha)}, {format_dinero(outside[0].importe)}"
        told = (
            f"Un gasto tiene fecha fuera del ejercicio {ejercicio}: {first}."
            if len(outside) == 1
            else f"{len(outside)} gastos tienen fecha fuera del ejercicio {ejercicio}; el primero: "
            f"{first}."
        )
        yield sitio.lugar("gastos", outside[0].id), told


def gasto_sin_comprobante(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Gastos without any comprobante, counted: a list by gasto would hide everything else."""
    gastos = _gastos(sitio)
    missing = sum(not gasto.comprobantes for gasto in gastos)
    if missing:
        verb = "no tiene" if missing == 1 else "no tienen"
        yield (
            sitio.lugar("comprobantes"),
            f"{missing} de {_count(len(gastos))} {verb} comprobante.",
        )


def gasto_repetido(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Gastos of one day, importe and concepto, captured twice perhaps: one finding an actividad."""
    gastos = _gastos(sitio)
    if len(gastos) < 2:
        return
    keys = [(each.fecha, each.importe, comparable(each.concepto)) for each in gastos]
    times = Counter(keys)
    repeated = [each for each, key in zip(gastos, keys, strict=True) if times[key] > 1]
    if repeated:
        first = repeated[0]
        yield (
            sitio.lugar("gastos", repeated[1].id),
            f"{len(repeated)} gastos parecen repetidos: {fecha_corta(first.fecha)}, "
            f"{format_dinero(first.importe)}, {cita(first.concepto)}.",
        )
