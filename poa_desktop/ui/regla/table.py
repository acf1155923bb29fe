"""The four rules by period: what each gives, with its light in words."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from poa_desktop.poa.comparacion_reglas import Comparacion, ReglaComparada, ResultadoRegla
from poa_desktop.poa.evaluacion import Medida
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Regla
from poa_desktop.poa.semaforo import NO_INICIADO, palabra_mostrada, semaforo_mostrado
from poa_desktop.ui.theme import current_theme, set_role

_ROW_AIR = 12
_FRAME = 2
_NAME = 132


class _CellFrame(QStyledItemDelegate):
    """Frames the cell at hand; the style's own frame would shade the text within."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        if focused:
            painter.save()
            painter.setPen(QPen(QColor(current_theme().focus), _FRAME))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()


class ReglaTable(QTableWidget):
    """One row per rule, one column per period; the cell at hand is the one explained below."""

    chosen = Signal()
    """Another cell is at hand."""

    def __init__(self) -> None:
        super().__init__()
        self._comparacion: Comparacion | None = None
        self.setAccessibleName("Lo que daría cada regla")
        set_role(self, "rows")
        self.setItemDelegate(_CellFrame(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setRowCount(len(Regla))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def regla(self) -> Regla:
        """The rule of the cell at hand."""
        return list(Regla)[max(self.currentRow(), 0)]

    @property
    def resultado(self) -> ResultadoRegla:
        """What the cell at hand says."""
        assert self._comparacion is not None
        compared = self._comparacion.reglas[max(self.currentRow(), 0)]
        return compared.resultados[max(self.currentColumn() - 1, 0)]

    def show_comparison(self, comparacion: Comparacion, hoy: date) -> None:
        """Show a comparison; the cell at hand stays."""
        self._comparacion = comparacion
        self.setColumnCount(1 + len(comparacion.ventanas))
        titles = ["Regla", *(each.titulo for each in comparacion.ventanas)]
        self.setHorizontalHeaderLabels(titles)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, _NAME)
        self.clearSpans()
        for row, compared in enumerate(comparacion.reglas):
            self._show_row(row, compared, comparacion, hoy)
        self._fit()

    def _fit(self) -> None:
        """As tall as the four rules: only the text below scrolls."""
        self.ensurePolished()
        row = 2 * self.fontMetrics().lineSpacing() + _ROW_AIR
        self.verticalHeader().setDefaultSectionSize(row)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(row * len(Regla) + head + 2 * self.frameWidth())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def begin_at(self, regla: Regla, periodo: Periodo) -> None:
        """Put the keyboard on a rule in a period."""
        assert self._comparacion is not None
        periodos = [each.periodo for each in self._comparacion.ventanas]
        self.setCurrentCell(list(Regla).index(regla), 1 + periodos.index(periodo))

    def as_text(self) -> str:
        """Headings and cells, a row per line and a tab between cells."""
        columns = range(self.columnCount())
        heads = [self.horizontalHeaderItem(column).text() for column in columns]
        rows = [
            [self._text(row, column) for column in columns if self._text(row, column)]
            for row in range(self.rowCount())
        ]
        return "\n".join("\t".join(each) for each in (heads, *rows))

    def _text(self, row: int, column: int) -> str:
        """A cell on one line; "" for one that a span covers."""
        covered = column > 1 and self.columnSpan(row, 1) > 1
        item = None if covered else self.item(row, column)
        return "" if item is None else " · ".join(item.text().split("\n"))

    def _show_row(
        self, row: int, compared: ReglaComparada, comparacion: Comparacion, hoy: date
    ) -> None:
        today = compared.regla is comparacion.vigentes.regla
        name = compared.regla.value.capitalize()
        head = QTableWidgetItem(f"{name}\n{'la de ahora' if today else ''}".rstrip())
        font = self.font()
        font.setBold(today)
        head.setFont(font)
        self.setItem(row, 0, head)
        theme = current_theme()
        if compared.resultados[0].medida.rechazo is not None:
            head.setForeground(QColor(theme.ink_faint))
            count = len({each.unidad_medida for each in comparacion.poa.lineas})
            refused = QTableWidgetItem(f"No se puede: hay {count} unidades de medida distintas")
            refused.setForeground(QColor(theme.ink_faint))
            refused.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {compared.rechazo}")
            self.setItem(row, 1, refused)
            self.setSpan(row, 1, 1, len(comparacion.ventanas))
            return
        for column, each in enumerate(compared.resultados, 1):
            self.setItem(row, column, _cell(name, each, hoy))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()


def _cell(name: str, each: ResultadoRegla, hoy: date) -> QTableWidgetItem:
    periodo, medida = each.ventana.periodo, each.medida
    word = palabra_mostrada(medida.semaforo, periodo, hoy)
    begun = word != NO_INICIADO and medida.porcentaje is not None
    percent = format_porcentaje(medida.porcentaje) if begun else ""
    counts = counted(medida)
    first = " · ".join(filter(None, (percent, word)))
    item = QTableWidgetItem(f"{first}\n{counts}".rstrip())
    light = current_theme().semaforo(semaforo_mostrado(medida.semaforo, periodo, hoy))
    item.setForeground(QColor(light.tinta))
    spoken = ", ".join(filter(None, (name, each.ventana.en_palabras, counts, percent, word)))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    return item


def counted(medida: Medida) -> str:
    """Realizadas of proyectadas, "" where the rule counts nothing: "75 de 81"."""
    if medida.proyectadas is None or medida.realizadas is None or not medida.proyectadas:
        return ""
    if medida.regla is Regla.CANTIDADES:
        return f"{format_cantidad(medida.realizadas)} de {format_cantidad(medida.proyectadas)}"
    return f"{medida.realizadas:,} de {medida.proyectadas:,}"
