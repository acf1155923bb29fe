"""A field of a dialog that asks: label, editor, and beneath it what is missing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.fields.note import FieldNote, refusal
from poa_desktop.ui.theme import current_theme, set_role


class AnswerField(QWidget):
    """One question. Nothing is saved here: the dialog reads all of them at the end."""

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.note = FieldNote()
        self._name = label.replace("&", "")
        title = QLabel(label)
        title.setBuddy(editor)
        editor.setAccessibleName(self._name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current_theme().half)
        layout.addWidget(title)
        layout.addWidget(editor)
        if hint:
            soft = QLabel(hint)
            soft.setWordWrap(True)
            set_role(soft, "soft")
            layout.addWidget(soft)
        layout.addWidget(self.note)

    def tell(self, sentence: str) -> None:
        """Say what is missing, "" nothing; the keyboard goes there."""
        self.note.show_messages([refusal(sentence)] if sentence else [])
        self.editor.setAccessibleDescription(sentence)
        self.editor.setProperty("invalid", bool(sentence))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        if sentence:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.editor, f"{self._name}: {sentence}", urgent=True)
