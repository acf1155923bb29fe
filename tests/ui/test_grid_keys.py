"""The keys and the mouse of a spreadsheet in the month tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.session import Session
from tests.ui.capture_tables import (
    CTRL,
    PROGRAMADO,
    SHIFT,
    TRIMESTRES,
    TablePage,
    cell,
    editor,
    go,
    here,
    linea,
    open_session,
    press,
    show_avance,
    show_calendario,
)
from tests.ui.keys import type_into

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with open_session(tmp_path) as session:
        yield session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> CalendarioPage:
    return show_calendario(session, qtbot, "Programado")


def chosen(page: TablePage) -> set[tuple[str, int]]:
    """The selected quantities as línea and month."""
    rows, columns = page.model.rows, page.model.columns
    found = page.grid.table.selected().cells
    return {(rows[r].linea.texto, columns[c].mes or 0) for r, c in found}  # type: ignore[union-attr]


def test_mayus_and_arrows_let_the_selection_grow_and_shrink(page: CalendarioPage) -> None:
    go(page, "Bacheo", 2, PROGRAMADO)
    press(page, KEY.Key_Right, SHIFT)
    press(page, KEY.Key_Down, SHIFT)
    press(page, KEY.Key_Down, SHIFT)  # over the heading of the actividad
    assert chosen(page) == {(n, m) for n in ("Bacheo", "Puentes", "Focos") for m in (2, 3)}
    assert here(page) == ("Bacheo", 2)  # what is typed goes where it began
    press(page, KEY.Key_Up, SHIFT)
    press(page, KEY.Key_Left, SHIFT)
    press(page, KEY.Key_Left, SHIFT)
    assert chosen(page) == {(n, m) for n in ("Bacheo", "Puentes") for m in (1, 2)}
    press(page, KEY.Key_Right)
    assert chosen(page) == {("Bacheo", 3)}


def test_ctrl_and_arrows_go_to_the_edge_of_what_is_filled(page: CalendarioPage) -> None:
    go(page, "Bacheo", 1, PROGRAMADO)
    seen = []
    for _ in range(3):
        press(page, KEY.Key_Right, CTRL)
        seen.append(here(page))
    assert seen == [("Bacheo", 3), ("Bacheo", 6), ("Bacheo", 9)]
    go(page, "Nóminas", 2, PROGRAMADO)
    press(page, KEY.Key_Left, CTRL)
    assert here(page) == ("Nóminas", 1)
    go(page, "Bacheo", 3, PROGRAMADO)
    press(page, KEY.Key_Down, CTRL)
    assert here(page) == ("Nóminas", 3)
    press(page, KEY.Key_Up, CTRL, SHIFT)
    assert chosen(page) == {(n, 3) for n in ("Bacheo", "Puentes", "Focos", "Nóminas")}


def test_home_and_end_with_and_without_ctrl(page: CalendarioPage) -> None:
    go(page, "Puentes", 5, PROGRAMADO)
    press(page, KEY.Key_Home)
    assert here(page) == ("Puentes", 1)
    press(page, KEY.Key_End)
    assert here(page) == ("Puentes", 12)
    press(page, KEY.Key_Home, CTRL)
    assert here(page) == ("Bacheo", 1)
    press(page, KEY.Key_End, CTRL)
    assert here(page) == ("Nóminas", 12)
    press(page, KEY.Key_Home, CTRL, SHIFT)
    assert len(chosen(page)) == 48


def test_rows_columns_and_everything(page: CalendarioPage) -> None:
    go(page, "Puentes", 5, PROGRAMADO)
    press(page, KEY.Key_Space, SHIFT)
    assert chosen(page) == {("Puentes", m) for m in range(1, 13)}
    go(page, "Puentes", 5, PROGRAMADO)
    press(page, KEY.Key_Space, CTRL)
    assert chosen(page) == {(n, 5) for n in ("Bacheo", "Puentes", "Focos", "Nóminas")}
    press(page, KEY.Key_A, CTRL)
    assert len(chosen(page)) == 48
    assert here(page) == ("Puentes", 5)


def test_a_click_on_a_month_selects_it_and_a_drag_several(page: CalendarioPage) -> None:
    header = page.grid.table.horizontalHeader()
    march = header.sectionViewportPosition(page.model.column_of_month(3)) + 12
    may = header.sectionViewportPosition(page.model.column_of_month(5)) + 12
    left, where = Qt.MouseButton.LeftButton, header.viewport()
    QTest.mousePress(where, left, Qt.KeyboardModifier.NoModifier, QPoint(march, 10))
    assert {mes for _, mes in chosen(page)} == {3}
    QTest.mouseMove(where, QPoint(may, 10))
    QTest.mouseRelease(where, left, Qt.KeyboardModifier.NoModifier, QPoint(may, 10))
    assert len({name for name, _ in chosen(page)}) == 4
    assert here(page) == ("Bacheo", 3)
    type_into(page.grid.table, "2")
    assert editor(page) is not None


def test_mayus_and_a_click_reach_from_the_cell_with_the_keyboard(page: CalendarioPage) -> None:
    table = page.grid.table
    go(page, "Bacheo", 2, PROGRAMADO)
    press(page, KEY.Key_Return)
    press(page, KEY.Key_Up)
    spot = table.visualRect(cell(page, "Puentes", 4, PROGRAMADO)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, SHIFT, spot)
    assert chosen(page) == {(n, m) for n in ("Bacheo", "Puentes") for m in (2, 3, 4)}
    assert here(page) == ("Bacheo", 2)


def test_ctrl_enter_writes_into_the_whole_selection(page: CalendarioPage) -> None:
    page.grid.table.select_block(
        cell(page, "Bacheo", 1, PROGRAMADO), cell(page, "Puentes", 12, PROGRAMADO)
    )
    type_into(page.grid.table, "2.5")
    press(page, KEY.Key_Return, CTRL)
    assert linea(page.session, "Bacheo").programado == (250,) * 12
    assert linea(page.session, "Puentes").programado == (250,) * 12
    assert page.session.store.undo_title == "Escribir en 24 celdas"
    assert editor(page) is None
    page.session.undo()
    assert linea(page.session, "Puentes").programado == TRIMESTRES


def test_ctrl_enter_over_a_locked_month_keeps_what_was_typed(page: CalendarioPage) -> None:
    before = page.session.store.content_hash()
    page.grid.table.select_block(
        cell(page, "Focos", 2, PROGRAMADO), cell(page, "Focos", 12, PROGRAMADO)
    )
    type_into(page.grid.table, "3")
    press(page, KEY.Key_Return, CTRL)
    open_editor = editor(page)
    assert open_editor is not None and open_editor.text() == "3"
    assert "Diciembre queda fuera de Del–al" in page.foot.notice.text()
    assert page.session.store.content_hash() == before
    press(page, KEY.Key_Escape)


def test_enter_and_tab_go_round_inside_a_selection(page: CalendarioPage) -> None:
    table = page.grid.table
    table.select_block(cell(page, "Bacheo", 1, PROGRAMADO), cell(page, "Puentes", 2, PROGRAMADO))
    for text in "1234":
        type_into(table, text)
        press(page, KEY.Key_Return)
    assert linea(page.session, "Bacheo").programado[:3] == (100, 300, 100)
    assert linea(page.session, "Puentes").programado[:3] == (200, 400, 100)
    assert here(page) == ("Bacheo", 1)
    assert len(chosen(page)) == 4
    press(page, KEY.Key_Tab)
    assert here(page) == ("Bacheo", 2)
    press(page, KEY.Key_Tab, SHIFT)
    assert here(page) == ("Bacheo", 1)


def test_enter_after_tabs_goes_below_where_they_began(page: CalendarioPage) -> None:
    go(page, "Bacheo", 4, PROGRAMADO)
    for text in "12":
        type_into(page.grid.table, text)
        press(page, KEY.Key_Tab)
    type_into(page.grid.table, "3")
    press(page, KEY.Key_Return)
    assert linea(page.session, "Bacheo").programado[3:6] == (100, 200, 300)
    assert here(page) == ("Puentes", 4)


def test_what_is_typed_and_entered_below_keeps_its_column(page: CalendarioPage) -> None:
    go(page, "Bacheo", 4, PROGRAMADO)
    press(page, KEY.Key_Tab)
    press(page, KEY.Key_Right)  # another way of going ends the run of Tab
    press(page, KEY.Key_Return)
    assert here(page) == ("Puentes", 6)


def test_after_a_drag_the_keyboard_is_where_it_began(page: CalendarioPage) -> None:
    table = page.grid.table
    first = table.visualRect(cell(page, "Bacheo", 2, PROGRAMADO)).center()
    last = table.visualRect(cell(page, "Puentes", 5, PROGRAMADO)).center()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(table.viewport(), left, pos=first)
    QTest.mouseMove(table.viewport(), (first + last) / 2)
    QTest.mouseMove(table.viewport(), last)
    QTest.mouseRelease(table.viewport(), left, pos=last)
    assert chosen(page) == {(n, m) for n in ("Bacheo", "Puentes") for m in (2, 3, 4, 5)}
    assert here(page) == ("Bacheo", 2)


# -- the small square at the corner ----------------------------------------------------------------


def drag_handle(page: TablePage, name: str, mes: int) -> None:
    """Drag the square of the selection to a cell."""
    table = page.grid.table
    port, left = table.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, NONE, table.handle.rect().center())
    where = table.visualRect(cell(page, name, mes, PROGRAMADO)).center()
    QTest.mouseMove(port, where)
    QTest.mouseRelease(port, left, NONE, where)


def test_dragging_the_square_repeats_what_is_selected(page: CalendarioPage) -> None:
    table = page.grid.table
    table.select_block(cell(page, "Bacheo", 1, PROGRAMADO), cell(page, "Bacheo", 3, PROGRAMADO))
    drag_handle(page, "Puentes", 3)
    assert linea(page.session, "Puentes").programado == TRIMESTRES
    go(page, "Bacheo", 3, PROGRAMADO)
    drag_handle(page, "Bacheo", 6)
    assert linea(page.session, "Bacheo").programado[2:7] == (100, 100, 100, 100, 0)
    assert page.session.store.undo_title == "Rellenar a la derecha"
    assert len(chosen(page)) == 4


def test_the_square_does_not_fill_a_locked_month(page: CalendarioPage) -> None:
    before = page.session.store.content_hash()
    go(page, "Focos", 9, PROGRAMADO)
    drag_handle(page, "Focos", 12)
    assert "Diciembre queda fuera" in page.foot.notice.text()
    assert page.session.store.content_hash() == before


# -- as programado -------------------------------------------------------------------------------


def test_one_key_captures_what_was_programado(session: Session, qtbot: QtBot) -> None:
    page = show_avance(session, qtbot)
    go(page, "Puentes", 3)
    type_into(page.grid.table, "0")
    press(page, KEY.Key_Return)
    press(page, KEY.Key_A, CTRL)
    press(page, KEY.Key_Return, CTRL, SHIFT)
    assert linea(session, "Bacheo").realizado[:3] == (None, None, 100)
    assert linea(session, "Puentes").realizado[2] == 0  # what was captured stays
    assert linea(session, "Nóminas").realizado[:4] == (100, 100, 100, None)
    assert linea(session, "Focos").realizado[:3] == (200, None, 100)
    assert session.store.undo_title == "Cumplir lo programado en 5 celdas"
    assert page.foot.notice.text() == ("Se capturó lo programado en 5 celdas. 2 ya tenían captura.")
    session.undo()
    assert linea(session, "Bacheo").realizado[2] is None


def test_months_to_come_are_not_fulfilled(session: Session, qtbot: QtBot) -> None:
    page = show_avance(session, qtbot, "2024-T2")  # it is 14 May
    press(page, KEY.Key_A, CTRL)
    press(page, KEY.Key_Return, CTRL, SHIFT)
    assert linea(session, "Nóminas").realizado[3:6] == (100, 100, None)
    assert page.foot.notice.text().endswith("4 son de meses que no empiezan.")


def test_there_is_nothing_to_fulfil_in_programado(page: CalendarioPage) -> None:
    before = page.session.store.content_hash()
    press(page, KEY.Key_A, CTRL)
    press(page, KEY.Key_Return, CTRL, SHIFT)
    assert page.session.store.content_hash() == before
    assert page.foot.notice.text() == "Elija celdas de realizado que tengan programación."


# -- what the status bar says --------------------------------------------------------------------


def counted(page: TablePage) -> list[str]:
    told: list[str] = []
    page.counted.connect(told.append)
    return told


def test_average_count_and_sum_of_the_selection(page: CalendarioPage) -> None:
    told = counted(page)
    go(page, "Bacheo", 2, PROGRAMADO)
    type_into(page.grid.table, "1.25")
    press(page, KEY.Key_Return)
    page.grid.table.select_block(
        cell(page, "Bacheo", 1, PROGRAMADO), cell(page, "Puentes", 3, PROGRAMADO)
    )
    assert told[-1] == "Promedio: 1.08   Recuento: 3   Suma: 3.25"
    go(page, "Bacheo", 1, PROGRAMADO)
    assert told[-1] == ""


def test_different_units_are_never_added(page: CalendarioPage) -> None:
    told = counted(page)
    press(page, KEY.Key_A, CTRL)
    assert told[-1] == "Recuento: 24   No se suman: unidades de medida distintas"


def test_programado_and_realizado_are_never_added(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot)
    told = counted(page)
    page.grid.table.select_block(cell(page, "Focos", 1, PROGRAMADO), cell(page, "Focos", 3))
    assert told[-1] == "Recuento: 3   Programado: 6   Realizado: 2"


def test_a_hidden_table_says_nothing(page: CalendarioPage) -> None:
    told = counted(page)
    press(page, KEY.Key_A, CTRL)
    page.hide()
    assert told[-1] == ""


def test_a_drag_over_a_heading_takes_only_its_own_columns(
    page: CalendarioPage, session: Session
) -> None:
    """A heading spans all columns; Qt would take all of them in."""
    table = page.grid.table
    first, last = (cell(page, name, 3, PROGRAMADO) for name in ("Bacheo", "Nóminas"))
    port, left = table.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, NONE, table.visualRect(first).center())
    QTest.mouseMove(port, table.visualRect(last).center())
    QTest.mouseRelease(port, left, NONE, table.visualRect(last).center())
    assert chosen(page) == {(n, 3) for n in ("Bacheo", "Puentes", "Focos", "Nóminas")}
    assert here(page) == ("Bacheo", 3)
    type_into(table, "7")
    press(page, KEY.Key_Return, CTRL)
    for name in ("Bacheo", "Puentes", "Focos", "Nóminas"):
        assert linea(session, name).programado[2] == 700
        assert linea(session, name).programado[1] != 700
