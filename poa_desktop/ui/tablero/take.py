"""Taking the Tablero along: on the clipboard as a picture, or in a file as PNG or PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from poa_desktop.ui.actions import TAKE_ACTIONS

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QMenu

    from poa_desktop.export.document import Context
    from poa_desktop.ui.job import Job, Work
    from poa_desktop.ui.main_window import MainWindow
    from poa_desktop.ui.pages import Pages
    from poa_desktop.ui.tablero.page import TableroPage

DPI = 200
_FILTERS = "Imagen PNG (*.png);;PDF (*.pdf)"
_PREPARING = "Preparando el tablero…"
_FOLDER = "carpeta-del-tablero"


class TableroTake(QObject):
    """What can be done with the Tablero of the node and period at hand.

    The work goes on beside the window; what came of it is told above the page.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.leaving.connect(self.stop)
        self._job: Job | None = None
        self._page: TableroPage | None = None

    # what the actions do

    def copy(self) -> None:
        """Put the Tablero on the clipboard.

        The picture goes alone: beside a text, Word would paste the text.
        """
        context = self._context()
        if context is not None:
            self._start(lambda step: _picture(context, step), self._copied)

    def _copied(self, image: object) -> None:
        from PySide6.QtGui import QGuiApplication, QImage

        assert isinstance(image, QImage)
        QGuiApplication.clipboard().setImage(image)
        self._window.tell("El tablero se copió como imagen: péguelo en Word o PowerPoint.")

    def save(self) -> None:
        """Ask where, and write it there as the name's type says: a picture unless it is PDF."""
        from poa_desktop.export.documents import find_documento

        context = self._context()
        if context is None:
            return
        window, kind = self._window, find_documento("tablero", "pdf")
        proposal = self._folder() / kind.file_name(context, "png")
        path = window.prompts.save_file("Guardar el tablero", proposal, _FILTERS)
        if path is None:
            return
        window.settings.save_names(_FOLDER, [str(path.parent)])
        self._start(lambda step: _write(context, path, step), self._saved)

    def _saved(self, path: object) -> None:
        self._window.tell(f"El tablero se guardó en {path}.")

    def _folder(self) -> Path:
        """Where a Tablero was saved last."""
        for name in self._window.settings.load_names(_FOLDER):
            if Path(name).is_dir():
                return Path(name)
        return self._window.settings.folder()

    def _context(self) -> Context | None:
        """What the Tablero at hand is made from, once what is being typed is kept."""
        from poa_desktop.export.documents import find_documento
        from poa_desktop.source import source_of

        session, workspace = self._window.session, self._window.workspace
        if session is None or workspace is None:
            return None
        workspace.pages.commit_pending()
        poa = session.poa
        if poa is None:
            return None
        kind, node = find_documento("tablero", "pdf"), self._window.node()
        return source_of(session.store).context(
            (kind,), poa, session.hoy, session.periodo, nodo=node
        )

    # the work beside the window

    def _start(self, work: Work, done: Callable[[object], None]) -> None:
        from poa_desktop.ui.job import Job

        self.stop()
        job = Job(work, self)
        for signal, slot in (
            (job.progressed, self._tell_progress),
            (job.done, done),
            (job.refused, self._refused),
            (job.crashed, self._crashed),
        ):
            signal.connect(partial(self._pass_on, job, slot))
        job.finished.connect(partial(self._ended, job))
        self._job = job
        job.start()

    def _pass_on(self, job: Job, slot: Callable[[object], None], value: object) -> None:
        """What a job that was given up has still sent is not listened to."""
        if job is self._job:
            slot(value)

    def _tell_progress(self, _percent: object) -> None:
        self._window.status.showMessage(_PREPARING)

    def _refused(self, sentence: object) -> None:
        self._window.tell(str(sentence), error=True)

    def _crashed(self, error: object) -> None:
        from poa_desktop.ui.job import bug_sentence

        self._window.tell(bug_sentence(error, "El tablero no se pudo preparar"), error=True)

    def _ended(self, job: Job) -> None:
        """The end of a job that was given up may come when a newer one is running."""
        if job is self._job:
            self._finished()

    def _finished(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
            if self._window.status.currentMessage() == _PREPARING:
                self._window.status.clearMessage()

    def stop(self) -> None:
        """Give up what is under way: the file is going away, or something newer is wanted."""
        if self._job is not None:
            self._job.stop()
            self._finished()

    # the menu on the page

    def follow(self, pages: Pages) -> None:
        """Offer the actions by a button and a right click on the Tablero, when it is in sight."""
        from poa_desktop.ui.tablero.page import TableroPage

        page = pages.currentWidget()
        if isinstance(page, TableroPage) and page is not self._page:
            self._page = page
            menu = self._make_menu(page)
            page.view.head.offer(menu)
            page.menu_wanted.connect(menu.popup)

    def _make_menu(self, page: TableroPage) -> QMenu:
        from PySide6.QtWidgets import QMenu

        menu, actions = QMenu(page), self._window.actions_
        menu.aboutToShow.connect(lambda: actions.dress(TAKE_ACTIONS))
        actions.fill_menu(menu, TAKE_ACTIONS)
        return menu


Step = Callable[[float], None]


def _pdf(context: Context, step: Step) -> bytes:
    from poa_desktop.export.documents import find_documento, render

    return render(find_documento("tablero", "pdf"), "pdf", context, step)[0]


def _picture(context: Context, step: Step) -> QImage:
    """The page as it is printed, at the resolution of a good print."""
    from poa_desktop.ui.preview.bands import PdfPages

    pdf = PdfPages(_pdf(context, step))
    try:
        image = pdf.image(0, DPI / 72)
    finally:
        pdf.close()
    per_metre = round(DPI / 0.0254)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    return image


def _png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    from poa_desktop.poa.errors import PoaError

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise PoaError("La imagen del tablero no se pudo preparar: guárdelo como PDF.")
    return bytes(buffer.data().data())


def _write(context: Context, path: Path, step: Step) -> Path:
    """Write the Tablero whole or not at all; gives the name it has got."""
    from poa_desktop.files import write_atomically
    from poa_desktop.ui.prompts import chosen_target

    as_pdf = path.suffix.lower() == ".pdf"
    target = path if as_pdf else chosen_target(path, ".png")
    write_atomically(target, _pdf(context, step) if as_pdf else _png(_picture(context, step)))
    return target
