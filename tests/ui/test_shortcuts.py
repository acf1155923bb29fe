"""No key of the program is missing from its list, and the manual has the same list."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.app import make_app
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.datos.foda_board import FodaList
from poa_desktop.ui.evidence.box import EvidenceBox
from poa_desktop.ui.fields.list_menu import items_menu
from poa_desktop.ui.gastos.menu import rows_menu
from poa_desktop.ui.gastos.table import GastosTable
from poa_desktop.ui.grid.menu import block_menu
from poa_desktop.ui.grid.table import MonthGridTable
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.pages import PAGES
from poa_desktop.ui.place import Place
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.shortcuts import groups, in_words, matching
from poa_desktop.ui.shortcuts_dialog import ShortcutsDialog
from tests.ui.windows import OpenMainWindow

NOW = datetime(2024, 10, 15, 10, 32)
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "atajos.md"


@pytest.fixture
def window(open_main_window: OpenMainWindow, example_path: Path) -> MainWindow:
    return open_main_window(example_path)


def portable(keys: QKeySequence | QKeyCombination) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def listed(title: str) -> set[str]:
    (group,) = (each for each in groups() if each.title == title)
    return {portable(QKeySequence(each)) for keys, _ in group.rows for each in keys.split(" / ")}


def keys_of(actions: list[QAction]) -> set[str]:
    return {portable(keys) for each in actions for keys in each.shortcuts()}


def test_every_action_and_shortcut_of_the_window_is_listed(window: MainWindow) -> None:
    assert window.workspace is not None
    for name in PAGES:
        window.workspace.show_page(name)
    found = keys_of(window.findChildren(QAction))
    assert {"Ctrl+Z", "F1", "Ctrl+?", "Ctrl+D"} <= found
    assert found <= listed("En toda la ventana") | listed("En el árbol")
    shortcuts = {portable(each.key()) for each in window.findChildren(QShortcut)}
    window.show_preview("poa")
    assert window.preview is not None
    in_preview = {portable(each.key()) for each in window.preview.findChildren(QShortcut)}
    assert "Ctrl+0" in in_preview and in_preview <= listed("En la vista previa")
    assert shortcuts <= listed("En toda la ventana")
    window.close_preview()


@pytest.mark.parametrize(
    ("page", "kind", "title", "menu"),
    [
        ("calendario", MonthGridTable, "En las tablas de meses", block_menu),
        ("avance", MonthGridTable, "En las tablas de meses", block_menu),
        ("gastos", GastosTable, "En la tabla de gastos", rows_menu),
    ],
)
def test_every_key_of_a_table_is_listed(
    window: MainWindow, page: str, kind: type[QWidget], title: str, menu: Callable[..., QMenu]
) -> None:
    assert window.workspace is not None and window.session is not None
    poa = window.session.poa
    assert poa is not None
    window.workspace.show_place(Place(TipoLugar.ACTIVIDAD, poa.actividades[0].id))
    shown = window.workspace.pages[page]
    for table in shown.findChildren(kind):
        commands = {portable(each) for each in table.commands}
        assert commands and commands <= listed(title)
        made = menu(table)
        assert keys_of(made.actions()) <= listed(title)
        made.close()


def test_every_key_of_lists_and_evidence_is_listed(window: MainWindow) -> None:
    assert window.workspace is not None and window.session is not None
    poa = window.session.poa
    assert poa is not None
    window.workspace.show_place(Place(TipoLugar.DIAGNOSTICO, poa.id))
    lists = window.workspace.page.findChildren(FodaList)
    assert len(lists) == 4
    menu = items_menu(lists[0])
    assert keys_of(menu.actions()) <= listed("En las listas: FODA y líneas")
    menu.close()
    for box in window.workspace.pages["avance"].findChildren(EvidenceBox):
        menu = box.make_menu()
        assert keys_of(menu.actions()) <= listed("En las evidencias y comprobantes")
        menu.close()


def test_no_key_means_two_things_in_one_place() -> None:
    for group in groups():
        keys = [each for keys, _ in group.rows for each in keys.split(" / ")]
        assert len(keys) == len(set(keys)), group.title


def manual_rows() -> str:
    """The tables of the manual."""
    parts = []
    for group in groups():
        parts.append(f"## {group.title}\n\n| tecla | hace |\n|---|---|\n")
        parts += [f"| {in_words(keys)} | {text} |\n" for keys, text in group.rows]
        parts.append("\n")
    return "".join(parts).rstrip() + "\n"


def test_the_manual_has_the_same_keys(request: pytest.FixtureRequest) -> None:
    text = MANUAL.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        head = text.split("\n## ", 1)[0].rstrip()
        MANUAL.write_text(f"{head}\n\n{manual_rows()}", encoding="utf-8")
        text = MANUAL.read_text(encoding="utf-8")
    assert text[text.index("\n## ") + 1 :] == manual_rows()


def test_keys_are_said_as_they_are_printed() -> None:
    assert in_words("Ctrl++ / Ctrl+-") == "Ctrl++ o Ctrl+−"
    assert in_words("Return / Enter") == "Enter"
    assert in_words("Shift+PgUp") == "Mayús+Re Pág"
    assert not re.search(
        r"Shift|Return|Del\b", " ".join(in_words(k) for g in groups() for k, _ in g.rows)
    )


class Printing(Prompts):
    """A person with a printer, which writes into a file."""

    def __init__(self, target: Path | None) -> None:
        self.target = target

    def printers(self) -> list[str]:
        return ["Impresora"] if self.target else []

    def ask_printer(self, printer: QPrinter, pages: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        return True


def rows(dialog: ShortcutsDialog) -> list[str]:
    heads = (dialog.list.topLevelItem(place) for place in range(dialog.list.topLevelItemCount()))
    return [head.child(place).text(0) for head in heads for place in range(head.childCount())]


def test_the_list_is_searched_copied_and_printed(qtbot: QtBot, tmp_path: Path) -> None:
    make_app(dark=False)
    dialog = ShortcutsDialog(None, Printing(tmp_path / "atajos.pdf"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(rows(dialog)) == sum(len(group.rows) for group in groups())
    QTest.keyClicks(dialog.search, "arbol copiar")
    assert rows(dialog) == ["Ctrl+C"]
    dialog.search.setText("zzz")
    assert rows(dialog) == [] and dialog.said.text() == "Ningún atajo tiene esas palabras."
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.copy()
    text = QGuiApplication.clipboard().text()
    assert "Ctrl+D\tDuplicar" in text and "En la vista previa" in text
    dialog.print_list()
    assert (tmp_path / "atajos.pdf").read_bytes().startswith(b"%PDF")
    dialog._prompts = Printing(None)
    dialog.print_list()
    assert "no tiene impresoras" in dialog.said.text()
    assert matching("") == groups()


def test_menus_and_list_call_the_keys_the_same(window: MainWindow) -> None:
    native = QKeySequence.SequenceFormat.NativeText
    for keys in ("Ctrl+Shift+O", "Del", "Alt+Left", "Ctrl+Up", "Shift+F3", "Ctrl+PgDown", "Esc"):
        assert QKeySequence(keys).toString(native) == in_words(keys)
    assert QKeySequence("Enter") != QKeySequence("Return")
    assert window.actions_["buscar"].shortcut() == QKeySequence(QKeySequence.StandardKey.Find)


def test_the_four_arrows_are_said_in_one_word() -> None:
    assert in_words("Left / Right / Up / Down") == "Flechas"
    assert in_words("Ctrl+Left / Ctrl+Right / Ctrl+Up / Ctrl+Down") == "Ctrl+flechas"
    assert in_words("Left / Right") == "← o →"
