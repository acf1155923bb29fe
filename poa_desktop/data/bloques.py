"""Writes of programas and actividades, with their fichas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.data.rows import Value
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Inversion

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLES = {TipoLugar.PROGRAMA: "programas", TipoLugar.ACTIVIDAD: "actividades"}
OWNER_COLUMNS = {TipoLugar.PROGRAMA: "programa_id", TipoLugar.ACTIVIDAD: "actividad_id"}


def add(
    db: Database,
    tipo: TipoLugar,
    poa_id: int,
    nombre: str,
    *,
    eje: str = "",
    numero: int | None = None,
    position: int | None = None,
) -> int:
    """Add a programa or actividad with an empty ficha that covers the whole year.

    It comes last, or at *position* (0 is first) with the others renumbered; *numero* is for
    documents that bring their own numbers.
    """
    table = TABLES[tipo]
    present = rows.ids_in_order(db, table, "numero", "poa_id = ?", poa_id)
    sql = f"SELECT coalesce(max(numero), 0) + 1 FROM {table} WHERE poa_id = ?"
    (following,) = db.execute(sql, (poa_id,)).fetchone()
    block = rows.insert(
        db, table, poa_id=poa_id, numero=numero or following, nombre=nombre, eje=eje
    )
    if position is not None:
        rows.put_in_order(db, table, "numero", rows.moved([*present, block], block, position))
    (ejercicio,) = db.execute("SELECT ejercicio FROM poas WHERE id = ?", (poa_id,)).fetchone()
    owner: dict[str, Value] = {OWNER_COLUMNS[tipo]: block}
    rows.insert(
        db,
        "fichas",
        **owner,
        periodo_del=date(ejercicio, 1, 1),
        periodo_al=date(ejercicio, 12, 31),
        temporalidad=Temporalidad.TRIMESTRAL,
    )
    return block


def edit(db: Database, tipo: TipoLugar, block: int, **fields: Value) -> None:
    """Change nombre, eje, estrategia (programas) or programa_id (actividades)."""
    rows.edit(db, TABLES[tipo], block, **fields)


def delete(db: Database, tipo: TipoLugar, block: int) -> None:
    """Remove a block with its líneas; the numbers close up. Actividades of a programa stay."""
    table = TABLES[tipo]
    (poa_id,) = db.execute(f"SELECT poa_id FROM {table} WHERE id = ?", (block,)).fetchone()
    rows.delete(db, table, block)
    ids = rows.ids_in_order(db, table, "numero", "poa_id = ?", poa_id)
    rows.put_in_order(db, table, "numero", ids)


def move(db: Database, tipo: TipoLugar, block: int, position: int) -> None:
    """Put a block at another position (0 is first) among its kind; numbers follow the order."""
    table = TABLES[tipo]
    (poa_id,) = db.execute(f"SELECT poa_id FROM {table} WHERE id = ?", (block,)).fetchone()
    ids = rows.ids_in_order(db, table, "numero", "poa_id = ?", poa_id)
    rows.put_in_order(db, table, "numero", rows.moved(ids, block, position))


def edit_ficha(db: Database, tipo: TipoLugar, block: int, **fields: Value) -> None:
    """Change metas, beneficiados_… (None: the form has no such row), periodo_…, temporalidad."""
    rows.edit(db, "fichas", _ficha_id(db, tipo, block), **fields)


def set_inversion(db: Database, tipo: TipoLugar, block: int, inversion: Inversion) -> None:
    """Change the planned spending."""
    rows.edit(
        db,
        "fichas",
        _ficha_id(db, tipo, block),
        inversion_tipo=inversion.tipo,
        inversion_monto=inversion.monto,
        inversion_nota=inversion.nota,
    )


def _ficha_id(db: Database, tipo: TipoLugar, block: int) -> int:
    sql = f"SELECT id FROM fichas WHERE {OWNER_COLUMNS[tipo]} = ?"
    return int(db.execute(sql, (block,)).fetchone()[0])
