"""Cells of a workbook: the one door through which anything gets into a sheet.

Texts are always texts: "=1+1" stays what the user wrote, is marked so that Excel keeps it, and
never becomes a formula. What XML cannot hold is taken out and reported; what is too long for one
cell is continued in the sheet Datos and reported. Formulas carry the value the program computed,
so that a reader that does not calculate (a preview, Protected View) shows the same figures.

openpyxl writes everything around the cells; the cells themselves are kept as finished XML,
because its cell objects are about ten times slower.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from poa_desktop.export.paleta import PALETA, Paleta
from poa_desktop.export.sheet_measure import MAX_HEIGHT, column_pixels, text_height
from poa_desktop.export.sheet_styles import FONT, Kind, in_colors, register_style
from poa_desktop.export.xlsx_text import (
    MAX_CELL,
    shielded,
    split_text,
    text_element,
    units,
    without_forbidden,
)

_FORMULA_STARTS = ("=", "+", "-", "@", "'", "\t")


@dataclass(frozen=True, slots=True)
class Continuation:
    """A part of a text that did not fit into its cell; *part* counts from 2."""

    sheet: str
    coordinate: str
    part: int
    text: str


@dataclass(slots=True)
class Book:
    """A workbook being written: its sheets, shared texts, styles and what has to be told."""

    paleta: Paleta = PALETA
    workbook: Workbook = field(default_factory=Workbook)
    sheets: list["Sheet"] = field(default_factory=list)
    strings: dict[str, int] = field(default_factory=dict)
    known_texts: dict[str, tuple[int, bool]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    continuations: list[Continuation] = field(default_factory=list)
    _styles: tuple[dict[str, int], dict[str, int]] = field(default_factory=lambda: ({}, {}))

    def __post_init__(self) -> None:
        self.workbook.remove(self.workbook.active)
        # column widths count in digits of this font
        self.workbook._fonts[0] = Font(name=FONT, size=10)
        self.workbook._named_styles["Normal"].font = Font(name=FONT, size=10)

    def add_sheet(self, title: str) -> "Sheet":
        """Add an empty sheet at the end."""
        sheet = Sheet(self, self.workbook.create_sheet(title), title)
        self.sheets.append(sheet)
        return sheet

    def name_cell(self, name: str, sheet: "Sheet", row: int, column: int) -> None:
        """Give a cell a name that formulas of every sheet can use."""
        place = f"'{sheet.title}'!${letter(column)}${row}"
        self.workbook.defined_names[name] = DefinedName(name, attr_text=place)

    def style(self, kind: Kind, quoted: bool = False) -> int:
        """Number of the style of a kind, the same for all its cells."""
        styles, name = self._styles[quoted], kind._name_  # a text's hash is quicker than an enum's
        if name not in styles:
            spec = in_colors(kind.value, self.paleta)
            styles[name] = register_style(self.sheets[0].frame, spec, quoted=quoted)
        return styles[name]

    def share(self, item: str) -> int:
        """Number of a finished text item in the table of shared texts."""
        return self.strings.setdefault(item, len(self.strings))


@dataclass(slots=True)
class Sheet:
    """One sheet: *frame* is openpyxl's worksheet with everything but the cells."""

    book: Book
    frame: Worksheet
    title: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)

    def put(self, row: int, column: int, text: str, kind: Kind) -> None:
        """Write a text. It stays a text, whatever it begins with."""
        known = self.book.known_texts.get(text)
        if known is None:
            clean = self._fit(row, column, self._clean(row, column, text))
            if not clean:
                self.blank(row, column, kind)
                return
            item = self.book.share(f"<si>{text_element(clean)}</si>")
            known = (item, clean.startswith(_FORMULA_STARTS))
            if clean == text:  # nothing to report the next time either
                self.book.known_texts[text] = known
        style = self.book.style(kind, known[1])
        self._set(row, column, f'" s="{style}" t="s"><v>{known[0]}</v></c>')

    def put_runs(self, row: int, column: int, runs: list[tuple[str, bool]], kind: Kind) -> None:
        """Write a text in which only some stretches are bold: (text, bold) pairs."""
        whole = "".join(text for text, _ in runs)
        fits = len(whole) < MAX_CELL // 2
        if not fits or len({bold for text, bold in runs if text.strip()}) < 2:
            self.put(row, column, whole, kind)
            return
        spec = kind.value
        font = f'<sz val="{spec.size:g}"/><rFont val="{FONT}"/>'
        parts = []
        for text, bold in runs:
            clean = self._clean(row, column, text)
            if clean:
                weight = "<b/>" if bold else ""
                parts.append(f"<r><rPr>{weight}{font}</rPr>{text_element(clean)}</r>")
        item = self.book.share(f"<si>{''.join(parts)}</si>")
        style = self.book.style(kind, whole.startswith(_FORMULA_STARTS))
        self._set(row, column, f'" s="{style}" t="s"><v>{item}</v></c>')

    def number(self, row: int, column: int, value: float | None, kind: Kind) -> None:
        """Write a number; None leaves an empty cell of that kind."""
        if value is None:
            self.blank(row, column, kind)
        else:
            style = self.book.style(kind)
            self._set(row, column, f'" s="{style}"><v>{value!r}</v></c>')

    def cantidad(self, row: int, column: int, hundredths: int | None, kind: Kind) -> None:
        """Write a quantity given in hundredths; None is sin capturar: an empty cell, not 0."""
        self.number(row, column, as_number(hundredths), kind)

    def day(self, row: int, column: int, day: date, kind: Kind) -> None:
        """Write a date as a date."""
        self.number(row, column, int(to_excel(day)), kind)

    def formula(
        self, row: int, column: int, formula: str, value: float | str | None, kind: Kind
    ) -> None:
        """Write one of the program's own formulas, with the value it has at present.

        No text of a user may ever be part of *formula*.
        """
        style = self.book.style(kind)
        expression = escape(formula.removeprefix("="))
        if isinstance(value, str):
            shown = f't="str"><f>{expression}</f><v>{escape(value)}</v></c>'
        else:
            shown = f"><f>{expression}</f><v>{'' if value is None else repr(value)}</v></c>"
        self._set(row, column, f'" s="{style}" {shown}')

    def echo(self, row: int, column: int, source: str, text: str, kind: Kind) -> None:
        """Show the text of another cell (*source*: "Calendario!C6"), which is *text* at present."""
        shown = shielded(self._clean(row, column, text))
        self.formula(row, column, f'={source}&""', shown, kind)

    def blank(self, row: int, column: int, kind: Kind) -> None:
        """An empty cell of a kind."""
        self._set(row, column, f'" s="{self.book.style(kind)}"/>')

    def merge(self, row: int, first: int, last: int, *, down: int = 0) -> None:
        """Merge columns *first* to *last* of a row and of *down* rows below it.

        The cells keep the style of the first one, so that borders close.
        """
        style = _STYLE.search(self.rows[row][first])
        for below in range(row, row + down + 1):
            for column in range(first, last + 1):
                if (below, column) != (row, first):
                    self._set(below, column, f'" s="{style[1] if style else 0}"/>')
        self.frame.merged_cells.ranges.add(
            CellRange(min_row=row, max_row=row + down, min_col=first, max_col=last)
        )

    def widths(self, widths: list[float]) -> None:
        """Set the widths of the columns from A on, in characters."""
        for column, width in enumerate(widths, start=1):
            self.frame.column_dimensions[letter(column)].width = width

    def pixels(self, first: int, last: int | None = None) -> int:
        """Width of one or several columns in pixels."""
        dimensions = self.frame.column_dimensions
        columns = range(first, (last or first) + 1)
        return sum(column_pixels(dimensions[letter(c)].width) for c in columns)

    def fit(self, row: int, texts: list[tuple[int, str]], minimum: float = 15.0) -> None:
        """Make a row high enough for the wrapped texts in (column, text)."""
        needed = [text_height(text, self.pixels(column)) for column, text in texts if text]
        height = max([minimum, *needed])
        if height > MAX_HEIGHT:
            self.book.notices.append(
                f"«{self.title}», fila {row}: el texto está completo pero es más alto que una "
                "fila de Excel; haga doble clic en la celda para leerlo todo."
            )
        self.heights[row] = min(height, MAX_HEIGHT)

    def condition(self, area: str, rule: Rule) -> None:
        """Add a conditional format."""
        self.frame.conditional_formatting.add(area, rule)

    def _set(self, row: int, column: int, rest: str) -> None:
        reference = f"{letter(column)}{row}"
        self.rows.setdefault(row, {})[column] = f'<c r="{reference}{rest}'

    def _clean(self, row: int, column: int, text: str) -> str:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        clean = without_forbidden(plain)
        if len(clean) != len(plain):
            place = f"{letter(column)}{row}"
            self.book.notices.append(
                f"«{self.title}» {place}: se quitaron {len(plain) - len(clean)} caracteres que "
                "un libro de Excel no puede guardar."
            )
        return clean

    def _fit(self, row: int, column: int, text: str) -> str:
        if len(text) <= MAX_CELL // 2 or units(text) <= MAX_CELL:
            return text
        parts = split_text(text)
        place = f"{letter(column)}{row}"
        self.book.continuations += [
            Continuation(self.title, place, number, part)
            for number, part in enumerate(parts[1:], start=2)
        ]
        self.book.notices.append(
            f"«{self.title}» {place}: el texto tiene {len(text):,} caracteres y una celda de "
            f"Excel admite {MAX_CELL:,}; el resto está en la hoja Datos."
        )
        return parts[0]


@lru_cache(maxsize=1024)
def letter(column: int) -> str:
    """Name of a column: 1 is A, 27 is AA."""
    return str(get_column_letter(column))


_STYLE = re.compile(r' s="(\d+)"')


def as_number(hundredths: int | None) -> int | float | None:
    """Hundredths as a spreadsheet number."""
    if hundredths is None:
        return None
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
