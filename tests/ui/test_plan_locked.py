"""Every action that would write into an authorised plan: nothing changes, a sentence says why."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QRadioButton, QTextEdit

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.errors import PLAN_AUTORIZADO
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Poa
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.linea_form import LineaForm
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.grid.rows import Cantidad, CellKey
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.workspace import Workspace
from tests.screens.autorizados import authorise
from tests.ui.keys import press, type_into
from tests.ui.windows import OpenMainWindow, hoy

A, L, P = TipoLugar.ACTIVIDAD, TipoLugar.LINEA, TipoLugar.PROGRAMA
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
Act: TypeAlias = Callable[[MainWindow], object]


class Accepting(Prompts):
    """A person who says yes to whatever is asked."""

    def review(self, dialog: QDialog) -> bool:
        raise AssertionError(f"{type(dialog).__name__} was opened before anything was said")


@pytest.fixture
def window(open_main_window: OpenMainWindow, tmp_path: Path) -> Iterator[MainWindow]:
    path = tmp_path / "autorizado.poa"
    with create_store(path, hoy) as store:
        write_example(store)
        authorise(store, store.headers()[0].id)
    opened = open_main_window(path)
    opened.prompts = Accepting(opened)
    yield opened
    QGuiApplication.clipboard().clear()


def space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def poa(window: MainWindow) -> Poa:
    assert window.session is not None and window.session.poa is not None
    return window.session.poa


def choose(window: MainWindow, tipo: TipoLugar = A) -> None:
    """Choose an actividad with two líneas, or its first línea, or the first programa."""
    block = poa(window).actividades[2]
    ids = {A: block.id, L: block.lineas[0].id, P: poa(window).programas[0].id}
    space(window).show_place(Place(tipo, ids[tipo]))
    space(window).tree.view.setFocus()


def _tree(key: Key, *held: Qt.KeyboardModifier, tipo: TipoLugar = A) -> Act:
    def act(window: MainWindow) -> None:
        choose(window, tipo)
        press(key, *held)

    return act


def _action(name: str, tipo: TipoLugar = A) -> Act:
    def act(window: MainWindow) -> None:
        choose(window, tipo)
        window.actions_[name].trigger()

    return act


def _editing(work: Callable[[Workspace], object], tipo: TipoLugar = A) -> Act:
    def act(window: MainWindow) -> None:
        choose(window, tipo)
        work(space(window))

    return act


def _paste_in_tree(window: MainWindow) -> None:
    choose(window)
    QGuiApplication.clipboard().setText("Una línea\nOtra línea")
    press(Key.Key_V, CTRL)


def _drag(window: MainWindow) -> None:
    choose(window)
    assert space(window).tree.view.load is not None
    assert space(window).editing.exchange.load() is None


def _calendar(window: MainWindow, cantidad: Cantidad = Cantidad.PROGRAMADO) -> CalendarioPage:
    choose(window)
    space(window).show_page("calendario")
    page = space(window).page
    assert isinstance(page, CalendarioPage)
    linea = poa(window).actividades[2].lineas[0].id
    page.grid.table.setFocus()
    page.grid.table.setCurrentIndex(page.model.index_of(CellKey(linea, cantidad, 3)))
    return page


def _in_calendar(*keys: Key, held: Qt.KeyboardModifier | None = None, text: str = "") -> Act:
    def act(window: MainWindow) -> None:
        page = _calendar(window)
        if text:
            QGuiApplication.clipboard().setText(text)
        for key in keys:
            press(key, *((held,) if held else ()))
        if not keys:
            type_into(page.grid.table, "7")

    return act


def _datos(window: MainWindow, tipo: TipoLugar) -> BloqueForm | LineaForm:
    choose(window, tipo)
    space(window).show_page("datos")
    page = space(window).page
    assert isinstance(page, DatosPage)
    assert isinstance(page.form, BloqueForm | LineaForm)
    return page.form


def _type_in(campo: str, tipo: TipoLugar, *, paste: bool = False) -> Act:
    def act(window: MainWindow) -> None:
        form = _datos(window, tipo)
        assert form.focus_field(campo)
        if paste:
            QGuiApplication.clipboard().setText("otro")
            press(Key.Key_V, CTRL)
        else:
            editor = QApplication.focusWidget()
            assert isinstance(editor, QLineEdit | QTextEdit)
            type_into(editor, "x")

    return act


def _list_of_lineas(key: Key) -> Act:
    def act(window: MainWindow) -> None:
        form = _datos(window, A)
        assert isinstance(form, BloqueForm)
        form.lineas.view.setCurrentIndex(form.lineas.model.index(0, 1))
        form.lineas.view.setFocus()
        press(key)

    return act


ACTIONS: dict[str, Act] = {
    "Supr en el árbol": _tree(Key.Key_Delete),
    "Supr en una línea": _tree(Key.Key_Delete, tipo=L),
    "F2": _tree(Key.Key_F2),
    "subir": _tree(Key.Key_Up, CTRL),
    "bajar": _tree(Key.Key_Down, CTRL),
    "agregar programa": _tree(Key.Key_P, CTRL, SHIFT),
    "agregar actividad": _tree(Key.Key_A, CTRL, SHIFT),
    "agregar línea": _tree(Key.Key_L, CTRL, SHIFT),
    "cortar": _tree(Key.Key_X, CTRL),
    "duplicar": _tree(Key.Key_D, CTRL),
    "pegar en el árbol": _paste_in_tree,
    "arrastrar": _drag,
    "línea de plantilla": _action("linea_de_plantilla"),
    "agregar sin tecla": _editing(lambda each: each.editing.add(L)),
    "eliminar sin tecla": _editing(lambda each: each.editing.delete()),
    "pasar a otro programa": _editing(
        lambda each: each.editing.put_under(each.editing.chosen(), None)
    ),
    "escribir en el calendario": _in_calendar(),
    "borrar en el calendario": _in_calendar(Key.Key_Delete),
    "retroceso en el calendario": _in_calendar(Key.Key_Backspace),
    "pegar en el calendario": _in_calendar(Key.Key_V, held=CTRL, text="9\t9"),
    "cortar en el calendario": _in_calendar(Key.Key_X, held=CTRL),
    "proponer": lambda window: _calendar(window).propose_schedule(),
    "nombre": _type_in("nombre", A),
    "nombre de programa": _type_in("nombre", P),
    "estrategia": _type_in("estrategia", P),
    "metas": _type_in("metas", A),
    "metas pegadas": _type_in("metas", A, paste=True),
    "beneficiados": _type_in("beneficiados_directos", A),
    "periodo": _type_in("periodo_del", A),
    "texto de la línea": _type_in("texto", L),
    "responsable": _type_in("responsable", L),
    "medio de verificación": _type_in("medio_verificacion", L),
    "Supr en la lista de líneas": _list_of_lineas(Key.Key_Delete),
    "F2 en la lista de líneas": _list_of_lineas(Key.Key_F2),
}


@pytest.mark.parametrize("act", ACTIONS.values(), ids=ACTIONS)
def test_nothing_changes_and_a_sentence_says_why(window: MainWindow, act: Act) -> None:
    assert window.session is not None
    before = window.session.store.content_hash()
    told: list[str] = []
    window.session.failed.connect(told.append)
    page = space(window).pages["calendario"]
    assert isinstance(page, CalendarioPage)
    page.model.rejected.connect(told.append)
    act(window)
    space(window).pages.commit_pending()
    QApplication.processEvents()
    assert window.session.store.content_hash() == before
    assert any(PLAN_AUTORIZADO in each for each in told), told
    assert window.session.store.undo_title is None


def test_what_is_locked_looks_locked(window: MainWindow) -> None:
    form = _datos(window, A)
    assert isinstance(form, BloqueForm)
    editors = [*form.findChildren(QLineEdit), *form.findChildren(QTextEdit)]
    assert all(each.isReadOnly() or not each.isEnabled() for each in editors)
    for each in (*form.findChildren(QComboBox), *form.findChildren(QRadioButton)):
        assert not each.isEnabled()
    assert form.lineas.entry.isHidden()
    assert not window.actions_["agregar_linea"].isEnabled()
    assert not window.actions_["eliminar"].isEnabled()
    page = _calendar(window)
    assert not page.propose.isEnabled()
    assert "adecuación" in page.propose.toolTip()


def test_the_window_says_it_early_and_where_the_plan_is_written(window: MainWindow) -> None:
    choose(window)
    strip = space(window).strip
    for page, there in (("datos", True), ("calendario", True), ("avance", False)):
        space(window).show_page(page)
        assert strip.isVisible() is there
    space(window).show_page("datos")
    assert strip.label.text() == (
        "POA autorizado el 15/01/2024: para cambiar el plan inicie una adecuación."
    )
    space(window).show_place(Place(TipoLugar.DIAGNOSTICO, poa(window).id))
    assert not strip.isVisible()


def test_what_is_no_plan_goes_on(window: MainWindow) -> None:
    """Realizado in the Calendario, misión, gastos: an authorised POA is worked with all year."""
    page = _calendar(window, Cantidad.REALIZADO)
    type_into(page.grid.table, "7")
    press(Key.Key_Return)
    assert poa(window).actividades[2].lineas[0].realizado[2] == 700
    space(window).show_place(Place(TipoLugar.DIAGNOSTICO, poa(window).id))
    datos = space(window).page
    assert isinstance(datos, DatosPage) and datos.form is not None
    assert datos.form.focus_field("mision")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QTextEdit)
    editor.setPlainText("Servir")
    assert space(window).pages.commit_pending()
    assert poa(window).mision == "Servir"
