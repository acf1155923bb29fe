"""The parts of a workbook beside its sheets: links, names, shared texts, styles."""

import re
from collections.abc import Callable

from poa_desktop.intake.xlsx_stream import Attributes, Listener
from poa_desktop.poa.errors import PoaError
from poa_desktop.xlsx.names import unescaped

MAX_TEXTS = 400_000
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Links(Listener):
    """Which part an id means: id → (kind, target)."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind, target = attributes.get("Type", ""), attributes.get("Target", "")
            self.found[attributes.get("Id", "")] = (kind, target)


class SheetNames(Listener):
    """The sheets as the workbook lists them: (name, id of its part)."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.epoch_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            key = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            self.found.append((attributes.get("name", ""), key))
        elif name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904") in ("1", "true")


class SharedTexts(Listener):
    """The table of shared texts; what a phonetic guide says is no text of the cell."""

    def __init__(self, refusal: Callable[[], PoaError]) -> None:
        self.found: list[str] = []
        self._refusal = refusal
        self._parts: list[str] = []
        self._reading = False
        self._guides = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._guides += 1
        self._reading = name == "t" and not self._guides

    def end(self, name: str) -> None:
        self._reading = False
        if name == "rPh":
            self._guides -= 1
        elif name == "si":
            if len(self.found) == MAX_TEXTS:
                raise self._refusal()
            self.found.append(unescaped("".join(self._parts)))

    def text(self, data: str) -> None:
        if self._reading:
            self._parts.append(data)


class Styles(Listener):
    """Which styles of cells show a number as a date."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._used: list[str] = []
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._used.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def dates(self) -> list[bool]:
        """For each style whether it is a date."""
        known: dict[str, bool] = {}
        for key in self._used:
            if key not in known:
                known[key] = self._is_date(key)
        return [known[key] for key in self._used]

    def _is_date(self, key: str) -> bool:
        if key in self._formats:
            bare = _QUOTED.sub("", self._formats[key]).casefold()
            return any(letter in bare for letter in "dmyhs") and "general" not in bare
        return key.isascii() and key.isdecimal() and int(key[:6]) in _DATE_FORMATS
