"""The main window: the open file between tool bar, menus and status bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget

from poa_desktop.poa.periodos import Periodo
from poa_desktop.ui.actions import PERIOD_MENU, TREE_ACTIONS, Actions
from poa_desktop.ui.file_actions import FileActions
from poa_desktop.ui.preview.visit import PreviewVisit
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.status_bar import StatusBar
from poa_desktop.ui.theme import follow_municipio
from poa_desktop.ui.tool_bar import ToolBar
from poa_desktop.ui.window_actions import WindowActions
from poa_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from poa_desktop.tablero.scope import Selection
    from poa_desktop.ui.buscar.finding import Finding
    from poa_desktop.ui.envio.sending import Sending
    from poa_desktop.ui.libro.bring import LibroImport
    from poa_desktop.ui.nuevo.work import NewPoas
    from poa_desktop.ui.preview.page import PreviewPage
    from poa_desktop.ui.tablero.take import TableroTake
    from poa_desktop.ui.welcome_page import WelcomePage


_NOT_KEPT = (
    "Hay un dato que no se puede guardar como está: corríjalo, o cierre otra vez para descartarlo."
)


class MainWindow(QMainWindow):
    """One window, one file at a time."""

    leaving = Signal()
    """The open file, if there is one, gives its place to another or to none."""

    def __init__(
        self,
        now: Callable[[], datetime],
        settings: Settings | None = None,
        prompts: Prompts | None = None,
    ) -> None:
        super().__init__()
        self.now = now
        self.settings = settings or Settings()
        self.prompts = prompts or Prompts(self)
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self._warned = False
        self.files = FileActions(self)
        self.visit = PreviewVisit(self)
        doing = WindowActions(self)
        self.actions_ = Actions(self, doing.table())
        self.actions_.check_colors(self.settings.dark)
        self.actions_.fill_bar(self.menuBar())
        self.actions_.menus[PERIOD_MENU].aboutToShow.connect(doing.show_period_steps)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.toolbar = ToolBar(self.actions_)
        self.toolbar.poa_chosen.connect(self._choose_poa)
        self.toolbar.periods.chosen.connect(self.choose_periodo)
        self.addToolBar(self.toolbar)
        self.status = StatusBar()
        self.status.problems_wanted.connect(doing.toggle_problems)
        self.status.persona_wanted.connect(doing.ask_persona)
        self.saved_label = self.status.saved_label
        self.setStatusBar(self.status)
        self.resize(1366, 728)
        self._restore()
        self.actions_.enable_for_file(False)
        self.toolbar.hide()

    # -- parts -----------------------------------------------------------------------------

    @cached_property
    def welcome(self) -> WelcomePage:
        """The welcome page, made when there is no file to show."""
        from poa_desktop.ui.welcome_page import WelcomePage

        page = WelcomePage(self.actions_)
        page.recent_chosen.connect(self.files.open_path)
        self.stack.addWidget(page)
        return page

    @cached_property
    def take(self) -> TableroTake:
        """Taking the Tablero along."""
        from poa_desktop.ui.tablero.take import TableroTake

        return TableroTake(self)

    @cached_property
    def sending(self) -> Sending:
        """The dialogs that write many documents."""
        from poa_desktop.ui.envio.sending import Sending

        return Sending(self)

    @cached_property
    def libro(self) -> LibroImport:
        """The way of a workbook back into the file."""
        from poa_desktop.ui.libro.bring import LibroImport

        return LibroImport(self)

    @cached_property
    def nuevo(self) -> NewPoas:
        """New POAs, next year's, catalogues."""
        from poa_desktop.ui.nuevo.work import NewPoas

        return NewPoas(self)

    @cached_property
    def finding(self) -> Finding:
        """Finding and replacing."""
        from poa_desktop.ui.buscar.finding import Finding

        return Finding(self)

    # -- the open file ---------------------------------------------------------------------

    def set_session(self, session: Session | None) -> None:
        """Show another file, or the welcome page."""
        self.close_preview()
        self.leaving.emit()
        self.status.clearMessage()
        if self.workspace is not None:
            self.workspace.pages.commit_pending()
            self._remember(self.workspace)
            self.stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.workspace = None
        if self.session is not None:
            self.session.store.close()
        self.session = session
        follow_municipio(session.municipio.color if session else "")
        if session is not None:
            self._connect(session)
        self._warned = False
        self._show_file()

    def _connect(self, session: Session) -> None:
        workspace = Workspace(session, self.actions_)
        state = self.settings.load("divisor")
        if state is not None:
            workspace.splitter.restoreState(state)
        self.stack.addWidget(workspace)
        workspace.place_changed.connect(self.refresh_actions)
        workspace.pages.counted.connect(self.status.show_sum)
        session.changed.connect(self._changed)
        session.saved.connect(self.status.show_saved)
        periods = self.toolbar.periods
        session.periodo_changed.connect(lambda: periods.show_periodo(session.periodo))
        self.workspace = workspace
        pages = workspace.pages
        pages.currentChanged.connect(lambda _place: self.take.follow(pages))
        workspace.recall(self.settings.load_names(f"lugar-{session.store.clave}"))

    def _remember(self, workspace: Workspace) -> None:
        """Keep where one was in this file, for its next opening."""
        key = f"lugar-{workspace.session.store.clave}"
        self.settings.save_names(key, workspace.whereabouts())
        self.settings.save("divisor", workspace.splitter.saveState())

    def _show_file(self) -> None:
        session = self.session
        there_is_one = session is not None
        read_only = session is not None and session.store.read_only
        self.actions_.enable_for_file(there_is_one, read_only=read_only)
        self.toolbar.setVisible(there_is_one)
        self.status.show_file(session)
        if session is None or self.workspace is None:
            self.setWindowTitle("POA Desktop")
            self.welcome.show_recents(self.settings.recents())
            self.stack.setCurrentWidget(self.welcome)
            return
        self.toolbar.periods.show_periodo(session.periodo)
        self.stack.setCurrentWidget(self.workspace)
        self.workspace.tree.view.setFocus()
        self._changed(None)

    def _changed(self, _change: object) -> None:
        session = self.session
        if session is None:
            return
        self._warned = False
        follow_municipio(session.municipio.color)
        if session.poa is None:
            QTimer.singleShot(0, self.files.close_file)
            return
        reading = " (solo lectura)" if session.store.read_only else ""
        self.setWindowTitle(f"{session.poa.titulo}{reading} — POA Desktop")
        self.toolbar.show_poas(session)
        self.refresh_actions()
        self.status.count_soon()

    def _choose_poa(self, chosen: int) -> None:
        if self.session is None or self.session.poa is None or self.workspace is None:
            return
        self.workspace.pages.commit_pending()
        if chosen != self.session.poa.id:
            page = self.workspace.page_name
            self.session.select_poa(chosen)
            if self.session.poa.bloques:  # an empty one is begun on Datos
                self.workspace.show_page(page)

    def choose_periodo(self, periodo: Periodo) -> None:
        """Show another period; what is being typed is kept first."""
        if self.session is not None and self.workspace is not None:
            self.workspace.pages.commit_pending()
            self.session.set_periodo(periodo)
            self.toolbar.periods.show_periodo(periodo)

    def refresh_actions(self) -> None:
        """Enable and name what may be done at the node at hand."""
        if self.session is None or self.workspace is None:
            return
        self.toolbar.show_steps(self.session)
        for name in TREE_ACTIONS:
            if name != "-":
                self.actions_[name].setEnabled(self.workspace.editing.can(name))
        if self.session.poa is not None:
            self.actions_.enable_plan_steps(
                self.session.poa, writable=not self.session.store.read_only
            )

    # -- what is told and shown ----------------------------------------------------------------

    def tell(self, sentence: str, error: bool = False) -> None:
        """Say something without blocking: above the page, or in the status bar."""
        if self.workspace is not None and self.stack.currentWidget() is self.workspace:
            self.workspace.banner.tell(sentence, error=error)
        else:
            self.statusBar().showMessage(sentence, 20_000)

    def node(self) -> Selection | None:
        """The node at hand, as kind and id; None without a file."""
        if self.workspace is None:
            return None
        return self.workspace.place.tipo, self.workspace.place.id

    @property
    def preview(self) -> PreviewPage | None:
        """The preview, while it is shown."""
        return self.visit.page

    def show_preview(self, documento: str | None = None, version: int = 0) -> None:
        """Show the documents as paper, inside the window; *version* of a closed period."""
        self.visit.begin(documento, version)

    def close_preview(self) -> None:
        """Back to the plan."""
        self.visit.end()

    def showEvent(self, event: QShowEvent) -> None:
        if self.session is None:
            self._show_file()
        super().showEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.status.stand_last()
        return super().focusNextPrevChild(forward)

    # -- start and end ---------------------------------------------------------------------

    def _restore(self) -> None:
        geometry = self.settings.load("ventana")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def may_leave(self) -> bool:
        """Whether what is typed is kept; else it says so once, and the second try leaves."""
        if self.workspace is None:
            return True
        if any(each.isVisible() for each in self.findChildren(QDialog, "trabajo-con-archivos")):
            return False  # its bar is in sight, and can be stopped
        pages = self.workspace.pages
        kept = pages.commit_pending()
        draft = pages.draft_words
        if kept and not draft:
            self._warned = False
            return True
        warned, self._warned = self._warned, True
        if not warned:
            self.close_preview()
            self.tell(draft if kept else _NOT_KEPT, error=True)
        return warned

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self.settings.save("ventana", self.saveGeometry())
        self.set_session(None)
        super().closeEvent(event)
