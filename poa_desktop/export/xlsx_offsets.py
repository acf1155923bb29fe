"""Reading the XML of somebody else's workbook: where each element stands, and no tricks.

expat judges the document and tells the byte at which each element begins and ends, so that a
part can be changed by cutting and pasting: prefixes, order, extensions and spaces of what is not
touched stay as they are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from poa_desktop.xlsx.package import damaged
from poa_desktop.xlsx.strict_xml import DoctypeRefused, strict_parser

MAX_DEPTH = 200
_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")


@dataclass(slots=True)
class Element:
    """One element. *start* to *open_end* is its start tag, *close* its end tag's first byte,
    *end* the byte behind it; offsets count in the part. *text* is what stands directly in it."""

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    open_end: int
    close: int = 0
    end: int = 0
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag, <like this/>."""
        return self.close == self.end

    def foreign(self, name: str) -> str:
        """The attribute of that local name in a namespace, such as r:id; "" without one."""
        items = ((key.split(" "), value) for key, value in self.attributes.items())
        return next((value for words, value in items if words[1:2] == [name]), "")

    def find(self, *path: str) -> "Element | None":
        """The first descendant along a path of local names."""
        here = self
        for name in path:
            found = next((each for each in here.children if each.name == name), None)
            if found is None:
                return None
            here = found
        return here

    def every(self, name: str) -> Iterator["Element"]:
        """All descendants of that local name, in order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.every(name)


class _Forbidden(Exception):
    """The part goes too deep, or is not in UTF-8."""


def parse(
    content: bytes, nombre: str, part: str, on_row: Callable[[Element], None] | None = None
) -> Element:
    """The elements of a part.

    With *on_row* the rows of a sheet are told one by one and not kept, as there may be many.
    Raises PoaError when the part is not sound XML, not UTF-8, or declares a document type.
    """
    try:
        return _Reader(content, on_row).read()
    except _Forbidden as error:
        raise damaged(nombre, f"su parte «{part}» {error}") from error
    except DoctypeRefused as error:
        raise damaged(nombre, f"su parte «{part}» declara un tipo de documento") from error
    except (expat.ExpatError, ValueError) as error:
        raise damaged(nombre, f"su parte «{part}»") from error


class _Reader:
    def __init__(self, content: bytes, on_row: Callable[[Element], None] | None) -> None:
        self._content = content
        self._on_row = on_row
        self._open: list[Element] = []
        self._root: Element | None = None
        self._parser = strict_parser(namespaces=True)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.XmlDeclHandler = self._declaration

    def read(self) -> Element:
        if self._content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise _Forbidden("no está en UTF-8")
        self._parser.Parse(self._content, True)
        assert self._root is not None
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _Forbidden("tiene demasiados niveles")
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._content, start)
        if tag is None:
            raise ValueError("a start tag that is none")
        words = [*name.split(" "), ""]  # "local", "namespace local" or "namespace local prefix"
        local, prefix = words[:2] if len(words) == 2 else words[1:3]
        known_as = f"{prefix}:" if prefix else ""
        element = Element(local, known_as, attributes, start, tag.end())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if self._content[element.open_end - 2] == 0x2F:  # <like this/>
            element.close = element.end = element.open_end
        else:
            element.close = self._parser.CurrentByteIndex
            element.end = self._content.index(b">", element.close) + 1
        if self._on_row is not None and element.name == "row" and self._in_sheet_data():
            self._on_row(element)
            self._open[-1].children.pop()

    def _in_sheet_data(self) -> bool:
        return len(self._open) == 2 and self._open[-1].name == "sheetData"

    def _characters(self, data: str) -> None:
        if self._open:
            self._open[-1].text += data

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
            raise _Forbidden("no está en UTF-8")
