"""The calendario as a table: programado and realizado of every línea, with totals per period."""

from dataclasses import replace

from PySide6.QtCore import QObject

from poa_desktop.poa.calendario import total
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import (
    MESES,
    MESES_CORTOS,
    Periodo,
    Temporalidad,
    periodo_anual,
    periodos_de,
)
from poa_desktop.ui.grid.look import CellLook, Column
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import Cantidad, GridRow
from poa_desktop.ui.session import Session

AMBOS = (Cantidad.PROGRAMADO, Cantidad.REALIZADO)
_SHORT = {Cantidad.PROGRAMADO: "Prog.", Cantidad.REALIZADO: "Real."}


class CalendarioModel(MonthGridModel):
    """The whole year of the shown líneas."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._meses: dict[str, tuple[int, ...]] = {}  # of every column of totals
        self._widest_of: tuple[GridRow, ...] = ()  # the rows whose longest texts are known
        self._widest = "", ""  # of the months, of the totals

    def periodos(self) -> tuple[Periodo, ...]:
        """The periods that have a total: those of the chosen period's kind (months and the year
        give quarters), and the year.
        """
        kind = self.session.periodo.temporalidad
        if kind in (Temporalidad.MENSUAL, Temporalidad.ANUAL):
            kind = Temporalidad.TRIMESTRAL
        return (*periodos_de(kind, self.ejercicio), periodo_anual(self.ejercicio))

    def make_columns(self, cantidades: tuple[Cantidad, ...]) -> tuple[Column, ...]:
        """The columns for the chosen period; which quantity it is matters when both are shown."""
        self._meses = {f"t{each.codigo}": each.meses for each in self.periodos()}
        kind = Column("cantidad", "", 46, frozen=True, tooltip="Programado o realizado")
        months = (
            Column(f"m{n}", MESES_CORTOS[n - 1].capitalize(), 38, 1, mes=n, tooltip=MESES[n - 1])
            for n in range(1, 13)
        )
        totals = (
            Column(f"t{each.codigo}", each.corto, 38, tooltip=f"Total: {each.en_palabras}")
            for each in self.periodos()
        )
        return (
            Column("clave", "Clave", 46, frozen=True, tooltip="Clave de la línea de acción"),
            Column("linea", "Línea de acción", 150, 12, frozen=True),
            Column("unidad", "Unidad", 84, frozen=True, tooltip="Unidad de medida"),
            *((kind,) if len(cantidades) > 1 else ()),
            *months,
            *totals,
        )

    def look(self, row: GridRow, column: Column) -> CellLook:
        assert row.linea is not None
        if column.mes is not None:
            current = column.mes in self.session.periodo.meses
            return replace(self.month_look(row, column.mes), current=current)
        if column.id == "clave":
            return CellLook(row.clave, left=True, soft=True)
        if column.id == "linea":
            return CellLook(row.linea.texto, left=True, wrap=True)
        if column.id == "unidad":
            return CellLook(row.linea.unidad_medida, left=True, wrap=True, soft=True)
        if column.id == "cantidad":
            return CellLook(_SHORT[row.cantidad], left=True, soft=True)
        return self._total_look(row, column)

    def _total_look(self, row: GridRow, column: Column) -> CellLook:
        values, meses = row.values, self._meses[column.id]
        summed = total(values, meses)
        captured = any(values[mes - 1] is not None for mes in meses)
        shown = summed or (captured and row.cantidad is Cantidad.REALIZADO)
        return CellLook(
            format_cantidad(summed) if shown else "", total=True, bold=column.id == "tA"
        )

    def widest(self, column: Column) -> str:
        if column.frozen:
            return ""
        if self._widest_of is not self.rows:  # once for all months, and for all totals
            self._widest_of, self._widest = self.rows, (self.widest_month(), self._widest_total())
        return self._widest[0 if column.mes is not None else 1]

    def _widest_total(self) -> str:
        year = {sum(filter(None, row.values)) for row in self.rows if row.linea is not None}
        return max(map(format_cantidad, year), key=len, default="")

    def tooltip(self, row: GridRow, column: Column) -> str:
        assert row.linea is not None
        if column.mes is not None:
            return self.month_tooltip(row, column.mes)
        if column.frozen:
            return f"{row.clave} · {row.linea.texto}\nUnidad: {row.linea.unidad_medida}"
        return ""
