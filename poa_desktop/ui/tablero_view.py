"""The Tablero: how a node stands in every period, and what is left to do in this one."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.tablero.curve import CurvaData
from poa_desktop.tablero.figures import TableroData
from poa_desktop.tablero.pending import Pendiente, encabezado
from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.chart_curve import CurveChart
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.tablero_gauges import GaugeRow
from poa_desktop.ui.tablero_head import TableroHead
from poa_desktop.ui.tablero_inversion import WIDTH, InversionBlock
from poa_desktop.ui.tablero_map import MapPane
from poa_desktop.ui.tablero_todo import TodoList
from poa_desktop.ui.theme import current_theme, set_role

_WIDE = 900  # pixels of a page that holds two columns
_LOW = 570  # pixels; a lower page gives its rows what the gauges and the soft line can spare
_HIGH = 640  # pixels of a page on an office screen; on a higher one the gauges grow
_LEAST_STRETCH = 0.9
_MOST_STRETCH = 1.4
_NAMES = 80  # pixels that two columns leave to the names in the map beyond their least width
_CURVE_ALONE = 200  # pixels of the curve and of the list where the page scrolls
_TODO_ALONE = 260


class TableroView(QScrollArea):
    """Shows a TableroData; whoever holds it computes the data and follows the signals.

    Two columns that end with the window where it is wide enough; else one column that scrolls.
    """

    period_chosen = Signal(Periodo)
    go_to = Signal(object)
    """A Lugar (poa.problems) the user wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Tablero")
        self._arranged: tuple[bool, bool] | None = None
        self.head = TableroHead()
        self.refusal = _label("danger", wrap=True)
        self.gauges = GaugeRow()
        self.inversion = InversionBlock()
        self.map_pane = MapPane()
        self.map = self.map_pane.map
        self.map_heading = _label("heading")
        self.curve = CurveChart()
        self.curve_heading = ElidedLabel()
        self.todo = TodoList()
        self.todo_heading = ElidedLabel()
        self.todo_empty = _label("soft")
        for each in (self.curve_heading, self.todo_heading):
            set_role(each, "heading")
        self._connect()
        self.empty = _EmptyState()
        self._stack = _Sheets()
        content = QWidget()
        content.setLayout(self._stack)
        self._stack.addWidget(self._full())
        self._stack.addWidget(self.empty)
        self.setWidget(content)

    def _connect(self) -> None:
        self.gauges.chosen.connect(self.period_chosen)
        self.inversion.gastos_wanted.connect(self._show_gastos)
        self.map.row_chosen.connect(self._row_chosen)
        self.map.current_moved.connect(self._reveal)
        self.todo.chosen.connect(self._jump)

    # layout

    def _full(self) -> QWidget:
        theme = current_theme()
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(theme.margin, theme.half, theme.margin, theme.gap)
        column.setSpacing(theme.gap)
        column.addWidget(self.head)
        column.addWidget(self.refusal)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.margin)
        self._top.addWidget(self.gauges, 1)
        self._top.addWidget(self.inversion, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._top)
        column.addWidget(_hairline())
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(theme.margin)
        self._left = self._map_block()
        self._lower.addWidget(self._left, 11)
        self._lower.addLayout(self._right_column(), 9)
        column.addLayout(self._lower, 1)
        return full

    def _map_block(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().half)
        column.addWidget(self.map_heading)
        column.addWidget(self.map_pane)
        column.addStretch()
        return block

    def _right_column(self) -> QVBoxLayout:
        theme = current_theme()
        column = QVBoxLayout()
        column.setSpacing(theme.half)
        column.addWidget(self.curve_heading)
        column.addWidget(self.curve, 4)
        column.addSpacing(theme.gap)
        column.addWidget(self.todo_heading)
        column.addWidget(self.todo_empty)
        column.addWidget(self.todo, 5)
        column.addStretch(0)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """One column or two, by the width; larger gauges where there is height for them."""
        width, height = self.width(), self.viewport().height()
        wide = width >= max(_WIDE, self._two_columns())
        if self._arranged != (wide, bool(self._left.isHidden())):
            self._arranged = wide, bool(self._left.isHidden())
            row, rows = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._top.setDirection(row if wide else rows)
            self._lower.setDirection(row if wide else rows)
            self.map_pane.show_whole(not wide)
            self.curve.setMinimumHeight(0 if wide else _CURVE_ALONE)
            self.inversion.setMinimumWidth(WIDTH)
            self.inversion.setMaximumWidth(WIDTH if wide else 420)
        self.todo.setMinimumHeight(0 if wide else min(_TODO_ALONE, self.todo.whole_height()))
        low = wide and height < _LOW
        self.head.soft.setVisible(not low)
        grown = min(max(height / _HIGH, 1.0), _MOST_STRETCH) if wide else 1.0
        self.gauges.fit(_LEAST_STRETCH if low else grown)

    def _two_columns(self) -> int:
        """Pixels that map and curve need side by side."""
        if self._left.isHidden():
            return 0
        least = self.map_pane.minimumSizeHint().width() + self.curve.minimumSizeHint().width()
        return least + _NAMES + 3 * current_theme().margin

    # content

    def show_data(self, data: TableroData) -> None:
        """Show a node's figures."""
        self._stack.setCurrentIndex(0 if data.lineas else 1)
        self._stack.invalidate()
        if not data.lineas:
            return
        soft = f"{data.subtitulo} · {data.regla}"
        self.head.show_headline(data.headline, soft, _wrapped(data.regla_en_palabras))
        self.refusal.setText(data.rechazo or "")
        self.refusal.setVisible(data.rechazo is not None)
        if self.gauges.show_gauges(data.gauges):
            self._order_tabs()
        self.inversion.show_data(data.inversion)
        self._left.setVisible(bool(data.filas))
        self.map_heading.setText("Avance por periodo")
        if data.filas:
            self.map_pane.show_rows(data.filas, data.periodo)
        self.curve_heading.setText(_curve_heading(data.curva))
        self.curve.show_data(data.curva)
        self._show_todo(data)
        self._arrange()

    def _order_tabs(self) -> None:
        """The Tab key goes as the eye does: gauges, inversión, map, curve, list."""
        stops: list[QWidget] = [
            *self.gauges.gauges,
            self.inversion,
            self.map,
            self.curve,
            self.todo,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_todo(self, data: TableroData) -> None:
        count = len(data.pendientes)
        self.todo_heading.setText(encabezado(data.pendientes, data.periodo))
        self.todo.setVisible(count > 0)
        self.todo_empty.setVisible(count == 0)
        self.todo_empty.setText("Nada pendiente en este periodo.")
        self.todo.show_pendientes(data.pendientes)

    # signals

    def _row_chosen(self, lugar: Selection, periodo: Periodo | None) -> None:
        if periodo is not None:
            self.period_chosen.emit(periodo)
        tipo, ident = lugar
        self.go_to.emit(Lugar(tipo, ident, "", ""))

    def _show_gastos(self, lugar: Selection) -> None:
        tipo, ident = lugar
        self.go_to.emit(Lugar(tipo, ident, "gastos", ""))

    def _jump(self, pendiente: Pendiente) -> None:
        place = Lugar(
            TipoLugar.LINEA, pendiente.linea_id, pendiente.campo, pendiente.clave, pendiente.mes
        )
        self.go_to.emit(place)

    def _reveal(self, top: int, height: int) -> None:
        """Bring the map's row into sight where the page scrolls."""
        content = self.widget()
        point = self.map.mapTo(content, self.map.rect().topLeft())
        self.ensureVisible(point.x(), point.y() + top + height // 2, 0, 2 * height)


class _Sheets(QStackedLayout):
    """The page or its empty state; gives way down to its least height before anything scrolls.

    With heightForWidth, which wrapped labels bring in, QScrollArea would insist on the preferred
    height instead. It never asks for more width than the page has: then it turns into one column.
    """

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSize(self) -> QSize:
        return QSize(0, self.currentWidget().minimumSizeHint().height())


class _EmptyState(QWidget):
    """What to do next where there is nothing to evaluate yet."""

    def __init__(self) -> None:
        super().__init__()
        theme = current_theme()
        heading = _label("title", wrap=True)
        heading.setText("Aún no hay líneas de acción que evaluar")
        text = _label("", wrap=True)
        text.setText(
            "Use «Agregar», junto al árbol, y prográmelas en Calendario: aquí aparecerán el "
            "avance de cada periodo y lo que falta por hacer."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.margin)
        column.setSpacing(theme.gap)
        for each in (heading, text):
            each.setMaximumWidth(560)
            column.addWidget(each)
        column.addStretch()


def _label(role: str, *, wrap: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        set_role(label, role)
    return label


def _hairline() -> QFrame:
    line = QFrame()
    set_role(line, "rule")
    return line


def _curve_heading(curva: CurvaData) -> str:
    behind = f"; en gris, {curva.ejercicio_anterior}" if curva.anterior else ""
    return f"Avance acumulado ({curva.unidad}{behind})"


def _wrapped(text: str) -> str:
    """A tooltip of several lines instead of one as wide as the screen."""
    rows, row = [], ""
    for word in text.split():
        if len(row) + len(word) > 70:
            rows.append(row)
            row = ""
        row = f"{row} {word}".strip()
    return "\n".join([*rows, row])
