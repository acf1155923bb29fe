"""Printing: the sheets a printer gets, what is remembered, cancelling, and no printer at all."""

import subprocess
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QImage, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.app import make_app
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import fold
from poa_desktop.ui.job import Cancelled
from poa_desktop.ui.preview.bands import PdfPages
from poa_desktop.ui.preview.page import PreviewPage
from poa_desktop.ui.preview.printing import (
    NO_PRINTER,
    PrintChoice,
    choice_from,
    choice_of,
    make_printer,
    print_pdf,
    wanted_pages,
)
from poa_desktop.ui.prompts import Prompts
from tests.ui.windows import OpenMainWindow

HOY = datetime(2024, 10, 15, 10, 32)
WAIT = 20_000
ALIKE = 0.072
"""Letters drawn from a picture have softer edges (up to 0.067); rows cut at seams came to 0.078."""


@pytest.fixture(autouse=True)
def _app(qapp: QApplication) -> None:
    make_app(dark=False)


def document(*sizes: tuple[float, float]) -> bytes:
    """A PDF of pages that each have their number as large as it gets."""
    out = BytesIO()
    canvas = Canvas(out)
    for number, size in enumerate(sizes, start=1):
        canvas.setPageSize(size)
        canvas.setFont("Helvetica", 200)
        canvas.drawString(100, size[1] / 2, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


PORTRAIT, LANDSCAPE = (612.0, 792.0), (792.0, 612.0)


def to_file(path: Path, choice: PrintChoice | None = None) -> QPrinter:
    printer = make_printer(choice or PrintChoice(), "Prueba")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def sizes_of(path: Path) -> list[tuple[int, int]]:
    pdf = PdfPages(path.read_bytes())
    sizes = [(round(width), round(height)) for width, height in pdf.sizes]
    pdf.close()
    return sizes


def difference(one: PdfPages, other: PdfPages, page: int, at: int) -> float:
    """How much two pages differ, 0 to 1, in the worst of their strips of eight points.

    A row of letters that lost half of its height is seen there, not in the whole page.
    """
    first, second = (
        each.image(index, 1.0).convertToFormat(QImage.Format.Format_Grayscale8)
        for each, index in ((one, page), (other, at))
    )
    assert first.size() == second.size()
    width, height = first.width(), first.height()
    differ = ImageChops.difference(*(picture_of(each) for each in (first, second)))
    blurred = differ.resize((width // 4, height // 8), Image.Resampling.BOX)
    rows = blurred.resize((1, height // 8), Image.Resampling.BOX)
    return float(rows.getextrema()[1]) / 255  # type: ignore[arg-type]


def picture_of(image: QImage) -> Image.Image:
    size = (image.width(), image.height())
    return Image.frombytes("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine())


def test_every_page_keeps_its_size_its_place_and_its_orientation(tmp_path: Path) -> None:
    content = document(PORTRAIT, LANDSCAPE, LANDSCAPE, PORTRAIT)
    path = tmp_path / "papel.pdf"
    assert print_pdf(content, to_file(path)) == 4
    assert sizes_of(path) == [(612, 792), (792, 612), (792, 612), (612, 792)]
    sent, printed = PdfPages(content), PdfPages(path.read_bytes())
    for page in range(4):
        assert difference(sent, printed, page, page) < ALIKE
    sent.close()
    printed.close()


def test_the_chosen_pages_leave_the_printer(tmp_path: Path) -> None:
    content = document(*[PORTRAIT] * 6)
    for ranges, current, expected in (
        ("2-3,6", 0, [1, 2, 5]),
        ("5", 0, [4]),
        ("", 3, [3]),
    ):
        path = tmp_path / f"papel-{current}{ranges}.pdf"
        printer = to_file(path)
        if ranges:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setPageRanges(QPageRanges.fromString(ranges))
        else:
            printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
        assert print_pdf(content, printer, current=current) == len(expected)
        sent, printed = PdfPages(content), PdfPages(path.read_bytes())
        assert len(printed.sizes) == len(expected)
        for at, page in enumerate(expected):
            assert difference(sent, printed, page, at) < ALIKE
        sent.close()
        printed.close()


def test_pages_that_are_not_there_are_refused(tmp_path: Path) -> None:
    printer = to_file(tmp_path / "papel.pdf")
    printer.setPageRanges(QPageRanges.fromString("7-9"))
    with pytest.raises(PoaError, match="2 páginas"):
        print_pdf(document(PORTRAIT, PORTRAIT), printer)
    assert not (tmp_path / "papel.pdf").exists()


def test_copies_come_sorted_or_page_by_page(tmp_path: Path) -> None:
    printer = to_file(tmp_path / "papel.pdf", PrintChoice(copies=2))
    if printer.supportsMultipleCopies():
        pytest.skip("this printer makes copies by itself")
    printer.setCollateCopies(True)
    assert wanted_pages(printer, 3, 0) == [0, 1, 2, 0, 1, 2]
    printer.setCollateCopies(False)
    assert wanted_pages(printer, 3, 0) == [0, 0, 1, 1, 2, 2]
    printer.setCopyCount(1)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert wanted_pages(printer, 3, 0) == [2, 1, 0]


def test_smaller_paper_gets_the_whole_page_and_larger_paper_does_not_blow_it_up(
    tmp_path: Path,
) -> None:
    content = document(PORTRAIT)
    small = to_file(tmp_path / "media.pdf")
    small.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    print_pdf(content, small)
    large = to_file(tmp_path / "oficio.pdf")
    large.setPageSize(QPageSize(QPageSize.PageSizeId.Legal))
    print_pdf(content, large)
    assert sizes_of(tmp_path / "oficio.pdf") == [(612, 1008)]
    assert dark_height(tmp_path / "oficio.pdf") == pytest.approx(dark_height(content), abs=3)
    assert dark_height(tmp_path / "media.pdf") < dark_height(content) * 0.75


def dark_height(source: Path | bytes) -> float:
    """How high the figure on the first page is, in points."""
    pdf = PdfPages(source if isinstance(source, bytes) else source.read_bytes())
    image = pdf.image(0, 1.0)
    pdf.close()
    rows = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 128 for x in range(0, image.width(), 2))
    ]
    return rows[-1] - rows[0]


def test_given_up_no_further_page_is_printed(tmp_path: Path) -> None:
    told: list[float] = []

    def step(fraction: float) -> None:
        told.append(fraction)
        if fraction >= 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pdf(document(*[PORTRAIT] * 8), to_file(tmp_path / "papel.pdf"), step)
    assert told == [0, 0.125, 0.25, 0.375, 0.5]


def test_a_printer_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(PoaError, match="La impresora no respondió"):
        print_pdf(document(PORTRAIT), to_file(tmp_path / "no-hay" / "papel.pdf"))


def test_what_was_chosen_is_proposed_again() -> None:
    choice = PrintChoice("", 3, "DuplexLongSide", False, "Legal")
    printer = make_printer(choice, "Hoja")
    assert printer.docName() == "Hoja"
    again = choice_of(printer)
    assert (again.color, again.paper) == (False, "Legal")
    assert choice_from(again.names()) == again
    assert choice_from(["x"]) == choice_from(["", "muchas", "", "", ""]) == PrintChoice()
    letter = make_printer(PrintChoice(paper="no existe"), "Hoja").pageLayout().pageSize()
    assert letter.id() == QPageSize.PageSizeId.Letter


# -- from the preview ------------------------------------------------------------------------------


class Answers(Prompts):
    """A person with one printer, which is a file."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.names = ["Archivo"]
        self.accept = True
        self.asked: list[tuple[PrintChoice, int]] = []
        self.set: Callable[[QPrinter], object] = lambda printer: None

    def printers(self) -> list[str]:
        return self.names

    def ask_printer(self, printer: QPrinter, pages: int) -> bool:
        self.asked.append((choice_of(printer), pages))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        self.set(printer)
        return self.accept


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "papel.pdf")


@pytest.fixture
def preview(
    qtbot: QtBot, open_main_window: OpenMainWindow, example_path: Path, answers: Answers
) -> PreviewPage:
    window = open_main_window(example_path, answers)
    window.show_preview("evaluacion")
    page = window.preview
    assert page is not None
    qtbot.waitUntil(lambda: not page.busy, timeout=WAIT)
    return page


def text_of(path: Path) -> str:
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True)
    return fold(done.stdout.decode())


def test_the_preview_prints_all_it_shows_and_says_so(
    qtbot: QtBot, preview: PreviewPage, answers: Answers
) -> None:
    preview.print_paper()
    assert preview.busy and not preview.bar.print.isEnabled()
    assert preview.notice.label.text() == "Imprimiendo…"
    qtbot.waitUntil(lambda: not preview.busy, timeout=WAIT)
    count = preview.pages.count
    assert answers.asked[0][1] == count
    assert preview.notice.label.text() == f"Se enviaron {count} páginas a la impresora."
    assert f"pages: {count}" in text_of(answers.target)
    sent, printed = PdfPages(preview.content), PdfPages(answers.target.read_bytes())
    for page in range(count):
        assert difference(sent, printed, page, page) < ALIKE
    sent.close()
    printed.close()
    assert preview.bar.print.isEnabled() and not preview.progress.isVisible()


def test_the_page_in_sight_is_the_current_one_and_the_choice_is_remembered(
    qtbot: QtBot, preview: PreviewPage, answers: Answers
) -> None:
    def choose(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Legal))

    answers.set = choose
    preview.area.go_to(2)
    preview.print_paper()
    qtbot.waitUntil(lambda: not preview.busy, timeout=WAIT)
    assert preview.notice.label.text() == "Se envió 1 página a la impresora."
    assert len(sizes_of(answers.target)) == 1
    answers.accept = False
    preview.print_paper()
    assert not preview.busy
    assert (answers.asked[1][0].color, answers.asked[1][0].paper) == (False, "Legal")


def test_printing_can_be_cancelled_from_the_preview(
    qtbot: QtBot, preview: PreviewPage, answers: Answers
) -> None:
    preview.print_paper()
    (cancel,) = preview.notice.buttons
    cancel.click()
    qtbot.waitUntil(lambda: not preview.busy, timeout=WAIT)
    assert "Se canceló la impresión" in preview.notice.label.text()


def test_without_a_printer_one_may_save_instead(preview: PreviewPage, answers: Answers) -> None:
    answers.names = []
    preview.print_paper()
    assert not preview.busy and not answers.asked
    assert preview.notice.label.text() == NO_PRINTER
    assert [each.text() for each in preview.notice.buttons] == ["Guardar &PDF…"]


def test_the_page_may_go_while_it_prints(preview: PreviewPage, answers: Answers) -> None:
    preview.print_paper()
    preview.closed.emit()
    assert preview.printer.job is None
