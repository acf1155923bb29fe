"""Whether a file is what it was: structure, references, hashes."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from poa_desktop.data import audit, schema
from poa_desktop.data.schema import TRACKED_TABLES
from poa_desktop.data.sqlite_errors import damaged, is_damage
from poa_desktop.files import sha256_of


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
        whole = conn.execute("PRAGMA foreign_key_check").fetchone() is None and _has_tables(conn)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        sound = whole = False
    if not (sound and whole):
        raise damaged(path)


def _has_tables(conn: sqlite3.Connection) -> bool:
    """Whether every table is as this version makes it; an older file is not asked."""
    if conn.execute("PRAGMA user_version").fetchone()[0] != schema.VERSION:
        return True
    found = schema.present(conn)
    return all(found.get(key) == sql for key, sql in schema.expected_tables().items())


def content_hash(conn: sqlite3.Connection) -> str:
    """SHA-256 over the rows of every tracked table, in order of their key."""
    import hashlib

    digest = hashlib.sha256()
    for table in TRACKED_TABLES:
        for row in conn.execute(f"SELECT * FROM {table} ORDER BY 1"):
            digest.update(json.dumps([table, *row], ensure_ascii=False).encode())
    return digest.hexdigest()


def damaged_contents(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Hashes of the contents whose bytes are not the ones that were kept."""
    rows = conn.execute("SELECT sha256, bytes FROM contenidos ORDER BY sha256")
    return tuple(sha for sha, content in rows if sha256_of(content) != sha)


def verify(conn: sqlite3.Connection) -> Verification:
    """The full check: structure, references, evidence hashes and the audit chain."""
    found = {
        name: _guarded(check, conn)
        for name, check in (
            ("estructura", structure),
            ("referencias", references),
            ("evidencias", contents),
            ("bitacora", _trail),
        )
    }
    return Verification(
        **{name: not findings for name, findings in found.items()},
        operaciones=audit.last_number(conn),
        hallazgos=tuple(finding for findings in found.values() for finding in findings),
    )


Check = Callable[[sqlite3.Connection], list[str]]


def _guarded(check: Check, conn: sqlite3.Connection) -> list[str]:
    try:
        return check(conn)
    except (sqlite3.Error, ValueError) as error:
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            raise
        return ["Una parte del archivo está dañada y no se puede leer."]


def structure(conn: sqlite3.Connection) -> list[str]:
    """What is wrong with pages, tables, triggers and migrations."""
    findings: list[str] = []
    sound = [row[0] for row in conn.execute("PRAGMA integrity_check(20)")]
    if sound != ["ok"]:
        findings.append(f"La estructura del archivo está dañada en {len(sound)} lugares o más.")
    made, found = schema.expected(), schema.present(conn)
    altered = sorted({name for (_, name), _ in set(made.items()) ^ set(found.items())})
    if altered:
        findings.append(
            "Otro programa cambió las tablas o las reglas que protegen lo cerrado: "
            f"{', '.join(altered)}."
        )
    known = conn.execute("SELECT version, nombre FROM migraciones ORDER BY version").fetchall()
    if known != [(number, name) for number, (name, _) in enumerate(schema.MIGRATIONS, 1)]:
        findings.append("La lista de versiones del archivo no es la que el programa escribió.")
    return findings


def references(conn: sqlite3.Connection) -> list[str]:
    """Which references lead nowhere."""
    broken = conn.execute("PRAGMA foreign_key_check").fetchall()
    if not broken:
        return []
    return [f"Hay {len(broken)} referencias rotas; la primera, en «{broken[0][0]}»."]


def contents(conn: sqlite3.Connection, damaged: Iterable[str] | None = None) -> list[str]:
    """Which contents are not what was kept; *damaged* where that was looked at already."""
    findings: list[str] = []
    for sha in damaged_contents(conn) if damaged is None else sorted(damaged):
        names = conn.execute(
            "SELECT nombre FROM evidencias WHERE sha256 = ?1"
            " UNION SELECT nombre FROM comprobantes WHERE sha256 = ?1"
            " UNION SELECT nombre FROM plantillas WHERE sha256 = ?1",
            (sha,),
        ).fetchall()
        name = names[0][0] if names else sha[:12]
        findings.append(f"El contenido de «{name}» cambió después de guardarse.")
    return findings


def _trail(conn: sqlite3.Connection) -> list[str]:
    chain = audit.first_broken(conn)
    if chain is not None:
        return [f"La bitácora fue alterada en la operación {chain} o después."]
    place = audit.first_unrecorded(conn)
    if place is not None:
        return [f"Un dato de «{place[0]}» (fila {place[1]}) no es el que registró la bitácora."]
    return []
