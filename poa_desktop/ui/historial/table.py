"""The list of entries."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from poa_desktop.ui.historial.model import (
    ANTES,
    CAMPO,
    CUANDO,
    DESPUES,
    OPERACION,
    QUIEN,
    HistorialModel,
)
from poa_desktop.ui.theme import set_role

_WIDTHS = {QUIEN: 0.12, OPERACION: 0.22, CAMPO: 0.18, ANTES: 0.24}


class HistorialTable(QTableView):
    """A row to an entry; the columns share the width."""

    def __init__(self, model: HistorialModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Cambios")
        set_role(self, "rows")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(DESPUES, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        when = self.fontMetrics().horizontalAdvance("00/00/0000 00:00") + 24
        self.setColumnWidth(CUANDO, when)
        for column, share in _WIDTHS.items():
            self.setColumnWidth(column, int((self.viewport().width() - when) * share))
