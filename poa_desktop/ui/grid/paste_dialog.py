"""What a paste cannot write, cell by cell, and whether the rest goes in."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.ui.grid.content import BadCell
from poa_desktop.ui.grid.reading import RULE
from poa_desktop.ui.theme import current_theme, set_role

_SHOWN = 36


class PasteDialog(QDialog):
    """Names the bad cells; nothing is pasted unless one says so."""

    def __init__(self, bad: Sequence[BadCell], good: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.setWindowTitle("Pegar")
        self.heading = QLabel(_heading(len(bad), good))
        set_role(self.heading, "heading")
        self.list = QListWidget()
        self.list.setAccessibleName("Celdas que no se pueden pegar")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in bad[:_SHOWN]:
            self.list.addItem(QListWidgetItem(f"{each.name}: {_short(each.reason)}"))
        if len(bad) > _SHOWN:
            self.list.addItem(QListWidgetItem(f"… y {len(bad) - _SHOWN} más."))
        note = QLabel(
            f"En una cantidad, {RULE}. Lo que no se pega queda marcado con «!» en la tabla: al "
            "pasar el puntero se lee por qué."
        )
        note.setWordWrap(True)
        set_role(note, "soft")
        self.rest = QPushButton(f"&Pegar las demás ({good})", self)
        self.nothing = QPushButton("&No pegar nada" if good else "&Cerrar", self)
        self.rest.setVisible(good > 0)
        self.rest.setAutoDefault(False)
        self.nothing.setDefault(True)
        self.rest.clicked.connect(self.accept)
        self.nothing.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.rest)
        buttons.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addWidget(note)
        column.addLayout(buttons)
        self.list.setSpacing(theme.half // 2)
        for before, after in pairwise((self.list, self.rest, self.nothing)):
            self.setTabOrder(before, after)
        self.resize(640, min(460, 200 + 30 * len(bad)))
        self.nothing.setFocus()


def _short(reason: str) -> str:
    """A reason without the rule that the note says once."""
    return f"{reason.removesuffix(f': {RULE}.').removesuffix('.')}."


def _heading(bad: int, good: int) -> str:
    cells = "1 celda no se puede pegar" if bad == 1 else f"{bad} celdas no se pueden pegar"
    return f"{cells}; {'otra sí' if good == 1 else f'otras {good} sí'}" if good else cells
