"""The Tablero: how a node stands in every period, and what is left to do in this one."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.tablero.curve import CurvaData
from poa_desktop.tablero.figures import TableroData
from poa_desktop.tablero.pending import Pendiente, encabezado
from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.tablero.chart_curve import CurveChart
from poa_desktop.ui.tablero.gauges import GaugeRow
from poa_desktop.ui.tablero.head import TableroHead
from poa_desktop.ui.tablero.inversion import WIDTH, InversionBlock
from poa_desktop.ui.tablero.legend import Legend
from poa_desktop.ui.tablero.map import MapPane
from poa_desktop.ui.tablero.sheets import EmptyState, Sheets, hairline, label, wrapped
from poa_desktop.ui.tablero.todo import TodoList
from poa_desktop.ui.theme import current_theme, set_role

_WIDE = 900  # pixels of a page that holds two columns
_LOW = 570  # pixels; a lower page gives its rows what gauges, legend and headings can spare
_LOW_ACROSS = 600  # the same where the map lies across
_HIGH = 640  # pixels of a page on an office screen; on a higher one the gauges grow
_LEAST_STRETCH = 0.9
_MOST_STRETCH = 1.4
_NAMES = 100  # pixels that two columns leave to the names in the map beyond their least width
_FULL = 16_777_215  # no bound
_LEFT_SHARE, _RIGHT_SHARE = 11, 9
_MAP_HEADING = "Avance por periodo (%)"
_CURVE_ALONE = 200  # pixels of the curve and of the list where the page scrolls
_TODO_ALONE = 260


class TableroView(QScrollArea):
    """Shows a TableroData; whoever holds it computes the data and follows the signals.

    Where it is wide enough it ends with the window, in two columns, or with a map of many
    periods across and the two below it; else it is one column that scrolls.
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
        self._arranged: tuple[bool, bool, bool] | None = None
        self.head = TableroHead()
        self.refusal = label("danger", wrap=True)
        self.gauges = GaugeRow()
        self.inversion = InversionBlock()
        self.map_pane = MapPane()
        self.map = self.map_pane.map
        self.map_heading = label("heading")
        self.map_heading.setText(_MAP_HEADING)
        self.legend = Legend()
        self.curve = CurveChart()
        self.curve_heading = ElidedLabel()
        self.todo = TodoList()
        self.todo_heading = ElidedLabel()
        self.todo_empty = label("soft")
        self._below_todo = QSpacerItem(0, 0)
        for each in (self.curve_heading, self.todo_heading):
            set_role(each, "heading")
        for fixed in (self.curve_heading, self.todo_heading, self.todo_empty):
            fixed.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._connect()
        self.empty = EmptyState()
        self._stack = Sheets()
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
        column = self._column = QVBoxLayout(full)
        column.setContentsMargins(theme.margin, theme.half, theme.margin, theme.gap)
        column.addWidget(self.head)
        column.addWidget(self.refusal)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.margin)
        self._top.addWidget(self.gauges, 1)
        self._top.addWidget(self.inversion, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._top)
        column.addWidget(hairline())
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(theme.margin)
        self._left = self._map_block()
        self._lower.addWidget(self._left, _LEFT_SHARE)
        self._lower.addLayout(self._right_block(), _RIGHT_SHARE)
        column.addLayout(self._lower, 1)
        return full

    def _map_block(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().half)
        column.addWidget(self.map_heading)
        column.addWidget(self.map_pane)
        column.addWidget(self.legend)
        column.addStretch()
        return block

    def _right_block(self) -> QBoxLayout:
        theme = current_theme()
        self._right = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        curve, todo = QVBoxLayout(), QVBoxLayout()
        curve.addWidget(self.curve_heading)
        curve.addWidget(self.curve, 1)
        todo.addWidget(self.todo_heading)
        todo.addWidget(self.todo_empty)
        todo.addWidget(self.todo, 1)
        todo.addItem(self._below_todo)
        for part, share in ((curve, 4), (todo, 5)):
            part.setSpacing(theme.half)
            self._right.addLayout(part, share)
        self._right.addStretch(0)  # neither is ever too high to read
        return self._right

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The columns by the width; larger gauges where there is height for them."""
        width, height = self.width(), self.viewport().height()
        wide, beside = width >= _WIDE, width >= self._two_columns()
        low = wide and height < (_LOW if beside else _LOW_ACROSS)
        self._spare(low)
        grown = min(max(height / _HIGH, 1.0), _MOST_STRETCH) if wide else 1.0
        self._turn(wide, beside)
        across = wide and not beside
        self.gauges.fit(_LEAST_STRETCH if low else grown, self._room(wide, across))
        if across and self._least_height() > self.height():
            across = False
            self._turn(False, False)  # a page that scrolls has room for everything
            self._spare(False)
            self.gauges.fit(1.0, self._room(False, False))
        bar = Qt.ScrollBarPolicy  # of the page: what fits without one might not fit beside one
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if across else bar.ScrollBarAsNeeded)

    def _room(self, wide: bool, across: bool) -> int:
        """Pixels that the gauges have in a row."""
        margins = self._column.contentsMargins()
        width = self.width() if across else self.viewport().width()
        beside = WIDTH + self._top.spacing() if wide else 0
        return width - margins.left() - margins.right() - beside

    def _least_height(self) -> int:
        """Pixels the page needs as it is arranged now: layouts remember those of before."""
        for layout in self.widget().findChildren(QLayout):
            layout.invalidate()
        for block in (self.head, self._left):
            block.updateGeometry()
        return self._stack.minimumSize().height()

    def _spare(self, low: bool) -> None:
        """What a low page does without: the tooltips of sentence and map keep the words."""
        theme = current_theme()
        self.head.soft.setVisible(not low)
        self.legend.setVisible(not low)
        self.map_heading.setVisible(not low)
        self.map.show_title(_MAP_HEADING if low else "")
        self._column.setSpacing(theme.half if low else theme.gap)

    def _turn(self, wide: bool, beside: bool) -> None:
        """Two columns, the map across above the other two, or everything in one column."""
        self.todo.setMinimumHeight(0 if wide else min(_TODO_ALONE, self.todo.whole_height()))
        arranged = wide, beside, self._left.isHidden()
        if self._arranged == arranged:
            return
        self._arranged = arranged
        theme, across = current_theme(), wide and not beside
        row, rows = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(row if wide else rows)
        self._lower.setDirection(row if wide and beside else rows)
        self._lower.setSpacing(theme.gap if across else theme.margin)
        self._lower.setStretch(0, 0 if across else _LEFT_SHARE)
        self._right.setDirection(row if across else rows)
        self._right.setSpacing(theme.margin if across else theme.gap_wide)
        free = QSizePolicy.Policy.Expanding if across else QSizePolicy.Policy.Fixed
        self._below_todo.changeSize(0, 0, QSizePolicy.Policy.Minimum, free)
        self.map_pane.show_whole(not wide)
        self.curve.setMinimumHeight(0 if wide else _CURVE_ALONE)
        self.inversion.setMinimumWidth(WIDTH)
        self.inversion.setMaximumWidth(WIDTH if wide else _FULL)

    def _two_columns(self) -> int:
        """Pixels that map and curve need side by side."""
        if self._left.isHidden():
            return 0
        names = self.map_pane.minimumSizeHint().width() + _NAMES
        share = _LEFT_SHARE / (_LEFT_SHARE + _RIGHT_SHARE)
        return int(names / share) + 3 * current_theme().margin

    # content

    def show_data(self, data: TableroData) -> None:
        """Show a node's figures."""
        self._stack.setCurrentIndex(0 if data.lineas else 1)
        self._stack.invalidate()
        if not data.lineas:
            return
        soft = f"{data.subtitulo} · {data.regla}"
        self.head.show_headline(data.headline, soft, wrapped(data.regla_en_palabras))
        self.refusal.setText(data.rechazo or "")
        self.refusal.setVisible(data.rechazo is not None)
        if self.gauges.show_gauges(data.gauges):
            self._order_tabs()
        self.inversion.show_data(data.inversion)
        self._left.setVisible(bool(data.filas))
        if data.filas:
            self.map_pane.show_rows(data.filas, data.periodo)
            self.legend.show_reglas(data.reglas)
            self.map_heading.setToolTip(self.legend.toolTip())
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


def _curve_heading(curva: CurvaData) -> str:
    behind = f"; en gris, {curva.ejercicio_anterior}" if curva.anterior else ""
    return f"Avance acumulado ({curva.unidad}{behind})"
