"""Tampering with closed periods: is every attacker of the model found where the model says, and
is nobody accused who did nothing?

Random legitimate histories are altered by the attackers A to D (benchmarks/tamper_attacks.py); a
full verification, and the folios that were printed, are asked on the office's own computer and on
one that sees the file for the first time. Exit 0 when each was found where ARCHITECTURE.md says so.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import tamper_attacks as attacks  # noqa: E402
from benchmarks.tamper_office import PERIODS, Office, copy_of  # noqa: E402
from poa_desktop.data import sellos  # noqa: E402
from poa_desktop.data.folders import OVERRIDE  # noqa: E402
from poa_desktop.data.llave import Llave, own_key  # noqa: E402
from poa_desktop.data.store import open_store  # noqa: E402
from poa_desktop.poa.errors import PoaError  # noqa: E402
from poa_desktop.poa.folio_comprobado import comprobar_folio  # noqa: E402
from poa_desktop.poa.sello import read_codigo  # noqa: E402
from poa_desktop.poa.tramites import Paso  # noqa: E402
from poa_desktop.poa.verificacion import Verificacion  # noqa: E402
from poa_desktop.poa.verificacion_partes import Parte  # noqa: E402

BASES = 25
"""Histories that are altered; each attack takes one of them by chance."""


@dataclass
class Tally:
    """What came of one attacker."""

    tried: int = 0
    found: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def fault(self, what: str) -> None:
        """Something that the model does not say."""
        if what not in self.faults:
            self.faults.append(what)


@dataclass(frozen=True)
class Base:
    """A finished history: its file, what the office's computer remembers, what was printed."""

    path: Path
    clave: str
    printed: tuple[str, ...]
    """The QR texts of every sealed act."""
    in_force: tuple[str, ...]
    """Those of the cierres that hold now."""
    earlier: tuple[Path, ...]
    memory: bytes


@dataclass(frozen=True)
class Look:
    """What somebody sees who opens a file: why not, or its verification."""

    refused: str = ""
    found: Verificacion | None = None

    @property
    def sound(self) -> bool:
        """Whether the file itself holds."""
        return self.found is not None and self.found.integro

    @property
    def conforme(self) -> bool:
        """Whether nothing at all is told."""
        return self.found is not None and self.found.conforme

    def contradicts(self, printed: str) -> bool:
        """Whether a printed sheet is not of this file."""
        return self.found is None or comprobar_folio(read_codigo(printed), self.found).respuesta.mal

    @property
    def where(self) -> str:
        """What found it, by the parts of the verification."""
        if self.found is None:
            return "refused to open"
        parts = [parte.value for parte in Parte if self.found.de(parte)]
        return "+".join(parts) or "nothing"


class Computers:
    """The office's computer, with its key and its memory, and one that knows nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office, self.other = folder / "oficina", folder / "otro equipo"
        self.at(self.office)

    def at(self, where: Path) -> None:
        """Sit down at one of them."""
        os.environ[OVERRIDE] = str(where)

    def look(self, path: Path, base: Base | None = None) -> Look:
        """Verify at the office, which remembers the file as it was."""
        self.at(self.office)
        if base is not None:
            for each in (self.office / "testigos").glob("*"):
                each.unlink()
            memory_of(base.clave).write_bytes(base.memory)
        return _look(path)

    def look_elsewhere(self, path: Path) -> Look:
        """Verify where the file is seen for the first time."""
        shutil.rmtree(self.other, ignore_errors=True)
        self.at(self.other)
        seen = _look(path)
        self.at(self.office)
        return seen


def memory_of(clave: str) -> Path:
    """Where the office's computer keeps what it knows of a file."""
    from poa_desktop.data.testigo import memory_path

    return memory_path(clave)


def _look(path: Path) -> Look:
    try:
        with open_store(path, lambda: datetime(2024, 12, 1, 9, 0), read_only=True) as store:
            return Look(found=store.verificar())
    except PoaError as error:
        return Look(refused=str(error))


def make_base(computers: Computers, number: int, seed: int) -> Base:
    """A random history with at least one closed quarter, and what was printed of it."""
    computers.at(computers.office)
    path = computers.folder / f"base-{number}.poa"
    office = Office(path, random.Random(f"{seed}/{number}"))
    office.work(office.chance.randint(4, 30))
    office.finish()
    found = office.store.verificar()
    assert found.conforme, found.todos
    printed = tuple(each.sello.codigo for each in found.sellos)
    held = tuple(
        each.sello.codigo
        for each in found.sellos
        if each.vigente and each.sello.paso is Paso.CIERRE
    )
    office.close()
    memory = memory_of(found.clave).read_bytes()
    return Base(path, found.clave, printed, held, tuple(office.earlier), memory)


# -- who alters ------------------------------------------------------------------------------------


def attack_a(computers: Computers, base: Base, path: Path, chance: random.Random) -> str:
    """Refused by the triggers and constraints, or found."""
    copy_of(base.path, path)
    try:
        what = attacks.attack_a(path, chance)
    except sqlite3.Error:
        return "refused"
    seen = computers.look(path, base)
    return seen.where if not seen.sound else f"!{what}"


def attack_b(computers: Computers, base: Base, path: Path, chance: random.Random) -> str:
    """Found in the file itself; a bit of a place without content changes nothing."""
    copy_of(base.path, path)
    what = attacks.attack_b(path, chance)
    seen = computers.look_elsewhere(path)
    if not seen.sound:
        return seen.where
    if what == "bit" and dump(path) == dump(base.path):
        return "a bit without content"
    return f"!{what}"


UNSIGNED_STAMPS = {("archivo", "creado"), ("migraciones", "aplicada")}
"""When the file was made and brought to a version: told nowhere, and covered by nothing."""


def dump(path: Path) -> list[tuple[object, ...]]:
    """Everything a file says, but for its own stamps."""
    rows: list[tuple[object, ...]] = []
    with contextlib.closing(sqlite3.connect(path)) as conn:
        tables = conn.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " ORDER BY name"
        ).fetchall()
        for (table,) in tables:
            cursor = conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
            kept = [
                place
                for place, each in enumerate(cursor.description)
                if (table, each[0]) not in UNSIGNED_STAMPS
            ]
            rows += [(table, *(row[place] for place in kept)) for row in cursor]
    return rows


def attack_c(computers: Computers, base: Base, path: Path, chance: random.Random) -> str:
    """Found by seals, closed periods or steps; with a key of his own by the memory and the acta."""
    copy_of(base.path, path)
    kind = chance.choice((*WITHOUT_KEY, "own key"))
    if kind == "own key":
        with attacks.behind_triggers(path) as conn:
            attacks.change_closed(conn, chance, record="rewrite")
            attacks.reseal(conn, _another_key())
        return resealed(computers, base, path, kind)
    with attacks.behind_triggers(path) as conn:
        WITHOUT_KEY[kind](conn, chance)
    seen = computers.look_elsewhere(path)
    parts = (Parte.SELLOS, Parte.CIERRES, Parte.PLANES)
    if seen.sound or seen.found is None or not any(seen.found.de(parte) for parte in parts):
        return f"!{kind}: {seen.where} {seen.refused}"
    others = (Parte.ESTRUCTURA, Parte.REFERENCIAS, Parte.EVIDENCIAS, Parte.BITACORA)
    told = [each for parte in others for each in seen.found.de(parte)]
    if told:  # his work is not what the attack says: the chain itself gave him away
        return f"!{kind} is no attacker C: {told}"
    return seen.where


def _another_key() -> Llave:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Llave(Ed25519PrivateKey.generate())


def resealed(computers: Computers, base: Base, path: Path, kind: str) -> str:
    """The file itself holds; the memory of the office tells, and elsewhere the printed acta."""
    elsewhere = computers.look_elsewhere(path)
    if not elsewhere.sound:
        return f"!{kind} does not hold: {elsewhere.found and elsewhere.found.todos}"
    if not any(elsewhere.contradicts(each) for each in base.printed):
        return f"!{kind}: no acta contradicts"
    seen = computers.look(path, base)
    if seen.found is None or not seen.found.testigo.hallazgos:
        return f"!{kind}: the memory tells nothing"
    return f"{kind}: testigo, and the acta elsewhere"


def _frozen_anew(conn: sqlite3.Connection, chance: random.Random) -> None:
    attacks.change_closed(conn, chance, record="rewrite")
    attacks.reseal(conn, None)


def _trail_anew(conn: sqlite3.Connection, chance: random.Random) -> None:
    attacks.change_closed(conn, chance, record="rewrite")
    attacks.rehash(conn)


def _one_more_operation(conn: sqlite3.Connection, chance: random.Random) -> None:
    attacks.change_closed(conn, chance, record="append")


def _plan_without_adecuacion(conn: sqlite3.Connection, chance: random.Random) -> None:
    """What is programmed in the open months of a locked plan; else of a closed month.

    While an adecuación is open, a change of the plan is a declared one, whoever made it.
    """
    keys = conn.execute(
        "SELECT programado.id FROM programado JOIN lineas_poa USING (linea_id)"
        " JOIN poas ON poas.id = poa_id WHERE estado = 'autorizado'"
        " AND poa_id NOT IN (SELECT poa_id FROM adecuaciones WHERE hasta IS NULL)"
        " AND mes NOT IN (SELECT mes FROM candados)"
    ).fetchall()
    if not keys:
        _one_more_operation(conn, chance)
        return
    (key,) = chance.choice(keys)
    before = attacks.row_of(conn, "programado", key)
    conn.execute("UPDATE programado SET cantidad = cantidad + 100 WHERE id = ?", (key,))
    after = attacks.row_of(conn, "programado", key)
    attacks.append(conn, "Programar", [("programado", key, before, after)])


def _freed_without_seal(conn: sqlite3.Connection, chance: random.Random) -> None:
    """An authorised plan becomes a draft again, steps and trail included; else a lock goes."""
    found = conn.execute("SELECT id FROM poas WHERE estado = 'autorizado'").fetchone()
    if found is None:
        _unlocked(conn, chance)
        return
    cursor = conn.execute(
        "INSERT INTO tramites (poa_id, periodo, paso, cuando, nombre, nota) VALUES"
        " (?, '', 'revocacion', '2024-07-30T08:00:00', 'Lucía Ramos', 'x')",
        found,
    )
    assert cursor.lastrowid is not None
    step, before = (
        attacks.row_of(conn, "tramites", cursor.lastrowid),
        attacks.row_of(conn, "poas", found[0]),
    )
    conn.execute("UPDATE poas SET estado = 'borrador' WHERE id = ?", found)
    after = attacks.row_of(conn, "poas", found[0])
    changes = [("tramites", cursor.lastrowid, None, step), ("poas", found[0], before, after)]
    attacks.append(conn, "Regresar el POA a borrador", changes)


def _who_signed(conn: sqlite3.Connection, chance: random.Random) -> None:
    keys = conn.execute("SELECT tramite_id FROM sellos").fetchall()
    (key,) = chance.choice(keys)
    column, value = chance.choice((
        ("nombre", "Otra Persona"), ("cargo", "Otro"), ("nota", "Otra nota"),
        ("cuando", "2024-01-01T08:00:00"),
    ))  # fmt: skip
    conn.execute(f"UPDATE tramites SET {column} = ? WHERE id = ?", (value, key))
    attacks._rewrite_trail(conn, "tramites", key)
    attacks.rehash(conn)


def _unlocked(conn: sqlite3.Connection, chance: random.Random) -> None:
    (key,) = chance.choice(conn.execute("SELECT id FROM candados").fetchall())
    before = attacks.row_of(conn, "candados", key)
    conn.execute("DELETE FROM candados WHERE id = ?", (key,))
    attacks.append(conn, "Capturar", [("candados", key, before, None)])


def _reopened_without_seal(conn: sqlite3.Connection, chance: random.Random) -> None:
    periodo = PERIODS[0].codigo
    cursor = conn.execute(
        "INSERT INTO tramites (poa_id, periodo, paso, cuando, nombre, nota) VALUES"
        " (1, ?, 'reapertura', '2024-07-30T08:00:00', 'Lucía Ramos', 'x')",
        (periodo,),
    )
    assert cursor.lastrowid is not None
    step = attacks.row_of(conn, "tramites", cursor.lastrowid)
    changes = [("tramites", cursor.lastrowid, None, step)]
    for (key,) in conn.execute("SELECT id FROM candados WHERE mes <= 3").fetchall():
        changes.append(("candados", key, attacks.row_of(conn, "candados", key), None))
        conn.execute("DELETE FROM candados WHERE id = ?", (key,))
    attacks.append(conn, "Reabrir", changes)


def _another_photo(conn: sqlite3.Connection, chance: random.Random) -> None:
    """An evidencia of a closed month becomes another file, everywhere but in the frozen content."""
    keys = conn.execute(f"SELECT id, sha256 FROM evidencias WHERE {attacks.MONTHS}").fetchall()
    _, old = chance.choice(keys)
    content = chance.randbytes(300)
    new = attacks.sha256_of(content)
    conn.execute("INSERT INTO contenidos VALUES (?, ?)", (new, content))
    for table in ("evidencias", "sellos_contenidos"):
        ids = conn.execute(f"SELECT id FROM {table} WHERE sha256 = ?", (old,)).fetchall()
        conn.execute(f"UPDATE {table} SET sha256 = ? WHERE sha256 = ?", (new, old))
        for (row,) in ids:
            attacks._rewrite_trail(conn, table, row)
    attacks.rehash(conn)


WITHOUT_KEY: dict[str, Callable[[sqlite3.Connection, random.Random], None]] = {
    "trail anew": _trail_anew,
    "frozen anew": _frozen_anew,
    "one more operation": _one_more_operation,
    "plan without adecuación": _plan_without_adecuacion,
    "freed without seal": _freed_without_seal,
    "who signed": _who_signed,
    "unlocked": _unlocked,
    "reopened without seal": _reopened_without_seal,
    "another photo": _another_photo,
}


def attack_d(computers: Computers, base: Base, path: Path, chance: random.Random) -> str:
    """The file itself holds; the memory of the office and the printed acta tell."""
    kind = chance.choice(("earlier file", "last act removed", "stolen key"))
    if kind == "earlier file":
        copy_of(chance.choice(base.earlier), path)
    else:
        copy_of(base.path, path)
        computers.at(computers.office)
        with attacks.behind_triggers(path) as conn:
            if kind == "stolen key":
                attacks.change_closed(conn, chance, record="rewrite")
                attacks.reseal(conn, own_key())
            else:
                attacks.remove_last_act(conn)
    return resealed(computers, base, path, kind)


ATTACKERS = {"A": attack_a, "B": attack_b, "C": attack_c, "D": attack_d}


# -- who does nothing wrong ------------------------------------------------------------------------


def innocent(computers: Computers, times: int, seed: int) -> Tally:
    """Random histories, looked at in between, at the office and elsewhere: nothing is told."""
    tally = Tally()
    number = 0
    while tally.tried < times:
        number += 1
        path = computers.folder / f"inocente-{number}.poa"
        computers.at(computers.office)
        office = Office(path, random.Random(f"{seed}/inocente/{number}"))
        for _ in range(5):
            office.work(office.chance.randint(2, 8))
            found = office.store.verificar()
            tally.tried += 1
            tally.found["not accused" if found.conforme else "accused"] += 1
            tally.found["with seals"] += bool(found.sellos)
            tally.found["with differences that the program made"] += bool(found.diferencias)
            if not found.conforme or found.testigo.avisos:
                told = (*found.todos, *found.testigo.hallazgos, *found.testigo.avisos)
                tally.fault(f"{seed}/inocente/{number}: {told}")
        printed = [each.codigo for each in sellos.listed(office.store.connection)]
        office.close()
        elsewhere = computers.look_elsewhere(path)
        if not elsewhere.conforme or any(elsewhere.contradicts(each) for each in printed):
            tally.fault(f"{seed}/inocente/{number} elsewhere: {elsewhere}")
        office.forget_copies()
        path.unlink()
    return tally


@contextlib.contextmanager
def working_folder() -> Iterator[Path]:
    """A folder that goes away."""
    before = os.environ.get(OVERRIDE)
    with tempfile.TemporaryDirectory(prefix="tamper-campaign-") as name:
        yield Path(name)
    if before is None:
        os.environ.pop(OVERRIDE, None)
    else:
        os.environ[OVERRIDE] = before


def run_campaign(who: str, times: int, seed: int) -> Tally:
    """One attacker, or the innocent, from beginning to end."""
    with working_folder() as folder:
        computers = Computers(folder)
        if who == "innocent":
            return innocent(computers, times, seed)
        bases = [make_base(computers, number, seed) for number in range(min(BASES, 1 + times // 8))]
        tally = Tally()
        for number in range(times):
            chance = random.Random(f"{seed}/{who}/{number}")
            came = ATTACKERS[who](computers, chance.choice(bases), folder / "caso.poa", chance)
            tally.tried += 1
            tally.found[came.removeprefix("!")] += 1
            if came.startswith("!"):
                tally.fault(f"{seed}/{who}/{number}: {came[1:]}")
        return tally


def report(who: str, tally: Tally, seconds: float) -> str:
    """The result in some rows: what found how many, and each fault."""
    rows = [f"{who}: {tally.tried} tried, {len(tally.faults)} faults, {seconds:.0f} s"]
    rows += [f"    {count:>6}  {what}" for what, count in tally.found.most_common()]
    return "\n".join([*rows, *tally.faults])


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = (*ATTACKERS, "innocent")
    parser.add_argument("--who", choices=(*names, "all"), default="all")
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20240101)
    arguments = parser.parse_args()
    faults = 0
    for who in names if arguments.who == "all" else (arguments.who,):
        began = time.perf_counter()
        tally = run_campaign(who, arguments.times, arguments.seed)
        print(report(who, tally, time.perf_counter() - began), flush=True)
        faults += len(tally.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
