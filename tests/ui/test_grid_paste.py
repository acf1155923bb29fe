"""Blocks from and to other programs: where they go, what is refused by name, what stays marked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.grid.clipboard import (
    Copied,
    format_block,
    format_html,
    parse_block,
    with_offsets,
)
from poa_desktop.ui.grid.exact import with_exact
from poa_desktop.ui.grid.look import LOOK
from poa_desktop.ui.grid.paste_dialog import PasteDialog
from poa_desktop.ui.grid.reading import read_cantidad
from poa_desktop.ui.session import Session
from tests.ui.capture_tables import (
    CTRL,
    PROGRAMADO,
    SHIFT,
    TRIMESTRES,
    TablePage,
    answer_paste,
    cell,
    go,
    linea,
    open_session,
    press,
    show_avance,
    show_calendario,
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with open_session(tmp_path) as session:
        yield session


def paste(page: TablePage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(page, Qt.Key.Key_V, CTRL)


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("1,234.50", 123450),
        (" 1 234.50 ", 123450),
        ("$1,234.50", 123450),
        ("$ 80", 8000),
        ("1\u00a0234", 123400),
        ("1,234", 123400),
        ("0.5", 50),
        (".5", 50),
        ("1.50", 150),
        ("1234.000", 123400),
    ],
)
def test_quantities_as_spreadsheets_show_them(text: str, hundredths: int) -> None:
    assert read_cantidad(text) == hundredths


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.234", "puede ser 1,234"),
        ("1.000", "puede ser 1,000"),
        ("1.5E+03", "abreviado"),
        ("50%", "porcentaje"),
        ("77.8 %", "porcentaje"),
        ("#N/D", "error de la hoja"),
        ("#¡VALOR!", "error de la hoja"),
        ("#DIV/0!", "error de la hoja"),
        ("12/03/2024", "fecha"),
        ("2024-03-12", "fecha"),
        ("12-mar", "fecha"),
        ("-3", "negativo"),
        ("(3.00)", "negativo"),
        ("1234.567", "más de dos decimales"),
        ("1,23", "no es una cantidad"),
        ("1.234.567", "no es una cantidad"),
        ("1,234,5", "no es una cantidad"),
        ("########", "no es una cantidad"),
        ("$ -", "no es una cantidad"),
        ("=1+1", "no es una cantidad"),
        ("abc", "no es una cantidad"),
    ],
)
def test_what_is_no_quantity_is_told_as_what_it_is(text: str, said: str) -> None:
    with pytest.raises(PoaError, match="no es una cantidad") as caught:
        read_cantidad(text)
    assert said in str(caught.value)
    assert f"«{text}»" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ('"dos\nrenglones"\t2\n', [["dos\nrenglones", "2"]]),
        ('"con ""comillas"""\n', [['con "comillas"']]),
        ('5" de tubo\t6"\n', [['5" de tubo', '6"']]),
        ('"abc" y más\t1\n', [['"abc" y más', "1"]]),
        ('"sin cerrar\t1\n2\t3', [['"sin cerrar', "1"], ["2", "3"]]),
        ("1\n\n3\n\n", [["1"], [""], ["3"]]),
        ("1\t\t\n", [["1", "", ""]]),
        ("1\0", [["1"]]),
        ("\n", []),
        ("", []),
    ],
)
def test_blocks_as_spreadsheets_write_them(text: str, rows: list[list[str]]) -> None:
    assert parse_block(text) == rows


CELLS = st.text(st.characters(blacklist_characters="\r\0", blacklist_categories=("Cs",)))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_block_that_was_written_reads_back(rows: list[list[str]]) -> None:
    kept = [[c.replace("\t", " ") for c in row] for row in rows]
    kept[-1][0] += "x"
    assert parse_block(format_block(kept)) == kept


def test_bad_cells_are_named_and_the_rest_waits_for_a_yes(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    before = session.store.content_hash()
    refused = answer_paste(page, agree=False)
    go(page, "Bacheo", 1, PROGRAMADO)
    paste(page, "1\tabc\t3\n4\t5\t#N/D\n6\t7\t-8\n")
    assert refused.asked == [
        [
            "P1.1, febrero: «abc» no es una cantidad.",
            "P1.2, marzo: «#N/D» no es una cantidad, es un error de la hoja de cálculo.",
            "A1.1, enero: Enero queda fuera de Del–al de la actividad 1: cambie el periodo en "
            "Datos.",
            "A1.1, marzo: «-8» no es una cantidad, es negativo.",
        ]
    ]
    assert refused.offered == ["&Pegar las demás (5)"]
    assert session.store.content_hash() == before

    answer_paste(page, agree=True)
    paste(page, "1\tabc\t3\n4\t5\t#N/D\n6\t7\t-8\n")
    assert linea(session, "Bacheo").programado[:3] == (100, 0, 300)
    assert linea(session, "Puentes").programado[:3] == (400, 500, 100)
    assert linea(session, "Focos").programado[:3] == (500, 700, 100)
    assert session.store.undo_title == "Pegar 5 celdas"
    assert page.foot.notice.text() == "4 celdas quedaron sin pegar, marcadas con «!»."
    assert session.undo()
    assert session.store.content_hash() == before


def test_what_was_left_out_stays_marked_until_edited(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    answer_paste(page, agree=True)
    go(page, "Bacheo", 1, PROGRAMADO)
    paste(page, "1\tabc\tx\n")
    bad = cell(page, "Bacheo", 2, PROGRAMADO)
    assert bad.data(LOOK).bad
    assert bad.data(Qt.ItemDataRole.ToolTipRole).startswith("No se pegó «abc». «abc» no es")
    assert "no se pegó" in bad.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not cell(page, "Bacheo", 1, PROGRAMADO).data(LOOK).bad
    go(page, "Bacheo", 2, PROGRAMADO)
    press(page, Qt.Key.Key_4)
    press(page, Qt.Key.Key_Return)
    assert not bad.data(LOOK).bad
    assert cell(page, "Bacheo", 3, PROGRAMADO).data(LOOK).bad
    session.undo()
    assert not cell(page, "Bacheo", 3, PROGRAMADO).data(LOOK).bad


def test_clearing_and_the_next_paste_take_marks_off(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    answer_paste(page, agree=True)
    for _ in range(2):
        go(page, "Bacheo", 1, PROGRAMADO)
        paste(page, "1\tabc\n")
        assert len(page.model.marks) == 1
    go(page, "Bacheo", 2, PROGRAMADO)
    press(page, Qt.Key.Key_Delete)  # it was empty already
    assert not page.model.marks
    assert not cell(page, "Bacheo", 2, PROGRAMADO).data(LOOK).bad


def test_one_bad_cell_alone_is_told_in_place(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    go(page, "Bacheo", 2, PROGRAMADO)
    paste(page, "abc\n")
    assert page.foot.notice.text().startswith("P1.1, febrero: «abc» no es una cantidad")
    assert cell(page, "Bacheo", 2, PROGRAMADO).data(LOOK).bad


def test_the_dialog_shows_the_first_and_counts_the_others(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    answer = answer_paste(page, agree=False)
    go(page, "Bacheo", 1, PROGRAMADO)
    paste(page, "\n".join(["x\t" * 11 + "x"] * 4))
    (said,) = answer.asked
    assert len(said) == 37
    assert said[-1] == "… y 12 más."


def test_a_locked_month_that_does_not_change_is_no_bad_cell(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    go(page, "Focos", 1, PROGRAMADO)
    paste(page, "5\t2" + "\t" * 10 + "\n")
    assert linea(session, "Focos").programado == (500, 200, *(0,) * 10)


def test_whole_rows_with_their_claves_go_back_to_their_lineas(
    session: Session, qtbot: QtBot
) -> None:
    page = show_calendario(session, qtbot)
    go(page, "Puentes", 3)
    press(page, Qt.Key.Key_5)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_A, CTRL)
    press(page, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    rows = parse_block(copied)
    assert rows[0][:4] == ["P1.1", "Bacheo", "Acción", "Prog."]
    assert rows[-1][0] == "A2.1"
    assert len(rows) == 8
    before = session.store.content_hash()
    paste(page, copied)
    assert session.store.content_hash() == before
    backwards = [rows[3], rows[2]]
    backwards[0][6] = "8"  # March of what was realizado in P1.2
    go(page, "Nóminas", 1)
    paste(page, format_block(backwards))
    assert linea(session, "Puentes").realizado[2] == 800
    assert linea(session, "Puentes").programado == TRIMESTRES
    assert linea(session, "Nóminas").programado == (100,) * 12


def test_totals_are_not_pasted_and_said_so(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    go(page, "Bacheo", 1, PROGRAMADO)
    press(page, Qt.Key.Key_Space, SHIFT)
    press(page, Qt.Key.Key_C, CTRL)
    row = parse_block(QGuiApplication.clipboard().text())[0][3:]
    assert len(row) == 17
    go(page, "Nóminas", 1, PROGRAMADO)
    paste(page, "\t".join(row))
    assert linea(session, "Nóminas").programado == TRIMESTRES
    assert page.foot.notice.text().startswith("Los totales no se pegan")


def test_a_block_is_repeated_in_whole_copies(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    table = page.grid.table
    table.select_block(cell(page, "Bacheo", 1, PROGRAMADO), cell(page, "Puentes", 12, PROGRAMADO))
    paste(page, "1\t2\t3\n")
    assert linea(session, "Puentes").programado == (100, 200, 300) * 4
    assert session.store.undo_title == "Pegar 24 celdas"


@pytest.mark.parametrize(
    ("shown", "cell", "taken"),
    [
        ("2", '<td sdval="1.5">2</td>', "1.5"),
        ("2", "<td x:num=1.5>2</td>", "1.5"),
        ("0.33", '<td sdval="0.333333333333">0.33</td>', "0.33"),
        ("3.3", '<td sdval="3.3000000000000003">3.3</td>', "3.3"),
        ("3", '<td sdval="3.3000000000000003">3</td>', "3.3"),
        ("1,234", '<td sdval="1234">1,234</td>', "1,234"),
        ("50%", '<td sdval="0.5">50%</td>', "50%"),
        ("1.5E+03", '<td sdval="1500">1.5E+03</td>', "1.5E+03"),
        ("2", "<td>2</td>", "2"),
        ("2", '<td sdval="x">2</td>', "2"),
        ("2", '<td sdval="1.5">2</td><td>1</td>', "2"),
    ],
)
def test_what_a_cell_holds_counts_and_not_how_it_is_rounded(
    shown: str, cell: str, taken: str
) -> None:
    assert with_exact([[shown]], f"<table><tr>{cell}</tr></table>") == [[taken]]


def test_a_value_finer_than_what_is_seen_is_refused_by_name(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    data = QMimeData()
    data.setText("2\n")
    data.setHtml('<table><tr><td sdval="1.504">2</td></tr></table>')
    QGuiApplication.clipboard().setMimeData(data)
    go(page, "Bacheo", 2, PROGRAMADO)
    press(page, Qt.Key.Key_V, CTRL)
    assert "«1.5040» no es una cantidad, tiene más de dos" in page.foot.notice.text()


# -- the table for Excel and Calc -----------------------------------------------------------------


def test_the_table_says_what_is_a_number_and_is_harmless_otherwise() -> None:
    rows = [[Copied("1234.5", True), Copied('=cmd|"x"!A1')], [Copied("50%", True), Copied("")]]
    table = format_html([*rows, [Copied("<img src=x>&amp;\nb"), Copied("007")]])
    assert '<td sdval="1234.5" x:num="1234.5">1234.5</td>' in table
    assert 'sdval="0.5"' in table
    assert "<img" not in table
    assert '&lt;img src=x&gt;&amp;amp;<br style="mso-data-placement:same-cell">b' in table
    assert table.count("mso-number-format:'\\@'") == 3
    assert "color" not in table


def test_the_offsets_of_the_table_are_right() -> None:
    content = with_offsets(format_html([[Copied("Ñandú"), Copied("1", True)]]))
    head, _, _ = content.partition(b"<html")
    places = {k: int(v) for k, v in re.findall(r"(\w+):(\d+)\r", head.decode()) if k != "Version"}
    assert content[places["StartHTML"] : places["EndHTML"]].startswith(b"<html")
    assert places["EndHTML"] == len(content)
    fragment = content[places["StartFragment"] : places["EndFragment"]].decode()
    assert fragment.startswith("<table>") and fragment.endswith("</table>")
    assert "Ñandú" in fragment


# -- the texts of Avance -------------------------------------------------------------------------


def text_cell(page: TablePage, name: str, column: str) -> tuple[int, int]:
    row = cell(page, name, 3).row()
    ids = [each.id for each in page.model.columns]
    return row, ids.index(column)


def test_texts_go_where_a_cell_means_one_month(session: Session, qtbot: QtBot) -> None:
    page = show_avance(session, qtbot)
    page.grid.table.go(*text_cell(page, "Bacheo", "comentario"))
    paste(page, '"Dos\nrenglones y ""comillas"""\tPor lluvia\n=1+1\t\n')
    march = linea(session, "Bacheo").avances[2]
    assert (march.comentario, march.justificacion) == ('Dos\nrenglones y "comillas"', "Por lluvia")
    assert linea(session, "Puentes").avances[2].comentario == "=1+1"
    assert session.store.undo_title == "Pegar 4 celdas"
    session.undo()
    assert linea(session, "Bacheo").avances[2].comentario == ""


def test_a_text_of_several_months_says_where_to_write_it(session: Session, qtbot: QtBot) -> None:
    page = show_avance(session, qtbot)
    row, column = text_cell(page, "Nóminas", "comentario")
    index = page.model.index(row, column)
    assert "aquí no se puede pegar" in index.data(Qt.ItemDataRole.ToolTipRole)
    page.grid.table.go(row, column)
    paste(page, "Todo bien")
    assert page.foot.notice.text().startswith("A2.1, comentario: este texto reúne varios meses")
    assert not any(each.comentario for each in linea(session, "Nóminas").avances)
    month = show_avance(session, qtbot, "2024-M02")
    month.grid.table.go(*_first(month, "Nóminas", "comentario"))
    paste(month, "Todo bien")
    assert linea(session, "Nóminas").avances[1].comentario == "Todo bien"


def _first(page: TablePage, name: str, column: str) -> tuple[int, int]:
    row = next(n for n, r in enumerate(page.model.rows) if r.linea and r.linea.texto == name)
    return row, [each.id for each in page.model.columns].index(column)


def test_too_much_text_is_refused_by_name_and_not_cut(session: Session, qtbot: QtBot) -> None:
    page = show_avance(session, qtbot)
    page.grid.table.go(*text_cell(page, "Bacheo", "comentario"))
    paste(page, "x" * 10_001)
    assert "P1.1, marzo, comentario: El texto tiene 10,001" in page.foot.notice.text()
    assert linea(session, "Bacheo").avances[2].comentario == ""


def test_what_only_tells_that_something_is_missing_is_not_copied(
    session: Session, qtbot: QtBot
) -> None:
    page = show_avance(session, qtbot)
    go(page, "Bacheo", 3)
    press(page, Qt.Key.Key_0)
    press(page, Qt.Key.Key_Return)
    row, column = text_cell(page, "Bacheo", "justificacion")
    assert page.model.index(row, column).data() == "Falta justificación"
    page.grid.table.go(row, column)
    press(page, Qt.Key.Key_C, CTRL)
    assert "Falta" not in QGuiApplication.clipboard().text()


def test_a_scattered_selection_is_no_block(session: Session, qtbot: QtBot) -> None:
    page = show_calendario(session, qtbot, "Programado")
    table = page.grid.table
    go(page, "Bacheo", 1, PROGRAMADO)
    spot = table.visualRect(cell(page, "Puentes", 4, PROGRAMADO)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, CTRL, spot)
    QGuiApplication.clipboard().setText("antes")
    press(page, Qt.Key.Key_C, CTRL)
    assert page.foot.notice.text().startswith("Lo elegido no forma un bloque")
    assert QGuiApplication.clipboard().text() == "antes"


def test_the_dialog_offers_the_safe_answer_first(qtbot: QtBot, session: Session) -> None:
    page = show_calendario(session, qtbot, "Programado")
    bad = page.model.bad_cell(1, 4, "abc", "no sirve.")
    dialog = PasteDialog([bad], 12)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == PasteDialog.DialogCode.Rejected
    again = PasteDialog([bad], 12)
    qtbot.addWidget(again)
    again.show()
    again.rest.click()
    assert again.result() == PasteDialog.DialogCode.Accepted
