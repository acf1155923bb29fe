"""The XML of a foreign workbook, as a stream of elements: no DTD, no entities, no tree in memory.

Names of elements come without their prefix: transitional and strict workbooks differ in their
namespaces only. Attributes come as they are written.
"""

from collections.abc import Callable
from xml.parsers import expat

from poa_desktop.xlsx.package import Package
from poa_desktop.xlsx.strict_xml import DoctypeRefused, strict_parser

MAX_ELEMENTS = 1_500_000

Attributes = dict[str, str]
Progress = Callable[[float], None]


class _TooMany(Exception):
    """The part has more elements than any sheet of a POA."""


class Listener:
    """What wants to know of elements; methods are called in the order of the document."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters, in one or several pieces."""


def parse_part(
    package: Package, path: str, listener: Listener, *, limit: int, progress: Progress | None = None
) -> None:
    """Read a part to its end. Raises PoaError when it is damaged, has a DTD or is too large."""
    begin, end = listener.start, listener.end
    count = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS:
            raise _TooMany
        begin(name.rpartition(":")[2] if ":" in name else name, attributes)

    def finish(name: str) -> None:
        end(name.rpartition(":")[2] if ":" in name else name)

    parser = strict_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = listener.text
    try:
        read = 0
        for chunk in package.chunks(path, limit):
            if progress is not None:
                progress(min(1.0, read / package.size(path)))
            read += len(chunk)
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, DoctypeRefused, LookupError, ValueError):
        raise package.damaged() from None  # LookupError, ValueError: an unknown encoding
    except _TooMany:
        raise package.too_large() from None
