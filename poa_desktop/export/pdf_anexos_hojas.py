"""The sheets of an annex: each says above what it proves, and has room for it below."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export import paleta
from poa_desktop.export.pdf_evidencias_imagen import JpegReader
from poa_desktop.export.pdf_text import BOLD, CENTERED, REGULAR, SMALL, Texts

SIDE = 22.0  # points at the left and the right
HEAD = 50.0  # from the upper edge to the contents
FOOT = 34.0  # from the lower edge to the contents


@dataclass(frozen=True, slots=True)
class Caption:
    """The head of a sheet: *anexo* is "Anexo 3 de 12", *de* "A3.1 · Marzo", *archivo* its name."""

    anexo: str
    de: str
    archivo: str


class AnnexSheets:
    """Draws sheets one after the other, Letter, upright or across."""

    def __init__(self, texts: Texts, footer: str, accent: str) -> None:
        self._texts = texts
        self._footer = texts.printable(footer)
        self._accent = accent
        self._stream = BytesIO()
        self._canvas = Canvas(self._stream, pagesize=letter, invariant=1, initialFontName=REGULAR)
        self._size: tuple[float, float] = letter
        self.count = 0

    @property
    def room(self) -> tuple[float, float]:
        """Width and height in points of the contents of the sheet at hand."""
        return self._size[0] - 2 * SIDE, self._size[1] - HEAD - FOOT

    def begin(self, caption: Caption, sheet: int, of: int, *, landscape: bool = False) -> None:
        """A new sheet with its head and foot; the first of a caption gets a bookmark."""
        canvas = self._canvas
        if self.count:
            canvas.showPage()
        self._size = (letter[1], letter[0]) if landscape else (letter[0], letter[1])
        canvas.setPageSize(self._size)
        self.count += 1
        if sheet == 1:
            key = f"anexo{self.count}"
            canvas.bookmarkPage(key)
            title = f"{caption.anexo.split(' de ')[0]}: {caption.de} · {caption.archivo}"
            canvas.addOutlineEntry(self._texts.printable(title), key, 0, closed=False)
        self._draw_head(caption, f"{caption.anexo} · hoja {sheet} de {of}")

    def _draw_head(self, caption: Caption, right: str) -> None:
        canvas, (width, height) = self._canvas, self._size
        top = height - 24
        canvas.setFillColor(HexColor(paleta.TEXTO))
        canvas.setFont(BOLD, 9)
        canvas.drawString(SIDE, top, self._texts.printable(caption.de))
        start = SIDE + canvas.stringWidth(f"{caption.de}   ", BOLD, 9)
        canvas.setFont(REGULAR, 8)
        room = width - SIDE - start - canvas.stringWidth(right, REGULAR, 8) - 14
        name = self._texts.printable(caption.archivo)
        while name and canvas.stringWidth(name, REGULAR, 8) > room:
            name = f"{name[:-2].rstrip()}…" if len(name) > 2 else ""
        canvas.drawString(start, top, name)
        canvas.drawRightString(width - SIDE, top, right)
        canvas.setStrokeColor(HexColor(self._accent))
        canvas.setLineWidth(1.0)
        canvas.line(SIDE, top - 8, width - SIDE, top - 8)
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(HexColor(paleta.TEXTO_SECUNDARIO))
        canvas.drawString(SIDE, 16, self._footer)
        canvas.saveState()
        canvas.translate(width - SIDE, 16)
        canvas.doForm(f"hoja{self.count}")
        canvas.restoreState()

    def draw_picture(self, jpeg: bytes) -> None:
        """A picture as large as the sheet allows, in its middle."""
        reader = JpegReader(jpeg)
        wide, high = reader.getSize()
        room = self.room
        scale = min(room[0] / wide, room[1] / high, 1.0)
        width, height = wide * scale, high * scale
        x = SIDE + (room[0] - width) / 2
        y = FOOT + room[1] - height if height < room[1] * 0.8 else FOOT + (room[1] - height) / 2
        self._canvas.drawImage(reader, x, y, width, height)

    def draw_notice(self, title: str, sentence: str) -> None:
        """Instead of a content: why it is not here."""
        width, height = self.room
        y = FOOT + height * 0.62
        for text, bold in ((title, True), (sentence, False)):
            row = self._texts.p(text, CENTERED, bold=bold)
            y -= row.wrap(width - 80, height)[1] + 6
            row.drawOn(self._canvas, SIDE + 40, y)

    def text_sheets(self, rows: list[str]) -> list[list[object]]:
        """Rows of a text as paragraphs, spread over the sheets they take."""
        width, height = letter[0] - 2 * SIDE - 24, letter[1] - HEAD - FOOT
        sheets: list[list[object]] = [[]]
        left = height
        for row in rows:
            rest = [self._texts.p(row or "\u00a0", SMALL)]
            while rest:
                paragraph = rest.pop(0)
                needed = paragraph.wrap(width, height)[1]
                if needed > left:
                    pieces = paragraph.split(width, left)
                    if len(pieces) > 1:
                        sheets[-1].append(pieces[0])
                        rest = [*pieces[1:], *rest]
                    else:
                        rest = [paragraph, *rest]
                    sheets.append([])
                    left = height
                    continue
                sheets[-1].append(paragraph)
                left -= needed
        return sheets

    def draw_text(self, paragraphs: list[object]) -> None:
        """The paragraphs of one sheet, from its top."""
        y = self._size[1] - HEAD
        for row in paragraphs:
            y -= row.wrap(self.room[0] - 24, 10**6)[1]  # type: ignore[attr-defined]
            row.drawOn(self._canvas, SIDE + 12, y)  # type: ignore[attr-defined]

    @cached_property
    def content(self) -> bytes:
        """The finished sheets; "" bytes when there is none."""
        canvas = self._canvas
        for number in range(1, self.count + 1):
            canvas.beginForm(f"hoja{number}", -200, -4, 0, 12)
            canvas.setFont(REGULAR, 7.5)
            canvas.setFillColor(HexColor(paleta.TEXTO_SECUNDARIO))
            canvas.drawRightString(0, 0, f"Página {number} de {self.count}")
            canvas.endForm()
        canvas.save()
        return self._stream.getvalue()
