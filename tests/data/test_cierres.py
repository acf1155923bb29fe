"""Closing and reopening: what is frozen, what is refused, and that nothing is half done."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from poa_desktop.data import (
    backup,
    bloques,
    cierres,
    copias,
    declaradas,
    evidencias,
    gastos,
    integrity,
    lineas,
    observado,
    poas,
    rows,
    sellos,
    unidades,
)
from poa_desktop.data.llave import Llave, own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.poa.copia import copiar
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoPoa, Regla
from poa_desktop.poa.sello import Sello, read_codigo
from poa_desktop.poa.tramites import EstadoPeriodo, estado_de

ACTIVIDAD = TipoLugar.ACTIVIDAD
T1, T2, S1 = (parse_periodo(f"2024-{each}") for each in ("T1", "T2", "S1"))
NOW = datetime(2024, 7, 8, 10, 30)
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")


class Office:
    """A file with one actividad whose línea is due every month of the first half, and done."""

    def __init__(self, path: Path) -> None:
        self.store: Store = create_store(path, lambda: NOW, PERSON)
        self.llave: Llave = own_key()
        self.poa, self.linea, self.actividad, self.gasto = self.store.run("POA", self._fill)[0]

    def _fill(self, db: Any) -> tuple[int, int, int, int]:
        poa = poas.create(db, "Obras Públicas", 2024)
        actividad = bloques.add(db, ACTIVIDAD, poa, "Bacheo")
        linea = lineas.add(db, ACTIVIDAD, actividad, "Tapar baches", programado=(100,) * 6)
        for mes in range(1, 7):
            lineas.edit_avance(db, linea, mes, realizado=100)
        evidencias.attach(db, linea, 2, "foto.png", b"una foto")
        gasto = gastos.add(db, actividad, date(2024, 2, 3), Decimal(100))
        return poa, linea, actividad, gasto

    def cerrar(self, periodo: Periodo) -> Sello:
        """Close a period."""
        work = lambda db: cierres.cerrar(db, self.poa, periodo, NOW, PERSON, self.llave)  # noqa: E731
        return self.store.run_sealed("Cerrar", work)[0]

    def reabrir(self, periodo: Periodo, motivo: str = "Se corrige febrero.") -> Sello:
        """Reopen a period."""
        work = lambda db: cierres.reabrir(  # noqa: E731
            db, self.poa, periodo, motivo, NOW, PERSON, self.llave
        )
        return self.store.run_sealed("Reabrir", work)[0]

    def capture(self, mes: int, realizado: int) -> None:
        """Capture a month of the línea."""
        self.store.run("x", lambda db: lineas.edit_avance(db, self.linea, mes, realizado=realizado))

    def estado(self, periodo: Periodo) -> EstadoPeriodo:
        """Where the POA stands in a period."""
        return estado_de(self.store.tramites(self.poa), periodo)


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    made = Office(path)
    with made.store:
        yield made


def test_what_is_closed_is_sealed_and_reads_back_as_it_was(office: Office) -> None:
    before = office.store.poa(office.poa)
    sello = office.cerrar(T1)
    frozen = office.store.congelado(sello)
    assert (frozen.poa, frozen.periodo, frozen.hoy) == (before, T1, NOW.date())
    assert frozen.cuadra
    assert (sello.nombre, sello.cargo, sello.version) == ("Lucía Ramos", "Enlace", 1)
    assert sello.folio == f"AC-2024-T1-1-{sello.contenido[:8].upper()}"
    assert office.store.sellos() == (sello,)
    assert sellos.is_valid(sello)
    assert office.estado(T1) is EstadoPeriodo.CERRADO
    assert office.store.poa(office.poa).meses_cerrados == {1, 2, 3}
    assert integrity.verify(office.store.connection).integro


@pytest.mark.parametrize("field", ["contenido", "folio", "nombre", "bitacora_numero", "version"])
def test_a_seal_with_anything_else_in_it_is_not_valid(office: Office, field: str) -> None:
    sello = office.cerrar(T1)
    value = getattr(sello, field)
    other = value + 1 if isinstance(value, int) else value[:-1] + "x"
    assert not sellos.is_valid(replace(sello, **{field: other}))


def _refused(office: Office) -> dict[str, Any]:
    """Every kind of change of a closed month, by what it is."""
    linea, actividad, gasto = office.linea, office.actividad, office.gasto
    other = office.store.run("x", lambda db: bloques.add(db, ACTIVIDAD, office.poa, "Otra"))[0]
    return {
        "realizado": lambda db: lineas.edit_avance(db, linea, 2, realizado=0),
        "comentario": lambda db: lineas.edit_avance(db, linea, 3, comentario="x"),
        "programado": lambda db: lineas.set_programado(db, linea, 1, 0),
        "evidencia": lambda db: evidencias.attach(db, linea, 1, "a.txt", b"a"),
        "evidencia quitada": lambda db: db.execute("DELETE FROM evidencias"),
        "evidencia juzgada": lambda db: db.execute("UPDATE evidencias SET estado = 'aceptada'"),
        "evidencia movida": lambda db: db.execute("UPDATE evidencias SET mes = 5"),
        "gasto": lambda db: gastos.edit(db, gasto, importe=Decimal(5)),
        "gasto nuevo": lambda db: gastos.add(db, actividad, date(2024, 3, 31), Decimal(1)),
        "comprobante": lambda db: evidencias.attach_to_gasto(db, gasto, "f.pdf", b"f"),
        "línea eliminada": lambda db: lineas.delete(db, linea),
        "actividad eliminada": lambda db: bloques.delete(db, ACTIVIDAD, actividad),
        "línea movida": lambda db: db.execute("UPDATE lineas SET actividad_id = ?", (other,)),
        "unidad": lambda db: lineas.edit(db, linea, unidad_medida="Bache"),
        "POA eliminado": lambda db: rows.delete(db, "poas", office.poa),
        "dependencia eliminada": lambda db: db.execute("DELETE FROM dependencias"),
        "regla": lambda db: poas.edit_reglas(db, 2024, regla=Regla.PROMEDIO),
        "regla por REPLACE": lambda db: db.execute(
            "REPLACE INTO ejercicios (ejercicio, regla) VALUES (2024, 'promedio')"
        ),
        "sello": lambda db: db.execute("DELETE FROM sellos"),
        "trámite": lambda db: db.execute("DELETE FROM tramites"),
    }


@pytest.mark.parametrize("what", [
    "realizado", "comentario", "programado", "evidencia", "evidencia quitada",
    "evidencia juzgada", "evidencia movida", "gasto", "gasto nuevo", "comprobante",
    "línea eliminada", "actividad eliminada", "línea movida", "unidad", "POA eliminado",
    "dependencia eliminada", "regla", "regla por REPLACE", "sello", "trámite",
])  # fmt: skip
def test_a_closed_month_refuses_every_change_with_a_sentence(office: Office, what: str) -> None:
    change = _refused(office)[what]
    office.cerrar(T1)
    before = office.store.content_hash()
    with pytest.raises(PoaError, match=r"cerrado|congelada|conserva"):
        office.store.run("x", change)
    assert office.store.content_hash() == before


def test_the_open_months_go_on(office: Office) -> None:
    office.cerrar(T1)
    office.capture(4, 0)
    office.store.run("x", lambda db: lineas.edit(db, office.linea, texto="Tapar los baches"))
    assert office.store.poa(office.poa).lineas[0].realizado[3] == 0


def test_a_reapertura_needs_a_reason_and_the_second_cierre_is_a_version(office: Office) -> None:
    first = office.cerrar(T1)
    with pytest.raises(PoaError, match="motivo"):
        office.reabrir(T1, "  ")
    opened = office.reabrir(T1)
    assert office.estado(T1) is EstadoPeriodo.REABIERTO
    office.capture(2, 0)
    office.store.run(
        "x", lambda db: lineas.edit_avance(db, office.linea, 2, justificacion="Lluvia")
    )
    second = office.cerrar(T1)
    assert (second.version, opened.anterior, second.anterior) == (2, first.digest, opened.digest)
    old, new = office.store.congelado(first), office.store.congelado(second)
    assert (old.poa.lineas[0].realizado[1], new.poa.lineas[0].realizado[1]) == (100, 0)


def test_months_that_another_closed_period_holds_stay_closed(office: Office) -> None:
    office.cerrar(T1)
    office.cerrar(S1)
    office.reabrir(T1)
    assert office.store.poa(office.poa).meses_cerrados == {1, 2, 3, 4, 5, 6}
    office.reabrir(S1)
    assert office.store.poa(office.poa).meses_cerrados == frozenset()


def test_nothing_before_a_cierre_is_undone(office: Office) -> None:
    office.capture(2, 200)
    office.store.run("x", lambda db: lineas.edit_avance(db, office.linea, 2, justificacion="Más"))
    office.cerrar(T1)
    assert office.store.undo_title is None
    assert office.store.undo() is None


def test_what_is_lacking_blocks_and_changes_nothing(office: Office) -> None:
    office.store.run("x", lambda db: lineas.edit_avance(db, office.linea, 2, realizado=None))
    before = office.store.content_hash()
    with pytest.raises(PoaError, match=r"A1\.1: falta capturar febrero"):
        office.cerrar(T1)
    assert office.store.content_hash() == before


def test_the_files_of_every_version_stay_when_the_evidence_is_gone(office: Office) -> None:
    sello = office.cerrar(T1)
    office.reabrir(T1)
    office.store.run("x", lambda db: db.execute("DELETE FROM evidencias"))
    office.store.forget_history()
    office.store.drop_unreferenced()
    (file,) = office.store.congelado(sello).poa.lineas[0].avances[1].evidencias
    assert office.store.evidence(file.sha256) == b"una foto"
    assert backup.drop_unreferenced(office.store.connection) == 0


def test_an_authorised_plan_changes_only_within_an_adecuacion(office: Office) -> None:
    def authorise(db: Any) -> Sello:
        return cierres.autorizar(db, office.poa, NOW, PERSON, office.llave)

    def reschedule(db: Any) -> None:
        lineas.set_programado(db, office.linea, 12, 100)

    office.store.run_sealed("Autorizar", authorise)
    assert office.store.poa(office.poa).estado is EstadoPoa.AUTORIZADO
    with pytest.raises(PoaError, match="inicie una adecuación"):
        office.store.run("x", reschedule)
    office.capture(4, 0)  # what is reported is no part of the plan
    office.store.run(
        "Iniciar", lambda db: declaradas.iniciar(db, office.poa, "Lluvias", NOW, PERSON)
    )
    assert office.store.poa(office.poa).adecuacion_abierta
    office.store.run("x", reschedule)
    office.store.run("Concluir", lambda db: declaradas.concluir(db, office.poa, NOW))
    (declared,) = office.store.declaradas(office.poa)
    *_, told = office.store.adecuaciones(office.poa)
    assert told.declarada == declared
    assert [each.campo for each in told.cambios] == ["Programado"]
    with pytest.raises(PoaError, match="inicie una adecuación"):
        office.store.run("x", reschedule)


def test_the_seat_belt_holds_against_sql(office: Office) -> None:
    office.cerrar(T1)
    with pytest.raises(sqlite3.IntegrityError, match="mes cerrado"):
        office.store.connection.execute("UPDATE avances SET realizado = 9 WHERE mes = 1")


@pytest.mark.parametrize("typed", [
    "{codigo}", "  {codigo}\n", "{folio}", "folio {folio} sello {corta}", "{folio} {spaced}",
])  # fmt: skip
def test_what_is_printed_is_read_however_it_is_typed(office: Office, typed: str) -> None:
    sello = office.cerrar(T1)
    spaced = sello.corta.replace("-", " ").lower()
    said = typed.format(codigo=sello.codigo, folio=sello.folio, corta=sello.corta, spaced=spaced)
    read = read_codigo(said)
    assert read.folio == sello.folio
    assert read.digest in ("", sello.digest)
    assert read.corta in ("", sello.corta)
    assert (read.digest or read.corta) or typed == "{folio}"


@pytest.mark.parametrize("motivo", ["Dos\nrenglones", "  con   espacios\t", "e\u0301", "x" * 400])
def test_a_seal_is_over_what_is_kept_not_over_what_was_typed(office: Office, motivo: str) -> None:
    odd = Person("cuenta\n rara", "PC-1", "Lucía\u200b  Ramos ", " Enlace\n")
    office.cerrar(T1)
    office.store.run_sealed(
        "Reabrir",
        lambda db: cierres.reabrir(db, office.poa, T1, motivo, NOW, odd, office.llave),
    )
    assert all(map(sellos.is_valid, office.store.sellos()))


# -- what is refused beforehand, and by the file itself ----------------------------------------


def test_an_actividad_with_a_gasto_of_a_closed_month_stays(office: Office) -> None:
    """A cascade comes to its gastos when the actividad is gone: the trigger looks before."""

    def work(db: Any) -> int:
        block = bloques.add(db, ACTIVIDAD, office.poa, "Pintura")
        gastos.add(db, block, date(2024, 3, 31), Decimal(1))
        return block

    block, _ = office.store.run("Pintura", work)
    office.cerrar(T1)
    before = office.store.content_hash()
    with pytest.raises(PoaError, match="mes cerrado"):
        office.store.run("x", lambda db: bloques.delete(db, ACTIVIDAD, block))
    assert office.store.content_hash() == before


def test_blocks_with_closed_months_stay_in_their_poa(office: Office) -> None:
    other, _ = office.store.run("Otro", lambda db: poas.create(db, "Parques", 2024))
    office.cerrar(T1)
    with pytest.raises(PoaError, match="mes cerrado"):
        office.store.run(
            "x", lambda db: rows.edit(db, "actividades", office.actividad, poa_id=other)
        )


def test_the_last_resort_names_what_is_closed(office: Office) -> None:
    sello = office.cerrar(T1)
    with pytest.raises(PoaError) as refused:
        office.capture(3, 200)
    assert str(refused.value) == (
        "El cambio toca un mes cerrado y no se hizo. Enero a marzo están cerrados (folio "
        f"{sello.folio}): pida la reapertura (Periodo ▸ Reabrir…)."
    )


def test_units_of_lineas_with_closed_months_are_left_when_unified(office: Office) -> None:
    office.store.run("x", lambda db: lineas.edit(db, office.linea, unidad_medida="oficio"))
    other, _ = office.store.run(
        "Otra", lambda db: lineas.add(db, ACTIVIDAD, office.actividad, "B", unidad_medida="OFICIO")
    )
    office.cerrar(T1)
    held, _ = office.store.run(
        "Unificar", lambda db: unidades.unify(db, ["oficio", "OFICIO"], "Oficio")
    )
    found = {each.id: each.unidad_medida for each in office.store.poa(office.poa).lineas}
    assert held == 1 and found == {office.linea: "oficio", other: "Oficio"}


def test_live_figures_of_a_closed_period_are_the_frozen_ones(office: Office) -> None:
    """Whatever an office may still do after a cierre, its period is evaluated the same."""
    sello = office.cerrar(T1)
    frozen = office.store.congelado(sello)

    def work(db: Any) -> None:
        bloques.edit(db, ACTIVIDAD, office.actividad, nombre="Otro nombre")
        bloques.edit_ficha(
            db, ACTIVIDAD, office.actividad, periodo_al=date(2024, 2, 1), temporalidad=None
        )
        lineas.edit_avance(db, office.linea, 7, realizado=500)
        lineas.set_programado(db, office.linea, 9, 300)
        block = bloques.add(db, ACTIVIDAD, office.poa, "Nueva", position=0)
        lineas.add(db, ACTIVIDAD, block, "Nueva", programado=(0, 0, 0, 100), position=0)

    office.store.run("Seguir", work)
    live = office.store.poa(office.poa)
    for acumulado in (False, True):
        then, now = (
            evaluar(poa, T1, NOW.date(), acumulado=acumulado) for poa in (frozen.poa, live)
        )
        assert now.total == then.total
        assert now.subtotal_actividades == then.subtotal_actividades
        figures = {
            each.linea.id: (each.programado, each.realizado, each.actos_realizados, each.porcentaje)
            for each in now.lineas
        }
        assert all(
            figures[each.linea.id]
            == (each.programado, each.realizado, each.actos_realizados, each.porcentaje)
            for each in then.lineas
        )


def test_the_history_does_not_take_an_authorisation_back(office: Office) -> None:
    """That a plan is authorised is a sealed act, not a value of a field."""
    office.store.run_sealed(
        "Autorizar", lambda db: cierres.autorizar(db, office.poa, NOW, PERSON, office.llave)
    )
    told = office.store.historial(TipoLugar.POA, office.poa)[0]
    assert (told.campo, told.despues) == ("Estado del POA", "Autorizado")
    assert not told.era and not told.es


def test_next_years_copy_of_a_closed_poa_is_open(office: Office) -> None:
    office.cerrar(T1)
    municipio = office.store.municipio()
    copy = copiar(office.store.poa(office.poa), 2025)
    made, _ = office.store.run("Copiar", lambda db: copias.write_copy(db, municipio, copy))
    new = office.store.poa(made)
    assert not new.meses_cerrados and not new.cierres and new.lineas[0].programado[0] == 100


def test_a_restored_copy_is_as_closed_as_the_file_was(office: Office, tmp_path: Path) -> None:
    office.cerrar(T1)
    copy = backup.back_up(office.store.connection, office.store.path, tmp_path / "r", NOW, "manual")
    assert copy is not None
    office.reabrir(T1)
    office.store.close()
    backup.restore(office.store.path, copy, NOW)
    with open_store(office.store.path, lambda: NOW) as store:
        assert store.poa(office.poa).meses_cerrados == {1, 2, 3}
        assert [each.paso.value for each in store.tramites(office.poa)] == ["cierre"]
        with pytest.raises(PoaError, match="mes cerrado"):
            store.run("x", lambda db: lineas.edit_avance(db, office.linea, 1, realizado=5))
        assert (
            all(map(sellos.is_valid, store.sellos())) and integrity.verify(store.connection).integro
        )


@pytest.mark.parametrize("sql", [
    "UPDATE poas SET estado = 'borrador'",
    "DELETE FROM candados",
    "UPDATE candados SET mes = 12 WHERE mes = 1",
    "DELETE FROM dependencias",
    "INSERT OR REPLACE INTO avances (linea_id, mes, realizado) SELECT linea_id, mes, 5 FROM avances"
    " WHERE mes = 1",
    "INSERT INTO avances (linea_id, mes, realizado) SELECT linea_id, mes, 5 FROM avances"
    " WHERE mes = 1 ON CONFLICT (linea_id, mes) DO UPDATE SET realizado = 5",
    "UPDATE evidencias SET mes = 5",
    "UPDATE gastos SET fecha = '2024-05-01'",
    "UPDATE poas SET ejercicio = 2025",
    "UPDATE ejercicios SET ejercicio = 2023 WHERE ejercicio = 2024",
])  # fmt: skip
def test_no_statement_goes_around_the_seat_belt(office: Office, sql: str) -> None:
    office.store.run_sealed(
        "Autorizar", lambda db: cierres.autorizar(db, office.poa, NOW, PERSON, office.llave)
    )
    office.cerrar(T1)
    office.store.connection.execute("INSERT OR IGNORE INTO ejercicios (ejercicio) VALUES (2025)")
    before = office.store.content_hash()
    with pytest.raises(sqlite3.IntegrityError):
        office.store.connection.execute(sql)
    assert office.store.content_hash() == before


def test_a_draft_that_was_authorised_and_revoked_is_not_authorised_by_a_write(
    office: Office,
) -> None:
    office.store.run_sealed(
        "Autorizar", lambda db: cierres.autorizar(db, office.poa, NOW, PERSON, office.llave)
    )
    office.store.run_sealed(
        "Regresar",
        lambda db: cierres.revocar(db, office.poa, "Se corrige.", NOW, PERSON, office.llave),
    )
    with pytest.raises(PoaError, match="actos sellados"):
        office.store.run("x", lambda db: rows.edit(db, "poas", office.poa, estado="autorizado"))
    office.store.run_sealed(
        "Autorizar", lambda db: cierres.autorizar(db, office.poa, NOW, PERSON, office.llave)
    )
    assert office.store.verificar().conforme


def test_what_was_asked_of_a_part_of_a_period_is_frozen_with_it(office: Office) -> None:
    for periodo in (T1, T2, S1):
        office.store.run(
            "Observar",
            lambda db, periodo=periodo: observado.observar(
                db, office.poa, periodo, office.linea, f"De {periodo}.", NOW, PERSON
            ),
        )
    office.store.run("Atender", lambda db: observado.atender(db, [1, 2, 3]))
    asked = {
        each: [one.texto for one in office.store.congelado(office.cerrar(each)).observaciones]
        for each in (T1, S1)
    }
    assert asked[T1] == ["De 2024-T1."]
    assert asked[S1] == ["De 2024-T1.", "De 2024-T2.", "De 2024-S1."]
    assert office.store.verificar().conforme
