"""A clerk at one computer: what a person does in the real window, day after day."""

import os
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.poa.evaluacion import Evaluacion
from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import LineaAccion, Poa
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.grid.rows import Cantidad, CellKey
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.nuevo.assistant import NewPoaAssistant
from poa_desktop.ui.persona.asking import persona_dialog
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.workspace import Workspace
from tests.ui.keys import press_in, type_text


class Person(Prompts):
    """Does in each dialog what the test says, and answers where files are."""

    def __init__(self) -> None:
        self.visits: list[Callable[[QDialog], None]] = []
        self.open: Path | None = None
        self.save: Path | None = None
        self.imported: list[str] = []
        self.window: MainWindow | None = None

    def review(self, dialog: QDialog) -> bool:
        dialog.setModal(True)
        dialog.show()
        wait_active(dialog)
        self.visits.pop(0)(dialog)
        done = dialog.result() == QDialog.DialogCode.Accepted
        dialog.close()
        return done

    def ask_new_poa(self, start: NuevoPoa, *_known: object, **_more: object) -> NuevoPoa | None:
        dialog = NewPoaAssistant(start, self.window)
        answer = dialog.answer() if self.review(dialog) else None
        dialog.deleteLater()
        return answer

    def ask_persona(self, nombre: str, cargo: str) -> tuple[str, str] | None:
        assert self.window is not None
        dialog = persona_dialog(nombre, cargo, self.window)
        answer = dialog.answer() if self.review(dialog) else None
        dialog.deleteLater()
        return answer

    def open_file(self, title: str, folder: Path, filters: str) -> Path | None:
        return self.open

    def save_file(self, title: str, proposal: Path, filters: str) -> Path | None:
        return self.save

    def choose(self, title: str, label: str, options: list[str]) -> int | None:
        return 0

    def show_import(self, poa: Poa, problems: tuple[object, ...]) -> None:
        self.imported = [getattr(each, "mensaje", "") for each in problems]


class Clerk:
    """One person at one computer: the days go by, the file stays."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.path = folder / "oficina.poa"
        self.day = datetime(2024, 1, 15, 9, 0)
        self.prompts = Person()
        self.windows: list[MainWindow] = []
        self._numbers = count(1)

    def arrive(self, day: datetime, path: Path | None = None) -> None:
        """Open the program on a day, with the file when there is one."""
        self.day = day
        window = MainWindow(lambda: self.day, Settings(self.folder / "ventana.ini"), self.prompts)
        self.windows.append(window)
        self.prompts.window = window
        window.resize(1366, 768)
        window.show()
        self.activate()
        if path is not None:
            window.files.open_path(path)

    def leave(self) -> None:
        """Close the window as one does in the evening."""
        window = self.windows.pop()
        assert window.close(), self.said
        window.deleteLater()

    def activate(self) -> None:
        """A dialog was open; on a desk the window manager does it."""
        wait_active(self.window)

    @property
    def window(self) -> MainWindow:
        return self.windows[-1]

    @property
    def session(self) -> Session:
        assert self.window.session is not None
        return self.window.session

    @property
    def poa(self) -> Poa:
        assert self.session.poa is not None
        return self.session.poa

    @property
    def space(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def said(self) -> str:
        return self.space.banner.label.text()

    @property
    def avance(self) -> AvancePage:
        page = self.space.page
        assert isinstance(page, AvancePage)
        return page

    @property
    def calendario(self) -> CalendarioPage:
        page = self.space.page
        assert isinstance(page, CalendarioPage)
        return page

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """Press a key where the keyboard is."""
        press_in(QApplication.focusWidget() or self.window, key, *held)
        QApplication.processEvents()

    def letter(self, key: Qt.Key) -> None:
        """Press Alt and the letter of a button, which is seen pressed for a moment first."""
        window = QApplication.activeWindow()
        assert window is not None
        self.press(key, Qt.KeyboardModifier.AltModifier)
        buttons = window.findChildren(QAbstractButton)
        self.qtbot.waitUntil(
            lambda: not any(shiboken6.isValid(each) and each.isDown() for each in buttons)
        )

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        type_text(text)

    def go(self, linea: LineaAccion, mes: int, cantidad: Cantidad) -> None:
        """Put the keyboard into a cell of the table in sight."""
        grid = self.space.page.grid  # type: ignore[attr-defined]
        index = grid.table.model().index_of(CellKey(linea.id, cantidad, mes))
        assert index.isValid()
        grid.table.go(index.row(), index.column())
        grid.table.setFocus()

    def choose(self, *places: Place) -> None:
        """Choose rows of the tree."""
        self.space.tree.show_places(places)
        self.space.tree.view.setFocus()

    def evaluacion(self, periodo: str) -> Evaluacion:
        """A period of the POA in sight: "T1"."""
        return self.session.evaluacion(parse_periodo(f"{self.poa.ejercicio}-{periodo}"))

    def see(self, name: str) -> None:
        """Keep a picture of a station when one wants to look at it."""
        wanted = os.environ.get("POA_TEST_VIAJE")
        if wanted:
            QApplication.processEvents()
            Path(wanted).mkdir(parents=True, exist_ok=True)
            shown = QApplication.activeWindow() or self.window
            shown.grab().save(str(Path(wanted) / f"{next(self._numbers):02d}-{name}.png"))


def wait_active(window: QWidget) -> None:
    """Have the keyboard in a window."""
    window.activateWindow()
    for _ in range(500):
        if QApplication.activeWindow() is window:
            return
        QTest.qWait(5)
    raise AssertionError(f"{window} does not become active")
