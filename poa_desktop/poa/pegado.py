"""What is pasted from Word, Excel or a web page: made plain, and what that took is said.

Where `clean_text` brings a finished text into the form that is kept, this leaves a fragment a
fragment: the blank before a word that is pasted into a sentence stays.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from poa_desktop.poa.text import MAX_CHARACTERS, is_forbidden, plain_row_ends

_WORD_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf0e8\uf0f0"
"""Bullets of the fonts Symbol and Wingdings, which no other font has."""
_BULLETS = "•▪◦●○■□‣⁃∙➢✓❖" + _WORD_BULLETS
_AS_WRITTEN = re.compile(rf"^[ \t]*(?:[{_BULLETS}][ \t\u00a0]*|[o§][\t])", re.MULTILINE)
_MARK = re.compile(
    rf"^\s*(?:[{_BULLETS}*·–—-]\s+|[{_BULLETS}]|[o§]\t\s*|\(?\d{{1,3}}\s*[.)]\s*-?\s*(?=[^\d\s])|[a-zA-Z]\)\s+)"
)
_WIDE_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PICTURE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Pegado:
    """A fragment fit to be put into a text, and one sentence about what was changed; "" nothing."""

    text: str
    notice: str = ""


def clean_pasted(raw: str, *, multiline: bool = True, limit: int = MAX_CHARACTERS) -> Pegado:
    """Make pasted text plain. Typographic quotes, dashes and every letter stay as they are.

    Bullets of Word become "• "; unusual blanks and tabs become blanks; what cannot be printed
    (control and zero-width characters, soft hyphens, marks of fields and comments, pictures,
    characters of symbol fonts) goes. Over *limit* characters it is cut, which is said.
    """
    text = plain_row_ends(raw)
    changed = []
    listed, bullets = _AS_WRITTEN.subn("• ", text)
    if listed != text:
        changed.append(_many(bullets, "se cambió 1 viñeta", "se cambiaron {} viñetas"))
        text = listed
    text, blanks = _WIDE_SPACES.subn(" ", text)
    if blanks:
        changed.append(_many(blanks, "se cambió 1 espacio especial", "se cambiaron {} espacios"))
    pictures = text.count(_PICTURE)
    if pictures:
        changed.append(_many(pictures, "se quitó 1 imagen", "se quitaron {} imágenes"))
    text = text.replace(_PICTURE, "").replace("\t", " ")
    kept = "".join(c for c in text if not is_forbidden(c) and unicodedata.category(c) != "Co")
    gone = len(text) - len(kept)
    if gone:
        changed.append(
            _many(
                gone,
                "se quitó 1 carácter que no se imprime",
                "se quitaron {} caracteres que no se imprimen",
            )
        )
    text = unicodedata.normalize("NFC", kept)
    if not multiline:
        text = re.sub(r"\s*\n\s*", " ", text)
    if len(text) > limit:
        changed.append(f"se cortó en {limit:,} caracteres: revise el final")
        text = text[:limit]
    return Pegado(text, f"Se pegó sin formato; {', '.join(changed)}." if changed else "")


def _many(number: int, one: str, more: str) -> str:
    return one if number == 1 else more.format(f"{number:,}")


def without_mark(row: str) -> str:
    """A row of a list without its bullet or number: "2.- Pagar" is "Pagar"."""
    return _MARK.sub("", row, count=1).strip()


def rows_of(text: str) -> list[str]:
    """The rows of a pasted list, without bullets and numbers; empty rows are no items."""
    found = (without_mark(row) for row in plain_row_ends(text).split("\n"))
    return [row for row in found if row]


def cells_of(text: str) -> list[list[str]]:
    """The rows of a pasted table or list, as cells; bullets and a column of numbers are dropped.

    A cell that a spreadsheet has put into quotation marks may hold several rows of text.
    """
    plain = plain_row_ends(text)
    if "\t" not in plain:
        return [[row] for row in rows_of(text)]
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), delimiter="\t"))
        if any("\t" in cell for row in rows for cell in row):
            raise csv.Error  # a quotation mark that nobody closed
    except csv.Error:
        rows = [row.split("\t") for row in plain.split("\n")]
    return [cells for row in rows if (cells := _cells(row))]


def _cells(row: list[str]) -> list[str]:
    cells = [cell.strip() for cell in row]
    while cells and (not cells[0] or _is_mark(cells[0])) and any(cells[1:]):
        cells = cells[1:]
    first = without_mark(cells[0]) if cells else ""
    return [first, *cells[1:]] if first else []


def _is_mark(cell: str) -> bool:
    return len(cell) <= 6 and (
        bool(re.fullmatch(r"\(?[\d.]{1,6}[.)]?-?", cell)) or cell in (*_BULLETS, "o", "§", "-", "–")
    )
