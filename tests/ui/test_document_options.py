"""The controls of a document's options: there when it has them, heard when they change."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.documents import DOCUMENTOS, render
from poa_desktop.export.opciones import Opcion, Opciones
from poa_desktop.poa.periodos import parse_periodo, periodo_anual
from poa_desktop.ui.envio.document_choice import DocumentChoice
from poa_desktop.ui.session import Session

NOW = datetime(2024, 10, 15, 9, 0)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with create_store(tmp_path / "hacienda.poa", lambda: NOW) as store:
        write_example(store)
        yield Session(store, lambda: NOW)


@pytest.fixture
def choice(qtbot: QtBot, session: Session) -> DocumentChoice:
    made = DocumentChoice(session, "pdf")
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_document_shows_its_own_options_only(choice: DocumentChoice) -> None:
    controls = {
        Opcion.MINIATURAS: choice.options.thumbnails,
        Opcion.ANEXOS: choice.options.annexes,
        Opcion.OFICIO: choice.options.oficio,
        Opcion.PLAZO: choice.options.plazo,
    }
    for kind in DOCUMENTOS:
        choice.select_documento(kind.nombre)
        if choice.documento.nombre != kind.nombre:
            continue  # of another format
        seen = {opcion for opcion, control in controls.items() if control.isVisible()}
        asked = kind.opciones - {Opcion.VERSION}  # nothing is closed: no version to choose
        assert seen == asked, kind.nombre
        assert choice.options.isVisible() == bool(asked)
        assert not choice.options.version.isVisible()
        assert choice.periods.isVisible() == kind.of_periodo


def test_what_is_asked_reaches_the_document_that_has_it(
    qtbot: QtBot, choice: DocumentChoice
) -> None:
    choice.select_documento("evidencias")
    with qtbot.waitSignal(choice.changed):
        choice.options.thumbnails.setChecked(True)
    with qtbot.waitSignal(choice.changed):
        choice.options.annexes.setChecked(True)
    assert choice.context().opciones == Opciones(miniaturas=True, anexos=True)
    choice.select_documento("evaluacion")
    assert choice.context().opciones == Opciones(anexos=True)
    choice.select_documento("poa")
    assert choice.context().opciones == Opciones()
    choice.select_documento("evidencias")
    assert choice.context().opciones == Opciones(miniaturas=True, anexos=True)


def test_number_and_day_count_when_the_field_is_left(qtbot: QtBot, choice: DocumentChoice) -> None:
    choice.select_documento("observaciones")
    choice.options.oficio.setText("  PL/7\u202e 2024 ")
    with qtbot.waitSignal(choice.changed):
        choice.options.oficio.editingFinished.emit()
    choice.options.plazo.setText("1/11/2024")
    with qtbot.waitSignal(choice.changed):
        choice.options.plazo.editingFinished.emit()
    assert choice.context().opciones == Opciones(oficio="PL/7 2024", plazo=date(2024, 11, 1))
    assert choice.options.oficio.text() == "PL/7 2024"
    assert choice.options.plazo.text() == "01/11/2024"
    with qtbot.assertNotEmitted(choice.changed):
        choice.options.plazo.editingFinished.emit()


def test_a_day_that_is_none_is_told_beside_the_field(choice: DocumentChoice) -> None:
    choice.select_documento("observaciones")
    choice.options.plazo.setText("31/02/2024")
    choice.options.plazo.editingFinished.emit()
    assert choice.options.note.isVisible()
    assert "no existe en el calendario" in choice.options.note.text()
    assert choice.options.plazo.text() == "31/02/2024"
    assert choice.context().opciones.plazo is None
    choice.options.plazo.setText("")
    choice.options.plazo.editingFinished.emit()
    assert not choice.options.note.isVisible()


def test_the_whole_year_can_be_chosen(choice: DocumentChoice) -> None:
    choice.select_documento("evidencias")
    choice.periods.setCurrentText("Todo el año 2024")
    assert choice.periods.currentText() == "Todo el año 2024"
    assert choice.context().periodo == periodo_anual(2024)


def test_the_history_is_read_for_the_document_that_tells_it(
    choice: DocumentChoice, session: Session
) -> None:
    from poa_desktop.data import lineas

    assert session.poa is not None
    linea = session.poa.lineas[0].id
    session.run("Editar", lambda db: lineas.edit(db, linea, texto="Otro texto"))
    choice.select_documento("poa")
    assert choice.context().adecuaciones == ()
    choice.select_documento("adecuaciones")
    assert [each.titulo for each in choice.context().adecuaciones] == ["Editar"]


def test_the_own_workbook_is_offered_once_there_is_a_template(
    qtbot: QtBot, session: Session
) -> None:
    from poa_desktop.data import plantillas
    from poa_desktop.export.plantilla_ejemplo import write_template_example
    from poa_desktop.poa.records import TipoPlantilla

    def offered() -> list[str]:
        made = DocumentChoice(session)
        qtbot.addWidget(made)
        return [made.documents.itemData(row).nombre for row in range(made.documents.count())]

    every = [kind.nombre for kind in DOCUMENTOS if kind.nombre != "acta"]  # nothing is closed
    assert offered() == [each for each in every if each != "plantilla"]
    content = write_template_example()
    session.run(
        "Poner la plantilla",
        lambda db: plantillas.put(db, TipoPlantilla.LIBRO, "informe.xlsx", content),
    )
    assert offered() == every


def test_every_document_can_be_made_as_chosen(choice: DocumentChoice) -> None:
    choice.periods.setCurrentText(parse_periodo("2024-T1").en_palabras)
    choice.options.thumbnails.setChecked(True)
    choice.options.annexes.setChecked(True)
    for kind in DOCUMENTOS:
        choice.select_documento(kind.nombre)
        if choice.documento.nombre == kind.nombre:
            content, _ = render(kind, "pdf", choice.context())
            assert content.startswith(b"%PDF-")
