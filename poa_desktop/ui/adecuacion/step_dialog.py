"""What the dialogs of a plan's steps have in common."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.theme import current_theme, set_role


class StepDialog(QDialog):
    """Title, what the step means, whatever it asks, who answers for it, and its button."""

    def __init__(self, name: str, title: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.setWindowTitle(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        self.column.setSpacing(theme.gap)
        heading = ElidedLabel()
        heading.setText(title)
        heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(heading, "title")
        self.column.addWidget(heading)
        self.ok_button = QPushButton(button)
        set_role(self.ok_button, "primary")
        self.ok_button.clicked.connect(self.accept)
        self.ok_button.setAutoDefault(False)  # Enter in a field must not sign
        self.cancel_button = QPushButton("Cancelar")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.gap)

    def say(self, text: str, role: str = "") -> QLabel:
        """A paragraph."""
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            set_role(label, role)
        self.column.addWidget(label)
        return label

    def ask(self, label: str, field: QLineEdit | QTextEdit) -> None:
        """A field beneath its label."""
        told = QLabel(label)
        told.setBuddy(field)
        field.setAccessibleName(label.replace("&", ""))
        if isinstance(field, QTextEdit):
            field.setAcceptRichText(False)
            field.setTabChangesFocus(True)
            field.setMinimumHeight(84)
        self.column.addWidget(told)
        self.column.addWidget(field)

    def end(self, who: str = "") -> None:
        """Who answers for it, and the buttons."""
        told = QLabel(who)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        set_role(told, "soft")
        self.foot.addWidget(told, 1)
        self.foot.addWidget(self.ok_button)
        self.foot.addWidget(self.cancel_button)
        self.column.addSpacing(current_theme().half)
        self.column.addLayout(self.foot)
