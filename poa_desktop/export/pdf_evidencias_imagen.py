"""A small picture for reportlab, taken as it is."""

from io import BytesIO

from reportlab.lib.utils import ImageReader


class JpegReader(ImageReader):  # type: ignore[misc]  # reportlab has no types
    """A JPEG for reportlab, which would unpack it only to tell it from the others."""

    def __init__(self, jpeg: bytes) -> None:
        super().__init__(BytesIO(jpeg))
        self._jpeg = jpeg
        self._dataA = None

    def getRGBData(self) -> bytes:
        """What tells the picture from others; the document takes the JPEG as it is."""
        return self._jpeg
