"""A clerk's year with the real POA, through the real window, one link after the other.

POA_TEST_VIAJE=folder keeps a picture of the window at each station, to be looked at.
"""

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop import cli
from poa_desktop.app import make_app
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.propuestas import Origen
from poa_desktop.poa.records import Actividad, EstadoEvidencia, Evidencia, Poa, Programa
from poa_desktop.poa.texto_viejo import pendientes
from poa_desktop.ui.envio.export_dialog import ExportDialog
from poa_desktop.ui.evidence.incoming_dialog import IncomingDialog
from poa_desktop.ui.evidence.list import EvidenceList
from poa_desktop.ui.grid.rows import Cantidad
from poa_desktop.ui.historial.dialog import HistorialDialog
from poa_desktop.ui.nuevo.assistant import NewPoaAssistant
from poa_desktop.ui.nuevo.next_year_dialog import NextYearDialog
from poa_desktop.ui.nuevo.poa_list import PoaList
from poa_desktop.ui.nuevo.texts_dialog import TextsDialog
from poa_desktop.ui.nuevo.unidades_dialog import UnidadesDialog
from poa_desktop.ui.place import Place
from poa_desktop.ui.propuestas.dialog import PropuestasDialog
from tests.ui.clerk import Clerk, wait_active
from tests.ui.keys import at_hand

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, NONE = MOD.ControlModifier, MOD.ShiftModifier, MOD.NoModifier
COPY, MOVE, LEFT = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
CONTAINS = Qt.MatchFlag.MatchContains
PROGRAMADO, REALIZADO = Cantidad.PROGRAMADO, Cantidad.REALIZADO
PERIODOS = ("T1", "T2", "T3", "T4", "A")
DEFAULT = [81, 84, 81, 84, 330]  # the design's worked figures
CORRECTED = [88, 84, 81, 84, 337]
FROM_WORD = "<p class=MsoNormal><b>Se entregó</b> a&nbsp;tiempo</p>", "Se entregó a\u00a0tiempo"


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path) -> Iterator[Clerk]:
    make_app(dark=False)
    made = Clerk(qtbot, tmp_path)
    yield made
    QGuiApplication.clipboard().clear()
    for window in made.windows:
        window.close()
        window.deleteLater()


def actos(clerk: Clerk) -> list[int | None]:
    """Actos proyectados of the quarters and of the year."""
    return [clerk.evaluacion(each).total.proyectadas for each in PERIODOS]


def bloque(one: Programa | Actividad) -> Place:
    tipo = TipoLugar.ACTIVIDAD if isinstance(one, Actividad) else TipoLugar.PROGRAMA
    return Place(tipo, one.id)


def linea(poa: Poa, clave: str) -> Place:
    """The place of A3.1."""
    owner, number = clave.split(".")
    found = next(each for each in poa.bloques if each.clave == owner)
    return Place(TipoLugar.LINEA, found.lineas[int(number) - 1].id)


# -- January: the file, the plan -------------------------------------------------------------------


def begin_by_assistant(clerk: Clerk, municipio: str) -> None:
    """A new file, its first POA of another office, by keyboard alone."""

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPoaAssistant)
        clerk.type(municipio)
        clerk.press(KEY.Key_Return)
        clerk.type("Catastro")
        clerk.see("asistente")
        clerk.press(KEY.Key_Return, CTRL, SHIFT)

    clerk.prompts.visits = [fill]
    clerk.prompts.save = clerk.path
    clerk.press(KEY.Key_N, CTRL)
    clerk.activate()
    assert clerk.poa.titulo == "Catastro · POA 2024"


def import_the_text(clerk: Clerk, seed: Path) -> None:
    clerk.prompts.open = seed
    clerk.window.actions_["importar"].trigger()
    assert (len(clerk.poa.programas), len(clerk.poa.actividades)) == (2, 14)
    assert len(clerk.poa.lineas) == 70
    assert len(clerk.session.store.headers()) == 2
    assert clerk.prompts.imported
    assert actos(clerk) == DEFAULT
    montos = [each.ficha.inversion.monto or 0 for each in clerk.poa.actividades]
    assert sum(montos) == Decimal("2190000.00")
    clerk.see("importado")


def accept_proposals(clerk: Clerk) -> None:
    """What the texts say is looked at and accepted; then the default again, for all."""
    clerk.press(KEY.Key_3, CTRL)
    dialog = open_proposals(clerk)
    assert len(dialog.model.all) == 70
    chosen = {each.linea.id: dialog.model.chosen(each) for each in dialog.model.all}
    wanted = {e.linea.id: e.programado(chosen[e.linea.id]) for e in dialog.model.all}
    by_text = [each for each in dialog.model.all if chosen[each.linea.id] is Origen.TEXTO]
    assert by_text and all(each.lectura is not None for each in by_text)
    clerk.see("propuestas")
    clerk.press(KEY.Key_Return)
    clerk.activate()
    assert {each.id: each.programado for each in clerk.poa.lineas} == wanted
    assert "Ctrl+Z lo deshace" in clerk.calendario.foot.notice.text()
    dialog = open_proposals(clerk)
    clerk.letter(KEY.Key_T)
    clerk.press(KEY.Key_Return)
    clerk.activate()
    assert actos(clerk) == DEFAULT
    for each in clerk.poa.bloques:
        expected = programado_predeterminado(each.ficha, 2024)
        assert all(one.programado == expected for one in each.lineas), each.clave


def open_proposals(clerk: Clerk) -> PropuestasDialog:
    clerk.letter(KEY.Key_P)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PropuestasDialog)
    wait_active(dialog)
    return dialog


def correct_months(clerk: Clerk) -> None:
    """Typed, pasted as Excel gives it, filled; taken back and done again."""
    lineas = clerk.poa.programas[0].lineas
    (mode,) = [each for each in clerk.calendario.modes.buttons() if each.text() == "Programado"]
    mode.click()
    clerk.go(lineas[0], 1, PROGRAMADO)
    clerk.type("2")
    clerk.press(KEY.Key_Return)
    mime = QMimeData()
    mime.setText('1\t2\r\n1.5\t"1,234.50"\r\n')
    mime.setHtml("<table><tr><td>1<td>2<tr><td>1.5<td>1,234.50</table>")
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(mime)
    clerk.go(lineas[1], 1, PROGRAMADO)
    clerk.press(KEY.Key_V, CTRL)
    clerk.go(lineas[3], 1, PROGRAMADO)
    clerk.type("3")
    clerk.press(KEY.Key_Return)
    clerk.go(lineas[3], 1, PROGRAMADO)
    clerk.press(KEY.Key_Right, SHIFT)
    clerk.press(KEY.Key_R, CTRL)
    found = [each.programado[:3] for each in clerk.poa.programas[0].lineas[:4]]
    assert found == [(200, 0, 100), (100, 200, 100), (150, 123_450, 100), (300, 300, 100)]
    assert actos(clerk) == CORRECTED
    clerk.see("calendario")
    for _ in range(4):
        clerk.press(KEY.Key_Z, CTRL)
    assert actos(clerk) == DEFAULT
    for _ in range(4):
        clerk.press(KEY.Key_Y, CTRL)
    assert actos(clerk) == CORRECTED


def unify_units(clerk: Clerk) -> None:
    """One unit written in another way is found and made one."""
    clerk.choose(linea(clerk.poa, "A1.1"))
    clerk.press(KEY.Key_2, CTRL)
    clerk.space.page.focus_field("unidad_medida")
    clerk.press(KEY.Key_A, CTRL)
    clerk.type("acciones")
    clerk.press(KEY.Key_Tab)
    assert clerk.poa.actividades[0].lineas[0].unidad_medida == "acciones"

    def unify(dialog: QDialog) -> None:
        assert isinstance(dialog, UnidadesDialog)
        row = dialog.groups.topLevelItem(0)
        assert set(row.text(0).split(" · ")) == {"Acción", "acciones"}
        clerk.see("unidades")
        clerk.letter(KEY.Key_U)

    clerk.prompts.visits = [unify]
    clerk.window.actions_["unidades"].trigger()
    assert {each.unidad_medida for each in clerk.poa.lineas} == {"Acción"}
    clerk.activate()


# -- April: the quarter ----------------------------------------------------------------------------


def capture_the_quarter(clerk: Clerk) -> None:
    """What was planned was done, but for three; said and justified."""
    clerk.choose(Place(TipoLugar.POA, clerk.poa.id))
    assert clerk.session.periodo.codigo == "T1"
    clerk.press(KEY.Key_4, CTRL)
    clerk.press(KEY.Key_A, CTRL)
    clerk.press(KEY.Key_Return, CTRL, SHIFT)
    assert clerk.evaluacion("T1").total.realizadas == 88
    one, two, three = (clerk.poa.actividades[n].lineas[0] for n in (1, 2, 3))
    for each, text in ((one, "0"), (two, "0"), (three, "2")):
        clerk.go(each, 3, REALIZADO)
        clerk.type(text)
        clerk.press(KEY.Key_Return)
    total = clerk.evaluacion("T1").total
    assert (total.realizadas, total.proyectadas) == (86, 88)
    html, plain = FROM_WORD
    mime = QMimeData()
    mime.setHtml(html)
    mime.setText(plain)
    QGuiApplication.clipboard().setMimeData(mime)
    clerk.go(one, 3, REALIZADO)
    clerk.avance.panel.comentario.editor.setFocus()
    clerk.press(KEY.Key_V, CTRL)
    assert "Se pegó sin formato" in clerk.avance.panel.comentario.note.text
    clerk.press(KEY.Key_Tab)
    assert at_hand() is clerk.avance.panel.justificacion.editor
    clerk.type("Faltó personal")
    clerk.press(KEY.Key_Return, CTRL)
    kept = clerk.poa.actividades[1].lineas[0].avances[2]
    assert (kept.comentario, kept.justificacion) == ("Se entregó a tiempo", "Faltó personal")
    clerk.see("avance")


def bring_evidence(clerk: Clerk) -> None:
    """Dropped on a cell, pasted as a picture, moved to another month, judged."""
    one = clerk.poa.programas[0].lineas[0]
    paths = []
    for name in ("Oficio ñ.txt", "Lista.txt"):
        path = clerk.folder / name
        path.write_text(name, "utf-8")
        paths.append(QUrl.fromLocalFile(str(path)))
    clerk.go(one, 3, REALIZADO)
    table = clerk.avance.grid.table
    where = QPointF(table.visualRect(table.currentIndex()).center())
    data = QMimeData()
    data.setUrls(paths)
    drop_on(table.viewport(), data, where)
    assert names(evidence(clerk, 3)) == ["Oficio ñ.txt", "Lista.txt"]
    picture = QImage(120, 80, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)
    table.setFocus()
    clerk.press(KEY.Key_V, CTRL)
    assert names(evidence(clerk, 3))[2:] == ["Imagen P1.1 marzo.png"]
    box = clerk.avance.panel.evidence
    choose_file(box.list, 2)
    taken = box.list.dragged()
    drop_on(clerk.avance.panel.months.button(1), taken, QPointF(3, 3))
    assert names(evidence(clerk, 3)) == ["Oficio ñ.txt", "Lista.txt"]
    (moved,) = evidence(clerk, 1)
    assert moved.estado is EstadoEvidencia.PENDIENTE
    clerk.go(one, 3, REALIZADO)
    choose_file(box.list, 0)
    menu = box.make_menu()
    offered(offered(menu, "Revisar").menu(), "Aceptar").trigger()
    menu.close()
    assert evidence(clerk, 3)[0].estado is EstadoEvidencia.ACEPTADA
    clerk.see("evidencias")


def bring_the_same_again(clerk: Clerk) -> None:
    """The file proves a línea already: it is said where, and only wanted proof comes in."""

    def decline(dialog: QDialog) -> None:
        assert isinstance(dialog, IncomingDialog)
        assert "ya está en P1.1, marzo" in dialog.list.item(0).text()
        clerk.see("repetida")
        (nothing,) = [e for e in dialog.buttons if "No adjuntar nada" in e.text().replace("&", "")]
        nothing.click()

    clerk.prompts.visits = [decline]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(clerk.folder / "Lista.txt"))])
    QGuiApplication.clipboard().setMimeData(data)
    clerk.go(clerk.poa.programas[0].lineas[1], 3, REALIZADO)
    clerk.press(KEY.Key_V, CTRL)
    clerk.qtbot.waitUntil(lambda: not clerk.prompts.visits)
    clerk.activate()
    assert not clerk.poa.programas[0].lineas[1].avances[2].evidencias


def find_what_was_said(clerk: Clerk) -> None:
    """Ctrl+F, without accents, leads into the month's text, and to the file by its name."""
    clerk.press(KEY.Key_1, CTRL)
    for words, where in (
        ("falto personal", lambda: clerk.avance.panel.justificacion.editor),
        ('"OFÍCIO Ñ.txt"', lambda: clerk.avance.panel.evidence.list),
    ):
        clerk.press(KEY.Key_F, CTRL)
        clerk.press(KEY.Key_A, CTRL)
        clerk.type(words)
        panel = clerk.window.finding.panel_of(clerk.space)
        panel.settle()
        assert panel.model.hallazgos.lugares == 1
        clerk.press(KEY.Key_Return)
        assert at_hand() is where()
    clerk.see("buscar")
    clerk.press(KEY.Key_F, CTRL)
    clerk.press(KEY.Key_Escape)
    assert not clerk.space.tree.isHidden()


def offered(menu: QObject, name: str) -> QAction:
    """What a menu calls so."""
    assert isinstance(menu, QMenu)
    return next(a for a in menu.actions() if a.text().replace("&", "").split("\t")[0] == name)


def choose_file(files: EvidenceList, row: int) -> None:
    item = files.topLevelItem(row)
    assert item is not None
    files.scrollToItem(item)
    QTest.mouseClick(files.viewport(), LEFT, NONE, files.visualItemRect(item).center())
    assert [each.nombre for each in files.chosen()] == [item.text(0)]


def evidence(clerk: Clerk, mes: int) -> tuple[Evidencia, ...]:
    return clerk.poa.programas[0].lineas[0].avances[mes - 1].evidencias


def names(found: tuple[Evidencia, ...]) -> list[str]:
    return [each.nombre for each in found]


def drop_on(target: QWidget, data: QMimeData, at: QPointF, how: MOD = NONE) -> None:
    """What the system sends when something is dragged to a place and let go."""
    for kind in (QDragEnterEvent, QDragMoveEvent):
        over = kind(at.toPoint(), COPY | MOVE, data, LEFT, how)
        over.setAccepted(kind is QDragMoveEvent)  # where it came in it stays, unless refused
        QApplication.sendEvent(target, over)
        assert over.isAccepted(), kind
    event = QDropEvent(at, COPY | MOVE, data, LEFT, how)
    QApplication.sendEvent(target, event)
    assert event.isAccepted()
    QApplication.processEvents()


# -- the tree --------------------------------------------------------------------------------------


def rearrange(clerk: Clerk) -> None:
    """An actividad copied into a programa, líneas dragged, one duplicated; all taken back."""
    before, first_hash = clerk.poa, clerk.session.store.content_hash()
    clerk.choose(bloque(before.actividades[2]))
    clerk.press(KEY.Key_C, CTRL)
    clerk.choose(bloque(before.programas[1]))
    clerk.press(KEY.Key_V, CTRL)
    copied = next(each for each in clerk.poa.actividades if each.nombre.endswith("(copia)"))
    assert copied.programa_id == before.programas[1].id
    assert not any(each.realizado is not None for li in copied.lineas for each in li.avances)
    drag_lineas(clerk, ("A5.1", "A5.2"), "A4.1")
    clerk.choose(linea(clerk.poa, "A1.1"))
    clerk.press(KEY.Key_D, CTRL)
    same = clerk.poa.actividades[0].lineas[:2]
    assert same[0].texto == same[1].texto
    clerk.see("arbol")
    for _ in range(3):
        clerk.press(KEY.Key_Z, CTRL)
    assert clerk.session.store.content_hash() == first_hash
    assert clerk.poa == before


def drag_lineas(clerk: Clerk, moved: tuple[str, ...], before: str) -> None:
    poa, view = clerk.poa, clerk.space.tree.view
    places = [linea(poa, each) for each in moved]
    target = linea(poa, before)
    clerk.space.tree.show_place(target)
    clerk.choose(*places)
    loaded = view.load()
    assert loaded is not None
    index = view.row_of(f"linea-{target.id}")
    view.scrollTo(index)
    rect = view.visualRect(index)
    drop_on(view.viewport(), loaded[0], QPointF(rect.left() + 20, rect.top() + rect.height() * 0.2))
    view.drag_ended.emit()
    owner = next(each for each in clerk.poa.bloques if each.clave == before.split(".")[0])
    assert [each.id for each in owner.lineas[:2]] == [each.id for each in places]


def copy_to_another_file(clerk: Clerk) -> None:
    """The clipboard lives longer than the window: an actividad goes into a colleague's file."""
    source = clerk.poa.actividades[2]
    clerk.choose(bloque(source))
    clerk.press(KEY.Key_C, CTRL)
    clerk.leave()
    clerk.arrive(clerk.day)
    clerk.prompts.save = clerk.folder / "colega.poa"
    clerk.prompts.visits = [write_colleague(clerk)]
    clerk.press(KEY.Key_N, CTRL)
    clerk.activate()
    clerk.space.tree.view.setFocus()
    clerk.press(KEY.Key_V, CTRL)
    (made,) = clerk.poa.actividades
    assert (made.nombre, made.ficha) == (source.nombre, source.ficha)
    assert [e.programado for e in made.lineas] == [e.programado for e in source.lineas]
    clerk.leave()


def write_colleague(clerk: Clerk) -> Callable[[QDialog], None]:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPoaAssistant)
        dialog.dependencia.dependencia.setEditText("Tesorería")
        dialog.dependencia.ejercicio.setValue(2024)
        clerk.press(KEY.Key_Return, CTRL, SHIFT)

    return fill


# -- the revisión ----------------------------------------------------------------------------------


def replace_the_stale_year(clerk: Clerk) -> None:
    """The checks lead to the stale year; Ctrl+H writes the right one."""
    (stale,) = [each for each in clerk.session.problems() if "2022" in each.mensaje]
    clerk.press(KEY.Key_F8)
    found = clerk.space.problems.list.findItems("2022", CONTAINS | Qt.MatchFlag.MatchRecursive)
    clerk.space.problems.list.setCurrentItem(found[0])
    clerk.press(KEY.Key_Return)
    focused = at_hand()
    assert isinstance(focused, QTextEdit) and "2022" in focused.toPlainText()
    assert clerk.space.place.id == stale.donde.id
    clerk.see("revision")
    clerk.press(KEY.Key_F8)
    clerk.press(KEY.Key_H, CTRL)
    dialog = clerk.window.finding.dialog
    assert dialog is not None
    wait_active(dialog)
    for field, words in ((dialog.words, "2022"), (dialog.new_words, "2024")):
        field.setFocus()
        clerk.press(KEY.Key_A, CTRL)
        clerk.type(words)
    dialog.look()
    count = dialog.model.hallazgos.total
    assert count >= 1
    clerk.see("reemplazar")
    dialog.apply_button.click()
    dialog.close_button.click()
    clerk.activate()
    assert not [each for each in clerk.session.problems() if "2022" in each.mensaje]


# -- history, next year ----------------------------------------------------------------------------


def spoil_the_metas(clerk: Clerk) -> str:
    """Somebody writes over the metas of A1; gives what they were."""
    one = clerk.poa.actividades[0]
    clerk.choose(bloque(one))
    clerk.press(KEY.Key_2, CTRL)
    clerk.space.page.focus_field("metas")
    clerk.press(KEY.Key_A, CTRL)
    clerk.type("Nada")
    clerk.press(KEY.Key_Return, CTRL)
    assert clerk.poa.actividades[0].ficha.metas == "Nada"
    return one.ficha.metas


def restore_the_metas(clerk: Clerk, metas: str) -> None:
    clerk.choose(bloque(clerk.poa.actividades[0]))
    clerk.press(KEY.Key_2, CTRL)
    clerk.space.page.focus_field("metas")
    clerk.press(KEY.Key_H, CTRL, SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HistorialDialog)
    assert dialog.fields.currentText() == "Metas"
    assert (dialog.before.shown, dialog.now.shown) == (metas, "Nada")
    clerk.see("historial")
    dialog.before.button.click()
    dialog.reject()
    clerk.activate()
    assert clerk.poa.actividades[0].ficha.metas == metas


def prepare_next_year(clerk: Clerk) -> None:
    """2025 from 2024, and its texts judged one after the other."""

    def make(dialog: QDialog) -> None:
        assert isinstance(dialog, NextYearDialog)
        assert dialog.ejercicio.value() == 2025
        clerk.see("ano-siguiente")
        clerk.letter(KEY.Key_P)

    def judge(dialog: QDialog) -> None:
        assert isinstance(dialog, TextsDialog)
        assert dialog.current() is not None
        clerk.see("textos")
        dialog.all_button.click()
        dialog.list.setFocus()
        for _ in range(200):
            if dialog.current() is None:
                break
            clerk.press(KEY.Key_Space)
        assert dialog.count.text() == "Todo está revisado."
        dialog.close_button.click()

    clerk.prompts.visits = [make, judge]
    before = clerk.poa
    clerk.window.actions_["ano_siguiente"].trigger()
    clerk.activate()
    assert (clerk.poa.ejercicio, len(clerk.poa.lineas)) == (2025, 70)
    assert clerk.session.periodo.codigo == "2025-T1" or clerk.session.periodo.ejercicio == 2025
    assert pendientes(clerk.poa) == ()
    assert actos(clerk) == CORRECTED
    assert not any(a.realizado is not None for li in clerk.poa.lineas for a in li.avances)
    assert clerk.session.store.poa(before.id) == before


def back_by_the_selector(clerk: Clerk) -> None:
    clerk.press(KEY.Key_O, CTRL, SHIFT)
    (popup,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, PoaList)]
    assert popup.list.topLevelItemCount() == 2, "two years"
    clerk.see("selector")
    popup.search.setFocus()
    QTest.keyClicks(popup.search, "hacienda 2024")
    QTest.keyClick(popup.search, KEY.Key_Return)
    assert (clerk.poa.ejercicio, len(clerk.poa.lineas)) == (2024, 70)


# -- paper, and the other programs -----------------------------------------------------------------


def export(clerk: Clerk, documento: str, formato: str) -> Path:
    """Through the dialog that Ctrl+E opens; the period is T1."""
    dialog = ExportDialog(clerk.session, clerk.folder, clerk.prompts, clerk.window)
    choice = dialog.choice
    every = [choice.documents.itemData(n) for n in range(choice.documents.count())]
    choice.documents.setCurrentIndex([each.nombre for each in every].index(documento))
    periods = [choice.periods.itemData(n) for n in range(choice.periods.count())]
    choice.periods.setCurrentIndex(periods.index(parse_periodo("2024-T1")))
    dialog.formats.setCurrentIndex(dialog.formats.findData(formato))
    target = clerk.folder / f"{documento}.{formato}"
    dialog.target.setText(str(target))
    dialog.show()
    clerk.see(f"exportar-{documento}")
    dialog.run_button.click()
    clerk.qtbot.waitUntil(lambda: dialog.written == target, timeout=20_000)
    dialog.close()
    dialog.deleteLater()
    return target


def words_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def hand_in(clerk: Clerk) -> None:
    """The papers of the first quarter say what the window says."""
    plan = words_of(export(clerk, "poa", "pdf"))
    for each in ("POA 2024", "PROGRAMA 2:", "ACTIVIDAD 14:", "$1,800,000.00", "ejercicio 2024"):
        assert each in plan, each
    assert "ejercicio 2022" not in plan
    sheet = words_of(export(clerk, "evaluacion", "pdf"))
    for each in ("86 realizadas / 88 proyectadas × 100 = 97.7 %", "Primer trimestre",
                 "Faltó"):  # fmt: skip
        assert each in sheet, each
    book = export(clerk, "libro", "xlsx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(clerk.folder / 'lo').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(clerk.folder / "calc"), str(book)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    read = load_workbook(clerk.folder / "calc" / book.name, data_only=True)
    rows = list(read["Calendario"].iter_rows(min_row=6, max_row=75, values_only=True))
    for row, each in zip(rows, clerk.poa.lineas, strict=True):
        assert [round((cell or 0) * 100) for cell in row[3:15]] == list(each.programado)
        assert row[22:25] == tuple(n if n is None else n / 100 for n in each.realizado[:3])


def command(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What the command line answers as JSON."""
    capsys.readouterr()
    assert cli.main([*words, "--json"]) == 0, capsys.readouterr().err
    answered: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answered


def ask_the_command_line(clerk: Clerk, poa: Poa, capsys: pytest.CaptureFixture[str]) -> None:
    """The closed file gives the same figures without a window."""
    path, which = str(clerk.path), ("--dependencia", poa.dependencia.nombre, "--ejercicio", "2024")
    told = command(capsys, "evaluar", path, "--periodo", "2024-T1", *which)
    assert (told["proyectadas"], told["realizadas"]) == (88, 86)
    assert abs(Fraction(told["porcentaje"]) - Fraction(8600, 88)) < Fraction(1, 10**4)
    shown = command(capsys, "ver", path)["poas"]
    assert {(each["dependencia"], each["ejercicio"]) for each in shown} == {
        ("Catastro", 2024), (poa.dependencia.nombre, 2024), (poa.dependencia.nombre, 2025)
    }  # fmt: skip
    (seen,) = [e for e in shown if e["ejercicio"] == 2024 and e["programas"]]
    blocks = [*seen["programas"], *seen["actividades"]]
    for row, each in zip((li for b in blocks for li in b["lineas"]), poa.lineas, strict=True):
        assert row["texto"] == each.texto
        assert row["programado"] == [n / 100 for n in each.programado]
        assert row["realizado"] == [None if n is None else n / 100 for n in each.realizado]
    assert command(capsys, "verificar", path)["integro"] is True


def test_a_year(clerk: Clerk, seed_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = read_text_form(seed_path.read_bytes(), seed_path.name)
    clerk.arrive(datetime(2024, 1, 15, 9, 0))
    begin_by_assistant(clerk, draft.municipio.nombre)
    import_the_text(clerk, seed_path)
    accept_proposals(clerk)
    correct_months(clerk)
    unify_units(clerk)
    clerk.leave()
    clerk.arrive(datetime(2024, 4, 10, 9, 0), clerk.path)
    assert actos(clerk) == CORRECTED
    capture_the_quarter(clerk)
    bring_evidence(clerk)
    bring_the_same_again(clerk)
    find_what_was_said(clerk)
    rearrange(clerk)
    copy_to_another_file(clerk)
    clerk.arrive(datetime(2024, 11, 20, 9, 0), clerk.path)
    replace_the_stale_year(clerk)
    metas = spoil_the_metas(clerk)
    clerk.leave()
    clerk.arrive(datetime(2024, 11, 21, 9, 0), clerk.path)
    restore_the_metas(clerk, metas)
    prepare_next_year(clerk)
    back_by_the_selector(clerk)
    hand_in(clerk)
    kept, last_hash = clerk.poa, clerk.session.store.content_hash()
    clerk.leave()
    ask_the_command_line(clerk, kept, capsys)
    clerk.arrive(datetime(2024, 11, 22, 9, 0), clerk.path)
    assert clerk.session.store.content_hash() == last_hash
    assert clerk.poa == kept, "it opens with the POA one left"
    clerk.see("manana")
