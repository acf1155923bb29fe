"""The sheet POA: the official document, in the order and wording of the printed form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from math import ceil

from openpyxl.drawing.image import Image

from poa_desktop.export.layout import (
    BlockBox,
    Cell,
    ColumnsBox,
    LabelBox,
    LabelRow,
    Run,
    SignatureBox,
    official_layout,
)
from poa_desktop.export.sheet_cells import Book, Sheet
from poa_desktop.export.sheet_measure import text_height
from poa_desktop.export.sheet_page import Page, fit_to_width, page_points
from poa_desktop.export.sheet_styles import Kind
from poa_desktop.poa.records import Municipio, Poa

TITLE = "POA"
_LABEL, _MIDDLE, _RIGHT = 1, 2, 3  # a label | its value, or left half (1–2) | right half (3)
_WIDTHS = [27.0, 20.5, 48.5]
_ROW_HEIGHT = 200.0  # points; higher texts take several rows, so that a page can end inside
_WHOLE = 280.0  # points; a block up to this height is not parted
_ESCUDO_HEIGHT = 54  # pixels
_NEW_ROW = Run("\n")
_LINE = Run("_" * 44)


@dataclass(slots=True)
class _Writer:
    """Draws the parts from top to bottom; *row* is the next free row."""

    sheet: Sheet
    row: int = 1
    groups: list[tuple[int, int]] = field(default_factory=list)  # rows that stay on one page

    def pair(
        self, cells: tuple[Cell, Cell], kinds: tuple[Kind, Kind], split: int, least: float = 17.0
    ) -> None:
        """Two cells side by side: columns 1 to *split*, and the rest."""
        spans = ((_LABEL, split), (split + 1, _RIGHT))
        heights = [
            text_height(
                cell.text,
                self.sheet.pixels(*span),
                kind.value.size,
                bold=kind.value.bold or cell.bold,
            )
            for cell, span, kind in zip(cells, spans, kinds, strict=True)
        ]
        height = max(least, *heights)
        rows = ceil(height / _ROW_HEIGHT)
        for cell, span, kind in zip(cells, spans, kinds, strict=True):
            runs = [(run.text, run.bold) for run in cell.runs]
            self.sheet.put_runs(self.row, span[0], runs, _weight(kind, cell))
            if span[0] != span[1] or rows > 1:
                self.sheet.merge(self.row, *span, down=rows - 1)
        self._advance(rows, height / rows)

    def across(self, cell: Cell, kind: Kind, height: float) -> None:
        """One cell over the whole width."""
        needed = text_height(cell.text, self.sheet.pixels(_LABEL, _RIGHT), kind.value.size)
        self.sheet.put(self.row, _LABEL, cell.text, kind)
        self.sheet.merge(self.row, _LABEL, _RIGHT)
        self._advance(1, min(max(height, needed), 400.0))

    def space(self, height: float = 9.0) -> None:
        """An empty row."""
        self._advance(1, height)

    def _advance(self, rows: int, height: float) -> None:
        self.sheet.heights.update(dict.fromkeys(range(self.row, self.row + rows), height))
        self.row += rows


def _weight(kind: Kind, cell: Cell) -> Kind:
    """A value that is all bold takes the bold kind, a mixed one is written in runs."""
    return Kind.OFFICIAL_BOLD if kind is Kind.OFFICIAL_TEXT and cell.bold else kind


def write_poa(book: Book, municipio: Municipio, poa: Poa, autorizacion: str = "") -> Sheet:
    """Add the sheet. It shows what official_layout() gives and adds nothing of its own."""
    layout = official_layout(municipio, poa, autorizacion)
    sheet = book.add_sheet(TITLE)
    sheet.widths(_WIDTHS)
    writer = _Writer(sheet)
    for cell in layout.title:
        writer.across(cell, Kind.OFFICIAL_TITLE, 24)
    if municipio.escudo:
        _add_escudo(book, sheet, municipio.escudo)
    for part in layout.parts:
        writer.space()
        match part:
            case LabelBox():
                _write_labels(writer, part.rows)
            case ColumnsBox():
                _write_columns(writer, part)
            case BlockBox():
                _write_block(writer, part)
            case SignatureBox():
                _write_signature(writer, part)
    _set_up_page(writer, poa)
    return sheet


def _write_labels(writer: _Writer, rows: Sequence[LabelRow]) -> None:
    for row in rows:
        writer.pair((row.label, row.value), (Kind.OFFICIAL_LABEL, Kind.OFFICIAL_TEXT), _LABEL)


def _write_columns(writer: _Writer, box: ColumnsBox) -> None:
    start = writer.row
    heads = (Kind.OFFICIAL_HEAD, Kind.OFFICIAL_HEAD)
    writer.pair((box.left_heading, box.right_heading), heads, _MIDDLE, 20)
    left, right = _join(box.left), _join(box.right)
    writer.pair((left, right), (Kind.OFFICIAL_TEXT, Kind.OFFICIAL_TEXT), _MIDDLE)
    writer.groups.append((start, start + 1))


def _join(paragraphs: Sequence[Cell]) -> Cell:
    """Paragraphs as one cell, each beginning a new row of it."""
    runs = [run for cell in paragraphs for run in (*cell.runs, _NEW_ROW)]
    return Cell(tuple(runs[:-1]))


def _write_block(writer: _Writer, box: BlockBox) -> None:
    start = writer.row
    _write_labels(writer, box.head)
    heads = (Kind.OFFICIAL_HEAD, Kind.OFFICIAL_HEAD)
    writer.pair((box.left_heading, box.right_heading), heads, _MIDDLE, 20)
    first = writer.row
    for pair in box.rows:
        writer.pair(pair, (Kind.OFFICIAL_TEXT, Kind.OFFICIAL_TEXT), _MIDDLE)
    height = sum(writer.sheet.heights[row] for row in range(start, writer.row))
    writer.groups.append((start, writer.row - 1 if height < _WHOLE else first))


def _write_signature(writer: _Writer, box: SignatureBox) -> None:
    start = writer.row
    writer.across(box.heading, Kind.SIGNATURE_BOLD, 18)
    writer.space(48)
    for number, cell in enumerate(box.below):
        kind = Kind.SIGNATURE_BOLD if cell.bold else Kind.SIGNATURE
        if number == 0:
            writer.across(Cell((_LINE,)), Kind.SIGNATURE, 16)
        writer.across(cell, kind, 16)
    writer.groups.append((start, writer.row - 1))


def _add_escudo(book: Book, sheet: Sheet, escudo: bytes) -> None:
    try:
        image = Image(BytesIO(escudo))
    except (OSError, ValueError, SyntaxError):
        book.notices.append("El escudo no se pudo leer como imagen y no está en el libro.")
        return
    image.width, image.height = image.width * _ESCUDO_HEIGHT / image.height, _ESCUDO_HEIGHT
    sheet.frame.add_image(image, "A1")


def _set_up_page(writer: _Writer, poa: Poa) -> None:
    sheet = writer.sheet
    page = Page(poa.titulo, f"A1:C{writer.row - 1}", landscape=False)
    pixels = sheet.pixels(_LABEL, _RIGHT)
    breaks = _page_breaks(writer, page_points(page, pixels))
    fit_to_width(sheet.frame, page, last_rows=breaks)
    sheet.frame.sheet_view.showGridLines = False


def _page_breaks(writer: _Writer, room: float) -> list[int]:
    """The last row of every page but the last: no heading stays alone at the foot.

    Every break is set, because programs differ in how many rows they fit on a page.
    """
    heights = writer.sheet.heights
    sums = [0.0, *accumulate(heights[row] for row in range(1, writer.row))]
    ends = dict(writer.groups)
    breaks, top = [], 1
    for row in range(1, writer.row):
        last = ends.get(row, row)
        if row > top and sums[last] - sums[top - 1] > room:
            top = row
            breaks.append(row - 1)
    return breaks
