"""The way of a workbook back into the open file: choose it, see its changes, apply them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.data import backup
from poa_desktop.data.folders import backups_folder
from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.prompts import FILTRO_LIBRO
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from poa_desktop.ui.libro.dialog import LibroDialog
    from poa_desktop.ui.main_window import MainWindow


class LibroImport:
    """What "Importar cambios de Excel…" does."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def ask(self) -> None:
        """Ask for a workbook and bring its changes in."""
        window = self._window
        path = window.prompts.open_file(
            "Importar cambios de Excel", window.settings.folder(), FILTRO_LIBRO
        )
        if path is not None:
            self.bring(path)

    def bring(self, path: Path) -> None:
        """Read a workbook, show its changes, apply the chosen ones as one operation."""
        window = self._window
        session = window.session
        if session is None:
            window.tell(
                "Un libro de Excel solo trae cambios de un POA que ya está guardado: abra primero "
                "su archivo.",
                error=True,
            )
            return
        if session.store.read_only:
            window.tell(
                f"«{session.store.path.name}» está abierto solo para leer: cópielo a una carpeta "
                "donde pueda escribir para importar el libro.",
                error=True,
            )
            return
        if window.workspace is not None:
            window.workspace.page.commit_pending()
        dialog = self._dialog(session, path)
        if window.prompts.review(dialog):
            self._apply(session, path, dialog)
        dialog.deleteLater()

    def _dialog(self, session: Session, path: Path) -> LibroDialog:
        from poa_desktop.data import cambios
        from poa_desktop.intake.libro_read import read_libro_file
        from poa_desktop.ui.libro.dialog import LibroDialog

        dialog = LibroDialog(path.name, self._window)
        dialog.read(partial(read_libro_file, path), partial(cambios.compare_with, session.store))
        return dialog

    def _apply(self, session: Session, path: Path, dialog: LibroDialog) -> None:
        from poa_desktop.data import cambios

        window = self._window
        chosen, poa = dialog.chosen(), dialog.poa
        if not chosen or poa is None:
            return
        store = session.store
        try:
            backup.back_up(store.connection, store.path, backups_folder(), window.now(), "importar")
        except PoaError as error:
            window.tell(str(error), error=True)
            return
        if session.poa is None or session.poa.id != poa.id:
            session.select_poa(poa.id)
        title = f"Importar cambios de {path.name}"
        if session.run(title, lambda db: cambios.apply(db, chosen)):
            count = len(chosen)
            words = "Se aplicó 1 cambio" if count == 1 else f"Se aplicaron {count:,} cambios"
            window.tell(f"{words} de «{path.name}». Ctrl+Z los deshace.")
