"""A clerk's morning, through the real window with a real file: nothing of ours is replaced."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from poa_desktop.data import drafts, municipios
from poa_desktop.data.store import open_store
from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, write_document
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.periodos import Temporalidad, parse_periodo, periodos_de
from poa_desktop.poa.problems import Problem, TipoLugar
from poa_desktop.poa.records import LineaAccion, Poa
from poa_desktop.resources import resource
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.envio.export_dialog import ExportDialog
from poa_desktop.ui.gastos.page import GastosPage
from poa_desktop.ui.grid.rows import Cantidad, CellKey
from poa_desktop.ui.grid.table import MonthGridTable
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.preview.page import PreviewPage
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.tablero.gauge import Gauge
from poa_desktop.ui.theme import current_theme
from poa_desktop.ui.tree.model import ROLE_PORCENTAJE
from tests.ui.keys import press_in, type_into
from tests.ui.windows import HOY, OpenMainWindow, hoy


class Answers(Prompts):
    """A person who answers the system's dialogs with what the test says."""

    def __init__(self) -> None:
        self.open: Path | None = None
        self.save: Path | None = None
        self.new: NuevoPoa | None = None
        self.option: int | None = None
        self.report: tuple[Problem, ...] = ()

    def open_file(self, title: str, folder: Path, filters: str) -> Path | None:
        return self.open

    def save_file(self, title: str, proposal: Path, filters: str) -> Path | None:
        return self.save

    def choose(self, title: str, label: str, options: list[str]) -> int | None:
        return self.option

    def show_import(self, poa: Poa, problems: tuple[Problem, ...]) -> None:
        self.report = problems

    def ask_new_poa(self, start: NuevoPoa, *known: object, **more: object) -> NuevoPoa | None:
        return self.new


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def make_window(open_main_window: OpenMainWindow, answers: Answers) -> Callable[[], MainWindow]:
    return lambda: open_main_window(prompts=answers)


def tree_percent(window: MainWindow, key: str) -> object:
    assert window.workspace is not None
    return window.workspace.tree.model.index_of(key).data(ROLE_PORCENTAJE)


def gauges(window: MainWindow) -> str:
    """What the gauges in sight say to a screen reader."""
    QApplication.processEvents()
    assert window.workspace is not None
    page = window.workspace.pages["tablero"]
    return " ".join(each.accessibleName() for each in page.findChildren(Gauge) if each.isVisible())


def sheet_text(window: MainWindow, folder: Path) -> str:
    """The hoja de evaluación of the chosen period, as another program reads it."""
    assert window.session is not None and window.session.poa is not None
    session = window.session
    context = Context(session.municipio, window.session.poa, HOY.date(), session.periodo)
    path = folder / "hoja.pdf"
    write_document(find_documento("evaluacion", "pdf"), "pdf", context, path)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def uncaptured_march(window: MainWindow) -> LineaAccion:
    """A línea of the example that is due in March and was not captured or not done."""
    assert window.session is not None and window.session.poa is not None
    return next(
        linea
        for bloque in window.session.poa.actividades
        for linea in bloque.lineas
        if linea.programado[2] == 100
        and not linea.realizado[2]
        and sum(linea.programado[:3]) == 100
        and not any(linea.realizado[:3])
    )


def march_cell(window: MainWindow, linea: LineaAccion) -> tuple[MonthGridTable, QModelIndex]:
    """The realizado cell of March in the grid Calendario."""
    assert window.workspace is not None
    page = window.workspace.pages["calendario"]
    assert isinstance(page, CalendarioPage)
    key = CellKey(linea.id, Cantidad.REALIZADO, 3)
    return page.grid.table, page.model.index_of(key)


def test_capture_march_undo_redo_close_and_reopen(
    make_window: Callable[[], MainWindow], example_path: Path, tmp_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    session, workspace = window.session, window.workspace
    assert session is not None and workspace is not None and session.poa is not None
    session.set_periodo(parse_periodo("2024-T1"))
    before = session.evaluacion().total
    first_hash = session.store.content_hash()
    linea = uncaptured_march(window)
    workspace.show_place(Place(TipoLugar.LINEA, linea.id))
    window.actions_["calendario"].trigger()
    assert workspace.page_name == "calendario"

    # capture one act for March in the grid, as in a spreadsheet
    view, index = march_cell(window, linea)
    view.setCurrentIndex(index)
    view.setFocus()
    type_into(view, "1")
    editor = QApplication.focusWidget()
    assert editor is not None
    press_in(editor, Qt.Key.Key_Return)

    after = session.evaluacion().total
    assert before.realizadas is not None
    assert after.realizadas == before.realizadas + 1
    assert tree_percent(window, f"linea-{linea.id}") == 100
    assert tree_percent(window, f"poa-{session.poa.id}") == after.porcentaje
    assert march_cell(window, linea)[1].data() == "1"
    assert "Guardado 10:32" in window.saved_label.text()
    captured_hash = session.store.content_hash()
    assert captured_hash != first_hash

    # the gauge and the sheet follow
    workspace.show_place(Place(TipoLugar.POA, session.poa.id))
    window.actions_["tablero"].trigger()
    assert workspace.pages["tablero"].isVisible()
    assert f"{after.realizadas} de {after.proyectadas}" in gauges(window)
    assert f"{after.realizadas} realizadas / {after.proyectadas}" in sheet_text(window, tmp_path)

    window.actions_["deshacer"].trigger()
    assert session.store.content_hash() == first_hash
    assert session.evaluacion().total == before
    assert tree_percent(window, f"poa-{session.poa.id}") == before.porcentaje
    assert f"{before.realizadas} de {before.proyectadas}" in gauges(window)
    assert f"{before.realizadas} realizadas / {before.proyectadas}" in sheet_text(window, tmp_path)
    window.actions_["rehacer"].trigger()
    assert session.store.content_hash() == captured_hash
    assert f"{after.realizadas} de {after.proyectadas}" in gauges(window)

    window.files.close_file()
    assert window.session is None
    assert window.stack.currentWidget() is window.welcome
    window.files.open_path(example_path)
    assert window.session is not None
    assert window.session.store.content_hash() == captured_hash
    window.session.set_periodo(parse_periodo("2024-T1"))
    assert window.session.evaluacion().total == after
    assert f"{after.realizadas} de {after.proyectadas}" in gauges(window)


def test_add_rename_move_and_delete_in_the_tree(
    qtbot: QtBot, make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    session, workspace = window.session, window.workspace
    assert session is not None and workspace is not None and session.poa is not None
    first = session.store.content_hash()
    target = session.poa.actividades[2]
    workspace.show_place(Place(TipoLugar.ACTIVIDAD, target.id))
    window.actions_["agregar_actividad"].trigger()
    assert len(session.poa.actividades) == 15
    added = session.poa.actividades[3]
    assert (added.nombre, added.numero) == ("Actividad nueva", 4)
    assert workspace.place == Place(TipoLugar.ACTIVIDAD, added.id)
    editor = QApplication.focusWidget()
    assert editor is not None
    editor.selectAll()  # type: ignore[attr-defined]
    type_into(editor, "Niñez y señalización")
    window.actions_["agregar_linea"].trigger()
    assert session.poa.actividades[3].nombre == "Niñez y señalización"
    assert sum(session.poa.actividades[3].lineas[0].programado) == 400
    workspace.show_place(Place(TipoLugar.ACTIVIDAD, added.id))
    window.actions_["bajar"].trigger()
    assert [each.numero for each in session.poa.actividades] == list(range(1, 16))
    workspace.tree.view.setFocus()
    window.actions_["eliminar"].trigger()
    assert len(session.poa.actividades) == 14
    assert "Ctrl+Z" in workspace.banner.label.text()
    while session.store.undo_title:
        window.actions_["deshacer"].trigger()
    assert session.store.content_hash() == first


def test_filter_ignores_accents_and_keeps_parents(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.workspace is not None
    tree = window.workspace.tree
    rows = tree.filter.rowCount()
    tree.search.setText("BITÁCORA")
    with_accent = tree.filter.rowCount()
    tree.search.setText("bitacora")
    assert 0 < tree.filter.rowCount() == with_accent < rows
    tree.search.setText("no hay nada así")
    assert tree.filter.rowCount() == 0
    assert tree.nothing.isVisible()
    tree.search.clear()
    assert tree.filter.rowCount() == rows


def test_a_problem_jumps_to_its_field(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None and window.workspace is not None
    window.actions_["observaciones"].trigger()
    panel = window.workspace.problems
    assert panel.list.topLevelItemCount() > 1
    year = next(each for each in window.session.problems() if each.donde.campo == "texto")
    window.workspace.go_to(year.donde)
    assert window.workspace.place.id == year.donde.id
    assert window.workspace.page_name == "datos"
    focused = QApplication.focusWidget()
    assert isinstance(focused, QTextEdit)
    assert window.session.poa is not None
    linea = next(each for each in window.session.poa.lineas if each.id == year.donde.id)
    assert focused.toPlainText() == linea.texto


def test_wrong_files_are_told_and_leave_the_window_as_it_was(
    make_window: Callable[[], MainWindow], example_path: Path, tmp_path: Path, answers: Answers
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None and window.workspace is not None
    broken = tmp_path / "roto.poa"
    broken.write_bytes(b"nada de esto es un POA" * 200)
    window.files.open_path(broken)
    assert window.session.store.path == example_path
    assert "roto.poa" in window.workspace.banner.label.text()
    assert broken.read_bytes() == b"nada de esto es un POA" * 200
    answers.open = broken
    window.actions_["importar"].trigger()
    assert "roto.poa" in window.workspace.banner.label.text()
    assert len(window.session.store.headers()) == 1


def test_the_real_poa_comes_in_through_the_window(
    make_window: Callable[[], MainWindow], seed_path: Path, tmp_path: Path, answers: Answers
) -> None:
    window = make_window()
    answers.open, answers.save = seed_path, tmp_path / "real.poa"
    window.actions_["importar"].trigger()
    assert window.session is not None and window.session.poa is not None
    assert len(window.session.poa.lineas) == 70
    assert any("visión y misión" in each.mensaje for each in answers.report)
    answers.option = 0  # into the open file
    window.actions_["importar"].trigger()  # the same POA again
    assert window.workspace is not None
    assert "ya contiene" in window.workspace.banner.label.text()
    assert len(window.session.store.headers()) == 1


def test_new_poa_from_the_welcome_page_is_an_empty_plan_one_can_fill(
    make_window: Callable[[], MainWindow], tmp_path: Path, answers: Answers
) -> None:
    window = make_window()
    answers.new = NuevoPoa(
        "Obras Públicas", 2025, "Villa Peña", gobierno="GOBIERNO MUNICIPAL DE VILLA PEÑA"
    )
    answers.save = tmp_path / "obras"
    window.actions_["nuevo"].trigger()
    assert window.session is not None and window.session.poa is not None
    assert (tmp_path / "obras.poa").exists()
    assert window.session.municipio.gobierno == "GOBIERNO MUNICIPAL DE VILLA PEÑA"
    window.actions_["agregar_programa"].trigger()
    window.actions_["agregar_linea"].trigger()
    assert window.session.poa.programas[0].lineas[0].texto == "Línea nueva"
    for page in ("tablero", "datos", "calendario", "avance"):
        window.actions_[page].trigger()
        assert not window.grab().isNull()


def test_the_preview_shows_the_pages_that_are_saved(
    qtbot: QtBot,
    make_window: Callable[[], MainWindow],
    example_path: Path,
    tmp_path: Path,
    answers: Answers,
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    window.show_preview("poa")
    preview = window.preview
    assert isinstance(preview, PreviewPage)
    qtbot.waitUntil(lambda: preview.pages.count > 0 and not preview.busy, timeout=20_000)
    assert preview.pages.count >= 6
    shot = preview.pages.grab(preview.pages.page_rect(0)).toImage()
    dark = sum(
        shot.pixelColor(x, y).lightness() < 128
        for x in range(0, shot.width(), 3)
        for y in range(0, shot.height(), 3)
    )
    assert dark > 200, "the page is drawn, not blank"
    answers.save = tmp_path / "oficial.pdf"
    preview.save()
    qtbot.waitUntil(lambda: not preview.busy)
    assert (tmp_path / "oficial.pdf").read_bytes() == preview.content
    window.close_preview()
    assert window.stack.currentWidget() is window.workspace


def test_printing_sends_every_page_to_the_printer(
    qtbot: QtBot, make_window: Callable[[], MainWindow], example_path: Path, tmp_path: Path
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from poa_desktop.export.document import Context
    from poa_desktop.export.documents import find_documento, render
    from poa_desktop.ui.preview.bands import PdfPages
    from poa_desktop.ui.preview.printing import PrintChoice, make_printer, print_pdf

    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None and window.session.poa is not None
    context = Context(window.session.municipio, window.session.poa, HOY.date())
    content, _ = render(find_documento("poa", "pdf"), "pdf", context)
    printer = make_printer(PrintChoice(), "POA oficial")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papel.pdf"))
    sheets = print_pdf(content, printer)
    printed = PdfPages((tmp_path / "papel.pdf").read_bytes())
    assert len(printed.sizes) == sheets >= 6
    assert printed.sizes[0] == pytest.approx((612, 792), abs=2)
    printed.close()


def test_second_window_is_told_who_has_the_file(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    holder = open_store(example_path, hoy)
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is None
    assert "abierto en" in window.statusBar().currentMessage()
    holder.close()


def test_undoing_a_second_import_goes_back_to_the_first_poa(
    make_window: Callable[[], MainWindow], example_path: Path, tmp_path: Path, answers: Answers
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    session = window.session
    assert session is not None
    text = resource("ejemplo", "poa_ejemplo.txt").read_text(encoding="utf-8")
    answers.open = tmp_path / "poa2025.txt"
    answers.open.write_text(text.replace("2024", "2025"), encoding="utf-8")
    answers.option = 0  # into the open file
    window.actions_["importar"].trigger()
    assert session.poa is not None and session.poa.ejercicio == 2025
    assert session.periodo.ejercicio == 2025
    window.actions_["deshacer"].trigger()
    assert session.poa is not None and session.poa.ejercicio == 2024
    assert session.periodo.ejercicio == 2024
    window.actions_["rehacer"].trigger()
    assert session.poa is not None and session.poa.ejercicio == 2025
    assert session.periodo.ejercicio == 2025


def test_a_name_being_typed_is_kept_when_its_node_is_deleted_and_recovered(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    session, workspace = window.session, window.workspace
    assert session is not None and workspace is not None and session.poa is not None
    target = session.poa.actividades[4]
    workspace.show_place(Place(TipoLugar.ACTIVIDAD, target.id))
    window.actions_["renombrar"].trigger()
    editor = QApplication.focusWidget()
    assert editor is not None
    type_into(editor, "Otro nombre")
    window.actions_["eliminar"].trigger()
    assert len(session.poa.actividades) == 13
    window.actions_["deshacer"].trigger()
    back = next(each for each in session.poa.actividades if each.id == target.id)
    assert back.nombre == "Otro nombre"
    assert workspace.place == Place(TipoLugar.ACTIVIDAD, target.id)


def test_closing_asks_once_when_something_typed_cannot_be_kept(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    session, workspace = window.session, window.workspace
    assert session is not None and workspace is not None and session.poa is not None
    workspace.show_place(Place(TipoLugar.ACTIVIDAD, session.poa.actividades[0].id))
    window.actions_["datos"].trigger()
    workspace.pages["datos"].focus_field("periodo_del")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_into(editor, "31/02/2024")
    window.files.close_file()
    assert window.session is session
    assert "no se puede guardar" in workspace.banner.label.text()
    window.files.close_file()
    assert window.session is None


def test_work_under_way_ends_before_its_dialog_or_page_goes(
    make_window: Callable[[], MainWindow], example_path: Path, tmp_path: Path, answers: Answers
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None
    dialog = ExportDialog(window.session, tmp_path, answers, window)
    dialog.show()
    dialog.run()
    dialog.reject()  # Esc
    dialog.deleteLater()
    window.show_preview("evaluacion")
    preview = window.preview
    assert isinstance(preview, PreviewPage)
    preview.choice.select_documento("poa")
    window.close_preview()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert window.preview is None
    assert not [each for each in tmp_path.iterdir() if each.suffix == ".tmp"]


def test_behind_the_preview_nothing_is_changed(
    qtbot: QtBot, make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None
    before = window.session.store.content_hash()
    window.show_preview("poa")
    for name in ("agregar_actividad", "eliminar", "deshacer"):
        window.actions_[name].trigger()
    assert window.session.store.content_hash() == before
    window.close_preview()
    assert window.actions_["agregar_actividad"].isEnabled()


def test_one_comes_back_to_where_one_was(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None and window.session.poa is not None
    assert window.workspace is not None
    place = Place(TipoLugar.LINEA, window.session.poa.actividades[2].lineas[1].id)
    window.workspace.show_place(place)
    window.actions_["avance"].trigger()
    window.files.close_file()
    window.files.open_path(example_path)
    assert window.workspace is not None
    assert (window.workspace.place, window.workspace.page_name) == (place, "avance")


def test_a_damaged_file_can_be_restored_from_the_welcome_page(
    qtbot: QtBot, make_window: Callable[[], MainWindow], example_path: Path, answers: Answers
) -> None:
    from poa_desktop.data.backup import list_backups
    from poa_desktop.data.folders import backups_folder

    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None
    good = window.session.store.content_hash()
    qtbot.waitUntil(lambda: len(list_backups(example_path, backups_folder())) == 1)
    window.files.close_file()
    content = bytearray(example_path.read_bytes())
    content[4096:12_288] = bytes(8192)
    example_path.write_bytes(content)
    window.files.open_path(example_path)
    assert window.session is None
    answers.open, answers.option = example_path, 0
    assert window.actions_["restaurar"].isEnabled()
    window.actions_["restaurar"].trigger()
    assert window.session is not None
    assert window.session.store.content_hash() == good


def test_backups_are_made_at_start_and_one_can_go_back(
    qtbot: QtBot, make_window: Callable[[], MainWindow], example_path: Path, answers: Answers
) -> None:
    from poa_desktop.data.backup import list_backups
    from poa_desktop.data.folders import backups_folder

    window = make_window()
    window.files.open_path(example_path)
    qtbot.waitUntil(lambda: len(list_backups(example_path, backups_folder())) == 1)
    assert window.session is not None and window.workspace is not None
    first = window.session.store.content_hash()
    window.actions_["agregar_programa"].trigger()
    assert window.session.store.content_hash() != first
    answers.option = 0
    window.actions_["restaurar"].trigger()
    assert window.session is not None
    assert window.session.store.content_hash() == first
    aside = [each for each in example_path.parent.iterdir() if "antes de restaurar" in each.name]
    assert len(aside) == 1


def test_a_copy_never_replaces_a_file_the_system_did_not_ask_about(
    make_window: Callable[[], MainWindow], example_path: Path, answers: Answers, tmp_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None and window.workspace is not None
    answers.save = tmp_path / "copia"
    window.actions_["respaldar"].trigger()
    with open_store(tmp_path / "copia.poa", hoy, read_only=True) as copy:
        assert copy.content_hash() == window.session.store.content_hash()
    kept = (tmp_path / "copia.poa").read_bytes()
    window.actions_["agregar_programa"].trigger()
    window.actions_["respaldar"].trigger()
    assert "Ya existe «copia.poa»" in window.workspace.banner.label.text()
    assert (tmp_path / "copia.poa").read_bytes() == kept


def test_a_removed_file_is_in_a_backup_before_its_content_is_dropped(
    qtbot: QtBot, make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    from poa_desktop.data import evidencias
    from poa_desktop.data.backup import list_backups
    from poa_desktop.data.folders import backups_folder
    from poa_desktop.data.store import open_store
    from poa_desktop.files import sha256_of

    mine = b"una foto que nadie mas tiene"
    with open_store(example_path, lambda: datetime(2024, 5, 3)) as store:
        linea = store.poa(store.headers()[0].id).lineas[0].id
        row, _ = store.run("Adjuntar", lambda db: evidencias.attach(db, linea, 3, "a.txt", mine))
        store.run("Quitar", lambda db: evidencias.remove(db, row))
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None
    conn = window.session.store.connection
    sql = "SELECT count(*) FROM contenidos WHERE sha256 = ?"
    assert conn.execute(sql, (sha256_of(mine),)).fetchone() == (1,)
    qtbot.waitUntil(lambda: conn.execute(sql, (sha256_of(mine),)).fetchone() == (0,))
    (kept,) = list_backups(example_path, backups_folder())
    with open_store(kept.path, lambda: datetime(2024, 5, 3), read_only=True) as copy:
        assert copy.evidence(sha256_of(mine)) == mine


def test_the_municipios_colour_dresses_the_window_and_leaves_with_its_file(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    own = current_theme().accent
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None
    window.session.run("Cambiar color", lambda db: municipios.edit(db, color="#691C32"))
    assert current_theme().accent == "#691C32"
    window.actions_["deshacer"].trigger()
    assert current_theme().accent == own
    window.actions_["rehacer"].trigger()
    window.set_session(None)
    assert current_theme().accent == own
    window.files.open_path(example_path)
    assert current_theme().accent == "#691C32"


def test_the_colours_chosen_are_there_at_the_next_start(
    make_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = make_window()
    window.actions_["tema_oscuro"].trigger()
    assert current_theme().dark
    assert Settings(tmp_path / "ventana.ini").dark is True
    again = make_window()
    assert again.actions_["tema_oscuro"].isChecked()
    assert not again.actions_["tema_sistema"].isChecked()
    again.actions_["tema_sistema"].trigger()
    assert Settings(tmp_path / "ventana.ini").dark is None


def test_alt_and_the_arrows_step_through_the_periods(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None
    seen = []
    for _ in range(3):
        window.actions_["periodo_siguiente"].trigger()
        seen.append(window.session.periodo.codigo)
    window.actions_["periodo_anterior"].trigger()
    assert [*seen, window.session.periodo.codigo] == ["T4", "A", "A", "T4"]


def test_last_year_in_the_same_file_is_compared_with(
    make_window: Callable[[], MainWindow], example_path: Path, tmp_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None and window.session.poa is not None
    assert "2023" not in gauges(window)
    poa, municipio = window.session.poa, window.session.municipio
    before = replace(poa, ejercicio=2023)
    window.session.run("Importar 2023", lambda db: drafts.write_draft(db, municipio, before))
    told = gauges(window)
    for periodo in periodos_de(Temporalidad.TRIMESTRAL, 2023)[:3]:
        figure = evaluar(before, periodo, HOY.date()).total.porcentaje
        assert f"2023: {format_porcentaje(figure)}" in told


def test_a_gasto_without_importe_is_asked_about_wherever_one_closes(
    make_window: Callable[[], MainWindow], example_path: Path
) -> None:
    window = make_window()
    window.files.open_path(example_path)
    assert window.session is not None and window.session.poa is not None
    assert window.workspace is not None
    actividad = window.session.poa.actividades[11]
    window.workspace.show_place(Place(TipoLugar.ACTIVIDAD, actividad.id))
    window.workspace.show_page("gastos")
    page = window.workspace.page
    assert isinstance(page, GastosPage)
    model = page.capture.model
    assert model.setData(model.index(model.new_row, 3), "Llantas")
    window.workspace.show_page("tablero")
    assert not window.may_leave()
    assert "gasto sin importe" in window.workspace.banner.label.text()
    assert window.may_leave()
