"""A table of months over the POA's records: what a cell shows, and how cells are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from poa_desktop.data import lineas
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import format_cantidad, parse_cantidad
from poa_desktop.poa.periodos import MESES, month_end
from poa_desktop.ui.grid.look import LOOK, TINTED, CellLook, Column
from poa_desktop.ui.grid.rows import Cantidad, CellKey, GridRow
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database

Index = QModelIndex | QPersistentModelIndex


class MonthGridModel(QAbstractTableModel):
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

    # -- what the pages say ------------------------------------------------------------------

    def look(self, row: GridRow, column: Column) -> CellLook:
        """How a cell of a línea is drawn."""
        raise NotImplementedError

    def tooltip(self, row: GridRow, column: Column) -> str:
        """What a cell says when the pointer rests on it."""
        raise NotImplementedError

    def remark(self, values: Mapping[CellKey, int | None]) -> str:
        """What is worth saying about quantities that were just written; "" when nothing is."""
        return ""

    # -- content -----------------------------------------------------------------------------

    def show_rows(self, rows: tuple[GridRow, ...], columns: tuple[Column, ...]) -> None:
        """Show rows; only when other rows or columns appear is the table built anew."""
        same = columns == self.columns and [r.key for r in rows] == [r.key for r in self.rows]
        if same:
            self.rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            return
        self.restructuring.emit()
        self.beginResetModel()
        self.rows, self.columns = rows, columns
        self.endResetModel()
        self.restructured.emit()

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
        for number, row in enumerate(self.rows):
            if row.linea and row.linea.id == key.linea_id and row.cantidad is key.cantidad:
                return self.index(number, self.column_of_month(key.mes))
        return QModelIndex()

    def column_of_month(self, mes: int) -> int:
        """Position of a month's column; −1 when it is not shown."""
        found = (n for n, column in enumerate(self.columns) if column.mes == mes)
        return next(found, -1)

    def month_look(self, row: GridRow, mes: int) -> CellLook:
        """The row's quantity in a month."""
        return CellLook(
            text=self.text_of(row, mes),
            muted=mes not in row.vigentes,
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
        if mes not in row.vigentes:
            notes.append("Fuera del periodo de ejecución")
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
        if self.key_at(index) and not self.session.store.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if row.linea is None:
            return self._heading(row, index.column(), role)
        if role == LOOK:
            return self.look(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.look(row, column).text
        if role == Qt.ItemDataRole.EditRole:
            key = self.key_at(index)
            return self.look(row, column).text.replace(",", "") if key else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.tooltip(row, column)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        return None

    def _heading(self, row: GridRow, column: int, role: int) -> Any:
        if role == LOOK:
            return CellLook(text=row.titulo, heading=True)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.titulo)
        return row.titulo if role == Qt.ItemDataRole.DisplayRole and column == 0 else None

    def _spoken(self, row: GridRow, column: Column) -> str:
        """A cell in words: what it is of, its value with the unit, and what its marks say."""
        linea, text = row.linea, self.look(row, column).text
        assert linea is not None
        if column.mes is None:
            return f"{row.clave}, {column.tooltip or column.title}: {text or 'vacío'}"
        planned = linea.programado[column.mes - 1]
        if row.cantidad is Cantidad.PROGRAMADO:
            told = [f"{text} {linea.unidad_medida}".strip() if text else "nada"]
        else:
            told = [f"{text} {linea.unidad_medida}".strip() if text else "sin capturar"]
            told.append(f"programado {format_cantidad(planned)}" if planned else "sin programación")
        if column.mes not in row.vigentes:
            told.append("fuera del periodo de ejecución")
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

    # -- writing -----------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self.key_at(index)
        if key is None or role != Qt.ItemDataRole.EditRole:
            return False
        verb = "Programar" if key.cantidad is Cantidad.PROGRAMADO else "Capturar"
        row = self.rows[index.row()]
        return self.write_texts(f"{verb} {row.clave}, {MESES[key.mes - 1]}", {key: str(value)})

    def refusal(self, key: CellKey | None, text: str) -> str:
        """Why a text cannot be written into a cell, which the sentence names; "" when it can."""
        if key is None:
            return ""
        try:
            _read(key, text)
        except PoaError as error:
            clave = next(r.clave for r in self.rows if r.linea and r.linea.id == key.linea_id)
            return f"{clave}, {MESES[key.mes - 1]}: {error}"
        return ""

    def write_texts(self, titulo: str, texts: Mapping[CellKey, str]) -> bool:
        """Write typed or pasted texts as one operation: all of them, or none with the reason."""
        reasons = (self.refusal(key, text) for key, text in texts.items())
        reason = next(filter(None, reasons), "")
        if reason:
            self.rejected.emit(reason)
            return False
        return self.write(titulo, {key: _read(key, text) for key, text in texts.items()})

    def write(self, titulo: str, values: Mapping[CellKey, int | None]) -> bool:
        """Write quantities (hundredths; None is sin capturar) as one operation."""
        present = {row.linea.id: row.linea for row in self.rows if row.linea is not None}
        changed = {
            key: value
            for key, value in values.items()
            if value != _value(present[key.linea_id], key)
        }
        if changed and not self.session.run(titulo, lambda db: _store(db, changed)):
            return False
        self.accepted.emit(self.remark(changed))
        return True


def _read(key: CellKey, text: str) -> int | None:
    if not text.strip():
        return 0 if key.cantidad is Cantidad.PROGRAMADO else None
    return parse_cantidad(text)


def _value(linea: Any, key: CellKey) -> int | None:
    series = linea.programado if key.cantidad is Cantidad.PROGRAMADO else linea.realizado
    value: int | None = series[key.mes - 1]
    return value


def _store(db: Database, values: Mapping[CellKey, int | None]) -> None:
    for key, value in values.items():
        if key.cantidad is Cantidad.PROGRAMADO:
            lineas.set_programado(db, key.linea_id, key.mes, value or 0)
        else:
            lineas.edit_avance(db, key.linea_id, key.mes, realizado=value)
