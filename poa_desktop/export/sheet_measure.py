"""How much room a text needs in a cell, estimated from the widths of Arial.

Excel does not grow the height of merged rows on its own, so every height is computed here, on
the generous side.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

MAX_HEIGHT = 409.0  # points; Excel's limit for one row
_PADDING = 8  # pixels that a cell keeps free at its sides
_SLACK = 1.03  # other renderers' glyphs are a little wider
_LEADING = 1.28

# widths in thousandths of the type size; source: the metrics of Arial / Liberation Sans
_WIDTHS = {
    **dict.fromkeys("ijl'|íìï", 222),
    **dict.fromkeys(" !,./:;IftÍ[]\\¡·", 278),
    **dict.fromkeys('()-r`"«»°', 333),
    **dict.fromkeys("ckszvxyJçÿý", 500),
    **dict.fromkeys("ABEKPSVXY&ÁÉÀÈÄË", 667),
    **dict.fromkeys("CDHNRUwÑÚÜÇ", 722),
    **dict.fromkeys("GOQÓÒÖ", 778),
    **dict.fromkeys("FTZ¿", 611),
    **dict.fromkeys("mM—", 850),
    **dict.fromkeys("W%@…", 1000),
}
_ORDINARY = 556
_WIDE = 1150  # scripts of which Arial has no glyphs, and pictures
_LAST_ORDINARY = 0x2FF


def _advance(character: str) -> int:
    return _WIDTHS.get(character, _ORDINARY if ord(character) <= _LAST_ORDINARY else _WIDE)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in pixels (96 per inch)."""
    units = sum(map(_advance, text))
    return units / 1000 * size * 96 / 72 * _SLACK * (1.08 if bold else 1.0)


def column_pixels(width: float) -> int:
    """Pixels of a column whose width is given in characters, as Excel counts them."""
    return int(width * 7 + 5)


@lru_cache(maxsize=20_000)
def count_rows(text: str, pixels: int, size: float, bold: bool = False) -> int:
    """How many rows a text takes, wrapped at words in a cell of that width; at least 1."""
    room = max(pixels - _PADDING, 20)
    return sum(_wrapped(paragraph, room, size, bold) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float, size: float, bold: bool) -> int:
    space = text_width(" ", size, bold=bold)
    rows, used = 1, 0.0
    for word in paragraph.split(" "):
        width = text_width(word, size, bold=bold)
        if used and used + space + width > room:
            rows, used = rows + 1, 0.0
        elif used:
            used += space
        used += width
        if used > room:  # a word longer than the cell is broken anywhere
            extra = int(used / room)
            rows, used = rows + extra, used - extra * room
    return rows


def text_height(text: str, pixels: int, size: float = 10, *, bold: bool = False) -> float:
    """Points a text needs in a cell of that width; may exceed what one row can have."""
    return count_rows(text, pixels, size, bold) * size * _LEADING + 3


def width_for(texts: Iterable[str], least: float, most: float, size: float = 10) -> float:
    """Width in characters of a column that breaks none of the texts; *most* at the most."""
    pixels = max((text_width(text, size) for text in set(texts)), default=0.0) + _PADDING
    return min(most, max(least, ceil(pixels - 4) / 7))


def shorten(text: str, pixels: int, size: float = 10) -> str:
    """A text cut at a word, with "…", so that it stands on one row of a cell of that width."""
    room = pixels - _PADDING
    if "\n" not in text and text_width(text, size) <= room:
        return text
    kept = ""
    for word in text[:300].split():
        longer = f"{kept} {word}".lstrip()
        if text_width(f"{longer}…", size) > room:
            break
        kept = longer
    return f"{kept.rstrip(' ,;:.')}…"
