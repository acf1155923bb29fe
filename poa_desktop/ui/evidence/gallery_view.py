"""Evidencias as a grid of cards: picture, name, where it belongs, what Planeación thinks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from poa_desktop.poa.formats import format_tamano
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.ui.evidence.access import kind_text
from poa_desktop.ui.evidence.list_delegate import (
    EVIDENCIA,
    EvidenceDelegate,
    estado_color,
    estado_text,
)
from poa_desktop.ui.evidence.owner import EVIDENCIAS
from poa_desktop.ui.evidence.placed import Placed
from poa_desktop.ui.evidence.sign import paint_picture, paint_sign
from poa_desktop.ui.evidence.thumbnails import Thumbnails
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, font_of

PLACED = Qt.ItemDataRole.UserRole + 1
_CARD, _PICTURE = 150, 92  # pixels: width of a card, height of its picture
_PAD = 8
_CENTER = int(Qt.AlignmentFlag.AlignCenter)

Index = QModelIndex | QPersistentModelIndex


class GalleryModel(QAbstractListModel):
    """The evidencias that are shown."""

    renamed = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.files: list[Placed] = []
        self.dragged: Callable[[Sequence[Placed]], QMimeData] | None = None

    def show_files(self, files: list[Placed]) -> None:
        """Show others."""
        self.beginResetModel()
        self.files = files
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.files)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
            if index.isValid()
            else Qt.ItemFlag.NoItemFlags
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        placed = self.files[index.row()]
        evidencia = placed.evidencia
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return evidencia.nombre
        if role == EVIDENCIA:
            return evidencia
        if role == PLACED:
            return placed
        told = [evidencia.nombre, placed.where, format_tamano(evidencia.tamano)]
        told.append(EVIDENCIAS.estado(evidencia.estado))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(told)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, [*told, evidencia.motivo])))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        placed = self.files[index.row()]
        if role == Qt.ItemDataRole.EditRole and str(value) != placed.evidencia.nombre:
            self.renamed.emit(placed, str(value))  # the refresh brings it; a refusal keeps this
        return False

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        files = [self.files[each.row()] for each in indexes]
        return self.dragged(files) if self.dragged and files else QMimeData()


class GalleryDelegate(EvidenceDelegate):
    """Draws one card."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(EVIDENCIAS, thumbnails, parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.card()

    def card(self) -> QSize:
        """Pixels of a card: the picture and three lines."""
        widget = self.parent()
        assert isinstance(widget, QWidget)
        return QSize(_CARD, _PICTURE + 3 * widget.fontMetrics().lineSpacing() + 3 * _PAD)

    def _rows(self, rect: QRect) -> tuple[QRect, list[QRect]]:
        inner = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        picture = QRect(inner.left(), inner.top(), inner.width(), _PICTURE)
        top = picture.bottom() + _PAD
        high = max((inner.bottom() - top) // 3, 1)
        rows = [QRect(inner.left(), top + n * high, inner.width(), high) for n in range(3)]
        return picture, rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        placed = index.data(PLACED)
        theme = current_theme()
        evidencia = placed.evidencia
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        picture, (name, place, state) = self._rows(option.rect)
        painter.save()
        if selected:
            painter.fillRect(option.rect.adjusted(2, 2, -2, -2), QColor(theme.selection))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.focus))
            painter.drawRect(option.rect.adjusted(2, 2, -3, -3))
        made = self._thumbnails.picture(evidencia.sha256)
        if made is None:
            paint_sign(painter, picture, kind_text(evidencia.nombre, evidencia.tipo))
        else:
            paint_picture(painter, picture, made)
        ink = theme.selection_ink if selected else theme.ink
        soft = theme.selection_ink if selected else theme.ink_soft
        middle = Qt.TextElideMode.ElideMiddle
        self._line(painter, name, evidencia.nombre, ink, middle, small=False)
        mes = MESES_CORTOS[placed.mes - 1]
        where = f"{placed.clave} · {mes} · {format_tamano(evidencia.tamano)}"
        self._line(painter, place, where, soft, middle)
        told = estado_text(evidencia, EVIDENCIAS) or "Pendiente"
        color = theme.selection_ink if selected else estado_color(evidencia.estado)
        self._line(painter, state, told, color, Qt.TextElideMode.ElideRight)
        painter.restore()

    def _line(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        color: str,
        elide: Qt.TextElideMode,
        *,
        small: bool = True,
    ) -> None:
        theme = current_theme()
        painter.setFont(font_of(theme.small if small else theme.body))
        painter.setPen(QColor(color))
        painter.drawText(room, _CENTER, painter.fontMetrics().elidedText(text, elide, room.width()))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        _, (name, _, _) = self._rows(option.rect)
        high = editor.sizeHint().height()
        editor.setGeometry(
            option.rect.left(), name.center().y() - high // 2, option.rect.width(), high
        )


class GalleryView(QListView):
    """The cards; its keys are those of the list."""

    copy_asked = Signal()
    open_asked = Signal()
    look_asked = Signal()
    remove_asked = Signal()

    def __init__(self, model: GalleryModel, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Evidencias")
        delegate = GalleryDelegate(thumbnails, self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setGridSize(delegate.card())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self.open_asked.emit())
        thumbnails.ready.connect(self._on_picture)

    def _on_picture(self, _sha256: str) -> None:
        self.viewport().update()

    def show_files(self, files: list[Placed]) -> None:
        """Show others: what was chosen stays chosen, or what came after it; nothing jumps."""
        model, selection = self.model(), self.selectionModel()
        assert isinstance(model, GalleryModel)
        chosen = {each.evidencia.id for each in self.chosen()}
        row, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
        model.show_files(files)
        still = [n for n, each in enumerate(files) if each.evidencia.id in chosen]
        if files and not still:
            still = [min(max(row, 0), len(files) - 1)]
        if still:
            here = row if row in still else still[0]
            self.setCurrentIndex(model.index(here))
        for each in still:
            selection.select(model.index(each), selection.SelectionFlag.Select)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)

    def chosen(self) -> list[Placed]:
        """The selected evidencias, in their order."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda each: each.row())
        return [each.data(PLACED) for each in rows]

    def event(self, event: QEvent) -> bool:
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_asked.emit()
        elif key == Qt.Key.Key_Space:
            self.look_asked.emit()
        else:
            super().keyPressEvent(event)
