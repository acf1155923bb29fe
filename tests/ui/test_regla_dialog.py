"""Choosing the rule: what is shown and explained, what the button does, what freezes it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.data import bloques, cierres, lineas, poas
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Regla, Reglas
from poa_desktop.ui.datos.poa_form import PoaForm
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.regla.dialog import ReglaDialog
from poa_desktop.ui.session import Session
from tests.ui.windows import OpenMainWindow

HOY = datetime(2024, 10, 15, 10, 32)
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")
T1, T2 = parse_periodo("2024-T1"), parse_periodo("2024-T2")


def clock() -> datetime:
    return HOY


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return make_app(dark=False)


def add_poa(store: Store, nombre: str, *units: str) -> int:
    """A POA of one actividad with two líneas, the second never done."""

    def work(db: Any) -> int:
        poa = poas.create(db, nombre, 2024)
        actividad = bloques.add(db, TipoLugar.ACTIVIDAD, poa, "Bacheo")
        for number, unit in enumerate(units):
            linea = lineas.add(
                db, TipoLugar.ACTIVIDAD, actividad, f"Tarea {number}", programado=(100,) * 6,
                unidad_medida=unit,
            )  # fmt: skip
            for mes in range(1, 7):
                lineas.edit_avance(db, linea, mes, realizado=100 if number else 0)
        return poa

    return store.run(nombre, work)[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "obras-2024.poa"
    with create_store(made, clock, PERSON) as store:
        add_poa(store, "Obras", "Acción", "Acción", "Acción")
    return made


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    with open_store(path, clock, PERSON) as store:
        made = Session(store, clock)
        made.set_periodo(T1)
        yield made


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Session], ReglaDialog]:
    def shown(session: Session) -> ReglaDialog:
        dialog = ReglaDialog(session)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        with qtbot.waitActive(dialog):
            pass
        return dialog

    return shown


Show = Callable[[Session], ReglaDialog]


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def cell(dialog: ReglaDialog, regla: Regla, column: int) -> str:
    item = dialog.table.item(list(Regla).index(regla), column)
    assert item is not None
    return item.text()


def type_limit(dialog: ReglaDialog, name: str, text: str) -> None:
    field = dialog.limits[name]
    field.set_text(text)
    field.commit()


# -- what is shown -----------------------------------------------------------------------------


def test_it_begins_at_the_rule_in_force_and_says_why(session: Session, show: Show) -> None:
    dialog = show(session)
    assert dialog.table.regla is Regla.ACTOS
    assert dialog.table.resultado.ventana.periodo == T1
    assert cell(dialog, Regla.ACTOS, 1) == "66.7 % · Rezago\n6 de 9"
    assert cell(dialog, Regla.ACTIVIDADES, 1) == "0.0 % · Rezago\n0 de 1"
    assert cell(dialog, Regla.PROMEDIO, 1) == "66.7 % · Rezago"
    assert cell(dialog, Regla.CANTIDADES, 1) == "66.7 % · Rezago\n6 de 9"
    assert "la de ahora" in cell(dialog, Regla.ACTOS, 0)
    assert dialog.pane.toPlainText().startswith("6 de 9 actos")
    assert not dialog.apply_button.isEnabled()
    assert "este POA, el único de 2024" in dialog.message.text()


def test_the_keyboard_walks_rules_and_periods(session: Session, show: Show) -> None:
    dialog = show(session)
    press(Qt.Key.Key_Down)
    assert dialog.table.regla is Regla.ACTIVIDADES
    assert "A A1 le faltaron 3 actos." in dialog.pane.toPlainText()
    assert "Con este cambio, el POA pasa de 66.7 % (Rezago) a 0.0 % (Rezago)." in (
        dialog.pane.toPlainText()
    )
    press(Qt.Key.Key_Right)
    assert dialog.table.resultado.ventana.periodo == T2
    assert dialog.heading.text().startswith("Actividades, Segundo trimestre")
    assert "«actividades»" in dialog.apply_button.text()
    assert dialog.apply_button.isEnabled()


def test_accumulated_shows_other_windows(session: Session, show: Show) -> None:
    dialog = show(session)
    session_column = dialog.table.currentColumn()
    dialog.until_button.click()
    assert dialog.table.horizontalHeaderItem(2).text() == "a T2"
    assert cell(dialog, Regla.ACTOS, 2) == "66.7 % · Rezago\n12 de 18"
    assert dialog.table.currentColumn() == session_column


def test_mixed_units_are_shown_with_their_reason(tmp_path: Path, show: Show) -> None:
    with create_store(tmp_path / "x.poa", clock, PERSON) as store:
        add_poa(store, "Obras", "Acción", "Litro")
        dialog = show(Session(store, clock))
        assert "2 unidades de medida distintas" in cell(dialog, Regla.CANTIDADES, 1)
        dialog.table.setCurrentCell(3, 1)
        assert "«Acción», «Litro»" in dialog.pane.toPlainText()
        assert not dialog.apply_button.isEnabled()


def test_the_other_poas_of_the_year_count(session: Session, show: Show) -> None:
    add_poa(session.store, "Rastro", "Litro", "Acción")
    session.store.run("2025", lambda db: poas.create(db, "Obras", 2025))
    session.select_poa(session.store.headers()[0].id)
    dialog = show(session)
    assert "los 2 POA de 2024" in dialog.message.text()
    dialog.table.setCurrentCell(3, 1)
    assert "(Rastro)" in dialog.pane.toPlainText()
    assert "6 de 9" in cell(dialog, Regla.CANTIDADES, 1)  # its own figures are there all the same
    assert not dialog.apply_button.isEnabled()


def test_the_comparison_can_be_copied(session: Session, show: Show) -> None:
    dialog = show(session)
    dialog.copy_button.click()
    rows = QApplication.clipboard().text().split("\n")
    assert rows[0] == "Obras · POA 2024"
    assert rows[1].split("\t") == ["Regla", "T1", "T2", "T3", "T4", "Año"]
    assert rows[2].split("\t")[:2] == ["Actos · la de ahora", "66.7 % · Rezago · 6 de 9"]
    assert rows[-3].startswith("6 de 9 actos")


def test_what_changes_in_the_other_poas_is_told(session: Session, show: Show) -> None:
    for name in ("Rastro", "Turismo"):
        add_poa(session.store, name, *["Acción"] * 4)  # 9 of 12 acts: yellow
    session.select_poa(session.store.headers()[0].id)
    dialog = show(session)
    dialog.table.setCurrentCell(1, 1)
    told = dialog.pane.toPlainText()
    assert "En el archivo cambian de color 2 POA más:" in told
    assert "Rastro: 75.0 % (En riesgo) → 0.0 % (Rezago)" in told


# -- the limits --------------------------------------------------------------------------------


def test_other_limits_are_tried_before_they_are_kept(session: Session, show: Show) -> None:
    dialog = show(session)
    type_limit(dialog, "verde", "65")
    assert "Amarillo (70 %) debe empezar antes que verde (65 %)." in dialog.note.text()
    assert not dialog.apply_button.isEnabled()
    type_limit(dialog, "amarillo", "50 %")
    assert dialog.note.isHidden()
    assert cell(dialog, Regla.ACTOS, 1).startswith("66.7 % · Cumple")
    assert "pasa de 66.7 % (Rezago) a 66.7 % (Cumple)" in dialog.pane.toPlainText()
    assert dialog.apply_button.text() == "&Guardar los límites"
    assert session.poa is not None and session.poa.reglas == Reglas()
    dialog._accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.propuestas == Reglas(verde=Decimal(65), amarillo=Decimal(50))


def test_what_is_no_percentage_keeps_the_dialog(session: Session, show: Show) -> None:
    dialog = show(session)
    dialog.table.setCurrentCell(1, 1)
    dialog.limits["verde"].set_text("noventa")
    dialog._accept()
    assert dialog.isVisible()
    assert "no es una cantidad" in dialog.limits["verde"].note.text


# -- keeping it --------------------------------------------------------------------------------


class Chooser(Prompts):
    """Chooses a rule in the dialog, or gives up."""

    def __init__(self, regla: Regla | None) -> None:
        self.regla = regla
        self.seen: ReglaDialog | None = None

    def review(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, ReglaDialog)
        self.seen = dialog
        if self.regla is None:
            return False
        dialog.table.setCurrentCell(list(Regla).index(self.regla), 1)
        return dialog.apply_button.isEnabled()


def choose(window: MainWindow) -> Reglas:
    window.actions_["regla"].trigger()
    assert window.session is not None and window.session.poa is not None
    return window.session.poa.reglas


def test_the_choice_is_one_step_that_can_be_undone(
    open_main_window: OpenMainWindow, path: Path
) -> None:
    window = open_main_window(path, Chooser(Regla.PROMEDIO))
    assert choose(window).regla is Regla.PROMEDIO
    assert window.workspace is not None
    assert "regla «promedio»" in window.workspace.banner.label.text()
    assert window.session is not None and window.session.undo()
    assert window.session.poa is not None and window.session.poa.reglas == Reglas()


def test_the_form_leads_here(open_main_window: OpenMainWindow, path: Path) -> None:
    chooser = Chooser(Regla.PROMEDIO)
    window = open_main_window(path, chooser)
    assert window.workspace is not None
    window.workspace.show_page("datos")
    form = window.workspace.pages.page.findChild(PoaForm)
    assert form is not None
    form.compare_button.click()
    assert chooser.seen is not None
    assert form.regla.chosen is Regla.PROMEDIO


def test_giving_up_changes_nothing(open_main_window: OpenMainWindow, path: Path) -> None:
    window = open_main_window(path, Chooser(None))
    assert window.session is not None
    before = window.session.store.content_hash()
    assert choose(window) == Reglas()
    assert window.session.store.content_hash() == before


def _close_t1(session: Session) -> None:
    assert session.poa is not None
    poa_id, llave = session.poa.id, own_key()

    def justify(db: Any) -> None:
        assert session.poa is not None
        for mes in (1, 2, 3):
            linea = session.poa.lineas[0].id
            lineas.edit_avance(db, linea, mes, justificacion="Llovió.")

    assert session.run("Justificar", justify)
    session.store.run_sealed(
        "Cerrar",
        lambda db: cierres.cerrar(db, poa_id, T1, HOY, PERSON, llave),
    )
    session.select_poa(poa_id)


def test_after_the_first_cierre_it_is_only_read(session: Session, show: Show, qtbot: QtBot) -> None:
    _close_t1(session)
    dialog = show(session)
    (sello,) = session.store.sellos()
    assert sello.folio in dialog.message.text() and "15/10/2024" in dialog.message.text()
    assert dialog.apply_button.isHidden()
    assert all(each.editor.isReadOnly() for each in dialog.limits.values())
    form = PoaForm(session)
    qtbot.addWidget(form)
    form.refresh(Place(TipoLugar.POA, 1))
    assert sello.folio in form.reglas_scope.text()
    assert not form.regla.editor.isEnabled()
    assert form.verde.editor.isReadOnly()


def test_a_file_to_read_only_is_compared_all_the_same(path: Path, show: Show) -> None:
    with open_store(path, clock, PERSON, read_only=True) as store:
        dialog = show(Session(store, clock))
        assert "solo para leer" in dialog.message.text()
        assert dialog.apply_button.isHidden()
        assert cell(dialog, Regla.ACTOS, 1).startswith("66.7 %")


def test_before_the_period_is_over_nothing_is_red(path: Path, show: Show) -> None:
    with open_store(path, lambda: datetime(2024, 2, 1), PERSON) as store:
        session = Session(store, lambda: datetime(2024, 2, 1))
        session.set_periodo(T1)
        dialog = show(session)
        assert session.hoy == date(2024, 2, 1)
        assert "En curso" in cell(dialog, Regla.ACTOS, 1)
        dialog.table.setCurrentCell(1, 1)
        assert "El periodo no ha terminado" in dialog.pane.toPlainText()
