"""Fields of text: one line, growing text, money, date, percentage."""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import (
    fecha_corta,
    format_dinero,
    parse_cantidad,
    parse_dinero,
    parse_fecha,
)
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.fields.base import Field, Save
from poa_desktop.ui.fields.pasting import PlainEdit, PlainLine
from poa_desktop.ui.plain_text import plain_tip

_LINE_FRAME = 10  # padding and border of the style sheet, and Qt's own margin
MAX_ROWS = 24  # then the text scrolls within its field


class GrowingEdit(PlainEdit):
    """A plain text editor as tall as its text."""

    def __init__(self, min_rows: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._min_rows = min_rows
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self, _size: object = None) -> None:
        row = self.fontMetrics().lineSpacing()
        text = self.document().size().height()
        wanted = min(max(text, self._min_rows * row + 4), MAX_ROWS * row + 4)
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls if text > wanted + 1 else hidden)
        self.setFixedHeight(int(wanted) + 11)  # padding and border of the style sheet

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def replace_text(self, text: str) -> None:
        """Show another text, the cursor kept."""
        position = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        last = self.document().characterCount() - 1
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.MoveAnchor)
        self.setTextCursor(cursor)


class OneLine(PlainLine):
    """A line of text; its tooltip tells in full what is longer than its place."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._tell_whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        text = self.text()
        room = self.width() - 2 * _LINE_FRAME
        fits = self.fontMetrics().horizontalAdvance(text) <= room
        self.setToolTip("" if fits else plain_tip(text))


class TextField(Field):
    """One line of text. *required* is the sentence for an empty one."""

    def __init__(
        self, campo: str, label: str, save: Save, *, required: str = "", placeholder: str = ""
    ) -> None:
        self._line = OneLine()
        self._line.setPlaceholderText(placeholder)
        super().__init__(campo, label, self._line, save)
        self._required = required

    def text(self) -> str:
        return self._line.text()

    def set_text(self, text: str) -> None:
        position = self._line.cursorPosition()
        self._line.setText(text)
        at_rest = 0 if not self._line.hasFocus() else min(position, len(text))
        self._line.setCursorPosition(at_rest)

    def parse(self, text: str) -> Any:
        cleaned = clean_text(text, multiline=False)
        if self._required and not cleaned.text:
            raise PoaError(self._required)
        self._notices = cleaned.notices
        return cleaned.text


class GrowingText(Field):
    """Text of several lines; Ctrl+Enter or leaving it saves."""

    def __init__(
        self, campo: str, label: str, save: Save, *, min_rows: int = 2, required: str = ""
    ) -> None:
        self._edit = GrowingEdit(min_rows)
        super().__init__(campo, label, self._edit, save)
        self._required = required

    def text(self) -> str:
        return self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        self._edit.replace_text(text)

    def parse(self, text: str) -> Any:
        cleaned = clean_text(text)
        if self._required and not cleaned.text:
            raise PoaError(self._required)
        self._notices = cleaned.notices
        return cleaned.text

    def ends_edit(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class ReadOnlyField(TextField):
    """A text that is shown and copied, not changed."""

    def __init__(self, campo: str, label: str) -> None:
        super().__init__(campo, label, lambda _value: None)
        self._line.setReadOnly(True)


class MoneyField(TextField):
    """An amount of pesos, or nothing."""

    def __init__(self, campo: str, label: str, save: Save) -> None:
        super().__init__(campo, label, save, placeholder="$0.00")

    def parse(self, text: str) -> Any:
        return parse_dinero(text) if text.strip() else None

    def format(self, value: Any) -> str:
        return "" if value is None else format_dinero(value)


class DateField(TextField):
    """A day as dd/mm/aaaa, or nothing."""

    def __init__(self, campo: str, label: str, save: Save) -> None:
        super().__init__(campo, label, save, placeholder="dd/mm/aaaa")

    def parse(self, text: str) -> date | None:
        return parse_fecha(text) if text.strip() else None

    def format(self, value: Any) -> str:
        return "" if value is None else fecha_corta(value)


class PercentField(TextField):
    """A percentage with at most two decimals."""

    def parse(self, text: str) -> Decimal:
        return Decimal(parse_cantidad(text.replace("%", ""))) / 100

    def format(self, value: Any) -> str:
        return "" if value is None else f"{value.normalize():f} %"

    def set_locked(self, locked: bool) -> None:
        """Whether the limit can only be read."""
        assert isinstance(self.editor, QLineEdit)
        self.editor.setReadOnly(locked)
