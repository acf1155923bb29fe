"""A framed table for forms that breaks across pages without losing or stranding anything.

reportlab's own Table gives all rows the same columns, cuts short rows in two and lets a heading
stand alone at the foot of a page. Here each row brings its own widths, a row marked *keep* is
never the last one on a page, and only a tall row is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from poa_desktop.export import paleta

PAD_X = 5.0
PAD_Y = 3.4
GAP = 2.2
HAIRLINE = 0.4
FRAME_LINE = 0.6
TOP_LINE = 1.2
BETWEEN = 9.0  # points between two boxes
TALL = 130.0  # points: a row higher than this may be cut at the foot of a page
MIN_SLICE = 44.0  # points: less room than this is left empty rather than used for a cut row


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's outline; *key* is unique in the document."""

    key: str
    title: str
    level: int = 0


@dataclass(slots=True)
class Row:
    """One row: its cells (lists of flowables), widths in points and fills (hex or None).

    *keep*: never the last row on a page. *open_cells*: cells without a line above them.
    *cut*: the row may be cut even when it is short. *bookmark*: an entry of the outline that
    leads to the row.
    """

    cells: Sequence[list[Flowable]]
    widths: Sequence[float]
    fills: Sequence[str | None] = ()
    keep: bool = False
    open_cells: frozenset[int] = frozenset()
    cut: bool = False
    pad_y: float = PAD_Y
    bookmark: Bookmark | None = None
    _height: float | None = field(default=None, repr=False)

    @property
    def height(self) -> float:
        """Height in points; the cells are laid out the first time it is asked for."""
        if self._height is None:
            tallest = max(
                (
                    _column_height(cell, width)
                    for cell, width in zip(self.cells, self.widths, strict=True)
                ),
                default=0.0,
            )
            self._height = tallest + 2 * self.pad_y
        return self._height

    def slice(self, room: float) -> tuple["Row", "Row"] | None:
        """Cut the row so that its first part fits in *room* points; None when nothing fits."""
        inner = room - 2 * self.pad_y
        parts = [
            _cut_column(cell, width, inner)
            for cell, width in zip(self.cells, self.widths, strict=True)
        ]
        if not any(top for top, _ in parts) or not any(rest for _, rest in parts):
            return None
        top = replace(self, cells=[part[0] for part in parts], keep=False, _height=None)
        rest = replace(self, cells=[part[1] for part in parts], bookmark=None, _height=None)
        return (top, rest) if top.height <= room else None


def _column_height(cell: list[Flowable], width: float) -> float:
    heights = [_laid_out(flowable, width - 2 * PAD_X) for flowable in cell]
    return sum(heights) + GAP * max(0, len(heights) - 1)


def _laid_out(flowable: Flowable, width: float) -> float:
    """The height of a flowable at a width: broken into rows once, not again when it is drawn."""
    known: tuple[float, float] | None = getattr(flowable, "_laid_out", None)
    if known is None or known[0] != width:
        known = width, float(flowable.wrap(width, 10**6)[1])
        flowable._laid_out = known
    return known[1]


def _cut_column(
    cell: list[Flowable], width: float, room: float
) -> tuple[list[Flowable], list[Flowable]]:
    top: list[Flowable] = []
    left = room
    for index, flowable in enumerate(cell):
        height = _laid_out(flowable, width - 2 * PAD_X)
        if height <= left:
            top.append(flowable)
            left -= height + GAP
            continue
        pieces = flowable.split(width - 2 * PAD_X, left) if left > 0 else []
        flowable._laid_out = None  # a paragraph that was split, or refused, forgets its rows
        if len(pieces) > 1:
            return [*top, pieces[0]], [*pieces[1:], *cell[index + 1 :]]
        return top, cell[index:]
    return top, []


class Box(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Rows in a hairline frame under a line in the *accent* colour.

    *repeat* rows are drawn again at the head of every continuation. *page_height* is the height
    of an empty page's frame: only there a box that cannot keep its promises breaks them.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        page_height: float,
        *,
        repeat: Sequence[Row] = (),
        whole: bool = False,
        accent: str = paleta.INSTITUCIONAL,
    ) -> None:
        super().__init__()
        self.rows = list(rows)
        self.page_height = page_height
        self.repeat = list(repeat)
        if sum(row.height for row in self.repeat) > page_height / 3:
            self.repeat = []
        self.whole = whole
        self.accent = accent
        self.repeated = 0  # how many leading rows are repetitions
        self.spaceBefore = BETWEEN  # reportlab leaves it out at the head of a page

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Size in points."""
        self.width = max(sum(row.widths) for row in self.rows)
        self.height = sum(row.height for row in self.rows)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """What fits on this page, and the rest; nothing when the box had better start a page."""
        fresh_page = availHeight >= self.page_height - 1
        if self.whole and not fresh_page:
            return []
        index, room = self._first_beyond(availHeight)
        row = self.rows[index]
        if (row.height > TALL or row.cut) and room >= MIN_SLICE and (pair := row.slice(room)):
            return self._parts(index, pair)
        start = self._break_before(index)
        if start > self.repeated:
            return self._parts(start)
        if not fresh_page:
            return []
        return self._forced(index, room)

    def _forced(self, index: int, room: float) -> list[Flowable]:
        """Break where the page ends, promises or not: nothing may be lost."""
        if pair := self.rows[index].slice(room):
            return self._parts(index, pair)
        return self._parts(index) if index > self.repeated else []

    def _first_beyond(self, available: float) -> tuple[int, float]:
        """The first row that does not fit, and the room left above it."""
        room = available
        for index, row in enumerate(self.rows):
            if row.height > room + 0.01:
                return index, room
            room -= row.height
        return len(self.rows) - 1, room + self.rows[-1].height

    def _break_before(self, index: int) -> int:
        while index > 0 and self.rows[index - 1].keep:
            index -= 1
        return index

    def _parts(self, index: int, pair: tuple[Row, Row] | None = None) -> list[Flowable]:
        top, rest = self.rows[:index], self.rows[index:]
        if pair is not None:
            top, rest = [*top, pair[0]], [pair[1], *rest[1:]]
        first = Box(top, self.page_height, repeat=self.repeat, accent=self.accent)
        if self.repeat:
            rest[0] = replace(rest[0], open_cells=frozenset())
        second = Box(
            [*self.repeat, *rest], self.page_height, repeat=self.repeat, accent=self.accent
        )
        second.repeated = len(self.repeat)
        return [first, second]

    def draw(self) -> None:
        """Draw fills, texts, then lines."""
        canvas: Canvas = self.canv
        y = self.height
        for index, row in enumerate(self.rows):
            y -= row.height
            if row.bookmark is not None:
                _add_bookmark(canvas, row.bookmark, y + row.height)
            _draw_row(canvas, row, y, first=index == 0)
        canvas.setLineWidth(FRAME_LINE)
        canvas.setStrokeColor(HexColor(paleta.FILETE))
        canvas.rect(0, 0, self.width, self.height)
        canvas.setLineWidth(TOP_LINE)
        canvas.setStrokeColor(HexColor(self.accent))
        canvas.line(-FRAME_LINE / 2, self.height, self.width + FRAME_LINE / 2, self.height)


def _add_bookmark(canvas: Canvas, bookmark: Bookmark, height: float) -> None:
    left, top = canvas.absolutePosition(0, height + 4)
    canvas.bookmarkPage(bookmark.key, fit="XYZ", left=left, top=top)
    canvas.addOutlineEntry(bookmark.title, bookmark.key, bookmark.level, closed=False)


def _draw_row(canvas: Canvas, row: Row, y: float, *, first: bool) -> None:
    x = 0.0
    for index, (cell, width) in enumerate(zip(row.cells, row.widths, strict=True)):
        fill = row.fills[index] if index < len(row.fills) else None
        if fill:
            canvas.setFillColor(HexColor(fill))
            canvas.rect(x, y, width, row.height, stroke=0, fill=1)
        canvas.setStrokeColor(HexColor(paleta.FILETE))
        canvas.setLineWidth(HAIRLINE)
        if not first and index not in row.open_cells:
            canvas.line(x, y + row.height, x + width, y + row.height)
        if index:
            canvas.line(x, y, x, y + row.height)
        _draw_cell(canvas, cell, x + PAD_X, y + row.height - row.pad_y, width - 2 * PAD_X)
        x += width


def _draw_cell(canvas: Canvas, cell: list[Flowable], x: float, top: float, width: float) -> None:
    for flowable in cell:
        height = _laid_out(flowable, width)
        flowable.drawOn(canvas, x, top - height)
        top -= height + GAP
