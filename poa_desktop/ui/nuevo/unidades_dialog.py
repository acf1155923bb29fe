"""Units of measure: spellings of one unit become one, and the catalogue of the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.data import unidades
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.unidades import COMUNES, Variantes, conocida, variantes
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.nuevo.dialog_writes import DialogWrites
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

if TYPE_CHECKING:
    from sqlite_utils import Database

_SIZE = (720, 500)
_FORMS = int(Qt.ItemDataRole.UserRole)
_STAYS = 2


class UnidadesDialog(QDialog):
    """Each change is saved at once and can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("Unidades de medida")
        self.resize(*_SIZE)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.groups = QTreeWidget()
        self.groups.setAccessibleName("Unidades que se escriben de varias formas")
        self.groups.setHeaderLabels(["Se escribe", "Líneas", "Queda como (F2 lo cambia)"])
        self.groups.setRootIsDecorated(False)
        self.groups.setUniformRowHeights(True)
        set_role(self.groups, "changes")
        self.groups.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.groups.itemDoubleClicked.connect(lambda item: self.groups.editItem(item, _STAYS))
        QShortcut(
            QKeySequence("F2"),
            self.groups,
            self._edit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.unify_button = QPushButton("&Unificar las marcadas")
        set_role(self.unify_button, "primary")
        self.catalogue = QListWidget()
        self.catalogue.setAccessibleName("Unidades agregadas a este archivo")
        set_role(self.catalogue, "rows")
        self.empty = QLabel("Todavía no hay ninguna: escríbala abajo y pulse Enter.")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.empty, "soft")
        QVBoxLayout(self.catalogue).addWidget(self.empty)
        self.entry = QLineEdit()
        self.entry.setPlaceholderText("Otra unidad")
        self.entry.setAccessibleName("Unidad que se agrega")
        self.add_button = QPushButton("&Agregar")
        self.remove_button = QPushButton("&Quitar del catálogo")
        self.undo_button = QPushButton("&Deshacer")
        self.close_button = QPushButton("Cerrar")
        work: dict[QPushButton, Callable[[], object]] = {
            self.unify_button: self.unify,
            self.add_button: self.add,
            self.remove_button: self.remove,
            self.undo_button: self._undo,
            self.close_button: self.accept,
        }
        for button, press in work.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, press=press: press())
        self.entry.returnPressed.connect(self.add)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._undo)
        self._writes = DialogWrites(session)
        self._lay_out()
        self._fill()
        if self.groups.isHidden():
            self.entry.setFocus()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(self.message)
        column.addWidget(self.groups, 3)
        column.addWidget(self.unify_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.half)
        heading = QLabel("Catálogo de este archivo, además de las unidades comunes")
        set_role(heading, "heading")
        column.addWidget(heading)
        column.addWidget(self.catalogue, 2)
        row = QHBoxLayout()
        row.addWidget(self.entry, 1)
        for button in (self.add_button, self.remove_button):
            row.addWidget(button)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.close_button)
        column.addLayout(foot)

    def _fill(self) -> None:
        added = self.session.municipio.unidades
        found = variantes(self.session.store.unidades_en_uso(), added)
        self.groups.clear()
        for each in found:
            self.groups.addTopLevelItem(_row(each))
        self.groups.resizeColumnToContents(0)
        self.groups.setColumnWidth(0, min(self.groups.columnWidth(0) + 16, 400))
        if found:
            self.groups.setCurrentItem(self.groups.topLevelItem(0))
        sentence = "Estas unidades se escriben de varias formas: marque las que son la misma."
        poas = len(self.session.store.headers())
        if poas > 1:
            sentence += f" Cambian en los {poas} POA de este archivo."
        if not found:
            sentence = "Cada unidad se escribe de una sola forma: no hay nada que unificar."
        self.message.setText(sentence)
        for part in (self.groups, self.unify_button):
            part.setVisible(bool(found))
        self.catalogue.clear()
        self.catalogue.addItems(list(added))
        if added:
            self.catalogue.setCurrentRow(0)
        self.empty.setVisible(not added)
        self.remove_button.setEnabled(bool(added))
        self.undo_button.setEnabled(self._writes.can_undo)

    def _edit(self) -> None:
        item = self.groups.currentItem()
        if item is not None:
            self.groups.editItem(item, _STAYS)

    # -- changing --------------------------------------------------------------------------

    def unify(self) -> None:
        """Write one spelling in all the líneas of each group that is ticked, as one step."""
        wanted = []
        for number in range(self.groups.topLevelItemCount()):
            item = self.groups.topLevelItem(number)
            name = clean_text(item.text(_STAYS), multiline=False).text
            if item.checkState(0) is Qt.CheckState.Checked and name:
                wanted.append((item.data(0, _FORMS), name))

        held: list[int] = []

        def work(db: Database) -> None:
            held.extend(unidades.unify(db, forms, name) for forms, name in wanted)

        if wanted and self._do("Unificar unidades de medida", work) and any(held):
            many = sum(held)
            keep = "1 línea conserva su unidad" if many == 1 else f"{many} líneas conservan la suya"
            self.message.setText(
                f"{keep}: sus meses están cerrados o su POA está autorizado. Pida la reapertura "
                "(Periodo ▸ Reabrir…) o inicie una adecuación (POA ▸ Iniciar adecuación…)."
            )
            announce(self.groups, self.message.text())

    def add(self) -> None:
        """Put what is written into the catalogue."""
        name = clean_text(self.entry.text(), multiline=False).text
        if not name:
            self.entry.setFocus()
            return
        if conocida(name, (*COMUNES, *self.session.municipio.unidades)):
            self.message.setText(f"«{name}» ya está en el catálogo.")
            announce(self.entry, self.message.text())
            return
        if self._do(f"Agregar «{name}» al catálogo", lambda db: unidades.add(db, name)):
            self.entry.clear()
            self.entry.setFocus()

    def remove(self) -> None:
        """Take a unit out of the catalogue."""
        item = self.catalogue.currentItem()
        if item is not None:
            name = item.text()
            self._do(f"Quitar «{name}» del catálogo", lambda db: unidades.remove(db, name))

    def _do(self, title: str, work: Callable[..., object]) -> bool:
        reason = self._writes.run(title, work)
        if reason is not None:
            self.message.setText(reason)
            return False
        self._fill()
        return True

    def _undo(self) -> None:
        if self._writes.undo():
            self._fill()


def _row(each: Variantes) -> QTreeWidgetItem:
    forms = " · ".join(name for name, _ in each.formas)
    counts = " · ".join(str(count) for _, count in each.formas)
    item = QTreeWidgetItem([forms, counts, each.propuesta])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, Qt.CheckState.Checked)
    item.setData(0, _FORMS, [name for name, _ in each.formas])
    item.setToolTip(0, plain_tip(forms))
    return item
