"""Evidence that is there: saved, copied and opened, moved, judged, renamed and taken off."""

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from poa_desktop.data import evidencias
from poa_desktop.data.store import Store
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoEvidencia
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.evidence.menu import fill_move_menu
from poa_desktop.ui.evidence.month_button import MonthButton
from poa_desktop.ui.evidence.motivo_dialog import MotivoDialog
from poa_desktop.ui.evidence.thumbnails import thumbnails_of
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.evidence_files import photo
from tests.faulty_disk import DiskFault
from tests.ui.evidence_page import CTRL, NO, Outside, at, clock, drop, names, write

# -- going out ---------------------------------------------------------------------------------


def test_several_are_saved_into_a_folder_where_nothing_is_lost(
    three: AvancePage, outside: Outside, tmp_path: Path
) -> None:
    outside.folder = tmp_path / "out"
    outside.folder.mkdir()
    (outside.folder / "FOTO.JPG").write_bytes(b"mine")
    three.panel.evidence.save_current_as()
    assert {path.name for path in outside.folder.iterdir()} == {
        "FOTO.JPG",
        "foto (2).jpg",
        "oficio.pdf",
        "nota.zip",
    }
    assert (outside.folder / "FOTO.JPG").read_bytes() == b"mine"
    assert three.foot.notice.text() == "Se guardaron 3 evidencias en «out»."


def test_a_disk_that_fails_says_how_many_are_there(
    three: AvancePage, outside: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside.folder = tmp_path / "out"
    outside.folder.mkdir()
    told: list[str] = []
    three.session.failed.connect(told.append)
    with monkeypatch.context() as patched:
        DiskFault(4, errno.ENOSPC, for_ever=True).install_writes(patched)
        three.panel.evidence.save_current_as()
    assert len(told) == 1 and "El disco está lleno" in told[0]
    assert "Se guardaron " in told[0] and "de 3." in told[0]
    assert not [path for path in outside.folder.iterdir() if path.suffix == ".tmp"]


def test_copies_for_other_programs_are_written_when_they_ask(three: AvancePage) -> None:
    data = three.panel.evidence.list.mimeData(three.panel.evidence.list.selectedItems())
    work = three.panel.evidence.work
    assert work._copies is None  # a drag within the window writes nothing
    assert data.hasUrls()
    paths = [Path(url.toLocalFile()) for url in data.urls()]
    assert [path.name for path in paths] == ["foto.jpg", "oficio.pdf", "nota.zip"]
    assert paths[2].read_bytes() == b"\0n"
    assert [Path(url.toLocalFile()) for url in data.urls()] == paths


def test_evidence_is_copied_as_files(three: AvancePage) -> None:
    QTest.keyClick(three.panel.evidence.list, Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    paths = [Path(url.toLocalFile()) for url in data.urls()]
    assert [path.name for path in paths] == ["foto.jpg", "oficio.pdf", "nota.zip"]
    assert paths[0].read_bytes() == photo(1)


def test_a_few_are_opened_at_once_and_no_more(three: AvancePage, outside: Outside) -> None:
    three.panel.evidence.open_current()
    assert [path.name for path in outside.opened] == ["foto.jpg", "oficio.pdf", "nota.zip"]
    three.panel.evidence.work.open(three.panel.evidence.chosen() * 2)
    assert len(outside.opened) == 3
    assert three.foot.notice.text() == "Se abren hasta 5 a la vez: elija menos."


# -- changing ----------------------------------------------------------------------------------


def test_dragging_onto_a_month_moves_in_one_operation(three: AvancePage) -> None:
    box = three.panel.evidence
    data = box.list.mimeData(box.list.selectedItems()[:2])
    data = box.work.dragged(box.chosen()[:2])
    button = three.panel.months.button(7)
    assert isinstance(button, MonthButton)
    button.dropEvent(drop(data))
    assert names(three.session, mes=7) == ["foto.jpg", "oficio.pdf"]
    assert names(three.session, mes=9) == ["nota.zip"]
    assert three.session.store.undo_title == "Mover 2 evidencias a P1.1, julio"
    assert box.work._copies is None
    three.session.undo()
    assert len(names(three.session, mes=9)) == 3


def test_dragging_onto_a_cell_moves_to_another_linea(three: AvancePage) -> None:
    table = three.grid.table
    index = three.model.index(2, three.model.column_of_month(8))
    data = three.panel.evidence.work.dragged(three.panel.evidence.chosen())
    center = QPointF(table.visualRect(index).center())
    over = QDragEnterEvent(
        center.toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO
    )
    QApplication.sendEvent(table.viewport(), over)
    event = drop(data, center)
    QApplication.sendEvent(table.viewport(), event)
    assert event.isAccepted()
    assert names(three.session, "P1.2", 8) == ["foto.jpg", "oficio.pdf", "nota.zip"]
    assert three.session.store.undo_title == "Mover 3 evidencias a P1.2, agosto"


def test_records_of_another_file_come_in_as_files(three: AvancePage, tmp_path: Path) -> None:
    """Two windows: the ids of one mean nothing in the other."""
    from poa_desktop.ui.evidence.mime import EvidenceMime

    (path,) = write(tmp_path, ajeno_txt=b"de otro archivo")
    data = EvidenceMime(three.panel.evidence.chosen(), "otra clave", lambda: [path])
    three.panel.evidence.receive((three.panel._linea_id, "P1.1", 7), data)
    assert names(three.session, mes=7) == ["ajeno.txt"]
    assert len(names(three.session, mes=9)) == 3


def test_records_of_a_copy_of_this_file_in_another_program_come_in_as_files(
    three: AvancePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy has the same clave, and under the same ids it may have other evidencias."""
    from poa_desktop.ui.evidence import mime

    (path,) = write(tmp_path, ajeno_txt=b"de la copia")
    clave = three.session.store.clave
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(mime, "_HERE", "otro programa")
        data = mime.EvidenceMime(three.panel.evidence.chosen(), clave, lambda: [path])
    three.panel.evidence.receive((three.panel._linea_id, "P1.1", 7), data)
    assert names(three.session, mes=7) == ["ajeno.txt"]
    assert len(names(three.session, mes=9)) == 3


def test_the_menu_moves_to_another_month_and_to_another_linea(three: AvancePage) -> None:
    box = three.panel.evidence
    box.work.judge(box.chosen(), EstadoEvidencia.ACEPTADA)
    menu = QMenu()
    fill_move_menu(menu, box.work, box.chosen, three.session.poa)
    months = [each for each in menu.actions() if each.menu() is None and each.text()]
    assert [each.text() for each in months][:3] == ["Enero", "Febrero", "Marzo"]
    assert [each.text() for each in months if not each.isEnabled()] == ["Septiembre"]
    others = menu.actions()[-1].menu()
    block = others.actions()[0].menu()
    block.aboutToShow.emit()
    block.actions()[1].trigger()
    moved = at(three.session, "P1.2", 9)
    assert len(moved) == 3
    # what was judged was the proof of something else
    assert {each.estado for each in moved} == {EstadoEvidencia.PENDIENTE}
    assert "Queda pendiente de revisión" in three.foot.notice.text()
    three.session.undo()
    assert {each.estado for each in at(three.session, "P1.1", 9)} == {EstadoEvidencia.ACEPTADA}
    menu.deleteLater()


def test_judging_from_the_window(three: AvancePage, outside: Outside) -> None:
    box = three.panel.evidence

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, MotivoDialog)
        assert not dialog.ok_button.isEnabled()
        dialog.edit.setPlainText("La foto\nes de otro mes")
        assert dialog.ok_button.isEnabled()
        return True

    outside.answer = answer
    box.work.observe(box.chosen())
    found = at(three.session, "P1.1", 9)
    assert {(e.estado, e.motivo) for e in found} == {
        (EstadoEvidencia.OBSERVADA, "La foto\nes de otro mes")
    }
    assert three.session.store.undo_title == "Observar 3 evidencias"
    box.work.judge(box.chosen(), EstadoEvidencia.ACEPTADA)
    assert {(e.estado, e.motivo) for e in at(three.session, "P1.1", 9)} == {
        (EstadoEvidencia.ACEPTADA, "")
    }
    box.work.judge(box.chosen(), EstadoEvidencia.PENDIENTE)
    for _ in range(3):
        three.session.undo()
    assert {e.estado for e in at(three.session, "P1.1", 9)} == {EstadoEvidencia.PENDIENTE}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Acta 12", "Acta 12.jpg"),
        ("Acta 12.JPG", "Acta 12.JPG"),
        ("Acta 12.3", "Acta 12.3.jpg"),
        ("Acta 12.png", "Acta 12.png"),  # whoever writes another known one means it
        ("", "foto.jpg"),
    ],
)
def test_a_new_name_keeps_its_suffix(three: AvancePage, typed: str, kept: str) -> None:
    item = three.panel.evidence.list.topLevelItem(0)
    assert item is not None
    item.setText(0, typed)
    assert names(three.session)[0] == kept


def test_renaming_begins_with_the_stem_chosen(three: AvancePage) -> None:
    from PySide6.QtWidgets import QLineEdit

    box = three.panel.evidence
    box.list.setCurrentItem(box.list.topLevelItem(0))
    box.list.rename_current()
    QApplication.processEvents()
    (editor,) = box.list.findChildren(QLineEdit)
    assert editor.selectedText() == "foto"
    editor.setText("otra")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert names(three.session)[0] == "otra.jpg"


def test_several_are_taken_off_as_one(three: AvancePage) -> None:
    QTest.keyClick(three.panel.evidence.list, Qt.Key.Key_Delete)
    assert names(three.session) == []
    assert three.session.store.undo_title == "Quitar 3 evidencias"
    three.session.undo()
    assert len(names(three.session)) == 3


def test_a_file_that_is_only_read_changes_nothing(
    tmp_path: Path, qtbot: QtBot, outside: Outside, store: Store, session: Session
) -> None:
    from poa_desktop.data.store import open_store

    assert session.poa is not None
    linea = session.poa.lineas[0].id
    store.run("x", lambda db: evidencias.attach(db, linea, 9, "a.txt", b"a"))
    store.close()
    with open_store(tmp_path / "x.poa", clock, read_only=True) as closed:
        reading = Session(closed, clock)
        reading.set_periodo(parse_periodo("2024-T3"))
        page = AvancePage(reading, Place(TipoLugar.POA, 1), access=outside.access())
        qtbot.addWidget(page)
        page.show()
        page.grid.table.go(1, page.model.column_of_month(9))
        box = page.panel.evidence
        box.list.selectAll()
        enabled = {n for n, action in box._actions.items() if action.isEnabled()}
        assert enabled == {
            "Abrir", "Ver en grande", "Copiar", "Guardar como…", "Guardar en una carpeta…"
        }  # fmt: skip
        assert not any(each.isEnabled() for each in box._change_menus)
        QTest.keyClick(box.list, Qt.Key.Key_Delete)
        button = page.panel.months.button(7)
        assert isinstance(button, MonthButton) and not button.takes_drops
        assert names(reading) == ["a.txt"]
        qtbot.waitUntil(lambda: thumbnails_of(reading).is_idle)
