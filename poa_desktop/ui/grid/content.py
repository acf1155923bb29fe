"""A table of months over the POA's records: which rows and columns, and what a cell shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES, month_end
from poa_desktop.poa.records import LineaAccion
from poa_desktop.ui.grid.look import LOOK, TINTED, CellLook, Column
from poa_desktop.ui.grid.rows import Cantidad, CellKey, GridKey, GridRow
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that a paste left out: where (key of the row, id of the column), what it is called,
    the text, and why it cannot be written.
    """

    place: tuple[tuple[str, int, str], str]
    name: str
    text: str
    reason: str


class MonthGridContent(QAbstractTableModel):
    """Rows of líneas, some columns of months; the pages say what every other column shows."""

    rejected = Signal(str)
    """An input that was not accepted, in one Spanish sentence."""
    accepted = Signal(str)
    """An input was written; with what there is to say about it, or ""."""
    restructuring = Signal()
    restructured = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[GridRow, ...] = ()
        self.marks: dict[tuple[tuple[str, int, str], str], BadCell] = {}
        self._numbers: dict[tuple[int, str], int] = {}  # of rows, by línea and quantity
        self._months: dict[int, int] = {}  # columns of months
        self.has_both = False  # líneas have a row for programado and one for realizado
        self._looks: dict[tuple[int, int], CellLook] = {}

    # -- what the pages say ------------------------------------------------------------------

    def look(self, row: GridRow, column: Column) -> CellLook:
        """How a cell of a línea is drawn."""
        raise NotImplementedError

    def tooltip(self, row: GridRow, column: Column) -> str:
        """What a cell says when the pointer rests on it."""
        raise NotImplementedError

    def target_at(self, number: int, column: int) -> GridKey | None:
        """What a pasted text writes in a cell; None where nothing can be."""
        row, mes = self.rows[number], self.columns[column].mes
        if row.linea is None or mes is None:
            return None
        return CellKey(row.linea.id, row.cantidad, mes)

    def is_text(self, column: int) -> bool:
        """Whether a column holds texts that can be pasted, where they mean one month."""
        return False

    def ambiguous(self, row: GridRow) -> str:
        """Why nothing can be pasted into a text of a row that means several months."""
        return ""

    # -- content -----------------------------------------------------------------------------

    def show_rows(self, rows: tuple[GridRow, ...], columns: tuple[Column, ...]) -> None:
        """Show rows; only when other rows or columns appear is the table built anew."""
        same = columns == self.columns and [r.key for r in rows] == [r.key for r in self.rows]
        self._looks.clear()
        if same:
            self.rows = rows
            self.say_changed()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            return
        self.restructuring.emit()
        self.beginResetModel()
        self.rows, self.columns = rows, columns
        self._numbers = {(r.linea.id, r.cantidad): n for n, r in enumerate(rows) if r.linea}
        self.has_both = len({cantidad for _, cantidad in self._numbers}) > 1
        self._months = {column.mes: n for n, column in enumerate(columns) if column.mes}
        self.endResetModel()
        self.restructured.emit()

    def say_changed(self) -> None:
        """Have every cell drawn anew."""
        self._looks.clear()
        if self.rows and self.columns:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def look_at(self, number: int, column: int) -> CellLook:
        """How a cell is drawn, with its mark if it has one; made once for every change."""
        place = number, column
        found = self._looks.get(place)
        if found is None:
            row, shown = self.rows[number], self.columns[column]
            found = (
                CellLook(row.titulo, heading=True) if row.linea is None else self.look(row, shown)
            )
            if self.marks and (row.key, shown.id) in self.marks:
                found = replace(found, bad=True)
            self._looks[place] = found
        return found

    def key_at(self, index: Index) -> CellKey | None:
        """The quantity a cell holds; None for headings, texts and totals."""
        if not index.isValid():
            return None
        row, mes = self.rows[index.row()], self.columns[index.column()].mes
        if row.linea is None or mes is None:
            return None
        return CellKey(row.linea.id, row.cantidad, mes)

    def index_of(self, key: CellKey) -> QModelIndex:
        """The cell of a quantity; invalid when it is not shown."""
        number = self._numbers.get((key.linea_id, key.cantidad), -1)
        return self.index(number, self.column_of_month(key.mes))

    def column_of_month(self, mes: int) -> int:
        """Position of a month's column; −1 when it is not shown."""
        return self._months.get(mes, -1)

    def row_of(self, key: GridKey) -> GridRow:
        """The row in which a key is shown."""
        cantidad = key.cantidad if isinstance(key, CellKey) else Cantidad.REALIZADO
        return self.rows[self._numbers[key.linea_id, cantidad]]

    def linea_of(self, key: GridKey) -> LineaAccion:
        """The línea of a key."""
        linea = self.row_of(key).linea
        assert linea is not None
        return linea

    def month_look(self, row: GridRow, mes: int) -> CellLook:
        """The row's quantity in a month."""
        return CellLook(
            text=self.text_of(row, mes),
            locked=bool(row.candado(mes)),
            due=row.cantidad is Cantidad.REALIZADO and self.is_due(row, mes),
        )

    @staticmethod
    def text_of(row: GridRow, mes: int) -> str:
        """A quantity as shown: nothing programado and sin capturar are empty, a captured 0 is 0."""
        value = row.value(mes)
        if value is None or (value == 0 and row.cantidad is Cantidad.PROGRAMADO):
            return ""
        return format_cantidad(value)

    def widest(self, column: Column) -> str:
        """The longest text of a column that never cuts its numbers; "" for the others."""
        raise NotImplementedError

    def widest_month(self) -> str:
        """The longest quantity of all months."""
        values: set[int | None] = set()
        values.update(*(row.values for row in self.rows if row.linea is not None))
        texts = (format_cantidad(value) for value in values if value is not None)
        return max(texts, key=len, default="")

    def is_due(self, row: GridRow, mes: int) -> bool:
        """Whether the month is over and its programado has no captured realizado."""
        linea = row.linea
        assert linea is not None
        return (
            linea.programado[mes - 1] > 0
            and linea.avances[mes - 1].realizado is None
            and month_end(self.ejercicio, mes) < self.hoy
        )

    @property
    def ejercicio(self) -> int:
        """Year of the POA that is shown."""
        assert self.session.poa is not None
        return self.session.poa.ejercicio

    @property
    def hoy(self) -> date:
        """Today, by the session's clock."""
        return self.session.hoy

    def month_tooltip(self, row: GridRow, mes: int) -> str:
        """What is special about a month's cell."""
        notes = []
        if self.is_due(row, mes) and row.cantidad is Cantidad.REALIZADO:
            notes.append("Sin capturar: el mes ya terminó. Escriba 0 si no se realizó nada.")
        if row.candado(mes):
            notes.append(f"Bloqueado. {row.candado(mes)}")
        return "\n".join(notes)

    # -- Qt ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].linea is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        key = self.key_at(index)
        free = key is not None and not self.rows[index.row()].candado(key.mes)
        if free and not self.session.store.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == LOOK:
            return self.look_at(index.row(), index.column())
        if row.linea is None:
            return self._heading(row, index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.look_at(index.row(), index.column()).text
        if role == Qt.ItemDataRole.EditRole:
            key = self.key_at(index)
            return self.look(row, column).text.replace(",", "") if key else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._full_tooltip(row, column)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        return None

    def _heading(self, row: GridRow, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.titulo)
        return row.titulo if role == Qt.ItemDataRole.DisplayRole and column == 0 else None

    def _full_tooltip(self, row: GridRow, column: Column) -> str:
        """What a cell says, after what a paste left out here if anything."""
        bad = self.marks.get((row.key, column.id))
        left_out = f"No se pegó «{bad.text[:60]}». {bad.reason}\n" if bad else ""
        return f"{left_out}{self.tooltip(row, column)}".strip()

    def _spoken(self, row: GridRow, column: Column) -> str:
        """A cell in words: what it is of, its value with the unit, and what its marks say."""
        linea, text = row.linea, self.look(row, column).text
        assert linea is not None
        bad = self.marks.get((row.key, column.id))
        if bad is not None:
            return f"{bad.name}: {text or 'vacío'}, no se pegó. {bad.reason}"
        if column.mes is None:
            return f"{row.clave}, {column.tooltip or column.title}: {text or 'vacío'}"
        planned = linea.programado[column.mes - 1]
        if row.cantidad is Cantidad.PROGRAMADO:
            told = [f"{text} {linea.unidad_medida}".strip() if text else "nada"]
        else:
            told = [f"{text} {linea.unidad_medida}".strip() if text else "sin capturar"]
            told.append(f"programado {format_cantidad(planned)}" if planned else "sin programación")
        if row.candado(column.mes):
            told.append(f"bloqueado: {row.candado(column.mes)}")
        return f"{row.clave}, {MESES[column.mes - 1]}, {row.cantidad}: {', '.join(told)}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.title or column.tooltip
        if role == TINTED:
            return column.mes in self.session.periodo.meses
        return None
