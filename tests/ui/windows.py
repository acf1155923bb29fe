"""The program's window on a file, as the tests open it and the fixtures close it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.settings import Settings

HOY = datetime(2024, 10, 15, 10, 32)
"""The day of the window: the third quarter of the example is over."""


def hoy() -> datetime:
    """The clock that stands at HOY."""
    return HOY


def write_example_file(path: Path) -> Path:
    """The example of the program in a file of its own."""
    with create_store(path, hoy) as store:
        write_example(store)
    return path


class OpenMainWindow:
    """Opens windows, each in front and with the keyboard, and closes them all at the end."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot, self._folder = qtbot, folder
        self._opened: list[MainWindow] = []
        make_app(dark=False)

    def __call__(
        self,
        path: Path | None = None,
        prompts: Prompts | None = None,
        *,
        clock: Callable[[], datetime] = hoy,
    ) -> MainWindow:
        """A window on the screen of the clerk, opened as by a double click on the file; without
        *path* it shows the start.
        """
        window = MainWindow(clock, Settings(self._folder / "ventana.ini"), prompts)
        self._opened.append(window)
        if path is not None:
            window.files.open_path(path)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        with self._qtbot.waitActive(window):
            pass
        return window

    def close(self) -> None:
        """Close the windows, whatever a test left in them."""
        for window in self._opened:
            window.close()
            window.deleteLater()
