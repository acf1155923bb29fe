"""Evidence that comes in: dropped, pasted, attached; what is asked first, and what fails."""

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poa_desktop import files
from poa_desktop.data import integrity
from poa_desktop.data.evidencias import MAX_BYTES
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.evidence import incoming
from poa_desktop.ui.evidence.incoming_dialog import IncomingDialog
from poa_desktop.ui.evidence.month_button import MonthButton
from poa_desktop.ui.evidence.owner import EVIDENCIAS
from poa_desktop.ui.evidence.progress import ProgressDialog
from poa_desktop.ui.session import Session
from tests.evidence_files import one_page_pdf, photo
from tests.faulty_disk import DiskFault
from tests.ui.evidence_page import CTRL, NO, Outside, attach, drop, heavy, names, urls, write


def test_files_dropped_on_the_button_of_a_month_come_in_there(
    page: AvancePage, tmp_path: Path
) -> None:
    button = page.panel.months.button(7)
    assert isinstance(button, MonthButton)
    data = urls(write(tmp_path, a_txt=b"a", b_txt=b"b"))
    enter = QDragEnterEvent(
        QPoint(3, 3), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO
    )
    button.dragEnterEvent(enter)
    assert enter.isAccepted() and button.isDown()
    button.dropEvent(drop(data))
    assert not button.isDown()
    assert names(page.session, mes=7) == ["a.txt", "b.txt"]
    assert page.session.store.undo_title == "Adjuntar 2 evidencias a P1.1, julio"
    assert names(page.session, mes=9) == []


def test_files_dropped_on_a_cell_come_in_there(page: AvancePage, tmp_path: Path) -> None:
    table = page.grid.table
    index = page.model.index(2, page.model.column_of_month(8))
    data = urls(write(tmp_path, a_txt=b"a"))
    center = QPointF(table.visualRect(index).center())
    over = QDragEnterEvent(
        center.toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO
    )
    QApplication.sendEvent(table.viewport(), over)
    assert over.isAccepted()
    QApplication.sendEvent(table.viewport(), drop(data, center))
    assert names(page.session, "P1.2", 8) == ["a.txt"]
    heading = QPointF(table.visualRect(page.model.index(0, 4)).center())
    event = drop(data, heading)
    QApplication.sendEvent(table.viewport(), event)
    assert not event.isAccepted()


def test_files_dropped_beside_the_list_come_in_and_are_no_text(
    page: AvancePage, tmp_path: Path
) -> None:
    data = urls(write(tmp_path, a_txt=b"a"))
    assert not page.panel.comentario._edit.canInsertFromMimeData(data)
    enter = QDragEnterEvent(
        QPoint(3, 3), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO
    )
    page.panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.panel.dropEvent(drop(data))
    assert names(page.session) == ["a.txt"]


def test_files_are_pasted_while_the_table_has_the_keyboard(
    page: AvancePage, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setMimeData(urls(write(tmp_path, a_txt=b"a")))
    QTest.keyClick(page.grid.table, Qt.Key.Key_V, CTRL)
    assert names(page.session) == ["a.txt"]
    QGuiApplication.clipboard().setText("3")  # a block of cells stays the table's
    QTest.keyClick(page.grid.table, Qt.Key.Key_V, CTRL)
    assert names(page.session) == ["a.txt"]
    assert page.session.store.undo_title == "Pegar 1 celda"
    data = QMimeData()  # what a spreadsheet puts there: cells, and a picture of them
    data.setText("4")
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(page.grid.table, Qt.Key.Key_V, CTRL)
    assert names(page.session) == ["a.txt"]


def test_nothing_is_pasted_where_no_linea_is_chosen(page: AvancePage, tmp_path: Path) -> None:
    page.grid.table.go(0, 4)  # the heading of a programa
    assert not page.panel.isVisible()
    QGuiApplication.clipboard().setMimeData(urls(write(tmp_path, a_txt=b"a")))
    QTest.keyClick(page.grid.table, Qt.Key.Key_V, CTRL)
    assert page.foot.notice.text() == "Elija la celda de una línea y pegue otra vez."
    assert page.session.store.undo_title is None


def test_a_picture_is_pasted_from_wherever_on_the_page(page: AvancePage) -> None:
    picture = QImage(12, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    QTest.keyClick(page.panel.months.button(9), Qt.Key.Key_V, CTRL)
    assert names(page.session) == ["Imagen P1.1 septiembre.png"]


def test_bad_files_are_named_and_the_good_come_in_only_when_agreed(
    page: AvancePage, outside: Outside, tmp_path: Path
) -> None:
    big = tmp_path / "video.mp4"
    with open(big, "wb") as stream:
        stream.truncate(MAX_BYTES * 3)
    paths = [*write(tmp_path, a_txt=b"a", enlace_lnk=b"x", b_txt=b"b"), big, tmp_path / "no.pdf"]
    (tmp_path / "....").write_bytes(b"z")
    paths.append(tmp_path / "....")
    before = page.session.store.content_hash()
    asked = outside.press("No adjuntar nada")
    attach(page, paths)
    assert asked == [
        "4 archivos no se pueden adjuntar.",
        "enlace.lnk: es un acceso directo: adjunte el archivo al que lleva",
        "video.mp4: pesa 75.0 MB y el límite es de 25 MB: reduzca el archivo o divídalo",
        "no.pdf: ya no existe",
        "(sin nombre): no tiene un nombre que se pueda guardar: cámbielo",
        "Adjuntar las demás (2)",
        "No adjuntar nada",
    ]
    assert page.session.store.content_hash() == before
    assert page.foot.notice.text() == "No se adjuntó nada."
    outside.press("Adjuntar las demás (2)")
    attach(page, paths)
    assert names(page.session) == ["a.txt", "b.txt"]


def test_a_folder_is_opened_one_level_after_a_question(
    page: AvancePage, outside: Outside, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "Fotos de septiembre"
    (folder / "más").mkdir(parents=True)
    write(folder, b_jpg=photo(1), a_jpg=photo(2), desktop_ini=b"x")
    write(folder / "más", c_jpg=photo(3))
    asked = outside.press("Adjuntar las demás (2)")
    page.panel.evidence.list.dropEvent(drop(urls([folder])))
    qtbot.waitUntil(lambda: len(names(page.session)) == 2)
    assert names(page.session) == ["a.jpg", "b.jpg"]
    assert "«Fotos de septiembre» es una carpeta: se tomaron los archivos que tiene." in asked[0]
    assert asked[1] == "más: es una carpeta dentro de otra: ábrala y arrastre sus archivos"


def test_what_is_in_the_poa_already_is_told_with_its_place(
    page: AvancePage, outside: Outside, tmp_path: Path
) -> None:
    paths = write(tmp_path, factura_pdf=one_page_pdf("Factura"))
    attach(page, paths)
    page.grid.table.go(2, page.model.column_of_month(9))
    other = write(tmp_path, copia_pdf=paths[0].read_bytes())
    asked = outside.press("No adjuntar nada")
    attach(page, other)
    assert asked == [
        "1 archivo está repetido.",
        "copia.pdf: ya está en P1.1, septiembre: «factura.pdf»",
        "Adjuntar también aquí",
        "No adjuntar nada",
    ]
    assert names(page.session, "P1.2") == []
    outside.press("Adjuntar también aquí")
    attach(page, other)
    assert names(page.session, "P1.2") == ["copia.pdf"]


def test_what_comes_twice_in_one_drop_is_asked_about(
    page: AvancePage, outside: Outside, tmp_path: Path
) -> None:
    paths = write(tmp_path, a_txt=b"igual", b_txt=b"igual", c_txt=b"otro", d_txt=b"", e_txt=b"")
    asked = outside.press("Adjuntar las demás (4)")
    attach(page, paths)
    assert asked[1] == "b.txt: viene también como «a.txt»"
    assert asked[2:] == [
        "Adjuntar las demás (4)",
        "Adjuntar también las repetidas (5)",
        "No adjuntar nada",
    ]
    assert names(page.session) == ["a.txt", "c.txt", "d.txt", "e.txt"]
    assert "2 están vacíos (0 bytes), entre ellos «d.txt»." in page.foot.notice.text()


def test_too_many_files_are_no_evidence(
    page: AvancePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST", 3)
    told: list[str] = []
    page.session.failed.connect(told.append)
    attach(page, write(tmp_path, a_t=b"", b_t=b"", c_t=b"", d_t=b""))
    assert told == ["Son más de 3 archivos: adjunte por partes los que son evidencia."]


def test_long_work_has_a_bar_and_cancel_changes_nothing(
    page: AvancePage, tmp_path: Path, qtbot: QtBot
) -> None:
    before = page.session.store.content_hash()
    told: list[str] = []
    page.panel.evidence.told.connect(told.append)
    page.panel.evidence.attach_files(heavy(tmp_path))
    (dialog,) = page.window().findChildren(ProgressDialog)
    assert dialog.isVisible() and dialog.isModal()
    dialog.cancel_button.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Se canceló: no se adjuntó nada."]
    assert page.session.store.content_hash() == before
    assert page.session.store.undo_title is None
    page.panel.evidence.attach_files(heavy(tmp_path))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[-1] == "Se adjuntaron 30 evidencias."
    assert page.session.store.undo_title == "Adjuntar 30 evidencias a P1.1, septiembre"
    page.session.undo()
    assert page.session.store.content_hash() == before


def test_cancelling_while_it_is_written_takes_everything_back(
    session: Session, tmp_path: Path
) -> None:
    from poa_desktop.ui.evidence.attaching import _attach
    from poa_desktop.ui.evidence.owner import month_owner
    from poa_desktop.ui.job import Cancelled

    assert session.poa is not None
    owner = month_owner(session.poa.lineas[0].id, "P1.1", 9)
    batch = incoming.gather(heavy(tmp_path), {})
    before = session.store.content_hash()

    def progress(fraction: float) -> None:
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        session.run_beside("Adjuntar", lambda db: _attach(db, owner, batch.files, progress))
    assert session.store.content_hash() == before
    assert integrity.verify(session.store.connection).integro


@pytest.mark.parametrize("count", [3, 30])
def test_a_full_disk_changes_nothing_and_says_so_once(
    page: AvancePage, tmp_path: Path, qtbot: QtBot, count: int
) -> None:
    told: list[str] = []
    page.session.failed.connect(told.append)
    connection = page.session.store.connection
    before = page.session.store.content_hash()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    page.panel.evidence.attach_files(heavy(tmp_path, count))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [
        "El disco está lleno y no se guardó el cambio en «x.poa»: libere espacio y repita."
    ]
    assert page.session.store.content_hash() == before
    assert integrity.verify(connection).integro


def test_a_file_that_goes_between_question_and_writing_changes_nothing(
    page: AvancePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(incoming, "HELD_BYTES", 0)
    told: list[str] = []
    page.session.failed.connect(told.append)
    paths = heavy(tmp_path, 3)
    before = page.session.store.content_hash()
    real = incoming.gather

    def gather(*arguments: object, **options: object) -> incoming.Batch:
        batch = real(*arguments, **options)  # type: ignore[arg-type]
        paths[1].unlink()
        return batch

    monkeypatch.setattr("poa_desktop.ui.evidence.attaching.gather", gather)
    page.panel.evidence.attach_files(paths)
    qtbot.waitUntil(lambda: bool(told))
    assert "No existe" in told[0]
    assert page.session.store.content_hash() == before


def test_a_drive_that_fails_is_the_reason_of_its_files(
    page: AvancePage, tmp_path: Path, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write(tmp_path, a_txt=b"a", b_txt=b"b", c_txt=b"c")
    asked = outside.press("Adjuntar las demás (2)")
    with monkeypatch.context() as patched:
        fault = DiskFault(2, errno.EIO, for_ever=False)
        patched.setattr(files, "open", fault.wrap(open), raising=False)
        attach(page, paths)
    assert asked[1] == "b.txt: no se pudo leer (EIO): revise la unidad"
    assert names(page.session) == ["a.txt", "c.txt"]


def test_what_is_left_to_attach_is_said_in_the_plural(qtbot: QtBot) -> None:
    files = [incoming.Incoming(f"IMG_{number}.jpg", 200_000) for number in range(9)]
    twice = incoming.Incoming("IMG_0.jpg", 200_000, where="viene también como «IMG_1.jpg»")
    for batch, said in (
        (incoming.Batch((*files, twice), ("Fotos",)), "9 archivos se pueden adjuntar (1.8 MB)."),
        (incoming.Batch((files[0], twice), ("Fotos",)), "1 archivo se puede adjuntar (200 KB)."),
    ):
        dialog = IncomingDialog(batch, EVIDENCIAS, "A3.1, marzo")
        qtbot.addWidget(dialog)
        assert dialog.message.text().endswith(said)
        assert "1 archivo está repetido." in dialog.message.text()  # not: is in the POA already
