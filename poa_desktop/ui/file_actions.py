"""What is done with whole files: new, open, import, back up, restore, verify, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from poa_desktop.data import backup
from poa_desktop.data.folders import backups_folder, program_folder
from poa_desktop.data.store import Store, create_store, discard_new_file, open_store
from poa_desktop.files import explain_os_error, free_name, is_writable, read_bytes
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Municipio
from poa_desktop.poa.text import fold
from poa_desktop.ui.prompts import FILTRO_POA, FILTRO_TEXTO, require_suffix
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.ui.main_window import MainWindow

_BACKUP_CHECK_MS = 60_000
_BACKUP_START_MS = 800  # after the window is there


class FileActions:
    """The file side of the window's actions. A known error is told above the page."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._timer = QTimer(window)
        self._timer.setInterval(_BACKUP_CHECK_MS)
        self._timer.timeout.connect(self._back_up_when_due)
        self._last_backup = window.now()

    # -- opening ---------------------------------------------------------------------------

    def open_path(self, path: Path) -> None:
        """Open a file in place of the present one; a file that cannot be written, to read only."""
        self._try(lambda: self._show(self._open_store(path)))

    def _open_store(self, path: Path) -> Store:
        now = self._window.now
        self._let_go_of(path)

        def keep(older: Path) -> None:
            backup.back_up_closed(older, backups_folder(), now(), "migracion")

        read_only = path.exists() and not is_writable(path)
        return open_store(path, now, read_only=read_only, before_migration=keep)

    def _let_go_of(self, path: Path) -> None:
        """Opening again the file at hand: close it first, so that the lock is free."""
        session = self._window.session
        if session is not None and session.store.path.resolve() == path.resolve():
            self._window.set_session(None)

    def _show(self, store: Store, *, remember: bool = True) -> None:
        window = self._window
        try:
            session = self._session_of(store)
        except BaseException:
            store.close()
            raise
        window.set_session(session)
        if remember:
            window.settings.add_recent(store.path)
        self._last_backup = window.now()
        if store.read_only:
            window.tell(
                f"«{store.path.name}» está abierto solo para leer: para cambiarlo, cópielo a una "
                "carpeta donde pueda escribir (Archivo ▸ Guardar una copia…)."
            )
            return
        self._timer.start()
        QTimer.singleShot(_BACKUP_START_MS, self._back_up_at_start)

    def _session_of(self, store: Store) -> Session:
        session = Session(store, self._window.now)
        if session.poa is None and not store.read_only:
            self._ask_first_poa(session)
        if session.poa is None:
            raise PoaError(f"«{store.path.name}» no contiene ningún POA: use Nuevo o Importar.")
        if not store.read_only:
            backup.drop_unreferenced(store.connection)
        return session

    def _ask_first_poa(self, session: Session) -> None:
        answer = self._window.prompts.ask_new_poa(self._window.now().year)
        if answer is not None:
            _write_new(session.store, answer)
            session.store.forget_history()
            session.select_poa(session.store.headers()[-1].id)

    def open(self) -> None:
        """Ask for a file and open it."""
        folder = self._window.settings.folder()
        path = self._window.prompts.open_file("Abrir", folder, FILTRO_POA)
        if path is not None:
            self.open_path(path)

    def new(self) -> None:
        """Ask whose POA and which year, and where to keep it."""
        prompts, settings = self._window.prompts, self._window.settings
        answer = prompts.ask_new_poa(self._window.now().year)
        if answer is None:
            return
        proposal = free_name(settings.folder() / f"{_slug(answer[1])}-{answer[2]}.poa")
        path = prompts.save_file("Guardar el POA nuevo", proposal, FILTRO_POA)
        if path is not None:
            self._try(
                lambda: self._show(self._create(path, lambda store: _write_new(store, answer)))
            )

    def import_text(self) -> None:
        """Read a text into the open file or into a new one; a workbook brings its changes."""
        window = self._window
        origin = window.prompts.open_file("Importar", window.settings.folder(), FILTRO_TEXTO)
        if origin is not None:
            self._try(lambda: self._import_any(origin))

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
        if window.session is not None:
            store = window.session.store
            backup.back_up(store.connection, store.path, backups_folder(), window.now(), "importar")
            before = {each.id for each in store.headers()}
            if not window.session.run(title, work):
                return
            (made,) = {each.id for each in store.headers()} - before
            window.session.select_poa(made)
        else:
            poa = draft.poa
            name = f"{_slug(poa.dependencia.nombre)}-{poa.ejercicio}.poa"
            proposal = free_name(origin.parent / name)
            path = window.prompts.save_file("Guardar lo importado", proposal, FILTRO_POA)
            if path is None:
                return
            self._show(self._create(path, lambda store: store.run(title, work)))
        window.tell(f"Se importó «{draft.poa.titulo}».")
        if draft.problems:
            window.prompts.show_import(draft.poa, draft.problems)

    def open_example(self) -> None:
        """Open the example; it is written once, and later visits find it as they left it."""
        from poa_desktop.ejemplo import write_example

        path = program_folder() / "ejemplo.poa"

        def work() -> None:
            if path.exists():
                store = self._open_store(path)
                if not store.headers():  # a power cut came between making it and filling it
                    write_example(store)
                    store.forget_history()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                store = self._create(path, write_example)
            self._show(store, remember=False)

        self._try(work)

    def _create(self, path: Path, fill: Callable[[Store], object]) -> Store:
        path = require_suffix(path, ".poa")
        store = create_store(path, self._window.now)
        try:
            fill(store)
            store.forget_history()
        except BaseException:
            store.close()
            discard_new_file(path)
            raise
        return store

    def close_file(self) -> None:
        """Close the file and show the welcome page."""
        if self._window.may_leave():
            self._timer.stop()
            self._window.set_session(None)

    # -- keeping ---------------------------------------------------------------------------

    def _back_up_at_start(self) -> None:
        self._back_up("inicio")

    def _back_up_when_due(self) -> None:
        if abs(self._window.now() - self._last_backup) >= backup.EVERY:
            self._back_up("inicio")

    def _back_up(self, reason: str) -> None:
        session = self._window.session
        if session is None or session.store.read_only or session.store.is_writing:
            return
        self._last_backup = self._window.now()
        store = session.store
        self._try(
            lambda: backup.back_up(
                store.connection, store.path, backups_folder(), self._window.now(), reason
            )
        )

    def back_up(self) -> None:
        """Ask where and write a checked copy of the file."""
        store = self._store()
        proposal = free_name(
            self._window.settings.folder() / f"{store.path.stem} {self._window.now():%Y-%m-%d}.poa"
        )
        path = self._window.prompts.save_file("Guardar una copia", proposal, FILTRO_POA)
        if path is None:
            return

        def work() -> None:
            target = require_suffix(path, ".poa")
            if target.resolve() == store.path.resolve():
                raise PoaError("La copia no puede escribirse sobre el archivo abierto.")
            backup.copy_to(store.connection, store.path, target)
            self._window.tell(f"La copia quedó en {target} y se comprobó.")

        self._try(work)

    def restore(self) -> None:
        """Choose one of a file's backups and go back to it; the present file is kept aside.

        Without an open file (a damaged one cannot be opened) it asks which.
        """
        session = self._window.session
        if session is not None:
            path: Path | None = session.store.path
        else:
            folder = self._window.settings.folder()
            path = self._window.prompts.open_file("Restaurar: ¿qué archivo?", folder, FILTRO_POA)
        if path is not None:
            self._try(lambda: self._restore(path))

    def _restore(self, path: Path) -> None:
        known = backup.list_backups(path, backups_folder())
        if not known:
            raise PoaError(f"Todavía no hay respaldos de «{path.name}».")
        options = [
            f"{each.cuando:%d/%m/%Y %H:%M:%S} · {each.operaciones} cambios" for each in known
        ]
        chosen = self._window.prompts.choose("Restaurar respaldo", "Volver a:", options)
        if chosen is None:
            return
        self._window.set_session(None)
        try:
            aside = backup.restore(path, known[chosen].path, self._window.now())
        except PoaError as error:
            self.open_path(path)
            raise error
        self._show(self._open_store(path))
        self._window.tell(f"Se restauró el respaldo. El archivo anterior quedó en {aside}.")

    def verify(self) -> None:
        """Check the whole file and tell the result."""
        from poa_desktop.data.integrity import verify

        found = verify(self._store().connection)
        if found.integro:
            self._window.tell(
                f"El archivo está íntegro; su bitácora llega a la operación {found.operaciones}."
            )
        else:
            self._window.tell(" ".join(found.hallazgos), error=True)

    # -- going out -------------------------------------------------------------------------

    def export(self) -> None:
        """Open the export dialog."""
        from poa_desktop.ui.envio.export_dialog import ExportDialog

        window = self._window
        if window.session is None or window.workspace is None:
            return
        window.workspace.page.commit_pending()
        settings, prompts = window.settings, window.prompts
        dialog = ExportDialog(
            window.session, settings.documents_folder, prompts, window, nodo=window.node()
        )
        dialog.exec()
        settings.documents_folder = dialog.folder
        dialog.deleteLater()

    def fill_sipot(self) -> None:
        """Open the dialog that fills the office's transparency workbooks."""
        from poa_desktop.ui.envio.sipot_dialog import SipotDialog

        window = self._window
        if window.session is None or window.workspace is None:
            return
        window.workspace.page.commit_pending()
        folder = window.settings.folder()
        dialog = SipotDialog(window.session, folder, window.prompts, window)
        dialog.exec()
        dialog.deleteLater()

    def show_shortcuts(self) -> None:
        """List the shortcuts."""
        from poa_desktop.ui.shortcuts_dialog import ShortcutsDialog

        dialog = ShortcutsDialog(self._window, self._window.prompts)
        dialog.exec()
        dialog.deleteLater()

    def show_about(self) -> None:
        """Version and report for support."""
        from poa_desktop.ui.about_dialogs import AboutDialog

        dialog = AboutDialog(self._window)
        dialog.exec()
        dialog.deleteLater()

    # -- all of them -----------------------------------------------------------------------

    def _store(self) -> Store:
        assert self._window.session is not None
        return self._window.session.store

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except PoaError as error:
            self._window.tell(str(error), error=True)
        except OSError as error:
            self._window.tell(explain_os_error(error, program_folder()), error=True)


def _write_new(store: Store, answer: tuple[str, str, int]) -> None:
    from poa_desktop.data import drafts, poas

    municipio, dependencia, ejercicio = answer

    def work(db: Database) -> None:
        poas.create(db, dependencia, ejercicio)
        if municipio:
            gobierno = f"GOBIERNO MUNICIPAL DE {municipio.upper()}"
            drafts.fill_municipio(db, Municipio(nombre=municipio, gobierno=gobierno))

    store.run("Crear POA", work)


def _slug(text: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    return "-".join(words)[:60] or "poa"
