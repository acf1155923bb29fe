"""What tests of the window share: it on a file, the example, the form of the municipio."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from poa_desktop.data import drafts
from poa_desktop.data.store import create_store
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Dependencia, Municipio, Poa
from poa_desktop.ui.datos.poa_form import PoaForm
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.ui.cierre_window import Clerk, show
from tests.ui.windows import OpenMainWindow, write_example_file


@pytest.fixture
def municipio_session(tmp_path: Path) -> Iterator[Session]:
    """A file with the municipio Valle and a POA without anything."""
    clock = lambda: datetime(2024, 5, 3, 10, 32)  # noqa: E731
    with create_store(tmp_path / "x.poa", clock) as store:
        poa = Poa(0, Dependencia(0, "HACIENDA"), 2024)
        store.run("Importar", lambda db: drafts.write_draft(db, Municipio("Valle"), poa))
        yield Session(store, clock)


@pytest.fixture
def municipio_form(qtbot: QtBot, municipio_session: Session) -> PoaForm:
    """Its form, which follows every change as in the window."""
    form = PoaForm(municipio_session)
    qtbot.addWidget(form)
    place = Place(TipoLugar.MUNICIPIO, 1)
    municipio_session.changed.connect(lambda _change: form.refresh(place))
    form.refresh(place)
    form.resize(900, 620)
    form.show()
    return form


@pytest.fixture
def open_main_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenMainWindow]:
    """Opens the program's window on a file, as often as a test wants."""
    opens = OpenMainWindow(qtbot, tmp_path)
    yield opens
    opens.close()


@pytest.fixture
def example_path(tmp_path: Path) -> Path:
    """A file with the example of the program."""
    return write_example_file(tmp_path / "hacienda-2024.poa")


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


@pytest.fixture
def closing_window(
    open_main_window: OpenMainWindow, example_path: Path, clerk: Clerk
) -> MainWindow:
    """The example in its first quarter, of which one línea is sin capturar."""
    window = open_main_window(example_path, clerk)
    show(window)
    return window
