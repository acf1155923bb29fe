"""Text fields: what is pasted from Word is made plain and said; the usual keys work."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.ui.avance.panel import AvanceText
from poa_desktop.ui.fields.base import Field
from poa_desktop.ui.fields.pasting import PlainLine
from poa_desktop.ui.fields.text import GrowingText, TextField
from tests.ui.keys import press

CTRL = Qt.KeyboardModifier.ControlModifier
FROM_WORD = "\uf0b7\tCa\u00adminos\u00a0“rurales” —\u200b obra\v\uf0b7\tPozos"
KINDS = (GrowingText, TextField, AvanceText)


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Field:
    make_app(dark=False)
    made = request.param("metas", "&Metas", lambda _value: None)
    qtbot.addWidget(made)
    made.show_value("")
    made.show()
    made.activateWindow()
    made.editor.setFocus()
    qtbot.waitUntil(made.editor.hasFocus)
    return made


def test_a_paste_is_plain_said_and_taken_back(field: Field) -> None:
    mime = QMimeData()
    mime.setText(FROM_WORD)
    mime.setHtml("<p style='color:red'>otro</p>")
    QGuiApplication.clipboard().setMimeData(mime)
    press(Qt.Key.Key_V, CTRL)
    between = " " if isinstance(field, TextField) else "\n"
    assert field.text() == f"• Caminos “rurales” — obra{between}• Pozos"
    assert field.note.text == (
        "Se pegó sin formato; se cambiaron 2 viñetas, se cambió 1 espacio especial, "
        "se quitaron 2 caracteres que no se imprimen."
    )
    press(Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    field.forget()
    assert field.note.text == ""


def test_html_alone_is_read_as_text(field: Field) -> None:
    mime = QMimeData()
    mime.setHtml("<b>Uno</b> <img src='http://x/y.png'>dos")
    QGuiApplication.clipboard().setMimeData(mime)
    press(Qt.Key.Key_V, CTRL)
    assert field.text() == "Uno dos"


def test_a_fragment_stays_one(field: Field) -> None:
    field.set_text("hola")
    press(Qt.Key.Key_End)
    QGuiApplication.clipboard().setText(" mundo ")
    press(Qt.Key.Key_V, CTRL)
    assert field.text() == "hola mundo " and field.note.text == ""


def test_words_are_what_the_keys_work_on(field: Field) -> None:
    field.set_text("uno señal")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace, CTRL)
    assert field.text() == "uno "
    press(Qt.Key.Key_Z, CTRL)
    assert field.text() == "uno señal"


def test_a_double_click_takes_the_word(field: Field) -> None:
    field.set_text("señal dos")
    editor = field.editor
    port = editor if isinstance(editor, PlainLine) else editor.viewport()
    point = QPoint(14, port.height() // 2 if isinstance(editor, PlainLine) else 10)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    if isinstance(editor, PlainLine):
        assert editor.selectedText() == "señal"
    else:
        cursor = editor.textCursor()
        assert isinstance(cursor, QTextCursor) and cursor.selectedText() == "señal"


def test_nothing_is_changed_while_one_types(field: Field) -> None:
    for character in '"hola" -- (c) 1/2 i':
        QTest.keyClick(QApplication.focusWidget(), character)
    assert field.text() == '"hola" -- (c) 1/2 i'


def test_the_menu_is_in_spanish_and_pastes_plain(qtbot: QtBot) -> None:
    make_app(dark=False)
    line = PlainLine()
    qtbot.addWidget(line)
    line.show()
    QGuiApplication.clipboard().setText("u\u00adno")
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), line.mapToGlobal(QPoint(4, 4))
    )
    QApplication.sendEvent(line, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [each.text().replace("&", "").split("\t")[0] for each in menu.actions()]
    assert {"Deshacer", "Rehacer", "Cortar", "Copiar", "Pegar"} <= set(texts)
    paste = next(each for each in menu.actions() if each.objectName() == "edit-paste")
    paste.trigger()
    menu.close()
    assert line.text() == "uno"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_files_are_no_text(field: Field) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/foto.png")])
    mime.setText("file:///tmp/foto.png")
    QGuiApplication.clipboard().setMimeData(mime)
    if not isinstance(field, TextField):
        press(Qt.Key.Key_V, CTRL)
        assert field.text() == ""
