"""The text boundary: every text that enters the program passes through here once."""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 10_000
MULTILINE = frozenset(
    {"vision", "mision", "objetivo_fin", "estrategia", "metas", "texto", "medio_verificacion",
     "comentario", "justificacion", "motivo", "respuesta", "beneficiados_directos",
     "beneficiados_indirectos"}
)  # fmt: skip
"""Fields whose line ends are kept; every other text is one line."""

_SPACES = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ROW_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_INVISIBLE = {"\u034f", "\u115f", "\u1160", "\u3164", "\uffa0"}  # blank, yet letters or marks


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text fit to be kept, and one Spanish notice for each thing that had to be taken out."""

    text: str
    notices: tuple[str, ...] = ()


def is_forbidden(character: str) -> bool:
    """Whether a character is never kept: it prints nothing, or no file can hold it."""
    code = ord(character)
    if character == "\n":
        return False
    return (
        unicodedata.category(character) in ("Cc", "Cf", "Cs")
        or character in _INVISIBLE
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )


def plain_row_ends(raw: str) -> str:
    """A text whose rows end as the program keeps them, whoever wrote it."""
    return _ROW_ENDS.sub("\n", raw)


def clean_text(raw: str, *, multiline: bool = True, limit: int = MAX_CHARACTERS) -> CleanText:
    """Bring a text into the one form the program keeps.

    NFC; CRLF to LF; runs of spaces and tabs to one space; no control characters, surrogates,
    non-characters, bidi overrides or zero-width characters; no blank at either end. A
    single-line text has its line ends turned into spaces. Over *limit* characters the text is
    cut and a notice says so.
    """
    notices: list[str] = []
    text = plain_row_ends(raw).replace("\t", " ")
    kept = "".join(c for c in text if not is_forbidden(c))
    if len(kept) != len(text):
        removed = len(text) - len(kept)
        notices.append(
            "Se quitó 1 carácter que no se puede imprimir."
            if removed == 1
            else f"Se quitaron {removed:,} caracteres que no se pueden imprimir."
        )
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", kept))
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
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold()))
    if not bare.isascii():  # rare in Spanish: marks outside the common block
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(bare.split())


def comparable(text: str) -> str:
    """The form in which two names or líneas are the same: no accents, case or final stop."""
    return fold(text).strip(" .,;:")
