"""The Tablero of a node on one page: what a president is handed to see where the year stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from poa_desktop.export import paleta
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_gauge import draw_gauge
from poa_desktop.export.pdf_masthead import read_escudo
from poa_desktop.export.pdf_paper import Area, Paper, fitted_size, width_of
from poa_desktop.export.pdf_tablero_curve import draw_curve
from poa_desktop.export.pdf_tablero_map import draw_map, needs_width
from poa_desktop.export.pdf_tablero_todo import draw_inversion, draw_todo
from poa_desktop.export.pdf_text import Texts
from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Municipio, Poa
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero import gauge_shape as shape
from poa_desktop.tablero.figures import TableroData, tablero_de
from poa_desktop.tablero.gauges import GaugeData
from poa_desktop.tablero.pending import encabezado
from poa_desktop.tablero.scope import Selection

EMPTY = (
    "Aún no hay líneas de acción que evaluar: agréguelas y prográmelas en el Calendario, y aquí "
    "aparecerá el avance de cada periodo."
)

_ESCUDO = (70.0, 44.0)
_SIDE = 176.0  # the width of the inversión
_GAP = 22.0
_PER_ROW = 7
_MOST_RADIUS = 42.0
_GAUGES_HEIGHT = (108.0, 160.0)  # of one row, of more
_HEADING = 14.0
_MOST_CURVE = 190.0
_FEW_ROWS = 6  # a map this short takes the whole width, and leaves room below it


def write_tablero_pdf(
    municipio: Municipio,
    poa: Poa,
    selection: Selection,
    periodo: Periodo,
    hoy: date,
    anterior: Poa | None = None,
    progress: Progress | None = None,
    observaciones: Sequence[ObservacionLinea] = (),
) -> PdfOutput:
    """The Tablero of one node and period, Letter landscape, always one page.

    *anterior* is the POA of the same dependencia one year before, when there is one.
    """
    data = tablero_de(poa, selection, periodo, hoy, anterior, observaciones)
    texts = Texts()
    sheet = Sheet(
        title=f"Tablero: {data.titulo}, {poa.dependencia.nombre}, {periodo.corto}",
        subject=f"Avance del POA {poa.ejercicio}: {periodo.en_palabras}",
        running=("", ""),
        serie=f"TAB-{periodo}",
        hoy=hoy,
        municipio=replace(municipio, membrete=None),  # it goes into slides, with a head of its own
        landscape=True,
    )
    page = _Page(sheet, texts, poa, data)
    return build_pdf(sheet, [page], texts, progress)


class _Page(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The whole page as one piece: it has the size of the frame, so there is never a second."""

    def __init__(self, sheet: Sheet, texts: Texts, poa: Poa, data: TableroData) -> None:
        super().__init__()
        self.sheet, self.texts, self.data, self.poa = sheet, texts, data, poa
        self.escudo: ImageReader | None = read_escudo(sheet.escudo, texts)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """All the frame has."""
        self.width, self.height = self.sheet.width, self.sheet.height - 0.5
        return self.width, self.height

    def draw(self) -> None:
        """Head, headline, gauges with inversión, and the lower half."""
        self.paper = Paper(self.canv, self.texts, self.sheet.paleta)
        area = Area(0.0, self.height, self.width, self.height)
        area = area.below(self._draw_head(area) + 8)
        if not self.data.lineas:
            self.paper.paragraph(area.below(16), EMPTY, 12, paleta.TEXTO_SECUNDARIO)
            return
        area = area.below(self._draw_headline(area) + 10)
        area = area.below(self._draw_gauges(area) + 8)
        self.paper.rule(area.left, area.right, area.top, paleta.FILETE_SUAVE, 0.6)
        self._draw_lower(area.below(8))

    # head

    def _draw_head(self, area: Area) -> float:
        """Who governs, which office, which node, which period; a rule in the accent closes it."""
        paper, data, soft = self.paper, self.data, paleta.TEXTO_SECUNDARIO
        inset = self._draw_escudo(area)
        side = max(width_of(data.periodo.en_palabras, 9, bold=True), 120.0)
        left, room = area.left + inset, area.width - inset - side - 20
        office = " · ".join(
            each
            for each in (self.sheet.municipio.gobierno, self.poa.dependencia.nombre, self._year())
            if each
        )
        paper.text(left, area.top - 9, office, 8, soft, room=room)
        used = 11 + self._draw_title(Area(left, area.top - 11, room, 40))
        paper.text(left, area.top - used - 9, data.subtitulo, 8, soft, room=room)
        used = max(used + 15, _ESCUDO[1] + 6 if inset else 0)
        paper.text(area.right, area.top - 9, "Tablero", 8, soft, align="right")
        period = data.periodo.en_palabras
        paper.text(area.right, area.top - 25, period, 9, bold=True, align="right")
        paper.text(area.right, area.top - 37, data.regla, 8, soft, align="right")
        paper.rule(area.left, area.right, area.top - used, paper.accent, 1.4)
        return used

    def _year(self) -> str:
        """The POA in the small row, unless it is the title."""
        name = f"POA {self.poa.ejercicio}"
        return "" if self.data.titulo == name else name

    def _draw_title(self, area: Area) -> float:
        """In large type on one row; smaller on two when it is long, and then shortened."""
        text, most = self.data.titulo, 17.0
        size = fitted_size(self.texts.printable(text), area.width, most, 0.0, bold=True)
        color = self.paper.accent
        if size >= 13:
            self.paper.text(area.left, area.top - size * 0.95, text, size, color, bold=True)
            return size * 1.2
        return self.paper.paragraph(area, text, 12, color, bold=True, most=2)

    def _draw_escudo(self, area: Area) -> float:
        """The escudo at the left; gives the room it takes."""
        if self.escudo is None:
            return 0.0
        wide, high = self.escudo.getSize()
        width = min(_ESCUDO[0], _ESCUDO[1] * float(wide) / float(high))
        box = (area.left, area.top - _ESCUDO[1], width, _ESCUDO[1])
        self.canv.drawImage(self.escudo, *box, preserveAspectRatio=True, anchor="nw")
        return width + 12

    def _draw_headline(self, area: Area) -> float:
        """The one sentence on the tint of its light; a refused rule says why below."""
        paper, headline = self.paper, self.data.headline
        text = self.texts.printable(headline.completo)
        room = area.width - 38
        size = fitted_size(text, room, 13, 10.5, bold=True)
        rows = 1 if width_of(text, size, bold=True) <= room else 2
        height = 14 + rows * size * 1.25
        refusal = self.data.rechazo
        paper.fill(
            Area(area.left, area.top, area.width, height),
            paleta.SEMAFORO_FONDO[headline.semaforo],
        )
        paper.fill(Area(area.left, area.top, 3, height), paleta.SEMAFORO_RELLENO[headline.semaforo])
        paper.sign(area.left + 17, area.top - 8 - size * 0.58, 10, headline.semaforo)
        ink = paleta.SEMAFORO_TINTA[headline.semaforo]
        inside = Area(area.left + 29, area.top - 6, room, height)
        paper.paragraph(inside, text, size, ink, bold=True, most=2)
        if headline.nota:
            nota = self.texts.printable(headline.nota)
            paper.text(inside.left, area.top - height - 9.5, nota, 8.4, room=room)
            height += 12
        if refusal is None:
            return height
        below = area.below(height + 4)
        red = paleta.SEMAFORO_TINTA[Semaforo.ROJO]
        return height + 4 + paper.paragraph(below, refusal, 8.4, red, most=3)

    # gauges

    def _draw_gauges(self, area: Area) -> float:
        """The gauges at the left in one or two rows, the inversión at the right."""
        gauges = self.data.gauges
        rows = -(-len(gauges) // _PER_ROW)
        columns = -(-len(gauges) // rows)
        told = any(gauge.anterior for gauge in gauges)
        unit = shape.TOP - (shape.BOTTOM_ANTERIOR if told else shape.BOTTOM)
        width = area.width - _SIDE - _GAP
        radius = min(_MOST_RADIUS, width / columns / 2.3, _GAUGES_HEIGHT[rows > 1] / (rows * unit))
        step = min(width / columns, radius * 3)
        height = radius * unit + 4
        for place, gauge in enumerate(gauges):
            row, column = divmod(place, columns)
            box = Area(area.left + column * step, area.top - row * height, step, height)
            self._draw_gauge(box, gauge, radius)
        draw_inversion(
            self.paper, Area(area.right - _SIDE, area.top, _SIDE, height), self.data.inversion
        )
        return max(rows * height, _GAUGES_HEIGHT[0])

    def _draw_gauge(self, box: Area, gauge: GaugeData, radius: float) -> None:
        if gauge.elegido:
            self.paper.fill(box, self.paper.tint)
            self.paper.fill(Area(box.left, box.bottom + 1.6, box.width, 1.6), self.paper.accent)
        x, y = box.left + box.width / 2, box.top - shape.TOP * radius
        draw_gauge(self.canv, gauge.shape, x, y, radius, anterior=gauge.anterior)

    # lower half

    def _draw_lower(self, area: Area) -> None:
        """Map at the left; curve and what is left to do where there is room for them."""
        filas = self.data.filas
        if len(filas) <= _FEW_ROWS:
            self._draw_halves(area.below(self._draw_map(area)))
            return
        wide = needs_width(filas, area.height - _HEADING)
        share = 0.67 if wide else 0.57
        left = Area(area.left, area.top, area.width * share - _GAP / 2, area.height)
        right = Area(left.right + _GAP, area.top, area.width - left.width - _GAP, area.height)
        self._draw_map(left)
        curve = min(_MOST_CURVE, area.height * (0.44 if self.data.pendientes else 0.6))
        self._draw_curve(Area(right.left, right.top, right.width, curve))
        self._draw_todo(right.below(curve + 10))

    def _draw_map(self, area: Area) -> float:
        """The map under its heading, if there are rows; gives the height it took."""
        filas = self.data.filas
        if not filas:
            return 0.0
        self._write_heading(area, "Avance por periodo (%)")
        below = area.below(_HEADING)
        used = draw_map(self.paper, below, filas, self.data.periodo, self.poa.reglas)
        return _HEADING + used + 8

    def _draw_halves(self, area: Area) -> None:
        """The curve beside what is left to do."""
        width = (area.width - _GAP) / 2
        self._draw_curve(Area(area.left, area.top, width, min(area.height, _MOST_CURVE)))
        self._draw_todo(Area(area.left + width + _GAP, area.top, width, area.height))

    def _write_heading(self, area: Area, text: str) -> None:
        self.paper.text(
            area.left, area.top - 8, text, 8.8, self.paper.accent, bold=True, room=area.width
        )

    def _draw_curve(self, area: Area) -> None:
        self._write_heading(area, f"Avance acumulado ({self.data.curva.unidad})")
        draw_curve(self.paper, area.below(_HEADING), self.data.curva)

    def _draw_todo(self, area: Area) -> None:
        self._write_heading(area, encabezado(self.data.pendientes, self.data.periodo))
        draw_todo(self.paper, area.below(12), self.data.pendientes)
