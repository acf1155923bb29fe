"""Whether a file is what it was: structure, references, hashes."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from poa_desktop.data import audit
from poa_desktop.data.schema import TRACKED_TABLES
from poa_desktop.poa.errors import PoaError


@dataclass(frozen=True, slots=True)
class Verification:
    """What a full check found; *hallazgos* are Spanish sentences, none when all is well."""

    estructura: bool
    referencias: bool
    evidencias: bool
    bitacora: bool
    operaciones: int
    hallazgos: tuple[str, ...]

    @property
    def integro(self) -> bool:
        """Whether everything holds."""
        return not self.hallazgos


def check_at_start(conn: sqlite3.Connection, path: Path) -> None:
    """The quick check of every opening. Raises PoaError when the file is damaged."""
    try:
        sound = conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        whole = conn.execute("PRAGMA foreign_key_check").fetchone() is None
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
        ):
            raise
        sound = whole = False
    if not (sound and whole):
        raise PoaError(
            f"«{path.name}» está dañado: no se cambió nada; restaure un respaldo "
            "(Archivo ▸ Restaurar respaldo…)."
        )


def content_hash(conn: sqlite3.Connection) -> str:
    """SHA-256 over the rows of every tracked table, in order of their key."""
    digest = hashlib.sha256()
    for table in TRACKED_TABLES:
        for row in conn.execute(f"SELECT * FROM {table} ORDER BY 1"):
            digest.update(json.dumps([table, *row], ensure_ascii=False).encode())
    return digest.hexdigest()


def damaged_contents(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Hashes of the contents whose bytes are not the ones that were kept."""
    rows = conn.execute("SELECT sha256, bytes FROM contenidos ORDER BY sha256")
    return tuple(sha for sha, content in rows if hashlib.sha256(content).hexdigest() != sha)


def verify(conn: sqlite3.Connection) -> Verification:
    """The full check: structure, references, evidence hashes and the audit chain."""
    findings: list[str] = []
    sound = [row[0] for row in conn.execute("PRAGMA integrity_check(20)")]
    if sound != ["ok"]:
        findings.append(f"La estructura del archivo está dañada: {sound[0]}.")
    broken = conn.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        findings.append(f"Hay {len(broken)} referencias rotas; la primera, en «{broken[0][0]}».")
    damaged = damaged_contents(conn)
    for sha in damaged:
        names = conn.execute("SELECT nombre FROM evidencias WHERE sha256 = ?", (sha,)).fetchall()
        name = names[0][0] if names else sha[:12]
        findings.append(f"El contenido de la evidencia «{name}» cambió después de guardarse.")
    chain = audit.first_broken(conn)
    if chain is not None:
        findings.append(f"La bitácora fue alterada en la operación {chain} o después.")
    return Verification(
        estructura=sound == ["ok"],
        referencias=not broken,
        evidencias=not damaged,
        bitacora=chain is None,
        operaciones=audit.last_number(conn),
        hallazgos=tuple(findings),
    )
