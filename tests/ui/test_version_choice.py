"""Choosing a version of a closed period: in the preview, for export, and what is sent."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from poa_desktop.export.documents import render
from poa_desktop.export.opciones import Opciones
from poa_desktop.ui.envio.dialog import EnvioDialog
from poa_desktop.ui.envio.document_choice import DocumentChoice
from poa_desktop.ui.preview.page import PreviewPage
from poa_desktop.ui.session import Session
from tests.closed_example import LATER, T1, ClosedExample
from tests.ui.answers import Answers
from tests.ui.windows import OpenMainWindow

WAIT = 20_000


@pytest.fixture
def example(tmp_path: Path) -> Iterator[ClosedExample]:
    made = ClosedExample(tmp_path / "cerrado.poa")
    with made.store:
        yield made


@pytest.fixture
def choose(qtbot: QtBot, example: ClosedExample) -> Callable[[str], DocumentChoice]:
    def make(documento: str) -> DocumentChoice:
        session = Session(example.store, lambda: LATER)
        session.set_periodo(T1)
        made = DocumentChoice(session, "pdf")
        qtbot.addWidget(made)
        made.show()
        made.select_documento(documento)
        return made

    return make


def texts(choice: DocumentChoice) -> list[str]:
    combo = choice.options.version.combo
    return [combo.itemText(row) for row in range(combo.count())]


def offered(choice: DocumentChoice) -> set[str]:
    names = choice.documents
    return {names.itemData(row).nombre for row in range(names.count())}


def test_an_acta_is_offered_once_something_was_closed(
    choose: Callable[[str], DocumentChoice], example: ClosedExample
) -> None:
    assert "acta" not in offered(choose("poa"))
    example.cerrar()
    assert "acta" in offered(choose("poa"))


def test_there_is_a_choice_once_there_are_two(
    qtbot: QtBot, choose: Callable[[str], DocumentChoice], example: ClosedExample
) -> None:
    example.cerrar()
    assert not choose("acta").options.version.isVisible()
    example.reabrir()
    reopened = choose("evaluacion")
    assert texts(reopened) == ["La de ahora, sin cerrar", "1, del 02/05/2024"]
    assert texts(choose("acta")) == ["1, del 02/05/2024"]
    assert choose("acta").context().opciones == Opciones(version=1)
    example.cerrar(LATER)
    choice = choose("evaluacion")
    assert texts(choice) == ["2, del 01/09/2024 (vigente)", "1, del 02/05/2024"]
    assert choice.options.version.isVisible()
    with qtbot.waitSignal(choice.changed):
        choice.options.version.choose(1)
    assert choice.context().opciones == Opciones(version=1)
    content, notices = render(choice.documento, "pdf", choice.context())
    assert content.startswith(b"%PDF-") and "la sustituyó la versión 2" in notices[0]
    choice.select_documento("acta")
    assert choice.context().opciones == Opciones(version=1)  # the version stays at hand
    choice.periods.setCurrentText("Segundo trimestre, abril a junio de 2024")
    assert not choice.options.version.isVisible()
    assert choice.context().opciones == Opciones()
    choice.select_documento("poa")
    assert not choice.options.version.isVisible()


def test_the_acta_of_a_version_opens_in_the_preview(
    qtbot: QtBot, open_main_window: OpenMainWindow, example: ClosedExample
) -> None:
    example.cerrar()
    example.reabrir()
    example.cerrar(LATER)
    path = example.store.path
    example.store.close()
    window = open_main_window(path, Answers())
    assert window.session is not None
    window.session.set_periodo(T1)

    def shown(version: int) -> PreviewPage:
        window.show_preview("acta", version)
        preview = window.preview
        assert preview is not None
        qtbot.waitUntil(lambda: not preview.busy, timeout=WAIT)
        return preview

    now = shown(0)
    assert now.choice.documento.nombre == "acta"
    assert now.content.startswith(b"%PDF-") and not now.notice.isVisible()
    window.close_preview()
    before = shown(1)
    assert before.notice.isVisible() and "Es la versión 1" in before.notice.label.text()
    window.close_preview()


def test_what_is_sent_follows_the_period(
    open_main_window: OpenMainWindow, example: ClosedExample
) -> None:
    example.cerrar()
    path = example.store.path
    example.store.close()
    window = open_main_window(path, Answers())
    assert window.session is not None
    dialog = EnvioDialog(window.session, window.settings, window.prompts, window, periodo=T1)
    dialog.show()

    def ticked() -> set[str]:
        return {each.kind.nombre for each in dialog.documents.wanted()}

    assert "acta" in ticked()
    dialog.documents.tick_all(False)
    dialog.periods.setCurrentText("Segundo trimestre, abril a junio de 2024")
    assert ticked() == set()  # what was taken out stays out
    rows = range(dialog.documents.count())
    assert "Acta de cierre" not in [dialog.documents.item(row).text() for row in rows]
    dialog.periods.setCurrentText(T1.en_palabras)
    assert ticked() == {"acta"}
    dialog.reject()
    dialog.deleteLater()
