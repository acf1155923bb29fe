"""New POAs, several in one file, next year's plan and its texts: through the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.data import lineas, modelos, poas
from poa_desktop.data.store import create_store, open_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import ModeloLinea, Poa
from poa_desktop.poa.texto_viejo import pendientes
from poa_desktop.resources import resource
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.nuevo.assistant import NewPoaAssistant
from poa_desktop.ui.nuevo.modelos_dialog import ModelosDialog
from poa_desktop.ui.nuevo.next_year_dialog import NextYearDialog
from poa_desktop.ui.nuevo.poa_list import PoaList
from poa_desktop.ui.nuevo.poas_dialog import PoasDialog
from poa_desktop.ui.nuevo.proposals import Proposals
from poa_desktop.ui.nuevo.texts_dialog import TextsDialog
from poa_desktop.ui.nuevo.unidades_dialog import UnidadesDialog
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import Prompts
from tests.ui.windows import OpenMainWindow, hoy

Visit = Callable[[QDialog], None]


class Person(Prompts):
    """Does in each dialog what the test says, with the keyboard of the real dialog."""

    def __init__(self) -> None:
        self.visits: list[Visit] = []
        self.save: Path | None = None
        self.open: Path | None = None
        self.option: int | None = None
        self.parent: QWidget | None = None

    def review(self, dialog: QDialog) -> bool:
        dialog.setModal(True)
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        self.visits.pop(0)(dialog)
        done = dialog.result() == QDialog.DialogCode.Accepted
        dialog.close()
        return done

    def ask_new_poa(self, start: NuevoPoa, *known: object, **more: object) -> NuevoPoa | None:
        archivo, existentes = (*known, "", ())[:2] if known else ("", ())
        titulares = more.get("titulares") or (known[2] if len(known) > 2 else None)
        dialog = NewPoaAssistant(
            start,
            self.parent,
            archivo=archivo,  # type: ignore[arg-type]
            existentes=existentes,  # type: ignore[arg-type]
            titulares=titulares,  # type: ignore[arg-type]
        )
        done = self.review(dialog)
        answer = dialog.answer() if done else None
        dialog.deleteLater()
        return answer

    def save_file(self, title: str, proposal: Path, filters: str) -> Path | None:
        return self.save

    def open_file(self, title: str, folder: Path, filters: str) -> Path | None:
        return self.open

    def choose(self, title: str, label: str, options: list[str]) -> int | None:
        return self.option

    def show_import(self, *_told: object) -> None:
        pass


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def window(open_main_window: OpenMainWindow, person: Person) -> MainWindow:
    person.parent = open_main_window(prompts=person)
    return person.parent


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "hacienda-2024.poa"
    with create_store(path, hoy) as store:
        write_example(store)
        first = store.archivo().poas[0].lineas[0].id
        text = "Informe del ejercicio 2024, con $500.00 y la Lic. Ana Ruiz, según la Ley de 2024"
        store.run("Editar", lambda db: lineas.edit(db, first, texto=text))
    return path


def shown(window: MainWindow) -> Poa:
    assert window.session is not None and window.session.poa is not None
    return window.session.poa


def told(window: MainWindow) -> str:
    assert window.workspace is not None
    return window.workspace.banner.label.text()


# -- the assistant ---------------------------------------------------------------------------


def type_into(qtbot: QtBot, text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClicks(widget, text)


def enter(qtbot: QtBot, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, Qt.Key.Key_Return, modifier)


def test_a_new_poa_by_keyboard_alone(
    qtbot: QtBot, window: MainWindow, person: Person, tmp_path: Path
) -> None:
    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPoaAssistant)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        type_into(qtbot, "Villa Real")
        enter(qtbot)
        assert dialog.step is dialog.dependencia
        enter(qtbot)  # nothing written: it stays and says so
        field = dialog.dependencia.fields["dependencia"]
        assert dialog.step is dialog.dependencia and "Escriba el nombre" in field.note.text
        type_into(qtbot, "Obras")
        assert field.note.text == ""
        enter(qtbot)
        assert dialog.step is dialog.ejes
        type_into(qtbot, "1. Orden")
        enter(qtbot)
        type_into(qtbot, "2. Agua")
        enter(qtbot, Qt.KeyboardModifier.ControlModifier)
        assert dialog.step is dialog.programa
        type_into(qtbot, "Bacheo")
        enter(qtbot)
        assert dialog.step is dialog.summary
        assert dict(dialog.summary.rows)["Ejes del PMD"] == "Orden\nAgua"
        enter(qtbot)

    person.visits = [visit]
    person.save = tmp_path / "obras"
    window.actions_["nuevo"].trigger()
    poa = shown(window)
    assert poa.titulo == "Obras · POA 2024"
    assert window.session is not None
    municipio = window.session.municipio
    assert municipio.gobierno == "GOBIERNO MUNICIPAL DE VILLA REAL"
    assert municipio.ejes == ("Orden", "Agua")
    assert [each.nombre for each in poa.programas] == ["Bacheo"]
    assert window.session.store.undo_title is None, "nobody undoes his POA away"


def test_create_at_once_goes_where_something_is_missing(
    qtbot: QtBot, window: MainWindow, person: Person
) -> None:
    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPoaAssistant)
        dialog.create_button.click()
        assert dialog.step is dialog.dependencia and dialog.isVisible()
        dialog.dependencia.dependencia.setEditText("Obras")
        dialog.go_back()
        dialog.municipio.municipio.setText("Valle")
        dialog.municipio.gobierno.setText("H. AYUNTAMIENTO")
        dialog.municipio.gobierno.textEdited.emit("H. AYUNTAMIENTO")
        dialog.municipio.municipio.setText("Valle Hondo")
        dialog.reject()
        assert dialog.answer().gobierno == "H. AYUNTAMIENTO", "what one wrote is not overwritten"

    person.visits = [visit]
    window.actions_["nuevo"].trigger()
    assert window.session is None


def test_another_poa_of_the_file_is_added_and_the_next_one_proposes(
    window: MainWindow, person: Person, example: Path, tmp_path: Path
) -> None:
    window.files.open_path(example)

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPoaAssistant)
        assert len(dialog.steps) == 3, "the municipio and its ejes are known"
        step = dialog.dependencia
        step.dependencia.setEditText("hacienda municipal")
        step.ejercicio.setValue(2024)
        dialog.go_on()
        assert "ya tiene el POA 2024" in step.fields["ejercicio"].note.text
        step.dependencia.setEditText("Catastro")
        step.titular.setText("Eva Díaz")
        dialog.create()

    person.visits = [visit]
    window.actions_["agregar_poa"].trigger()
    assert shown(window).titulo == "Catastro · POA 2024"
    assert told(window) == "Se agregó el POA 2024 de «Catastro»."
    assert window.session is not None and window.session.store.undo_title == "Agregar POA"
    window.actions_["deshacer"].trigger()
    assert shown(window).titulo == "Hacienda Municipal · POA 2024"
    proposals = Proposals(window.settings)
    assert proposals.start(2025).municipio == window.session.municipio.nombre
    assert proposals.titulares()["catastro"].titular == "Eva Díaz"


# -- the selector ----------------------------------------------------------------------------


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    path = tmp_path / "cuarenta.poa"
    with create_store(path, hoy) as store:
        store.run(
            "Crear",
            lambda db: [
                poas.create(db, f"Jefatura Ñ{n:02d}", year)
                for n in range(20)
                for year in (2024, 2025)
            ],
        )
    return path


def test_forty_poas_are_found_by_typing(qtbot: QtBot, window: MainWindow, forty: Path) -> None:
    window.files.open_path(forty)
    window.actions_["elegir_poa"].trigger()
    (popup,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, PoaList)]
    assert popup.list.topLevelItemCount() == 2
    assert popup.list.topLevelItem(0).text(0) == "Ejercicio 2025"
    qtbot.keyClicks(popup.search, "n07 2024")
    assert popup.list.topLevelItemCount() == 1
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert shown(window).titulo == "Jefatura Ñ07 · POA 2024"
    assert window.session is not None and window.session.periodo.ejercicio == 2024
    assert window.toolbar.poas.text() == "Jefatura Ñ07 · POA 2024"


def test_the_arrows_pass_over_the_headings(qtbot: QtBot, window: MainWindow, forty: Path) -> None:
    window.files.open_path(forty)
    window.toolbar.poas.open_list()
    (popup,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, PoaList)]
    qtbot.keyClicks(popup.search, "n19")
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    assert popup.list.currentItem().toolTip(0) == "Jefatura Ñ19 · POA 2024"
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    assert popup.list.currentItem().toolTip(0) == "Jefatura Ñ19 · POA 2024"
    qtbot.keyClick(popup.search, Qt.Key.Key_Up)
    assert popup.list.currentItem().toolTip(0) == "Jefatura Ñ19 · POA 2025"
    qtbot.keyClick(popup.search, Qt.Key.Key_Up)
    assert popup.list.currentItem().toolTip(0) == "Jefatura Ñ19 · POA 2025"
    qtbot.keyClicks(popup.search, "zzz")
    assert popup.nothing.isVisible()
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    popup.close()


def test_a_poa_is_renamed_moved_and_removed(
    window: MainWindow, person: Person, forty: Path
) -> None:
    window.files.open_path(forty)
    assert window.session is not None
    session = window.session
    names = {each.dependencia for each in session.store.headers()}

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, PoasDialog)
        before = dialog.current()
        dialog.dependencia.setText("Jefatura Ñ00")
        dialog.change()
        assert "ya contiene el POA 2025" in dialog.note.text
        dialog.dependencia.setText("Deportes")
        dialog.change()
        assert dialog.current().dependencia == "Deportes"
        both = [each for each in session.store.headers() if each.dependencia == "Deportes"]
        assert len(both) == 2, "the dependencia is renamed in all its years"
        assert "en los 2 años de esta dependencia" in dialog.note.text
        dialog.ejercicio.setValue(2026)
        dialog.change()
        assert dialog.current().ejercicio == 2026 and dialog.current().id == before.id
        dialog.delete()
        assert dialog.current().id == before.id, "asked first"
        assert "Pulse otra vez para eliminarlo" in dialog.note.text
        dialog.delete()
        assert before.id not in {each.id for each in session.store.headers()}
        for _ in range(3):
            dialog.undo_button.click()
        assert {each.dependencia for each in session.store.headers()} == names
        assert not dialog.undo_button.isEnabled()

    person.visits = [visit]
    window.actions_["poas_del_archivo"].trigger()
    assert len(session.store.headers()) == 40


def test_the_only_poa_cannot_be_removed(window: MainWindow, person: Person, example: Path) -> None:
    window.files.open_path(example)

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, PoasDialog)
        assert not dialog.delete_button.isEnabled()

    person.visits = [visit]
    window.actions_["poas_del_archivo"].trigger()


# -- next year -------------------------------------------------------------------------------


def make_copy(dialog: QDialog) -> None:
    assert isinstance(dialog, NextYearDialog)
    dialog.make_button.click()


def test_next_year_is_prepared_and_its_texts_are_judged_by_keyboard(
    qtbot: QtBot, window: MainWindow, person: Person, example: Path
) -> None:
    window.files.open_path(example)

    def judge(dialog: QDialog) -> None:
        assert isinstance(dialog, TextsDialog)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        words = [each.citado for each in pendientes(shown(window))]
        assert {"2024", "$500.00", "Lic. Ana Ruiz"} <= set(words)
        while (mencion := dialog.current()) is not None and mencion.citado != "2024":
            qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)  # corrected as proposed
        texto = shown(window).lineas[0].texto
        assert texto.startswith("Informe del ejercicio 2025, con $500.00")
        assert dialog.current() is not None and dialog.current().citado == "$500.00"  # type: ignore[union-attr]
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)  # no proposal: to the field
        assert QApplication.focusWidget() is dialog.words
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)  # the same words are no correction
        assert "escriba otra cosa" in dialog.note.text
        qtbot.keyClicks(dialog.words, "$650.00")
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
        assert "con $650.00 y" in shown(window).lineas[0].texto
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)  # the name stays
        before = len(pendientes(shown(window)))
        dialog.undo_button.click()
        assert len(pendientes(shown(window))) == before + 1
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        dialog.close_button.click()

    person.visits = [make_copy, judge]
    window.actions_["ano_siguiente"].trigger()
    poa = shown(window)
    assert poa.titulo == "Hacienda Municipal · POA 2025"
    assert window.session is not None and window.session.periodo.ejercicio == 2025
    assert len(poa.lineas) == 70
    left = [each.citado for each in pendientes(poa)]
    assert "2024" in left and "Lic. Ana Ruiz" not in left
    rules = [each.mensaje for each in window.session.problems() if "2024" in each.mensaje]
    assert len(rules) == len(left), "what is left is told by the revisión"
    for _ in range(4):
        window.actions_["deshacer"].trigger()
    assert shown(window).titulo == "Hacienda Municipal · POA 2024"
    assert len(window.session.store.headers()) == 1


def test_all_sure_years_at_once_and_the_dialog_opens_again(
    window: MainWindow, person: Person, example: Path
) -> None:
    window.files.open_path(example)
    window.actions_["textos_viejos"].trigger()
    assert "no se copió" in told(window)

    def judge(dialog: QDialog) -> None:
        assert isinstance(dialog, TextsDialog)
        dialog.all_button.click()
        assert not dialog.all_button.isVisible()

    def again(dialog: QDialog) -> None:
        assert isinstance(dialog, TextsDialog)
        dialog.kinds.setCurrentIndex(1)
        doubtful = [each.citado for each in dialog._shown]
        assert doubtful == ["2024", "2022"], "a law's year, and one of another year"
        dialog.accept_as_is()
        dialog.accept_as_is()
        dialog.kinds.setCurrentIndex(0)
        while dialog.current() is not None:
            dialog.accept_as_is()
        assert dialog.count.text() == "Todo está revisado."

    person.visits = [make_copy, judge, again]
    window.actions_["ano_siguiente"].trigger()
    window.actions_["textos_viejos"].trigger()
    assert pendientes(shown(window)) == ()
    assert "2024" in shown(window).lineas[0].texto


def test_an_amount_that_is_none_is_told_and_stays(
    window: MainWindow, person: Person, example: Path
) -> None:
    window.files.open_path(example)

    def judge(dialog: QDialog) -> None:
        assert isinstance(dialog, TextsDialog)
        rows = [each.en.campo for each in dialog._shown]
        dialog.list.setCurrentItem(dialog.list.topLevelItem(rows.index("inversion_monto")))
        dialog.words.setText("mucho")
        dialog.correct()
        assert "no es un importe" in dialog.note.text
        dialog.words.setText("90,000")
        dialog.correct()
        assert "importe" not in dialog.note.text

    person.visits = [make_copy, judge]
    window.actions_["ano_siguiente"].trigger()
    montos = [each.ficha.inversion.monto for each in shown(window).bloques]
    assert 90_000 in montos


def test_the_plan_of_another_file_goes_where_one_says(
    window: MainWindow, person: Person, example: Path, forty: Path, tmp_path: Path
) -> None:
    window.files.open_path(forty)
    before = len(shown(window).bloques)
    assert before == 0

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, NextYearDialog)
        dialog.ejercicio.setValue(dialog.header.ejercicio)
        dialog.make_button.click()
        assert dialog.isVisible() and "POA" in dialog.year_field.note.text
        dialog.take_from(tmp_path / "no-hay.poa")
        assert dialog.source_field.note.text
        dialog.other_button.click()
        assert dialog.source_field.note.text == ""
        assert dialog.source.currentText() == "Hacienda Municipal · POA 2024"
        assert dialog.ejercicio.value() == 2025
        dialog.make_button.click()

    person.open = example
    person.visits = [take, lambda dialog: None]
    window.actions_["ano_siguiente"].trigger()
    assert shown(window).titulo == "Hacienda Municipal · POA 2025"
    assert len(shown(window).lineas) == 70
    assert window.session is not None and len(window.session.store.headers()) == 41
    assert window.session.municipio.escudo is not None

    def apart(dialog: QDialog) -> None:
        assert isinstance(dialog, NextYearDialog)
        dialog.apart.setChecked(True)
        dialog.make_button.click()

    person.save = tmp_path / "hacienda-2026.poa"
    person.visits = [apart, lambda dialog: None]
    window.actions_["ano_siguiente"].trigger()
    assert shown(window).titulo == "Hacienda Municipal · POA 2026"
    assert window.session.store.path.name == "hacienda-2026.poa"
    assert len(window.session.store.headers()) == 1
    with open_store(forty, hoy) as other:
        assert len(other.headers()) == 41


# -- importing -------------------------------------------------------------------------------


def test_a_text_goes_into_the_open_file_only_when_wanted(
    window: MainWindow, person: Person, example: Path, tmp_path: Path
) -> None:
    window.files.open_path(example)
    text = resource("ejemplo", "poa_ejemplo.txt").read_text(encoding="utf-8")
    person.open = tmp_path / "poa2025.txt"
    person.open.write_text(text.replace("2024", "2025"), encoding="utf-8")
    window.actions_["importar"].trigger()  # gives up
    assert shown(window).ejercicio == 2024
    person.option, person.save = 1, tmp_path / "otro.poa"
    window.actions_["importar"].trigger()
    assert window.session is not None and window.session.store.path.name == "otro.poa"
    assert shown(window).ejercicio == 2025 and len(window.session.store.headers()) == 1
    window.files.open_path(example)
    person.option = 0
    window.actions_["importar"].trigger()
    assert window.session is not None and len(window.session.store.headers()) == 2
    assert shown(window).ejercicio == 2025


# -- units and plantillas --------------------------------------------------------------------


def go_to_linea(window: MainWindow, place: int = 0) -> int:
    linea = shown(window).actividades[0].lineas[place].id
    assert window.workspace is not None
    window.workspace.show_place(Place(TipoLugar.LINEA, linea))
    return linea


def test_a_linea_becomes_a_plantilla_and_a_plantilla_a_linea(
    qtbot: QtBot, window: MainWindow, person: Person, example: Path, tmp_path: Path
) -> None:
    window.files.open_path(example)
    window.actions_["linea_de_plantilla"].trigger()
    assert "Elija en el árbol" in told(window)
    go_to_linea(window)
    window.actions_["guardar_plantilla"].trigger()
    assert "quedó como plantilla" in told(window)
    assert window.session is not None
    (kept,) = window.session.store.modelos_linea()

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, ModelosDialog)
        assert dialog.chosen == kept
        qtbot.keyClicks(dialog.search, "capacitacion")
        assert dialog.chosen is not None
        assert dialog.chosen.nombre == "Capacitación del personal"
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)

    person.visits = [visit]
    before = [each.id for each in shown(window).actividades[0].lineas]
    window.actions_["linea_de_plantilla"].trigger()
    after = shown(window).actividades[0].lineas
    assert [each.id for each in after if each.id in before] == before
    assert after[1].unidad_medida == "Capacitación", "right after the one at hand"
    assert [mes for mes, n in enumerate(after[1].programado, 1) if n] == [6, 12]
    assert window.workspace is not None and window.workspace.place.id == after[1].id

    def bring(dialog: QDialog) -> None:
        assert isinstance(dialog, ModelosDialog)
        dialog.bring()
        assert "Ese archivo no tiene" in dialog.note.text
        dialog.delete()
        assert window.session is not None and not window.session.store.modelos_linea()
        person.open = tmp_path / "no-hay.poa"
        dialog.bring()
        assert "no-hay" in dialog.note.text
        person.open = other
        dialog.bring()
        assert "Se trajo 1 plantilla" in dialog.note.text
        dialog.search.setText("zzz")
        assert dialog.chosen is None and not dialog.add_button.isEnabled()
        dialog.reject()

    other = tmp_path / "otro.poa"
    with create_store(other, hoy) as store:
        store.run("Crear", lambda db: modelos.add(db, ModeloLinea(0, "Taller", "Dar un taller")))
    person.open, person.visits = example, [bring]
    window.actions_["linea_de_plantilla"].trigger()
    assert [each.nombre for each in window.session.store.modelos_linea()] == ["Taller"]


def test_spellings_of_units_are_unified_in_the_window(
    window: MainWindow, person: Person, example: Path
) -> None:
    window.files.open_path(example)
    assert window.session is not None
    session = window.session
    first, second = (each.id for each in shown(window).lineas[:2])

    def spell(db: object) -> None:
        lineas.edit(db, first, unidad_medida="accion")
        lineas.edit(db, second, unidad_medida="Acciones")

    session.run("Escribir", spell)

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, UnidadesDialog)
        row = dialog.groups.topLevelItem(0)
        assert set(row.text(0).split(" · ")) == {"Acción", "accion", "Acciones"}
        assert row.text(2) == "Acción"
        row.setText(2, "ACCIÓN")
        dialog.unify()
        assert "no hay nada que unificar" in dialog.message.text()
        assert dialog.groups.isHidden() and dialog.unify_button.isHidden()
        assert not dialog.empty.isHidden()
        dialog.entry.setText("informe")
        dialog.add()
        assert "ya está" in dialog.message.text()
        dialog.entry.setText("Bache")
        dialog.add()
        assert session.municipio.unidades == ("Bache",) and dialog.empty.isHidden()
        dialog.remove()
        assert session.municipio.unidades == ()
        dialog.undo_button.click()
        assert session.municipio.unidades == ("Bache",)

    person.visits = [visit]
    window.actions_["unidades"].trigger()
    used = {name for name, _ in session.store.unidades_en_uso()}
    assert "ACCIÓN" in used and not used & {"Acción", "accion", "Acciones"}


def test_a_dialog_takes_back_its_own_steps_only(
    window: MainWindow, person: Person, example: Path
) -> None:
    """A correction that changes nothing is no step: else undoing it would undo the copy."""
    window.files.open_path(example)

    def judge(dialog: QDialog) -> None:
        assert isinstance(dialog, TextsDialog)
        mencion = dialog.current()
        assert mencion is not None
        dialog.words.setText(f"{mencion.citado}\u200b")
        dialog.correct()
        assert "escriba otra cosa" in dialog.note.text
        dialog.undo_button.setEnabled(True)
        dialog.undo_button.click()

    person.visits = [make_copy, judge]
    window.actions_["ano_siguiente"].trigger()
    assert shown(window).ejercicio == 2025
