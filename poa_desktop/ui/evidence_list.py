"""The list of a month's evidencias: files dropped on it come in, a double click opens."""

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
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from poa_desktop.poa.records import EstadoEvidencia, Evidencia
from poa_desktop.ui.evidence_access import can_attach, kind_text, size_text
from poa_desktop.ui.theme import current_theme, font_of

_EVIDENCIA = Qt.ItemDataRole.UserRole
_ESTADOS = {
    EstadoEvidencia.PENDIENTE: "Pendiente de revisión",
    EstadoEvidencia.ACEPTADA: "Aceptada",
    EstadoEvidencia.OBSERVADA: "Observada",
}
INVITATION = "Arrastre archivos aquí, péguelos con Ctrl+V\no use «Adjuntar…»"


class EvidenceList(QTreeWidget):
    """Name, type and size of every evidencia."""

    data_received = Signal(QMimeData)
    paste_asked = Signal()
    open_asked = Signal()
    remove_asked = Signal()
    renamed = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self.setAccessibleName("Evidencias del mes")
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
        header.setAccessibleName("Encabezado de las evidencias")
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 52), (2, 70)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        self.itemChanged.connect(self._on_changed)
        self.itemDoubleClicked.connect(self._on_double_click)

    # -- content -----------------------------------------------------------------------------

    def show_evidencias(self, evidencias: tuple[Evidencia, ...]) -> None:
        """Show a month's evidencias; the chosen one stays chosen."""
        if list(evidencias) == self._shown():
            return
        current = self.current()
        position = self.indexOfTopLevelItem(self.currentItem()) if current else 0
        self._filling = True
        self.clear()
        self.addTopLevelItems([_item(evidencia) for evidencia in evidencias])
        self._filling = False
        ids = [each.id for each in evidencias]
        if current and current.id in ids:
            position = ids.index(current.id)
        if ids:
            self.setCurrentItem(self.topLevelItem(min(position, len(ids) - 1)))
        self.viewport().update()

    def _shown(self) -> list[Evidencia]:
        items = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return [item.data(0, _EVIDENCIA) for item in items if item is not None]

    def current(self) -> Evidencia | None:
        """The chosen evidencia."""
        item = self.currentItem()
        evidencia = item.data(0, _EVIDENCIA) if item is not None else None
        return evidencia if isinstance(evidencia, Evidencia) else None

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

    @staticmethod
    def _judge(event: QDragMoveEvent) -> None:
        if can_attach(event.mimeData()):
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
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), INVITATION)
            painter.end()


def _item(evidencia: Evidencia) -> QTreeWidgetItem:
    kind = kind_text(evidencia.nombre, evidencia.tipo)
    item = QTreeWidgetItem([evidencia.nombre, kind, size_text(evidencia.tamano)])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    item.setData(0, _EVIDENCIA, evidencia)
    item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    status = _ESTADOS[evidencia.estado]
    item.setToolTip(0, "\n".join(filter(None, (evidencia.nombre, status, evidencia.motivo))))
    return item
