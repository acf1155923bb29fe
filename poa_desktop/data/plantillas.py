"""Writes of the municipio's own letterhead and Excel template: files kept inside the .poa."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.data.municipios import keep_content
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import TipoPlantilla

if TYPE_CHECKING:
    from sqlite_utils import Database

MAX_BYTES = 4_000_000  # it is read again after each change


def put(db: Database, tipo: TipoPlantilla, nombre: str, content: bytes) -> None:
    """Keep a file as the municipio's plantilla of a kind, in place of the one before.

    The margins that were set stay. Raises PoaError over 4 MB. Whether the file is what it should
    be is for the caller to have found out.
    """
    if len(content) > MAX_BYTES:
        raise PoaError(
            f"«{nombre}» pesa {len(content) / 1_000_000:.1f} MB y el límite es de 4 MB: reduzca "
            "el archivo."
        )
    sha256 = keep_content(db, content)
    found = _row(db, tipo)
    if found is None:
        rows.insert(db, "plantillas", tipo=tipo, nombre=nombre, sha256=sha256)
    else:
        rows.edit(db, "plantillas", found, nombre=nombre, sha256=sha256)


def set_margins(db: Database, tipo: TipoPlantilla, superior: int, inferior: int) -> None:
    """What the text leaves free at the top and the foot, in millimetres (10 to 70, 10 to 50)."""
    found = _row(db, tipo)
    if found is not None:
        rows.edit(db, "plantillas", found, superior=superior, inferior=inferior)


def remove(db: Database, tipo: TipoPlantilla) -> None:
    """Go back to the program's own look; nothing happens where there is no such plantilla."""
    found = _row(db, tipo)
    if found is not None:
        rows.delete(db, "plantillas", found)


def _row(db: Database, tipo: TipoPlantilla) -> int | None:
    row = db.execute("SELECT id FROM plantillas WHERE tipo = ?", (tipo.value,)).fetchone()
    return None if row is None else int(row[0])
