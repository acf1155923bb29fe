"""The field of the letterhead: kept, refused, its margins, undone, taken away."""

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.data.plantillas import MAX_BYTES
from poa_desktop.ui.datos.poa_form import PoaForm
from poa_desktop.ui.fields.membrete import NONE, MembreteField
from poa_desktop.ui.session import Session


@pytest.fixture
def field(municipio_form: PoaForm) -> MembreteField:
    return municipio_form.membrete


@pytest.fixture
def session(municipio_session: Session) -> Session:
    return municipio_session


def letterhead(path: Path, *sizes: tuple[float, float]) -> Path:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.setFillColorRGB(0.5, 0.1, 0.2)
        canvas.rect(0, 0, size[0], size[1], stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    path.write_bytes(stream.getvalue())
    return path


def shown_color(field: MembreteField) -> tuple[int, int, int]:
    image: QImage = field.preview.pixmap().toImage()
    color = image.pixelColor(image.width() // 2, image.height() // 2)
    return color.red(), color.green(), color.blue()


def test_without_one_only_the_choice_is_there(field: MembreteField) -> None:
    assert field.told.text() == NONE
    assert not field.remove.isEnabled()
    assert not field.top.isVisible()


def test_a_pdf_is_kept_shown_and_undone(
    field: MembreteField, session: Session, tmp_path: Path
) -> None:
    path = letterhead(tmp_path / "hoja oficial.pdf", letter)
    field.load(path)
    kept = session.municipio.membrete
    assert kept is not None
    assert (kept.nombre, kept.content) == ("hoja oficial.pdf", path.read_bytes())
    assert field.name.text() == "hoja oficial.pdf"
    assert "apaisados (evaluación, calendario), en hoja blanca" in field.told.text()
    red, green, blue = shown_color(field)
    assert red > 100 > green and blue < 80
    assert session.store.undo_title == "Cambiar hoja membretada"
    session.undo()
    assert session.municipio.membrete is None
    assert field.told.text() == NONE


def test_a_pdf_with_both_pages_serves_all_documents(field: MembreteField, tmp_path: Path) -> None:
    field.load(letterhead(tmp_path / "dos.pdf", letter, letter[::-1]))
    assert "verticales y apaisados" in field.told.text()


def test_its_margins_are_kept_and_survive_another_file(
    field: MembreteField, session: Session, tmp_path: Path
) -> None:
    field.load(letterhead(tmp_path / "a.pdf", letter))
    field.top.setFocus(Qt.FocusReason.OtherFocusReason)
    field.top.selectAll()
    for key in (Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_Return):
        QTest.keyClick(field.top, key)
    assert session.municipio.membrete is not None
    assert session.municipio.membrete.superior == 42
    field.load(letterhead(tmp_path / "b.pdf", letter))
    assert session.municipio.membrete.nombre == "b.pdf"
    assert (field.top.value(), session.municipio.membrete.superior) == (42, 42)


def test_the_wheel_does_not_change_a_margin(
    field: MembreteField, session: Session, tmp_path: Path, qapp: QApplication
) -> None:
    field.load(letterhead(tmp_path / "a.pdf", letter))
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qapp.sendEvent(field.top, wheel)
    assert session.municipio.membrete is not None
    assert session.municipio.membrete.superior == 35


def test_what_is_none_is_refused_and_changes_nothing(
    field: MembreteField, session: Session, tmp_path: Path
) -> None:
    good = letterhead(tmp_path / "buena.pdf", letter)
    field.load(good)
    before = session.store.content_hash()
    for name, content in (
        ("carta.docx", b"PK\x03\x04"),
        ("rota.pdf", good.read_bytes()[:200]),
        ("enorme.png", b"\x89PNG" + bytes(MAX_BYTES)),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        field.load(path)
        (message,) = field.note.messages
        assert name in message.text
    assert session.store.content_hash() == before
    field.load(good)
    assert field.note.messages == ()


def test_it_is_taken_away(field: MembreteField, session: Session, tmp_path: Path) -> None:
    field.load(letterhead(tmp_path / "a.pdf", letter))
    field.remove.click()
    assert session.municipio.membrete is None
    assert session.store.undo_title == "Quitar hoja membretada"
