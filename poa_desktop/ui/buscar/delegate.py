"""How what was found is drawn: the node with its count, then field and text, the find marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from poa_desktop.poa.buscar import Coincidencia, Grupo
from poa_desktop.ui.buscar.model import ROLE_FIND, ROLE_GROUP, FindsModel
from poa_desktop.ui.buscar.snippet import draw_snippet
from poa_desktop.ui.theme import current_theme, font_of

Index = QModelIndex | QPersistentModelIndex
_PAD, _AIR = 6, 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class FindsDelegate(QStyledItemDelegate):
    """Draws groups on one row of text, finds on two."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = current_theme()
        small = QFontMetrics(font_of(theme.small)).lineSpacing()
        body = QFontMetrics(font_of(theme.body)).lineSpacing()
        group = index.data(ROLE_GROUP)
        second = group is None or _shows_poa(index)
        return QSize(80, body + (small if second else 0) + _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        room = option.rect.adjusted(2, _AIR // 2, -_PAD, -_AIR // 2)
        group, find = index.data(ROLE_GROUP), index.data(ROLE_FIND)
        if isinstance(group, Grupo):
            self._paint_group(painter, room, group, selected, _shows_poa(index))
        elif isinstance(find, Coincidencia):
            self._paint_find(painter, room, find, selected)
        painter.restore()

    def _inks(self, selected: bool) -> tuple[QColor, QColor]:
        theme = current_theme()
        if selected:
            return QColor(theme.selection_ink), QColor(theme.selection_ink)
        return QColor(theme.ink), QColor(theme.ink_soft)

    def _paint_group(
        self, painter: QPainter, room: QRect, group: Grupo, selected: bool, poa: bool
    ) -> None:
        theme = current_theme()
        ink, soft = self._inks(selected)
        if poa:
            small = QFontMetrics(font_of(theme.small)).lineSpacing()
            _row(
                painter, room.adjusted(0, 0, 0, small - room.height()), group.poa, soft, small=True
            )
            room = room.adjusted(0, small, 0, 0)
        count = str(len(group.coincidencias))
        painter.setFont(font_of(theme.small))
        painter.setPen(soft)
        painter.drawText(room, _RIGHT, count)
        room = room.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(count) - _PAD, 0)
        clave = group.nodo.clave
        if clave:
            painter.drawText(room, _LEFT, clave)
            room = room.adjusted(painter.fontMetrics().horizontalAdvance(clave) + _PAD, 0, 0, 0)
        _row(painter, room, " ".join(group.nodo.titulo.split()), ink, bold=True)

    def _paint_find(
        self, painter: QPainter, room: QRect, find: Coincidencia, selected: bool
    ) -> None:
        theme = current_theme()
        ink, soft = self._inks(selected)
        small = QFontMetrics(font_of(theme.small)).lineSpacing()
        upper = QRect(room.left(), room.top(), room.width(), small)
        _row(painter, upper, find.texto.nombre, soft, small=True)
        painter.setFont(font_of(theme.body))
        lower = room.adjusted(0, small, 0, 0)
        draw_snippet(painter, lower, find.texto.texto, [find.span], ink=ink)


def _shows_poa(index: Index) -> bool:
    model = index.model()
    return isinstance(model, FindsModel) and model.several_poas and not index.parent().isValid()


def _row(
    painter: QPainter,
    room: QRect,
    text: str,
    ink: QColor,
    *,
    bold: bool = False,
    small: bool = False,
) -> None:
    theme = current_theme()
    painter.setFont(font_of(theme.small if small else theme.body, bold=bold))
    painter.setPen(ink)
    metrics = painter.fontMetrics()
    painter.drawText(
        room, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    )
