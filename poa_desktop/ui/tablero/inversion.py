"""The inversión of a node: programada and ejercida one below the other, and how far it has gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from poa_desktop.poa.formats import format_dinero, format_porcentaje
from poa_desktop.tablero.inversion import InversionData, exceeding
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.tablero.chart_sign import fitted
from poa_desktop.ui.theme import current_theme, font_of

WIDTH = 268
_MOST = 420  # pixels; farther apart, a figure and what it is are no longer read as one
_PAD = 8
_FOOT = 4
_BAR = 4
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class _Kind(Enum):
    HEADING = auto()
    AMOUNT = auto()
    BAR = auto()
    FIGURE = auto()
    EXCESS = auto()
    SOFT = auto()


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: what stands at its left and at its right."""

    kind: _Kind
    left: str
    right: str = ""

    def height(self) -> int:
        if self.kind is _Kind.BAR:
            return _BAR + 6
        theme = current_theme()
        size = theme.body if self.kind in (_Kind.HEADING, _Kind.AMOUNT) else theme.small
        air = 5 if self.kind is _Kind.AMOUNT else 2
        return QFontMetrics(font_of(size, bold=True)).height() + air

    def __str__(self) -> str:
        return f"{self.left} {self.right}".strip()


class InversionBlock(QAbstractButton):
    """A button to the gastos of the node; where none can be captured it only shows."""

    gastos_wanted = Signal(object)
    """The (TipoLugar, id) of the node whose gastos are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = InversionData("", "", ())
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMaximumWidth(_MOST)
        self.clicked.connect(self._go)

    def show_data(self, data: InversionData) -> None:
        """Show other figures."""
        if data == self._data:
            return
        self._data = data
        leads = data.lugar is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        told = [str(row) for row in rows_of(data) if str(row)]
        self.setAccessibleName("; ".join(told))
        self.setAccessibleDescription("Lleva a los gastos." if leads else "")
        self.setToolTip(
            "\n".join([*told[1:], "Un clic lleva a los gastos."] if leads else told[1:])
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, sum(row.height() for row in rows_of(self._data)) + _PAD + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        if self._data.lugar is not None:
            self.gastos_wanted.emit(self._data.lugar)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        top = float(_PAD)
        for row in rows_of(self._data):
            height = row.height()
            area = QRectF(_PAD, top, self.width() - 2 * _PAD, height)
            self._paint_row(painter, row, area)
            top += height
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        theme = current_theme()
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._data.lugar is not None and self.underMouse():
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(inside, 3, 3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(inside, 3, 3)

    def _paint_row(self, painter: QPainter, row: _Row, area: QRectF) -> None:
        theme = current_theme()
        small, bold = font_of(theme.small), font_of(theme.small, bold=True)
        if row.kind is _Kind.BAR:
            self._paint_bar(painter, area)
        elif row.kind is _Kind.HEADING:
            left, right = font_of(theme.body, bold=True), small
            _pair(painter, area, row, (left, theme.ink), (right, theme.ink_soft))
        elif row.kind is _Kind.AMOUNT:
            right = font_of(theme.body * 1.15, bold=True)
            _pair(painter, area, row, (small, theme.ink_soft), (right, theme.ink))
        elif row.kind is _Kind.FIGURE:
            _pair(painter, area, row, (bold, theme.ink), (small, theme.ink_soft))
        else:
            excess = row.kind is _Kind.EXCESS
            left, color = (bold, theme.danger) if excess else (small, theme.ink_soft)
            _pair(painter, area, row, (left, color), (small, theme.ink_soft))

    def _paint_bar(self, painter: QPainter, area: QRectF) -> None:
        theme, spent = current_theme(), self._data.porcentaje
        track = QRectF(area.left(), area.top() + 2, area.width(), _BAR)
        painter.fillRect(track, QColor(theme.track))
        if spent:
            color = theme.rojo.relleno if self._data.excedente else theme.ink_soft
            wide = track.width() * min(float(spent) / 100, 1.0)
            painter.fillRect(QRectF(track.left(), track.top(), wide, _BAR), QColor(color))


def rows_of(data: InversionData) -> Iterator[_Row]:
    """What is said of an inversión, row by row."""
    yield _Row(_Kind.HEADING, "Inversión", data.que_es)
    yield _Row(_Kind.AMOUNT, "Programada", data.cifra)
    if data.ejercido is not None:
        yield _Row(_Kind.AMOUNT, "Ejercida", format_dinero(data.ejercido))
        if data.porcentaje is not None:
            yield _Row(_Kind.BAR, "")
        yield from _spent(data)
    if data.anterior:
        yield _Row(_Kind.SOFT, data.anterior)
    for each in data.detalle:
        yield _Row(_Kind.SOFT, each)


def _spent(data: InversionData) -> Iterator[_Row]:
    share = f"{format_porcentaje(data.porcentaje)} ejercido" if data.porcentaje is not None else ""
    within = ""
    if data.ejercido and data.en_periodo is not None and data.periodo != "Año":
        within = f"en {data.periodo}: {format_dinero(data.en_periodo)}"
    if share or within:
        yield _Row(_Kind.FIGURE, share, within) if share else _Row(_Kind.SOFT, within)
    if data.excedente and data.programado:
        yield _Row(_Kind.EXCESS, f"{format_dinero(data.excedente)} más de lo programado")
    elif data.excedente:
        yield _Row(_Kind.EXCESS, "Ejercida sin inversión programada")
    elif data.excedidas:
        yield _Row(_Kind.EXCESS, exceeding(data.excedidas))


_Ink = tuple[QFont, str]


def _pair(painter: QPainter, area: QRectF, row: _Row, left: _Ink, right: _Ink) -> None:
    """Both texts of a row; the left one gives way to the right one, which shrinks to fit."""
    painter.setFont(fitted(right[0], row.right, area.width() * 0.72))
    wide = painter.fontMetrics().horizontalAdvance(row.right)
    painter.setPen(QColor(right[1]))
    painter.drawText(area, _RIGHT, row.right)
    painter.setFont(left[0])
    painter.setPen(QColor(left[1]))
    room = int(area.width() - wide - (_PAD if wide else 0))
    text = painter.fontMetrics().elidedText(row.left, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, _LEFT, text)
