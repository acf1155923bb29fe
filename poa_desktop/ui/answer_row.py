"""The last row of a dialog that asks for one answer: its button and Cancelar, at the right."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton

from poa_desktop.ui.theme import set_role


def answer_row(dialog: QDialog, text: str) -> tuple[QPushButton, QHBoxLayout]:
    """The button that accepts, Enter's, and the row it stands in."""
    ok_button = QPushButton(text)
    set_role(ok_button, "primary")
    ok_button.setDefault(True)
    ok_button.clicked.connect(dialog.accept)
    close = QPushButton("Cancelar")
    close.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(ok_button)
    row.addWidget(close)
    return ok_button, row
