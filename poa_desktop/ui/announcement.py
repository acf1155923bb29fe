"""What a screen reader is told to say: what one who sees the window notices by looking at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleAnnouncementEvent


def announce(source: QObject, sentence: str, *, urgent: bool = False) -> None:
    """Have a sentence said after what is being said, or at once; silent without a reader.

    A new accessible name does not do it: Windows is told of that only for combo boxes.
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not sentence or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, sentence)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    deliver(event)


def deliver(event: QAccessibleAnnouncementEvent) -> None:
    """Hand an announcement to the system."""
    from PySide6.QtGui import QAccessible

    QAccessible.updateAccessibility(event)
