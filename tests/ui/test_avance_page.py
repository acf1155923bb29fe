"""The page Avance on a real file: capture, texts, evidencias, what is shown for a period."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.data import drafts
from poa_desktop.data.evidencias import MAX_BYTES
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Evidencia,
    Ficha,
    LineaAccion,
    Municipio,
    Poa,
)
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.avance.model import SIN_JUSTIFICAR
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.grid.look import LOOK
from poa_desktop.ui.grid.rows import Cantidad, CellKey
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.ui.keys import type_into

CTRL = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Outside:
    """What stands in for dialogs and other programs: answers to give, and what was asked."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.target: Path | None = None
        self.opened: list[Path] = []
        self.opens = True

    def access(self) -> EvidenceAccess:
        return EvidenceAccess(
            ask_files=lambda _parent: self.files,
            ask_target=lambda _parent, _nombre: self.target,
            open_file=self._open,
        )

    def _open(self, path: Path) -> bool:
        self.opened.append(path)
        return self.opens


def clock() -> datetime:
    return datetime(2024, 5, 14, 10, 32)


def linea(
    texto: str, programado: tuple[int, ...], realizado: tuple[int | None, ...]
) -> LineaAccion:
    avances = tuple(Avance(value) for value in realizado)
    return LineaAccion(0, texto, programado=programado, avances=avances)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    nothing: tuple[int | None, ...] = (None,) * 12
    quarters = (0, 0, 100) * 4
    box = Ficha(
        "",
        periodo_del=date(2024, 1, 1),
        periodo_al=date(2024, 12, 31),
        temporalidad=Temporalidad.TRIMESTRAL,
    )
    lineas = (
        linea("Cursos", (0, 0, 400) * 4, (None, 100, 100, *nothing[3:])),
        linea("Informes", quarters, nothing),
        linea("Visitas", quarters, (None, None, 300, *nothing[3:])),
        linea("Solo en junio", (0, 0, 0, 0, 0, 100) + (0,) * 6, nothing),
        linea("Extra", (0,) * 12, (200, *nothing[1:])),
    )
    poa = Poa(
        0,
        Dependencia(0, "Educación"),
        2024,
        actividades=(
            Actividad(0, 1, "Formación", ficha=box, lineas=lineas),
            Actividad(0, 2, "Sin nada", ficha=box),
        ),
    )
    made = create_store(tmp_path / "x.poa", clock)
    made.run("Importar", lambda db: drafts.write_draft(db, Municipio("Valle Alto"), poa))
    yield made
    made.close()


@pytest.fixture
def session(store: Store) -> Session:
    made = Session(store, clock)
    made.set_periodo(parse_periodo("2024-T1"))
    return made


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def page(session: Session, qtbot: QtBot, outside: Outside) -> AvancePage:
    made = AvancePage(session, Place(TipoLugar.POA, 1), access=outside.access())
    qtbot.addWidget(made)
    made.resize(1050, 620)
    made.show()
    made.activateWindow()
    made.grid.table.setFocus()
    QApplication.processEvents()
    return made


def stored(session: Session, name: str) -> LineaAccion:
    assert session.poa is not None
    return next(each for each in session.poa.lineas if each.texto == name)


def shown(page: AvancePage) -> list[str]:
    return [row.linea.texto for row in page.model.rows if row.linea]


def cell(page: AvancePage, name: str, column: str | int) -> QModelIndex:
    if isinstance(column, int):
        linea_id = stored(page.session, name).id
        return page.model.index_of(CellKey(linea_id, Cantidad.REALIZADO, column))
    row = next(n for n, r in enumerate(page.model.rows) if r.linea and r.linea.texto == name)
    number = next(n for n, each in enumerate(page.model.columns) if each.id == column)
    return page.model.index(row, number)


def go(page: AvancePage, name: str, column: str | int) -> None:
    index = cell(page, name, column)
    page.grid.table.go(index.row(), index.column())


def evidencias(page: AvancePage, name: str, mes: int) -> tuple[Evidencia, ...]:
    return stored(page.session, name).avances[mes - 1].evidencias


def test_the_lineas_of_the_period_and_the_rest_on_request(page: AvancePage) -> None:
    assert shown(page) == ["Cursos", "Informes", "Visitas", "Extra"]
    page.show_all.click()
    assert shown(page) == ["Cursos", "Informes", "Visitas", "Solo en junio", "Extra"]
    page.show_all.click()
    page.session.set_periodo(parse_periodo("2024-T2"))
    assert shown(page) == ["Cursos", "Informes", "Visitas", "Solo en junio"]
    assert [c.mes for c in page.model.columns if c.mes] == [4, 5, 6]
    assert page.heading.text() == "Segundo trimestre, abril a junio de 2024"


def test_states_are_words_with_a_light(page: AvancePage) -> None:
    words = {name: cell(page, name, "estado").data() for name in shown(page)}
    assert words == {
        "Cursos": "Rezago · parcial",
        "Informes": "Rezago · sin capturar",
        "Visitas": "Cumple · sobrecumplimiento",
        "Extra": "Realizado sin programar",
    }
    assert cell(page, "Cursos", "porcentaje").data() == "50.0 %"
    assert cell(page, "Extra", "porcentaje").data() == "—"
    page.session.set_periodo(parse_periodo("2024-T3"))
    assert cell(page, "Cursos", "estado").data() == "Aún no comienza"


def test_while_the_period_runs_nobody_is_late(page: AvancePage) -> None:
    page.session.set_periodo(parse_periodo("2024-T2"))
    look = cell(page, "Cursos", "estado").data(LOOK)
    assert (look.text, look.semaforo) == ("En curso", Semaforo.GRIS)
    page.session.set_periodo(parse_periodo("2024-S1"))
    look = cell(page, "Informes", "estado").data(LOOK)
    assert (look.text, look.semaforo) == ("En curso · sin capturar", Semaforo.GRIS)
    look = cell(page, "Visitas", "estado").data(LOOK)
    assert (look.text, look.semaforo) == ("Cumple · sobrecumplimiento", Semaforo.VERDE)


def test_it_starts_where_work_is_waiting(page: AvancePage) -> None:
    assert page.grid.table.currentIndex() == cell(page, "Informes", 3)
    assert page.panel.mes == 3
    page.session.set_periodo(parse_periodo("2024-T3"))
    assert page.grid.table.currentIndex() == cell(page, "Cursos", 9)
    page.session.set_periodo(parse_periodo("2024-T1"))
    page.show_place(Place(TipoLugar.LINEA, stored(page.session, "Cursos").id))
    assert shown(page) == ["Cursos"]
    assert page.grid.table.currentIndex() == cell(page, "Cursos", 3)
    assert page.show_all.isHidden()


def test_a_capture_does_not_move_the_start(page: AvancePage) -> None:
    go(page, "Visitas", 1)
    page.model.setData(cell(page, "Informes", 3), "1")
    assert page.grid.table.currentIndex() == cell(page, "Visitas", 1)


def test_months_without_programacion_look_different_and_say_what_they_count(
    page: AvancePage,
) -> None:
    assert cell(page, "Cursos", 1).data(LOOK).idle
    assert not cell(page, "Cursos", 3).data(LOOK).idle
    page.model.setData(cell(page, "Cursos", 1), "2")
    assert page.foot.notice.text() == (
        "Enero no tiene programación en A1.1: suma a lo realizado en el periodo."
    )
    assert page.foot.legend.isHidden()
    page.model.setData(cell(page, "Extra", 2), "2")
    assert page.foot.notice.text() == (
        "Febrero no tiene programación en A1.5: cuenta como realizado sin programar."
    )
    page.model.setData(cell(page, "Cursos", 3), "2")
    assert page.foot.notice.text() == ""
    page.model.setData(cell(page, "Cursos", 1), "0")
    assert page.foot.notice.text() == ""
    assert page.foot.legend.isVisible()


def test_tab_goes_through_the_page_in_reading_order(page: AvancePage) -> None:
    page.panel.evidence.attach_files([Path(__file__)])
    panel = page.panel
    wanted: list[QWidget] = [
        page.show_all,
        page.grid.table,
        panel.comentario.editor,
        panel.justificacion.editor,
        panel.evidence.list,
        *panel.evidence.buttons,
        panel.observe,
        panel.months.buttons()[0],
    ]
    wanted[0].setFocus()
    met: list[QWidget | None] = []
    for _ in wanted:
        met.append(QApplication.focusWidget())
        QTest.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Tab, CTRL if len(met) == 2 else NO_MODIFIER
        )
    assert met == wanted


def test_the_panel_leaves_the_room_to_the_table(page: AvancePage) -> None:
    page.resize(1060, 370)
    QApplication.processEvents()
    assert page.grid.table.verticalScrollBar().maximum() > 0
    assert 100 <= page.panel.height() <= 170
    rows = page.panel.comentario.editor.fontMetrics().lineSpacing()
    assert page.panel.comentario.editor.viewport().height() >= 4 * rows


def test_what_is_not_on_a_button_is_in_the_menus(page: AvancePage) -> None:
    box = page.panel.evidence
    assert [each.text() for each in box.buttons] == [
        "Adjuntar…",
        "Abrir",
        "Más",
        "Ver toda&s…",
    ]
    more = [each.text().split("\t")[0].replace("&", "") for each in box.more_menu.actions()]
    assert more == [
        "Ver en grande",
        "Copiar",
        "Pegar",
        "Guardar como…",
        "Guardar en una carpeta…",
        "",
        "Mover a",
        "Revisar",
        "Renombrar",
        "Quitar",
    ]
    box.attach_files([Path(__file__)])
    menu = box.make_menu()
    enabled = [
        each.text().split("\t")[0].replace("&", "") for each in menu.actions() if each.isEnabled()
    ]
    assert enabled == ["Adjuntar…", "Abrir", *more]
    menu.deleteLater()
    box.more_menu.actions()[-1].trigger()
    assert box.list.topLevelItemCount() == 0


def test_an_empty_file_comes_in_and_weighs_nothing(page: AvancePage, tmp_path: Path) -> None:
    (tmp_path / "vacio.txt").touch()
    page.panel.evidence.attach_files([tmp_path / "vacio.txt"])
    row = page.panel.evidence.list.topLevelItem(0)
    assert row is not None
    assert row.text(2) == "0 KB"


def test_capturing_by_keyboard_and_undo(page: AvancePage) -> None:
    go(page, "Informes", 3)
    assert cell(page, "Informes", 3).data(LOOK).ghost == "1"
    type_into(page.grid.table, "1")
    editor = page.grid.table.indexWidget(page.grid.table.currentIndex())
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert stored(page.session, "Informes").realizado[2] == 100
    assert cell(page, "Informes", "estado").data() == "Cumple"
    assert page.session.store.undo_title == "Capturar A1.2, marzo"
    page.session.undo()
    assert stored(page.session, "Informes").realizado[2] is None
    assert cell(page, "Informes", 3).data(LOOK).due


def test_a_block_of_realizado_is_pasted_over_the_months(page: AvancePage) -> None:
    go(page, "Cursos", 1)
    QGuiApplication.clipboard().setText("1\t2\t3\n\t\t1")
    QTest.keyClick(page.grid.table, Qt.Key.Key_V, CTRL)
    assert stored(page.session, "Cursos").realizado[:3] == (100, 200, 300)
    assert stored(page.session, "Informes").realizado[:3] == (None, None, 100)
    page.session.undo()
    assert stored(page.session, "Cursos").realizado[:3] == (None, 100, 100)


def test_a_linea_does_not_vanish_while_it_is_edited(page: AvancePage) -> None:
    go(page, "Extra", 1)
    QTest.keyClick(page.grid.table, Qt.Key.Key_Delete)
    assert stored(page.session, "Extra").realizado[0] is None
    assert "Extra" in shown(page)
    assert page.grid.table.currentIndex() == cell(page, "Extra", 1)


def test_a_comment_is_saved_with_its_accents(page: AvancePage) -> None:
    go(page, "Cursos", 2)
    page.panel.comentario.focus_editor()
    type_into(page.panel.comentario.editor, "Se capacitó a niñas y niños; faltó señal.")
    assert stored(page.session, "Cursos").avances[1].comentario == ""
    QTest.keyClick(page.panel.comentario.editor, Qt.Key.Key_Return, CTRL)
    saved = "Se capacitó a niñas y niños; faltó señal."
    assert stored(page.session, "Cursos").avances[1].comentario == saved
    assert cell(page, "Cursos", "comentario").data() == saved
    assert page.session.store.undo_title == "Editar comentario de A1.1, febrero"
    page.session.undo()
    assert page.panel.comentario.text() == ""


def test_leaving_the_editor_saves_and_each_month_has_its_own(page: AvancePage) -> None:
    go(page, "Cursos", 2)
    page.panel.comentario.focus_editor()
    type_into(page.panel.comentario.editor, "dos")
    page.panel.months.button(3).click()
    assert stored(page.session, "Cursos").avances[1].comentario == "dos"
    assert page.panel.comentario.text() == ""
    assert page.grid.table.currentIndex() == cell(page, "Cursos", 3)
    page.panel.comentario.focus_editor()
    type_into(page.panel.comentario.editor, "tres")
    page.grid.table.setFocus()
    assert cell(page, "Cursos", "comentario").data() == "feb: dos · mar: tres"


def test_what_is_typed_goes_to_its_linea_when_another_is_chosen(page: AvancePage) -> None:
    go(page, "Cursos", 3)
    page.panel.justificacion.focus_editor()
    type_into(page.panel.justificacion.editor, "por lluvias")
    page.session.set_periodo(parse_periodo("2024-T2"))
    assert stored(page.session, "Cursos").avances[2].justificacion == "por lluvias"
    assert page.panel.mes in (4, 5, 6)
    assert page.panel.justificacion.text() == ""


def test_forbidden_characters_are_taken_out_with_a_notice(page: AvancePage) -> None:
    go(page, "Cursos", 3)
    page.panel.comentario.set_text("hecho\u202e ya")
    page.commit_pending()
    assert stored(page.session, "Cursos").avances[2].comentario == "hecho ya"
    assert "que no se puede imprimir" in page.panel.comentario.note.text


def test_a_missing_justificacion_is_flagged_until_it_is_written(page: AvancePage) -> None:
    flagged = {name: cell(page, name, "justificacion").data() for name in shown(page)}
    assert flagged == {"Cursos": SIN_JUSTIFICAR, "Informes": "", "Visitas": SIN_JUSTIFICAR,
                       "Extra": ""}  # fmt: skip
    go(page, "Visitas", "justificacion")
    assert "falta (300.0 %" in page.panel.justificacion.label.text()
    QTest.keyClick(page.grid.table, Qt.Key.Key_F2)
    assert page.panel.justificacion.editor.hasFocus()
    type_into(page.panel.justificacion.editor, "Se sumó otra escuela")
    page.commit_pending()
    assert cell(page, "Visitas", "justificacion").data() == "Se sumó otra escuela"
    assert "falta" not in page.panel.justificacion.label.text()


def test_the_texts_stay_in_line_when_a_justificacion_is_missing(page: AvancePage) -> None:
    page.resize(680, 560)  # about what a window of 960 pixels leaves
    page.show()
    go(page, "Visitas", "justificacion")
    panel = page.panel
    for _ in range(3):
        QApplication.processEvents()
    edges = [
        each.mapTo(panel, each.rect().topLeft()).y()
        for each in (panel.comentario.editor, panel.justificacion.editor, panel.evidence.list)
    ]
    assert len(set(edges)) == 1


def test_a_chosen_file_comes_back_with_the_same_bytes(
    page: AvancePage, outside: Outside, tmp_path: Path
) -> None:
    content = bytes(range(256)) * 400
    source = tmp_path / "Lista de niños.pdf"
    source.write_bytes(content)
    outside.files = [source]
    go(page, "Cursos", 3)
    assert cell(page, "Cursos", "evidencias").data() == "Falta"
    page.panel.evidence.ask_files()
    (kept,) = evidencias(page, "Cursos", 3)
    assert (kept.nombre, kept.tipo, kept.tamano) == (source.name, "application/pdf", 102_400)
    assert page.session.store.evidence(kept.sha256) == content
    assert cell(page, "Cursos", "evidencias").data() == "1"
    row = page.panel.evidence.list.topLevelItem(0)
    assert row is not None
    assert [row.text(n) for n in range(3)] == ["Lista de niños.pdf", "PDF", "102 KB"]
    outside.target = tmp_path / "copia.pdf"
    page.panel.evidence.save_current_as()
    assert outside.target.read_bytes() == content
    QTest.keyClick(page.panel.evidence.list, Qt.Key.Key_Delete)
    assert evidencias(page, "Cursos", 3) == ()
    page.session.undo()
    assert evidencias(page, "Cursos", 3) == (kept,)


def test_opening_hands_out_a_read_only_copy(
    page: AvancePage, outside: Outside, tmp_path: Path
) -> None:
    source = tmp_path / "foto.jpg"
    source.write_bytes(b"picture")
    page.panel.evidence.attach_files([source])
    page.panel.evidence.open_current()
    page.panel.evidence.open_current()
    first, second = outside.opened
    assert first != second
    assert first.read_bytes() == b"picture"
    assert first.stat().st_mode & 0o222 == 0
    outside.opens = False
    page.panel.evidence.open_current()
    assert "no tiene un programa" in page.foot.notice.text()


def test_a_program_is_never_opened(page: AvancePage, outside: Outside, tmp_path: Path) -> None:
    source = tmp_path / "factura.pdf.exe"
    source.write_bytes(b"MZ")
    page.panel.evidence.attach_files([source])
    page.panel.evidence.open_current()
    assert outside.opened == []
    assert "no se abre desde aquí" in page.foot.notice.text()


def test_files_dropped_on_the_list_come_in_at_once(page: AvancePage, tmp_path: Path) -> None:
    data = QMimeData()
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(path.name)
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    go(page, "Informes", 3)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.panel.evidence.list.dropEvent(event)
    assert [each.nombre for each in evidencias(page, "Informes", 3)] == ["a.txt", "b.txt"]
    assert page.session.store.undo_title == "Adjuntar 2 evidencias a A1.2, marzo"
    page.session.undo()
    assert evidencias(page, "Informes", 3) == ()


def test_a_copied_picture_is_pasted_as_png(page: AvancePage) -> None:
    picture = QImage(12, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    go(page, "Cursos", 3)
    QTest.keyClick(page.panel.evidence.list, Qt.Key.Key_V, CTRL)
    (kept,) = evidencias(page, "Cursos", 3)
    assert kept.nombre == "Imagen A1.1 marzo.png"
    again = QImage.fromData(page.session.store.evidence(kept.sha256), "PNG")
    assert (again.width(), again.height()) == (12, 8)


def test_pasting_nothing_useful_says_so(page: AvancePage) -> None:
    QGuiApplication.clipboard().setText("texto")
    page.panel.evidence.paste()
    assert "No hay archivos ni una imagen" in page.foot.notice.text()
    page.foot.tell("")
    QGuiApplication.clipboard().clear()
    assert QGuiApplication.clipboard().mimeData() is None
    page.panel.evidence.paste()
    assert "No hay archivos ni una imagen" in page.foot.notice.text()
    page.foot.tell("")
    QTest.keyClick(page.panel.evidence.list, Qt.Key.Key_V, CTRL)
    assert "No hay archivos ni una imagen" in page.foot.notice.text()


def test_a_file_over_the_limit_is_refused_with_its_size(page: AvancePage, tmp_path: Path) -> None:
    told: list[str] = []
    page.session.failed.connect(told.append)
    big = tmp_path / "video.mp4"
    big.write_bytes(bytes(MAX_BYTES + 1))
    before = page.session.store.content_hash()
    page.panel.evidence.attach_files([big])
    assert told == [
        "«video.mp4» pesa más de 25.0 MB y el límite es de 25 MB: reduzca el archivo o divídalo."
    ]
    assert page.session.store.content_hash() == before
    page.panel.evidence.attach_files([tmp_path / "no-existe.pdf"])
    assert told[-1] == "«no-existe.pdf» ya no existe."


def test_a_rename_happens_in_the_list(page: AvancePage, tmp_path: Path) -> None:
    source = tmp_path / "scan0001.pdf"
    source.write_bytes(b"x")
    go(page, "Cursos", 3)
    page.panel.evidence.attach_files([source])
    row = page.panel.evidence.list.topLevelItem(0)
    assert row is not None
    row.setText(0, "Oficio 12.pdf")
    assert evidencias(page, "Cursos", 3)[0].nombre == "Oficio 12.pdf"
    again = page.panel.evidence.list.topLevelItem(0)
    assert again is not None
    again.setText(0, "  ")
    assert evidencias(page, "Cursos", 3)[0].nombre == "Oficio 12.pdf"
    assert page.panel.evidence.list.topLevelItem(0).text(0) == "Oficio 12.pdf"


def test_a_period_or_block_without_anything_says_what_to_do(
    page: AvancePage, session: Session
) -> None:
    assert session.poa is not None
    page.show_place(Place(TipoLugar.ACTIVIDAD, session.poa.actividades[1].id))
    assert page.stack.currentWidget() is page.empty
    assert "todavía no hay líneas" in page.empty.text()
    session.set_periodo(parse_periodo("2024-M08"))
    page.show_place(Place(TipoLugar.ACTIVIDAD, session.poa.actividades[0].id))
    assert "Ninguna línea tiene programación" in page.empty.text()


def test_a_problem_leads_to_its_field(page: AvancePage, session: Session) -> None:
    page.show_place(Place(TipoLugar.LINEA, stored(session, "Visitas").id))
    page.focus_field("justificacion", 3)
    assert page.panel.justificacion.editor.hasFocus()
    assert page.panel.title.text() == "A1.3 · Visitas"
    assert page.panel.mes == 3
    page.focus_field("evidencias", 2)
    assert page.panel.evidence.list.hasFocus()
    assert page.panel.mes == 2


def test_every_control_has_a_name(page: AvancePage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QTextEdit

    nameless = [
        each
        for kind in (QAbstractButton, QAbstractItemView, QTextEdit)
        for each in page.findChildren(kind)
        if each.isVisible() and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []
