"""The acta de cierre as PDF: what was closed, by whom, with what result, under which seal."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether

from poa_desktop.export import paleta
from poa_desktop.export.acta_en_palabras import (
    evidencias_en_palabras,
    lineas_en_palabras,
    observaciones_en_palabras,
)
from poa_desktop.export.pdf_acta_listas import ActaLists
from poa_desktop.export.pdf_acta_version import VersionBefore
from poa_desktop.export.pdf_box import Bookmark, Box, Row
from poa_desktop.export.pdf_explicacion import (
    explain_medida,
    justification_limits,
    months_range,
    thresholds,
)
from poa_desktop.export.pdf_firmas import firma_planeacion, firma_titular, signatures
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_sello import QUE_PRUEBA, dia_y_hora, quien, seal_box
from poa_desktop.export.pdf_text import (
    BODY,
    SMALL,
    SMALL_CENTERED,
    SMALL_RIGHT,
    TINY,
    Texts,
    in_color,
)
from poa_desktop.poa.cerrado import Cerrado, Cierres
from poa_desktop.poa.cifras import CifrasCongeladas, Parte
from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS, Medida
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.records import Regla
from poa_desktop.poa.resumen_cierre import ResumenCierre, resumen_de

_HEAD_SHARES = (0.245, 0.415, 0.14, 0.2)
_RESULT_SHARES = (0.38, 0.14, 0.14, 0.14, 0.2)
_LABEL_SHARE = 0.245
_PAD = 2.4
_RECOMPUTED = (
    "Las cifras son las que se sellaron: esta versión del programa calcula otras con el mismo "
    "contenido."
)


def write_acta_pdf(
    cerrado: Cerrado, cierres: Cierres, progress: Progress | None = None
) -> PdfOutput:
    """The acta of one version of a closed period, Letter portrait, from what it froze alone.

    *cierres* has the version before it, whose differences are listed. Where this program computes
    other figures than were frozen, the frozen ones are printed and a notice says so.
    """
    contenido, sello = cerrado.contenido, cerrado.sello
    resumen = resumen_de(contenido)
    periodo, poa, municipio = resumen.periodo, contenido.poa, contenido.municipio
    texts = Texts()
    if not contenido.cuadra:
        texts.warnings.append(_RECOMPUTED)
    sheet = Sheet(
        title=f"Acta de cierre, POA {poa.ejercicio} {poa.dependencia.nombre}, {periodo.corto}, "
        f"versión {sello.version}",
        subject=f"Acta de cierre: {periodo.en_palabras}",
        running=(
            f"Acta de cierre, POA {poa.ejercicio}, {municipio.gobierno}",
            f"{poa.dependencia.nombre} · {periodo.en_palabras}",
        ),
        serie=sello.folio,
        hoy=contenido.hoy,
        municipio=municipio,
        sello=sello,
    )
    acta = _Acta(sheet, texts, cerrado, cierres, resumen)
    return build_pdf(sheet, list(acta.story()), texts, progress)


class _Acta:
    """Makes the parts of one acta."""

    def __init__(
        self,
        sheet: Sheet,
        texts: Texts,
        cerrado: Cerrado,
        cierres: Cierres,
        resumen: ResumenCierre,
    ) -> None:
        self.sheet, self.texts = sheet, texts
        self.cerrado, self.cierres, self.resumen = cerrado, cierres, resumen
        self.sello, self.poa = cerrado.sello, cerrado.contenido.poa
        self.tint = sheet.paleta.suave

    def story(self) -> Iterator[Flowable]:
        """Every part, in printing order."""
        rows = (f"ACTA DE CIERRE, POA {self.poa.ejercicio}", self.sheet.municipio.gobierno)
        yield from masthead(rows, self.texts, self.sheet)
        yield self._head()
        yield self._paragraph(self._opening())
        before = VersionBefore(self.sheet, self.texts, self.cerrado, self.cierres)
        replaced = list(before.story())
        yield from replaced[:1]
        yield self._result()
        yield self._rule()
        yield self._counts()
        yield from replaced[1:]  # there may be pages of them: the result stands before
        yield from ActaLists(self.sheet, self.texts, self.resumen).story()
        if self.sello.nota:
            yield self._box([self._pair("Nota del cierre:", self.sello.nota)])
        yield KeepTogether(
            [
                seal_box(self.sheet, self.texts, self.sello, self.cierres),
                self._paragraph(QUE_PRUEBA, tiny=True),
                self._signatures(),
            ]
        )

    def _box(self, rows: Sequence[Row], *, whole: bool = False) -> Box:
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, whole=whole, accent=accent)

    def _paragraph(self, text: str, *, tiny: bool = False) -> Flowable:
        made = self.texts.p(text, TINY if tiny else BODY)
        made.spaceBefore = 5 if tiny else 8
        return made

    def _title(self, text: str, key: str) -> Row:
        cells: list[list[Flowable]] = [[self.texts.p(text, SMALL, bold=True)]]
        mark = Bookmark(key, text)
        return Row(cells, (self.sheet.width,), (self.tint,), keep=True, pad_y=_PAD, bookmark=mark)

    def _pair(self, label: str, value: str) -> Row:
        widths = (self.sheet.width * _LABEL_SHARE, self.sheet.width * (1 - _LABEL_SHARE))
        cells: list[list[Flowable]] = [
            [self.texts.p(label, SMALL, bold=True)],
            [self.texts.p(value, SMALL)],
        ]
        return Row(cells, widths, (self.tint, None), pad_y=_PAD)

    # -- what was closed -------------------------------------------------------------------

    def _head(self) -> Box:
        dependencia = self.poa.dependencia
        titular = quien(dependencia.titular_nombre, dependencia.titular_cargo)
        rows = [self._pair("DIRECCIÓN / JEFATURA:", dependencia.nombre.upper())]
        if titular:
            rows.append(self._pair("TITULAR:", titular))
        rows += [
            self._pair("EVALÚA:", self.poa.evaluador),
            self._quad(
                "PERIODO:", self.resumen.periodo.en_palabras, "EJERCICIO:", str(self.poa.ejercicio)
            ),
            self._quad("FOLIO:", self.sello.folio, "VERSIÓN:", str(self.sello.version)),
        ]
        return self._box(rows)

    def _quad(self, *texts: str) -> Row:
        widths = tuple(self.sheet.width * share for share in _HEAD_SHARES)
        cells: list[list[Flowable]] = [[self.texts.p(text, SMALL, bold=True)] for text in texts]
        return Row(cells, widths, (self.tint, None, self.tint, None), pad_y=_PAD)

    def _opening(self) -> str:
        municipio, sello = self.sheet.municipio, self.sello
        where = ", ".join(filter(None, (municipio.nombre, municipio.estado)))
        words = self.resumen.periodo.en_palabras
        begin = f"En {where}, el" if where else "El"
        who = quien(sello.nombre, sello.cargo) + ("," if sello.cargo else "")
        return (
            f"{begin} {dia_y_hora(sello.cuando)}, {who} cerró la evaluación "
            f"del Programa Operativo Anual {self.poa.ejercicio} de "
            f"{self.poa.dependencia.nombre}, {words[:1].lower()}{words[1:]}. Desde entonces sus "
            "meses no admiten cambios mientras el periodo no se reabra con un motivo."
        )

    # -- the result ------------------------------------------------------------------------

    def _result(self) -> Box:
        now, year = self.resumen.cifras, self.resumen.acumulado
        months = months_range(self.resumen.periodo.meses_acumulados)
        rows = [self._title("Resultado", "resultado"), self._result_heading()]
        parts = [("Programas", Parte.PROGRAMAS), ("Actividades", Parte.ACTIVIDADES)]
        present = [bool(self.poa.programas), bool(self.poa.actividades)]
        if all(present):
            rows += [self._figures(name, now.medidas[part]) for name, part in parts]
        rows.append(self._figures("TOTAL DEL PERIODO", now.total, strong=True))
        rows.append(self._figures(f"ACUMULADO {months}", year.total, strong=True))
        return self._box(rows, whole=True)

    def _result_heading(self) -> Row:
        titles = ("", "Proyectadas", "Realizadas", "Porcentaje", "Semáforo")
        cells: list[list[Flowable]] = [
            [self.texts.p(title, SMALL_CENTERED, bold=True)] if title else [] for title in titles
        ]
        return Row(cells, self._result_widths(), (self.tint,) * 5, keep=True, pad_y=1.9)

    def _result_widths(self) -> tuple[float, ...]:
        return tuple(self.sheet.width * share for share in _RESULT_SHARES)

    def _figures(self, name: str, medida: Medida, *, strong: bool = False) -> Row:
        p, light = self.texts.p, medida.semaforo
        shown = f"{paleta.SEMAFORO_SIGNO[light]} {light.palabra}"
        word = in_color(SMALL, paleta.SEMAFORO_TINTA[light])
        cells: list[list[Flowable]] = [
            [p(name, SMALL, bold=strong)],
            [p(_counted(medida, medida.proyectadas), SMALL_RIGHT, bold=strong)],
            [p(_counted(medida, medida.realizadas), SMALL_RIGHT, bold=strong)],
            [p(format_porcentaje(medida.porcentaje), SMALL_RIGHT, bold=strong)],
            [p(shown, word, bold=True)],
        ]
        plain = self.tint if strong else None
        fills = (plain, plain, plain, plain, paleta.SEMAFORO_FONDO[light])
        return Row(cells, self._result_widths(), fills, pad_y=_PAD)

    def _rule(self) -> Box:
        reglas, cifras = self.poa.reglas, self.resumen.cifras
        rows = [
            self._title("Cómo se obtiene el porcentaje", "regla"),
            self._pair("Del periodo:", _explained(cifras)),
            self._pair("Acumulado:", _explained(self.resumen.acumulado)),
            self._pair("Regla:", REGLAS_EN_PALABRAS[cifras.regla]),
            self._pair("Semáforo:", thresholds(reglas)),
            self._pair("Justificación:", justification_limits(reglas)),
        ]
        return self._box(rows, whole=True)

    def _counts(self) -> Box:
        rows = [
            self._title("Qué se cerró", "conteos"),
            self._pair("Líneas de acción:", lineas_en_palabras(self.resumen, self.poa)),
        ]
        acts, done = self.resumen.actos_proyectados, self.resumen.actos_realizados
        said = f"{acts:,} proyectados: {done:,} realizados, {acts - done:,} sin realizar."
        rows.append(self._pair("Actos:", said))
        rows.append(self._pair("Evidencias:", evidencias_en_palabras(self.resumen)))
        rows.append(self._pair("Observaciones:", observaciones_en_palabras(self.resumen)))
        return self._box(rows, whole=True)

    # -- who signs -------------------------------------------------------------------------

    def _signatures(self) -> Box:
        firmas = (
            firma_titular("Por la dependencia", self.poa),
            firma_planeacion("Por la Dirección de Planeación", self.poa),
        )
        words = self.resumen.periodo.en_palabras
        shown = format_porcentaje(self.resumen.cifras.total.porcentaje)
        what = (
            f"Se firma: acta de cierre {self.sello.folio}, versión {self.sello.version}, "
            f"{words[:1].lower()}{words[1:]}: {shown}"
        )
        return signatures(self.sheet, self.texts, what, firmas)


def _counted(medida: Medida, count: int | None) -> str:
    if count is None:
        return "—"
    return format_cantidad(count) if medida.regla is Regla.CANTIDADES else f"{count:,}"


def _explained(cifras: CifrasCongeladas) -> str:
    planned = sum(each.porcentaje is not None for each in cifras.lineas.values())
    return explain_medida(cifras.total, planned)
