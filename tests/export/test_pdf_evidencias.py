"""The relación de evidencias: every file once, what has none, and pictures of foreign files."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export.no_se_muestra import NoSeMuestra
from poa_desktop.export.opciones import Opciones
from poa_desktop.export.pdf_evidencias import write_evidence_pdf
from poa_desktop.export.pdf_evidencias_lista import kind_in_words, pruebas_de
from poa_desktop.export.pdf_frame import PdfOutput
from poa_desktop.export.thumbnail import first_page_as_jpeg, picture_as_jpeg
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    EstadoEvidencia,
    Evidencia,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
)

HOY = date(2024, 7, 2)
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")
MINIATURAS = Opciones(miniaturas=True)

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "qpdf", "pdffonts"))),
    reason="needs poppler-utils and qpdf",
)


class Files:
    """Contents by their hash, as the store keeps them."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.asked: list[str] = []

    def add(self, nombre: str, content: bytes, **more: object) -> Evidencia:
        key = sha256(content).hexdigest()
        self.kept[key] = content
        made = Evidencia(len(self.kept), nombre, "", len(content), key)
        return replace(made, **more)  # type: ignore[arg-type]

    def __call__(self, key: str) -> bytes:
        self.asked.append(key)
        if key not in self.kept:
            raise PoaError("El archivo está dañado: restaure un respaldo.")
        return self.kept[key]


def _linea(number: int, texto: str, months: dict[int, Avance]) -> LineaAccion:
    avances = tuple(months.get(mes, Avance()) for mes in range(1, 13))
    return LineaAccion(number, texto, programado=(100,) * 12, avances=avances)


def _poa(*lineas: LineaAccion) -> Poa:
    programas = (Programa(1, 1, "Calles", lineas=lineas),)
    dependencia = Dependencia(1, "Obras Públicas", titular_nombre="Ana Ruiz", enlace="Luis Peña")
    return Poa(1, dependencia, 2024, programas=programas)


def _picture(size: tuple[int, int] = (80, 40), form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, form, **options)
    return stream.getvalue()


def _pdf(pages: int = 1, encrypt: StandardEncryption | None = None) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=encrypt)
    for number in range(pages):
        canvas.drawString(100, 700, f"Hoja {number + 1} original")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _text(made: PdfOutput, folder: Path) -> str:
    path = folder / "relacion.pdf"
    path.write_bytes(made.content)
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def _written(
    poa: Poa, files: Files, periodo: str | None = None, opciones: Opciones | None = None
) -> PdfOutput:
    window = parse_periodo(periodo) if periodo else None
    return write_evidence_pdf(MUNICIPIO, poa, window, HOY, files, opciones or Opciones())


def test_every_file_stands_below_its_linea_with_what_is_thought_of_it(tmp_path: Path) -> None:
    files = Files()
    observada = files.add(
        "lista.xlsx", b"PK", estado=EstadoEvidencia.OBSERVADA, motivo="Falta la firma", tamano=5_200
    )
    foto = files.add("foto.png", _picture(), tamano=2_345_678)
    poa = _poa(
        _linea(1, "Tapar baches", {2: Avance(100, evidencias=(observada, foto)), 5: Avance(100)}),
        _linea(2, "Pintar", {3: Avance(0), 4: Avance(100)}),
    )
    made = _written(poa, files)
    text = _text(made, tmp_path)

    assert made.notices == ()
    assert "P1 Programa 1. Calles 2 archivos (1 pendiente, 1 observada)" in text
    assert (
        "P1.1 Tapar baches "
        f"Febrero lista.xlsx Excel 5 KB Observada Falta la firma {observada.sha256[:12]} "
        f"Febrero foto.png Imagen 2.3 MB Pendiente {foto.sha256[:12]}" in text
    )
    assert "Líneas con avance reportado y sin evidencia (2)" in text
    assert "P1.1 Tapar baches mayo P1.2 Pintar abril" in text
    assert "Total: 2 archivos (1 pendiente, 1 observada), 2.4 MB." in text
    for name in ("Entregó", "Luis Peña", "Recibió", "DIRECCIÓN DE PLANEACIÓN"):
        assert name in text
    assert files.asked == []  # nothing is read for a list


def test_a_period_has_its_own_months(tmp_path: Path) -> None:
    files = Files()
    early, late = files.add("marzo.txt", b"1"), files.add("abril.txt", b"2")
    poa = _poa(
        _linea(1, "Una", {3: Avance(100, evidencias=(early,)), 4: Avance(0, evidencias=(late,))})
    )
    first = _text(_written(poa, files, "2024-T1"), tmp_path)
    assert "marzo.txt" in first
    assert "abril.txt" not in first
    assert "Primer trimestre, enero a marzo de 2024" in first
    whole = _text(_written(poa, files), tmp_path)
    assert "marzo.txt" in whole
    assert "abril.txt" in whole
    assert "Año 2024, enero a diciembre" in whole


def test_without_any_evidence_it_says_so(tmp_path: Path) -> None:
    text = _text(_written(_poa(), Files(), "2024-T1", MINIATURAS), tmp_path)
    assert "No hay evidencias en el periodo." in text
    assert "Miniaturas" not in text


def test_pictures_and_first_pages_are_drawn_and_the_rest_is_named(tmp_path: Path) -> None:
    files = Files()
    given = (
        files.add("foto.jpg", _picture((1200, 900), "JPEG")),
        files.add("oficio.pdf", _pdf()),
        files.add("tabla.xlsx", b"PK"),
        files.add("nada.bin", b"\0\1"),
    )
    poa = _poa(_linea(1, "Una", {3: Avance(100, evidencias=given)}))
    made = _written(poa, files, None, MINIATURAS)
    text = _text(made, tmp_path)
    assert made.notices == ()
    assert "Excel P1.1 · Marzo tabla.xlsx" in text
    assert "BIN P1.1 · Marzo nada.bin" in text
    shown = subprocess.run(
        ["pdfimages", "-list", str(tmp_path / "relacion.pdf")], capture_output=True, check=True
    ).stdout.decode()
    assert len(shown.splitlines()) - 2 == 2
    assert "No se pudo mostrar" not in text


@pytest.mark.parametrize(
    ("nombre", "content", "reason"),
    [
        ("rota.jpg", _picture((300, 300), "JPEG")[:400], "la imagen está dañada"),
        ("texto.png", b"esto no es una imagen", "la imagen no es PNG"),
        ("bomba.png", _picture((1, 1)), "la imagen tiene demasiados puntos"),
        ("roto.pdf", b"%PDF-1.4 nada", "el PDF está dañado"),
        ("vacio.pdf", b"", "el PDF está dañado"),
        ("secreto.pdf", _pdf(1, StandardEncryption("clave")), "el PDF pide una contraseña"),
    ],
)
def test_a_file_that_cannot_be_shown_is_a_card_and_a_notice(
    tmp_path: Path, nombre: str, content: bytes, reason: str
) -> None:
    if nombre == "bomba.png":
        stream = io.BytesIO()
        Image.new("1", (30_000, 9_000)).save(stream, "PNG")
        content = stream.getvalue()
        assert len(content) < 100_000
    files = Files()
    good = files.add("buena.png", _picture())
    given = (files.add(nombre, content), good)
    poa = _poa(_linea(1, "Una", {3: Avance(100, evidencias=given)}))
    made = _written(poa, files, None, MINIATURAS)
    text = _text(made, tmp_path)
    assert text.count("No se pudo mostrar") == 1
    assert len(made.notices) == 1
    assert nombre in made.notices[0]
    assert reason in made.notices[0]


def test_a_content_that_is_damaged_in_the_file_is_a_notice_too(tmp_path: Path) -> None:
    files = Files()
    lost = files.add("foto.png", _picture())
    files.kept.clear()
    poa = _poa(_linea(1, "Una", {3: Avance(100, evidencias=(lost,))}))
    made = _written(poa, files, None, MINIATURAS)
    assert "No se pudo mostrar" in _text(made, tmp_path)
    assert made.notices == (
        "No se pudo mostrar «foto.png» (P1.1): El archivo está dañado: restaure un respaldo.",
    )


def test_a_telephones_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x112] = 6  # the telephone was held upright, the sensor lies on its side
    content = _picture((400, 200), "JPEG", exif=exif)
    assert picture_as_jpeg(content, 100)[1] == (50, 100)


def test_transparent_grounds_are_white() -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(stream, "PNG")
    jpeg, _ = picture_as_jpeg(stream.getvalue(), 20)
    assert Image.open(io.BytesIO(jpeg)).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colour_can_be_shown(mode: str) -> None:
    stream = io.BytesIO()
    Image.new(mode, (30, 20)).save(stream, "TIFF")
    assert picture_as_jpeg(stream.getvalue(), 30)[1] == (30, 20)


@pytest.mark.parametrize("maker", [picture_as_jpeg, first_page_as_jpeg])
def test_no_garbage_gets_past_the_readers(
    maker: Callable[[bytes, int], tuple[bytes, tuple[int, int]]],
) -> None:
    sound = _picture((60, 60)) if maker is picture_as_jpeg else _pdf()
    for cut in range(0, len(sound), 37):
        for content in (sound[:cut], sound[:cut] + b"\xff" * 9 + sound[cut + 9 :]):
            try:
                jpeg, size = maker(content, 50)
            except NoSeMuestra:
                continue
            assert Image.open(io.BytesIO(jpeg)).size == size


def test_sixty_actividades_with_many_files_and_a_line_of_three_thousand_characters(
    tmp_path: Path,
) -> None:
    files = Files()
    few = [files.add(f"foto {number}.png", _picture((10 + number, 10))) for number in range(4)]
    long = "Palabra y otra palabra más, " * 108
    actividades = tuple(
        Actividad(
            number,
            number,
            f"Actividad con nombre {number}",
            lineas=tuple(
                _linea(
                    number * 10 + each,
                    long if number == 7 and each == 1 else f"Línea {number}.{each}",
                    {mes: Avance(100, evidencias=tuple(few[:2])) for mes in (3, 6)},
                )
                for each in range(1, 4)
            ),
        )
        for number in range(1, 61)
    )
    poa = replace(_poa(), actividades=actividades)
    made = _written(poa, files, None, MINIATURAS)
    text = _text(made, tmp_path)
    assert text.count("Palabra y otra palabra más,") == 108
    assert f"Total: {60 * 3 * 4} archivos" in text
    pages = int(re.findall(r"Página \d+ de (\d+)", text)[-1])
    assert pages < 90
    fonts = subprocess.run(
        ["pdffonts", str(tmp_path / "relacion.pdf")], capture_output=True, check=True
    ).stdout.decode()
    assert all("yes yes yes" in row for row in fonts.splitlines()[2:])


def test_a_card_is_never_parted_from_its_caption(tmp_path: Path) -> None:
    files = Files()
    for count in range(1, 60, 7):
        given = tuple(
            replace(files.add("foto.png", _picture()), nombre=f"foto-{number}.png")
            for number in range(count)
        )
        poa = _poa(_linea(1, "Una", {3: Avance(100, evidencias=given)}))
        made = _written(poa, files, None, MINIATURAS)
        path = tmp_path / "cards.pdf"
        path.write_bytes(made.content)
        command = ["pdftotext", "-raw", str(path), "-"]
        pages = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        for number, page in enumerate(pages.split("\f")[:-1], start=1):
            listed = subprocess.run(
                ["pdfimages", "-list", "-f", str(number), "-l", str(number), str(path)],
                capture_output=True,
                check=True,
            ).stdout.decode()
            pictures = len(listed.splitlines()) - 2
            assert len(re.findall(r"P1\.1 · Marzo", page)) == max(pictures, 0)


def test_names_that_the_font_lacks_are_told_and_nothing_breaks(tmp_path: Path) -> None:
    files = Files()
    strange = files.add("<b>día</b> 😀 & co.txt", b"x")
    poa = _poa(_linea(1, "Una 🎉", {3: Avance(100, evidencias=(strange,))}))
    made = _written(poa, files, None, MINIATURAS)
    assert "<b>día</b> □ & co.txt" in _text(made, tmp_path)
    assert len(made.notices) == 1
    assert "U+1F600" in made.notices[0]


def test_the_same_evidence_gives_the_same_bytes() -> None:
    files = Files()
    given = (files.add("foto.png", _picture()), files.add("oficio.pdf", _pdf()))
    poa = _poa(_linea(1, "Una", {3: Avance(100, evidencias=given)}))
    first = _written(poa, files, None, MINIATURAS).content
    assert first == _written(poa, files, None, MINIATURAS).content


def test_kinds_and_sizes_in_words() -> None:
    def kind(nombre: str, tipo: str = "application/octet-stream") -> str:
        return kind_in_words(Evidencia(1, nombre, tipo, 1, ""))

    assert kind("A.PDF") == "PDF"
    assert kind("a", "image/png") == "Imagen"
    assert kind("a.csv", "text/csv") == "Excel"
    assert kind("a.docx") == "Word"
    assert kind("a.txt", "text/plain") == "Texto"
    assert kind("a.dwg") == "DWG"
    assert kind("a") == "Archivo"


def test_the_order_is_that_of_the_official_layout() -> None:
    proof = Evidencia(1, "a.txt", "text/plain", 1, "00")
    march = {3: Avance(100, evidencias=(proof,)), 1: Avance(100, evidencias=(proof, proof))}
    poa = replace(
        _poa(_linea(1, "Una", march)),
        actividades=(Actividad(2, 1, "Dos", lineas=(_linea(2, "Dos", march),)),),
    )
    blocks = pruebas_de(poa, (1, 2, 3))
    told = [(each.clave, each.mes) for block in blocks for each in block.pruebas]
    assert told == [("P1.1", 1), ("P1.1", 1), ("P1.1", 3), ("A1.1", 1), ("A1.1", 1), ("A1.1", 3)]


def test_work_on_many_cards_can_be_given_up() -> None:
    class GivenUp(Exception):
        pass

    files = Files()
    given = tuple(files.add(f"{number}.png", _picture((number + 9, 9))) for number in range(90))
    poa = _poa(_linea(1, "Una", {3: Avance(100, evidencias=given)}))
    told: list[float] = []

    def progress(share: float) -> None:
        told.append(share)
        if len(files.asked) == 40:
            raise GivenUp

    with pytest.raises(GivenUp):
        write_evidence_pdf(MUNICIPIO, poa, None, HOY, files, MINIATURAS, progress)
    assert len(files.asked) == 40
    assert told == sorted(told)
