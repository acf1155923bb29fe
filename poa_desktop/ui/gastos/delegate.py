"""How the cells of the gastos are drawn and edited: as in the tables of months."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from poa_desktop.ui.gastos.model import GastosModel
from poa_desktop.ui.gastos.reading import CAMPOS, MAX_CONCEPTO, Campo
from poa_desktop.ui.grid.delegate import MonthGridDelegate


class GastosDelegate(MonthGridDelegate):
    """Draws and edits like the tables of months; asks the gastos' model what can be written."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        assert isinstance(editor, QLineEdit)
        if CAMPOS[index.column()] is not Campo.IMPORTE:
            editor.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if CAMPOS[index.column()] is Campo.CONCEPTO:
            editor.setMaxLength(MAX_CONCEPTO)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        over = event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide)
        if over and not self._edited.isValid():
            return False  # its row moved when it was written: there is nothing left to write
        return super().eventFilter(editor, event)

    def refusal(self, editor: QObject | None) -> str:
        model = self._edited.model()
        if not isinstance(model, GastosModel) or not isinstance(editor, QLineEdit):
            return ""
        return model.refusal(self._edited, editor.text())
