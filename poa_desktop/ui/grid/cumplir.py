"""The commonest capture of all: it was done as programado."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from poa_desktop.ui.grid.block import Selected
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import Cantidad, CellKey

_NOTHING = "Elija celdas de realizado que tengan programación."


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """What to capture, and a sentence that says it and what was passed over."""

    values: Mapping[CellKey, int | None]
    told: str


def as_programmed(model: MonthGridModel, selected: Selected) -> Fulfilled:
    """Realizado as programado, for the selected cells whose month has begun, is free, has
    programación and no capture yet. What was captured is never written over.
    """
    values: dict[CellKey, int | None] = {}
    captured = later = locked = 0
    for (number, _), key in selected.cells.items():
        linea = model.rows[number].linea
        assert linea is not None
        planned = linea.programado[key.mes - 1]
        if key.cantidad is not Cantidad.REALIZADO or not planned:
            continue
        if linea.avances[key.mes - 1].realizado is not None:
            captured += 1
        elif date(model.ejercicio, key.mes, 1) > model.hoy:
            later += 1
        elif model.rows[number].candado(key.mes):
            locked += 1
        else:
            values[key] = planned
    return Fulfilled(values, _told(len(values), captured, later, locked))


def _told(done: int, captured: int, later: int, locked: int) -> str:
    parts = []
    if done:
        parts.append(f"Se capturó lo programado en {done} {'celda' if done == 1 else 'celdas'}.")
    if captured:
        parts.append(f"{captured} ya {'tenía' if captured == 1 else 'tenían'} captura.")
    if later:
        parts.append(f"{later} {'es' if later == 1 else 'son'} de meses que no empiezan.")
    if locked:
        parts.append(f"{locked} {'está bloqueada' if locked == 1 else 'están bloqueadas'}.")
    return " ".join(parts) or _NOTHING
