"""The steps of a period, taken as a person would: what they ask, write, refuse and leave."""

import shutil
import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from poa_desktop.data import backup, lineas
from poa_desktop.data.folders import backups_folder
from poa_desktop.poa.tramites import EstadoPeriodo, Paso
from poa_desktop.ui.actions import PERIOD_STEPS
from poa_desktop.ui.cierre.entrega_dialog import EntregaDialog
from poa_desktop.ui.cierre.versiones_dialog import VersionesDialog
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.session import BUSY
from tests.ui.cierre_window import (
    REASON,
    Clerk,
    page_of,
    rows,
    session_of,
    show,
    take,
)

STEP_NAMES = {Paso(value): name for name, value in PERIOD_STEPS.items()}


@pytest.fixture
def window(closing_window: MainWindow) -> MainWindow:
    """The example in its first quarter, of which one línea is sin capturar."""
    return closing_window


# -- the steps -------------------------------------------------------------------------------------


@pytest.mark.parametrize("paso", [Paso.ENVIO, Paso.CIERRE])
def test_the_dialog_waits_for_everything_that_is_needed(
    window: MainWindow, clerk: Clerk, paso: Paso
) -> None:
    waits: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, EntregaDialog)
        assert not dialog.ok_button.isEnabled()
        waits.append(dialog.told.text())
        assert dialog.en_cero.text() == "C&onfirmo que fue 0 lo que falta capturar: A9.3"
        dialog.en_cero.setChecked(True)
        assert dialog.razones.table.rowCount() == 1
        waits.append(dialog.told.text())
        dialog.razones.table.item(0, 1).setText(REASON)
        waits.append(dialog.told.text())
        assert dialog.ok_button.isEnabled() == (paso is Paso.ENVIO)
        dialog.leido.setChecked(True)
        assert dialog.ok_button.isEnabled()
        dialog.en_cero.setChecked(False)
        assert not dialog.ok_button.isEnabled()

    clerk.look = look
    take(window, paso)
    capture, explain, read = waits
    assert "capturar lo que falta, o confirmar que fue 0" in capture
    assert "escribir 1 justificación" in explain
    assert ("leer los avisos" in read) == (paso is Paso.CIERRE)
    poa = session_of(window).poa
    assert poa is not None
    march = poa.actividades[8].lineas[2].avances[2]
    assert (march.realizado, march.justificacion) == (0, REASON)


def test_the_cierre_tells_figure_rule_and_that_it_is_frozen(
    window: MainWindow, clerk: Clerk
) -> None:
    heads: list[list[tuple[str, str]]] = []

    def look(dialog: QDialog) -> None:
        if isinstance(dialog, EntregaDialog):
            heads.append(dialog._head())

    clerk.look = look
    take(window, Paso.CIERRE)
    (title, _), (rule, _) = heads[0]
    assert title == "Primer trimestre, enero a marzo de 2024: 92.6 %, 75 de 81 actos"
    assert "cada mes programado de una línea de acción es un acto" in rule
    assert "quedan fijos para 2024" in rule
    take(window, Paso.REAPERTURA, Paso.CIERRE)
    assert "quedan fijos" not in heads[-1][1][0]


def test_one_text_goes_into_the_chosen_lineas_or_into_the_empty_ones(
    window: MainWindow, clerk: Clerk, qtbot: QtBot
) -> None:
    show(window, "2024-T3")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, EntregaDialog)
        dialog.en_cero.setChecked(True)
        table, reasons = dialog.razones.table, dialog.razones
        assert table.rowCount() > 5
        assert not reasons.chosen_button.isEnabled()
        reasons.text.setText("Lluvia")
        for row in (1, 3):
            table.selectRow(row) if row == 1 else table.item(row, 0).setSelected(True)
        reasons.chosen_button.click()
        assert {row for row in range(table.rowCount()) if table.item(row, 1).text()} == {1, 3}
        table.item(0, 1).setText("Otra razón")
        reasons.text.setText("Reprogramado")
        reasons.empty_button.click()
        texts = [table.item(row, 1).text() for row in range(table.rowCount())]
        assert texts[:4] == ["Otra razón", "Lluvia", "Reprogramado", "Lluvia"]
        assert reasons.missing == 0

    clerk.look = look
    take(window, Paso.ENVIO)
    assert session_of(window).estado() is EstadoPeriodo.ENVIADO


@pytest.mark.parametrize("paso", [Paso.ENVIO, Paso.CIERRE])
@pytest.mark.parametrize("way", ["no name", "gives up"])
def test_who_gives_up_changes_nothing(
    window: MainWindow, clerk: Clerk, paso: Paso, way: str
) -> None:
    clerk.says_who, clerk.agrees = way != "no name", way != "gives up"
    before = session_of(window).store.content_hash()
    take(window, paso)
    assert session_of(window).store.content_hash() == before
    assert session_of(window).estado() is EstadoPeriodo.ABIERTO
    assert bool(clerk.seen) == (way == "gives up")


@pytest.mark.parametrize("paso", [Paso.RETIRO, Paso.DEVOLUCION, Paso.REAPERTURA])
def test_a_step_that_cannot_be_taken_tells_why(
    window: MainWindow, clerk: Clerk, paso: Paso
) -> None:
    assert window.workspace is not None
    before = session_of(window).store.content_hash()
    window.actions_[STEP_NAMES[paso]].trigger()
    assert window.workspace.banner.isVisible()
    assert window.workspace.banner.label.text().startswith("Primer trimestre")
    assert clerk.seen == []
    assert session_of(window).store.content_hash() == before


@pytest.mark.parametrize("paso", [Paso.DEVOLUCION, Paso.REAPERTURA])
def test_some_steps_need_a_word(window: MainWindow, clerk: Clerk, paso: Paso) -> None:
    take(window, *((Paso.ENVIO,) if paso is Paso.DEVOLUCION else (Paso.CIERRE,)))
    before = session_of(window).estado()
    clerk.nota = "   "
    take(window, paso)
    assert session_of(window).estado() is before


def test_a_copy_is_kept_before_a_cierre_and_a_reapertura(window: MainWindow) -> None:
    path = session_of(window).store.path
    kept = len(backup.list_backups(path, backups_folder()))
    take(window, Paso.ENVIO)
    assert len(backup.list_backups(path, backups_folder())) == kept
    take(window, Paso.CIERRE)
    assert len(backup.list_backups(path, backups_folder())) == kept + 1
    take(window, Paso.REAPERTURA)
    assert len(backup.list_backups(path, backups_folder())) == kept + 2


def test_the_envio_is_undone_and_the_cierre_is_not(window: MainWindow) -> None:
    take(window, Paso.ENVIO)
    assert window.actions_["deshacer"].text() == "&Deshacer: Enviar 2024-T1 a Planeación"
    window.actions_["deshacer"].trigger()
    assert session_of(window).estado() is EstadoPeriodo.ABIERTO
    assert "A9.3: falta capturar marzo." in rows(window)
    take(window, Paso.CIERRE)
    assert not window.actions_["deshacer"].isEnabled()
    assert session_of(window).store.undo_title is None
    assert session_of(window).estado() is EstadoPeriodo.CERRADO


def test_a_disk_that_keeps_no_copy_stops_the_cierre(window: MainWindow) -> None:
    folder = backups_folder()
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("Donde iban los respaldos hay un archivo.")
    session = session_of(window)
    before = session.store.content_hash()
    told: list[str] = []
    session.failed.connect(told.append)
    take(window, Paso.CIERRE)
    assert len(told) == 1
    assert (session.store.content_hash(), session.estado()) == (before, EstadoPeriodo.ABIERTO)


# -- after the envío, and the versions -------------------------------------------------------------


def test_what_changes_after_the_envio_is_told(window: MainWindow, clerk: Clerk) -> None:
    take(window, Paso.ENVIO)
    head, session = page_of(window).head, session_of(window)
    assert not head.changed.isVisible()
    poa = session.poa
    assert poa is not None
    first, second = (each.id for each in poa.actividades[2].lineas[:2])
    session.run("x", lambda db: lineas.edit_avance(db, first, 3, realizado=200))
    assert head.changed.isVisible()
    assert head.changed.text().startswith("Desde el envío cambió: A3.1, Realizado de marzo: ")
    session.run("x", lambda db: lineas.edit_avance(db, second, 3, comentario="Tarde"))
    assert head.changed.text().endswith("(y 1 más)")
    head.changes_button.click()
    dialog = clerk.seen[-1]
    assert isinstance(dialog, VersionesDialog)
    assert dialog.told.text() == "2 diferencias."
    assert dialog.after.currentText() == "Ahora"
    session.undo()
    session.undo()
    assert not head.changed.isVisible()


def test_two_versions_are_compared_and_copied(window: MainWindow, clerk: Clerk) -> None:
    take(window, Paso.CIERRE, Paso.REAPERTURA)
    session = session_of(window)
    poa = session.poa
    assert poa is not None
    linea = poa.actividades[2].lineas[0].id
    session.run(
        "x",
        lambda db: lineas.edit_avance(db, linea, 3, realizado=500, justificacion="Se contó mal"),
    )
    take(window, Paso.CIERRE)
    actas = page_of(window).actas
    texts = [actas.table.item(row, 0).text() for row in range(actas.table.rowCount())]
    assert texts == ["Cierre, versión 2", "Reapertura", "Cierre, versión 1"]
    assert actas.table.item(1, 5).text() == clerk.nota
    sellos = session.store.sellos()
    assert [actas.table.item(row, 3).text() for row in range(3)] == [
        each.folio for each in reversed(sellos)
    ]
    actas.compare_button.click()
    dialog = clerk.seen[-1]
    assert isinstance(dialog, VersionesDialog)
    found = [dialog.table.item(row, 1).text() for row in range(dialog.table.rowCount())]
    assert "Realizado, marzo" in found
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert "Cierre, versión 1, del 15/10/2024 10:32 → Cierre, versión 2" in copied
    assert "A3.1, Realizado de marzo: " in copied
    dialog.choose(1, 1)
    assert dialog.told.text() == "No hay ninguna diferencia."
    actas.table.selectRow(2)
    actas.copy_button.click()
    assert QGuiApplication.clipboard().text() == sellos[0].codigo


def test_a_step_from_the_menu_leads_to_the_page(window: MainWindow, clerk: Clerk) -> None:
    assert window.workspace is not None
    window.workspace.show_page("tablero")
    clerk.agrees = False
    window.actions_[STEP_NAMES[Paso.ENVIO]].trigger()
    assert window.workspace.page_name == "tablero"
    clerk.agrees = True
    window.actions_[STEP_NAMES[Paso.ENVIO]].trigger()
    assert window.workspace.page_name == "cierre"
    assert session_of(window).estado() is EstadoPeriodo.ENVIADO


def test_the_acta_of_a_cierre_is_shown_as_paper(window: MainWindow) -> None:
    actas = page_of(window).actas
    take(window, Paso.ENVIO)
    assert not actas.acta_button.isEnabled()
    take(window, Paso.CIERRE)
    assert actas.acta_button.isEnabled()
    actas.acta_button.click()
    assert window.preview is not None
    window.close_preview()


def test_a_period_is_not_closed_while_the_file_is_read_elsewhere(
    window: MainWindow, clerk: Clerk
) -> None:
    """The copy that goes before would meet the statement of another thread."""
    session = session_of(window)
    told: list[str] = []
    session.failed.connect(told.append)
    began, end = threading.Event(), threading.Event()

    def hold() -> None:
        began.set()
        end.wait(30)

    other = threading.Thread(target=session.store.while_idle, args=(hold,))
    other.start()
    began.wait(30)
    try:
        assert not session.back_up("cierre")
    finally:
        end.set()
        other.join()
    assert told == [BUSY]
    assert session.back_up("cierre")
