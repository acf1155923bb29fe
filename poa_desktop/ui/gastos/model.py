"""The gastos of one actividad as a table, with an empty last row that makes new ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from poa_desktop.data import gastos
from poa_desktop.poa.candados import mes_de_gasto, motivo_cerrado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import fecha_corta, format_dinero
from poa_desktop.poa.records import Actividad, Gasto
from poa_desktop.ui.gastos.cells import PROOFS, TIPS, TITLES, look_of, tooltip_of, typed_of
from poa_desktop.ui.gastos.reading import CAMPOS, Campo, NewGasto, read
from poa_desktop.ui.grid.look import LOOK
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database

Index = QModelIndex | QPersistentModelIndex

_NOTHING = Qt.ItemFlag.NoItemFlags


class GastosModel(QAbstractTableModel):
    """One row per gasto, by fecha; the last row, empty, becomes a gasto once it has an importe."""

    rejected = Signal(str)
    """An input that was not accepted, in one Spanish sentence."""
    accepted = Signal(str)
    """An input was written; with what there is to say about it, or ""."""
    created = Signal(int, int)
    """The id of a gasto that the empty row became, and the column that was typed last."""
    restructuring = Signal()
    restructured = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.actividad: Actividad | None = None
        self._drafts: dict[int, dict[Campo, str]] = {}  # what the empty row holds, by actividad
        self._writable = False

    # -- content -----------------------------------------------------------------------------

    @property
    def gastos(self) -> tuple[Gasto, ...]:
        """The gastos that are shown."""
        return self.actividad.gastos if self.actividad else ()

    @property
    def clave(self) -> str:
        """The actividad's short name."""
        return self.actividad.clave if self.actividad else ""

    @property
    def ejercicio(self) -> int:
        """Year of the POA that is shown."""
        assert self.session.poa is not None
        return self.session.poa.ejercicio

    def show_actividad(self, actividad: Actividad) -> None:
        """Show an actividad's gastos; the table is built anew only when other rows appear."""
        writable = not self.session.store.read_only
        before = self.actividad
        same = (
            before is not None
            and before.id == actividad.id
            and [each.id for each in before.gastos] == [each.id for each in actividad.gastos]
            and writable == self._writable
        )
        if same:
            self.actividad = actividad
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, PROOFS))
            return
        self.restructuring.emit()
        self.beginResetModel()
        self.actividad, self._writable = actividad, writable
        self.endResetModel()
        self.restructured.emit()

    def _read_again(self) -> None:
        """Show what a write left, whether or not the page is in sight."""
        poa, shown = self.session.poa, self.actividad
        if poa is not None and shown is not None:
            for actividad in poa.actividades:
                if actividad.id == shown.id:
                    self.show_actividad(actividad)

    def gasto_at(self, row: int) -> Gasto | None:
        """The gasto of a row; None for the empty one."""
        return self.gastos[row] if 0 <= row < len(self.gastos) else None

    def row_of(self, gasto_id: int) -> int:
        """The row of a gasto; −1 when it is not shown."""
        return next((n for n, each in enumerate(self.gastos) if each.id == gasto_id), -1)

    def is_new(self, row: int) -> bool:
        """Whether a row is the empty one."""
        return self._writable and row == len(self.gastos)

    @property
    def new_row(self) -> int:
        """Where the empty row is; −1 in a file that can only be read."""
        return len(self.gastos) if self._writable else -1

    @property
    def draft(self) -> dict[Campo, str]:
        """What the empty row holds so far."""
        return self._drafts.get(self.actividad.id, {}) if self.actividad else {}

    def proposed_fecha(self) -> date:
        """The fecha of a gasto that gives none: today, or the end of the period in another year."""
        hoy = self.session.hoy
        return hoy if hoy.year == self.ejercicio else self.session.periodo.fin

    def candado(self, *fechas: date) -> str:
        """Why gastos of some dates take no change: their month is closed; "" when they do."""
        poa = self.session.poa
        assert poa is not None
        return motivo_cerrado(poa, *(mes_de_gasto(poa, each) for each in fechas))

    def lock_at(self, row: int) -> str:
        """Why the gasto of a row takes no change; "" when it does, and for the empty row."""
        gasto = self.gasto_at(row)
        return "" if gasto is None else self.candado(gasto.fecha)

    def outside(self, gasto: Gasto | NewGasto) -> bool:
        """Whether a gasto is dated outside the ejercicio."""
        return gasto.fecha.year != self.ejercicio

    # -- Qt ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.gastos) + self._writable

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _NOTHING
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        free = self._writable and not self.lock_at(index.row())
        if free and index.column() < PROOFS:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == LOOK:
            return look_of(self, row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return look_of(self, row, column).text
        if role == Qt.ItemDataRole.EditRole:
            return typed_of(self, row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_of(self, row, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = "Gasto nuevo" if self.is_new(row) else f"Gasto {row + 1}"
            return f"{name}, {TITLES[column].lower()}: {look_of(self, row, column).text or 'vacío'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        return TIPS[section] if role == Qt.ItemDataRole.ToolTipRole else None

    def widest_importe(self) -> str:
        """The longest importe that is shown."""
        texts = (format_dinero(each.importe) for each in self.gastos)
        return max(texts, key=len, default="")

    # -- writing -----------------------------------------------------------------------------

    def refusal(self, index: Index, text: str) -> str:
        """Why a text cannot be written into a cell; "" when it can."""
        if not index.isValid() or index.column() >= PROOFS:
            return ""
        campo = CAMPOS[index.column()]
        if locked := self.lock_at(index.row()):
            return locked
        if not text.strip():
            if self.is_new(index.row()) or campo not in (Campo.FECHA, Campo.IMPORTE):
                return ""
            name = "la fecha" if campo is Campo.FECHA else "el importe"
            return f"Escriba {name}; para quitar el gasto deje la celda con Esc y oprima Supr."
        try:
            value = read(campo, text, self.ejercicio)
        except PoaError as error:
            return str(error)
        if isinstance(value, date):
            return self.candado(value)
        becomes = self.is_new(index.row()) and campo is Campo.IMPORTE
        return self._fecha_refusal() if becomes else ""

    def _fecha_refusal(self) -> str:
        """Why the empty row cannot become a gasto of the fecha it has, typed or proposed."""
        fecha = self._fecha_of(self.draft)
        locked = self.candado(fecha)
        if not locked or Campo.FECHA in self.draft:
            return locked
        return f"Escriba antes otra fecha que {fecha_corta(fecha)}. {locked}"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() >= PROOFS:
            return False
        text, campo = str(value), CAMPOS[index.column()]
        reason = self.refusal(index, text)
        if reason:
            self.rejected.emit(reason)
            return False
        gasto = self.gasto_at(index.row())
        return self._type(campo, text) if gasto is None else self._edit(gasto, campo, text)

    def _edit(self, gasto: Gasto, campo: Campo, text: str) -> bool:
        value = read(campo, text, self.ejercicio)
        title = f"Editar {campo} de un gasto de {self.clave}"
        if not self.session.run(title, lambda db: gastos.edit(db, gasto.id, **{campo: value})):
            return False
        self._read_again()
        self.accepted.emit(self._remark(value))
        return True

    def _remark(self, value: object) -> str:
        """What is worth saying about a fecha that was just written."""
        if isinstance(value, date) and value.year != self.ejercicio:
            return (
                f"La fecha queda fuera del ejercicio {self.ejercicio}: corríjala si fue un error."
            )
        return ""

    def _type(self, campo: Campo, text: str) -> bool:
        """Keep a text of the empty row; with an importe the row becomes a gasto."""
        assert self.actividad is not None
        draft = dict(self.draft)
        draft.pop(campo, None)
        is_proposal = campo is Campo.FECHA and text.strip() == fecha_corta(self.proposed_fecha())
        if text.strip() and not (is_proposal and campo not in self.draft):
            draft[campo] = text.strip()
        if Campo.IMPORTE in draft:
            return self._create(draft, campo)
        if Campo.FECHA in draft:
            draft[Campo.FECHA] = fecha_corta(self._fecha_of(draft))
        self._drafts[self.actividad.id] = draft
        row = self.new_row
        self.dataChanged.emit(self.index(row, 0), self.index(row, PROOFS))
        self.accepted.emit("Falta el importe: al escribirlo se guarda el gasto." if draft else "")
        return True

    def _fecha_of(self, draft: dict[Campo, str]) -> date:
        text = draft.get(Campo.FECHA)
        value = read(Campo.FECHA, text, self.ejercicio) if text else self.proposed_fecha()
        assert isinstance(value, date)
        return value

    def _create(self, draft: dict[Campo, str], campo: Campo) -> bool:
        importe = read(Campo.IMPORTE, draft[Campo.IMPORTE], self.ejercicio)
        assert isinstance(importe, Decimal)
        new = NewGasto(
            self._fecha_of(draft),
            importe,
            str(read(Campo.PARTIDA, draft.get(Campo.PARTIDA, ""), self.ejercicio)),
            str(read(Campo.CONCEPTO, draft.get(Campo.CONCEPTO, ""), self.ejercicio)),
        )
        title = f"Agregar gasto de {format_dinero(importe)} a {self.clave}"
        ids = self.add(title, [new])
        if not ids:
            return False
        self.drop_draft()
        self.created.emit(ids[0], CAMPOS.index(campo))
        told = "" if Campo.FECHA in draft else f"Se agregó con fecha {fecha_corta(new.fecha)}."
        self.accepted.emit(self._remark(new.fecha) or told)
        return True

    def add(self, titulo: str, news: Sequence[NewGasto]) -> list[int]:
        """Add gastos as one operation; gives their ids, none when that failed."""
        assert self.actividad is not None
        actividad_id = self.actividad.id
        ids: list[int] = []
        if locked := self.candado(*(each.fecha for each in news)):
            self.rejected.emit(f"No se agregó nada. {locked}")
            return []

        def work(db: Database) -> None:
            for new in news:
                added = gastos.add(
                    db,
                    actividad_id,
                    new.fecha,
                    new.importe,
                    partida=new.partida,
                    concepto=new.concepto,
                )
                ids.append(added)

        if not self.session.run(titulo, work):
            return []
        self._read_again()
        return ids

    def delete(self, ids: Sequence[int]) -> bool:
        """Delete gastos with their comprobantes, as one operation, and say how they come back."""
        count = "un gasto" if len(ids) == 1 else f"{len(ids)} gastos"
        if locked := self.candado(*(each.fecha for each in self.gastos if each.id in ids)):
            self.rejected.emit(f"No se eliminó nada. {locked}")
            return False

        def work(db: Database) -> None:
            for each in ids:
                gastos.delete(db, each)

        if not self.session.run(f"Eliminar {count} de {self.clave}", work):
            return False
        self._read_again()
        back = (
            "Se eliminó un gasto. Ctrl+Z lo"
            if len(ids) == 1
            else f"Se eliminaron {count}. Ctrl+Z los"
        )
        self.accepted.emit(f"{back} recupera.")
        return True

    @property
    def has_drafts(self) -> bool:
        """Whether the empty row of any actividad of the POA holds something that is not kept."""
        poa = self.session.poa
        known = {each.id for each in poa.actividades} if poa is not None else set()
        return any(draft for ident, draft in self._drafts.items() if ident in known)

    def drop_draft(self) -> None:
        """Empty the last row."""
        if self.actividad is not None and self._drafts.pop(self.actividad.id, None):
            row = self.new_row
            self.dataChanged.emit(self.index(row, 0), self.index(row, PROOFS))
