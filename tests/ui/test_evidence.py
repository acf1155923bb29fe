"""Evidence in the window: what comes in and how, what is asked, what is done with it."""

import errno
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from poa_desktop import files
from poa_desktop.data import evidencias, integrity
from poa_desktop.data.evidencias import MAX_BYTES
from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoEvidencia, Evidencia
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.evidence import incoming
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.gallery import GalleryDialog
from poa_desktop.ui.evidence.incoming_dialog import IncomingDialog
from poa_desktop.ui.evidence.look_dialog import LookDialog
from poa_desktop.ui.evidence.menu import fill_move_menu
from poa_desktop.ui.evidence.month_button import MonthButton
from poa_desktop.ui.evidence.motivo_dialog import MotivoDialog
from poa_desktop.ui.evidence.owner import EVIDENCIAS
from poa_desktop.ui.evidence.placed import Placed, placed_in
from poa_desktop.ui.evidence.progress import ProgressDialog
from poa_desktop.ui.evidence.text_picture import text_picture
from poa_desktop.ui.evidence.thumbnails import Thumbnails, thumbnails_of
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.status_bar import StatusBar
from tests.evidence_files import bomb_png, one_page_pdf, photo
from tests.faulty_disk import DiskFault

CTRL = Qt.KeyboardModifier.ControlModifier
NO = Qt.KeyboardModifier.NoModifier
MARCH = 9
"""The month that is worked in; its name is septiembre."""


class Outside:
    """Answers to every question, and what was asked."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.target: Path | None = None
        self.opened: list[Path] = []
        self.dialogs: list[QDialog] = []
        self.answer: Callable[[QDialog], bool] | None = None

    def access(self) -> EvidenceAccess:
        return EvidenceAccess(
            ask_files=lambda _parent: [],
            ask_target=lambda _parent, _nombre: self.target,
            ask_folder=lambda _parent: self.folder,
            review=self._review,
            open_file=self._open,
        )

    def _review(self, dialog: QDialog) -> bool:
        assert self.answer is not None, f"nobody planned {dialog}"
        return self.answer(dialog)

    def _open(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    def press(self, text: str) -> list[str]:
        """Answer the next question with a button; gives a list that gets what was asked."""
        asked: list[str] = []

        def answer(dialog: QDialog) -> bool:
            assert isinstance(dialog, IncomingDialog)
            asked.append(dialog.message.text())
            asked.extend(dialog.list.item(n).text() for n in range(dialog.list.count()))
            buttons = {each.text().replace("&", ""): each for each in dialog.buttons}
            asked.extend(buttons)
            buttons[text].click()
            return bool(dialog.result())

        self.answer = answer
        return asked


def clock() -> datetime:
    return datetime(2024, 10, 15, 10, 32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "x.poa", clock) as made:
        write_example(made)
        made.forget_history()
        yield made


@pytest.fixture
def session(store: Store) -> Session:
    made = Session(store, clock)
    made.set_periodo(parse_periodo("2024-T3"))
    return made


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def page(session: Session, qtbot: QtBot, outside: Outside) -> Iterator[AvancePage]:
    made = AvancePage(session, Place(TipoLugar.POA, 1), access=outside.access())
    qtbot.addWidget(made)
    made.resize(1050, 620)
    made.show()
    made.activateWindow()
    made.grid.table.go(1, made.model.column_of_month(9))
    made.grid.table.setFocus()
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(lambda: thumbnails_of(session).is_idle)


def write(folder: Path, **contents: bytes) -> list[Path]:
    """Files named by the keywords, "_" for the dot of the suffix."""
    paths = []
    for name, content in contents.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.write_bytes(content)
        paths.append(path)
    return paths


def urls(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(data: QMimeData, at: QPointF = QPointF(5, 5)) -> QDropEvent:  # noqa: B008
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO)
    event.kept = data  # type: ignore[attr-defined]  # Qt only points to it
    return event


def at(session: Session, clave: str, mes: int) -> list[Evidencia]:
    assert session.poa is not None
    every = placed_in(session.poa)
    return [each.evidencia for each in every if (each.clave, each.mes) == (clave, mes)]


def names(session: Session, clave: str = "P1.1", mes: int = 9) -> list[str]:
    return [each.nombre for each in at(session, clave, mes)]


def placed(session: Session, clave: str = "P1.1", mes: int = 9) -> list[Placed]:
    assert session.poa is not None
    return [e for e in placed_in(session.poa) if (e.clave, e.mes) == (clave, mes)]


def attach(page: AvancePage, paths: list[Path]) -> None:
    """Attach, and let the question come."""
    page.panel.evidence.attach_files(paths)
    QApplication.processEvents()


# -- coming in ---------------------------------------------------------------------------------


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


def heavy(folder: Path, count: int = 30) -> list[Path]:
    paths = [folder / f"foto {number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(b"%d" % number * 50_000)
    return paths


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


# -- going out ---------------------------------------------------------------------------------


@pytest.fixture
def three(page: AvancePage, tmp_path: Path) -> AvancePage:
    """The page with three files in septiembre, all of them chosen."""
    (tmp_path / "in").mkdir()
    paths = write(tmp_path / "in", foto_jpg=photo(1), oficio_pdf=one_page_pdf("x"), nota_zip=b"\0n")
    page.panel.evidence.attach_files(paths)
    page.panel.evidence.list.selectAll()
    assert len(page.panel.evidence.chosen()) == 3
    return page


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


# -- pictures ----------------------------------------------------------------------------------


def pictured(qtbot: QtBot, session: Session, content: bytes, name: str) -> tuple[bool, str | None]:
    """Whether a content has a picture, and why not."""
    assert session.poa is not None
    linea = session.poa.lineas[0].id
    session.run("x", lambda db: evidencias.attach(db, linea, 9, name, content))
    sha = placed(session)[-1].evidencia.sha256
    thumbnails = thumbnails_of(session)
    thumbnails.picture(sha)
    qtbot.waitUntil(
        lambda: thumbnails.picture(sha) is not None or thumbnails.reason(sha) is not None
    )
    return thumbnails.picture(sha) is not None, thumbnails.reason(sha)


def endless_pdf(*, whole: bool) -> bytes:
    """A PDF whose form draws itself; without its table only a reader that mends files opens it."""
    form = b"/F 5 0 R"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</XObject<<" + form + b">>>>>>",
        b"<</Length 5>>stream\n/F Do\nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<" + form + b">>>>"
        b"/Length 5>>stream\n/F Do\nendstream",
    ]
    out, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    if not whole:
        return out + b"trailer<</Root 1 0 R>>\n%%EOF"
    start = len(out)
    out += b"xref\n0 6\n" + table + b"trailer<</Root 1 0 R/Size 6>>\n"
    return out + b"startxref\n%d\n%%%%EOF" % start


def rotated_tiff() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (40, 20), "green").save(stream, "TIFF")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (photo(1), "foto.jpg", (True, None)),
        (photo(2), "foto.txt", (True, None)),  # what it is, its content says
        (one_page_pdf("x"), "oficio.dat", (True, None)),
        (rotated_tiff(), "escaneo.tif", (True, None)),
        (b"nota", "foto.jpg", (True, None)),
        ("acta de sesión".encode("cp1252") * 900, "acta.txt", (True, None)),
        (("ñ" * 3000).encode()[1:], "cortado.txt", (True, None)),
        (b"\1\2\3nota", "datos.txt", (False, "")),
        (b"PK\3\4" + bytes(40), "libro.xlsx", (False, "")),
        (b"", "vacio.pdf", (False, "")),
        (photo(3)[:400], "rota.jpg", (False, "la imagen está dañada")),
        (bomb_png(), "bomba.png", (False, "la imagen tiene demasiados puntos")),
        (endless_pdf(whole=True), "sin fin.pdf", (False, "sus dibujos se repiten sin fin")),
        (endless_pdf(whole=False), "roto sin fin.pdf", (False, "el PDF está dañado")),
        (b"%PDF-1.7\nnada", "roto.pdf", (False, "el PDF está dañado")),
    ],
)
def test_a_picture_or_a_reason_never_a_crash(
    session: Session, qtbot: QtBot, content: bytes, name: str, expected: tuple[bool, str | None]
) -> None:
    assert pictured(qtbot, session, content, name) == expected


def test_pictures_that_are_kept_are_bounded(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poa_desktop.ui.evidence.thumbnails._KEPT_BYTES", 600_000)
    for number in range(8):
        assert pictured(qtbot, session, photo(number), f"{number}.jpg")[0]
    thumbnails = thumbnails_of(session)
    assert len(thumbnails._kept) == 3  # of 196 kB each
    assert thumbnails._bytes <= 600_000
    first = placed(session)[0].evidencia.sha256
    assert thumbnails.picture(first) is None  # made again when somebody looks
    qtbot.waitUntil(lambda: thumbnails.picture(first) is not None)


def test_a_file_may_be_closed_while_pictures_are_made(session: Session, qtbot: QtBot) -> None:
    assert session.poa is not None
    linea = session.poa.lineas[0].id
    for number in range(6):
        name = f"{number}.jpg"
        session.store.run(
            name,
            lambda db, n=number, to=name: evidencias.attach(db, linea, 9, to, photo(n)),  # type: ignore[misc]
        )
    session.absorb(None)
    thumbnails = Thumbnails(session)
    shas = [
        sha
        for (sha,) in session.store.connection.execute("SELECT sha256 FROM evidencias").fetchall()
    ]
    for sha in shas:
        thumbnails.picture(sha)
    session.store.close()
    qtbot.waitUntil(lambda: thumbnails.is_idle)


# -- large, and all together -------------------------------------------------------------------


def test_the_space_bar_shows_it_large_and_the_arrows_go_on(
    three: AvancePage, outside: Outside, qtbot: QtBot
) -> None:
    box = three.panel.evidence
    box.list.setCurrentItem(box.list.topLevelItem(0))
    seen: list[str] = []

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, LookDialog)
        dialog.show()
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
            QTest.keyClick(dialog.focusWidget(), key)
            seen.append(dialog.title.text())
        qtbot.waitUntil(lambda: bool(dialog.preview.told()))
        assert dialog.preview.told() == "No hay vista de este archivo.\nÁbralo con «Abrir»."
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        return bool(dialog.result())

    outside.answer = answer
    QTest.keyClick(box.list, Qt.Key.Key_Space)
    assert seen == ["foto.jpg", "oficio.pdf", "nota.zip", "nota.zip"]
    assert [path.name for path in outside.opened] == ["nota.zip"]
    assert box.list.current() == at(three.session, "P1.1", 9)[2]


@pytest.fixture
def gallery(three: AvancePage, outside: Outside, qtbot: QtBot) -> GalleryDialog:
    linea_id = three.panel._linea_id
    made = GalleryDialog(three.session, outside.access(), linea_id)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(gallery: GalleryDialog) -> list[str]:
    return [each.evidencia.nombre for each in gallery.model.files]


def test_the_gallery_filters_by_scope_state_and_words(gallery: GalleryDialog) -> None:
    assert [gallery.filter.scope.itemText(n) for n in range(3)] == [
        "La línea P1.1",
        "Tercer trimestre, julio a septiembre de 2024",
        "Todo el ejercicio",
    ]
    here = {"foto.jpg", "oficio.pdf", "nota.zip"}
    assert here <= set(shown(gallery))
    gallery.filter.scope.setCurrentIndex(1)
    assert set(shown(gallery)) == here
    gallery.filter.scope.setCurrentIndex(2)
    assert len(shown(gallery)) > 3
    gallery.filter.search.setText("OFÍCIO")
    assert shown(gallery) == ["oficio.pdf"]
    gallery.filter.search.setText("p1.1")
    assert here <= set(shown(gallery))
    gallery.filter.search.setText("zzz")
    assert shown(gallery) == [] and gallery.empty.isVisible()
    gallery.filter.search.clear()
    gallery.filter.estado.setCurrentIndex(2)
    assert not here & set(shown(gallery))


def test_the_gallery_judges_moves_and_takes_back(gallery: GalleryDialog) -> None:
    session = gallery._session
    gallery.filter.scope.setCurrentIndex(1)
    gallery.view.selectAll()
    gallery.buttons["Revisar"].menu().actions()[0].trigger()
    assert {e.estado for e in at(session, "P1.1", 9)} == {EstadoEvidencia.ACEPTADA}
    assert len(gallery.view.chosen()) == 3  # what was chosen stays chosen
    move = gallery.buttons["Mover a"].menu()
    move.aboutToShow.emit()
    next(each for each in move.actions() if each.text() == "Agosto").trigger()
    assert len(names(session, mes=8)) == 3
    QTest.keyClick(gallery, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(gallery, Qt.Key.Key_Z, CTRL)
    assert {e.estado for e in at(session, "P1.1", 9)} == {EstadoEvidencia.PENDIENTE}
    QTest.keyClick(gallery.view, Qt.Key.Key_Delete)
    assert names(session) == []


def test_judging_one_after_the_other_nothing_jumps(
    gallery: GalleryDialog, tmp_path: Path, three: AvancePage
) -> None:
    (tmp_path / "more").mkdir()
    three.panel.evidence.attach_files(heavy(tmp_path / "more", 20)[:16])
    gallery.filter.scope.setCurrentIndex(1)
    gallery.resize(700, 500)
    QApplication.processEvents()
    gallery.view.setCurrentIndex(gallery.model.index(12))
    bar = gallery.view.verticalScrollBar()
    before = bar.value()
    assert before > 0
    ninth = gallery.model.files[12].evidencia.id
    gallery.work.judge(gallery.view.chosen(), EstadoEvidencia.ACEPTADA)
    QApplication.processEvents()
    assert [each.evidencia.id for each in gallery.view.chosen()] == [ninth]
    assert (bar.value(), gallery.view.currentIndex().row()) == (before, 12)
    gallery.filter.estado.setCurrentIndex(1)  # of those that wait the next one comes
    after = [each.evidencia.id for each in gallery.model.files]
    assert ninth not in after
    gallery.view.setCurrentIndex(gallery.model.index(3))
    gallery.work.judge(gallery.view.chosen(), EstadoEvidencia.ACEPTADA)
    assert [each.evidencia.id for each in gallery.view.chosen()] == [after[4]]


def test_all_that_is_shown_is_saved_with_its_place(
    gallery: GalleryDialog, outside: Outside, tmp_path: Path
) -> None:
    outside.folder = tmp_path / "out"
    outside.folder.mkdir()
    gallery.filter.scope.setCurrentIndex(2)
    gallery.save_all()
    saved = {path.name for path in outside.folder.iterdir()}
    assert len(saved) == len(gallery.model.files)
    assert "P1.1 09-septiembre foto.jpg" in saved


def test_a_card_is_renamed_in_its_place(gallery: GalleryDialog) -> None:
    gallery.filter.scope.setCurrentIndex(1)
    index: QModelIndex = gallery.model.index(0)
    gallery.model.setData(index, "Acta")
    assert names(gallery._session)[0] == "Acta.jpg"
    assert gallery.model.index(0).data() == "Acta.jpg"


def test_what_is_shown_of_a_card_is_told_to_a_screen_reader(gallery: GalleryDialog) -> None:
    gallery.filter.scope.setCurrentIndex(1)
    role = Qt.ItemDataRole.AccessibleTextRole
    told = gallery.model.index(0).data(role)
    assert told.startswith("foto.jpg, P1.1, septiembre, ")
    assert told.endswith("Pendiente de revisión")
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_C, CTRL, "c")
    QApplication.sendEvent(gallery.view, event)
    assert event.isAccepted()
    assert EVIDENCIAS.count(2) == "2 evidencias"


def test_the_window_tells_what_the_file_weighs(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    session.saved.connect(bar.show_saved)
    bar.show_file(session)
    assert bar.file_label.text().startswith("x.poa · ") and "⚠" not in bar.file_label.text()
    assert session.poa is not None
    linea = session.poa.lineas[0].id
    session.run("x", lambda db: evidencias.attach(db, linea, 9, "a.bin", bytes(5_000_000)))
    assert bar.file_label.text().removeprefix("x.poa · ").startswith("5.")
    monkeypatch.setattr("poa_desktop.ui.status_bar.HEAVY", 5_000_000)
    session.run("x", lambda db: evidencias.attach(db, linea, 9, "b.bin", b"b"))
    assert "⚠ 5." in bar.file_label.text()
    assert "tarda en copiarse" in bar.file_label.toolTip()


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


def test_the_picture_of_a_text_breaks_between_words(qapp: QApplication) -> None:
    """With one more letter before it, a word stays in its row or goes whole into the next."""
    side, word = 400, "aclaracion"
    broken = 0
    for letters in range(28, 39):
        before = "m" * letters
        drawn = text_picture(f"{before} {word}", side)
        if drawn == text_picture(f"{before} \n{word}", side):
            broken += 1
            continue
        below = drawn.copy(0, side // 12, drawn.width(), side)
        assert below == text_picture(before, side).copy(0, side // 12, drawn.width(), side)
    assert broken
