"""The seals of a file: how one is made within an operation, and how they are read back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from poa_desktop.data import audit, load, rows
from poa_desktop.data.llave import Llave, is_signed
from poa_desktop.data.municipios import keep_content
from poa_desktop.poa.congelado import Congelado, read_congelado
from poa_desktop.poa.sello import PRIMER_SELLO, Sello, folio_de
from poa_desktop.poa.tramites import Paso, Tramite

if TYPE_CHECKING:
    from sqlite_utils import Database

_SELECT = (
    "SELECT sellos.id, poa_id, ejercicio, periodo, paso, version, folio, contenido,"
    " bitacora_numero, bitacora_sello, anterior, cuando, nombre, cargo, nota, llave, firma"
    " FROM sellos JOIN tramites ON tramites.id = tramite_id JOIN poas ON poas.id = poa_id"
)


def listed(conn: sqlite3.Connection, poa_id: int | None = None) -> tuple[Sello, ...]:
    """The seals of a file, or of one POA, in order."""
    where = " WHERE poa_id = ?" if poa_id is not None else ""
    values = (poa_id,) if poa_id is not None else ()
    archivo = load.clave(conn)
    found = conn.execute(f"{_SELECT}{where} ORDER BY sellos.id", values)
    return tuple(_sello(archivo, *row) for row in found)


def _sello(
    archivo: str, key: int, poa_id: int, ejercicio: int, codigo: str, paso: str, *rest: Any
) -> Sello:
    *body, cuando, nombre, cargo, nota, llave, firma = rest
    periodo = f"{ejercicio}-{codigo}" if codigo else str(ejercicio)
    signed = (datetime.fromisoformat(cuando), nombre, cargo, nota, llave, firma)
    values: tuple[Any, ...] = (key, archivo, poa_id, periodo, Paso(paso), *body, *signed)
    return Sello(*values)


def seal(
    db: Database, tramite: Tramite, poa_id: int, periodo: str, content: bytes, llave: Llave
) -> Sello:
    """Seal a step that was just written, over *content*, which is kept for ever.

    The audit trail is sealed as it was before the operation under way. *periodo* is its code with
    the year, the year alone for the plan.
    """
    earlier = listed(db.conn)
    same = [each for each in earlier if (each.poa_id, each.periodo) == (poa_id, periodo)]
    version = 1 + sum(each.paso is tramite.paso for each in same)
    contenido = keep_content(db, content)
    draft = Sello(
        0,
        load.clave(db.conn),
        poa_id,
        periodo,
        tramite.paso,
        version,
        folio_de(tramite.paso, periodo, version, contenido),
        contenido,
        audit.last_number(db.conn),
        audit.last_seal(db.conn),
        earlier[-1].digest if earlier else PRIMER_SELLO,
        tramite.cuando,
        tramite.nombre,
        tramite.cargo,
        tramite.nota,
        llave.publica,
    )
    signed = replace(draft, firma=llave.sign(draft.payload()))
    key = rows.insert(
        db,
        "sellos",
        tramite_id=tramite.id,
        **{name: getattr(signed, name) for name in _KEPT},
    )
    return replace(signed, id=key)


_KEPT = (
    "version", "folio", "contenido", "bitacora_numero", "bitacora_sello", "anterior", "llave",
    "firma",
)  # fmt: skip


def keep_files(db: Database, sello: Sello, contents: Iterable[str]) -> None:
    """Keep the files (by SHA-256) that a sealed content speaks of, whatever becomes of them."""
    for sha256 in sorted(set(contents)):
        rows.insert(db, "sellos_contenidos", sello_id=sello.id, sha256=sha256)


def is_valid(sello: Sello) -> bool:
    """Whether the seal is what its key signed."""
    return is_signed(sello.payload(), sello.firma, sello.llave)


def congelado(conn: sqlite3.Connection, sello: Sello) -> Congelado:
    """What a seal froze, with escudo and membrete. Raises PoaError when it is damaged."""
    content = read_congelado(load.content(conn, sello.contenido))
    municipio = content.municipio
    if content.escudo:
        municipio = replace(municipio, escudo=load.content(conn, content.escudo))
    if municipio.membrete is not None:
        kept = load.content(conn, municipio.membrete.sha256)
        municipio = replace(municipio, membrete=replace(municipio.membrete, content=kept))
    return replace(content, municipio=municipio)
