"""How a workbook names things: its columns, its parts, and the characters it writes as codes."""

import posixpath
import re

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def links_of(part: str) -> str:
    """Where the links of a part are kept."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve(folder: str, target: str) -> str:
    """The path of a linked part from the package's root, above which nothing is."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def unescaped(text: str) -> str:
    """A text of a cell as Excel shows it: _x0041_ is the letter A."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
