"""Making the document of the preview beside the window: one at a time, the latest wanted wins."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from poa_desktop.export.document import Context, Documento
from poa_desktop.export.documents import render
from poa_desktop.ui.job import Job, bug_sentence

_PATIENCE_MS = 400  # the paper before stays that long while the next one is made


class DocumentMaker(QObject):
    """Exactly one of made, refused and cancelled follows for the document that was wanted last."""

    waiting = Signal()
    """It takes long enough to say so."""
    progressed = Signal(int)
    made = Signal(object)
    """The bytes and the notices."""
    refused = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.job: Job | None = None
        self._next: tuple[Documento, Context] | None = None
        self._answered = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.waiting)

    def make(self, kind: Documento, context: Context, *, patient: bool) -> None:
        """Make a document in the place of whatever is under way; *patient* waits to say so."""
        if self.job is not None:
            self._next = kind, context
            self.job.cancel()
            return
        job = Job(lambda step: render(kind, "pdf", context, step), self)
        job.progressed.connect(self.progressed)
        job.done.connect(self._made)
        job.refused.connect(self._refused)
        job.crashed.connect(lambda error: self._refused(bug_sentence(error)))
        job.finished.connect(self._finished)
        self.job = job
        self._answered = False
        if patient:
            self._patience.start()
        else:
            self.waiting.emit()
        job.start()

    def cancel(self) -> None:
        """Give up what is under way."""
        self._next = None
        if self.job is not None:
            self.job.cancel()

    def stop(self) -> None:
        """Nobody waits any more."""
        self._next = None
        self._patience.stop()
        if self.job is not None:
            self.job.stop()
            self.job = None

    def _made(self, result: object) -> None:
        self._answered = True
        if self._next is None:
            self._patience.stop()
            self.made.emit(result)

    def _refused(self, sentence: str) -> None:
        self._answered = True
        if self._next is None:
            self._patience.stop()
            self.refused.emit(sentence)

    def _finished(self) -> None:
        if self.job is not None:
            self.job.deleteLater()
            self.job = None
        wanted, self._next = self._next, None
        if wanted is not None:
            self.make(*wanted, patient=self._patience.isActive())
        elif not self._answered:
            self._patience.stop()
            self.cancelled.emit()
