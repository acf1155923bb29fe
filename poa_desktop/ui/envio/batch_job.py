"""Many documents beside the window: steps with their words, and a report even when given up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from poa_desktop.export.batch import Watch
from poa_desktop.ui.job import Job


class BatchJob(Job):
    """A job that is watched step by step; *done* follows a cancel too, with what was whole."""

    stepped = Signal(object)
    """A Step of export.batch."""

    def __init__(self, work: Callable[[Watch], object], parent: QObject | None = None) -> None:
        super().__init__(lambda _progress: work(self._watch()), parent)

    def _watch(self) -> Watch:
        return Watch(self.stepped.emit, lambda: self.cancelled)
