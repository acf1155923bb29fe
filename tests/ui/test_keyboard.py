"""Everything can be reached with the keyboard, in the order one reads, and one sees where it is."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.ui.pages import PAGES
from tests.screens import views
from tests.screens.fault_keyboard import keyboard_faults
from tests.screens.scenes import write_scene

OFFICE = QSize(1366, 768)
WALKED = {*PAGES, *(f"actividad-{page}" for page in PAGES), "linea-datos", "diagnostico"}


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> Iterator[QApplication]:
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)  # a cursor that comes and goes is no visible focus
    yield make_app(dark=False)
    qapp.setCursorFlashTime(flash)


def test_tab_goes_everywhere_and_is_seen(qtbot: QtBot, tmp_path: Path) -> None:
    window = views.open_window(write_scene("ejemplo", tmp_path), tmp_path, OFFICE)
    found: dict[str, list[str]] = defaultdict(list)
    with qtbot.waitActive(window):
        window.activateWindow()
    for kind in (views.pages, views.previews, views.dialogs, views.welcome):
        for view in kind(window, None if kind is not views.pages else WALKED):
            with qtbot.waitActive(view.widget):
                view.widget.activateWindow()
            for fault in keyboard_faults(view.widget):
                found[str(fault)].append(view.name)
    window.close()
    window.deleteLater()
    told = (
        f"{fault}\n    {len(places)} veces, {places[0]}" for fault, places in sorted(found.items())
    )
    assert not found, "\n" + "\n".join(told)


class Quiet(QPushButton):
    """A button that looks the same with the focus and without it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        look = "border: 1px solid gray; padding: 5px; outline: 0;"
        self.setStyleSheet(f"QPushButton, QPushButton:focus {{ {look} }}")


@pytest.fixture
def walked(qtbot: QtBot) -> Iterator[Callable[[QWidget], list[str]]]:
    made: list[QWidget] = []

    def work(window: QWidget) -> list[str]:
        made.append(window)
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        return [each.kind for each in keyboard_faults(window)]

    yield work
    for window in made:
        window.close()
        window.deleteLater()


def column(*widgets: QWidget) -> QWidget:
    window = QWidget()
    box = QVBoxLayout(window)
    for widget in widgets:
        box.addWidget(widget)
    return window


def test_a_sound_window_has_no_fault(walked: Callable[[QWidget], list[str]]) -> None:
    assert walked(column(QLineEdit(), QPushButton("Abrir"), QPushButton("Cerrar"))) == []


def test_a_focus_that_is_not_seen_is_found(walked: Callable[[QWidget], list[str]]) -> None:
    assert walked(column(QLineEdit(), Quiet("Abrir"))) == ["foco invisible"]


def test_a_control_that_keeps_the_keyboard_is_found(
    walked: Callable[[QWidget], list[str]],
) -> None:
    class Greedy(QLineEdit):
        def focusNextPrevChild(self, forward: bool) -> bool:
            return True

    assert walked(column(QPushButton("Abrir"), Greedy(), QPushButton("Cerrar"))) == ["Tab no llega"]


def test_a_button_for_the_mouse_only_is_found(walked: Callable[[QWidget], list[str]]) -> None:
    button = QToolButton()
    button.setText("Quitar")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    assert walked(column(QLineEdit(), button)) == ["sin teclado"]


def test_a_jump_back_to_the_toolbar_is_found(walked: Callable[[QWidget], list[str]]) -> None:
    window = QMainWindow()
    bar = QToolBar("Herramientas")
    first, second = QPushButton("Uno"), QPushButton("Dos")
    bar.addWidget(first)
    bar.addWidget(second)
    window.addToolBar(bar)
    page = column(QLineEdit(), QLineEdit())
    window.setCentralWidget(page)
    lines = page.findChildren(QLineEdit)
    QWidget.setTabOrder(first, lines[0])
    QWidget.setTabOrder(lines[0], second)
    QWidget.setTabOrder(second, lines[1])
    assert walked(window) == ["orden del teclado"]
