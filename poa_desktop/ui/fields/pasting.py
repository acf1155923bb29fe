"""Editors that take pasted text plain: what had to be changed in it is told, never done silently.

Nothing else is done to what is typed: no correction, no completion, no smart quotes.
"""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from poa_desktop.poa.pegado import clean_pasted


def text_in(mime: QMimeData) -> str:
    """The plain text of a clipboard; of one that has only HTML, its text. "" when there is none."""
    if mime.hasText():
        return mime.text()
    if mime.hasHtml():
        from PySide6.QtGui import QTextDocumentFragment

        return QTextDocumentFragment.fromHtml(mime.html()).toPlainText()
    return ""


class PlainEdit(QTextEdit):
    """A text of several rows without format; Tab leaves it. Files are no text: they go by."""

    pasted = Signal(str)
    """After a paste: what was changed in the text, "" nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        if any(each.isLocalFile() for each in source.urls()):
            return False
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.canInsertFromMimeData(source):
            cleaned = clean_pasted(text_in(source))
            self.insertPlainText(cleaned.text)
            self.pasted.emit(cleaned.notice)


class PlainLine(QLineEdit):
    """A line of text; rows that are pasted into it become one."""

    pasted = Signal(str)
    """After a paste: what was changed in the text, "" nothing."""

    def paste(self) -> None:
        """Put the clipboard's text in, as Ctrl+V and the menu do."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or self.isReadOnly():
            return
        cleaned = clean_pasted(text_in(mime), multiline=False)
        self.insert(cleaned.text)
        self.pasted.emit(cleaned.notice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
