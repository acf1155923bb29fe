"""The history of a plan's changes as PDF: who changed what, when, from what to what."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from reportlab.platypus import Flowable, KeepTogether

from poa_desktop.export import paleta
from poa_desktop.export.pdf_box import Bookmark, Box, Row
from poa_desktop.export.pdf_firmas import firma_planeacion, firma_titular, signatures
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_text import SMALL, TINY, Texts, in_color
from poa_desktop.poa.adecuaciones import (
    ESTADO,
    Adecuacion,
    CambioMes,
    CambioPlan,
    autorizacion_de,
    shown_changes,
)
from poa_desktop.poa.declarada import Declarada
from poa_desktop.poa.formats import fecha_corta, fecha_larga, format_cantidad
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.poa.records import EstadoPoa, Municipio, Poa

_SHARES = (0.065, 0.255, 0.13, 0.275, 0.275)  # clave, record, what, before, after
_BY_HAND_PAD = 6.0
_PAD = 1.9
_LABEL = 18.0  # points that the label of a justificación takes beyond the first column
_NAME = 160  # characters of a línea's text that say which one it is
_NOTE = (
    "De cada adecuación se imprime el valor que había al iniciarla y el que quedó. Las claves y "
    "los nombres son los que tenían entonces. Un cambio que se deshizo no aparece. La fecha, la "
    "hora, la persona y el equipo son los que registró el programa en su bitácora."
)


def write_adjustments_pdf(
    municipio: Municipio,
    poa: Poa,
    adecuaciones: Sequence[Adecuacion],
    hoy: date,
    progress: Progress | None = None,
) -> PdfOutput:
    """The history of one plan, Letter landscape.

    Of an authorised POA the changes since then, which are its adecuaciones; of a draft all changes
    since it was captured, and a sentence that they are no adecuaciones.
    """
    texts = Texts()
    draft = poa.estado is not EstadoPoa.AUTORIZADO
    what = "Cambios del plan" if draft else "Historia de adecuaciones"
    sheet = Sheet(
        title=f"{what} del POA {poa.ejercicio} {poa.dependencia.nombre}".strip(),
        subject=f"{what} {poa.ejercicio}: fecha, persona, valor anterior y valor nuevo",
        running=(
            f"{what}, POA {poa.ejercicio}, {municipio.gobierno}",
            poa.dependencia.nombre,
        ),
        serie=f"AD-{poa.ejercicio}",
        hoy=hoy,
        municipio=municipio,
        landscape=True,
    )
    writer = _History(sheet, texts, poa, adecuaciones, draft=draft)
    return build_pdf(sheet, list(writer.story()), texts, progress)


class _History:
    """Makes the parts of one history."""

    def __init__(
        self,
        sheet: Sheet,
        texts: Texts,
        poa: Poa,
        adecuaciones: Sequence[Adecuacion],
        *,
        draft: bool,
    ) -> None:
        self.sheet = sheet
        self.texts = texts
        self.poa = poa
        self.draft = draft
        self.authorised = autorizacion_de(adecuaciones)
        self.changes = shown_changes(adecuaciones, draft=draft)
        self.tint = sheet.paleta.suave
        self.widths = tuple(sheet.width * share for share in _SHARES)

    def story(self) -> Iterator[Flowable]:
        """Every part, in printing order."""
        title = "CAMBIOS DEL PLAN" if self.draft else "HISTORIA DE ADECUACIONES"
        rows = [f"{title} · POA {self.poa.ejercicio}", self.sheet.municipio.gobierno]
        yield from masthead(rows, self.texts, self.sheet)
        yield self._head()
        if self.changes:
            note = self.texts.p(_NOTE, in_color(TINY, paleta.TEXTO_SECUNDARIO))
            note.spaceBefore = 6
            yield note
            yield self._table()
        yield KeepTogether([self._signatures()])

    def _box(self, rows: Sequence[Row], *, repeat: Sequence[Row] = ()) -> Box:
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, repeat=repeat, accent=accent)

    def _head(self) -> Box:
        width, p = self.sheet.width, self.texts.p
        pairs = (
            ("DIRECCIÓN / JEFATURA:", self.poa.dependencia.nombre.upper(), True),
            ("ESTADO DEL POA:", self._standing(), False),
        )
        rows = []
        for label, value, bold in pairs:
            cells: list[list[Flowable]] = [
                [p(label, SMALL, bold=True)],
                [p(value, SMALL, bold=bold)],
            ]
            rows.append(Row(cells, (width * 0.19, width * 0.81), (self.tint, None)))
        return self._box(rows)

    def _standing(self) -> str:
        """Whether these are adecuaciones, and how many, in one sentence or two."""
        count = len(self.changes)
        if self.draft:
            told = "El POA está en borrador: lo que sigue son cambios del plan, no adecuaciones."
            if not count:
                return "El POA está en borrador y su plan no ha cambiado desde que se capturó."
            return f"{told} {_counted(count, 'cambio')} desde que se capturó."
        since = ""
        if self.authorised:
            since = f" desde el {fecha_larga(self.authorised.cuando.date())}"
            since += f" con el folio {self.authorised.folio}" if self.authorised.folio else ""
        declared = sum(each.declarada is not None for each in self.changes)
        if not count:
            return f"Autorizado{since}. No hay adecuaciones: el plan sigue como se autorizó."
        told = _counted(declared, "adecuación")
        if declared < count:
            alone = _counted(count - declared, "cambio")
            told = f"{told} y {alone} sin declarar" if declared else f"{alone} sin declarar"
        return f"Autorizado{since}. {told} desde entonces, de la más antigua a la última."

    def _table(self) -> Box:
        titles = ("Clave", "Programa, actividad o línea", "Qué cambió", "Antes", "Después")
        cells: list[list[Flowable]] = [[self.texts.p(title, TINY, bold=True)] for title in titles]
        heading = Row(cells, self.widths, (self.tint,) * len(titles), keep=True, pad_y=_PAD)
        rows = [heading]
        for number, each in enumerate(self.changes, start=1):
            if each.declarada is None:
                rows += self._undeclared(number, each)
            else:
                rows += self._declared(each, each.declarada)
        return self._box(rows, repeat=[heading])

    def _declared(self, each: Adecuacion, declarada: Declarada) -> list[Row]:
        """One declared adecuación: what stands on its oficio, then what it changed."""
        ended = declarada.concluida
        span = f"iniciada el {_moment(declarada.iniciada)}, "
        span += f"concluida el {_moment(ended)}" if ended else "todavía abierta"
        rows = [
            self._head_of(each, declarada.titulo, f"{declarada.quien}; {span}"),
            self._told("Justificación:", declarada.justificacion),
        ]
        if each.cambios:
            rows.append(
                self._told("Capturó:", f"{_who(each)}; último cambio {_moment(each.cuando)}")
            )
            return rows + [self._change(cambio) for cambio in each.cambios]
        return [*rows, self._told("", "El plan no ha cambiado con esta adecuación.", keep=False)]

    def _undeclared(self, number: int, each: Adecuacion) -> list[Row]:
        """One operation of a draft, or of an authorised POA that declared nothing."""
        noun = "Cambio sin declarar" if each.autorizado else f"Cambio {number}"
        head = f"{noun} · {_moment(each.cuando)} · {each.titulo}"
        rows = [self._head_of(each, head, _who(each))]
        rows += [self._change(cambio) for cambio in each.cambios]
        if each.autorizado:
            rows[-1].keep = True
            rows.append(self._by_hand())
        return rows

    def _head_of(self, each: Adecuacion, title: str, who: str) -> Row:
        cells: list[list[Flowable]] = [
            [self.texts.p(title, SMALL, bold=True)],
            [self.texts.p(who, TINY)],
        ]
        widths = (sum(self.widths[:3]), self.widths[3] + self.widths[4])
        return Row(
            cells,
            widths,
            (paleta.RENGLON,) * 2,
            keep=True,
            pad_y=2.4,
            bookmark=Bookmark(f"cambio{each.numero}", self.texts.printable(title)),
        )

    def _told(self, label: str, text: str, *, keep: bool = True) -> Row:
        cells: list[list[Flowable]] = [
            [self.texts.p(label, TINY, bold=True)],
            [self.texts.p(text, TINY)],
        ]
        widths = (self.widths[0] + _LABEL, sum(self.widths[1:]) - _LABEL)
        return Row(cells, widths, keep=keep, pad_y=_PAD)

    def _change(self, cambio: CambioPlan) -> Row:
        p = self.texts.p
        start: list[list[Flowable]] = [
            [p(cambio.clave, TINY, bold=True)],
            [p(_record_name(cambio), TINY)],
            [p(cambio.campo, TINY)],
        ]
        if cambio.meses:
            widths = (*self.widths[:3], self.widths[3] + self.widths[4])
            return Row([*start, [p(schedule_in_words(cambio.meses), TINY)]], widths, pad_y=_PAD)
        values: list[list[Flowable]] = [
            [p(text or "—", TINY)] for text in (cambio.antes, cambio.despues)
        ]
        return Row([*start, *values], self.widths, pad_y=_PAD)

    def _by_hand(self) -> Row:
        """Room to write why and by which oficio, which nobody declared."""
        cells: list[list[Flowable]] = [
            [self.texts.p(label, TINY)] for label in ("Justificación:", "Oficio No.:")
        ]
        return Row(cells, (sum(self.widths[:4]), self.widths[4]), pad_y=_BY_HAND_PAD)

    def _signatures(self) -> Box:
        poa = self.poa
        what = "cambios del plan" if self.draft else "historia de adecuaciones"
        count = f"{len(self.changes):,} en total" if self.changes else "sin cambios"
        heading = f"Se firma: {what} del POA {poa.ejercicio} de {poa.dependencia.nombre}, {count}"
        firmas = (
            firma_titular("Responsable", poa),
            firma_planeacion("Vo. Bo. Dirección de Planeación", poa),
        )
        return signatures(self.sheet, self.texts, heading, firmas)


def _counted(count: int, noun: str) -> str:
    plural = f"{noun.replace('ón', 'on')}es" if noun.endswith("ón") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


def _moment(when: datetime) -> str:
    return f"{fecha_corta(when.date())} {when:%H:%M}"


def _who(each: Adecuacion) -> str:
    return f"{each.quien} en {each.equipo}" if each.equipo else each.quien


_NAMED_BY_VALUE = ("Texto de la línea", "Nombre", ESTADO)
_WHOLE = ("agregada", "agregado", "eliminada", "eliminado")


def _record_name(cambio: CambioPlan) -> str:
    """Which record it is: whole where it came or went, nothing where the values are its name."""
    if cambio.campo in _NAMED_BY_VALUE:
        return ""
    name = " ".join(cambio.nombre.split())
    if cambio.campo.endswith(_WHOLE) or len(name) <= _NAME:
        return name
    return f"{name[: _NAME - 1].rstrip()}…"


def schedule_in_words(meses: Sequence[CambioMes]) -> str:
    """The months whose quantity changed, and the sum of those changes: "mar 1 → 2, jun 1 → 0"."""
    shown = ", ".join(
        f"{MESES_CORTOS[each.mes - 1]} {format_cantidad(each.antes)} → "
        f"{format_cantidad(each.despues)}"
        for each in meses
    )
    difference = sum(each.despues - each.antes for each in meses)
    if not difference:
        return f"{shown} (en el año, lo mismo)"
    sign = "+" if difference > 0 else "−"
    return f"{shown} (en el año, {sign}{format_cantidad(abs(difference))})"
