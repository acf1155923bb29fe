"""Foreign files as small pictures: whatever is wrong with one, it is a NoSeMuestra, never a crash.

What a file is, its content says, never its name. Runs beside the window; one content is held at a
time.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from poa_desktop.export.no_se_muestra import NoSeMuestra

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 60_000_000  # decoded: 180 MB of memory for a moment, not more
HEAD = 1024  # bytes that tell what a file is
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
_QUALITY = 85
_SMOOTH = ("L", "RGB", "RGBA", "CMYK", "YCbCr", "F")
_TOO_LARGE = "la imagen tiene demasiados puntos"


def is_pdf(head: bytes) -> bool:
    """Whether a file that begins so is a PDF."""
    return b"%PDF-" in head[:HEAD]


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is a picture of a kind that can be shown."""
    return head.startswith(_MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def can_be_shown(head: bytes) -> bool:
    """Whether a file that begins so has a picture at all."""
    return is_picture(head) or is_pdf(head)


def thumbnail(content: bytes, side: int) -> bytes:
    """A picture, or the first page of a PDF, at most *side* pixels wide and high, as JPEG.

    Raises NoSeMuestra for what is neither, is damaged or would fill the memory.
    """
    if is_picture(content[:HEAD]):
        return picture_as_jpeg(content, side)[0]
    return first_page_as_jpeg(content, side, strictly=True)[0]


def picture_as_jpeg(content: bytes, side: int) -> tuple[bytes, tuple[int, int]]:
    """A picture upright on white, at most *side* pixels wide and high: JPEG and its size.

    Raises NoSeMuestra for what is no picture, is damaged, or would fill the memory.
    """
    try:
        return _jpeg(_upright(content, side))
    except NoSeMuestra:
        raise
    except Exception as error:  # a foreign file: the decoders raise a good many kinds
        raise NoSeMuestra(_why_no_picture(error)) from error


def first_page_as_jpeg(
    content: bytes, side: int, *, strictly: bool = False
) -> tuple[bytes, tuple[int, int]]:
    """The first page of a PDF, at most *side* pixels wide and high: JPEG and its size.

    *strictly* leaves out what would have to be mended first (`pdf_nesting.refuse_endless`).

    Raises NoSeMuestra for what is no PDF, is damaged, has no page or asks for a password.
    """
    from PIL import Image

    from poa_desktop.export.pdf_nesting import refuse_endless, why_no_pdf
    from poa_desktop.export.pdf_pages import PdfDocument

    refuse_endless(content, 1, strictly=strictly)
    try:
        document = PdfDocument(content)
        try:
            wide, high = document.sizes[0]
            drawn = document.picture(0, min(side / max(wide, 1), side / max(high, 1)))
        finally:
            document.close()
        mode = "RGBA" if drawn.channels == 4 else "RGB"
        size = drawn.width, drawn.height
        picture = Image.frombuffer(mode, size, drawn.pixels, "raw", mode, drawn.stride, 1)
        return _jpeg(picture)
    except Exception as error:  # a foreign file: PDFium tells by one kind, empty ones by another
        raise NoSeMuestra(why_no_pdf(error)) from error


def _why_no_picture(error: Exception) -> str:
    from PIL import Image, UnidentifiedImageError

    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
        return _TOO_LARGE
    if isinstance(error, UnidentifiedImageError):
        return "la imagen no es PNG, JPG, GIF, BMP, WEBP ni TIFF"
    return "la imagen está dañada"


def _upright(content: bytes, side: int) -> "Image":
    """The picture made small, then turned: a telephone's 12 million points are turned only once."""
    from PIL import Image, ImageOps

    opened = Image.open(BytesIO(content), formats=_FORMATS)
    factor = min(1.0, side / max(opened.size))
    wanted = round(opened.width * factor), round(opened.height * factor)
    opened.draft("RGB", wanted)  # a JPEG is decoded at a fraction of its size
    if opened.width * opened.height > MAX_PIXELS:
        raise NoSeMuestra(_TOO_LARGE)
    picture: Image.Image = opened
    if picture.mode not in _SMOOTH:  # a palette's numbers cannot be averaged
        picture = picture.convert("RGBA")
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    turned = ImageOps.exif_transpose(picture)
    return turned if turned is not None else picture


def _jpeg(picture: "Image") -> tuple[bytes, tuple[int, int]]:
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA", "P"):
        layer = picture.convert("RGBA")
        picture = Image.new("RGB", layer.size, "white")
        picture.paste(layer, mask=layer.getchannel("A"))
    stream = BytesIO()
    picture.convert("RGB").save(stream, "JPEG", quality=_QUALITY, optimize=True)
    return stream.getvalue(), picture.size
