"""Sending all documents of a period, and those of many files, through the dialogs."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from poa_desktop.data import lineas
from poa_desktop.data.store import create_store, open_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.batch import every_document, usual
from poa_desktop.export.pdf_pages import PdfDocument
from poa_desktop.intake.libro_read import read_libro_file
from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.periodos import EJERCICIOS, parse_periodo
from poa_desktop.ui.envio.batch_dialog import BatchDialog
from poa_desktop.ui.envio.dialog import EnvioDialog
from poa_desktop.ui.envio.lote_dialog import LoteDialog
from poa_desktop.ui.envio.sending import source_of
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.nuevo.assistant import NewPoaAssistant
from poa_desktop.ui.prompts import Prompts
from tests.ui.windows import OpenMainWindow

HOY = datetime(2024, 10, 15, 10, 32)
WAIT = 60_000
BOOKS = [each for each in every_document(("xlsx",)) if each.kind.nombre != "plantilla"]
"""The example's municipio has no template of its own."""
NOTHING_TO_TELL = ("adecuaciones", "acta")
PAPERS = [e for e in usual(every_document(("pdf",))) if e.kind.nombre not in NOTHING_TO_TELL]
"""Nothing has changed in the example since it was captured, and nothing is closed."""
EVERY = len(PAPERS) + len(BOOKS)


def clock() -> datetime:
    return HOY


class Answers(Prompts):
    """Answers the system's dialogs."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.folder: Path | None = None

    def open_files(self, title: str, folder: Path, filters: str) -> list[Path]:
        return self.files

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        return self.folder


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dialogos") / "ejemplo.poa"
    with create_store(path, clock) as store:
        write_example(store)
    return path


@pytest.fixture
def window(
    open_main_window: OpenMainWindow, example: Path, tmp_path: Path, answers: Answers
) -> MainWindow:
    path = tmp_path / "hacienda-2024.poa"
    shutil.copy(example, path)
    return open_main_window(path, answers)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "salida"
    folder.mkdir()
    return folder


def sending(window: MainWindow, target: Path) -> EnvioDialog:
    assert window.session is not None
    dialog = EnvioDialog(
        window.session, window.settings, window.prompts, window,
        periodo=parse_periodo("2024-T1"),
    )  # fmt: skip
    dialog.target.field.setText(str(target))
    dialog.show()
    return dialog


def many(window: MainWindow, target: Path) -> LoteDialog:
    dialog = LoteDialog(
        window.settings,
        window.prompts,
        clock,
        parse_periodo("2024-T1"),
        window,
        opened=source_of(window),
    )
    dialog.target.field.setText(str(target))
    dialog.show()
    return dialog


def wait(qtbot: QtBot, dialog: BatchDialog) -> str:
    qtbot.waitUntil(lambda: dialog.job is None, timeout=WAIT)
    return dialog.report_text()


def close(dialog: QDialog) -> None:
    dialog.reject()
    dialog.deleteLater()


def test_all_that_apply_are_written_and_listed(
    qtbot: QtBot, window: MainWindow, target: Path
) -> None:
    dialog = sending(window, target)
    assert dialog.documents.count() == EVERY + 2  # the letter that waits for its number, no changes
    assert len(dialog.documents.wanted()) == EVERY
    dialog.run()
    assert dialog.close_button.text() == "Cancelar"
    report = wait(qtbot, dialog)
    assert report.startswith(f"Listo: {EVERY} archivos en {target}.")
    assert report.count("Listo: ") == EVERY + 1
    assert len(list(target.iterdir())) == EVERY
    assert window.session is not None
    book = read_libro_file(next(target.glob("Libro de Excel*.xlsx")))
    assert book.identidad.archivo == window.session.store.clave  # it comes back to this file only
    assert dialog.open_button.isVisible() and dialog.again_button.isVisible()
    assert window.settings.documents_folder == target
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == report
    close(dialog)


def test_a_workbook_that_is_sent_knows_its_file(
    qtbot: QtBot, window: MainWindow, target: Path
) -> None:
    dialog = sending(window, target)
    dialog.run()
    wait(qtbot, dialog)
    close(dialog)
    (book,) = target.glob("Libro*.xlsx")
    assert window.session is not None
    assert read_libro_file(book).identidad.archivo == window.session.store.clave


def test_one_pdf_and_the_books_beside_it(qtbot: QtBot, window: MainWindow, target: Path) -> None:
    dialog = sending(window, target)
    dialog.joined.setChecked(True)
    dialog.run()
    wait(qtbot, dialog)
    (pdf,) = target.glob("*.pdf")
    assert pdf.name == "Documentos - Hacienda Municipal 2024-T1.pdf"
    document = PdfDocument(pdf.read_bytes())
    tops = [each.title for each in document.outline() if each.level == 0]
    document.close()
    assert tops == [each.kind.etiqueta for each in PAPERS]
    assert len(list(target.glob("*.xlsx"))) == len(BOOKS)
    close(dialog)
    again = sending(window, target)
    assert again.joined.isChecked()  # remembered
    close(again)


def test_changes_of_the_plan_are_sent_once_there_are_some(window: MainWindow, target: Path) -> None:
    def history() -> tuple[str, bool]:
        dialog = sending(window, target)
        rows = [dialog.documents.item(row) for row in range(dialog.documents.count())]
        (item,) = [each for each in rows if "plan" in each.text() or "adec" in each.text()]
        found = item.text(), item.checkState() == Qt.CheckState.Checked
        close(dialog)
        return found

    session = window.session
    assert session is not None and session.poa is not None
    poa_id, linea = session.poa.id, session.poa.lineas[0].id
    assert history() == ("Cambios del plan", False)
    session.run("Editar", lambda db: lineas.edit(db, linea, texto="Otro texto"))
    assert history() == ("Cambios del plan", True)
    with_state = "UPDATE poas SET estado = 'autorizado' WHERE id = ?"
    session.run("Autorizar", lambda db: db.execute(with_state, [poa_id]))
    assert history() == ("Historia de adecuaciones", False)  # those were changes of a draft
    session.run("Editar", lambda db: lineas.edit(db, linea, texto="Otro más"))
    assert history() == ("Historia de adecuaciones", True)


def test_only_what_is_ticked(qtbot: QtBot, window: MainWindow, target: Path) -> None:
    dialog = sending(window, target)
    dialog.documents.tick_all(False)
    dialog.run()
    assert dialog.message.text() == "Marque al menos un documento."
    dialog.documents.item(2).setCheckState(Qt.CheckState.Checked)
    assert not dialog.message.isVisible()
    dialog.run()
    wait(qtbot, dialog)
    assert [each.name for each in target.iterdir()] == [
        "Hoja de evaluación - Hacienda Municipal 2024-T1.pdf"
    ]
    close(dialog)


def test_it_asks_once_about_files_that_are_there(
    qtbot: QtBot, window: MainWindow, target: Path
) -> None:
    (target / "POA oficial - Hacienda Municipal 2024.pdf").write_bytes(b"el anterior")
    (target / "Calendario anual - Hacienda Municipal 2024.pdf").write_bytes(b"el anterior")
    dialog = sending(window, target)
    dialog.run()
    assert dialog.job is None
    assert dialog.message.text() == (
        "Ya existen 2 de los archivos: ¿los reemplaza, o guarda los nuevos con otro nombre?"
    )
    assert dialog.replace_button.isVisible() and not dialog.run_button.isVisible()
    dialog.keep_button.click()
    wait(qtbot, dialog)
    assert (target / "POA oficial - Hacienda Municipal 2024.pdf").read_bytes() == b"el anterior"
    assert (target / "POA oficial - Hacienda Municipal 2024 (2).pdf").exists()
    dialog.again_button.click()
    dialog.run()
    dialog.replace_button.click()
    wait(qtbot, dialog)
    assert (target / "POA oficial - Hacienda Municipal 2024.pdf").read_bytes() != b"el anterior"
    close(dialog)


def test_a_folder_that_is_not_there_is_told_before_anything_is_done(
    window: MainWindow, target: Path
) -> None:
    dialog = sending(window, target / "no-hay")
    dialog.run()
    assert "No existe la carpeta" in dialog.message.text() and dialog.job is None
    dialog.target.field.setText("")
    dialog.run()
    assert dialog.message.text() == "Elija la carpeta de destino."
    close(dialog)


def test_a_document_that_cannot_be_written_is_told_with_its_reason(
    qtbot: QtBot, window: MainWindow, target: Path
) -> None:
    (target / "POA oficial - Hacienda Municipal 2024.pdf").mkdir()
    dialog = sending(window, target)
    dialog.run()
    assert dialog.message.text() == (
        "Ya existe «POA oficial - Hacienda Municipal 2024.pdf»: ¿lo reemplaza, o guarda el nuevo "
        "con otro nombre?"
    )
    assert dialog.keep_button.text().replace("&", "") == "Guardar con otro nombre"
    dialog.replace_button.click()
    report = wait(qtbot, dialog)
    assert f"falta 1 de {EVERY} documentos" in report
    assert "Falta: POA oficial (PDF): " in report
    close(dialog)


def test_a_cancel_tells_what_is_there(qtbot: QtBot, window: MainWindow, target: Path) -> None:
    dialog = sending(window, target)
    dialog.run()
    assert dialog.job is not None
    dialog.job.stepped.connect(
        lambda step: dialog.close_button.click() if step.number == 3 else None
    )
    report = wait(qtbot, dialog)
    there = list(target.iterdir())
    assert report.startswith("Se canceló: ")
    assert len(there) == report.count("Listo: ") < EVERY
    assert not [each for each in there if each.suffix == ".tmp"]
    close(dialog)


def test_closing_ends_the_work_first(window: MainWindow, target: Path) -> None:
    dialog = sending(window, target)
    dialog.run()
    dialog.reject()
    assert dialog.job is None
    assert not [each for each in target.iterdir() if each.suffix == ".tmp"]
    dialog.deleteLater()


def test_many_files_the_open_one_among_them(
    qtbot: QtBot, window: MainWindow, target: Path, example: Path, tmp_path: Path, answers: Answers
) -> None:
    folder = tmp_path / "recibidos"
    folder.mkdir()
    for name in ("uno.poa", "dos.poa"):
        shutil.copy(example, folder / name)
    (folder / "roto.poa").write_bytes(b"nada")
    dialog = many(window, target)
    dialog.run()
    assert dialog.message.text() == "Agregue al menos un archivo .poa."
    answers.folder = folder
    dialog.add_folder()
    assert window.session is not None
    answers.files = [window.session.store.path, folder / "uno.poa"]
    dialog.add_files()
    assert [path.name for path in dialog.paths()] == [
        "dos.poa", "roto.poa", "uno.poa", "hacienda-2024.poa",
    ]  # fmt: skip
    assert dialog.count.text() == "4 archivos"
    dialog.run()
    report = wait(qtbot, dialog)
    assert report.startswith(f"3 de 4 archivos .poa completos: {3 * EVERY} documentos en ")
    assert report.splitlines()[1].startswith("Falta: roto.poa: ")
    assert len(list(target.iterdir())) == 3
    for name, tail in (("dos", ""), ("uno", " (2)"), ("hacienda-2024", " (3)")):
        where = f"en la carpeta «Hacienda Municipal 2024{tail}»"
        assert f"Hacienda Municipal · POA 2024 ({name}.poa): {EVERY} documentos {where}; " in report
    assert window.session.poa is not None  # and it is still open
    dialog.again_button.click()
    dialog.run()
    assert "ya tiene documentos" in dialog.message.text()
    close(dialog)


@pytest.mark.parametrize(
    ("nombre", "row"),
    [
        (
            "adecuaciones",
            "Listo: {}: 0 documentos; sin cambios que contar, se omitió Cambios del plan.",
        ),
        ("plantilla", "Falta: {}: no le corresponde ninguno de los documentos marcados."),
    ],
)
def test_a_file_without_any_of_the_wanted_documents_is_told(
    qtbot: QtBot, window: MainWindow, target: Path, example: Path, nombre: str, row: str
) -> None:
    dialog = many(window, target)
    dialog.add([example])
    dialog.documents.tick_all(False)
    items = (dialog.documents.item(row) for row in range(dialog.documents.count()))
    (item,) = [e for e in items if e.data(Qt.ItemDataRole.UserRole).kind.nombre == nombre]
    item.setCheckState(Qt.CheckState.Checked)
    dialog.run()
    told = wait(qtbot, dialog).splitlines()[1]
    assert told == row.format("Hacienda Municipal · POA 2024 (ejemplo.poa)")
    assert not list(target.iterdir())  # no empty folder either
    close(dialog)


def test_a_locked_file_is_named_with_who_has_it(
    qtbot: QtBot, window: MainWindow, target: Path, example: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "tomado.poa"
    shutil.copy(example, locked)
    dialog = many(window, target)
    dialog.add([locked])
    with open_store(locked, clock):
        dialog.run()
        report = wait(qtbot, dialog)
    assert "0 de 1 archivos .poa completos" in report and "abierto" in report
    close(dialog)


def test_another_year_is_another_list_of_periods(window: MainWindow, target: Path) -> None:
    dialog = many(window, target)
    dialog.year.setValue(2025)
    assert dialog.periods.currentData() == parse_periodo("2025-T1")
    close(dialog)


def test_every_year_a_poa_may_be_of_can_be_chosen(window: MainWindow, target: Path) -> None:
    dialog, new = many(window, target), NewPoaAssistant(NuevoPoa("", 2024), window)
    for field in (dialog.year, new.dependencia.ejercicio):
        assert (field.minimum(), field.maximum()) == (EJERCICIOS[0], EJERCICIOS[-1])
    (table,) = [each for each in schema_tables() if "ejercicio INTEGER PRIMARY KEY" in each]
    assert f"BETWEEN {EJERCICIOS[0]} AND {EJERCICIOS[-1]}" in table
    close(dialog)
    close(new)


def schema_tables() -> list[str]:
    golden = Path(__file__).parent.parent / "golden" / "schema.sql"
    return golden.read_text(encoding="utf-8").split(";")


def test_the_window_answers_while_many_are_written(
    qtbot: QtBot, window: MainWindow, target: Path, example: Path, tmp_path: Path
) -> None:
    """Not a measurement (benchmarks/bench_batch.py is): the event loop turns all the while."""
    dialog = many(window, target)
    for number in range(3):
        path = tmp_path / f"poa-{number}.poa"
        shutil.copy(example, path)
        dialog.add([path])
    turns = 0
    clock_ = QElapsedTimer()
    timer = QTimer()
    timer.setInterval(10)

    def turn() -> None:
        nonlocal turns
        turns += 1

    timer.timeout.connect(turn)
    clock_.start()
    timer.start()
    dialog.run()
    wait(qtbot, dialog)
    timer.stop()
    assert turns > 10
    close(dialog)


def test_the_actions_open_the_dialogs(
    window: MainWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(type(dialog).__name__))
    window.actions_["enviar"].trigger()
    window.actions_["exportar_varios"].trigger()
    window.show_preview("evaluacion")
    preview = window.preview
    assert preview is not None
    preview.choice.periods.setCurrentText(parse_periodo("2024-S1").en_palabras)
    preview.bar.send.click()
    window.close_preview()
    window.files.close_file()
    assert not window.actions_["enviar"].isEnabled()
    window.actions_["exportar_varios"].trigger()
    assert shown == ["EnvioDialog", "LoteDialog", "EnvioDialog", "LoteDialog"]
