"""What waits for the first paint: the window is seen before it is complete."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class _Waiting(QObject):
    """Sees a widget's first paint; the work comes when that paint is over."""

    def __init__(self, widget: QWidget, work: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._work = widget, work
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self, self._do)
        return False

    def _do(self) -> None:
        self._work()
        self.deleteLater()


def after_first_paint(widget: QWidget, work: Callable[[], object]) -> None:
    """Do *work* once *widget* has been painted.

    A timer would not wait: on a slow computer it is due before the window's first paint.
    """
    _Waiting(widget, work)
