"""The gauge on paper: the same shape as on the screen, as vectors."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from poa_desktop.export import paleta
from poa_desktop.export.pdf_paper import draw_sign, fitted_size
from poa_desktop.export.pdf_text import BOLD, REGULAR, register_fonts
from poa_desktop.poa.semaforo import EN_CURSO
from poa_desktop.tablero import gauge_shape as shape
from poa_desktop.tablero.gauge_shape import Gauge, set_alike

MAX_RADIUS = 42.0
PER_ROW = 7
_SIDE = 0.14  # of a radius, free at both sides of a gauge
_INSIDE = 1.5  # radii of free width at the percentage, between the sides of the arc
_SIGN = 0.17
_SIGN_GAP = 0.07


class GaugeRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Gauges side by side, in several rows when they are many; *chosen* is underlined."""

    def __init__(
        self,
        gauges: Sequence[Gauge],
        chosen: int | None = None,
        accent: str = paleta.INSTITUCIONAL,
    ) -> None:
        super().__init__()
        register_fonts()
        self.gauges = list(set_alike(gauges))
        self.chosen = chosen
        self.accent = accent
        self.spaceBefore = 8
        self.spaceAfter = 2

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Size in points."""
        rows = -(-len(self.gauges) // PER_ROW) or 1
        self.columns = -(-len(self.gauges) // rows) or 1
        self.width = availWidth
        self.step = availWidth / self.columns
        self.radius = min(MAX_RADIUS, self.step / (2 + 2 * _SIDE))
        self.row_height = self.radius * (shape.TOP - shape.BOTTOM) + 6
        self.height = rows * self.row_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw every gauge, on white: a watermark behind an arc could be read as part of it."""
        self.canv.setFillColor(HexColor(paleta.BLANCO))
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        for index, gauge in enumerate(self.gauges):
            row, column = divmod(index, self.columns)
            x = (column + 0.5) * self.step
            y = self.height - row * self.row_height - shape.TOP * self.radius
            draw_gauge(self.canv, gauge, x, y, self.radius)
            if index == self.chosen:
                _underline(self.canv, gauge.titulo, x, y, self.radius, self.accent)


def draw_gauge(
    canvas: Canvas,
    gauge: Gauge,
    x: float,
    y: float,
    radius: float,
    anterior: str = "",
) -> None:
    """Draw one gauge with its arc's centre at (x, y); *anterior* is last year's figure in words."""
    canvas.saveState()
    _draw_arc(canvas, gauge, x, y, radius)
    soft, wide = paleta.TEXTO_SECUNDARIO, 2 * (1 + _SIDE)
    rows = (
        (gauge.titulo, BOLD, shape.TITLE_SIZE, shape.TITLE_BASELINE, wide, paleta.TEXTO),
        (
            gauge.porcentaje,
            BOLD,
            _fitting(gauge.longest_percent, gauge.percent_size, radius),
            shape.PERCENT_BASELINE,
            _INSIDE,
            paleta.TEXTO_SECUNDARIO if gauge.palabra == EN_CURSO else paleta.TEXTO,
        ),
        (gauge.cuenta, REGULAR, gauge.count_size, shape.COUNT_BASELINE, shape.COUNT_WIDTH, soft),
        (anterior, REGULAR, shape.ANTERIOR_SIZE, shape.ANTERIOR_BASELINE, wide, soft),
    )
    for text, font, size, baseline, room, color in rows:
        fitting = fitted_size(text, room * radius, size * radius, 2.0, bold=font == BOLD)
        canvas.setFont(font, fitting)
        canvas.setFillColor(HexColor(color))
        canvas.drawCentredString(x, y + baseline * radius, text)
    _draw_word(canvas, gauge, x, y, radius)
    canvas.restoreState()


def _fitting(longest: str, size: float, radius: float) -> float:
    """A size, in radii, in which the longest percentage of the row fits between the arc's sides."""
    return fitted_size(longest, _INSIDE * radius, size * radius, 2.0, bold=True) / radius


def _draw_word(canvas: Canvas, gauge: Gauge, x: float, y: float, radius: float) -> None:
    """The light's word with its sign before it, centred as one."""
    sign, gap = _SIGN * radius, _SIGN_GAP * radius
    room = 2 * radius * (1 + _SIDE) - sign - gap
    size = fitted_size(gauge.palabra, room, shape.WORD_SIZE * radius, 3.0, bold=True)
    wide = canvas.stringWidth(gauge.palabra, BOLD, size)
    left = x - (sign + gap + wide) / 2
    baseline = y + shape.WORD_BASELINE * radius
    draw_sign(canvas, left + sign / 2, baseline + size * 0.35, sign, gauge.semaforo)
    canvas.setFont(BOLD, size)
    canvas.setFillColor(HexColor(paleta.SEMAFORO_TINTA[gauge.semaforo]))
    canvas.drawString(left + sign + gap, baseline, gauge.palabra)


def _draw_arc(canvas: Canvas, gauge: Gauge, x: float, y: float, radius: float) -> None:
    if gauge.sweep is None:
        _draw_outline(canvas, x, y, radius)
        return
    canvas.setLineCap(0)
    canvas.setLineWidth(shape.STROKE * radius)
    middle = radius * (1 - shape.STROKE / 2)
    _stroke_arc(canvas, x, y, middle, shape.FULL_SWEEP, paleta.PISTA)
    if gauge.sweep:
        _stroke_arc(canvas, x, y, middle, gauge.sweep, paleta.SEMAFORO_RELLENO[gauge.semaforo])


def _stroke_arc(
    canvas: Canvas, x: float, y: float, radius: float, sweep: float, color: str
) -> None:
    canvas.setStrokeColor(HexColor(color))
    path = canvas.beginPath()
    path.arc(x - radius, y - radius, x + radius, y + radius, shape.START, sweep)
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_outline(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.setLineWidth(max(0.4, shape.OUTLINE * radius))
    canvas.setStrokeColor(HexColor(paleta.FILETE))
    inner = radius * (1 - shape.STROKE)
    end = shape.START + shape.FULL_SWEEP
    path = canvas.beginPath()
    path.arc(x - radius, y - radius, x + radius, y + radius, shape.START, shape.FULL_SWEEP)
    path.arcTo(x - inner, y - inner, x + inner, y + inner, end, -shape.FULL_SWEEP)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)


def _underline(canvas: Canvas, text: str, x: float, y: float, radius: float, color: str) -> None:
    half = canvas.stringWidth(text, BOLD, shape.TITLE_SIZE * radius) / 2 + 3
    below = y + (shape.TITLE_BASELINE - 0.09) * radius
    canvas.setStrokeColor(HexColor(color))
    canvas.setLineWidth(1.2)
    canvas.line(x - half, below, x + half, below)
