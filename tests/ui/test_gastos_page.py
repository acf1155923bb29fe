"""The page Gastos on a real file: capture, edit, paste, delete, comprobantes, and the sums."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from poa_desktop.data import bloques, drafts, gastos
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Dependencia,
    EstadoEvidencia,
    Ficha,
    Gasto,
    Inversion,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    TipoInversion,
)
from poa_desktop.ui.actions import SPECS
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.gastos.capture import EMPTY, EMPTY_READ_ONLY
from poa_desktop.ui.gastos.cells import NEW_ROW, PROOFS
from poa_desktop.ui.gastos.page import GastosPage
from poa_desktop.ui.gastos.reading import read_block, read_fecha
from poa_desktop.ui.grid.clipboard import parse_block
from poa_desktop.ui.grid.look import LOOK
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.settings import Settings
from tests.ui.keys import type_into

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
FECHA, IMPORTE, PARTIDA, CONCEPTO = range(4)


def clock() -> datetime:
    return datetime(2024, 5, 14, 10, 32)


def made_poa() -> Poa:
    monto = Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal("1000.00")))
    programa_monto = Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal("5000.00")))
    free = Ficha(inversion=Inversion(TipoInversion.NO_GENERA_GASTO))
    kept = (
        Gasto(0, date(2024, 2, 1), Decimal("300.00"), "211", "Escobas"),
        Gasto(0, date(2024, 3, 1), Decimal("150.50"), "", "Palas"),
    )
    return Poa(
        0,
        Dependencia(0, "Parques"),
        2024,
        programas=(Programa(0, 1, "Verde", ficha=programa_monto), Programa(0, 2, "Vacío")),
        actividades=(
            Actividad(0, 1, "Limpieza", ficha=monto, lineas=(LineaAccion(0, "Barrer"),),
                      gastos=kept),
            Actividad(0, 2, "Riego", ficha=free),
            Actividad(0, 3, "Poda", ficha=replace_monto("200.00"),
                      gastos=(Gasto(0, date(2024, 4, 1), Decimal("350.25")),)),
        ),
    )  # fmt: skip


def replace_monto(monto: str) -> Ficha:
    return Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal(monto)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.poa"
    with create_store(made, clock) as store:
        work = drafts.write_draft
        store.run("Importar", lambda db: work(db, Municipio("Valle"), made_poa(), {1: 1, 3: 1}))
    return made


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, clock) as opened:
        yield opened


@pytest.fixture
def session(store: Store) -> Session:
    made = Session(store, clock)
    made.set_periodo(parse_periodo("2024-T1"))
    return made


class Outside:
    """What stands in for dialogs and other programs."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.target: Path | None = None
        self.opened: list[Path] = []

    def access(self) -> EvidenceAccess:
        return EvidenceAccess(
            ask_files=lambda _parent: self.files,
            ask_target=lambda _parent, _nombre: self.target,
            open_file=lambda path: self.opened.append(path) is None,
        )


@pytest.fixture
def outside() -> Outside:
    return Outside()


def shown_page(session: Session, qtbot: QtBot, outside: Outside, number: int = 1) -> GastosPage:
    assert session.poa is not None
    place = Place(TipoLugar.ACTIVIDAD, session.poa.actividades[number - 1].id)
    made = GastosPage(session, place, access=outside.access())
    qtbot.addWidget(made)
    made.resize(1050, 600)
    made.show()
    made.activateWindow()
    made.capture.table.setFocus()
    QApplication.processEvents()
    return made


@pytest.fixture
def page(session: Session, qtbot: QtBot, outside: Outside) -> GastosPage:
    return shown_page(session, qtbot, outside)


def stored(session: Session, number: int = 1) -> tuple[Gasto, ...]:
    assert session.poa is not None
    return session.poa.actividades[number - 1].gastos


def go(page: GastosPage, row: int, column: int) -> None:
    page.capture.table.go(row, column)


def here(page: GastosPage) -> tuple[int, int]:
    index = page.capture.table.currentIndex()
    return index.row(), index.column()


def editor_of(page: GastosPage) -> QLineEdit:
    table = page.capture.table
    editor = table.indexWidget(table.currentIndex())
    assert isinstance(editor, QLineEdit)
    return editor


def begin(page: GastosPage, text: str) -> None:
    """Type into the cell at hand; its editor stays open."""
    type_into(page.capture.table, text[0])
    type_into(editor_of(page), text[1:])


def type_over(page: GastosPage, text: str, end: Qt.Key = KEY.Key_Tab) -> None:
    """Type into the cell at hand as a person does, and finish with a key."""
    begin(page, text)
    QTest.keyClick(editor_of(page), end)
    QApplication.processEvents()


def notice(page: GastosPage) -> str:
    return page.capture.notice.text()


def text_at(page: GastosPage, row: int, column: int) -> str:
    model = page.capture.model
    return str(model.index(row, column).data())


# -- showing ---------------------------------------------------------------------------------------


def test_the_gastos_stand_by_fecha_with_an_empty_row_last(page: GastosPage) -> None:
    model = page.capture.model
    rows = [[text_at(page, row, column) for column in range(5)] for row in range(model.rowCount())]
    assert rows == [
        ["01/02/2024", "$300.00", "211", "Escobas", "—"],
        ["01/03/2024", "$150.50", "", "Palas", "—"],
        ["14/05/2024", "", "", NEW_ROW, ""],
    ]
    assert here(page) == (2, FECHA)


def test_the_figures_say_what_is_left(page: GastosPage, session: Session) -> None:
    figures = page.capture.figures
    assert figures.programada.value.text() == "$1,000.00"
    assert figures.ejercida.value.text() == "$450.50 (45.1 %)"
    assert figures.disponible.value.text() == "$549.50"
    assert figures.disponible.caption.isVisible()
    assert session.poa is not None
    page.show_place(Place(TipoLugar.ACTIVIDAD, session.poa.actividades[2].id))
    assert figures.ejercida.value.text() == "$350.25 (175.1 %)"
    assert figures.disponible.value.text() == "Excede por $150.25"
    assert not figures.disponible.caption.isVisible()
    assert "Excede por $150.25" in figures.bar.accessibleDescription()


def test_an_actividad_without_gastos_says_where_to_begin(
    session: Session, qtbot: QtBot, outside: Outside
) -> None:
    page = shown_page(session, qtbot, outside, 2)
    assert notice(page) == EMPTY
    assert not page.capture.evidence.isVisible()
    assert page.capture.figures.programada.value.text() == "No genera gasto"
    assert not page.capture.figures.disponible.isVisible()
    go(page, 0, IMPORTE)
    type_over(page, "5")
    assert EMPTY not in notice(page)
    assert page.capture.evidence.isVisible()
    session.undo()
    assert notice(page) == EMPTY


# -- capturing -------------------------------------------------------------------------------------


def test_a_gasto_is_captured_cell_by_cell_and_the_next_one_begins(
    page: GastosPage, session: Session
) -> None:
    before = session.store.content_hash()
    type_over(page, "15/02/2024")
    assert here(page) == (2, IMPORTE)
    assert session.store.content_hash() == before
    assert "Falta el importe" in notice(page)
    type_over(page, "1,234.5")
    assert [each.importe for each in stored(session)] == [
        Decimal("300.00"),
        Decimal("1234.50"),
        Decimal("150.50"),
    ]
    assert session.store.undo_title == "Agregar gasto de $1,234.50 a A1"
    assert here(page) == (1, PARTIDA), "the keyboard follows the gasto to its place by fecha"
    type_over(page, "261")
    type_over(page, "Tijeras de jardín", KEY.Key_Return)
    kept = stored(session)[1]
    assert (kept.fecha, kept.partida, kept.concepto) == (
        date(2024, 2, 15),
        "261",
        "Tijeras de jardín",
    )
    assert here(page) == (3, FECHA)
    for _ in range(3):
        session.undo()
    assert session.store.content_hash() == before


def test_an_importe_is_enough_and_today_is_the_fecha(page: GastosPage, session: Session) -> None:
    go(page, 2, IMPORTE)
    type_over(page, "20", KEY.Key_Return)
    kept = stored(session)[-1]
    assert (kept.fecha, kept.importe) == (date(2024, 5, 14), Decimal("20.00"))
    assert notice(page) == "Se agregó con fecha 14/05/2024."
    assert here(page) == (3, FECHA)
    session.undo()
    assert len(stored(session)) == 2


def test_another_year_proposes_the_end_of_the_period(path: Path, qtbot: QtBot) -> None:
    with open_store(path, lambda: datetime(2025, 2, 1)) as store:
        session = Session(store, lambda: datetime(2025, 2, 1))
        session.set_periodo(parse_periodo("2024-T2"))
        page = shown_page(session, qtbot, Outside())
        assert text_at(page, 2, FECHA) == "30/06/2024"
        session.set_periodo(parse_periodo("2024-T3"))
        assert text_at(page, 2, FECHA) == "30/09/2024"


def test_a_concepto_waits_for_its_importe(page: GastosPage, session: Session) -> None:
    go(page, 2, CONCEPTO)
    type_over(page, "Manguera")
    assert text_at(page, 2, CONCEPTO) == "Manguera"
    assert len(stored(session)) == 2
    assert page.commit_pending() is False
    assert "escriba su importe" in notice(page)
    page.show_place(Place(TipoLugar.ACTIVIDAD, session.poa.actividades[1].id))  # type: ignore[union-attr]
    assert text_at(page, 0, CONCEPTO) == NEW_ROW
    page.show_place(Place(TipoLugar.ACTIVIDAD, session.poa.actividades[0].id))  # type: ignore[union-attr]
    assert text_at(page, 2, CONCEPTO) == "Manguera", "nothing that was typed is lost"
    go(page, 2, IMPORTE)
    type_over(page, "9")
    assert (stored(session)[-1].concepto, stored(session)[-1].importe) == ("Manguera", Decimal(9))
    assert page.commit_pending()


def test_supr_in_the_empty_row_forgets_what_was_typed_there(
    page: GastosPage, session: Session
) -> None:
    go(page, 2, CONCEPTO)
    type_over(page, "Manguera")
    go(page, 2, FECHA)
    QTest.keyClick(page.capture.table, KEY.Key_Delete)
    assert text_at(page, 2, CONCEPTO) == NEW_ROW
    assert len(stored(session)) == 2
    assert page.commit_pending()


@pytest.mark.parametrize(
    ("column", "typed", "sentence"),
    [
        (FECHA, "31/02/2024", "no existe en el calendario"),
        (FECHA, "ayer", "no es una fecha"),
        (IMPORTE, "0", "mayor que $0.00"),
        (IMPORTE, "-5", "no es un importe"),
        (IMPORTE, "99999999999999", "no es un importe"),
        (IMPORTE, "100000000000", "no puede pasar de"),
        (PARTIDA, "12", "no es una partida"),
        (PARTIDA, "012", "empiezan del 1 al 9"),
    ],
)
@pytest.mark.parametrize("row", [0, 2])
def test_bad_input_stays_in_the_cell_with_its_reason(
    page: GastosPage, session: Session, row: int, column: int, typed: str, sentence: str
) -> None:
    before = session.store.content_hash()
    go(page, row, column)
    type_over(page, typed, KEY.Key_Return)
    assert sentence in notice(page)
    assert editor_of(page).text() == typed
    assert sentence in editor_of(page).accessibleDescription()
    assert page.commit_pending() is False
    assert session.store.content_hash() == before
    QTest.keyClick(editor_of(page), KEY.Key_Escape)
    assert notice(page) == ""
    assert page.commit_pending()


# -- editing ---------------------------------------------------------------------------------------


def test_an_edit_is_one_step_and_an_unchanged_one_none(page: GastosPage, session: Session) -> None:
    go(page, 0, IMPORTE)
    QTest.keyClick(page.capture.table, KEY.Key_F2)
    assert editor_of(page).text() == "300.00"
    QTest.keyClick(editor_of(page), KEY.Key_Return)
    assert session.store.undo_title is None
    go(page, 0, IMPORTE)
    type_over(page, "310", KEY.Key_Return)
    assert stored(session)[0].importe == Decimal("310.00")
    assert session.store.undo_title == "Editar importe de un gasto de A1"
    assert here(page) == (1, IMPORTE)
    assert page.capture.figures.ejercida.value.text().startswith("$460.50")


def test_a_changed_fecha_moves_the_row_and_the_keyboard_with_it(
    page: GastosPage, session: Session
) -> None:
    go(page, 0, FECHA)
    type_over(page, "5/4")
    assert [each.concepto for each in stored(session)] == ["Palas", "Escobas"]
    assert stored(session)[1].fecha == date(2024, 4, 5)
    assert here(page) == (1, IMPORTE)


def test_a_fecha_of_another_year_is_kept_marked_and_told(
    page: GastosPage, session: Session
) -> None:
    go(page, 0, FECHA)
    type_over(page, "05/04/2023", KEY.Key_Return)
    assert stored(session)[0].fecha == date(2023, 4, 5)
    assert "fuera del ejercicio 2024" in notice(page)
    assert page.capture.model.index(0, FECHA).data(LOOK).warning
    assert not page.capture.model.index(1, FECHA).data(LOOK).warning
    page.focus_field("gastos")
    assert here(page) == (0, FECHA)


def test_an_emptied_cell(page: GastosPage, session: Session) -> None:
    go(page, 0, PARTIDA)
    QTest.keyClick(page.capture.table, KEY.Key_Backspace)
    assert stored(session)[0].partida == ""
    go(page, 0, IMPORTE)
    QTest.keyClick(page.capture.table, KEY.Key_Backspace)
    assert "Escriba el importe" in notice(page)
    assert stored(session)[0].importe == Decimal("300.00")


def test_what_is_typed_is_kept_when_one_goes_elsewhere(page: GastosPage, session: Session) -> None:
    go(page, 1, CONCEPTO)
    begin(page, "Rastrillos")
    assert session.poa is not None
    page.show_place(Place(TipoLugar.ACTIVIDAD, session.poa.actividades[1].id))
    assert stored(session)[1].concepto == "Rastrillos"


def test_supr_deletes_the_chosen_rows_and_undo_brings_them_back(
    page: GastosPage, session: Session
) -> None:
    before = stored(session)
    table = page.capture.table
    go(page, 0, CONCEPTO)
    QTest.keyClick(table, KEY.Key_Delete)
    assert [each.concepto for each in stored(session)] == ["Palas"]
    assert notice(page) == "Se eliminó un gasto. Ctrl+Z lo recupera."
    assert here(page)[0] == 0
    session.undo()
    assert stored(session) == before
    go(page, 0, FECHA)
    QTest.keyClick(table, KEY.Key_Down, SHIFT)
    QTest.keyClick(table, KEY.Key_Down, SHIFT)  # the empty row too
    assert page.capture.sum.text() == "2 gastos · $450.50"
    QTest.keyClick(table, KEY.Key_Delete)
    assert stored(session) == ()
    assert notice(page) == "Se eliminaron 2 gastos. Ctrl+Z los recupera."
    session.undo()
    assert stored(session) == before, "one step"


# -- blocks ----------------------------------------------------------------------------------------


def paste(page: GastosPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(page.capture.table, KEY.Key_V, CTRL)


def test_a_block_of_excel_is_added_as_one_step(page: GastosPage, session: Session) -> None:
    before = session.store.content_hash()
    paste(
        page,
        "Fecha\tImporte\tPartida\tConcepto\r\n"
        '05/04/2024\t$1,200.00\t261\t"Gasolina, ""magna"""\r\n'
        "\t\t\t\r\n"
        "6-abr-24\t 80.5 \t\t\r\n",
    )
    added = [each for each in stored(session) if each.fecha.month == 4]
    assert [(e.fecha.day, e.importe, e.partida, e.concepto) for e in added] == [
        (5, Decimal("1200.00"), "261", 'Gasolina, "magna"'),
        (6, Decimal("80.50"), "", ""),
    ]
    assert session.store.undo_title == "Pegar 2 gastos en A1"
    assert "Se agregaron 2 gastos" in notice(page)
    session.undo()
    assert session.store.content_hash() == before


def test_every_bad_row_is_told_and_nothing_is_pasted(page: GastosPage, session: Session) -> None:
    told: list[str] = []
    session.failed.connect(told.append)
    before = session.store.content_hash()
    bad = ["05/04/2024\t10", "nunca\t10", "05/04/2024\t0", "\t5", "05/04/2024\t", "1/1/2024\t3\t9"]
    more = ["x\t1"] * 3
    paste(page, "\n".join([*bad, *more]))
    assert session.store.content_hash() == before
    (sentence,) = told
    rows = sentence.split("\n")
    assert rows[0].startswith("No se pegó nada")
    assert [row.split(":")[0] for row in rows[1:6]] == [f"Renglón {n}" for n in range(2, 7)]
    assert "«nunca» no es una fecha" in rows[1]
    assert "mayor que $0.00" in rows[2]
    assert ("falta la fecha" in rows[3], "falta el importe" in rows[4]) == (True, True)
    assert "no es una partida" in rows[5]
    assert rows[6] == "También: renglones 7, 8, 9."
    assert "No se pegó nada" in notice(page)


def test_one_text_goes_into_the_cell_and_other_shapes_are_refused(
    page: GastosPage, session: Session
) -> None:
    go(page, 0, CONCEPTO)
    paste(page, "Cubetas\n")
    assert stored(session)[0].concepto == "Cubetas"
    before = session.store.content_hash()
    for text in ("1\n2\n3", "a\tb\tc\td\te"):
        paste(page, text)
        assert "copie de dos a cuatro columnas" in notice(page)
    paste(page, "")
    assert session.store.content_hash() == before


def test_what_is_copied_can_be_pasted_again(page: GastosPage, session: Session) -> None:
    go(page, 0, FECHA)
    QTest.keyClick(page.capture.table, KEY.Key_Down, SHIFT)
    QTest.keyClick(page.capture.table, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == (
        "01/02/2024\t300.00\t211\tEscobas\n01/03/2024\t150.50\t\tPalas\n"
    )
    paste(page, QGuiApplication.clipboard().text())
    assert [each.importe for each in stored(session)] == [
        Decimal(n) for n in ("300.00", "300.00", "150.50", "150.50")
    ]
    go(page, 0, FECHA)
    QTest.keyClick(page.capture.table, KEY.Key_X, CTRL)
    assert len(stored(session)) == 3
    assert QGuiApplication.clipboard().text().startswith("01/02/2024")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5/3", (2024, 3, 5)),
        ("5-3-24", (2024, 3, 5)),
        ("05-mar-24", (2024, 3, 5)),
        ("5 sept 2023", (2023, 9, 5)),
        ("5.mar.", (2024, 3, 5)),
        ("2024-03-05", (2024, 3, 5)),
        ("05 de marzo de 2024", (2024, 3, 5)),
    ],
)
def test_a_fecha_as_people_type_it(typed: str, day: tuple[int, int, int]) -> None:
    assert read_fecha(typed, 2024) == date(*day)


def test_a_first_row_that_is_no_heading_is_read() -> None:
    block = read_block([["Fecha"], ["5/3", "1"]], 2024)
    assert (len(block.gastos), block.reasons) == (1, {})
    assert list(read_block([["5/3", "1"], ["Fecha", "Importe"]], 2024).reasons) == [2]


# -- comprobantes ----------------------------------------------------------------------------------


def test_comprobantes_of_the_chosen_gasto(
    page: GastosPage, session: Session, outside: Outside, tmp_path: Path
) -> None:
    source = tmp_path / "factura.pdf"
    source.write_bytes(b"%PDF la factura")
    outside.files, outside.target = [source], tmp_path / "copia.pdf"
    box = page.capture.evidence
    go(page, 1, IMPORTE)
    box.ask_files()
    (kept,) = stored(session)[1].comprobantes
    assert (kept.nombre, session.store.evidence(kept.sha256)) == ("factura.pdf", b"%PDF la factura")
    assert session.store.undo_title == ("Adjuntar 1 comprobante a gasto de $150.50 del 01/03/2024")
    assert notice(page) == "Se adjuntó 1 comprobante."
    assert (text_at(page, 0, PROOFS), text_at(page, 1, PROOFS)) == ("—", "1")
    go(page, 0, IMPORTE)
    assert box.list.topLevelItemCount() == 0
    go(page, 1, IMPORTE)
    box.open_current()
    assert outside.opened[0].read_bytes() == b"%PDF la factura"
    box.save_current_as()
    assert outside.target.read_bytes() == b"%PDF la factura"
    row = box.list.topLevelItem(0)
    assert row is not None
    row.setText(0, "A-77.pdf")
    assert stored(session)[1].comprobantes[0].nombre == "A-77.pdf"
    QTest.keyClick(box.list, KEY.Key_Delete)
    assert stored(session)[1].comprobantes == ()
    assert notice(page) == "Se quitó «A-77.pdf». Ctrl+Z lo devuelve."
    session.undo()
    assert stored(session)[1].comprobantes[0].nombre == "A-77.pdf"


def test_a_dropped_file_and_a_pasted_picture_come_in(
    page: GastosPage, session: Session, tmp_path: Path
) -> None:
    source = tmp_path / "ticket.txt"
    source.write_bytes(b"1 litro")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(source))])
    go(page, 0, IMPORTE)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.capture.evidence.list.dropEvent(event)
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(0)
    QGuiApplication.clipboard().setImage(picture)
    QTest.keyClick(page.capture.table, KEY.Key_V, CTRL)
    names = [each.nombre for each in stored(session)[0].comprobantes]
    assert names == ["ticket.txt", "Comprobante.png"]


def test_comprobantes_are_judged_and_saved_as_evidence_is(
    page: GastosPage, session: Session, tmp_path: Path
) -> None:
    source = tmp_path / "factura.pdf"
    source.write_bytes(b"%PDF la factura")
    box = page.capture.evidence
    page.capture.table.go(0, 0)
    box.attach_files([source])
    box.list.selectAll()
    box.work.judge(box.chosen(), EstadoEvidencia.OBSERVADA, "Falta el RFC")
    assert session.poa is not None
    gastos = [g for a in session.poa.actividades for g in a.gastos]
    (kept,) = [c for g in gastos for c in g.comprobantes if c.nombre == "factura.pdf"]
    assert (kept.estado, kept.motivo) == (EstadoEvidencia.OBSERVADA, "Falta el RFC")
    assert session.store.undo_title == "Observar 1 comprobante"
    assert [menu.title() for menu in box._change_menus] == ["Re&visar"]  # it is of one gasto
    assert not box.all_button.isVisible()


def test_the_empty_row_has_no_comprobantes_to_attach(
    page: GastosPage, session: Session, tmp_path: Path
) -> None:
    source = tmp_path / "ticket.txt"
    source.write_bytes(b"1 litro")
    before = session.store.content_hash()
    go(page, 2, FECHA)
    box = page.capture.evidence
    assert not box.buttons[0].isEnabled()
    box.attach_files([source])
    assert session.store.content_hash() == before
    assert "Elija un gasto" in notice(page)
    go(page, 1, FECHA)
    assert box.buttons[0].isEnabled()


def test_the_column_of_comprobantes_leads_to_them(page: GastosPage) -> None:
    go(page, 0, PROOFS)
    QTest.keyClick(page.capture.table, KEY.Key_Return)
    assert page.capture.evidence.list.hasFocus()


def test_a_problem_leads_to_the_gasto_it_is_about(
    page: GastosPage, session: Session, tmp_path: Path
) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(b"x")
    go(page, 0, FECHA)
    page.capture.evidence.attach_files([source])
    page.focus_field("comprobantes")
    assert here(page) == (1, PROOFS)
    page.focus_field("gastos")
    assert here(page) == (2, FECHA)
    assert page.capture.table.hasFocus()


# -- the POA, a programa, a línea ------------------------------------------------------------------


def rows_of(page: GastosPage) -> list[list[str]]:
    count = len(page.overview.actividades) + 1
    model = page.overview.model()
    return [[str(model.index(row, column).data()) for column in range(6)] for row in range(count)]


def test_the_poa_shows_every_actividad_and_the_sum(page: GastosPage, session: Session) -> None:
    assert session.poa is not None
    page.show_place(Place(TipoLugar.POA, session.poa.id))
    assert not page.captures
    assert rows_of(page) == [
        ["1", "Limpieza", "$1,000.00", "$450.50", "$549.50", "45.1 %"],
        ["2", "Riego", "No genera gasto", "—", "—", "—"],
        ["3", "Poda", "$200.00", "$350.25", "Excede $150.25", "175.1 %"],
        ["", "Suma de las actividades", "$1,200.00", "$800.75", "$399.25", "66.7 %"],
    ]
    assert "programas va aparte" in page.whose.text()


def test_a_programa_shows_only_its_own_and_never_adds_itself(
    page: GastosPage, session: Session
) -> None:
    assert session.poa is not None
    page.show_place(Place(TipoLugar.PROGRAMA, session.poa.programas[0].id))
    assert [row[0] for row in rows_of(page)] == ["1", "3", ""]
    assert rows_of(page)[-1][2:4] == ["$1,200.00", "$800.75"]
    assert "$5,000.00, va aparte" in page.whose.text()
    page.show_place(Place(TipoLugar.PROGRAMA, session.poa.programas[1].id))
    assert page.empty.isVisible()
    assert "no tiene actividades" in page.empty.text()


def test_enter_goes_to_the_gastos_of_the_actividad(page: GastosPage, session: Session) -> None:
    asked: list[Lugar] = []
    page.go_to.connect(asked.append)
    assert session.poa is not None
    page.show_place(Place(TipoLugar.POA, session.poa.id))
    page.focus_field("gastos")
    assert page.overview.hasFocus()
    QTest.keyClick(page.overview, KEY.Key_Down)
    QTest.keyClick(page.overview, KEY.Key_Return)
    index = page.overview.model().index(2, 1)
    page.overview.doubleClicked.emit(index)
    page.overview.doubleClicked.emit(page.overview.model().index(3, 1))  # the sum leads nowhere
    ids = [each.id for each in session.poa.actividades]
    assert [(each.tipo, each.id, each.campo) for each in asked] == [
        (TipoLugar.ACTIVIDAD, ids[1], "gastos"),
        (TipoLugar.ACTIVIDAD, ids[2], "gastos"),
    ]


def test_a_linea_shows_its_actividad_and_says_so(page: GastosPage, session: Session) -> None:
    assert session.poa is not None
    page.show_place(Place(TipoLugar.LINEA, session.poa.actividades[0].lineas[0].id))
    assert page.captures
    assert page.whose.text() == "Gastos de la actividad 1, a la que pertenece esta línea."
    assert text_at(page, 0, CONCEPTO) == "Escobas"


def test_a_deleted_actividad_leaves_the_sum(page: GastosPage, session: Session) -> None:
    assert session.poa is not None
    page.show_place(Place(TipoLugar.POA, session.poa.id))
    gone = session.poa.actividades[2].id
    session.run("Borrar", lambda db: bloques.delete(db, TipoLugar.ACTIVIDAD, gone))
    assert rows_of(page)[-1][3] == "$450.50"
    session.undo()
    assert rows_of(page)[-1][3] == "$800.75"


# -- the rest --------------------------------------------------------------------------------------


def test_a_file_that_is_only_read_offers_no_writing(path: Path, qtbot: QtBot) -> None:
    with open_store(path, clock, read_only=True) as store:
        session = Session(store, clock)
        page = shown_page(session, qtbot, Outside())
        assert page.capture.model.rowCount() == 2
        go(page, 0, CONCEPTO)
        type_into(page.capture.table, "x")
        assert page.capture.table.state() != QAbstractItemView.State.EditingState
        told: list[str] = []
        session.failed.connect(told.append)
        QTest.keyClick(page.capture.table, KEY.Key_Delete)
        paste(page, "5/3\t10")
        assert len(stored(session)) == 2
        assert len(told) == 2
        assert all("solo para leer" in sentence for sentence in told), told
        assert not page.capture.evidence.buttons[0].isEnabled()
        assert session.poa is not None
        page.show_place(Place(TipoLugar.ACTIVIDAD, session.poa.actividades[1].id))
        assert notice(page) == EMPTY_READ_ONLY


def test_another_writer_does_not_disturb_what_is_being_typed(
    page: GastosPage, session: Session
) -> None:
    go(page, 1, CONCEPTO)
    begin(page, "Ras")
    first = stored(session)[0].id
    session.run("Otro", lambda db: gastos.edit(db, first, concepto="Otra cosa"))
    assert editor_of(page).text() == "Ras"
    assert text_at(page, 0, CONCEPTO) == "Otra cosa"
    QTest.keyClick(editor_of(page), KEY.Key_Return)
    assert stored(session)[1].concepto == "Ras"


def test_every_control_has_a_name_and_the_keyboard_gets_out(page: GastosPage) -> None:
    nameless = [
        each
        for kind in (QAbstractButton, QAbstractItemView, QLineEdit)
        for each in page.findChildren(kind)
        if each.isVisible() and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []
    spoken = page.capture.model.index(0, IMPORTE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Gasto 1, importe: $300.00"
    go(page, 0, FECHA)
    QTest.keyClick(page.capture.table, KEY.Key_F6)
    assert page.capture.evidence.list.hasFocus()


@pytest.mark.parametrize("size", [(1366, 768), (960, 540)])
def test_in_the_window_the_page_fits_and_the_checks_lead_to_it(
    path: Path, tmp_path: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = MainWindow(clock, Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.files.open_path(path)
    window.resize(*size)
    window.show()
    QApplication.processEvents()
    assert (window.workspace is not None, window.session is not None) == (True, True)
    assert [each.keys for each in SPECS if each.name == "gastos"] == ["Ctrl+5"]
    window.actions_["gastos"].trigger()
    assert window.workspace.page_name == "gastos"
    problems = {each.regla: each for each in window.session.problems()}
    window.workspace.go_to(problems["gasto-sin-comprobante"].donde)
    QApplication.processEvents()
    page = window.workspace.page
    assert isinstance(page, GastosPage)
    assert here(page) == (0, PROOFS)
    assert page.capture.table.hasFocus()
    assert window.size().toTuple() == size
    bottom = page.capture.evidence.mapTo(page, page.capture.evidence.rect().bottomRight())
    assert page.rect().contains(bottom)
    assert page.capture.table.height() == page.capture.table.maximumHeight(), "every row is seen"
    header = page.capture.table.horizontalHeader()
    assert header.length() <= page.capture.table.viewport().width()
    assert header.sectionSize(CONCEPTO) > 120
    window.close()


def test_a_quotation_mark_that_nobody_closed_swallows_no_row() -> None:
    block = '05/03/2024\t100\t261\t"El Faro S.A.\n06/03/2024\t200\t261\tllantas\n'
    rows = parse_block(block)
    assert [row[1] for row in rows] == ["100", "200"]
    assert rows[0][3] == '"El Faro S.A.'
    assert parse_block('a\t"dos\nrenglones"\n') == [["a", "dos\nrenglones"]]


def test_a_gasto_with_comprobantes_is_not_cut_for_they_do_not_travel(
    page: GastosPage, session: Session, outside: Outside, tmp_path: Path
) -> None:
    source = tmp_path / "factura.pdf"
    source.write_bytes(b"%PDF la factura")
    outside.files = [source]
    go(page, 1, IMPORTE)
    page.capture.evidence.ask_files()
    before = stored(session)
    QGuiApplication.clipboard().setText("lo de antes")
    go(page, 1, IMPORTE)
    QTest.keyClick(page.capture.table, KEY.Key_X, CTRL)
    assert stored(session) == before
    assert QGuiApplication.clipboard().text() == "lo de antes"
    assert "No se cortó" in notice(page)


def test_pasting_tells_of_another_year_and_refuses_what_would_be_cut_off(
    page: GastosPage, session: Session
) -> None:
    paste(page, "05/04/2019\t10\t\tviejo\n06/04/2024\t20\t\tnuevo\n")
    assert "1 con fecha fuera del ejercicio" in notice(page)
    before = stored(session)
    paste(page, f"05/04/2024\t10\t\t{'x' * 301}\n")
    assert stored(session) == before
