"""Goes to what was found: page, month and field, with the words chosen in the field's editor."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTextEdit, QWidget

from poa_desktop.poa.buscar import Coincidencia
from poa_desktop.poa.textos import GASTO
from poa_desktop.ui.gastos.page import GastosPage
from poa_desktop.ui.workspace import Workspace


def go_to_find(workspace: Workspace, find: Coincidencia) -> None:
    """Show the POA, the node, the page and the field of a find, and choose its words there."""
    session = workspace.session
    workspace.pages.commit_pending()
    if session.poa is not None and session.poa.id != find.poa_id:
        session.select_poa(find.poa_id)
    workspace.go_to(find.texto.donde)
    page, texto = workspace.page, find.texto
    if isinstance(page, GastosPage) and page.captures and texto.donde.campo == "gastos":
        page.capture.focus_gasto(texto.fila, texto.nombre.removeprefix(GASTO))
    choose_words(QApplication.focusWidget(), find)


def choose_words(editor: QWidget | None, find: Coincidencia) -> None:
    """Choose the words of a find in an editor; where it says something else now, they are looked
    for near their old place."""
    words = find.encontrado
    if isinstance(editor, QComboBox):
        editor = editor.lineEdit()  # None where one only chooses
    if isinstance(editor, QLineEdit):
        place = _place_of(editor.text(), words, find.span[0])
        if place >= 0:
            first = _units(editor.text()[:place])
            editor.setSelection(first, _units(words))
    elif isinstance(editor, QTextEdit):
        text = editor.toPlainText()
        place = _place_of(text, words, find.span[0])
        if place >= 0:
            cursor = editor.textCursor()
            first = _units(text[:place])
            cursor.setPosition(first)
            cursor.setPosition(first + _units(words), QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
            editor.ensureCursorVisible()


def _place_of(text: str, words: str, wanted: int) -> int:
    """Where words stand, as near as can be to where they stood; −1 when they are gone."""
    if text.startswith(words, wanted):
        return wanted
    places = []
    place = text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    return min(places, key=lambda each: abs(each - wanted), default=-1)


def _units(text: str) -> int:
    """How many places a text takes in Qt, which counts an emoji as two."""
    return len(text.encode("utf-16-le")) // 2
