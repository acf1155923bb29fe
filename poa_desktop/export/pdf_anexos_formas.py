"""Pages of foreign PDFs, put on the sheets of an annex as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from poa_desktop.export.no_se_muestra import NoSeMuestra
from poa_desktop.export.pdf_anexos_hojas import FOOT, HEAD, SIDE
from poa_desktop.export.pdf_forma import Box, draw_first, drawing_of, page_as_form
from poa_desktop.export.pdf_join import open_pdf

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import IndirectObject

_NAME = "/HojaAnexa"


@dataclass(frozen=True, slots=True)
class Forma:
    """A page of somebody else, kept to be drawn: its visible box in points, and its rotation."""

    reference: IndirectObject
    box: Box
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page, in points."""
        wide, high = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (high, wide) if self.turn in (90, 270) else (wide, high)


class Formas:
    """Takes pages in, one file at a time, and puts them on sheets at the end."""

    def __init__(self) -> None:
        from pypdf import PdfWriter

        self._writer = PdfWriter()
        self._put: list[tuple[int, Forma]] = []

    def take(self, content: bytes, most: int) -> list[Forma]:
        """The pages of a PDF, with filled-in fields and notes drawn.

        Raises NoSeMuestra for one without pages or with more than *most*, and what PDFium and
        pypdf raise for what is no PDF, is damaged or asks for a password.
        """
        from poa_desktop.export.pdf_nesting import refuse_endless
        from poa_desktop.export.pdf_pages import PdfDocument

        document = PdfDocument(content, forms=True)
        try:
            count = len(document.sizes)
            if not count:
                raise NoSeMuestra("el PDF no tiene páginas")
            if count > most:
                raise NoSeMuestra(
                    f"tiene {count:,} páginas y se anexan hasta {most} de cada archivo"
                )
            refuse_endless(content, count)
            flat = document.flattened()
        finally:
            document.close()
        reader = open_pdf(flat)
        forms = [self._form(page) for page in reader.pages]
        self._writer.reset_translation(reader)  # which would keep the whole file
        return forms

    def put(self, sheet: int, forma: Forma) -> None:
        """Remember that a page goes on the sheet with this index."""
        self._put.append((sheet, forma))

    def on_sheets(self, sheets: bytes) -> bytes:
        """The finished sheets, each page fitted below its sheet's head."""
        if not self._put:
            return sheets
        writer = self._writer
        writer.append(BytesIO(sheets))
        for index, forma in self._put:
            sheet = writer.pages[index]
            size = float(sheet.mediabox.width), float(sheet.mediabox.height)
            drawing = drawing_of(writer, _NAME, _matrix(forma, size))
            draw_first(sheet, _NAME, forma.reference, drawing)
        stream = BytesIO()
        writer.write(stream)
        return stream.getvalue()

    def _form(self, page: PageObject) -> Forma:
        box = _box(page)
        return Forma(page_as_form(self._writer, page, box), box, page.rotation % 360)


def _box(page: PageObject) -> Box:
    """The visible part of a page: left, bottom, right, top."""
    media, crop = page.mediabox, page.cropbox
    left, bottom = max(media.left, crop.left), max(media.bottom, crop.bottom)
    right, top = min(media.right, crop.right), min(media.top, crop.top)
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = media.left, media.bottom, media.right, media.top
    if right - left < 1 or top - bottom < 1:
        raise ValueError("a page without an area")
    return float(left), float(bottom), float(right), float(top)


def _matrix(forma: Forma, sheet: Sequence[float]) -> str:
    """The transformation that turns a page upright and fits it into the room of a sheet."""
    left, bottom, right, top = forma.box
    width, height = forma.size
    room = sheet[0] - 2 * SIDE, sheet[1] - HEAD - FOOT
    scale = min(room[0] / width, room[1] / height, 1.0)
    x = SIDE + (room[0] - width * scale) / 2
    y = FOOT + (room[1] - height * scale) / 2
    upright = (1, 0, 0, 1, -left, -bottom)
    turned = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    a, b, c, d, e, f = turned.get(forma.turn, upright)
    parts = (a * scale, b * scale, c * scale, d * scale, e * scale + x, f * scale + y)
    return " ".join(f"{part:.6f}" for part in parts)
