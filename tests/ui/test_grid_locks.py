"""Months that take no capture: seen, told, and refused on every way in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from poa_desktop.ui.grid.look import LOOK
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import apply_theme
from tests.ui.capture_tables import (
    CTRL,
    PROGRAMADO,
    TablePage,
    answer_paste,
    cell,
    close_months,
    editor,
    go,
    linea,
    open_session,
    press,
    show_avance,
    show_calendario,
)
from tests.ui.keys import type_into

KEY = Qt.Key
ENERO = "Enero queda fuera de Del–al de la actividad 1: cambie el periodo en Datos."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with open_session(tmp_path) as session:
        yield session


def typed(page: TablePage) -> None:
    type_into(page.grid.table, "7")


def f2(page: TablePage) -> None:
    press(page, KEY.Key_F2)


def double_click(page: TablePage) -> None:
    table = page.grid.table
    spot = table.visualRect(table.currentIndex()).center()
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def pasted(page: TablePage) -> None:
    QGuiApplication.clipboard().setText("7")
    press(page, KEY.Key_V, CTRL)


def cut(page: TablePage) -> None:
    press(page, KEY.Key_X, CTRL)


def filled_down(page: TablePage) -> None:
    press(page, KEY.Key_D, CTRL)


WAYS = [typed, f2, double_click, pasted, cut, filled_down]


@pytest.mark.parametrize("way", WAYS, ids=lambda each: each.__name__)
def test_a_month_outside_del_al_takes_nothing(
    session: Session, qtbot: QtBot, way: Callable[[TablePage], None]
) -> None:
    page = show_calendario(session, qtbot, "Programado")
    before = session.store.content_hash()
    go(page, "Focos", 1, PROGRAMADO)
    way(page)
    assert ENERO in page.foot.notice.text()
    assert editor(page) is None
    assert session.store.content_hash() == before
    assert page.commit_pending()


@pytest.mark.parametrize("way", [typed, f2, double_click, pasted, cut])
def test_a_closed_month_takes_nothing(
    session: Session, qtbot: QtBot, way: Callable[[TablePage], None]
) -> None:
    close_months(session, 1, 2, 3)
    page = show_avance(session, qtbot)
    go(page, "Focos", 1)
    before = session.store.content_hash()
    way(page)
    assert "Enero está cerrado: pida la reapertura (Periodo ▸ Reabrir…)." in page.foot.notice.text()
    assert session.store.content_hash() == before


def test_filling_right_stops_at_a_locked_month(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    before = session.store.content_hash()
    page.grid.table.select_block(
        cell(page, "Focos", 3, PROGRAMADO), cell(page, "Focos", 12, PROGRAMADO)
    )
    press(page, KEY.Key_R, CTRL)
    assert "Diciembre queda fuera" in page.foot.notice.text()
    assert session.store.content_hash() == before


def test_what_an_import_left_outside_can_be_cleared(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    index = cell(page, "Focos", 1, PROGRAMADO)
    assert index.data() == "5"
    assert index.data(LOOK).locked
    go(page, "Focos", 1, PROGRAMADO)
    press(page, KEY.Key_Delete)
    assert linea(session, "Focos").programado[0] == 0


def test_a_closed_month_cannot_even_be_cleared(session: Session, qtbot: QtBot) -> None:
    close_months(session, 3)
    page = show_calendario(session, qtbot, "Programado")
    before = session.store.content_hash()
    press(page, KEY.Key_A, CTRL)
    press(page, KEY.Key_Delete)
    assert page.foot.notice.text().startswith("No se cambió nada. Marzo está cerrado")
    assert session.store.content_hash() == before


def test_texts_of_a_closed_month_are_not_pasted_over(session: Session, qtbot: QtBot) -> None:
    close_months(session, 3)
    page = show_avance(session, qtbot)
    row = cell(page, "Bacheo", 3).row()
    column = [each.id for each in page.model.columns].index("comentario")
    page.grid.table.go(row, column)
    QGuiApplication.clipboard().setText("Se hizo")
    press(page, KEY.Key_V, CTRL)
    assert "Marzo está cerrado" in page.foot.notice.text()
    assert linea(session, "Bacheo").avances[2].comentario == ""


def test_the_texts_below_can_only_be_read_in_a_closed_month(session: Session, qtbot: QtBot) -> None:
    close_months(session, 3)
    page = show_avance(session, qtbot)
    for mes, closed in ((3, True), (2, False)):
        go(page, "Nóminas", mes)
        edits = page.panel.comentario.editor, page.panel.justificacion.editor
        assert [each.isReadOnly() for each in edits] == [closed, closed]  # type: ignore[attr-defined]


def test_fulfilling_passes_over_closed_months(session: Session, qtbot: QtBot) -> None:
    close_months(session, 1, 2)
    page = show_avance(session, qtbot)
    press(page, KEY.Key_A, CTRL)
    press(page, KEY.Key_Return, CTRL, Qt.KeyboardModifier.ShiftModifier)
    assert linea(session, "Nóminas").realizado[:3] == (None, None, 100)
    assert "2 están bloqueadas." in page.foot.notice.text()


def test_a_paste_names_the_locked_cells_and_writes_the_others(
    session: Session, qtbot: QtBot
) -> None:
    page = show_calendario(session, qtbot, "Programado")
    answer = answer_paste(page, agree=True)
    go(page, "Focos", 1, PROGRAMADO)
    QGuiApplication.clipboard().setText("\t".join(["3"] * 12))
    press(page, KEY.Key_V, CTRL)
    assert [text.split(":")[0] for text in answer.asked[0]] == ["A1.1, enero", "A1.1, diciembre"]
    assert linea(session, "Focos").programado == (500, *(300,) * 10, 0)


def _patch(page: TablePage, mes: int) -> QImage:
    table = page.grid.table
    rect = table.visualRect(cell(page, "Focos", mes, PROGRAMADO)).adjusted(2, 2, -3, -3)
    return table.viewport().grab(rect).toImage()


@pytest.mark.parametrize("dark", [False, True])
def test_a_locked_month_is_hatched_and_not_only_tinted(
    session: Session, qtbot: QtBot, dark: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, dark)
    try:
        page = show_calendario(session, qtbot, "Programado")
        shown = {}
        for mes in (2, 12):
            image = _patch(page, mes)
            spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
            shown[mes] = {image.pixelColor(x, y).name() for x, y in spots}
    finally:
        apply_theme(app, False)
    assert len(shown[2]) == 1
    assert len(shown[12]) == 2
    assert "Bloqueado" in page.foot.legend.accessibleDescription()
