"""The entries of a history as a table, newest first, filtered by field and by words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.historial import Entrada
from poa_desktop.poa.historial_campos import VACIO
from poa_desktop.poa.text import fold
from poa_desktop.ui.plain_text import plain_tip

TITULOS = ("Cuándo", "Quién", "Operación", "Campo", "Antes", "Después")
CUANDO, QUIEN, OPERACION, CAMPO, ANTES, DESPUES = range(len(TITULOS))

_TIP = 600  # characters: the whole value is read below the list

Index = QModelIndex | QPersistentModelIndex


def moment(entrada: Entrada) -> str:
    """Day and time of a change."""
    return f"{fecha_corta(entrada.cuando.date())} {entrada.cuando:%H:%M}"


def person(entrada: Entrada) -> str:
    """Who made it, by which account and on which computer: "Ana Ruiz, Enlace (aruiz, PC-1)"."""
    if not entrada.equipo:
        return entrada.quien
    if entrada.quien.endswith(")"):  # the account stands in brackets already
        return f"{entrada.quien[:-1]}, {entrada.equipo})"
    return f"{entrada.quien} ({entrada.equipo})"


class HistorialModel(QAbstractTableModel):
    """Shows entries; `at` gives the one of a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Entrada, ...] = ()
        self._words: list[str] = []
        self._shown: list[Entrada] = []
        self._campo = ""
        self._text = ""

    def show_entries(self, entries: Sequence[Entrada]) -> None:
        """Show another history, through the same filter."""
        self._all = tuple(entries)
        self._words = []
        self._fill()

    def filter(self, campo: str, text: str) -> None:
        """Only one field ("": all), only what has these words, accents and case aside."""
        self._campo, self._text = campo, fold(text)
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        if self._text and not self._words:
            self._words = [_searched(each) for each in self._all]
        words = self._words or [""] * len(self._all)
        self._shown = [
            each
            for each, said in zip(self._all, words, strict=True)
            if self._campo in ("", each.campo) and self._text in said
        ]
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many entries there are, shown or not."""
        return len(self._all)

    def campos(self) -> list[str]:
        """The fields that have entries, in the order of the alphabet."""
        return sorted({each.campo for each in self._all}, key=fold)

    def at(self, row: int) -> Entrada | None:
        """The entry of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    # -- Qt ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITULOS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITULOS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        each = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(_cell(each, index.column())[:_TIP].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            text = person(each) if index.column() == QUIEN else _cell(each, index.column())
            return plain_tip(text if len(text) <= _TIP else f"{text[:_TIP]}…")
        return None


def _cell(each: Entrada, column: int) -> str:
    values = (moment(each), each.quien, each.titulo, each.campo, each.antes, each.despues)
    return values[column] or (VACIO if column in (ANTES, DESPUES) else "")


def _searched(each: Entrada) -> str:
    return fold(" ".join((*(_cell(each, column) for column in range(len(TITULOS))), each.equipo)))
