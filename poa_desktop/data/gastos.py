"""Writes of gastos: what an actividad has spent of its inversión."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.data.rows import Value
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import check_partida

if TYPE_CHECKING:
    from sqlite_utils import Database

MAX_IMPORTE = Decimal("99999999999.99")


def add(
    db: Database,
    actividad: int,
    fecha: date,
    importe: Decimal,
    *,
    partida: str = "",
    concepto: str = "",
) -> int:
    """Add a gasto to an actividad; gives its id. Raises PoaError for what `edit` refuses."""
    values: dict[str, Value] = {
        "fecha": fecha,
        "importe": importe,
        "partida": partida,
        "concepto": concepto,
    }
    return rows.insert(db, "gastos", actividad_id=actividad, **_checked(values))


def edit(db: Database, gasto: int, **fields: Value) -> None:
    """Change fecha, importe (pesos), partida or concepto.

    Raises PoaError when the importe is not above 0 or the partida is no number of the COG.
    """
    rows.edit(db, "gastos", gasto, **_checked(fields))


def delete(db: Database, gasto: int) -> None:
    """Remove a gasto with its comprobantes."""
    rows.delete(db, "gastos", gasto)


def _checked(fields: dict[str, Value]) -> dict[str, Value]:
    importe = fields.get("importe")
    if isinstance(importe, Decimal):
        if importe != importe.quantize(Decimal("0.01")):
            raise PoaError("El importe de un gasto lleva a lo más dos decimales: redondéelo.")
        if importe <= 0:
            raise PoaError("El importe de un gasto debe ser mayor que $0.00: corríjalo o bórrelo.")
        if importe > MAX_IMPORTE:
            raise PoaError(f"El importe de un gasto no pasa de ${MAX_IMPORTE:,}: corríjalo.")
    if isinstance(fields.get("partida"), str):
        fields = {**fields, "partida": check_partida(str(fields["partida"]))}
    return fields
