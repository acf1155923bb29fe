"""kill -9 at random moments of saving, capturing, importing, restoring and closing: is what was
acknowledged there?

A child process works on a real file and acknowledges, flushed, each thing that is done; this
process kills it, opens the file again and compares. Exit 0 when nothing was lost or halved.
"""

import argparse
import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import kill_cierre  # noqa: E402
from sqlite_utils import Database  # noqa: E402

from poa_desktop import cli  # noqa: E402
from poa_desktop.data import (  # noqa: E402
    bloques,
    copias,
    evidencias,
    integrity,
    lineas,
    poas,
    textos,
    traslados,
)
from poa_desktop.data.store import Store, create_store, open_store  # noqa: E402
from poa_desktop.poa.copia import copiar  # noqa: E402
from poa_desktop.poa.problems import TipoLugar  # noqa: E402
from poa_desktop.poa.records import Actividad, LineaAccion  # noqa: E402
from poa_desktop.poa.textos import nodos  # noqa: E402

READY, DONE = "ready", "done"
KEPT = 12
"""An edit also removes the one this many before it, so the file does not grow."""
REOPEN_SECONDS = 2.0
ORIGIN = ROOT / "resources" / "ejemplo" / "poa_ejemplo.txt"


# -- the child: works and acknowledges ---------------------------------------------------------


def say(word: object) -> None:
    """Acknowledge: from here on it must survive."""
    print(word, flush=True)


def make_edit(db: Database, poa_id: int, number: int) -> None:
    """One user action of many rows: an actividad with all that can hang from it."""
    block = bloques.add(db, TipoLugar.ACTIVIDAD, poa_id, f"Edición {number}", numero=number)
    for part in (1, 2, 3):
        linea = lineas.add(
            db, TipoLugar.ACTIVIDAD, block, f"Parte {part} de {number}", programado=[100] * 12
        )
        lineas.edit_avance(db, linea, 3, realizado=number * 100)
        evidencias.attach(db, linea, 3, f"prueba {number}.txt", evidence_of(number))
    sql = "DELETE FROM actividades WHERE poa_id = ? AND numero <= ?"
    db.execute(sql, (poa_id, number - KEPT))


def evidence_of(number: int) -> bytes:
    """Some pages of bytes that no other edit has."""
    return random.Random(number).randbytes(9_000)


def is_whole(actividad: Actividad) -> bool:
    """Whether every row of one edit is there."""
    return len(actividad.lineas) == 3 and all(
        linea.texto == f"Parte {part} de {actividad.numero}"
        and linea.programado == (100,) * 12
        and linea.realizado[2] == actividad.numero * 100
        and len(linea.avances[2].evidencias) == 1
        for part, linea in enumerate(actividad.lineas, 1)
    )


def child_save(path: Path) -> None:
    """Edit without end; now and then take an edit back and bring it again."""
    with open_store(path, datetime.now) as store:
        poa = store.poa(store.headers()[0].id)
        number = max((each.numero for each in poa.actividades), default=0)
        say(READY)
        while True:
            number += 1
            store.run(f"Edición {number}", lambda db, n=number: make_edit(db, poa.id, n))
            say(number)
            if number % 5 == 0:
                store.undo()
                say(number - 1)
                store.redo()
                say(number)


def paste_block(store: Store, number: int) -> Callable[[Database], object]:
    """A block of líneas pasted into the first actividad, in place of those before."""
    block = store.poa(1).actividades[0]
    made = [LineaAccion(0, f"Pegada {number}.{n}", programado=(100,) * 12) for n in range(150)]

    def work(db: Database) -> None:
        traslados.delete_lineas(db, [each.id for each in block.lineas])
        traslados.paste_lineas(db, TipoLugar.ACTIVIDAD, block.id, made)

    return work


def attach_many(store: Store, number: int) -> Callable[[Database], object]:
    """Many files at once, in place of those before."""
    linea = store.poa(1).programas[0].lineas[0]
    gone = [each.id for avance in linea.avances for each in avance.evidencias]

    def work(db: Database) -> None:
        for each in gone:
            evidencias.remove(db, each)
        for n in range(40):
            name = f"foto {number}.{n}.jpg"
            evidencias.attach(db, linea.id, 1 + n % 12, name, evidence_of(number * 100 + n))

    return work


def copy_year(store: Store, number: int) -> Callable[[Database], object]:
    """Next year's plan, in place of the one before it."""
    first, *rest = store.headers()
    copy = copiar(store.poa(first.id), 2025 + number % 100)
    municipio = store.municipio()

    def work(db: Database) -> None:
        for each in rest:
            poas.delete(db, each.id)
        copias.write_copy(db, municipio, copy)

    return work


def replace_all(store: Store, number: int) -> Callable[[Database], object]:
    """One word in every text of the plan that has it."""
    found = [each for nodo in nodos(store.municipio(), store.poa(1)) for each in nodo.textos]
    changes = [(each, f"Texto {number}") for each in found if each.texto.startswith("Texto ")]
    return lambda db: textos.write(db, changes)


ACTIONS = (paste_block, attach_many, copy_year, replace_all)
"""What writes many rows in one action; a child does one after the other."""


def write_origin(db: Database) -> None:
    """A plan for every one of ACTIONS."""
    poa_id = poas.create(db, "Obras Públicas", 2024)
    programa = bloques.add(db, TipoLugar.PROGRAMA, poa_id, "Vialidad")
    lineas.add(db, TipoLugar.PROGRAMA, programa, "Fotografiar")
    bloques.add(db, TipoLugar.ACTIVIDAD, poa_id, "Donde se pega")
    for number in range(10):
        block = bloques.add(db, TipoLugar.ACTIVIDAD, poa_id, f"Actividad {number}")
        for _ in range(8):
            lineas.add(db, TipoLugar.ACTIVIDAD, block, "Texto 0", programado=[100] * 12)


def child_capture(path: Path, number: int) -> None:
    """Do ACTIONS in turn; say of each where it led to."""
    with open_store(path, datetime.now) as store:
        store.run("Calentar", lambda db: db.execute("SELECT 1"))
        say(READY)
        while True:
            number += 1
            title = f"{ACTIONS[number % len(ACTIONS)].__name__} {number}"
            work = ACTIONS[number % len(ACTIONS)](store, number)
            store.run(title, work)
            say(f"{number} {store.content_hash()}")
            if number % 7 == 0:
                store.undo()
                say(f"{number} {store.content_hash()}")
                store.redo()
                say(f"{number} {store.content_hash()}")


def child_command(words: list[str]) -> None:
    """Do one command of the program."""
    from poa_desktop.commands import importar, respaldos  # noqa: F401 - loaded before the race

    say(READY)
    with contextlib.redirect_stdout(io.StringIO()):
        code = cli.main(words)
    if code == 0:
        say(DONE)


# -- the parent: kills and compares ------------------------------------------------------------


@dataclass
class Tally:
    """What a campaign saw."""

    kills: int = 0
    acknowledged: int = 0
    unacknowledged_kept: int = 0
    untouched: int = 0
    hot_journals: int = 0
    slowest_reopen: float = 0.0
    faults: list[str] = field(default_factory=list)

    def fault(self, text: str) -> None:
        self.faults.append(f"kill {self.kills}: {text}")


def start_child(*words: str) -> "subprocess.Popen[str]":
    """A child that has loaded the program and is about to work."""
    child = subprocess.Popen(
        [sys.executable, __file__, "--child", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    first = child.stdout.readline().strip()
    assert first == READY, f"the child said {first!r}"
    return child


def kill_after(child: "subprocess.Popen[str]", seconds: float) -> list[str]:
    """Let it work so long, kill it, and give what it had acknowledged."""
    deadline = time.perf_counter() + seconds
    while time.perf_counter() < deadline:
        time.sleep(min(0.002, seconds))
    child.send_signal(signal.SIGKILL)
    said, _ = child.communicate()
    return [row for row in said.splitlines() if row]


def reopen(path: Path, tally: Tally) -> Store:
    """Open the file as the next morning does; note whether a change had to be taken back."""
    journal = path.with_name(f"{path.name}-journal")
    tally.hot_journals += journal.exists() and journal.stat().st_size > 0
    began = time.perf_counter()
    store = open_store(path, datetime.now)
    took = time.perf_counter() - began
    tally.slowest_reopen = max(tally.slowest_reopen, took)
    if took > REOPEN_SECONDS:
        tally.fault(f"opening took {took:.1f} s")
    found = integrity.verify(store.connection)
    if not found.integro:
        tally.fault(f"not sound: {found.hallazgos}")
    return store


def hash_of(path: Path, tally: Tally) -> str:
    """Content of a file, after the checks of reopening."""
    with reopen(path, tally) as store:
        return store.content_hash()


def campaign_save(folder: Path, times: int, chance: random.Random, tally: Tally) -> None:
    """Kills while edits are saved one after another, in one file that lives through them all."""
    path = folder / "guardar.poa"
    with create_store(path, datetime.now) as store:
        store.run("Crear", lambda db: poas.create(db, "Obras Públicas", 2024))
    last = 0
    for _ in range(times):
        said = kill_after(start_child("save", str(path)), chance.uniform(0, 0.12))
        tally.kills += 1
        tally.acknowledged += len(said)
        last = int(said[-1]) if said else last
        with reopen(path, tally) as store:
            actividades = store.poa(store.headers()[0].id).actividades
        last = _compare_edits(actividades, last, said.count(str(last)), tally)


def campaign_capture(folder: Path, times: int, chance: random.Random, tally: Tally) -> None:
    """Kills while blocks are pasted, many files attached, years copied, words replaced.

    The file is as the last acknowledged action left it, or as one whole action beyond it.
    """
    path = folder / "captura.poa"
    with create_store(path, datetime.now) as store:
        store.run("Crear", write_origin)
    last, known = 0, hash_of(path, tally)
    for _ in range(times):
        child = start_child("capture", str(path), str(last))
        said = kill_after(child, chance.uniform(0, 1.5))
        tally.kills += 1
        tally.acknowledged += len(said)
        if said:
            number, known = said[-1].split()
            last = int(number)
        with reopen(path, tally) as store:
            found = store.content_hash()
            if found != known:
                last, known = _one_action_beyond(store, last, known, found, tally), found
                tally.unacknowledged_kept += 1
            else:
                tally.untouched += 1


def _one_action_beyond(store: Store, last: int, known: str, found: str, tally: Tally) -> int:
    """The number of the action that was done and not acknowledged; it must be whole."""
    (title,) = store.connection.execute(
        "SELECT titulo FROM bitacora ORDER BY numero DESC LIMIT 1"
    ).fetchone()
    if title.startswith(("Deshacer: ", "Rehacer: ")):
        return last
    number = int(title.split()[-1])
    if number != last + 1:
        tally.fault(f"after {last} came «{title}»")
    if not _is_whole_action(store, number):
        tally.fault(f"«{title}» is halved ({known[:8]} → {found[:8]})")
    return number


def _is_whole_action(store: Store, number: int) -> bool:
    """Whether every row of one of ACTIONS is there."""
    action, poa = ACTIONS[number % len(ACTIONS)], store.poa(1)
    if action is paste_block:
        words = [f"Pegada {number}.{n}" for n in range(150)]
        lineas_ = poa.actividades[0].lineas
        return [each.texto for each in lineas_] == words and all(
            each.programado == (100,) * 12 for each in lineas_
        )
    if action is attach_many:
        files = [e for avance in poa.programas[0].lineas[0].avances for e in avance.evidencias]
        return {e.nombre for e in files} == {f"foto {number}.{n}.jpg" for n in range(40)}
    if action is copy_year:
        _, copy = (store.poa(each.id) for each in store.headers())
        return (copy.ejercicio, len(copy.lineas)) == (2025 + number % 100, len(poa.lineas))
    texts = [each.texto for block in poa.actividades[1:] for each in block.lineas]
    return set(texts) == {f"Texto {number}"}


def _compare_edits(
    actividades: tuple[Actividad, ...], acknowledged: int, times_said: int, tally: Tally
) -> int:
    """Exactly the edits up to the last acknowledged one, or up to one step beyond it."""
    numbers = [each.numero for each in actividades]
    newest = max(numbers, default=0)
    may_be = {acknowledged, acknowledged + 1}
    if acknowledged % 5 == 0 and times_said == 1:  # the step beyond is the undo of the fifth
        may_be.add(acknowledged - 1)
    if newest not in may_be:
        tally.fault(f"edit {acknowledged} was acknowledged and the file ends at {newest}")
    if numbers != list(range(max(1, newest - KEPT + 1), newest + 1)):
        tally.fault(f"edits missing among {numbers}")
    halves = [each.numero for each in actividades if not is_whole(each)]
    if halves:
        tally.fault(f"edits halved: {halves}")
    tally.unacknowledged_kept += newest != acknowledged
    tally.untouched += newest == acknowledged
    return newest


def campaign_command(
    times: int,
    chance: random.Random,
    tally: Tally,
    prepare: Callable[[], tuple[Path, list[str]]],
    hashes: tuple[str | None, str],
) -> None:
    """Kills during one command: the file is as before or as after it, and repeating works.

    *hashes*: content before (None: there was no file) and after.
    """
    path, words = prepare()
    child = start_child("command", *words)
    assert child.stdout is not None
    began = time.perf_counter()
    child.stdout.readline()
    usual = time.perf_counter() - began
    child.communicate()
    for _ in range(times):
        path, words = prepare()
        said = kill_after(start_child("command", *words), chance.uniform(0, usual * 1.1))
        tally.kills += 1
        tally.acknowledged += DONE in said
        _compare_command(path, said, words, hashes, tally)


def _compare_command(
    path: Path, said: list[str], words: list[str], hashes: tuple[str | None, str], tally: Tally
) -> None:
    before, after = hashes
    found = hash_of(path, tally) if path.exists() else None
    empty = before is None and found is not None and found != after and _is_empty(path)
    if found not in hashes and not empty:
        tally.fault("the file is neither as before nor as after")
    if DONE in said and found != after:
        tally.fault("the command was acknowledged and is not in the file")
    tally.untouched += found != after
    tally.unacknowledged_kept += found == after and DONE not in said
    if found != after:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = cli.main(words)
        if code or hash_of(path, tally) != after:
            tally.fault("the command could not be repeated")


def _is_empty(path: Path) -> bool:
    with open_store(path, datetime.now) as store:
        return store.headers() == ()


def campaign_import(folder: Path, times: int, chance: random.Random, tally: Tally) -> None:
    """Kills during importar, half of them into a new file."""
    first, after, fresh = (folder / f"{name}.poa" for name in ("antes", "despues", "nuevo"))
    with create_store(first, datetime.now) as store:
        store.run("Crear", lambda db: poas.create(db, "Obras Públicas", 2024))
    before = hash_of(first, tally)
    shutil.copy(first, after)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert cli.main(["importar", str(ORIGIN), "--en", str(after)]) == 0
        assert cli.main(["importar", str(ORIGIN), "--en", str(fresh)]) == 0
    after_hash, fresh_hash = hash_of(after, tally), hash_of(fresh, tally)
    path = folder / "importar.poa"
    words = ["importar", str(ORIGIN), "--en", str(path)]

    def existing() -> tuple[Path, list[str]]:
        _clear(path)
        shutil.copy(first, path)
        return path, words

    def new() -> tuple[Path, list[str]]:
        _clear(path)
        return path, words

    campaign_command(times - times // 2, chance, tally, existing, (before, after_hash))
    campaign_command(times // 2, chance, tally, new, (None, fresh_hash))


def campaign_restore(folder: Path, times: int, chance: random.Random, tally: Tally) -> None:
    """Kills during restaurar over a file with other content; nothing that was there is lost."""
    kept, present = folder / "respaldo.poa", folder / "presente.poa"
    for source, dependencia in ((kept, "Obras Públicas"), (present, "Parques")):
        with create_store(source, datetime.now) as store:
            poa_id, _ = store.run("Crear", lambda db, d=dependencia: poas.create(db, d, 2024))
            for number in range(1, 20):
                store.run("Edición", lambda db, n=number, p=poa_id: make_edit(db, p, n))
    hashes = hash_of(present, tally), hash_of(kept, tally)
    path = folder / "restaurar.poa"

    def prepare() -> tuple[Path, list[str]]:
        for each in folder.glob("restaurar (antes*"):
            if each.suffix == ".poa" and hash_of(each, tally) not in hashes:
                tally.fault("what was moved aside is not what was there")
            each.unlink()
        _clear(path)
        shutil.copy(present, path)
        return path, ["restaurar", str(path), "--respaldo", str(kept)]

    campaign_command(times, chance, tally, prepare, hashes)
    prepare()
    if hash_of(kept, tally) != hashes[1]:
        tally.fault("the backup changed")


def campaign_cierre(folder: Path, times: int, chance: random.Random, tally: Tally) -> None:
    """Kills while periods are closed and reopened and the plan is authorised, one act after
    another, in a file that is begun anew when it has many seals; then the key is made anew too."""
    path = folder / "cierre.poa"
    acknowledged: list[str] = []
    for _ in range(times):
        if not path.exists() or len(acknowledged) > kill_cierre.MOST_SEALS:
            _clear(path)
            kill_cierre.forget_key()
            acknowledged = []
            with create_store(path, datetime.now) as store:
                store.run("Crear", kill_cierre.write_origin)
        said = kill_after(start_child("cierre", str(path)), chance.uniform(0, 0.4))
        tally.kills += 1
        tally.acknowledged += len(said)
        acknowledged += said
        with reopen(path, tally) as store:
            for each in kill_cierre.faults_in(store, acknowledged):
                tally.fault(each)
            found = [each.folio for each in store.sellos()]
        tally.unacknowledged_kept += len(found) > len(acknowledged)
        tally.untouched += found == acknowledged
        acknowledged = found


def _clear(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)


CAMPAIGNS = {
    "save": campaign_save,
    "capture": campaign_capture,
    "import": campaign_import,
    "restore": campaign_restore,
    "cierre": campaign_cierre,
}


@contextlib.contextmanager
def working_folder() -> Iterator[Path]:
    """A folder that goes away, with the program's own folder inside."""
    with tempfile.TemporaryDirectory(prefix="kill-campaign-") as name:
        os.environ["POA_DESKTOP_DATOS"] = str(Path(name) / "datos")
        yield Path(name)


def run_campaign(what: str, times: int, seed: int) -> Tally:
    """One campaign from beginning to end."""
    tally = Tally()
    with working_folder() as folder:
        CAMPAIGNS[what](folder, times, random.Random(seed), tally)
    return tally


def report(what: str, tally: Tally) -> str:
    """The result in one row, and a row for each fault."""
    row = (
        f"{what}: {tally.kills} kills, {tally.acknowledged} acknowledged, "
        f"{tally.unacknowledged_kept} kept without acknowledgement, "
        f"{tally.untouched} ended at the acknowledged state, "
        f"{tally.hot_journals} changes taken back on opening, "
        f"slowest reopening {tally.slowest_reopen:.2f} s, {len(tally.faults)} faults"
    )
    return "\n".join([row, *tally.faults])


def main() -> int:
    """Run campaigns, or be the child of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--what", choices=(*CAMPAIGNS, "all"), default="save")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20240101)
    parser.add_argument("--child", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        kind, *words = arguments.child
        if kind == "capture":
            child_capture(Path(words[0]), int(words[1]))
        if kind == "cierre":
            kill_cierre.child_cierre(Path(words[0]), say, READY)
        child_save(Path(words[0])) if kind == "save" else child_command(words)
        return 0
    faults = 0
    for what in CAMPAIGNS if arguments.what == "all" else (arguments.what,):
        tally = run_campaign(what, arguments.times, arguments.seed)
        print(report(what, tally), flush=True)
        faults += len(tally.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
