"""The history of one record: a list, the values of the chosen entry, and the way back to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.adecuaciones_plan import PLAN_TABLES
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.historial import Entrada, Escritura, changed_words, in_words
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.historial.model import (
    HistorialModel,
    moment,
    person,
)
from poa_desktop.ui.historial.table import HistorialTable
from poa_desktop.ui.historial.value_pane import ValuePane
from poa_desktop.ui.nuevo.dialog_writes import DialogWrites
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

if TYPE_CHECKING:
    from sqlite_utils import Database

_SIZE = (1120, 660)
_ALL = "Todos los campos"
_RESTORE = "&Restaurar este valor"
_GONE, _THERE = "Ya no existe en el POA.", "Está otra vez en el POA."
_LONG = 4000  # characters: comparing the words of more would be felt

_PLAN = frozenset(PLAN_TABLES) - {"poas"}


class HistorialDialog(QDialog):
    """Shows the history of a record and writes values back through the session."""

    def __init__(
        self,
        session: Session,
        tipo: TipoLugar,
        record: int,
        names: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """*names*: how an operation calls the record ("A3"), and how the heading does."""
        super().__init__(parent)
        self._session = session
        self._record = tipo, record
        self._short, title = names
        self._writes = DialogWrites(session)
        self.setWindowTitle("Historial")
        self.resize(*_SIZE)
        self.title = ElidedLabel()
        self.title.setText(f"Historial de {title}")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.title, "title")
        self.model = HistorialModel(self)
        self.fields = QComboBox()
        self.fields.setAccessibleName("Campo")
        self.fields.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.fields.setMinimumContentsLength(22)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Buscar en valores, operaciones y personas")
        self.search.setAccessibleName("Buscar en el historial")
        self.search.setClearButtonEnabled(True)
        self.count = QLabel()
        set_role(self.count, "soft")
        self.table = HistorialTable(self.model)
        self.before = ValuePane("Antes", _RESTORE)
        self.after = ValuePane("Después", "Restaurar &este valor")
        self.now = ValuePane("Ahora", "")
        self.copy_button = QPushButton("&Copiar el cambio")
        self.copy_button.setAutoDefault(False)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = QPushButton("Cerrar")
        self.close_button.setAutoDefault(False)  # Enter in the search would close
        self._lay_out()
        self._connect()
        self.refresh()
        self.table.setFocus()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(self.title)
        bar = QHBoxLayout()
        bar.setSpacing(theme.gap)
        bar.addWidget(self.fields)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.count)
        column.addLayout(bar)
        column.addWidget(self.table, 3)
        panes = QHBoxLayout()
        panes.setSpacing(theme.gap_wide)
        for pane in (self.before, self.after, self.now):
            panes.addWidget(pane, 1)
        column.addLayout(panes, 2)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.close_button)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.fields.currentIndexChanged.connect(lambda _index: self._filter())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.before.button.clicked.connect(lambda: self._restore_before())
        self.after.button.clicked.connect(lambda: self._restore_after())
        self.copy_button.clicked.connect(lambda: self.copy())
        self.close_button.clicked.connect(self.reject)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self._undo)

    # -- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the history anew; the newest entry is at hand."""
        self.model.show_entries(self._session.store.historial(*self._record))
        chosen = self.fields.currentData() or ""
        self.fields.blockSignals(True)
        self.fields.clear()
        self.fields.addItem(_ALL, "")
        for campo in self.model.campos():
            self.fields.addItem(campo, campo)
        self.fields.setCurrentIndex(max(0, self.fields.findData(chosen)))
        self.fields.blockSignals(False)
        self._filter()

    def show_field(self, campo: str) -> None:
        """Show only one field, when it has entries."""
        place = self.fields.findData(campo)
        if place >= 0:
            self.fields.setCurrentIndex(place)

    def _filter(self) -> None:
        self.model.filter(self.fields.currentData() or "", self.search.text())
        shown, total = self.model.rowCount(), self.model.total
        words = "1 cambio" if total == 1 else f"{total:,} cambios"
        self.count.setText(words if shown == total else f"{shown:,} de {words}")
        if shown:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self._show_entry(None)

    @property
    def entry(self) -> Entrada | None:
        """The entry at hand."""
        return self.model.at(self.table.currentIndex().row())

    def _show_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_entry(self.model.at(current.row()))

    def _show_entry(self, entry: Entrada | None) -> None:
        self.copy_button.setEnabled(entry is not None)
        for pane in (self.before, self.after, self.now):
            pane.setEnabled(entry is not None)
            pane.show_text("")
        self.told.clear()
        if entry is None:
            self.told.setText("Ningún cambio." if not self.model.total else "Ningún cambio así.")
            return
        if max(len(entry.antes), len(entry.despues)) <= _LONG and entry.antes and entry.despues:
            left, right = changed_words(entry.antes, entry.despues)
        else:
            left, right = ([(text, False)] if text else [] for text in (entry.antes, entry.despues))
        self.before.show_pieces(left)
        self.after.show_pieces(right)
        deleted = entry.eliminado is not None
        self.before.button.setText("&Recuperar lo eliminado" if deleted else _RESTORE)
        self._enable(entry)

    def _enable(self, entry: Entrada) -> None:
        """What can be restored, and why not what cannot."""
        store = self._session.store
        present = store.ahora(entry.era) if entry.era else None
        at_last = store.ahora(entry.es) if entry.es else None
        gone = bool(entry.era) and present is None
        may = not store.read_only and not self._locked(entry)
        if entry.eliminado is not None:
            back = store.ahora((entry.eliminado.raiz,)) is not None
            self.now.show_text(_THERE if back else _GONE)
            self.before.button.setEnabled(may and not back)
        else:
            words = in_words(present, self._names()) if present else "—"
            self.now.show_text(_GONE if gone else words)
            self.before.button.setEnabled(may and present is not None and present != entry.era)
        self.after.button.setEnabled(may and at_last is not None and at_last != entry.es)
        self.told.setText(self._reason(entry, gone=gone))

    def _reason(self, entry: Entrada, *, gone: bool) -> str:
        if self._session.store.read_only:
            return "El archivo está abierto solo para leer: aquí no se restaura nada."
        if self._locked(entry):
            return self._session.candado_plan
        if gone:
            return "Lo que tenía este valor se eliminó: recupérelo desde el historial de su lugar."
        if entry.eliminado is not None or entry.era:
            return ""
        return "Este cambio se ve aquí; no es un valor que se restaure."

    def _locked(self, entry: Entrada) -> bool:
        """Whether an entry is of a plan that takes no change."""
        tables = {each.tabla for each in (*entry.era, *entry.es)}
        if entry.eliminado is not None:
            tables.add(entry.eliminado.tabla)
        return bool(tables & _PLAN) and bool(self._session.candado_plan)

    def _names(self) -> dict[int, str]:
        poa = self._session.poa
        programas = poa.programas if poa else ()
        return {each.id: f"{each.numero} {each.nombre}" for each in programas}

    # -- writing -----------------------------------------------------------------------------

    def _restore_before(self) -> None:
        entry = self.entry
        if entry is None:
            return
        if entry.eliminado is not None:
            from poa_desktop.data.restauracion import recuperar

            noun = entry.campo.split(" elimin")[0].lower()
            title = f"Recuperar {noun} de {self._short}"
            lost: list[str] = []
            gone = entry.eliminado
            self._write(title, lambda db: lost.extend(recuperar(db, gone)))
            if lost:
                self._tell(_without(lost), error=True)
        else:
            self._restore(entry, entry.era, "anterior al")

    def _restore_after(self) -> None:
        if self.entry is not None:
            self._restore(self.entry, self.entry.es, "al")

    def _restore(self, entry: Entrada, writes: Sequence[Escritura], at: str) -> None:
        from poa_desktop.data.restauracion import restaurar

        day = fecha_corta(entry.cuando.date())
        campo = f"{entry.campo[:1].lower()}{entry.campo[1:]}"
        title = f"Restaurar {campo} de {self._short} {at} {day}"
        self._write(title, partial(_call, restaurar, writes))

    def _write(self, title: str, work: Callable[[Database], None]) -> None:
        reason = self._writes.run(title, work)
        if reason is None:
            self.refresh()
        self._tell(reason or f"{title}: hecho. Ctrl+Z lo deshace.", error=reason is not None)

    def _undo(self) -> None:
        """Take back what was restored here, and no more than that."""
        if self._writes.undo():
            self.refresh()
            self._tell("Deshecho.", error=False)

    def _tell(self, sentence: str, *, error: bool) -> None:
        set_role(self.told, "danger" if error else "")
        self.told.setText(sentence)
        announce(self, sentence, urgent=error)

    def copy(self) -> None:
        """Put the whole entry on the clipboard, as text."""
        entry = self.entry
        if entry is not None:
            QGuiApplication.clipboard().setText(as_text(entry, self.now.shown))
            self._tell("Copiado.", error=False)


def _without(lost: Sequence[str]) -> str:
    """What did not come back with a record, and what to do."""
    names = ", ".join(f"«{each}»" for each in lost[:3])
    more = f" y {len(lost) - 3:,} más" if len(lost) > 3 else ""
    return (
        f"Se recuperó sin el contenido de {names}{more}, que ya no está guardado en el .poa: "
        "búsquelo en un respaldo o adjúntelo de nuevo."
    )


def _call(work: Callable[[Database, object], None], what: object, db: Database) -> None:
    work(db, what)


def as_text(entry: Entrada, now: str) -> str:
    """An entry to be pasted somewhere else."""
    return (
        f"{moment(entry)}, {person(entry)}\n{entry.titulo}\n{entry.campo}\n"
        f"Antes: {entry.antes}\nDespués: {entry.despues}\nAhora: {now}\n"
    )
