"""A field: label, editor and the lines beneath, and when what is typed becomes a write.

A finished edit (Enter, leaving the field, a choice) is saved once; text being typed is never
overwritten by a refresh; what cannot be kept stays visible with the reason, and Esc goes back.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import Problem
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.fields.note import FieldNote, finding, notice, refusal
from poa_desktop.ui.fields.pasting import PlainEdit, PlainLine
from poa_desktop.ui.keyboard import ENTER
from poa_desktop.ui.theme import current_theme

Save = Callable[[Any], str | None]
"""Keeps a value; gives None, or the sentence that says why it was not kept."""

Draft = tuple[str, str]
"""A text that is not kept, and why not."""


class Field(QWidget):
    """What all fields share. A kind of field says how its editor shows and gives its text.

    *campo* is the name of the record's field.
    """

    def __init__(self, campo: str, label: str, editor: QWidget, save: Save) -> None:
        super().__init__()
        self.campo = campo
        self.editor = editor
        self.note = FieldNote()
        self._save = save
        self._stored: Any = None
        self._shown = ""
        self._refusal = ""
        self._notices: tuple[str, ...] = ()
        self._pasted = ""
        self._problems: tuple[Problem, ...] = ()
        self.label = QLabel(label)
        self.label.setBuddy(editor)
        self.label.setWordWrap(True)
        self._name = label.replace("&", "")
        editor.setAccessibleName(self._name)
        editor.installEventFilter(self)
        if isinstance(editor, PlainEdit | PlainLine):
            editor.pasted.connect(self._tell_pasted)
        if isinstance(editor, QTextEdit):
            editor.viewport().installEventFilter(self)  # where its menu is asked for
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current_theme().half)
        layout.addWidget(self.label)
        self._body = layout
        layout.addWidget(editor)
        layout.addWidget(self.note)
        layout.addStretch(1)

    # -- what a kind of field says ---------------------------------------------------------

    def text(self) -> str:
        """What the editor holds now."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show a text in the editor, the cursor kept."""
        raise NotImplementedError

    def parse(self, text: str) -> Any:
        """The value of a text; raises PoaError for what cannot be kept."""
        return text

    def format(self, value: Any) -> str:
        """How a kept value is shown."""
        return str(value or "")

    # -- showing ---------------------------------------------------------------------------

    @property
    def is_dirty(self) -> bool:
        """Whether the editor holds something that is not kept."""
        return self.text() != self._shown

    @property
    def can_revert(self) -> bool:
        """Whether Esc has something to take back here."""
        return self.is_dirty or bool(self._refusal)

    def forget(self) -> None:
        """Another record comes: drop what was typed and said about the one before."""
        self._shown = self.text()
        self._refusal = ""
        self._notices = ()
        self._pasted = ""
        self._show_note()

    def _tell_pasted(self, notice: str) -> None:
        self._pasted = notice
        self._show_note()
        if notice:
            announce(self.editor, notice)

    def show_value(self, value: Any) -> None:
        """Show the kept value; text being typed stays as it is."""
        dirty = self.is_dirty
        self._stored = value
        if not dirty:
            self._display()

    def _display(self) -> None:
        text = self.format(self._stored)
        if self.text() != text:
            self.set_text(text)
        self._shown = self.text()

    def draft(self) -> Draft | None:
        """What stands here and could not be kept, with the reason; None when all is kept."""
        return (self.text(), self._refusal) if self.is_dirty else None

    def take_up(self, draft: Draft) -> None:
        """Show again what could not be kept."""
        text, self._refusal = draft
        self.set_text(text)
        self._show_note()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what the checks found at this field."""
        self._problems = tuple(problems)
        self._show_note()

    def _show_note(self) -> None:
        messages = [refusal(self._refusal)] if self._refusal else []
        messages += [notice(text) for text in (self._pasted, *self._notices) if text]
        messages += [finding(problem) for problem in self._problems]
        self.note.show_messages(messages)
        self.editor.setAccessibleDescription(self.note.text)
        if bool(self.editor.property("invalid")) != bool(self._refusal):
            self.editor.setProperty("invalid", bool(self._refusal))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    # -- writing ---------------------------------------------------------------------------

    def commit(self) -> bool:
        """Keep what was typed; False when it cannot be kept, which is then told beneath."""
        if not self.is_dirty:
            return True
        self._notices = ()
        try:
            value = self.parse(self.text())
        except PoaError as error:
            return self._refuse(str(error))
        if value != self._stored and not self._keep(value):
            return False
        self._refusal = ""
        self._display()
        self._show_note()
        return True

    def _keep(self, value: Any) -> bool:
        """Save a value; the text counts as kept meanwhile, for the refresh that follows."""
        before = self._shown, self._stored
        self._shown, self._stored = self.text(), value
        reason = self._save(value)
        if reason is None:
            return True
        self._shown, self._stored = before
        return self._refuse(reason)

    def _refuse(self, reason: str) -> bool:
        self._refusal = reason
        self._show_note()
        announce(self.editor, f"{self._name}: {reason}", urgent=True)
        return False

    def revert(self) -> None:
        """Go back to the kept value."""
        self.set_text(self.format(self._stored))
        self.forget()

    # -- keyboard --------------------------------------------------------------------------

    def focus_editor(self) -> None:
        """Put the keyboard here."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            return self._show_menu(event)
        if watched is not self.editor:
            return False
        if isinstance(event, QFocusEvent):
            if event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
                self.commit()
            return False
        if isinstance(event, QKeyEvent):
            return self._filter_key(event)
        return False

    def _show_menu(self, event: QContextMenuEvent) -> bool:
        """The editor's own menu, with the history of the field beneath."""
        historial = self.window().findChild(QAction, "historial")
        editor = self.editor
        if historial is None or not isinstance(editor, QLineEdit | QTextEdit):
            return False
        menu = editor.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        entry = menu.addAction("&Historial de este campo")
        entry.setShortcut(historial.shortcut())
        entry.triggered.connect(lambda: self._show_history(historial))
        menu.popup(event.globalPos())
        return True

    def _show_history(self, historial: QAction) -> None:
        self.focus_editor()
        historial.trigger()

    def _filter_key(self, event: QKeyEvent) -> bool:
        if _is_undo(event) and not self.is_dirty:
            event.ignore()  # nothing typed: Ctrl+Z is the window's, over all edits
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape and self.can_revert:
            self.revert()
            return True
        if event.key() in ENTER and self.ends_edit(event):
            self.commit()
            return True
        return False

    def ends_edit(self, event: QKeyEvent) -> bool:
        """Whether Enter with these modifiers finishes the edit."""
        return event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ControlModifier,
        )


def _is_undo(event: QKeyEvent) -> bool:
    if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)
