"""The button «Cumplir lo programado»: it says how many cells it would capture."""

from PySide6.QtWidgets import QPushButton, QWidget

from poa_desktop.ui.grid.block import Selected, every_cell
from poa_desktop.ui.grid.cumplir import as_programmed
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.table import MonthGridTable

_TEXT = "Cumplir lo &programado"


class CumplirButton(QPushButton):
    """For the cells that are selected, or for all in the table when it is only one."""

    def __init__(self, table: MonthGridTable, model: MonthGridModel, parent: QWidget) -> None:
        super().__init__(_TEXT, parent)
        self._table = table
        self._model = model
        self.setToolTip(
            "Captura lo programado en los meses que ya empezaron y no tienen captura: los elegidos "
            "o, con una sola celda, todos los de la tabla (Alt+P). Ctrl+Z lo quita entero"
        )
        self.setAutoDefault(False)
        self.clicked.connect(self._press)
        table.selectionModel().selectionChanged.connect(lambda *_areas: self.count())

    def _cells(self) -> Selected:
        chosen = self._table.selected()
        return chosen if len(chosen.cells) > 1 else every_cell(self._model)

    def count(self) -> None:
        """Say how many cells there are to capture."""
        session = self._model.session
        found = (
            0 if session.store.read_only else len(as_programmed(self._model, self._cells()).values)
        )
        self.setText(f"{_TEXT} ({found:,})" if found else _TEXT)
        self.setEnabled(found > 0)

    def _press(self) -> None:
        if self._table.commit_pending():
            self._table.do.cumplir(chosen=self._cells())
            self._table.setFocus()
