"""A workbook comes back through the window: seen, chosen, applied, undone."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, write_document
from poa_desktop.ui.libro.dialog import LibroDialog
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.prompts import Prompts
from tests.ui.windows import OpenMainWindow

HOY = datetime(2024, 10, 15, 10, 32)


class Answers(Prompts):
    """A person who chooses a file and then looks at what it brings."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.open: Path | None = None
        self.accept = True
        self.seen: list[str] = []
        self.untick: str | None = None
        self.tick: str | None = None

    def open_file(self, title: str, folder: Path, filters: str) -> Path | None:
        return self.open

    def review(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, LibroDialog)
        dialog.show()
        self._qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
        self.seen = [
            dialog.message.text(),
            dialog.apply_button.text(),
            dialog.problems.toPlainText(),
        ]
        for words, state in (
            (self.untick, Qt.CheckState.Unchecked), (self.tick, Qt.CheckState.Checked),
        ):  # fmt: skip
            if words is not None:
                find(dialog, words).setCheckState(0, state)
        button = dialog.apply_button if self.accept and dialog.apply_button.isVisible() else None
        self._qtbot.mouseClick(button or dialog.close_button, Qt.MouseButton.LeftButton)
        return bool(dialog.result())


def find(dialog: LibroDialog, words: str):  # type: ignore[no-untyped-def]
    (item,) = dialog.tree.findItems(words, Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly)
    return item


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    return make_app(dark=False)


@pytest.fixture
def answers(qtbot: QtBot) -> Answers:
    return Answers(qtbot)


@pytest.fixture
def window(open_main_window: OpenMainWindow, example_path: Path, answers: Answers) -> MainWindow:
    return open_main_window(example_path, answers)


@pytest.fixture
def libro(window: MainWindow, tmp_path: Path, answers: Answers) -> Path:
    """The workbook of the open file."""
    session = window.session
    assert session is not None and session.poa is not None
    context = Context(
        session.municipio, session.poa, session.hoy, archivo=session.store.clave
    )  # fmt: skip
    answers.open = tmp_path / "libro.xlsx"
    write_document(find_documento("libro", "xlsx"), "xlsx", context, answers.open)
    return answers.open


def type_into(path: Path, **cells: object) -> None:
    book = load_workbook(path)
    for place, value in cells.items():
        sheet, _, cell = place.partition("_")
        book[sheet][cell].value = value
    book.save(path)


def first_line(window: MainWindow):  # type: ignore[no-untyped-def]
    assert window.session is not None and window.session.poa is not None
    return window.session.poa.lineas[0]


def told(window: MainWindow) -> str:
    assert window.workspace is not None
    return window.workspace.banner.label.text()


def test_changes_are_shown_chosen_applied_and_undone(
    window: MainWindow, libro: Path, answers: Answers
) -> None:
    session = window.session
    assert session is not None
    before = session.store.content_hash()
    type_into(libro, Calendario_X6=2.5, Calendario_Y6=7, Calendario_X7="doce", Avance_J4="Listo")
    answers.untick = "Realizado de marzo"
    window.actions_["importar_libro"].trigger()
    assert "3 cambios y 1 problema" in answers.seen[0]
    assert answers.seen[1] == "&Aplicar 3 cambios"
    assert answers.seen[2].startswith("Calendario X7 (P1.2, Realizado de febrero): Dice «doce»")
    done = first_line(window).avances
    assert (done[1].realizado, done[2].realizado, done[2].comentario) == (250, 100, "Listo")
    assert told(window) == "Se aplicaron 2 cambios de «libro.xlsx». Ctrl+Z los deshace."
    assert session.store.undo_title == "Importar cambios de libro.xlsx"
    window.actions_["deshacer"].trigger()
    assert session.store.content_hash() == before


def test_cancel_changes_nothing(window: MainWindow, libro: Path, answers: Answers) -> None:
    type_into(libro, Calendario_X6=2.5)
    answers.accept = False
    window.actions_["importar_libro"].trigger()
    assert answers.seen[1] == "&Aplicar 1 cambio"
    assert first_line(window).avances[1].realizado is None


def test_conflicts_are_taken_only_when_ticked(
    window: MainWindow, libro: Path, answers: Answers
) -> None:
    from poa_desktop.data import lineas

    session = window.session
    assert session is not None
    linea = first_line(window)
    session.run("Otro", lambda db: lineas.edit_avance(db, linea.id, 2, realizado=900))
    type_into(libro, Calendario_X6=2.5, Calendario_G6=4)
    window.actions_["importar_libro"].trigger()
    assert "1 cambio y 1 conflicto" in answers.seen[0]
    assert first_line(window).avances[1].realizado == 900
    assert first_line(window).programado[3] == 400
    answers.tick = "Realizado de febrero"
    window.actions_["importar_libro"].trigger()
    assert first_line(window).avances[1].realizado == 250


def test_importing_again_says_that_there_is_nothing(
    window: MainWindow, libro: Path, answers: Answers
) -> None:
    window.actions_["importar"].trigger()  # the other entry of the menu recognises it
    assert "No hay cambios. El POA ya dice lo que dice el libro." in answers.seen[0]
    assert window.session is not None
    assert window.session.store.undo_title is None


def test_a_bad_file_is_told_in_the_dialog(
    window: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    answers.open = tmp_path / "viejo.xlsx"
    answers.open.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    window.actions_["importar_libro"].trigger()
    assert "«viejo.xlsx» es de un Excel antiguo (.xls)" in answers.seen[0]


def test_without_a_file_or_to_read_only_it_is_told(
    window: MainWindow, libro: Path, answers: Answers, tmp_path: Path
) -> None:
    assert window.session is not None
    window.session.store.read_only = True
    window.actions_["importar_libro"].trigger()
    assert "solo para leer" in told(window)
    window.session.store.read_only = False
    window.set_session(None)
    assert not window.actions_["importar_libro"].isEnabled()
    window.actions_["importar"].trigger()
    assert answers.seen == []


def test_groups_filter_and_keyboard(app: QApplication, qtbot: QtBot, window: MainWindow) -> None:
    from tests.screens.libros import comparison

    assert window.session is not None and window.session.poa is not None
    poa = window.session.poa
    dialog = LibroDialog("libro.xlsx", window)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.show_comparison(poa, comparison(poa))
    total = len(dialog.chosen())
    assert dialog.tree.hasFocus()
    group = dialog.tree.currentItem()
    assert group.text(0).startswith("P1.1")
    ticked = sum(group.child(k).checkState(0) is Qt.CheckState.Checked for k in range(3))
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert len(dialog.chosen()) == total - 1
    assert dialog.apply_button.text() == f"&Aplicar {total - 1} cambios"
    dialog.sheets.setCurrentIndex(dialog.sheets.findData("Avance"))
    shown = [
        dialog.tree.topLevelItem(k).child(0).text(0) for k in range(dialog.tree.topLevelItemCount())
    ]
    assert shown and all(text.startswith("Comentario") for text in shown)
    assert len(dialog.chosen()) == total - 1, "a filter hides, it does not choose"
    dialog.none_button.click()
    dialog.sheets.setCurrentIndex(0)
    assert 0 < len(dialog.chosen()) < total - 1, "only what was shown is cleared"
    dialog.none_button.click()
    assert dialog.chosen() == ()
    assert not dialog.apply_button.isEnabled()
    dialog.all_button.click()
    assert len(dialog.chosen()) == total, "conflicts stay unticked"
    assert ticked <= 3
    dialog.copy_button.click()
    assert "doce piezas" in QGuiApplication.clipboard().text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.deleteLater()


def test_giving_up_while_it_is_read(
    app: QApplication, qtbot: QtBot, window: MainWindow, libro: Path
) -> None:
    from functools import partial

    from poa_desktop.intake.libro_read import read_libro_file

    dialog = LibroDialog("libro.xlsx", window)
    dialog.read(partial(read_libro_file, libro), lambda libro: pytest.fail("it was given up"))
    dialog.show()
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert dialog._job is None
    dialog.deleteLater()
