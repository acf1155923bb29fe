"""Proposals in the window: chosen with keys and mouse, counted, accepted as one operation."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.data import drafts, lineas
from poa_desktop.data.store import create_store
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.propuestas import Origen, propuestas_de
from poa_desktop.poa.records import (
    SIN_PROGRAMAR,
    Actividad,
    Dependencia,
    Ficha,
    LineaAccion,
    Municipio,
    Poa,
)
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.linea_form import LineaForm
from poa_desktop.ui.place import Place
from poa_desktop.ui.propuestas.dialog import PropuestasDialog
from poa_desktop.ui.propuestas.model import TEXTO, Vista
from poa_desktop.ui.session import Session

MENSUAL, TRIMESTRAL = (100,) * 12, (0, 0, 100) * 4
OWN = (0, 200, *(0,) * 10)
KEY = Qt.Key


def clock() -> datetime:
    return datetime(2024, 5, 14, 10, 32)


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return make_app(dark=False)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    ficha = Ficha("", periodo_del=date(2024, 1, 1), periodo_al=date(2024, 12, 31),
                  temporalidad=Temporalidad.MENSUAL)  # fmt: skip
    texts = ("Enviar una circular trimestral", "Atender oficios", "Monitoreo permanente")
    first = tuple(LineaAccion(0, text) for text in texts)
    own = LineaAccion(0, "Entregar el informe semestral", programado=OWN)
    poa = Poa(
        0,
        Dependencia(0, "Hacienda"),
        2024,
        actividades=(
            Actividad(0, 1, "Avisos", ficha=ficha, lineas=first),
            Actividad(0, 2, "Informes", ficha=ficha, lineas=(own,)),
        ),
    )
    with create_store(tmp_path / "x.poa", clock) as store:
        store.run("Importar", lambda db: drafts.write_draft(db, Municipio("Valle"), poa))
        yield Session(store, clock)


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> PropuestasDialog:
    assert session.poa is not None
    made = PropuestasDialog(propuestas_de(session.poa))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def chosen(dialog: PropuestasDialog) -> list[str]:
    return [dialog.model.chosen(each).value for each in dialog.model.all]


def press(dialog: PropuestasDialog, *keys: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(dialog.table, key, modifier)


def schedules(session: Session) -> list[tuple[int, ...]]:
    assert session.poa is not None
    return [linea.programado for linea in session.poa.lineas]


def test_what_is_recommended_is_chosen_and_counted(dialog: PropuestasDialog) -> None:
    assert chosen(dialog) == ["texto", "temporalidad", "temporalidad", "actual"]
    assert dialog.count.text() == "Cambian 3 de 4 líneas: 1 por el texto y 2 por temporalidad."
    assert dialog.apply_button.text() == "&Programar 3 líneas"
    assert dialog.table.propuesta is dialog.model.all[0]
    assert "circular trimestral" in dialog.detail.toPlainText()
    assert "«trimestral»: un acto" in dialog.detail.toPlainText()


def test_letters_space_and_arrows_choose(dialog: PropuestasDialog) -> None:
    press(dialog, KEY.Key_A)
    assert chosen(dialog)[0] == "actual"
    press(dialog, KEY.Key_T, KEY.Key_Down, KEY.Key_X)  # the second has no text to go by
    assert chosen(dialog)[:2] == ["temporalidad", "temporalidad"]
    press(dialog, KEY.Key_Down, KEY.Key_X)
    assert chosen(dialog)[2] == "texto"
    press(dialog, KEY.Key_Left, KEY.Key_Space)
    assert chosen(dialog)[2] == "temporalidad"
    press(dialog, KEY.Key_Left, KEY.Key_Left, KEY.Key_Space, KEY.Key_Space)
    assert chosen(dialog)[2] == "actual"
    press(dialog, KEY.Key_Down)  # over the heading of the next block
    assert dialog.table.propuesta is dialog.model.all[3]


def test_a_letter_is_for_all_that_is_selected(dialog: PropuestasDialog) -> None:
    press(dialog, KEY.Key_Down, KEY.Key_Down, shift=True)
    press(dialog, KEY.Key_A)
    assert chosen(dialog) == ["actual"] * 4


def test_a_click_on_a_schedule_chooses_it(dialog: PropuestasDialog) -> None:
    def click(line: int, column: int) -> None:
        where = dialog.table.visualRect(dialog.model.index(line, column)).center()
        QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    click(1, 1)
    assert chosen(dialog)[0] == "actual"
    click(1, TEXTO)
    assert chosen(dialog)[0] == "actual"
    click(1, 3)
    assert chosen(dialog)[0] == "texto"
    click(0, 2)  # the heading of a block
    assert chosen(dialog)[0] == "texto"


def test_buttons_choose_for_all(dialog: PropuestasDialog) -> None:
    dialog.by_text.click()
    assert chosen(dialog) == ["texto", "temporalidad", "texto", "texto"]
    assert dialog.count.text().endswith("De ellas, 1 ya tenía programación.")
    dialog.only_empty.click()
    assert chosen(dialog) == ["texto", "temporalidad", "temporalidad", "actual"]
    dialog.by_default.click()
    assert chosen(dialog) == ["temporalidad"] * 4
    dialog.none_button.click()
    assert chosen(dialog) == ["actual"] * 4
    assert not dialog.apply_button.isEnabled()
    assert dialog.count.text() == "No cambia ninguna de las 4 líneas."


def test_a_filter_hides_líneas_and_their_blocks_but_no_choice(dialog: PropuestasDialog) -> None:
    dialog.shown.setCurrentText(Vista.CAMBIAN)
    assert dialog.model.rowCount() == 4  # a block and its three líneas
    dialog.shown.setCurrentText(Vista.DICHAS)
    assert dialog.model.rowCount() == 5
    dialog.none_button.click()
    dialog.shown.setCurrentText(Vista.CAMBIAN)
    assert dialog.model.rowCount() == 0
    assert dialog.detail.toPlainText() == ""
    press(dialog, KEY.Key_X, KEY.Key_Space)
    assert chosen(dialog) == ["actual"] * 4


def test_a_reader_that_does_not_see_hears_each_schedule(dialog: PropuestasDialog) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    words = [dialog.model.index(1, column).data(role) for column in range(4)]
    assert words == [
        "A1.1 Enviar una circular trimestral «trimestral»: un acto en el último mes de cada "
        "trimestre.",
        "Como está ahora: ningún mes",
        "Por temporalidad: cada mes",
        "Por el texto: mar, jun, sep y dic; elegido",
    ]


def test_two_keys_give_a_whole_poa_its_schedule_as_one_operation(
    session: Session, qtbot: QtBot
) -> None:
    assert session.poa is not None
    page = CalendarioPage(session, Place(TipoLugar.POA, session.poa.id))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    before = session.store.content_hash()
    QTest.keyClick(page.windowHandle(), KEY.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.proposals is not None)  # a button shows that it is pressed
    assert page.proposals is not None
    QTest.keyClick(page.proposals.table, KEY.Key_Return)
    assert schedules(session) == [TRIMESTRAL, MENSUAL, MENSUAL, OWN]
    assert session.store.undo_title == "Proponer programación de 3 líneas"
    assert page.foot.notice.text() == "Se programaron 3 líneas. Ctrl+Z lo deshace."
    session.undo()
    assert session.store.content_hash() == before


def test_a_cancelled_dialog_changes_nothing(session: Session, qtbot: QtBot) -> None:
    assert session.poa is not None
    page = CalendarioPage(session, Place(TipoLugar.POA, session.poa.id))
    qtbot.addWidget(page)
    page.show()
    before = session.store.content_hash()
    page.propose.click()
    assert page.proposals is not None
    QTest.keyClick(page.proposals.table, KEY.Key_Escape)
    assert session.store.content_hash() == before
    assert session.store.undo_title == "Importar"


@pytest.fixture
def form(session: Session, qtbot: QtBot) -> LineaForm:
    assert session.poa is not None
    made = LineaForm(session, lambda: None)
    qtbot.addWidget(made)
    place = Place(TipoLugar.LINEA, session.poa.lineas[1].id)
    session.changed.connect(lambda _change: made.refresh(made.place))
    made.refresh(place)
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def test_a_typed_text_is_offered_as_a_schedule_and_one_key_takes_it(
    session: Session, form: LineaForm, qtbot: QtBot
) -> None:
    assert form.offer.isHidden()
    editor = form.texto.editor
    editor.setFocus()
    form.texto.set_text("Atender oficios de manera trimestral")
    QTest.keyClick(editor, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.offer.label.text() == ("El texto dice «trimestral»: programar mar, jun, sep y dic.")
    assert form.offer.isVisible()
    QTest.keyClick(form.windowHandle(), KEY.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: schedules(session)[1] == TRIMESTRAL)
    assert form.offer.isHidden()
    session.undo()
    assert schedules(session)[1] == SIN_PROGRAMAR
    assert form.offer.isVisible()


def test_a_linea_with_a_schedule_of_its_own_gets_no_offer(
    session: Session, form: LineaForm
) -> None:
    assert session.poa is not None
    form.refresh(Place(TipoLugar.LINEA, session.poa.lineas[3].id))
    assert form.offer.isHidden()
    form.refresh(Place(TipoLugar.LINEA, session.poa.lineas[0].id))
    assert form.offer.isVisible()
    linea = session.poa.lineas[0].id
    session.run("Programar", lambda db: lineas.set_programado(db, linea, 2, 100))
    assert form.offer.isHidden()


def test_a_doubt_is_told_in_the_offer(session: Session, form: LineaForm) -> None:
    assert session.poa is not None
    form.refresh(Place(TipoLugar.LINEA, session.poa.lineas[2].id))
    assert "confirme los meses" in form.offer.label.text()
    assert propuestas_de(session.poa)[0].propuestas[2].recomendada is Origen.TEMPORALIDAD


def test_the_texts_of_an_actividad_are_offered_together(session: Session, qtbot: QtBot) -> None:
    assert session.poa is not None
    form = BloqueForm(session, TipoLugar.ACTIVIDAD)
    qtbot.addWidget(form)
    place = Place(TipoLugar.ACTIVIDAD, session.poa.actividades[0].id)
    session.changed.connect(lambda _change: form.refresh(place))
    form.refresh(place)
    form.show()
    offer = form.text_offer
    assert offer.label.text() == (
        "A1.1: el texto dice «trimestral»: programar mar, jun, sep y dic."
    )
    second = session.poa.lineas[1].id
    session.run("Editar", lambda db: lineas.edit(db, second, texto="Informe semestral"))
    assert offer.label.text() == (
        "El texto de 2 líneas dice cada cuándo. A1.1 «trimestral»: programar mar, jun, sep y "
        "dic; A1.2 «semestral»: programar jun y dic."
    )
    offer.button.click()
    assert schedules(session)[:2] == [TRIMESTRAL, (0, 0, 0, 0, 0, 100) * 2]
    assert offer.isHidden()
    assert session.store.undo_title == "Programar por el texto"
