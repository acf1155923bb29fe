"""The justificaciones that a step still needs: one text for several líneas, or one each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.records import Poa
from poa_desktop.poa.requisitos import Requisito
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

_LINEA, _TEXTO = range(2)
_ID = int(Qt.ItemDataRole.UserRole)


class RazonesTable(QWidget):
    """A row per línea; what was written stays while rows come and go."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._written: dict[int, str] = {}
        self.heading = QLabel()
        set_role(self.heading, "heading")
        self.table = QTableWidget(0, 2)
        self.table.setHorizontalHeaderLabels(["Línea", "Justificación"])
        self.table.setAccessibleName("Justificaciones")
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        set_role(self.table, "rows")
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_LINEA, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_TEXTO, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.table.setColumnWidth(_LINEA, 190)
        self.text = QLineEdit()
        self.text.setPlaceholderText("Un texto para varias líneas")
        self.text.setAccessibleName("Justificación para varias líneas")
        self.chosen_button = QPushButton("En las e&legidas")
        self.chosen_button.setToolTip("Lo escribe en las líneas elegidas de la tabla")
        self.empty_button = QPushButton("En las &vacías")
        self.empty_button.setToolTip("Lo escribe en todas las que no tienen justificación")
        for button in (self.chosen_button, self.empty_button):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(theme.gap)
        for widget in (self.text, self.chosen_button, self.empty_button):
            row.addWidget(widget, 1 if widget is self.text else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap, 0, 0)
        column.setSpacing(theme.half)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.itemChanged.connect(self._on_item)
        self.table.itemSelectionChanged.connect(self._enable)
        self.text.textChanged.connect(lambda _text: self._enable())
        self.chosen_button.clicked.connect(lambda: self._write(self._chosen()))
        self.empty_button.clicked.connect(lambda: self._write(self._empty()))
        self._enable()

    def show_requisitos(self, found: tuple[Requisito, ...], poa: Poa) -> None:
        """Show a row for each línea that lacks its reason."""
        names = {linea.id: " ".join(linea.texto.split()) for linea in poa.lineas}
        self.table.blockSignals(True)
        self.table.setRowCount(len(found))
        for number, each in enumerate(found):
            told = each.mensaje.removesuffix(" y falta la justificación.")
            name = QTableWidgetItem(told.replace(": tiene", " ·"))
            name.setToolTip(plain_tip(f"{each.clave} {names.get(each.donde.id, '')}"))
            name.setFlags(name.flags() & ~Qt.ItemFlag.ItemIsEditable)
            name.setData(_ID, each.donde.id)
            self.table.setItem(number, _LINEA, name)
            text = QTableWidgetItem(self._written.get(each.donde.id, ""))
            self.table.setItem(number, _TEXTO, text)
        self.table.blockSignals(False)
        self._count()
        self._enable()

    def texts(self) -> dict[int, str]:
        """What was written for the líneas in sight, by línea."""
        return {key: text for key in self._ids() if (text := self._written.get(key, "").strip())}

    @property
    def missing(self) -> int:
        """How many líneas have no text yet."""
        return self.table.rowCount() - len(self.texts())

    def _ids(self) -> list[int]:
        return [self._id(number) for number in range(self.table.rowCount())]

    def _id(self, row: int) -> int:
        item = self.table.item(row, _LINEA)
        assert item is not None
        return int(item.data(_ID))

    def _chosen(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectedIndexes()})

    def _empty(self) -> list[int]:
        written = self.texts()
        return [row for row, key in enumerate(self._ids()) if key not in written]

    def _write(self, rows: list[int]) -> None:
        self.table.blockSignals(True)
        for row in rows:
            item = self.table.item(row, _TEXTO)
            assert item is not None
            item.setText(self.text.text().strip())
            self._keep(item)
        self.table.blockSignals(False)
        self.table.viewport().update()
        self._tell()

    def _on_item(self, item: QTableWidgetItem) -> None:
        if item.column() == _TEXTO:
            self._keep(item)
            self._tell()

    def _keep(self, item: QTableWidgetItem) -> None:
        self._written[self._id(item.row())] = item.text()
        before = self.table.blockSignals(True)
        item.setToolTip(plain_tip(item.text()))
        self.table.blockSignals(before)

    def _tell(self) -> None:
        self._enable()
        self.changed.emit()

    def _count(self) -> None:
        total = self.table.rowCount()
        self.heading.setText(
            "Falta la justificación de la variación"
            if total == 1
            else f"Falta la justificación de {total:,} variaciones"
        )

    def _enable(self) -> None:
        said = bool(self.text.text().strip())
        self.chosen_button.setEnabled(said and bool(self._chosen()))
        self.empty_button.setEnabled(said and bool(self._empty()))
