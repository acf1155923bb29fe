"""The history in the window: opened by its keys, read, filtered, restored, refused."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from poa_desktop.app import make_app
from poa_desktop.data import bloques, evidencias, lineas
from poa_desktop.data.store import create_store, open_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.errors import PLAN_AUTORIZADO
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.historial.dialog import HistorialDialog
from poa_desktop.ui.historial.visit import names_of
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.screens.autorizados import authorise
from tests.ui.windows import OpenMainWindow

A = TipoLugar.ACTIVIDAD


def clock() -> datetime:
    return datetime(2024, 10, 15, 10, 32)


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return make_app(dark=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "ejemplo.poa"
    with create_store(made, clock) as store:
        write_example(store)
    return made


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    with open_store(path, clock) as store:
        yield Session(store, clock)


def actividad(session: Session) -> Actividad:
    assert session.poa is not None
    return session.poa.actividades[2]


def open_dialog(session: Session, qtbot: QtBot) -> HistorialDialog:
    place = Place(A, actividad(session).id)
    dialog = HistorialDialog(session, A, place.id, names_of(session, place))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> HistorialDialog:
    one = actividad(session)
    session.run("Editar metas", lambda db: bloques.edit_ficha(db, A, one.id, metas="Diez unidades"))
    session.run("Editar nombre", lambda db: bloques.edit(db, A, one.id, nombre="Gasolina"))
    session.run("Eliminar línea", lambda db: lineas.delete(db, one.lineas[0].id))
    return open_dialog(session, qtbot)


def titles(dialog: HistorialDialog) -> list[str]:
    return [str(dialog.model.index(row, 3).data()) for row in range(dialog.model.rowCount())]


def test_the_newest_comes_first_and_its_values_are_read_in_full(dialog: HistorialDialog) -> None:
    assert titles(dialog) == ["Línea eliminada", "Nombre", "Metas", "Actividad agregada"]
    assert dialog.count.text() == "4 cambios"
    dialog.table.selectRow(1)
    assert (dialog.before.shown, dialog.after.shown, dialog.now.shown) == (
        "Bitácora única de combustible", "Gasolina", "Gasolina",
    )  # fmt: skip
    assert dialog.before.button.isEnabled()
    assert not dialog.after.button.isEnabled()  # it is what there is


def test_a_locked_plan_says_why_nothing_of_it_is_restored(session: Session, qtbot: QtBot) -> None:
    one = actividad(session)
    session.run("Editar nombre", lambda db: bloques.edit(db, A, one.id, nombre="Gasolina"))
    assert session.poa is not None
    authorise(session.store, session.poa.id)
    session.select_poa(session.poa.id)
    dialog = open_dialog(session, qtbot)
    assert titles(dialog)[0] == "Nombre"
    assert not dialog.before.button.isEnabled()
    assert dialog.told.text() == PLAN_AUTORIZADO


def test_it_is_filtered_by_field_and_by_words(dialog: HistorialDialog) -> None:
    dialog.search.setText("GASOLÍNA")
    assert titles(dialog) == ["Nombre"]
    assert dialog.count.text() == "1 de 4 cambios"
    dialog.search.setText("zzz")
    assert titles(dialog) == []
    assert dialog.told.text() == "Ningún cambio así."
    assert not dialog.before.isEnabled()
    dialog.search.clear()
    dialog.show_field("Metas")
    assert titles(dialog) == ["Metas"]


def test_an_old_value_is_restored_as_a_new_change(
    session: Session, dialog: HistorialDialog
) -> None:
    before = session.store.content_hash()
    dialog.show_field("Nombre")
    dialog.before.button.click()
    assert actividad(session).nombre == "Bitácora única de combustible"
    title = "Restaurar nombre de A3 anterior al 15/10/2024"
    assert session.store.undo_title == title
    assert dialog.told.text() == f"{title}: hecho. Ctrl+Z lo deshace."
    assert titles(dialog) == ["Nombre", "Nombre"]
    assert dialog.now.shown == "Bitácora única de combustible"
    dialog.after.button.setFocus()
    dialog._undo()
    assert session.store.content_hash() == before
    dialog._undo()  # what was done before the dialog stays
    assert session.store.content_hash() == before


def test_what_was_deleted_is_recovered(session: Session, dialog: HistorialDialog) -> None:
    count = len(actividad(session).lineas)
    assert dialog.before.button.text() == "&Recuperar lo eliminado"
    assert dialog.now.shown == "Ya no existe en el POA."
    dialog.before.button.click()
    assert len(actividad(session).lineas) == count + 1
    assert session.store.undo_title == "Recuperar línea de A3"
    dialog.table.selectRow(1)
    assert dialog.now.shown == "Está otra vez en el POA."
    assert not dialog.before.button.isEnabled()


def test_what_comes_back_without_its_files_says_which(session: Session, qtbot: QtBot) -> None:
    one = actividad(session)
    linea = one.lineas[0].id
    session.run("Adjuntar", lambda db: evidencias.attach(db, linea, 3, "acta.pdf", b"solo aqui"))
    session.run("Eliminar línea", lambda db: lineas.delete(db, linea))
    session.store.connection.execute("DELETE FROM contenidos WHERE bytes = ?", (b"solo aqui",))
    dialog = open_dialog(session, qtbot)
    dialog.before.button.click()
    assert actividad(session).lineas[0].id == linea
    assert dialog.told.text() == (
        "Se recuperó sin el contenido de «acta.pdf», que ya no está guardado en el .poa: búsquelo "
        "en un respaldo o adjúntelo de nuevo."
    )


def test_what_changed_nothing_is_no_step_to_take_back(
    session: Session, dialog: HistorialDialog
) -> None:
    before = session.store.content_hash()
    dialog._write("Restaurar lo mismo", lambda _db: None)
    dialog._undo()
    assert session.store.content_hash() == before


def test_a_change_is_copied_as_text(dialog: HistorialDialog) -> None:
    dialog.show_field("Nombre")
    dialog.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert "Editar nombre\nNombre\nAntes: Bitácora única de combustible\n" in text
    assert text.startswith("15/10/2024 10:32, ")


def test_a_file_opened_for_reading_only_restores_nothing(path: Path, qtbot: QtBot) -> None:
    with open_store(path, clock) as store:
        one = Session(store, clock)
        record = actividad(one).id
        one.run("Editar nombre", lambda db: bloques.edit(db, A, record, nombre="Gasolina"))
    with open_store(path, clock, read_only=True) as store:
        dialog = open_dialog(Session(store, clock), qtbot)
        assert not dialog.before.button.isEnabled()
        assert dialog.told.text().startswith("El archivo está abierto solo para leer")
        dialog.close()


@pytest.fixture
def window(path: Path, open_main_window: OpenMainWindow) -> MainWindow:
    return open_main_window(path, clock=clock)


def shown(window: MainWindow) -> HistorialDialog:
    (dialog,) = window.findChildren(HistorialDialog)
    return dialog


def test_its_keys_show_the_history_of_the_node_at_hand(window: MainWindow) -> None:
    assert window.workspace is not None and window.session is not None
    window.workspace.show_place(Place(A, actividad(window.session).id))
    QTest.keyClick(
        window.workspace.tree.view,
        Qt.Key.Key_H,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    dialog = shown(window)
    assert dialog.isVisible()
    assert dialog.title.text() == "Historial de A3 Bitácora única de combustible"
    dialog.reject()


def test_from_a_field_only_its_changes_are_shown(window: MainWindow) -> None:
    assert window.workspace is not None and window.session is not None
    space, one = window.workspace, actividad(window.session)
    for metas in ("Una", "Dos"):
        window.session.run(
            "Editar metas", lambda db, m=metas: bloques.edit_ficha(db, A, one.id, metas=m)
        )
    space.show_place(Place(A, one.id))
    space.show_page("datos")
    space.page.focus_field("metas")
    window.actions_["historial"].trigger()
    dialog = shown(window)
    assert titles(dialog) == ["Metas", "Metas"]
    assert dialog.fields.currentText() == "Metas"
    dialog.reject()


@pytest.mark.parametrize("tipo", [TipoLugar.POA, TipoLugar.DIAGNOSTICO, TipoLugar.LINEA])
def test_every_kind_of_node_has_a_history(window: MainWindow, tipo: TipoLugar) -> None:
    assert window.workspace is not None and window.session is not None
    poa = window.session.poa
    assert poa is not None
    record = poa.lineas[0].id if tipo is TipoLugar.LINEA else poa.id
    window.workspace.show_place(Place(tipo, record))
    window.actions_["historial"].trigger()
    dialog = shown(window)
    assert dialog.model.total >= 1
    dialog.reject()


def test_from_a_month_only_its_changes_are_shown(window: MainWindow) -> None:
    assert window.workspace is not None and window.session is not None
    space, linea = window.workspace, actividad(window.session).lineas[0].id
    for amount in (200, 300):
        window.session.run(
            "Capturar", lambda db, n=amount: lineas.edit_avance(db, linea, 5, realizado=n)
        )
    space.show_place(Place(TipoLugar.POA, window.session.poa.id if window.session.poa else 0))
    space.show_page("calendario")
    page = space.page
    assert isinstance(page, CalendarioPage)
    page.set_mode("Realizado")
    page.grid.go_to(linea, 5)
    page.grid.table.setFocus()
    window.actions_["historial"].trigger()
    dialog = shown(window)
    assert dialog.title.text().startswith("Historial de A3.1 ")
    assert titles(dialog) == ["Realizado, mayo"] * 2
    dialog.reject()


@pytest.mark.parametrize("campo", ["nombre", "metas"])
def test_the_menu_of_a_field_leads_to_its_history(window: MainWindow, campo: str) -> None:
    assert window.workspace is not None and window.session is not None
    space, one = window.workspace, actividad(window.session)

    def edit(db: Database) -> None:
        bloques.edit(db, A, one.id, nombre="Gasolina")
        bloques.edit_ficha(db, A, one.id, metas="Menos litros")

    window.session.run("Editar", edit)
    space.show_place(Place(A, one.id))
    space.show_page("datos")
    form = space.page.findChild(BloqueForm)
    assert form is not None
    editor = getattr(form, campo).editor
    place = editor.viewport() if isinstance(editor, QTextEdit) else editor
    QApplication.sendEvent(
        place, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), QPoint(300, 300))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    dialog = shown(window)
    assert titles(dialog) == [campo.capitalize()]
    dialog.reject()


def test_enter_in_the_search_leaves_the_dialog_open(dialog: HistorialDialog) -> None:
    dialog.search.setFocus()
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_the_change_is_copied_from_the_foot(dialog: HistorialDialog) -> None:
    assert dialog.now.button.isHidden()
    assert dialog.copy_button.y() > dialog.now.geometry().bottom()
    texts = [each.text for each in (dialog.before, dialog.after, dialog.now)]
    assert len({each.height() for each in texts}) == 1
