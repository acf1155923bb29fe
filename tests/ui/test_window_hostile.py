"""An impatient clerk in the whole window: nothing typed is lost, nothing happens elsewhere than
where the keyboard is, and what cannot be written is not offered.
"""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from poa_desktop.data import audit, drafts, evidencias
from poa_desktop.data.store import create_store
from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.propuestas import Origen, propuestas_de
from poa_desktop.poa.records import Municipio
from poa_desktop.ui.actions import SPECS, WRITES
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.gallery import GalleryDialog
from poa_desktop.ui.evidence.placed import placed_in
from poa_desktop.ui.fields.list import ItemList
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.nuevo.assistant import NewPoaAssistant
from poa_desktop.ui.nuevo.next_year_dialog import NextYearDialog
from poa_desktop.ui.place import Place
from poa_desktop.ui.workspace import Workspace
from tests.ui.answers import Answers
from tests.ui.capture_tables import clock, close_months, small_poa
from tests.ui.keys import type_into
from tests.ui.windows import OpenMainWindow

ACTIVIDAD = Place(TipoLugar.ACTIVIDAD, 1)


class Clerk(Answers):
    """Remembers what was asked; answers no to everything."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.open: Path | None = None

    def open_file(self, title: str, folder: Path, filters: str) -> Path | None:
        self.asked.append(title)
        return self.open

    def ask_new_poa(self, *known: object, **more: object) -> NuevoPoa | None:
        self.asked.append("POA")
        return None

    def review(self, dialog: QDialog) -> bool:
        self.asked.append(dialog)
        if isinstance(dialog, NextYearDialog):
            assert not dialog.here.isEnabled() and dialog.apart.isChecked()
        return False


def _file(path: Path) -> Path:
    with create_store(path, clock) as store:
        store.run("Importar", lambda db: drafts.write_draft(db, Municipio("Valle"), small_poa()))
    return path


def _settle() -> None:
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture
def open_obras(
    open_main_window: OpenMainWindow, tmp_path: Path
) -> Iterator[Callable[[], MainWindow]]:
    """The window on a small POA; at the end it asks nothing about what stands in its fields."""
    made: list[MainWindow] = []

    def opened() -> MainWindow:
        made.append(open_main_window(_file(tmp_path / "obras.poa"), Clerk(), clock=clock))
        _settle()
        return made[-1]

    yield opened
    for each in made:
        each.may_leave = lambda: True  # type: ignore[method-assign]


@pytest.fixture
def window(open_obras: Callable[[], MainWindow]) -> MainWindow:
    return open_obras()


@pytest.fixture
def reader(open_obras: Callable[[], MainWindow]) -> MainWindow:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("poa_desktop.ui.file_actions.is_writable", lambda _path: False)
        return open_obras()


def _space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def _clerk(window: MainWindow) -> Clerk:
    assert isinstance(window.prompts, Clerk)
    return window.prompts


def _written(window: MainWindow) -> int:
    assert window.session is not None
    return audit.last_number(window.session.store.connection)


def _form(window: MainWindow) -> BloqueForm:
    space = _space(window)
    space.show_place(ACTIVIDAD)
    space.show_page("datos")
    _settle()
    assert isinstance(space.page, DatosPage) and isinstance(space.page.form, BloqueForm)
    return space.page.form


def _mistype_a_date(window: MainWindow) -> QLineEdit:
    field = _form(window).field_named("periodo_del")
    assert field is not None
    field.focus_editor()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_into(editor, "99/99/9999")
    return editor


# -- the menu acts where the keyboard is -----------------------------------------------------------


@pytest.mark.parametrize("action", ["buscar", "filtrar"])
def test_the_menus_paste_goes_into_the_field_that_has_the_keyboard(
    window: MainWindow, action: str
) -> None:
    """It pasted actividades into the tree while one searched."""
    space = _space(window)
    space.show_place(ACTIVIDAD)
    space.tree.view.setFocus()
    window.actions_["copiar"].trigger()
    window.actions_[action].trigger()
    _settle()
    before = _written(window)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("Bacheo")
    field.selectAll()
    window.actions_["copiar"].trigger()
    assert QApplication.clipboard().text() == "Bacheo"
    field.clear()
    window.actions_["pegar"].trigger()
    window.actions_["cortar"].trigger()
    _settle()
    assert field.text() == "Bacheo"
    assert _written(window) == before


def test_the_menus_copy_and_paste_work_in_the_table(window: MainWindow) -> None:
    """They did nothing there, and said nothing."""
    space = _space(window)
    space.show_place(Place(TipoLugar.LINEA, 1))
    space.show_page("calendario")
    _settle()
    grid = space.page.grid  # type: ignore[attr-defined]
    table = grid.table
    table.setFocus()
    grid.go_first()
    QApplication.clipboard().setText("7\t8")
    window.actions_["pegar"].trigger()
    _settle()
    assert window.session is not None and window.session.poa is not None
    assert window.session.poa.lineas[0].programado[:2] == (700, 800)
    window.actions_["copiar"].trigger()
    assert QApplication.clipboard().text().split() == ["7", "8"]


def test_the_menus_paste_without_a_place_says_what_to_do(window: MainWindow) -> None:
    """A button takes no paste."""
    space = _space(window)
    space.show_page("datos")
    _settle()
    button = space._buttons.buttons()[0]
    button.setFocus()
    before = _written(window)
    QApplication.clipboard().setText("texto")
    window.actions_["pegar"].trigger()
    assert "Haga clic antes" in space.banner.label.text()
    assert _written(window) == before


# -- nothing typed is lost -------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["abrir", "ejemplo", "nuevo", "importar", "cerrar"])
def test_leaving_the_file_says_first_that_something_is_not_kept(
    window: MainWindow, tmp_path: Path, action: str
) -> None:
    """Opening another file dropped a date that could not be kept, without a word."""
    editor = _mistype_a_date(window)
    clerk = _clerk(window)
    clerk.open = _file(tmp_path / "otro.poa")
    window.actions_[action].trigger()
    _settle()
    assert window.session is not None and window.session.store.path.name == "obras.poa"
    assert clerk.asked == []
    assert editor.text() == "99/99/9999"
    assert "no se puede guardar" in _space(window).banner.label.text()


def test_a_warning_that_was_heeded_does_not_count_for_the_next(window: MainWindow) -> None:
    """Warned, mended, mistyped again: the second text was dropped without a warning."""
    editor = _mistype_a_date(window)
    assert not window.may_leave()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert window.may_leave()
    _mistype_a_date(window)
    assert not window.may_leave()
    assert window.may_leave()


def _not_while_choosing() -> None:
    """Rows that come and go while Qt chooses one ended the program now and then."""
    assert not any(each.function == "_chosen" for each in inspect.stack())


@pytest.mark.parametrize("way", ["node", "click", "key", "page", "period", "leave"])
def test_a_linea_written_below_the_list_is_added_once(window: MainWindow, way: str) -> None:
    """Going elsewhere added it again and again, until Python gave up."""
    session, space = window.session, _space(window)
    assert session is not None and session.poa is not None
    form, before = _form(window), _written(window)
    space.tree.model.modelReset.connect(_not_while_choosing)
    form.lineas.entry.setFocus()
    type_into(form.lineas.entry, "Pintar bancas")
    if way == "node":
        space.show_place(Place(TipoLugar.LINEA, 1))
        assert space.place == Place(TipoLugar.LINEA, 1)
    elif way in ("click", "key"):
        view = space.tree.view
        row = space.tree._shown("actividad-2")
        if way == "click":
            place = view.visualRect(row).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.keyClick(view, Qt.Key.Key_End)
        _settle()
        assert space.place == space.tree.place != ACTIVIDAD
        assert way == "key" or space.place == Place(TipoLugar.ACTIVIDAD, 2)
    elif way == "page":
        window.actions_["calendario"].trigger()
    elif way == "period":
        window.actions_["periodo_siguiente"].trigger()
    else:
        assert window.may_leave()
    _settle()
    assert _written(window) == before + 1
    assert [each.texto for each in session.poa.lineas].count("Pintar bancas") == 1
    assert form.lineas.entry.toPlainText() == ""


# -- a file to read only ---------------------------------------------------------------------------


def test_nothing_that_writes_is_offered_in_a_file_to_read_only(reader: MainWindow) -> None:
    """The assistant asked for a whole POA first and refused it then."""
    _space(reader).show_place(ACTIVIDAD)
    _settle()
    assert [name for name in WRITES if reader.actions_[name].isEnabled()] == []
    assert reader.actions_["copiar"].isEnabled() and reader.actions_["historial"].isEnabled()
    assert {each.name for each in SPECS} >= WRITES
    reader.actions_["ano_siguiente"].trigger()  # may go into a file of its own
    assert len(_clerk(reader).asked) == 1


def test_the_forms_of_a_file_to_read_only_take_no_text(reader: MainWindow) -> None:
    """One could type into them, and was refused at the end."""
    form = _form(reader)
    form.nombre.focus_editor()
    type_into(form.nombre.editor, "zz")
    assert not form.nombre.is_dirty
    items = form.findChildren(ItemList)
    assert items and all(each.entry.isHidden() for each in items)
    items[0].edit_item(items[0].model.items[0].id)
    assert not items[0].view.is_editing
    assert reader.close()


# -- closed months ---------------------------------------------------------------------------------


def test_a_closed_month_keeps_its_evidence(window: MainWindow, tmp_path: Path) -> None:
    """Its texts were locked, its evidence was not."""
    session, space = window.session, _space(window)
    assert session is not None and session.poa is not None
    linea = session.poa.lineas[0].id
    session.run("Adjuntar", lambda db: evidencias.attach(db, linea, 2, "a.txt", b"a"))
    session.run("Adjuntar", lambda db: evidencias.attach(db, linea, 5, "b.txt", b"b"))
    close_months(session, 1, 2, 3)
    space.show_place(Place(TipoLugar.LINEA, linea))
    space.show_page("avance")
    session.set_periodo(parse_periodo("2024-A"))
    page = space.page
    assert isinstance(page, AvancePage)
    page.grid.go_to(linea, 2)
    _settle()
    box, before = page.panel.evidence, _written(window)
    path = tmp_path / "c.txt"
    path.write_text("c")
    closed, still_open = placed_in(session.poa)
    for change in (
        lambda: box.attach_files([path]),
        lambda: box.work.remove([closed]),
        lambda: box.work.rename(closed, "z.txt"),
        lambda: box.work.move([closed], linea, "P1.1", 6),
        lambda: box.work.move([still_open], linea, "P1.1", 3),
    ):
        space.banner.hide()
        change()
        assert "está cerrado" in space.banner.label.text() and space.banner.isVisible()
    assert _written(window) == before
    box.work.move([still_open], linea, "P1.1", 6)
    assert _written(window) == before + 1


def test_a_proposed_schedule_leaves_closed_months_alone(window: MainWindow) -> None:
    """The proposals wrote into them."""
    session = window.session
    assert session is not None
    close_months(session, 1, 2, 3)
    assert session.poa is not None
    found = [each for group in propuestas_de(session.poa) for each in group.propuestas]
    assert any(each.cambia(Origen.TEMPORALIDAD) for each in found)
    for each in found:
        for origen in Origen:
            if each.ofrece(origen):
                assert each.programado(origen)[:3] == each.actual[:3]


# -- dialogs, offers, work under way ---------------------------------------------------------------


def test_esc_in_the_assistant_says_once_that_something_is_written(window: MainWindow) -> None:
    """One Esc too many, to close a list of suggestions, dropped everything."""
    assistant = NewPoaAssistant(NuevoPoa("", 2024), window)
    assistant.show()
    assistant.dependencia.dependencia.setEditText("Obras")
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    assert assistant.isVisible() and "Se perdería" in assistant.told.text()
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    assert not assistant.isVisible() and not assistant.result()
    assistant = NewPoaAssistant(NuevoPoa("", 2024), window)
    assistant.show()
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    assert not assistant.isVisible()


def test_an_offer_that_goes_gives_the_keyboard_back(window: MainWindow) -> None:
    """An undo took the offer away, and the keyboard went into some button; over another sentence
    an offer did not get it in the first place.
    """
    space = _space(window)
    space.show_place(ACTIVIDAD)
    space.editing.duplicate()
    space.tree.view.setFocus()
    QApplication.clipboard().setText("uno\ndos")
    space.editing.exchange.paste()
    assert QApplication.focusWidget() in space.banner.buttons
    window.actions_["deshacer"].trigger()
    assert not space.banner.isVisible()
    assert QApplication.focusWidget() is space.tree.view


def test_a_cut_that_changes_nothing_does_not_say_that_something_moved(window: MainWindow) -> None:
    """A programa pasted upon itself."""
    space = _space(window)
    space.show_place(Place(TipoLugar.PROGRAMA, 1))
    space.tree.view.setFocus()
    before = _written(window)
    space.editing.exchange.cut()
    space.show_place(Place(TipoLugar.LINEA, 1))
    space.editing.exchange.paste()
    assert _written(window) == before
    assert space.banner.label.text() == "Ya está ahí: no se movió nada."


def test_what_was_cut_and_deleted_is_not_said_to_be_still_there(window: MainWindow) -> None:
    """Its copy is pasted, and where the original is nobody knows."""
    space = _space(window)
    space.show_place(Place(TipoLugar.LINEA, 1))
    space.tree.view.setFocus()
    space.editing.exchange.cut()
    space.editing.delete()
    space.show_place(ACTIVIDAD)
    space.editing.exchange.paste()
    assert "si el original sigue" in space.banner.label.text()


def test_the_file_stays_open_while_files_are_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """Closing the window meanwhile ended in an error, and the files were lost."""
    session, space = window.session, _space(window)
    assert session is not None and session.poa is not None
    space.show_place(Place(TipoLugar.LINEA, 1))
    space.show_page("avance")
    _settle()
    page = space.page
    assert isinstance(page, AvancePage)
    paths = [tmp_path / f"{number}.bin" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]) * 3_000_000)
    page.panel.evidence.attach_files(paths)
    assert not window.close() and not window.may_leave()
    window.actions_["cerrar"].trigger()
    assert window.session is session
    qtbot.waitUntil(lambda: window.may_leave(), timeout=20_000)
    assert len(list(placed_in(session.poa))) == 3


# -- evidence --------------------------------------------------------------------------------------


def _evidence(window: MainWindow, *names: str) -> AvancePage:
    """The Avance of a línea with files in March."""
    session, space = window.session, _space(window)
    assert session is not None and session.poa is not None
    linea = session.poa.lineas[0].id
    for name in names:
        content = name.encode()
        session.run("Adjuntar", lambda db, n=name, c=content: evidencias.attach(db, linea, 3, n, c))
    space.show_place(Place(TipoLugar.LINEA, linea))
    space.show_page("avance")
    session.set_periodo(parse_periodo("2024-T1"))
    page = space.page
    assert isinstance(page, AvancePage)
    page.grid.go_to(linea, 3)
    _settle()
    return page


def test_ctrl_z_in_the_gallery_stops_at_what_was_done_there(window: MainWindow) -> None:
    """It took back everything the window had done before, out of sight."""
    session = window.session
    assert session is not None and session.poa is not None
    page = _evidence(window, "a.txt", "b.txt")
    before, told = session.store.content_hash(), session.store.undo_title
    gallery = GalleryDialog(session, EvidenceAccess(), 0, window)
    gallery.show()
    gallery.activateWindow()
    _settle()
    gallery.view.selectAll()
    gallery.work.remove(gallery.view.chosen())
    assert session.store.content_hash() != before
    for _ in range(3):
        QTest.keyClick(gallery, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.store.content_hash() == before and session.store.undo_title == told
    assert gallery.message.text() == "Aquí no hay nada que deshacer."
    for _ in range(3):
        QTest.keyClick(gallery, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not list(placed_in(session.poa)) and not page.panel.evidence.list.shown()
    gallery.close()


@pytest.mark.parametrize("way", ["period", "undo", "leave"])
def test_the_name_that_is_being_typed_for_a_file_is_kept(window: MainWindow, way: str) -> None:
    """Another period, an undo of the tool bar or closing dropped it."""
    session = window.session
    page = _evidence(window, "a.txt")
    assert session is not None and session.poa is not None
    files = page.panel.evidence.list
    files.rename_current()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_into(editor, "acta")
    if way == "period":
        window.toolbar.periods.chosen.emit(parse_periodo("2024-T3"))
    elif way == "undo":
        window.actions_["deshacer"].trigger()
        assert session.store.redo_title == "Renombrar evidencia"
        session.redo()
    else:
        assert window.may_leave()
    assert [each.evidencia.nombre for each in placed_in(session.poa)] == ["acta.txt"]
