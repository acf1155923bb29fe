"""Documents on the municipio's own letterhead, judged by other programs."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export.membrete import read_membrete
from poa_desktop.export.pdf_calendario import write_calendar_pdf
from poa_desktop.export.pdf_evaluacion import write_evaluation_pdf
from poa_desktop.export.pdf_oficial import write_official_pdf
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Actividad,
    Dependencia,
    LineaAccion,
    Municipio,
    Plantilla,
    Poa,
    TipoPlantilla,
)

HOY = date(2024, 10, 15)
LEMA = "Juntos avanzamos"
LINEAS = tuple(LineaAccion(n, f"Línea {n}", programado=(100,) * 12) for n in range(1, 90))
POA = Poa(1, Dependencia(1, "Obras"), 2024, actividades=(Actividad(1, 1, "Calles", lineas=LINEAS),))
ESCUDO = BytesIO()
Image.new("RGB", (60, 60), "red").save(ESCUDO, "PNG")


def pdf_letterhead(*sizes: tuple[float, float]) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.drawCentredString(width / 2, height - 40, LEMA)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def picture(width: int, height: int, mode: str = "RGBA") -> bytes:
    stream = BytesIO()
    Image.new(mode, (width, height), (0, 102, 204, 255)[: len(mode)]).save(stream, "PNG")
    return stream.getvalue()


def municipio(content: bytes, superior: int = 35, inferior: int = 20) -> Municipio:
    membrete = Plantilla(TipoPlantilla.MEMBRETE, "hoja.pdf", "0" * 64, content, superior, inferior)
    return Municipio("Valle Claro", membrete=membrete, escudo=ESCUDO.getvalue())


def checked(content: bytes, folder: Path) -> PdfReader:
    path = folder / "hoja.pdf"
    path.write_bytes(content)
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    return PdfReader(path)


def box_of_words(folder: Path) -> list[tuple[float, float]]:
    """Top and bottom in points of every word but those of the letterhead."""
    shown = subprocess.run(
        ["pdftotext", "-bbox", str(folder / "hoja.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    found = []
    for row in shown.splitlines():
        if "<word" in row and not any(word in row for word in LEMA.split()):
            fields = row.split('"')
            found.append((float(fields[3]), float(fields[7])))
    return found


@pytest.mark.parametrize(("superior", "inferior"), [(10, 10), (35, 20), (70, 50)])
def test_every_page_has_the_letterhead_and_leaves_it_free(
    tmp_path: Path, superior: int, inferior: int
) -> None:
    where = municipio(pdf_letterhead(letter), superior, inferior)
    reader = checked(write_official_pdf(where, POA, HOY).content, tmp_path)
    assert len(reader.pages) > 2
    for page in reader.pages:
        assert LEMA in page.extract_text()
    assert min(top for top, _ in box_of_words(tmp_path)) >= superior * mm
    assert max(bottom for _, bottom in box_of_words(tmp_path)) <= 792 - inferior * mm


def test_what_was_written_without_it_is_all_there(tmp_path: Path) -> None:
    plain = write_official_pdf(Municipio("Valle Claro"), POA, HOY).content
    printed = write_official_pdf(municipio(pdf_letterhead(letter)), POA, HOY).content

    def said(content: bytes) -> list[str]:
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        return re.findall(r"Línea \d+", text)

    assert said(printed) == said(plain) == [f"Línea {n}" for n in range(1, 90)]
    before, after = (PdfReader(BytesIO(each)) for each in (plain, printed))
    assert len(after.outline) == len(before.outline) > 0
    assert after.root_object["/Lang"] == "es-MX"
    assert after.metadata == before.metadata


def test_the_page_of_the_right_orientation_is_taken(tmp_path: Path) -> None:
    both = pdf_letterhead(letter, letter[::-1])
    reader = checked(write_calendar_pdf(municipio(both), POA, HOY).content, tmp_path)
    assert LEMA in reader.pages[0].extract_text()


def test_a_document_of_the_other_orientation_stays_plain_and_keeps_the_escudo() -> None:
    upright = municipio(pdf_letterhead(letter))
    content = write_evaluation_pdf(upright, POA, parse_periodo("2024-T1"), HOY).content
    without = replace(upright, membrete=None)
    assert content == write_evaluation_pdf(without, POA, parse_periodo("2024-T1"), HOY).content


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_picture_is_printed_over_the_whole_sheet(tmp_path: Path, mode: str) -> None:
    made = write_official_pdf(municipio(picture(850, 1100, mode)), POA, HOY).content
    checked(made, tmp_path)
    subprocess.run(
        ["pdftoppm", "-r", "20", "-png", "-singlefile", str(tmp_path / "hoja.pdf"),
         str(tmp_path / "hoja")], check=True,
    )  # fmt: skip
    with Image.open(tmp_path / "hoja.png") as drawn:
        corners = [(2, 2), (drawn.width - 3, drawn.height - 3)]
        for each in corners:
            red, green, blue = drawn.convert("RGB").getpixel(each)
            assert red < 4 and abs(green - 102) < 4 and abs(blue - 204) < 4


def test_a_landscape_picture_serves_landscape_pages_only() -> None:
    upright, landscape = read_membrete(picture(1100, 850), "hoja.png")
    assert upright is None
    assert landscape is not None


def test_an_a4_page_is_fitted_to_the_letter_sheet(tmp_path: Path) -> None:
    where = municipio(pdf_letterhead((595, 842)))
    reader = checked(write_official_pdf(where, POA, HOY).content, tmp_path)
    assert {tuple(map(float, page.mediabox)) for page in reader.pages} == {(0, 0, 612, 792)}


@pytest.mark.parametrize(
    "content", [b"", b"no soy nada", b"%PDF-1.4 cortado", picture(10, 10)[:40], b"\x89PNG una"]
)
def test_what_is_no_letterhead_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(PoaError, match=r"«hoja\.png»"):
        read_membrete(content, "hoja.png")


def turned(content: bytes, angle: int) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(content))
    for page in writer.pages:
        page.rotate(angle)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def corner_sheet(width: float, height: float) -> bytes:
    """A page with a red square in its upper left corner, as it is seen."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, height - 60, 60, 60, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def drawn(content: bytes, folder: Path) -> Image.Image:
    checked(content, folder)
    subprocess.run(
        ["pdftoppm", "-r", "36", "-png", "-singlefile", str(folder / "hoja.pdf"),
         str(folder / "hoja")], check=True,
    )  # fmt: skip
    with Image.open(folder / "hoja.png") as picture:
        return picture.convert("RGB")


def red_corners(picture: Image.Image) -> list[str]:
    wide, high = picture.size
    places = {"ul": (6, 6), "ur": (wide - 7, 6), "ll": (6, high - 7), "lr": (wide - 7, high - 7)}
    return [name for name, each in places.items() if picture.getpixel(each) == (255, 0, 0)]


@pytest.mark.parametrize(("angle", "corner"), [(0, "ul"), (90, "ur"), (180, "lr"), (270, "ll")])
def test_a_turned_page_is_printed_as_it_is_seen(tmp_path: Path, angle: int, corner: str) -> None:
    """Scanners write a page lying down and say how to turn it."""
    lying = angle in (90, 270)
    sheet = turned(corner_sheet(*(letter[::-1] if lying else letter)), angle)
    made = write_official_pdf(municipio(sheet), POA, HOY).content
    assert red_corners(drawn(made, tmp_path)) == [corner]


def test_only_the_part_of_a_page_that_is_seen_is_printed(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=BytesIO(corner_sheet(712, 892)))
    writer.pages[0].cropbox = RectangleObject((0, 100, 612, 892))
    stream = BytesIO()
    writer.write(stream)
    made = write_official_pdf(municipio(stream.getvalue()), POA, HOY).content
    picture = drawn(made, tmp_path)
    assert picture.size == (306, 396)
    assert red_corners(picture) == ["ul"]


def test_of_a_book_only_the_first_pages_are_looked_at() -> None:
    upright, landscape = read_membrete(pdf_letterhead(*[letter] * 25, letter[::-1]), "libro.pdf")
    assert upright is not None and landscape is None


@pytest.mark.parametrize("size", [(0, 0), (3_000_000, 2_000_000)])
def test_a_page_without_a_size_or_of_a_kilometre_is_no_letterhead(size: tuple[int, int]) -> None:
    writer, stream = PdfWriter(), BytesIO()
    writer.add_blank_page(*size)
    writer.write(stream)
    with pytest.raises(PoaError, match="hoja"):
        read_membrete(stream.getvalue(), "hoja.pdf")


def test_a_damaged_letterhead_does_not_stop_a_document() -> None:
    made = write_official_pdf(municipio(b"%PDF-1.4 cortado"), POA, HOY)
    (notice,) = made.notices
    assert notice.startswith("Se imprimió en hoja blanca: «hoja.pdf»")
    plain = replace(municipio(b""), membrete=None)
    assert made.content == write_official_pdf(plain, POA, HOY).content
