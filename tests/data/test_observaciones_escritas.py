"""Observations and answers: who may do what when, what is kept of it, and that undo has it all."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa_desktop.data import bloques, cierres, integrity, lineas, observado, poas, restauracion
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.requisitos import blocking, requisitos
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.tramites import Paso

T1, T2, M2, S1, T1_2023 = map(
    parse_periodo, ("2024-T1", "2024-T2", "2024-M02", "2024-S1", "2023-T1")
)
PENDIENTE, RESPONDIDA, ATENDIDA = EstadoObservacion
DAY = datetime(2024, 7, 8, 10, 30)
ANALYST = Person("aruiz", "PLANEACION-2", "Ana Ruiz", "Analista")
CLERK = Person("lramos", "OBRAS-1", "Luis Ramos", "Enlace")


class File:
    """A file with one actividad of two líneas, everything captured in the first half."""

    def __init__(self, path: Path) -> None:
        self.now = DAY
        self.store: Store = create_store(path, lambda: self.now, ANALYST)
        self.llave = own_key()
        self.poa, self.lineas = self.store.run("POA", self._fill)[0]

    def _fill(self, db: Any) -> tuple[int, list[int]]:
        poa = poas.create(db, "Obras Públicas", 2024)
        actividad = bloques.add(db, TipoLugar.ACTIVIDAD, poa, "Bacheo")
        made = [
            lineas.add(db, TipoLugar.ACTIVIDAD, actividad, text, programado=(100,) * 6)
            for text in ("Tapar baches", "Pintar topes")
        ]
        for linea in made:
            for mes in range(1, 7):
                lineas.edit_avance(db, linea, mes, realizado=100)
        return poa, made

    def do(self, work: Callable[[Any], Any], title: str = "Hacer") -> Any:
        """One operation."""
        return self.store.run(title, work)[0]

    def ask(self, texto: str = "Falta el sello.", periodo: Periodo = T1, linea: int = 0) -> int:
        """Observe a línea by its place; -1 is the POA."""
        about = None if linea < 0 else self.lineas[linea]
        work = lambda db: observado.observar(db, self.poa, periodo, about, texto, self.now, ANALYST)  # noqa: E731
        return int(self.do(work, "Observar"))

    def answer(self, key: int, texto: str = "Se selló.") -> None:
        """Answer as the dependencia."""
        self.do(lambda db: observado.responder(db, key, texto, self.now, CLERK), "Responder")

    def attend(self, *keys: int) -> int:
        """Take observations as settled."""
        return int(self.do(lambda db: observado.atender(db, keys), "Atender"))

    def cerrar(self, periodo: Periodo) -> None:
        """Close a period."""
        work = lambda db: cierres.cerrar(db, self.poa, periodo, DAY, ANALYST, self.llave)  # noqa: E731
        self.store.run_sealed("Cerrar", work)

    @property
    def all(self) -> tuple[ObservacionLinea, ...]:
        """Every observation."""
        return self.store.observaciones(self.poa)

    @property
    def only(self) -> ObservacionLinea:
        """The one there is."""
        (found,) = self.all
        return found


@pytest.fixture
def file(tmp_path: Path) -> Iterator[File]:
    made = File(tmp_path / "obras.poa")
    yield made
    made.store.close()


def test_the_whole_way_keeps_who_said_what_and_when(file: File) -> None:
    key = file.ask("  Falta\tel sello\u200b de la bitácora.\r\nHoja 2. ")
    asked = file.only
    assert (asked.texto, asked.nombre, asked.cargo) == (
        "Falta el sello de la bitácora.\nHoja 2.", "Ana Ruiz", "Analista",
    )  # fmt: skip
    assert (asked.estado, asked.respuesta, asked.respondida) == (PENDIENTE, "", None)
    file.now = DAY + timedelta(days=2)
    file.answer(key, "Se selló.\nVea la hoja 2.")
    told = file.only
    assert (told.estado, told.respuesta, told.respondio, told.respondio_cargo) == (
        RESPONDIDA, "Se selló.\nVea la hoja 2.", "Luis Ramos", "Enlace",
    )  # fmt: skip
    assert (told.cuando, told.respondida) == (DAY, DAY + timedelta(days=2))
    assert told.quien_responde == "Luis Ramos, Enlace, 10/07/2024"
    assert file.attend(key) == 1
    assert file.only.estado is ATENDIDA
    assert not file.only.abierta
    assert file.attend(key) == 0


def test_an_answer_that_is_not_enough_stays_in_sight_until_the_next(file: File) -> None:
    key = file.ask()
    file.answer(key, "Ya está.")
    file.do(lambda db: observado.reabrir(db, key, "Falta el sello en la hoja 3."))
    back = file.only
    assert back.estado is PENDIENTE
    assert back.regresada
    assert (back.texto, back.respuesta) == ("Falta el sello en la hoja 3.", "Ya está.")
    assert back.estado_en_palabras == "Pendiente otra vez"
    file.answer(key, "Se selló la hoja 3.")
    again = file.only
    assert (again.estado, again.respuesta, again.regresada) == (
        RESPONDIDA, "Se selló la hoja 3.", False,
    )  # fmt: skip
    told = [(e.campo, e.antes, e.despues) for e in _history(file)]
    assert ("Respuesta a la observación", "Ya está.", "Se selló la hoja 3.") in told


def test_what_each_side_may_not_do(file: File) -> None:
    key = file.ask()
    for empty in ("", "  \n\u200b "):
        with pytest.raises(PoaError, match="Escriba la observación"):
            file.ask(empty)
        with pytest.raises(PoaError, match="Escriba la respuesta"):
            file.answer(key, empty)
    with pytest.raises(PoaError, match="no hay respuesta"):
        file.do(lambda db: observado.reabrir(db, key))
    file.do(lambda db: observado.corregir(db, key, "Falta el sello y la firma."))
    assert file.only.texto == "Falta el sello y la firma."
    file.answer(key)
    with pytest.raises(PoaError, match="ya tiene respuesta"):
        file.do(lambda db: observado.corregir(db, key, "Otra cosa"))
    with pytest.raises(PoaError, match="se conserva"):
        file.do(lambda db: observado.quitar(db, key))
    file.attend(key)
    with pytest.raises(PoaError, match="ya está atendida"):
        file.answer(key, "Algo más")
    file.do(lambda db: observado.reabrir(db, key))
    assert file.only.regresada
    with pytest.raises(PoaError, match="ya tiene respuesta"):
        file.do(lambda db: observado.corregir(db, key, "Otra cosa"))


def test_an_observation_belongs_to_its_poa_and_its_year(file: File) -> None:
    with pytest.raises(PoaError, match="no es del ejercicio"):
        file.ask(periodo=T1_2023)
    other = file.do(lambda db: poas.create(db, "Turismo", 2024))
    with pytest.raises(PoaError, match="ya no está en el POA"):
        file.do(lambda db: observado.observar(db, other, T1, file.lineas[0], "Texto", DAY, ANALYST))
    with pytest.raises(PoaError, match="ya no está en el archivo"):
        file.attend(99)
    assert file.all == ()


def test_one_that_cannot_be_attended_keeps_all_as_they_were(file: File) -> None:
    keys = [file.ask(), file.ask(linea=1)]
    with pytest.raises(PoaError):
        file.attend(*keys, 99)
    assert {each.estado for each in file.all} == {PENDIENTE}
    assert file.attend(*keys) == 2


def _changes(key: int, file: File) -> dict[str, Callable[[Any], object]]:
    return {
        "observar": lambda db: observado.observar(
            db, file.poa, T1, file.lineas[0], "Más", DAY, ANALYST
        ),
        "observar el mes": lambda db: observado.observar(
            db, file.poa, M2, None, "Más", DAY, ANALYST
        ),
        "corregir": lambda db: observado.corregir(db, key, "Otro texto"),
        "responder": lambda db: observado.responder(db, key, "Respuesta", DAY, CLERK),
        "atender": lambda db: observado.atender(db, [key]),
        "reabrir": lambda db: observado.reabrir(db, key),
        "quitar": lambda db: observado.quitar(db, key),
    }


@pytest.mark.parametrize("name", list(_changes(0, None)))  # type: ignore[arg-type]
def test_a_closed_period_refuses_everything(file: File, name: str) -> None:
    key = file.ask()
    file.attend(key)
    file.cerrar(T1)
    before = file.all
    with pytest.raises(PoaError, match=r"está cerrado y sus observaciones ya no cambian"):
        file.do(_changes(key, file)[name])
    assert file.all == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE observaciones SET texto = 'otro'",
        "UPDATE observaciones SET periodo = 'T2'",
        "DELETE FROM observaciones",
        "INSERT INTO observaciones (poa_id, periodo, texto, nombre, cuando)"
        " SELECT poa_id, 'T1', 'más', 'Ana', cuando FROM observaciones",
    ],
)
def test_a_closed_period_refuses_bare_statements_too(file: File, sql: str) -> None:
    file.attend(file.ask())
    file.cerrar(T1)
    before = file.all
    with pytest.raises(PoaError, match="cerrado y sus observaciones"):
        file.do(lambda db: db.execute(sql))
    assert file.all == before


def test_after_a_reapertura_one_may_go_on(file: File) -> None:
    key = file.ask()
    file.attend(key)
    file.cerrar(T1)
    work = lambda db: cierres.reabrir(db, file.poa, T1, "Se corrige.", DAY, ANALYST, file.llave)  # noqa: E731
    file.store.run_sealed("Reabrir", work)
    file.do(lambda db: observado.reabrir(db, key))
    file.answer(key)
    assert file.only.estado is RESPONDIDA
    with pytest.raises(PoaError, match="respondida, sin dar por atendida"):
        file.cerrar(T1)
    file.attend(key)
    file.cerrar(T1)


def test_an_open_period_beside_a_closed_one_is_free(file: File) -> None:
    file.cerrar(T1)
    file.ask(periodo=T2)
    file.ask(periodo=S1)  # three of its months are open
    assert len(file.all) == 2


def test_a_period_does_not_close_over_an_open_question_of_its_month(file: File) -> None:
    file.ask(periodo=M2)
    found = requisitos(
        file.store.poa(file.poa), T1, date(2024, 7, 8), Paso.CIERRE, observaciones=file.all
    )
    assert [each.clave for each in blocking(found)] == ["A1.1"]


def test_undo_takes_every_step_back_and_redo_brings_it_again(file: File) -> None:
    states = [file.all]
    key = file.ask()
    for work in (
        lambda db: observado.corregir(db, key, "Otro texto"),
        lambda db: observado.responder(db, key, "Sí", DAY, CLERK),
        lambda db: observado.reabrir(db, key, "Falta más"),
        lambda db: observado.responder(db, key, "Ahora sí", DAY, CLERK),
        lambda db: observado.atender(db, [key]),
    ):
        states.append(file.all)
        file.do(work)
    states.append(file.all)
    for state in reversed(states[:-1]):
        file.store.undo()
        assert file.all == state
    for state in states[1:]:
        file.store.redo()
        assert file.all == state
    assert integrity.verify(file.store.connection).integro


def test_a_deleted_linea_takes_its_observations_along_and_undo_has_both(file: File) -> None:
    key = file.ask()
    file.answer(key)
    file.ask("Del POA.", linea=-1)
    before = file.all
    file.do(lambda db: lineas.delete(db, file.lineas[0]))
    assert [each.linea_id for each in file.all] == [None]
    file.store.undo()
    assert file.all == before


def test_recovering_a_linea_from_the_history_brings_its_observations(file: File) -> None:
    file.answer(file.ask("Falta el sello."))
    before = file.all
    file.do(lambda db: lineas.delete(db, file.lineas[0]))
    actividad = file.store.poa(file.poa).actividades[0].id
    gone = next(
        each
        for each in file.store.historial(TipoLugar.ACTIVIDAD, actividad)
        if each.eliminado is not None
    )
    assert "Observación: Falta el sello." in gone.antes
    assert gone.eliminado is not None
    eliminado = gone.eliminado
    file.do(lambda db: restauracion.recuperar(db, eliminado))
    assert file.all == before


def _history(file: File) -> list[Any]:
    return list(reversed(file.store.historial(TipoLugar.LINEA, file.lineas[0])))


def test_the_history_of_a_linea_tells_what_was_asked_and_answered(file: File) -> None:
    key = file.ask("Falta el sello.")
    file.ask("De otra línea.", linea=1)
    file.ask("Del POA.", linea=-1)
    file.answer(key, "Se selló.")
    file.attend(key)
    told = [
        (each.campo, each.antes, each.despues)
        for each in _history(file)
        if "bservación" in each.campo
    ]
    assert told == [
        ("Observación agregada, T1", "", "Falta el sello.\nObserva: Ana Ruiz, Analista"),
        ("Estado de la observación", "Pendiente", "Respondida"),
        ("Respuesta a la observación", "", "Se selló."),
        ("Estado de la observación", "Respondida", "Atendida"),
    ]
    assert all(not each.era for each in _history(file) if "bservación" in each.campo)
    of_poa = file.store.historial(TipoLugar.POA, file.poa)
    assert [each.despues.split("\n")[0] for each in of_poa if "bservación" in each.campo] == [
        "Del POA."
    ]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("observar", "corregir", "responder", "atender", "reabrir", "quitar")),
        st.integers(0, 5),
        st.text(max_size=6),
    ),
    max_size=14,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_any_order_of_steps_keeps_the_rules_and_undoes_to_nothing(
    steps: list[tuple[str, int, str]], file: File
) -> None:
    file.store.forget_history()
    before = file.all
    for name, number, text in steps:
        keys = [each.id for each in file.all]
        key = keys[number % len(keys)] if keys else 0
        states = file.all
        try:
            _step(file, name, key, number, text)
        except PoaError:
            assert file.all == states  # what is refused leaves nothing
        for each in file.all:
            assert each.texto == clean_text(each.texto).text != ""
            assert (each.respuesta == "") == (each.respondida is None) == (each.respondio == "")
            assert each.estado is not RESPONDIDA or each.respuesta
    after = file.all
    while file.store.undo_title is not None:
        file.store.undo()
    assert file.all == before
    while file.store.redo_title is not None:
        file.store.redo()
    assert file.all == after
    while file.store.undo_title is not None:
        file.store.undo()


def _step(file: File, name: str, key: int, number: int, text: str) -> None:
    if name == "observar":
        file.ask(text, (T1, T2, M2, S1)[number % 4], number % 3 - 1)
    elif name == "responder":
        file.answer(key, text)
    elif name == "atender":
        file.attend(key)
    elif name == "corregir":
        file.do(lambda db: observado.corregir(db, key, text))
    elif name == "reabrir":
        file.do(lambda db: observado.reabrir(db, key, text if number % 2 else None))
    else:
        file.do(lambda db: observado.quitar(db, key))
