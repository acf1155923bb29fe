"""What a replacement would change: every find with a tick, the text before and the text after."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal

from poa_desktop.poa.buscar import Coincidencia, Grupo, Hallazgos
from poa_desktop.poa.reemplazo import Cambio, aplicar, cambio_de, palabra_nueva
from poa_desktop.ui.buscar.model import FindsModel, Index, heading_of
from poa_desktop.ui.plain_text import plain_tip

WHERE, BEFORE, AFTER = range(3)
ROLE_AFTER = int(Qt.ItemDataRole.UserRole) + 3
ROLE_MOTIVO = ROLE_AFTER + 1
_HEADS = ("Lugar", "Antes", "Después")
_CHECK = Qt.ItemDataRole.CheckStateRole

Key = tuple[object, ...]


class ReplaceModel(FindsModel):
    """The finds that can be replaced; numbers and dates, kept as such, are only counted."""

    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.numbers = 0
        self.locks: Mapping[int, str] = {}  # of a POA, why its plan takes no change
        self._without: set[Key] = set()  # finds whose tick was taken away
        self._words, self._keep_case = "", False
        self._changes: dict[Key, Cambio] = {}

    # -- content ---------------------------------------------------------------------------

    def show_preview(
        self, hallazgos: Hallazgos, words: str, *, keep_case: bool, anew: bool
    ) -> None:
        """Show what replacing with *words* would do. *anew*: another question, all ticked."""
        if anew:
            self._without.clear()
        self._words, self._keep_case = words, keep_case
        texts = [_texts_of(grupo) for grupo in hallazgos.grupos]
        kept = tuple(grupo for grupo in texts if grupo.coincidencias)
        finds = [each for grupo in kept for each in grupo.coincidencias]
        self.numbers = hallazgos.total - len(finds)
        places = {_text_key(each) for each in finds}
        self._changes = _changes(finds, self._is_wanted, words, keep_case, self.locks)
        self.show_finds(Hallazgos(kept, len(finds), len(places), hallazgos.completo))
        self.ticked_changed.emit()

    def _is_wanted(self, find: Coincidencia) -> bool:
        return find.clave not in self._without

    def change_of(self, find: Coincidencia) -> Cambio | None:
        """What becomes of the text of a find; None while none of its finds is ticked."""
        return self._changes.get(_text_key(find))

    def motivo_of(self, find: Coincidencia) -> str:
        """Why a ticked find cannot be replaced, "" when it can."""
        change = self.change_of(find)
        return change.motivo if change is not None and self._is_wanted(find) else ""

    def changes(self) -> list[Cambio]:
        """The texts that would be written."""
        wanted = (each for each in self._changes.values() if not each.motivo)
        return [each for each in wanted if each.nuevo != each.texto.texto]

    def refused(self) -> list[Cambio]:
        """The texts whose fields would not take the change."""
        return [each for each in self._changes.values() if each.motivo]

    @property
    def ticked(self) -> int:
        """How many finds would be replaced."""
        return sum(len(each.spans) for each in self.changes())

    # -- ticks -----------------------------------------------------------------------------

    def tick(self, finds: list[Coincidencia], on: bool) -> None:
        """Tick finds, or take their ticks away."""
        keys = {each.clave for each in finds}
        self._without = self._without - keys if on else self._without | keys
        touched = {_text_key(each) for each in finds}
        every = [each for grupo in self.hallazgos.grupos for each in grupo.coincidencias]
        near = [each for each in every if _text_key(each) in touched]
        for key in touched:
            self._changes.pop(key, None)
        self._changes |= _changes(near, self._is_wanted, self._words, self._keep_case, self.locks)
        if self.hallazgos.grupos:
            last = len(self.hallazgos.grupos) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, AFTER))
        self.ticked_changed.emit()

    def tick_all(self, on: bool) -> None:
        """Tick everything, or nothing."""
        self.tick([each for grupo in self.hallazgos.grupos for each in grupo.coincidencias], on)

    def _state(self, finds: tuple[Coincidencia, ...]) -> Qt.CheckState:
        wanted = sum(map(self._is_wanted, finds))
        if wanted == len(finds):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if wanted else Qt.CheckState.Unchecked

    # -- Qt --------------------------------------------------------------------------------

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == WHERE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        grupo = self._group(index)
        if not index.internalId():
            if role == _CHECK and index.column() == WHERE:
                return self._state(grupo.coincidencias)
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heading(grupo) if index.column() == WHERE else ""
            return super().data(index, role)
        find = grupo.coincidencias[index.row()]
        if role == _CHECK:
            return self._state((find,)) if index.column() == WHERE else None
        if role == ROLE_AFTER:
            return self._after(find)
        if role == ROLE_MOTIVO:
            return self.motivo_of(find)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(find, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == AFTER:
            return plain_tip(self.motivo_of(find) or self._after(find)[0])
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = _CHECK) -> bool:
        if role != _CHECK or not index.isValid():
            return False
        grupo = self._group(index)
        finds = [grupo.coincidencias[index.row()]] if index.internalId() else grupo.coincidencias
        self.tick(list(finds), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _heading(self, grupo: Grupo) -> str:
        heading = heading_of(grupo)
        own = heading == grupo.poa
        return f"{grupo.poa}: {heading}" if self.several_poas and not own else heading

    def _shown(self, find: Coincidencia, column: int) -> str:
        if column == WHERE:
            return find.texto.nombre
        if column == BEFORE:
            return find.texto.texto
        return self.motivo_of(find) or str(self._after(find)[0])

    def _after(self, find: Coincidencia) -> tuple[str, tuple[int, int]]:
        """The text with this find replaced, and where the new words stand in it."""
        new = palabra_nueva(find.encontrado, self._words, conservar=self._keep_case)
        text = aplicar(find.texto.texto, [find.span], [new])
        return text, (find.span[0], find.span[0] + len(new))


def _texts_of(grupo: Grupo) -> Grupo:
    kept = tuple(each for each in grupo.coincidencias if not each.texto.numero)
    return Grupo(grupo.poa, grupo.nodo, kept)


def _text_key(find: Coincidencia) -> Key:
    return find.poa_id, find.texto.clave


def _changes(
    finds: list[Coincidencia],
    is_wanted: Any,
    words: str,
    keep_case: bool,
    locks: Mapping[int, str],
) -> dict[Key, Cambio]:
    """What becomes of each text, by the finds in it that are ticked. *locks* tells of a POA why its
    plan takes no change."""
    by_text: dict[Key, list[Coincidencia]] = {}
    for each in finds:
        if is_wanted(each):
            by_text.setdefault(_text_key(each), []).append(each)
    return {
        key: cambio_de(
            each[0].texto,
            [find.span for find in each],
            words,
            conservar=keep_case,
            candado=locks.get(each[0].poa_id, ""),
        )
        for key, each in by_text.items()
    }
