"""The page Calendario on a real file: typing, blocks, undo, totals, schedules."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from poa_desktop.data import drafts
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
)
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.grid.clipboard import format_block, parse_block
from poa_desktop.ui.grid.look import LOOK
from poa_desktop.ui.grid.menu import block_menu
from poa_desktop.ui.grid.rows import Cantidad, CellKey
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme
from tests.ui.keys import press_in, type_into

PROGRAMADO, REALIZADO = Cantidad.PROGRAMADO, Cantidad.REALIZADO


def clock() -> datetime:
    return datetime(2024, 5, 14, 10, 32)


def ficha(first: int = 1, last: int = 12, temporalidad: Temporalidad | None = None) -> Ficha:
    kind = temporalidad or Temporalidad.TRIMESTRAL
    return Ficha("", periodo_del=date(2024, first, 1), periodo_al=date(2024, last, 28),
                 temporalidad=kind)  # fmt: skip


def linea(texto: str, unidad: str = "Acción", **months: tuple[int | None, ...]) -> LineaAccion:
    avances = tuple(Avance(value) for value in months.get("realizado", (None,) * 12))
    programado = tuple(value or 0 for value in months.get("programado", (0,) * 12))
    return LineaAccion(0, texto, unidad, programado=programado, avances=avances)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    quarters = (0, 0, 100) * 4
    captured = (0, None, 300) + (None,) * 9
    poa = Poa(
        0,
        Dependencia(0, "Obras Públicas"),
        2024,
        programas=(
            Programa(0, 1, "Caminos", ficha=ficha(), lineas=(
                linea("Bacheo de calles", programado=quarters, realizado=captured),
                linea("Revisión de puentes", programado=quarters),
            )),
        ),
        actividades=(
            Actividad(0, 1, "Alumbrado", ficha=ficha(2, 11, Temporalidad.MENSUAL), lineas=(
                linea("Cambio de luminarias", "Luminaria"),
            )),
            Actividad(0, 2, "Sin nada", ficha=ficha()),
        ),
    )  # fmt: skip
    made = create_store(tmp_path / "x.poa", clock)
    made.run("Importar", lambda db: drafts.write_draft(db, Municipio("Valle Alto"), poa))
    yield made
    made.close()


@pytest.fixture
def session(store: Store) -> Session:
    return Session(store, clock)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> CalendarioPage:
    return open_page(session, qtbot, Place(TipoLugar.POA, 1))


def open_page(session: Session, qtbot: QtBot, place: Place) -> CalendarioPage:
    made = CalendarioPage(session, place)
    qtbot.addWidget(made)
    made.resize(1050, 620)
    made.show()
    made.activateWindow()
    made.grid.table.setFocus()
    QApplication.processEvents()
    return made


def cell(page: CalendarioPage, name: str, cantidad: Cantidad, mes: int) -> QModelIndex:
    row = next(r for r in page.model.rows if r.linea and r.linea.texto == name)
    assert row.linea is not None
    return page.model.index_of(CellKey(row.linea.id, cantidad, mes))


def go(page: CalendarioPage, name: str, cantidad: Cantidad, mes: int) -> None:
    index = cell(page, name, cantidad, mes)
    page.grid.table.go(index.row(), index.column())


def block(page: CalendarioPage, first: QModelIndex, last: QModelIndex) -> None:
    page.grid.table.select_block(first, last)


def stored(session: Session, name: str) -> LineaAccion:
    assert session.poa is not None
    return next(each for each in session.poa.lineas if each.texto == name)


def in_file(session: Session, name: str, mes: int) -> tuple[int | None, int | None]:
    """Programado and realizado as the file holds them."""
    linea_id, values = stored(session, name).id, []
    for sql in (
        "SELECT cantidad FROM programado WHERE linea_id = ? AND mes = ?",
        "SELECT realizado FROM avances WHERE linea_id = ? AND mes = ?",
    ):
        found = session.store.connection.execute(sql, (linea_id, mes)).fetchone()
        values.append(found[0] if found else None)
    return values[0], values[1]


def editor(page: CalendarioPage) -> QLineEdit:
    found = page.grid.table.indexWidget(page.grid.table.currentIndex())
    assert isinstance(found, QLineEdit)
    return found


CTRL = Qt.KeyboardModifier.ControlModifier


def test_rows_stand_under_their_blocks(page: CalendarioPage) -> None:
    headings = [row.titulo for row in page.model.rows if row.linea is None]
    assert headings == ["Programa 1 · Caminos", "Actividad 1 · Alumbrado"]
    pairs = [(row.clave, row.cantidad) for row in page.model.rows if row.linea]
    assert pairs[:2] == [("P1.1", PROGRAMADO), ("P1.1", REALIZADO)]


def test_typing_over_a_cell_writes_it_and_goes_down(page: CalendarioPage) -> None:
    go(page, "Bacheo de calles", PROGRAMADO, 3)
    type_into(page.grid.table, "12.5")
    press_in(editor(page), Qt.Key.Key_Return)
    assert in_file(page.session, "Bacheo de calles", 3)[0] == 1250
    assert page.session.store.undo_title == "Programar P1.1, marzo"
    assert page.grid.table.currentIndex() == cell(page, "Bacheo de calles", REALIZADO, 3)
    page.session.undo()
    assert in_file(page.session, "Bacheo de calles", 3)[0] == 100
    page.session.redo()
    assert in_file(page.session, "Bacheo de calles", 3)[0] == 1250
    assert page.model.data(cell(page, "Bacheo de calles", PROGRAMADO, 3)) == "12.5"


def test_tab_goes_right_and_wraps_to_the_next_row(page: CalendarioPage) -> None:
    go(page, "Bacheo de calles", REALIZADO, 1)
    type_into(page.grid.table, "7")
    press_in(editor(page), Qt.Key.Key_Tab)
    assert in_file(page.session, "Bacheo de calles", 1) == (None, 700)
    assert page.grid.table.currentIndex() == cell(page, "Bacheo de calles", REALIZADO, 2)
    go(page, "Revisión de puentes", REALIZADO, 12)
    press_in(page.grid.table, Qt.Key.Key_Tab)
    assert page.grid.table.currentIndex() == cell(page, "Cambio de luminarias", PROGRAMADO, 1)
    press_in(page.grid.table, Qt.Key.Key_Backtab)
    assert page.grid.table.currentIndex() == cell(page, "Revisión de puentes", REALIZADO, 12)


def test_enter_and_arrows_skip_headings(page: CalendarioPage) -> None:
    go(page, "Revisión de puentes", REALIZADO, 4)
    press_in(page.grid.table, Qt.Key.Key_Return)
    assert page.grid.table.currentIndex() == cell(page, "Cambio de luminarias", PROGRAMADO, 4)
    press_in(page.grid.table, Qt.Key.Key_Up)
    assert page.grid.table.currentIndex() == cell(page, "Revisión de puentes", REALIZADO, 4)


def test_f2_edits_what_is_there_and_escape_leaves_it(page: CalendarioPage) -> None:
    go(page, "Bacheo de calles", REALIZADO, 3)
    press_in(page.grid.table, Qt.Key.Key_F2)
    assert editor(page).text() == "3"
    type_into(editor(page), "9")
    press_in(editor(page), Qt.Key.Key_Escape)
    assert in_file(page.session, "Bacheo de calles", 3)[1] == 300


def test_an_arrow_finishes_an_edit_begun_by_typing(page: CalendarioPage) -> None:
    go(page, "Revisión de puentes", REALIZADO, 3)
    type_into(page.grid.table, "2")
    press_in(editor(page), Qt.Key.Key_Right)
    assert in_file(page.session, "Revisión de puentes", 3)[1] == 200
    assert page.grid.table.currentIndex() == cell(page, "Revisión de puentes", REALIZADO, 4)


def test_a_captured_zero_is_not_an_empty_cell(page: CalendarioPage) -> None:
    assert page.model.data(cell(page, "Bacheo de calles", REALIZADO, 1)) == "0"
    assert page.model.data(cell(page, "Bacheo de calles", REALIZADO, 2)) == ""
    assert page.model.data(cell(page, "Bacheo de calles", PROGRAMADO, 1)) == ""
    go(page, "Revisión de puentes", REALIZADO, 3)
    type_into(page.grid.table, "0")
    press_in(editor(page), Qt.Key.Key_Return)
    assert in_file(page.session, "Revisión de puentes", 3)[1] == 0


@pytest.mark.parametrize("text", ["doce", "-4", "1.234", "=1+1", "1e3", "9" * 20])
def test_a_bad_value_is_refused_with_a_sentence(page: CalendarioPage, text: str) -> None:
    before = page.session.store.content_hash()
    go(page, "Bacheo de calles", PROGRAMADO, 3)
    type_into(page.grid.table, text)
    press_in(editor(page), Qt.Key.Key_Return)
    assert page.foot.notice.text().startswith("P1.1, marzo, programado: «")
    assert "no es una cantidad" in page.foot.notice.text()
    assert page.session.store.content_hash() == before
    assert editor(page).text() == text
    assert not page.commit_pending()
    editor(page).selectAll()
    type_into(editor(page), "4")
    press_in(editor(page), Qt.Key.Key_Return)
    assert in_file(page.session, "Bacheo de calles", 3)[0] == 400
    assert page.foot.notice.text() == ""
    assert page.grid.table.currentIndex() == cell(page, "Bacheo de calles", REALIZADO, 3)


def refuse(page: CalendarioPage, text: str) -> QLineEdit:
    """Type a wrong value over P1.1's March and press Enter: the editor that holds it."""
    go(page, "Bacheo de calles", REALIZADO, 3)
    type_into(page.grid.table, text)
    typed = editor(page)
    press_in(typed, Qt.Key.Key_Return)
    return typed


def test_escape_gives_a_refused_value_up(page: CalendarioPage) -> None:
    press_in(refuse(page, "tres"), Qt.Key.Key_Escape)
    assert page.grid.table.indexWidget(page.grid.table.currentIndex()) is None
    assert page.model.data(cell(page, "Bacheo de calles", REALIZADO, 3)) == "3"
    assert page.foot.notice.text() == ""
    assert page.commit_pending()


def test_a_refused_value_is_not_lost_by_going_elsewhere(page: CalendarioPage) -> None:
    typed = refuse(page, "tres")
    page.propose.setFocus()
    other = page.grid.table.visualRect(cell(page, "Revisión de puentes", REALIZADO, 6))
    QTest.mouseClick(page.grid.table.viewport(), Qt.MouseButton.LeftButton, pos=other.center())
    assert editor(page) is typed
    assert typed.text() == "tres"
    assert typed.hasFocus()
    page.grid.side.pressed.emit(page.model.index(1, 1))
    page.touch()
    assert editor(page).text() == "tres"


def test_a_refused_value_that_has_to_go_is_told(page: CalendarioPage) -> None:
    told: list[str] = []
    page.session.failed.connect(told.append)
    refuse(page, "tres")
    page.show_place(Place(TipoLugar.ACTIVIDAD, 1))
    assert len(told) == 1
    assert told[0].startswith("No se guardó. P1.1, marzo, realizado: «tres» no es una cantidad")


def test_the_focused_due_cell_can_be_read(page: CalendarioPage) -> None:
    index = cell(page, "Revisión de puentes", REALIZADO, 3)
    page.grid.table.go(index.row(), index.column())
    QApplication.processEvents()
    assert page.grid.table.hasFocus()
    assert index.data(LOOK).due
    shot = page.grid.table.viewport().grab(page.grid.table.visualRect(index)).toImage()
    middle = shot.pixelColor(shot.width() // 2, shot.height() // 2).name().upper()
    assert middle == current_theme().selection.upper()


def test_a_pasted_block_from_excel_is_one_operation(page: CalendarioPage) -> None:
    go(page, "Revisión de puentes", PROGRAMADO, 1)
    QGuiApplication.clipboard().setText('1,234.50\t"2"\r\n\t0\r\n\t3\r\n')
    press_in(page.grid.table, Qt.Key.Key_V, CTRL)
    assert in_file(page.session, "Revisión de puentes", 1) == (123450, None)
    assert in_file(page.session, "Revisión de puentes", 2) == (200, 0)
    assert in_file(page.session, "Cambio de luminarias", 2)[0] == 300
    assert page.session.store.undo_title == "Pegar 6 celdas"
    page.session.undo()
    assert in_file(page.session, "Revisión de puentes", 1) == (None, None)
    assert in_file(page.session, "Revisión de puentes", 2) == (None, None)


def test_a_block_that_does_not_fit_is_refused(page: CalendarioPage) -> None:
    before = page.session.store.content_hash()
    go(page, "Bacheo de calles", PROGRAMADO, 11)
    QGuiApplication.clipboard().setText("\t".join("12345678"))  # the totals are only five more
    press_in(page.grid.table, Qt.Key.Key_V, CTRL)
    assert "no cabe" in page.foot.notice.text()
    assert page.session.store.content_hash() == before


def test_one_copied_cell_fills_the_selection(page: CalendarioPage) -> None:
    first = cell(page, "Cambio de luminarias", PROGRAMADO, 2)
    block(page, first, cell(page, "Cambio de luminarias", PROGRAMADO, 11))
    QGuiApplication.clipboard().setText("8\n")
    press_in(page.grid.table, Qt.Key.Key_V, CTRL)
    assert stored(page.session, "Cambio de luminarias").programado == (0, *(800,) * 10, 0)


def test_what_is_copied_pastes_back(page: CalendarioPage) -> None:
    first = cell(page, "Bacheo de calles", PROGRAMADO, 1)
    block(page, first, cell(page, "Bacheo de calles", REALIZADO, 3))
    press_in(page.grid.table, Qt.Key.Key_C, CTRL)
    assert parse_block(QGuiApplication.clipboard().text()) == [["", "", "1"], ["0", "", "3"]]
    go(page, "Revisión de puentes", PROGRAMADO, 1)
    press_in(page.grid.table, Qt.Key.Key_V, CTRL)
    assert stored(page.session, "Revisión de puentes").realizado[:3] == (0, None, 300)


def test_delete_clears_the_selection_at_once(page: CalendarioPage) -> None:
    first = cell(page, "Bacheo de calles", PROGRAMADO, 1)
    block(page, first, cell(page, "Revisión de puentes", REALIZADO, 12))
    press_in(page.grid.table, Qt.Key.Key_Delete)
    for name in ("Bacheo de calles", "Revisión de puentes"):
        assert stored(page.session, name).programado == (0,) * 12
        assert stored(page.session, name).realizado == (None,) * 12
    page.session.undo()
    assert stored(page.session, "Bacheo de calles").realizado[:3] == (0, None, 300)


def test_filling_right_and_down(page: CalendarioPage) -> None:
    go(page, "Cambio de luminarias", PROGRAMADO, 2)
    type_into(page.grid.table, "6")
    press_in(editor(page), Qt.Key.Key_Return)
    first = cell(page, "Cambio de luminarias", PROGRAMADO, 2)
    block(page, first, cell(page, "Cambio de luminarias", PROGRAMADO, 4))
    press_in(page.grid.table, Qt.Key.Key_R, CTRL)
    assert stored(page.session, "Cambio de luminarias").programado[:5] == (0, 600, 600, 600, 0)
    first = cell(page, "Bacheo de calles", PROGRAMADO, 3)
    block(page, first, cell(page, "Revisión de puentes", REALIZADO, 3))
    press_in(page.grid.table, Qt.Key.Key_D, CTRL)
    assert stored(page.session, "Revisión de puentes").realizado[2] == 300
    assert stored(page.session, "Revisión de puentes").programado[2] == 100
    assert page.session.store.undo_title == "Rellenar hacia abajo"


def test_totals_follow_the_kind_of_period(page: CalendarioPage) -> None:
    totals = [c.title for c in page.model.columns if not c.frozen and c.mes is None]
    assert totals == ["T1", "T2", "T3", "T4", "Año"]
    page.session.set_periodo(parse_periodo("2024-S2"))
    totals = [c.title for c in page.model.columns if not c.frozen and c.mes is None]
    assert totals == ["S1", "S2", "Año"]
    year = page.model.index(1, len(page.model.columns) - 1)
    assert page.model.data(year) == "4"
    assert not page.model.flags(year) & Qt.ItemFlag.ItemIsEditable


def test_months_outside_the_ficha_and_due_months_are_marked(page: CalendarioPage) -> None:
    outside = cell(page, "Cambio de luminarias", PROGRAMADO, 1)
    assert outside.data(LOOK).locked
    assert outside.data(Qt.ItemDataRole.ToolTipRole) == (
        "Bloqueado. Enero queda fuera de Del–al de la actividad 1: cambie el periodo en Datos."
    )
    assert not page.model.flags(outside) & Qt.ItemFlag.ItemIsEditable
    assert cell(page, "Revisión de puentes", REALIZADO, 3).data(LOOK).due
    assert not cell(page, "Revisión de puentes", REALIZADO, 6).data(LOOK).due
    assert not cell(page, "Bacheo de calles", REALIZADO, 3).data(LOOK).due


def propose(page: CalendarioPage) -> None:
    """Ask for proposals and accept what is recommended, with two keys."""
    page.propose.setFocus()
    press_in(page.propose, Qt.Key.Key_Space)
    assert page.proposals is not None
    press_in(page.proposals.table, Qt.Key.Key_Return)


def test_a_schedule_is_proposed_where_there_is_none(page: CalendarioPage) -> None:
    before = stored(page.session, "Bacheo de calles").programado
    propose(page)
    proposed = (0, *(100,) * 10, 0)
    assert stored(page.session, "Cambio de luminarias").programado == proposed
    assert stored(page.session, "Bacheo de calles").programado == before
    assert page.foot.notice.text() == "Se programó 1 línea. Ctrl+Z lo deshace."
    assert page.session.store.undo_title == "Proponer programación de 1 línea"
    page.propose.click()
    assert page.proposals is not None
    assert not page.proposals.apply_button.isEnabled()
    page.proposals.reject()
    page.session.undo()
    assert stored(page.session, "Cambio de luminarias").programado == (0,) * 12


def test_the_keyboard_stays_where_it_is_after_changes(page: CalendarioPage) -> None:
    first = cell(page, "Revisión de puentes", PROGRAMADO, 5)
    block(page, first, cell(page, "Revisión de puentes", REALIZADO, 7))
    page.grid.table.setColumnWidth(first.column(), 77)
    page.set_mode("Ambos")
    propose(page)
    assert page.grid.table.currentIndex() == cell(page, "Revisión de puentes", PROGRAMADO, 5)
    assert len(page.grid.table.selected().cells) == 6
    page.set_mode("Programado")
    assert page.grid.table.currentIndex() == cell(page, "Revisión de puentes", PROGRAMADO, 5)
    may = page.model.column_of_month(5)
    assert page.grid.table.columnWidth(may) == 77
    assert page.grid.table.columnWidth(may + 1) < 77


def test_a_linea_is_shown_alone(session: Session, page: CalendarioPage) -> None:
    place = Place(TipoLugar.LINEA, stored(session, "Revisión de puentes").id)
    page.show_place(place)
    assert {row.clave for row in page.model.rows} == {"P1.2"}
    current = page.grid.table.current_key()
    assert current is not None
    assert current.linea_id == place.id
    page.focus_field("realizado", 9)
    assert page.grid.table.current_key() == CellKey(place.id, REALIZADO, 9)


def test_a_schedule_is_proposed_only_for_the_linea_in_sight(
    session: Session, page: CalendarioPage
) -> None:
    page.grid.table.selectAll()
    page.grid.table.do.clear()
    page.show_place(Place(TipoLugar.LINEA, stored(session, "Revisión de puentes").id))
    propose(page)
    assert any(stored(session, "Revisión de puentes").programado)
    assert not any(stored(session, "Bacheo de calles").programado)


def test_the_table_is_no_taller_than_its_rows(session: Session, page: CalendarioPage) -> None:
    page.show_place(Place(TipoLugar.LINEA, stored(session, "Revisión de puentes").id))
    QApplication.processEvents()
    table = page.grid.table
    last = table.visualRect(page.model.index(len(page.model.rows) - 1, 5))
    assert table.viewport().height() - last.bottom() <= 1
    assert table.verticalScrollBar().maximum() == 0
    assert page.foot.y() - page.grid.geometry().bottom() < 10
    page.show_place(Place(TipoLugar.POA, 1))
    page.resize(1050, 260)
    QApplication.processEvents()
    assert table.verticalScrollBar().maximum() > 0
    ends = [table.columnViewportPosition(len(page.model.columns) - 1)]
    assert ends[0] + table.columnWidth(len(page.model.columns) - 1) == table.viewport().width()


def test_headings_interrupt_the_line_beside_the_first_columns(page: CalendarioPage) -> None:
    shot, line = page.grid.grab().toImage(), page.grid.side.geometry().right() + 1
    table = page.grid.table
    top = table.viewport().mapTo(page.grid, table.viewport().pos() * 0).y()
    strong = current_theme().hairline_strong.upper()
    ink = {
        row.linea is None: shot.pixelColor(line, top + table.rowViewportPosition(number) + 3)
        .name()
        .upper()
        for number, row in enumerate(page.model.rows)
    }
    assert ink[False] == strong
    assert ink[True] == current_theme().surface_sunken.upper()


def test_a_block_without_lineas_says_what_to_do(session: Session, qtbot: QtBot) -> None:
    assert session.poa is not None
    empty = session.poa.actividades[1]
    page = open_page(session, qtbot, Place(TipoLugar.ACTIVIDAD, empty.id))
    assert page.stack.currentWidget() is page.empty
    assert "Use «Agregar», junto al árbol" in page.empty.text()
    assert not page.propose.isEnabled()


def test_a_press_on_the_text_selects_the_months(page: CalendarioPage) -> None:
    page.grid.side.pressed.emit(page.model.index(1, 1))
    selected = page.grid.table.selected()
    assert len(selected.cells) == 24
    assert page.grid.table.selectionModel().isSelected(
        cell(page, "Bacheo de calles", REALIZADO, 12)
    )


def test_an_edit_under_way_is_finished_when_the_page_is_left(page: CalendarioPage) -> None:
    go(page, "Bacheo de calles", REALIZADO, 4)
    type_into(page.grid.table, "5")
    page.commit_pending()
    assert in_file(page.session, "Bacheo de calles", 4)[1] == 500


def test_a_selection_of_everything_copies_and_clears(page: CalendarioPage) -> None:
    page.grid.table.selectAll()
    page.grid.table.do.copy()
    rows = parse_block(QGuiApplication.clipboard().text())
    assert len(rows) == 6
    page.grid.table.selectionModel().select(
        page.model.index(0, 0), QItemSelectionModel.SelectionFlag.Clear
    )
    page.grid.table.do.paste()
    assert "Elija la celda" in page.foot.notice.text()


def test_the_tables_menu_says_its_keys(page: CalendarioPage) -> None:
    menu = block_menu(page.grid.table)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:4] == ["Cortar", "Copiar", "Pegar", "Borrar"]
    menu.deleteLater()


cells = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\r"), max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=4
        )
    )
)
def test_a_block_survives_the_clipboard(rows: list[list[str]]) -> None:
    while rows and not any(text.strip() for text in rows[-1]):
        rows.pop()
    assert parse_block(format_block(rows)) == rows


def test_quoted_cells_of_a_spreadsheet_are_read() -> None:
    assert parse_block('"a\tb"\t"say ""x"""\r\n1\r\n') == [["a\tb", 'say "x"'], ["1", ""]]


def test_the_whole_year_fits_the_smallest_window(page: CalendarioPage) -> None:
    page.resize(1050, 604)
    QApplication.processEvents()
    assert page.grid.table.horizontalScrollBar().maximum() == 0
    months = [n for n, column in enumerate(page.model.columns) if column.mes is not None]
    assert len({page.grid.table.columnWidth(n) for n in months}) == 1
    narrow = page.grid.table.columnWidth(months[0])
    go(page, "Bacheo de calles", PROGRAMADO, 1)
    type_into(page.grid.table, "1234567.25")
    press_in(editor(page), Qt.Key.Key_Return)
    assert page.grid.table.columnWidth(months[0]) > narrow


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_F6, None), (Qt.Key.Key_Tab, CTRL)])
def test_f6_and_ctrl_tab_leave_the_table(
    page: CalendarioPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None
) -> None:
    held = [modifier] if modifier else []
    press_in(page.grid.table, key, *held)
    assert not page.grid.table.hasFocus()
    page.grid.table.setFocus()
    press_in(page.grid.table, key, *held, Qt.KeyboardModifier.ShiftModifier)
    assert page.propose.hasFocus()
    go(page, "Bacheo de calles", REALIZADO, 4)
    page.grid.table.setFocus()
    type_into(page.grid.table, "5")
    press_in(editor(page), key, *held, Qt.KeyboardModifier.ShiftModifier)
    assert page.propose.hasFocus()
    assert in_file(page.session, "Bacheo de calles", 4)[1] == 500


def test_tab_stays_in_the_table(page: CalendarioPage) -> None:
    go(page, "Cambio de luminarias", REALIZADO, 12)
    press_in(page.grid.table, Qt.Key.Key_Tab)
    assert page.grid.table.hasFocus()
    go(page, "Bacheo de calles", PROGRAMADO, 1)
    press_in(page.grid.table, Qt.Key.Key_Backtab)
    assert page.grid.table.hasFocus()
