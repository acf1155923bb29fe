"""Several PDFs become one that other programs read: pages, outline, fonts, language."""

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export.pdf_join import PdfPart, join_pdfs
from poa_desktop.poa.errors import PoaError

HOY = date(2024, 10, 15)


def pdf(*pages: str, bookmark: str = "") -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1)
    for text in pages:
        if bookmark:
            canvas.bookmarkPage("a")
            canvas.addOutlineEntry(bookmark, "a")
            bookmark = ""
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def join(*parts: PdfPart) -> bytes:
    return join_pdfs(parts, title="Documentos de ñandú", author="Gobierno", hoy=HOY)


def outline(reader: PdfReader) -> list[object]:
    def names(entries: list[object]) -> list[object]:
        return [
            names(e) if isinstance(e, list) else (e.title, reader.get_destination_page_number(e))
            for e in entries
        ]  # type: ignore[attr-defined]

    return names(reader.outline)  # type: ignore[arg-type]


def test_pages_and_outlines_follow_one_another(tmp_path: Path) -> None:
    first, second = pdf("uno", "dos", bookmark="Programa 1"), pdf("tres", bookmark="Actividad 1")
    made = join(PdfPart("POA oficial", first), PdfPart("Hoja", second))
    reader = PdfReader(BytesIO(made))
    assert [page.extract_text().strip() for page in reader.pages] == ["uno", "dos", "tres"]
    assert outline(reader) == [
        ("POA oficial", 0), [("Programa 1", 0)], ("Hoja", 2), [("Actividad 1", 2)],
    ]  # fmt: skip
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Documentos de ñandú", "Gobierno")
    assert reader.root_object["/Lang"] == "es-MX"
    path = tmp_path / "junto.pdf"
    path.write_bytes(made)
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)


def test_the_same_parts_give_the_same_bytes() -> None:
    part = PdfPart("A", pdf("uno"))
    assert join(part, part) == join(part, part)


def test_a_part_that_is_only_locked_against_changes_comes_in() -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf("abierto a todos")))
    writer.encrypt(user_password="", owner_password="secreto", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    (page,) = PdfReader(BytesIO(join(PdfPart("A", stream.getvalue())))).pages
    assert page.extract_text().strip() == "abierto a todos"


def encrypted(algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf("cerrado")))
    writer.encrypt(user_password="llave", algorithm=algorithm)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no es un PDF"),
        (b"%PDF-1.7\nfalta todo", "no es un PDF"),
        (pdf("cortado")[:300], "no es un PDF"),
        (encrypted("RC4-128"), "pide una contraseña"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(PoaError, match=f"«Acta» {reason}"):
        join(PdfPart("Bien", pdf("uno")), PdfPart("Acta", content))
