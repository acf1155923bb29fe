"""One worksheet of somebody else's workbook: where its rows and cells stand in the part.

Only places, styles and values are kept; everything else of the sheet stays in its bytes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from poa_desktop.export.xlsx_offsets import Element, parse
from poa_desktop.xlsx.names import column_letters, column_number
from poa_desktop.xlsx.package import ELEGIR, damaged, refusal

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
MAX_CELLS = 300_000  # of one sheet: some ten seconds on an old PC
_DEFAULT_WIDTH = 9.14

T = TypeVar("T")

_PLAIN = re.compile(r"[\w.]+", re.ASCII)
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

Place = tuple[int, int]
"""Row and column, both from 1."""


def reference(place: Place) -> str:
    """A cell as Excel names it: "B8"."""
    return f"{column_letters(place[1])}{place[0]}"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, ends included."""

    first: Place
    last: Place

    def __contains__(self, place: object) -> bool:
        assert isinstance(place, tuple)
        return all(self.first[axis] <= place[axis] <= self.last[axis] for axis in (0, 1))

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.first == self.last


def parse_area(text: str) -> Area | None:
    """Read "B8", "$B$8:$C$20"; None for anything else, whole columns among them."""
    ends = text.split(":")
    matches = [_REFERENCE.fullmatch(end) for end in ends]
    if len(ends) > 2 or not all(matches):
        return None
    places = [(int(match[2]), column_number(match[1])) for match in matches if match]
    (top, left), (bottom, right) = places[0], places[-1]
    area = Area((min(top, bottom), min(left, right)), (max(top, bottom), max(left, right)))
    inside = area.first[0] >= 1 and area.last[0] <= MAX_ROW and area.last[1] <= MAX_COLUMN
    return area if inside else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is there: its bytes in the part, its style, and what it holds.

    *tag_end* is where its start tag ends, *result* where its value stands.
    """

    start: int
    tag_end: int
    end: int
    result: tuple[int, int]
    style: str
    kind: str
    value: str
    formula: bool


@dataclass(slots=True)
class Row:
    """A row that is there. *head* is its start tag; a row without cells may be one tag."""

    start: int
    open_end: int
    close: int
    end: int
    attributes: dict[str, str]
    cells: dict[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Validation:
    """A list validation: where it holds and the formula of its list."""

    areas: tuple[Area, ...]
    formula: str


@dataclass(slots=True)
class SheetMap:
    """What a worksheet part holds, by place; built by `map_sheet`."""

    content: bytes
    prefix: str
    data: Element
    dimension: Element | None
    rows: dict[int, Row]
    merged: tuple[Area, ...]
    column_styles: tuple[tuple[int, int, str], ...]
    column_widths: tuple[tuple[int, int, float], ...]
    validations: tuple[Validation, ...]
    spilled: tuple[Area, ...]
    """Where array formulas put their results: cells that are not their own."""

    def cell(self, place: Place) -> Cell | None:
        """The cell at a place; None where nothing was ever written."""
        row = self.rows.get(place[0])
        return row.cells.get(place[1]) if row else None

    def merge_of(self, place: Place) -> Area | None:
        """The merged area a place is part of."""
        return next((area for area in self.merged if place in area), None)

    def column_style(self, column: int) -> str:
        """The style that a new cell of a column takes."""
        return next((s for low, high, s in self.column_styles if low <= column <= high), "")

    def column_width(self, column: int) -> float:
        """Width of a column in characters, as Excel counts them."""
        widths = (w for low, high, w in self.column_widths if low <= column <= high)
        return next(widths, _DEFAULT_WIDTH)


def map_sheet(content: bytes, nombre: str, part: str) -> SheetMap:
    """Find every row and cell of a worksheet part. Raises PoaError when it is damaged."""
    rows: dict[int, Row] = {}
    count = 0
    spilled: list[Area] = []

    def on_row(element: Element) -> None:
        nonlocal count
        number = int(element.attributes.get("r") or max(rows, default=0) + 1)
        if number in rows or not 1 <= number <= MAX_ROW:
            raise ValueError("a row twice, or none")
        rows[number] = _row(element)
        count += len(rows[number].cells)
        spilled.extend(_spilled(element))
        if count > MAX_CELLS:
            what = f"tiene más de {MAX_CELLS:,} celdas en una hoja"
            raise refusal(nombre, what, ELEGIR.smaller)

    root = parse(content, nombre, part, on_row)
    data = root.find("sheetData")
    if data is None:
        raise damaged(nombre, f"su parte «{part}» no es una hoja de cálculo")
    if list(rows) != sorted(rows):
        raise damaged(nombre, f"su parte «{part}» tiene las filas en desorden")
    return SheetMap(
        content,
        data.prefix,
        data,
        root.find("dimension"),
        rows,
        tuple(_areas(root, "mergeCells", "mergeCell")),
        tuple(_column_values(root, "style", _style)),
        tuple(_column_values(root, "width", _width)),
        tuple(_validations(root)),
        tuple(spilled),
    )


def _spilled(row: Element) -> list[Area]:
    formulas = [each.find("f") for each in row.children]
    areas = [
        parse_area(f.attributes.get("ref", ""))
        for f in formulas
        if f is not None and f.attributes.get("t") in ("array", "dataTable")
    ]
    return [area for area in areas if area]


def _row(element: Element) -> Row:
    plain = {k: v for k, v in element.attributes.items() if _PLAIN.fullmatch(v)}
    row = Row(element.start, element.open_end, element.close, element.end, plain)
    column = 0
    for child in element.children:
        if child.name != "c":
            continue
        named = child.attributes.get("r")
        match = _REFERENCE.fullmatch(named) if named else None
        if named and not match:
            raise ValueError("a cell that is nowhere")
        place = column_number(match[1]) if match else column + 1
        if not column < place <= MAX_COLUMN:
            raise ValueError("cells out of order")
        column = place
        row.cells[column] = _cell(child)
    return row


def _cell(element: Element) -> Cell:
    kind = element.attributes.get("t", "n")
    text, formula, result = "", False, (element.close, element.close)
    for child in element.children:
        if child.name == "v":
            text, result = child.text, (child.start, child.end)
        elif child.name == "f":
            formula = True
        elif child.name == "is" and kind == "inlineStr":
            text = rich_text(child)
    return Cell(
        element.start,
        element.open_end,
        element.end,
        result,
        _style(element.attributes.get("s", "")),
        kind,
        text,
        formula,
    )


def _style(number: str) -> str:
    """A style's number as it may be written again; "" for the default one, or for nonsense."""
    return number if number.isdecimal() else ""


def rich_text(element: Element) -> str:
    """The text of a shared or inline string: its <t>, or those of its runs."""
    parts = []
    for child in element.children:
        if child.name == "t":
            parts.append(child.text)
        elif child.name == "r":
            parts += [each.text for each in child.children if each.name == "t"]
    return "".join(parts)


def _areas(root: Element, group: str, name: str) -> list[Area]:
    found = root.find(group)
    children = found.children if found else []
    areas = [parse_area(each.attributes.get("ref", "")) for each in children if each.name == name]
    return [area for area in areas if area]


def _column_values(
    root: Element, name: str, read: Callable[[str], T | None]
) -> list[tuple[int, int, T]]:
    """What the stretches of columns say of something: first column, last column, value."""
    found = root.find("cols")
    values = []
    for each in found.children if found else []:
        low, high = each.attributes.get("min", ""), each.attributes.get("max", "")
        value = read(each.attributes.get(name, ""))
        if low.isdecimal() and high.isdecimal() and value:
            values.append((int(low), int(high), value))
    return values


def _width(text: str) -> float | None:
    try:
        return min(float(text), 255.0)
    except ValueError:
        return None


def _validations(root: Element) -> list[Validation]:
    """List validations, those among them that Excel keeps in an extension."""
    found = []
    for each in root.every("dataValidation"):
        if each.attributes.get("type") == "list":
            formula, where = each.find("formula1"), each.find("sqref")
            text = formula.text or "".join(c.text for c in formula.children) if formula else ""
            places = (where.text if where else each.attributes.get("sqref", "")).split()
            areas = [parse_area(place) for place in places]
            found.append(Validation(tuple(a for a in areas if a), text.strip()))
    return found
