"""PDFs that would fill the memory are refused before PDFium sees them; ordinary ones are not."""

import io
from collections.abc import Sequence

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
)

from poa_desktop.export.membrete import read_membrete
from poa_desktop.export.no_se_muestra import NoSeMuestra
from poa_desktop.export.pdf_anexos_formas import Formas
from poa_desktop.export.pdf_nesting import refuse_endless
from poa_desktop.export.thumbnail import first_page_as_jpeg
from poa_desktop.poa.errors import PoaError

BOX = ArrayObject([NumberObject(0), NumberObject(0), NumberObject(600), NumberObject(600)])


def form(writer: PdfWriter, drawing: bytes, below: IndirectObject | None = None) -> IndirectObject:
    made = DecodedStreamObject()
    made.set_data(drawing)
    made[NameObject("/Type")] = NameObject("/XObject")
    made[NameObject("/Subtype")] = NameObject("/Form")
    made[NameObject("/BBox")] = BOX
    if below is not None:
        made[NameObject("/Resources")] = resources(below)
    return writer._add_object(made)


def resources(below: IndirectObject) -> DictionaryObject:
    return DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/F"): below})})


def page(writer: PdfWriter, drawn: IndirectObject) -> bytes:
    sheet = writer.add_blank_page(612, 792)
    drawing = DecodedStreamObject()
    drawing.set_data(b"q /F Do Q")
    sheet[NameObject("/Resources")] = resources(drawn)
    sheet[NameObject("/Contents")] = writer._add_object(drawing)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def nested(times: Sequence[int]) -> bytes:
    """Forms that draw the one below so many times each, the lowest first."""
    writer = PdfWriter()
    below = form(writer, b"0 0 10 10 re f")
    for each in times:
        below = form(writer, b"/F Do " * each, below)
    return page(writer, below)


def drawing_itself() -> bytes:
    writer = PdfWriter()
    itself = form(writer, b"/F Do /F Do")
    made = itself.get_object()
    assert isinstance(made, DictionaryObject)
    made[NameObject("/Resources")] = resources(itself)
    return page(writer, itself)


def in_a_note() -> bytes:
    writer = PdfWriter()
    itself = form(writer, b"/F Do /F Do")
    made = itself.get_object()
    assert isinstance(made, DictionaryObject)
    made[NameObject("/Resources")] = resources(itself)
    sheet = writer.add_blank_page(612, 792)
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): BOX,
            NameObject("/AP"): DictionaryObject({NameObject("/N"): itself}),
        }
    )
    sheet[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def pattern_of_itself() -> bytes:
    writer = PdfWriter()
    itself = form(writer, b"/Pattern cs /F scn 0 0 300 300 re f")
    made = itself.get_object()
    assert isinstance(made, DictionaryObject)
    made[NameObject("/Type")] = NameObject("/Pattern")
    made[NameObject("/PatternType")] = NumberObject(1)
    del made["/Subtype"]
    named = DictionaryObject({NameObject("/Pattern"): DictionaryObject({NameObject("/F"): itself})})
    made[NameObject("/Resources")] = named
    return painted(writer, named, b"/Pattern cs /F scn 0 0 600 600 re f")


def mask_of_itself() -> bytes:
    writer = PdfWriter()
    itself = form(writer, b"/F gs 0 0 300 300 re f")
    made = itself.get_object()
    assert isinstance(made, DictionaryObject)
    mask = DictionaryObject({NameObject("/S"): NameObject("/Alpha"), NameObject("/G"): itself})
    state = DictionaryObject({NameObject("/SMask"): mask})
    named = DictionaryObject(
        {NameObject("/ExtGState"): DictionaryObject({NameObject("/F"): state})}
    )
    made[NameObject("/Resources")] = named
    return painted(writer, named, b"/F gs 0 0 600 600 re f")


def painted(writer: PdfWriter, named: DictionaryObject, drawing: bytes) -> bytes:
    sheet = writer.add_blank_page(612, 792)
    made = DecodedStreamObject()
    made.set_data(drawing)
    sheet[NameObject("/Resources")] = named
    sheet[NameObject("/Contents")] = writer._add_object(made)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


ENDLESS = {
    "a pattern": pattern_of_itself(),
    "a mask": mask_of_itself(),
    "itself": drawing_itself(),
    "a trillion": nested([10] * 12),
    "in a note": in_a_note(),
}


@pytest.mark.parametrize("content", ENDLESS.values(), ids=list(ENDLESS))
def test_forms_without_end_are_refused_wherever_they_come_in(content: bytes) -> None:
    """PDFium would end the whole program: each way in has to ask first."""
    with pytest.raises(NoSeMuestra, match="sin fin"):
        refuse_endless(content, 1)
    with pytest.raises(NoSeMuestra, match="sin fin"):
        first_page_as_jpeg(content, 100)
    with pytest.raises(NoSeMuestra, match="sin fin"):
        Formas().take(content, 10)
    with pytest.raises(PoaError, match=r"«hoja\.pdf»"):
        read_membrete(content, "hoja.pdf")


@pytest.mark.parametrize("times", [[], [1], [50, 20, 10], [1] * 20])
def test_ordinary_forms_are_drawn(times: list[int]) -> None:
    content = nested(times)
    refuse_endless(content, 1)
    assert first_page_as_jpeg(content, 100)[1] == (78, 100)
    assert len(Formas().take(content, 10)) == 1


def test_what_is_no_pdf_is_left_to_who_opens_it() -> None:
    refuse_endless(b"no es un PDF", 1)
