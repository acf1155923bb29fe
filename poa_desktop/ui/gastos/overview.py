"""The actividades of the POA or of a programa with what each has planned, spent and left."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from poa_desktop.poa.formats import format_dinero, format_porcentaje
from poa_desktop.poa.records import Actividad
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.ui.gastos.figures import Cuenta, cuenta_de, cuenta_total
from poa_desktop.ui.gastos.table import SHEET
from poa_desktop.ui.grid.delegate import MonthGridDelegate
from poa_desktop.ui.grid.header import MonthGridHeader
from poa_desktop.ui.grid.look import LOOK, CellLook
from poa_desktop.ui.grid.paint import PAD
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, font_of

Index = QModelIndex | QPersistentModelIndex

_TITLES = ("No.", "Actividad", "Programada", "Ejercida", "Disponible", "%")
_TIPS = (
    "",
    "Enter o doble clic abre sus gastos",
    "Inversión programada en la ficha",
    "Suma de sus gastos",
    "Lo que falta por ejercer",
    "Ejercida entre programada",
)
_NAME = 1
_LEAST_NAME = 110
_LEAST = {0: 40, 2: 100, 3: 100, 4: 100, 5: 62}
_DOT = 8 + PAD


class OverviewModel(QAbstractTableModel):
    """One row per actividad, and their sum in the last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actividades: tuple[Actividad, ...] = ()
        self._cuentas: list[Cuenta] = []

    def show_actividades(self, actividades: Sequence[Actividad]) -> None:
        """Show other actividades."""
        self.beginResetModel()
        self.actividades = tuple(actividades)
        self._cuentas = [*map(cuenta_de, actividades), cuenta_total(actividades)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cuentas)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_TITLES)

    def actividad_at(self, row: int) -> Actividad | None:
        """The actividad of a row; None for the sum."""
        return self.actividades[row] if 0 <= row < len(self.actividades) else None

    def look(self, row: int, column: int) -> CellLook:
        """How a cell is drawn."""
        actividad, cuenta = self.actividad_at(row), self._cuentas[row]
        total = actividad is None
        if column == 0:
            return CellLook(str(actividad.numero) if actividad else "", total=total)
        if column == _NAME:
            name = actividad.nombre if actividad else "Suma de las actividades"
            return CellLook(name, left=True, total=total, bold=total)
        texts = (
            cuenta.programada_text,
            format_dinero(cuenta.ejercida) if cuenta.ejercida else "—",
            cuenta.disponible_text.replace(" por", ""),  # the column is narrow
            format_porcentaje(cuenta.porcentaje) if cuenta.porcentaje else "—",
        )
        text = texts[column - 2]
        over = column == 4 and cuenta.disponible < 0
        no_amount = text == "—" or (column == 2 and cuenta.programada is None)
        return CellLook(
            text,
            total=total,
            bold=total,
            soft=no_amount,
            semaforo=Semaforo.ROJO if over else None,
        )

    def width_of(self, column: int) -> int:
        """Pixels that the widest cell of a column needs."""
        return max((_width(self.look(row, column)) for row in range(self.rowCount())), default=0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        look = self.look(index.row(), index.column())
        if role == LOOK:
            return look
        if role == Qt.ItemDataRole.DisplayRole:
            return look.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(look.text) if index.column() == _NAME else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            actividad = self.actividad_at(index.row())
            name = f"Actividad {actividad.numero}" if actividad else "Suma"
            return f"{name}, {_TITLES[index.column()]}: {look.text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(_TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return (_TIPS[section] or None) if role == Qt.ItemDataRole.ToolTipRole else None


def _width(look: CellLook) -> int:
    theme = current_theme()
    font = font_of(theme.small if look.soft else theme.body, bold=look.bold)
    dot = _DOT if look.semaforo else 0
    return QFontMetrics(font).horizontalAdvance(look.text) + dot + 2 * PAD + 4


class OverviewTable(QTableView):
    """Read only; Enter or a double click asks for an actividad's gastos."""

    actividad_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview = OverviewModel(self)
        self.setHorizontalHeader(MonthGridHeader(self))
        self.verticalHeader().hide()
        self.setItemDelegate(MonthGridDelegate(self))
        self.setModel(self._overview)
        self.setAccessibleName("Inversión programada y ejercida por actividad")
        self.setStyleSheet(SHEET)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.doubleClicked.connect(lambda index: self._ask(index.row()))

    @property
    def actividades(self) -> tuple[Actividad, ...]:
        """What is shown, without the sum."""
        return self._overview.actividades

    def show_actividades(self, actividades: Sequence[Actividad]) -> None:
        """Show actividades; the one under the keyboard stays so."""
        chosen = self._overview.actividad_at(self.currentIndex().row())
        ids = [each.id for each in actividades]
        self._overview.show_actividades(actividades)
        self._fit()
        row = ids.index(chosen.id) if chosen and chosen.id in ids else 0
        self.selectRow(row)

    def _fit(self) -> None:
        height = QFontMetrics(font_of(current_theme().body, bold=True)).lineSpacing() + 10
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        header = self.horizontalHeader()
        rows = self._overview.rowCount()
        self.setMaximumHeight(header.sizeHint().height() + rows * height + 2)
        for column, least in _LEAST.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, max(least, self._overview.width_of(column)))
        self._fit_name()

    def _fit_name(self) -> None:
        """The names take what is left, and at least so much that their heading can be read."""
        header = self.horizontalHeader()
        left = self.viewport().width() - sum(map(header.sectionSize, _LEAST))
        mode = QHeaderView.ResizeMode
        header.setSectionResizeMode(_NAME, mode.Stretch if left >= _LEAST_NAME else mode.Fixed)
        if left < _LEAST_NAME:
            header.resizeSection(_NAME, _LEAST_NAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex().row())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _ask(self, row: int) -> None:
        actividad = self._overview.actividad_at(row)
        if actividad is not None:
            self.actividad_asked.emit(actividad.id)
