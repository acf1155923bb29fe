"""An open PDF: its sizes, outline and pages as pictures. Documents of others come in here too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

_PDFIUM = Lock()
"""The library works for one thread at a time, and pictures are also made beside the window."""

RGB, RGBA = 3, 4


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: rows of *stride* bytes, *channels* 3 (RGB) or 4 (RGBA) bytes a pixel."""

    width: int
    height: int
    stride: int
    channels: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its words, depth from 0, page from 0, and points below the page's top edge."""

    title: str
    level: int
    page: int
    top: float


class PdfDocument:
    """A PDF held open by PDFium until close. Sizes are in points (1/72 inch)."""

    def __init__(self, content: bytes, *, forms: bool = False) -> None:
        """*forms*: its fields are read too, for `flattened`.

        Raises pypdfium2.PdfiumError for what is no PDF, is damaged or asks for a password.
        """
        import pypdfium2

        with _PDFIUM:
            self._document = pypdfium2.PdfDocument(content)
            if forms:
                self._document.init_forms()
            self.sizes = [self._document.get_page_size(i) for i in range(len(self._document))]

    @contextmanager
    def page(self, index: int) -> Iterator[Any]:
        """One page of PDFium's, while nobody else is in the library."""
        with _PDFIUM:
            page = self._document[index]
            try:
                yield page
            finally:
                page.close()

    def pixels(self, index: int, scale: float) -> tuple[int, int]:
        """Width and height of a page drawn at *scale* pixels per point."""
        width, height = self.sizes[index]
        return max(1, round(width * scale)), max(1, round(height * scale))

    def picture(self, index: int, scale: float) -> PagePicture:
        """One page drawn at *scale* pixels per point."""
        with self.page(index) as page:
            bitmap = page.render(scale=scale, rev_byteorder=True)
            drawn = PagePicture(
                bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer)
            )
            bitmap.close()
        return drawn

    def band(self, index: int, scale: float, top: int, height: int) -> PagePicture:
        """Some rows of a page at *scale*, from the row *top* on: bands meet without a seam."""
        import pypdfium2
        from pypdfium2 import raw

        width, whole = self.pixels(index, scale)
        height = min(height, whole - top)
        flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
        with self.page(index) as page:
            bitmap = pypdfium2.PdfBitmap.new_native(
                width, height, raw.FPDFBitmap_BGR, rev_byteorder=True
            )
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, whole, 0, flags)
            drawn = PagePicture(width, height, bitmap.stride, RGB, bytes(bitmap.buffer))
            bitmap.close()
        return drawn

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The bookmarks in order; what points nowhere is left out."""
        with _PDFIUM:
            return tuple(self._entries())

    def _entries(self) -> Iterator[OutlineEntry]:
        for mark in self._document.get_toc():
            target = mark.get_dest()
            page = target.get_index() if target is not None else None
            if target is None or page is None or not 0 <= page < len(self.sizes):
                continue
            _, place = target.get_view()
            height = self.sizes[page][1]
            top = height - place[1] if len(place) > 1 else 0.0
            title = " ".join(mark.get_title().split())
            yield OutlineEntry(title, mark.level, page, min(max(top, 0.0), height))

    def flattened(self) -> bytes:
        """The document with fields and notes as part of its pages, and without a lock."""
        import pypdfium2.raw as raw

        stream = BytesIO()
        with _PDFIUM:
            for index in range(len(self._document)):
                page = self._document[index]
                raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)  # pages that fail stay as they are
                page.close()
            self._document.save(stream, flags=raw.FPDF_REMOVE_SECURITY)
        return stream.getvalue()

    def close(self) -> None:
        """Let go of the document."""
        with _PDFIUM:
            self._document.close()
