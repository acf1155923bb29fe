"""The evidence behind a document: whole, upright, named, and never in the way of the document."""

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.annotations import FreeText, Link
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.export.no_se_muestra import NoSeMuestra
from poa_desktop.export.opciones import Opciones
from poa_desktop.export.pdf_anexos import MAX_TEXT, decoded
from poa_desktop.export.pdf_anexos_hojas import FOOT, HEAD, SIDE
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Avance,
    Dependencia,
    Evidencia,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
)

HOY = date(2024, 7, 2)
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "qpdf"))), reason="needs poppler-utils and qpdf"
)


class Box:
    """A POA whose línea P1.1 has the given files in March, and P1.2 one in June."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: dict[str, bytes] = {}
        self.files: list[Evidencia] = []

    def add(self, nombre: str, content: bytes, tipo: str = "") -> None:
        key = sha256(content).hexdigest()
        self.kept[key] = content
        self.files.append(Evidencia(len(self.files) + 1, nombre, tipo, len(content), key))

    def contenido(self, key: str) -> bytes:
        try:
            return self.kept[key]
        except KeyError:
            raise PoaError("El archivo está dañado: restaure un respaldo.") from None

    def poa(self) -> Poa:
        march = Avance(100, evidencias=tuple(self.files))
        avances = tuple(march if mes == 3 else Avance() for mes in range(1, 13))
        linea = LineaAccion(1, "Tapar baches", programado=(0, 0, 100, *(0,) * 9), avances=avances)
        programas = (Programa(1, 1, "Calles", lineas=(linea,)),)
        return Poa(1, Dependencia(1, "Obras Públicas"), 2024, programas=programas)

    def write(
        self, documento: str = "evidencias", periodo: str | None = "2024-T1"
    ) -> tuple[PdfReader, tuple[str, ...]]:
        window = parse_periodo(periodo) if periodo else None
        context = Context(MUNICIPIO, self.poa(), HOY, window, contenido=self.contenido)
        context = replace(context, opciones=Opciones(anexos=True))
        content, notices = render(find_documento(documento, "pdf"), "pdf", context)
        path = self.folder / "anexos.pdf"
        path.write_bytes(content)
        subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
        return PdfReader(io.BytesIO(content)), notices


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def _pdf(
    draw: Callable[[Canvas], None] | None = None,
    size: tuple[float, float] = (612, 792),
    pages: int = 1,
    encrypt: StandardEncryption | None = None,
) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, encrypt=encrypt)
    for number in range(pages):
        canvas.drawString(size[0] * 0.1, size[1] * 0.8, f"Hoja {number + 1} original")
        if draw:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _picture(size: tuple[int, int] = (300, 200)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, "PNG")
    return stream.getvalue()


def _flags(canvas: Canvas) -> None:
    """A drawing that tells up from down and left from right."""
    width, height = canvas._pagesize
    canvas.setFillColorRGB(0.8, 0, 0)
    canvas.rect(0, height * 0.75, width * 0.5, height * 0.25, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0.8)
    canvas.rect(width * 0.75, 0, width * 0.25, height * 0.5, stroke=0, fill=1)


def _drawn(content: bytes, index: int, scale: float) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    picture: Image.Image = document[index].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return picture


def _texts(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def test_each_file_follows_with_its_head_in_the_order_of_the_list(box: Box) -> None:
    box.add("minuta.pdf", _pdf(pages=3))
    box.add("foto.png", _picture())
    box.add("nota.txt", "Entregado el 3 de marzo\n    con sangría".encode())
    reader, notices = box.write()
    texts = _texts(reader)

    assert notices == ()
    assert "RELACIÓN DE EVIDENCIAS" in texts[0]
    assert "Anexos en este documento (3)" in texts[1]
    heads = [text for text in texts[2:] if "P1.1 · Marzo" in text]
    assert len(heads) == len(texts) - 2 == 5
    for number in (1, 2, 3):
        assert f"Anexo 1 de 3 · hoja {number} de 3" in texts[1 + number]
        assert f"Hoja {number} original" in texts[1 + number]
        assert "minuta.pdf" in texts[1 + number]
    assert "Anexo 2 de 3 · hoja 1 de 1" in texts[5]
    assert "Entregado el 3 de marzo" in texts[6]
    assert "Página 5 de 5" in texts[6]


def test_the_outline_leads_to_every_evidencia(box: Box) -> None:
    box.add("minuta.pdf", _pdf(pages=2))
    box.add("foto.png", _picture())
    reader, _ = box.write()
    flat: list[tuple[str, int]] = []

    def walk(items: list[object]) -> None:
        for each in items:
            if isinstance(each, list):
                walk(each)
            else:
                page = reader.get_destination_page_number(each)  # type: ignore[arg-type]
                flat.append((str(each.title), page or 0))  # type: ignore[attr-defined]

    walk(reader.outline)  # type: ignore[arg-type]
    assert ("Anexo 1: P1.1 · Marzo · minuta.pdf", 2) in flat
    assert ("Anexo 2: P1.1 · Marzo · foto.png", 4) in flat
    assert reader.metadata is not None
    assert reader.metadata.title == "Relación de evidencias con anexos, Obras Públicas · POA 2024"
    assert reader.root_object["/Lang"] == "es-MX"


@pytest.mark.parametrize("size", [(612, 792), (842, 1190), (792, 612), (200, 200), (3000, 900)])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
def test_a_page_looks_as_it_does_by_itself(
    box: Box, size: tuple[float, float], turn: int, crop: bool
) -> None:
    """Whatever its size, rotation and visible part, and wherever its coordinates begin."""
    writer = PdfWriter(clone_from=io.BytesIO(_pdf(_flags, size)))
    page = writer.pages[0]
    page.add_transformation(Transformation().translate(40, -30))
    page.mediabox.lower_left = (40, -30)
    page.mediabox.upper_right = (size[0] + 40, size[1] - 30)
    page.cropbox.lower_left = (page.mediabox.left + 20 * crop, page.mediabox.bottom + 10 * crop)
    page.cropbox.upper_right = (page.mediabox.right, page.mediabox.top - 30 * crop)
    page.rotate(turn)
    stream = io.BytesIO()
    writer.write(stream)
    original = _drawn(stream.getvalue(), 0, 1)
    box.add("plano.pdf", stream.getvalue())
    reader, notices = box.write()
    assert notices == ()

    sheet = reader.pages[-1]
    width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
    assert {width, height} == {612.0, 792.0}
    assert (width > height) == (original.width > original.height)
    room = width - 2 * SIDE, height - HEAD - FOOT
    scale = min(room[0] / original.width, room[1] / original.height, 1)
    drawn = _drawn((box.folder / "anexos.pdf").read_bytes(), len(reader.pages) - 1, 2)
    left = SIDE + (room[0] - original.width * scale) / 2
    top = HEAD + (room[1] - original.height * scale) / 2
    right, bottom = left + original.width * scale, top + original.height * scale
    inner = drawn.crop(tuple(round(2 * each) for each in (left, top, right, bottom)))
    small = (60, 60)
    difference = ImageChops.difference(
        inner.resize(small, Image.Resampling.BOX), original.resize(small, Image.Resampling.BOX)
    ).convert("L")
    assert sum(difference.get_flattened_data()) / (60 * 60) < 4


def test_what_is_written_on_a_pdf_stays_and_what_it_would_do_does_not(box: Box) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(_pdf()))
    note = FreeText(text="Revisado", rect=(100, 300, 300, 400), font_size="20pt")
    writer.add_annotation(0, note)
    writer.add_annotation(0, Link(rect=(0, 0, 600, 700), url="http://ejemplo.mx"))
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('hola')")}
    action = DictionaryObject({NameObject(key): value for key, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = action
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    stream = io.BytesIO()
    writer.write(stream)
    box.add("oficio.pdf", stream.getvalue())
    reader, notices = box.write()
    assert notices == ()
    assert "/Annots" not in reader.pages[-1]
    assert b"app.alert" not in (box.folder / "anexos.pdf").read_bytes()
    assert "/OpenAction" not in reader.root_object
    assert "/AA" not in reader.pages[-1]


def test_filled_in_fields_are_printed(box: Box) -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="n", value="Llenado a mano", x=100, y=400, width=200)

    box.add("formato.pdf", _pdf(field))
    reader, _ = box.write()
    assert "Llenado a mano" in _texts(reader)[-1]
    assert "/AcroForm" not in reader.root_object


@pytest.mark.parametrize(
    ("nombre", "content", "reason"),
    [
        ("secreto.pdf", _pdf(encrypt=StandardEncryption("clave")), "el PDF pide una contraseña"),
        ("roto.pdf", b"%PDF-1.7\nnada", "el PDF está dañado"),
        ("rota.jpg", b"\xff\xd8\xff\xe0nada", "la imagen"),
        ("raro.txt", b"a\0b\0c", "el archivo no es un texto"),
        ("largo.txt", b"x" * (MAX_TEXT + 1), "el texto es demasiado largo"),
        ("libro.pdf", _pdf(pages=201), "tiene 201 páginas y se anexan hasta 200"),
    ],
)
def test_what_cannot_be_printed_has_a_sheet_that_says_so(
    box: Box, nombre: str, content: bytes, reason: str
) -> None:
    box.add(nombre, content)
    box.add("buena.pdf", _pdf())
    reader, notices = box.write()
    texts = _texts(reader)
    assert len(notices) == 1
    assert reason in notices[0]
    assert f"«{nombre}» (P1.1) no se anexó" in notices[0]
    assert "No se pudo imprimir" in texts[1]
    assert "No se pudo imprimir" in texts[-2]
    assert nombre in texts[-2]
    assert "Hoja 1 original" in texts[-1]


def test_a_pdf_locked_against_changes_only_is_printed(box: Box) -> None:
    lock = StandardEncryption("", ownerPassword="dueño", canPrint=0)
    box.add("oficio.pdf", _pdf(encrypt=lock))
    reader, notices = box.write()
    assert notices == ()
    assert "Hoja 1 original" in _texts(reader)[-1]
    assert not reader.is_encrypted


def test_what_is_no_paper_is_listed_once(box: Box) -> None:
    for nombre in ("lista.xlsx", "oficio.docx", "todo.zip"):
        box.add(nombre, b"PK\x03\x04")
    reader, notices = box.write()
    texts = _texts(reader)
    assert notices == ()
    assert len(texts) == 2
    assert "No se puede imprimir; está dentro del archivo .poa (3)" in texts[1]
    for nombre in ("lista.xlsx", "oficio.docx", "todo.zip"):
        assert nombre in texts[1]


def test_a_content_that_is_lost_is_told(box: Box) -> None:
    box.add("foto.png", _picture())
    box.kept.clear()
    _, notices = box.write()
    assert notices == (
        "«foto.png» (P1.1) no se anexó: El archivo está dañado: restaure un respaldo.",
    )


def test_without_evidence_the_document_is_as_it_was(box: Box) -> None:
    reader, notices = box.write()
    assert len(reader.pages) == 1
    assert notices == ("No hay evidencias en el periodo: el documento va sin anexos.",)


def test_the_hoja_de_evaluacion_takes_the_evidence_of_its_period(box: Box) -> None:
    box.add("minuta.pdf", _pdf())
    reader, _ = box.write("evaluacion")
    texts = _texts(reader)
    assert "EVALUACIÓN DEL POA 2024" in texts[0]
    assert "Hoja 1 original" in texts[-1]
    other, notices = box.write("evaluacion", "2024-T2")
    assert "Hoja 1 original" not in "".join(_texts(other))
    assert len(notices) == 1


def test_one_content_is_read_at_a_time_and_progress_grows(box: Box) -> None:
    for number in range(5):
        box.add(f"{number}.png", _picture((100 + number, 80)))
    asked: list[str] = []
    told: list[float] = []

    def contenido(key: str) -> bytes:
        asked.append(key)
        return box.contenido(key)

    context = Context(MUNICIPIO, box.poa(), HOY, None, contenido=contenido)
    context = replace(context, opciones=Opciones(anexos=True))
    render(find_documento("evidencias", "pdf"), "pdf", context, told.append)
    assert asked == [each.sha256 for each in box.files]
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_the_same_evidence_gives_the_same_bytes(box: Box) -> None:
    box.add("minuta.pdf", _pdf())
    box.add("foto.png", _picture())
    box.write()
    first = (box.folder / "anexos.pdf").read_bytes()
    box.write()
    assert (box.folder / "anexos.pdf").read_bytes() == first


def test_a_long_text_runs_over_several_sheets_and_keeps_every_word(box: Box) -> None:
    box.add("acta.txt", ("palabra " * 9_000 + "\nfin").encode())
    reader, _ = box.write()
    texts = _texts(reader)
    assert sum(text.count("palabra") for text in texts) == 9_000
    assert "fin" in texts[-1]
    assert len(texts) > 8


def test_texts_are_read_as_the_office_wrote_them() -> None:
    assert decoded("ñandú".encode()) == "ñandú"
    assert decoded("ñandú".encode("cp1252")) == "ñandú"
    assert decoded("ñandú".encode("utf-16")) == "ñandú"
    assert decoded(b"a\tb\r\nc") == "a   b\nc"
    for content in (b"\x01\x02", b"\x81\x8d"):
        with pytest.raises(NoSeMuestra):
            decoded(content)


@pytest.mark.parametrize("text", ["\n" * (MAX_TEXT - 1), "a b\n" * 15_000])
def test_a_text_of_more_sheets_than_a_pdf_may_have_is_told(box: Box, text: str) -> None:
    box.add("renglones.txt", text.encode(), "text/plain")
    reader, notices = box.write()
    assert len(reader.pages) < 10
    assert any("demasiado largo" in each for each in notices)
