"""The list of a record's files: what is dropped on it comes in, a double click opens."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from poa_desktop.poa.formats import format_tamano
from poa_desktop.poa.records import Evidencia
from poa_desktop.ui.evidence.access import can_attach, kind_text
from poa_desktop.ui.evidence.list_delegate import EVIDENCIA, EvidenceDelegate
from poa_desktop.ui.evidence.mime import is_own_drag
from poa_desktop.ui.evidence.owner import EvidenceWords
from poa_desktop.ui.evidence.thumbnails import Thumbnails
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, font_of

INVITATIONS = (
    "Arrastre archivos aquí, péguelos con Ctrl+V\no use «Adjuntar…»",
    "Arrastre archivos aquí\no use «Adjuntar…»",
    "Arrastre archivos aquí",
)
"""From the one that needs most room to the one that needs least."""
_CLOSED = ("Ninguna: el mes está cerrado\ny ya no recibe archivos", "Mes cerrado")


class EvidenceList(QTreeWidget):
    """Picture, name, type, size and state of every file."""

    data_received = Signal(QMimeData)
    paste_asked = Signal()
    copy_asked = Signal()
    open_asked = Signal()
    look_asked = Signal()
    remove_asked = Signal()
    renamed = Signal(int, str)

    def __init__(
        self, words: EvidenceWords, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._thumbnails = thumbnails
        self._has_owner = True
        self._filling = False
        self.closed = False
        """Whether the month at hand takes no files any more: then none are asked for."""
        self.dragged: Callable[[], QMimeData] | None = None
        """What a drag of the chosen files carries."""
        self.setAccessibleName(words.list_name)
        self.setHeaderLabels(["Nombre", "Tipo", "Tamaño"])
        self.setHeaderHidden(True)  # a row says it all, and the list is low
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAcceptDrops(True)
        self.setDragEnabled(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(EvidenceDelegate(words, thumbnails, self))
        self.setStyleSheet(
            "EvidenceList { background: palette(base); border: 1px solid palette(dark);"
            " border-radius: 3px; } EvidenceList::item { padding: 0; }"
            " EvidenceList:focus { border: 2px solid palette(accent); }"
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        header = self.header()
        header.setAccessibleName(f"Encabezado: {words.many}")
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.setColumnHidden(column, True)  # drawn below the name
        self.itemChanged.connect(self._on_changed)
        self.itemDoubleClicked.connect(self._on_double_click)
        thumbnails.ready.connect(self._on_picture)

    def _on_picture(self, _sha256: str) -> None:
        self.viewport().update()

    # -- content -----------------------------------------------------------------------------

    def show_evidencias(self, evidencias: tuple[Evidencia, ...], *, has_owner: bool = True) -> None:
        """Show the files of the owner at hand, if there is one; the chosen one stays chosen."""
        if has_owner != self._has_owner:
            self._has_owner = has_owner
            self.viewport().update()
        if list(evidencias) == self.shown():
            return
        current = self.current()
        chosen = {each.id for each in self.chosen()}
        position = self.indexOfTopLevelItem(self.currentItem()) if current else 0
        self._filling = True
        self.clear()
        self.addTopLevelItems([self._item(evidencia) for evidencia in evidencias])
        self._filling = False
        ids = [each.id for each in evidencias]
        if current and current.id in ids:
            position = ids.index(current.id)
        if ids:
            self.setCurrentItem(self.topLevelItem(min(position, len(ids) - 1)))
            if len(chosen) > 1:
                self.choose([each for each in ids if each in chosen])
        self.viewport().update()

    def choose(self, ids: Sequence[int]) -> None:
        """Select the files of some ids."""
        for number, each in enumerate(self.shown()):
            item = self.topLevelItem(number)
            if item is not None and ids:
                item.setSelected(each.id in ids)

    def chosen(self) -> list[Evidencia]:
        """The selected files, in their order."""
        rows = sorted(self.selectionModel().selectedRows(0))
        return [index.data(EVIDENCIA) for index in rows]

    def _item(self, evidencia: Evidencia) -> QTreeWidgetItem:
        kind = kind_text(evidencia.nombre, evidencia.tipo)
        item = QTreeWidgetItem([evidencia.nombre, kind, format_tamano(evidencia.tamano)])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setData(0, EVIDENCIA, evidencia)
        size = format_tamano(evidencia.tamano)
        estado = self._words.estado(evidencia.estado)
        told = ", ".join((evidencia.nombre, kind, size, estado))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
        tip = (evidencia.nombre, f"{kind}, {size}", estado, evidencia.motivo)
        item.setToolTip(0, plain_tip("\n".join(filter(None, tip))))
        return item

    def shown(self) -> list[Evidencia]:
        """Every file of the list, in its order."""
        items = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return [item.data(0, EVIDENCIA) for item in items if item is not None]

    def current(self) -> Evidencia | None:
        """The chosen file."""
        item = self.currentItem()
        evidencia = item.data(0, EVIDENCIA) if item is not None else None
        return evidencia if isinstance(evidencia, Evidencia) else None

    def go_to(self, evidencia_id: int) -> None:
        """Make a file current, if it is shown."""
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            evidencia = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
            if isinstance(evidencia, Evidencia) and evidencia.id == evidencia_id:
                self.setCurrentItem(item)

    def rename_current(self) -> None:
        """Let the user type another name in its place."""
        if self.currentItem() is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editItem(self.currentItem(), 0)

    def finish_edit(self) -> None:
        """Keep the name that is being typed."""
        if self.state() != QAbstractItemView.State.EditingState:
            return
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        evidencia = item.data(0, EVIDENCIA)
        if self._filling or column != 0 or not isinstance(evidencia, Evidencia):
            return
        if item.text(0) == evidencia.nombre:
            return
        nombre = item.text(0)
        self._filling = True
        item.setText(0, evidencia.nombre)  # the refresh brings the new one, a refusal keeps this
        self._filling = False
        self.renamed.emit(evidencia.id, nombre)

    def _on_double_click(self, _item: QTreeWidgetItem, _column: int) -> None:
        self.open_asked.emit()

    # -- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_asked.emit()
        elif key == Qt.Key.Key_Space:
            self.look_asked.emit()
        else:
            super().keyPressEvent(event)

    # -- drag and drop -----------------------------------------------------------------------

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        return self.dragged() if self.dragged and items else QMimeData()

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._judge(event)

    def _judge(self, event: QDragMoveEvent) -> None:
        data = event.mimeData()
        from_here = is_own_drag(data) and event.source() is not None
        if self._has_owner and not from_here and can_attach(data):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.data_received.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.topLevelItemCount() == 0:
            theme = current_theme()
            painter = QPainter(self.viewport())
            painter.setFont(font_of(theme.small))
            painter.setPen(theme.ink_soft)
            room = self.viewport().rect()
            texts: tuple[str, ...] = INVITATIONS if self._has_owner else (self._words.nobody,)
            texts = _CLOSED if self.closed else texts
            how = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            fitting = (
                text
                for text in texts
                if room.contains(
                    painter.boundingRect(room, int(Qt.AlignmentFlag.AlignCenter), text)
                )
            )
            painter.drawText(room, how, next(fitting, texts[-1]))
            painter.end()
