"""Finding and replacing as the window's actions: the panel's coming and going, F3, Ctrl+H."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTextEdit, QWidget

from poa_desktop.poa.claves import clave_de
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui import reviewing
from poa_desktop.ui.keyboard import give_back, has_keyboard
from poa_desktop.ui.place import find_bloque, find_linea

if TYPE_CHECKING:
    from poa_desktop.poa.buscar import Coincidencia
    from poa_desktop.ui.buscar.panel import FindPanel
    from poa_desktop.ui.buscar.replace_dialog import ReplaceDialog
    from poa_desktop.ui.main_window import MainWindow
    from poa_desktop.ui.workspace import Workspace

_RECENT = "busquedas"
_LONGEST = 60  # characters of a choice that are taken over as what to look for


class Finding:
    """Ctrl+F, F3, Mayús+F3 and Ctrl+H of the window; *panel* is made when it is first wanted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._panel: FindPanel | None = None
        self._before: QWidget | None = None
        self.dialog: ReplaceDialog | None = None
        window.leaving.connect(self.forget)

    def panel_of(self, workspace: Workspace) -> FindPanel:
        """The panel of the open file."""
        from poa_desktop.ui.buscar.panel import FindPanel

        if self._panel is None:
            recents = self._window.settings.load_names(_RECENT)
            panel = FindPanel(workspace.session, recents)
            panel.wanted.connect(self._go)
            panel.passed.connect(self._show)
            panel.closed.connect(self.close)
            panel.replace_wanted.connect(self.replace)
            workspace.put_beside_tree(panel)
            self._panel = panel
        return self._panel

    def forget(self) -> None:
        """The file closes."""
        if self.dialog is not None:
            self.dialog.close()
        self._panel, self._before = None, None

    # -- the panel -------------------------------------------------------------------------

    def open(self) -> None:
        """Show the panel in the place of the tree, with what is chosen in a field as the words."""
        workspace = self._window.workspace
        if workspace is None:
            return
        panel = self.panel_of(workspace)
        if not has_keyboard(panel):
            self._before = QApplication.focusWidget()
        words = self._words(panel)
        workspace.tree.hide()
        panel.open(words, *_node_at_hand(workspace))

    def close(self) -> None:
        """Bring the tree back; the keyboard goes to where it was."""
        workspace, panel = self._window.workspace, self._panel
        if workspace is None or panel is None or panel.isHidden():
            return
        if panel.model.hallazgos.total:
            self._keep_words(panel)
        panel.searcher.stop()
        panel.hide()
        workspace.tree.show()
        give_back(self._before, workspace.tree.view)

    def _words(self, panel: FindPanel | None) -> str:
        """What is chosen in a field, unless the last jump chose it."""
        words = _chosen_words()
        if panel is None:
            return words
        current = panel.current()
        jumped = current is not None and words == current.encontrado
        return "" if jumped or has_keyboard(panel) else words

    def filter_tree(self) -> None:
        """Put the keyboard into the tree's own filter."""
        workspace = self._window.workspace
        if workspace is not None:
            self.close()
            workspace.tree.search.setFocus()
            workspace.tree.search.selectAll()

    def step(self, step: int) -> None:
        """Go to the next find (1) or the one before (-1); without words they are asked for.

        While the keyboard is in the list of the revisión it goes through that.
        """
        workspace, panel = self._window.workspace, self._panel
        if workspace is None:
            return
        if reviewing.is_shown(workspace) and has_keyboard(workspace.problems):
            workspace.problems.step(step)
        elif panel is None or panel.isHidden() or not panel.field.text().strip():
            self.open()
        else:
            panel.step(step)

    def _go(self, find: Coincidencia) -> None:
        from poa_desktop.ui.buscar.jump import go_to_find

        workspace, panel = self._window.workspace, self._panel
        if workspace is not None and panel is not None:
            self._keep_words(panel)
            go_to_find(workspace, find)

    def _show(self, find: Coincidencia) -> None:
        """Show a find while the keyboard stays in the panel; a screen reader is not led about."""
        from poa_desktop.ui.buscar.jump import go_to_find

        workspace, panel = self._window.workspace, self._panel
        if workspace is not None and panel is not None and not QAccessible.isActive():
            go_to_find(workspace, find)
            panel.field.setFocus(Qt.FocusReason.OtherFocusReason)
            panel.field.deselect()

    def _keep_words(self, panel: FindPanel) -> None:
        panel.recents.add(panel.field.text())
        self._window.settings.save_names(_RECENT, panel.recents.words)

    # -- replacing -------------------------------------------------------------------------

    def replace(self) -> None:
        """Open the dialog that replaces with a preview; in a file to read only it tells why not."""
        from poa_desktop.ui.buscar.replace_dialog import ReplaceDialog

        window = self._window
        workspace, session = window.workspace, window.session
        if workspace is None or session is None:
            return
        if session.store.read_only:
            window.tell("El archivo está abierto solo para leer: se puede buscar, no reemplazar.")
            return
        workspace.pages.commit_pending()
        panel = self._panel if self._panel is not None and not self._panel.isHidden() else None
        words = self._words(panel) or (panel.field.text() if panel else "")
        if self.dialog is None:
            dialog = ReplaceDialog(session, window)
            dialog.place_wanted.connect(self._go_from_dialog)
            dialog.finished.connect(self._dialog_closed)
            self.dialog = dialog
        nodo, name = _node_at_hand(workspace)
        self.dialog.begin(words, nodo, name, exact=bool(panel and panel.question.exact.isChecked()))

    def _go_from_dialog(self, find: Coincidencia) -> None:
        from poa_desktop.ui.buscar.jump import go_to_find

        if self._window.workspace is not None:
            go_to_find(self._window.workspace, find)

    def _dialog_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _chosen_words() -> str:
    """What is chosen in the field with the keyboard: one row of it, not too long."""
    editor = QApplication.focusWidget()
    if isinstance(editor, QComboBox):
        editor = editor.lineEdit()
    words = ""
    if isinstance(editor, QLineEdit):
        words = editor.selectedText()
    elif isinstance(editor, QTextEdit):
        words = editor.textCursor().selectedText()
    is_row = "\u2029" not in words and 1 < len(words.strip()) <= _LONGEST
    return words.strip() if is_row else ""


def _node_at_hand(workspace: Workspace) -> tuple[tuple[TipoLugar, int] | None, str]:
    """The node to limit a search to, and its name; None at the POA itself."""
    poa, place = workspace.session.poa, workspace.place
    if poa is None or place.tipo in (TipoLugar.POA, TipoLugar.MUNICIPIO, TipoLugar.DOCUMENTO):
        return None, ""
    if place.tipo is TipoLugar.DIAGNOSTICO:
        return (place.tipo, place.id), "Diagnóstico"
    bloque, linea = find_bloque(poa, place), find_linea(poa, place)
    if bloque is None:
        return None, ""
    clave = clave_de(bloque, linea) if linea is not None else bloque.clave
    title = linea.texto if linea is not None else bloque.nombre
    return (place.tipo, place.id), f"{clave} {' '.join(title.split())}"
