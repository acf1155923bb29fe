"""What cells of another spreadsheet hold, where it shows them rounded: 1.5 seen as 2 is 1.5."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.grid.reading import read_cantidad

_MOST = 4_000_000  # characters of a table worth reading
_NOISE = Decimal("1e-9")  # what binary fractions add to a decimal one
_VALUES = ("sdval", "x:num")  # how Calc and Excel write a cell's value beside what it shows


def with_exact(block: list[list[str]], table: str) -> list[list[str]]:
    """The block with every quantity as precise as its cell holds it.

    *table* is the same block as the HTML beside the text; a table of another shape, or none, says
    nothing. Only what reads as a quantity is looked at, and only where two decimals tell another
    one than the cell shows.
    """
    if not any(name in table for name in _VALUES) or len(table) > _MOST:
        return block
    values = _values(table)
    same = [len(row) for row in values] == [len(row) for row in block]
    if not same:
        return block
    return [
        [_exact(text, value) for text, value in zip(texts, row, strict=True)]
        for texts, row in zip(block, values, strict=True)
    ]


def _exact(text: str, value: str) -> str:
    try:
        shown = Decimal(read_cantidad(text)) / 100
        held = Decimal(value).quantize(_NOISE, ROUND_HALF_UP).normalize()
    except (PoaError, InvalidOperation):
        return text
    cents = held.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if cents == shown:
        return text
    more = held != cents
    return f"{held:.4f}" if more else f"{held:f}"  # four, for three could be thousands


def _values(table: str) -> Sequence[Sequence[str]]:
    """The value of every cell, "" where the table does not say it."""
    from html.parser import HTMLParser

    rows: list[list[str]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "tr":
                rows.append([])
            if tag in ("td", "th") and rows:
                named = dict(attrs)
                rows[-1].append(next((v for n in _VALUES if (v := named.get(n))), ""))

    Reader().feed(table)
    return rows
