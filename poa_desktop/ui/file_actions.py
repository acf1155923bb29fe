"""What is done with whole files: new, open, import, back up, restore, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer

from poa_desktop.data import backup
from poa_desktop.data.folders import backups_folder, program_folder
from poa_desktop.data.store import Store, create_store, discard_new_file, open_store
from poa_desktop.files import explain_os_error, free_name, is_writable
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Archivo, ModeloLinea
from poa_desktop.ui.prompts import FILTRO_POA, chosen_target, require_suffix
from poa_desktop.ui.session import BUSY, Session

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.ui.main_window import MainWindow

T = TypeVar("T")

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
        if self._window.may_leave():
            self.attempt(lambda: self._show(self._open_store(path)))

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
            QTimer.singleShot(_BACKUP_START_MS, self._watch_seals)
            return
        self._timer.start()
        QTimer.singleShot(_BACKUP_START_MS, self._back_up_at_start)

    def _session_of(self, store: Store) -> Session:
        session = Session(store, self._window.now)
        if session.poa is None and not store.read_only:
            self._window.nuevo.fill_empty(session)
        if session.poa is None:
            raise PoaError(f"«{store.path.name}» no contiene ningún POA: use Nuevo o Importar.")
        return session

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self._window.may_leave():
            return
        folder = self._window.settings.folder()
        path = self._window.prompts.open_file("Abrir", folder, FILTRO_POA)
        if path is not None:
            self.open_path(path)

    def make(self, path: Path, title: str, work: Callable[[Database], object]) -> bool:
        """Write a new file in one operation and show it; on failure nothing is left behind."""
        return self.attempt(
            lambda: self._show(self._create(path, lambda store: store.run(title, work)))
        )

    def peek(self, path: Path) -> Archivo:
        """What another file holds, only read. Raises PoaError when it cannot be."""
        return self._look_into(path, Store.archivo)

    def peek_templates(self, path: Path) -> tuple[ModeloLinea, ...]:
        """The plantillas of líneas of another file. Raises PoaError when it cannot be read."""
        return self._look_into(path, Store.modelos_linea)

    def _look_into(self, path: Path, read: Callable[[Store], T]) -> T:
        session = self._window.session
        if session is not None and session.store.path.resolve() == path.resolve():
            return read(session.store)
        with open_store(path, self._window.now, read_only=True) as store:
            return read(store)

    def back_up_before(self, reason: str) -> None:
        """Keep a copy of the open file before much is written into it."""
        store, now = self._store(), self._window.now()
        if not store.while_idle(
            lambda: backup.back_up(store.connection, store.path, backups_folder(), now, reason)
        ):
            raise PoaError(BUSY)

    def open_example(self) -> None:
        """Open the example; it is written once, and later visits find it as they left it."""
        from poa_desktop.ejemplo import write_example

        path = program_folder() / "ejemplo.poa"
        if not self._window.may_leave():
            return

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

        self.attempt(work)

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
        """Keep a copy; what nothing refers to any more is dropped only once it is in one."""
        session = self._window.session
        if self._back_up("inicio") and session is not None:
            session.store.while_idle(session.store.drop_unreferenced)
        self._watch_seals()

    def _watch_seals(self) -> None:
        """Look at the last seals: after the window is there, for reading signatures costs time."""
        from poa_desktop.ui.verificacion.visit import watch

        watch(self._window)

    def _back_up_when_due(self) -> None:
        if abs(self._window.now() - self._last_backup) >= backup.EVERY:
            self._back_up("inicio")

    def _back_up(self, reason: str) -> bool:
        session = self._window.session
        if session is None or session.store.read_only:
            return False
        store, now = session.store, self._window.now()

        def keep() -> None:
            self._last_backup = now  # one that fails is told, and tried again when the next is due
            backup.back_up(store.connection, store.path, backups_folder(), now, reason)

        done: list[bool] = []
        return self.attempt(lambda: done.append(store.while_idle(keep))) and all(done)

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
            target = chosen_target(path, ".poa")
            if target.resolve() == store.path.resolve():
                raise PoaError("La copia no puede escribirse sobre el archivo abierto.")
            backup.copy_to(store.connection, target)
            self._window.tell(f"La copia quedó en {target} y se comprobó.")

        self.attempt(work)

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
            self.attempt(lambda: self._restore(path))

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

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do some work with files; a known error is told, and then it gives False."""
        try:
            work()
        except PoaError as error:
            self._window.tell(str(error), error=True)
        except OSError as error:
            self._window.tell(explain_os_error(error, program_folder()), error=True)
        else:
            return True
        return False
