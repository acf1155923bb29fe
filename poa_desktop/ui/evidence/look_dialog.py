"""A file filling the window, as the space bar shows it: the arrows go through the others."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.formats import format_tamano
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.evidence.list_delegate import estado_text
from poa_desktop.ui.evidence.owner import EvidenceWords
from poa_desktop.ui.evidence.placed import Placed
from poa_desktop.ui.evidence.preview import EvidencePreview
from poa_desktop.ui.evidence.thumbnails import Thumbnails
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (860, 620)


class LookDialog(QDialog):
    """Shows *files* one at a time; *at* is the one in sight."""

    open_asked = Signal(object)

    def __init__(
        self,
        files: Sequence[Placed],
        at: int,
        words: EvidenceWords,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._words = words
        self.at = at
        self.resize(*_SIZE)
        self.preview = EvidencePreview(thumbnails, self)
        self.title = ElidedLabel(self)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.title, "heading")
        self.details = QLabel(self)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setWordWrap(True)
        set_role(self.details, "soft")
        self.previous = self._button("‹ &Anterior", "Anterior (←)", lambda: self.step(-1))
        self.next = self._button("&Siguiente ›", "Siguiente (→)", lambda: self.step(1))
        self.open_button = self._button(
            "Abri&r", "Abrir una copia (Enter)", lambda: self.open_asked.emit(files[self.at])
        )
        self.open_button.setDefault(True)
        self.close_button = self._button("&Cerrar", "Cerrar (Esc o espacio)", self.accept)
        self._lay_out()
        self._show()

    def _button(self, text: str, tip: str, work: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(work)
        return button

    def _lay_out(self) -> None:
        theme = current_theme()
        buttons = QHBoxLayout()
        buttons.addWidget(self.previous)
        buttons.addWidget(self.next)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(self.title)
        column.addWidget(self.details)
        column.addWidget(self.preview, 1)
        column.addLayout(buttons)
        self.preview.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a button would take the arrows
        self.preview.setFocus()

    def step(self, by: int) -> None:
        """Show the file *by* places further on."""
        wanted = min(max(self.at + by, 0), len(self._files) - 1)
        if wanted != self.at:
            self.at = wanted
            self._show()
            announce(self, self._files[wanted].evidencia.nombre)

    def _show(self) -> None:
        placed = self._files[self.at]
        evidencia = placed.evidencia
        self.setWindowTitle(evidencia.nombre)
        self.title.setText(evidencia.nombre)
        parts = [placed.where if placed.mes else "", format_tamano(evidencia.tamano)]
        parts += [estado_text(evidencia, self._words), f"{self.at + 1} de {len(self._files)}"]
        self.details.setText(" · ".join(filter(None, parts)))
        self.preview.show_file(placed)
        self.previous.setEnabled(self.at > 0)
        self.next.setEnabled(self.at < len(self._files) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.step(steps[key])
        elif key == Qt.Key.Key_Space:
            self.accept()
        else:
            super().keyPressEvent(event)
