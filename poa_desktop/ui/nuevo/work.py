"""What the window does about new POAs: make one, add one, prepare next year's, judge its texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.files import free_name
from poa_desktop.poa.nuevo import Existente, NuevoPoa
from poa_desktop.poa.records import Archivo, PoaEncabezado
from poa_desktop.ui.nuevo.catalogs import Catalogs
from poa_desktop.ui.nuevo.import_text import TextImport, file_stem
from poa_desktop.ui.prompts import FILTRO_POA

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.ui.main_window import MainWindow
    from poa_desktop.ui.nuevo.next_year_dialog import NextYearDialog
    from poa_desktop.ui.nuevo.proposals import Proposals
    from poa_desktop.ui.session import Session


class NewPoas:
    """The new/next side of the window's actions."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.text_import = TextImport(window)
        self.catalogs = Catalogs(window)

    def what_actions_do(self) -> dict[str, Callable[[], object]]:
        """The window's actions that are done here."""
        return {
            "nuevo": self.new,
            "importar": self.text_import.ask,
            "agregar_poa": self.add,
            "ano_siguiente": self.next_year,
            "poas_del_archivo": self.manage,
            "elegir_poa": self.choose,
            "textos_viejos": self.judge_texts,
            **self.catalogs.what_actions_do(),
        }

    # -- a new one -------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for a new POA and keep it in a file of its own."""
        window = self._window
        proposals = self._proposals()
        answer = window.prompts.ask_new_poa(
            proposals.start(window.now().year), titulares=proposals.titulares()
        )
        if answer is None:
            return
        name = f"{file_stem(answer.dependencia)}-{answer.ejercicio}.poa"
        proposal = free_name(window.settings.folder() / name)
        path = window.prompts.save_file("Guardar el POA nuevo", proposal, FILTRO_POA)
        if path is not None and window.files.make(path, "Crear POA", _writing(answer)):
            proposals.keep(answer)

    def fill_empty(self, session: Session) -> None:
        """A file without any POA was opened: ask for its first."""
        window = self._window
        proposals = self._proposals()
        answer = window.prompts.ask_new_poa(
            proposals.start(window.now().year), titulares=proposals.titulares()
        )
        if answer is not None:
            session.store.run("Crear POA", _writing(answer))
            session.store.forget_history()
            session.select_poa(session.store.headers()[-1].id)

    def add(self) -> None:
        """Ask for another POA of the open file."""
        window, session = self._window, self._window.session
        if session is None or session.poa is None or not self._finished():
            return
        municipio, store = session.municipio, session.store
        proposals = self._proposals()
        start = NuevoPoa(
            "",
            session.poa.ejercicio,
            municipio.nombre,
            municipio.estado,
            municipio.gobierno,
            municipio.ejes,
        )
        answer = window.prompts.ask_new_poa(
            start, store.path.name, _existing(session), proposals.titulares()
        )
        if answer is not None and self._run("Agregar POA", _writing(answer)):
            proposals.keep(answer)
            window.tell(f"Se agregó el POA {answer.ejercicio} de «{answer.dependencia}».")

    # -- next year's -----------------------------------------------------------------------

    def next_year(self) -> None:
        """Prepare a plan from another year's, then judge its texts."""
        from poa_desktop.ui.nuevo.next_year_dialog import NextYearDialog

        window, session = self._window, self._window.session
        if session is None or session.poa is None or not self._finished():
            return
        dialog = NextYearDialog(
            session.store.headers(), session.poa.id, self._headers_of, self._ask_file, window
        )
        if window.prompts.review(dialog):
            window.files.attempt(lambda: self._copy(dialog))
        dialog.deleteLater()

    def _ask_file(self) -> Path | None:
        window = self._window
        folder = window.settings.folder()
        return window.prompts.open_file("Copiar el plan de otro archivo", folder, FILTRO_POA)

    def _headers_of(self, path: Path) -> tuple[PoaEncabezado, ...]:
        return tuple(
            PoaEncabezado(each.id, each.dependencia.nombre, each.ejercicio)
            for each in self._window.files.peek(path).poas
        )

    def _copy(self, dialog: NextYearDialog) -> None:
        from poa_desktop.data import copias, modelos, unidades
        from poa_desktop.poa.copia import copiar

        window, session = self._window, self._window.session
        assert session is not None
        path = dialog.file
        source = session.store.archivo() if path is None else window.files.peek(path)
        poa = next(each for each in source.poas if each.id == dialog.header.id)
        ejercicio = dialog.ejercicio.value()
        copy = copiar(poa, ejercicio, dialog.options())
        title = f"Preparar el POA {ejercicio}"
        if dialog.here.isChecked():
            made = self._run(title, lambda db: copias.write_copy(db, source.municipio, copy))
        else:
            kept = session.store.modelos_linea() if path is None else ()

            def work(db: Database) -> None:
                copias.write_copy(db, source.municipio, copy)
                _bring_templates(db, source)
                for name in source.municipio.unidades:
                    unidades.add(db, name)
                for modelo in kept:
                    modelos.add(db, modelo)

            name = f"{file_stem(poa.dependencia.nombre)}-{ejercicio}.poa"
            proposal = free_name(session.store.path.parent / name)
            target = window.prompts.save_file("Guardar el POA nuevo", proposal, FILTRO_POA)
            made = target is not None and window.files.make(target, title, work)
        if made:
            window.tell(f"El POA {ejercicio} quedó preparado a partir del plan de {poa.ejercicio}.")
            self.judge_texts()

    def judge_texts(self) -> None:
        """Work through what the texts of a copied plan still say of the old year."""
        from poa_desktop.poa.texto_viejo import menciones
        from poa_desktop.ui.nuevo.texts_dialog import TextsDialog

        window, session = self._window, self._window.session
        if session is None or session.poa is None or not self._finished():
            return
        if session.poa.copia is None:
            window.tell("Este POA no se copió del de otro año: no hay nada que revisar.")
            return
        if not menciones(session.poa):
            window.tell(f"Ningún texto habla de {session.poa.copia.ejercicio}.")
            return
        dialog = TextsDialog(session, window)
        window.prompts.review(dialog)
        dialog.deleteLater()

    # -- the POAs of the file --------------------------------------------------------------

    def choose(self) -> None:
        """Open the list of the file's POAs."""
        self._window.toolbar.poas.open_list()

    def manage(self) -> None:
        """Show the POAs of the file, to rename or remove one."""
        from poa_desktop.ui.nuevo.poas_dialog import PoasDialog

        window, session = self._window, self._window.session
        if session is None or session.poa is None or not self._finished():
            return
        dialog = PoasDialog(session, window)
        window.prompts.review(dialog)
        dialog.deleteLater()

    # -- all of them -----------------------------------------------------------------------

    def _proposals(self) -> Proposals:
        from poa_desktop.ui.nuevo.proposals import Proposals

        return Proposals(self._window.settings)

    def _finished(self) -> bool:
        """What is being typed is kept first."""
        workspace = self._window.workspace
        return workspace is not None and workspace.pages.commit_pending()

    def _run(self, title: str, work: Callable[[Database], object]) -> bool:
        """Add a POA to the open file and show it."""
        session = self._window.session
        assert session is not None
        before = {each.id for each in session.store.headers()}
        if not session.run(title, work):
            return False
        (made,) = {each.id for each in session.store.headers()} - before
        session.select_poa(made)
        return True


def _writing(answer: NuevoPoa) -> Callable[[Database], int]:
    from poa_desktop.data.nuevo import write_new

    return lambda db: write_new(db, answer)


def _existing(session: Session) -> list[Existente]:
    return [(each.dependencia, each.ejercicio) for each in session.store.headers()]


def _bring_templates(db: Database, source: Archivo) -> None:
    """The municipio's letterhead and Excel template go along into a file of its own."""
    from poa_desktop.data import plantillas

    municipio = source.municipio
    for each in filter(None, (municipio.membrete, municipio.libro)):
        plantillas.put(db, each.tipo, each.nombre, each.content)
        plantillas.set_margins(db, each.tipo, each.superior, each.inferior)
