"""The full verification: what it finds, what it does not accuse, what this computer remembers."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import tamper_attacks as attacks
from poa_desktop.data import (
    bloques,
    cierres,
    declaradas,
    lineas,
    observado,
    poas,
    testigo,
)
from poa_desktop.data.llave import key_path, own_key
from poa_desktop.data.store import Store, open_store
from poa_desktop.poa.folio_comprobado import Respuesta, comprobar_folio
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.sello import CodigoImpreso, canonical, read_codigo
from poa_desktop.poa.verificacion import Juicio, Verificacion
from poa_desktop.poa.verificacion_partes import Confianza, Parte
from tests.data.test_cierres import NOW, PERSON, T1, T2, Office


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    made = Office(path)
    with made.store:
        yield made


def reword(office: Office, text: str = "Tapar todos los baches") -> None:
    office.store.run("Redactar", lambda db: lineas.edit(db, office.linea, texto=text))


def reopened(path: Path) -> Verificacion:
    with open_store(path, lambda: NOW, PERSON, read_only=True) as store:
        return store.verificar()


def altered(office: Office, work: Callable[[sqlite3.Connection], object]) -> Verificacion:
    """What is found once somebody has worked on the file behind the triggers."""
    office.store.close()
    with attacks.behind_triggers(office.store.path) as conn:
        work(conn)
    return reopened(office.store.path)


# -- nobody is accused -----------------------------------------------------------------------------


def test_an_untouched_file_is_sound_at_every_step(office: Office) -> None:
    assert office.store.verificar().titular == (
        "El archivo está íntegro; todavía no tiene ningún acto sellado."
    )
    office.cerrar(T1)
    office.reabrir(T1)
    office.cerrar(T1)
    office.cerrar(T2)
    found = office.store.verificar()
    assert found.todos == ()
    assert found.conforme
    assert [each.vigente for each in found.sellos] == [False, False, True, True]
    assert {each.confianza for each in found.sellos} == {Confianza.PROPIA}
    assert [each.intacto for each in found.cierres] == [True, True]
    assert found.desde == (
        "La bitácora está íntegra hasta su última operación, la 5 (08/07/2024 10:30, Lucía Ramos, "
        "Enlace (lramos)).",
        f"El sello {found.sellos[-1].sello.folio} cubre hasta la operación 4 y es válido.",
    )


def test_another_wording_is_a_difference_that_the_program_made(office: Office) -> None:
    office.cerrar(T1)
    reword(office)
    found = office.store.verificar()
    (difference,) = found.diferencias
    assert found.conforme
    assert str(difference) == (
        "A1.1, Línea de acción: Tapar baches → Tapar todos los baches; se cambió después del "
        "cierre y quedó registrado: operación 3 (08/07/2024 10:30, Lucía Ramos, Enlace (lramos))"
    )


def test_what_is_undone_and_what_is_authorised_is_no_finding(office: Office) -> None:
    office.cerrar(T1)
    reword(office)
    office.store.undo()
    office.store.redo()
    office.store.run_sealed(
        "Autorizar", lambda db: cierres.autorizar(db, office.poa, NOW, PERSON, office.llave)
    )
    assert office.store.verificar().conforme


def test_an_authorisation_that_was_taken_back_is_no_longer_in_force(office: Office) -> None:
    def authorise(db: Any) -> None:
        cierres.autorizar(db, office.poa, NOW, PERSON, office.llave)

    def take_back(db: Any) -> None:
        cierres.revocar(db, office.poa, "Se corrige.", NOW, PERSON, office.llave)

    office.store.run_sealed("Autorizar", authorise)
    assert office.store.verificar().sellos[0].vigente
    office.store.run_sealed("Regresar a borrador", take_back)
    found = office.store.verificar()
    assert found.conforme
    assert [each.vigente for each in found.sellos] == [False, True]
    printed = read_codigo(found.sellos[1].sello.codigo)
    assert comprobar_folio(printed, found).respuesta is Respuesta.COINCIDE


# -- what was altered ------------------------------------------------------------------------------


def test_what_was_altered_past_the_program_is_told_with_its_place(office: Office) -> None:
    sello = office.cerrar(T1)
    found = altered(
        office, lambda conn: conn.execute("UPDATE avances SET realizado = 500 WHERE mes = 3")
    )
    assert found.todos == (
        "A1.1, Realizado de marzo: 1 → 5, y la bitácora no lo registra; es posterior a la "
        "operación 1 (08/07/2024 10:30, Lucía Ramos, Enlace (lramos)).",
        "2024-T1 de Obras Públicas, A1.1, Realizado de marzo: 1 → 5; ninguna operación de la "
        "bitácora lo registra: se alteró fuera del programa.",
    )
    assert f"es posterior a su cierre, {sello.folio}" in found.desde[-1]
    assert found.titular == "El archivo fue alterado o está dañado."


def test_an_operation_that_no_program_made_proves_nothing(office: Office) -> None:
    """The chain holds and every row is recorded: only the closed period tells."""
    office.cerrar(T1)
    reword(office)

    def forge(conn: sqlite3.Connection) -> None:
        (key,) = conn.execute("SELECT id FROM avances WHERE mes = 3").fetchone()
        before = attacks.row_of(conn, "avances", key)
        conn.execute("UPDATE avances SET realizado = 500 WHERE mes = 3")
        after = attacks.row_of(conn, "avances", key)
        attacks.append(conn, "Capturar", [("avances", key, before, after)])

    found = altered(office, forge)
    assert [each.juicio for each in found.diferencias] == [Juicio.REGISTRADA, Juicio.NO_PERMITIDA]
    assert [parte for parte in Parte if found.de(parte)] == [Parte.CIERRES]
    assert "el programa no lo permite" in found.todos[0]


def test_up_to_where_a_broken_trail_holds(office: Office) -> None:
    office.cerrar(T1)
    reword(office)
    office.cerrar(T2)
    found = altered(
        office, lambda conn: conn.execute("UPDATE bitacora SET titulo = 'x' WHERE numero = 3")
    )
    assert found.bitacora.rota == 3
    assert found.desde[0].startswith("La bitácora está íntegra hasta la operación 2 (08/07/2024")
    assert found.desde[0].endswith("lo alterado es posterior.")
    assert found.desde[1].endswith("y es válido.")
    (difference,) = found.diferencias  # its record stands where nothing is proved any more
    assert difference.juicio is Juicio.SIN_REGISTRO


WRONG: dict[str, tuple[Callable[[sqlite3.Connection], object], str]] = {
    "nombre": (
        lambda conn: conn.execute("UPDATE tramites SET nombre = 'Otra' WHERE id = 1"),
        "la firma no corresponde",
    ),
    "anterior": (
        lambda conn: conn.execute(f"UPDATE sellos SET anterior = '{'1' * 64}' WHERE id = 2"),
        "no se refiere al sello que está antes",
    ),
    "version": (
        lambda conn: conn.execute("UPDATE sellos SET version = 7 WHERE id = 1"),
        "su folio o su versión no son los que le tocan",
    ),
    "congelado": (
        lambda conn: conn.execute(
            "UPDATE contenidos SET bytes = x'7b7d' WHERE sha256 = (SELECT contenido FROM sellos)"
        ),
        "lo que se congeló falta o ya no es lo que se selló",
    ),
    "archivo conservado": (
        lambda conn: conn.execute("DELETE FROM sellos_contenidos"),
        "ya no conserva «foto.png»",
    ),
    "evidencia": (
        lambda conn: conn.execute(
            "UPDATE contenidos SET bytes = x'00' WHERE sha256 = (SELECT sha256 FROM evidencias)"
        ),
        "«foto.png» falta o ya no es el archivo que se selló",
    ),
    "candado": (
        lambda conn: conn.execute("DELETE FROM candados WHERE mes = 2"),
        "Los meses con candado no son los de los periodos cerrados.",
    ),
    "reapertura sin sello": (
        lambda conn: conn.execute(
            "INSERT INTO tramites (poa_id, periodo, paso, cuando, nombre, nota) VALUES"
            " (1, 'T1', 'reapertura', '2024-07-08T11:00:00', 'x', 'x')"
        ),
        "no tiene sello: no lo hizo el programa",
    ),
    "bitácora": (
        lambda conn: (
            conn.execute("UPDATE bitacora SET equipo = 'otro' WHERE numero = 1"),
            attacks.rehash(conn),
        ),
        "la bitácora hasta la operación 1 no es la que se selló",
    ),
    "clave del archivo": (
        lambda conn: conn.execute("UPDATE archivo SET clave = ?", ("0" * 32,)),
        "la firma no corresponde",
    ),
    "unidad de un mes": (
        lambda conn: conn.execute("UPDATE avances SET mes = 99 WHERE mes = 1"),
        "no se puede leer",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_seal_is_said(office: Office, what: str) -> None:
    work, sentence = WRONG[what]
    office.cerrar(T1)
    office.cerrar(T2)
    ignoring: Callable[[sqlite3.Connection], object] = lambda conn: (  # noqa: E731
        conn.execute("PRAGMA ignore_check_constraints = ON"),
        work(conn),
    )
    found = altered(office, ignoring)
    assert not found.conforme
    assert any(sentence in each for each in found.todos), found.todos


def test_the_figures_must_be_those_of_their_data(office: Office, monkeypatch: Any) -> None:
    office.cerrar(T1)
    monkeypatch.setattr("poa_desktop.poa.congelado.cifras_de", lambda *_: {})
    assert any("las cifras congeladas" in each for each in office.store.verificar().todos)


# -- what this computer remembers ------------------------------------------------------------------


def at_another_computer(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("POA_DESKTOP_DATOS", str(folder / "otro equipo"))


def test_a_key_is_learned_when_it_is_first_seen_and_another_one_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.cerrar(T1)
    assert office.store.llaves_nuevas() == ()  # its own
    at_another_computer(monkeypatch, tmp_path)
    assert office.store.llaves_nuevas() == (office.store.sellos()[0].huella_llave,)
    (first,) = office.store.verificar().sellos
    assert office.store.llaves_nuevas() == ()
    (again,) = office.store.verificar().sellos
    assert (first.confianza, again.confianza) == (Confianza.NUEVA, Confianza.CONOCIDA)
    key_path().unlink(missing_ok=True)
    office.llave = own_key()
    key_path().unlink()  # sealed on a third one
    office.cerrar(T2)
    found = office.store.verificar()
    assert found.integro
    assert not found.conforme
    assert found.sellos[-1].confianza is Confianza.DESCONOCIDA
    assert f"huella {found.sellos[-1].sello.huella_llave}" in found.testigo.hallazgos[0]
    assert not office.store.verificar().conforme  # it is not learned by being looked at
    assert office.store.reconocer() == ()
    assert office.store.verificar().conforme


def test_a_file_put_back_is_told_and_can_be_recognised(office: Office, tmp_path: Path) -> None:
    office.cerrar(T1)
    older = tmp_path / "copia.poa"
    office.store.connection.execute("VACUUM INTO ?", (str(older),))
    lost = office.cerrar(T2)
    found = reopened(older)
    assert found.integro
    assert found.titular == "El archivo está íntegro, pero no es el que este equipo conocía."
    assert found.testigo.hallazgos == (
        f"Este equipo conoce un acto posterior, folio {lost.folio}, que el archivo ya no tiene: "
        "puede ser una copia anterior o un respaldo restaurado.",
    )
    assert found.testigo.avisos[0].startswith("Este equipo le había visto 3 operaciones y ahora")
    assert comprobar_folio(read_codigo(lost.codigo), found).respuesta is Respuesta.NO_ESTA
    with open_store(older, lambda: NOW, PERSON) as store:
        assert store.watch_seals() == found.testigo.hallazgos
        store.reconocer()
        again = store.verificar()
        assert again.conforme
        assert again.testigo.avisos == ()
        (kept,) = again.testigo.perdidos  # nothing is forgotten
        assert kept.reconocido == "08/07/2024 10:30 por Lucía Ramos, Enlace (lramos)"


def test_a_history_that_went_another_way_is_told(office: Office, tmp_path: Path) -> None:
    copy = tmp_path / "copia.poa"
    office.store.connection.execute("VACUUM INTO ?", (str(copy),))
    reword(office)
    office.store.verificar()
    with open_store(copy, lambda: NOW, PERSON) as store:
        for text in ("a", "b", "c"):
            store.run("x", lambda db, text=text: lineas.edit(db, office.linea, texto=text))
        (told,) = store.verificar().testigo.avisos
    assert "hasta la operación 2" in told


def test_the_quick_look_after_opening(office: Office) -> None:
    assert office.store.watch_seals() == ()
    assert not testigo.memory_path(office.store.clave).exists()
    sello = office.cerrar(T1)
    memory = json.loads(testigo.memory_path(office.store.clave).read_text())
    assert [each["folio"] for each in memory["sellos"]] == [sello.folio]
    assert office.store.watch_seals() == ()
    office.store.close()
    with attacks.behind_triggers(office.store.path) as conn:
        conn.execute("UPDATE tramites SET cargo = 'Otro'")
    with open_store(office.store.path, lambda: NOW, PERSON) as store:
        assert store.watch_seals()[0].startswith(f"{sello.folio}: la firma no corresponde")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"sellos": [1]}', b"[" * 50_000])
def test_a_memory_that_cannot_be_read_is_set_aside(office: Office, content: bytes) -> None:
    office.cerrar(T1)
    path = testigo.memory_path(office.store.clave)
    path.write_bytes(content)
    found = office.store.verificar()
    assert found.conforme
    assert "quedó aparte en" in found.testigo.avisos[0]
    (aside,) = path.parent.glob("*(no se pudo leer)*")
    assert aside.read_bytes() == content
    assert office.store.verificar().testigo.avisos == ()


def test_a_disk_that_refuses_the_memory_is_told_and_nothing_else(office: Office) -> None:
    folder = testigo.memory_path(office.store.clave).parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"no folder")
    sello = office.cerrar(T1)
    assert office.store.sellos() == (sello,)
    found = office.store.verificar()
    assert found.conforme
    assert found.testigo.avisos == ("Lo que este equipo recordaba del archivo no se pudo leer.",)
    assert "no pudo anotar" in office.store.reconocer()[0]
    assert folder.read_bytes() == b"no folder"  # nothing is written over what cannot be read


def test_a_full_disk_keeps_the_memory_of_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.cerrar(T1)
    path = testigo.memory_path(office.store.clave)
    before = path.read_bytes()
    reword(office)

    def refuse(*_: object) -> None:
        raise OSError(28, "injected")

    monkeypatch.setattr(testigo, "write_atomically", refuse)
    assert "no pudo anotar" in office.store.verificar().testigo.avisos[-1]
    assert path.read_bytes() == before


def test_the_key_of_a_file_is_no_path(office: Office) -> None:
    office.store.connection.execute("UPDATE archivo SET clave = ?", ("../" * 10 + "ab",))
    office.store.verificar()
    path = testigo.memory_path(office.store.clave)
    assert path.parent.name == "testigos"
    assert path.exists()


# -- a printed folio -------------------------------------------------------------------------------


def test_what_a_printed_folio_is_told(office: Office) -> None:
    first = office.cerrar(T1)
    office.reabrir(T1)
    second = office.cerrar(T1)
    found = office.store.verificar()

    def ask(codigo: CodigoImpreso) -> Respuesta:
        return comprobar_folio(codigo, found).respuesta

    assert ask(read_codigo(second.codigo)) is Respuesta.COINCIDE
    assert ask(read_codigo(f"{second.folio} {second.corta}")) is Respuesta.COINCIDE
    assert ask(read_codigo(first.codigo)) is Respuesta.SUSTITUIDO
    assert ask(read_codigo(second.folio)) is Respuesta.SIN_CLAVE
    assert ask(read_codigo(f"{second.folio} {first.corta}")) is Respuesta.NO_COINCIDE
    printed = read_codigo(second.codigo)
    assert ask(replace(printed, digest=first.digest)) is Respuesta.NO_COINCIDE
    assert ask(replace(printed, contenido=first.contenido[::-1])) is Respuesta.NO_COINCIDE
    typo = comprobar_folio(replace(printed, folio=f"{second.folio[:-8]}{'0' * 8}"), found)
    assert typo.respuesta is Respuesta.NO_ESTA
    assert second.folio in typo.detalles[0]
    superseded = comprobar_folio(read_codigo(first.codigo), found)
    assert "Después: reapertura del 08/07/2024 10:30" in " ".join(superseded.detalles)
    assert "(Se corrige febrero)." in " ".join(superseded.detalles)


def test_what_differs_since_a_folio_was_printed_is_listed(office: Office) -> None:
    sello = office.cerrar(T1)
    reword(office)
    answer = comprobar_folio(read_codigo(sello.codigo), office.store.verificar())
    assert answer.respuesta is Respuesta.COINCIDE
    assert "Tapar baches → Tapar todos los baches" in " ".join(answer.detalles)


def test_a_folio_whose_seal_does_not_hold_is_not_confirmed(office: Office) -> None:
    sello = office.cerrar(T1)
    found = altered(
        office, lambda conn: conn.execute("UPDATE bitacora SET equipo = 'x' WHERE numero = 1")
    )
    answer = comprobar_folio(read_codigo(sello.codigo), found)
    assert answer.respuesta is Respuesta.NO_VALIDO
    assert "La bitácora que cubre está alterada en la operación 1" in answer.detalles[1]


def test_two_poas_of_one_file_are_told_apart(office: Office) -> None:
    office.cerrar(T1)

    def another(db: Any) -> int:
        from poa_desktop.data import poas

        poa = poas.create(db, "Parques", 2024)
        actividad = bloques.add(db, TipoLugar.ACTIVIDAD, poa, "Podar")
        linea = lineas.add(db, TipoLugar.ACTIVIDAD, actividad, "Podar", programado=(100,) * 3)
        for mes in (1, 2, 3):
            lineas.edit_avance(db, linea, mes, realizado=100)
        return poa

    poa = office.store.run("POA", another)[0]
    office.store.run_sealed(
        "Cerrar", lambda db: cierres.cerrar(db, poa, T1, NOW, PERSON, office.llave)
    )
    found = office.store.verificar()
    assert found.conforme
    assert [each.dependencia for each in found.cierres] == ["Obras Públicas", "Parques"]
    assert [each.sello.version for each in found.sellos] == [1, 1]


def test_a_store_that_is_read_only_verifies_too(office: Office) -> None:
    office.cerrar(T1)
    office.store.close()
    before = office.store.path.read_bytes()
    assert reopened(office.store.path).conforme
    assert office.store.path.read_bytes() == before
    assert isinstance(office.store, Store)


# -- the plan, and what was said -------------------------------------------------------------------


def authorised(office: Office) -> None:
    office.store.run_sealed(
        "Autorizar", lambda db: cierres.autorizar(db, office.poa, NOW, PERSON, office.llave)
    )


def plan(office: Office, mes: int, cantidad: int) -> None:
    office.store.run("Programar", lambda db: lineas.set_programado(db, office.linea, mes, cantidad))


def forged_plan(conn: sqlite3.Connection, cantidad: int = 900) -> None:
    (key,) = conn.execute("SELECT id FROM programado WHERE mes = 5").fetchone()
    before = attacks.row_of(conn, "programado", key)
    conn.execute("UPDATE programado SET cantidad = ? WHERE id = ?", (cantidad, key))
    after = attacks.row_of(conn, "programado", key)
    attacks.append(conn, "Programar", [("programado", key, before, after)])


def test_an_authorised_plan_that_changed_without_an_adecuacion_is_told(office: Office) -> None:
    """The chain holds, every row is recorded, no period is closed."""
    authorised(office)
    found = altered(office, forged_plan)
    assert [parte for parte in Parte if found.de(parte)] == [Parte.PLANES]
    assert found.todos == (
        "La operación 3 (08/07/2024 10:30, Lucía Ramos (lramos)) cambió el plan autorizado de "
        "Obras Públicas (A1.1, Programado) sin una adecuación: el programa no lo permite.",
    )


def test_a_linea_taken_from_an_authorised_plan_is_told(office: Office) -> None:
    authorised(office)

    def forge(conn: sqlite3.Connection) -> None:
        gone = [("lineas", office.linea)]
        for table in ("programado", "avances", "evidencias"):
            where = f"SELECT id FROM {table} WHERE linea_id = ?"
            gone += [(table, key) for (key,) in conn.execute(where, (office.linea,)).fetchall()]
        rows = [(table, key, attacks.row_of(conn, table, key), None) for table, key in gone]
        conn.execute("PRAGMA foreign_keys = OFF")
        for table, key in gone:
            conn.execute(f"DELETE FROM {table} WHERE id = ?", (key,))
        attacks.append(conn, "Quitar", rows)

    (told,) = altered(office, forge).de(Parte.PLANES)
    assert "sin una adecuación" in told


def test_what_a_plan_may_become_is_no_finding(office: Office) -> None:
    """As a draft, under an adecuación (undone, redone, discarded) and as a draft again."""
    plan(office, 6, 200)
    authorised(office)
    begin = lambda db: declaradas.iniciar(db, office.poa, "Se atiende.", NOW, PERSON)  # noqa: E731
    office.store.run("Iniciar", begin)
    plan(office, 6, 300)
    office.store.run("Concluir", lambda db: declaradas.concluir(db, office.poa, NOW))
    for _ in range(2):
        office.store.undo()
    for _ in range(2):
        office.store.redo()
    office.store.run("Iniciar", begin)
    plan(office, 6, 400)
    plan(office, 6, 300)
    office.store.run("Descartar", lambda db: declaradas.descartar(db, office.poa))
    assert office.store.verificar().conforme
    office.store.run_sealed(
        "Regresar",
        lambda db: cierres.revocar(db, office.poa, "Se corrige.", NOW, PERSON, office.llave),
    )
    plan(office, 6, 500)
    authorised(office)
    assert office.store.verificar().conforme


def test_what_was_asked_in_a_closed_period_is_compared(office: Office) -> None:
    key, _ = office.store.run(
        "Observar",
        lambda db: observado.observar(db, office.poa, T1, office.linea, "Falta.", NOW, PERSON),
    )
    office.store.run("Atender", lambda db: observado.atender(db, [key]))
    office.cerrar(T1)
    assert office.store.verificar().conforme

    def forge(conn: sqlite3.Connection) -> None:
        before = attacks.row_of(conn, "observaciones", key)
        conn.execute("UPDATE observaciones SET texto = 'Nada.' WHERE id = ?", (key,))
        after = attacks.row_of(conn, "observaciones", key)
        attacks.append(conn, "Corregir", [("observaciones", key, before, after)])

    found = altered(office, forge)
    assert [parte for parte in Parte if found.de(parte)] == [Parte.CIERRES]
    assert (
        "A1.1, Observación: Falta. (Lucía Ramos, Enlace, 08/07/2024), atendida → Nada."
        in (found.todos[0])
    )


def test_a_plan_that_was_freed_without_a_seal_is_told(office: Office) -> None:
    """Trail, chain and steps agree; without the key nobody seals the way back."""
    authorised(office)

    def forge(conn: sqlite3.Connection) -> None:
        before = attacks.row_of(conn, "poas", office.poa)
        conn.execute(
            "INSERT INTO tramites (poa_id, periodo, paso, cuando, nombre, nota)"
            " VALUES (?, '', 'revocacion', '2024-07-08T11:00:00', 'Lucía Ramos', 'Se corrige.')",
            (office.poa,),
        )
        (key,) = conn.execute("SELECT max(id) FROM tramites").fetchone()
        conn.execute("UPDATE poas SET estado = 'borrador' WHERE id = ?", (office.poa,))
        step, after = (
            attacks.row_of(conn, "tramites", key),
            attacks.row_of(conn, "poas", office.poa),
        )
        rows = [("tramites", key, None, step), ("poas", office.poa, before, after)]
        attacks.append(conn, "Regresar el POA a borrador", rows)

    found = altered(office, forge)
    assert [parte for parte in Parte if found.de(parte)] == [Parte.SELLOS]
    assert "no tiene sello: no lo hizo el programa" in found.todos[0]


@pytest.mark.parametrize("verde", ["90", "muy verde"])
def test_content_that_no_poa_has_is_a_finding_of_its_seal_alone(
    office: Office, verde: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who holds the key seals whatever he likes: the other seals are told all the same."""
    office.cerrar(T1)
    written = cierres.frozen

    def short(*args: Any) -> bytes:
        plain = json.loads(written(*args))
        plain["poa"]["actividades"][0]["lineas"][0]["programado"] = []
        plain["poa"]["reglas"]["verde"] = verde
        return canonical(plain)

    monkeypatch.setattr(cierres, "frozen", short)
    office.cerrar(T2)
    found = office.store.verificar()
    assert [bool(each.hallazgos) for each in found.sellos] == [False, True]


def test_a_concluded_adecuacion_is_not_told_anew(office: Office) -> None:
    authorised(office)
    office.store.run(
        "Iniciar", lambda db: declaradas.iniciar(db, office.poa, "Lluvias.", NOW, PERSON)
    )
    plan(office, 6, 300)
    office.store.run("Concluir", lambda db: declaradas.concluir(db, office.poa, NOW))
    for sql in ("UPDATE adecuaciones SET justificacion = 'Otra.'", "DELETE FROM adecuaciones"):
        with pytest.raises(sqlite3.IntegrityError, match="no se modifica"):
            office.store.connection.execute(sql)

    def forge(conn: sqlite3.Connection) -> None:
        before = attacks.row_of(conn, "adecuaciones", 1)
        conn.execute("UPDATE adecuaciones SET justificacion = 'Otra.'")
        after = attacks.row_of(conn, "adecuaciones", 1)
        attacks.append(conn, "Adecuación", [("adecuaciones", 1, before, after)])

    found = altered(office, forge)
    assert [parte for parte in Parte if found.de(parte)] == [Parte.PLANES]
    assert "cambió la adecuación 1, ya concluida" in found.todos[0]


def test_a_seal_is_told_with_the_name_that_it_sealed(office: Office) -> None:
    sello = office.cerrar(T1)
    office.store.run("Nombre", lambda db: poas.put_elsewhere(db, office.poa, "Parques", 2024))
    office.reabrir(T1)
    found = office.store.verificar()
    assert found.conforme
    assert [each.dependencia for each in found.sellos] == ["Obras Públicas"] * 2
    assert "de Obras Públicas." in comprobar_folio(read_codigo(sello.codigo), found).detalles[0]
