"""Every write comes back through load; an operation is all there, or nothing of it."""

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from poa_desktop.data import (
    audit,
    bloques,
    drafts,
    evidencias,
    integrity,
    lineas,
    municipios,
    poas,
    rows,
)
from poa_desktop.data.store import Kind, Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.files import sha256_of
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    EVALUADOR,
    Cuadrante,
    Dependencia,
    EstadoEvidencia,
    Foda,
    Inversion,
    ItemFoda,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    Regla,
    Reglas,
    TipoInversion,
)

PROGRAMA, ACTIVIDAD = TipoLugar.PROGRAMA, TipoLugar.ACTIVIDAD


def poa_of(store: Store) -> Poa:
    return store.poa(store.headers()[0].id)


def state_of(store: Store) -> tuple[object, ...]:
    return (
        store.content_hash(),
        store.undo_title,
        store.redo_title,
        audit.last_number(store.connection),
        audit.last_seal(store.connection),
    )


# -- round trips -------------------------------------------------------------------------------


def test_municipio_with_escudo_and_ejes(store: Store) -> None:
    def work(db: object) -> None:
        municipios.edit(
            db, nombre="San Aurelio", estado="Jalisco", gobierno="GOBIERNO", pmd_nombre="PMD 24-27"
        )
        municipios.set_escudo(db, b"\x89PNG\x00\xff")
        municipios.set_ejes(db, ["Orden", "Agua", "Caminos"])

    store.run("Municipio", work)
    assert store.municipio() == Municipio(
        "San Aurelio", "Jalisco", "GOBIERNO", "PMD 24-27", ("Orden", "Agua", "Caminos"),
        b"\x89PNG\x00\xff",
    )  # fmt: skip
    store.run("Sin escudo", lambda db: municipios.set_escudo(db, None))
    assert store.municipio().escudo is None


def test_ejes_keep_their_rows_when_reordered_and_never_double(store: Store) -> None:
    store.run("Ejes", lambda db: municipios.set_ejes(db, ["A", "B", "A", " C  "]))
    assert store.municipio().ejes == ("A", "B", "A", "C")
    _, change = store.run("Otro orden", lambda db: municipios.set_ejes(db, ["C", "B", "A"]))
    assert store.municipio().ejes == ("C", "B", "A")
    assert change is not None
    assert sum(row.antes is None for row in change.filas) == 0
    assert sum(row.despues is None for row in change.filas) == 1
    _, nothing = store.run("Igual", lambda db: municipios.set_ejes(db, ["C ", "B", "A"]))
    assert nothing is None


def test_poa_dependencia_reglas_and_foda(store: Store) -> None:
    def work(db: object) -> None:
        poa = poas.create(db, "Hacienda  Municipal", 2024)
        poas.edit(db, poa, vision="Ver\nlejos", mision="Hacer", fecha=date(2023, 11, 6))
        poas.edit_dependencia(
            db, 1, tipo="Dirección", clave_ur="07", objetivo_fin="Cuidar", titular_nombre="Ana",
            titular_cargo="Tesorera", enlace="Beto",
        )  # fmt: skip
        poas.edit_reglas(
            db, 2024, regla=Regla.PROMEDIO, verde=Decimal("95.5"), amarillo=Decimal(60),
            justificar_sobre=Decimal(120), justificar_bajo=Decimal("80.25"),
        )  # fmt: skip
        for cuadrante in Cuadrante:
            for text in ("uno", "dos", "tres"):
                poas.add_foda(db, poa, cuadrante, f"{cuadrante.value} {text}")

    store.run("POA", work)
    poa = poa_of(store)
    assert poa.dependencia == Dependencia(
        1, "Hacienda Municipal", "Dirección", "07", "Cuidar", "Ana", "Tesorera", "Beto"
    )
    assert (poa.ejercicio, poa.vision, poa.mision) == (2024, "Ver\nlejos", "Hacer")
    assert (poa.fecha, poa.evaluador) == (date(2023, 11, 6), EVALUADOR)
    assert poa.reglas == Reglas(
        Regla.PROMEDIO, Decimal("95.5"), Decimal(60), Decimal(120), Decimal("80.25")
    )
    for cuadrante in Cuadrante:
        texts = [item.texto for item in poa.foda.items(cuadrante)]
        assert texts == [f"{cuadrante.value} {text}" for text in ("uno", "dos", "tres")]


def test_foda_edit_move_delete(store: Store, sample: object) -> None:
    def work(db: object) -> None:
        ids = [poas.add_foda(db, sample.poa, Cuadrante.AMENAZAS, text) for text in "abcd"]
        poas.edit_foda(db, ids[1], "B")
        poas.move_foda(db, ids[3], 0)
        poas.delete_foda(db, ids[0])

    store.run("FODA", work)
    assert [item.texto for item in poa_of(store).foda.amenazas] == ["d", "B", "c"]


def test_ficha_of_every_kind_of_inversion(store: Store, sample: object) -> None:
    ficha = poa_of(store).programas[0].ficha
    assert (ficha.periodo_del, ficha.periodo_al) == (date(2024, 1, 1), date(2024, 12, 31))
    assert ficha.temporalidad is Temporalidad.TRIMESTRAL
    for inversion in (
        Inversion(TipoInversion.MONTO, Decimal("80000.01"), "3,478 litros"),
        Inversion(TipoInversion.NO_GENERA_GASTO),
        Inversion(TipoInversion.SIN_DEFINIR),
        Inversion(TipoInversion.MONTO, Decimal("0.00")),
        Inversion(TipoInversion.MONTO, Decimal("999999999999.99")),
    ):
        store.run("Inversión", lambda db, i=inversion: bloques.set_inversion(db, PROGRAMA, 1, i))
        assert poa_of(store).programas[0].ficha.inversion == inversion
    store.run(
        "Ficha",
        lambda db: bloques.edit_ficha(
            db, ACTIVIDAD, sample.suelta, metas="Diez", beneficiados_directos="",
            beneficiados_indirectos=None, periodo_del=None, periodo_al=date(2024, 6, 30),
            temporalidad=None,
        ),
    )  # fmt: skip
    ficha = poa_of(store).actividades[1].ficha
    assert (ficha.metas, ficha.beneficiados_directos, ficha.beneficiados_indirectos) == (
        "Diez", "", None,
    )  # fmt: skip
    assert (ficha.periodo_del, ficha.periodo_al, ficha.temporalidad) == (
        None, date(2024, 6, 30), None,
    )  # fmt: skip


def test_blocks_are_numbered_moved_and_closed_up(store: Store, sample: object) -> None:
    def names() -> list[tuple[int, str]]:
        return [(each.numero, each.nombre) for each in poa_of(store).actividades]

    store.run("Primera", lambda db: bloques.add(db, ACTIVIDAD, sample.poa, "Nueva", position=0))
    assert names() == [(1, "Nueva"), (2, "Comprar mezcla"), (3, "Archivo")]
    store.run("Mover", lambda db: bloques.move(db, ACTIVIDAD, sample.suelta, 0))
    assert names() == [(1, "Archivo"), (2, "Nueva"), (3, "Comprar mezcla")]
    store.run("Quitar", lambda db: bloques.delete(db, ACTIVIDAD, sample.suelta))
    assert names() == [(1, "Nueva"), (2, "Comprar mezcla")]


def test_a_block_comes_last_even_after_numbers_of_a_document(store: Store, sample: object) -> None:
    store.run("Salto", lambda db: bloques.add(db, ACTIVIDAD, sample.poa, "Diez", numero=10))
    store.run("Última", lambda db: bloques.add(db, ACTIVIDAD, sample.poa, "Última"))
    assert [each.numero for each in poa_of(store).actividades] == [1, 2, 10, 11]
    assert poa_of(store).actividades[-1].nombre == "Última"


def test_removing_a_programa_leaves_its_actividades(store: Store, sample: object) -> None:
    before = store.content_hash()
    assert poa_of(store).actividades[0].programa_id == sample.programa
    store.run("Quitar", lambda db: bloques.delete(db, PROGRAMA, sample.programa))
    poa = poa_of(store)
    assert poa.programas == ()
    assert [each.programa_id for each in poa.actividades] == [None, None]
    store.undo()
    assert store.content_hash() == before
    assert poa_of(store).actividades[0].programa_id == sample.programa
    assert [linea.texto for linea in poa_of(store).programas[0].lineas] == [
        "Tapar baches", "Pintar guarniciones",
    ]  # fmt: skip


def test_lineas_schedule_and_avances(store: Store, sample: object) -> None:
    def work(db: object) -> None:
        first = lineas.add(
            db, ACTIVIDAD, sample.actividad, "Z", programado=list(range(0, 1200, 100)), position=0,
            unidad_medida="Tonelada",
        )  # fmt: skip
        lineas.edit(db, first, medio_verificacion="Bitácora", responsable="Luis")
        lineas.set_programado(db, first, 1, 25)
        lineas.set_programado(db, first, 2, 0)
        lineas.edit_avance(db, first, 12, realizado=0)
        lineas.edit_avance(db, first, 11, justificacion="Llovió")

    store.run("Línea", work)
    linea = poa_of(store).actividades[0].lineas[0]
    assert linea.programado == (25, 0, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100)
    assert linea.realizado == (*[None] * 11, 0)
    assert linea.avances[10].justificacion == "Llovió"
    assert (linea.unidad_medida, linea.medio_verificacion, linea.responsable) == (
        "Tonelada", "Bitácora", "Luis",
    )  # fmt: skip
    store.run("Vaciar", lambda db: lineas.edit_avance(db, linea.id, 12, realizado=None))
    assert poa_of(store).actividades[0].lineas[0].realizado[11] is None
    store.run("Mover", lambda db: lineas.move(db, sample.componente, 99))
    assert [each.id for each in poa_of(store).programas[0].lineas][-1] == sample.componente
    store.run("Quitar", lambda db: lineas.delete(db, sample.linea))
    assert poa_of(store).actividades[1].lineas == ()


def test_evidencias_are_kept_once_and_read_back(store: Store, sample: object) -> None:
    (first,) = poa_of(store).actividades[1].lineas[0].avances[2].evidencias
    assert (first.nombre, first.tipo, first.tamano) == ("foto.png", "image/png", 13)
    assert first.estado is EstadoEvidencia.PENDIENTE
    assert store.evidence(first.sha256) == b"\x89PNG una foto"

    def work(db: object) -> None:
        again = evidencias.attach(db, sample.linea, 4, "..\\otra/copia.png", b"\x89PNG una foto")
        evidencias.rename(db, again, "copia uno.png")

    store.run("Otra vez", work)
    (second,) = poa_of(store).actividades[1].lineas[0].avances[3].evidencias
    assert second.nombre == "copia uno.png"
    count = store.connection.execute("SELECT count(*) FROM contenidos").fetchone()[0]
    assert (count, second.sha256) == (1, first.sha256)
    store.run("Quitar", lambda db: evidencias.remove(db, first.id))
    store.undo()
    assert poa_of(store).actividades[1].lineas[0].avances[2].evidencias == (first,)


@pytest.mark.parametrize("name", ["", "...", "/", "a/b/..", "\u200b\u202e"])
def test_an_evidencia_needs_a_name(store: Store, sample: object, name: str) -> None:
    with pytest.raises(PoaError, match="nombre"):
        store.run("Mal", lambda db: evidencias.attach(db, sample.linea, 1, name, b"x"))


def test_an_evidencia_that_moves_is_pendiente_again(store: Store, sample: object) -> None:
    (linea, other) = linea_ids(store)[:2]
    key, _ = store.run("x", lambda db: evidencias.attach(db, linea, 3, "a.txt", b"a"))
    store.run(
        "x", lambda db: evidencias.judge(db, key, EstadoEvidencia.OBSERVADA, " es de\r\notro mes ")
    )
    before = store.content_hash()
    row = "SELECT linea_id, mes, estado, motivo FROM evidencias WHERE id = ?"
    assert store.connection.execute(row, (key,)).fetchone()[2:] == (
        "observada",
        "es de\notro mes",
    )
    store.run("Mover", lambda db: evidencias.move(db, key, other, 4))
    assert store.connection.execute(row, (key,)).fetchone() == (other, 4, "pendiente", "")
    store.undo()
    assert store.content_hash() == before
    with pytest.raises(PoaError, match="Escriba el motivo"):
        store.run("x", lambda db: evidencias.judge(db, key, EstadoEvidencia.OBSERVADA, " \u200b "))
    assert store.content_hash() == before
    assert store.evidence_head(sha256_of(b"a"), 10) == b"a"
    assert store.evidence_head("0" * 64, 10) == b""


def test_an_edit_waits_for_the_operation_of_another_thread(store: Store, sample: object) -> None:
    """A long attaching runs beside the window: what comes between neither fails nor ends it."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(db: object) -> None:
        evidencias.attach(db, sample.linea, 5, "a.txt", b"uno")
        begun.set()
        assert go_on.wait(10)
        evidencias.attach(db, sample.linea, 5, "b.txt", b"dos")

    beside = threading.Thread(target=lambda: store.run("Adjuntar 2 evidencias", slow))
    beside.start()
    assert begun.wait(10)
    assert store.is_writing
    threading.Timer(0.05, go_on.set).start()
    store.run("Editar", lambda db: municipios.edit(db, nombre="Otro"))
    beside.join()
    assert not store.is_writing
    names = [e.nombre for e in poa_of(store).actividades[1].lineas[0].avances[4].evidencias]
    assert names == ["a.txt", "b.txt"]
    assert store.undo_title == "Editar"
    store.undo()
    store.undo()
    assert poa_of(store).actividades[1].lineas[0].avances[4].evidencias == ()


class WatchedTurn:
    """The turn of a store; it tells when somebody else has to wait for it."""

    def __init__(self) -> None:
        self.lock, self.awaited = threading.RLock(), threading.Event()

    def acquire(self, timeout: float = -1) -> bool:
        if self.lock.acquire(blocking=False):
            return True
        self.awaited.set()
        return self.lock.acquire(timeout=timeout)

    def release(self) -> None:
        self.lock.release()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_details: object) -> None:
        self.release()


def test_an_undo_that_waited_takes_back_what_it_waited_for(store: Store, sample: object) -> None:
    turn = store._turn = WatchedTurn()  # type: ignore[assignment]
    store.run("Editar", lambda db: municipios.edit(db, nombre="Otro"))
    before = state_of(store)
    begun = threading.Event()

    def slow(db: object) -> None:
        evidencias.attach(db, sample.linea, 5, "a.txt", b"uno")
        begun.set()
        assert turn.awaited.wait(10)

    beside = threading.Thread(target=lambda: store.run("Adjuntar", slow))
    beside.start()
    assert begun.wait(10)
    change = store.undo()
    beside.join()
    assert change is not None
    assert (change.titulo, store.undo_title, store.redo_title) == ("Adjuntar", "Editar", "Adjuntar")
    assert state_of(store)[0] == before[0]


def test_a_backup_keeps_out_of_an_operation_and_an_operation_out_of_it(
    store: Store, sample: object
) -> None:
    inside: list[bool] = []
    store.run("Editar", lambda _db: inside.append(store.while_idle(lambda: inside.append(True))))
    assert inside == [False]
    turn = store._turn = WatchedTurn()  # type: ignore[assignment]
    done: list[str] = []

    def copy() -> None:
        beside.start()
        assert turn.awaited.wait(10)
        done.append("copia")

    work = lambda db: municipios.edit(db, nombre="Otro")  # noqa: E731
    beside = threading.Thread(target=lambda: (store.run("Editar", work), done.append("edición")))
    assert store.while_idle(copy)
    beside.join()
    assert done == ["copia", "edición"]


def linea_ids(store: Store) -> list[int]:
    return [row[0] for row in store.connection.execute("SELECT id FROM lineas ORDER BY id")]


def test_an_evidencia_over_the_limit_is_refused(store: Store, sample: object) -> None:
    before = state_of(store)
    content = bytes(evidencias.MAX_BYTES + 1)
    with pytest.raises(PoaError, match="25 MB"):
        store.run("Mal", lambda db: evidencias.attach(db, sample.linea, 1, "a.bin", content))
    assert state_of(store) == before


def test_a_draft_comes_in_as_one_operation(store: Store) -> None:
    poa = Poa(
        0,
        Dependencia(0, "Parques", objetivo_fin="Cuidar"),
        2025,
        foda=Foda(debilidades=(ItemFoda(0, "Poco personal"),)),
        programas=(Programa(0, 3, "Sombra", lineas=(LineaAccion(0, "Plantar"),)),),
    )
    store.run("Importar", lambda db: drafts.write_draft(db, Municipio("San Aurelio"), poa))
    saved = poa_of(store)
    assert (saved.titulo, saved.programas[0].numero) == ("Parques · POA 2025", 3)
    assert saved.programas[0].lineas[0].texto == "Plantar"
    assert audit.last_number(store.connection) == 1
    store.undo()
    assert store.headers() == ()
    store.redo()
    assert poa_of(store) == saved


def test_the_same_poa_twice_is_refused_whatever_its_accents(store: Store, sample: object) -> None:
    before = state_of(store)
    with pytest.raises(PoaError, match=r"ya contiene el POA 2024.*elija otro archivo"):
        store.run("Otra vez", lambda db: poas.create(db, "OBRAS PUBLICAS", 2024))
    assert state_of(store) == before
    store.run("Otro año", lambda db: poas.create(db, "OBRAS PUBLICAS", 2025))
    assert [each.dependencia for each in store.headers()] == ["Obras Públicas"] * 2


@pytest.mark.parametrize("year", [0, 1989, 2200, -5])
def test_a_year_that_is_no_ejercicio_is_refused(store: Store, year: int) -> None:
    with pytest.raises(PoaError, match="ejercicio"):
        store.run("Mal", lambda db: poas.create(db, "Obras", year))
    assert store.headers() == ()


def test_deleting_a_poa_takes_everything_below_it_and_undo_brings_it_back(
    store: Store, sample: object
) -> None:
    before, poa = store.content_hash(), poa_of(store)
    store.run("Quitar", lambda db: rows.delete(db, "poas", sample.poa))
    for table in ("foda", "programas", "actividades", "fichas", "lineas", "avances", "evidencias"):
        assert store.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    store.undo()
    assert (store.content_hash(), poa_of(store)) == (before, poa)


# -- texts -------------------------------------------------------------------------------------


def test_texts_are_cleaned_at_the_write(store: Store, sample: object) -> None:
    dirty = "  Ma\u0301s\r\nagua\x00\u202e\u200b \ud800 \ufffe fin\t"
    store.run("Sucio", lambda db: poas.edit(db, sample.poa, vision=dirty))
    assert poa_of(store).vision == "Más\nagua fin"
    store.run("Título", lambda db: bloques.edit(db, PROGRAMA, sample.programa, nombre="a\nb\x07"))
    assert poa_of(store).programas[0].nombre == "a b"
    store.run("Largo", lambda db: poas.edit(db, sample.poa, mision="x" * 20_000))
    assert len(poa_of(store).mision) == 10_000


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE poas; --", "a\\'b\"c", "?1 :a @b $c", "{}%s\\u0000"]
)
def test_texts_that_look_like_sql_travel_through_undo(
    store: Store, sample: object, text: str
) -> None:
    store.run("Antes", lambda db: poas.edit(db, sample.poa, vision=text))
    before = store.content_hash()
    store.run("Después", lambda db: poas.edit(db, sample.poa, vision="otro"))
    store.run("Quitar", lambda db: rows.delete(db, "poas", sample.poa))
    store.undo()
    store.undo()
    assert (store.content_hash(), poa_of(store).vision) == (before, text)


def test_the_title_of_an_operation_is_cleaned_too(store: Store, sample: object) -> None:
    store.run("Importar \udcff\n\u202ePOA", lambda db: poas.edit(db, sample.poa, vision="x"))
    assert store.connection.execute(
        "SELECT titulo FROM bitacora ORDER BY numero DESC"
    ).fetchone() == ("Importar POA",)


# -- all or nothing ----------------------------------------------------------------------------


def test_an_error_in_the_middle_leaves_no_trace(store: Store, sample: object) -> None:
    store.run("Uno", lambda db: poas.edit(db, sample.poa, vision="uno"))
    store.undo()
    before = state_of(store)

    def work(db: object) -> None:
        bloques.delete(db, PROGRAMA, sample.programa)
        evidencias.attach(db, sample.linea, 5, "b.txt", b"b")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.run("Mal", work)
    assert state_of(store) == before
    assert store.redo_title == "Uno"
    assert store.connection.execute("SELECT count(*) FROM contenidos").fetchone() == (1,)


BAD_WRITES: dict[str, Callable[[object, object], object]] = {
    "no such linea": lambda db, s: lineas.add(db, ACTIVIDAD, 999, "x"),
    "month 13": lambda db, s: lineas.set_programado(db, s.linea, 13, 100),
    "negative": lambda db, s: lineas.edit_avance(db, s.linea, 1, realizado=-1),
    "text as a number": lambda db, s: lineas.edit_avance(db, s.linea, 1, realizado="mucho"),
    "green under yellow": lambda db, s: poas.edit_reglas(db, 2024, verde=Decimal(10)),
    "amount without amount": lambda db, s: bloques.set_inversion(
        db, PROGRAMA, s.programa, Inversion(TipoInversion.MONTO)
    ),
    "programa of nobody": lambda db, s: bloques.edit(db, ACTIVIDAD, s.suelta, programa_id=999),
    "no such date": lambda db, s: db.execute("UPDATE poas SET fecha = '2024-02-99'"),
}


@pytest.mark.parametrize("bad", BAD_WRITES.values(), ids=BAD_WRITES)
def test_the_tables_refuse_what_cannot_be_true(
    store: Store, sample: object, bad: Callable[[object, object], object]
) -> None:
    before = state_of(store)
    with pytest.raises(sqlite3.IntegrityError):
        store.run("Mal", lambda db: bad(db, sample))
    assert state_of(store) == before
    assert not store.connection.in_transaction


def test_an_operation_inside_an_operation_undoes_both(store: Store, sample: object) -> None:
    before = state_of(store)

    def work(db: object) -> None:
        poas.edit(db, sample.poa, vision="afuera")
        store.run("Adentro", lambda inner: poas.edit(inner, sample.poa, mision="adentro"))

    with pytest.raises(sqlite3.OperationalError):
        store.run("Afuera", work)
    assert state_of(store) == before


NO_CHANGES: dict[str, Callable[[object, object], object]] = {
    "nothing": lambda db, s: None,
    "same value": lambda db, s: poas.edit(db, s.poa, vision=""),
    "same after cleaning": lambda db, s: bloques.edit(
        db, PROGRAMA, s.programa, nombre="  Bacheo\u200b "
    ),
    "clearing what is empty": lambda db, s: lineas.edit_avance(db, s.linea, 7, realizado=None),
    "same schedule": lambda db, s: lineas.set_programado(db, s.linea, 12, 50),
    "no schedule": lambda db, s: lineas.set_programado(db, s.linea, 1, 0),
    "same place": lambda db, s: bloques.move(db, ACTIVIDAD, s.actividad, 0),
    "there and back": lambda db, s: (
        bloques.move(db, ACTIVIDAD, s.actividad, 1),
        bloques.move(db, ACTIVIDAD, s.actividad, 0),
    ),
    "added and removed": lambda db, s: lineas.delete(db, lineas.add(db, ACTIVIDAD, s.suelta, "x")),
}


@pytest.mark.parametrize("work", NO_CHANGES.values(), ids=NO_CHANGES)
def test_an_operation_without_changes_leaves_no_step(
    store: Store, sample: object, work: Callable[[object, object], object]
) -> None:
    store.run("Uno", lambda db: poas.edit(db, sample.poa, mision="uno"))
    store.undo()
    before = state_of(store)
    _, change = store.run("Nada", lambda db: work(db, sample))
    assert change is None
    assert state_of(store) == before


# -- undo, redo, audit -------------------------------------------------------------------------


def test_undo_and_redo_travel_the_whole_history(store: Store, sample: object) -> None:
    hashes = [store.content_hash()]
    for number in range(5):
        store.run(f"Paso {number}", lambda db, n=number: poas.edit(db, sample.poa, vision=f"v{n}"))
        hashes.append(store.content_hash())
    for expected in reversed(hashes[:-1]):
        change = store.undo()
        assert change is not None
        assert change.kind is Kind.UNDO
        assert store.content_hash() == expected
    assert store.undo_title == "Escribir muestra"
    for number, expected in enumerate(hashes[1:]):
        assert store.redo_title == f"Paso {number}"
        store.redo()
        assert store.content_hash() == expected
    assert store.redo() is None
    store.undo()
    store.run("Otro camino", lambda db: poas.edit(db, sample.poa, vision="otro"))
    assert store.redo_title is None
    assert store.redo() is None


def test_a_row_changed_several_times_in_one_operation(store: Store, sample: object) -> None:
    store.run("Antes", lambda db: poas.edit(db, sample.poa, vision="cero"))
    before = store.content_hash()

    def work(db: object) -> None:
        for text in ("uno", "dos", "tres"):
            poas.edit(db, sample.poa, vision=text)
            lineas.edit(db, sample.linea, texto=text)
        lineas.delete(db, sample.linea)

    store.run("Varias veces", work)
    after = store.content_hash()
    store.undo()
    assert (store.content_hash(), poa_of(store).vision) == (before, "cero")
    store.redo()
    assert (store.content_hash(), poa_of(store).vision) == (after, "tres")


def test_the_trail_says_who_when_what_before_and_after(store: Store, sample: object) -> None:
    store.run("Editar visión", lambda db: poas.edit(db, sample.poa, vision="Ñandú"))
    store.undo()
    store.redo()
    newest = store.connection.execute(
        "SELECT titulo, quien, equipo, cuando FROM bitacora ORDER BY numero DESC LIMIT 3"
    ).fetchall()
    assert [titulo for titulo, *_ in newest] == [
        "Rehacer: Editar visión", "Deshacer: Editar visión", "Editar visión",
    ]  # fmt: skip
    assert {row[1:] for row in newest} == {("Lupita", "PC-OBRAS", "2024-05-06T07:08:09")}
    rows = store.connection.execute(
        "SELECT tabla, fila, antes, despues FROM bitacora_cambios WHERE numero = 2"
    ).fetchall()
    ((tabla, fila, antes, despues),) = rows
    assert (tabla, fila) == ("poas", sample.poa)
    assert (json.loads(antes)["vision"], json.loads(despues)["vision"]) == ("", "Ñandú")


def test_the_change_names_the_rows_a_cascade_took(store: Store, sample: object) -> None:
    _, change = store.run("Quitar", lambda db: bloques.delete(db, PROGRAMA, sample.programa))
    assert change is not None
    touched = {(row.tabla, row.despues is None) for row in change.filas}
    assert touched == {
        ("programas", True), ("fichas", True), ("lineas", True), ("programado", True),
        ("actividades", False),
    }  # fmt: skip


def test_the_history_outlives_the_window_and_the_undo_does_not(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    with reopen(sample_path) as store:
        assert audit.last_number(store.connection) == 1
        assert store.undo_title is None
        assert store.undo() is None
        assert integrity.verify(store.connection).integro


def test_a_store_to_read_only_refuses_writes(
    sample_path: Path, reopen: Callable[..., Store]
) -> None:
    before = sample_path.read_bytes()
    with reopen(sample_path, read_only=True) as store:
        with pytest.raises(PoaError, match="solo para leer"):
            store.run("Mal", lambda db: poas.edit(db, 1, vision="x"))
        assert store.undo() is None
        assert store.archivo().poas[0].vision == ""
    assert sample_path.read_bytes() == before


def test_a_poa_of_two_thousand_lineas_loads_fast(
    tmp_path: Path, clock: Callable[..., object]
) -> None:
    with create_store(tmp_path / "grande.poa", clock) as store:

        def work(db: object) -> int:
            poa = poas.create(db, "Obras", 2024)
            for number in range(50):
                block = bloques.add(db, ACTIVIDAD, poa, f"Actividad {number}")
                rows = [
                    {"actividad_id": block, "orden": n, "texto": f"Línea {n}"} for n in range(1, 41)
                ]
                db.table("lineas").insert_all(rows)
            db.execute(
                "WITH meses(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM meses WHERE m < 12)"
                " INSERT INTO programado (linea_id, mes, cantidad) SELECT id, m, 100 FROM lineas,"
                " meses"
            )
            return poa

        poa_id, _ = store.run("Mucho", work)
        began = time.perf_counter()
        poa = store.poa(poa_id)
        assert time.perf_counter() - began < 1.0  # under 0.05 s on an idle office PC
        assert len(poa.lineas) == 2_000
        assert {linea.programado for linea in poa.lineas} == {(100,) * 12}
        store.undo()
        assert store.headers() == ()


def test_a_document_of_another_municipio_is_refused(tmp_path: Path) -> None:
    with create_store(tmp_path / "a.poa", datetime.now) as store:
        write_example(store)
        before = store.content_hash()
        poa = Poa(0, Dependencia(0, "Obras"), 2024)
        with pytest.raises(PoaError, match=r"San Aurelio del Valle.*Otro Pueblo"):
            store.run("x", lambda db: drafts.write_draft(db, Municipio("Otro Pueblo"), poa))
        assert store.content_hash() == before
        store.run("x", lambda db: drafts.write_draft(db, Municipio("san aurelio del VALLE"), poa))
        assert len(store.headers()) == 2
