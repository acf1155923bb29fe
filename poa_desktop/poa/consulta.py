"""What is looked for, and exactly where it stands in a text, whatever its accents and capitals.

Places are those of the original text: a find begins and ends between whole characters, so that
half a ligature (ﬁ), half an ß (ss) or a letter without the accent that follows it is none.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from poa_desktop.poa.text import fold

Span = tuple[int, int]
"""First character and the one after the last, in the text as it is kept."""

_QUOTED = re.compile(r'["“”«»]([^"“”«»]*)(?:["“”«»]|$)|([^\s"“”«»]+)')
# Letters that fold one to one, single blanks: places are those of the folded text.
_PLAIN = re.compile(r"(?:[!-~ÁÉÍÓÚÜÑáéíóúüñ¿¡°º–—“”«»…]|[ \n](?![ \n]))*")
_NUMBER = re.compile(r"\$?[\d.]+")


@dataclass(frozen=True, slots=True)
class Consulta:
    """What is looked for: every one of *terminos*. *exacta*: accents and capitals count;
    *palabra*: only whole words."""

    terminos: tuple[str, ...] = ()
    exacta: bool = False
    palabra: bool = False

    def __bool__(self) -> bool:
        return bool(self.terminos)


def consulta_de(
    escrito: str, *, exacta: bool = False, palabra: bool = False, frase: bool = False
) -> Consulta:
    """Read what a person typed: several words must all occur, in any order; what stands between
    quotation marks is one phrase. *frase*: all of it is one, with or without the marks."""
    if frase:
        words = [sin_comillas(escrito)]
    else:
        words = [match[1] or match[2] or "" for match in _QUOTED.finditer(escrito)]
    normal = _literal if exacta else fold
    terms = dict.fromkeys(filter(None, map(normal, words)))
    return Consulta(tuple(terms), exacta, palabra)


def sin_comillas(escrito: str) -> str:
    """What a person typed as one phrase, without the quotation marks around it."""
    bare = escrito.strip()
    quoted = _QUOTED.fullmatch(bare)
    return quoted[1] if quoted and quoted[1] else bare


def _literal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def plegado(text: str, *, exacta: bool = False) -> str:
    """The form of a text in which a consulta is looked for first; its places are not the text's."""
    return _literal(text) if exacta else fold(text)


def encontrar(
    consulta: Consulta, text: str, form: str | None = None, *, numero: bool = False
) -> tuple[Span, ...]:
    """Where the terms stand in a text, in order, none over another; () unless all of them occur.

    *form* is the text's `plegado`, when it is at hand. *numero*: the text tells a number, in which
    "80000" also finds "$80,000.00".
    """
    if form is None:
        form = plegado(text, exacta=consulta.exacta)
    terms = consulta.terminos
    if not terms:
        return ()
    if not all(term in form for term in terms):
        return _in_number(consulta, text) if numero else ()
    places = _Places(text, form, exacta=consulta.exacta)
    found: list[Span] = []
    for term in terms:
        spans = list(_spans(term, places, consulta.palabra))
        if not spans:
            return ()
        found += spans
    return found_in_order(found) if len(terms) > 1 else tuple(found)


def found_in_order(spans: list[Span]) -> tuple[Span, ...]:
    """Spans from left to right; of two that overlap the earlier stays, or the longer."""
    ordered: list[Span] = []
    for span in sorted(spans, key=lambda each: (each[0], -each[1])):
        if not ordered or span[0] >= ordered[-1][1]:
            ordered.append(span)
    return tuple(ordered)


def _in_number(consulta: Consulta, text: str) -> tuple[Span, ...]:
    """An amount typed without its commas: the whole number it is part of."""
    bare = text.replace(",", "")
    asked = all(_NUMBER.fullmatch(term) and term in bare for term in consulta.terminos)
    return ((0, len(text)),) if asked and "," in text else ()


class _Places:
    """The folded text and, for each of its characters, where a find may begin and end."""

    def __init__(self, text: str, form: str, *, exacta: bool) -> None:
        self.text = text
        self.form = form
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        if len(form) != len(text) or not _PLAIN.fullmatch(text):
            self._map(exacta)

    def _map(self, exacta: bool) -> None:
        """Fold anew, character by character, and keep where each came from; −1 is no border."""
        form: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end in _clusters(self.text):
            cluster = self.text[start:end]
            folded = _fold_cluster(cluster, exacta)
            if not folded:  # a mark without a letter
                continue
            if folded == " " and (not form or form[-1] == " "):
                if form:
                    ends[-1] = end
                continue
            form += folded
            starts += [start] + [-1] * (len(folded) - 1)
            ends += [-1] * (len(folded) - 1) + [end]
        self.form, self._starts, self._ends = "".join(form), starts, ends

    @property
    def is_plain(self) -> bool:
        """Whether the places of the folded text are those of the text."""
        return self._starts is None

    def span(self, first: int, after: int) -> Span | None:
        """The span of a find in the folded text; None when it cuts a character."""
        if self._starts is None:
            return first, after
        start, end = self._starts[first], self._ends[after - 1]
        return None if start < 0 or end < 0 else (start, end)


def _clusters(text: str) -> Iterator[Span]:
    """Each character with the marks that follow it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _is_mark(text[place]):
            yield start, place
            start = place


@cache
def _is_mark(character: str) -> bool:
    """Whether a character belongs to the one before: accents, variants and tones of emoji."""
    return unicodedata.category(character) in ("Mn", "Me", "Mc") or (
        "\U0001f3fb" <= character <= "\U0001f3ff"
    )


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str, exacta: bool) -> str:
    if exacta:
        normal = unicodedata.normalize("NFC", cluster)
        return " " if normal.isspace() else normal
    bare = unicodedata.normalize("NFD", cluster.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " " if bare.isspace() else bare


def _spans(term: str, places: _Places, palabra: bool) -> Iterator[Span]:
    if palabra and places.is_plain:  # one regular expression is faster than asking find by find
        for match in _whole(term).finditer(places.form):
            yield match.span()
        return
    place = places.form.find(term)
    while place >= 0:
        span = places.span(place, place + len(term))
        if span is not None and (not palabra or _is_whole(places.text, span)):
            yield span
            place = places.form.find(term, place + len(term))
        else:
            place = places.form.find(term, place + 1)


@lru_cache(maxsize=64)
def _whole(term: str) -> re.Pattern[str]:
    """What finds a term that is no part of a longer word."""
    before = r"(?<!\w)" if _in_word(term[0]) else ""
    after = r"(?!\w)" if _in_word(term[-1]) else ""
    return re.compile(f"{before}{re.escape(term)}{after}")


def _is_whole(text: str, span: Span) -> bool:
    """Whether a find is no part of a longer word; a sign at its edge is a border by itself."""
    first, after = span
    inside_before = first > 0 and _in_word(text[first - 1]) and _in_word(text[first])
    inside_after = after < len(text) and _in_word(text[after]) and _in_word(text[after - 1])
    return not inside_before and not inside_after


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or _is_mark(character)
