"""The FODA as four ordered lists, over a real store."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poa_desktop.data import poas
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Cuadrante
from poa_desktop.ui.datos.diagnostico_form import DiagnosticoForm
from poa_desktop.ui.datos.foda_board import FodaList
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.fields.list_menu import items_menu
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.ui.keys import press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


def now() -> datetime:
    return datetime(2024, 5, 3, 10, 32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_store(tmp_path / "x.poa", now)
    store.run("Nuevo", lambda db: poas.create(db, "Servicios", 2024))
    yield store
    store.close()


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> DatosPage:
    session = Session(store, now)
    assert session.poa is not None
    page = DatosPage(session, Place(TipoLugar.DIAGNOSTICO, session.poa.id))
    qtbot.addWidget(page)
    page.resize(1050, 620)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def board(page: DatosPage, cuadrante: Cuadrante = Cuadrante.FORTALEZAS) -> FodaList:
    assert isinstance(page.form, DiagnosticoForm)
    return page.form.foda.lists[cuadrante]


def texts(page: DatosPage, cuadrante: Cuadrante = Cuadrante.FORTALEZAS) -> list[str]:
    assert page.session.poa is not None
    return [item.texto for item in page.session.poa.foda.items(cuadrante)]


def fill(page: DatosPage, *items: str) -> None:
    board(page).entry.setFocus()
    for item in items:
        type_text(item)
        press(Qt.Key.Key_Return)


def test_an_empty_list_says_what_to_do(page: DatosPage) -> None:
    for cuadrante, words in (
        (Cuadrante.FORTALEZAS, "Escriba la primera fortaleza y pulse Enter"),
        (Cuadrante.DEBILIDADES, "Escriba la primera debilidad y pulse Enter"),
        (Cuadrante.OPORTUNIDADES, "Escriba la primera oportunidad y pulse Enter"),
        (Cuadrante.AMENAZAS, "Escriba la primera amenaza y pulse Enter"),
    ):
        each = board(page, cuadrante)
        assert each.entry.placeholderText() == words
        assert not each.view.isVisible()
        assert "El FODA no tiene" in each.note.text


def test_enter_adds_one_after_the_other(page: DatosPage) -> None:
    fill(page, "Señalización", "Niños", "   ")
    assert texts(page) == ["Señalización", "Niños"]
    assert board(page).entry.hasFocus()
    assert board(page).count.text() == "2"
    assert not board(page).note.messages
    assert page.session.store.undo_title == "Agregar fortaleza"
    page.session.undo()
    assert len(board(page).model.items) == 1


def test_rows_pasted_at_once_are_items_without_their_numbers(page: DatosPage) -> None:
    pasted = QMimeData()
    pasted.setText("1.- Uno\n\n2) Dos de 3\n• Tres\n2024 fue bueno\n")
    board(page).entry.insertFromMimeData(pasted)
    assert texts(page) == []
    assert board(page).offer.many.text() == "Agregar como 4 elementos"
    assert board(page).offer.many.hasFocus()
    press(Qt.Key.Key_Return)
    assert board(page).offer.isHidden() and board(page).entry.toPlainText() == ""
    assert texts(page) == ["Uno", "Dos de 3", "Tres", "2024 fue bueno"]
    page.session.undo()  # one paste, one step
    assert texts(page) == []


def test_rows_pasted_at_once_may_be_one_item_or_none(page: DatosPage) -> None:
    pasted = QMimeData()
    pasted.setText("Uno\nDos")
    board(page).entry.insertFromMimeData(pasted)
    board(page).offer.one.click()
    assert texts(page) == ["Uno\nDos"]
    board(page).entry.insertFromMimeData(pasted)
    press(Qt.Key.Key_Escape)
    assert board(page).offer.isHidden() and board(page).entry.hasFocus()
    board(page).entry.undo()  # the paste is taken back
    assert board(page).entry.toPlainText() == "" and texts(page) == ["Uno\nDos"]


def test_an_offer_nobody_answers_is_kept_when_one_leaves(page: DatosPage) -> None:
    pasted = QMimeData()
    pasted.setText("Uno\nDos")
    board(page).entry.insertFromMimeData(pasted)
    assert page.commit_pending()
    assert texts(page) == ["Uno", "Dos"]


def test_items_are_cut_copied_and_pasted_by_keys_and_menu(page: DatosPage) -> None:
    fill(page, "a", "b")
    view = board(page).view
    view.setFocus()
    view.setCurrentIndex(board(page).model.index(0, 1))
    press(Qt.Key.Key_X, CTRL)
    assert texts(page) == ["b"]
    press(Qt.Key.Key_V, CTRL)
    assert texts(page) == ["b", "a"] and view.hasFocus()
    view.setCurrentIndex(board(page).model.index(0, 1))
    menu = items_menu(board(page))
    assert [each.text() for each in menu.actions() if each.text() and not each.isEnabled()] == [
        "Subir"
    ]
    next(each for each in menu.actions() if each.text() == "Bajar").trigger()
    assert texts(page) == ["a", "b"]
    menu.close()
    QGuiApplication.clipboard().clear()
    assert not board(page).clip.can_paste


def test_a_paste_from_word_says_what_was_changed(page: DatosPage) -> None:
    pasted = QMimeData()
    pasted.setText("Ca\u00adminos\u200b “rurales”")
    board(page).entry.insertFromMimeData(pasted)
    assert board(page).entry.toPlainText() == "Caminos “rurales”"
    assert "se quitaron 2 caracteres que no se imprimen" in board(page).note.text


def test_one_row_pasted_is_only_text_to_go_on_with(page: DatosPage) -> None:
    pasted = QMimeData()
    pasted.setText("Uno")
    board(page).entry.insertFromMimeData(pasted)
    assert texts(page) == []
    assert board(page).entry.toPlainText() == "Uno"


def test_edit_in_place_delete_and_reorder(page: DatosPage) -> None:
    fill(page, "a", "b", "c")
    view = board(page).view
    view.setFocus()
    view.setCurrentIndex(board(page).model.index(2, 1))
    press(Qt.Key.Key_Up, CTRL)
    press(Qt.Key.Key_Up, CTRL)
    press(Qt.Key.Key_Up, CTRL)  # already first
    assert texts(page) == ["c", "a", "b"]
    press(Qt.Key.Key_F2)
    type_text("ñ")
    press(Qt.Key.Key_Return)
    assert texts(page) == ["cñ", "a", "b"]
    press(Qt.Key.Key_Delete)
    assert texts(page) == ["a", "b"]
    assert board(page).current_item() is not None
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)  # nothing left
    assert texts(page) == []
    for _ in range(3):
        page.session.undo()
    assert texts(page) == ["cñ", "a", "b"]
    numbers = [board(page).model.index(row, 0).data() for row in range(3)]
    assert numbers == ["1", "2", "3"]


def test_an_emptied_item_is_refused_and_escape_leaves_it(page: DatosPage) -> None:
    fill(page, "a")
    view = board(page).view
    view.setFocus()
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    assert texts(page) == ["a"]
    assert "Supr" in board(page).note.text
    press(Qt.Key.Key_F2)
    type_text("otra")
    press(Qt.Key.Key_Escape)
    assert texts(page) == ["a"]


def test_what_is_written_and_not_entered_is_kept_when_moving_on(page: DatosPage) -> None:
    board(page, Cuadrante.AMENAZAS).entry.setFocus()
    type_text("Sequía")
    page.commit_pending()
    assert texts(page, Cuadrante.AMENAZAS) == ["Sequía"]


def test_rows_are_as_tall_as_their_texts_and_nothing_scrolls_inside(page: DatosPage) -> None:
    fill(page, "corta", "muy larga " * 30)
    QApplication.processEvents()
    view = board(page).view
    assert view.rowHeight(1) > 3 * view.rowHeight(0)
    assert view.viewport().height() >= view.rowHeight(0) + view.rowHeight(1)


def test_the_lists_stand_as_on_the_form(page: DatosPage) -> None:
    corners = {each: board(page, each).mapTo(page, board(page, each).rect().topLeft())
               for each in Cuadrante}  # fmt: skip
    assert corners[Cuadrante.FORTALEZAS].y() == corners[Cuadrante.DEBILIDADES].y()
    assert corners[Cuadrante.FORTALEZAS].x() == corners[Cuadrante.OPORTUNIDADES].x()
    assert corners[Cuadrante.AMENAZAS].x() == corners[Cuadrante.DEBILIDADES].x()
    assert corners[Cuadrante.AMENAZAS].y() > corners[Cuadrante.DEBILIDADES].y()


def test_mision_and_vision_are_kept(page: DatosPage) -> None:
    form = page.form
    assert isinstance(form, DiagnosticoForm)
    form.mision.focus_editor()
    type_text("Dar servicio")
    press(Qt.Key.Key_Tab)
    assert page.session.poa is not None
    assert page.session.poa.mision == "Dar servicio"
    assert form.vision.editor.hasFocus()
