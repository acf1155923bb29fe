"""The municipio's own letterhead: a picture or a PDF under the pages of its documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import islice

from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export.pdf_forma import draw_first, drawing_of, page_as_form
from poa_desktop.export.pdf_join import open_pdf
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Plantilla

MAX_PIXELS = 40_000_000
_MAX_SIDE = 2550  # pixels: Letter at 300 dpi
_MAX_PAGES = 20  # of a letterhead that are looked at: a book would stop the window
_MIN_SIDE, _MAX_LENGTH = 72, 14_400
"""Points: a page without width cannot be fitted to the sheet, one of a kilometre not be drawn."""
_PDF = b"%PDF-"
_NAME = "/Membrete"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A one-page PDF to print on, and what it keeps free of text above and below, in points."""

    page: bytes
    top: float
    bottom: float


def letterhead(plantilla: Plantilla | None, *, landscape: bool) -> Letterhead | None:
    """The letterhead for pages of an orientation; None without one, or when it has no such page.

    A picture serves the orientation it has itself; of a PDF the first page of that orientation.
    Raises PoaError when the file cannot be read.
    """
    if plantilla is None:
        return None
    pages = read_membrete(plantilla.content, plantilla.nombre)
    page = pages[landscape]
    if page is None:
        return None
    return Letterhead(page, plantilla.superior * mm, plantilla.inferior * mm)


@lru_cache(maxsize=4)
def read_membrete(content: bytes, nombre: str) -> tuple[bytes | None, bytes | None]:
    """A letterhead as one-page PDFs of Letter size: the upright one and the landscape one.

    Raises PoaError for what is neither a PDF nor a picture that can be printed.
    """
    if content.lstrip()[:5] == _PDF:
        return _pages_of_pdf(content, nombre)
    return _page_of_picture(content, nombre)


def _pages_of_pdf(content: bytes, nombre: str) -> tuple[bytes | None, bytes | None]:
    from pypdf import PdfWriter

    from poa_desktop.export.pdf_nesting import refuse_endless

    found: list[bytes | None] = [None, None]
    try:
        refuse_endless(content, _MAX_PAGES)
        for original in islice(open_pdf(content).pages, _MAX_PAGES):
            writer = PdfWriter()
            page = writer.add_page(original)
            page.transfer_rotation_to_content()
            sides = sorted((page.cropbox.width, page.cropbox.height))
            if sides[0] < _MIN_SIDE or sides[1] > _MAX_LENGTH:
                continue
            landscape = page.cropbox.width > page.cropbox.height
            if found[landscape] is None:
                stream = BytesIO()
                writer.write(stream)
                found[landscape] = stream.getvalue()
            if all(found):
                break
    except PoaError as error:
        raise PoaError(f"«{nombre}» {error}.") from error
    except Exception as error:  # a foreign file: pypdf raises a good many kinds
        raise PoaError(_UNREADABLE.format(nombre)) from error
    if found == [None, None]:
        raise PoaError(f"«{nombre}» no tiene una página que sirva: elija otro archivo.")
    return found[0], found[1]


_UNREADABLE = "«{}» no se puede leer como hoja membretada: elija un PDF, o una imagen PNG o JPG."


def _page_of_picture(content: bytes, nombre: str) -> tuple[bytes | None, bytes | None]:
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG", "BMP", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise PoaError(f"La imagen «{nombre}» es demasiado grande: redúzcala.")
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except PoaError:
        raise
    except Exception as error:  # a foreign file: whatever is wrong with it
        raise PoaError(_UNREADABLE.format(nombre)) from error
    upright.thumbnail((_MAX_SIDE, _MAX_SIDE))
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright)
    landscape = paper.width > paper.height
    size = letter[::-1] if landscape else letter
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    canvas.drawImage(ImageReader(paper.convert("RGB")), 0, 0, *size)
    canvas.showPage()
    canvas.save()
    return (None, stream.getvalue()) if landscape else (stream.getvalue(), None)


def put_under(content: bytes, background: bytes, size: tuple[float, float]) -> bytes:
    """A finished PDF with the letterhead under every page, fitted to the page's *size*.

    It goes in once, as a form that every page draws first.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=BytesIO(content))
    paper = PdfReader(BytesIO(background)).pages[0]
    left, bottom, right, top = map(float, paper.cropbox)
    form = page_as_form(writer, paper, (left, bottom, right, top))
    across, down = size[0] / (right - left), size[1] / (top - bottom)
    matrix = f"{across:.6f} 0 0 {down:.6f} {-left * across:.4f} {-bottom * down:.4f}"
    drawing = drawing_of(writer, _NAME, matrix)
    for page in writer.pages:
        draw_first(page, _NAME, form, drawing)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()
