"""The button «Cumplir lo programado» of Avance: how much it says it does is what it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.session import Session
from tests.ui.capture_tables import (
    SHIFT,
    clock,
    close_months,
    editor,
    go,
    linea,
    open_session,
    press,
    show_avance,
)
from tests.ui.keys import type_into

KEY = Qt.Key


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    make_app(dark=False)
    with open_session(tmp_path) as made:
        yield made


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> AvancePage:
    return show_avance(session, qtbot)


def shown(page: AvancePage) -> str:
    return page.cumplir.text().replace("&", "")


def test_it_captures_what_it_counts_and_one_undo_takes_it_back(
    page: AvancePage, session: Session
) -> None:
    before = session.store.content_hash()
    # Bacheo, Puentes, Focos in March, Nóminas in three months; Focos in January is out of Del–al
    assert shown(page) == "Cumplir lo programado (6)"
    page.cumplir.click()
    assert linea(session, "Nóminas").realizado[:4] == (100, 100, 100, None)
    assert linea(session, "Focos").realizado[:3] == (200, None, 100)
    assert page.foot.notice.text().startswith("Se capturó lo programado en 6 celdas.")
    assert shown(page) == "Cumplir lo programado" and not page.cumplir.isEnabled()
    assert page.grid.table.hasFocus()
    session.undo()
    assert session.store.content_hash() == before
    assert shown(page) == "Cumplir lo programado (6)"


def test_it_is_for_what_is_selected_when_that_is_more_than_a_cell(
    page: AvancePage, session: Session
) -> None:
    go(page, "Nóminas", 1)
    press(page, KEY.Key_Right, SHIFT)
    assert shown(page) == "Cumplir lo programado (2)"
    page.cumplir.click()
    assert linea(session, "Nóminas").realizado[:3] == (100, 100, None)
    assert linea(session, "Bacheo").realizado[2] is None
    assert not page.cumplir.isEnabled()
    go(page, "Nóminas", 1)
    assert shown(page) == "Cumplir lo programado (4)"


def test_closed_and_coming_months_are_not_counted(session: Session, qtbot: QtBot) -> None:
    assert clock().month == 5
    page = show_avance(session, qtbot, "2024-T2")
    assert shown(page) == "Cumplir lo programado (2)"  # Nóminas, in April and May
    close_months(session, 4)
    page.refresh()
    assert shown(page) == "Cumplir lo programado (1)"


def test_what_cannot_be_written_is_not_passed_over(page: AvancePage, session: Session) -> None:
    go(page, "Bacheo", 3)
    type_into(page.grid.table, "x")
    page.cumplir.click()
    assert editor(page) is not None
    assert linea(session, "Puentes").realizado[2] is None
