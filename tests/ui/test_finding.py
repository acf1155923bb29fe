"""Finding and replacing through the real window, with real keys and a real file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.data import drafts, lineas, poas
from poa_desktop.data.store import create_store, open_store
from poa_desktop.poa.buscar import Coincidencia
from poa_desktop.poa.consulta import consulta_de
from poa_desktop.poa.records import Dependencia, Municipio, Poa
from poa_desktop.poa.textos import Registro, nodos
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.buscar.jump import go_to_find
from poa_desktop.ui.buscar.panel import FindPanel
from poa_desktop.ui.buscar.replace_dialog import ReplaceDialog
from poa_desktop.ui.buscar.searcher import Alcance, Pregunta, Searcher
from poa_desktop.ui.gastos.page import GastosPage
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.session import Session
from poa_desktop.ui.workspace import Workspace
from tests.ui.keys import at_hand, type_into
from tests.ui.windows import HOY, OpenMainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(open_main_window: OpenMainWindow, example_path: Path) -> MakeWindow:
    """Opens the window on a file, on the example unless told."""
    return lambda path=example_path: open_main_window(path)


def chosen() -> str:
    """What is chosen in the field with the keyboard."""
    widget: QWidget | None = at_hand()
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit()
    if isinstance(widget, QLineEdit):
        return widget.selectedText()
    assert isinstance(widget, QTextEdit), widget
    return widget.textCursor().selectedText().replace("\u2029", "\n")


def parts(window: MainWindow) -> tuple[Session, Workspace]:
    assert window.session is not None and window.workspace is not None
    return window.session, window.workspace


def find(qtbot: QtBot, window: MainWindow, words: str) -> FindPanel:
    """Ctrl+F and the words, typed."""
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    _, workspace = parts(window)
    panel = window.finding.panel_of(workspace)
    assert panel.field.hasFocus()
    type_into(panel.field, words)
    panel.settle()
    return panel


# -- finding ---------------------------------------------------------------------------------------


def test_typing_finds_and_enter_goes_there(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    panel = find(qtbot, window, "adjudico")
    assert panel.count.text() == "1 coincidencia en 1 lugar"
    grupo = panel.model.hallazgos.grupos[0]
    assert grupo.nodo.clave == "P1.13"
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    session, workspace = parts(window)
    page = workspace.page
    assert isinstance(page, AvancePage)
    assert at_hand() is page.panel.justificacion.editor
    assert chosen() == "adjudicó"
    assert (page.panel.mes, session.periodo.codigo) == (3, "T1")
    assert workspace.tree.isHidden() and panel.isVisible()


def test_every_kind_of_text_is_reached_in_its_field(make_window: MakeWindow) -> None:
    window = make_window()
    session, workspace = parts(window)
    poa = session.poa
    assert poa is not None
    seen: set[tuple[str, str, str]] = set()
    for nodo in nodos(session.municipio, poa):
        for texto in nodo.textos:
            kind = texto.registro.value, texto.columna, texto.nombre.split(" de ")[0]
            if kind in seen:
                continue
            seen.add(kind)
            first = max(0, len(texto.texto) - 5)
            hit = Coincidencia(poa.id, texto, (first, len(texto.texto)))
            go_to_find(workspace, hit)
            page = workspace.page
            if texto.registro in (Registro.GASTOS, Registro.COMPROBANTES) or "Gasto" in kind[2]:
                assert isinstance(page, GastosPage)
                gasto = page.capture.current()
                assert gasto is not None
                if texto.registro is Registro.COMPROBANTES:
                    proof = page.capture.evidence.list.current()
                    assert proof is not None and proof.id == texto.fila
                    assert at_hand() is page.capture.evidence.list
                else:
                    assert gasto.id == texto.fila
                    assert at_hand() is page.capture.table
            elif texto.registro is Registro.EVIDENCIAS:
                assert isinstance(page, AvancePage)
                proof = page.panel.evidence.list.current()
                assert proof is not None and proof.id == texto.fila
                assert at_hand() is page.panel.evidence.list
            elif texto.nombre == "Clave":
                assert workspace.page_name == "datos"
            else:
                assert chosen() == hit.encontrado, texto
    assert len(seen) > 40


def test_f3_from_anywhere_and_esc_back_to_where_one_was(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    _, workspace = parts(window)
    workspace.show_page("datos")
    form_field = workspace.page.findChildren(QLineEdit)[0]
    form_field.setFocus()
    panel = find(qtbot, window, "informe")
    total = panel.model.hallazgos.total
    assert total > 3
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden() and not workspace.tree.isHidden()
    assert at_hand() is form_field
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert panel.isVisible() and panel.field.text() == "informe"
    places = []
    for _ in range(total):
        qtbot.keyClick(at_hand(), Qt.Key.Key_F3)
        places.append(panel.at)
        assert chosen().lower() == "informe"
        assert not panel.field.hasFocus()
    assert places == [*range(1, total), 0]
    qtbot.keyClick(at_hand(), Qt.Key.Key_F3, SHIFT)
    assert panel.at == total - 1
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)  # what the jump chose is not a new question
    assert panel.field.text() == "informe" and panel.field.hasFocus()


def test_arrows_go_through_the_list_from_the_field(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    panel = find(qtbot, window, "informe")
    assert panel.at == 0
    qtbot.keyClick(panel.field, Qt.Key.Key_Down)
    qtbot.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.at == 2 and panel.field.hasFocus()
    qtbot.keyClick(panel.field, Qt.Key.Key_Up)
    assert panel.at == 1
    _, workspace = parts(window)
    hit = panel.current()
    assert hit is not None
    qtbot.waitUntil(lambda: workspace.place.id == hit.texto.donde.id)  # the page follows
    assert panel.field.hasFocus() and panel.field.text() == "informe"
    type_into(panel.field, "s")  # and one types on
    assert panel.field.text() == "informes"


def test_what_is_chosen_in_a_field_is_looked_for(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    _, workspace = parts(window)
    workspace.show_page("datos")
    field = workspace.page.findChildren(QLineEdit)[0]
    field.setFocus()
    field.setSelection(0, 3)
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.finding.panel_of(workspace).field.text() == field.text()[:3]


def test_results_follow_edits(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    session, _ = parts(window)
    panel = find(qtbot, window, "adjudico")
    hit = panel.current()
    assert hit is not None
    mes = hit.texto.donde.mes
    assert mes is not None
    session.run("Editar", lambda db: lineas.edit_avance(db, hit.texto.fila, mes, justificacion="x"))
    panel.settle()
    assert panel.model.hallazgos.total == 0
    assert panel.nothing.text() == "No se encontró «adjudico»; se buscó en este POA."
    assert panel.stack.currentWidget() is panel.nothing
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)  # there is nowhere to go
    session.undo()
    panel.settle()
    assert panel.model.hallazgos.total == 1


def test_the_scopes(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    session, _ = parts(window)
    poa = session.poa
    assert poa is not None
    other = Poa(0, Dependencia(0, "Obras"), 2024, mision="Un informe 😀 por informe")
    session.run("Otro", lambda db: drafts.write_draft(db, Municipio(), other))
    session.select_poa(poa.id)
    panel = find(qtbot, window, "informe")
    here = panel.model.hallazgos.total
    assert [panel.question.scope.itemData(n) for n in range(panel.question.scope.count())] == [
        "poa",
        "archivo",
    ]
    panel.question.scope.setCurrentIndex(1)
    panel.question.scope.activated.emit(1)
    qtbot.waitUntil(lambda: not panel.searcher.busy)
    assert panel.model.hallazgos.total == here + 2
    assert panel.model.several_poas
    qtbot.keyClick(panel.field, Qt.Key.Key_Up)  # the last one, in the other POA
    order = [grupo.poa for grupo in panel.model.hallazgos.grupos]
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    panel.look()
    qtbot.waitUntil(lambda: not panel.searcher.busy)
    assert [grupo.poa for grupo in panel.model.hallazgos.grupos] == order  # whatever is at hand
    assert panel.at == here + 1
    assert session.poa is not None and session.poa.dependencia.nombre == "Obras"
    assert chosen() == "informe"
    editor = at_hand()
    assert isinstance(editor, QTextEdit)
    assert editor.textCursor().selectionStart() == len("Un informe 😀 por ") + 1  # Qt's count


def test_only_the_node_at_hand(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    _, workspace = parts(window)
    every = find(qtbot, window, "informe")
    last = every.model.hallazgos.grupos[-1].nodo
    every.view.setCurrentIndex(every.model.index_of(every.model.hallazgos.total - 1))
    every.go()
    panel = find(qtbot, window, "")
    number = panel.question.scope.findData(Alcance.NODO)
    assert panel.question.scope.itemText(number).startswith(f"Solo en {last.clave}")
    panel.question.scope.setCurrentIndex(number)
    panel.question.scope.activated.emit(number)
    assert {grupo.nodo.clave for grupo in panel.model.hallazgos.grupos} == {last.clave}
    assert workspace.place.id == last.id


def test_recent_searches_come_back(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    panel = find(qtbot, window, "adjudico")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    panel.field.clear()
    assert panel.stack.currentWidget() is panel.recents
    assert panel.recents.words == ["adjudico"]
    panel.recents.list.setCurrentRow(0)
    qtbot.keyClick(panel.recents.list, Qt.Key.Key_Return)
    assert panel.field.text() == "adjudico" and panel.model.hallazgos.total == 1
    assert window.settings.load_names("busquedas") == ["adjudico"]


def test_the_tree_has_its_filter(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    _, workspace = parts(window)
    find(qtbot, window, "informe")
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    assert not workspace.tree.isHidden()
    assert at_hand() is workspace.tree.search


def test_the_preview_searches_the_paper(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.show_preview("poa")
    preview = window.preview
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pages.count > 0, timeout=20_000)
    qtbot.keyClick(preview.pages, Qt.Key.Key_F, CTRL)
    assert at_hand() is preview.search.bar.field
    assert window.workspace is not None and not window.workspace.tree.isHidden()


def test_every_poa_of_the_file_is_searched(tmp_path: Path, qtbot: QtBot) -> None:
    make_app(dark=False)
    path = tmp_path / "muchos.poa"
    with create_store(path, lambda: HOY) as store:
        for number in range(12):
            draft = Poa(0, Dependencia(0, f"Dependencia {number}"), 2024, mision="Ver informe")
            store.run("x", lambda db, draft=draft: drafts.write_draft(db, Municipio(), draft))
        session = Session(store, lambda: HOY)
        searcher = Searcher(session)
        answers: list[tuple[int, int, int]] = []
        searcher.found.connect(lambda found, done, of: answers.append((found.total, done, of)))
        searcher.ask(Pregunta(consulta_de("informe"), Alcance.ARCHIVO))
        assert answers == [(1, 1, 12)]  # the window goes on meanwhile
        qtbot.waitUntil(lambda: not searcher.busy)
        assert answers[-1] == (12, 12, 12)


# -- replacing -------------------------------------------------------------------------------------


def replace_with(qtbot: QtBot, window: MainWindow, old: str, new: str) -> ReplaceDialog:
    """Ctrl+H and the words, typed."""
    qtbot.keyClick(window, Qt.Key.Key_H, CTRL)
    dialog = window.finding.dialog
    assert dialog is not None
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    for field, words in ((dialog.words, old), (dialog.new_words, new)):
        field.clear()
        type_into(field, words)
    dialog.look()
    return dialog


def test_replacing_is_one_operation_that_undo_takes_back(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    session, _ = parts(window)
    before = session.store.archivo()
    poa = before.poas[0]
    before_texts = " ".join(t.texto for n in nodos(before.municipio, poa) for t in n.textos)
    dialog = replace_with(qtbot, window, "informe", "reporte")
    total = dialog.model.hallazgos.total
    assert dialog.apply_button.text() == f"&Reemplazar {total} de {total}"
    dialog.view.setFocus()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.apply_button.text() == f"&Reemplazar {total - 1} de {total}"
    dialog.keep_case.setChecked(True)
    dialog.look()
    dialog.view.setCurrentIndex(dialog.model.index_of(0))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    places = len(dialog.model.changes())
    dialog.apply_button.click()
    assert session.store.undo_title == f"Reemplazar «informe» por «reporte» en {places} lugares"
    assert dialog.model.hallazgos.total == 1  # the one that was left
    assert dialog.state.text().startswith(f"Se reemplazó en {places} lugares.")
    after = session.store.archivo()
    assert after != before
    texts = " ".join(t.texto for n in nodos(after.municipio, after.poas[0]) for t in n.textos)
    assert texts.count("eporte") == total - 1 + before_texts.count("eporte")
    dialog.close_button.click()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert session.store.archivo() == before


def test_a_whole_group_is_ticked_at_once(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    dialog = replace_with(qtbot, window, "informe", "reporte")
    group = dialog.model.index(0, 0)
    many = len(dialog.model.hallazgos.grupos[0].coincidencias)
    assert many > 1
    dialog.view.setCurrentIndex(group)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.model.ticked == dialog.model.hallazgos.total - many
    dialog.view.setCurrentIndex(dialog.model.index_of(0))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    state = dialog.model.data(group, Qt.ItemDataRole.CheckStateRole)
    assert state == Qt.CheckState.PartiallyChecked
    dialog.none_button.click()
    assert not dialog.apply_button.isEnabled()
    dialog.all_button.click()
    assert dialog.model.ticked == dialog.model.hallazgos.total
    dialog.close()


def test_what_changed_meanwhile_is_never_written_over(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    session, _ = parts(window)
    poa = session.poa
    assert poa is not None
    dialog = replace_with(qtbot, window, "informe", "reporte")
    total = dialog.model.hallazgos.total
    session.run("Editar", lambda db: poas.edit(db, poa.id, mision="Un informe, otro informe"))
    assert dialog.model.hallazgos.total == total + 2
    assert "se renovó" in dialog.state.text()
    dialog.apply_button.click()
    assert session.poa is not None and session.poa.mision == "Un reporte, otro reporte"
    dialog.close()


def test_what_a_field_refuses_is_left_out_only_with_consent(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    session, _ = parts(window)
    poa = session.poa
    assert poa is not None
    session.run("Editar", lambda db: poas.edit(db, poa.id, mision="Un informe, otro informe"))
    dialog = replace_with(qtbot, window, "informe", "")
    refused = dialog.model.refused()
    assert [each.motivo for each in refused] == ["La unidad de medida no puede quedar vacía."]
    assert not dialog.apply_button.isEnabled()
    assert dialog.consent.isVisible() and refused[0].motivo[1:] in dialog.consent.text()
    total = dialog.model.hallazgos.total
    dialog.consent.click()
    assert dialog.apply_button.text() == f"&Quitar {total - 1} de {total}"
    dialog.apply_button.click()
    assert session.poa is not None and session.poa.mision == "Un , otro"
    assert any(linea.unidad_medida == "Informe" for linea in session.poa.lineas)
    dialog.close()


def test_numbers_are_counted_and_left(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    dialog = replace_with(qtbot, window, "80,000", "90,000")
    assert dialog.model.hallazgos.total == 0
    assert "números" in dialog.state.text()
    assert not dialog.apply_button.isEnabled()
    dialog.close()


def test_a_file_to_read_only_is_searched_and_not_changed(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    window.set_session(None)
    store = open_store(tmp_path / "hacienda-2024.poa", lambda: HOY, read_only=True)
    window.set_session(Session(store, lambda: HOY))
    _, workspace = parts(window)
    panel = find(qtbot, window, "adjudico")
    assert panel.model.hallazgos.total == 1
    qtbot.keyClick(window, Qt.Key.Key_H, CTRL)
    assert window.finding.dialog is None
    assert "solo para leer" in workspace.banner.label.text()


def test_replacing_in_every_poa_of_the_file(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    session, _ = parts(window)
    poa = session.poa
    assert poa is not None
    other = Poa(0, Dependencia(0, "Obras"), 2024, mision="Un informe", vision="Otro informe")
    session.run("Otro", lambda db: drafts.write_draft(db, Municipio(), other))
    session.select_poa(poa.id)
    before = session.store.content_hash()
    dialog = replace_with(qtbot, window, "informe", "reporte")
    here = dialog.model.hallazgos.total
    dialog.scope.setCurrentIndex(dialog.scope.findData(Alcance.ARCHIVO))
    dialog.look()
    qtbot.waitUntil(lambda: not dialog.searcher.busy)
    assert dialog.model.hallazgos.total == here + 2
    dialog.apply_button.click()
    archivo = session.store.archivo()
    assert [each.mision for each in archivo.poas if each.id != poa.id] == ["Un reporte"]
    dialog.close()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert session.store.content_hash() == before
