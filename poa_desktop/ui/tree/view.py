"""The tree's view: several rows are chosen and dragged, a mark shows where they would go."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from poa_desktop.ui.theme import current_theme
from poa_desktop.ui.tree.delegate import RowTree
from poa_desktop.ui.tree.destino import Destino, Edge

OPEN_AFTER_MS = 600
_LINE = 2
_PAD = 8

Judge = Callable[[QMimeData, QModelIndex, bool], Destino | None]
"""Where a drag would go on a row, upper half or not; None: nowhere."""


class PlanTree(RowTree):
    """What its owner gives it: the drag's content with its words, the judge, the row of a key."""

    dropped = Signal(object, QMimeData, bool)
    """Destino, what is dropped, and whether a copy is wanted."""
    drag_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.load: Callable[[], tuple[QMimeData, str] | None] = lambda: None
        self.judge: Judge = lambda _mime, _index, _upper: None
        self.row_of: Callable[[str], QModelIndex] = lambda _key: QModelIndex()
        self.cancel: Callable[[], bool] = lambda: False
        """What Esc takes back; False when there is nothing."""
        self.destino: Destino | None = None
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setAutoScrollMargin(24)
        self._hovered = QModelIndex()
        self.hover = QTimer(self)
        self.hover.setSingleShot(True)
        self.hover.setInterval(OPEN_AFTER_MS)
        self.hover.timeout.connect(self._open_hovered)

    # -- choosing --------------------------------------------------------------------------

    def selectAll(self) -> None:
        """Choose what stands beside the current row: everything at once is seldom wanted."""
        current = self.currentIndex()
        if not current.isValid():
            return
        from PySide6.QtCore import QItemSelection, QItemSelectionModel

        model = self.model()
        last = model.rowCount(current.parent()) - 1
        rows = QItemSelection(current.siblingAtRow(0), current.siblingAtRow(last))
        self.selectionModel().select(rows, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.cancel():
            return
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # to move what is chosen, or to hear why it stays
            return
        super().keyPressEvent(event)

    # -- dragging --------------------------------------------------------------------------

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        loaded = self.load()
        if loaded is None:
            return
        mime, words = loaded
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self._label(words))
        drag.setHotSpot(QPoint(-12, -4))
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        drag.exec(actions, Qt.DropAction.MoveAction)
        self._forget_drag()
        self.drag_ended.emit()

    def _label(self, words: str) -> QPixmap:
        """What hangs at the pointer: what is dragged, in words."""
        theme = current_theme()
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, 320)
        size = metrics.size(0, text) + QRect(0, 0, 2 * _PAD, _PAD).size()
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(theme.selection))
        painter = QPainter(pixmap)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.selection_ink))
        painter.drawText(QRect(QPoint(), size), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return pixmap

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.setState(QAbstractItemView.State.DraggingState)
        self._follow(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        self._follow(event)

    def _follow(self, event: QDragMoveEvent) -> None:
        self.destino = self._aim(event)
        self.viewport().update()
        if self.destino is None:
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.ignore()
            return
        copies = _wants_copy(event) or not event.possibleActions() & Qt.DropAction.MoveAction
        event.setDropAction(Qt.DropAction.CopyAction if copies else Qt.DropAction.MoveAction)
        event.accept()

    def _aim(self, event: QDropEvent) -> Destino | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        self._hover_over(index)
        if not index.isValid():
            return None
        upper = point.y() < self.visualRect(index).center().y()
        return self.judge(event.mimeData(), index, upper)

    def _hover_over(self, index: QModelIndex) -> None:
        if index != self._hovered:
            self._hovered = index
            closed = index.isValid() and not self.isExpanded(index)
            if closed and self.model().hasChildren(index):
                self.hover.start()
            else:
                self.hover.stop()

    def _open_hovered(self) -> None:
        if self.state() == QAbstractItemView.State.DraggingState and self._hovered.isValid():
            self.expand(self._hovered)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._forget_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        destino = self._aim(event)
        self._forget_drag()
        if destino is None:
            event.ignore()
            return
        event.accept()
        self.dropped.emit(destino, event.mimeData(), _wants_copy(event))

    def _forget_drag(self) -> None:
        self.hover.stop()
        self._hovered = QModelIndex()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.destino = None
        self.viewport().update()

    # -- the mark --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.destino is not None:
            painter = QPainter(self.viewport())
            self._paint_mark(painter, self.destino)
            painter.end()

    def _paint_mark(self, painter: QPainter, destino: Destino) -> None:
        key, edge = destino.mark
        rect = self.visualRect(self.row_of(key))
        if rect.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_theme().focus), _LINE))
        right = self.viewport().width() - 2
        if edge is Edge.ON:
            box = QRectF(
                rect.left() + 1, rect.top() + 1, right - rect.left() - 1, rect.height() - 2
            )
            painter.drawRoundedRect(box, 3, 3)
            return
        y = rect.top() if edge is Edge.ABOVE else self._bottom_of(key)
        y = max(y, _LINE)
        painter.drawEllipse(QPoint(rect.left() + 4, y), 3, 3)
        painter.drawLine(rect.left() + 7, y, right, y)

    def _bottom_of(self, key: str) -> int:
        """Where a row ends with everything that is open below it."""
        index = self.row_of(key)
        while self.isExpanded(index) and self.model().hasChildren(index):
            index = self.model().index(self.model().rowCount(index) - 1, 0, index)
        return self.visualRect(index).bottom() + 1


def _wants_copy(event: QDropEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
