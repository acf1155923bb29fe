"""Filling cells of somebody else's workbook without harming anything else in it.

Only the sheets whose cells are filled are changed, by cutting and pasting (`xlsx_paste`). Where
the workbook has formulas, these lose the results they had, and it is asked to compute them when it
is opened: old figures beside new ones would be wrong, and LibreOffice would keep them. Charts,
pictures, shapes, form controls, hidden sheets and extensions keep their bytes: openpyxl would drop
them.

Texts are always texts ("=1+1" stays what the user wrote). Formulas of the workbook are never
overwritten. What cannot be written as it is, or not at all, is told in *notices*.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from poa_desktop.export.xlsx_book import Book
from poa_desktop.export.xlsx_height import set_heights
from poa_desktop.export.xlsx_map import MAX_COLUMN, Place, reference
from poa_desktop.export.xlsx_paste import EMPTY, Content, Look, fill_sheet, style_at
from poa_desktop.export.xlsx_text import MAX_CELL, split_text, units, without_forbidden
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.xlsx.package import Package, package_bytes

Value = str | int | float | Decimal | Fraction | date | None
"""What may be put into a cell; None and "" empty it. A Fraction becomes the nearest double."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_CALC_ON_LOAD = re.compile(rb"""\sfullCalcOnLoad=(?:"[^"]*"|'[^']*')""")
_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")
_DAY_ONE = date(1899, 12, 30)
_DAY_ONE_1904 = date(1904, 1, 1)


def open_book(content: bytes, nombre: str) -> Book:
    """The workbook in *content*. Raises PoaError that names it when it cannot be used."""
    return Book(Package(content, nombre))


@dataclass(slots=True)
class Filler:
    """What is to be filled into a workbook, sheet by sheet, and what has to be told of it."""

    book: Book
    notices: list[str] = field(default_factory=list)
    _contents: dict[str, dict[Place, Content]] = field(default_factory=dict)
    _looks: dict[str, dict[int, Look]] = field(default_factory=dict)

    def put(self, hoja: str, place: Place, value: Value) -> bool:
        """Put a value into a cell, which keeps its style; False when it is left as it was."""
        if not self._may_fill(hoja, place):
            return False
        self._contents.setdefault(hoja, {})[place] = self._content(hoja, place, value)
        return True

    def like(self, hoja: str, row: int, model: int, columns: tuple[int, int] | None = None) -> None:
        """Give a row the look of another one, that of the cells beside the filled ones too.

        *columns*, first and last, narrow it to the part of the row that a table covers.
        """
        source = self.book.sheet(hoja).rows.get(model)
        if row == model or source is None:
            return
        look = self._looks.setdefault(hoja, {}).setdefault(row, Look())
        first, last = columns or (1, MAX_COLUMN)
        for column, cell in source.cells.items():
            if first <= column <= last:
                look.styles[column] = cell.style
        if columns is None:
            look.row = source

    def style(self, hoja: str, place: Place) -> str:
        """The number of the style that a filled cell has."""
        sheet = self.book.sheet(hoja)
        look = self._looks.get(hoja, {}).get(place[0], Look())
        return style_at(sheet, place, look, sheet.rows.get(place[0]))

    def finish(self) -> bytes:
        """The workbook with everything filled: the same bytes for the same input."""
        book, changed = self.book, {}
        for hoja, part in book.sheets.items():
            contents, looks = self._contents.get(hoja, {}), self._looks.get(hoja, {})
            with_formulas = _FORMULA.search(book.parts[part]) is not None
            if with_formulas and self._contents:
                changed[book.part] = _recalculated(book)
            if contents or (with_formulas and self._contents):
                set_heights(book, hoja, contents, looks)
                changed[part] = fill_sheet(book.sheet(hoja), contents, looks)
        return package_bytes(book.parts, changed)

    def _may_fill(self, hoja: str, place: Place) -> bool:
        sheet = self.book.sheet(hoja)
        cell, merged = sheet.cell(place), sheet.merge_of(place)
        reason = ""
        if (cell is not None and cell.formula) or any(place in area for area in sheet.spilled):
            reason = "tiene una fórmula"
        elif merged is not None and merged.first != place:
            reason = "está combinada con otra y no se vería"
        if reason:
            where = f"«{hoja}» {reference(place)}"
            self.notices.append(f"{where}: la celda {reason} y no se tocó.")
        return not reason

    def _content(self, hoja: str, place: Place, value: Value) -> Content:
        if isinstance(value, date):
            return self._day(hoja, place, value)
        if isinstance(value, str):
            return Content(text=self._clean(hoja, place, value))
        return EMPTY if value is None else Content(number=_number(value))

    def _day(self, hoja: str, place: Place, day: date) -> Content:
        """A date where the cell shows dates, else dd/mm/aaaa as a text."""
        if self.style(hoja, place) in self.book.date_styles and day.year >= 1905:
            first = _DAY_ONE_1904 if self.book.date1904 else _DAY_ONE
            return Content(number=str((day - first).days))
        return Content(text=fecha_corta(day))

    def _clean(self, hoja: str, place: Place, text: str) -> str:
        where = f"«{hoja}» {reference(place)}"
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        clean = without_forbidden(plain)
        if len(clean) != len(plain):
            self.notices.append(
                f"{where}: se quitaron {len(plain) - len(clean)} caracteres que un libro de Excel "
                "no puede guardar."
            )
        if units(clean) > MAX_CELL:
            self.notices.append(
                f"{where}: el texto tiene {len(clean):,} caracteres y una celda de Excel admite "
                f"{MAX_CELL:,}; falta el final."
            )
            clean = split_text(clean)[0]
        return clean


def _number(value: int | float | Decimal | Fraction) -> str:
    if isinstance(value, Fraction):
        value = float(value)
    return f"{value:f}" if isinstance(value, Decimal) else repr(value)


def _recalculated(book: Book) -> bytes:
    """The workbook part, asking Excel to compute every formula when it opens the file."""
    content = book.parts[book.part]
    present = book.root.find("calcPr")
    wish = b' fullCalcOnLoad="1"'
    if present is not None:
        tag = _CALC_ON_LOAD.sub(b"", content[present.start : present.open_end])
        tail = b"/>" if tag.endswith(b"/>") else b">"
        grown = tag.removesuffix(tail).rstrip() + wish + tail
        return content[: present.start] + grown + content[present.open_end :]
    last = [each for each in book.root.children if each.name in _BEFORE_CALC][-1]
    made = f"<{last.prefix}calcPr".encode() + wish + b"/>"
    return content[: last.end] + made + content[last.end :]
