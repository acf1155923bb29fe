"""Saving the document of the preview: where, whole and checked, and what then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from poa_desktop.export.documents import save_document
from poa_desktop.ui.job import Job, bug_sentence
from poa_desktop.ui.prompts import Prompts, chosen_target
from poa_desktop.ui.settings import Settings


class PreviewSaver(QObject):
    """Writes a document beside the window (a memory stick is slow); one at a time."""

    saved = Signal(object)
    """The Path it has got."""
    refused = Signal(str)
    ended = Signal()

    def __init__(self, prompts: Prompts, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._settings = settings
        self.job: Job | None = None

    def begin(self, content: bytes, name: str) -> bool:
        """Ask where, and write; False when nothing is under way."""
        if self.job is not None:
            return False
        proposal = self._settings.documents_folder / name
        path = self._prompts.save_file("Guardar PDF", proposal, "PDF (*.pdf)")
        if path is None:
            return False

        def work(_step: Callable[[float], None]) -> Path:
            target = chosen_target(path, ".pdf")
            save_document(target, content, "pdf")
            return target

        job = Job(work, self)
        job.done.connect(self._done)
        job.refused.connect(self.refused)
        job.crashed.connect(lambda error: self.refused.emit(bug_sentence(error)))
        job.finished.connect(self._finished)
        self.job = job
        job.start()
        return True

    def stop(self) -> None:
        """The page is going away: the file is finished first."""
        if self.job is not None:
            self.job.stop()
            self.job = None

    def _done(self, path: object) -> None:
        assert isinstance(path, Path)
        self._settings.documents_folder = path.parent
        self.saved.emit(path)

    def _finished(self) -> None:
        if self.job is not None:
            self.job.deleteLater()
            self.job = None
        self.ended.emit()
