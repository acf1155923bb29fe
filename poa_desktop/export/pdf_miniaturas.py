"""Evidence as a grid of cards: a small picture, and below it what it is."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from poa_desktop.export import paleta
from poa_desktop.export.no_se_muestra import NoSeMuestra
from poa_desktop.export.pdf_box import PAD_X, Bookmark, Box, Row
from poa_desktop.export.pdf_evidencias_imagen import JpegReader
from poa_desktop.export.pdf_evidencias_lista import (
    Prueba,
    kind_in_words,
    one_row,
)
from poa_desktop.export.pdf_frame import Progress, Sheet
from poa_desktop.export.pdf_text import BOLD, SMALL, TINY, TINY_CENTERED, Texts
from poa_desktop.export.thumbnail import first_page_as_jpeg, picture_as_jpeg
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import MESES

PER_ROW = 3
PICTURE_HEIGHT = 104.0  # points
_SIDE = 420  # pixels: about 200 a inch at the printed size
_NAME_ROWS = 2
_NOT_SHOWN = "No se pudo mostrar"

Contents = Callable[[str], bytes]


def thumbnails(
    sheet: Sheet,
    texts: Texts,
    pruebas: Sequence[Prueba],
    contenido: Contents,
    progress: Progress | None = None,
) -> Iterator[Box]:
    """The cards of the given evidencias, in their order; nothing for none.

    *progress* hears the share of the cards that are drawn, from 0 to 1.
    """
    if not pruebas:
        return
    heading = Row(
        [[texts.p("Miniaturas", SMALL, bold=True)]],
        (sheet.width,),
        (sheet.paleta.suave,),
        keep=True,
        pad_y=2.4,
        bookmark=Bookmark("miniaturas", "Miniaturas"),
    )
    width = sheet.width / PER_ROW
    drawn = count()

    def read(sha256: str) -> bytes:
        if progress is not None:
            progress(next(drawn) / len(pruebas))
        return contenido(sha256)

    rows = [heading]
    for start in range(0, len(pruebas), PER_ROW):
        here = pruebas[start : start + PER_ROW]
        cells: list[list[Flowable]] = [
            [Card(prueba, texts, read, width - 2 * PAD_X)] for prueba in here
        ]
        cells += [[]] * (PER_ROW - len(here))
        rows.append(Row(cells, (width,) * PER_ROW, pad_y=5))
    yield Box(rows, sheet.height, repeat=[heading], accent=sheet.paleta.institucional)


class Card(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture of an evidencia and its caption: one thing, which no page end parts.

    The content is read when the card is drawn, so that one is in memory at a time.
    """

    def __init__(self, prueba: Prueba, texts: Texts, contenido: Contents, width: float) -> None:
        super().__init__()
        self.width = width
        self.prueba = prueba
        self.texts = texts
        self.contenido = contenido
        self.caption = self._caption()
        heights = [row.wrap(width, 10**6)[1] for row in self.caption]
        self.height = PICTURE_HEIGHT + 4 + sum(heights)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Size in points."""
        return self.width, self.height

    def _caption(self) -> list[Paragraph]:
        prueba = self.prueba
        when = f"{prueba.clave} · {MESES[prueba.mes - 1].capitalize()}"
        rows = [self.texts.p(when, TINY_CENTERED, bold=True)]
        return [*rows, _shortened(self.texts, one_row(prueba), self.width)]

    def draw(self) -> None:
        """Draw the picture, or a card that says what it is or that it could not be shown."""
        canvas: Canvas = self.canv
        bottom = self.height - PICTURE_HEIGHT
        try:
            shown = self._picture()
        except (NoSeMuestra, PoaError) as error:
            told = f"{error}".rstrip(".")
            self.texts.warnings.append(
                f"No se pudo mostrar «{one_row(self.prueba)}» ({self.prueba.clave}): {told}."
            )
            _neutral(canvas, _NOT_SHOWN, bottom, self.width)
        else:
            if shown is None:
                _neutral(canvas, kind_in_words(self.prueba.evidencia), bottom, self.width)
            else:
                self._draw_picture(canvas, shown, bottom)
        y = bottom - 4
        for row in self.caption:
            height = row.wrap(self.width, 10**6)[1]
            y -= height
            row.drawOn(canvas, 0, y)

    def _picture(self) -> bytes | None:
        kind = kind_in_words(self.prueba.evidencia)
        makers = {"Imagen": picture_as_jpeg, "PDF": first_page_as_jpeg}
        if kind not in makers:
            return None
        return makers[kind](self.contenido(self.prueba.evidencia.sha256), _SIDE)[0]

    def _draw_picture(self, canvas: Canvas, jpeg: bytes, bottom: float) -> None:
        reader = JpegReader(jpeg)
        wide, high = reader.getSize()
        scale = min(self.width / wide, PICTURE_HEIGHT / high)
        width, height = wide * scale, high * scale
        x, y = (self.width - width) / 2, bottom + (PICTURE_HEIGHT - height) / 2
        canvas.drawImage(reader, x, y, width, height)
        canvas.setStrokeColor(HexColor(paleta.FILETE_SUAVE))
        canvas.setLineWidth(0.4)
        canvas.rect(x, y, width, height)


def _neutral(canvas: Canvas, word: str, bottom: float, width: float) -> None:
    """A card without a picture: the word on a light ground."""
    inset = (width - PICTURE_HEIGHT * 0.9) / 2
    canvas.setFillColor(HexColor(paleta.RENGLON))
    canvas.setStrokeColor(HexColor(paleta.FILETE_SUAVE))
    canvas.setLineWidth(0.6)
    canvas.rect(inset, bottom, PICTURE_HEIGHT * 0.9, PICTURE_HEIGHT, fill=1)
    canvas.setFillColor(HexColor(paleta.TEXTO_SECUNDARIO))
    canvas.setFont(BOLD, 9 if len(word) > 10 else 13)
    canvas.drawCentredString(width / 2, bottom + PICTURE_HEIGHT / 2 - 4, word)


def _shortened(texts: Texts, name: str, width: float) -> Paragraph:
    """A file's name on at most two rows; the whole name is in the table."""
    rows = texts.p(name, TINY_CENTERED)
    while rows.wrap(width - PAD_X, 10**6)[1] > _NAME_ROWS * TINY.leading + 0.1:
        kept = max(1, min(len(name) - 2, int(len(name) * 0.9)))
        name = name[:kept].rstrip("… ") + "…"
        rows = texts.p(name, TINY_CENTERED)
    return rows
