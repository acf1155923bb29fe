"""The annual calendar as PDF: every línea with its twelve months, programado and realizado."""

from collections.abc import Iterator
from datetime import date

from reportlab.platypus import Flowable

from poa_desktop.export import paleta
from poa_desktop.export.pdf_box import PAD_X, Bookmark, Box, Row
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_text import (
    SMALL,
    TINY,
    TINY_CENTERED,
    Texts,
    in_color,
    sized,
)
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.poa.records import Bloque, LineaAccion, Municipio, Poa, etiqueta_bloque

_MONTH_SHARE = 4.1
_SHARES = (5.0, 27.0, 8.0, 5.1, *(_MONTH_SHARE,) * 12, 5.7)  # per cent of the width
_NOTE = (
    "Prog.: cantidad programada; Real.: cantidad realizada; «–»: sin capturar. Las cantidades de "
    "unidades distintas no se suman; cada mes programado de una línea de acción es un acto."
)


def write_calendar_pdf(
    municipio: Municipio,
    poa: Poa,
    hoy: date,
    progress: Progress | None = None,
    *,
    autorizacion: str = "",
) -> PdfOutput:
    """The calendar of one POA, Letter landscape: quantities per month and their yearly sums."""
    texts = Texts()
    sheet = Sheet(
        title=f"Calendario anual del POA {poa.ejercicio} {poa.dependencia.nombre}".strip(),
        subject=f"Calendario de metas {poa.ejercicio}: programado y realizado por mes",
        running=(
            f"Calendario anual del POA {poa.ejercicio}, {municipio.gobierno}",
            poa.dependencia.nombre,
        ),
        serie=f"CAL-{poa.ejercicio}",
        hoy=hoy,
        municipio=municipio,
        landscape=True,
    )
    story = list(_Calendar(sheet, texts, poa, autorizacion).story())
    return build_pdf(sheet, story, texts, progress)


class _Calendar:
    """Makes the parts of the calendar."""

    def __init__(self, sheet: Sheet, texts: Texts, poa: Poa, autorizacion: str) -> None:
        self.autorizacion = autorizacion
        self.sheet = sheet
        self.texts = texts
        self.poa = poa
        self.widths = tuple(sheet.width * share / 100 for share in _SHARES)

    def story(self) -> Iterator[Flowable]:
        """Head and table."""
        rows = [
            f"CALENDARIO ANUAL DEL POA {self.poa.ejercicio}",
            self.sheet.municipio.gobierno,
            self.poa.dependencia.nombre.upper(),
        ]
        yield from masthead(rows, self.texts, self.sheet)
        told = f"{self.autorizacion}. {_NOTE}" if self.autorizacion else _NOTE
        note = self.texts.p(told, in_color(TINY, paleta.TEXTO_SECUNDARIO))
        note.spaceBefore = 6
        yield note
        heading = self._heading()
        table = [heading]
        for bloque in self.poa.bloques:
            table.extend(self._block(bloque))
        table[-1].keep = False
        table.extend(self._acts())
        accent = self.sheet.paleta.institucional
        yield Box(table, self.sheet.height, repeat=[heading], accent=accent)

    def _heading(self) -> Row:
        months = (mes.capitalize() for mes in MESES_CORTOS)
        titles = ("No.", "Línea de acción", "Unidad", "", *months, "Año")
        cells: list[list[Flowable]] = [
            [self.texts.p(title, TINY_CENTERED, bold=True)] for title in titles
        ]
        fills = (self.sheet.paleta.suave,) * len(titles)
        return Row(cells, self.widths, fills, keep=True, pad_y=2.4)

    def _block(self, bloque: Bloque) -> Iterator[Row]:
        name = f"{etiqueta_bloque(bloque)}. {bloque.nombre}"
        widths = (self.widths[0], self.sheet.width - self.widths[0])
        cells: list[list[Flowable]] = [
            [self._fitted(bloque.clave, 0)],
            [self.texts.p(name, SMALL, bold=True)],
        ]
        bookmark = Bookmark(bloque.clave, self.texts.printable(" ".join(name.split())))
        keep = bool(bloque.lineas)
        fills = (paleta.RENGLON, paleta.RENGLON)
        yield Row(cells, widths, fills, keep=keep, pad_y=2.6, bookmark=bookmark)
        for clave, linea in con_clave(bloque):
            yield self._line(clave, linea)

    def _fitted(self, text: str, column: int) -> Flowable:
        return self.texts.p(text, sized(TINY, text, self.widths[column] - 2 * PAD_X))

    def _line(self, clave: str, linea: LineaAccion) -> Row:
        p = self.texts.p
        months = [
            self._pair(4 + index, planned, done)
            for index, (planned, done) in enumerate(
                zip(linea.programado, linea.realizado, strict=True)
            )
        ]
        captured = [done for done in linea.realizado if done is not None]
        year = self._pair(16, sum(linea.programado), sum(captured) if captured else None)
        cells: list[list[Flowable]] = [
            [self._fitted(clave, 0)],
            [p(linea.texto, TINY)],
            [p(linea.unidad_medida, TINY)],
            [p("Prog.", TINY), p("Real.", TINY)],
            *months,
            year,
        ]
        return Row(cells, self.widths, pad_y=2.4)

    def _pair(self, column: int, planned: int, done: int | None) -> list[Flowable]:
        """Programado above realizado; nothing at all where nothing is programado nor done."""
        if not planned and done is None:
            return []
        upper = format_cantidad(planned) if planned else " "
        lower = "–" if done is None else format_cantidad(done)
        return [self._number(upper, column), self._number(lower, column)]

    def _number(self, text: str, column: int, *, bold: bool = False) -> Flowable:
        style = sized(TINY_CENTERED, text, self.widths[column] - 2 * PAD_X - 0.5, smallest=3.4)
        return self.texts.p(text if text.strip() else "\u00a0", style, bold=bold)

    def _acts(self) -> Iterator[Row]:
        counts = [
            sum(linea.programado[month] > 0 for linea in self.poa.lineas) for month in range(12)
        ]
        wide = self.widths
        label: list[Flowable] = [self.texts.p("Actos programados por mes", SMALL, bold=True)]
        months: list[list[Flowable]] = [
            [self._number(str(count), 4 + index, bold=True)] for index, count in enumerate(counts)
        ]
        year: list[Flowable] = [self._number(str(sum(counts)), 16, bold=True)]
        widths = (sum(wide[:4]), *wide[4:])
        fills = (self.sheet.paleta.suave,) * len(widths)
        yield Row([label, *months, year], widths, fills, pad_y=2.8)
