"""The formulas of the sheet Evaluación: the evaluation of the program, written for a spreadsheet.

Only functions that Excel 2010 and LibreOffice share, none volatile, no array formulas. Sums of
decimals are rounded to two places before they are compared, because 0.1 + 0.2 is not 0.3 in a
spreadsheet. Nothing divides by zero: without programado the result is "—".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from poa_desktop.export import sheet_calendario as calendario
from poa_desktop.export.sheet_cells import letter
from poa_desktop.poa.evaluacion import EstadoLinea
from poa_desktop.poa.records import Regla
from poa_desktop.poa.semaforo import Semaforo

NONE = "—"
PROGRAMA, COMPONENTE, ACTIVIDAD, LINEA = "Programa", "Componente", "Actividad", "Línea"
BLOCKS, LINES = (PROGRAMA, ACTIVIDAD), (COMPONENTE, LINEA)
NO_APLICA = "No aplica"
SOBRE = f"{Semaforo.VERDE.palabra}, {EstadoLinea.SOBRECUMPLIMIENTO.etiqueta.lower()}"
SIN_PROGRAMAR = EstadoLinea.REALIZADO_SIN_PROGRAMAR.etiqueta
MIXED = "Unidades_distintas>0"


@dataclass(frozen=True, slots=True)
class PeriodColumns:
    """The six columns of one period in Evaluación, from *first* on, and its months."""

    first: int
    meses: tuple[int, ...]

    @property
    def programado(self) -> str:
        """Column letter of the quantity programada."""
        return letter(self.first)

    @property
    def realizado(self) -> str:
        """Column letter of the quantity realizada."""
        return letter(self.first + 1)

    @property
    def proyectadas(self) -> str:
        """Column letter of the acts proyectados."""
        return letter(self.first + 2)

    @property
    def realizadas(self) -> str:
        """Column letter of the acts realizados."""
        return letter(self.first + 3)

    @property
    def porcentaje(self) -> str:
        """Column letter of the percentage."""
        return letter(self.first + 4)


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rows of blocks and líneas stand in Evaluación, and the column of their Tipo."""

    first: int
    last: int
    tipo: str

    def area(self, column: str) -> str:
        """All rows of a column."""
        return f"{column}${self.first}:{column}${self.last}"

    @property
    def tipos(self) -> str:
        """The Tipo of every row."""
        return f"${self.tipo}${self.first}:${self.tipo}${self.last}"


def line_programado(columns: PeriodColumns, row: int) -> str:
    """Quantity programada of a línea, from its *row* in Calendario."""
    area = calendario.span(calendario.PROGRAMADO, columns.meses, row)
    return f"=ROUND(SUM({calendario.TITLE}!{area}),2)"


def line_realizado(columns: PeriodColumns, row: int) -> str:
    """Quantity realizada of a línea; sin capturar counts 0."""
    area = calendario.span(calendario.REALIZADO, columns.meses, row)
    return f"=ROUND(SUM({calendario.TITLE}!{area}),2)"


def line_proyectadas(columns: PeriodColumns, row: int) -> str:
    """Acts proyectados: months with programado > 0."""
    area = calendario.span(calendario.PROGRAMADO, columns.meses, row)
    return f'=COUNTIF({calendario.TITLE}!{area},">0")'


def line_realizadas(columns: PeriodColumns, row: int, own_row: int) -> str:
    """Acts realizados: scheduled months whose cumulated programado the realizado reaches."""
    sheet = calendario.TITLE
    planned = calendario.span(calendario.PROGRAMADO, columns.meses, row)
    reached = f"{sheet}!{calendario.span(calendario.ACUMULADO, columns.meses, row)}"
    if columns.meses[0] > 1:
        before = letter(calendario.ACUMULADO + columns.meses[0] - 2)
        reached += f"-{sheet}!{before}{row}"
    done = f"{columns.realizado}{own_row}"
    return f"=SUMPRODUCT(({sheet}!{planned}>0)*(ROUND({reached},2)<={done}))"


def ratio(numerator: str, denominator: str) -> str:
    """numerator / denominator, or "—" when there is nothing to divide by."""
    return f'=IF({denominator}=0,"{NONE}",{numerator}/{denominator})'


def _per_line(columns: PeriodColumns, first: int, last: int) -> tuple[str, str]:
    planned = f"{columns.programado}{first}:{columns.programado}{last}"
    done = f"{columns.realizado}{first}:{columns.realizado}{last}"
    return planned, done


def capped(planned: str, done: str) -> str:
    """Σ min(realizado / programado, 1) over líneas with programado; no division by zero."""
    share = f"({done}>={planned})+({done}<{planned})*{done}/({planned}+({planned}=0))"
    return f"({planned}>0)*({share})"


def block_percent(regla: Regla, columns: PeriodColumns, row: int, lines: int) -> str:
    """Percentage of a programa or actividad with *lines* rows below its own, under the rule."""
    planned_acts = f"{columns.proyectadas}{row}"
    done_acts = f"{columns.realizadas}{row}"
    if not lines:
        return f'="{NONE}"'
    planned, done = _per_line(columns, row + 1, row + lines)
    if regla is Regla.ACTIVIDADES:
        return f'=IF({planned_acts}=0,"{NONE}",IF({done_acts}={planned_acts},1,0))'
    if regla is Regla.PROMEDIO:
        return ratio(f"SUMPRODUCT({capped(planned, done)})", f'COUNTIF({planned},">0")')
    if regla is Regla.CANTIDADES:
        quantity = f'SUMIF({planned},">0",{done})/SUM({planned})'
        return f'=IF({MIXED},"{NONE}",IF(SUM({planned})=0,"{NONE}",{quantity}))'
    return ratio(done_acts, planned_acts)


def block_sum(column: str, row: int, lines: int) -> str:
    """Sum of the líneas below a block's row."""
    return f"=SUM({column}{row + 1}:{column}{row + lines})" if lines else "=0"


@dataclass(frozen=True, slots=True)
class Measure:
    """The formulas of a group under a rule: two figures and their percentage.

    *offset* is the column of the first figure within the period, None without figures.
    """

    offset: int | None
    proyectadas: str
    realizadas: str
    porcentaje: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the blocks with their líneas: the programas, the actividades, or both."""

    table: Table
    blocks: Sequence[str]
    lines: Sequence[str]

    def measure(self, regla: Regla, columns: PeriodColumns, row: int) -> Measure:
        """How the group is measured under a rule in its own *row* of Evaluación."""
        if regla is Regla.PROMEDIO:
            return Measure(None, "", "", self._average(columns))
        if regla is Regla.CANTIDADES:
            planned, done = f"{columns.programado}{row}", f"{columns.realizado}{row}"
            division = ratio(done, planned).removeprefix("=")
            percent = f'=IF({MIXED},"{NONE}",{division})'
            return Measure(0, self._planned(columns), self._done(columns), percent)
        percent = ratio(f"{columns.realizadas}{row}", f"{columns.proyectadas}{row}")
        if regla is Regla.ACTIVIDADES:
            return Measure(2, self._due_blocks(columns), self._done_blocks(columns), percent)
        due, met = self._acts(columns.proyectadas), self._acts(columns.realizadas)
        return Measure(2, due, met, percent)

    def _is(self, tipos: Sequence[str]) -> str:
        return "+".join(f'({self.table.tipos}="{tipo}")' for tipo in tipos)

    def _acts(self, column: str) -> str:
        """Sum of a column of acts over the blocks."""
        area = self.table.area(column)
        parts = [f'SUMIF({self.table.tipos},"{tipo}",{area})' for tipo in self.blocks]
        return f"={'+'.join(parts)}"

    def _due_blocks(self, columns: PeriodColumns) -> str:
        """How many blocks have acts."""
        area = self.table.area(columns.proyectadas)
        parts = [f'COUNTIFS({self.table.tipos},"{tipo}",{area},">0")' for tipo in self.blocks]
        return f"={'+'.join(parts)}"

    def _done_blocks(self, columns: PeriodColumns) -> str:
        """How many blocks have acts and all of them done."""
        planned = self.table.area(columns.proyectadas)
        done = self.table.area(columns.realizadas)
        chosen = f"({self._is(self.blocks)})"
        return f"=SUMPRODUCT({chosen}*({planned}>0)*({planned}={done}))"

    def _planned(self, columns: PeriodColumns) -> str:
        """Σ programado; no number when the units differ."""
        area = self.table.area(columns.programado)
        parts = [f'SUMIF({self.table.tipos},"{tipo}",{area})' for tipo in self.lines]
        return f'=IF({MIXED},"{NONE}",ROUND({"+".join(parts)},2))'

    def _done(self, columns: PeriodColumns) -> str:
        """Σ realizado of the líneas with programado; no number when the units differ."""
        planned = self.table.area(columns.programado)
        area = self.table.area(columns.realizado)
        parts = [
            f'SUMIFS({area},{self.table.tipos},"{tipo}",{planned},">0")' for tipo in self.lines
        ]
        return f'=IF({MIXED},"{NONE}",ROUND({"+".join(parts)},2))'

    def _average(self, columns: PeriodColumns) -> str:
        """Mean over the líneas with programado of min(realizado / programado, 1)."""
        planned = self.table.area(columns.programado)
        done = self.table.area(columns.realizado)
        chosen = f"({self._is(self.lines)})"
        counts = [f'COUNTIFS({self.table.tipos},"{tipo}",{planned},">0")' for tipo in self.lines]
        count = "+".join(counts)
        shares = f"SUMPRODUCT({chosen}*{capped(planned, done)})"
        return f'=IF({count}=0,"{NONE}",{shares}/({count}))'


def word(percent: str, otherwise: str, *, over: bool = False) -> str:
    """The semáforo in words of a percentage cell, by the exact value.

    *otherwise* is the expression for a cell without a number. Eleven decimals are kept: a
    double has no more to tell a threshold from a value that equals it.
    """
    exact = f"ROUND({percent},11)"
    light = (
        f'IF({exact}>=Umbral_verde,"{Semaforo.VERDE.palabra}",'
        f'IF({exact}>=Umbral_amarillo,"{Semaforo.AMARILLO.palabra}","{Semaforo.ROJO.palabra}"))'
    )
    if over:
        light = f'IF({exact}>Umbral_sobre,"{SOBRE}",{light})'
    return f"=IF(ISNUMBER({percent}),{light},{otherwise})"


def line_word(columns: PeriodColumns, row: int) -> str:
    """The semáforo of a línea in words, with what only a línea can be."""
    without = f'IF({columns.realizado}{row}>0,"{SIN_PROGRAMAR}","{Semaforo.GRIS.palabra}")'
    return word(f"{columns.porcentaje}{row}", without, over=True)
