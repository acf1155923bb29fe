"""The main window: the open file between tool bar, menus and status bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from poa_desktop.poa.periodos import Periodo, periodo_vecino
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.actions import (
    CLIP_ACTIONS,
    NUEVO_ACTIONS,
    THEME_ACTIONS,
    TREE_ACTIONS,
    Actions,
)
from poa_desktop.ui.file_actions import FileActions
from poa_desktop.ui.pages import PAGES
from poa_desktop.ui.preview.visit import PreviewVisit
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.status_bar import StatusBar
from poa_desktop.ui.theme import apply_theme, follow_municipio
from poa_desktop.ui.tool_bar import ToolBar
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
_DRAFT = (
    "En la página Gastos hay un gasto sin importe: escríbalo, o cierre otra vez para descartarlo."
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
        self.actions_ = Actions(self, self._what_actions_do())
        self.actions_.check_colors(self.settings.dark)
        self.actions_.fill_bar(self.menuBar())
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.toolbar = ToolBar(self.actions_)
        self.toolbar.poa_chosen.connect(self._choose_poa)
        self.toolbar.periods.chosen.connect(self._choose_periodo)
        self.addToolBar(self.toolbar)
        self.status = StatusBar()
        self.status.problems_wanted.connect(self._toggle_problems)
        self.saved_label = self.status.saved_label
        self.setStatusBar(self.status)
        self.resize(1366, 728)
        self._restore()
        self.actions_.enable_for_file(False)
        self.toolbar.hide()

    # -- parts -----------------------------------------------------------------------------

    def _what_actions_do(self) -> dict[str, Callable[[], object]]:
        files = self.files
        return {
            **{name: partial(self._begin_poa, name) for name in NUEVO_ACTIONS},
            "abrir": files.open,
            "importar_libro": lambda: self.libro.ask(),
            "ejemplo": files.open_example,
            "respaldar": files.back_up,
            "restaurar": files.restore,
            "verificar": files.verify,
            "cerrar": files.close_file,
            "salir": self.close,
            "deshacer": lambda: self._travel(Session.undo),
            "rehacer": lambda: self._travel(Session.redo),
            "agregar_programa": lambda: self._space().editing.add(TipoLugar.PROGRAMA),
            "agregar_actividad": lambda: self._space().editing.add(TipoLugar.ACTIVIDAD),
            "agregar_linea": lambda: self._space().editing.add(TipoLugar.LINEA),
            "subir": lambda: self._space().editing.move_node(-1),
            "bajar": lambda: self._space().editing.move_node(1),
            "eliminar": lambda: self._space().editing.delete(),
            **{name: partial(self._edit, name) for name in CLIP_ACTIONS},
            "renombrar": lambda: self._space().editing.rename(),
            "historial": self._show_historial,
            **{name: partial(self._show_page, name) for name in PAGES},
            "buscar": lambda: self.finding.open(),
            "reemplazar": lambda: self.finding.replace(),
            "buscar_siguiente": lambda: self.finding.step(1),
            "buscar_anterior": lambda: self.finding.step(-1),
            "filtrar": lambda: self.finding.filter_tree(),
            "observaciones": self._toggle_problems,
            "observacion_siguiente": lambda: self._step_problem(1),
            "observacion_anterior": lambda: self._step_problem(-1),
            "periodo_anterior": lambda: self._step_periodo(-1),
            "periodo_siguiente": lambda: self._step_periodo(1),
            **{name: partial(self._choose_colors, dark) for name, dark in THEME_ACTIONS.items()},
            "vista_previa": self.show_preview,
            "exportar": files.export,
            "enviar": lambda: self.sending.send(),
            "exportar_varios": lambda: self.sending.export_many(),
            "llenar_sipot": files.fill_sipot,
            "copiar_tablero": lambda: self.take.copy(),
            "guardar_tablero": lambda: self.take.save(),
            "imprimir_tablero": lambda: self.show_preview("tablero"),
            "atajos": files.show_shortcuts,
            "acerca": files.show_about,
        }

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
        self.actions_.enable_for_file(there_is_one)
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
        if self.session is None or self.session.poa is None:
            return
        self._space().pages.commit_pending()
        if chosen != self.session.poa.id:
            self.session.select_poa(chosen)

    def _choose_periodo(self, periodo: Periodo) -> None:
        if self.session is not None:
            self._space().pages.commit_pending()
            self.session.set_periodo(periodo)
            self.toolbar.periods.show_periodo(periodo)

    def _step_periodo(self, step: int) -> None:
        if self.session is not None:
            self._choose_periodo(periodo_vecino(self.session.periodo, step))

    def refresh_actions(self) -> None:
        """Enable and name what may be done at the node at hand."""
        if self.session is None or self.workspace is None:
            return
        self.toolbar.show_steps(self.session)
        for name in TREE_ACTIONS:
            if name != "-":
                self.actions_[name].setEnabled(self.workspace.editing.can(name))

    # -- what actions do -------------------------------------------------------------------

    def _space(self) -> Workspace:
        assert self.workspace is not None
        return self.workspace

    def _travel(self, step: Callable[[Session], bool]) -> None:
        if self.session is not None:
            self._space().pages.commit_pending()
            step(self.session)

    def _edit(self, name: str) -> None:
        from poa_desktop.ui.clip_actions import act

        act(name, self._space())

    def _begin_poa(self, name: str) -> None:
        self.nuevo.what_actions_do()[name]()

    def _show_historial(self) -> None:
        from poa_desktop.ui.historial.visit import show_historial

        show_historial(self._space())

    def _show_page(self, name: str) -> None:
        self.close_preview()
        self._space().show_page(name)
        self._space().page.take_keyboard()

    def _toggle_problems(self) -> None:
        from poa_desktop.ui import reviewing

        if self.workspace is not None:
            reviewing.toggle(self.workspace)

    def _step_problem(self, step: int) -> None:
        from poa_desktop.ui import reviewing

        reviewing.step(self._space(), step)

    def _choose_colors(self, dark: bool | None) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, dark)
        self.settings.dark = dark
        self.actions_.check_colors(dark)

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

    def show_preview(self, documento: str | None = None) -> None:
        """Show the documents as paper, inside the window."""
        self.visit.begin(documento)

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
        pages = self.workspace.pages
        kept = pages.commit_pending()
        if kept and not pages.has_drafts:
            return True
        warned, self._warned = self._warned, True
        if not warned:
            self.close_preview()
            self.tell(_DRAFT if kept else _NOT_KEPT, error=True)
        return warned

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self.settings.save("ventana", self.saveGeometry())
        self.set_session(None)
        super().closeEvent(event)
