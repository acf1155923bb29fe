"""The pictures of the preview's pages: drawn in bands when needed, few of them kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QImage

from poa_desktop.export.pdf_pages import RGB, PagePicture, PdfDocument

BUDGET = 96_000_000
"""Bytes of pictures kept: forty pages at 100 %, what is near the view at 300 %."""
_BAND = 1_000_000  # pixels: drawn in some ten milliseconds


class PdfPages(PdfDocument):
    """An open PDF whose pages are Qt's pictures."""

    def image(self, index: int, scale: float) -> QImage:
        """One page drawn at *scale* pixels per point."""
        return _image(self.picture(index, scale))

    def band_image(self, index: int, scale: float, top: int, height: int) -> QImage:
        """Some rows of a page."""
        return _image(self.band(index, scale, top, height))


def _image(drawn: PagePicture) -> QImage:
    kind = QImage.Format.Format_RGB888 if drawn.channels == RGB else QImage.Format.Format_RGBA8888
    return QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, kind).copy()


@dataclass(frozen=True, slots=True)
class Band:
    """Rows *top* to *top + height* of a page, in pixels of the screen."""

    page: int
    top: int
    height: int


class BandCache:
    """Bands of one document at one scale, the least recently seen dropped first."""

    def __init__(self, pdf: PdfPages, scale: float, budget: int = BUDGET) -> None:
        self._pdf = pdf
        self.scale = scale
        self._budget = budget
        self._kept: OrderedDict[Band, QImage] = OrderedDict()
        self.bytes = 0

    def bands(self, page: int, top: int, bottom: int) -> Iterator[Band]:
        """The bands that cover the rows from *top* to *bottom* of a page."""
        width, height = self._pdf.pixels(page, self.scale)
        rows = max(64, _BAND // width)
        first = max(0, top) // rows * rows
        for start in range(first, min(bottom, height), rows):
            yield Band(page, start, min(rows, height - start))

    def has(self, band: Band) -> bool:
        """Whether a band is kept."""
        return band in self._kept

    def image(self, band: Band) -> QImage:
        """The picture of a band, drawn when it is not kept."""
        image = self._kept.get(band)
        if image is None:
            image = self._pdf.band_image(band.page, self.scale, band.top, band.height)
            self._kept[band] = image
            self.bytes += image.sizeInBytes()
            while self.bytes > self._budget and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self.bytes -= dropped.sizeInBytes()
        else:
            self._kept.move_to_end(band)
        return image
