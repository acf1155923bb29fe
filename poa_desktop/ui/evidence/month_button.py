"""The button of a month: it shows it, and takes what is dropped on it."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from poa_desktop.poa.periodos import MESES, MESES_CORTOS
from poa_desktop.ui.evidence.access import can_attach
from poa_desktop.ui.evidence.mime import is_own_drag
from poa_desktop.ui.theme import set_role


class MonthButton(QPushButton):
    """One month (1–12) of a línea."""

    dropped = Signal(int, QMimeData)
    """Files, or evidencias of this window, for a month."""

    def __init__(self, mes: int, close_together: bool, parent: QWidget | None = None) -> None:
        super().__init__(MESES_CORTOS[mes - 1].capitalize(), parent)
        self._mes = mes
        self.takes_drops = True
        self.setCheckable(True)
        self.setAcceptDrops(True)
        self.setAccessibleName(f"Mes: {MESES[mes - 1]}")
        self.setToolTip(
            f"Comentario, justificación y evidencias de {MESES[mes - 1]}; aquí se sueltan archivos"
        )
        if close_together:
            self.setStyleSheet("QPushButton { padding: 5px 6px; }")
        set_role(self, "segment")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if self.takes_drops and (is_own_drag(data) or can_attach(data)):
            self.setDown(True)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.setDown(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.setDown(False)
        event.acceptProposedAction()
        self.dropped.emit(self._mes, event.mimeData())
