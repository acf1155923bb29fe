"""The steps of a plan through the menu of the window: authorise, declare, conclude, go back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from sqlite_utils import Database

from poa_desktop.data import bloques, lineas, poas
from poa_desktop.poa.candados import candado_plan
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoPoa, Poa
from poa_desktop.ui.adecuacion.authorise_dialog import AuthoriseDialog, RevokeDialog
from poa_desktop.ui.adecuacion.declare_dialog import BeginDialog, ConcludeDialog
from poa_desktop.ui.adecuacion.list_dialog import AdecuacionesDialog
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.grid.rows import Cantidad, CellKey
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.workspace import Workspace
from tests.ui.keys import press, type_into
from tests.ui.windows import OpenMainWindow

Visit = Callable[[QDialog], object]


class Clerk(Prompts):
    """Says who sits there, and does in each dialog what the test says."""

    def __init__(self) -> None:
        self.visits: list[Visit] = []
        self.who: tuple[str, str] | None = ("Lucía Ramos", "Enlace")

    def ask_persona(self, nombre: str, cargo: str) -> tuple[str, str] | None:
        return self.who

    def review(self, dialog: QDialog) -> bool:
        dialog.show()
        self.visits.pop(0)(dialog)
        done = dialog.result() == QDialog.DialogCode.Accepted
        dialog.close()
        return done


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


@pytest.fixture
def window(open_main_window: OpenMainWindow, example_path: Path, clerk: Clerk) -> MainWindow:
    return open_main_window(example_path, clerk)


def space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def poa(window: MainWindow) -> Poa:
    assert window.session is not None and window.session.poa is not None
    return window.session.poa


def take(window: MainWindow, clerk: Clerk, name: str, *visits: Visit) -> None:
    """Choose an entry of the menu; every dialog that was planned came."""
    clerk.visits = list(visits)
    assert window.actions_[name].isEnabled(), name
    window.actions_[name].trigger()
    assert not clerk.visits


def agree(dialog: QDialog) -> None:
    """Press the button of the step."""
    assert isinstance(dialog, AuthoriseDialog | RevokeDialog | BeginDialog | ConcludeDialog)
    assert dialog.ok_button.isEnabled()
    dialog.ok_button.click()


def authorise(window: MainWindow, clerk: Clerk, nota: str = "Acta 14/2024") -> None:
    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, AuthoriseDialog)
        dialog.nota.setText(nota)
        agree(dialog)

    take(window, clerk, "autorizar", visit)


def begin(window: MainWindow, clerk: Clerk, why: str = "Lluvias") -> None:
    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, BeginDialog)
        assert not dialog.ok_button.isEnabled()
        dialog.justificacion.setPlainText(why)
        dialog.oficio.setText("DP/031/2024")
        dialog.fecha.setText("12/03/2024")
        agree(dialog)

    take(window, clerk, "iniciar_adecuacion", visit)


def program(window: MainWindow, mes: int, text: str) -> None:
    """Type a quantity into the Calendario."""
    block = poa(window).actividades[2]
    space(window).show_place(Place(TipoLugar.ACTIVIDAD, block.id))
    space(window).show_page("calendario")
    page = space(window).page
    assert isinstance(page, CalendarioPage)
    key = CellKey(block.lineas[0].id, Cantidad.PROGRAMADO, mes)
    page.grid.table.setFocus()
    page.grid.table.setCurrentIndex(page.model.index_of(key))
    type_into(page.grid.table, text)
    press(Qt.Key.Key_Return)


def enabled(window: MainWindow) -> set[str]:
    names = ("autorizar", "regresar_borrador", "iniciar_adecuacion", "concluir_adecuacion")
    return {name for name in names if window.actions_[name].isEnabled()}


def test_a_year_of_a_plan(window: MainWindow, clerk: Clerk) -> None:
    """Authorised, changed by an adecuación, shown, concluded, listed, and locked again."""
    assert window.session is not None
    assert enabled(window) == {"autorizar"}
    authorise(window, clerk)
    (sello,) = window.session.store.sellos()
    told = space(window).banner.label.text()
    assert sello.folio in told and sello.corta in told
    assert (sello.nota, sello.nombre, sello.cargo) == ("Acta 14/2024", "Lucía Ramos", "Enlace")
    assert enabled(window) == {"regresar_borrador", "iniciar_adecuacion"}
    assert window.session.store.undo_title is None

    begin(window, clerk)
    assert enabled(window) == {"concluir_adecuacion"}
    program(window, 4, "2")
    assert space(window).strip.label.text() == (
        "Adecuación 1 (oficio DP/031/2024, 12/03/2024) abierta: 1 cambio."
    )
    seen: list[str] = []

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, ConcludeDialog)
        row = dialog.tree.topLevelItem(0)
        assert row is not None
        seen.extend(row.text(column) for column in (0, 2, 3, 4))
        agree(dialog)

    take(window, clerk, "concluir_adecuacion", visit)
    assert seen == ["A3.1", "Programado", "abr 0", "abr 2"]
    assert candado_plan(poa(window))
    assert enabled(window) == {"regresar_borrador", "iniciar_adecuacion"}

    groups: list[str] = []
    differences: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, AdecuacionesDialog)
        groups.append(dialog.tree.topLevelItem(0).text(0))
        dialog.against.click()
        differences.append(dialog.differences.topLevelItem(0).text(4))
        dialog.reject()

    take(window, clerk, "adecuaciones", look)
    assert groups == ["Adecuación 1 (oficio DP/031/2024, 12/03/2024)"]
    assert differences == ["abr 2"]


def test_undo_goes_back_over_an_adecuacion_and_no_further(window: MainWindow, clerk: Clerk) -> None:
    authorise(window, clerk)
    begin(window, clerk)
    program(window, 4, "2")
    take(window, clerk, "concluir_adecuacion", agree)
    window.actions_["deshacer"].trigger()
    assert poa(window).adecuacion_abierta
    program(window, 5, "3")
    for _ in range(3):
        window.actions_["deshacer"].trigger()
    assert candado_plan(poa(window))
    assert poa(window).actividades[2].lineas[0].programado[3:5] == (0, 0)
    assert window.session is not None and window.session.store.undo_title is None


def test_a_form_opens_for_an_adecuacion_and_locks_again(window: MainWindow, clerk: Clerk) -> None:
    block = poa(window).actividades[2]
    space(window).show_place(Place(TipoLugar.ACTIVIDAD, block.id))
    space(window).show_page("datos")
    page = space(window).page
    assert isinstance(page, DatosPage) and isinstance(page.form, BloqueForm)
    form = page.form

    def state() -> tuple[bool, bool, bool, bool, bool]:
        return (
            form.nombre.editor.isReadOnly(),
            form.programa.editor.isEnabled(),
            form.lineas.entry.isHidden(),
            form.lineas.button_add.isHidden(),
            form.inversion.radios[block.ficha.inversion.tipo].isEnabled(),
        )

    free, locked = (False, True, False, False, True), (True, False, True, True, False)
    assert state() == free
    authorise(window, clerk)
    assert state() == locked
    begin(window, clerk)
    assert state() == free
    assert not form.inversion.importe.editor.isReadOnly()
    take(window, clerk, "concluir_adecuacion", agree)  # nothing changed: it is discarded
    assert state() == locked
    assert window.session is not None
    assert window.session.store.declaradas(poa(window).id) == ()


def test_an_aviso_is_gone_to_instead_of_authorising(window: MainWindow, clerk: Clerk) -> None:
    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, AuthoriseDialog)
        item = dialog.list.topLevelItem(0)
        assert item is not None
        dialog.list.itemActivated.emit(item, 0)

    take(window, clerk, "autorizar", visit)
    assert poa(window).estado is EstadoPoa.BORRADOR
    assert space(window).page_name in ("datos", "calendario")
    assert space(window).place.tipo is not TipoLugar.POA


def test_who_does_not_say_who_they_are_does_nothing(window: MainWindow, clerk: Clerk) -> None:
    clerk.who = None
    take(window, clerk, "autorizar")
    assert poa(window).estado is EstadoPoa.BORRADOR


def test_a_date_that_is_none_is_not_taken(window: MainWindow, clerk: Clerk) -> None:
    authorise(window, clerk)

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, BeginDialog)
        dialog.justificacion.setPlainText("Lluvias")
        dialog.fecha.setText("31/02/2024")
        assert not dialog.ok_button.isEnabled()
        assert dialog.wrong.isVisible() and dialog.wrong.text()
        dialog.fecha.clear()
        assert dialog.ok_button.isEnabled()
        dialog.reject()

    take(window, clerk, "iniciar_adecuacion", visit)
    assert candado_plan(poa(window))


def test_it_goes_back_to_a_draft_with_its_reason(window: MainWindow, clerk: Clerk) -> None:
    assert window.session is not None
    authorise(window, clerk)

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, RevokeDialog)
        assert not dialog.ok_button.isEnabled()
        dialog.motivo.setPlainText("Cabildo lo devolvió")
        agree(dialog)

    take(window, clerk, "regresar_borrador", visit)
    assert poa(window).estado is EstadoPoa.BORRADOR
    assert window.session.store.tramites(poa(window).id)[-1].nota == "Cabildo lo devolvió"
    assert not space(window).strip.isVisible()
    program(window, 4, "2")
    assert poa(window).actividades[2].lineas[0].programado[3] == 200


def test_the_history_is_printed_from_the_list(window: MainWindow, clerk: Clerk) -> None:
    authorise(window, clerk)
    begin(window, clerk)
    program(window, 4, "2")

    def visit(dialog: QDialog) -> None:
        assert isinstance(dialog, AdecuacionesDialog)
        dialog.print_button.click()

    take(window, clerk, "adecuaciones", visit)
    assert window.preview is not None
    assert window.preview.choice.documento.nombre == "adecuaciones"


def test_of_two_poas_in_a_file_only_one_is_locked(window: MainWindow, clerk: Clerk) -> None:
    assert window.session is not None
    first = poa(window).id
    authorise(window, clerk)
    session = window.session

    def other(db: Database) -> None:
        made = poas.create(db, "Parques", 2024)
        lineas.add(db, TipoLugar.ACTIVIDAD, bloques.add(db, TipoLugar.ACTIVIDAD, made, "Poda"), "x")

    assert session.run("Otro POA", other)
    session.select_poa(next(each.id for each in session.store.headers() if each.id != first))
    space(window).show_page("datos")
    assert not space(window).strip.isVisible()
    assert enabled(window) == {"autorizar"}
    assert window.actions_["agregar_programa"].isEnabled()
    session.select_poa(first)
    assert space(window).strip.isVisible()
    assert not window.actions_["agregar_programa"].isEnabled()
