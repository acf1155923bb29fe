"""A PDF on paper, page by page at the printer's own resolution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.preview.bands import PdfPages

MAX_DPI = 300
MAX_COPIES = 99

NO_PRINTER = (
    "No hay ninguna impresora instalada en este equipo: guarde el documento como PDF e imprímalo "
    "en otro."
)


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What was chosen for the last print: it is proposed for the next.

    *duplex* is the name of a QPrinter.DuplexMode, *paper* the key of a QPageSize; "" where the
    printer decides.
    """

    printer: str = ""
    copies: int = 1
    duplex: str = ""
    color: bool = True
    paper: str = ""

    def names(self) -> list[str]:
        """As texts to be remembered."""
        color = "color" if self.color else "grises"
        return [self.printer, str(self.copies), self.duplex, color, self.paper]


def choice_from(names: list[str]) -> PrintChoice:
    """What was remembered; the plain choice for anything else."""
    if len(names) != len(PrintChoice().names()) or not names[1].isdigit():
        return PrintChoice()
    copies = min(max(int(names[1]), 1), MAX_COPIES)
    return PrintChoice(names[0], copies, names[2], names[3] != "grises", names[4])


def printers() -> list[str]:
    """The names of the printers of this computer."""
    return QPrinterInfo.availablePrinterNames()


def make_printer(choice: PrintChoice, title: str) -> QPrinter:
    """A printer set as last time; the system's own one where that is gone. Paper is Letter."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if choice.printer in printers():
        printer.setPrinterName(choice.printer)
    printer.setDocName(title)
    printer.setCopyCount(choice.copies)
    modes = {mode.name: mode for mode in QPrinter.DuplexMode}
    if choice.duplex in modes:
        printer.setDuplex(modes[choice.duplex])
    modes_of_color = QPrinter.ColorMode
    printer.setColorMode(modes_of_color.Color if choice.color else modes_of_color.GrayScale)
    printer.setPageSize(_paper(choice.paper))
    return printer


def _paper(key: str) -> QPageSize:
    sizes = (
        QPageSize(each) for each in QPageSize.PageSizeId if each != QPageSize.PageSizeId.Custom
    )
    named = (each for each in sizes if key and each.key() == key)
    return next(named, QPageSize(QPageSize.PageSizeId.Letter))


def choice_of(printer: QPrinter) -> PrintChoice:
    """What was chosen in the system's dialog."""
    return PrintChoice(
        printer.printerName(),
        printer.copyCount(),
        printer.duplex().name,
        printer.colorMode() == QPrinter.ColorMode.Color,
        printer.pageLayout().pageSize().key(),
    )


def wanted_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages (from 0) that the dialog asked for, in the order they leave the printer."""
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        return [current]
    ranges = printer.pageRanges()
    pages = [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    if printer.supportsMultipleCopies():
        return pages
    copies = printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def print_pdf(
    content: bytes,
    printer: QPrinter,
    progress: Callable[[float], None] | None = None,
    *,
    current: int = 0,
) -> int:
    """Print the pages the printer's range asks for; gives how many. Orientation follows the page.

    Pages keep their size (the PDF's own margins are the paper's) unless the paper is smaller.
    May run beside the window: Qt paints images onto a printer from any thread, as long as nobody
    else touches that printer. What *progress* raises gives the printing up.
    """
    pdf = PdfPages(content)
    try:
        wanted = wanted_pages(printer, len(pdf.sizes), current)
        if not wanted:
            raise PoaError(
                f"El documento tiene {len(pdf.sizes)} páginas: elija páginas que existan."
            )
        _print_pages(pdf, printer, wanted, progress)
    finally:
        pdf.close()
    return len(wanted)


def _print_pages(
    pdf: PdfPages,
    printer: QPrinter,
    wanted: list[int],
    progress: Callable[[float], None] | None,
) -> None:
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for place, index in enumerate(wanted):
            if progress is not None:
                progress(place / len(wanted))
            _turn(printer, *pdf.sizes[index])
            ready = painter.begin(printer) if place == 0 else printer.newPage()
            if not ready:
                raise PoaError("La impresora no respondió: revise que esté encendida y repita.")
            # whole: strips hold the window up for less, and leave seams in a printed PDF
            image = pdf.image(index, min(printer.resolution(), MAX_DPI) / 72)
            painter.drawImage(_place(printer, *pdf.sizes[index]), image)
    except BaseException:
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def _turn(printer: QPrinter, width: float, height: float) -> None:
    kinds = QPageLayout.Orientation
    wanted = kinds.Landscape if width > height else kinds.Portrait
    if printer.pageLayout().orientation() != wanted:
        printer.setPageOrientation(wanted)


def _place(printer: QPrinter, width: float, height: float) -> QRect:
    """Where a page of a size in points goes on the paper, in the printer's dots."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    unit = printer.resolution() / 72
    across, down = width * unit, height * unit
    shrink = min(1.0, paper.width() / across, paper.height() / down)
    if shrink > 0.99:  # half a millimetre of rounding is no smaller paper
        shrink = 1.0
    across, down = across * shrink, down * shrink
    left, top = max(0.0, (paper.width() - across) / 2), max(0.0, (paper.height() - down) / 2)
    return QRect(round(left), round(top), round(across), round(down))
