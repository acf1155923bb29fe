"""What was found as a tree of two levels: the nodes, and in each its finds."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from poa_desktop.poa.buscar import Coincidencia, Grupo, Hallazgos
from poa_desktop.ui.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROLE_GROUP = int(Qt.ItemDataRole.UserRole) + 1
ROLE_FIND = ROLE_GROUP + 1
_CONTEXT = 60  # characters to each side that a screen reader hears
_TIP = 600  # characters of a text that its tooltip shows


class FindsModel(QAbstractItemModel):
    """Groups at the top; internal id 0 is a group, n the finds of group n − 1."""

    def __init__(self) -> None:
        super().__init__()
        self.hallazgos = Hallazgos()
        self.several_poas = False
        self._first: list[int] = []

    def show_finds(self, hallazgos: Hallazgos) -> None:
        """Show other finds."""
        self.beginResetModel()
        self.hallazgos = hallazgos
        self.several_poas = len({grupo.poa for grupo in hallazgos.grupos}) > 1
        self._first = []
        before = 0
        for grupo in hallazgos.grupos:
            self._first.append(before)
            before += len(grupo.coincidencias)
        self.endResetModel()

    # -- finds -----------------------------------------------------------------------------

    def find_at(self, index: Index) -> Coincidencia | None:
        """The find of a row; of a group its first."""
        if not index.isValid():
            return None
        group = self._group(index)
        row = index.row() if index.internalId() else 0
        return group.coincidencias[row]

    def number_of(self, index: Index) -> int:
        """The place of a row's find among all, from 0; −1 without one."""
        if not index.isValid():
            return -1
        if not index.internalId():
            return self._first[index.row()]
        return self._first[index.internalId() - 1] + index.row()

    def index_of(self, number: int) -> QModelIndex:
        """The row of a find, counted from 0."""
        for group in range(len(self._first) - 1, -1, -1):
            if self._first[group] <= number:
                return self.createIndex(number - self._first[group], 0, group + 1)
        return QModelIndex()

    def number_of_key(self, clave: tuple[object, ...]) -> int:
        """The place of a find by what tells it from others; −1 when it is gone."""
        finds = (each for grupo in self.hallazgos.grupos for each in grupo.coincidencias)
        return next((n for n, each in enumerate(finds) if each.clave == clave), -1)

    def _group(self, index: Index) -> Grupo:
        place = index.internalId() - 1 if index.internalId() else index.row()
        return self.hallazgos.grupos[place]

    # -- Qt --------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self.hallazgos.grupos)
        return 0 if parent.internalId() else len(self._group(parent).coincidencias)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        grupo = self._group(index)
        find = grupo.coincidencias[index.row()] if index.internalId() else None
        if role == ROLE_GROUP:
            return grupo if find is None else None
        if role == ROLE_FIND:
            return find
        if role == Qt.ItemDataRole.DisplayRole:
            return self._group_text(grupo) if find is None else find_text(find)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._group_text(grupo) if find is None else _whole(find))
        return None

    def _group_text(self, grupo: Grupo) -> str:
        count = len(grupo.coincidencias)
        head = (
            f"{heading_of(grupo)}, {'1 coincidencia' if count == 1 else f'{count} coincidencias'}"
        )
        return f"{grupo.poa}: {head}" if self.several_poas else head


def heading_of(grupo: Grupo) -> str:
    """A node as the list names it: "A3 Control del combustible"."""
    return f"{grupo.nodo.clave} {' '.join(grupo.nodo.titulo.split())}".strip()


def find_text(find: Coincidencia) -> str:
    """A find in words: its field and the text around it."""
    first, after = find.span
    text = find.texto.texto
    around = text[max(0, first - _CONTEXT) : after + _CONTEXT]
    return f"{find.texto.nombre}: {' '.join(around.split())}"


def _whole(find: Coincidencia) -> str:
    text = find.texto.texto
    start = max(0, find.span[0] - _TIP // 2)
    cut = text[start : start + _TIP]
    before = "…" if start else ""
    return f"{find.texto.nombre}: {before}{cut}{'…' if start + _TIP < len(text) else ''}"
