"""Searching a PDF: the counts of another reader, whatever the accents, the case and the rows."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from poa_desktop.data.store import create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.export.pdf_pages import PdfDocument
from poa_desktop.export.pdf_search import (
    MAX_HITS,
    PageText,
    areas_of,
    find,
    fold_page,
    pattern_of,
    raw_text,
    read_texts,
)
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Municipio, Poa
from poa_desktop.poa.text import fold

HOY = date(2024, 10, 15)
QUERIES = (
    "acción", "ACCION", "actividad", "hacienda municipal", "a", "evaluación", "%", "$", "2024",
    "líneas de acción", "página", "Ñ", "(", ".", "no existe en ningún lado",
)  # fmt: skip


def pdf_of(municipio: Municipio, poa: Poa, nombre: str) -> bytes:
    context = Context(municipio, poa, HOY, parse_periodo(f"{poa.ejercicio}-T1"))
    return render(find_documento(nombre, "pdf"), "pdf", context)[0]


def other_reader(content: bytes, folder: Path) -> list[str]:
    """The folded text of each page, as pdftotext gives it."""
    path = folder / "papel.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return [fold(page) for page in done.stdout.decode().split("\f")[:-1]]


def check_counts(content: bytes, folder: Path, words: tuple[str, ...]) -> None:
    pdf = PdfDocument(content)
    texts, pages = read_texts(pdf), other_reader(content, folder)
    pdf.close()
    assert len(texts) == len(pages)
    for word in words:
        hits = find(texts, word)
        found = [sum(hit.page == page for hit in hits) for page in range(len(pages))]
        assert found == [page.count(fold(word)) for page in pages], word


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Municipio, Poa]:
    path = tmp_path_factory.mktemp("search") / "ejemplo.poa"
    from datetime import datetime

    with create_store(path, lambda: datetime(2024, 10, 15)) as store:
        write_example(store)
        return store.municipio(), store.poa(store.headers()[0].id)


@pytest.mark.parametrize("nombre", ["poa", "evaluacion", "calendario"])
def test_as_many_finds_as_another_reader_has(
    example: tuple[Municipio, Poa], nombre: str, tmp_path: Path
) -> None:
    check_counts(pdf_of(*example, nombre), tmp_path, QUERIES)


def test_as_many_finds_in_the_real_poa(seed_path: Path, tmp_path: Path) -> None:
    draft = read_text_form(seed_path.read_bytes(), seed_path.name)
    names = tuple(each.nombre for each in draft.poa.bloques)
    content = pdf_of(draft.municipio, draft.poa, "poa")
    check_counts(content, tmp_path, QUERIES)
    pdf = PdfDocument(content)
    texts = read_texts(pdf)
    pdf.close()
    for name in names:  # as long as several rows
        assert find(texts, name), name
        assert find(texts, fold(name).upper()), name


def test_a_find_stands_where_its_letters_are(example: tuple[Municipio, Poa]) -> None:
    """What PDFium reads inside the rectangles is the words one looked for."""
    pdf = PdfDocument(pdf_of(*example, "poa"))
    texts = read_texts(pdf)
    hits = find(texts, "bitacora unica de combustible")
    assert hits
    for hit in hits:
        (areas,) = areas_of(pdf, hit.page, [hit])
        height = pdf.sizes[hit.page][1]
        with pdf.page(hit.page) as page:
            text_page = page.get_textpage()
            read = [
                text_page.get_text_bounded(
                    each.left - 0.5, height - each.bottom - 0.5, each.right + 0.5,
                    height - each.top + 0.5,
                )
                for each in areas
            ]  # fmt: skip
            text_page.close()
        assert fold(" ".join(read)) == "bitacora unica de combustible"
    pdf.close()


def narrow_pdf(text: str) -> PdfDocument:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    out = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out, leftMargin=260, rightMargin=260).build([Paragraph(text, style)])
    return PdfDocument(out.getvalue())


def test_words_cut_at_the_end_of_a_row_are_found_and_marked_on_both() -> None:
    pdf = narrow_pdf(
        "Fomento de lo interinstitucionalmentedescentralizado y el pro-<br/>yecto costo-<br/>"
        "beneficio"
    )
    texts = read_texts(pdf)
    for word, rows in (
        ("INTERINSTITUCIONALMENTEDESCENTRALIZADO", 3),
        ("proyecto", 2),
        ("costo-beneficio", 2),
        ("Fomento de lo", 2),
    ):
        hits = find(texts, word)
        assert len(hits) == 1, word
        (areas,) = areas_of(pdf, 0, list(hits))
        assert len({each.top for each in areas}) == rows, word
    assert find(texts, "delo") == ()  # two words are not one because a row ends
    pdf.close()


def test_nothing_is_looked_for_without_a_letter() -> None:
    assert pattern_of("") is None
    assert pattern_of("  \t ") is None
    assert find((fold_page("hola"),), " ") == ()


def test_finds_end_somewhere() -> None:
    assert len(find((fold_page("a" * (MAX_HITS + 7)),), "a")) == MAX_HITS


@given(st.text(max_size=80))
def test_folding_a_page_is_folding_a_text(text: str) -> None:
    page = fold_page(text)
    assert fold(page.folded) == fold(text)
    assert len(page.folded) == len(page.places)
    assert list(page.places) == sorted(page.places)
    for character, place in zip(page.folded, page.places, strict=True):
        assert character in " \n" or character in fold(text[place])


@given(st.text("aáñ b-\n", min_size=1, max_size=30), st.data())
def test_a_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    words = text.split()
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    query = " ".join(words[first : last + 1])
    assert find((fold_page(text),), query.upper())


def test_a_page_without_text_is_no_page_with_finds() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    pdf = PdfDocument(out.getvalue())
    assert raw_text(pdf, 0) == ""
    assert read_texts(pdf) == (PageText("", ()),)
    assert pdf.outline() == ()
    pdf.close()


def test_the_outline_tells_every_part_and_its_place(example: tuple[Municipio, Poa]) -> None:
    pdf = PdfDocument(pdf_of(*example, "poa"))
    entries = pdf.outline()
    assert [each.title.split(".")[0] for each in entries] == [
        *(f"Programa {n}" for n in (1, 2)),
        *(f"Actividad {n}" for n in range(1, 15)),
    ]
    assert [(each.page, each.top) for each in entries] == sorted(
        (each.page, each.top) for each in entries
    )
    pdf.close()


def test_bands_meet_without_a_seam(example: tuple[Municipio, Poa]) -> None:
    pdf = PdfDocument(pdf_of(*example, "poa"))
    for scale in (0.7, 1.5, 2.67):
        width, height = pdf.pixels(1, scale)
        whole = pdf.band(1, scale, 0, height)
        assert (whole.width, whole.height) == (width, height)
        pieces = [pdf.band(1, scale, top, 97).pixels for top in range(0, height, 97)]
        one, other = (
            Image.frombytes("RGB", (width, height), pixels, "raw", "RGB", whole.stride)
            for pixels in (b"".join(pieces), whole.pixels)
        )
        # PDFium rounds the grey of an edge that a band cuts
        assert all(most <= 3 for _, most in ImageChops.difference(one, other).getextrema())
    pdf.close()
