"""A text becomes a POA: in the open file or in one of its own, as one wishes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.files import free_name, read_bytes
from poa_desktop.poa.text import fold
from poa_desktop.ui.prompts import FILTRO_POA, FILTRO_TEXTO

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from poa_desktop.intake.draft import Draft
    from poa_desktop.ui.main_window import MainWindow

    Work = Callable[[Database], object]


class TextImport:
    """Importing, for the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def ask(self) -> None:
        """Read a text into the open file or into a new one; a workbook brings its changes."""
        window = self._window
        if not window.may_leave():
            return
        origin = window.prompts.open_file("Importar", window.settings.folder(), FILTRO_TEXTO)
        if origin is not None:
            window.files.attempt(lambda: self._import_any(origin))

    def _import_any(self, origin: Path) -> None:
        from poa_desktop.intake.libro_read import is_workbook

        if is_workbook(origin):
            self._window.libro.bring(origin)
        else:
            self._import(origin)

    def _import(self, origin: Path) -> None:
        from poa_desktop.data import drafts
        from poa_desktop.intake.text_form import read_text_form
        from poa_desktop.intake.text_rows import MAX_BYTES

        window = self._window
        draft = read_text_form(read_bytes(origin, MAX_BYTES), origin.name)

        def work(db: Database) -> int:
            return drafts.write_draft(db, draft.municipio, draft.poa, draft.programas_de)

        title = f"Importar {origin.name}"
        here = self._belongs_here(draft)
        if here is None:
            return
        done = self._add(title, work) if here else self._make(origin, draft, title, work)
        if not done:
            return
        window.tell(f"Se importó «{draft.poa.titulo}».")
        if draft.problems:
            window.prompts.show_import(draft.poa, draft.problems)

    def _belongs_here(self, draft: Draft) -> bool | None:
        """Whether it goes into the open file; None when the user gives up.

        Of another municipio it cannot, and of the open file it is asked.
        """
        session = self._window.session
        if session is None or session.store.read_only:
            return False
        name = session.store.path.name
        chosen = self._window.prompts.choose(
            "Importar",
            f"¿Dónde queda «{draft.poa.titulo}»?",
            [f"En el archivo abierto, {name}", "En un archivo nuevo"],
        )
        return None if chosen is None else chosen == 0

    def _add(self, title: str, work: Work) -> bool:
        session = self._window.session
        assert session is not None
        self._window.files.back_up_before("importar")
        before = {each.id for each in session.store.headers()}
        if not session.run(title, work):
            return False
        (made,) = {each.id for each in session.store.headers()} - before
        session.select_poa(made)
        return True

    def _make(self, origin: Path, draft: Draft, title: str, work: Work) -> bool:
        poa = draft.poa
        name = f"{file_stem(poa.dependencia.nombre)}-{poa.ejercicio}.poa"
        proposal = free_name(origin.parent / name)
        path = self._window.prompts.save_file("Guardar lo importado", proposal, FILTRO_POA)
        return path is not None and self._window.files.make(path, title, work)


def file_stem(text: str) -> str:
    """A name for a file, made of the words of a text."""
    words = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    return "-".join(words)[:60] or "poa"
