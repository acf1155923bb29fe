"""The oficio de observaciones as PDF: the letter that returns a period to its dependencia."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from poa_desktop.export.opciones import SIN_OPCIONES, Opciones
from poa_desktop.export.pdf_box import Bookmark, Box, Row
from poa_desktop.export.pdf_explicacion import explain
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_oficial import SigningLine
from poa_desktop.export.pdf_text import BODY, SMALL, TINY, Texts
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.formats import fecha_larga
from poa_desktop.poa.observaciones import GrupoObservaciones, Observacion, observaciones_de
from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Municipio, Poa

_LETTER = ParagraphStyle("letter", parent=BODY, fontSize=10, leading=13.6)
_RIGHT = ParagraphStyle("letter-right", parent=_LETTER, alignment=TA_RIGHT)
_CENTER = ParagraphStyle("letter-centered", parent=_LETTER, alignment=TA_CENTER)
_SHARES = (0.06, 0.085, 0.46, 0.395)  # number, clave, what it is about, what is missing
_ACUSE = ("Nombre", "Firma", "Fecha", "Sello")
_ACUSE_ROOM = 46.0  # points to write, sign and stamp
_PARAGRAPH = 9.0  # points between paragraphs
_PAD = 1.9
_BLANK = "_" * 16
_NO_DAY = "____ de ______________ de ______".replace(" ", "\u00a0")  # on one row


def write_observations_pdf(
    municipio: Municipio,
    poa: Poa,
    periodo: Periodo,
    hoy: date,
    opciones: Opciones = SIN_OPCIONES,
    progress: Progress | None = None,
    asked: Sequence[ObservacionLinea] = (),
) -> PdfOutput:
    """The letter of one POA and period, Letter portrait, dated *hoy*.

    *asked* is what Planeación observed línea by línea, with the answers. *opciones* has the number
    of the oficio and the last day to answer; without them there are lines to fill in.
    Raises PoaError for a period of another ejercicio.
    """
    texts = Texts()
    sheet = Sheet(
        title=f"Oficio de observaciones, POA {poa.ejercicio} {poa.dependencia.nombre}, "
        f"{periodo.corto}",
        subject=f"Observaciones: {periodo.en_palabras}",
        running=(
            f"Oficio de observaciones, POA {poa.ejercicio}, {municipio.gobierno}",
            f"{poa.dependencia.nombre} · {periodo.en_palabras}",
        ),
        serie=f"OB-{periodo}",
        hoy=hoy,
        municipio=municipio,
    )
    groups = observaciones_de(poa, periodo, hoy, asked)
    letter = _Letter(sheet, texts, poa, periodo, opciones, groups)
    return build_pdf(sheet, list(letter.story()), texts, progress)


class _Letter:
    """Makes the parts of one letter."""

    def __init__(
        self,
        sheet: Sheet,
        texts: Texts,
        poa: Poa,
        periodo: Periodo,
        opciones: Opciones,
        groups: tuple[GrupoObservaciones, ...],
    ) -> None:
        self.sheet = sheet
        self.texts = texts
        self.poa = poa
        self.periodo = periodo
        self.opciones = opciones
        self.groups = groups
        self.count = _count(group for group in groups if not group.informa)
        self.told = _count(group for group in groups if group.informa)

    def story(self) -> Iterator[Flowable]:
        """Every part, in printing order."""
        rows = ["", self.sheet.municipio.gobierno, self.poa.evaluador]
        yield from masthead(rows, self.texts, self.sheet)
        yield from self._opening()
        yield from self._addressee()
        yield self._paragraph(self._first_sentence())
        if self.groups:
            yield self._table()
        yield KeepTogether([*self._closing(), *self._signed()])

    def _paragraph(
        self, text: str, style: ParagraphStyle = _LETTER, *, bold: bool = False, space: float = 0
    ) -> Flowable:
        made = self.texts.p(text, style, bold=bold)
        made.spaceBefore = space or _PARAGRAPH
        return made

    def _opening(self) -> Iterator[Flowable]:
        municipio = self.sheet.municipio
        where = ", ".join(filter(None, (municipio.nombre, municipio.estado)))
        dated = (
            f"{where}, a {fecha_larga(self.sheet.hoy)}" if where else fecha_larga(self.sheet.hoy)
        )
        yield self._paragraph(dated, _RIGHT, space=14)
        number = self.opciones.oficio or _BLANK
        yield self._paragraph(f"Oficio No. {number}", _RIGHT, bold=True, space=2)
        subject = f"Asunto: Observaciones al avance del POA {self.poa.ejercicio}, {self._when()}"
        yield self._paragraph(subject, _RIGHT, space=2)

    def _when(self) -> str:
        """ "primer trimestre, enero a marzo de 2024" within a sentence."""
        words = self.periodo.en_palabras
        return words[:1].lower() + words[1:]

    def _addressee(self) -> Iterator[Flowable]:
        dependencia = self.poa.dependencia
        name = dependencia.titular_nombre or "Titular de la dependencia"
        for place, row in enumerate((name, dependencia.titular_cargo, dependencia.nombre)):
            if row:
                yield self._paragraph(row.upper(), bold=True, space=16 if place == 0 else 0.1)
        yield self._paragraph("P R E S E N T E", bold=True, space=2)

    def _first_sentence(self) -> str:
        poa = self.poa
        reviewed = (
            f"Se revisó el avance del Programa Operativo Anual {poa.ejercicio} de "
            f"{poa.dependencia.nombre}, {self._when()}, con la evidencia que lo acompaña"
        )
        if not self.count and self.told:
            noun = "la que ya fue respondida" if self.told == 1 else "las que ya fueron respondidas"
            verb = "se relaciona" if self.told == 1 else "se relacionan"
            return f"{reviewed}. {self._figure()} No hay nada por atender; {verb} {noun}:"
        if not self.count:
            return (
                f"{reviewed}, y se recibe sin observaciones. {self._figure()} Agradezco la "
                "atención prestada a la captura y a la evidencia."
            )
        noun = (
            "la observación siguiente" if self.count == 1 else f"las {self.count:,} observaciones"
        )
        noun += "" if self.count == 1 else " siguientes"
        came = "resultó" if self.count == 1 else "resultaron"
        return f"{reviewed}. {self._figure()} De la revisión {came} {noun}:"

    def _figure(self) -> str:
        evaluacion = evaluar(self.poa, self.periodo, self.sheet.hoy)
        medida = evaluacion.total
        if medida.porcentaje is None:
            return explain(evaluacion)
        return f"El avance evaluado a la fecha es: {explain(evaluacion)}."

    def _table(self) -> Box:
        tint = self.sheet.paleta.suave
        widths = tuple(self.sheet.width * share for share in _SHARES)
        rows: list[Row] = []
        number, title = 0, ""
        for group in self.groups:
            rows += self._group_head(group, repeated=group.titulo == title)
            title = group.titulo
            for each in group.observaciones:
                number += not group.informa
                shown = "–" if group.informa else str(number)
                rows.append(self._observation(shown, each, widths))
        p = self.texts.p
        heads = ("No.", "Clave", "Se refiere a", "Observación")
        cells: list[list[Flowable]] = [[p(head, TINY, bold=True)] for head in heads]
        heading = Row(cells, widths, (tint,) * len(heads), keep=True, pad_y=_PAD)
        accent = self.sheet.paleta.institucional
        return Box([heading, *rows], self.sheet.height, repeat=[heading], accent=accent)

    def _group_head(self, group: GrupoObservaciones, *, repeated: bool) -> Iterator[Row]:
        tint, p = self.sheet.paleta.suave, self.texts.p
        shown: list[Flowable] = []
        mark = None
        if not repeated:
            total = sum(
                len(each.observaciones) for each in self.groups if each.titulo == group.titulo
            )
            title = f"{group.titulo} ({total})"
            shown.append(p(title, SMALL, bold=True))
            mark = Bookmark(f"grupo-{group.titulo}", title)
        shown.append(p(f"Qué hacer: {group.que_hacer}", SMALL))
        yield Row([shown], (self.sheet.width,), (tint,), keep=True, pad_y=2.4, bookmark=mark)

    def _observation(self, number: str, each: Observacion, widths: Sequence[float]) -> Row:
        p = self.texts.p
        cells: list[list[Flowable]] = [
            [p(number, SMALL)],
            [p(each.clave, SMALL, bold=True)],
            [p(each.sujeto, SMALL)],
            [p(each.texto, SMALL)],
        ]
        if not each.sujeto:
            cells = [*cells[:2], cells[3]]
            widths = (*widths[:2], widths[2] + widths[3])
        return Row(cells, widths, pad_y=_PAD)

    def _closing(self) -> Iterator[Flowable]:
        if self.count:
            day = self.opciones.plazo
            when = fecha_larga(day) if day else _NO_DAY
            yield self._paragraph(
                "Le solicito atenderlas en POA Desktop y enviar de nuevo el periodo a más "
                f"tardar el {when}. Las claves son las del POA: P es programa y A, actividad."
            )
        yield self._paragraph(
            "Sin otro particular, reciba un cordial saludo.",
        )

    def _signed(self) -> Iterator[Flowable]:
        yield self._paragraph("ATENTAMENTE", _CENTER, bold=True, space=14)
        yield SigningLine(230, 44)
        yield self.texts.p("Nombre y firma", _CENTER)
        yield self.texts.p(self.poa.evaluador, _CENTER, bold=True)
        yield self._paragraph("c.c.p. Archivo.", SMALL, space=10)
        yield Spacer(1, 8)
        yield self._acuse()

    def _acuse(self) -> Box:
        """Where the dependencia says that it has the letter."""
        width, p, tint = self.sheet.width, self.texts.p, self.sheet.paleta.suave
        title = Row([[p("Acuse de recibo", SMALL, bold=True)]], (width,), (tint,), keep=True)
        title.pad_y = 2.4
        widths = (width * 0.3, width * 0.25, width * 0.17, width * 0.28)
        cells: list[list[Flowable]] = [[p(word, TINY), Spacer(1, _ACUSE_ROOM)] for word in _ACUSE]
        accent = self.sheet.paleta.institucional
        return Box([title, Row(cells, widths)], self.sheet.height, whole=True, accent=accent)


def _count(groups: Iterable[GrupoObservaciones]) -> int:
    return sum(len(group.observaciones) for group in groups)
