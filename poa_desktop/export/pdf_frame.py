"""The page every PDF is drawn on: margins, header, footer, metadata, outline, watermark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from poa_desktop.export import paleta
from poa_desktop.export.membrete import Letterhead, letterhead, put_under
from poa_desktop.export.paleta import Paleta, paleta_de
from poa_desktop.export.pdf_text import BOLD, REGULAR, Texts
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import fecha_larga
from poa_desktop.poa.records import Municipio
from poa_desktop.poa.sello import Sello

Progress = Callable[[float], None]

rl_config.useA85 = 0  # bytes as they are: smaller, quicker, and every reader takes them
MARGIN = 48.0  # 17 mm
TOP_MARGIN = 54.0
BOTTOM_MARGIN = 50.0
_RUNNING_ROOM = 28.0  # from a letterhead to the contents
_FOOTER_ROOM = 34.0  # from the contents to a letterhead's foot
_BORRADOR = "BORRADOR"


@dataclass(frozen=True, slots=True)
class PdfOutput:
    """A finished PDF, and one Spanish notice per thing that could not be printed as typed."""

    content: bytes
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What stands around the contents of a document.

    *title* and *subject* go into the metadata; *running* (left, right) heads the pages
    after the first; *serie* begins the folio ("EV-2024-T1"); *hoy* is the day the document is
    made; *municipio* has the colours and the letterhead. *sello* is that of the cierre whose
    frozen content the document shows: its folio stands in the footer, its day as *hoy*.
    """

    title: str
    subject: str
    running: tuple[str, str]
    serie: str
    hoy: date
    municipio: Municipio
    landscape: bool = False
    borrador: bool = False
    sello: Sello | None = None

    @cached_property
    def paleta(self) -> Paleta:
        """The municipio's colours."""
        return paleta_de(self.municipio.color)

    @property
    def letterhead(self) -> Letterhead | None:
        """What the pages are printed on; None for plain paper."""
        return self._printed_on[0]

    @cached_property
    def _printed_on(self) -> tuple[Letterhead | None, str]:
        """The letterhead, or plain paper and why it cannot be read."""
        try:
            return letterhead(self.municipio.membrete, landscape=self.landscape), ""
        except PoaError as error:  # it was sound when it was kept; the document matters more
            return None, f"Se imprimió en hoja blanca: {error}"

    @property
    def notices(self) -> tuple[str, ...]:
        """What is not as the municipio wants it, in Spanish."""
        return (self._printed_on[1],) if self._printed_on[1] else ()

    @property
    def escudo(self) -> bytes | None:
        """The escudo for the masthead; a letterhead has its own."""
        return None if self.letterhead else self.municipio.escudo

    @property
    def top(self) -> float:
        """Where the contents begin below the paper's edge, in points: running heads fit above."""
        return self.letterhead.top + _RUNNING_ROOM if self.letterhead else TOP_MARGIN

    @property
    def bottom(self) -> float:
        """Where the contents end above the paper's edge, in points: the footer fits below."""
        return self.letterhead.bottom + _FOOTER_ROOM if self.letterhead else BOTTOM_MARGIN

    @property
    def size(self) -> tuple[float, float]:
        """Page width and height in points (Letter)."""
        width, height = letter
        return (height, width) if self.landscape else (width, height)

    @property
    def width(self) -> float:
        """Width of the contents in points."""
        return self.size[0] - 2 * MARGIN

    @property
    def height(self) -> float:
        """Height of the contents of a page in points."""
        return self.size[1] - self.top - self.bottom


def build_pdf(
    sheet: Sheet, story: Sequence[Flowable], texts: Texts, progress: Progress | None
) -> PdfOutput:
    """Set the story on pages. The same input gives the same bytes.

    *progress* receives numbers from 0 to 1.
    """
    stream = BytesIO()
    document = _document(sheet, texts, stream)
    if progress is not None:
        document.setProgressCallBack(_reporter(len(story), progress))
    document.build([*story], canvasmaker=partial(_CountingCanvas, sheet=sheet, texts=texts))
    if progress is not None:
        progress(1.0)
    content = stream.getvalue()
    if sheet.letterhead is not None:
        content = put_under(content, sheet.letterhead.page, sheet.size)
    return PdfOutput(content, (*sheet.notices, *texts.notices))


def _document(sheet: Sheet, texts: Texts, stream: BytesIO) -> BaseDocTemplate:
    frame = Frame(
        MARGIN,
        sheet.bottom,
        sheet.width,
        sheet.height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    printable = [texts.printable(" ".join(text.split())) for text in sheet.running]

    def on_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        _draw_page(canvas, document.page, sheet, printable)

    return BaseDocTemplate(
        stream,
        pagesize=sheet.size,
        pageTemplates=[PageTemplate(id="page", frames=[frame], onPage=on_page)],
        title=texts.printable(sheet.title),
        author=texts.printable(sheet.municipio.gobierno),
        subject=texts.printable(sheet.subject),
        creator="POA Desktop",
        producer="POA Desktop",
        invariant=1,
        pageCompression=1,
        lang="es-MX",
        displayDocTitle=True,
        initialFontName=REGULAR,
    )


def _reporter(total: int, progress: Progress) -> Callable[[str, Any], None]:
    """reportlab counts back when it breaks a box in two: only growing figures are passed on."""
    reached = 0.0

    def report(kind: str, value: Any) -> None:
        nonlocal reached
        share = min(0.99, float(value) / max(1, total)) if kind == "PROGRESS" else 0.0
        if share > reached:
            reached = share
            progress(share)

    return report


class _CountingCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that writes folio and "Página x de y" in every footer, which only the last page
    decides: how many there are, and what they say."""

    def __init__(self, *args: Any, sheet: Sheet, texts: Texts, **options: Any) -> None:
        super().__init__(*args, **options)
        self.footers: list[str] = []
        self._sheet, self._texts = sheet, texts
        hoy = sheet.hoy
        self._doc._timeStamp.YMDhms = (hoy.year, hoy.month, hoy.day, 0, 0, 0)

    def save(self) -> None:
        """Define the footers, which the pages already refer to, then finish the file."""
        sello = self._sheet.sello
        folio = f"Folio {self._sheet.serie}-{self._texts.fingerprint}"
        if sello is not None:
            folio = f"Folio {sello.folio} · Sello {sello.corta}"
        for number, name in enumerate(self.footers, start=1):
            self.beginForm(name, -self._sheet.width, -4, 0, 12)
            self.setFont(REGULAR, 7.5)
            self.setFillColor(HexColor(paleta.TEXTO_SECUNDARIO))
            self.drawCentredString(-self._sheet.width / 2, 0, folio)
            self.drawRightString(0, 0, f"Página {number} de {len(self.footers)}")
            self.endForm()
        super().save()


def _draw_page(canvas: _CountingCanvas, number: int, sheet: Sheet, running: list[str]) -> None:
    canvas.saveState()
    width, height = sheet.size
    if number == 1:
        canvas.showOutline()
    if sheet.borrador:
        _draw_watermark(canvas, width, height)
    canvas.setFillColor(HexColor(paleta.TEXTO_SECUNDARIO))
    canvas.setStrokeColor(HexColor(paleta.FILETE_SUAVE))
    canvas.setLineWidth(0.5)
    if number > 1:
        _draw_running(canvas, running, width, height - sheet.top)
    canvas.setFont(REGULAR, 7.5)
    canvas.line(MARGIN, sheet.bottom - 12, width - MARGIN, sheet.bottom - 12)
    when = "Impreso el" if sheet.sello is None else "Cerrado el"
    canvas.drawString(MARGIN, sheet.bottom - 24, f"{when} {fecha_larga(sheet.hoy)}")
    name = f"footer{number}"
    canvas.footers.append(name)
    canvas.translate(width - MARGIN, sheet.bottom - 24)
    canvas.doForm(name)
    canvas.restoreState()


def _draw_running(canvas: Canvas, running: list[str], width: float, top: float) -> None:
    y = top + 16
    room = width - 2 * MARGIN - 16
    needed = [canvas.stringWidth(text, REGULAR, 7.5) for text in running]
    left, right = (  # each has half of the row, and what the other leaves of its own
        _fitted(canvas, text, max(room / 2, room - other))
        for text, other in zip(running, reversed(needed), strict=True)
    )
    canvas.setFont(REGULAR, 7.5)
    canvas.drawString(MARGIN, y, left)
    canvas.drawRightString(width - MARGIN, y, right)
    canvas.line(MARGIN, y - 5, width - MARGIN, y - 5)


def _fitted(canvas: Canvas, text: str, room: float) -> str:
    """A running head is a reminder: it is shortened to one row (the full text is on page 1)."""
    for whole in (text, text.rpartition(", ")[0]):  # rather without its last part than cut
        if whole and canvas.stringWidth(whole, REGULAR, 7.5) <= room:
            return whole
    text = text[:200]
    while text and canvas.stringWidth(f"{text}…", REGULAR, 7.5) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _draw_watermark(canvas: Canvas, width: float, height: float) -> None:
    canvas.saveState()
    canvas.setFillColor(HexColor(paleta.MARCA_DE_AGUA))
    canvas.setFont(BOLD, 112)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(35 if width > height else 52)
    canvas.drawCentredString(0, -38, _BORRADOR)
    canvas.restoreState()
