"""The Avance page on the example in septiembre, alone and with three files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.evidence.thumbnails import thumbnails_of
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.evidence_files import one_page_pdf, photo
from tests.ui.evidence_page import Outside, clock, write


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


@pytest.fixture
def three(page: AvancePage, tmp_path: Path) -> AvancePage:
    """The page with three files in septiembre, all of them chosen."""
    (tmp_path / "in").mkdir()
    paths = write(tmp_path / "in", foto_jpg=photo(1), oficio_pdf=one_page_pdf("x"), nota_zip=b"\0n")
    page.panel.evidence.attach_files(paths)
    page.panel.evidence.list.selectAll()
    assert len(page.panel.evidence.chosen()) == 3
    return page
