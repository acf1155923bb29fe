"""The Tablero: how a node stands in every period, and what is left to do in this one."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.tablero.figures import TableroData
from poa_desktop.tablero.inversion import InversionData
from poa_desktop.tablero.pending import Pendiente, resumen
from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.chart_curve import CurveChart
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.tablero_gauges import GaugeRow
from poa_desktop.ui.tablero_map import MapPane
from poa_desktop.ui.tablero_todo import TodoList
from poa_desktop.ui.theme import current_theme, set_role

_MIN_WIDTH = 900
_INVERSION_WIDTH = 240


class TableroView(QScrollArea):
    """Shows a TableroData; whoever holds it computes the data and follows the signals."""

    period_chosen = Signal(Periodo)
    go_to = Signal(object)
    """A Lugar (poa.problems) the user wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Tablero")
        self.subtitle = _label("soft")
        self.rule = _label("soft")
        self.refusal = _label("danger", wrap=True)
        self.gauges = GaugeRow()
        self.gauges.chosen.connect(self.period_chosen)
        self.inversion = _InversionBlock()
        self.map_pane = MapPane()
        self.map = self.map_pane.map
        self.map.row_chosen.connect(self._row_chosen)
        self.map_heading = _label("heading")
        self.curve = CurveChart()
        self.curve_heading = _label("heading")
        self.todo = TodoList()
        self.todo.chosen.connect(self._jump)
        self.todo_heading = ElidedLabel()
        set_role(self.todo_heading, "heading")
        self.todo_empty = _label("soft")
        self.empty = _EmptyState()
        self._stack = _Sheets()
        content = QWidget()
        content.setLayout(self._stack)
        self._stack.addWidget(self._full())
        self._stack.addWidget(self.empty)
        self.setWidget(content)

    # layout

    def _full(self) -> QWidget:
        theme = current_theme()
        full = QWidget()
        full.setMinimumWidth(_MIN_WIDTH)
        column = QVBoxLayout(full)
        column.setContentsMargins(theme.margin, theme.half, theme.margin, theme.gap)
        column.setSpacing(theme.gap)
        column.addLayout(self._heading())
        column.addWidget(self.refusal)
        top = QHBoxLayout()
        top.setSpacing(theme.margin)
        top.addWidget(self.gauges, 1)
        top.addWidget(self.inversion, 0, Qt.AlignmentFlag.AlignTop)
        top.addStretch(0)
        column.addLayout(top)
        column.addWidget(_hairline())
        column.addLayout(self._lower())
        return full

    def _heading(self) -> QHBoxLayout:
        heading = QHBoxLayout()
        heading.addWidget(self.subtitle)
        heading.addStretch()
        heading.addWidget(self.rule)
        return heading

    def _lower(self) -> QHBoxLayout:
        theme = current_theme()
        lower = QHBoxLayout()
        lower.setSpacing(theme.margin)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.half)
        left.addWidget(self.map_heading)
        left.addWidget(self.map_pane)
        left.addStretch()
        right = QVBoxLayout()
        right.setSpacing(theme.half)
        right.addWidget(self.curve_heading)
        right.addWidget(self.curve, 4)
        right.addSpacing(theme.gap)
        right.addWidget(self.todo_heading)
        right.addWidget(self.todo_empty)
        right.addWidget(self.todo, 5)
        right.addStretch(0)
        lower.addWidget(self._left, 11)
        lower.addLayout(right, 9)
        return lower

    # content

    def show_data(self, data: TableroData) -> None:
        """Show a node's figures."""
        self._stack.setCurrentIndex(0 if data.lineas else 1)
        if not data.lineas:
            return
        self.subtitle.setText(data.subtitulo)
        self.rule.setText(data.regla)
        self.rule.setToolTip(_wrapped(data.regla_en_palabras))
        self.refusal.setText(data.rechazo or "")
        self.refusal.setVisible(data.rechazo is not None)
        if self.gauges.show_gauges(data.gauges):
            self._order_tabs()
        self.inversion.show_data(data.inversion)
        self._left.setVisible(bool(data.filas))
        self.map_heading.setText("Avance por periodo")
        if data.filas:
            self.map_pane.show_rows(data.filas, data.periodo)
        self.curve_heading.setText(f"Programado y realizado acumulado ({data.curva.unidad})")
        self.curve.show_data(data.curva)
        self._show_todo(data)

    def _order_tabs(self) -> None:
        """The Tab key goes as the eye does: gauges, map, list."""
        stops: list[QWidget] = [*self.gauges.gauges, self.map, self.todo]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_todo(self, data: TableroData) -> None:
        count = len(data.pendientes)
        figure = f": {resumen(data.pendientes)}" if count else ""
        self.todo_heading.setText(f"Por hacer en {_short(data.periodo)}{figure}")
        self.todo.setVisible(count > 0)
        self.todo_empty.setVisible(count == 0)
        self.todo_empty.setText("Nada pendiente en este periodo.")
        self.todo.show_pendientes(data.pendientes)

    def _row_chosen(self, lugar: Selection, periodo: Periodo | None) -> None:
        if periodo is not None:
            self.period_chosen.emit(periodo)
        tipo, ident = lugar
        self.go_to.emit(Lugar(tipo, ident, "", ""))

    def _jump(self, pendiente: Pendiente) -> None:
        place = Lugar(
            TipoLugar.LINEA, pendiente.linea_id, pendiente.campo, pendiente.clave, pendiente.mes
        )
        self.go_to.emit(place)


class _Sheets(QStackedLayout):
    """The page or its empty state; gives way down to its least height before anything scrolls.

    With heightForWidth, which wrapped labels bring in, QScrollArea would insist on the preferred
    height instead.
    """

    def hasHeightForWidth(self) -> bool:
        return False


class _InversionBlock(QWidget):
    """Planned spending: a figure in large type and what it is made of."""

    def __init__(self) -> None:
        super().__init__()
        theme = current_theme()
        self.setFixedWidth(_INVERSION_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap_wide, theme.gap, 0, theme.gap)
        column.setSpacing(theme.half)
        heading = _label("heading")
        heading.setText("Inversión programada")
        self.figure = _label("title")
        self.what = _label("soft", wrap=True)
        self.detail = _label("soft", wrap=True)
        for each in (heading, self.figure, self.what, self.detail):
            column.addWidget(each)
        column.addStretch()

    def show_data(self, data: InversionData) -> None:
        """Show other figures."""
        self.figure.setText(data.cifra)
        self.what.setText(data.que_es)
        self.detail.setText("\n".join(data.detalle))
        self.detail.setVisible(bool(data.detalle))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """No: its width is fixed, and the gauges beside it must be free to shrink."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(_INVERSION_WIDTH, self.layout().totalHeightForWidth(_INVERSION_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


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


def _short(periodo: Periodo) -> str:
    if periodo.letra == "A":
        return "el año"
    return periodo.en_palabras.split(" de ")[0].lower() if periodo.letra == "M" else periodo.corto


def _wrapped(text: str) -> str:
    """A tooltip of several lines instead of one as wide as the screen."""
    rows, row = [], ""
    for word in text.split():
        if len(row) + len(word) > 70:
            rows.append(row)
            row = ""
        row = f"{row} {word}".strip()
    return "\n".join([*rows, row])
