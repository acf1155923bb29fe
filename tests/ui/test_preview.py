"""The preview as a reader of paper: zoom, pages, contents, search; what is told and what waits."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.export.paleta import HALLAZGO, HALLAZGO_ACTUAL
from poa_desktop.export.pdf_search import find, read_texts
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.preview.bands import BUDGET, PdfPages
from poa_desktop.ui.preview.page import PreviewPage
from poa_desktop.ui.preview.zoom import STEPS, Fit, step_from, zoom_from
from poa_desktop.ui.settings import Settings
from tests.ui.answers import Answers
from tests.ui.windows import OpenMainWindow

HOY = datetime(2024, 10, 15, 10, 32)
KEY, MOD = Qt.Key, Qt.KeyboardModifier
WAIT = 20_000


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def settings(window: MainWindow) -> Settings:
    return window.settings


@pytest.fixture
def window(open_main_window: OpenMainWindow, example_path: Path, answers: Answers) -> MainWindow:
    return open_main_window(example_path, answers)


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Callable[[str], PreviewPage]:
    def show(documento: str) -> PreviewPage:
        window.show_preview(documento)
        preview = window.preview
        assert preview is not None
        qtbot.waitUntil(lambda: not preview.busy, timeout=WAIT)
        QApplication.processEvents()
        return preview

    return show


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = MOD.NoModifier) -> None:
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifier))


def shortcut(
    qtbot: QtBot, preview: PreviewPage, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    """A key on its way through the window's shortcuts."""
    target = QApplication.focusWidget() or preview
    qtbot.keyClick(target, key, modifier)


# -- zoom --------------------------------------------------------------------------------------


def test_steps_go_on_from_any_percentage() -> None:
    assert step_from(100, 1) == 110 and step_from(100, -1) == 90
    assert step_from(103.4, 1) == 110 and step_from(103.4, -1) == 100
    assert step_from(STEPS[-1], 1) == STEPS[-1] and step_from(10, -1) == STEPS[0]
    assert [zoom_from(each) for each in ("150", "ancho", "", "9999", "x")] == [
        150, Fit.WIDTH, Fit.AUTO, Fit.AUTO, Fit.AUTO,
    ]  # fmt: skip


def test_width_and_whole_page_follow_the_window(
    window: MainWindow, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    area = preview.area
    for size in ((1366, 768), (960, 540), (1920, 1080)):
        window.resize(*size)
        QApplication.processEvents()
        area.set_zoom(Fit.WIDTH)
        width = preview.pages.page_rect(0).width()
        assert area.viewport().width() - 60 < width < area.viewport().width()
        assert area.horizontalScrollBar().maximum() == 0
        area.set_zoom(Fit.PAGE)
        height = preview.pages.page_rect(0).height()
        assert area.viewport().height() - 60 < height < area.viewport().height()
    area.set_zoom(100)
    assert preview.pages.page_rect(0).width() == round(612 * 96 / 72)


def test_zoom_keeps_what_one_looks_at_in_its_place(
    opened: Callable[[str], PreviewPage],
) -> None:
    preview = opened("poa")
    area = preview.area
    area.set_zoom(100)
    area.go_to(3, 400)
    held = QPoint(area.viewport().width() // 2, 120)

    def under() -> tuple[int, float]:
        y = area.verticalScrollBar().value() + held.y()
        page = preview.pages.page_at(y)
        return page, (y - preview.pages.page_rect(page).top()) / preview.pages.scale

    before = under()
    for step in (1, 1, 1, -1, -1, -1, -1):
        area.step_zoom(step, held)
        page, place = under()
        assert page == before[0]
        assert place == pytest.approx(before[1], abs=4)


def test_control_and_the_wheel_zoom_and_the_wheel_alone_scrolls(
    opened: Callable[[str], PreviewPage], settings: Settings
) -> None:
    preview = opened("poa")
    preview.area.set_zoom(100)

    def turn(notches: int, modifier: Qt.KeyboardModifier) -> None:
        port = preview.area.viewport()
        place = QPointF(port.rect().center())
        event = QWheelEvent(
            place, QPointF(port.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, notches * 120),
            Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(port, event)

    turn(2, MOD.ControlModifier)
    assert preview.area.percent == 125
    turn(-1, MOD.ControlModifier)
    assert preview.area.percent == 110
    assert settings.text("vista-previa-zoom") == "110"
    turn(-2, MOD.NoModifier)
    assert preview.area.percent == 110 and preview.area.verticalScrollBar().value() > 0


def test_the_zoom_is_remembered(
    qtbot: QtBot, window: MainWindow, opened: Callable[[str], PreviewPage], settings: Settings
) -> None:
    preview = opened("poa")
    preview.pages.setFocus()
    shortcut(qtbot, preview, KEY.Key_0, MOD.ControlModifier)
    shortcut(qtbot, preview, KEY.Key_Plus, MOD.ControlModifier)
    shortcut(qtbot, preview, KEY.Key_Plus, MOD.ControlModifier)
    shortcut(qtbot, preview, KEY.Key_Minus, MOD.ControlModifier)
    assert preview.area.percent == 110
    assert preview.view.zoom.combo.currentText() == "110 %"
    window.close_preview()
    assert opened("calendario").area.percent == 110


def test_memory_stays_bounded_at_three_times_with_sixty_pages(qtbot: QtBot) -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    from poa_desktop.ui.preview.area import PreviewArea

    out = BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for number in range(60):
        canvas.drawString(72, 700, f"Página {number}")
        canvas.showPage()
    canvas.save()
    area = PreviewArea(300)
    qtbot.addWidget(area)
    area.resize(1366, 700)
    area.pages.show_pdf(PdfPages(out.getvalue()))
    area.set_zoom(300)
    area.show()
    most = 0
    for y in range(0, area.verticalScrollBar().maximum(), 650):
        area.verticalScrollBar().setValue(y)
        area.grab()
        most = max(most, area.pages.kept_bytes)
    assert BUDGET / 4 < most <= BUDGET
    assert area.page > 55
    area.pages.show_pdf(None)
    assert area.pages.kept_bytes == 0


def test_what_is_near_is_drawn_before_one_gets_there(
    qtbot: QtBot, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    before = preview.pages.kept_bytes
    qtbot.waitUntil(lambda: not preview.pages._ahead.isActive(), timeout=WAIT)
    kept = preview.pages.kept_bytes
    assert kept > before
    bar = preview.area.verticalScrollBar()
    bar.setValue(bar.value() + preview.area.viewport().height() - 60)
    preview.area.grab()
    assert preview.pages.kept_bytes == kept


# -- pages and contents --------------------------------------------------------------------------


def test_every_way_to_a_page(qtbot: QtBot, opened: Callable[[str], PreviewPage]) -> None:
    preview = opened("poa")
    view, pages, count = preview.view, preview.pages, preview.pages.count

    def at() -> int:
        return preview.area.page + 1

    view.next.click()
    assert (at(), view.field.text(), view.counter.text()) == (2, "2", f"de {count}")
    view.last.click()
    assert at() == count and not view.next.isEnabled() and not view.last.isEnabled()
    view.before.click()
    assert at() == count - 1
    view.first.click()
    assert at() == 1 and not view.before.isEnabled()
    view.field.setFocus()
    view.field.selectAll()
    for key in (KEY.Key_5, KEY.Key_Return):
        qtbot.keyClick(view.field, key)
    assert at() == 5
    view.field.setText("999")
    qtbot.keyClick(view.field, KEY.Key_Return)
    assert at() == count and view.field.text() == str(count)
    pages.setFocus()
    press(pages, KEY.Key_Home)
    press(pages, KEY.Key_PageDown, MOD.ControlModifier)
    press(pages, KEY.Key_PageDown, MOD.ControlModifier)
    assert at() == 3
    press(pages, KEY.Key_PageUp, MOD.ControlModifier)
    assert at() == 2
    press(pages, KEY.Key_End)
    assert at() == count
    preview.area.set_zoom(Fit.PAGE)
    press(pages, KEY.Key_Home)
    press(pages, KEY.Key_PageDown)
    press(pages, KEY.Key_Space)
    assert at() == 3


def test_what_was_typed_and_not_chosen_is_not_kept(opened: Callable[[str], PreviewPage]) -> None:
    preview = opened("poa")
    preview.view.field.setFocus()
    preview.view.field.selectAll()
    press(preview.view.field, KEY.Key_Delete)
    preview.pages.setFocus()
    assert preview.view.field.text() == "1"


def test_the_contents_lead_to_each_part(
    window: MainWindow, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    assert preview.outline.isVisible() and preview.outline.topLevelItemCount() == 16
    for number in (0, 5, 15):
        item = preview.outline.topLevelItem(number)
        preview.outline.itemClicked.emit(item, 0)
        entry = preview.outline.entries[number]
        assert preview.area.page in (entry.page, entry.page + 1)
        top = preview.pages.page_rect(entry.page).top() + entry.top * preview.pages.scale
        bar = preview.area.verticalScrollBar()
        assert bar.value() <= top <= bar.value() + preview.area.viewport().height()
    preview.pages.setFocus()
    preview.area.go_to(0)
    preview.area.go_to(preview.outline.entries[4].page, preview.outline.entries[4].top)
    assert preview.outline.currentItem().text(0) == preview.outline.entries[4].title
    preview.view.outline.click()
    assert not preview.outline.isVisible()
    window.close_preview()
    assert not opened("evaluacion").outline.isVisible()


def test_a_document_without_parts_has_no_contents(opened: Callable[[str], PreviewPage]) -> None:
    preview = opened("tablero")
    assert not preview.outline.isVisible() and not preview.view.outline.isEnabled()


# -- searching -----------------------------------------------------------------------------------


def search(qtbot: QtBot, preview: PreviewPage, words: str) -> None:
    preview.open_search()
    preview.search.bar.field.setText(words)
    qtbot.waitUntil(lambda: preview.search._job is None, timeout=WAIT)
    preview.search.look()
    QApplication.processEvents()


def test_search_goes_round_through_every_find_and_shows_it(
    qtbot: QtBot, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    pdf = PdfPages(preview.content)
    wanted = find(read_texts(pdf), "evaluacion")
    pdf.close()
    search(qtbot, preview, "EVALUACIÓN")
    bar = preview.search.bar
    assert preview.search.hits == wanted and len(wanted) > 10
    seen = []
    for number in range(len(wanted)):
        assert bar.label.text() == f"{number + 1} de {len(wanted)}"
        marks = preview.pages._marks
        assert marks.page == wanted[number].page and marks.present
        place = preview.pages.area_rect(marks.page, marks.present[0])
        shown = preview.pages.visibleRegion().boundingRect()
        assert shown.contains(place.toAlignedRect()), number
        seen.append((marks.page, marks.present))
        bar.stepped.emit(1)
    assert len(set(seen)) == len(wanted)
    assert bar.label.text() == f"1 de {len(wanted)}"
    bar.stepped.emit(-1)
    assert bar.label.text() == f"{len(wanted)} de {len(wanted)}"


def test_finds_are_painted_and_the_present_one_stronger(
    qtbot: QtBot, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    search(qtbot, preview, "de")
    image = preview.area.viewport().grab().toImage()
    colors = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert {HALLAZGO, HALLAZGO_ACTUAL} <= colors
    preview.search.close()
    image = preview.area.viewport().grab().toImage()
    colors = {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width())
        for y in range(0, image.height())
    }
    assert not {HALLAZGO, HALLAZGO_ACTUAL} & colors


def test_without_a_find_it_says_so(qtbot: QtBot, opened: Callable[[str], PreviewPage]) -> None:
    preview = opened("poa")
    search(qtbot, preview, "no está en ningún lado")
    bar = preview.search.bar
    assert bar.label.text() == "Sin resultados"
    assert not any(button.isEnabled() for button in bar.buttons)
    assert preview.pages._marks.page == -1
    search(qtbot, preview, "")
    assert bar.label.text() == ""


def test_escape_closes_the_search_and_then_the_preview(
    qtbot: QtBot, window: MainWindow, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    preview.pages.setFocus()
    shortcut(qtbot, preview, KEY.Key_F, MOD.ControlModifier)
    assert preview.search.bar.isVisible() and preview.search.bar.field.hasFocus()
    qtbot.keyClick(preview.search.bar.field, KEY.Key_Escape)
    assert window.preview is preview and not preview.search.bar.isVisible()
    assert preview.pages.hasFocus()
    shortcut(qtbot, preview, KEY.Key_F3, MOD.NoModifier)
    assert preview.search.bar.isVisible()
    preview.view.search.click()
    assert not preview.search.bar.isVisible()
    qtbot.keyClick(preview.pages, KEY.Key_Escape)
    assert window.preview is None


def test_the_search_goes_on_in_the_next_document(
    qtbot: QtBot, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    search(qtbot, preview, "programado")
    before = len(preview.search.hits)
    with qtbot.waitSignal(preview.ready, timeout=WAIT):
        preview.choice.select_documento("evaluacion")
    qtbot.waitUntil(lambda: preview.search._texts is not None, timeout=WAIT)
    assert preview.search.hits and len(preview.search.hits) != before
    assert preview.search.bar.label.text().endswith(f"de {len(preview.search.hits)}")


# -- copying -------------------------------------------------------------------------------------


def test_words_are_chosen_with_the_pointer_and_copied(
    qtbot: QtBot, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    search(qtbot, preview, "bitácora única de combustible")
    pages, marks = preview.pages, preview.pages._marks
    place = pages.area_rect(marks.page, marks.present[0]).toAlignedRect()
    preview.search.close()
    QApplication.clipboard().setText("lo de antes")
    qtbot.keyClick(pages, KEY.Key_C, MOD.ControlModifier)
    assert QApplication.clipboard().text() == "lo de antes"  # nothing is chosen
    left, middle = Qt.MouseButton.LeftButton, place.center().y()
    qtbot.mouseDClick(pages, left, pos=QPoint(place.left() + 8, middle))
    qtbot.keyClick(pages, KEY.Key_C, MOD.ControlModifier)
    assert QApplication.clipboard().text() == "Bitácora"
    qtbot.mousePress(pages, left, pos=QPoint(place.left() + 2, middle))
    qtbot.mouseMove(pages, QPoint(place.center().x(), middle))
    qtbot.mouseMove(pages, QPoint(place.right() - 2, middle))
    qtbot.mouseRelease(pages, left, pos=QPoint(place.right() - 2, middle))
    qtbot.keyClick(pages, KEY.Key_C, MOD.ControlModifier)
    assert QApplication.clipboard().text() == "Bitácora única de combustible"
    qtbot.mouseClick(pages, left, pos=QPoint(3, middle))
    assert preview.words.span is None


def test_a_choice_may_go_over_pages(opened: Callable[[str], PreviewPage]) -> None:
    from poa_desktop.export.pdf_select import Spot, areas_of_choice, text_between

    preview = opened("poa")
    pdf = preview.pages.pdf
    assert pdf is not None
    first, last = Spot(0, 20), Spot(2, 30)
    text = text_between(pdf, first, last)
    assert "\r" not in text and len(text) > 2_000
    assert all(areas_of_choice(pdf, page, first, last) for page in range(3))
    assert areas_of_choice(pdf, 3, first, last) == ()


# -- making, saving, going away --------------------------------------------------------------------


def test_a_cancel_leaves_a_page_that_offers_to_begin_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_preview("poa")
    preview = window.preview
    assert preview is not None
    assert preview.stack.currentWidget() is preview.state
    assert "Preparando" in preview.state.title.text()
    preview.state.button.click()
    qtbot.waitUntil(lambda: not preview.busy, timeout=WAIT)
    assert "Se canceló" in preview.state.title.text()
    assert not preview.bar.save.isEnabled() and not preview.view.search.isEnabled()
    with qtbot.waitSignal(preview.ready, timeout=WAIT):
        preview.state.button.click()
    assert preview.stack.currentWidget() is preview.splitter
    assert preview.bar.save.isEnabled()


def test_what_cannot_be_made_is_said_in_the_place_of_the_paper(
    qtbot: QtBot, opened: Callable[[str], PreviewPage]
) -> None:
    preview = opened("poa")
    session = preview.choice.session
    assert session.poa is not None
    from dataclasses import replace

    whole, session.poa = session.poa, replace(session.poa, ejercicio=2031)
    preview.choice.select_documento("evaluacion")
    qtbot.waitUntil(lambda: not preview.busy, timeout=WAIT)
    assert "No hay vista previa" in preview.state.title.text()
    assert "elija un periodo" in preview.state.sentence.text()
    assert preview.content == b"" and not preview.bar.print.isEnabled()
    session.poa = whole
    with qtbot.waitSignal(preview.ready, timeout=WAIT):
        preview.state.button.click()
    assert preview.content


def test_the_document_wanted_last_is_the_one_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.show_preview("poa")
    preview = window.preview
    assert preview is not None
    for name in ("evaluacion", "calendario", "tablero"):
        preview.choice.select_documento(name)
    qtbot.waitUntil(lambda: not preview.busy and bool(preview.content), timeout=WAIT)
    assert preview.pages.count == 1
    assert preview.stack.currentWidget() is preview.splitter


def test_a_failed_save_leaves_the_earlier_file_and_says_what_to_do(
    qtbot: QtBot, opened: Callable[[str], PreviewPage], answers: Answers, tmp_path: Path
) -> None:
    preview = opened("poa")
    answers.save = tmp_path / "no-hay" / "oficial.pdf"
    preview.save()
    qtbot.waitUntil(lambda: not preview.busy)
    assert "No existe" in preview.notice.label.text()
    answers.save = tmp_path / "oficial"
    (tmp_path / "oficial.pdf").write_bytes(b"el anterior")
    preview.save()
    qtbot.waitUntil(lambda: not preview.busy)
    assert (tmp_path / "oficial.pdf").read_bytes() == b"el anterior"
    answers.save = tmp_path / "oficial.pdf"
    preview.save()
    qtbot.waitUntil(lambda: not preview.busy)
    assert (tmp_path / "oficial.pdf").read_bytes() == preview.content
    assert [each.text() for each in preview.notice.buttons] == ["A&brir", "Abrir &carpeta"]
    assert not preview.progress.isVisible()
    preview.save()
    assert answers.proposals[-1].parent == tmp_path


@pytest.mark.parametrize("documento", ["poa", "evaluacion", "tablero"])
@pytest.mark.parametrize("width", [800, 960, 1100, 1366])
def test_buttons_give_up_their_words_before_a_combo_is_cut(
    window: MainWindow, opened: Callable[[str], PreviewPage], width: int, documento: str
) -> None:
    window.resize(width, 540)
    preview = opened(documento)
    QApplication.processEvents()
    bar, choice = preview.bar, preview.choice
    combos = [c for c in (choice.documents, choice.nodes, choice.periods) if c.isVisible()]
    cut = [each for each in combos if each.width() < each.whole_width()]
    worded = [each for each in (bar.back, bar.save, bar.print, bar.send) if each.text()]
    assert not (cut and worded)
    assert width < 960 or all(each.width() > 0.8 * each.whole_width() for each in combos)
    assert width < 1366 or len(worded) == 4
    for button in (bar.back, bar.save, bar.print, bar.send):
        assert button.accessibleName() and button.toolTip()


@pytest.mark.parametrize("width", [685, 960, 1366])
def test_no_action_is_hidden_in_a_narrow_window(
    window: MainWindow, opened: Callable[[str], PreviewPage], width: int
) -> None:
    window.resize(width, 500)
    preview = opened("tablero")
    QApplication.processEvents()
    assert window.width() == width
    bar = preview.bar
    for button in (bar.back, bar.save, bar.print, bar.send):
        place = button.mapTo(window, QPoint())
        assert button.isVisible() and button.accessibleName()
        assert place.x() >= 0 and place.x() + button.width() <= width
