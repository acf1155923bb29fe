"""What each action of the window does; what only an action needs is imported by its first use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from poa_desktop.poa.periodos import periodo_vecino
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.actions import (
    ADECUACION_ACTIONS,
    CLIP_ACTIONS,
    NUEVO_ACTIONS,
    PERIOD_MENU,
    PERIOD_STEPS,
    THEME_ACTIONS,
)
from poa_desktop.ui.pages import PAGES
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from poa_desktop.ui.main_window import MainWindow
    from poa_desktop.ui.workspace import Workspace


class WindowActions:
    """The other half of the table of actions: name → what it does in a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """What `Actions` runs."""
        window, files = self._window, self._window.files
        return {
            **{name: partial(self._begin_poa, name) for name in NUEVO_ACTIONS},
            **{name: partial(self._step_plan, name) for name in ADECUACION_ACTIONS},
            "abrir": files.open,
            "importar_libro": lambda: window.libro.ask(),
            "ejemplo": files.open_example,
            "respaldar": files.back_up,
            "restaurar": files.restore,
            "verificar": partial(self._verify, "verify"),
            "comprobar_folio": partial(self._verify, "check_folio"),
            "cerrar": files.close_file,
            "salir": window.close,
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
            "observar": self._observe,
            "regla": self._choose_regla,
            "persona": self.ask_persona,
            **{name: partial(self._show_page, name) for name in PAGES},
            **{name: partial(self._step_period_on, name) for name in PERIOD_STEPS},
            "buscar": lambda: window.finding.open(),
            "reemplazar": lambda: window.finding.replace(),
            "buscar_siguiente": lambda: window.finding.step(1),
            "buscar_anterior": lambda: window.finding.step(-1),
            "filtrar": lambda: window.finding.filter_tree(),
            "observaciones": self.toggle_problems,
            "observacion_siguiente": lambda: self._step_problem(1),
            "observacion_anterior": lambda: self._step_problem(-1),
            "periodo_anterior": lambda: self._step_periodo(-1),
            "periodo_siguiente": lambda: self._step_periodo(1),
            **{name: partial(self._choose_colors, dark) for name, dark in THEME_ACTIONS.items()},
            "vista_previa": window.show_preview,
            "exportar": files.export,
            "enviar": lambda: window.sending.send(),
            "exportar_varios": lambda: window.sending.export_many(),
            "llenar_sipot": files.fill_sipot,
            "copiar_tablero": lambda: window.take.copy(),
            "guardar_tablero": lambda: window.take.save(),
            "imprimir_tablero": lambda: window.show_preview("tablero"),
            "atajos": files.show_shortcuts,
            "acerca": files.show_about,
        }

    def _space(self) -> Workspace:
        workspace = self._window.workspace
        assert workspace is not None
        return workspace

    def _travel(self, step: Callable[[Session], bool]) -> None:
        session = self._window.session
        if session is not None:
            self._space().pages.commit_pending()
            step(session)

    def _edit(self, name: str) -> None:
        from poa_desktop.ui.clip_actions import act

        act(name, self._space())

    def _begin_poa(self, name: str) -> None:
        self._window.nuevo.what_actions_do()[name]()

    def _step_plan(self, name: str) -> None:
        from poa_desktop.ui.adecuacion.steps import step

        step(name, self._window)

    def _show_historial(self) -> None:
        from poa_desktop.ui.historial.visit import show_historial

        show_historial(self._space())

    def _verify(self, what: str) -> None:
        from poa_desktop.ui.verificacion import visit

        {"verify": visit.verify, "check_folio": visit.check_folio}[what](self._window)

    def _observe(self) -> None:
        from poa_desktop.ui.observaciones.visit import observe_here

        observe_here(self._space())

    def _choose_regla(self) -> None:
        from poa_desktop.ui.regla.visit import choose_regla

        choose_regla(self._window)

    def ask_persona(self) -> None:
        """Have it said who is at the keyboard."""
        from poa_desktop.ui.persona.asking import ask_at_window

        ask_at_window(self._window)

    def _show_page(self, name: str) -> None:
        self._window.close_preview()
        self._space().show_page(name)
        self._space().page.take_keyboard()

    def toggle_problems(self) -> None:
        """Show or hide the list of what the checks found."""
        from poa_desktop.ui import reviewing

        if self._window.workspace is not None:
            reviewing.toggle(self._window.workspace)

    def _step_problem(self, step: int) -> None:
        from poa_desktop.ui import reviewing

        reviewing.step(self._space(), step)

    def _step_periodo(self, step: int) -> None:
        session = self._window.session
        if session is not None:
            self._window.choose_periodo(periodo_vecino(session.periodo, step))

    def show_period_steps(self) -> None:
        """Enable the steps that the chosen period allows; the others say why not."""
        from poa_desktop.ui.cierre.offers import dress_actions

        menu, actions = self._window.actions_.menus[PERIOD_MENU], self._window.actions_
        menu.setToolTipsVisible(True)
        if self._window.session is not None:
            dress_actions(actions, self._window.session)

    def _step_period_on(self, name: str) -> None:
        from poa_desktop.poa.tramites import Paso
        from poa_desktop.ui.cierre.steps import PeriodSteps

        self._window.close_preview()
        space = self._space()
        if not space.pages.commit_pending():
            self._window.tell(
                "Hay un dato que no se puede guardar como está: corríjalo antes.", True
            )
            return
        steps = PeriodSteps(space.session, self._window.prompts, self._window)
        if steps.take(Paso(PERIOD_STEPS[name])):
            space.show_page("cierre")  # where one sees what came of it

    def _choose_colors(self, dark: bool | None) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, dark)
        self._window.settings.dark = dark
        self._window.actions_.check_colors(dark)
