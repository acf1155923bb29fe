"""Files as they lie on an office's desks: mixed types, odd names, some that cannot come in."""

import os
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.data.evidencias import MAX_BYTES

ODD_NAMES = (
    "Señalización ñandú.txt",
    "foto 📷 del acto 🎉.txt",
    "CON.txt",
    "com1.pdf.txt",
    "NUL",
    "aux .txt",
    "LPT¹.csv",
    unicodedata.normalize("NFD", "camión áéíóú ñ.txt"),
    "renglón uno\nrenglón dos.txt",
    "tab\tadentro.txt",
    ".oculto.txt",
    "...puntos.txt",
    "termina en punto.",
    'dos:puntos "comillas" <y> más?.txt',
    "n" * 230 + ".txt",
    "sin sufijo",
    "=SUMA(A1).csv",
    "‮txt.exe.txt",
)
"""Names that some system refuses, shows otherwise or writes differently."""


def photo(number: int, size: tuple[int, int] = (640, 480)) -> bytes:
    """A photograph of its own, as JPEG."""
    color = (number * 37 % 200 + 40, number * 91 % 200 + 40, number * 53 % 200 + 40)
    picture = Image.new("RGB", size, color)
    picture.paste((255, 255, 255), (size[0] // 4, size[1] // 3, size[0] // 2, size[1] // 2))
    stream = BytesIO()
    picture.save(stream, "JPEG", comment=f"foto {number}".encode())
    return stream.getvalue()


def one_page_pdf(text: str) -> bytes:
    """A PDF of one page with a text."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(612, 792), invariant=True)
    canvas.setFont("Helvetica-Bold", 40)
    canvas.drawString(72, 640, text)
    for row in range(24):
        canvas.line(72, 580 - row * 20, 540 - row % 5 * 40, 580 - row * 20)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def bomb_png() -> bytes:
    """A picture of 900 million points in a few kilobytes."""
    stream = BytesIO()
    Image.new("1", (30_000, 30_000)).save(stream, "PNG")
    return stream.getvalue()


def _workbook(number: int) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/workbook.xml", f"<workbook n='{number}'/>")
    return stream.getvalue()


def _plain(number: int) -> Iterator[tuple[str, bytes]]:
    """One after the other, every type an office has."""
    yield f"IMG_{number:04d}.jpg", photo(number)
    yield f"Oficio {number}.pdf", one_page_pdf(f"Oficio {number}")
    yield f"Lista de asistencia {number}.xlsx", _workbook(number)
    yield f"Minuta {number}.docx", _workbook(number + 10_000)
    yield f"nota {number}.txt", f"Nota {number}\n".encode() * 40
    yield f"video {number}.mp4", b"\0\0\0\x18ftypmp42" + number.to_bytes(4, "big") * 750
    yield f"correo {number}.eml", f"Subject: {number}\n\nAcuse".encode()
    yield "factura.pdf", one_page_pdf(f"Factura {number}")


def make_files(folder: Path, count: int) -> list[Path]:
    """*count* files that can come in (one of 0 bytes, one of 25 MB, odd and equal names in folders
    of their own), then one that is over the limit.
    """
    contents: list[tuple[str, bytes]] = [
        ("vacío.txt", b""),
        ("video en el límite.mp4", b"\1" * MAX_BYTES),
        ("bomba.png", bomb_png()),
        ("dañada.jpg", photo(9999)[:700]),
        ("no es imagen.jpg", b"MZ" + bytes(200)),
        ("de verdad es PDF.dat", one_page_pdf("Sin sufijo")),
        *((name, name.encode("utf-8", "surrogatepass") + b" x") for name in ODD_NAMES),
    ]
    number = 0
    while len(contents) < count:
        contents += _plain(number)
        number += 1
    paths = []
    for place, (name, content) in enumerate(contents[:count]):
        path = folder / f"{place:03d}" / name
        path.parent.mkdir()
        path.write_bytes(content)
        paths.append(path)
    over = folder / "demasiado.mov"
    with open(over, "wb") as stream:
        os.truncate(stream.fileno(), MAX_BYTES + 1)
    return [*paths, over]
