"""The text boundary: every text that enters the program passes through here once."""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 10_000

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = {
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u061c",
    "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text fit to be kept, and one Spanish notice for each thing that had to be taken out."""

    text: str
    notices: tuple[str, ...] = ()


def _is_forbidden(character: str) -> bool:
    code = ord(character)
    if character == "\n":
        return False
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or character in _INVISIBLE
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )


def clean_text(raw: str, *, multiline: bool = True, limit: int = MAX_CHARACTERS) -> CleanText:
    """Bring a text into the one form the program keeps.

    NFC; CRLF to LF; runs of spaces and tabs to one space; no control characters, surrogates,
    non-characters, bidi overrides or zero-width characters; no blank at either end. A
    single-line text has its line ends turned into spaces. Over *limit* characters the text is
    cut and a notice says so.
    """
    notices: list[str] = []
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n").replace("\v", "\n").replace("\f", "\n")
    text = _SPACES.sub(" ", text)
    kept = "".join(c for c in text if not _is_forbidden(c))
    if len(kept) != len(text):
        removed = len(text) - len(kept)
        notices.append(f"Se quitaron {removed} caracteres que no se pueden imprimir.")
    text = unicodedata.normalize("NFC", kept)
    text = "\n".join(row.strip() for row in text.split("\n")).strip()
    if not multiline:
        text = " ".join(text.split())
    if len(text) > limit:
        notices.append(
            f"El texto tenía {len(text):,} caracteres y se cortó en {limit:,}: revise el final."
        )
        text = text[:limit].rstrip()
    return CleanText(text, tuple(notices))


def fold(text: str) -> str:
    """The form in which texts are compared: no accents, no case, single spaces."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())
