"""The heat map: one row per block or línea, one column per period; a click goes there."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
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
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.gauges import chosen_among
from poa_desktop.tablero.heat import CeldaData, FilaData, column_heading
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.tablero import chart_map_words as words
from poa_desktop.ui.tablero.chart_sign import BAR, fitted, paint_bar, paint_sign
from poa_desktop.ui.theme import current_theme, font_of

_AIR = 8
_MOST_AIR = 16  # a row is never higher: the eye must find its way from the name to the cells
_LEAST_AIR = 2
_LEAST_ROW = 18  # pixels; a cell holds a figure above its bar
_PAD = 6
_ROOMY = 21  # pixels; a lower row gives its cells all it has
_MAX_COLUMN = 62
_MIN_COLUMN = 36
_LEAST_NAME = 72
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTER = Qt.AlignmentFlag.AlignCenter
_FIGURES = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_FIGURE_PAD = 3
_SIGN = 6.0
_FAR = 10_000
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Home: (0, -_FAR),
    Qt.Key.Key_End: (0, _FAR),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ACTIVATE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class HeatMap(QWidget):
    """Rows × periods as tinted cells with their percentage; the arrow keys walk from cell to cell.

    Home and End go to the ends of a row, with Ctrl to the first and the last row.
    """

    row_chosen = Signal(object, object)
    """The (TipoLugar, id) of the row, and the Periodo of the cell or None."""
    current_moved = Signal(int, int)
    """Top and height of the row that the keyboard has reached, in pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FilaData, ...] = ()
        self._periodo: Periodo | None = None
        self._chosen: frozenset[Periodo] = frozenset()
        self._current = 0
        self._column: int | None = None
        self._hover: int | None = None
        self._small = self._body = QFont()
        self._figures: dict[tuple[int, int], str] = {}
        self._longest_key = ""
        self._title = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_rows(self, rows: tuple[FilaData, ...], periodo: Periodo) -> None:
        """Show other rows; the column of *periodo*, or of its parts, is marked."""
        resized = len(rows) != len(self._rows)
        if rows is not self._rows:
            self._figures.clear()
            self._longest_key = max((row.clave for row in rows), key=len, default="")
        if periodo != self._periodo:
            self._column = None
        self._rows, self._periodo = rows, periodo
        cells = rows[0].celdas if rows else ()
        self._chosen = chosen_among((cell.periodo for cell in cells), periodo)
        self._current = min(self._current, max(len(rows) - 1, 0))
        self._tell()
        if resized:
            self.updateGeometry()
        self.update()

    def show_title(self, title: str) -> None:
        """A title beside the periods, where no heading stands above the map."""
        if title != self._title:
            self._title = title
            self.update()

    @property
    def column(self) -> int:
        """The column the keyboard is in: that of the chosen period until it moves."""
        last = len(self._rows[0].celdas) - 1 if self._rows else 0
        if self._column is not None:
            return min(self._column, last)
        cells = self._rows[0].celdas if self._rows else ()
        at = (place for place, cell in enumerate(cells) if cell.periodo in self._chosen)
        return next(at, max(last, 0))

    def sizeHint(self) -> QSize:
        return QSize(520, (_text_height() + _MOST_AIR) * (len(self._rows) + 1) + 2)

    def comfortable_height(self) -> int:
        """Pixels in which the rows have their usual air."""
        return (_text_height() + _AIR) * (len(self._rows) + 1) + 2

    def minimumSizeHint(self) -> QSize:
        columns = len(self._rows[0].celdas) if self._rows else 0
        return QSize(_LEAST_NAME + _MIN_COLUMN * columns, self.height_of(len(self._rows)))

    def height_of(self, rows: int) -> int:
        """Pixels that so many rows and the heading need at least."""
        return _least_row() * (rows + 1) + 2

    def _row_height(self) -> int:
        """Rows give up their air where there is little room, never the height of their text."""
        room = (self.height() - 2) // (len(self._rows) + 1)
        return min(max(room, _least_row()), _text_height() + _MOST_AIR)

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
        theme = current_theme()
        self._small, self._body = font_of(theme.small), font_of(theme.body)
        height = self._row_height()
        first = max(event.rect().top() // height - 1, 0)
        last = event.rect().bottom() // height
        for place in range(first, min(last, len(self._rows))):
            self._paint_row(painter, place, height)
        painter.translate(0, self._top())
        self._paint_heading(painter)
        painter.end()

    def _row_rect(self, place: int, height: int = 0) -> QRectF:
        height = height or self._row_height()
        return QRectF(0, (place + 1) * height, self.width(), height)

    def _paint_heading(self, painter: QPainter) -> None:
        theme, height = current_theme(), self._row_height()
        width, left = self._column_width(), self._columns_left()
        painter.fillRect(QRectF(0, 0, self.width(), height), QColor(theme.surface))
        painter.setFont(font_of(theme.body, bold=True))
        painter.setPen(QColor(theme.ink))
        room = QRectF(0, 0, left - _PAD, height - 1)
        title = painter.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, _LEFT, title)
        for column, cell in enumerate(self._rows[0].celdas):
            chosen = cell.periodo in self._chosen
            painter.setFont(font_of(theme.small, bold=chosen))
            painter.setPen(QColor(theme.accent if chosen else theme.ink_soft))
            area = QRectF(left + column * width, 0, width, height - 1)
            painter.drawText(area, _CENTER, column_heading(cell.periodo))
            if chosen:
                painter.fillRect(area.adjusted(3, height - 3, -3, 0), QColor(theme.accent))
        painter.fillRect(QRectF(0, height - 1, self.width(), 1), QColor(theme.hairline_strong))

    def _paint_row(self, painter: QPainter, place: int, height: int) -> None:
        theme, row, area = current_theme(), self._rows[place], self._row_rect(place, height)
        if place == self._hover or (self.hasFocus() and place == self._current):
            painter.fillRect(area, QColor(theme.accent_soft))
        painter.fillRect(QRectF(0, area.bottom() - 1, area.width(), 1), QColor(theme.hairline))
        painter.setFont(self._small)
        key_width = painter.fontMetrics().horizontalAdvance(self._longest_key) + _PAD + 2
        painter.setPen(QColor(theme.ink_soft))
        painter.drawText(area.adjusted(2, 0, 0, 0), _LEFT, row.clave)
        painter.setFont(self._body)
        painter.setPen(QColor(theme.ink))
        name = QRectF(area)
        name.setLeft(key_width)
        name.setRight(self._columns_left() - _PAD * 2)
        text = words.single_row(row.nombre)
        elided = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(name.width())
        )
        painter.drawText(name, _LEFT, elided)
        width, left = self._column_width(), self._columns_left()
        for column, cell in enumerate(row.celdas):
            inside = QRectF(left + column * width, area.top(), width, area.height())
            self._paint_cell(painter, inside, cell, self._figure(place, column))
        if self.hasFocus() and place == self._current:
            at = left + self.column * width
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(at + 1, area.top() + 1, width - 2, area.height() - 3))

    def _figure(self, place: int, column: int) -> str:
        """The text of a cell, written once: rounding a Fraction takes longer than drawing it."""
        key = place, column
        if key not in self._figures:
            self._figures[key] = format_porcentaje(self._rows[place].celdas[column].porcentaje)
        return self._figures[key]

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: CeldaData, text: str) -> None:
        theme = current_theme()
        inside = (
            area.adjusted(2, 2, -2, -3) if area.height() > _ROOMY else area.adjusted(2, 1, -2, -2)
        )
        if not cell.comenzado:
            painter.setFont(self._small)
            painter.setPen(QColor(theme.ink_faint))
            painter.drawText(inside, _CENTER, "·")
            return
        color = theme.semaforo(cell.semaforo)
        if cell.porcentaje is None:
            painter.setFont(self._small)
            painter.setPen(QColor(theme.ink_soft))
            painter.drawText(inside, _CENTER, text)
            return
        painter.fillRect(inside, QColor(color.fondo))
        bar = QRectF(inside.left(), inside.bottom() - BAR, inside.width(), BAR)
        paint_bar(painter, bar, cell.porcentaje, cell.semaforo, theme)
        painter.setPen(QColor(color.tinta))
        figure = words.shortened(text, cell.porcentaje, area.width())
        room = inside.adjusted(0, 0, -_FIGURE_PAD, -BAR + 1)
        if cell.semaforo is not Semaforo.GRIS:
            center = QPointF(inside.left() + _SIGN / 2 + 2, room.center().y())
            paint_sign(painter, center, cell.semaforo, theme, _SIGN)
            room.setLeft(center.x() + _SIGN / 2)
        painter.setFont(fitted(self._small, figure, room.width()))
        painter.drawText(room, _FIGURES, figure)

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
        step = self._step_of(event)
        if step is not None and self._rows:
            self._move(*step)
        elif event.key() in _ACTIVATE and self._rows:
            row = self._rows[self._current]
            self._choose(self._current, row.celdas[self.column].periodo)
        else:
            super().keyPressEvent(event)

    def _step_of(self, event: QKeyEvent) -> tuple[int, int] | None:
        """Rows and columns a key moves by; None for any other key."""
        key = Qt.Key(event.key())
        if key in _PAGES:
            in_sight = self.visibleRegion().boundingRect().height() // self._row_height()
            return _PAGES[key] * max(in_sight - 2, 1), 0
        step = _STEPS.get(key)
        whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step is not None and whole and abs(step[1]) == _FAR:
            return step[1], 0
        return step

    def _move(self, rows: int, columns: int) -> None:
        last = len(self._rows[0].celdas) - 1
        before = self._current, self.column
        self._current = min(max(self._current + rows, 0), len(self._rows) - 1)
        if columns:
            self._column = min(max(self.column + columns, 0), last)
        self._tell()
        if (self._current, self.column) != before:
            row = self._rows[self._current]
            told = words.cell_text(row.celdas[self.column])
            announce(self, told if self._current == before[0] else f"{words.name(row)}: {told}")
        self.update()
        area = self._row_rect(self._current)
        self.current_moved.emit(int(area.top()), int(area.height()))

    def _choose(self, place: int, periodo: Periodo | None) -> None:
        self._current = place
        self._tell()
        self.row_chosen.emit(self._rows[place].lugar, periodo)

    def _tell(self) -> None:
        """Name the cell at hand, for whoever comes here; its whole row is the description."""
        if not self._rows:
            self.setAccessibleName("Avance por periodo")
            return
        row = self._rows[self._current]
        cell = words.cell_text(row.celdas[self.column])
        self.setAccessibleName(f"Avance por periodo, {words.name(row)}: {cell}")
        self.setAccessibleDescription(words.row_text(row))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._row_at(event.pos())
            if place is not None:
                cell = self._cell_at(event.pos(), place)
                told = plain_tip(words.tip(self._rows[place], cell))
                QToolTip.showText(event.globalPos(), told, self)
                return True
        return super().event(event)


def _text_height() -> int:
    return QFontMetrics(font_of(current_theme().body)).height()


def _least_row() -> int:
    return max(_text_height() + _LEAST_AIR, _LEAST_ROW)
