"""Who is at the keyboard: asked well, kept for the account, seen in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.data import poas
from poa_desktop.data.lock import Person
from poa_desktop.data.persona import MAX_CHARACTERS, keep_persona, known_persona, persona_path
from poa_desktop.poa.historial import Entrada
from poa_desktop.poa.records import Dependencia, Poa
from poa_desktop.ui.about_dialogs import AboutDialog
from poa_desktop.ui.historial.model import person
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.persona.asking import ensure_persona
from poa_desktop.ui.persona.dialog import PersonaDialog
from poa_desktop.ui.persona.suggestions import Sugerencia, sugerencias
from poa_desktop.ui.prompts import Prompts
from tests.ui.windows import HOY, OpenMainWindow

TITULAR = Sugerencia("Titular", "Ana Ruiz", "Tesorera")
PLANEACION = Sugerencia("Planeación", "", "Dirección de Planeación")


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return make_app(dark=False)


@pytest.fixture
def dialog(qtbot: QtBot) -> PersonaDialog:
    made = PersonaDialog("", "", sugerencias=(TITULAR, PLANEACION), cuenta="aruiz")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    return made


class Says(Prompts):
    """Says who it is, or gives up; remembers what was proposed."""

    def __init__(self, said: tuple[str, str] | None) -> None:
        self.said = said
        self.asked: list[tuple[str, str]] = []

    def ask_persona(self, nombre: str, cargo: str) -> tuple[str, str] | None:
        self.asked.append((nombre, cargo))
        return self.said


# -- the dialog --------------------------------------------------------------------------------


def test_it_says_what_the_name_is_for_and_what_it_does_not_prove(dialog: PersonaDialog) -> None:
    assert "bitácora" in dialog.use.text() and "«aruiz»" in dialog.use.text()
    assert "no prueba quién" in dialog.proof.text()


def test_without_a_name_there_is_nobody(dialog: PersonaDialog) -> None:
    for name in ("", "   ", "\u200b"):
        dialog.nombre.setText(name)
        assert not dialog.ok_button.isEnabled()
    dialog.nombre.setText("Ana")
    assert dialog.ok_button.isEnabled()


def test_what_is_said_is_cleaned(dialog: PersonaDialog) -> None:
    dialog.nombre.setText(" Ana\u202e  Ruiz\u200b ")
    dialog.cargo.setText("Tesorera ")
    assert dialog.answer() == keep_persona(dialog.nombre.text(), dialog.cargo.text())
    assert "\u202e" not in dialog.answer()[0]
    assert dialog.nombre.maxLength() == MAX_CHARACTERS


def test_the_people_of_the_poa_are_offered(dialog: PersonaDialog) -> None:
    assert dialog.choice.itemText(1) == "Titular: Ana Ruiz, Tesorera"
    dialog.choice.setCurrentIndex(1)
    dialog.choice.activated.emit(1)
    assert dialog.answer() == ("Ana Ruiz", "Tesorera")
    assert dialog.ok_button.hasFocus()
    dialog.choice.setCurrentIndex(2)
    dialog.choice.activated.emit(2)
    assert dialog.answer() == ("", "Dirección de Planeación")
    assert dialog.nombre.hasFocus()  # of Planeación only the office is known
    assert not dialog.ok_button.isEnabled()


def test_enter_keeps_and_escape_gives_up(dialog: PersonaDialog) -> None:
    QTest.keyClicks(dialog.nombre, "Ana")
    QTest.keyClick(dialog.nombre, Qt.Key.Key_Return)
    assert dialog.result() == PersonaDialog.DialogCode.Accepted
    dialog.show()
    QTest.keyClick(dialog.nombre, Qt.Key.Key_Escape)
    assert dialog.result() == PersonaDialog.DialogCode.Rejected


def test_who_is_offered_is_who_the_poa_names() -> None:
    poa = Poa(1, Dependencia(1, "Hacienda", titular_nombre="Ana", enlace="Luis"), 2024)
    assert [each.texto for each in sugerencias(poa)][:2] == ["Titular: Ana", "Enlace: Luis, Enlace"]
    alone = sugerencias(Poa(1, Dependencia(1, "Hacienda"), 2024, evaluador=""))
    assert alone == sugerencias(None) == ()


# -- in the window -----------------------------------------------------------------------------


def capture(window: MainWindow) -> None:
    session = window.session
    assert session is not None and session.poa is not None
    poa_id = session.poa.id
    assert session.run("Editar visión", lambda db: poas.edit(db, poa_id, vision="Otra."))


def test_the_first_capture_asks_quietly(
    open_main_window: OpenMainWindow, example_path: Path
) -> None:
    says = Says(("Ana Ruiz", "Tesorera"))
    window = open_main_window(example_path, says)
    button = window.status.persona_button
    assert button.isHidden()
    capture(window)
    assert button.isVisible() and button.text() == "¿Quién captura?"
    assert says.asked == []  # nothing opens by itself
    button.click()
    assert button.text() == "Ana Ruiz"
    assert known_persona() == ("Ana Ruiz", "Tesorera")
    assert window.session is not None
    assert window.session.store.person.etiqueta.startswith("Ana Ruiz, Tesorera (")
    assert window.workspace is not None
    assert "a nombre de Ana Ruiz, Tesorera" in window.workspace.banner.label.text()


def test_who_is_known_is_seen_from_the_start(
    open_main_window: OpenMainWindow, example_path: Path
) -> None:
    keep_persona("María & de los Ángeles Hernández-Villaseñor y Gutiérrez de Velasco", "Enlace")
    window = open_main_window(example_path, Says(None))
    button = window.status.persona_button
    assert button.isVisible()
    assert button.text().startswith("María && de") and button.text().endswith("…")
    assert "Gutiérrez de Velasco" in button.toolTip()
    window.files.close_file()
    assert button.isHidden()


def test_it_can_be_said_without_a_file(open_main_window: OpenMainWindow) -> None:
    window = open_main_window(None, Says(("Ana Ruiz", "")))
    window.actions_["persona"].trigger()
    assert known_persona() == ("Ana Ruiz", "")
    assert window.statusBar().currentMessage().endswith("a nombre de Ana Ruiz.")


def test_it_is_asked_once_before_what_somebody_answers_for(
    open_main_window: OpenMainWindow, example_path: Path
) -> None:
    says = Says(None)
    window = open_main_window(example_path, says)
    assert window.session is not None
    assert not ensure_persona(window.session, says)
    says.said = ("Ana Ruiz", "")
    assert ensure_persona(window.session, says)
    assert ensure_persona(window.session, says)
    assert len(says.asked) == 2
    assert window.status.persona_button.text() == "Ana Ruiz"


def test_a_folder_that_refuses_is_told(
    open_main_window: OpenMainWindow, example_path: Path
) -> None:
    window = open_main_window(example_path, Says(("Ana", "")))
    persona_path().mkdir(parents=True)
    window.actions_["persona"].trigger()
    assert window.workspace is not None
    assert window.workspace.banner.property("kind") == "error"
    assert window.session is not None and window.session.store.person.nombre == ""


def test_acerca_tells_it(qtbot: QtBot) -> None:
    keep_persona("Ana Ruiz", "Tesorera")
    about = AboutDialog()
    qtbot.addWidget(about)
    assert about.persona.text() == "Usa este equipo: Ana Ruiz, Tesorera."


def test_the_history_tells_name_account_and_computer_in_one_pair_of_brackets() -> None:
    def told(quien: str) -> str:
        return person(Entrada(1, "Editar", HOY, quien, "PC-1", "Nombre", "a", "b"))

    assert told(Person("aruiz", "PC-1", "Ana Ruiz", "Tesorera").etiqueta) == (
        "Ana Ruiz, Tesorera (aruiz, PC-1)"
    )
    assert told(Person("aruiz", "PC-1").etiqueta) == "aruiz (PC-1)"
