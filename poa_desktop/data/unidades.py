"""Writes of the catalogue of units of measure, and what units the líneas of a file use."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database


def in_use(conn: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Every spelling of a unit in the líneas of the file, with how many have it."""
    found = conn.execute(
        "SELECT unidad_medida, count(*) FROM lineas WHERE unidad_medida <> ''"
        " GROUP BY unidad_medida ORDER BY count(*) DESC, unidad_medida"
    )
    return tuple((str(name), int(count)) for name, count in found)


def add(db: Database, nombre: str) -> None:
    """Put a unit into the catalogue; one that is there, accents and case aside, stays."""
    clean = str(rows.stored("nombre", nombre))
    known = [name for (name,) in db.execute("SELECT nombre FROM unidades")]
    if clean and fold(clean) not in map(fold, known):
        rows.insert(db, "unidades", nombre=clean)


def remove(db: Database, nombre: str) -> None:
    """Take a unit out of the catalogue; the líneas that have it keep it."""
    db.execute("DELETE FROM unidades WHERE nombre = ?", (nombre,))


_HELD = (
    " AND (id IN (SELECT linea_id FROM candados JOIN lineas_poa USING (poa_id) WHERE"
    " mes IN (SELECT mes FROM programado WHERE programado.linea_id = lineas_poa.linea_id"
    " UNION SELECT mes FROM avances WHERE avances.linea_id = lineas_poa.linea_id"
    " UNION SELECT mes FROM evidencias WHERE evidencias.linea_id = lineas_poa.linea_id))"
    " OR id IN (SELECT linea_id FROM lineas_poa JOIN poas ON poas.id = poa_id"
    " WHERE estado = 'autorizado' AND NOT EXISTS"
    " (SELECT 1 FROM adecuaciones WHERE adecuaciones.poa_id = poas.id AND hasta IS NULL)))"
)
"""Líneas with something in a closed month, and those of an authorised plan."""


def unify(db: Database, spellings: Sequence[str], nombre: str) -> int:
    """Write one spelling in place of others, in every línea, plantilla and the catalogue.

    Líneas with something in a closed month, and those of an authorised plan, keep their unit:
    gives how many. Raises PoaError when nothing is left of the spelling.
    """
    clean = str(rows.stored("unidad_medida", nombre))
    if not clean:
        raise PoaError("Escriba cómo queda la unidad de medida.")
    marks = ", ".join("?" * len(spellings))
    others = f"unidad_medida IN ({marks}) AND unidad_medida <> ?"
    values = (*spellings, clean)
    found = db.execute(f"SELECT id FROM lineas WHERE {others}{_HELD}", values).fetchall()
    held = [row for (row,) in found]
    kept = f" AND id NOT IN ({', '.join('?' * len(held))})"
    db.execute(f"UPDATE lineas SET unidad_medida = ? WHERE {others}{kept}", (clean, *values, *held))
    db.execute(f"UPDATE modelos_linea SET unidad_medida = ? WHERE {others}", (clean, *values))
    gone = db.execute(
        f"SELECT id FROM unidades WHERE nombre IN ({marks}) AND nombre <> ?", (*spellings, clean)
    ).fetchall()
    for (row,) in gone:
        rows.delete(db, "unidades", row)
    if gone:
        add(db, clean)
    return len(held)
