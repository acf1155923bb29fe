"""The window on the page Cierre, and a clerk who answers its dialogs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTreeWidgetItem

from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.tramites import Paso
from poa_desktop.ui.cierre.entrega_dialog import EntregaDialog
from poa_desktop.ui.cierre.nota_dialog import NotaDialog
from poa_desktop.ui.cierre.page import CierrePage
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session

REASON = "El comité no sesionó."


class Clerk(Prompts):
    """Answers the dialogs of the steps; what she saw in them is kept."""

    def __init__(self) -> None:
        self.says_who = True
        self.agrees = True
        self.nota = "Se corrige por el oficio 45."
        self.seen: list[QDialog] = []
        self.told: list[str] = []
        self.look: Callable[[QDialog], None] = lambda dialog: None

    def ask_persona(self, nombre: str, cargo: str) -> tuple[str, str] | None:
        return ("Lucía Ramos", "Enlace") if self.says_who else None

    def review(self, dialog: QDialog) -> bool:
        self.seen.append(dialog)
        self.look(dialog)
        if isinstance(dialog, EntregaDialog):
            self._fill(dialog)
            self.told.append(dialog.told.text())
            return self.agrees and dialog.ok_button.isEnabled()
        if isinstance(dialog, NotaDialog):
            dialog.edit.setPlainText(self.nota)
            return self.agrees and dialog.ok_button.isEnabled()
        return True

    def _fill(self, dialog: EntregaDialog) -> None:
        dialog.en_cero.setChecked(True)
        dialog.razones.text.setText(REASON)
        dialog.razones.empty_button.click()
        dialog.leido.setChecked(True)


def show(window: MainWindow, code: str = "2024-T1") -> None:
    session_of(window).set_periodo(parse_periodo(code))
    assert window.workspace is not None
    window.workspace.show_page("cierre")


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def page_of(window: MainWindow) -> CierrePage:
    assert window.workspace is not None
    page = window.workspace.pages["cierre"]
    assert isinstance(page, CierrePage)
    return page


def take(window: MainWindow, *pasos: Paso) -> None:
    """Take steps by the buttons of the page."""
    for paso in pasos:
        page_of(window).head.buttons[paso].click()


def enabled(window: MainWindow) -> set[Paso]:
    return {paso for paso, each in page_of(window).head.buttons.items() if each.isEnabled()}


def rows(window: MainWindow) -> list[str]:
    """The rows of what is lacking, the closed groups with theirs."""
    tree = page_of(window).falta.list
    heads = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    found = []
    for head in heads:
        assert head is not None
        found += [head.text(0), *(head.child(n).text(0) for n in range(head.childCount()))]
    return found


def item(window: MainWindow, text: str) -> QTreeWidgetItem:
    tree = page_of(window).falta.list
    match = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive
    found: list[QTreeWidgetItem] = tree.findItems(text, match)
    assert len(found) == 1, (text, rows(window))
    return found[0]
