"""What each cell of the gastos shows, is edited as, and says when the pointer rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.poa.formats import fecha_corta
from poa_desktop.ui.gastos.reading import CAMPOS, Campo, plain, write
from poa_desktop.ui.grid.look import CellLook
from poa_desktop.ui.plain_text import plain_tip

if TYPE_CHECKING:
    from poa_desktop.ui.gastos.model import GastosModel

TITLES = ("Fecha", "Importe", "Partida", "Concepto", "Comprobantes")
TIPS = (
    "Día del gasto: día/mes/año",
    "Pesos y centavos",
    "Partida del clasificador por objeto del gasto (COG), de tres a cinco dígitos; puede faltar",
    "En qué se gastó",
    "Facturas y recibos del gasto; se adjuntan abajo",
)
PROOFS = len(CAMPOS)  # the column of the comprobantes
NEW_ROW = "Agregar gasto…"


def look_of(model: GastosModel, row: int, column: int) -> CellLook:
    """How a cell is drawn."""
    gasto = model.gasto_at(row)
    if gasto is None:
        return _new_look(model, column)
    locked = bool(model.lock_at(row))
    if column == PROOFS:
        count = len(gasto.comprobantes)
        return CellLook(str(count) if count else "—", soft=not count, locked=locked)
    campo = CAMPOS[column]
    warning = campo is Campo.FECHA and model.outside(gasto)
    left = campo is not Campo.IMPORTE
    return CellLook(write(campo, gasto), left=left, warning=warning, locked=locked)


def _new_look(model: GastosModel, column: int) -> CellLook:
    """The empty row: what was typed in it, else softly what to do and the fecha it would have."""
    if column == PROOFS:
        return CellLook()
    campo = CAMPOS[column]
    left = campo is not Campo.IMPORTE
    if campo in model.draft:
        return CellLook(model.draft[campo], left=left)
    proposed = {Campo.FECHA: fecha_corta(model.proposed_fecha()), Campo.CONCEPTO: NEW_ROW}
    return CellLook(proposed.get(campo, ""), left=left, soft=True)


def typed_of(model: GastosModel, row: int, column: int) -> str:
    """The text with which a cell's editor begins."""
    if column == PROOFS:
        return ""
    gasto, campo = model.gasto_at(row), CAMPOS[column]
    if gasto is not None:
        return plain(campo, gasto)
    proposed = fecha_corta(model.proposed_fecha()) if campo is Campo.FECHA else ""
    return model.draft.get(campo, proposed)


def tooltip_of(model: GastosModel, row: int, column: int) -> str:
    """What a cell says when the pointer rests on it."""
    gasto = model.gasto_at(row)
    if gasto is None:
        return "Escriba aquí un gasto: se guarda al tener fecha e importe."
    if locked := model.lock_at(row):
        return f"Bloqueado. {locked}"
    if column == PROOFS:
        names = [each.nombre for each in gasto.comprobantes]
        return plain_tip("\n".join(names)) or "Sin comprobante: adjúntelo abajo."
    if column == 0 and model.outside(gasto):
        return f"Fuera del ejercicio {model.ejercicio}"
    return plain_tip(gasto.concepto) if CAMPOS[column] is Campo.CONCEPTO else ""
