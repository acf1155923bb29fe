"""What the random histories say of closed months: how they are completed, and what they hold."""

from collections.abc import Iterable

from sqlite_utils import Database

from poa_desktop.data import lineas
from poa_desktop.poa.records import LineaAccion, Poa

_NOTHING = LineaAccion(0, "").avances[0]


def complete_months(db: Database, poa: Poa, meses: Iterable[int]) -> None:
    """Report what is planned in some months that are open, so that nothing asks for a reason."""
    for linea in poa.lineas:
        for mes in set(meses) - poa.meses_cerrados:
            planned = linea.programado[mes - 1]
            lineas.edit_avance(db, linea.id, mes, realizado=planned or None)


def closed_records(poa: Poa) -> dict[int, object]:
    """What the closed months of a POA hold: of each línea with its unit, and of each gasto
    (negative)."""
    found: dict[int, object] = {}
    for linea in poa.lineas:
        held = [
            (mes, linea.programado[mes - 1], linea.avances[mes - 1])
            for mes in sorted(poa.meses_cerrados)
        ]
        if any(planned or avance != _NOTHING for _, planned, avance in held):
            found[linea.id] = linea.unidad_medida, held
    for actividad in poa.actividades:
        for gasto in actividad.gastos:
            if gasto.fecha.year == poa.ejercicio and gasto.fecha.month in poa.meses_cerrados:
                found[-gasto.id] = actividad.id, gasto
    return found
