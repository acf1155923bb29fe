"""What the window does with its catalogues: units of measure and plantillas of líneas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import ModeloLinea
from poa_desktop.ui.place import Place, find_bloque, find_linea, tipo_of
from poa_desktop.ui.prompts import FILTRO_POA

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.poa.records import Bloque
    from poa_desktop.ui.main_window import MainWindow
    from poa_desktop.ui.workspace import Workspace


class Catalogs:
    """Units and plantillas, for the window's actions."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def what_actions_do(self) -> dict[str, Callable[[], object]]:
        """The window's actions that are done here."""
        return {
            "unidades": self.units,
            "linea_de_plantilla": self.add_from_template,
            "guardar_plantilla": self.keep_template,
        }

    def units(self) -> None:
        """Unify spellings, add to the catalogue."""
        from poa_desktop.ui.nuevo.unidades_dialog import UnidadesDialog

        window = self._window
        if window.session is None or self._space() is None:
            return
        dialog = UnidadesDialog(window.session, window)
        window.prompts.review(dialog)
        dialog.deleteLater()

    def keep_template(self) -> None:
        """Keep the línea at hand as a plantilla of the file."""
        from poa_desktop.data import modelos
        from poa_desktop.poa.modelos import modelo_de

        window, space = self._window, self._space()
        if window.session is None or window.session.poa is None or space is None:
            return
        linea = find_linea(window.session.poa, space.place)
        if linea is None:
            window.tell("Elija en el árbol la línea que quiere guardar como plantilla.")
            return
        modelo = modelo_de(linea)
        if window.session.run("Guardar plantilla de línea", lambda db: modelos.add(db, modelo)):
            window.tell(
                f"«{modelo.nombre}» quedó como plantilla de este archivo. Se usa con Agregar línea "
                "desde plantilla."
            )

    def add_from_template(self) -> None:
        """Choose a plantilla and add a línea from it after the one at hand."""
        from poa_desktop.ui.nuevo.modelos_dialog import ModelosDialog

        window, space = self._window, self._space()
        if window.session is None or window.session.poa is None or space is None:
            return
        if window.session.tells_plan_locked():
            return
        bloque = find_bloque(window.session.poa, space.place)
        if bloque is None:
            window.tell("Elija en el árbol el programa o la actividad que recibe la línea.")
            return
        kind = "al programa" if tipo_of(bloque) is TipoLugar.PROGRAMA else "a la actividad"
        where = f"Se agrega {kind} {bloque.numero}, {bloque.nombre.rstrip('. ')}."
        dialog = ModelosDialog(window.session, where, self._templates_of_a_file, window)
        if window.prompts.review(dialog) and dialog.chosen is not None:
            self._add(space, bloque, dialog.chosen)
        dialog.deleteLater()

    def _add(self, space: Workspace, bloque: Bloque, modelo: ModeloLinea) -> None:
        from poa_desktop.data import lineas
        from poa_desktop.poa.modelos import programado_de

        session = space.session
        assert session.poa is not None
        position = None
        if space.place.tipo is TipoLugar.LINEA:
            position = [each.id for each in bloque.lineas].index(space.place.id) + 1
        schedule = programado_de(modelo, bloque.ficha, session.poa.ejercicio)
        made: list[int] = []

        def work(db: Database) -> None:
            row = lineas.add(
                db,
                tipo_of(bloque),
                bloque.id,
                modelo.texto,
                programado=schedule,
                unidad_medida=modelo.unidad_medida,
                position=position,
            )
            lineas.edit(
                db,
                row,
                medio_verificacion=modelo.medio_verificacion,
                responsable=modelo.responsable,
            )
            made.append(row)

        if session.run("Agregar línea desde plantilla", work):
            space.show_place(Place(TipoLugar.LINEA, made[0]))

    def _templates_of_a_file(self) -> tuple[ModeloLinea, ...] | None:
        window = self._window
        folder = window.settings.folder()
        path = window.prompts.open_file("Traer plantillas de otro archivo", folder, FILTRO_POA)
        return None if path is None else window.files.peek_templates(path)

    def _space(self) -> Workspace | None:
        """The workspace, what is being typed in it kept; None when it cannot be."""
        space = self._window.workspace
        return space if space is not None and space.pages.commit_pending() else None
