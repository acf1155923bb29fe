"""One value of the history, readable in full, what changed in it marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from poa_desktop.poa.historial_campos import VACIO
from poa_desktop.ui.theme import current_theme, set_role

Pieces = Sequence[tuple[str, bool]]


class ValuePane(QWidget):
    """A heading, the value, and what can be done with it; "" nothing."""

    def __init__(self, heading: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.heading = QLabel(heading)
        set_role(self.heading, "heading")
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(heading)
        self.text.setMinimumHeight(64)
        self.button = QPushButton(button)
        self.button.setAutoDefault(False)
        if not button:
            keeping = self.button.sizePolicy()
            keeping.setRetainSizeWhenHidden(True)  # the texts of a row end in line
            self.button.setSizePolicy(keeping)
            self.button.hide()
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.half)
        column.addWidget(self.heading)
        column.addWidget(self.text, 1)
        column.addLayout(row)

    def show_pieces(self, pieces: Pieces) -> None:
        """Show a text; the pieces that changed stand out, and not by colour alone."""
        theme = current_theme()
        plain, marked, soft = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        marked.setFontUnderline(True)
        marked.setFontWeight(600)
        marked.setBackground(QColor(theme.selection))
        marked.setForeground(QColor(theme.selection_ink))
        soft.setForeground(QColor(theme.ink_soft))
        self.text.clear()
        cursor = self.text.textCursor()
        for piece, changed in pieces:
            cursor.insertText(piece, marked if changed else plain)
        if not pieces:
            cursor.insertText(VACIO, soft)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def show_text(self, text: str) -> None:
        """Show a text without marks."""
        self.show_pieces([(text, False)] if text else [])

    @property
    def shown(self) -> str:
        """What can be read."""
        return self.text.toPlainText()
