"""What a dialog writes, and how far it may take back: its own steps and no others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database


class DialogWrites:
    """The operations of one dialog, through the session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._steps = 0

    @property
    def can_undo(self) -> bool:
        """Whether this dialog changed something that stands."""
        return self._steps > 0

    def run(self, title: str, work: Callable[[Database], object]) -> str | None:
        """Do one operation; gives None, or the sentence that says why nothing changed."""
        told: list[str] = []
        changes: list[object] = []
        self._session.failed.connect(told.append)
        self._session.changed.connect(changes.append)
        done = self._session.run(title, work)
        self._session.failed.disconnect(told.append)
        self._session.changed.disconnect(changes.append)
        self._steps += len(changes)
        return None if done else " ".join(told)

    def undo(self) -> bool:
        """Take the last step of this dialog back."""
        if not self.can_undo or not self._session.undo():
            return False
        self._steps -= 1
        return True
