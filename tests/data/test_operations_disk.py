"""Whichever statement of an operation the disk refuses, nothing of it is done, and it can be
repeated: for everything that writes many rows at once."""

import errno
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from poa_desktop.data import (
    cierres,
    connection,
    copias,
    evidencias,
    integrity,
    lineas,
    modelos,
    nuevo,
    observado,
    restauracion,
    sellos,
    textos,
    traslados,
    unidades,
)
from poa_desktop.data.llave import key_path, own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.copia import copiar
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import ModeloLinea
from poa_desktop.poa.recorte import con_nombres_libres, recorte_de
from poa_desktop.poa.texto_viejo import corregir, pendientes
from poa_desktop.poa.textos import nodos
from tests.faulty_disk import DiskFault

A, P = TipoLugar.ACTIVIDAD, TipoLugar.PROGRAMA
Work = Callable[[Any], object]
MANY = 10**6
SAMPLE = 8
"""How many statements of an operation fail here; with 50 it takes a minute and a half."""


class Countdown(connection._HeldConnection):
    """A connection whose k-th statement from now on fails, and all after it when *for_ever*."""

    left = 0
    for_ever = False
    code = sqlite3.SQLITE_FULL

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:  # type: ignore[override]
        if self.left and sql.split()[0] != "ROLLBACK":
            self.left -= 1
            if not self.left:
                self.left = 1 if self.for_ever else 0
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = self.code  # type: ignore[misc]
                raise error
        return super().execute(sql, *parameters)


def paste(store: Store) -> Work:
    poa = store.poa(1)
    nodes = [(A, each.id) for each in poa.actividades] + [(P, each.id) for each in poa.programas]
    recorte = con_nombres_libres(recorte_de(poa, nodes), poa)
    lineas = poa.lineas[:2]

    def work(db: Any) -> None:
        traslados.paste_programas(db, 1, recorte)
        loose = [each for each in recorte.actividades if each.programa_id is None]
        traslados.paste_actividades(db, 1, loose, None)
        traslados.paste_lineas(db, A, poa.actividades[0].id, lineas)

    return work


def move(store: Store) -> Work:
    poa = store.poa(1)
    first, last = poa.actividades[0], poa.actividades[-1]
    moved = [each.id for each in first.lineas]

    def work(db: Any) -> None:
        traslados.move_lineas(db, moved, A, last.id, None)
        traslados.move_bloques(db, A, [last.id], first.id)
        traslados.delete_bloques(db, P, [each.id for each in poa.programas])

    return work


def attach(store: Store) -> Work:
    linea = store.poa(1).lineas[0].id
    return lambda db: [
        evidencias.attach(db, linea, mes, f"{mes}.txt", bytes([mes])) for mes in range(1, 7)
    ]


def copy_year(store: Store) -> Work:
    poa, municipio = store.poa(1), store.municipio()
    return lambda db: copias.write_copy(db, municipio, copiar(poa, poa.ejercicio + 1))


def correct(store: Store) -> Work:
    store.run("Copiar", copy_year(store))
    copy = store.poa(store.headers()[-1].id)
    fixes = [(each, each.propuesta) for each in pendientes(copy) if each.propuesta][:4]
    return lambda db: copias.correct(db, copy.id, corregir(copy, fixes))


def replace(store: Store) -> Work:
    found = [text for nodo in nodos(store.municipio(), store.poa(1)) for text in nodo.textos]
    changes = [(text, f"{text.texto}.") for text in found if not text.numero][:12]
    return lambda db: textos.write(db, changes)


def recover(store: Store) -> Work:
    poa = store.poa(1)
    with_lineas = next(each for each in poa.actividades if each.lineas)
    store.run("Quitar", lambda db: traslados.delete_bloques(db, A, [with_lineas.id]))
    entry = next(each for each in store.historial(TipoLugar.POA, 1) if each.eliminado)
    gone = entry.eliminado
    assert gone is not None
    return lambda db: restauracion.recuperar(db, gone)


def catalogues(store: Store) -> Work:
    forms = [form for form, _ in store.unidades_en_uso()]

    def work(db: Any) -> None:
        unidades.add(db, "Jornada")
        unidades.unify(db, forms, "Jornada")
        modelos.add(db, ModeloLinea(0, "Circular", "Enviar una circular"))

    return work


def settle(store: Store) -> Work:
    """Several observations as settled, and another one asked and answered."""
    when, person, periodo = datetime(2024, 5, 6), store.person, parse_periodo("2024-T1")
    linea = store.poa(1).lineas[0].id

    def ask(db: Any) -> int:
        return observado.observar(db, 1, periodo, linea, "Falta el sello", when, person)

    keys = [store.run("Observar", ask)[0] for _ in range(3)]

    def work(db: Any) -> None:
        observado.atender(db, keys)
        observado.responder(db, ask(db), "Se selló", when, person)

    return work


def start(_store: Store) -> Work:
    answers = NuevoPoa(
        "Parques", 2031, municipio="Valle", ejes=("Orden",), programa="Sombra", actividad="Plantar"
    )
    return lambda db: nuevo.write_new(db, answers)


@pytest.fixture(scope="module")
def example_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bundled example as a file."""
    path = tmp_path_factory.mktemp("ejemplo") / "ejemplo.poa"
    with create_store(path, lambda: datetime(2024, 5, 6)) as store:
        write_example(store)
    return path.read_bytes()


def every_step(total: int) -> list[int]:
    """The statements that are made to fail: some of them, the first and the last."""
    return sorted({*range(1, total, max(1, total // SAMPLE)), total})


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for_ever"])
@pytest.mark.parametrize(
    "prepare",
    [paste, move, attach, copy_year, correct, replace, recover, catalogues, settle, start],
)
def test_all_or_nothing_whichever_statement_fails(
    tmp_path: Path,
    example_bytes: bytes,
    prepare: Callable[[Store], Work],
    for_ever: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "a.poa"
    path.write_bytes(example_bytes)
    monkeypatch.setattr(connection, "_HeldConnection", Countdown)
    with open_store(path, lambda: datetime(2024, 5, 6)) as store:
        conn = store.connection
        assert isinstance(conn, Countdown)
        assert store.database  # its triggers are there before the statements are counted
        work = prepare(store)

        def state() -> tuple[object, ...]:
            return store.content_hash(), store.undo_title, store.redo_title

        def refused(act: Callable[[], object], total: int) -> None:
            before = state()
            for k in every_step(total):
                conn.left, conn.for_ever = k, for_ever
                with pytest.raises(PoaError, match="El disco está lleno"):
                    act()
                conn.left = 0
                assert state() == before, k
                assert not conn.in_transaction

        def counted(act: Callable[[], object]) -> int:
            conn.left = MANY
            act()
            total, conn.left = MANY - conn.left, 0
            return total

        first = state()
        total = counted(lambda: store.run("Hacer", work))
        after = state()
        assert after[0] != first[0]
        back = counted(store.undo)
        refused(store.redo, back)
        store.redo()
        refused(store.undo, back)
        store.undo()
        assert state()[:2] == first[:2]
        refused(lambda: store.run("Hacer", work), total)
        store.run("Hacer", work)
        assert store.redo_title is None
        assert integrity.verify(conn).integro


# -- sealed acts -----------------------------------------------------------------------------------

T1 = parse_periodo("2024-T1")
HOY = datetime(2024, 5, 6)
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")
Act = Callable[[Store], Work]


def close(_store: Store) -> Work:
    llave = own_key()
    return lambda db: cierres.cerrar(db, 1, T1, HOY, PERSON, llave, en_cero=True)


def reopen(store: Store) -> Work:
    store.run_sealed("Cerrar", close(store))
    llave = own_key()
    return lambda db: cierres.reabrir(db, 1, T1, "Se corrige.", HOY, PERSON, llave)


def authorise(_store: Store) -> Work:
    llave = own_key()
    return lambda db: cierres.autorizar(db, 1, HOY, PERSON, llave)


def make_closable(store: Store) -> None:
    """Report the first quarter as it is planned, so that nothing asks for a reason."""
    poa = store.poa(1)

    def work(db: Any) -> None:
        for linea in poa.lineas:
            for mes in T1.meses:
                lineas.edit_avance(db, linea.id, mes, realizado=linea.programado[mes - 1] or None)

    store.run("Completar", work)
    assert not evaluar(store.poa(1), T1, date(2024, 5, 6)).total.rechazo


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for_ever"])
@pytest.mark.parametrize("prepare", [close, reopen, authorise])
def test_a_sealed_act_is_done_or_not_whichever_statement_fails(
    tmp_path: Path,
    example_bytes: bytes,
    prepare: Act,
    for_ever: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "a.poa"
    path.write_bytes(example_bytes)
    monkeypatch.setattr(connection, "_HeldConnection", Countdown)
    with open_store(path, lambda: HOY, PERSON) as store:
        conn = store.connection
        assert isinstance(conn, Countdown)
        make_closable(store)
        work = prepare(store)

        def state() -> tuple[object, ...]:
            poa = store.poa(1)
            locked = poa.meses_cerrados, poa.estado, poa.cierres
            return store.content_hash(), store.tramites(1), store.sellos(), locked

        first, steps = state(), store.undo_title
        total = statements_of(store, work)
        for k in every_step(total):
            conn.left, conn.for_ever = k, for_ever
            with pytest.raises(PoaError, match="El disco está lleno"):
                store.run_sealed("Acto", work)
            conn.left = 0
            assert state() == first, k
            assert not conn.in_transaction
            assert store.undo_title == steps or prepare is reopen
        made, change = store.run_sealed("Acto", work)
        assert change is not None and sellos.is_valid(made)
        assert state() != first and store.undo_title is None
        assert integrity.verify(conn).integro


def statements_of(store: Store, work: Work) -> int:
    """How many statements an act takes, COMMIT included; what it did is taken back."""
    conn = store.connection
    assert isinstance(conn, Countdown)
    conn.left = MANY

    def tried(db: Any) -> None:
        work(db)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.run_sealed("Acto", tried)
    total, conn.left = MANY - conn.left, 0
    return total + 4  # the log is read, the trail written, the transaction ended


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for_ever"])
def test_a_disk_that_fails_while_the_key_is_made_seals_nothing(
    for_ever: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every k-th call to the disk: no key and a sentence, or a key that is the same next time."""
    failed = 0
    for k in range(1, 60):
        key_path().unlink(missing_ok=True)
        fault = DiskFault(k, errno.ENOSPC, for_ever=for_ever)
        made, reason = made_key(fault, monkeypatch)
        failed += made is None
        assert made is not None or "llave" in reason
        assert own_key().publica == (made or own_key().publica)
        names = [each.name for each in key_path().parent.iterdir()]
        assert names == [key_path().name] or for_ever  # a dead disk deletes nothing either
        if fault.calls < k:
            break
    else:
        raise AssertionError("the disk never stopped failing")
    assert failed


def made_key(fault: DiskFault, monkeypatch: pytest.MonkeyPatch) -> tuple[str | None, str]:
    """The public half of the key that is made on a failing disk; or None, and what was told."""
    with monkeypatch.context() as patched:
        fault.install(patched)
        try:
            return own_key().publica, ""
        except PoaError as error:
            return None, str(error)
