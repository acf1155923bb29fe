"""Planned and spent on the evaluation sheet: one row per actividad that has either."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from poa_desktop.export.pdf_box import Box, Row
from poa_desktop.export.pdf_explicacion import months_range
from poa_desktop.export.pdf_frame import Sheet
from poa_desktop.export.pdf_text import SMALL, TINY, TINY_RIGHT, Texts
from poa_desktop.poa.formats import format_dinero, format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Poa
from poa_desktop.tablero.inversion import InversionData, inversion_de, porcentaje_ejercido
from poa_desktop.tablero.scope import alcance_de

_SHARES = (4.9, 45.1, 14.0, 13.0, 13.0, 10.0)  # per cent of the width
_PAD = 1.9


def spending_box(sheet: Sheet, texts: Texts, poa: Poa, periodo: Periodo) -> list[Box]:
    """The table, or nothing where no amount is planned and nothing was spent.

    Amounts are pesos; spent is counted by the date of each gasto, in the period and from January
    to its end. Only actividades have gastos, and programas are never added to them.
    """
    shown = [each for each in poa.actividades if each.ficha.inversion.monto or each.gastos]
    if not shown:
        return []
    return [_Spending(sheet, texts, poa, periodo).box(shown)]


class _Spending:
    """Makes the rows of one sheet."""

    def __init__(self, sheet: Sheet, texts: Texts, poa: Poa, periodo: Periodo) -> None:
        self.sheet, self.texts, self.poa, self.periodo = sheet, texts, poa, periodo
        self.widths = tuple(sheet.width * share / 100 for share in _SHARES)

    def box(self, actividades: Sequence[Actividad]) -> Box:
        """Title, headings, a row each, the sum."""
        title = Row(
            [[self.texts.p("Inversión de las actividades", SMALL, bold=True)]],
            (self.sheet.width,),
            (self.sheet.paleta.suave,),
            keep=True,
            pad_y=2.4,
        )
        head = self._row(
            ("No.", "Actividad", "Programada", f"Ejercida en {self.periodo.corto}",
             f"Ejercida {months_range(self.periodo.meses_acumulados)}", "% ejercido"),
            heading=True,
        )  # fmt: skip
        rows = [title, head]
        for each in actividades:
            data = inversion_de(alcance_de(self.poa, TipoLugar.ACTIVIDAD, each.id), self.periodo)
            rows.append(self._figures(each.clave, each.nombre, data, self._until(each)))
        whole = inversion_de(alcance_de(self.poa, TipoLugar.POA, self.poa.id), self.periodo)
        until = sum(map(self._until, self.poa.actividades), Decimal(0))
        rows[-1].keep = True
        rows.append(self._figures("", "SUMA DE LAS ACTIVIDADES", whole, until, heading=True))
        accent = self.sheet.paleta.institucional
        return Box(rows, self.sheet.height, repeat=[head], accent=accent)

    def _until(self, actividad: Actividad) -> Decimal:
        first, last = date(self.periodo.ejercicio, 1, 1), self.periodo.fin
        spent = (each.importe for each in actividad.gastos if first <= each.fecha <= last)
        return sum(spent, Decimal(0))

    def _figures(
        self,
        clave: str,
        name: str,
        data: InversionData,
        until: Decimal,
        *,
        heading: bool = False,
    ) -> Row:
        planned = data.cifra if data.programado is None else format_dinero(data.programado)
        share = _share(data.programado, until)
        texts = (
            clave, " ".join(name.split()), planned, format_dinero(data.en_periodo or Decimal(0)),
            format_dinero(until), share,
        )  # fmt: skip
        return self._row(texts, heading=heading)

    def _row(self, texts: Sequence[str], *, heading: bool = False) -> Row:
        styles = (TINY, TINY, *(TINY_RIGHT,) * 4)
        cells = [
            [self.texts.p(text, style, bold=heading)]
            for text, style in zip(texts, styles, strict=True)
        ]
        fills = (self.sheet.paleta.suave if heading else None,) * len(cells)
        return Row(cells, self.widths, fills, keep=heading, pad_y=_PAD)


def _share(planned: Decimal | None, spent: Decimal) -> str:
    """Who signs is told what exceeds the plan."""
    share = format_porcentaje(porcentaje_ejercido(planned, spent))
    return f"{share}, excede" if planned and spent > planned else share
