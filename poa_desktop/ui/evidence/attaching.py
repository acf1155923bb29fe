"""Attaching files: read and judged, asked about, then written as one operation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.evidence.access import EvidenceAccess, local_files, picture_content
from poa_desktop.ui.evidence.incoming import (
    Batch,
    Incoming,
    Known,
    gather,
    gather_contents,
    is_light,
)
from poa_desktop.ui.evidence.owner import EvidenceOwner, EvidenceWords
from poa_desktop.ui.evidence.placed import contents_of
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database

_NOTHING = "No hay archivos ni una imagen copiada: cópielos y pegue otra vez."


class Attaching(QObject):
    """Brings files to an owner. Little of it is done at once, more of it behind a progress bar."""

    told = Signal(str)
    """How it went, in one Spanish sentence."""

    def __init__(
        self, session: Session, access: EvidenceAccess, words: EvidenceWords, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._access = access
        self._words = words
        self._widget = parent

    def attach_data(self, owner: EvidenceOwner, data: QMimeData | None) -> None:
        """Attach the files or the picture of a drop or paste."""
        if self._session.tells_closed(owner.mes_de_cierre):
            return
        paths = local_files(data)
        if paths:
            self.attach_files(owner, paths)
            return
        picture = picture_content(data, owner.picture)
        if picture is None:
            self.told.emit(_NOTHING)
        else:
            self._ask(owner, gather_contents([picture], self._known()))

    def attach_files(self, owner: EvidenceOwner, paths: list[Path]) -> None:
        """Attach files, and those of folders."""
        if self._session.tells_closed(owner.mes_de_cierre):
            return
        known = self._known()
        if is_light(paths):
            try:
                batch = gather(paths, known)
            except PoaError as error:
                self._session.failed.emit(str(error))
                return
            self._ask(owner, batch)
            return

        def done(batch: object) -> None:
            assert isinstance(batch, Batch)
            self._ask(owner, batch)

        self._beside("Leyendo los archivos…", lambda progress: gather(paths, known, progress), done)

    def _known(self) -> Known:
        return contents_of(self._session.poa) if self._session.poa else {}

    def _ask(self, owner: EvidenceOwner, batch: Batch) -> None:
        """Only what is in the way is asked about."""
        if not batch.files:
            self.told.emit("La carpeta está vacía: no se adjuntó nada.")
            return
        if len(batch.files) == 1 and batch.bad and not batch.folders:
            only = batch.files[0]
            self._session.failed.emit(f"«{only.name}» {only.reason}.")
        elif batch.asks:  # a little later: a file manager waits for the end of its drop
            QTimer.singleShot(0, self, lambda: self._question(owner, batch))
        else:
            self._write(owner, batch.files)

    def _question(self, owner: EvidenceOwner, batch: Batch) -> None:
        from poa_desktop.ui.evidence.incoming_dialog import IncomingDialog

        dialog = IncomingDialog(batch, self._words, owner.name, self._widget.window())
        files = dialog.chosen if self._access.review(dialog) else ()
        dialog.deleteLater()
        if files:
            self._write(owner, files)
        else:
            self.told.emit("No se adjuntó nada.")

    def _write(self, owner: EvidenceOwner, files: tuple[Incoming, ...]) -> None:
        title = f"Adjuntar {self._words.count(len(files))} a {owner.name}"
        if is_light(files):
            if self._session.run(title, lambda db: _attach(db, owner, files)):
                self._tell_done(files)
            return

        def done(change: object) -> None:
            if self._session.absorb(change):
                self._tell_done(files)

        self._beside(
            f"Adjuntando {self._words.count(len(files))}…",
            lambda progress: self._session.run_beside(
                title, lambda db: _attach(db, owner, files, progress)
            ),
            done,
        )

    def _beside(
        self,
        title: str,
        work: Callable[[Callable[[float], None]], object],
        done: Callable[[object], object],
    ) -> None:
        from poa_desktop.ui.evidence.progress import ProgressDialog

        dialog = ProgressDialog(title, self._widget.window())
        dialog.start(
            work,
            done,
            self._session.failed.emit,
            lambda: self.told.emit("Se canceló: no se adjuntó nada."),
        )

    def _tell_done(self, files: tuple[Incoming, ...]) -> None:
        noun = self._words.count(len(files))
        told = f"Se adjuntó {noun}." if len(files) == 1 else f"Se adjuntaron {noun}."
        empty = [each.name for each in files if not each.size]
        if len(empty) == 1:
            told += f" «{empty[0]}» está vacío (0 bytes)."
        elif empty:
            told += f" {len(empty)} están vacíos (0 bytes), entre ellos «{empty[0]}»."
        self.told.emit(told)


def _attach(
    db: Database,
    owner: EvidenceOwner,
    files: tuple[Incoming, ...],
    progress: Callable[[float], None] | None = None,
) -> None:
    """Write the files, one in memory at a time."""
    for number, each in enumerate(files):
        if progress is not None:
            progress(number / len(files))
        owner.attach(db, each.name, each.read())
