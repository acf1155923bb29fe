"""The parts of the document, row by row: heads, two-column boxes, blocks, signature."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from poa_desktop.intake.findings import Findings
from poa_desktop.intake.text_blocks import BlockReader, RawBlock, Texto, values_of
from poa_desktop.intake.text_labels import (
    BLOQUES,
    COLUMNAS,
    DATOS,
    Etiqueta,
    Label,
    read_label,
)
from poa_desktop.intake.text_rows import Cell, Row
from poa_desktop.poa.text import fold

_TITLE = re.compile(
    r"(?:poa|(?:programa|plan) operativo anual(?: \(?poa\)?)?)"
    r"(?: del)?(?: ejercicio)?(?: fiscal)?[ :,-]*(20[0-9]{2})?"
)
_GOBIERNO = re.compile(
    r"(?:(?:h\.? )?(?:gobierno|ayuntamiento)(?: (?:municipal|constitucional))*|municipio) de .+"
)
_OF_BLOCK = (Etiqueta.ESTRATEGIA, Etiqueta.EJE)


class _Part(Enum):
    HEAD = auto()
    COLUMNS = auto()
    BLOCK = auto()
    SIGNATURE = auto()
    BETWEEN = auto()


@dataclass(slots=True)
class RawDocument:
    """The texts of a document by their place in the form, nothing interpreted yet."""

    titled: bool = False
    ejercicio: int | None = None
    gobierno: Texto | None = None
    dependencias: list[Texto] = field(default_factory=list)
    columnas: dict[Etiqueta, list[Texto]] = field(default_factory=dict)
    sueltos: list[Texto] = field(default_factory=list)
    datos: dict[Etiqueta, Texto] = field(default_factory=dict)
    bloques: list[RawBlock] = field(default_factory=list)
    firma: list[Texto] = field(default_factory=list)


class DocumentReader:
    """Hands each row to the part of the document that it belongs to."""

    def __init__(self, findings: Findings) -> None:
        self.document = RawDocument()
        self._findings = findings
        self._part = _Part.HEAD
        self._heads: dict[int, Etiqueta] = {}
        self._block: BlockReader | None = None

    def take(self, row: Row) -> None:
        """Read one row."""
        first = read_label(row.cells[0])
        if self._take_title(row):
            return
        if first is not None and first.etiqueta in BLOQUES:
            self._open_block(row, first)
        elif first is not None and self._is_dato(row, first):
            self._take_dato(row, first)
        elif not self._take_heads(row):
            self._take_content(row)

    def _is_dato(self, row: Row, label: Label) -> bool:
        """In a block, a línea may begin with "Objetivo: …"; the label of the form is bold."""
        if label.etiqueta is Etiqueta.OBJETIVO and self._part is _Part.BLOCK:
            return bool(row.cells[0].lead)
        return label.etiqueta in DATOS

    def _take_title(self, row: Row) -> bool:
        if len(row.cells) != 1 or len(row.text) > 200:
            return False
        key = fold(row.text).strip(" .:#*_")
        title = _TITLE.fullmatch(key)
        if title is not None:
            return self._take_ejercicio(row, title[1])
        if self._part is not _Part.HEAD or not _GOBIERNO.fullmatch(key):
            return self.document.gobierno is not None and key == fold(self.document.gobierno.text)
        if self.document.gobierno is not None:
            return False
        self.document.gobierno = Texto(row.number, row.text)
        return True

    def _take_ejercicio(self, row: Row, year: str | None) -> bool:
        self.document.titled = True
        if year is None:
            return True
        if self.document.ejercicio is None:
            self.document.ejercicio = int(year)
        elif self.document.ejercicio != int(year):
            self._findings.not_understood(row.number, row.text)
        return True

    def _open_block(self, row: Row, label: Label) -> None:
        values = values_of(label, row.cells[1:])
        block = RawBlock(label.etiqueta, row.number, label.numero, values[0] if values else "")
        self._reject(row, values[1:])
        self.document.bloques.append(block)
        self._block = BlockReader(block, self._findings)
        self._part = _Part.BLOCK

    def _reject(self, row: Row, texts: list[str]) -> None:
        for text in texts:
            self._findings.not_understood(row.number, text)

    def _take_dato(self, row: Row, label: Label) -> None:
        values = values_of(label, row.cells[1:])
        if label.etiqueta in _OF_BLOCK:
            self._take_of_block(row, label.etiqueta, values)
            return
        self._block = None
        self._part = _Part.BETWEEN
        if label.etiqueta is Etiqueta.RESPONSABLE:
            self._part = _Part.SIGNATURE
            self.document.firma += [Texto(row.number, value) for value in values]
        elif label.etiqueta is Etiqueta.DEPENDENCIA:
            self.document.dependencias += [Texto(row.number, value) for value in values[:1]]
            self._reject(row, values[1:])
        elif values and label.etiqueta not in self.document.datos:
            self.document.datos[label.etiqueta] = Texto(row.number, values[0])
            self._reject(row, values[1:])
        else:
            self._reject(row, values)

    def _take_of_block(self, row: Row, etiqueta: Etiqueta, values: list[str]) -> None:
        if self._block is not None and values:
            self._block.take_dato(row, etiqueta, values.pop(0))
        self._reject(row, values)

    def _take_heads(self, row: Row) -> bool:
        """A row that heads columns (visión, misión, FODA), with or without texts beside."""
        labels = [(cell, read_label(cell)) for cell in row.cells]
        heads = {
            cell.column: label
            for cell, label in labels
            if label is not None and label.etiqueta in COLUMNAS
        }
        if not heads or row.cells[0].column not in heads:
            return False
        bare = len(heads) == len(row.cells) and not any(head.rest for head in heads.values())
        if self._part is _Part.BLOCK and not bare:
            return False
        self._block = None
        self._heads = {column: label.etiqueta for column, label in heads.items()}
        self._part = _Part.COLUMNS
        current = next(iter(heads.values())).etiqueta
        for cell in row.cells:
            head = heads.get(cell.column)
            current = head.etiqueta if head else current
            self._add_to_column(current, row, head.rest if head else cell.text)
        return True

    def _add_to_column(self, etiqueta: Etiqueta, row: Row, text: str) -> None:
        if text:
            self.document.columnas.setdefault(etiqueta, []).append(Texto(row.number, text))

    def _take_content(self, row: Row) -> None:
        if self._part is _Part.BLOCK and self._block is not None:
            self._block.take_row(row)
        elif self._part is _Part.COLUMNS:
            self._take_columns(row)
        elif self._part is _Part.SIGNATURE:
            self.document.firma += [Texto(row.number, cell.text) for cell in row.cells]
        else:
            self._reject(row, [cell.text for cell in row.cells])

    def _take_columns(self, row: Row) -> None:
        """Texts under heads; one without any tab under two heads has lost its column."""
        if row.width == 1 and len(self._heads) > 1:
            self._take_columnless(row)
            return
        for cell, etiqueta in self._place(row):
            if etiqueta is None:
                self._findings.not_understood(row.number, cell.text)
            else:
                self._add_to_column(etiqueta, row, cell.text)

    def _take_columnless(self, row: Row) -> None:
        if Etiqueta.VISION in self._heads.values():
            self.document.sueltos.append(Texto(row.number, row.text))
        else:
            self._findings.not_understood(row.number, row.text)

    def _place(self, row: Row) -> list[tuple[Cell, Etiqueta | None]]:
        """Each cell with its head: by column, else by order when as many cells as heads."""
        if len(self._heads) == 1:
            only = next(iter(self._heads.values()))
            return [(cell, only) for cell in row.cells]
        by_column = [(cell, self._heads.get(cell.column)) for cell in row.cells]
        if all(etiqueta for _, etiqueta in by_column) or len(row.cells) != len(self._heads):
            return by_column
        ordered = [etiqueta for _, etiqueta in sorted(self._heads.items())]
        return list(zip(row.cells, ordered, strict=True))
