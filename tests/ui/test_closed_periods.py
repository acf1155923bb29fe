"""A file whose first quarter is closed, in the real window: what touches it is refused beforehand
with month, folio and what to do; everything else of the work goes on."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.data import bloques, cierres, evidencias, gastos, lineas, poas
from poa_desktop.data.llave import own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import create_store
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoEvidencia, LineaAccion, Poa
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.linea_form import LineaForm
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.gastos.page import GastosPage
from poa_desktop.ui.grid.look import LOOK
from poa_desktop.ui.historial.visit import show_historial
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.nuevo.poas_dialog import PoasDialog
from poa_desktop.ui.nuevo.unidades_dialog import UnidadesDialog
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.tree.destino import Destino
from tests.ui.windows import OpenMainWindow

A, P, L = TipoLugar.ACTIVIDAD, TipoLugar.PROGRAMA, TipoLugar.LINEA
HOY = datetime(2024, 7, 8, 10, 30)
T1 = parse_periodo("2024-T1")
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")
REOPEN = "pida la reapertura (Periodo ▸ Reabrir…)."


def fill(db: Any) -> None:
    """Two actividades and a programa; línea A1.1 is of the whole year, A1.2 and P1.1 of T2."""
    poa = poas.create(db, "Obras Públicas", 2024)
    programa = bloques.add(db, P, poa, "Caminos")
    lineas.add(db, P, programa, "Revisar caminos", programado=(0, 0, 0, 100))
    first = bloques.add(db, A, poa, "Bacheo")
    second = bloques.add(db, A, poa, "Pintura")
    whole = lineas.add(db, A, first, "Tapar baches", programado=(100,) * 12)
    lineas.add(db, A, first, "Medir baches", programado=(0, 0, 0, 100), unidad_medida="ACCION")
    for mes in range(1, 7):
        lineas.edit_avance(db, whole, mes, realizado=100, comentario=f"Bacheo del mes {mes}")
        evidencias.attach(db, whole, mes, f"bacheo {mes}.txt", bytes([mes]))
    for mes in (2, 4):
        gasto = gastos.add(db, first, date(2024, mes, 3), Decimal(100), concepto="Bacheo")
        evidencias.attach_to_gasto(db, gasto, f"factura {mes}.pdf", b"%PDF")
    gastos.add(db, second, date(2024, 3, 1), Decimal(50))


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return make_app(dark=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "obras.poa"
    with create_store(made, lambda: HOY, PERSON) as store:
        store.run("Crear", fill)
        whole = store.poa(1).actividades[0].lineas[0].id
        for mes in (3, 5):
            store.run("Capturar", lambda db, m=mes: lineas.edit_avance(db, whole, m, realizado=0))
            store.run("Capturar", lambda db, m=mes: lineas.edit_avance(db, whole, m, realizado=100))
        llave = own_key()
        store.run_sealed("Cerrar", lambda db: cierres.cerrar(db, 1, T1, HOY, PERSON, llave))
    return made


@pytest.fixture
def window(open_main_window: OpenMainWindow, path: Path) -> MainWindow:
    return open_main_window(path, clock=lambda: HOY)


class Office:
    """The open window and what it tells."""

    def __init__(self, window: MainWindow) -> None:
        assert window.session is not None and window.workspace is not None
        self.window, self.space = window, window.workspace
        self.session: Session = window.session
        self.told: list[str] = []
        self.session.failed.connect(self.told.append)
        self.before = self.poa

    @property
    def poa(self) -> Poa:
        assert self.session.poa is not None
        return self.session.poa

    @property
    def folio(self) -> str:
        return self.poa.cierres[0].folio

    def refused(self, *words: str) -> str:
        """The one sentence that was told, with nothing changed."""
        (sentence,) = self.told
        assert self.poa == self.before == self.session.store.poa(1)
        assert sentence.endswith(REOPEN) or f"{REOPEN} " in sentence
        assert self.folio in sentence
        for each in words:
            assert each in sentence, sentence
        self.told.clear()
        return sentence

    def place(self, tipo: TipoLugar, number: int) -> Place:
        of = {A: self.poa.actividades, P: self.poa.programas}[tipo]
        return Place(tipo, of[number].id)

    def linea(self, block: int, number: int) -> LineaAccion:
        return self.poa.actividades[block].lineas[number]


@pytest.fixture
def office(window: MainWindow) -> Iterator[Office]:
    made = Office(window)
    yield made
    assert not made.told


# -- the tree --------------------------------------------------------------------------------------


def test_nothing_with_closed_months_is_deleted_alone_or_among_others(office: Office) -> None:
    editing, tree = office.space.editing, office.space.tree
    whole, later = (Place(L, office.linea(0, n).id) for n in (0, 1))
    for chosen, words in (
        ([whole], "La línea A1.1 tiene registros de meses cerrados y no se elimina. Enero a marzo"),
        ([later, whole], "La línea A1.1"),
        ([office.place(A, 0)], "La actividad 1 tiene registros"),
        ([office.place(A, 1)], "La actividad 2 tiene registros de meses cerrados"),  # a gasto
        ([office.place(A, 0), office.place(A, 1)], "Hay otra igual en lo que eligió"),
    ):
        tree.show_places(chosen)
        editing.delete()
        office.refused(words)
    tree.show_places([later])
    editing.delete()
    assert len(office.poa.actividades[0].lineas) == 1


def test_a_linea_stays_in_its_block_and_moves_within_it(office: Office) -> None:
    editing = office.space.editing
    whole = Place(L, office.linea(0, 0).id)
    elsewhere = {L: Destino(L, office.place(A, 1))}
    assert not editing.move_to([whole], elsewhere)
    office.refused("La línea A1.1", "no pasa a otro lugar")
    office.space.tree.show_places([whole])
    editing.exchange.cut()
    office.space.tree.show_places([office.place(A, 1)])
    editing.exchange.paste()
    office.refused("no pasa a otro lugar")
    editing.exchange.cancel_cut()
    office.space.tree.show_places([whole])
    editing.move_node(1)
    assert office.linea(0, 1).id == whole.id


def test_a_copy_has_nothing_in_the_closed_months_and_that_is_said(office: Office) -> None:
    office.space.tree.show_places([office.place(A, 0)])
    office.space.editing.duplicate()
    copy = office.poa.actividades[1].lineas[0]
    assert copy.programado == (0, 0, 0, *(100,) * 9)
    assert "Sin programación en meses cerrados: Enero a marzo" in office.space.banner.label.text()
    assert office.poa.actividades[0] == office.before.actividades[0]


def test_new_lineas_are_planned_in_open_months(office: Office) -> None:
    office.space.show_place(office.place(A, 0))
    office.window.actions_["agregar_linea"].trigger()
    assert [each.programado for each in office.poa.actividades[0].lineas][-1] == (
        *(0,) * 5, 100, 0, 0, 100, 0, 0, 100,
    )  # fmt: skip


# -- forms -----------------------------------------------------------------------------------------


def form_at(office: Office, place: Place) -> Any:
    office.space.show_place(place)
    office.space.show_page("datos")
    page = office.space.page
    assert isinstance(page, DatosPage)
    return page.form


def test_texts_go_on_and_units_with_closed_months_stay(office: Office) -> None:
    form = form_at(office, Place(L, office.linea(0, 0).id))
    assert isinstance(form, LineaForm)
    form.unidad_medida.set_text("Bache")
    assert not form.unidad_medida.commit()
    form.unidad_medida.revert()
    assert office.poa == office.before
    form.texto.set_text("Tapar baches y zanjas")
    assert form.texto.commit()
    form = form_at(office, Place(L, office.linea(0, 1).id))
    form.unidad_medida.set_text("Bache")
    assert form.unidad_medida.commit()
    assert office.linea(0, 1).unidad_medida == "Bache"


def test_another_temporalidad_plans_anew_what_is_open(office: Office) -> None:
    """The offer after a change of the ficha leaves the closed months as they are."""
    session = office.session
    block, new = office.poa.actividades[1].id, (0, 0, 0, 0, 0, 100, 0, 0, 100, 0, 0, 100)
    session.run("Línea", lambda db: lineas.add(db, A, block, "Pintar", programado=new))
    form = form_at(office, office.place(A, 0))
    assert isinstance(form, BloqueForm)
    form._old_default = (100,) * 12
    form._propose_again()
    assert office.linea(0, 0).programado == (100, 100, 100, *new[3:])


# -- evidence and gastos ---------------------------------------------------------------------------


def avance_at(office: Office, mes: int) -> AvancePage:
    office.space.show_place(Place(L, office.linea(0, 0).id))
    office.space.show_page("avance")
    office.session.show_mes(mes)
    page = office.space.page
    assert isinstance(page, AvancePage)
    page.grid.go_to(office.linea(0, 0).id, mes)
    QApplication.processEvents()
    page.panel.evidence.list.selectAll()
    return page


def test_evidence_of_a_closed_month_stays_as_it_is(office: Office) -> None:
    box = avance_at(office, 2).panel.evidence
    work, other = box.work, office.linea(0, 1).id
    for act in (
        box.remove_current,
        box.rename_current,
        box.ask_files,
        lambda: box.attach_data(QMimeData()),
        lambda: work.move(box.chosen(), other, "A1.2", 5),
        lambda: work.judge(box.chosen(), EstadoEvidencia.ACEPTADA),
        lambda: work.observe(box.chosen()),
    ):
        assert box.chosen()
        act()
        office.refused("Febrero está cerrado")
    assert box.list.closed
    box = avance_at(office, 5).panel.evidence
    assert not box.list.closed  # there files are asked for
    work.move(box.chosen(), office.linea(0, 0).id, "A1.1", 1)
    office.refused("Enero está cerrado")
    work.judge(box.chosen(), EstadoEvidencia.ACEPTADA)
    assert office.linea(0, 0).avances[4].evidencias[0].estado is EstadoEvidencia.ACEPTADA


def test_texts_of_a_closed_month_say_why_they_cannot_be_typed(office: Office) -> None:
    panel = avance_at(office, 3).panel
    for field in (panel.comentario, panel.justificacion):
        assert "Marzo está cerrado" in field.editor.toolTip() and field.editor.isReadOnly()
    panel = avance_at(office, 4).panel
    assert not panel.comentario.editor.isReadOnly()
    assert "cerrado" not in panel.comentario.editor.toolTip()


def gastos_at(office: Office, number: int) -> GastosPage:
    office.space.show_place(office.place(A, number))
    office.space.show_page("gastos")
    page = office.space.page
    assert isinstance(page, GastosPage)
    return page


def test_gastos_of_closed_months_are_locked_to_look_and_key(office: Office) -> None:
    page = gastos_at(office, 0)
    model, table = page.capture.model, page.capture.table
    assert model.index(0, 1).data(LOOK).locked and not model.index(1, 1).data(LOOK).locked
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole).startswith("Bloqueado. Febrero")
    for key in (Qt.Key.Key_5, Qt.Key.Key_F2, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        page.capture.tell("")
        table.go(0, 1)
        QTest.keyClick(table, key)
        assert "Febrero está cerrado" in page.capture.notice.text(), key
        assert office.folio in page.capture.notice.text()
    table.go(0, 1)
    table.cut()
    assert "No se cortó nada" in page.capture.notice.text()
    assert office.poa == office.before


def test_a_gasto_is_not_dated_into_a_closed_month(office: Office) -> None:
    model = gastos_at(office, 0).capture.model
    notice = gastos_at(office, 0).capture.notice
    assert not model.setData(model.index(1, 0), "15/3/2024")
    assert "Marzo está cerrado" in notice.text()
    new = model.new_row
    assert not model.setData(model.index(new, 0), "15/1/2024")
    assert "Enero está cerrado" in notice.text()
    assert office.poa == office.before
    assert model.setData(model.index(1, 0), "15/5/2024")
    assert office.poa.actividades[0].gastos[1].fecha == date(2024, 5, 15)


def test_comprobantes_of_closed_gastos_stay(office: Office) -> None:
    page = gastos_at(office, 0)
    page.capture.table.go(0, 1)
    box = page.capture.evidence
    box.list.selectAll()
    for act in (
        box.remove_current,
        box.rename_current,
        lambda: box.attach_data(QMimeData()),
        lambda: box.work.judge(box.chosen(), EstadoEvidencia.ACEPTADA),
    ):
        assert box.chosen()
        act()
        office.refused("Febrero está cerrado")
    page.capture.table.go(1, 1)
    box.list.selectAll()
    box.remove_current()
    assert not office.poa.actividades[0].gastos[1].comprobantes


# -- replacing, history, dialogs -------------------------------------------------------------------


def test_replacing_shows_what_is_locked_and_replaces_the_rest(office: Office) -> None:
    office.window.actions_["reemplazar"].trigger()
    dialog = office.window.finding.dialog
    assert dialog is not None
    dialog.words.setText("bacheo")
    dialog.new_words.setText("relleno")
    dialog.look()
    model = dialog.model
    locked = model.locked
    # 3 comments, 3 names of evidencias and a concepto
    assert len(locked) == 7 and model.ticked == model.hallazgos.total - 7 > 7
    assert "7 quedan sin cambio: «Después» dice por qué." in dialog.state.text()
    assert not dialog.consent.isVisible()
    shown = [model.motivo_of(each) for each in locked]
    assert all(each.endswith(REOPEN) for each in shown)
    dialog.apply_button.click()
    dialog.close_button.click()
    after = office.linea(0, 0)
    assert [each.comentario for each in after.avances[2:4]] == [
        "Bacheo del mes 3",
        "relleno del mes 4",
    ]
    assert [each.evidencias[0].nombre for each in after.avances[2:4]] == [
        "bacheo 3.txt", "relleno 4.txt",
    ]  # fmt: skip
    assert [each.concepto for each in office.poa.actividades[0].gastos] == ["Bacheo", "relleno"]


def test_history_tells_a_closed_month_and_restores_an_open_one(office: Office) -> None:
    office.space.show_place(Place(L, office.linea(0, 0).id))
    dialog = show_historial(office.space)
    assert dialog is not None
    seen = {}
    for row in range(dialog.model.rowCount()):
        dialog.table.selectRow(row)
        entry = dialog.entry
        assert entry is not None
        if "Realizado" in entry.campo and entry.despues == "1" and entry.antes == "0":
            seen[entry.campo] = dialog.before.button.isEnabled(), dialog.told.text()
    march = next(value for campo, value in seen.items() if "marzo" in campo)
    may = next(value for campo, value in seen.items() if "mayo" in campo)
    assert march == (False, f"Marzo está cerrado (folio {office.folio}): {REOPEN}")
    assert may[0] and not may[1]
    dialog.close_button.click()


def test_a_sealed_poa_is_not_deleted_and_its_units_are_left(office: Office, qtbot: QtBot) -> None:
    office.session.run("Otro", lambda db: poas.create(db, "Parques", 2024))
    poas_dialog = PoasDialog(office.session, office.window)
    qtbot.addWidget(poas_dialog)
    poas_dialog._fill(1)
    poas_dialog.delete()
    assert "no se elimina" in said_by(poas_dialog)
    assert poas_dialog.delete_button.text().endswith("…")
    units = UnidadesDialog(office.session, office.window)
    qtbot.addWidget(units)
    units.groups.topLevelItem(0).setText(2, "Trabajo")
    units.unify()
    assert units.message.text().startswith("1 línea conserva su unidad")
    found = [each.unidad_medida for each in office.poa.lineas]
    assert sorted(found) == ["Acción", "Trabajo", "Trabajo"]


def said_by(dialog: PoasDialog) -> str:
    return " ".join(each.text for each in dialog.note.messages)
