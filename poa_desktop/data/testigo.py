"""What this installation remembers of each file it has seen: keys, sealed acts, how far it went.

It is kept outside the file, so that a file put back whole, or one whose last cierre was taken
away, is told from the one that was known. A memory that cannot be read is set aside, never a crash.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from poa_desktop.data.folders import program_folder
from poa_desktop.files import free_name, sha256_of, write_atomically
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.sello import Sello, huella_de
from poa_desktop.poa.verificacion import Perdido, SelloComprobado, Testigo, momento
from poa_desktop.poa.verificacion_partes import Confianza

_DAMAGED = (
    "Lo que este equipo recordaba del archivo no se pudo leer y quedó aparte en {}: desde hoy "
    "empieza otra vez."
)
_UNREAD = "Lo que este equipo recordaba del archivo no se pudo leer."
_OLDER = (
    "Este equipo le había visto {} operaciones y ahora tiene {}: puede ser una copia anterior o un "
    "respaldo restaurado."
)
_OTHER = (
    "La bitácora no es la que este equipo le había visto hasta la operación {}: se siguió "
    "trabajando en una copia anterior, o la historia se reescribió."
)
_NOT_KEPT = "Este equipo no pudo anotar lo que vio del archivo: revise el espacio en su disco."


@dataclass(frozen=True, slots=True)
class Conocido:
    """A sealed act that was seen."""

    folio: str
    digest: str
    visto: datetime
    reconocido: str = ""


@dataclass(frozen=True, slots=True)
class Memoria:
    """What is remembered of one file. *llaves*: public keys → when first seen."""

    llaves: dict[str, str]
    sellos: tuple[Conocido, ...] = ()
    operaciones: int = 0
    cabeza: str = ""
    visto: datetime | None = None
    avisos: tuple[str, ...] = ()
    fuera_de_alcance: bool = False
    """It may be there and could not be read: nothing is written over it."""

    def confianza(self, llave: str, own: str | None) -> Confianza:
        """What is known of a key of this file."""
        if llave == own:
            return Confianza.PROPIA
        if llave in self.llaves:
            return Confianza.CONOCIDA
        return Confianza.DESCONOCIDA if self.llaves else Confianza.NUEVA


NADA = Memoria({})


def memory_path(clave: str) -> Path:
    """Where the memory of a file is kept; the file's own key is foreign text."""
    return program_folder() / "testigos" / f"{sha256_of(clave.encode())[:32]}.json"


def read(clave: str) -> Memoria:
    """What is remembered of a file; nothing when it was never seen."""
    path = memory_path(clave)
    try:
        data = json.loads(path.read_bytes())
        known = tuple(
            Conocido(
                str(each["folio"]),
                str(each["digest"]),
                datetime.fromisoformat(each["visto"]),
                str(each["reconocido"]),
            )
            for each in data["sellos"]
        )
        llaves = {str(key): str(since) for key, since in data["llaves"].items()}
        seen = datetime.fromisoformat(data["visto"])
        return Memoria(llaves, known, int(data["operaciones"]), str(data["cabeza"]), seen)
    except FileNotFoundError:
        return NADA
    except OSError:
        return replace(NADA, avisos=(_UNREAD,), fuera_de_alcance=True)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return replace(NADA, avisos=(_set_aside(path),))


def _set_aside(path: Path) -> str:
    """Keep what cannot be read under another name; gives the sentence about it."""
    try:
        aside = free_name(path.with_name(f"{path.stem} (no se pudo leer){path.suffix}"))
        os.replace(path, aside)
    except OSError:
        return _UNREAD
    return _DAMAGED.format(aside)


def judge(memoria: Memoria, comprobados: Sequence[SelloComprobado], head: Head) -> Testigo:
    """What is remembered beside what the file says."""
    there = {digest_of(each.sello) for each in comprobados}
    lost = tuple(
        Perdido(each.folio, each.visto, each.reconocido)
        for each in memoria.sellos
        if each.digest not in there
    )
    strange = dict.fromkeys(
        huella_de(each.sello.llave)
        for each in comprobados
        if each.confianza is Confianza.DESCONOCIDA
    )
    avisos = list(memoria.avisos)
    if memoria.operaciones > head.operaciones:
        avisos.append(_OLDER.format(memoria.operaciones, head.operaciones))
    elif not _continues(memoria, head):
        avisos.append(_OTHER.format(memoria.operaciones))
    return Testigo(memoria.visto, memoria.operaciones, lost, tuple(strange), tuple(avisos))


@dataclass(frozen=True, slots=True)
class Head:
    """How far a file's audit trail goes, and its seal at the operation that is remembered."""

    operaciones: int
    sello: str
    at_known: str


def head_of(conn: sqlite3.Connection, memoria: Memoria) -> Head:
    """How far the trail goes, read for a memory."""
    last = conn.execute(
        "SELECT numero, sello FROM bitacora ORDER BY numero DESC LIMIT 1"
    ).fetchone()
    row = conn.execute(
        "SELECT sello FROM bitacora WHERE numero = ?", (memoria.operaciones,)
    ).fetchone()
    numero, sello = last or (0, "")
    return Head(int(numero), str(sello), "" if row is None else str(row[0]))


def _continues(memoria: Memoria, head: Head) -> bool:
    return memoria.operaciones == 0 or head.at_known == memoria.cabeza


def remember(
    clave: str,
    memoria: Memoria,
    comprobados: Sequence[SelloComprobado],
    head: Head | None,
    now: datetime,
) -> tuple[str, ...]:
    """Keep what was seen: valid acts of keys that are trusted, and how far the file went.

    *head* None: the trail does not hold, and is not learned. What was known stays. Gives a notice
    when the disk refuses.
    """
    if memoria.fuera_de_alcance:
        return ()
    learned = dict(memoria.llaves)
    known = {each.digest for each in memoria.sellos}
    more: list[Conocido] = []
    for each in comprobados:
        if not each.valido or each.confianza is Confianza.DESCONOCIDA:
            continue
        learned.setdefault(each.sello.llave, now.isoformat(timespec="seconds"))
        if digest_of(each.sello) not in known:
            more.append(Conocido(each.sello.folio, digest_of(each.sello), now))
    mark = memoria.operaciones, memoria.cabeza
    if head is not None and head.operaciones >= mark[0] and _continues(memoria, head):
        mark = head.operaciones, head.sello
    after = Memoria(learned, (*memoria.sellos, *more), *mark, now)
    if replace(after, visto=None) == replace(memoria, visto=None, avisos=()):
        return ()
    return _write(clave, after)


def reconocer(
    clave: str, sellos: Sequence[Sello], head: Head, who: str, now: datetime
) -> tuple[str, ...]:
    """Take the file as it is for the one in force: its keys are trusted, and acts it does not have
    are marked as known by *who*. Nothing is forgotten."""
    memoria = read(clave)
    if memoria.fuera_de_alcance:
        return (_NOT_KEPT,)
    there = {digest_of(each) for each in sellos}
    noted = f"{momento(now)} por {who}"
    known = tuple(
        each if each.digest in there or each.reconocido else replace(each, reconocido=noted)
        for each in memoria.sellos
    )
    learned = dict(memoria.llaves)
    for each in sellos:
        learned.setdefault(each.llave, now.isoformat(timespec="seconds"))
    digests = {each.digest for each in known}
    more = tuple(
        Conocido(each.folio, digest_of(each), now)
        for each in sellos
        if digest_of(each) not in digests
    )
    return _write(clave, Memoria(learned, (*known, *more), head.operaciones, head.sello, now))


def _write(clave: str, memoria: Memoria) -> tuple[str, ...]:
    assert memoria.visto is not None
    content = {
        "llaves": memoria.llaves,
        "sellos": [
            {
                "folio": each.folio,
                "digest": each.digest,
                "visto": each.visto.isoformat(timespec="seconds"),
                "reconocido": each.reconocido,
            }
            for each in memoria.sellos
        ],
        "operaciones": memoria.operaciones,
        "cabeza": memoria.cabeza,
        "visto": memoria.visto.isoformat(timespec="seconds"),
    }
    path = memory_path(clave)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
    except (OSError, PoaError):
        return (_NOT_KEPT,)
    return ()


def digest_of(sello: Sello) -> str:
    """The digest of a seal; "" when its signature is no hexadecimal at all."""
    try:
        return sello.digest
    except ValueError:
        return ""
