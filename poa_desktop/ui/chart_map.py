"""The heat map: one row per block or línea, one column per period; a click goes there."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.tablero.heat import CeldaData, FilaData
from poa_desktop.ui.chart_sign import BAR, paint_bar
from poa_desktop.ui.theme import current_theme, font_of

_AIR = 8
_LEAST_AIR = 2
_LEAST_ROW = 18  # pixels; a cell holds a figure above its bar
_PAD = 6
_ROOMY = 21  # pixels; a lower row gives its cells all it has
_NARROW = 56  # pixels; below it a cell shows the figure without its sign
_MAX_COLUMN = 62
_MIN_COLUMN = 38
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTER = Qt.AlignmentFlag.AlignCenter
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}
_ACTIVATE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class HeatMap(QWidget):
    """Rows × periods as tinted cells with their percentage; rows are reached by arrow keys."""

    row_chosen = Signal(object, object)
    """The (TipoLugar, id) of the row, and the Periodo of the cell or None."""
    current_moved = Signal(int, int)
    """Top and height of the row that the keyboard has reached, in pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FilaData, ...] = ()
        self._periodo: Periodo | None = None
        self._current = 0
        self._hover: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_rows(self, rows: tuple[FilaData, ...], periodo: Periodo) -> None:
        """Show other rows; the column of *periodo* is marked."""
        self._rows, self._periodo = rows, periodo
        self._current = min(self._current, max(len(rows) - 1, 0))
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(520, (_text_height() + _AIR) * (len(self._rows) + 1) + 2)

    def minimumSizeHint(self) -> QSize:
        columns = len(self._rows[0].celdas) if self._rows else 0
        return QSize(150 + _MIN_COLUMN * columns, self.height_of(len(self._rows)))

    def height_of(self, rows: int) -> int:
        """Pixels that so many rows and the heading need at least."""
        return _least_row() * (rows + 1) + 2

    def _row_height(self) -> int:
        """Rows give up their air where there is little room, never the height of their text."""
        room = (self.height() - 2) // (len(self._rows) + 1)
        return min(max(room, _least_row()), _text_height() + _AIR)

    def _top(self) -> int:
        """Where the part in sight begins: the heading stays there while the rows scroll."""
        return max(-self.y(), 0)

    def _column_width(self) -> float:
        columns = max(len(self._rows[0].celdas), 1)
        return max(min(self.width() * 0.62 / columns, _MAX_COLUMN), _MIN_COLUMN)

    def _columns_left(self) -> float:
        return self.width() - self._column_width() * len(self._rows[0].celdas)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        for place, row in enumerate(self._rows):
            if self._row_rect(place).intersects(QRectF(event.rect())):
                self._paint_row(painter, place, row)
        painter.translate(0, self._top())
        self._paint_heading(painter)
        painter.end()

    def _row_rect(self, place: int) -> QRectF:
        height = self._row_height()
        return QRectF(0, (place + 1) * height, self.width(), height)

    def _paint_heading(self, painter: QPainter) -> None:
        theme, height = current_theme(), self._row_height()
        width, left = self._column_width(), self._columns_left()
        painter.fillRect(QRectF(0, 0, self.width(), height), QColor(theme.surface))
        for column, cell in enumerate(self._rows[0].celdas):
            chosen = cell.periodo == self._periodo
            painter.setFont(font_of(theme.small, bold=chosen))
            painter.setPen(QColor(theme.accent if chosen else theme.ink_soft))
            area = QRectF(left + column * width, 0, width, height - 1)
            painter.drawText(area, _CENTER, _heading(cell.periodo))
            if chosen:
                painter.fillRect(area.adjusted(3, height - 3, -3, 0), QColor(theme.accent))
        painter.fillRect(QRectF(0, height - 1, self.width(), 1), QColor(theme.hairline_strong))

    def _paint_row(self, painter: QPainter, place: int, row: FilaData) -> None:
        theme, area = current_theme(), self._row_rect(place)
        if place == self._hover:
            painter.fillRect(area, QColor(theme.accent_soft))
        painter.fillRect(QRectF(0, area.bottom() - 1, area.width(), 1), QColor(theme.hairline))
        painter.setFont(font_of(theme.small))
        key_width = painter.fontMetrics().horizontalAdvance("P1.16") + _PAD
        painter.setPen(QColor(theme.ink_soft))
        painter.drawText(area.adjusted(2, 0, 0, 0), _LEFT, row.clave)
        painter.setFont(font_of(theme.body))
        painter.setPen(QColor(theme.ink))
        name = QRectF(area)
        name.setLeft(key_width)
        name.setRight(self._columns_left() - _PAD * 2)
        text = " ".join(row.nombre.split())
        elided = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(name.width())
        )
        painter.drawText(name, _LEFT, elided)
        width, left = self._column_width(), self._columns_left()
        for column, cell in enumerate(row.celdas):
            self._paint_cell(
                painter, QRectF(left + column * width, area.top(), width, area.height()), cell
            )
        if self.hasFocus() and place == self._current:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: CeldaData) -> None:
        theme = current_theme()
        inside = (
            area.adjusted(2, 2, -2, -3) if area.height() > _ROOMY else area.adjusted(2, 1, -2, -2)
        )
        painter.setFont(font_of(theme.small))
        if not cell.comenzado:
            painter.setPen(QColor(theme.hairline_strong))
            painter.drawText(inside, _CENTER, "·")
            return
        color = theme.semaforo(cell.semaforo)
        if cell.porcentaje is None:
            painter.setPen(QColor(theme.ink_soft))
            painter.drawText(inside, _CENTER, "—")
            return
        painter.fillRect(inside, QColor(color.fondo))
        bar = QRectF(inside.left(), inside.bottom() - BAR, inside.width(), BAR)
        paint_bar(painter, bar, cell.porcentaje, cell.semaforo, theme)
        text = format_porcentaje(cell.porcentaje)
        painter.setPen(QColor(color.tinta))
        figure = text.removesuffix(" %") if area.width() < _NARROW else text
        painter.drawText(inside.adjusted(0, 0, 0, -BAR + 1), _CENTER, figure)

    # reaching a row

    def _row_at(self, point: QPoint) -> int | None:
        if point.y() < self._top() + self._row_height():
            return None
        place = point.y() // self._row_height() - 1
        return place if 0 <= place < len(self._rows) else None

    def _cell_at(self, point: QPoint, place: int) -> CeldaData | None:
        column = int((point.x() - self._columns_left()) // self._column_width())
        cells = self._rows[place].celdas
        return cells[column] if 0 <= column < len(cells) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._row_at(event.position().toPoint())
        if hover != self._hover:
            self._hover = hover
            hand = hover is not None
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        place = self._row_at(point)
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            cell = self._cell_at(point, place)
            self._choose(place, cell.periodo if cell else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._rows:
            self._current = min(max(self._current + _STEPS[key], 0), len(self._rows) - 1)
            self._tell()
            self.update()
            row = self._row_rect(self._current)
            self.current_moved.emit(int(row.top()), int(row.height()))
        elif key in _ACTIVATE and self._rows:
            self._choose(self._current, None)
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int, periodo: Periodo | None) -> None:
        self._current = place
        self.row_chosen.emit(self._rows[place].lugar, periodo)

    def _tell(self) -> None:
        self.setAccessibleName("Avance por periodo")
        if self._rows:
            self.setAccessibleDescription(_row_text(self._rows[self._current]))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._row_at(event.pos())
            if place is not None:
                cell = self._cell_at(event.pos(), place)
                QToolTip.showText(event.globalPos(), _tip(self._rows[place], cell), self)
                return True
        return super().event(event)


def _text_height() -> int:
    return QFontMetrics(font_of(current_theme().body)).height()


def _least_row() -> int:
    return max(_text_height() + _LEAST_AIR, _LEAST_ROW)


def _heading(periodo: Periodo) -> str:
    return periodo.corto[:3] if periodo.letra == "M" else periodo.corto


def _tip(row: FilaData, cell: CeldaData | None) -> str:
    name = f"{row.clave} {' '.join(row.nombre.split())}"
    return f"{name}\n{_cell_text(cell)}" if cell else name


def _cell_text(cell: CeldaData) -> str:
    if not cell.comenzado:
        return f"{cell.periodo.en_palabras}: aún no comienza"
    figure = format_porcentaje(cell.porcentaje)
    return f"{cell.periodo.en_palabras}: {figure}, {cell.palabra}"


def _row_text(row: FilaData) -> str:
    cells = "; ".join(_cell_text(cell) for cell in row.celdas)
    return f"{row.clave} {row.nombre}: {cells}"
