"""The table of proposals: arrows walk, space and letters choose, a click chooses."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from poa_desktop.poa.propuestas import Propuesta
from poa_desktop.ui.propuestas.delegate import PAD, PropuestasDelegate, head_height, row_height
from poa_desktop.ui.propuestas.model import ORIGENES, TECLAS, TEXTO, PropuestasModel
from poa_desktop.ui.propuestas.strip import strip_size
from poa_desktop.ui.theme import current_theme

_KEYS = {getattr(Qt.Key, f"Key_{letter}"): origen for origen, letter in TECLAS.items()}


class PropuestasTable(QTableView):
    """Shows the model and lets one choose in it."""

    line_changed = Signal(object)
    """The Propuesta at hand, None when there is none."""

    def __init__(self, model: PropuestasModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(PropuestasDelegate(self))
        self.setAccessibleName("Programaciones propuestas")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(TEXTO, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self.settle)
        self.settle()

    def settle(self) -> None:
        """Bring widths and heights to the rows at hand and go to the first línea that changes."""
        theme = current_theme()
        width = strip_size(theme).width() + 2 * PAD
        for column in range(1, self._model.columnCount()):
            self.setColumnWidth(column, width)
        self.verticalHeader().setDefaultSectionSize(row_height(theme))
        self.clearSpans()
        for row in range(self._model.rowCount()):
            if self._model.propuesta_at(row) is None:
                self.setSpan(row, TEXTO, 1, self._model.columnCount())
                self.setRowHeight(row, head_height(theme))
        self._go_to_first()

    def _go_to_first(self) -> None:
        lines = [row for row in range(self._model.rowCount()) if self._model.propuesta_at(row)]
        changing = [row for row in lines if self._changes(row)]
        first = next(iter(changing or lines), None)
        if first is None:
            self.line_changed.emit(None)
            return
        propuesta = self._model.propuesta_at(first)
        assert propuesta is not None
        column = 1 + ORIGENES.index(self._model.chosen(propuesta))
        self.setCurrentIndex(self._model.index(first, column))
        if first == lines[0]:
            self.scrollToTop()

    def _changes(self, row: int) -> bool:
        propuesta = self._model.propuesta_at(row)
        return propuesta is not None and propuesta.cambia(self._model.chosen(propuesta))

    @property
    def propuesta(self) -> Propuesta | None:
        """The línea at hand."""
        return self._model.propuesta_at(self.currentIndex().row())

    def selected(self) -> list[Propuesta]:
        """The líneas that are selected, else the one at hand."""
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        rows = rows or {self.currentIndex().row()}
        return [each for row in sorted(rows) if (each := self._model.propuesta_at(row))]

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.line_changed.emit(self._model.propuesta_at(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        key = Qt.Key(event.key())
        if plain and key in _KEYS:
            self._model.choose(self.selected(), _KEYS[key])
        elif plain and key == Qt.Key.Key_Space:
            self._choose_here()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the button of the dialog takes it
        else:
            super().keyPressEvent(event)

    def _choose_here(self) -> None:
        """Choose the column at hand; on the text, the next origin that the línea has."""
        here = self.propuesta
        if here is None:
            return
        column = self.currentIndex().column()
        if column != TEXTO:
            self._model.choose(self.selected(), ORIGENES[column - 1])
            return
        offered = [each for each in ORIGENES if here.ofrece(each)]
        place = (
            offered.index(self._model.chosen(here)) if self._model.chosen(here) in offered else 0
        )
        self._model.choose(self.selected(), offered[(place + 1) % len(offered)])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        propuesta = self._model.propuesta_at(index.row())
        alone = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() is not Qt.MouseButton.LeftButton or propuesta is None or not alone:
            return
        if index.column() != TEXTO and index == self.currentIndex():
            self._model.choose([propuesta], ORIGENES[index.column() - 1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isSelected(current):
            self.scrollTo(current)
