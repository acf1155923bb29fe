"""The history of a plan, read from the audit trail of a real file."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa_desktop.data import bloques, declaradas, lineas, poas, rows
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.poa.adecuaciones import Adecuacion, CambioMes, autorizacion_de
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Inversion, TipoInversion

A = TipoLugar.ACTIVIDAD
START = datetime(2024, 1, 15, 9, 0)


class Clock:
    """A day passes at every look."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


class Plan:
    """A file with one POA: actividad 1 with líneas 1–3, actividad 2 with one."""

    def __init__(self, path: Path) -> None:
        self.store = create_store(path, Clock())
        self.poa = 0
        self.lineas: list[int] = []
        self.actividades: list[int] = []
        self.run("Capturar el POA", self._capture)
        self.store.forget_history()

    def _capture(self, db: Any) -> None:
        self.poa = poas.create(db, "Obras", 2024)
        for name, count in (("Bacheo", 3), ("Alumbrado", 1)):
            block = bloques.add(db, A, self.poa, name)
            self.actividades.append(block)
            for number in range(1, count + 1):
                text = f"{name} línea {number}"
                quarters = [0, 0, 100] * 4
                self.lineas.append(lineas.add(db, A, block, text, programado=quarters))

    def run(self, title: str, work: Callable[[Any], object]) -> None:
        self.store.run(title, work)

    def authorise(self) -> None:
        self.run("Autorizar", lambda db: rows.edit(db, "poas", self.poa, estado="autorizado"))
        now, person = datetime(2024, 4, 1), self.store.person
        self.run("Iniciar", lambda db: declaradas.iniciar(db, self.poa, "Ajuste", now, person))

    def schedule(self, linea: int, *months: tuple[int, int]) -> None:
        def work(db: Any) -> None:
            for mes, cantidad in months:
                lineas.set_programado(db, self.lineas[linea], mes, cantidad)

        self.run("Editar el calendario", work)

    def read(self) -> tuple[Adecuacion, ...]:
        return self.store.adecuaciones(self.poa)

    def told(self) -> list[tuple[str, str, str, str]]:
        return [
            (cambio.clave, cambio.campo, cambio.antes, cambio.despues)
            for each in self.read()
            for cambio in each.cambios
        ]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = Plan(tmp_path / "obras.poa")
    yield made
    made.store.close()


def test_capturing_a_plan_is_no_change_of_it(plan: Plan) -> None:
    assert plan.read() == ()


def test_months_of_one_operation_are_one_change(plan: Plan) -> None:
    plan.schedule(0, (3, 250), (6, 0), (7, 100), (9, 100))
    (only,) = plan.read()
    (cambio,) = only.cambios
    assert (cambio.clave, cambio.nombre, cambio.campo) == (
        "A1.1",
        "Bacheo línea 1",
        "Programado",
    )
    assert cambio.meses == (CambioMes(3, 100, 250), CambioMes(6, 100, 0), CambioMes(7, 0, 100))
    assert (only.titulo, only.autorizado) == ("Editar el calendario", False)


def test_values_are_written_as_on_the_form(plan: Plan) -> None:
    block = plan.actividades[0]

    def work(db: Any) -> None:
        money = Inversion(TipoInversion.MONTO, Decimal("80000.5"), "3,478 litros")
        bloques.set_inversion(db, A, block, money)
        bloques.edit_ficha(
            db,
            A,
            block,
            metas="Doce",
            periodo_del=date(2024, 2, 1),
            temporalidad="semestral",
        )
        lineas.edit(db, plan.lineas[1], texto="Otra cosa", unidad_medida="Bache")

    plan.run("Varias", work)
    assert plan.told() == [
        ("A1", "Metas", "", "Doce"),
        ("A1", "Inversión", "", "$80,000.50 (3,478 litros)"),
        ("A1", "Periodo, del", "01/01/2024", "01/02/2024"),
        ("A1", "Temporalidad", "Trimestral", "Semestral"),
        ("A1.2", "Texto de la línea", "Bacheo línea 2", "Otra cosa"),
        ("A1.2", "Unidad de medida", "Acción", "Bache"),
    ]


def test_what_is_gone_keeps_the_clave_and_name_it_had(plan: Plan) -> None:
    plan.run("Borrar línea", lambda db: lineas.delete(db, plan.lineas[1]))
    plan.schedule(2, (12, 0))
    plan.run("Borrar actividad", lambda db: bloques.delete(db, A, plan.actividades[0]))
    plan.schedule(3, (1, 100))
    first, second, third, fourth = plan.read()

    (gone,) = first.cambios
    assert (gone.clave, gone.nombre, gone.campo) == ("A1.2", "Bacheo línea 2", "Línea eliminada")
    assert gone.antes == "Unidad: Acción\nProgramado: mar 1, jun 1, sep 1, dic 1"
    assert second.cambios[0].clave == "A1.2"  # what stood third before
    assert [(each.clave, each.campo) for each in third.cambios] == [
        ("A1", "Actividad eliminada"),
        ("A1.1", "Línea eliminada"),
        ("A1.2", "Línea eliminada"),
    ]
    assert fourth.cambios[0].clave == "A1.1"  # Alumbrado, which moved up
    assert fourth.cambios[0].nombre == "Alumbrado línea 1"


def test_what_is_added_is_told_with_its_schedule(plan: Plan) -> None:
    def work(db: Any) -> None:
        block = bloques.add(db, A, plan.poa, "Parques")
        lineas.add(db, A, block, "Podar", unidad_medida="Árbol", programado=[0, 150] + [0] * 10)

    plan.run("Agregar actividad", work)
    (only,) = plan.read()
    assert [(each.clave, each.nombre, each.campo) for each in only.cambios] == [
        ("A3", "Parques", "Actividad agregada"),
        ("A3.1", "Podar", "Línea agregada"),
    ]
    assert only.cambios[1].despues == "Unidad: Árbol\nProgramado: feb 1.5"


def test_order_and_avances_are_no_changes_of_the_plan(plan: Plan) -> None:
    plan.run("Mover", lambda db: lineas.move(db, plan.lineas[0], 2))
    plan.run("Mover", lambda db: bloques.move(db, A, plan.actividades[0], 1))
    plan.run("Avance", lambda db: lineas.edit_avance(db, plan.lineas[0], 3, realizado=100))
    plan.run("Misión", lambda db: poas.edit(db, plan.poa, mision="Servir"))
    assert plan.read() == ()


def test_only_what_came_after_authorising_is_an_adecuacion(plan: Plan) -> None:
    plan.schedule(0, (1, 100))
    plan.authorise()
    plan.schedule(0, (1, 200))
    before, authorising, after = plan.read()
    assert [each.autorizado for each in (before, authorising, after)] == [False, False, True]
    assert authorising.cambios[0].despues == "Autorizado"
    assert autorizacion_de(plan.read()) == authorising
    assert after.cuando > authorising.cuando


def test_what_was_undone_leaves_no_entry_and_what_was_redone_counts_from_then(plan: Plan) -> None:
    plan.schedule(0, (1, 100))
    plan.schedule(1, (1, 100))
    plan.store.undo()
    assert [each.cambios[0].clave for each in plan.read()] == ["A1.1"]
    day = plan.read()[0].cuando
    plan.store.undo()
    assert plan.read() == ()
    plan.store.redo()
    (again,) = plan.read()
    assert again.titulo == "Editar el calendario"
    assert again.cuando > day


def test_an_edit_that_is_called_like_an_undo_is_an_edit(plan: Plan) -> None:
    plan.schedule(0, (1, 100))
    plan.run("Deshacer: Editar el calendario", lambda db: _set(db, plan.lineas[0], 2))
    assert len(plan.read()) == 2


def _set(db: Any, linea: int, mes: int) -> None:
    lineas.set_programado(db, linea, mes, 100)


def test_two_poas_of_a_file_have_two_histories(plan: Plan) -> None:
    second = plan.store.run("Otro", lambda db: poas.create(db, "Parques", 2024))[0]
    plan.run("Agregar", lambda db: bloques.add(db, A, second, "Poda"))
    plan.schedule(0, (1, 100))
    assert [each.titulo for each in plan.read()] == ["Editar el calendario"]
    assert [each.titulo for each in plan.store.adecuaciones(second)] == ["Agregar"]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(1, 12), st.integers(0, 300), st.integers(0, 3)),
        max_size=10,
    )
)
def test_the_entries_lead_from_the_first_plan_to_the_present_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, int, int]]
) -> None:
    """Whatever is edited, undone and redone: old and new values chain, and end at what is there."""
    made = Plan(tmp_path_factory.mktemp("plan") / "obras.poa")
    months = {linea: [0, 0, 100] * 4 for linea in range(4)}
    for linea, mes, cantidad, turn in steps:
        if turn == 1:
            made.store.undo()
        elif turn == 2:
            made.store.redo()
        else:
            made.schedule(linea, (mes, cantidad))
    present = made.store.poa(made.poa)
    place = {f"A{1 if index < 3 else 2}.{index + 1 if index < 3 else 1}": index for index in months}
    for each in made.read():
        for cambio in each.cambios:
            row = months[place[cambio.clave]]
            for month in cambio.meses:
                assert row[month.mes - 1] == month.antes
                row[month.mes - 1] = month.despues
    assert [list(linea.programado) for linea in present.lineas] == list(months.values())
    made.store.close()


def test_the_history_is_read_from_a_file_opened_only_to_read(plan: Plan, tmp_path: Path) -> None:
    plan.schedule(0, (1, 100))
    path = plan.store.path
    plan.store.close()
    with open_store(path, Clock(), read_only=True) as store:
        assert len(store.adecuaciones(plan.poa)) == 1


def test_no_history_of_a_poa_that_is_not_there(plan: Plan) -> None:
    store: Store = plan.store
    assert store.adecuaciones(999) == ()
