"""What somebody changes past the program is found; what they cannot change stays."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from poa_desktop.data import audit, evidencias, integrity, poas, rows
from poa_desktop.data.store import Store


@contextlib.contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any SQLite tool opens it."""
    connection = sqlite3.connect(path)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


def drop_guards(connection: sqlite3.Connection) -> list[str]:
    """Take the triggers off, as an attacker would; gives what puts them back."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    found = rows.fetchall()
    for name, _ in found:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]


@pytest.fixture
def long_path(sample_path: Path, reopen: Callable[..., Store]) -> Path:
    with reopen(sample_path) as store:
        for number in range(4):
            store.run("Visión", lambda db, n=number: poas.edit(db, 1, vision=f"v{n}"))
    return sample_path


@pytest.mark.parametrize("table", ["bitacora", "bitacora_cambios"])
@pytest.mark.parametrize("change", ["UPDATE {} SET numero = numero + 100", "DELETE FROM {}"])
def test_the_trail_refuses_to_be_changed(
    store: Store, sample: object, table: str, change: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="la bitácora no se modifica"):
        store.connection.execute(change.format(table))
    with pytest.raises(sqlite3.IntegrityError):
        store.run("Mal", lambda db: db.execute(change.format(table)))
    assert integrity.verify(store.connection).integro


TAMPERINGS = {
    "who": "UPDATE bitacora SET quien = 'Otro' WHERE numero = 3",
    "when": "UPDATE bitacora SET cuando = '2024-01-01T00:00:00' WHERE numero = 3",
    "title": "UPDATE bitacora SET titulo = 'Otra cosa' WHERE numero = 3",
    "machine": "UPDATE bitacora SET equipo = 'PC-2' WHERE numero = 3",
    "operation": "UPDATE bitacora SET operacion = 'x' WHERE numero = 3",
    "what was there": "UPDATE bitacora_cambios SET antes = despues WHERE numero = 3",
    "what came": "UPDATE bitacora_cambios SET despues = antes WHERE numero = 3",
    "which row": "UPDATE bitacora_cambios SET fila = 99 WHERE numero = 3",
    "a change removed": "DELETE FROM bitacora_cambios WHERE numero = 3",
    "a change added": "INSERT INTO bitacora_cambios VALUES (3, 9, 'poas', 1, '{}', '{}')",
    "the seal": f"UPDATE bitacora SET sello = '{'a' * 64}' WHERE numero = 3",
    "an operation removed": "DELETE FROM bitacora WHERE numero = 3",
    "the first removed": "DELETE FROM bitacora WHERE numero = 1",
    "swapped order": "UPDATE bitacora_cambios SET orden = 1000 - orden WHERE numero = 1",
}


@pytest.mark.parametrize("tampering", TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_rewritten_trail_is_found(
    long_path: Path, reopen: Callable[..., Store], tampering: str
) -> None:
    with raw(long_path) as connection:
        guards = drop_guards(connection)
        connection.execute(tampering)
        if "DELETE FROM bitacora WHERE" in tampering:
            number = tampering[-1]
            connection.execute(f"DELETE FROM bitacora_cambios WHERE numero = {number}")
        for guard in guards:
            connection.execute(guard)
    with reopen(long_path, read_only=True) as store:
        found = integrity.verify(store.connection)
        assert found.bitacora is False
        assert found.estructura is found.referencias is found.evidencias is True
        assert "bitácora" in found.hallazgos[0]
        assert audit.first_broken(store.connection) in (1, 2, 3, 4)


def test_one_operation_sealed_anew_does_not_fit_the_next(
    long_path: Path, reopen: Callable[..., Store]
) -> None:
    """Whoever knows how seals are made must make all that follow anew as well."""
    with raw(long_path) as connection:
        guards = drop_guards(connection)
        connection.execute("UPDATE bitacora SET quien = 'Otro' WHERE numero = 3")
        entry = connection.execute(
            "SELECT numero, operacion, titulo, cuando, quien, equipo, anterior FROM bitacora"
            " WHERE numero = 3"
        ).fetchone()
        rows = connection.execute(
            "SELECT tabla, fila, antes, despues FROM bitacora_cambios WHERE numero = 3"
        ).fetchall()
        seal = audit._seal(entry, rows)
        connection.execute("UPDATE bitacora SET sello = ? WHERE numero = 3", (seal,))
        for guard in guards:
            connection.execute(guard)
    with reopen(long_path, read_only=True) as store:
        assert audit.first_broken(store.connection) == 4


DATA_CHANGES = {
    "a text": "UPDATE poas SET vision = 'otra' WHERE id = 1",
    "a quantity": "UPDATE avances SET realizado = 5000",
    "a schedule removed": "DELETE FROM programado WHERE mes = 12",
    "a schedule added": "INSERT INTO programado (linea_id, mes, cantidad) VALUES (2, 1, 100)",
    "the municipio": "UPDATE municipio SET nombre = 'Otro'",
    "an amount": "UPDATE fichas SET inversion_tipo = 'monto', inversion_monto = 1 WHERE id = 1",
}


@pytest.mark.parametrize("change", DATA_CHANGES.values(), ids=DATA_CHANGES)
def test_data_changed_past_the_trail_is_found(
    long_path: Path, reopen: Callable[..., Store], change: str
) -> None:
    with raw(long_path) as connection:
        connection.execute(change)
    with reopen(long_path, read_only=True) as store:
        found = integrity.verify(store.connection)
        assert audit.first_broken(store.connection) is None
        assert (found.bitacora, found.integro) == (False, False)
        assert "no es el que registró la bitácora" in found.hallazgos[0]


def test_missing_guards_are_found(long_path: Path, reopen: Callable[..., Store]) -> None:
    with raw(long_path) as connection:
        drop_guards(connection)
    with reopen(long_path) as store:
        found = integrity.verify(store.connection)
        assert found.estructura is False
        assert "bitacora_no_update" in found.hallazgos[0]


def test_a_trigger_that_is_not_ours_is_found(long_path: Path, reopen: Callable[..., Store]) -> None:
    with raw(long_path) as connection:
        connection.execute(
            "CREATE TRIGGER ladron AFTER INSERT ON avances BEGIN DELETE FROM evidencias; END"
        )
    with reopen(long_path, read_only=True) as store:
        assert "ladron" in integrity.verify(store.connection).hallazgos[0]


def test_a_changed_evidencia_is_found_and_not_handed_out(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    with raw(sample_path) as connection:
        connection.execute("UPDATE contenidos SET bytes = CAST('otra foto' AS BLOB)")
    with reopen(sample_path, read_only=True) as store:
        found = integrity.verify(store.connection)
        assert (found.evidencias, found.bitacora, found.estructura) == (False, True, True)
        assert "«foto.png»" in found.hallazgos[0]
        (evidencia,) = store.poa(1).actividades[1].lineas[0].avances[2].evidencias
        with pytest.raises(Exception, match="dañado: restaure un respaldo"):
            store.evidence(evidencia.sha256)


def test_a_lost_evidencia_stops_the_opening(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    with raw(sample_path) as connection:
        connection.execute("DELETE FROM contenidos")
    before = sample_path.read_bytes()
    with pytest.raises(Exception, match="está dañado"):
        reopen(sample_path)
    assert sample_path.read_bytes() == before


def test_a_sound_file_has_nothing_to_report(long_path: Path, reopen: Callable[..., Store]) -> None:
    with reopen(long_path) as store:
        store.run("Adjuntar", lambda db: evidencias.attach(db, 3, 3, "b.txt", b""))
        store.run("Quitar", lambda db: rows.delete(db, "poas", 1))
        store.undo()
        found = integrity.verify(store.connection)
        assert found.hallazgos == ()
        assert found.operaciones == 8
