"""The official POA as PDF: the printed form, box by box."""

from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether

from poa_desktop.export import paleta
from poa_desktop.export.layout import (
    BlockBox,
    Cell,
    ColumnsBox,
    LabelBox,
    LabelRow,
    OfficialLayout,
    Part,
    SignatureBox,
    official_layout,
)
from poa_desktop.export.pdf_box import Bookmark, Box, Row
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_text import BODY, CENTERED, HEADING, Texts
from poa_desktop.poa.records import Municipio, Poa

LABEL_SHARE = 0.29
BLOCK_SHARE = 0.46
UNBROKEN = 0.3  # of a page: a programa or actividad up to this height is not broken
CLOSING = 2  # the last parts, evaluation and signature: nobody signs a page with nothing on it
SIGNING_ROOM = 46.0


def write_official_pdf(
    municipio: Municipio,
    poa: Poa,
    hoy: date,
    progress: Progress | None = None,
    *,
    autorizacion: str = "",
) -> PdfOutput:
    """The official document of one POA, Letter portrait. The same input gives the same bytes.

    *progress* receives numbers from 0 to 1; *autorizacion* says by what the plan is in force.
    """
    layout = official_layout(municipio, poa, autorizacion)
    texts = Texts()
    sheet = Sheet(
        title=f"POA {poa.ejercicio} {poa.dependencia.nombre}".strip(),
        subject=f"Programa Operativo Anual {poa.ejercicio}",
        running=(layout.name, poa.dependencia.nombre),
        serie=f"POA-{poa.ejercicio}",
        hoy=hoy,
        municipio=municipio,
    )
    return build_pdf(sheet, list(_story(layout, sheet, texts)), texts, progress)


def _story(layout: OfficialLayout, sheet: Sheet, texts: Texts) -> Iterator[Flowable]:
    yield from masthead([cell.text for cell in layout.title], texts, sheet)
    drawer = _Drawer(sheet, texts)
    boxes = [drawer.draw(part) for part in layout.parts]
    yield from boxes[:-CLOSING]
    yield KeepTogether(boxes[-CLOSING:])


class _Drawer:
    """Turns the parts of the layout into boxes of one sheet's width."""

    def __init__(self, sheet: Sheet, texts: Texts) -> None:
        self.texts = texts
        self.height = sheet.height
        self.paleta = sheet.paleta
        self.label_widths = (sheet.width * LABEL_SHARE, sheet.width * (1 - LABEL_SHARE))
        self.half_widths = (sheet.width / 2, sheet.width / 2)
        self.block_widths = (sheet.width * BLOCK_SHARE, sheet.width * (1 - BLOCK_SHARE))
        self.full_width = (sheet.width,)

    def draw(self, part: Part) -> Flowable:
        """The box of one part."""
        if isinstance(part, LabelBox):
            return self._box([self._label_row(row) for row in part.rows])
        if isinstance(part, ColumnsBox):
            return self._columns(part)
        if isinstance(part, BlockBox):
            return self._block(part)
        return self._signature(part)

    def _box(self, rows: list[Row], *, repeat: Sequence[Row] = (), whole: bool = False) -> Box:
        accent = self.paleta.institucional
        return Box(rows, self.height, repeat=repeat, whole=whole, accent=accent)

    def _label_row(self, row: LabelRow, *, keep: bool = False) -> Row:
        cells = [[self.texts.p(row.label)], [self.texts.p(row.value)]]
        return Row(cells, self.label_widths, (self.paleta.suave, None), keep=keep)

    def _headings(self, left: Cell, right: Cell, widths: tuple[float, float]) -> Row:
        cells = [[self.texts.p(left, HEADING)], [self.texts.p(right, HEADING)]]
        return Row(cells, widths, (self.paleta.suave, self.paleta.suave), keep=True)

    def _columns(self, part: ColumnsBox) -> Flowable:
        heading = self._headings(part.left_heading, part.right_heading, self.half_widths)
        cells = [[self.texts.p(cell) for cell in column] for column in (part.left, part.right)]
        body = Row(cells, self.half_widths, cut=True, pad_y=5)
        return self._box([heading, body], repeat=[heading])

    def _block(self, part: BlockBox) -> Flowable:
        heading = self._headings(part.left_heading, part.right_heading, self.block_widths)
        rows = [self._label_row(row, keep=True) for row in part.head]
        rows.append(heading)
        for index, (left, right) in enumerate(part.rows):
            rows.append(self._pair(index, left, right, part))
        rows[0].bookmark = Bookmark(part.clave, self.texts.printable(part.bookmark))
        whole = sum(row.height for row in rows) <= self.height * UNBROKEN
        return self._box(rows, repeat=[heading], whole=whole)

    def _pair(self, index: int, left: Cell, right: Cell, part: BlockBox) -> Row:
        beyond = (index > len(part.lineas), index > len(part.resultados))
        open_cells = frozenset(column for column, empty in enumerate(beyond) if empty)
        cells = [[self.texts.p(left, BODY)], [self.texts.p(right, BODY)]]
        return Row(cells, self.block_widths, open_cells=open_cells)

    def _signature(self, part: SignatureBox) -> Flowable:
        fills = (self.paleta.suave,)
        heading = Row([[self.texts.p(part.heading, HEADING)]], self.full_width, fills, keep=True)
        below = [self.texts.p(cell, CENTERED) for cell in part.below]
        body = Row([[SigningLine(240), *below]], self.full_width)
        return self._box([heading, body], whole=True)


class SigningLine(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Room to sign, with a line of the given length below it, centred."""

    def __init__(self, length: float, room: float = SIGNING_ROOM) -> None:
        super().__init__()
        self.length = length
        self.room = room

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Size in points."""
        self.width, self.height = availWidth, self.room
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        length = min(self.length, self.width)
        start = (self.width - length) / 2
        self.canv.setStrokeColor(HexColor(paleta.TEXTO))
        self.canv.setLineWidth(0.7)
        self.canv.line(start, 2, start + length, 2)
