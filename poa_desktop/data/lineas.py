"""Writes of líneas de acción: the líneas, their schedule, their avances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.data.bloques import OWNER_COLUMNS
from poa_desktop.data.rows import Value
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import UNIDAD_MEDIDA

if TYPE_CHECKING:
    from sqlite_utils import Database


def add(
    db: Database,
    tipo: TipoLugar,
    block: int,
    texto: str,
    *,
    programado: Sequence[int] = (),
    unidad_medida: str = UNIDAD_MEDIDA,
    position: int | None = None,
) -> int:
    """Add a línea to a programa or actividad, last or at *position* (0 is first).

    *programado*: twelve quantities in hundredths, or nothing.
    """
    column = OWNER_COLUMNS[tipo]
    (present,) = db.execute(f"SELECT count(*) FROM lineas WHERE {column} = ?", (block,)).fetchone()
    owner: dict[str, Value] = {column: block}
    linea = rows.insert(
        db, "lineas", **owner, orden=present + 1, texto=texto, unidad_medida=unidad_medida
    )
    if position is not None:
        ids = rows.moved(_siblings(db, column, block), linea, position)
        rows.put_in_order(db, "lineas", "orden", ids)
    for mes, cantidad in enumerate(programado, 1):
        set_programado(db, linea, mes, cantidad)
    return linea


def edit(db: Database, linea: int, **fields: Value) -> None:
    """Change texto, unidad_medida, medio_verificacion or responsable."""
    rows.edit(db, "lineas", linea, **fields)


def delete(db: Database, linea: int) -> None:
    """Remove a línea with its schedule, avances and evidencias; the others close up."""
    column, block = _owner(db, linea)
    rows.delete(db, "lineas", linea)
    rows.put_in_order(db, "lineas", "orden", _siblings(db, column, block))


def move(db: Database, linea: int, position: int) -> None:
    """Put a línea at another position (0 is first) within its block."""
    column, block = _owner(db, linea)
    ids = rows.moved(_siblings(db, column, block), linea, position)
    rows.put_in_order(db, "lineas", "orden", ids)


def set_programado(db: Database, linea: int, mes: int, cantidad: int) -> None:
    """Schedule a quantity (hundredths; 0 is none) in a month (1–12)."""
    if cantidad == 0:
        db.execute("DELETE FROM programado WHERE linea_id = ? AND mes = ?", (linea, mes))
        return
    db.execute(
        "INSERT INTO programado (linea_id, mes, cantidad) VALUES (?, ?, ?)"
        " ON CONFLICT (linea_id, mes) DO UPDATE SET cantidad = excluded.cantidad",
        (linea, mes, cantidad),
    )


def edit_avance(db: Database, linea: int, mes: int, **fields: Value) -> None:
    """Change realizado (hundredths; None is sin capturar), comentario or justificacion."""
    db.execute(
        "INSERT INTO avances (linea_id, mes) VALUES (?, ?) ON CONFLICT DO NOTHING", (linea, mes)
    )
    sql = "SELECT id FROM avances WHERE linea_id = ? AND mes = ?"
    (row,) = db.execute(sql, (linea, mes)).fetchone()
    rows.edit(db, "avances", row, **fields)
    db.execute(
        "DELETE FROM avances WHERE id = ? AND realizado IS NULL AND comentario = ''"
        " AND justificacion = ''",
        (row,),
    )


def _owner(db: Database, linea: int) -> tuple[str, int]:
    sql = "SELECT programa_id, actividad_id FROM lineas WHERE id = ?"
    programa, actividad = db.execute(sql, (linea,)).fetchone()
    return ("programa_id", programa) if programa is not None else ("actividad_id", actividad)


def _siblings(db: Database, column: str, block: int) -> list[int]:
    return rows.ids_in_order(db, "lineas", "orden", f"{column} = ?", block)
