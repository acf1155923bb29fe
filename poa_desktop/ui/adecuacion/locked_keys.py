"""Keys of what a locked plan does not offer: they say why, instead of doing nothing."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from poa_desktop.ui.actions import PLAN_ACTIONS, Actions
from poa_desktop.ui.session import Session


class LockedKeys(QObject):
    """Hears the keys that nobody below a widget has taken: those of disabled actions come to it."""

    def __init__(self, space: QWidget, session: Session, actions: Actions) -> None:
        super().__init__(space)
        self._session = session
        self._keys = list(_keys(actions))
        space.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination())
        return pressed in self._keys and self._session.tells_plan_locked()


def _keys(actions: Actions) -> Iterable[QKeySequence]:
    for name in PLAN_ACTIONS:
        yield from actions[name].shortcuts()
