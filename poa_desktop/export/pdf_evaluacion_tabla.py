"""The table of the evaluation sheet: programas, actividades, their líneas, and the subtotals."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Paragraph

from poa_desktop.export import paleta
from poa_desktop.export.pdf_box import PAD_X, Bookmark, Box, Row
from poa_desktop.export.pdf_explicacion import months_range
from poa_desktop.export.pdf_frame import Sheet
from poa_desktop.export.pdf_text import (
    SMALL,
    SMALL_CENTERED,
    SMALL_RIGHT,
    TINY,
    TINY_CENTERED,
    TINY_RIGHT,
    Texts,
    in_color,
    sized,
)
from poa_desktop.poa.evaluacion import (
    EstadoLinea,
    Evaluacion,
    Medida,
    ResultadoBloque,
    ResultadoLinea,
)
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.observaciones import lacks_justification
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.poa.records import LineaAccion, etiqueta_bloque
from poa_desktop.poa.semaforo import Semaforo, palabra_mostrada, semaforo_mostrado
from poa_desktop.tablero.gauge_shape import NO_APLICABLE, count_text

_SHARES = (4.9, 29.2, 7.8, 7.7, 6.9, 6.2, 7.3, 9.9, 15.8, 4.3)  # per cent of the width
_BOLDER = 0.93  # a bold word is that much wider than the same in normal type
_TOLD = (
    EstadoLinea.SOBRECUMPLIMIENTO,
    EstadoLinea.SIN_CAPTURAR,
    EstadoLinea.REALIZADO_SIN_PROGRAMAR,
)


class EvaluationTable:
    """Draws one evaluation, in the period and accumulated, as one box."""

    def __init__(
        self, sheet: Sheet, texts: Texts, periodo: Evaluacion, acumulado: Evaluacion
    ) -> None:
        self.sheet = sheet
        self.tint = sheet.paleta.suave
        self.texts = texts
        self.periodo = periodo
        self.acumulado = acumulado
        self.over = periodo.periodo.fin < sheet.hoy  # before that no justificación is missing
        self.widths = tuple(sheet.width * share / 100 for share in _SHARES)
        wide = self.widths
        self.group_widths = (
            wide[0],
            wide[1] + wide[2],
            wide[3] + wide[4],
            *wide[5:8],
            wide[8] + wide[9],
        )

    def lines(self) -> list[Flowable]:
        """The table of all líneas; nothing for a POA without any block."""
        heading = self._heading()
        rows = [heading]
        for block, year in zip(self.periodo.bloques, self.acumulado.bloques, strict=True):
            rows.extend(self._block(block, year))
        return [self._box(rows, repeat=[heading])] if len(rows) > 1 else []

    def _box(self, rows: Sequence[Row], *, repeat: Sequence[Row] = (), whole: bool = False) -> Box:
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, repeat=repeat, whole=whole, accent=accent)

    def _block(self, block: ResultadoBloque, year: ResultadoBloque) -> Iterator[Row]:
        clave = block.bloque.clave
        name = f"{etiqueta_bloque(block.bloque)}. {block.bloque.nombre}"
        head = self._group(clave, name, block.medida, year.medida, keep=bool(block.lineas))
        head.bookmark = Bookmark(clave, self.texts.printable(" ".join(name.split())))
        yield head
        for number, (line, total) in enumerate(zip(block.lineas, year.lineas, strict=True), 1):
            yield self._line(f"{clave}.{number}", line, total)

    def _heading(self) -> Row:
        months = months_range(self.acumulado.meses)
        titles = (
            "No.",
            "Línea de acción",
            "Unidad",
            "Programado",
            "Realizado",
            "% del periodo",
            f"% acumulado {months}",
            "Semáforo",
            "Comentario o justificación",
            "Evid.",
        )
        return self._headings(titles, self.widths)

    def _headings(self, titles: Sequence[str], widths: Sequence[float]) -> Row:
        """A row of headings, all in the size in which the tightest one breaks no word."""
        pairs = list(zip(titles, widths, strict=True))
        styles = [
            sized(TINY_CENTERED, word, (width - 2 * PAD_X) * _BOLDER)
            for title, width in pairs
            for word in title.split()
        ]
        style = min(styles, key=lambda each: float(each.fontSize))
        cells: list[list[Flowable]] = [
            [self.texts.p(title, style, bold=True)] if title else [] for title in titles
        ]
        return Row(cells, widths, (self.tint,) * len(titles), keep=True, pad_y=2.4)

    def _group(
        self, clave: str, name: str, medida: Medida, year: Medida, *, keep: bool = False
    ) -> Row:
        p = self.texts.p
        cells: list[list[Flowable]] = [
            [p(clave, SMALL, bold=True)],
            [p(name, SMALL, bold=True)],
            [p(count_text(medida), SMALL_CENTERED, bold=True)],
            [p(format_porcentaje(medida.porcentaje), SMALL_RIGHT, bold=True)],
            [p(format_porcentaje(year.porcentaje), SMALL_RIGHT, bold=True)],
            [self._light(medida.semaforo, NO_APLICABLE if medida.rechazo else None)],
            [],
        ]
        fill = paleta.SEMAFORO_FONDO[self._shown(medida.semaforo)]
        fills = (*(paleta.RENGLON,) * 5, fill, paleta.RENGLON)
        return Row(cells, self.group_widths, fills, keep=keep, pad_y=2.2)

    def _shown(self, semaforo: Semaforo) -> Semaforo:
        return semaforo_mostrado(semaforo, self.periodo.periodo, self.sheet.hoy)

    def _light(self, semaforo: Semaforo, instead: str | None = None) -> Paragraph:
        """The light as the gauge of the period shows it on the day of the sheet."""
        shown = self._shown(semaforo)
        word = instead or palabra_mostrada(semaforo, self.periodo.periodo, self.sheet.hoy)
        text = f"{paleta.SEMAFORO_SIGNO[shown]} {word}"
        style = in_color(TINY, paleta.SEMAFORO_TINTA[shown])
        return self.texts.p(text, style, bold=True)

    def _line(self, clave: str, result: ResultadoLinea, year: ResultadoLinea) -> Row:
        p, meses = self.texts.p, self.periodo.meses
        linea = result.linea
        count = sum(len(linea.avances[mes - 1].evidencias) for mes in meses)
        cells: list[list[Flowable]] = [
            [self._key(clave)],
            [p(linea.texto, TINY)],
            [p(linea.unidad_medida, TINY)],
            [self._number(format_cantidad(result.programado), 3)],
            [self._number(_realizado(result, meses), 4)],
            [p(format_porcentaje(result.porcentaje), TINY_RIGHT)],
            [p(format_porcentaje(year.porcentaje), TINY_RIGHT)],
            self._state(result),
            self._comments(result),
            [p(str(count) if count else "—", TINY_CENTERED)],
        ]
        return Row(cells, self.widths, pad_y=1.9)

    def _key(self, clave: str) -> Flowable:
        return self.texts.p(clave, sized(TINY, clave, self.widths[0] - 2 * PAD_X))

    def _number(self, text: str, column: int) -> Flowable:
        return self.texts.p(text, sized(TINY_RIGHT, text, self.widths[column] - 2 * PAD_X))

    def _state(self, result: ResultadoLinea) -> list[Flowable]:
        if result.estado is EstadoLinea.REALIZADO_SIN_PROGRAMAR:
            return [self._light(result.semaforo, result.estado.etiqueta)]
        cell: list[Flowable] = [self._light(result.semaforo)]
        if result.estado in _TOLD:
            word = result.estado.etiqueta
            style = sized(TINY, word, self.widths[7] - 2 * PAD_X)
            cell.append(self.texts.p(word, style))
        return cell

    def _comments(self, result: ResultadoLinea) -> list[Flowable]:
        rows = [self.texts.p(text, TINY) for text in _said(result.linea, self.periodo.meses)]
        if self.over and lacks_justification(result, self.periodo.meses):
            style = in_color(TINY, paleta.SEMAFORO_TINTA[Semaforo.ROJO])
            rows.append(self.texts.p("Falta justificación.", style))
        return rows

    def summary(self) -> Box:
        """Subtotals and total."""
        now, year = self.periodo, self.acumulado
        rows = [self._summary_heading()]
        if now.programas:
            rows.append(
                self._group(
                    "", "Subtotal de programas", now.subtotal_programas, year.subtotal_programas
                )
            )
        if now.actividades:
            name = "Subtotal de actividades"
            rows.append(self._group("", name, now.subtotal_actividades, year.subtotal_actividades))
        total = self._group("", "TOTAL DEL POA", now.total, year.total)
        total.fills = (*(self.tint,) * 5, total.fills[5], self.tint)
        rows.append(total)
        rows[0].bookmark = Bookmark("totales", "Resumen")
        return self._box(rows, whole=True)

    def _summary_heading(self) -> Row:
        titles = (
            "",
            "Resumen",
            "Del periodo",
            "% del periodo",
            f"% acumulado {months_range(self.acumulado.meses)}",
            "Semáforo",
            "",
        )
        return self._headings(titles, self.group_widths)


def _realizado(result: ResultadoLinea, meses: tuple[int, ...]) -> str:
    """The quantity done; "—" when no month was captured, which is not 0."""
    captured = any(result.linea.avances[mes - 1].realizado is not None for mes in meses)
    return format_cantidad(result.realizado) if captured else "—"


def _said(linea: LineaAccion, meses: tuple[int, ...]) -> Iterator[str]:
    for mes in meses:
        avance = linea.avances[mes - 1]
        name = MESES_CORTOS[mes - 1].capitalize()
        if avance.comentario:
            yield f"{name}: {avance.comentario}"
        if avance.justificacion:
            yield f"{name}, justificación: {avance.justificacion}"
