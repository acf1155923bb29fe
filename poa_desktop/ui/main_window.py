"""The main window: toolbar, menus, status bar, and what lies between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar, count_text
from poa_desktop.ui.actions import Actions
from poa_desktop.ui.file_actions import FileActions
from poa_desktop.ui.pages import PAGES
from poa_desktop.ui.period_bar import PeriodBar
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.theme import set_role
from poa_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from poa_desktop.ui.welcome_page import WelcomePage

_TREE_NAMES = (
    "agregar_programa", "agregar_actividad", "agregar_linea",
    "subir", "bajar", "eliminar", "renombrar",
)  # fmt: skip


_COUNT_MS = 200
"""The count of problems waits this long after a change: it is not what one looks at first."""
_TOOLBAR = ("deshacer", "rehacer", "vista_previa", "exportar")


class MainWindow(QMainWindow):
    """One window, one file at a time."""

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
        self.preview: QWidget | None = None
        self._warned = False
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.setInterval(_COUNT_MS)
        self._count_timer.timeout.connect(self._count_problems)
        self.files = FileActions(self)
        self.actions_ = Actions(self, self._what_actions_do())
        self.actions_.fill_bar(self.menuBar())
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self._make_toolbar()
        self._make_status_bar()
        self.resize(1366, 728)
        self._restore()
        self.actions_.enable_for_file(False)
        self.toolbar.hide()

    # -- parts -----------------------------------------------------------------------------

    def _what_actions_do(self) -> dict[str, Callable[[], object]]:
        files = self.files
        return {
            "nuevo": files.new,
            "abrir": files.open,
            "importar": files.import_text,
            "ejemplo": files.open_example,
            "respaldar": files.back_up,
            "restaurar": files.restore,
            "verificar": files.verify,
            "cerrar": files.close_file,
            "salir": self.close,
            "deshacer": lambda: self._travel(Session.undo),
            "rehacer": lambda: self._travel(Session.redo),
            "agregar_programa": lambda: self._space().add(TipoLugar.PROGRAMA),
            "agregar_actividad": lambda: self._space().add(TipoLugar.ACTIVIDAD),
            "agregar_linea": lambda: self._space().add(TipoLugar.LINEA),
            "subir": lambda: self._space().move_node(-1),
            "bajar": lambda: self._space().move_node(1),
            "eliminar": lambda: self._space().delete(),
            "renombrar": lambda: self._space().rename(),
            **{name: partial(self._show_page, name) for name in PAGES},
            "filtrar": lambda: self._space().tree.search.setFocus(),
            "observaciones": self._toggle_problems,
            "oscuro": self._toggle_dark,
            "vista_previa": self.show_preview,
            "exportar": files.export,
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

    def _make_toolbar(self) -> None:
        bar = QToolBar("Herramientas")
        bar.setObjectName("herramientas")
        bar.setMovable(False)
        bar.toggleViewAction().setEnabled(False)
        self.poas = QComboBox()
        self.poas.setAccessibleName("POA que se muestra")
        self.poas.setMinimumWidth(240)
        self.poas.activated.connect(self._choose_poa)
        self.periods = PeriodBar()
        self.periods.chosen.connect(self._choose_periodo)
        spacers = [QWidget(), QWidget()]
        for spacer in spacers:
            spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(self.poas)
        bar.addWidget(spacers[0])
        bar.addWidget(self.periods)
        bar.addWidget(spacers[1])
        for name in _TOOLBAR:
            bar.addAction(self.actions_[name])
        QTimer.singleShot(10, self, lambda: self.actions_.dress(_TOOLBAR))
        for name, text in (("vista_previa", "Imprimir"), ("exportar", "Exportar")):
            self.actions_[name].setIconText(text)
            button = bar.widgetForAction(self.actions_[name])
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar = bar
        self.addToolBar(bar)

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self.saved_label = QLabel()
        self.problems_button = QPushButton()
        set_role(self.problems_button, "flat")
        self.problems_button.setToolTip("Mostrar u ocultar lo que hay que revisar (F8)")
        self.problems_button.clicked.connect(self._toggle_problems)
        self.file_label = QLabel()
        bar.setContentsMargins(8, 0, 16, 0)
        for widget in (self.saved_label, self.problems_button, self.file_label):
            bar.addPermanentWidget(widget)

    # -- the open file ---------------------------------------------------------------------

    def set_session(self, session: Session | None) -> None:
        """Show another file, or the welcome page."""
        self.close_preview()
        self.statusBar().clearMessage()
        if self.workspace is not None:
            self.workspace.pages.commit_pending()
            self._remember(self.workspace)
            self.stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.workspace = None
        if self.session is not None:
            self.session.store.close()
        self.session = session
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
        workspace.place_changed.connect(self._refresh_actions)
        session.changed.connect(self._changed)
        session.saved.connect(self._saved)
        session.periodo_changed.connect(lambda: self.periods.show_periodo(session.periodo))
        self.workspace = workspace
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
        for widget in (self.saved_label, self.problems_button, self.file_label):
            widget.setVisible(there_is_one)
        if session is None or self.workspace is None:
            self.setWindowTitle("POA Desktop")
            self.welcome.show_recents(self.settings.recents())
            self.stack.setCurrentWidget(self.welcome)
            return
        self.saved_label.setText("Todo está guardado ✓")
        self.file_label.setText(session.store.path.name)
        self.file_label.setToolTip(str(session.store.path))
        self.periods.show_periodo(session.periodo)
        self.stack.setCurrentWidget(self.workspace)
        self.workspace.tree.view.setFocus()
        self._changed(None)

    def _changed(self, _change: object) -> None:
        session = self.session
        if session is None:
            return
        if session.poa is None:
            QTimer.singleShot(0, self.files.close_file)
            return
        reading = " (solo lectura)" if session.store.read_only else ""
        self.setWindowTitle(f"{session.poa.titulo}{reading} — POA Desktop")
        self._fill_poas(session)
        self._refresh_actions()
        self._count_timer.start()

    def _fill_poas(self, session: Session) -> None:
        headers = session.store.headers()
        rows = [(f"{each.dependencia} · POA {each.ejercicio}", each.id) for each in headers]
        shown = [(self.poas.itemText(i), self.poas.itemData(i)) for i in range(self.poas.count())]
        if rows != shown:
            self.poas.clear()
            for text, poa_id in rows:
                self.poas.addItem(text, poa_id)
        assert session.poa is not None
        self.poas.setCurrentIndex(self.poas.findData(session.poa.id))
        self.poas.setEnabled(len(rows) > 1)

    def _choose_poa(self, _index: int) -> None:
        if self.session is None or self.session.poa is None:
            return
        chosen = self.poas.currentData()
        self._space().pages.commit_pending()
        if chosen != self.session.poa.id:
            self.session.select_poa(chosen)

    def _choose_periodo(self, periodo: Periodo) -> None:
        if self.session is not None:
            self.session.set_periodo(periodo)
            self.periods.show_periodo(periodo)

    def _count_problems(self) -> None:
        if self.session is None or self.session.poa is None:
            return
        text = count_text(self.session.problems())
        self.problems_button.setText(f"⚠ Revisión: {text} ▾")
        self.problems_button.setAccessibleName(f"Revisión: {text}")

    def _saved(self, when: datetime) -> None:
        self.saved_label.setText(f"Guardado {when:%H:%M} ✓")

    def _refresh_actions(self) -> None:
        if self.session is None or self.workspace is None:
            return
        store = self.session.store
        for name, word, title in (
            ("deshacer", "Deshacer", store.undo_title),
            ("rehacer", "Rehacer", store.redo_title),
        ):
            action = self.actions_[name]
            action.setEnabled(title is not None)
            action.setText(f"{word}: {title}" if title else word)
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
        for name in _TREE_NAMES:
            self.actions_[name].setEnabled(self.workspace.can(name))

    # -- what actions do -------------------------------------------------------------------

    def _space(self) -> Workspace:
        assert self.workspace is not None
        return self.workspace

    def _travel(self, step: Callable[[Session], bool]) -> None:
        if self.session is not None:
            self._space().pages.commit_pending()
            step(self.session)

    def _show_page(self, name: str) -> None:
        self.close_preview()
        self._space().show_page(name)

    def _toggle_problems(self) -> None:
        if self.workspace is not None:
            panel = self.workspace.problems
            panel.setVisible(not panel.isVisible())
            self.workspace.share_height()
            if panel.isVisible():
                panel.list.setFocus()

    def _toggle_dark(self) -> None:
        from poa_desktop.ui.theme import apply_theme, current_theme

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, not current_theme().dark)

    def tell(self, sentence: str, error: bool = False) -> None:
        """Say something without blocking: above the page, or in the status bar."""
        if self.workspace is not None and self.stack.currentWidget() is self.workspace:
            self.workspace.banner.tell(sentence, error=error)
        else:
            self.statusBar().showMessage(sentence, 20_000)

    def show_preview(self, documento: str | None = None) -> None:
        """Show the documents as paper, inside the window."""
        from poa_desktop.ui.preview_page import PreviewPage

        if self.session is None or self.preview is not None:
            return
        self._space().pages.commit_pending()
        page = PreviewPage(self.session, self.settings.folder(), self.prompts)
        if documento:
            page.choice.select_documento(documento)
        page.closed.connect(self.close_preview)
        page.told.connect(self.tell)
        self.preview = page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.toolbar.hide()
        self.actions_.enable_for_file(False)  # what cannot be seen is not changed
        page.pages.setFocus()
        page.load()

    def close_preview(self) -> None:
        """Back to the plan."""
        if self.preview is None:
            return
        from poa_desktop.ui.preview_page import PreviewPage

        if isinstance(self.preview, PreviewPage):
            self.preview.leave()
            self.stack.removeWidget(self.preview)
            self.preview.deleteLater()
            self.preview = None
            if self.workspace is not None:
                self.stack.setCurrentWidget(self.workspace)
                self.toolbar.show()
                self.actions_.enable_for_file(True)
                self._refresh_actions()

    def showEvent(self, event: QShowEvent) -> None:
        if self.session is None:
            self._show_file()
        super().showEvent(event)

    # -- start and end ---------------------------------------------------------------------

    def _restore(self) -> None:
        geometry = self.settings.load("ventana")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def may_leave(self) -> bool:
        """Whether what is typed is kept; else it says so once, and the second try leaves."""
        if self.workspace is None or self.workspace.pages.commit_pending():
            return True
        warned, self._warned = self._warned, True
        if not warned:
            self.close_preview()
            self.tell(
                "Hay un dato que no se puede guardar como está: corríjalo, o cierre otra vez para "
                "descartarlo.",
                error=True,
            )
        return warned

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self.settings.save("ventana", self.saveGeometry())
        self.set_session(None)
        super().closeEvent(event)
