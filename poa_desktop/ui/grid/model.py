"""How the cells of a month table are written: typed, pasted, filled, cleared; and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from poa_desktop.data import lineas
from poa_desktop.poa.candados import admite_borrar, candado_plan
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import Poa
from poa_desktop.ui.grid.content import BadCell, Index, MonthGridContent
from poa_desktop.ui.grid.reading import read_value
from poa_desktop.ui.grid.rows import Cantidad, CellKey, GridKey, TextKey, Value
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database


class MonthGridModel(MonthGridContent):
    """The one door through which a month table writes."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        session.changed.connect(self._forget_marks)

    def remark(self, values: Mapping[GridKey, Value]) -> str:
        """What is worth saying about what was just written; "" when nothing is."""
        return ""

    # -- writing -----------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self.key_at(index)
        if key is None or role != Qt.ItemDataRole.EditRole:
            return False
        verb = "Programar" if key.cantidad is Cantidad.PROGRAMADO else "Capturar"
        row = self.rows[index.row()]
        return self.write_texts(f"{verb} {row.clave}, {MESES[key.mes - 1]}", {key: str(value)})

    def name_of(self, number: int, column: int) -> str:
        """A cell as sentences call it: "A3.1, marzo", and which of two quantities or texts."""
        row, shown = self.rows[number], self.columns[column]
        if shown.mes is None:
            key = self.target_at(number, column)
            month = f", {MESES[key.mes - 1]}" if key else ""
            return f"{row.clave}{month}, {shown.title.lower()}"
        kind = f", {row.cantidad}" if self.has_both else ""
        return f"{row.clave}, {MESES[shown.mes - 1]}{kind}"

    def read(self, number: int, column: int, text: str) -> tuple[str, Value]:
        """What a text means in a cell: why it cannot be written, or "" and the value. What says
        what is there already may stand in any cell.
        """
        key = self.target_at(number, column)
        row, shown = self.rows[number], self.look(self.rows[number], self.columns[column])
        if key is None:
            same = text.strip() in ("", "" if shown.warning else shown.text.strip())
            return ("", None) if same else (self.ambiguous(row), None)
        try:
            value = read_value(key, text)
        except PoaError as error:
            return str(error), None
        if value == self.present(key):
            return "", value
        return row.candado(key.mes), value

    def bad_cell(self, number: int, column: int, text: str, reason: str) -> BadCell:
        """What a pasted text could not be written into a cell for."""
        place = self.rows[number].key, self.columns[column].id
        return BadCell(place, self.name_of(number, column), text, reason)

    def mark(self, bad: Iterable[BadCell]) -> None:
        """Mark the cells a paste left out; what was marked before is not any more."""
        self.marks = {each.place: each for each in bad}
        self.say_changed()

    def _forget_marks(self, change: object) -> None:
        """An undo or redo takes the paste away, or what came after it."""
        if self.marks and getattr(change, "kind", "") != "edit":
            self.mark(())

    def _unmark(self, keys: Iterable[GridKey]) -> bool:
        """Take the marks off what is written; gives whether there were any."""
        if not self.marks:
            return False
        written = {_place_of(key) for key in keys}
        before = len(self.marks)
        self.marks = {
            place: bad
            for place, bad in self.marks.items()
            if (place[0][1], place[0][2], place[1]) not in written
        }
        return len(self.marks) < before

    def refusal(self, key: CellKey | None, text: str) -> str:
        """Why a text cannot be written into a cell, which the sentence names; "" when it can."""
        index = self.index_of(key) if key else QModelIndex()
        if not index.isValid():
            return ""
        reason, _ = self.read(index.row(), index.column(), text)
        return f"{self.name_of(index.row(), index.column())}: {reason}" if reason else ""

    def write_texts(self, titulo: str, texts: Mapping[CellKey, str]) -> bool:
        """Write typed texts as one operation: all of them, or none with the reason."""
        reasons = (self.refusal(key, text) for key, text in texts.items())
        reason = next(filter(None, reasons), "")
        if reason:
            self.rejected.emit(reason)
            return False
        return self.write(titulo, {key: read_value(key, text) for key, text in texts.items()})

    def write(self, titulo: str, values: Mapping[Any, Value], *, clearing: bool = False) -> bool:
        """Write quantities (hundredths; None is sin capturar) and texts as one operation.

        *clearing* also takes away what an import left outside Del–al. A locked month that would
        change refuses everything, in one sentence.
        """
        changed = {key: value for key, value in values.items() if value != self.present(key)}
        locked = self._locked(changed, clearing=clearing)
        if locked:
            rest = len(locked) - 1
            more = f" Hay otras {rest:,} celdas bloqueadas." if rest > 1 else ""
            more = " Hay otra celda bloqueada." if rest == 1 else more
            self.rejected.emit(f"No se cambió nada. {locked[0]}{more}")
            return False
        unmarked = self._unmark(values)
        if changed and not self.session.run(titulo, lambda db: _store(db, changed)):
            return False
        if unmarked and not changed:
            self.say_changed()
        self.accepted.emit(self.remark(changed))
        return True

    def _locked(self, keys: Iterable[GridKey], *, clearing: bool) -> list[str]:
        """Why cells cannot be written, one reason for each that cannot."""
        poa = self.session.poa
        assert poa is not None
        found = ((key, self.row_of(key).candado(key.mes)) for key in keys)
        return [
            reason
            for key, reason in found
            if reason and not (clearing and self._may_clear(poa, key))
        ]

    @staticmethod
    def _may_clear(poa: Poa, key: GridKey) -> bool:
        planned = isinstance(key, CellKey) and key.cantidad is Cantidad.PROGRAMADO
        return admite_borrar(poa, key.mes) and not (planned and candado_plan(poa))

    def present(self, key: GridKey) -> Value:
        """What the POA says now where a key points."""
        linea = self.linea_of(key)
        avance = linea.avances[key.mes - 1]
        if isinstance(key, TextKey):
            return str(getattr(avance, key.texto))
        programado = key.cantidad is Cantidad.PROGRAMADO
        return linea.programado[key.mes - 1] if programado else avance.realizado


def _place_of(key: GridKey) -> tuple[int, str, str]:
    """Where a key is shown: línea, quantity of its row, column."""
    if isinstance(key, TextKey):
        return key.linea_id, Cantidad.REALIZADO, key.texto
    return key.linea_id, key.cantidad, f"m{key.mes}"


def _store(db: Database, values: Mapping[GridKey, Value]) -> None:
    for key, value in values.items():
        if isinstance(key, TextKey):
            lineas.edit_avance(db, key.linea_id, key.mes, **{key.texto.value: value or ""})
        elif key.cantidad is Cantidad.PROGRAMADO:
            assert not isinstance(value, str)
            lineas.set_programado(db, key.linea_id, key.mes, value or 0)
        else:
            lineas.edit_avance(db, key.linea_id, key.mes, realizado=value)
