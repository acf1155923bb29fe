"""Declared adecuaciones: what counts as theirs whatever is undone, and what they refuse."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa_desktop.data import (
    bloques,
    cierres,
    copias,
    declaradas,
    lineas,
    poas,
    rows,
    textos,
    traslados,
)
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.adecuaciones import CambioMes
from poa_desktop.poa.candados import candado_plan
from poa_desktop.poa.copia import copiar
from poa_desktop.poa.errors import PLAN_AUTORIZADO, PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.plan_comparado import comparar_plan
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import EstadoPoa, Inversion, LineaAccion, Municipio, TipoInversion
from poa_desktop.poa.textos import Registro, Texto
from poa_desktop.poa.tramites import Paso

A = TipoLugar.ACTIVIDAD
NOW = datetime(2024, 7, 8, 10, 30)
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")


class Office:
    """A file with one authorised POA: an actividad, one línea due every month of the first half."""

    def __init__(self, path: Path) -> None:
        self.store: Store = create_store(path, lambda: NOW, PERSON)
        self.poa, self.block, self.linea = self.store.run("POA", self._fill)[0]
        self.authorise()

    def _fill(self, db: Any) -> tuple[int, int, int]:
        poa = poas.create(db, "Obras Públicas", 2024)
        block = bloques.add(db, A, poa, "Bacheo")
        return poa, block, lineas.add(db, A, block, "Tapar baches", programado=(100,) * 6)

    def authorise(self) -> None:
        """As the window does."""
        self.store.run_sealed(
            "Autorizar", lambda db: cierres.autorizar(db, self.poa, NOW, PERSON, own_key())
        )

    def revoke(self, motivo: str = "Cabildo lo devolvió.") -> None:
        """As the window does."""
        self.store.run_sealed(
            "Regresar", lambda db: cierres.revocar(db, self.poa, motivo, NOW, PERSON, own_key())
        )

    def begin(self, why: str = "Lluvias", **more: Any) -> None:
        """Open an adecuación."""
        self.store.run(
            "Iniciar", lambda db: declaradas.iniciar(db, self.poa, why, NOW, PERSON, **more)
        )

    def conclude(self) -> None:
        """End it."""
        self.store.run("Concluir", lambda db: declaradas.concluir(db, self.poa, NOW))

    def discard(self) -> None:
        """Take it away."""
        self.store.run("Descartar", lambda db: declaradas.descartar(db, self.poa))

    def plan(self, mes: int, cantidad: int) -> None:
        """Program a month of the línea."""
        self.store.run("Programar", lambda db: lineas.set_programado(db, self.linea, mes, cantidad))

    def told(self) -> list[tuple[int, list[CambioMes]]]:
        """Number of each declared adecuación, and the months it changed."""
        return [
            (each.declarada.numero, [mes for cambio in each.cambios for mes in cambio.meses])
            for each in self.store.adecuaciones(self.poa)
            if each.declarada is not None
        ]


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    made = Office(path)
    with made.store:
        yield made


def test_what_changed_under_one_is_one_entry_from_before_it_to_after_it(office: Office) -> None:
    office.begin("Lluvias", oficio="DP/1", fecha=date(2024, 7, 1))
    office.plan(3, 200)
    office.plan(3, 300)
    office.plan(4, 500)
    office.plan(4, 100)  # as it was: no change
    office.conclude()
    office.begin("Cabildo")
    office.plan(12, 100)
    assert office.told() == [(1, [CambioMes(3, 100, 300)]), (2, [CambioMes(12, 0, 100)])]
    *_, first, second = office.store.adecuaciones(office.poa)
    assert [each.declarada for each in (first, second)] == list(office.store.declaradas(office.poa))
    assert first.declarada and first.declarada.titulo == "Adecuación 1 (oficio DP/1, 01/07/2024)"
    assert first.quien == "Lucía Ramos, Enlace (lramos)"
    assert second.declarada and second.declarada.abierta


def test_what_is_undone_and_redone_past_its_end_still_belongs_to_it(office: Office) -> None:
    """A redone end keeps the number it had at first; the redone edit has a later one."""
    office.begin()
    office.plan(3, 200)
    office.conclude()
    for _ in range(2):
        office.store.undo()
    assert office.told() == [(1, [])]
    for _ in range(2):
        office.store.redo()
    (declared,) = office.store.declaradas(office.poa)
    *_, entry = office.store.adecuaciones(office.poa)
    assert declared.hasta is not None and entry.numero < declared.hasta
    assert not declared.abierta
    assert office.told() == [(1, [CambioMes(3, 100, 200)])]
    with pytest.raises(PoaError, match="inicie una adecuación"):
        office.plan(3, 100)


def test_undoing_its_end_opens_it_again_and_undoing_its_beginning_locks(office: Office) -> None:
    office.begin()
    office.plan(3, 200)
    office.conclude()
    office.store.undo()
    office.plan(4, 200)
    assert office.told() == [(1, [CambioMes(3, 100, 200), CambioMes(4, 100, 200)])]
    for _ in range(3):
        office.store.undo()
    assert office.told() == []
    assert candado_plan(office.store.poa(office.poa))
    assert office.store.undo_title is None  # the authorisation is behind


def test_one_without_changes_is_discarded_not_concluded(office: Office) -> None:
    office.begin()
    with pytest.raises(PoaError, match="no cambió nada"):
        office.conclude()
    office.plan(3, 200)
    with pytest.raises(PoaError, match="tiene 1 cambio"):
        office.discard()
    office.plan(3, 100)
    office.discard()
    assert office.store.declaradas(office.poa) == ()
    assert office.told() == []
    office.begin("Otra")
    office.plan(5, 0)
    assert office.told() == [(1, [CambioMes(5, 100, 0)])]


@pytest.mark.parametrize("work", ["conclude", "discard"])
def test_without_an_open_one_nothing_is_ended(office: Office, work: str) -> None:
    with pytest.raises(PoaError, match="ninguna adecuación abierta"):
        getattr(office, work)()


def test_a_change_that_nobody_declared_is_told_as_such(office: Office) -> None:
    """A file of an earlier version was authorised without any of this."""
    office.revoke()
    office.store.connection.execute("DROP TRIGGER poas_estado_update")
    office.store.run(
        "Estado", lambda db: rows.edit(db, "poas", office.poa, estado=EstadoPoa.AUTORIZADO)
    )
    for event in ("insert", "update"):
        office.store.connection.execute(f"DROP TRIGGER programado_autorizado_{event}")
    office.plan(3, 700)
    *_, last = office.store.adecuaciones(office.poa)
    assert last.autorizado and last.declarada is None


def test_an_authorisation_has_the_folio_of_its_seal(office: Office) -> None:
    (sello,) = office.store.sellos(office.poa)
    assert [each.folio for each in office.store.adecuaciones(office.poa)] == [sello.folio]


def _writes(office: Office) -> dict[str, Any]:
    """Every kind of write into a plan, as the window and the commands do it."""
    linea, block, poa = office.linea, office.block, office.poa
    money = Inversion(TipoInversion.MONTO, Decimal(5))
    text = Lugar(TipoLugar.LINEA, linea, "texto", "A1.1")
    return {
        "programado": lambda db: lineas.set_programado(db, linea, 1, 200),
        "programado quitado": lambda db: lineas.set_programado(db, linea, 1, 0),
        "programado nuevo": lambda db: lineas.set_programado(db, linea, 12, 100),
        "línea": lambda db: lineas.edit(db, linea, texto="x"),
        "unidad": lambda db: lineas.edit(db, linea, unidad_medida="Bache"),
        "responsable": lambda db: lineas.edit(db, linea, responsable="Ana"),
        "línea nueva": lambda db: lineas.add(db, A, block, "x"),
        "línea eliminada": lambda db: lineas.delete(db, linea),
        "líneas pegadas": lambda db: traslados.paste_lineas(
            db, A, block, (LineaAccion(0, "x"),), None
        ),
        "metas": lambda db: bloques.edit_ficha(db, A, block, metas="x"),
        "periodo": lambda db: bloques.edit_ficha(db, A, block, periodo_del=date(2024, 2, 1)),
        "inversión": lambda db: bloques.set_inversion(db, A, block, money),
        "nombre": lambda db: bloques.edit(db, A, block, nombre="x"),
        "actividad nueva": lambda db: bloques.add(db, A, poa, "x"),
        "programa nuevo": lambda db: bloques.add(db, TipoLugar.PROGRAMA, poa, "x"),
        "actividad eliminada": lambda db: bloques.delete(db, A, block),
        "reemplazar": lambda db: textos.write(
            db, [(Texto(text, "Línea", "Tapar baches", Registro.LINEAS, "texto", linea), "x")]
        ),
    }


@pytest.mark.parametrize("what", [
    "programado", "programado quitado", "programado nuevo", "línea", "unidad",
    "responsable", "línea nueva", "línea eliminada", "líneas pegadas", "metas", "periodo",
    "inversión", "nombre", "actividad nueva", "programa nuevo", "actividad eliminada", "reemplazar",
])  # fmt: skip
def test_whoever_writes_into_a_locked_plan_is_refused_with_the_sentence(
    office: Office, what: str
) -> None:
    before = office.store.content_hash()
    with pytest.raises(PoaError) as refused:
        office.store.run("x", _writes(office)[what])
    assert str(refused.value) == PLAN_AUTORIZADO
    assert office.store.content_hash() == before
    office.begin()
    office.store.run("x", _writes(office)[what])  # it would have changed something
    assert office.store.cambios_abiertos(office.poa)


# -- back to a draft -------------------------------------------------------------------------------


def test_it_goes_back_to_a_draft_with_a_reason_and_is_authorised_anew(office: Office) -> None:
    with pytest.raises(PoaError, match="motivo"):
        office.revoke("  ")
    office.revoke()
    assert office.store.poa(office.poa).estado is EstadoPoa.BORRADOR
    assert office.store.undo_title is None
    office.plan(3, 200)
    office.authorise()
    first, back, second = office.store.sellos(office.poa)
    assert back.folio.startswith("RB-") and back.nota
    assert (first.version, second.version) == (1, 2)
    then = [office.store.congelado(each).poa.lineas[0].programado[2] for each in (first, second)]
    assert then == [100, 200]
    steps = [each.paso for each in office.store.tramites(office.poa)]
    assert steps == [Paso.AUTORIZACION, Paso.REVOCACION, Paso.AUTORIZACION]


def test_it_stays_authorised_while_an_adecuacion_is_open_and_once_a_period_was_closed(
    office: Office,
) -> None:
    office.begin()
    with pytest.raises(PoaError, match="adecuación abierta"):
        office.revoke()
    office.discard()
    periodo = parse_periodo("2024-T1")

    def capture(db: Any) -> None:
        for mes in (1, 2, 3):
            lineas.edit_avance(db, office.linea, mes, realizado=100)

    office.store.run("Capturar", capture)
    office.store.run_sealed(
        "Cerrar", lambda db: cierres.cerrar(db, office.poa, periodo, NOW, PERSON, own_key())
    )
    with pytest.raises(PoaError, match="Ya se cerró 2024-T1"):
        office.revoke()
    office.store.run_sealed(
        "Reabrir", lambda db: cierres.reabrir(db, office.poa, periodo, "x", NOW, PERSON, own_key())
    )
    with pytest.raises(PoaError, match="Ya se cerró 2024-T1"):
        office.revoke()


def test_a_plan_without_lineas_and_one_that_is_authorised_are_not_authorised(
    office: Office,
) -> None:
    with pytest.raises(PoaError, match="ya está autorizado"):
        office.authorise()
    empty = office.store.run("Otro", lambda db: poas.create(db, "Parques", 2024))[0]
    with pytest.raises(PoaError, match="no tiene líneas"):
        office.store.run_sealed(
            "Autorizar", lambda db: cierres.autorizar(db, empty, NOW, PERSON, own_key())
        )


# -- other POAs ------------------------------------------------------------------------------------


def test_only_the_one_that_is_authorised_is_locked(office: Office) -> None:
    def other(db: Any) -> int:
        made = poas.create(db, "Parques", 2024)
        lineas.add(db, A, bloques.add(db, A, made, "Poda"), "Podar")
        return made

    second = office.store.run("Otro", other)[0]
    assert not candado_plan(office.store.poa(second))
    linea = office.store.poa(second).lineas[0].id
    office.store.run("x", lambda db: lineas.set_programado(db, linea, 3, 100))
    office.begin()
    office.store.run("x", lambda db: lineas.set_programado(db, linea, 4, 100))
    assert office.told() == [(1, [])]
    assert all(each.declarada is None for each in office.store.adecuaciones(second))


def test_next_years_copy_of_an_authorised_plan_is_a_draft(office: Office) -> None:
    office.begin()
    office.plan(3, 200)
    office.conclude()
    plan = copiar(office.store.poa(office.poa), 2025)
    made = office.store.run("Copiar", lambda db: copias.write_copy(db, Municipio(), plan))[0]
    copy = office.store.poa(made)
    assert copy.estado is EstadoPoa.BORRADOR
    assert not candado_plan(copy)
    assert office.store.declaradas(copy.id) == ()
    linea = copy.lineas[0].id
    office.store.run("x", lambda db: lineas.set_programado(db, linea, 3, 700))


# -- then against now ------------------------------------------------------------------------------


def test_the_sealed_plan_against_the_present_one(office: Office) -> None:
    (sello,) = office.store.sellos(office.poa)
    then = office.store.congelado(sello).poa
    assert comparar_plan(then, office.store.poa(office.poa)) == ()
    office.begin()
    office.plan(3, 250)

    def more(db: Any) -> None:
        bloques.edit_ficha(db, A, office.block, metas="Cien", periodo_del=date(2024, 2, 1))
        lineas.edit(db, office.linea, responsable="Ana")
        added = bloques.add(db, A, office.poa, "Alumbrado")
        lineas.add(db, A, added, "Cambiar lámparas", unidad_medida="Lámpara", programado=(100,))

    office.store.run("x", more)
    *_, told = office.store.adecuaciones(office.poa)
    assert office.store.cambios_abiertos(office.poa) == told.cambios
    assert comparar_plan(then, office.store.poa(office.poa)) == told.cambios
    assert len(told.cambios) == 6


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 12), st.integers(0, 300)), max_size=14))
def test_whatever_is_done_undone_and_declared_the_entries_lead_from_the_seal_to_now(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, int]]
) -> None:
    """The declared changes one after the other are what the seal and the present differ in."""
    office = Office(tmp_path_factory.mktemp("plan") / "obras.poa")
    months = [100] * 6 + [0] * 6
    for turn, mes, cantidad in steps:
        try:
            if turn == 0:
                office.begin()
            elif turn == 1:
                office.conclude()
            elif turn == 2:
                office.store.undo()
            elif turn == 3:
                office.store.redo()
            else:
                office.plan(mes, cantidad)
        except PoaError:
            continue
        told = [each for each in office.store.adecuaciones(office.poa) if each.declarada]
        opened = [each.cambios for each in told if each.declarada and each.declarada.abierta]
        assert office.store.cambios_abiertos(office.poa) == (opened[0] if opened else ())
    for _, changed in office.told():
        for each in changed:
            assert months[each.mes - 1] == each.antes
            months[each.mes - 1] = each.despues
    assert list(office.store.poa(office.poa).lineas[0].programado) == months
    office.store.close()
