"""Which files open, which are refused, and who has them: a refused file is never touched."""

import os
import random
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from poa_desktop.data import bloques, connection, integrity, lock, municipios, poas, schema
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.files import read_bytes
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Copia, Inversion, TipoInversion

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "schema.sql"
OLD_FILES = ROOT / "tests" / "old_files"
OPERATIONS = {1: 4, 2: 5, 3: 7, 4: 8, 5: 16}  # in the file of each released version

HOLDER = """
import sys, time
from datetime import datetime
from pathlib import Path
from poa_desktop.data.lock import Person
from poa_desktop.data.store import open_store
store = open_store(Path(sys.argv[1]), datetime.now, Person("Lupita", "PC-OBRAS"),
                   read_only=sys.argv[2] == "ro")
print("open", flush=True)
sys.stdin.read()
store.close()
"""
HALF_DONE = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA journal_mode = TRUNCATE")
c.execute("PRAGMA cache_size = 5")
c.execute("BEGIN IMMEDIATE")
for n in range(200):
    c.execute("INSERT INTO foda (poa_id, cuadrante, orden, texto) VALUES (1, 'amenazas', ?, ?)",
              (n + 1, "x" * 3000))
os._exit(9)
"""


def other_process(code: str, *words: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


# -- who has it --------------------------------------------------------------------------------


def test_a_second_opener_is_told_who_has_it_and_the_lock_dies_with_its_process(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    with other_process(HOLDER, sample_path, "rw") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for read_only in (False, True):
            with pytest.raises(PoaError, match="abierto en PC-OBRAS por Lupita: ciérrelo"):
                reopen(sample_path, read_only=read_only)
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    assert lock.note_path(sample_path).exists()
    with reopen(sample_path) as store:
        assert store.headers()[0].dependencia == "Obras Públicas"
    assert not lock.note_path(sample_path).exists()


def test_two_may_read_and_none_may_write_meanwhile(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    with other_process(HOLDER, sample_path, "ro") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with reopen(sample_path, read_only=True) as store:
            assert len(store.headers()) == 1
        with pytest.raises(PoaError, match="abierto por otra persona o en otra ventana"):
            reopen(sample_path)
        holder.communicate("")


def test_this_very_program_cannot_lose_its_lock(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    """On POSIX, closing a second handle of the file would drop the lock of the first."""
    link = sample_path.with_name("otro nombre.poa")
    link.symlink_to(sample_path)
    with reopen(sample_path):
        for name in (sample_path, link):
            with pytest.raises(PoaError, match="ya está abierto en este programa"):
                reopen(name)
            with pytest.raises(PoaError, match="ya está abierto en este programa"):
                read_bytes(name, 10**9)
        code = HOLDER.replace("store =", "try:\n    store =").replace(
            'print("open"',
            'except Exception as error:\n    print(error)\n    sys.exit()\nprint("open"',
        )
        with other_process(code, sample_path, "rw") as second:
            said, _ = second.communicate("")
        assert "ciérrelo ahí" in said
    reopen(sample_path).close()


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"usuario": 1}', "\x00", "no es JSON"])
def test_a_spoilt_note_does_no_harm(path: Path, note: str) -> None:
    lock.note_path(path).write_text(note, encoding="utf-8")
    assert lock.who_has(path) == (
        "«obras.poa» está abierto por otra persona o en otra ventana: ciérrelo ahí y vuelva a "
        "intentar."
    )


# -- cut short ---------------------------------------------------------------------------------


@pytest.fixture
def half_done(sample_path: Path) -> Path:
    """A file whose program died in the middle of a transaction that had reached the disk."""
    with other_process(HALF_DONE, sample_path) as child:
        child.communicate()
    assert connection.journal_of(sample_path).stat().st_size > 0
    return sample_path


@pytest.mark.parametrize("read_only", [False, True])
def test_a_change_cut_short_is_taken_back(
    half_done: Path, reopen: Callable[..., Store], read_only: bool
) -> None:
    with reopen(half_done, read_only=read_only) as store:
        assert store.poa(1).foda.amenazas == ()
        assert integrity.verify(store.connection).integro


def test_a_journal_without_its_file_is_kept_off_a_new_one(
    half_done: Path, clock: Callable[..., object]
) -> None:
    half_done.rename(half_done.with_name("se llevaron.bin"))
    with create_store(half_done, clock) as store:
        store.run("Crear", lambda db: poas.create(db, "Otra", 2030))
        assert integrity.verify(store.connection).integro
        assert [each.dependencia for each in store.headers()] == ["Otra"]
    orphan = half_done.with_name("obras (sin su archivo).poa-journal")
    assert orphan.stat().st_size > 0


# -- what is no file of ours -------------------------------------------------------------------


def refuse(reopen: Callable[..., Store], path: Path) -> str:
    """Both ways of opening refuse, with one sentence, and nothing in the folder changes."""
    said = set()
    for read_only in (False, True):
        before = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
        with pytest.raises(PoaError) as refused:
            reopen(path, read_only=read_only)
        assert {e: e.read_bytes() for e in path.parent.iterdir() if e.is_file()} == before
        said.add(str(refused.value))
    assert len(said) == 1
    return said.pop()


def test_a_missing_file_is_not_made(tmp_path: Path, reopen: Callable[..., Store]) -> None:
    assert "No existe" in refuse(reopen, tmp_path / "nada.poa")
    assert "es una carpeta" in refuse(reopen, tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"hola", b"SQLite format 3\x00", b"PK\x03\x04" * 100, bytes(5000)]
)
def test_something_else_is_refused(
    path: Path, reopen: Callable[..., Store], content: bytes
) -> None:
    path.write_bytes(content)
    assert "no es un archivo de POA Desktop o está dañado" in refuse(reopen, path)


def test_a_database_of_another_program_is_refused(path: Path, reopen: Callable[..., Store]) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE migraciones (x)")
    other.commit()
    other.close()
    assert "de otro programa" in refuse(reopen, path)


def with_version(path: Path, version: int) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = struct.pack(">I", version)
    path.write_bytes(content)


def test_a_newer_file_is_refused_untouched(sample_path: Path, reopen: Callable[..., Store]) -> None:
    with_version(sample_path, schema.VERSION + 1)
    assert "versión más nueva de POA Desktop: actualice" in refuse(reopen, sample_path)


def test_a_file_without_a_version_is_refused(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    with_version(sample_path, 0)
    assert "está dañado" in refuse(reopen, sample_path)


def test_a_table_with_other_columns_is_refused(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    other = sqlite3.connect(sample_path)
    other.execute("ALTER TABLE poas RENAME COLUMN vision TO mirada")
    other.close()
    assert "está dañado" in refuse(reopen, sample_path)


def test_damaged_files_are_refused_or_read_and_never_changed(
    sample_path: Path, tmp_path: Path, reopen: Callable[..., Store]
) -> None:
    """Cut, flipped, zeroed, shuffled: a sentence or a readable file, never a bare exception."""
    sound = sample_path.read_bytes()
    chance = random.Random(7)
    target = tmp_path / "mutado" / "obras.poa"
    target.parent.mkdir()
    opened = unnoticed = 0
    for _ in range(250):
        content = mutated(sound, chance)
        target.write_bytes(content)
        try:
            with reopen(target, read_only=True) as store:
                found = integrity.verify(store.connection)
                opened += 1
                archivo = store.archivo()
                if found.integro:
                    unnoticed += archivo.poas[0].titulo != "Obras Públicas · POA 2024"
        except PoaError:
            pass
        assert target.read_bytes() == content
        assert [each.name for each in target.parent.iterdir()] == ["obras.poa"]
    assert 0 < opened < 250
    assert unnoticed == 0


def mutated(sound: bytes, chance: random.Random) -> bytes:
    """One kind of damage that disks and copies do."""
    content = bytearray(sound)
    kind = chance.randrange(5)
    place = chance.randrange(len(content))
    page = place - place % 4096
    if kind == 0:
        return bytes(content[:place])
    if kind == 1:
        content[place : place + 512] = bytes(len(content[place : place + 512]))
    elif kind == 2:
        other = chance.randrange(len(content)) // 4096 * 4096
        content[page : page + 4096] = content[other : other + 4096]
    elif kind == 3:
        content[place] = chance.randrange(256)
    else:
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


MONTH_12 = b"\x04\x09\x01\x01\x0c\x0c"  # a row of the index: línea 1, month 12, row 12


@pytest.mark.parametrize(
    ("table", "word", "spoilt"),
    [
        ("fichas", b"trimestral", b"trimestrxl"),
        ("fichas", b"monto", b"mxnto"),
        ("sqlite_autoindex_programado_1", MONTH_12, MONTH_12.replace(b"\x0c", b"\x64", 1)),
    ],
)
def test_a_value_that_no_record_knows_is_damage(
    sample_path: Path, reopen: Callable[..., Store], table: str, word: bytes, spoilt: bytes
) -> None:
    """The quick check of the opening does not compare an index with its table."""
    inversion = Inversion(TipoInversion.MONTO, Decimal(80_000))
    with reopen(sample_path) as store:
        store.run("Monto", lambda db: bloques.set_inversion(db, TipoLugar.PROGRAMA, 1, inversion))
    (root,) = raw_one(sample_path, f"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'")
    content = bytearray(sample_path.read_bytes())
    page = slice((root - 1) * 4096, root * 4096)
    assert word in content[page]
    content[page] = content[page].replace(word, spoilt)
    sample_path.write_bytes(content)
    with pytest.raises(PoaError, match="está dañado"), reopen(sample_path) as store:
        store.archivo()
    assert sample_path.read_bytes() == content


def raw_one(path: Path, query: str) -> tuple[int, ...]:
    other = sqlite3.connect(path)
    try:
        row = other.execute(query).fetchone()
    finally:
        other.close()
    assert isinstance(row, tuple)
    return row


def test_a_flipped_header_is_refused_or_read(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    sound = sample_path.read_bytes()
    for place in range(100):
        content = bytearray(sound)
        content[place] ^= 1 << (place % 8)
        sample_path.write_bytes(content)
        try:
            with reopen(sample_path, read_only=True) as store:
                store.archivo()
        except PoaError:
            pass
        assert sample_path.read_bytes() == bytes(content)


# -- the making of a file ----------------------------------------------------------------------


def test_a_new_file_never_replaces_one(sample_path: Path, clock: Callable[..., object]) -> None:
    before = sample_path.read_bytes()
    with pytest.raises(PoaError, match="Ya existe"):
        create_store(sample_path, clock)
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize("name", ["a.txt", "a", ".poa", "x.poa/"])
def test_a_new_file_must_be_called_poa(
    tmp_path: Path, clock: Callable[..., object], name: str
) -> None:
    if name in ("x.poa/",):
        create_store(tmp_path / name, clock).close()
        assert (tmp_path / "x.poa").is_file()
        return
    with pytest.raises(PoaError, match=r"terminar en \.poa"):
        create_store(tmp_path / name, clock)
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_needs_its_folder(tmp_path: Path, clock: Callable[..., object]) -> None:
    with pytest.raises(PoaError, match=r"«a\.poa»|a\.poa"):
        create_store(tmp_path / "no existe" / "a.poa", clock)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["año ñ %41?mode=memory#x.poa", "a'b\"c.poa", "espacio  .poa"])
def test_names_with_signs_stay_names(
    tmp_path: Path, clock: Callable[..., object], name: str
) -> None:
    with create_store(tmp_path / name, clock) as store:
        store.run("Crear", lambda db: poas.create(db, "Obras", 2024))
    assert [each.name for each in tmp_path.iterdir()] == [name]
    with open_store(tmp_path / name, clock) as store:
        assert len(store.headers()) == 1


def test_a_closed_file_stands_alone(sample_path: Path, reopen: Callable[..., Store]) -> None:
    with reopen(sample_path) as store:
        store.run("Editar", lambda db: poas.edit(db, 1, vision="x"))
        assert lock.note_path(sample_path).exists()
    assert [each.name for each in sample_path.parent.iterdir()] == ["obras.poa"]


# -- the schema and the files of earlier days --------------------------------------------------


def test_the_schema_is_the_golden_one(store: Store, request: pytest.FixtureRequest) -> None:
    found = "\n\n".join(f"{sql};" for _, sql in sorted(schema.present(store.connection).items()))
    if request.config.getoption("--update-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found + "\n", encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == found + "\n"
    assert schema.present(store.connection) == schema.expected()
    tables = {key: sql for key, sql in schema.expected().items() if key[0] == "table"}
    assert schema.expected_tables() == tables


def test_every_table_is_strict_and_every_tracked_one_is_there(store: Store) -> None:
    rows = store.connection.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    strict = {name: bool(flag) for name, flag in rows if not name.startswith("sqlite_")}
    assert all(strict.values())
    kept_otherwise = {"migraciones", "archivo", "contenidos", "bitacora", "bitacora_cambios"}
    assert set(strict) == set(schema.TRACKED_TABLES) | kept_otherwise


def test_the_connection_policy_holds(store: Store) -> None:
    expected = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": schema.APPLICATION_ID,
        "user_version": schema.VERSION,
    }
    found = {name: store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}
    assert found == expected


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_a_file_of_every_version_still_opens(
    tmp_path: Path, reopen: Callable[..., Store], version: int
) -> None:
    path = tmp_path / "viejo.poa"
    path.write_bytes((OLD_FILES / f"v{version}.poa").read_bytes())
    with reopen(path) as store:
        found = integrity.verify(store.connection)
        assert (found.hallazgos, found.operaciones) == ((), OPERATIONS[version])
        assert store.municipio().nombre == "San Aurelio del Valle"
        assert store.municipio().ejes == ("Orden", "Agua")
        (poa,) = store.archivo().poas
        assert poa.titulo == "Obras Públicas · POA 2024"
        assert [each.clave for each in poa.bloques] == ["P1", "A1", "A2"]
        assert poa.actividades[0].programa_id == poa.programas[0].id
        linea = poa.actividades[1].lineas[0]
        assert (linea.programado[11], linea.realizado[2]) == (50, 50)
        (evidencia,) = linea.avances[2].evidencias
        assert store.evidence(evidencia.sha256) == b"\x89PNG una foto"
        gastos = poa.actividades[1].gastos
        assert [each.importe for each in gastos] == ([Decimal("1250.50")] if version > 1 else [])
        membrete = store.municipio().membrete
        assert (membrete and (membrete.nombre, membrete.superior)) == (
            ("hoja.png", 40) if version > 2 else None
        )
        modelos = [(each.nombre, each.programado) for each in store.modelos_linea()]
        assert store.municipio().unidades == (("Metro cúbico",) if version > 3 else ())
        assert modelos == ([("Informe mensual", (100,) * 12)] if version > 3 else [])
        copia = Copia(2023, "Lic. Ana Ruiz", aceptadas=frozenset({"0" * 32}))
        assert poa.copia == (copia if version > 3 else None)
        store.run("Sigue vivo", lambda db: poas.edit(db, poa.id, vision="x"))


def test_a_file_of_the_version_before_behind_a_journal_is_older_and_not_damaged(
    tmp_path: Path, reopen: Callable[..., Store]
) -> None:
    """The header says 4 until SQLite plays back the journal of a migration that was cut short."""
    path = tmp_path / "viejo.poa"
    path.write_bytes((OLD_FILES / "v1.poa").read_bytes())
    code = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA journal_mode = TRUNCATE")
c.execute("PRAGMA cache_size = 1")
c.execute("BEGIN IMMEDIATE")
c.execute("CREATE TABLE mucho (x)")
c.execute("PRAGMA user_version = 4")
for n in range(400):
    c.execute("INSERT INTO mucho VALUES (?)", ("x" * 3000,))
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert connection.journal_of(path).exists()
    with pytest.raises(PoaError, match="versión anterior"):
        reopen(path, read_only=True)
    with reopen(path) as store:
        assert integrity.verify(store.connection).integro


def test_evidence_is_read_from_a_document_s_thread_while_the_window_writes(
    store: Store,
) -> None:
    """The connection is shared by threads: SQLite must be built to let them take turns."""
    assert sqlite3.threadsafety == 3
    content = b"una foto" * 1000
    sha = store.run("Guardar", lambda db: municipios.keep_content(db, content))[0]
    store.run("Escudo", lambda db: municipios.set_escudo(db, content))
    seen: list[bytes] = []
    reader = threading.Thread(target=lambda: seen.extend(store.evidence(sha) for _ in range(300)))
    reader.start()
    for number in range(100):
        store.run("Editar", lambda db, n=number: municipios.edit(db, nombre=f"Valle {n}"))  # type: ignore[misc]
    reader.join()
    assert seen == [content] * 300
    assert integrity.verify(store.connection).integro
