"""What a text must be before it may stand in a cell: XML's limits and Excel's, in one place."""

import re
from xml.sax.saxutils import escape

MAX_CELL = 32_767  # UTF-16 units, as Excel counts

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def without_forbidden(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def units(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def split_text(text: str) -> list[str]:
    """A text in parts that each fit into one cell; joined they are the text again."""
    parts, start, count = [], 0, 0
    for position, character in enumerate(text):
        width = 2 if ord(character) > 0xFFFF else 1
        if count + width > MAX_CELL:
            parts.append(text[start:position])
            start, count = position, 0
        count += width
    return [*parts, text[start:]]


def text_element(text: str, prefix: str = "") -> str:
    """The finished XML of a text, with the prefix (such as "x:") of the sheet's own elements."""
    return f'<{prefix}t xml:space="preserve">{escape(shielded(text))}</{prefix}t>'


def shielded(text: str) -> str:
    """A text of which Excel takes nothing for an escape: _x0041_ would be the letter A."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)
