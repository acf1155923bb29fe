"""The full verification of a file: what `integrity` checks, its seals, its closed periods, and
what this installation remembers of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from poa_desktop.data import (
    alteraciones,
    audit,
    cierres_comprobacion,
    integrity,
    load,
    planes_comprobacion,
    sellos,
    sellos_comprobacion,
    testigo,
)
from poa_desktop.data.audit import Unrecorded
from poa_desktop.data.llave import own_public
from poa_desktop.data.sqlite_errors import is_damage
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.sello import huella_de
from poa_desktop.poa.verificacion import (
    Bitacora,
    CierreComprobado,
    SelloComprobado,
    Testigo,
    Verificacion,
    capital,
)
from poa_desktop.poa.verificacion_partes import Parte

T = TypeVar("T")
Progress = Callable[[float], None]
Hallazgos = dict[Parte, tuple[str, ...]]

UNREADABLE_ERRORS = alteraciones.UNREADABLE_ERRORS
UNREADABLE = "Una parte del archivo está dañada y no se puede leer."


_QUICK_BYTES = 1_500_000
"""Frozen text that the quick look reads and compares: about half a second on an office PC."""


def verificar(
    conn: sqlite3.Connection,
    archivo: str,
    now: datetime,
    progress: Progress = lambda _share: None,
) -> Verificacion:
    """Check everything, and remember what was seen.

    The memory is compared first and learns only what holds.
    """
    found: Hallazgos = {}
    progress(0.02)
    found[Parte.ESTRUCTURA] = _guarded(lambda: integrity.structure(conn))
    found[Parte.REFERENCIAS] = _guarded(lambda: integrity.references(conn))
    progress(0.15)
    seen, told = _try(lambda: integrity.damaged_contents(conn))
    damaged = frozenset(seen or ())
    found[Parte.EVIDENCIAS] = told or _guarded(lambda: integrity.contents(conn, damaged))
    progress(0.45)
    bitacora, altered, found[Parte.BITACORA] = _trail(conn)
    found[Parte.PLANES] = _guarded(lambda: planes_comprobacion.comprobar(conn))
    progress(0.65)
    seals, memory = _seals(conn, damaged, found, broken=bitacora.rota)
    progress(0.8)
    places = {(each.tabla, each.fila) for each in altered}
    listed, told = _try(lambda: cierres_comprobacion.comprobar(conn, places, bitacora.rota))
    cierres = listed or ()
    found[Parte.CIERRES] = (*told, *_of_cierres(cierres))
    progress(0.95)
    clave = _clave(conn)
    witness = _remember(conn, clave, memory, seals, bitacora, now)
    return Verificacion(archivo, clave, now, bitacora, found, seals, cierres, witness)


def _seals(
    conn: sqlite3.Connection,
    damaged: frozenset[str],
    found: Hallazgos,
    *,
    broken: int | None = None,
    read: int | None = None,
) -> tuple[tuple[SelloComprobado, ...], testigo.Memoria]:
    memory = testigo.read(_clave(conn))
    listed, told = _try(
        lambda: sellos_comprobacion.comprobar(
            conn, memory, _own(), damaged, broken=broken, read=read
        )
    )
    seals = listed or ()
    tables = _guarded(lambda: sellos_comprobacion.tables_agree(conn))
    wrong = [f"{each.sello.folio}: {what}." for each in seals for what in each.hallazgos]
    found[Parte.SELLOS] = tuple(dict.fromkeys((*told, *wrong, *tables)))
    return seals, memory


def _clave(conn: sqlite3.Connection) -> str:
    clave, _ = _try(lambda: load.clave(conn))
    return clave or ""


def _own() -> str | None:
    try:
        return own_public()
    except PoaError:  # it cannot be read: whoever seals is told
        return None


def _of_cierres(cierres: Sequence[CierreComprobado]) -> list[str]:
    told = []
    for each in cierres:
        where = f"{each.sello.periodo} de {each.dependencia}"
        if each.problema:
            told.append(f"{where}: {each.problema}.")
        told += [f"{where}, {difference}." for difference in each.alteradas]
    return told


def _trail(conn: sqlite3.Connection) -> tuple[Bitacora, tuple[Unrecorded, ...], tuple[str, ...]]:
    """The trail, the values it does not have, and both in sentences."""
    bitacora, told = _try(lambda: _chain(conn))
    bitacora = bitacora or Bitacora()
    altered, more = _try(lambda: tuple(audit.unrecorded(conn)))
    rows = altered or ()
    in_words, again = _try(lambda: alteraciones.in_words(conn, rows))
    broken = (f"La bitácora fue alterada en la operación {bitacora.rota} o después.",)
    findings = (
        *(broken if bitacora.rota is not None else ()),
        *dict.fromkeys((*told, *more, *again)),
        *(in_words or ()),
    )
    return bitacora, rows, findings


def _chain(conn: sqlite3.Connection) -> Bitacora:
    broken = audit.first_broken(conn)
    last = audit.last_number(conn)
    until = last if broken is None else broken - 1
    found = cierres_comprobacion.registro(conn, until)
    return Bitacora(last, audit.last_seal(conn), broken, found)


def _remember(
    conn: sqlite3.Connection,
    clave: str,
    memory: testigo.Memoria,
    seals: tuple[SelloComprobado, ...],
    bitacora: Bitacora,
    now: datetime,
) -> Testigo:
    head, told = _try(lambda: testigo.head_of(conn, memory))
    if told or head is None or not clave:
        return Testigo(memory.visto, avisos=memory.avisos)
    found = testigo.judge(memory, seals, head)
    holds = bitacora.rota is None
    notices = testigo.remember(clave, memory, seals, head if holds else None, now)
    return Testigo(
        found.visto, found.operaciones, found.perdidos, found.ajenas, (*found.avisos, *notices)
    )


def watch(conn: sqlite3.Connection, now: datetime, *, read: int = 2) -> tuple[str, ...]:
    """The quick look at a file: its seals, what the last *read* of them froze, whether the closed
    periods still say it, and what this installation knew of it. *read* 0 looks at seals alone.
    Nothing for a file without seals that was never seen with one."""
    found: Hallazgos = {}
    clave = load.clave(conn)
    has_seals = conn.execute("SELECT 1 FROM sellos LIMIT 1").fetchone() is not None
    if not has_seals and not testigo.read(clave).sellos:
        return ()
    seals, memory = _seals(conn, frozenset(), found, read=read)
    head = testigo.head_of(conn, memory)
    witness = testigo.judge(memory, seals, head)
    testigo.remember(clave, memory, seals, head, now)
    return (*map(capital, found[Parte.SELLOS]), *_altered(conn, read), *witness.hallazgos)


def _altered(conn: sqlite3.Connection, read: int) -> list[str]:
    """What differs in the closed periods and the trail does not record, in sentences; nothing
    where so much was frozen that the window would stand still."""
    if read == 0:
        return []

    def compare() -> tuple[CierreComprobado, ...]:
        quick = _frozen_bytes(conn) <= _QUICK_BYTES
        return cierres_comprobacion.comprobar(conn, (), None) if quick else ()

    found, told = _try(compare)
    return [*told, *_of_cierres(found or ())]


def _frozen_bytes(conn: sqlite3.Connection) -> int:
    """How long the texts of the last act of each period are together."""
    last = {(each.poa_id, each.periodo): each.contenido for each in sellos.listed(conn)}
    marks = ", ".join("?" * len(last))
    (total,) = conn.execute(
        f"SELECT COALESCE(SUM(length(bytes)), 0) FROM contenidos WHERE sha256 IN ({marks})",
        tuple(last.values()),
    ).fetchone()
    return int(total)


def llaves_nuevas(conn: sqlite3.Connection) -> tuple[str, ...]:
    """The fingerprints of the keys that sealed a file this installation never saw sealed: they
    are trusted with the first look, so they are to be shown before it."""
    if testigo.read(load.clave(conn)).llaves:
        return ()
    own = _own()
    keys = dict.fromkeys(each.llave for each in sellos.listed(conn))
    return tuple(huella_de(each) for each in keys if each != own)


def reconocer(conn: sqlite3.Connection, who: str, now: datetime) -> tuple[str, ...]:
    """Take the file as it is for the one in force: its keys are trusted from now on."""
    head = testigo.head_of(conn, testigo.NADA)
    return testigo.reconocer(load.clave(conn), sellos.listed(conn), head, who, now)


def _guarded(check: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    findings, told = _try(check)
    return (*(findings or ()), *told)


def _try(work: Callable[[], T]) -> tuple[T | None, tuple[str, ...]]:
    """What some reading gives; where the file does not let itself be read, that is a finding."""
    try:
        return work(), ()
    except (sqlite3.Error, *UNREADABLE_ERRORS) as error:
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            raise
        return None, (UNREADABLE,)
