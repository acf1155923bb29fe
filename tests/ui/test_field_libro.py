"""The field of the Excel template: kept, its wrong names told, refused, the example, undone."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from poa_desktop.ui.datos.poa_form import PoaForm
from poa_desktop.ui.fields.libro import MOST, NONE, LibroField
from poa_desktop.ui.session import Session


@pytest.fixture
def field(municipio_form: PoaForm) -> LibroField:
    return municipio_form.libro


@pytest.fixture
def session(municipio_session: Session) -> Session:
    return municipio_session


def template(path: Path, *names: str) -> Path:
    book = Workbook()
    book.active.title = "Informe"
    for row, name in enumerate(names, 1):
        book.defined_names[name] = DefinedName(name, attr_text=f"Informe!$B${row}")
    stream = BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return path


def test_it_is_kept_told_and_undone(field: LibroField, session: Session, tmp_path: Path) -> None:
    path = template(tmp_path / "informe.xlsx", "POA_MUNICIPIO", "PORCENTAJE")
    field.load(path)
    kept = session.municipio.libro
    assert kept is not None and kept.content == path.read_bytes()
    assert "2 celdas con nombre" in field.told.text()
    assert field.note.messages == ()
    session.undo()
    assert session.municipio.libro is None
    assert field.told.text() == NONE


def test_wrong_names_are_listed_with_the_right_one(field: LibroField, tmp_path: Path) -> None:
    field.load(template(tmp_path / "a.xlsx", "POA_MUNICIPIO", "POA_DEPENDENSIA"))
    (message,) = field.note.messages
    assert "POA_DEPENDENSIA" in message.text and "POA_DEPENDENCIA" in message.text
    many = [f"POA_COSA_{n}" for n in range(MOST + 3)]
    field.load(template(tmp_path / "b.xlsx", "POA_MUNICIPIO", *many))
    assert len(field.note.messages) == MOST + 1
    assert field.note.messages[-1].text == "Hay 3 más."


def test_what_fills_nothing_or_is_no_workbook_is_refused(
    field: LibroField, session: Session, tmp_path: Path
) -> None:
    before = session.store.content_hash()
    field.load(template(tmp_path / "vacia.xlsx", "OTRA_COSA"))
    assert "ninguna celda con un nombre conocido" in field.note.messages[0].text
    (tmp_path / "rota.xlsx").write_bytes(b"PK\x03\x04 rota")
    field.load(tmp_path / "rota.xlsx")
    assert "rota.xlsx" in field.note.messages[0].text
    assert session.store.content_hash() == before


def test_the_example_is_a_template_itself(field: LibroField, tmp_path: Path) -> None:
    field.write_example(tmp_path / "ejemplo")
    assert "El ejemplo quedó en" in field.told.text()
    path = tmp_path / "ejemplo.xlsx"
    assert "POA_MUNICIPIO" in load_workbook(path).defined_names
    field.load(path)
    assert field.note.messages == ()


def test_the_example_replaces_no_file_the_system_did_not_ask_about(
    field: LibroField, tmp_path: Path
) -> None:
    theirs = tmp_path / "plantilla.xlsx"
    theirs.write_bytes(b"de la oficina")
    field.write_example(tmp_path / "plantilla")
    assert theirs.read_bytes() == b"de la oficina"


def test_it_is_taken_away(field: LibroField, session: Session, tmp_path: Path) -> None:
    field.load(template(tmp_path / "a.xlsx", "POA_MUNICIPIO"))
    field.remove.click()
    assert session.municipio.libro is None
    assert session.store.undo_title == "Quitar plantilla de Excel"
