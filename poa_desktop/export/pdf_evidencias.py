"""The relación de evidencias as PDF: every file handed in, and what is reported without any."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from reportlab.platypus import Flowable, KeepTogether

from poa_desktop.export import paleta
from poa_desktop.export.opciones import SIN_OPCIONES, Opciones
from poa_desktop.export.pdf_box import Bookmark, Box, Row
from poa_desktop.export.pdf_evidencias_lista import (
    HUELLA,
    Prueba,
    PruebasBloque,
    PruebasLinea,
    count_in_words,
    kind_in_words,
    months_of,
    one_row,
    pruebas_de,
    sin_prueba,
)
from poa_desktop.export.pdf_firmas import Firma, firma_enlace, signatures
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_miniaturas import thumbnails
from poa_desktop.export.pdf_text import SMALL, TINY, TINY_RIGHT, Texts, in_color
from poa_desktop.poa.cerrado import Cerrado
from poa_desktop.poa.formats import format_tamano
from poa_desktop.poa.periodos import MESES, Periodo, meses_en_palabras, periodo_anual
from poa_desktop.poa.records import EstadoEvidencia, Municipio, Poa, etiqueta_bloque

_SHARES = (0.105, 0.355, 0.11, 0.09, 0.185, 0.155)  # month, file, type, size, state, print
_BLOCK_SHARES = (0.105, 0.545, 0.35)
_LINE_SHARES = (0.105, 0.895)
_MISSING_SHARES = (0.105, 0.615, 0.28)
_PAD = 1.9
_NOTE = (
    f"Huella: los primeros {HUELLA} caracteres de la suma SHA-256 del archivo; si el contenido "
    "cambia, cambia la huella."
)

Contents = Callable[[str], bytes]


def write_evidence_pdf(
    municipio: Municipio,
    poa: Poa,
    periodo: Periodo | None,
    hoy: date,
    contenido: Contents,
    opciones: Opciones = SIN_OPCIONES,
    progress: Progress | None = None,
    *,
    cerrado: Cerrado | None = None,
) -> PdfOutput:
    """The relación of one POA in a period, of the whole year without one; Letter portrait.

    With *opciones*.miniaturas there is a card per file; then *contenido* is asked for each. With
    *cerrado* the records are those it froze, and its folio stands in the footer.
    """
    texts = Texts()
    shown = (periodo or periodo_anual(poa.ejercicio)).en_palabras
    sheet = Sheet(
        title=f"Relación de evidencias del POA {poa.ejercicio} {poa.dependencia.nombre}".strip(),
        subject=f"Relación de evidencias: {shown}",
        running=(
            f"Relación de evidencias, POA {poa.ejercicio}, {municipio.gobierno}",
            f"{poa.dependencia.nombre} · {shown}",
        ),
        serie=f"RE-{periodo or poa.ejercicio}",
        hoy=hoy,
        municipio=municipio,
        sello=None if cerrado is None else cerrado.sello,
    )
    writer = _Writer(sheet, texts, poa, months_of(periodo), shown)
    cards, pages = _shared(progress, cards=opciones.miniaturas)
    story = list(writer.story(contenido if opciones.miniaturas else None, cards))
    return build_pdf(sheet, story, texts, pages)


_BEFORE_CARDS = 0.2  # of the work: setting the tables


def _shared(progress: Progress | None, *, cards: bool) -> tuple[Progress | None, Progress | None]:
    """Where cards and pages report to: the pages are set while the cards are drawn."""
    if progress is None or not cards:
        return None, progress
    reached = 0.0

    def grow(share: float) -> None:
        nonlocal reached
        if share > reached:
            reached = share
            progress(share)

    def card(share: float) -> None:
        grow(_BEFORE_CARDS + share * (0.99 - _BEFORE_CARDS))

    def page(share: float) -> None:
        grow(1.0 if share == 1.0 else share * _BEFORE_CARDS)

    return card, page


class _Writer:
    """Makes the parts of one relación."""

    def __init__(
        self, sheet: Sheet, texts: Texts, poa: Poa, meses: Sequence[int], periodo: str
    ) -> None:
        self.sheet = sheet
        self.texts = texts
        self.poa = poa
        self.tint = sheet.paleta.suave
        self.periodo = periodo
        self.blocks = pruebas_de(poa, meses)
        self.pruebas = tuple(each for block in self.blocks for each in block.pruebas)
        self.missing = sin_prueba(poa, meses)
        self.widths = self._of(_SHARES)

    def story(
        self, contenido: Contents | None, progress: Progress | None = None
    ) -> Iterator[Flowable]:
        """Every part, in printing order; the cards when their contents can be read."""
        gobierno = self.sheet.municipio.gobierno
        rows = ["RELACIÓN DE EVIDENCIAS", f"POA {self.poa.ejercicio}", gobierno]
        yield from masthead(rows, self.texts, self.sheet)
        yield self._head()
        if self.blocks:
            note = self.texts.p(_NOTE, in_color(TINY, paleta.TEXTO_SECUNDARIO))
            note.spaceBefore = 6
            yield note
            yield self._table()
        yield from self._without()
        if contenido is not None:
            yield from thumbnails(self.sheet, self.texts, self.pruebas, contenido, progress)
        yield KeepTogether([self._total(), self._signatures()])

    def _of(self, shares: Sequence[float]) -> tuple[float, ...]:
        return tuple(self.sheet.width * share for share in shares)

    def _box(self, rows: Sequence[Row], *, repeat: Sequence[Row] = ()) -> Box:
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, repeat=repeat, accent=accent)

    def _head(self) -> Box:
        p = self.texts.p
        pairs = (
            ("DIRECCIÓN / JEFATURA:", self.poa.dependencia.nombre.upper()),
            ("PERIODO:", self.periodo),
        )
        rows = []
        for label, value in pairs:
            cells: list[list[Flowable]] = [
                [p(label, SMALL, bold=True)],
                [p(value, SMALL, bold=True)],
            ]
            rows.append(Row(cells, self._of((0.25, 0.75)), (self.tint, None)))
        return self._box(rows)

    def _table(self) -> Box:
        heading = self._heading()
        rows = [heading]
        for block in self.blocks:
            rows.extend(self._block(block))
        return self._box(rows, repeat=[heading])

    def _heading(self) -> Row:
        titles = ("Clave / mes", "Archivo", "Tipo", "Tamaño", "Estado", "Huella")
        cells: list[list[Flowable]] = [[self.texts.p(title, TINY, bold=True)] for title in titles]
        return Row(cells, self.widths, (self.tint,) * len(titles), keep=True, pad_y=_PAD)

    def _block(self, block: PruebasBloque) -> Iterator[Row]:
        bloque, p = block.bloque, self.texts.p
        name = f"{etiqueta_bloque(bloque)}. {bloque.nombre}"
        cells: list[list[Flowable]] = [
            [p(bloque.clave, SMALL, bold=True)],
            [p(name, SMALL, bold=True)],
            [p(count_in_words(block.pruebas), TINY_RIGHT)],
        ]
        bookmark = Bookmark(bloque.clave, self.texts.printable(" ".join(name.split())))
        fills = (paleta.RENGLON,) * 3
        yield Row(
            cells,
            self._of(_BLOCK_SHARES),
            fills,
            keep=True,
            pad_y=2.6,
            bookmark=bookmark,
        )
        for line in block.lineas:
            yield from self._line(line)

    def _line(self, line: PruebasLinea) -> Iterator[Row]:
        cells: list[list[Flowable]] = [
            [self.texts.p(line.clave, TINY, bold=True)],
            [self.texts.p(line.linea.texto, TINY, bold=True)],
        ]
        yield Row(cells, self._of(_LINE_SHARES), keep=True, pad_y=_PAD)
        for prueba in line.pruebas:
            yield self._file(prueba)

    def _file(self, prueba: Prueba) -> Row:
        evidencia, p = prueba.evidencia, self.texts.p
        observed = evidencia.estado is EstadoEvidencia.OBSERVADA
        estado: list[Flowable] = [p(evidencia.estado.value.capitalize(), TINY, bold=observed)]
        if evidencia.motivo:
            estado.append(p(evidencia.motivo, TINY))
        cells: list[list[Flowable]] = [
            [p(MESES[prueba.mes - 1].capitalize(), TINY)],
            [p(one_row(prueba), TINY)],
            [p(kind_in_words(evidencia), TINY)],
            [p(format_tamano(evidencia.tamano), TINY_RIGHT)],
            estado,
            [p(evidencia.sha256[:HUELLA], TINY)],
        ]
        return Row(cells, self.widths, pad_y=_PAD)

    def _title(self, text: str, bookmark: str = "") -> Row:
        cells: list[list[Flowable]] = [[self.texts.p(text, SMALL, bold=True)]]
        mark = Bookmark(bookmark, text) if bookmark else None
        return Row(cells, (self.sheet.width,), (self.tint,), keep=True, pad_y=2.4, bookmark=mark)

    def _without(self) -> Iterator[Box]:
        """The líneas reported as done that have nothing to show for it."""
        if not self.missing:
            return
        widths = self._of(_MISSING_SHARES)
        titles = ("Clave", "Línea de acción", "Meses sin evidencia")
        heads: list[list[Flowable]] = [[self.texts.p(title, TINY, bold=True)] for title in titles]
        heading = Row(heads, widths, (self.tint,) * 3, keep=True, pad_y=_PAD)
        title = f"Líneas con avance reportado y sin evidencia ({len(self.missing)})"
        rows = [self._title(title, "sin-evidencia"), heading]
        for item in self.missing:
            cells: list[list[Flowable]] = [
                [self.texts.p(text, TINY)]
                for text in (item.clave, item.linea.texto, meses_en_palabras(item.meses))
            ]
            rows.append(Row(cells, widths, pad_y=_PAD))
        yield self._box(rows, repeat=[heading])

    def _total(self) -> Box:
        if self.pruebas:
            size = format_tamano(sum(each.evidencia.tamano for each in self.pruebas))
            told = f"Total: {count_in_words(self.pruebas)}, {size}."
        else:
            told = "No hay evidencias en el periodo."
        if self.missing:
            noun = "línea con avance" if len(self.missing) == 1 else "líneas con avance"
            told += f" {len(self.missing)} {noun} sin evidencia."
        return self._box([self._title(told, "total")])

    def _signatures(self) -> Box:
        poa = self.poa
        when = self.periodo[:1].lower() + self.periodo[1:]
        heading = f"Se firma: relación de evidencias del POA {poa.ejercicio} de "
        heading += f"{poa.dependencia.nombre}, {when}"
        firmas = (
            firma_enlace("Entregó", poa),
            Firma("Recibió", ("Nombre, fecha y sello", poa.evaluador)),
        )
        return signatures(self.sheet, self.texts, heading, firmas)
