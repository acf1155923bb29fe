"""Words chosen on the pages of an open PDF: from one character to another, over pages as well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from poa_desktop.export.pdf_pages import PdfDocument
from poa_desktop.export.pdf_search import Area, areas_between

_TOLERANCE = 6.0  # points beside a letter that still mean it


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A character: page from 0 and its number on the page."""

    page: int
    character: int


@contextmanager
def _text_page(pdf: PdfDocument, index: int) -> Iterator[tuple[Any, Any]]:
    with pdf.page(index) as page:
        text_page = page.get_textpage()
        try:
            yield page, text_page
        finally:
            text_page.close()


def spot_at(pdf: PdfDocument, index: int, x: float, y: float) -> Spot | None:
    """The character at a place in points from the page's top left corner; None beside the text."""
    with _text_page(pdf, index) as (_page, text_page):
        up = pdf.sizes[index][1] - y
        found = text_page.get_index(x, up, _TOLERANCE, _TOLERANCE)
    return None if found is None else Spot(index, found)


def word_at(pdf: PdfDocument, spot: Spot) -> tuple[Spot, Spot]:
    """The first and last character of the word at a spot."""
    with _text_page(pdf, spot.page) as (_page, text_page):
        text = _characters(text_page)
    first = last = spot.character
    while first > 0 and text[first - 1].isalnum():
        first -= 1
    while last + 1 < len(text) and text[last + 1].isalnum():
        last += 1
    return Spot(spot.page, first), Spot(spot.page, last)


def text_between(pdf: PdfDocument, first: Spot, last: Spot) -> str:
    """The text from one character to another, both included, rows ended by a line feed."""
    pieces = []
    for index in range(first.page, last.page + 1):
        with _text_page(pdf, index) as (_page, text_page):
            start = first.character if index == first.page else 0
            count = text_page.count_chars()
            end = last.character if index == last.page else count - 1
            if end >= start and count:
                pieces.append(str(text_page.get_text_range(start, end - start + 1)))
    return "\n".join(pieces).replace("\r\n", "\n").replace("\ufffe", "-")


def areas_of_choice(pdf: PdfDocument, index: int, first: Spot, last: Spot) -> tuple[Area, ...]:
    """Where the part of a choice on one page stands, a rectangle per row."""
    if not first.page <= index <= last.page:
        return ()
    with _text_page(pdf, index) as (page, text_page):
        start = first.character if index == first.page else 0
        end = last.character if index == last.page else text_page.count_chars() - 1
        return tuple(areas_between(page, text_page, start, end, pdf.sizes[index]))


def _characters(text_page: Any) -> str:
    """One character of text for each of the page's own, "\\0" where it has none."""
    from pypdfium2 import raw

    codes = (raw.FPDFText_GetUnicode(text_page, i) for i in range(text_page.count_chars()))
    return "".join(chr(code) if 0 < code < 0xD800 else "\0" for code in codes)
