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


def unify(db: Database, spellings: Sequence[str], nombre: str) -> None:
    """Write one spelling in place of others, in every línea, plantilla and the catalogue.

    Raises PoaError when nothing is left of it.
    """
    clean = str(rows.stored("unidad_medida", nombre))
    if not clean:
        raise PoaError("Escriba cómo queda la unidad de medida.")
    marks = ", ".join("?" * len(spellings))
    for table in ("lineas", "modelos_linea"):
        db.execute(
            f"UPDATE {table} SET unidad_medida = ? WHERE unidad_medida IN ({marks})",
            (clean, *spellings),
        )
    gone = db.execute(
        f"SELECT id FROM unidades WHERE nombre IN ({marks}) AND nombre <> ?", (*spellings, clean)
    ).fetchall()
    for (row,) in gone:
        rows.delete(db, "unidades", row)
    if gone:
        add(db, clean)
