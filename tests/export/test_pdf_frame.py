"""The head of the pages after the first: whole words, as long as there is room for them."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.platypus import PageBreak

from poa_desktop.export.pdf_frame import Sheet, build_pdf
from poa_desktop.export.pdf_text import Texts
from poa_desktop.poa.records import Municipio

SHORT = "Obras · Tercer trimestre, julio a septiembre de 2024"
LEFT = "Relación de evidencias, POA 2024, GOBIERNO MUNICIPAL DE SAN AURELIO DEL VALLE"
LONG = "Dirección General de Obras Públicas, Ordenamiento Territorial y Servicios Municipales"


def running(left: str, right: str) -> list[str]:
    texts = Texts()
    sheet = Sheet("t", "s", (left, right), "X", date(2024, 10, 15), Municipio("Valle"))
    story = [texts.p("uno"), PageBreak(), texts.p("dos")]
    pages = PdfReader(BytesIO(build_pdf(sheet, story, texts, None).content)).pages
    return str(pages[1].extract_text()).splitlines()[:2]


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        ("POA 2024", "Obras", ["POA 2024", "Obras"]),
        (LEFT, "Obras", [LEFT, "Obras"]),  # more than half of the row, and the other leaves it
        (LEFT, f"Hacienda Municipal y {SHORT}", [LEFT.rpartition(", ")[0], None]),
        (LEFT, f"{LONG} · {SHORT}", [LEFT.rpartition(", ")[0], None]),
    ],
)
def test_a_head_gives_up_its_last_part_before_it_is_cut(
    left: str, right: str, shown: list[str | None]
) -> None:
    found = running(left, right)
    for there, wanted in zip(found, shown, strict=True):
        assert wanted is None or there == wanted


def test_what_is_too_long_even_so_ends_in_dots() -> None:
    left, right = running("A" * 200, "B" * 200)
    assert left.startswith("AAA") and left.endswith("…")
    assert right.startswith("BBB") and right.endswith("…")
