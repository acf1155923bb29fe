"""The list of a record's files: what is dropped on it comes in, a double click opens."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from poa_desktop.poa.formats import format_tamano
from poa_desktop.poa.records import Evidencia
from poa_desktop.ui.evidence.access import can_attach, kind_text
from poa_desktop.ui.evidence.owner import EvidenceWords
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, font_of

_EVIDENCIA = Qt.ItemDataRole.UserRole
_TIPO, _TAMANO = 1, 2
_LONGEST = {_TIPO: "DOCX", _TAMANO: "25.0 MB"}
_PAD = 8
_NARROW = 260
INVITATIONS = (
    "Arrastre archivos aquí, péguelos con Ctrl+V\no use «Adjuntar…»",
    "Arrastre archivos aquí\no use «Adjuntar…»",
    "Arrastre archivos aquí",
)
"""From the one that needs most room to the one that needs least."""


class EvidenceList(QTreeWidget):
    """Name, type and size of every file."""

    data_received = Signal(QMimeData)
    paste_asked = Signal()
    open_asked = Signal()
    remove_asked = Signal()
    renamed = Signal(int, str)

    def __init__(self, words: EvidenceWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._has_owner = True
        self._filling = False
        self.setAccessibleName(words.list_name)
        self.setHeaderLabels(["Nombre", "Tipo", "Tamaño"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAcceptDrops(True)
        self.setStyleSheet(
            "EvidenceList { background: palette(base); border: 1px solid palette(dark);"
            " border-radius: 3px; } EvidenceList::item { padding: 1px 4px; }"
            " EvidenceList QHeaderView::section { padding: 1px 8px; }"
            " EvidenceList:focus { border: 2px solid palette(accent); }"
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        header = self.header()
        header.setAccessibleName(f"Encabezado: {words.many}")
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in _LONGEST:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.itemChanged.connect(self._on_changed)
        self.itemDoubleClicked.connect(self._on_double_click)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, longest in _LONGEST.items():
            text = self.fontMetrics().horizontalAdvance(longest) + 2 * _PAD
            self.header().resizeSection(column, max(text, self.header().sectionSizeHint(column)))
        self.setColumnHidden(_TIPO, self.width() < _NARROW)  # the name has it in its suffix

    # -- content -----------------------------------------------------------------------------

    def show_evidencias(self, evidencias: tuple[Evidencia, ...], *, has_owner: bool = True) -> None:
        """Show the files of the owner at hand, if there is one; the chosen one stays chosen."""
        if has_owner != self._has_owner:
            self._has_owner = has_owner
            self.viewport().update()
        if list(evidencias) == self._shown():
            return
        current = self.current()
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
        self.viewport().update()

    def _item(self, evidencia: Evidencia) -> QTreeWidgetItem:
        kind = kind_text(evidencia.nombre, evidencia.tipo)
        item = QTreeWidgetItem([evidencia.nombre, kind, format_tamano(evidencia.tamano)])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setData(0, _EVIDENCIA, evidencia)
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        told = (evidencia.nombre, self._words.estado(evidencia.estado), evidencia.motivo)
        item.setToolTip(0, plain_tip("\n".join(filter(None, told))))
        return item

    def _shown(self) -> list[Evidencia]:
        items = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return [item.data(0, _EVIDENCIA) for item in items if item is not None]

    def current(self) -> Evidencia | None:
        """The chosen file."""
        item = self.currentItem()
        evidencia = item.data(0, _EVIDENCIA) if item is not None else None
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

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        evidencia = item.data(0, _EVIDENCIA)
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
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_asked.emit()
        else:
            super().keyPressEvent(event)

    # -- drag and drop -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._judge(event)

    def _judge(self, event: QDragMoveEvent) -> None:
        if self._has_owner and can_attach(event.mimeData()):
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
            texts = INVITATIONS if self._has_owner else (self._words.nobody,)
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
