"""Files dropped on a table's cell, or pasted while the table has the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QRubberBand, QTableView

from poa_desktop.ui.evidence.access import can_attach, local_files
from poa_desktop.ui.evidence.mime import is_own_drag

Target = tuple[int, str, int]
"""Línea (id and clave) and month (1–12)."""


class CellDrop(QObject):
    """Watches a table from outside: the cell under a drag is framed, a drop tells its month."""

    dropped = Signal(object, QMimeData)
    """A Target, and what came."""
    paste_asked = Signal()

    def __init__(self, table: QTableView, target: Callable[[QModelIndex], Target | None]) -> None:
        super().__init__(table)
        self._table = table
        self._target = target
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, table.viewport())
        table.setAcceptDrops(True)
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._table:
            return kind == QEvent.Type.KeyPress and self._claims_paste(event)
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            assert isinstance(event, QDragMoveEvent)
            self._hover(event)
            return True
        if kind == QEvent.Type.DragLeave:
            self._band.hide()
            return True
        if kind == QEvent.Type.Drop:
            assert isinstance(event, QDropEvent)
            self._drop(event)
            return True
        return False

    def _target_at(self, event: QDropEvent) -> tuple[Target | None, QRect]:
        index = self._table.indexAt(event.position().toPoint())
        return (self._target(index) if index.isValid() else None), self._table.visualRect(index)

    def _hover(self, event: QDragMoveEvent) -> None:
        data = event.mimeData()
        target, room = self._target_at(event)
        if target is None or not (is_own_drag(data) or can_attach(data)):
            self._band.hide()
            event.ignore()
            if event.type() == QEvent.Type.DragEnter and (is_own_drag(data) or can_attach(data)):
                event.accept()  # other cells will do
            return
        self._band.setGeometry(room)
        self._band.show()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _drop(self, event: QDropEvent) -> None:
        self._band.hide()
        target, _ = self._target_at(event)
        if target is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(target, event.mimeData())

    def _claims_paste(self, event: QEvent) -> bool:
        """Files, or a picture that comes without a text: a block of cells is the table's."""
        if not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Paste):
            return False
        data = QGuiApplication.clipboard().mimeData()
        if not can_attach(data) or (data.hasText() and not local_files(data)):
            return False
        self.paste_asked.emit()
        return True
