"""A QR code as vectors: the text of a seal, for whoever holds the paper and a telephone."""

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from poa_desktop.export import paleta

QUIET = 4  # modules of white around the code, as its standard asks
SMALLEST = 25 * mm
"""The side, its quiet zone with it: a module stays wide enough for the camera of a telephone."""


def qr_modules(text: str) -> list[list[bool]]:
    """The code's modules, row by row from the top, dark ones True; error correction M."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


class Qr(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The code on white, quiet zone and all, as a square of *side* points at the left."""

    def __init__(self, text: str, side: float = SMALLEST) -> None:
        super().__init__()
        self.modules = qr_modules(text)
        self.side = side

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Size in points."""
        self.width = self.height = self.side
        return self.width, self.height

    def draw(self) -> None:
        """Draw all dark modules as one path: no seams between them."""
        canvas, step = self.canv, self.side / (len(self.modules) + 2 * QUIET)
        canvas.setFillColor(HexColor(paleta.BLANCO))
        canvas.rect(0, 0, self.side, self.side, stroke=0, fill=1)
        canvas.setFillColor(HexColor(paleta.NEGRO))
        path = canvas.beginPath()
        for number, row in enumerate(self.modules):
            top = self.side - (QUIET + number) * step
            for start, end in _runs(row):
                path.rect((QUIET + start) * step, top - step, (end - start) * step, step)
        canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark stretches begin and end."""
    edges = [
        place
        for place in range(len(row) + 1)
        if (place < len(row) and row[place]) != (place > 0 and row[place - 1])
    ]
    return list(zip(edges[::2], edges[1::2], strict=True))
