"""A form of what takes no change: its texts are chosen and copied, nothing is typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from poa_desktop.ui.fields.list import ItemList

_CHANGES = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_F2)
_MEANT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def lock(form: QWidget) -> None:
    """Take from every editor of a form that it can be written into."""
    for editor in (*form.findChildren(QLineEdit), *form.findChildren(QTextEdit)):
        editor.setReadOnly(True)
    for choice in (*form.findChildren(QComboBox), *form.findChildren(QCheckBox)):
        choice.setEnabled(False)
    for items in form.findChildren(ItemList):
        items.lock()


class FormLock(QObject):
    """Locks a form for a while. A key that would change something has *tell* say why not."""

    def __init__(self, form: QWidget, tell: Callable[[], object]) -> None:
        super().__init__(form)
        self._form = form
        self._tell = tell
        self._editors: list[QLineEdit | QTextEdit] = []
        self._choices: list[QComboBox | QAbstractButton] = []
        self._items: list[ItemList] = []

    def put(self, reason: str) -> None:
        """Lock for a reason, which the choices show; "" unlocks what was locked here."""
        if reason:
            self._lock(reason)
        elif self._editors or self._choices or self._items:
            self._unlock()

    def _lock(self, reason: str) -> None:
        form = self._form
        for items in form.findChildren(ItemList):
            if not items.model.locked:
                items.lock()
                items.view.installEventFilter(self)
                self._items.append(items)
        for editor in (*form.findChildren(QLineEdit), *form.findChildren(QTextEdit)):
            if not editor.isReadOnly():
                editor.setReadOnly(True)
                editor.installEventFilter(self)
                self._editors.append(editor)
        kinds = (QComboBox, QCheckBox, QRadioButton)
        for choice in (each for kind in kinds for each in form.findChildren(kind)):
            if choice.isEnabled():
                choice.setEnabled(False)
                choice.setToolTip(reason)
                self._choices.append(choice)

    def _unlock(self) -> None:
        for editor in self._editors:
            editor.setReadOnly(False)
            editor.removeEventFilter(self)
        for choice in self._choices:
            choice.setEnabled(True)
            choice.setToolTip("")
        for items in self._items:
            items.view.removeEventFilter(self)
            items.unlock()
        self._editors, self._choices, self._items = [], [], []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _edits(event):
            self._tell()
            return True
        return False


def _edits(event: QKeyEvent) -> bool:
    """Whether a key would change what has the keyboard."""
    keys = QKeySequence.StandardKey
    if event.matches(keys.Paste) or event.matches(keys.Cut) or event.key() in _CHANGES:
        return True
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & _MEANT
