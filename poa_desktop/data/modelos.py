"""Writes of the plantillas of líneas that a file keeps."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import ModeloLinea
from poa_desktop.poa.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database


def listed(conn: sqlite3.Connection) -> tuple[ModeloLinea, ...]:
    """The plantillas of the file, in the order in which they were made."""
    found = conn.execute(
        "SELECT id, nombre, texto, unidad_medida, medio_verificacion, responsable, programado"
        " FROM modelos_linea ORDER BY id"
    )
    return tuple(_modelo(*row) for row in found)


def _modelo(
    row: int, nombre: str, texto: str, unidad: str, medio: str, responsable: str, months: str | None
) -> ModeloLinea:
    programado = None if months is None else tuple(int(each) for each in months.split(","))
    return ModeloLinea(row, nombre, texto, unidad, medio, responsable, programado)


def add(db: Database, modelo: ModeloLinea) -> int:
    """Keep a plantilla; one of the same name (accents and case aside) is replaced. Gives its id.

    Raises PoaError for one without name or text.
    """
    if not (modelo.nombre.strip() and modelo.texto.strip()):
        raise PoaError("La línea no tiene texto: escríbalo antes de guardarla como plantilla.")
    fields: dict[str, rows.Value] = {
        name: getattr(modelo, name)
        for name in ("nombre", "texto", "unidad_medida", "medio_verificacion", "responsable")
    }
    months = modelo.programado
    fields["programado"] = None if months is None else ",".join(map(str, months))
    known = db.execute("SELECT id, nombre FROM modelos_linea ORDER BY id").fetchall()
    same = next((row for row, name in known if fold(name) == fold(modelo.nombre)), None)
    if same is None:
        return rows.insert(db, "modelos_linea", **fields)
    rows.edit(db, "modelos_linea", same, **fields)
    return int(same)


def delete(db: Database, modelo: int) -> None:
    """Remove a plantilla; the líneas made from it stay."""
    rows.delete(db, "modelos_linea", modelo)
