"""The list of a replacement: field, text before, text after, the difference marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from poa_desktop.poa.buscar import Coincidencia
from poa_desktop.ui.buscar.model import ROLE_FIND
from poa_desktop.ui.buscar.replace_model import (
    BEFORE,
    ROLE_AFTER,
    ROLE_MOTIVO,
    WHERE,
    ReplaceModel,
)
from poa_desktop.ui.buscar.snippet import draw_snippet
from poa_desktop.ui.icons import icon
from poa_desktop.ui.theme import current_theme, font_of, set_role
from poa_desktop.ui.tree.delegate import RowTree

Index = QModelIndex | QPersistentModelIndex
_PAD, _AIR, _SIGN = 6, 10, 14
_SHARES = {WHERE: 0.28, BEFORE: 0.36}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ReplaceDelegate(QStyledItemDelegate):
    """Draws the two texts; the first column, with its ticks, is Qt's."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, QFontMetrics(font_of(current_theme().body)).lineSpacing() + _AIR)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.font = font_of(current_theme().body, bold=not index.internalId())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        find = index.data(ROLE_FIND)
        if index.column() == WHERE or not isinstance(find, Coincidencia):
            super().paint(painter, option, index)
            return
        theme = current_theme()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = QColor(theme.selection_ink if selected else theme.ink)
        room = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        painter.setFont(font_of(theme.body))
        motivo = str(index.data(ROLE_MOTIVO) or "")
        if index.column() == BEFORE:
            draw_snippet(painter, room, find.texto.texto, [find.span], ink=ink, struck=True)
        elif motivo:
            sign = icon("error", theme.danger)
            sign.paint(painter, room.left(), room.center().y() - _SIGN // 2, _SIGN, _SIGN)
            room = room.adjusted(_SIGN + _PAD, 0, 0, 0)
            painter.setPen(ink if selected else QColor(theme.danger))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(motivo, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _LEFT, shown)
        else:
            text, mark = index.data(ROLE_AFTER)
            draw_snippet(painter, room, text, [mark], ink=ink)
        painter.restore()


class ReplaceView(RowTree):
    """The tree of what would change; the space bar ticks, Enter goes there."""

    def __init__(self, model: ReplaceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ReplaceDelegate(self))
        self.setAccessibleName("Lo que se reemplaza")
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self, "changes")
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setAccessibleName("Encabezado: lo que se reemplaza")
        model.modelReset.connect(self._span_groups)
        model.ticked_changed.connect(self.viewport().update)

    def _span_groups(self) -> None:
        model = self.model()
        for row in range(model.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self.expandAll()
        if model.rowCount():
            self.setCurrentIndex(model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            index = self.currentIndex().siblingAtColumn(WHERE)
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            self.model().setData(index, state, Qt.ItemDataRole.CheckStateRole)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int(self.viewport().width() * share))
