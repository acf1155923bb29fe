"""A PDF on paper, page by page at the printer's own resolution."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.preview_pages import PdfPages

MAX_DPI = 300


def print_pdf(content: bytes, printer: QPrinter) -> int:
    """Print the pages the printer's range asks for; gives how many. Orientation follows the page.

    Pages keep their size: the PDF's own margins are the paper's.
    """
    pdf = PdfPages(content)
    printer.setFullPage(True)
    first = (printer.fromPage() or 1) - 1
    last = (printer.toPage() or len(pdf.sizes)) - 1
    wanted = [index for index in range(len(pdf.sizes)) if first <= index <= last]
    painter = QPainter()
    for place, index in enumerate(wanted):
        width, height = pdf.sizes[index]
        landscape = width > height
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        )
        ready = painter.begin(printer) if place == 0 else printer.newPage()
        if not ready:
            pdf.close()
            raise PoaError("La impresora no respondió: revise que esté encendida y repita.")
        dpi = min(printer.resolution(), MAX_DPI)
        image = pdf.image(index, dpi / 72)
        unit = printer.resolution() / 72
        painter.drawImage(QRect(0, 0, round(width * unit), round(height * unit)), image)
    painter.end()
    pdf.close()
    return len(wanted)
