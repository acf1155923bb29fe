"""Writes of the municipio and its ejes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.data.rows import Value
from poa_desktop.files import sha256_of

if TYPE_CHECKING:
    from sqlite_utils import Database


def edit(db: Database, **fields: Value) -> None:
    """Change nombre, estado, gobierno, pmd_nombre or color ("#RRGGBB", "" for the program's)."""
    rows.edit(db, "municipio", 1, **fields)


def set_escudo(db: Database, picture: bytes | None) -> None:
    """Keep a picture as the escudo, or none."""
    rows.edit(db, "municipio", 1, escudo=None if picture is None else keep_content(db, picture))


def set_ejes(db: Database, nombres: Sequence[str]) -> None:
    """Replace the catalogue of ejes of the PMD; rows whose name stays are kept."""
    present = db.execute("SELECT id, nombre FROM ejes ORDER BY orden, id").fetchall()
    kept: list[int] = []
    for orden, nombre in enumerate(nombres, 1):
        clean = rows.stored("nombre", nombre)
        found = next((each for each in present if each[1] == clean), None)
        if found is not None:
            present.remove(found)
        kept.append(found[0] if found else rows.insert(db, "ejes", orden=orden, nombre=clean))
    for row, _ in present:
        rows.delete(db, "ejes", row)
    rows.put_in_order(db, "ejes", "orden", kept)


def keep_content(db: Database, content: bytes) -> str:
    """Keep bytes once, whoever refers to them; gives their SHA-256."""
    sha256 = sha256_of(content)
    db.execute(
        "INSERT INTO contenidos (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (sha256, content),
    )
    return sha256
