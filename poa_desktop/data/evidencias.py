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
MAX_NAME = 200  # characters
MAX_SUFFIX = 12
EVIDENCIAS = "evidencias"
COMPROBANTES = "comprobantes"
NAMELESS = "El archivo no tiene un nombre que se pueda guardar: cámbielo."


def attach(db: Database, linea: int, mes: int, nombre: str, content: bytes) -> int:
    """Attach a file to a línea's month. Raises PoaError over 25 MB or without a usable name."""
    return _keep(db, EVIDENCIAS, nombre, content, linea_id=linea, mes=mes)


def attach_to_gasto(db: Database, gasto: int, nombre: str, content: bytes) -> int:
    """Attach a comprobante to a gasto, under the same rules as `attach`."""
    return _keep(db, COMPROBANTES, nombre, content, gasto_id=gasto)


def _keep(db: Database, table: str, nombre: str, content: bytes, **owner: int) -> int:
    if len(content) > MAX_BYTES:
        raise PoaError(f"«{nombre}» {too_large(len(content))}")
    name = file_name(nombre)
    if not name:
        raise PoaError(NAMELESS)
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
    name = file_name(nombre)
    if not name:
        raise PoaError("Escriba un nombre para el archivo.")
    rows.edit(db, table, evidencia, nombre=name)


def judge(
    db: Database,
    evidencia: int,
    estado: EstadoEvidencia,
    motivo: str = "",
    table: str = EVIDENCIAS,
) -> None:
    """Say what Planeación thinks of a file; one that is observed has its motivo.

    Raises PoaError for an observation without a motivo.
    """
    told = clean_text(motivo).text if estado is EstadoEvidencia.OBSERVADA else ""
    if estado is EstadoEvidencia.OBSERVADA and not told:
        raise PoaError("Escriba el motivo: la dependencia debe saber qué corregir.")
    rows.edit(db, table, evidencia, estado=estado, motivo=told)


def move(db: Database, evidencia: int, linea: int, mes: int) -> None:
    """Make an evidencia the proof of another month or línea.

    It is pendiente again there: what was judged was the proof of something else.
    """
    rows.edit(
        db,
        EVIDENCIAS,
        evidencia,
        linea_id=linea,
        mes=mes,
        estado=EstadoEvidencia.PENDIENTE,
        motivo="",
    )


def remove(db: Database, evidencia: int, table: str = EVIDENCIAS) -> None:
    """Take a file off; its content stays until the next clean-up, so undo is instant."""
    rows.delete(db, table, evidencia)


def too_large(size: int) -> str:
    """Why a file of so many bytes is not taken, as the end of a sentence that names it."""
    weight = "más de 25.0" if size < MAX_BYTES + 50_000 else f"{size / 1_000_000:,.1f}"
    return f"pesa {weight} MB y el límite es de 25 MB: reduzca el archivo o divídalo."


def file_name(nombre: str) -> str:
    """The name a file is kept under: clean, without folders, at most MAX_NAME; "" for none.

    A name that is too long loses the end of its stem, never its suffix.
    """
    text = clean_text(nombre, multiline=False).text
    bare = text.replace("\\", "/").rsplit("/", 1)[-1].strip(". ")
    if len(bare) <= MAX_NAME:
        return bare
    stem, dot, suffix = bare.rpartition(".")
    if not dot or len(suffix) > MAX_SUFFIX:
        return bare[:MAX_NAME].rstrip(". ")
    return f"{stem[: MAX_NAME - len(suffix) - 1].rstrip('. ')}.{suffix}"
