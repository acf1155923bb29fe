"""The rows of one programa or actividad: its data, its líneas and its results box."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from poa_desktop.intake.findings import Findings, renglon
from poa_desktop.intake.text_labels import ENCABEZADOS, Etiqueta, Label, read_label, read_results
from poa_desktop.intake.text_rows import Cell, Row
from poa_desktop.poa.text import fold

_PAGE = re.compile(r"pag(?:ina|\.)? ?[0-9]+(?: ?(?:de|/) ?[0-9]+)?")
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Texto:
    """A text of the document and the row it stands in."""

    row: int
    text: str


@dataclass(slots=True)
class RawBlock:
    """One programa or actividad as the document says it, nothing interpreted yet."""

    etiqueta: Etiqueta
    row: int
    numero: int | None
    nombre: str
    datos: dict[Etiqueta, Texto] = field(default_factory=dict)
    lineas: list[Texto] = field(default_factory=list)
    after_blank: int = 0


def values_of(label: Label, cells: Iterable[Cell]) -> list[str]:
    """The texts that stand beside a label: the rest of its cell, then the other cells."""
    return [text for text in (label.rest, *(cell.text for cell in cells)) if text]


class BlockReader:
    """Reads the table of one block, row by row; blank rows do not end it.

    Only the header row and the labels of the results box say which column is which: documents
    shift the whole table by a leading empty cell, and undo the shift after a break.
    """

    def __init__(self, block: RawBlock, findings: Findings) -> None:
        self.block = block
        self._findings = findings
        self._linea_column: int | None = None
        self._results_column: int | None = None
        self._broken = False
        self._beside: Cell | None = None

    def take_dato(self, row: Row, etiqueta: Etiqueta, text: str) -> None:
        """Keep a value of the block; a second one of the same label is reported."""
        if etiqueta not in self.block.datos:
            self.block.datos[etiqueta] = Texto(row.number, text)
        elif text:
            self._findings.not_understood(row.number, text)

    def take_row(self, row: Row) -> None:
        """Read one row of the table."""
        cells = self._without_headers(row)
        if not cells:
            return
        if row.after_blank and self.block.lineas:
            self._broken = True
        loose: list[Cell] = []
        first_result: int | None = None
        for cell in cells:
            if self._take_results(row, cell):
                first_result = cell.column if first_result is None else first_result
            else:
                loose.append(cell)
        self._take_loose(row, loose, first_result)

    def _without_headers(self, row: Row) -> list[Cell]:
        others: list[Cell] = []
        headers: dict[Etiqueta, int] = {}
        for cell in row.cells:
            label = read_label(cell)
            if label is None or not self._is_header(label):
                others.append(cell)
                continue
            headers[label.etiqueta] = cell.column
            if label.rest:
                self._take_linea(row, label.rest)
        if Etiqueta.LINEAS in headers:
            self._linea_column = headers[Etiqueta.LINEAS]
            self._results_column = self._linea_column + 1
            self._broken = False
        self._results_column = headers.get(Etiqueta.RESULTADOS, self._results_column)
        return others

    def _is_header(self, label: Label) -> bool:
        """The heads of the columns; later, a sentence that begins with the word is a línea."""
        if label.etiqueta not in ENCABEZADOS:
            return False
        first = label.etiqueta is Etiqueta.LINEAS and self._linea_column is None
        return first or not label.rest

    def _take_results(self, row: Row, cell: Cell) -> bool:
        column = self._results_column
        results = read_results(cell, in_results=column is not None and cell.column >= column)
        if results is None:
            return False
        if results.before:
            self._take_linea(row, results.before)
        elif self._linea_column is None or cell.column > self._linea_column:
            self._results_column = cell.column
        values = list(results.values)
        if len(values) == 1 and not values[0][1]:
            values = [(values[0][0], self._value_beside(row, cell))]
        for etiqueta, text in values:
            self.take_dato(row, etiqueta, text)
        return True

    def _value_beside(self, row: Row, label: Cell) -> str:
        """The text in the cell to the right of a label that stands alone."""
        beside = [cell for cell in row.cells if cell.column == label.column + 1]
        if beside and read_results(beside[0], in_results=False) is None:
            self._beside = beside[0]
            return beside[0].text
        return ""

    def _take_loose(self, row: Row, loose: list[Cell], first_result: int | None) -> None:
        """Tell líneas from texts that nobody can place."""
        loose = [cell for cell in loose if cell is not self._beside]
        candidates = [cell for cell in loose if self._is_linea(row, cell, first_result)]
        chosen = next(
            (cell for cell in candidates if cell.column == self._linea_column),
            candidates[0] if candidates else None,
        )
        for cell in loose:
            if cell is chosen:
                self._take_linea(row, cell.text)
            else:
                self._findings.not_understood(row.number, cell.text)

    def _is_linea(self, row: Row, cell: Cell, first_result: int | None) -> bool:
        if _looks_foreign(cell):
            return False
        if cell.column == self._linea_column:
            return True
        if first_result is not None:
            return cell.column < first_result or first_result == self._linea_column
        if self._results_column is None:
            return False
        return cell.column < self._results_column or cell.column + 1 < row.width

    def _take_linea(self, row: Row, text: str) -> None:
        texts = text.split("\n")
        if len(texts) > 1:
            self._findings.aviso(
                "lineas_en_una_celda",
                renglon(row.number),
                f"Una sola celda traía {len(texts)} párrafos: se importaron como {len(texts)} "
                "líneas de acción.",
                "Revise que cada una sea una línea de acción.",
            )
        for each in texts:
            self.block.lineas.append(Texto(row.number, each))
            self.block.after_blank += self._broken


def _looks_foreign(cell: Cell) -> bool:
    """A page number, or a label that the form does not have."""
    text = cell.text
    if _PAGE.fullmatch(fold(text[:_LONGEST_LABEL])):
        return True
    lead = cell.lead
    is_label = text.endswith(":") and len(text) <= _LONGEST_LABEL
    return is_label or (lead.endswith(":") and len(lead) <= _LONGEST_LABEL)
