"""The lists of an acta: what was closed as 0, the justificaciones, the observations."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from poa_desktop.export.pdf_box import Bookmark, Box, Row
from poa_desktop.export.pdf_frame import Sheet
from poa_desktop.export.pdf_sello import quien
from poa_desktop.export.pdf_text import SMALL, TINY, TINY_RIGHT, Texts
from poa_desktop.poa.formats import fecha_larga, format_porcentaje
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import MESES, meses_en_palabras
from poa_desktop.poa.resumen_cierre import EnCero, ObservacionCerrada, ResumenCierre

MOST_JUSTIFIED = 30  # rows: an acta is of one page or two, the sheet has them all
MOST_ZEROS = 60
_JUSTIFIED_SHARES = (0.09, 0.11, 0.12, 0.68)
_OBSERVED_SHARES = (0.09, 0.455, 0.455)
_PAD = 1.9


class ActaLists:
    """Makes the lists of one acta; an empty one is not printed."""

    def __init__(self, sheet: Sheet, texts: Texts, resumen: ResumenCierre) -> None:
        self.sheet, self.texts, self.resumen = sheet, texts, resumen
        self.tint = sheet.paleta.suave

    def story(self) -> Iterator[Box]:
        """Every list with a row, in printing order."""
        yield from self._zeros()
        yield from self._justified()
        yield from self._observed()

    def _title(self, text: str, key: str) -> Row:
        cells: list[list[Flowable]] = [[self.texts.p(text, SMALL, bold=True)]]
        mark = Bookmark(key, text)
        return Row(cells, (self.sheet.width,), (self.tint,), keep=True, pad_y=2.4, bookmark=mark)

    def _heading(self, titles: Sequence[str], widths: Sequence[float]) -> Row:
        cells: list[list[Flowable]] = [[self.texts.p(title, TINY, bold=True)] for title in titles]
        return Row(cells, widths, (self.tint,) * len(titles), keep=True, pad_y=_PAD)

    def _note(self, text: str) -> Row:
        return Row([[self.texts.p(text, TINY)]], (self.sheet.width,), pad_y=_PAD)

    def _box(self, rows: Sequence[Row], repeat: Sequence[Row] = ()) -> Box:
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, repeat=repeat, accent=accent)

    def _zeros(self) -> Iterator[Box]:
        """What was programmed and closed with 0: who signs must see that it was not forgotten."""
        lists = (
            ("Sin captura, confirmado como 0 al cerrar", "confirmados", self.resumen.confirmados),
            ("Programado y capturado como 0", "reportados", self.resumen.reportados),
        )
        rows: list[Row] = []
        for title, key, found in lists:
            if found:
                count = sum(len(each.meses) for each in found)
                months = "1 mes" if count == 1 else f"{count:,} meses"
                rows.append(self._title(f"{title} ({months})", key))
                rows.append(self._note(_inline(found)))
        if rows:
            yield self._box(rows)

    def _justified(self) -> Iterator[Box]:
        found = self.resumen.justificadas
        if not found:
            return
        widths = tuple(self.sheet.width * share for share in _JUSTIFIED_SHARES)
        heading = self._heading(("Clave", "Mes", "% del periodo", "Justificación"), widths)
        rows = [self._title(f"Justificaciones ({len(found):,})", "justificaciones"), heading]
        p = self.texts.p
        for each in found[:MOST_JUSTIFIED]:
            cells: list[list[Flowable]] = [
                [p(each.clave, TINY, bold=True)],
                [p(MESES[each.mes - 1].capitalize(), TINY)],
                [p(format_porcentaje(each.porcentaje), TINY_RIGHT)],
                [p(each.justificacion, TINY)],
            ]
            rows.append(Row(cells, widths, pad_y=_PAD))
        left = len(found) - MOST_JUSTIFIED
        if left > 0:
            rows.append(self._note(_more(left, "justificación", "justificaciones")))
        yield self._box(rows, [heading])

    def _observed(self) -> Iterator[Box]:
        found = self.resumen.observaciones
        if not found:
            return
        widths = tuple(self.sheet.width * share for share in _OBSERVED_SHARES)
        heading = self._heading(("Clave", "Observación", "Respuesta"), widths)
        rows = [
            self._title(f"Observaciones y respuestas ({len(found):,})", "observaciones"),
            heading,
        ]
        rows += [self._observation(each, widths) for each in found]
        yield self._box(rows, [heading])

    def _observation(self, each: ObservacionCerrada, widths: Sequence[float]) -> Row:
        p, said = self.texts.p, each.observacion
        asked = f"{quien(said.nombre, said.cargo)}, {fecha_larga(said.cuando.date())}"
        answer: list[Flowable] = [p(said.respuesta or "Sin respuesta.", TINY)]
        if said.respondida is not None:
            by = quien(said.respondio, said.respondio_cargo)
            answer.append(p(f"{by}, {fecha_larga(said.respondida.date())}", TINY))
        answer.append(p(_outcome(said), TINY, bold=True))
        cells: list[list[Flowable]] = [
            [p(each.clave or "POA", TINY, bold=True)],
            [p(said.texto, TINY), p(asked, TINY)],
            answer,
        ]
        return Row(cells, widths, pad_y=_PAD)


def _outcome(said: ObservacionLinea) -> str:
    words = {
        EstadoObservacion.ATENDIDA: "Atendida.",
        EstadoObservacion.RESPONDIDA: "Respondida, sin dar por atendida.",
        EstadoObservacion.PENDIENTE: "Pendiente.",
    }
    return words[said.estado]


def _inline(found: Sequence[EnCero]) -> str:
    shown = "; ".join(
        f"{each.clave} ({meses_en_palabras(each.meses)})" for each in found[:MOST_ZEROS]
    )
    left = len(found) - MOST_ZEROS
    if left <= 0:
        return f"{shown}."
    return f"{shown}. {_more(left, 'línea', 'líneas')}"


def _more(left: int, one: str, many: str) -> str:
    noun = f"1 {one} más está" if left == 1 else f"{left:,} {many} más están"
    return f"{noun} en la hoja de evaluación del mismo folio."
