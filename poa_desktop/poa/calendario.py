"""The schedule: which months carry acts."""

from datetime import date

from poa_desktop.poa.periodos import Temporalidad, periodos_de
from poa_desktop.poa.records import SIN_PROGRAMAR, Ficha

UN_ACTO = 100  # hundredths


def meses_vigentes(ficha: Ficha, ejercicio: int) -> tuple[int, ...]:
    """Months (1–12) of the ejercicio that lie within Del–al; an open end is the year's end."""
    first = ficha.periodo_del or date(ejercicio, 1, 1)
    last = ficha.periodo_al or date(ejercicio, 12, 31)
    if first > last or first.year > ejercicio or last.year < ejercicio:
        return ()
    start = first.month if first.year == ejercicio else 1
    end = last.month if last.year == ejercicio else 12
    return tuple(range(start, end + 1))


def programado_predeterminado(ficha: Ficha, ejercicio: int) -> tuple[int, ...]:
    """Default schedule of a línea: twelve quantities in hundredths.

    One act in the last month of each evaluation period of the temporalidad, within Del–al: a
    period that Del–al cuts short has its act in its last month that is left (March to May,
    trimestral: March and May). Without a temporalidad nothing is scheduled.
    """
    if ficha.temporalidad is None:
        return SIN_PROGRAMAR
    return _one_act_each(ficha.temporalidad, ejercicio, meses_vigentes(ficha, ejercicio))


def _one_act_each(
    temporalidad: Temporalidad, ejercicio: int, vigentes: tuple[int, ...]
) -> tuple[int, ...]:
    programado = [0] * 12
    for periodo in periodos_de(temporalidad, ejercicio):
        months = [mes for mes in periodo.meses if mes in vigentes]
        if months:
            programado[months[-1] - 1] = UN_ACTO
    return tuple(programado)


def total(cantidades: tuple[int | None, ...], meses: tuple[int, ...]) -> int:
    """Sum of the given months, in hundredths; sin capturar counts 0."""
    return sum(cantidades[mes - 1] or 0 for mes in meses)


def acumulado(cantidades: tuple[int | None, ...]) -> tuple[int, ...]:
    """Running sum over the twelve months, in hundredths."""
    sums: list[int] = []
    for cantidad in cantidades:
        sums.append((sums[-1] if sums else 0) + (cantidad or 0))
    return tuple(sums)
