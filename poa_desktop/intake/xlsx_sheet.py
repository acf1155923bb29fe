"""The cells of a foreign workbook, as they stand: kinds and texts, nothing interpreted yet."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from poa_desktop.intake.xlsx_parts import (
    Links,
    SharedTexts,
    SheetNames,
    Styles,
)
from poa_desktop.intake.xlsx_stream import Attributes, Listener, Progress, parse_part
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import fold
from poa_desktop.xlsx.names import column_number, links_of, resolve, unescaped
from poa_desktop.xlsx.package import Package

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 30_000, 200, 400_000
_SMALL, _STRINGS, _SHEET = 4_000_000, 30_000_000, 50_000_000  # bytes of a part
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Kind(Enum):
    """What a cell holds. FORMULA: a formula whose result is not in the file."""

    NUMBER = auto()
    TEXT = auto()
    DATE = auto()
    BOOLEAN = auto()
    ERROR = auto()
    FORMULA = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty. *computed*: its text is the result of a formula."""

    kind: Kind
    text: str
    computed: bool = False


Rows = dict[int, dict[int, Cell]]
"""Row number → column number → cell, both from 1; empty rows and cells are absent."""


class Workbook:
    """The sheets of a package by their name, read one at a time. Raises PoaError throughout."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = self._main_part()
        folder = posixpath.dirname(main)
        links = Links()
        parse_part(package, links_of(main), links, limit=_SMALL)
        targets = {key: resolve(folder, target) for key, (_, target) in links.found.items()}
        kinds = {kind.rpartition("/")[2]: targets[key] for key, (kind, _) in links.found.items()}
        names = SheetNames()
        parse_part(package, main, names, limit=_SMALL)
        self._sheets = {
            fold(name): targets[key] for name, key in names.found if key in targets
        }  # fmt: skip
        self.epoch_1904 = names.epoch_1904
        self._texts = self._shared_texts(kinds.get("sharedStrings"))
        self._dates = self._date_styles(kinds.get("styles"))

    def _main_part(self) -> str:
        links = Links()
        if self.package.has("_rels/.rels"):
            parse_part(self.package, "_rels/.rels", links, limit=_SMALL)
        for kind, target in links.found.values():
            if kind.endswith("/officeDocument"):
                return resolve("", target)
        return "xl/workbook.xml"

    def _shared_texts(self, path: str | None) -> list[str]:
        texts = SharedTexts(self.package.too_large)
        if path is not None and self.package.has(path):
            parse_part(self.package, path, texts, limit=_STRINGS)
        return texts.found

    def _date_styles(self, path: str | None) -> list[bool]:
        styles = Styles()
        if path is not None and self.package.has(path):
            parse_part(self.package, path, styles, limit=_STRINGS)
        return styles.dates()

    def has(self, title: str) -> bool:
        """Whether there is a sheet of that name, without regard to accents and case."""
        return fold(title) in self._sheets

    def rows(self, title: str, progress: Progress | None = None) -> Rows:
        """The cells of a sheet that hold something; none when there is no such sheet."""
        path = self._sheets.get(fold(title))
        if path is None:
            return {}
        reader = _SheetReader(self._texts, self._dates, self._refuse_rows(title))
        parse_part(self.package, path, reader, limit=_SHEET, progress=progress)
        return reader.rows

    def _refuse_rows(self, title: str) -> Callable[[], PoaError]:
        return lambda: PoaError(
            f"La hoja {title} de «{self.package.name}» tiene más de {MAX_ROWS:,} filas o "
            f"{MAX_CELLS:,} celdas escritas: quite lo que no sea del POA e impórtelo otra vez."
        )


class _SheetReader(Listener):
    """Collects the cells of one sheet."""

    def __init__(
        self, texts: list[str], dates: list[bool], refusal: Callable[[], PoaError]
    ) -> None:
        self.rows: Rows = {}
        self._texts, self._dates, self._refusal = texts, dates, refusal
        self._row = self._column = 0
        self._kind = self._style = ""
        self._value: list[str] = []
        self._formula = False
        self._target = ""
        self._cells = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._target = ""
        if name == "row":
            given = attributes.get("r", "")
            self._row = int(given) if _is_number(given) else self._row + 1
            self._column = 0
        elif name == "c":
            self._begin(attributes)
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._target = name

    def _begin(self, attributes: Attributes) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        if place is not None:
            self._row, self._column = int(place[2]), column_number(place[1])
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value, self._formula = [], False

    def text(self, data: str) -> None:
        if self._target:
            self._value.append(data)

    def end(self, name: str) -> None:
        self._target = ""
        if name == "c":
            self._keep()

    def _keep(self) -> None:
        cell = self._cell()
        if cell is None or self._column > MAX_COLUMNS:
            return
        self._cells += 1
        if self._row > MAX_ROWS or self._cells > MAX_CELLS:
            raise self._refusal()
        self.rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self) -> Cell | None:
        value = "".join(self._value)
        if self._kind == "s":
            place = int(value) if _is_number(value) else -1
            text = self._texts[place] if 0 <= place < len(self._texts) else ""
            return Cell(Kind.TEXT, text, self._formula) if text else None
        if self._kind in ("inlineStr", "str"):
            return self._text(unescaped(value))
        if not value:
            return Cell(Kind.FORMULA, "", computed=True) if self._formula else None
        if self._kind == "n":
            style = int(self._style) if _is_number(self._style) else 0
            date = style < len(self._dates) and self._dates[style]
            return Cell(Kind.DATE if date else Kind.NUMBER, value.strip(), self._formula)
        kind = {"e": Kind.ERROR, "b": Kind.BOOLEAN, "d": Kind.DATE}.get(self._kind, Kind.TEXT)
        return Cell(kind, value, self._formula)

    def _text(self, text: str) -> Cell | None:
        return Cell(Kind.TEXT, text, self._formula) if text else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9
