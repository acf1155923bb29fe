"""A page of one PDF as a form of another: drawn where one likes, fonts and pictures with it.

Its text can still be selected and its lines stay sharp, while whatever it would do (links,
scripts, attached files) stays out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


def page_as_form(writer: PdfWriter, page: PageObject, box: Box) -> IndirectObject:
    """Put what a page shows inside *box* into the writer's document, once."""
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        FloatObject,
        NameObject,
    )

    contents = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    resources = page.get("/Resources", DictionaryObject()).get_object()
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(each) for each in box),
            NameObject("/Resources"): resources.clone(writer),
        }
    )
    group = page.get("/Group")
    if group is not None:
        form[NameObject("/Group")] = group.get_object().clone(writer)
    return writer._add_object(form.flate_encode())


def drawing_of(writer: PdfWriter, name: str, matrix: str) -> IndirectObject:
    """The order to draw the form that a page knows by *name*, for any number of pages."""
    from pypdf.generic import DecodedStreamObject

    drawing = DecodedStreamObject()
    drawing.set_data(f"q {matrix} cm {name} Do Q\n".encode())
    return writer._add_object(drawing)


def draw_first(page: PageObject, name: str, form: IndirectObject, drawing: IndirectObject) -> None:
    """Let a page draw a form before anything of its own."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    resources = cast(DictionaryObject, page["/Resources"])
    named = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
    named[NameObject(name)] = form
    own = page.raw_get("/Contents")
    rest = own.get_object() if isinstance(own.get_object(), ArrayObject) else [own]
    page[NameObject("/Contents")] = ArrayObject([drawing, *rest])
