"""Taking the Tablero along, through the real window: clipboard, file, paper."""

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from poa_desktop.export.pdf_tablero import write_tablero_pdf
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.actions import SPECS
from poa_desktop.ui.envio.export_dialog import ExportDialog
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.preview.bands import PdfPages
from poa_desktop.ui.preview.page import PreviewPage
from poa_desktop.ui.tablero.gauge import Gauge
from poa_desktop.ui.tablero.take import DPI
from tests.ui.answers import Answers
from tests.ui.windows import HOY, OpenMainWindow

COPIED = "El tablero se copió como imagen: péguelo en Word o PowerPoint."
WAIT = 20_000


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def window(open_main_window: OpenMainWindow, example_path: Path, answers: Answers) -> MainWindow:
    """The example, open at its third actividad."""
    window = open_main_window(example_path, answers)
    assert window.session is not None and window.session.poa is not None
    show(window, (TipoLugar.ACTIVIDAD, window.session.poa.actividades[2].id))
    QGuiApplication.clipboard().clear()
    return window


def show(window: MainWindow, node: Selection) -> None:
    assert window.workspace is not None
    window.workspace.show_place(Place(*node))


def told(window: MainWindow) -> str:
    """The sentence above the page, "" while there is none."""
    assert window.workspace is not None
    banner = window.workspace.banner
    return banner.label.text() if banner.isVisible() else ""


def wanted(window: MainWindow, node: Selection | None = None) -> bytes:
    """The PDF of a node, the one at hand unless named."""
    session = window.session
    assert session is not None and session.poa is not None
    selection = node or window.node()
    assert selection is not None
    made = write_tablero_pdf(
        session.municipio, session.poa, selection, session.periodo, HOY.date(), session.last_year()
    )
    return made.content


def picture_of(content: bytes) -> QImage:
    pdf = PdfPages(content)
    image = pdf.image(0, DPI / 72)
    pdf.close()
    return image


def same(one: QImage, other: QImage) -> bool:
    """Whether two pictures have the same pixels."""
    plain = QImage.Format.Format_RGB888
    return not one.isNull() and one.convertToFormat(plain) == other.convertToFormat(plain)


def leftovers(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.suffix == ".tmp"]


# -- the clipboard ---------------------------------------------------------------------------------


def test_copying_puts_the_page_of_the_node_at_hand_on_the_clipboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.session is not None
    window.session.set_periodo(parse_periodo("2024-T2"))
    window.actions_["copiar_tablero"].trigger()
    qtbot.waitUntil(lambda: told(window) == COPIED, timeout=WAIT)
    image = QGuiApplication.clipboard().image()

    assert (image.width(), image.height()) == (2200, 1700)
    assert image.dotsPerMeterX() == round(DPI / 0.0254)
    assert same(image, picture_of(wanted(window)))
    mime = QGuiApplication.clipboard().mimeData()
    assert not mime.hasText(), "Word would paste the text instead of the picture"


def test_copying_works_from_every_page_and_keeps_what_is_typed(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.session is not None and window.session.poa is not None
    window.actions_["renombrar"].trigger()
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "Otro nombre")
    window.actions_["copiar_tablero"].trigger()
    qtbot.waitUntil(lambda: told(window) == COPIED, timeout=WAIT)

    assert window.session.poa.actividades[2].nombre == "Otro nombre"
    assert same(QGuiApplication.clipboard().image(), picture_of(wanted(window)))


def test_the_diagnostico_has_the_tablero_of_the_poa(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None and window.session.poa is not None
    poa = window.session.poa
    show(window, (TipoLugar.DIAGNOSTICO, poa.id))
    window.actions_["copiar_tablero"].trigger()
    qtbot.waitUntil(lambda: told(window) == COPIED, timeout=WAIT)
    expected = picture_of(wanted(window, (TipoLugar.POA, poa.id)))
    assert same(QGuiApplication.clipboard().image(), expected)


def test_the_last_of_two_copies_counts(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None and window.session.poa is not None
    window.actions_["copiar_tablero"].trigger()
    show(window, (TipoLugar.POA, window.session.poa.id))
    window.actions_["copiar_tablero"].trigger()
    qtbot.waitUntil(lambda: told(window) == COPIED, timeout=WAIT)
    assert same(QGuiApplication.clipboard().image(), picture_of(wanted(window)))


def test_closing_the_file_ends_the_work(window: MainWindow) -> None:
    window.actions_["copiar_tablero"].trigger()
    window.files.close_file()
    QApplication.processEvents()
    assert window.session is None
    assert QGuiApplication.clipboard().image().isNull()
    assert window.statusBar().currentMessage() == ""


# -- files -----------------------------------------------------------------------------------------


def test_saving_as_picture_is_the_default_and_the_folder_is_remembered(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    folder = tmp_path / "Presidencia"
    folder.mkdir()
    answers.save = folder / "avance"
    window.actions_["guardar_tablero"].trigger()
    qtbot.waitUntil(lambda: "se guardó" in told(window), timeout=WAIT)

    assert told(window) == f"El tablero se guardó en {folder / 'avance.png'}."
    image = QImage(str(folder / "avance.png"))
    assert same(image, picture_of(wanted(window)))
    assert image.dotsPerMeterX() == round(DPI / 0.0254)
    name = "Tablero en una hoja A3 - Hacienda Municipal 2024-T3.png"
    assert answers.proposals == [tmp_path / name]
    answers.save = None
    window.actions_["guardar_tablero"].trigger()
    assert answers.proposals[1] == folder / name


def test_saving_as_pdf_writes_the_very_page(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.save = tmp_path / "avance.PDF"
    window.actions_["guardar_tablero"].trigger()
    qtbot.waitUntil(lambda: "se guardó" in told(window), timeout=WAIT)
    assert answers.save.read_bytes() == wanted(window)


def test_a_name_the_dialog_did_not_ask_about_is_not_overwritten(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "avance.png").write_bytes(b"of somebody")
    answers.save = tmp_path / "avance"
    window.actions_["guardar_tablero"].trigger()
    qtbot.waitUntil(lambda: "Ya existe «avance.png»" in told(window), timeout=WAIT)
    assert (tmp_path / "avance.png").read_bytes() == b"of somebody"


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "lleno.txt").write_text("no folder")
    answers.save = tmp_path / "lleno.txt" / "avance.png"
    window.actions_["guardar_tablero"].trigger()
    qtbot.waitUntil(lambda: "no existe: elija otra carpeta." in told(window), timeout=WAIT)
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == "", timeout=WAIT)


@pytest.mark.parametrize("name", ["avance.png", "avance.pdf"])
def test_a_full_disk_leaves_the_earlier_file(
    qtbot: QtBot,
    window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    answers.save = tmp_path / name
    answers.save.write_bytes(b"the earlier one")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    window.actions_["guardar_tablero"].trigger()
    qtbot.waitUntil(lambda: "El disco está lleno" in told(window), timeout=WAIT)
    monkeypatch.undo()
    assert answers.save.read_bytes() == b"the earlier one"
    assert leftovers(tmp_path) == []


# -- paper -----------------------------------------------------------------------------------------


def opened_preview(qtbot: QtBot, window: MainWindow) -> PreviewPage:
    preview = window.preview
    assert isinstance(preview, PreviewPage)
    qtbot.waitUntil(lambda: preview.pages.count > 0 and not preview.busy, timeout=WAIT)
    return preview


def test_printing_shows_the_one_page_of_the_node_and_period_at_hand(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.session is not None and window.session.poa is not None
    window.session.set_periodo(parse_periodo("2024-S1"))
    linea = window.session.poa.actividades[2].lineas[0]
    show(window, (TipoLugar.LINEA, linea.id))
    window.actions_["imprimir_tablero"].trigger()
    preview = opened_preview(qtbot, window)

    assert preview.choice.documento.nombre == "tablero"
    assert preview.choice.nodes.isVisible() and preview.choice.periods.isVisible()
    assert preview.choice.nodes.currentText().startswith("A3.1 ")
    assert preview.content == wanted(window)
    assert preview.place_in_words == "Página 1 de 1"
    assert not window.actions_["copiar_tablero"].isEnabled()
    window.close_preview()
    assert window.actions_["copiar_tablero"].isEnabled()


def test_another_node_can_be_chosen_in_the_preview(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    assert window.session is not None and window.session.poa is not None
    poa = window.session.poa
    window.actions_["imprimir_tablero"].trigger()
    preview = opened_preview(qtbot, window)
    with qtbot.waitSignal(preview.ready, timeout=WAIT):
        preview.choice.nodes.setCurrentIndex(1)
    assert preview.content == wanted(window, (TipoLugar.PROGRAMA, poa.programas[0].id))
    answers.save = tmp_path / "programa.pdf"
    preview.save()
    qtbot.waitUntil(lambda: not preview.busy)
    assert answers.proposals[-1].name == "Tablero en una hoja P1 - Hacienda Municipal 2024-T3.pdf"
    with qtbot.waitSignal(preview.ready, timeout=WAIT):
        preview.choice.select_documento("poa")
    assert not preview.choice.nodes.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_the_preview_does_not_make_the_window_wider_nor_cut_the_page(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.actions_["imprimir_tablero"].trigger()
    preview = opened_preview(qtbot, window)
    QApplication.processEvents()
    assert window.width() == size[0]
    assert preview.area.horizontalScrollBar().maximum() == 0


def test_the_printer_gets_one_landscape_page(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from poa_desktop.ui.preview.printing import PrintChoice, make_printer, print_pdf

    printer = make_printer(PrintChoice(), "Tablero")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papel.pdf"))
    assert print_pdf(wanted(window), printer) == 1
    printed = PdfPages((tmp_path / "papel.pdf").read_bytes())
    assert printed.sizes == [pytest.approx((792, 612), abs=2)]
    printed.close()


def test_exporting_offers_the_tablero_of_a_node(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    assert window.session is not None
    dialog = ExportDialog(window.session, tmp_path, answers, window, nodo=window.node())
    dialog.choice.select_documento("tablero")
    target = tmp_path / "Tablero en una hoja A3 - Hacienda Municipal 2024-T3.pdf"
    assert dialog.target.text() == str(target)
    dialog.run()
    qtbot.waitUntil(lambda: dialog.message.text().startswith("Listo"), timeout=WAIT)
    done = subprocess.run(["pdftotext", str(target), "-"], capture_output=True, check=True)
    assert "Bitácora única de combustible" in done.stdout.decode()
    dialog.reject()


# -- the menus -------------------------------------------------------------------------------------


def test_a_right_click_on_the_tablero_offers_to_take_it_along(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.actions_["tablero"].trigger()
    assert window.workspace is not None
    page = window.workspace.pages["tablero"]
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(Gauge)))
    gauge = next(each for each in page.findChildren(Gauge) if each.isVisible())
    reason = QContextMenuEvent.Reason.Mouse
    point = QPoint(5, 5)
    QApplication.sendEvent(gauge, QContextMenuEvent(reason, point, gauge.mapToGlobal(point)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.text().replace("&", "") for each in menu.actions()] == [
        "Copiar el tablero como imagen",
        "Guardar el tablero…",
        "Imprimir el tablero",
    ]
    menu.close()
    assert page.view.head.share.isVisible()
    assert page.view.head.share.menu() is menu


def test_every_shortcut_means_one_thing(window: MainWindow) -> None:
    keys = [spec.keys for spec in SPECS if spec.keys]
    assert len(keys) == len(set(keys))
    assert window.actions_["copiar_tablero"].shortcut().toString() == "Ctrl+Shift+C"


def test_without_a_file_there_is_nothing_to_take(window: MainWindow) -> None:
    take: tuple[Callable[[], None], ...] = (window.take.copy, window.take.save)
    window.files.close_file()
    for name in ("copiar_tablero", "guardar_tablero", "imprimir_tablero"):
        assert not window.actions_[name].isEnabled()
    for each in take:
        each()
    assert QGuiApplication.clipboard().image().isNull()


def test_the_end_of_a_copy_that_was_given_up_leaves_the_newer_one_alone(
    qtbot: QtBot, window: MainWindow
) -> None:
    """The first job's end is still waiting in the queue when the second one begins."""
    window.take.copy()
    first = window.take._job
    assert first is not None
    first.wait()
    window.take.copy()
    assert window.take._job not in (None, first)
    qtbot.waitUntil(lambda: told(window) == COPIED, timeout=WAIT)
    assert same(QGuiApplication.clipboard().image(), picture_of(wanted(window)))
