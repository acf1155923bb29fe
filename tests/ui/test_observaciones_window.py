"""Observations in the window: asked, marked, answered, settled, each undone by one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from poa_desktop.data import cierres
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import EstadoEvidencia, LineaAccion
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.cierre.page import OBSERVACIONES, CierrePage
from poa_desktop.ui.grid.menu import block_menu
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.observaciones.card import ObservationCard
from poa_desktop.ui.observaciones.dialog import ObservarDialog
from poa_desktop.ui.observaciones.list import ObservationList
from poa_desktop.ui.observaciones.model import Filtro
from poa_desktop.ui.place import Place
from tests.ui.keys import type_into
from tests.ui.windows import OpenMainWindow

PENDIENTE, RESPONDIDA, ATENDIDA = EstadoObservacion
ANA = Person("aruiz", "PLANEACION-2", "Ana Ruiz", "Analista")
LUIS = Person("lramos", "OBRAS-1", "Luis Ramos", "Enlace")
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A window on the example, with what one does there and what is kept of it."""

    def __init__(self, window: MainWindow) -> None:
        assert window.session is not None and window.workspace is not None
        self.window, self.session, self.space = window, window.session, window.workspace
        self.session.set_periodo(parse_periodo("2024-T3"))
        self.session.store.person = ANA
        self.said: list[str] = []  # texts for the dialogs to come
        self.dialogs: list[ObservarDialog] = []
        window.prompts.review = self._review  # type: ignore[method-assign]

    def _review(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, ObservarDialog)
        self.dialogs.append(dialog)
        text = self.said.pop(0)
        dialog.edit.setPlainText(text)
        return bool(text) and dialog.ok_button.isEnabled()

    @property
    def lineas(self) -> tuple[LineaAccion, ...]:
        assert self.session.poa is not None
        return tuple(self.session.poa.lineas)

    @property
    def all(self) -> tuple[ObservacionLinea, ...]:
        return self.session.observaciones()

    def avance(self, number: int = 0) -> AvancePage:
        """The page Avance with the keyboard in a línea."""
        self.space.show_place(Place(TipoLugar.POA, self.session.poa.id if self.session.poa else 0))
        self.space.show_page("avance")
        page = self.space.page
        assert isinstance(page, AvancePage)
        page.grid.go_to(self.lineas[number].id)
        page.grid.table.setFocus()
        QApplication.processEvents()
        return page

    def card(self, number: int = 0) -> ObservationCard:
        return self.avance(number).panel.observed.card

    def lista(self) -> ObservationList:
        """The list in the page Cierre."""
        self.space.show_page("cierre")
        page = self.space.page
        assert isinstance(page, CierrePage)
        page.sections.setCurrentIndex(OBSERVACIONES)
        QApplication.processEvents()
        return page.observaciones

    def ask(self, text: str = "Falta el sello.", number: int = 0) -> ObservacionLinea:
        """Observe a línea of the page Avance by key."""
        self.avance(number)
        self.said.append(text)
        self.window.actions_["observar"].trigger()
        return self.all[-1]

    def answer(self, text: str, number: int = 0) -> None:
        self.session.store.person = LUIS
        card = self.card(number)
        card.respuesta.setPlainText(text)
        card.send.click()
        self.session.store.person = ANA


@pytest.fixture
def desk(open_main_window: OpenMainWindow, example_path: Path) -> Iterator[Desk]:
    return Desk(open_main_window(example_path))


def test_a_linea_is_observed_where_the_keyboard_is_and_marked_everywhere(desk: Desk) -> None:
    made = desk.ask("Falta el sello.", 3)
    assert (made.linea_id, made.texto, str(made.periodo)) == (
        desk.lineas[3].id, "Falta el sello.", "2024-T3",
    )  # fmt: skip
    assert (made.nombre, made.cargo) == ("Ana Ruiz", "Analista")
    page = desk.avance(3)
    model, row = page.model, page.grid.table.currentIndex().row()
    ids = [column.id for column in model.columns]
    assert model.look_at(row, ids.index("clave")).observed is PENDIENTE
    spoken = model.index(row, ids.index("estado")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("· observada")
    tree = desk.space.tree
    index = tree._shown(f"linea-{made.linea_id}")
    assert "Observada por Planeación" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    above = index.parent().parent().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Hay líneas observadas" in above
    assert page.panel.observed.isVisible()
    desk.avance(4)
    assert not page.panel.observed.isVisible()


def test_undo_takes_the_mark_away_and_redo_brings_it_back(desk: Desk) -> None:
    desk.ask()
    panel = desk.avance().panel
    desk.window.actions_["deshacer"].trigger()
    assert desk.all == ()
    assert not panel.observed.isVisible()
    desk.window.actions_["rehacer"].trigger()
    assert len(desk.all) == 1
    assert panel.observed.isVisible()


def test_the_dependencia_answers_by_key_and_planeacion_settles_it(desk: Desk, qtbot: QtBot) -> None:
    desk.ask()
    card = desk.card()
    desk.session.store.person = LUIS
    assert not card.send.isEnabled()
    card.respuesta.setFocus()
    type_into(card.respuesta, "Ya se selló.")
    QTest.keyClick(card.respuesta, Qt.Key.Key_Return, CTRL)
    (told,) = desk.all
    assert (told.estado, told.respuesta, told.respondio) == (
        RESPONDIDA, "Ya se selló.", "Luis Ramos",
    )  # fmt: skip
    assert card.estado.text() == "Respondida"
    assert "Luis Ramos, Enlace" in card.answered_by.text()
    card.settle.click()
    assert desk.all[0].estado is ATENDIDA
    assert card.respuesta.isReadOnly()
    assert not card.settle.isEnabled()
    desk.window.actions_["deshacer"].trigger()
    assert desk.all[0].estado is RESPONDIDA


def test_an_answer_that_is_not_enough_goes_back_with_what_is_missing(desk: Desk) -> None:
    desk.ask()
    desk.answer("Listo.")
    card = desk.card()
    desk.said.append("Falta el sello en la hoja 3.")
    card.give_back.trigger()
    assert desk.dialogs[-1].windowTitle() == "Devolver la respuesta"
    assert card.estado.text() == "Pendiente otra vez"
    assert "Falta el sello en la hoja 3." in card.texto.toPlainText()
    assert "Respuesta que no bastó (Luis Ramos, Enlace" in card.texto.toPlainText()
    assert card.respuesta.toPlainText() == ""
    assert not card.correct.isEnabled()
    assert not card.remove.isEnabled()


def test_what_is_unanswered_can_be_corrected_and_taken_back(desk: Desk) -> None:
    desk.ask()
    card = desk.card()
    desk.said.append("Falta la firma.")
    card.correct.trigger()
    assert desk.all[0].texto == "Falta la firma."
    desk.said.append("")  # given up
    card.correct.trigger()
    card.remove.trigger()
    assert desk.all == ()


def test_an_answer_being_typed_stays_with_its_observation(desk: Desk) -> None:
    desk.ask("Una.", 0)
    desk.ask("Otra.", 1)
    card = desk.card(0)
    card.respuesta.setPlainText("A medias")
    desk.card(1)
    assert card.respuesta.toPlainText() == ""
    desk.ask("Más.", 2)  # everything is shown anew
    assert desk.card(0).respuesta.toPlainText() == "A medias"
    assert not desk.window.may_leave()
    assert "sin enviar (P1.1)" in desk.space.banner.label.text()
    assert desk.window.may_leave()
    card.send.click()
    assert {each.respuesta for each in desk.all} == {"", "A medias"}
    assert desk.window.may_leave()


def test_several_of_one_linea_are_gone_through(desk: Desk) -> None:
    first, second = desk.ask("Una."), desk.ask("Otra.")
    strip = desk.avance().panel.observed
    assert strip.place.text() == "1 de 2"
    assert strip.card.shown == first
    strip.after.click()
    assert strip.card.shown == second
    assert not strip.after.isEnabled()
    strip.card.settle.click()  # what is settled goes behind, and stays in sight
    assert strip.card.shown is not None and strip.card.shown.id == second.id


def test_who_it_is_gets_asked_once_and_nothing_is_written_without(desk: Desk) -> None:
    desk.session.store.person = Person("aruiz", "PC")
    answers: list[tuple[str, str] | None] = [None, ("Eva Sol", "Jefa")]
    desk.window.prompts.ask_persona = lambda *_who: answers.pop(0)  # type: ignore[method-assign]
    desk.avance()
    desk.said += ["Falta el sello.", "Falta el sello."]
    desk.window.actions_["observar"].trigger()
    assert desk.all == ()
    desk.window.actions_["observar"].trigger()
    assert (desk.all[0].nombre, desk.all[0].cargo) == ("Eva Sol", "Jefa")
    desk.answer("Sí")
    assert answers == []


def test_a_closed_period_offers_nothing_and_says_why(desk: Desk) -> None:
    desk.session.set_periodo(parse_periodo("2024-B4"))
    desk.avance().show_all.setChecked(True)
    made = desk.ask()
    desk.card().settle.click()
    session, periodo = desk.session, made.periodo
    poa = session.poa
    assert poa is not None

    def close(db: object) -> None:
        cierres.cerrar(
            db,
            poa.id,
            periodo,
            session.ahora,
            ANA,
            own_key(),
            en_cero=True,  # type: ignore[arg-type]
        )

    told: list[str] = []
    session.failed.connect(told.append)
    assert session.run_sealed("Cerrar", close), told
    card = desk.card()
    assert not card.settle.isEnabled()
    assert not card.more.isEnabled()
    assert card.respuesta.isReadOnly()
    assert not desk.avance().panel.observe.isEnabled()
    desk.window.actions_["observar"].trigger()
    assert "está cerrado" in told[-1]
    assert len(desk.all) == 1


def test_the_list_filters_counts_and_keeps_its_row(desk: Desk) -> None:
    desk.ask("Una.", 0)
    desk.ask("Otra.", 1)
    desk.answer("Lista.", 1)
    desk.ask("Tercera.", 2)
    shown = desk.lista()
    assert [each.text() for each in shown.filters.buttons()] == [
        "Pendientes (2)", "Respondidas (1)", "Atendidas (0)", "Todas (3)",
    ]  # fmt: skip
    assert [row.texto for row in shown.model.rows] == ["Una.", "Tercera."]
    shown.filters.button(list(Filtro).index(Filtro.ATENDIDAS)).click()
    assert shown.empty.isVisible()
    shown.filters.button(list(Filtro).index(Filtro.TODAS)).click()
    assert [row.clave for row in shown.model.rows] == ["P1.1", "P1.2", "P1.3"]
    assert shown.open_count == 3


def test_several_are_settled_at_once_and_undone_at_once(desk: Desk) -> None:
    for number in range(3):
        desk.ask(f"Número {number}.", number)
    shown = desk.lista()
    flags = QItemSelectionModel.SelectionFlag
    for number in range(2):
        index = shown.model.index(number, 0)
        shown.table.selectionModel().select(index, flags.Select | flags.Rows)
    assert shown.card.settle.text() == "Dar por atendidas (2)"
    shown.card.settle.click()
    assert [each.estado for each in desk.all] == [ATENDIDA, ATENDIDA, PENDIENTE]
    assert [row.texto for row in shown.model.rows] == ["Número 2."]
    desk.window.actions_["deshacer"].trigger()
    assert {each.estado for each in desk.all} == {PENDIENTE}


def test_one_answers_in_the_list_and_goes_to_the_linea(desk: Desk) -> None:
    made = desk.ask("Falta el sello.", 5)
    shown = desk.lista()
    shown.card.respuesta.setPlainText("Ya está.")
    shown.card.send.click()
    assert desk.all[0].estado is RESPONDIDA
    shown.filters.button(list(Filtro).index(Filtro.TODAS)).click()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    page = desk.space.page
    assert isinstance(page, AvancePage)
    assert desk.space.place == Place(TipoLugar.LINEA, made.linea_id or 0)
    assert page.panel.observed.card.shown is not None
    assert page.panel.observed.card.shown.id == made.id


def test_the_whole_poa_is_observed_from_the_list(desk: Desk) -> None:
    shown = desk.lista()
    desk.said.append("Falta el oficio.")
    shown.observe.click()
    assert desk.all[0].linea_id is None
    assert desk.dialogs[-1].about is not None
    assert desk.dialogs[-1].about.currentText() == "Todo el POA"
    assert shown.jump.text() == "&Ir al POA"
    desk.space.show_page("tablero")
    lugar = Lugar(TipoLugar.POA, 0, "observacion", "POA", 9, desk.all[0].id)
    desk.space.go_to(lugar)
    assert desk.space.page_name == "cierre"
    assert shown.card.shown == desk.all[0]


def test_observed_evidence_stands_in_the_list_to_be_gone_to(desk: Desk) -> None:
    from poa_desktop.data import evidencias

    linea = desk.lineas[2]

    def work(db: object) -> None:
        made = evidencias.attach(db, linea.id, 8, "foto.txt", b"x")  # type: ignore[arg-type]
        evidencias.judge(db, made, EstadoEvidencia.OBSERVADA, "Es de otro mes")  # type: ignore[arg-type]

    desk.session.run("Observar", work)
    shown = desk.lista()
    (row,) = (each for each in shown.model.rows if each.observacion is None)
    assert row.cells[:3] == (
        "P1.3", "«foto.txt», agosto: Es de otro mes", "Evidencia observada",
    )  # fmt: skip
    shown.table.selectRow(shown.model.rows.index(row))
    assert not shown.card.isVisible()
    shown.jump.click()
    assert isinstance(desk.space.page, AvancePage)
    assert desk.space.page.panel.mes == 8


def test_the_menus_of_grid_and_tree_offer_it(desk: Desk) -> None:
    page = desk.avance(1)
    menu = block_menu(page.grid.table)
    (entry,) = (each for each in menu.actions() if each.text() == "Observar esta línea…")
    desk.said.append("Por el menú.")
    entry.trigger()
    assert desk.all[0].linea_id == desk.lineas[1].id
    menu.close()
    linea = desk.lineas[4]
    desk.space.show_place(Place(TipoLugar.LINEA, linea.id))
    desk.space.tree.view.setFocus()
    desk.space.editing.show_menu(desk.window.pos())
    (tree_menu,) = (each for each in desk.space.findChildren(QMenu) if each.isVisible())
    found = [each for each in tree_menu.actions() if each.objectName() == "observar"]
    assert [isinstance(each, QAction) for each in found] == [True]
    tree_menu.close()
    desk.said.append("Por el árbol.")
    desk.window.actions_["observar"].trigger()
    assert desk.all[1].linea_id == linea.id


def test_a_file_to_read_only_shows_them_and_changes_nothing(
    desk: Desk, open_main_window: OpenMainWindow
) -> None:
    desk.ask()
    desk.session.store.read_only = True
    desk.session.changed.emit(None)
    desk.space.show_page("tablero")
    card = desk.card()
    assert card.texto.toPlainText() == "Falta el sello."
    assert card.respuesta.isReadOnly()
    assert not (card.settle.isEnabled() or card.more.isEnabled())
    desk.session.store.read_only = False
