"""Sending, withdrawing and sending back: what is kept, what is refused, what can be undone."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa_desktop.data import bloques, cierres, drafts, envios, evidencias, lineas, poas, rows
from poa_desktop.data.integrity import verify
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Avance, Dependencia, LineaAccion, Municipio, Poa
from poa_desktop.poa.requisitos import TipoRequisito, blocking, requisitos
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, estado_de
from poa_desktop.poa.versiones import cambios_desde_envio

T1 = parse_periodo("2024-T1")
NOW = datetime(2024, 4, 8, 10, 30)
ANA = Person("aruiz", "PC-1", "Ana Ruiz", "Enlace")


class Office:
    """A file with one actividad whose two líneas are due in March; the second is sin capturar."""

    def __init__(self, path: Path) -> None:
        self.store = create_store(path, lambda: NOW, ANA)
        self.poa, self.done, self.lacking = self.store.run("POA", self._fill)[0]

    def _fill(self, db: Any) -> tuple[int, int, int]:
        poa = poas.create(db, "Obras Públicas", 2024)
        actividad = bloques.add(db, TipoLugar.ACTIVIDAD, poa, "Bacheo")
        due = (0, 0, 100)
        done = lineas.add(db, TipoLugar.ACTIVIDAD, actividad, "Tapar", programado=due)
        lacking = lineas.add(db, TipoLugar.ACTIVIDAD, actividad, "Pintar", programado=due)
        lineas.edit_avance(db, done, 3, realizado=100)
        evidencias.attach(db, done, 3, "foto.png", b"una foto")
        return poa, done, lacking

    def enviar(self, **said: Any) -> None:
        """Send the first quarter."""
        self.store.run("Enviar", lambda db: envios.enviar(db, self.poa, T1, NOW, ANA, **said))

    def enviar_completo(self) -> None:
        """Send it with what is lacking confirmed and explained."""
        self.enviar(en_cero=True, justificaciones={self.lacking: "No llegó la pintura."})

    def step(self, work: Any, *said: str) -> None:
        """Withdraw or send back."""
        self.store.run("x", lambda db: work(db, self.poa, T1, NOW, ANA, *said))

    def capture(self, linea: int, **fields: Any) -> None:
        """Change March of a línea."""
        self.store.run("x", lambda db: lineas.edit_avance(db, linea, 3, **fields))

    @property
    def estado(self) -> EstadoPeriodo:
        """Where the first quarter stands."""
        return estado_de(self.store.tramites(self.poa), T1)


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    made = Office(path)
    with made.store:
        yield made


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, "falta capturar marzo"),
        ({"en_cero": True}, "falta la justificación"),
        ({"en_cero": True, "justificaciones": {0: "De otra línea."}}, "falta la justificación"),
        ({"justificaciones": {}}, "falta capturar marzo"),
    ],
)
def test_what_is_lacking_refuses_the_envio_and_changes_nothing(
    office: Office, said: dict[str, Any], reason: str
) -> None:
    before = office.store.content_hash()
    with pytest.raises(PoaError, match=rf"No se puede enviar 2024-T1: A1\.2: .*{reason}"):
        office.enviar(**said)
    assert office.store.content_hash() == before
    assert office.estado is EstadoPeriodo.ABIERTO


def test_an_envio_writes_what_was_confirmed_and_keeps_what_was_sent(office: Office) -> None:
    office.enviar_completo()
    assert office.estado is EstadoPeriodo.ENVIADO
    now = office.store.poa(office.poa)
    march = now.lineas[1].avances[2]
    assert (march.realizado, march.justificacion) == (0, "No llegó la pintura.")
    (step,) = office.store.tramites(office.poa)
    assert (step.nombre, step.cargo, len(step.huella)) == ("Ana Ruiz", "Enlace", 64)
    assert office.store.enviado(step) == now
    assert verify(office.store.connection).integro


def test_the_months_stay_open_and_what_changes_is_told(office: Office) -> None:
    office.enviar_completo()
    sent = office.store.enviado(office.store.tramites(office.poa)[0])
    assert sent is not None
    assert cambios_desde_envio(sent, office.store.poa(office.poa), T1) == ()
    office.capture(office.lacking, realizado=200)
    (change,) = cambios_desde_envio(sent, office.store.poa(office.poa), T1)
    assert str(change) == "A1.2, Realizado de marzo: 0 → 2"


def test_what_planeacion_thinks_of_a_file_is_no_change_of_the_dependencia(office: Office) -> None:
    office.enviar_completo()
    sent = office.store.enviado(office.store.tramites(office.poa)[0])
    assert sent is not None
    office.store.run("x", lambda db: db.execute("UPDATE evidencias SET estado = 'aceptada'"))
    assert cambios_desde_envio(sent, office.store.poa(office.poa), T1) == ()
    office.store.run("x", lambda db: evidencias.attach(db, office.done, 3, "otra.png", b"otra"))
    assert len(cambios_desde_envio(sent, office.store.poa(office.poa), T1)) == 1


def test_what_was_sent_outlives_the_cleaning_and_an_undone_envio_does_not(office: Office) -> None:
    office.enviar_completo()
    (step,) = office.store.tramites(office.poa)
    office.store.forget_history()
    office.store.drop_unreferenced()
    assert office.store.enviado(step) is not None
    office.step(envios.retirar)
    office.enviar()
    last = office.store.tramites(office.poa)[-1]
    office.capture(office.done, comentario="Después")
    office.store.undo()
    office.store.undo()
    assert office.estado is EstadoPeriodo.ABIERTO
    office.store.forget_history()
    office.store.drop_unreferenced()
    assert office.store.enviado(last) is not None  # the same content as the first, which stands


def test_the_open_steps_are_undone_and_done_again(office: Office) -> None:
    office.enviar_completo()
    office.step(envios.devolver, "Falta la foto.")
    assert office.estado is EstadoPeriodo.OBSERVADO
    office.store.undo()
    assert office.estado is EstadoPeriodo.ENVIADO
    office.store.undo()
    assert office.estado is EstadoPeriodo.ABIERTO
    assert office.store.poa(office.poa).lineas[1].realizado[2] is None
    office.store.redo()
    office.store.redo()
    assert office.estado is EstadoPeriodo.OBSERVADO


def test_nobody_is_sent_back_without_a_word(office: Office) -> None:
    office.enviar_completo()
    with pytest.raises(PoaError, match="Diga por qué se devuelve"):
        office.step(envios.devolver, "  ")
    assert office.estado is EstadoPeriodo.ENVIADO
    office.store.run(
        "Observar",
        lambda db: rows.insert(
            db, "observaciones", poa_id=office.poa, periodo="T1", linea_id=office.done,
            texto="¿Y la foto?", nombre="Planeación", cuando=NOW.isoformat(),
        ),
    )  # fmt: skip
    office.step(envios.devolver)
    assert office.estado is EstadoPeriodo.OBSERVADO
    with pytest.raises(PoaError, match=r"A1\.1: hay una observación sin respuesta"):
        office.enviar()


@pytest.mark.parametrize(
    ("work", "said", "reason"),
    [
        (envios.retirar, (), "no lo ha enviado"),
        (envios.devolver, ("x",), "no lo ha enviado"),
    ],
)
def test_a_step_out_of_turn_is_refused_with_its_reason(
    office: Office, work: Any, said: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(PoaError, match=reason):
        office.step(work, *said)
    office.enviar_completo()
    with pytest.raises(PoaError, match="Ya está enviado: le toca a Planeación"):
        office.enviar()


def test_a_cierre_may_follow_an_envio_and_ends_its_undo(office: Office) -> None:
    office.enviar_completo()
    office.store.run_sealed(
        "Cerrar", lambda db: cierres.cerrar(db, office.poa, T1, NOW, ANA, own_key())
    )
    assert office.estado is EstadoPeriodo.CERRADO
    assert office.store.undo_title is None
    for work in (envios.retirar, envios.devolver):
        with pytest.raises(PoaError, match="Está cerrado"):
            office.step(work, "x")


# -- whatever the figures --------------------------------------------------------------------------

_CANTIDAD = st.sampled_from((0, 0, 100, 100, 250))
_LINEA = st.builds(
    lambda programado, realizado, texto, proven: LineaAccion(
        0,
        texto,
        programado=programado,
        avances=tuple(
            Avance(each, justificacion="Se explica." if proven and mes == 2 else "")
            for mes, each in enumerate(realizado)
        ),
    ),
    st.tuples(*[_CANTIDAD] * 12),
    st.tuples(*[st.one_of(st.none(), _CANTIDAD)] * 12),
    st.sampled_from(("Tapar", "Pintar", "Barrer")),
    st.booleans(),
)
_PERIODO = st.sampled_from(("T1", "T2", "S1", "M02", "A", "B1"))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lineas_=st.lists(_LINEA, max_size=4).map(tuple),
    codes=st.lists(_PERIODO, min_size=1, max_size=4),
    hoy=st.sampled_from((date(2024, 3, 31), date(2024, 7, 2), date(2025, 1, 3))),
    en_cero=st.booleans(),
    said=st.booleans(),
)
def test_what_nothing_blocks_is_closed_and_what_blocks_is_not(
    lineas_: tuple[LineaAccion, ...], codes: list[str], hoy: date, en_cero: bool, said: bool
) -> None:
    now = datetime(hoy.year, hoy.month, hoy.day, 9)
    actividad = Actividad(0, 1, "Bacheo", lineas=lineas_)
    draft = Poa(0, Dependencia(0, "Obras"), 2024, actividades=(actividad,))
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder) / "x.poa", lambda: now, ANA) as store,
    ):
        store.run("x", lambda db: drafts.write_draft(db, Municipio("Valle"), draft))
        poa_id = store.headers()[0].id
        for code in codes:
            _try_to_close(store, poa_id, code, now, en_cero, said)


def _try_to_close(
    store: Store, poa_id: int, code: str, now: datetime, en_cero: bool, said: bool
) -> None:
    """Close a period exactly when the list says that nothing blocks it any more."""
    poa, periodo = store.poa(poa_id), parse_periodo(f"2024-{code}")
    reasons = {each.id: "Se explica." for each in poa.lineas} if said else {}
    before, steps = store.content_hash(), store.tramites(poa_id)
    found = blocking(
        requisitos(poa, periodo, now.date(), Paso.CIERRE, tramites=steps, en_cero=en_cero)
    )
    if said:
        found = tuple(each for each in found if each.tipo is not TipoRequisito.SIN_JUSTIFICAR)
    refused = bool(found) or estado_de(steps, periodo) is EstadoPeriodo.CERRADO

    def work(db: Any) -> Any:
        return cierres.cerrar(
            db, poa_id, periodo, now, ANA, own_key(), en_cero=en_cero, justificaciones=reasons
        )

    if refused:
        with pytest.raises(PoaError):
            store.run_sealed("Cerrar", work)
        assert store.content_hash() == before
        return
    store.run_sealed("Cerrar", work)
    assert set(periodo.meses) <= store.poa(poa_id).meses_cerrados
