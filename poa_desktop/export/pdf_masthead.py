"""The head of a document's first page: escudo, titles, a strong rule."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from poa_desktop.export.pdf_frame import Sheet
from poa_desktop.export.pdf_text import SUBTITLE, TITLE, Texts, in_color

ESCUDO_HEIGHT = 54.0
MAX_ESCUDO_PIXELS = 40_000_000
_ESCUDO_SIDE = 480  # pixels: sharp at the printed size, small in the file


class Masthead(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The head of the first page: escudo at the left, the title rows centred, a strong rule."""

    def __init__(self, rows: Sequence[Flowable], escudo: ImageReader | None, accent: str) -> None:
        super().__init__()
        self.accent = accent
        self.rows = list(rows)
        self.escudo = escudo

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Size in points."""
        self.width = availWidth
        self.inset = self._escudo_width() + 10 if self.escudo else 0.0
        room = availWidth - 2 * self.inset
        self.heights = [row.wrap(room, availHeight)[1] for row in self.rows]
        content = sum(self.heights)
        self.height = max(content, ESCUDO_HEIGHT if self.escudo else 0) + 8
        self.start = self.height - (self.height - 8 - content) / 2
        return self.width, self.height

    def _escudo_width(self) -> float:
        if self.escudo is None:
            return 0.0
        wide, high = self.escudo.getSize()
        return min(110.0, ESCUDO_HEIGHT * float(wide) / float(high))

    def draw(self) -> None:
        """Draw escudo, rows and rule."""
        canvas = self.canv
        if self.escudo:
            canvas.drawImage(
                self.escudo,
                0,
                8,
                self._escudo_width(),
                ESCUDO_HEIGHT,
                preserveAspectRatio=True,
                anchor="w",
            )
        y = self.start
        for row, height in zip(self.rows, self.heights, strict=True):
            y -= height
            row.drawOn(canvas, self.inset, y)
        canvas.setStrokeColor(HexColor(self.accent))
        canvas.setLineWidth(1.4)
        canvas.line(0, 0, self.width, 0)


def masthead(rows: Sequence[str], texts: Texts, sheet: Sheet) -> list[Flowable]:
    """The head of the first page: first row large, the others below; empty rows are left out.

    Rows too long for a masthead (over a third of the page high) are set as ordinary paragraphs,
    which may run over to the next page.
    """
    accent = sheet.paleta.institucional
    styles = [in_color(TITLE, accent), *[SUBTITLE] * len(rows)]
    shown = [
        texts.p(row, style, bold=True) for row, style in zip(rows, styles, strict=False) if row
    ]
    head = Masthead(shown, read_escudo(sheet.escudo, texts), accent)
    if head.wrap(500, 10**6)[1] > sheet.height / 3:
        return shown
    return [head]


def read_escudo(content: bytes | None, texts: Texts) -> ImageReader | None:
    """The escudo ready to print; None when there is none or it cannot be read (with a notice)."""
    if not content:
        return None
    try:
        return ImageReader(_reduced(content))
    except Exception:  # a foreign file: whatever is wrong with it, the document must print
        texts.warnings.append(
            "El escudo del municipio no se pudo leer y no se imprimió: elija una imagen PNG o JPG."
        )
        return None


def _reduced(content: bytes) -> Any:
    """The picture on white, no larger than print needs; refuses pictures that would fill memory."""
    from PIL import Image

    with Image.open(BytesIO(content), formats=("PNG", "JPEG", "GIF", "BMP", "WEBP")) as picture:
        if picture.width * picture.height > MAX_ESCUDO_PIXELS:
            raise ValueError("picture too large")
        picture.thumbnail((_ESCUDO_SIDE, _ESCUDO_SIDE))
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        paper.alpha_composite(layer)
        return paper.convert("RGB")
