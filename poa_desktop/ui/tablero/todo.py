"""The list "Por hacer este periodo": what is missing, where, and a jump to it."""

from itertools import groupby

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from poa_desktop.poa.periodos import MESES, MESES_CORTOS
from poa_desktop.tablero.pending import Falta, Pendiente
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import Theme, current_theme, font_of

_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_PAD = 8
_AIR = 10
_LEAST_HEIGHT = 72
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex
_Heading = tuple[Falta, int]
_NO_PARENT = QModelIndex()


class TodoModel(QAbstractListModel):
    """Rows of one list: for each kind a heading with its count, then the things to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Pendiente | _Heading] = []

    def show_pendientes(self, pendientes: tuple[Pendiente, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = []
        for falta, group in groupby(pendientes, key=lambda each: each.falta):
            rows = tuple(group)
            self._rows += [(falta, len(rows)), *rows]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Pendiente):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self._rows[index.row()]
        if role == _ROLE:
            return row
        if isinstance(row, Pendiente):
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row_text(row))
            return row_text(row) if role == Qt.ItemDataRole.AccessibleTextRole else None
        falta, count = row
        return f"{falta.etiqueta} ({count:,})" if role == Qt.ItemDataRole.DisplayRole else None


class TodoList(QListView):
    """One row per thing to do, under a heading for each kind; a click or Enter jumps to it."""

    chosen = Signal(Pendiente)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TodoModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setProperty("role", "flush")
        self.setAccessibleName("Por hacer este periodo")
        self.clicked.connect(self._jump)
        self.activated.connect(self._jump_once)

    def show_pendientes(self, pendientes: tuple[Pendiente, ...]) -> None:
        """Show other rows."""
        self.rows.show_pendientes(pendientes)
        self.setMaximumHeight(self.whole_height())

    def sizeHint(self) -> QSize:
        return QSize(380, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, min(_LEAST_HEIGHT, self.whole_height()))

    def whole_height(self) -> int:
        """Pixels in which every row is in sight."""
        return self.rows.rowCount() * (self.fontMetrics().height() + _AIR) + 2

    def _jump(self, index: QModelIndex) -> None:
        row = index.data(_ROLE)
        if isinstance(row, Pendiente):
            self.chosen.emit(row)

    def _jump_once(self, index: QModelIndex) -> None:
        if not self.underMouse():  # a double click has already jumped with its first click
            self._jump(index)


def row_text(pendiente: Pendiente) -> str:
    """A row in words."""
    return (
        f"{pendiente.falta.etiqueta}, {MESES[pendiente.mes - 1]}: {pendiente.clave} "
        f"{' '.join(pendiente.texto.split())}"
    )


def _color(falta: Falta, theme: Theme) -> str:
    colors = {
        Falta.OBSERVACION: theme.rojo.tinta,
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
        row: Pendiente | _Heading = index.data(_ROLE)
        painter.save()
        if isinstance(row, Pendiente):
            self._paint_row(painter, option, row)
        else:
            self._paint_heading(painter, option.rect, row[0], index.data())
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, falta: Falta, text: str) -> None:
        theme = current_theme()
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(theme.hairline))
        painter.setFont(font_of(theme.small, bold=True))
        painter.setPen(QColor(_color(falta, theme)))
        painter.drawText(area.adjusted(2, 0, 0, 0), _LEFT, text)

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
