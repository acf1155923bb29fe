"""The list "Por hacer este periodo": what is missing, where, and a jump to it."""

from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from poa_desktop.poa.periodos import MESES, MESES_CORTOS
from poa_desktop.tablero.pending import Falta, Pendiente
from poa_desktop.ui.theme import Theme, current_theme, font_of

_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROLE_FALTA = _ROLE + 1
_PAD = 8
_AIR = 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


class TodoList(QListWidget):
    """One row per thing to do, under a heading for each kind; a click or Enter jumps to it."""

    chosen = Signal(Pendiente)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setProperty("role", "flush")
        self.setAccessibleName("Por hacer este periodo")
        self.itemClicked.connect(self._jump)
        self.itemActivated.connect(self._jump_once)

    def show_pendientes(self, pendientes: tuple[Pendiente, ...]) -> None:
        """Show other rows."""
        self.clear()
        for falta, group in groupby(pendientes, key=lambda each: each.falta):
            rows = tuple(group)
            self._add_heading(falta, len(rows))
            for each in rows:
                item = QListWidgetItem()
                item.setData(_ROLE, each)
                text = row_text(each)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
                item.setToolTip(text)
                self.addItem(item)

    def _add_heading(self, falta: Falta, count: int) -> None:
        item = QListWidgetItem(f"{falta.etiqueta} ({count:,})")
        item.setData(_ROLE_FALTA, falta)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def sizeHint(self) -> QSize:
        return QSize(380, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 72)

    def _jump(self, item: QListWidgetItem) -> None:
        if item.data(_ROLE) is not None:
            self.chosen.emit(item.data(_ROLE))

    def _jump_once(self, item: QListWidgetItem) -> None:
        if not self.underMouse():  # a double click has already jumped with its first click
            self._jump(item)


def row_text(pendiente: Pendiente) -> str:
    """A row in words."""
    return (
        f"{pendiente.falta.etiqueta}, {MESES[pendiente.mes - 1]}: {pendiente.clave} "
        f"{' '.join(pendiente.texto.split())}"
    )


def _color(falta: Falta, theme: Theme) -> str:
    colors = {
        Falta.CAPTURA: theme.rojo.tinta,
        Falta.JUSTIFICACION: theme.amarillo.tinta,
        Falta.EVIDENCIA: theme.amarillo.tinta,
        Falta.ACTO: theme.ink_soft,
    }
    return colors[falta]


class _RowDelegate(QStyledItemDelegate):
    """Columns: month, short name, text; a heading is one word in the colour of its kind."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(option.font).height() + _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pendiente: Pendiente | None = index.data(_ROLE)
        painter.save()
        if pendiente is None:
            self._paint_heading(painter, option.rect, index)
        else:
            self._paint_row(painter, option, pendiente)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, index: Index) -> None:
        theme = current_theme()
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(theme.hairline))
        painter.setFont(font_of(theme.small, bold=True))
        painter.setPen(QColor(_color(Falta(index.data(_ROLE_FALTA)), theme)))
        painter.drawText(area.adjusted(2, 0, 0, 0), _LEFT, index.data())

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, pendiente: Pendiente
    ) -> None:
        theme = current_theme()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(theme.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.accent_soft))
        line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, QColor(theme.hairline))
        soft = theme.selection_ink if selected else theme.ink_soft
        ink = theme.selection_ink if selected else theme.ink
        area = option.rect.adjusted(2, 0, -_PAD, 0)
        painter.setFont(font_of(theme.small))
        month = MESES_CORTOS[pendiente.mes - 1].capitalize()
        area = _column(painter, area, soft, month, "May")
        area = _column(painter, area, soft, pendiente.clave, "A14.4")
        painter.setFont(font_of(theme.body))
        painter.setPen(QColor(ink))
        text = " ".join(pendiente.texto.split())
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, elided)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.focus))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def _column(painter: QPainter, area: QRect, color: str, text: str, widest: str) -> QRect:
    """Write a text into a column as wide as its widest text; give the place that is left."""
    painter.setPen(QColor(color))
    painter.drawText(area, _LEFT, text)
    metrics = painter.fontMetrics()
    wide = max(metrics.horizontalAdvance(text), metrics.horizontalAdvance(widest))
    return area.adjusted(wide + _PAD, 0, 0, 0)
