"""What an acta says of the version it replaces: the reapertura, the figures, every difference."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from poa_desktop.export.pdf_box import Bookmark, Box, Row
from poa_desktop.export.pdf_explicacion import months_range
from poa_desktop.export.pdf_frame import Sheet
from poa_desktop.export.pdf_sello import dia_y_hora, quien
from poa_desktop.export.pdf_text import SMALL, SMALL_CENTERED, SMALL_RIGHT, TINY, Texts
from poa_desktop.poa.cerrado import Cerrado, Cierres
from poa_desktop.poa.cifras import Ventana, cifras_congeladas
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import Medida
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import MESES, Periodo
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.versiones import CambioVersion
from poa_desktop.poa.versiones_hoja import comparar_versiones
from poa_desktop.tablero.gauge_shape import count_text

_FIGURE_SHARES = (0.4, 0.3, 0.3)
_CHANGE_SHARES = (0.09, 0.21, 0.12, 0.29, 0.29)
_PAD = 1.9


class VersionBefore:
    """Makes the part about the version before; nothing for a first version."""

    def __init__(self, sheet: Sheet, texts: Texts, cerrado: Cerrado, cierres: Cierres) -> None:
        self.sheet, self.texts = sheet, texts
        self.now, self.cierres = cerrado, cierres
        periodo = cerrado.contenido.periodo
        assert periodo is not None
        self.periodo: Periodo = periodo
        self.tint = sheet.paleta.suave

    def story(self) -> Iterator[Flowable]:
        """The box with the reapertura and the figures, then the box with the differences."""
        number = self.now.sello.version - 1
        if number < 1:
            return
        sello = self.cierres.sello(self.periodo, number)
        assert sello is not None  # asked for by its number
        rows = [
            self._title(f"Sustituye a la versión {number}", "sustituye"),
            self._note(self._replaced(sello)),
        ]
        try:
            before = Cerrado(sello, self.cierres.leer(sello))
            rows += self._figures(before)
            changes = comparar_versiones(before.contenido, self.now.contenido)
        except PoaError as error:  # the acta of this version stands, whatever became of that one
            self.texts.warnings.append(f"Sin las diferencias con la versión {number}: {error}")
            rows.append(self._note(f"Lo que cambió no se puede enumerar: {error}"))
            yield self._box(rows)
            return
        yield self._box(rows)
        yield self._changes(changes, number)

    def _replaced(self, sello: Sello) -> str:
        said = f"Folio {sello.folio}, sello {sello.corta}, del {dia_y_hora(sello.cuando)}."
        reopened = self.cierres.reapertura(self.periodo, sello.version)
        if reopened is None:
            return said
        return (
            f"{said} Se reabrió el {dia_y_hora(reopened.cuando)} por "
            f"{quien(reopened.nombre, reopened.cargo)}, con el folio {reopened.folio}. "
            f"Motivo: {reopened.nota}"
        )

    def _figures(self, before: Cerrado) -> Iterator[Row]:
        widths = tuple(self.sheet.width * share for share in _FIGURE_SHARES)
        titles = ("", f"Versión {before.sello.version}", f"Versión {self.now.sello.version}")
        cells: list[list[Flowable]] = [
            [self.texts.p(title, SMALL_CENTERED, bold=True)] if title else [] for title in titles
        ]
        yield Row(cells, widths, (self.tint,) * 3, keep=True, pad_y=_PAD)
        names = {
            Ventana.DEL_PERIODO: "Total del periodo",
            Ventana.ACUMULADO: f"Acumulado {months_range(self.periodo.meses_acumulados)}",
        }
        for ventana, name in names.items():
            pair = [cifras_congeladas(each.contenido, ventana) for each in (before, self.now)]
            shown = [self.texts.p(_figure(each.total), SMALL_RIGHT, bold=True) for each in pair]
            row: list[list[Flowable]] = [
                [self.texts.p(name, SMALL)],
                *([each] for each in shown),
            ]
            yield Row(row, widths, pad_y=_PAD)

    def _changes(self, changes: Sequence[CambioVersion], number: int) -> Box:
        title = f"Diferencias con la versión {number} ({len(changes):,})"
        rows = [self._title(title, "diferencias")]
        if not changes:
            rows.append(self._note("Ninguna en lo que se imprime del periodo."))
            return self._box(rows)
        widths = tuple(self.sheet.width * share for share in _CHANGE_SHARES)
        titles = ("Clave", "Qué", "Mes", "Antes", "Después")
        heads: list[list[Flowable]] = [[self.texts.p(each, TINY, bold=True)] for each in titles]
        heading = Row(heads, widths, (self.tint,) * len(titles), keep=True, pad_y=_PAD)
        rows += [heading, *(self._change(each, widths) for each in changes)]
        return self._box(rows, [heading])

    def _change(self, each: CambioVersion, widths: Sequence[float]) -> Row:
        month = MESES[each.mes - 1].capitalize() if each.mes else "—"
        texts = (each.clave, each.campo, month, each.antes or "—", each.despues or "—")
        cells: list[list[Flowable]] = [
            [self.texts.p(text, TINY, bold=place == 0)] for place, text in enumerate(texts)
        ]
        return Row(cells, widths, pad_y=_PAD)

    def _title(self, text: str, key: str) -> Row:
        cells: list[list[Flowable]] = [[self.texts.p(text, SMALL, bold=True)]]
        mark = Bookmark(key, text)
        return Row(cells, (self.sheet.width,), (self.tint,), keep=True, pad_y=2.4, bookmark=mark)

    def _note(self, text: str) -> Row:
        return Row([[self.texts.p(text, SMALL)]], (self.sheet.width,), pad_y=2.4)

    def _box(self, rows: Sequence[Row], repeat: Sequence[Row] = ()) -> Box:
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, repeat=repeat, accent=accent)


def _figure(medida: Medida) -> str:
    count = count_text(medida)
    shown = f"{format_porcentaje(medida.porcentaje)}   {medida.semaforo.palabra}"
    return f"{count} = {shown}" if count else shown
