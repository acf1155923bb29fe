"""An open PDF: its sizes, its pages as pictures. Documents of others come in here too."""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock

_PDFIUM = Lock()
"""The library works for one thread at a time, and pictures are also made beside the window."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: rows of *stride* bytes, *channels* 3 (RGB) or 4 (RGBA) bytes a pixel."""

    width: int
    height: int
    stride: int
    channels: int
    pixels: bytes


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

    def picture(self, index: int, scale: float) -> PagePicture:
        """One page drawn at *scale* pixels per point."""
        with _PDFIUM:
            page = self._document[index]
            bitmap = page.render(scale=scale, rev_byteorder=True)
            drawn = PagePicture(
                bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer)
            )
            bitmap.close()
            page.close()
        return drawn

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
