"""Asks for the text of an observation, and what it is about where that can be chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.observado import claves_observadas
from poa_desktop.poa.records import Poa
from poa_desktop.poa.text import MAX_CHARACTERS, clean_text
from poa_desktop.ui.answer_row import answer_row
from poa_desktop.ui.elided_combo import ElidedCombo
from poa_desktop.ui.fields.pasting import PlainEdit
from poa_desktop.ui.theme import current_theme, set_role

_WIDTH = 520
_ROWS = 5
_COMBO = (200, 480)  # pixels, at least and at most


class ObservarDialog(QDialog):
    """One text; without one there is no observation."""

    def __init__(
        self, title: str, told: str, button: str, texto: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.setWindowTitle(title)
        self.told = QLabel(told)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.about: ElidedCombo | None = None
        label = QLabel("&Observación")
        self.edit = PlainEdit()
        self.edit.setPlainText(texto)
        self.edit.setAccessibleName("Observación")
        self.edit.setPlaceholderText("Por ejemplo: la lista de asistencia no tiene fecha ni sello.")
        self.edit.setFixedHeight(_ROWS * self.fontMetrics().lineSpacing() + 16)
        label.setBuddy(self.edit)
        self.note = QLabel()
        self.note.setWordWrap(True)
        set_role(self.note, "soft")
        self.ok_button, buttons = answer_row(self, button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        self.column.setSpacing(theme.half)
        for widget in (self.told, label, self.edit, self.note):
            self.column.addWidget(widget)
        self.column.addSpacing(theme.gap)
        self.column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)
        self.edit.textChanged.connect(self._judge)
        self.edit.setFocus()
        self._judge()

    def ask_about(self, poa: Poa, linea_id: int | None) -> None:
        """Let it be chosen what the observation is about, beginning with a línea or the POA."""
        label = QLabel("Se &refiere a")
        self.about = ElidedCombo(*_COMBO)
        self.about.setAccessibleName("Se refiere a")
        for key, (clave, linea) in claves_observadas(poa).items():
            text = "Todo el POA" if linea is None else f"{clave} {' '.join(linea.texto.split())}"
            self.about.addItem(text, key)
            if key == linea_id:
                self.about.setCurrentIndex(self.about.count() - 1)
        label.setBuddy(self.about)
        self.column.insertWidget(1, label)
        self.column.insertWidget(2, self.about)
        self.setTabOrder(self.about, self.edit)
        self.edit.setFocus()

    @property
    def linea_id(self) -> int | None:
        """The línea that was chosen; None is the POA."""
        key = self.about.currentData() if self.about is not None else None
        return key if isinstance(key, int) else None

    def texto(self) -> str:
        """What was written, cleaned."""
        return clean_text(self.edit.toPlainText()).text

    def _judge(self) -> None:
        cleaned = clean_text(self.edit.toPlainText())
        long = len(self.edit.toPlainText()) > MAX_CHARACTERS
        self.note.setText(" ".join(cleaned.notices) if long else "")
        self.note.setVisible(long)
        self.ok_button.setEnabled(bool(cleaned.text))
