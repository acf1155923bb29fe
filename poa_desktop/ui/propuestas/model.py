"""The proposals as a table: a row to a block, then its líneas with three schedules side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from poa_desktop.poa.propuestas import (
    Grupo,
    Origen,
    Propuesta,
    elegidas,
    meses_programados,
)
from poa_desktop.ui.plain_text import plain_tip

TEXTO = 0
ORIGENES = (Origen.ACTUAL, Origen.TEMPORALIDAD, Origen.TEXTO)
"""The columns behind the text, in order."""
TITULOS = {
    Origen.ACTUAL: "Como está ahora",
    Origen.TEMPORALIDAD: "Por temporalidad",
    Origen.TEXTO: "Por el texto",
}
TECLAS = {Origen.ACTUAL: "A", Origen.TEMPORALIDAD: "T", Origen.TEXTO: "X"}


class Vista(StrEnum):
    """Which líneas are shown."""

    TODAS = "Todas las líneas"
    CAMBIAN = "Solo las que cambian"
    DICHAS = "Solo las que el texto dice"


Index = QModelIndex | QPersistentModelIndex
Row = Grupo | Propuesta


class PropuestasModel(QAbstractTableModel):
    """What may be chosen for each línea, and what is chosen."""

    def __init__(self, groups: Sequence[Grupo], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups = tuple(groups)
        self.choice = {each.linea.id: each.recomendada for each in self.all}
        self._shown = Vista.TODAS
        self._rows: tuple[Row, ...] = ()
        self._fill()

    @property
    def all(self) -> tuple[Propuesta, ...]:
        """Every línea, also those that the filter hides."""
        return tuple(each for group in self.groups for each in group.propuestas)

    def row_at(self, row: int) -> Row:
        """A block or a línea."""
        return self._rows[row]

    def propuesta_at(self, row: int) -> Propuesta | None:
        """The línea of a row; None for a block."""
        each = self._rows[row] if 0 <= row < len(self._rows) else None
        return each if isinstance(each, Propuesta) else None

    def changes(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """What would be written: línea ids with their new schedules."""
        return elegidas(self.all, self.choice)

    def chosen(self, propuesta: Propuesta) -> Origen:
        """What is chosen for a línea."""
        return self.choice[propuesta.linea.id]

    # -- choosing ----------------------------------------------------------------------------

    def choose(self, propuestas: Iterable[Propuesta], origen: Origen) -> None:
        """Choose an origin for some líneas; those that do not have it stay as they are."""
        self.take({each.linea.id: origen for each in propuestas if each.ofrece(origen)})

    def take(self, choice: dict[int, Origen]) -> None:
        """Take over a choice for some líneas."""
        self.choice.update(choice)
        if self.rowCount():
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
            )

    def show_only(self, vista: Vista) -> None:
        """Hide what is not of a kind now; a later choice hides nothing more."""
        self.beginResetModel()
        self._shown = vista
        self._fill()
        self.endResetModel()

    def _fill(self) -> None:
        rows: list[Row] = []
        for group in self.groups:
            shown = [each for each in group.propuestas if self._is_shown(each)]
            if shown:
                rows += [group, *shown]
        self._rows = tuple(rows)

    def _is_shown(self, propuesta: Propuesta) -> bool:
        if self._shown is Vista.CAMBIAN:
            return propuesta.cambia(self.chosen(propuesta))
        return self._shown is Vista.TODAS or propuesta.lectura is not None

    # -- Qt ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(ORIGENES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.propuesta_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags  # the arrows pass over a block
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        origen = ORIGENES[section - 1] if section else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{TITULOS[origen]} ({TECLAS[origen]})" if origen else "Línea de acción"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if isinstance(row, Grupo):
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(head_text(row))
            first = index.column() == TEXTO and role == Qt.ItemDataRole.DisplayRole
            return head_text(row) if first else None
        if index.column() == TEXTO:
            return _text_data(row, role)
        origen = ORIGENES[index.column() - 1]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.in_words(row, origen)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.in_words(row, origen))
        return None

    def in_words(self, propuesta: Propuesta, origen: Origen) -> str:
        """One schedule of a línea, for one who does not see the strip."""
        chosen = "; elegido" if self.chosen(propuesta) is origen else ""
        if not propuesta.ofrece(origen):
            return f"{TITULOS[origen]}: nada que proponer"
        return f"{TITULOS[origen]}: {meses_programados(propuesta.programado(origen))}{chosen}"


def head_text(group: Grupo) -> str:
    """The heading of a block."""
    return f"{group.bloque.clave} {' '.join(group.bloque.nombre.split())}"


def _text_data(propuesta: Propuesta, role: int) -> Any:
    if role == Qt.ItemDataRole.AccessibleTextRole:
        why = f" {reason(propuesta)}" if propuesta.lectura else ""
        return f"{propuesta.clave} {propuesta.linea.texto}{why}"
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(f"{propuesta.linea.texto}\n{reason(propuesta)}")
    return None


def reason(propuesta: Propuesta) -> str:
    """Why the text proposes what it does, with its doubt."""
    if propuesta.lectura is None:
        return "El texto no dice cada cuándo se hace."
    return f"{propuesta.lectura.porque} {propuesta.lectura.duda}".strip()
