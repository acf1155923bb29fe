"""docs/captura-en-teclas.md: the real window is worked with real events, which are counted."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.commands.importar import importar
from poa_desktop.data.store import open_store
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import LineaAccion, Poa
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.grid.rows import Cantidad, CellKey
from poa_desktop.ui.grid.table import MonthGridTable
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.page import Page
from tests.ui.keys import press, type_text
from tests.ui.windows import OpenMainWindow

DOCUMENT = Path(__file__).parents[2] / "docs" / "captura-en-teclas.md"
KEY, MOD = Qt.Key, Qt.KeyboardModifier
NO = Qt.MouseButton.NoButton
CTRL, NONE = MOD.ControlModifier, MOD.NoModifier
DISTINTAS = {
    (3, 3): "0", (7, 3): "0", (12, 3): "0", (20, 3): "0", (27, 3): "0",
    (29, 2): "0", (33, 3): "2", (46, 3): "2", (49, 1): "2", (60, 3): "2",
}  # fmt: skip
"""Número de línea, de 1 a 70, y mes: lo que no salió como estaba previsto."""


def clock() -> datetime:
    return datetime(2024, 4, 10, 9, 0)


class Hands:
    """Works the window and counts: every key that goes down, every button of the mouse."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.keys = self.clicks = 0

    @property
    def counted(self) -> tuple[int, int]:
        """Keys and clicks until now."""
        return self.keys, self.clicks

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """A key, with those held."""
        self.keys += 1 + len(modifiers)
        press(key, *modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """A key for each character."""
        self.keys += len(text)
        type_text(text)

    def click(self, widget: QWidget) -> None:
        """A button."""
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def cell(self, index: QModelIndex, held: bool = False) -> None:
        """A cell, brought into sight by the wheel, which is not counted."""
        self.drag(index, index, held)

    def drag(self, first: QModelIndex, last: QModelIndex, held: bool = False) -> None:
        """From one cell to another, the wheel turned meanwhile; *held*: Ctrl is down, which was
        counted when it went down.
        """
        self.clicks += 1
        how = CTRL if held else NONE
        left, port = Qt.MouseButton.LeftButton, self.table.viewport()
        self.table.scrollTo(first)
        QTest.mousePress(port, left, how, self.table.visualRect(first).center())
        self.table.scrollTo(last)
        if first != last:
            where = QPointF(self.table.visualRect(last).center())
            at = QPointF(port.mapToGlobal(where))
            moved = QMouseEvent(QEvent.Type.MouseMove, where, at, NO, left, how)
            QApplication.sendEvent(port, moved)  # QTest.mouseMove forgets what is held
        QTest.mouseRelease(port, left, how, self.table.visualRect(last).center())
        QApplication.processEvents()

    def hold(self) -> None:
        """Ctrl goes down and stays so for some clicks."""
        self.keys += 1

    @property
    def table(self) -> MonthGridTable:
        """The month table in sight."""
        assert self._window.workspace is not None
        page = self._window.workspace.page
        return page.grid.table  # type: ignore[attr-defined, no-any-return]

    def at(self, linea: LineaAccion, mes: int, cantidad: Cantidad) -> QModelIndex:
        """The cell of a línea's month."""
        model = self.table.model()
        return model.index_of(CellKey(linea.id, cantidad, mes))  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def window(seed_path: Path, tmp_path: Path, open_main_window: OpenMainWindow) -> MainWindow:
    """The texts of the real POA in the window; the schedule that importing gives is taken away."""
    path = tmp_path / "hacienda.poa"
    importar(seed_path, path, clock)
    with open_store(path, clock) as store:
        store.run("Vaciar", lambda db: db.execute("DELETE FROM programado"))
    window = open_main_window(path, clock=clock)
    assert not any(any(linea.programado) for linea in poa_of(window).lineas)
    return window


@pytest.fixture
def hands(window: MainWindow) -> Hands:
    return Hands(window)


def poa_of(window: MainWindow) -> Poa:
    assert window.session is not None and window.session.poa is not None
    return window.session.poa


def assert_is_default(poa: Poa) -> None:
    """The default schedule, with the figures of the design."""
    for bloque in poa.bloques:
        wanted = programado_predeterminado(bloque.ficha, poa.ejercicio)
        assert {linea.programado for linea in bloque.lineas} == {wanted}
    acts = [
        evaluar(poa, parse_periodo(f"2024-{each}"), clock().date()).total.proyectadas
        for each in ("T1", "T2", "T3", "T4", "A")
    ]
    assert acts == [81, 84, 81, 84, 330]


def show(window: MainWindow, hands: Hands, page: str) -> Page:
    """A page, by the button with its name."""
    assert window.workspace is not None
    buttons = window.workspace.findChildren(QToolButton)
    hands.click(next(each for each in buttons if each.text() == page))
    return window.workspace.page


def schedule(window: MainWindow, hands: Hands) -> None:
    """The year, proposed."""
    page = show(window, hands, "Calendario")
    assert isinstance(page, CalendarioPage)
    hands.click(page.propose)
    assert page.proposals is not None
    hands.click(page.proposals.by_default)
    hands.click(page.proposals.apply_button)


def schedule_by_hand(window: MainWindow, hands: Hands) -> None:
    """The year, as in a spreadsheet: everything chosen, and one 1."""
    page = show(window, hands, "Calendario")
    assert isinstance(page, CalendarioPage)
    hands.click(next(each for each in page.modes.buttons() if each.text() == "Programado"))
    poa = poa_of(window)
    every, actividades = poa.lineas, poa.actividades
    here = [each.id for each in every].index(actividades[4].lineas[0].id)
    above, below = every[:here], every[here + len(actividades[4].lineas) :]
    whole, around = [every], [above, below]
    monthly = [(actividades[n].lineas, 1, 12) for n in (0, 7)]
    quarters = [(part, mes, mes) for mes, parts in
                ((3, around), (6, whole), (9, around), (12, whole)) for part in parts]  # fmt: skip
    for number, (lineas, first, last) in enumerate((*quarters, *monthly)):
        if number == 1:
            hands.hold()
        start = hands.at(lineas[0], first, Cantidad.PROGRAMADO)
        hands.drag(start, hands.at(lineas[-1], last, Cantidad.PROGRAMADO), held=number > 0)
    hands.type("1")
    hands.press(KEY.Key_Return, CTRL)


@pytest.mark.parametrize(
    ("work", "where"),
    [(schedule, "aquí, con *Proponer programación*"), (schedule_by_hand, "aquí, a mano")],
)
def test_a_years_schedule(
    window: MainWindow, hands: Hands, work: Callable[[MainWindow, Hands], None], where: str
) -> None:
    work(window, hands)
    assert_is_default(poa_of(window))
    assert results()["programar el año", where] == hands.counted


def test_a_quarters_avance(window: MainWindow, hands: Hands, qtbot: QtBot) -> None:
    schedule(window, Hands(window))
    window.activateWindow()  # a dialog was open; on a desk the window manager does it
    with qtbot.waitActive(window):
        pass
    page = show(window, hands, "Avance")
    assert isinstance(page, AvancePage)
    assert page.cumplir.text().endswith("(81)")
    hands.click(page.cumplir)
    lineas = poa_of(window).lineas
    for told in ("0", "2"):
        cells = [cell for cell, text in DISTINTAS.items() if text == told]
        for place, (number, mes) in enumerate(cells):
            if place == 1:
                hands.hold()
            hands.cell(hands.at(lineas[number - 1], mes, Cantidad.REALIZADO), held=place > 0)
        hands.type(told)
        hands.press(KEY.Key_Return, CTRL)
    captured = 0
    for number, linea in enumerate(poa_of(window).lineas, 1):
        for mes in range(1, 13):
            wanted = linea.programado[mes - 1] or None if mes <= 3 else None
            if (number, mes) in DISTINTAS:
                wanted = int(DISTINTAS[number, mes]) * 100
            assert linea.realizado[mes - 1] == wanted, (number, mes)
            captured += wanted is not None
    assert captured == 81
    assert results()["capturar un trimestre", "aquí"] == hands.counted


# -- the document --------------------------------------------------------------------------------

_ROW = re.compile(r"^\| (.+?) \| (.+?) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
_STEP = re.compile(r"^\| (.+?) \| (\d+) \| (\d+) \|$", re.MULTILINE)


def results() -> dict[tuple[str, str], tuple[int, int]]:
    """Keys and clicks by task and place, as the document's first table says."""
    rows = _ROW.findall(DOCUMENT.read_text("utf-8"))
    assert all(int(keys) + int(clicks) == int(both) for _, _, keys, clicks, both in rows)
    return {(task, where): (int(keys), int(clicks)) for task, where, keys, clicks, _ in rows}


def test_the_steps_add_up_to_the_results_and_are_fewer_here() -> None:
    text = DOCUMENT.read_text("utf-8")
    told = results()
    counted = {}
    for task in re.split(r"^## ", text, flags=re.MULTILINE)[2:]:
        name = task.splitlines()[0].lower()
        for part in re.split(r"^### ", task, flags=re.MULTILINE)[1:]:
            title = part.splitlines()[0]
            where = title[0].lower() + title[1:]
            steps = _STEP.findall(part)
            sums = sum(int(k) for _, k, _ in steps), sum(int(c) for _, _, c in steps)
            counted[name, where.removeprefix("en la ")] = sums
    assert counted == told
    for task, here in (
        ("programar el año", "aquí, con *Proponer programación*"),
        ("capturar un trimestre", "aquí"),
    ):
        assert sum(told[task, here]) < sum(told[task, "hoja de cálculo"])
