"""What is drawn by hand on a page: areas, texts that must fit, the semáforo's signs, thin bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export import paleta
from poa_desktop.export.paleta import PALETA, Paleta
from poa_desktop.export.pdf_text import BOLD, REGULAR, Texts
from poa_desktop.poa.semaforo import Semaforo

_ELLIPSIS = "…"
_SQUARE = 0.88  # of a sign's size, so that square and disc look equally large


@dataclass(frozen=True, slots=True)
class Area:
    """A place on the page in points: its left, its top (y grows upwards) and its size."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top - self.height

    def below(self, used: float) -> "Area":
        """What is left of it under the first *used* points."""
        return Area(self.left, self.top - used, self.width, self.height - used)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is on one row."""
    return float(stringWidth(text, BOLD if bold else REGULAR, size))


def elided(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text on one row; one that is too long for it ends in "…"."""
    text = " ".join(text.split())
    if width_of(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + _ELLIPSIS, size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _ELLIPSIS


def fitted_size(text: str, width: float, size: float, least: float, *, bold: bool = False) -> float:
    """The type size at which a text fits its width on one row, never under *least*."""
    natural = width_of(text, size, bold=bold)
    return size if natural <= width else max(least, size * width / natural - 0.02)


def wrapped(
    text: str, width: float, size: float, most: int, *, bold: bool = False
) -> tuple[str, ...]:
    """The text in at most so many rows; what is left over ends in "…" in the last one."""
    words = text.split()
    rows: list[str] = []
    while words and len(rows) < most - 1:
        taken = 1
        while taken < len(words):
            if width_of(" ".join(words[: taken + 1]), size, bold=bold) > width:
                break
            taken += 1
        if width_of(words[0], size, bold=bold) > width:
            break
        rows.append(" ".join(words[:taken]))
        words = words[taken:]
    if words:
        rows.append(elided(" ".join(words), width, size, bold=bold))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Paper:
    """A canvas with the document's texts and the colours that follow the municipio."""

    canvas: Canvas
    texts: Texts
    colores: Paleta = PALETA

    @property
    def accent(self) -> str:
        """Titles and strong lines."""
        return self.colores.institucional

    @property
    def tint(self) -> str:
        """The ground of what is chosen."""
        return self.colores.suave

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        color: str = paleta.TEXTO,
        *,
        bold: bool = False,
        room: float | None = None,
        align: str = "left",
    ) -> None:
        """Write one row with its baseline at *y*, shortened to *room* points when given.

        *align* says what *x* is to the row: its "left", "center" or "right".
        """
        shown = self.texts.printable(text)
        if room is not None:
            shown = elided(shown, room, size, bold=bold)
        self.canvas.setFont(BOLD if bold else REGULAR, size)
        self.canvas.setFillColor(HexColor(color))
        write = {
            "left": self.canvas.drawString,
            "center": self.canvas.drawCentredString,
            "right": self.canvas.drawRightString,
        }[align]
        write(x, y, shown)

    def paragraph(
        self,
        area: Area,
        text: str,
        size: float,
        color: str = paleta.TEXTO,
        *,
        bold: bool = False,
        most: int = 3,
    ) -> float:
        """Write at most so many rows from the top of an area; gives the height they took."""
        leading = size * 1.25
        rows = wrapped(self.texts.printable(text), area.width, size, most, bold=bold)
        for place, row in enumerate(rows):
            self.text(area.left, area.top - size - place * leading, row, size, color, bold=bold)
        return len(rows) * leading

    def fill(self, area: Area, color: str) -> None:
        """Fill an area."""
        self.canvas.setFillColor(HexColor(color))
        self.canvas.rect(area.left, area.bottom, area.width, area.height, stroke=0, fill=1)

    def rule(self, left: float, right: float, y: float, color: str, width: float = 0.5) -> None:
        """A line from left to right."""
        self.canvas.setStrokeColor(HexColor(color))
        self.canvas.setLineWidth(width)
        self.canvas.line(left, y, right, y)

    def bar(self, area: Area, porcentaje: Fraction, color: str) -> None:
        """A thin bar on its track; full from 100 % on."""
        self.fill(area, paleta.PISTA)
        done = float(min(max(porcentaje, Fraction(0)), Fraction(100)) / 100)
        if done:
            self.fill(Area(area.left, area.top, max(area.width * done, 0.6), area.height), color)

    def polyline(self, points: Iterable[tuple[float, float]]) -> None:
        """Lines from point to point, in the canvas's own stroke."""
        path = self.canvas.beginPath()
        for place, (x, y) in enumerate(points):
            (path.lineTo if place else path.moveTo)(x, y)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def sign(self, x: float, y: float, size: float, semaforo: Semaforo) -> None:
        """The light as a shape, centred at (x, y)."""
        draw_sign(self.canvas, x, y, size, semaforo)


def draw_sign(canvas: Canvas, x: float, y: float, size: float, semaforo: Semaforo) -> None:
    """The light as colour and shape: disc, triangle, square, and an empty ring for grey.

    The shapes tell the lights apart where there is no colour.
    """
    color = HexColor(paleta.SEMAFORO_RELLENO[semaforo])
    half = size / 2
    canvas.setFillColor(color)
    if semaforo is Semaforo.VERDE:
        canvas.circle(x, y, half, stroke=0, fill=1)
    elif semaforo is Semaforo.AMARILLO:
        path = canvas.beginPath()
        path.moveTo(x, y + half)
        path.lineTo(x + half * 1.1, y - half * 0.85)
        path.lineTo(x - half * 1.1, y - half * 0.85)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    elif semaforo is Semaforo.ROJO:
        side = size * _SQUARE
        canvas.rect(x - side / 2, y - side / 2, side, side, stroke=0, fill=1)
    else:
        line = size * 0.15
        canvas.setStrokeColor(color)
        canvas.setLineWidth(line)
        canvas.circle(x, y, half - line / 2, stroke=1, fill=0)
