"""The evaluation sheet as PDF: one POA in one period, with the percentage explained."""

from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.platypus import Flowable, KeepTogether

from poa_desktop.export import paleta
from poa_desktop.export.pdf_box import BETWEEN, Bookmark, Box, Row
from poa_desktop.export.pdf_evaluacion_gasto import spending_box
from poa_desktop.export.pdf_evaluacion_tabla import EvaluationTable
from poa_desktop.export.pdf_explicacion import (
    count_not_yet_due,
    explain,
    findings,
    justification_limits,
    months_range,
    pending,
    thresholds,
)
from poa_desktop.export.pdf_firmas import (
    firma_enlace,
    firma_planeacion,
    firma_titular,
    signatures,
)
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_gauge import GaugeRow
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_sello import seal_box
from poa_desktop.export.pdf_text import SMALL, TINY, Texts
from poa_desktop.poa.cerrado import Cerrado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS, Evaluacion, evaluar
from poa_desktop.poa.formats import fecha_larga, format_porcentaje
from poa_desktop.poa.periodos import Periodo, Temporalidad, periodo_anual, periodos_de
from poa_desktop.poa.records import Municipio, Poa
from poa_desktop.poa.semaforo import EN_CURSO, palabra_mostrada, semaforo_mostrado
from poa_desktop.poa.tramites import EstadoPeriodo
from poa_desktop.tablero.gauge_shape import gauge_of

FORMULA = "No. Act. Realizadas / No. Act. Proyectadas × 100"
BORRADOR = {
    EstadoPeriodo.ABIERTO: "BORRADOR: el periodo no está cerrado",
    EstadoPeriodo.ENVIADO: "BORRADOR: el periodo está enviado y no cerrado",
    EstadoPeriodo.OBSERVADO: "BORRADOR: el periodo está observado y no cerrado",
    EstadoPeriodo.REABIERTO: "BORRADOR: el periodo se reabrió y no se ha vuelto a cerrar",
}

_LABEL_SHARE = 0.2
_LIST_SHARES = (0.06, 0.6, 0.34)
_PENDING_SHARES = (0.06, 0.6, 0.18, 0.16)
_LIST_PAD = 1.5


def write_evaluation_pdf(
    municipio: Municipio,
    poa: Poa,
    periodo: Periodo,
    hoy: date,
    progress: Progress | None = None,
    *,
    estado: EstadoPeriodo = EstadoPeriodo.ABIERTO,
    cerrado: Cerrado | None = None,
) -> PdfOutput:
    """The evaluation sheet of one POA and period, Letter landscape.

    The figures are those of `evaluar` in the period and accumulated from January. *hoy* decides
    which months are due. With *cerrado* the records are those it froze and the sheet carries its
    seal; else it is marked BORRADOR, and *estado* says why. Raises PoaError for a period of
    another ejercicio, and when other figures were frozen than this program computes.
    """
    if cerrado is not None and not cerrado.contenido.cuadra:
        raise PoaError(
            "Esta versión del programa calcula otras cifras que las que se sellaron con el folio "
            f"{cerrado.sello.folio}: imprima el acta de cierre, que lleva las selladas, o la hoja "
            "con la versión del programa que cerró el periodo."
        )
    if periodo.ejercicio != poa.ejercicio:
        raise PoaError(
            f"El periodo {periodo} no es del POA {poa.ejercicio}: elija un periodo de "
            f"{poa.ejercicio}."
        )
    texts = Texts()
    sheet = Sheet(
        title=f"Evaluación del POA {poa.ejercicio} {poa.dependencia.nombre}, {periodo.corto}",
        subject=f"Evaluación: {periodo.en_palabras}",
        running=(
            f"Evaluación del POA {poa.ejercicio}, {municipio.gobierno}",
            f"{poa.dependencia.nombre} · {periodo.en_palabras}",
        ),
        serie=f"EV-{periodo}",
        hoy=hoy,
        municipio=municipio,
        landscape=True,
        borrador=cerrado is None,
        sello=None if cerrado is None else cerrado.sello,
    )
    writer = _Writer(sheet, texts, poa, periodo, estado)
    return build_pdf(sheet, list(writer.story()), texts, progress)


class _Writer:
    """Makes the parts of one sheet."""

    def __init__(
        self, sheet: Sheet, texts: Texts, poa: Poa, periodo: Periodo, estado: EstadoPeriodo
    ) -> None:
        self.sheet = sheet
        self.estado = estado
        self.texts = texts
        self.poa = poa
        self.tint = sheet.paleta.suave
        self.now = evaluar(poa, periodo, sheet.hoy)
        self.year = evaluar(poa, periodo, sheet.hoy, acumulado=True)

    def story(self) -> Iterator[Flowable]:
        """Every part, in printing order."""
        rows = [f"EVALUACIÓN DEL POA {self.poa.ejercicio}", self.sheet.municipio.gobierno]
        yield from masthead(rows, self.texts, self.sheet)
        yield self._head()
        yield self._gauges()
        table = EvaluationTable(self.sheet, self.texts, self.now, self.year)
        yield from table.lines()
        yield from spending_box(self.sheet, self.texts, self.poa, self.now.periodo)
        yield from self._pending()
        yield from self._findings()
        yield from self._signed([table.summary(), self._explanation()])

    def _signed(self, result: list[Box]) -> Iterator[Flowable]:
        """What is signed stands on the page of the signatures; the seal, where a letterhead leaves
        no room for both."""
        sello = self.sheet.sello
        seal = [] if sello is None else [seal_box(self.sheet, self.texts, sello)]
        last = [*seal, self._signatures()]
        high = sum(each.wrap(0, 0)[1] + BETWEEN for each in (*result, *last))
        if seal and high > self.sheet.height:
            yield KeepTogether(result)
            result = []
        yield KeepTogether([*result, *last])

    def _head(self) -> Box:
        p, width = self.texts.p, self.sheet.width
        cells: list[list[Flowable]] = [
            [p("DIRECCIÓN / JEFATURA:", SMALL, bold=True)],
            [p(self.poa.dependencia.nombre.upper(), SMALL, bold=True)],
            [p("PERIODO:", SMALL, bold=True)],
            [p(self.now.periodo.en_palabras, SMALL, bold=True), p(self._closed_text(), SMALL)],
        ]
        widths = (width * 0.17, width * 0.35, width * 0.1, width * 0.38)
        return self._box([Row(cells, widths, (self.tint, None, self.tint, None))])

    def _closed_text(self) -> str:
        sello = self.sheet.sello
        if sello is None:
            return BORRADOR[self.estado]
        replaced = f", sustituye a la {sello.version - 1}" if sello.version > 1 else ""
        day = fecha_larga(sello.cuando.date())
        return f"Cerrado el {day}. Versión {sello.version}{replaced}"

    def _box(self, rows: Sequence[Row], *, repeat: Sequence[Row] = (), whole: bool = False) -> Box:
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, repeat=repeat, whole=whole, accent=accent)

    def _gauges(self) -> GaugeRow:
        shown = gauge_periods(self.now.periodo)
        gauges = [
            gauge_of(
                periodo.corto,
                evaluar(self.poa, periodo, self.sheet.hoy).total,
                periodo,
                self.sheet.hoy,
            )
            for periodo in shown
        ]
        chosen = shown.index(self.now.periodo)
        return GaugeRow(gauges, chosen, accent=self.sheet.paleta.institucional)

    def _explanation(self) -> Box:
        months = months_range(self.year.meses)
        rules = self.now.reglas
        pairs = [
            ("Fórmula:", FORMULA),
            ("Porcentaje del periodo:", self._figure(self.now)),
            (f"Porcentaje acumulado ({months}):", self._figure(self.year)),
            ("Regla:", REGLAS_EN_PALABRAS[rules.regla]),
            ("Semáforo:", self._thresholds()),
            ("Justificación:", justification_limits(rules)),
        ]
        heading = self._title("Cómo se obtiene el porcentaje")
        heading.bookmark = Bookmark("explicacion", "Cómo se obtiene el porcentaje")
        widths = (self.sheet.width * _LABEL_SHARE, self.sheet.width * (1 - _LABEL_SHARE))
        rows = [heading]
        for label, value in pairs:
            cells: list[list[Flowable]] = [
                [self.texts.p(label, SMALL, bold=True)],
                [self.texts.p(value, SMALL)],
            ]
            rows.append(Row(cells, widths, (self.tint, None), pad_y=2.6))
        return self._box(rows, whole=True)

    def _figure(self, evaluacion: Evaluacion) -> str:
        medida = evaluacion.total
        if medida.porcentaje is None:
            return explain(evaluacion)
        periodo, hoy = evaluacion.periodo, self.sheet.hoy
        if evaluacion.acumulado:  # its months began in January
            hoy = max(hoy, periodo.inicio)
        sign = paleta.SEMAFORO_SIGNO[semaforo_mostrado(medida.semaforo, periodo, hoy)]
        return f"{explain(evaluacion)}   {sign} {palabra_mostrada(medida.semaforo, periodo, hoy)}"

    def _thresholds(self) -> str:
        shown = thresholds(self.now.reglas)
        if self.sheet.hoy > self.now.periodo.fin:
            return shown
        return (
            f"{shown} Hasta el último día del periodo, lo que aún no cumple se muestra gris: "
            f"«{EN_CURSO}»."
        )

    def _title(self, text: str) -> Row:
        cells: list[list[Flowable]] = [[self.texts.p(text, SMALL, bold=True)]]
        return Row(cells, (self.sheet.width,), (self.tint,), keep=True, pad_y=2.4)

    def _pending(self) -> Iterator[Box]:
        """Every línea with something missing, once; nothing when nothing is missing."""
        missing = pending(self.now, self.sheet.hoy)
        later = self._not_yet_due()
        if not missing:
            yield from [self._box([later])] if later else []
            return
        widths = tuple(self.sheet.width * share for share in _PENDING_SHARES)
        titles = ("Clave", "Línea de acción", "Meses pendientes", "Captura")
        heads: list[list[Flowable]] = [[self.texts.p(title, TINY, bold=True)] for title in titles]
        heading = Row(heads, widths, (self.tint,) * len(titles), keep=True, pad_y=_LIST_PAD)
        rows = [self._title(f"Actos no realizados o sin capturar ({len(missing)})"), heading]
        for item in missing:
            texts = (item.clave, item.texto, item.meses or "—", item.captura)
            rows.append(self._list_row(texts, widths))
        rows += [later] if later else []
        yield self._box(rows, repeat=[heading])

    def _not_yet_due(self) -> Row | None:
        count = count_not_yet_due(self.now, self.sheet.hoy)
        if not count:
            return None
        noun = "línea de acción tiene" if count == 1 else "líneas de acción tienen"
        text = f"{count} {noun} actos por vencer: su mes aún no termina."
        return Row([[self.texts.p(text, TINY)]], (self.sheet.width,), pad_y=_LIST_PAD)

    def _list_row(self, texts: Sequence[str], widths: Sequence[float]) -> Row:
        cells: list[list[Flowable]] = [[self.texts.p(text, TINY)] for text in texts]
        return Row(cells, widths, pad_y=_LIST_PAD)

    def _findings(self) -> Iterator[Box]:
        """The other lists, one below the other; nothing when nothing stands out."""
        widths = tuple(self.sheet.width * share for share in _LIST_SHARES)
        rows: list[Row] = []
        for lista in findings(self.now):
            rows.append(self._title(f"{lista.titulo} ({len(lista.hallazgos)})"))
            for item in lista.hallazgos:
                rows.append(self._list_row((item.clave, item.texto, item.detalle), widths))
        if rows:
            yield self._box(rows)

    def _signatures(self) -> Box:
        firmas = (
            firma_enlace("Elaboró", self.poa),
            firma_titular("Responsable", self.poa),
            firma_planeacion("Vo. Bo. Dirección de Planeación", self.poa),
        )
        return signatures(self.sheet, self.texts, f"Se firma: {self._signed_text()}", firmas)

    def _signed_text(self) -> str:
        poa, shown = self.poa, format_porcentaje(self.now.total.porcentaje)
        when = self.now.periodo.en_palabras
        return (
            f"evaluación del POA {poa.ejercicio} de {poa.dependencia.nombre}, "
            f"{when[:1].lower()}{when[1:]}: {shown}"
        )


def gauge_periods(periodo: Periodo) -> tuple[Periodo, ...]:
    """The periods of the year like the given one, then the year; the year itself: quarters."""
    kind = periodo.temporalidad
    if kind is Temporalidad.ANUAL:
        kind = Temporalidad.TRIMESTRAL
    return (*periodos_de(kind, periodo.ejercicio), periodo_anual(periodo.ejercicio))
