"""Evidence that is looked at: its pictures, large, and all together in the gallery."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from poa_desktop.data import evidencias
from poa_desktop.poa.records import EstadoEvidencia
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.evidence.gallery import GalleryDialog
from poa_desktop.ui.evidence.look_dialog import LookDialog
from poa_desktop.ui.evidence.owner import EVIDENCIAS
from poa_desktop.ui.evidence.text_picture import text_picture
from poa_desktop.ui.evidence.thumbnails import Thumbnails, thumbnails_of
from poa_desktop.ui.session import Session
from poa_desktop.ui.status_bar import StatusBar
from tests.evidence_files import bomb_png, one_page_pdf, photo
from tests.ui.evidence_page import CTRL, Outside, at, heavy, names, placed

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
