"""What a drag of attached files carries: their records for this window, files for the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMetaType, QMimeData, QUrl

from poa_desktop.files import token
from poa_desktop.ui.evidence.placed import Placed

RECORDS = "application/x-poa-evidencias"
_HERE = token(16)
"""This running program. A copy of the file that another one has open has the same clave, and other
evidencias under the same ids."""
_URLS = "text/uri-list"


class EvidenceMime(QMimeData):
    """Copies are written when another program asks for files, not for a drag within the window."""

    def __init__(
        self, chosen: Sequence[Placed], clave: str, write: Callable[[], list[Path]]
    ) -> None:
        """*clave* tells the .poa of the records from every other."""
        super().__init__()
        self._write = write
        self._paths: list[Path] | None = None
        ids = [each.evidencia.id for each in chosen]
        self.setData(RECORDS, json.dumps([_HERE, clave, ids]).encode())

    def formats(self) -> list[str]:
        return [RECORDS, _URLS]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in (RECORDS, _URLS)

    def retrieveData(self, mimetype: str, preferred: QMetaType) -> Any:
        if mimetype != _URLS:
            return super().retrieveData(mimetype, preferred)
        if self._paths is None:
            self._paths = self._write()
        return [QUrl.fromLocalFile(str(path)) for path in self._paths]


def is_own_drag(data: QMimeData | None) -> bool:
    """Whether records are dragged, of this file or of another that is open elsewhere."""
    return data is not None and data.hasFormat(RECORDS)


def dragged_ids(data: QMimeData | None, clave: str) -> list[int]:
    """The ids of the evidencias that a drag carries from this very file and program."""
    if data is None or not data.hasFormat(RECORDS):
        return []
    try:
        program, origin, ids = json.loads(bytes(data.data(RECORDS).data()))
    except (ValueError, TypeError):
        return []
    if (program, origin) != (_HERE, clave):
        return []
    return [each for each in ids if isinstance(each, int)]
