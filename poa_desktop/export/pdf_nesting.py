"""Foreign PDFs whose forms draw each other without end: PDFium would fill the memory with them.

A page that draws a form ten times which draws another ten times, twelve deep, is a file of two
kilobytes and a trillion drawings; one form that draws itself is enough. PDFium does not refuse
them: it ends the whole program or, for patterns and soft masks, never comes back. So they are
counted before it sees them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poa_desktop.export.no_se_muestra import NoSeMuestra
from poa_desktop.export.pdf_join import open_pdf

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_DRAWN = 100_000  # forms of one page, as often as each is drawn
MAX_DEPTH = 24  # forms, patterns and masks in each other
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+(Do|scn|SCN|gs)\b")
_WHERE = {b"Do": "/XObject", b"scn": "/Pattern", b"SCN": "/Pattern", b"gs": "/ExtGState"}
_ENDLESS = "sus dibujos se repiten sin fin"


def refuse_endless(content: bytes, pages: int, *, strictly: bool = False) -> None:
    """Raise NoSeMuestra when one of the first *pages* draws more forms than any paper has.

    What pypdf cannot read at all is left to PDFium, which knows more ways to mend a file; or
    refused too, *strictly*, where nobody asked for the file and a page only shows it.
    """
    try:
        reader = open_pdf(content)
        for number in range(min(pages, len(reader.pages))):
            _refuse_page(reader.pages[number])
    except (NoSeMuestra, RecursionError):
        raise NoSeMuestra(_ENDLESS) from None
    except Exception as error:  # a foreign file: pypdf raises a good many kinds
        if strictly:
            raise NoSeMuestra(why_no_pdf(error)) from error


def why_no_pdf(error: Exception) -> str:
    """Why a PDF cannot be opened, as part of a sentence."""
    if "password" in str(error).casefold() or "contraseña" in str(error):
        return "el PDF pide una contraseña"
    return "el PDF está dañado"


def _refuse_page(page: PageObject) -> None:
    contents = page.get_contents()
    drawing = contents.get_data() if contents is not None else b""
    resources = _resolved(page.get("/Resources"))
    known: dict[int, int] = {}
    total = _count(drawing, resources, known, set())
    for form in _notes(page):
        total += _count_form(form, resources, known, set())
    if total > MAX_DRAWN:
        raise NoSeMuestra(_ENDLESS)


def _count(drawing: bytes, resources: Any, known: dict[int, int], above: set[int]) -> int:
    """How many forms a drawing draws, all below them included."""
    total = 0
    for (name, operator), times in Counter(_DRAWN.findall(drawing)).items():
        named = _entry(resources, _WHERE[operator])
        form = _entry(named, "/" + name.decode("latin-1"))
        if operator == b"gs":
            form = _entry(_entry(form, "/SMask"), "/G")
        if _is_stream(form) and form.get("/Subtype") != "/Image":
            total += times * _count_form(form, resources, known, above)
        if total > MAX_DRAWN:
            raise NoSeMuestra(_ENDLESS)
    return total


def _entry(owner: Any, name: str) -> Any:
    """What a dictionary has under a name; None for what is no dictionary."""
    return _resolved(owner.get(name)) if hasattr(owner, "get") else None


def _count_form(form: Any, resources: Any, known: dict[int, int], above: set[int]) -> int:
    key = id(form)
    if key in above or len(above) > MAX_DEPTH:
        raise NoSeMuestra(_ENDLESS)
    if key not in known:
        own = _resolved(form.get("/Resources")) or resources
        known[key] = 1 + _count(form.get_data(), own, known, above | {key})
    return known[key]


def _notes(page: PageObject) -> Iterator[Any]:
    """How the notes and fields of a page look."""
    for note in _resolved(page.get("/Annots")) or ():
        looks = _resolved(_resolved(note).get("/AP"))
        normal = _resolved(looks.get("/N")) if looks else None
        if hasattr(normal, "get_data"):
            yield normal
        elif normal:
            yield from (each for each in map(_resolved, normal.values()) if _is_stream(each))


def _is_stream(value: Any) -> bool:
    return hasattr(value, "get_data")


def _resolved(value: Any) -> Any:
    return value.get_object() if value is not None else None
