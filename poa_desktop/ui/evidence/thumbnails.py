"""Small pictures of attached files, made beside the window when somebody looks, and a few kept."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from poa_desktop.ui.evidence.text_picture import HEAD, text_in, text_picture
from poa_desktop.ui.session import Session

SMALL = 256
"""Pixels of the long side; scaled down for a row of the list."""
_KEPT_BYTES = 48_000_000
_WAITING = 240
"""Requests that wait; older ones are asked for again when they come into sight."""

Key = tuple[str, int]
"""SHA-256 and pixels of the long side."""


class Thumbnails(QObject):
    """The pictures of one open file."""

    ready = Signal(str)
    """A content's picture, or the reason why there is none, has become known: its SHA-256."""
    _made = Signal(str, int, QImage, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._store = session.store
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._without: dict[str, str] = {}
        self._waiting: deque[Key] = deque(maxlen=_WAITING)
        self._lock = threading.Lock()
        self._working = False
        self._under_way: Key | None = None
        self._made.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def picture(self, sha256: str, side: int = SMALL) -> QPixmap | None:
        """The picture, or None while it is being made, or when there is none."""
        key = sha256, side
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        elif sha256 not in self._without:
            self._ask(key)
        return found

    def reason(self, sha256: str) -> str | None:
        """Why there is no picture; "" for a file that has none, None while nobody knows."""
        return self._without.get(sha256)

    def _ask(self, key: Key) -> None:
        """The last one asked for comes first: it is in sight."""
        with self._lock:
            if key in self._waiting or key == self._under_way:
                return
            self._waiting.append(key)
            if self._working:
                return
            self._working = True
        threading.Thread(target=self._work, name="miniaturas").start()

    def _next(self) -> Key | None:
        with self._lock:
            self._under_way = self._waiting.pop() if self._waiting else None
            self._working = self._under_way is not None
            return self._under_way

    def _work(self) -> None:
        while (key := self._next()) is not None:
            picture, reason = _make(self._store, *key)
            try:
                self._made.emit(*key, picture, reason)
            except RuntimeError:  # the window has gone
                return

    def _keep(self, sha256: str, side: int, picture: QImage, reason: str) -> None:
        if picture.isNull():
            self._without[sha256] = reason
        else:
            self._bytes -= _weight(self._kept.pop((sha256, side), None))
            self._kept[sha256, side] = made = QPixmap.fromImage(picture)
            self._bytes += _weight(made)
            while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
                self._bytes -= _weight(self._kept.popitem(last=False)[1])
        self.ready.emit(sha256)

    def stop(self) -> None:
        """Make nothing more."""
        with self._lock:
            self._waiting.clear()

    @property
    def is_idle(self) -> bool:
        """Whether every picture that was asked for has been made."""
        with self._lock:
            return not self._working


_of: WeakKeyDictionary[Session, Thumbnails] = WeakKeyDictionary()


def thumbnails_of(session: Session) -> Thumbnails:
    """The pictures of an open file, shared by whatever shows them."""
    if session not in _of:
        _of[session] = Thumbnails(session)
    return _of[session]


def _weight(picture: QPixmap | None) -> int:
    return picture.width() * picture.height() * 4 if picture is not None else 0


def _make(store: Any, sha256: str, side: int) -> tuple[QImage, str]:
    """The picture, or why there is none ("": the file has none). Whatever happens, no crash."""
    from poa_desktop.export.no_se_muestra import NoSeMuestra
    from poa_desktop.export.thumbnail import can_be_shown, thumbnail

    try:
        head = store.evidence_head(sha256, HEAD)
        if not can_be_shown(head):
            text = text_in(head)
            return (text_picture(text, side) if text else QImage()), ""
        jpeg = thumbnail(store.evidence(sha256), side)
        picture = QImage.fromData(jpeg, "JPEG")
        return picture.convertToFormat(QImage.Format.Format_RGB32), ""
    except NoSeMuestra as error:
        return QImage(), str(error)
    except Exception:  # damaged, or the file is being closed: opening it tells more
        return QImage(), "no se puede leer"
