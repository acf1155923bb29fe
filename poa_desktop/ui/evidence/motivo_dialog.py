"""Why a file is observed: what the dependencia will read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.ui.answer_row import answer_row
from poa_desktop.ui.theme import current_theme

_WIDTH = 460
_ROWS = 4


class MotivoDialog(QDialog):
    """Asks for a motivo; without one there is no observation."""

    def __init__(self, told: str, motivo: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.setWindowTitle("Observar")
        label = QLabel(f"&Motivo de la observación de {told.replace('&', '&&')}")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.edit = QPlainTextEdit(motivo)
        self.edit.setAccessibleName("Motivo")
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText("Por ejemplo: la foto es de otro mes")
        self.edit.setFixedHeight(_ROWS * self.fontMetrics().lineSpacing() + 16)
        label.setBuddy(self.edit)
        self.ok_button, buttons = answer_row(self, "&Observar")
        self.edit.textChanged.connect(self._enable)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(label)
        column.addWidget(self.edit)
        column.addSpacing(theme.gap)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)
        self._enable()

    def motivo(self) -> str:
        """What was written."""
        return self.edit.toPlainText().strip()

    def _enable(self) -> None:
        self.ok_button.setEnabled(bool(self.motivo()))
