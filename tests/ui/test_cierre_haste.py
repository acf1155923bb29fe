"""The steps of a period against haste: a wrong date still typed, a cancel too many, no líneas."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from poa_desktop.data import bloques, declaradas, drafts, lineas, poas
from poa_desktop.data.store import create_store
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Dependencia, Municipio, Poa
from poa_desktop.poa.tramites import EstadoPeriodo, Paso
from poa_desktop.ui.adecuacion.declare_dialog import ConcludeDialog
from poa_desktop.ui.cierre.entrega_dialog import EntregaDialog
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.datos.poa_form import PoaForm
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import Prompts
from tests.ui.cierre_window import Clerk, enabled, page_of, rows, session_of, show, take
from tests.ui.keys import press
from tests.ui.windows import HOY, OpenMainWindow, hoy


@pytest.fixture
def dialog(closing_window: MainWindow, qtbot: QtBot) -> Iterator[EntregaDialog]:
    """The confirmation of a cierre, with a justificación to write."""
    made = EntregaDialog(session_of(closing_window), Paso.CIERRE, closing_window)
    made.show()
    qtbot.waitExposed(made)
    made.en_cero.setChecked(True)
    assert made.razones.table.rowCount() == 1
    yield made
    made.done(0)
    made.deleteLater()


def _write_reasons(dialog: EntregaDialog) -> None:
    dialog.razones.text.setText("No sesionó el comité.")
    dialog.razones.empty_button.click()
    dialog.leido.setChecked(True)
    assert dialog.ok_button.isEnabled()


def test_a_wrong_value_still_typed_keeps_the_period_from_being_sent(
    closing_window: MainWindow, clerk: Clerk
) -> None:
    workspace, session = closing_window.workspace, session_of(closing_window)
    assert workspace is not None and session.poa is not None
    workspace.show_place(Place(TipoLugar.POA, session.poa.id))
    workspace.show_page("datos")
    page = workspace.page
    assert isinstance(page, DatosPage) and isinstance(page.form, PoaForm)
    page.form.fecha.set_text("99/99/2024")
    closing_window.actions_["periodo_enviar"].trigger()
    assert clerk.seen == []
    assert session.estado() is EstadoPeriodo.ABIERTO
    assert "no se puede guardar" in workspace.banner.label.text()
    assert workspace.page_name == "datos"


def test_enter_signs_nowhere(dialog: EntregaDialog) -> None:
    _write_reasons(dialog)
    for each in dialog.findChildren(QWidget):
        takes_tab = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if each.isVisible() and takes_tab and not isinstance(each, QPushButton):
            each.setFocus()
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                focus = QApplication.focusWidget()
                assert focus is not None
                QTest.keyClick(focus, key)
                assert dialog.isVisible(), each


def test_written_reasons_are_lost_only_when_that_is_asked_for_twice(
    dialog: EntregaDialog,
) -> None:
    _write_reasons(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "cancele otra vez" in dialog.told.text()
    dialog.leido.setChecked(False)  # whoever goes on is asked again
    assert "cancele otra vez" not in dialog.told.text()
    dialog.cancel_button.click()
    assert dialog.isVisible()
    dialog.cancel_button.click()
    assert not dialog.isVisible()


def test_without_a_written_reason_escape_leaves_at_once(dialog: EntregaDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_reason_that_is_being_typed_counts_when_the_button_is_pressed_by_its_letter(
    dialog: EntregaDialog, qtbot: QtBot
) -> None:
    _write_reasons(dialog)
    table = dialog.razones.table
    table.setFocus()
    item = table.item(0, 1)
    assert item is not None
    table.setCurrentItem(item)
    table.editItem(item)
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Se pospuso a abril.")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert list(dialog.answer().justificaciones.values()) == ["Se pospuso a abril."]


def test_a_long_note_does_not_push_the_page(closing_window: MainWindow, clerk: Clerk) -> None:
    clerk.nota = "La lista de asistencia no coincide con lo reportado. " * 200
    take(closing_window, Paso.ENVIO, Paso.DEVOLUCION)
    head = page_of(closing_window).head
    assert len(head.since.text()) < 400
    assert "…" in head.since.text()
    for _ in range(5):
        QApplication.processEvents()
    assert head.figure.height() >= head.figure.sizeHint().height()
    assert head.since.height() >= head.since.heightForWidth(head.since.width())


def test_a_poa_without_lineas_is_not_sent_from_the_menu_either(
    open_main_window: OpenMainWindow, tmp_path: Path, clerk: Clerk
) -> None:
    path = tmp_path / "vacio.poa"
    poa = Poa(0, Dependencia(0, "OBRAS"), 2024)
    with create_store(path, hoy) as store:
        store.run("Importar", lambda db: drafts.write_draft(db, Municipio("Valle"), poa))
    window = open_main_window(path, clerk)
    show(window)
    assert page_of(window).empty.isVisible()
    window.actions_["periodo_enviar"].trigger()
    (dialog,) = clerk.seen
    assert isinstance(dialog, EntregaDialog)
    assert clerk.told == ["Falta resolver antes lo marcado en rojo."]
    assert session_of(window).estado() is EstadoPeriodo.ABIERTO


def test_an_open_adecuacion_is_told_on_the_page(closing_window: MainWindow, clerk: Clerk) -> None:
    session = session_of(closing_window)
    closing_window.actions_["autorizar"].trigger()
    assert session.poa is not None
    poa_id, person = session.poa.id, session.store.person
    assert session.run(
        "Iniciar", lambda db: declaradas.iniciar(db, poa_id, "Por las lluvias.", HOY, person)
    )
    assert any("Hay una adecuación abierta" in each for each in rows(closing_window)), rows(
        closing_window
    )


def test_a_justificacion_is_shown_as_it_is_written_and_never_cut_without_a_sign(
    closing_window: MainWindow, clerk: Clerk
) -> None:
    session = session_of(closing_window)
    closing_window.actions_["autorizar"].trigger()
    assert session.poa is not None
    poa_id, person = session.poa.id, session.store.person
    text = "<b>Lluvias</b> " + "que rompieron el camino " * 60
    session.run("Iniciar", lambda db: declaradas.iniciar(db, poa_id, text, HOY, person))
    (declared,) = session.store.declaradas(poa_id)
    made = ConcludeDialog(declared, (), closing_window)
    shown = next(each for each in made.column.parentWidget().findChildren(QWidget)
                 if getattr(each, "text", str)().startswith("<b>Lluvias</b>"))  # fmt: skip
    assert shown.textFormat() is Qt.TextFormat.PlainText  # type: ignore[attr-defined]
    assert shown.text().endswith("…")  # type: ignore[attr-defined]
    made.deleteLater()


def test_a_large_dialog_fits_the_screen(
    closing_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 200 % a screen is 960x540: the buttons below must be in sight."""
    sizes: list[QSize] = []
    monkeypatch.setattr(QDialog, "exec", lambda shown: sizes.append(shown.size()) or 0)
    made = EntregaDialog(session_of(closing_window), Paso.CIERRE, closing_window)
    room = made.screen().availableSize()
    assert made.width() > room.width()
    assert not Prompts(closing_window).review(made)
    assert sizes[0].width() < room.width() and sizes[0].height() < room.height()
    made.deleteLater()


def test_from_the_diagnostico_one_sees_what_came_of_a_step(
    closing_window: MainWindow, clerk: Clerk
) -> None:
    workspace, session = closing_window.workspace, session_of(closing_window)
    assert workspace is not None and session.poa is not None
    diagnostico = Place(TipoLugar.DIAGNOSTICO, session.poa.id)
    workspace.show_place(diagnostico)
    closing_window.actions_["cierre"].trigger()
    assert workspace.page_name == "cierre"
    workspace.show_place(diagnostico)
    assert workspace.page_name == "datos"
    closing_window.actions_["periodo_enviar"].trigger()
    assert session.estado() is EstadoPeriodo.ENVIADO
    assert workspace.page_name == "cierre"
    assert workspace.place.tipo is TipoLugar.POA


def test_another_poa_is_shown_on_the_same_page(closing_window: MainWindow, clerk: Clerk) -> None:
    """Planeación goes through the POAs of a file on Cierre."""
    workspace, session = closing_window.workspace, session_of(closing_window)
    assert workspace is not None and session.poa is not None
    first = session.poa.id
    session.run("Otro", lambda db: poas.create(db, "OBRAS", 2023))
    other = next(each.id for each in session.store.headers() if each.id != first)
    session.run("Llenar", lambda db: _fill(db, other))
    take(closing_window, Paso.ENVIO)
    closing_window._choose_poa(other)
    assert workspace.page_name == "cierre"
    assert page_of(closing_window).head.period.text().endswith("de 2023")
    assert Paso.RETIRO not in enabled(closing_window)
    closing_window._choose_poa(first)
    assert workspace.page_name == "cierre"
    show(closing_window)
    assert Paso.RETIRO in enabled(closing_window)


def _fill(db: Database, poa_id: int) -> None:
    block = bloques.add(db, TipoLugar.ACTIVIDAD, poa_id, "Bacheo")
    lineas.add(db, TipoLugar.ACTIVIDAD, block, "Reparar calles", programado=[100] * 12)


def test_after_a_step_the_keyboard_is_not_on_the_next_one(
    closing_window: MainWindow, clerk: Clerk
) -> None:
    page = page_of(closing_window)
    for paso in (Paso.ENVIO, Paso.CIERRE, Paso.REAPERTURA):
        page.head.buttons[paso].setFocus()
        press(Qt.Key.Key_Space)
        assert QApplication.focusWidget() is page.sections.tabBar()
    assert session_of(closing_window).estado() is EstadoPeriodo.REABIERTO
