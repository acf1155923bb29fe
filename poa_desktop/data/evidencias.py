"""Writes of evidencias and of the comprobantes of gastos: files kept inside the .poa."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.data.municipios import keep_content
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import EstadoEvidencia
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database

MAX_BYTES = 25_000_000
MAX_NAME = 200
EVIDENCIAS = "evidencias"
COMPROBANTES = "comprobantes"


def attach(db: Database, linea: int, mes: int, nombre: str, content: bytes) -> int:
    """Attach a file to a línea's month. Raises PoaError over 25 MB or without a usable name."""
    return _keep(db, EVIDENCIAS, nombre, content, linea_id=linea, mes=mes)


def attach_to_gasto(db: Database, gasto: int, nombre: str, content: bytes) -> int:
    """Attach a comprobante to a gasto, under the same rules as `attach`."""
    return _keep(db, COMPROBANTES, nombre, content, gasto_id=gasto)


def _keep(db: Database, table: str, nombre: str, content: bytes, **owner: int) -> int:
    if len(content) > MAX_BYTES:
        raise PoaError(
            f"«{nombre}» pesa {len(content) / 1_000_000:.1f} MB y el límite es de 25 MB: reduzca "
            "el archivo o divídalo."
        )
    name = _file_name(nombre)
    if not name:
        raise PoaError("El archivo no tiene un nombre que se pueda guardar: cámbielo.")
    return rows.insert(
        db,
        table,
        **owner,
        sha256=keep_content(db, content),
        nombre=name,
        tipo=mimetypes.guess_type(name)[0] or "application/octet-stream",
        tamano=len(content),
    )


def rename(db: Database, evidencia: int, nombre: str, table: str = EVIDENCIAS) -> None:
    """Give a file of EVIDENCIAS or COMPROBANTES another name.

    Raises PoaError when nothing is left of it.
    """
    name = _file_name(nombre)
    if not name:
        raise PoaError("Escriba un nombre para el archivo.")
    rows.edit(db, table, evidencia, nombre=name)


def judge(db: Database, evidencia: int, estado: EstadoEvidencia, motivo: str = "") -> None:
    """Say what Planeación thinks of an evidencia; one that is observed has its motivo."""
    rows.edit(db, EVIDENCIAS, evidencia, estado=estado, motivo=motivo)


def remove(db: Database, evidencia: int, table: str = EVIDENCIAS) -> None:
    """Take a file off; its content stays until the next clean-up, so undo is instant."""
    rows.delete(db, table, evidencia)


def _file_name(nombre: str) -> str:
    text = clean_text(nombre, multiline=False).text
    bare = text.replace("\\", "/").rsplit("/", 1)[-1].strip(". ")
    return bare[-MAX_NAME:]
