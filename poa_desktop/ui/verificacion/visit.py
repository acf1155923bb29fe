"""How the window comes to the verification: its menu, and the look at the seals after opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.poa.errors import PoaError

if TYPE_CHECKING:
    from poa_desktop.ui.main_window import MainWindow


def verify(window: MainWindow) -> None:
    """Verify the open file and show what came of it."""
    from poa_desktop.ui.verificacion.dialog import VerificationDialog

    session = window.session
    if session is None or window.workspace is None:
        return
    window.workspace.pages.commit_pending()
    settings = window.settings
    dialog = VerificationDialog(session, settings.documents_folder, window.prompts, window)
    window.prompts.review(dialog)
    settings.documents_folder = dialog.folder
    dialog.deleteLater()


def check_folio(window: MainWindow) -> None:
    """Ask for a printed folio and answer."""
    from poa_desktop.ui.verificacion.folio_dialog import FolioDialog

    if window.session is None:
        return
    dialog = FolioDialog(window.session, window)
    window.prompts.review(dialog)
    dialog.deleteLater()


def watch(window: MainWindow) -> None:
    """After a file was opened: tell, without blocking, when its seals are not what they were."""
    session = window.session
    if session is None or window.workspace is None:
        return
    store, new, told = session.store, list[str](), list[str]()

    def look() -> None:
        new.extend(store.llaves_nuevas())
        told.extend(store.watch_seals())

    try:
        store.while_idle(look)  # else: the file is being verified, or written
    except PoaError as error:
        told = [str(error)]
    if told:
        more = f" Y {len(told) - 1} más." if len(told) > 1 else ""
        offers = [("Ver la verificación…", lambda: verify(window))]
        window.workspace.banner.tell(f"{told[0]}{more}", error=True, offers=offers)
    elif new:
        noun = "la llave" if len(new) == 1 else "las llaves"
        window.workspace.banner.tell(
            f"Este equipo ve por primera vez {noun} con que se selló este archivo (huella "
            f"{'; '.join(new)}): compárela con la impresa en el acta. Desde ahora otra se señala."
        )
