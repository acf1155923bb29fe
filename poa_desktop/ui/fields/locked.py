"""A form of a file that can only be read: its texts are chosen and copied, nothing is typed."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QTextEdit, QWidget

from poa_desktop.ui.fields.list import ItemList


def lock(form: QWidget) -> None:
    """Take from every editor of a form that it can be written into."""
    for editor in (*form.findChildren(QLineEdit), *form.findChildren(QTextEdit)):
        editor.setReadOnly(True)
    for choice in (*form.findChildren(QComboBox), *form.findChildren(QCheckBox)):
        choice.setEnabled(False)
    for items in form.findChildren(ItemList):
        items.lock()
