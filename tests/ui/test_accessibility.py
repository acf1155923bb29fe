"""What one hears who does not see the window, and where the keys take one who has no mouse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.poa.periodos import periodo_vecino
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Gasto
from poa_desktop.ui import announcement
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.envio.export_dialog import ExportDialog
from poa_desktop.ui.gastos.page import GastosPage
from poa_desktop.ui.gastos.table import GastosTable
from poa_desktop.ui.grid.table import MonthGridTable
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.tablero.chart_curve import CurveChart
from poa_desktop.ui.tablero.chart_map import HeatMap
from poa_desktop.ui.tablero.gauge import Gauge
from poa_desktop.ui.tablero.page import TableroPage
from tests.screens import views
from tests.screens.scenes import write_scene
from tests.ui.keys import type_text

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier
ALT, CTRL, SHIFT = (
    MODIFIER.AltModifier,
    MODIFIER.ControlModifier,
    MODIFIER.ShiftModifier,
)
OFFICE = QSize(1366, 768)
POLITE = QAccessible.AnnouncementPoliteness.Polite
URGENT = QAccessible.AnnouncementPoliteness.Assertive
P = TypeVar("P", bound=QWidget)
T3 = "Tercer trimestre, julio a septiembre de 2024"
T4 = "Cuarto trimestre, octubre a diciembre de 2024"


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return make_app(dark=False)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with the example, the keyboard in the tree."""
    window = views.open_window(write_scene("ejemplo", tmp_path), tmp_path, OFFICE)
    with qtbot.waitActive(window):
        window.activateWindow()
    yield window
    window.close()
    window.deleteLater()
    views.settle()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The sentences that a screen reader was asked to say; an urgent one begins with "!"."""
    said: list[str] = []
    system = announcement.deliver

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        said.append(("!" if event.politeness() is URGENT else "") + event.message())
        system(event)

    monkeypatch.setattr(announcement, "deliver", listen)
    QAccessible.setActive(True)
    yield said
    QAccessible.setActive(False)


def press(key: Qt.Key, modifiers: MODIFIER = MODIFIER.NoModifier, times: int = 1) -> QWidget | None:
    """Press a key where the keyboard is; gives where it is then."""
    for _ in range(times):
        at_hand = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert at_hand is not None, "the keyboard is lost"
        assert at_hand.isVisible(), "the keyboard is on something that is not in sight"
        QTest.keyClick(at_hand, key, modifiers)
        views.settle()
    return QApplication.focusWidget()


def tab_to(kind: type[QWidget]) -> QWidget:
    """Press Tab until the keyboard reaches a control of a kind."""
    for _ in range(40):
        at_hand = press(KEY.Key_Tab)
        if isinstance(at_hand, kind):
            return at_hand
    raise AssertionError(f"Tab does not reach {kind.__name__}")


def spoken(widget: QWidget) -> QAccessibleInterface:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface


def name_of(widget: QWidget) -> str:
    return str(spoken(widget).text(QAccessible.Text.Name))


def page_of(window: MainWindow, kind: type[P], place: Place | None = None) -> P:
    """The page of a kind at a place, the POA's unless another is given."""
    assert window.workspace is not None and window.session is not None
    assert window.session.poa is not None
    names: dict[type[QWidget], str] = {
        TableroPage: "tablero",
        DatosPage: "datos",
        AvancePage: "avance",
        GastosPage: "gastos",
    }
    window.workspace.show_place(place or Place(TipoLugar.POA, window.session.poa.id))
    window.workspace.show_page(names[kind])
    views.settle()
    page = window.workspace.page
    assert isinstance(page, kind)
    return page


def actividad_2(window: MainWindow) -> Actividad:
    """The example's actividad with four gastos."""
    assert window.session is not None and window.session.poa is not None
    return next(each for each in window.session.poa.actividades if each.numero == 2)


def gastos_of_2(window: MainWindow) -> tuple[Gasto, ...]:
    return actividad_2(window).gastos


# -- what is said ----------------------------------------------------------------------------------


def test_nothing_is_said_where_nobody_listens(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    monkeypatch.setattr(announcement, "deliver", said.append)
    label = QLabel()
    qtbot.addWidget(label)
    announcement.announce(label, "Hola")
    assert said == []
    QAccessible.setActive(True)
    announcement.announce(label, "")
    assert said == []
    announcement.announce(label, "Hola")
    QAccessible.setActive(False)
    assert len(said) == 1


def test_the_map_says_the_cell_one_comes_to(window: MainWindow, heard: list[str]) -> None:
    chart = page_of(window, TableroPage).view.map
    chart.setFocus()
    first = name_of(chart)
    press(KEY.Key_Down)
    assert heard == [f"P2 Ingresos propios suficientes y estables.: {T3}: 41.7 %, Rezago"]
    press(KEY.Key_Right)
    assert heard[1] == f"{T4}: 0.0 %, En curso"  # the row is the same: it is not said again
    assert heard[1] in name_of(chart)
    press(KEY.Key_Up)
    press(KEY.Key_Left)
    assert name_of(chart) == first
    heard.clear()
    press(KEY.Key_Up)  # there is no row above
    assert heard == []


def test_the_curve_says_the_month_of_the_arrows_not_of_the_mouse(
    window: MainWindow, heard: list[str]
) -> None:
    curve = page_of(window, TableroPage).view.curve
    curve.setFocus()
    press(KEY.Key_Left)
    assert len(heard) == 1
    assert heard[0].startswith("septiembre: programado ")
    curve.read(3)  # as the mouse does
    assert len(heard) == 1


def test_another_period_is_said_wherever_one_is(window: MainWindow, heard: list[str]) -> None:
    press(KEY.Key_Right, ALT)
    assert heard == [f"Periodo: {T4}"]
    gauge = next(
        each for each in page_of(window, TableroPage).view.gauges.gauges if T3 in name_of(each)
    )
    assert spoken(gauge).role() == QAccessible.Role.Button
    gauge.setFocus()
    press(KEY.Key_Space)
    assert heard[1:] == [f"Periodo: {T3}"]
    assert name_of(gauge).endswith("periodo elegido")
    described = spoken(gauge).text(QAccessible.Text.Description)
    assert described
    assert T3 not in described  # the name says it


def test_one_comes_to_the_chosen_period_and_the_arrows_choose(
    window: MainWindow, heard: list[str]
) -> None:
    assert window.session is not None
    periods = window.toolbar.periods
    while not periods.isAncestorOf(button := press(KEY.Key_Tab)):
        pass
    assert button is not None
    assert name_of(button) == T3
    assert spoken(button).state().checked
    button = press(KEY.Key_Right)
    assert button is not None
    assert name_of(button) == T4
    assert window.session.periodo.en_palabras == T4
    assert heard == []  # the button one came to has said it


def test_sentences_above_and_below_the_page_are_said(window: MainWindow, heard: list[str]) -> None:
    window.tell("No se pudo escribir el archivo.", error=True)
    window.tell("El tablero se copió.")
    window.status.showMessage("Preparando…")
    window.status.showMessage("Preparando…")
    assert heard == ["!No se pudo escribir el archivo.", "El tablero se copió.", "Preparando…"]


def test_what_comes_back_is_said(window: MainWindow, heard: list[str]) -> None:
    assert window.workspace is not None
    window.workspace.editing.add(TipoLugar.PROGRAMA)
    heard.clear()
    window.actions_["deshacer"].trigger()
    window.actions_["rehacer"].trigger()
    assert [each for each in heard if each.startswith("Se ")] == [
        "Se deshizo: Agregar programa",
        "Se rehizo: Agregar programa",
    ]


def test_a_cell_of_months_says_what_it_holds_and_the_linea_when_it_changes(
    window: MainWindow, heard: list[str]
) -> None:
    table = page_of(window, AvancePage).grid.table
    table.setFocus()
    press(KEY.Key_Home)
    model, here = table.model(), table.currentIndex()
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [model.index(here.row(), column).data(role) for column in range(model.columnCount())]
    assert "P1.6, julio, realizado: sin capturar, sin programación" in said
    assert "P1.6, septiembre, realizado: sin capturar, programado 1" in said
    assert "P1.6, Comentarios del periodo: vacío" in said
    heard.clear()
    press(KEY.Key_Down)
    table.go(table.currentIndex().row(), 5)
    assert len(heard) == 1  # once for the línea, not for each of its cells
    press(KEY.Key_Up)
    assert heard[1].startswith("Integrar expedientes de contratación completos")
    type_text("3")
    press(KEY.Key_Return)
    captured = model.index(here.row(), 5).data(role)
    assert captured == "P1.6, septiembre, realizado: 3 Acción, programado 1"


def test_what_a_table_refuses_is_said_at_once_and_its_sum_has_no_other_name(
    window: MainWindow, heard: list[str]
) -> None:
    page = page_of(window, AvancePage)
    page.grid.table.setFocus()
    type_text("tres")
    heard.clear()
    press(KEY.Key_Return)
    assert heard[0].startswith("!P1.6, septiembre: ")
    assert name_of(page.foot.notice) == heard[0][1:]
    press(KEY.Key_Escape)


def test_what_a_field_refuses_is_said_with_its_name(window: MainWindow, heard: list[str]) -> None:
    place = Place(TipoLugar.ACTIVIDAD, actividad_2(window).id)
    page_of(window, DatosPage, place).focus_field("periodo_al")
    press(KEY.Key_A, CTRL)
    type_text("ayer")
    press(KEY.Key_Return)
    assert heard[-1].startswith("!Periodo al: ")
    press(KEY.Key_Escape)


def test_the_export_says_what_it_needs(
    window: MainWindow, heard: list[str], tmp_path: Path
) -> None:
    assert window.session is not None
    dialog = ExportDialog(window.session, tmp_path, window.prompts, window)
    Path(dialog.target.text()).write_bytes(b"")
    dialog.run()
    assert heard[-1].startswith("Ya existe «")
    dialog.close()
    dialog.deleteLater()


# -- where the keys lead ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", [KEY.Key_Tab, KEY.Key_Return, KEY.Key_Down])
def test_a_captured_gasto_leaves_the_keyboard_in_the_table(window: MainWindow, key: Qt.Key) -> None:
    place = Place(TipoLugar.ACTIVIDAD, actividad_2(window).id)
    table = page_of(window, GastosPage, place).capture.table
    before = len(gastos_of_2(window))
    table.go_new()
    table.setFocus()
    press(KEY.Key_Tab)
    type_text("1500")
    assert press(key) is table
    assert len(gastos_of_2(window)) == before + 1


def test_a_table_built_anew_while_one_types_keeps_the_keyboard(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    table = page_of(window, AvancePage).grid.table
    table.setFocus()
    type_text("3")
    session.set_periodo(periodo_vecino(session.periodo, 1))
    views.settle()
    assert QApplication.focusWidget() is table


def test_what_is_typed_is_kept_when_another_period_is_chosen(window: MainWindow) -> None:
    assert window.session is not None
    page_of(window, AvancePage).grid.table.setFocus()
    type_text("3")
    assert isinstance(press(KEY.Key_Right, ALT), MonthGridTable)
    assert window.session.store.undo_title == "Capturar P1.6, septiembre"


def test_the_preview_gives_the_keyboard_back_and_says_its_pages(
    window: MainWindow, qtbot: QtBot, heard: list[str]
) -> None:
    chart = page_of(window, TableroPage).view.map
    chart.setFocus()
    press(KEY.Key_P, CTRL)
    preview = window.preview
    assert preview is not None
    qtbot.waitUntil(lambda: bool(preview.content))
    views.settle()
    count = preview.pages.count
    assert QApplication.focusWidget() is preview.pages
    press(KEY.Key_End)
    assert heard[-1] == f"Página {count} de {count}"
    press(KEY.Key_Home)
    assert heard[-1] == f"Página 1 de {count}"
    assert press(KEY.Key_Backtab, SHIFT) is preview.outline
    assert press(KEY.Key_Backtab, SHIFT) is preview.view.search
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: window.preview is None)
    assert QApplication.focusWidget() is chart


def test_escape_empties_the_filter_and_then_goes_to_where_one_was(
    window: MainWindow, heard: list[str]
) -> None:
    assert window.workspace is not None
    space, place = window.workspace, Place(TipoLugar.ACTIVIDAD, actividad_2(window).id)
    space.show_place(place)
    press(KEY.Key_F, CTRL | SHIFT)
    type_text("zzz")
    assert heard[-1] == space.tree.nothing.text()
    assert press(KEY.Key_Escape) is space.tree.search
    assert space.tree.search.text() == ""
    assert press(KEY.Key_Escape) is space.tree.view
    assert space.tree.place == place
    assert space.place == place


def test_a_morning_without_a_mouse(window: MainWindow, qtbot: QtBot) -> None:
    """From the map to a línea's avance, to a gasto and back, each key where the last one led."""
    session, space = window.session, window.workspace
    assert session is not None
    assert space is not None
    press(KEY.Key_Left, ALT)
    press(KEY.Key_Right, ALT)
    tab_to(Gauge)
    tab_to(HeatMap)
    press(KEY.Key_Down)
    assert isinstance(press(KEY.Key_Return), HeatMap)  # of the programa now
    press(KEY.Key_Down, times=2)
    assert isinstance(press(KEY.Key_Return), CurveChart)  # a línea has no map: what comes after
    assert space.place.tipo is TipoLugar.LINEA
    assert isinstance(press(KEY.Key_4, CTRL), MonthGridTable)
    type_text("2")
    press(KEY.Key_Return)
    assert session.store.undo_title is not None
    assert isinstance(press(KEY.Key_Z, CTRL), MonthGridTable)
    assert session.store.undo_title is None
    press(KEY.Key_F6)
    press(KEY.Key_5, CTRL)
    assert isinstance(press(KEY.Key_Return), GastosTable)  # of the first actividad below
    assert isinstance(space.page, GastosPage)
    press(KEY.Key_Tab)
    type_text("1500")
    assert isinstance(press(KEY.Key_Return), GastosTable)
    actividad = space.page.capture.model.actividad
    assert actividad is not None
    assert actividad.gastos[-1].importe == Decimal(1500)
    assert isinstance(press(KEY.Key_Z, CTRL), GastosTable)
    press(KEY.Key_C, CTRL | SHIFT)
    qtbot.waitUntil(space.banner.isVisible)
    assert isinstance(QApplication.focusWidget(), GastosTable)
    press(KEY.Key_F, CTRL | SHIFT)
    press(KEY.Key_Down)
    press(KEY.Key_Home)
    assert space.place.tipo is TipoLugar.POA
    assert isinstance(space.page, GastosPage)


# -- letters with Alt ------------------------------------------------------------------------------


def letter(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


def twice(texts: list[str]) -> list[list[str]]:
    """Texts whose letter is not theirs alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        if letter(text):
            found[letter(text)].append(text)
    return [each for each in found.values() if len(each) > 1]


def menus_of(menu: QMenu) -> Iterator[list[str]]:
    yield [each.text() for each in menu.actions() if not each.isSeparator()]
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from menus_of(inner)


def test_no_letter_is_twice_in_a_menu(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.editing.add(TipoLugar.PROGRAMA)
    window.actions_["deshacer"].trigger()
    bar = window.menuBar().actions()
    collided = twice([each.text() for each in bar])
    for each in bar:
        menu = each.menu()
        assert isinstance(menu, QMenu)
        for texts in menus_of(menu):
            assert all(map(letter, texts)), texts
            collided += twice(texts)
    assert collided == []


def letters_in(window: QWidget) -> list[str]:
    """Texts with a letter of the labels and buttons in sight."""
    texts = [
        each.text()
        for each in window.findChildren(QLabel)
        if each.isVisible() and each.buddy() is not None
    ]
    texts += [each.text() for each in window.findChildren(QAbstractButton) if each.isVisible()]
    if isinstance(window, MainWindow):
        texts += [each.text() for each in window.menuBar().actions()]
    return texts


Kind = Callable[[MainWindow], Iterator[views.View]]


def collisions(window: MainWindow, kinds: tuple[Kind, ...]) -> set[str]:
    found = {
        " / ".join(each)
        for kind in kinds
        for view in kind(window)
        for each in twice(letters_in(view.widget))
    }
    return found


def test_no_letter_is_twice_in_a_dialog_or_preview(window: MainWindow) -> None:
    assert collisions(window, (views.previews, views.dialogs, views.welcome)) == set()


def test_no_letter_is_twice_on_a_page(window: MainWindow) -> None:
    assert collisions(window, (views.pages,)) == set()


def test_a_title_with_an_ampersand_stays_whole(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session.run(
        "Editar «Pavimento & banquetas»",
        lambda db: db.execute("UPDATE municipio SET nombre = 'X'"),
    )
    action = window.actions_["deshacer"]
    assert letter(action.text()) == "Alt+D"
    assert action.text() == "&Deshacer: Editar «Pavimento && banquetas»"
    assert action.toolTip() == "Deshacer: Editar «Pavimento & banquetas» (Ctrl+Z)"
