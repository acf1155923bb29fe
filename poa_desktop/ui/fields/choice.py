"""Fields that offer what there is to choose from."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.fields.base import Field, Save
from poa_desktop.ui.fields.pasting import PlainLine
from poa_desktop.ui.plain_text import plain_tip

_AIR = 4  # pixels between a shortened text and the arrow


class CalmCombo(QComboBox):
    """A combo box that the wheel scrolls past: nobody changes a value by scrolling the page."""

    def __init__(self, *, editable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(editable)
        if editable:
            self.setLineEdit(PlainLine())
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if editable:  # else leaving «Visita» would bring back the «visita» of the list
            self.completer().setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(self._tell_whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """A text that is longer than its place is told in full by the tooltip."""
        text = self.currentText()
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        fits = self.fontMetrics().horizontalAdvance(text) <= self._room(option)
        self.setToolTip("" if fits else plain_tip(text))

    def _room(self, option: QStyleOptionComboBox) -> int:
        """Pixels for the chosen text."""
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        return room.width() - _AIR

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """A chosen text longer than its place ends in "…" instead of being cut."""
        super().initStyleOption(option)
        option.currentText = option.fontMetrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, self._room(option)
        )


class ChoiceField(Field):
    """One of a few values, each with its words."""

    def __init__(self, campo: str, label: str, save: Save) -> None:
        self._combo = CalmCombo()
        super().__init__(campo, label, self._combo, save)
        self._values: tuple[Any, ...] = ()
        self._combo.activated.connect(lambda _index: self.commit())

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """What there is to choose from: values with their words; the choice made stays."""
        values = tuple(value for value, _ in choices)
        words = [word for _, word in choices]
        present = [self._combo.itemText(index) for index in range(self._combo.count())]
        if values == self._values and words == present:
            return
        dirty = self.is_dirty
        chosen = self._combo.currentIndex()
        self._values = values
        self._combo.clear()
        self._combo.addItems(words)
        self._combo.setCurrentIndex(chosen if dirty else -1)
        if not dirty:
            self._shown = self.text()

    @property
    def chosen(self) -> Any:
        """The value that stands in the field, kept or not."""
        index = self._combo.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def text(self) -> str:
        return str(self._combo.currentIndex())

    def set_text(self, text: str) -> None:
        self._combo.setCurrentIndex(int(text))

    def parse(self, text: str) -> Any:
        return self._values[int(text)]

    def format(self, value: Any) -> str:
        return str(self._values.index(value) if value in self._values else -1)


class SuggestField(Field):
    """One line of text, with suggestions to choose from."""

    def __init__(self, campo: str, label: str, save: Save, *, required: str = "") -> None:
        self._combo = CalmCombo(editable=True)
        super().__init__(campo, label, self._combo, save)
        self._required = required
        self._combo.activated.connect(lambda _index: self.commit())

    def set_suggestions(self, texts: Sequence[str]) -> None:
        """What there is to choose from; the text in the field stays."""
        present = [self._combo.itemText(index) for index in range(self._combo.count())]
        if present == list(texts):
            return
        text = self._combo.currentText()
        self._combo.clear()
        self._combo.addItems(list(texts))
        self._combo.setEditText(text)

    def text(self) -> str:
        return self._combo.currentText()

    def set_text(self, text: str) -> None:
        line = self._combo.lineEdit()
        position = line.cursorPosition()
        self._combo.setEditText(text)
        line.setCursorPosition(min(position, len(text)) if self._combo.hasFocus() else 0)

    def parse(self, text: str) -> Any:
        cleaned = clean_text(text, multiline=False)
        if self._required and not cleaned.text:
            raise PoaError(self._required)
        self._notices = cleaned.notices
        return cleaned.text


class CheckField(Field):
    """Yes or no; its label is the box's own text."""

    def __init__(self, campo: str, label: str, save: Save) -> None:
        self._box = QCheckBox(label)
        super().__init__(campo, label, self._box, save)
        self.label.hide()
        self._box.clicked.connect(lambda _checked: self.commit())

    def text(self) -> str:
        return "1" if self._box.isChecked() else ""

    def set_text(self, text: str) -> None:
        self._box.setChecked(bool(text))

    def parse(self, text: str) -> Any:
        return bool(text)

    def format(self, value: Any) -> str:
        return "1" if value else ""
