"""Printing from the preview: the system's dialog, the pages beside the window, the memory of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from poa_desktop.ui.job import Job, bug_sentence
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.settings import Settings

_KEY = "impresion"


class PreviewPrinter(QObject):
    """Sends a document to a printer; one at a time."""

    progressed = Signal(int)
    told = Signal(str, bool)
    """What came of it, and whether that is an error."""
    no_printer = Signal()
    ended = Signal()

    def __init__(self, prompts: Prompts, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._settings = settings
        self.job: Job | None = None
        self._answered = False

    def begin(self, content: bytes, title: str, pages: int, current: int) -> bool:
        """Ask how, remember it, and print; False when nothing is under way.

        *current* is the page in sight, from 0.
        """
        from poa_desktop.ui.preview import printing

        if self.job is not None:
            return False
        if not self._prompts.printers():
            self.no_printer.emit()
            return False
        kept = printing.choice_from(self._settings.load_names(_KEY))
        printer = printing.make_printer(kept, title)
        if not self._prompts.ask_printer(printer, pages):
            return False
        self._settings.save_names(_KEY, printing.choice_of(printer).names())

        def work(step: Callable[[float], None]) -> int:
            return printing.print_pdf(content, printer, step, current=current)

        job = Job(work, self)
        job.progressed.connect(self.progressed)
        job.done.connect(self._sent)
        job.refused.connect(lambda sentence: self._tell(sentence, error=True))
        job.crashed.connect(lambda error: self._tell(bug_sentence(error), error=True))
        job.finished.connect(self._finished)
        self.job = job
        self._answered = False
        job.start()
        return True

    def cancel(self) -> None:
        """Stop at the next page."""
        if self.job is not None:
            self.job.cancel()

    def stop(self) -> None:
        """The page is going away: what is under way ends first."""
        if self.job is not None:
            self.job.stop()
            self.job = None

    def _sent(self, sheets: object) -> None:
        sent = "Se envió 1 página" if sheets == 1 else f"Se enviaron {sheets} páginas"
        self._tell(f"{sent} a la impresora.", error=False)

    def _tell(self, sentence: str, *, error: bool) -> None:
        self._answered = True
        self.told.emit(sentence, error)

    def _finished(self) -> None:
        job, self.job = self.job, None
        if job is not None:
            if not self._answered:
                self.told.emit("Se canceló la impresión: revise qué páginas salieron.", False)
            job.deleteLater()
        self.ended.emit()
