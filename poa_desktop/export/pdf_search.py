"""Finding words in an open PDF: whatever the accents, the case and the ends of rows."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from poa_desktop.export.pdf_pages import PdfDocument
from poa_desktop.poa.text import fold

MAX_HITS = 5_000
"""Nobody steps through more; the count says "o más"."""

_LONG = 12  # letters of a word that may have been cut without a hyphen to fit its column
_HYPHENS = "-\u00ad\u2010\x02\ufffe"  # the last is PDFium's for a hyphen at the end of a row
_DEVICE = 16  # units per point in which PDFium is asked for places
_CUT = rf"(?:[{re.escape(_HYPHENS)}]\n?)?"
_CUT_BARE = rf"(?:[{re.escape(_HYPHENS)}]?\n|[{re.escape(_HYPHENS)}])?"


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page, folded: no accents, no case, one blank between words, "\\n" where a row
    ends. *places* has, for each of its characters, the place in the page's own text."""

    folded: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A find: page from 0, and its first and last character in the page's own text."""

    page: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def raw_text(pdf: PdfDocument, index: int) -> str:
    """The text of a page as PDFium reads it, rows ended by CRLF."""
    with pdf.page(index) as page:
        text_page = page.get_textpage()
        try:
            return str(text_page.get_text_range())
        finally:
            text_page.close()


def read_texts(
    pdf: PdfDocument, progress: Callable[[float], None] | None = None
) -> tuple[PageText, ...]:
    """The folded text of every page. *progress* receives numbers from 0 to 1."""
    texts = []
    for index in range(len(pdf.sizes)):
        if progress is not None:
            progress(index / len(pdf.sizes))
        texts.append(fold_page(raw_text(pdf, index)))
    return tuple(texts)


@cache
def _fold_character(character: str) -> str:
    bare = unicodedata.normalize("NFD", character.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


def fold_page(text: str) -> PageText:
    """Fold a page's text as poa.text.fold does, remembering where each character came from."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            blank = "\n" if character in "\r\n" else " "
            if characters and characters[-1] in " \n":
                if blank == "\n":
                    characters[-1] = blank
                continue
            characters.append(blank)
            places.append(place)
            continue
        for each in _fold_character(character):
            characters.append(each)
            places.append(place)
    return PageText("".join(characters), tuple(places))


def pattern_of(query: str) -> re.Pattern[str] | None:
    """What finds a query in folded text; None for a query without any character.

    A blank matches the end of a row, too. A word cut by a hyphen at the end of a row is found,
    and a word of at least twelve letters where it was cut without one.
    """
    words = fold(query).split()
    if not words:
        return None
    return re.compile("[ \n]".join(map(_pattern_of_word, words)))


def _pattern_of_word(word: str) -> str:
    cut = _CUT_BARE if len(word) >= _LONG else _CUT
    parts = [rf"[{re.escape(_HYPHENS)}]\n?" if c in _HYPHENS else re.escape(c) for c in word]
    joined = parts[0]
    for before, part in zip(word, parts[1:], strict=False):
        joined += part if before in _HYPHENS or part.startswith("[") else cut + part
    return joined


def find(texts: tuple[PageText, ...], query: str) -> tuple[Hit, ...]:
    """Every find from the first page to the last, none on another; at most MAX_HITS."""
    pattern = pattern_of(query)
    if pattern is None:
        return ()
    hits: list[Hit] = []
    for page, text in enumerate(texts):
        for match in pattern.finditer(text.folded):
            if len(hits) == MAX_HITS:
                return tuple(hits)
            hits.append(Hit(page, text.places[match.start()], text.places[match.end() - 1]))
    return tuple(hits)


def areas_of(pdf: PdfDocument, page_index: int, hits: list[Hit]) -> list[tuple[Area, ...]]:
    """Where finds on one page stand: for each, one rectangle per row it covers."""
    with pdf.page(page_index) as page:
        text_page = page.get_textpage()
        try:
            return [tuple(_areas(page, text_page, hit, pdf.sizes[page_index])) for hit in hits]
        finally:
            text_page.close()


def _areas(page: Any, text_page: Any, hit: Hit, size: tuple[float, float]) -> Iterator[Area]:
    from pypdfium2 import raw

    first = raw.FPDFText_GetCharIndexFromTextIndex(text_page, hit.first)
    last = raw.FPDFText_GetCharIndexFromTextIndex(text_page, hit.last)
    yield from areas_between(page, text_page, first, last, size)


def areas_between(
    page: Any, text_page: Any, first: int, last: int, size: tuple[float, float]
) -> Iterator[Area]:
    """Where the characters from *first* to *last* of PDFium's stand, a rectangle per row."""
    if first < 0 or last < first:
        return
    for number in range(text_page.count_rects(first, last - first + 1)):
        left, bottom, right, top = text_page.get_rect(number)
        (x1, y1), (x2, y2) = _place(page, size, left, top), _place(page, size, right, bottom)
        yield Area(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _place(page: Any, size: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    """A point of the page's own space in points from the top left corner of what is seen."""
    from ctypes import byref, c_int

    from pypdfium2 import raw

    across, down = c_int(), c_int()
    width, height = round(size[0] * _DEVICE), round(size[1] * _DEVICE)
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, byref(across), byref(down))
    return across.value / _DEVICE, down.value / _DEVICE
