"""Long work beside the window: progress, cancel, and one answer at the end."""

from collections.abc import Callable

from PySide6.QtCore import QMetaMethod, QObject, QThread, Signal

from poa_desktop.poa.errors import PoaError

Work = Callable[[Callable[[float], None]], object]


class Cancelled(Exception):
    """The user gave the work up; raised out of the progress function."""


class Job(QThread):
    """Runs a function of (progress) in a thread. Exactly one of done, refused and crashed
    follows, or none when a cancel came in time."""

    progressed = Signal(int)
    done = Signal(object)
    refused = Signal(str)
    crashed = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether it was given up; work that has something to tell of it asks here."""
        return self._cancelled

    def cancel(self) -> None:
        """Stop at the next step."""
        self._cancelled = True

    def stop(self) -> None:
        """Cancel, wait for the end, and say nothing more: whoever started it is going away."""
        for signal in (self.progressed, self.done, self.refused, self.crashed, self.finished):
            if self.isSignalConnected(QMetaMethod.fromSignal(signal)):
                signal.disconnect()
        self.cancel()
        self.wait()

    def run(self) -> None:
        try:
            result = self._work(self._progress)
        except Cancelled:
            return
        except PoaError as error:
            self.refused.emit(str(error))
        except Exception as error:
            self.crashed.emit(error)
        else:
            self.done.emit(result)

    def _progress(self, fraction: float) -> None:
        if self._cancelled:
            raise Cancelled
        self.progressed.emit(int(fraction * 100))


def bug_sentence(error: object, what: str = "No se terminó por un error inesperado") -> str:
    """Log an error nobody foresaw; gives the sentence about it."""
    from poa_desktop.log import log_exception

    assert isinstance(error, Exception)
    where = log_exception((type(error), error, error.__traceback__))
    return f"{what}: envíe {where} a quien le da soporte."
