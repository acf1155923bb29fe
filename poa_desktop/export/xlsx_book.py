"""Somebody else's workbook as a whole: its sheets, names, texts and styles, read when asked for."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from poa_desktop.export.xlsx_map import Area, Place, SheetMap, map_sheet, parse_area, rich_text
from poa_desktop.export.xlsx_offsets import Element, parse
from poa_desktop.xlsx.names import links_of, resolve, unescaped
from poa_desktop.xlsx.package import ELEGIR, Package, refusal

_TOP_RELS = "_rels/.rels"
_DATES = (*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59))
_BUILT_IN = {**{str(number): "dd/mm/yyyy" for number in _DATES}, "9": "0%", "10": "0.00%"}
"""What Excel's own number formats show, as far as it matters here."""
_SIZE = re.compile(r"\d{1,3}(\.\d+)?")
_USUAL_SIZE = 11.0
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_NAMED_AREA = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name of the workbook: what it stands for, as written."""

    nombre: str
    formula: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Target:
    """Cells of a sheet that a name points to."""

    hoja: str
    area: Area


class Book:
    """The workbook of a package. Raises PoaError where it is not one."""

    def __init__(self, package: Package) -> None:
        self.nombre = package.name
        self.parts = package.read_all()
        self.part = self._workbook_part()
        self.root = self._parse(self.part)
        self._relations = self._relations_of(self.part)
        self.sheets = self._sheet_parts()
        """The name of each worksheet and its part, in the order of the tabs."""
        self._maps: dict[str, SheetMap] = {}

    def sheet(self, hoja: str) -> SheetMap:
        """The cells of a sheet. Raises PoaError where the workbook has no such sheet."""
        if hoja not in self._maps:
            part = self.sheets.get(hoja)
            if part is None:
                raise refusal(self.nombre, f"no tiene la hoja «{hoja}»", ELEGIR.which)
            self._maps[hoja] = map_sheet(self.parts[part], self.nombre, part)
        return self._maps[hoja]

    def text(self, hoja: str, place: Place) -> str:
        """What a cell shows as a text, "" where it is empty; a formula's last value."""
        cell = self.sheet(hoja).cell(place)
        if cell is None:
            return ""
        if cell.kind == "s":
            place_of_text = int(cell.value) if cell.value.isdecimal() else -1
            texts = self.shared_texts
            return texts[place_of_text] if 0 <= place_of_text < len(texts) else ""
        return unescaped(cell.value)

    def row_texts(self, hoja: str, row: int) -> dict[int, str]:
        """The texts of a row's cells that are not empty, by column."""
        found = self.sheet(hoja).rows.get(row)
        texts = {
            column: self.text(hoja, (row, column)) for column in (found.cells if found else ())
        }
        return {column: text for column, text in texts.items() if text.strip()}

    @cached_property
    def shared_texts(self) -> tuple[str, ...]:
        """The table of shared texts, as shown."""
        part = self._related("sharedStrings")
        if part is None:
            return ()
        items = [each for each in self._parse(part).children if each.name == "si"]
        return tuple(unescaped(rich_text(each)) for each in items)

    @cached_property
    def names(self) -> tuple[DefinedName, ...]:
        """The defined names, in the workbook's order."""
        group = self.root.find("definedNames")
        return tuple(
            DefinedName(
                each.attributes.get("name", ""),
                each.text.strip(),
                each.attributes.get("hidden") in ("1", "true"),
            )
            for each in (group.children if group else [])
            if each.name == "definedName"
        )

    def target(self, formula: str) -> Target | None:
        """The cells that "Hoja1!$B$2" or "'Otra hoja'!$A$1:$A$9" names; None for anything else.

        The sheet may be missing from the workbook.
        """
        match = _NAMED_AREA.fullmatch(formula.removeprefix("="))
        area = parse_area(match[3]) if match else None
        if match is None or area is None:
            return None
        return Target((match[1] or match[2]).replace("''", "'"), area)

    @cached_property
    def date_styles(self) -> frozenset[str]:
        """The numbers of the cell styles that show a number as a date."""
        return frozenset(s for s, code in self._number_formats.items() if _shows_a_date(code))

    @cached_property
    def percent_styles(self) -> frozenset[str]:
        """The numbers of the cell styles that show 0.5 as 50 %."""
        return frozenset(
            s for s, code in self._number_formats.items() if "%" in _LITERAL.sub("", code)
        )

    @cached_property
    def wrapped_styles(self) -> dict[str, float]:
        """The cell styles that break their text into rows, each with the size of its letters."""
        fonts = self._style_group("fonts")
        sizes = [tag.attributes.get("val", "") if (tag := f.find("sz")) else "" for f in fonts]
        found = {}
        for number, each in enumerate(self._style_group("cellXfs")):
            alignment = each.find("alignment")
            if alignment and alignment.attributes.get("wrapText") in ("1", "true"):
                font = each.attributes.get("fontId", "")
                known = font.isdecimal() and int(font) < len(sizes)
                size = sizes[int(font)] if known else ""
                found[str(number)] = float(size) if _SIZE.fullmatch(size) else _USUAL_SIZE
        return found

    @cached_property
    def _styles(self) -> Element | None:
        part = self._related("styles")
        return None if part is None else self._parse(part)

    def _style_group(self, name: str) -> list[Element]:
        group = self._styles.find(name) if self._styles else None
        return group.children if group else []

    @cached_property
    def _number_formats(self) -> dict[str, str]:
        """The number format of each cell style."""
        own = {
            each.attributes.get("numFmtId", ""): each.attributes.get("formatCode", "")
            for each in self._style_group("numFmts")
        }
        ids = (each.attributes.get("numFmtId", "0") for each in self._style_group("cellXfs"))
        return {
            str(number): own.get(each, _BUILT_IN.get(each, "")) for number, each in enumerate(ids)
        }

    @cached_property
    def date1904(self) -> bool:
        """Whether its dates count from 1904, as on old Macs."""
        properties = self.root.find("workbookPr")
        return bool(properties and properties.attributes.get("date1904") in ("1", "true"))

    # -- parts -----------------------------------------------------------------------------

    def _parse(self, part: str) -> Element:
        return parse(self.parts[part], self.nombre, part)

    def _workbook_part(self) -> str:
        if _TOP_RELS in self.parts:
            for kind, target in self._relations_in(_TOP_RELS, "").values():
                if kind == "officeDocument" and target in self.parts:
                    return target
        raise refusal(self.nombre, "no es un libro de Excel (.xlsx)", ELEGIR.which)

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        rels = links_of(part)
        return self._relations_in(rels, posixpath.dirname(part)) if rels in self.parts else {}

    def _relations_in(self, rels: str, folder: str) -> dict[str, tuple[str, str]]:
        """Kind and target part of each relation, by id; what is outside the file is left out."""
        found = {}
        for each in self._parse(rels).children:
            target = each.attributes.get("Target", "")
            if each.attributes.get("TargetMode") != "External":
                path = resolve(folder, target)
                kind = each.attributes.get("Type", "").rpartition("/")[2]
                found[each.attributes.get("Id", "")] = (kind, path)
        return found

    def _related(self, kind: str) -> str | None:
        targets = (target for each, target in self._relations.values() if each == kind)
        return next((target for target in targets if target in self.parts), None)

    def _sheet_parts(self) -> dict[str, str]:
        group = self.root.find("sheets")
        parts = dict(self._sheets_of(group)) if group else {}
        if not parts:
            raise refusal(self.nombre, "no tiene hojas de cálculo", ELEGIR.which)
        return parts

    def _sheets_of(self, group: Element) -> Iterator[tuple[str, str]]:
        for each in group.children:
            kind, part = self._relations.get(each.foreign("id"), ("", ""))
            if kind == "worksheet" and part in self.parts:
                yield each.attributes.get("name", ""), part


def _shows_a_date(code: str) -> bool:
    return any(letter in "dDyY" for letter in _LITERAL.sub("", code))
