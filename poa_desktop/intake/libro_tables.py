"""Tables on the sheets of a workbook, found by their headings wherever they stand now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poa_desktop.intake.libro_cells import Wrong, texto
from poa_desktop.intake.xlsx_sheet import Cell, Rows
from poa_desktop.poa.periodos import MESES, MESES_CORTOS
from poa_desktop.poa.text import fold

_MESES = {
    fold(name): mes for names in (MESES, MESES_CORTOS) for mes, name in enumerate(names, start=1)
}
_SEARCHED = 60  # rows from the top in which a heading may stand


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table below its headings."""

    number: int
    cells: dict[int, Cell]

    def text(self, column: int) -> str:
        """What a cell says on one line, "" when it cannot be read."""
        return plain(self.cells.get(column))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the row of its headings, the column of each, and the rows below."""

    heading: int
    columns: dict[str, int]
    rows: Rows

    def column(self, head: str) -> int | None:
        """The column of a heading; None when it is not there."""
        return self.columns.get(fold(head))

    def below(self) -> Iterator[Row]:
        """Every row below the headings that holds something."""
        for number in sorted(self.rows):
            if number > self.heading:
                yield Row(number, self.rows[number])


def plain(cell: Cell | None) -> str:
    """A cell's text on one line, without blanks around; "" when it cannot be read."""
    text = texto(cell)
    return "" if isinstance(text, Wrong) else " ".join(text.split())


def find_table(rows: Rows, heads: Sequence[str]) -> Table | None:
    """The first row that has all of *heads*; None when there is none near the top."""
    wanted = {fold(head) for head in heads}
    for number in sorted(rows):
        if number > _SEARCHED:
            return None
        columns: dict[str, int] = {}
        for column, cell in sorted(rows[number].items()):
            columns.setdefault(fold(plain(cell)), column)
        if wanted <= columns.keys():
            return Table(number, columns, rows)
    return None


def month_columns(table: Table, block: str) -> dict[int, int]:
    """Month (1–12) → column, in the block of Calendario that is headed *block*."""
    groups = {
        column: fold(plain(cell))
        for column, cell in table.rows.get(table.heading - 1, {}).items()
        if plain(cell)
    }
    names = {fold(name): mes for mes, name in enumerate(MESES_CORTOS, start=1)}
    found: dict[int, int] = {}
    for column, cell in sorted(table.rows[table.heading].items()):
        head = groups.get(max((each for each in groups if each <= column), default=0), "")
        mes = names.get(fold(plain(cell)))
        if mes is not None and head == fold(block):
            found.setdefault(mes, column)
    return found


def parse_mes(text: str) -> int | None:
    """The month of "Marzo" or "mar"; None for anything else."""
    return _MESES.get(fold(text))
