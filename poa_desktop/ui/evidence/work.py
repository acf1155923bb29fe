"""What can be done with attached files, one or many: each change is one operation."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from poa_desktop.data import evidencias
from poa_desktop.files import write_atomically
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import EstadoEvidencia
from poa_desktop.ui.evidence.access import EvidenceAccess, is_program
from poa_desktop.ui.evidence.incoming import LIGHT_BYTES, LIGHT_FILES
from poa_desktop.ui.evidence.mime import EvidenceMime
from poa_desktop.ui.evidence.names import disk_name, distinct_names, with_suffix_of
from poa_desktop.ui.evidence.owner import EvidenceWords
from poa_desktop.ui.evidence.placed import Placed
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_OPENED = 5
"""Files opened at once; more windows nobody wants."""

Chosen = Sequence[Placed]


class EvidenceWork(QObject):
    """Open, copy, save, rename, move, judge, remove: for the list and for the gallery."""

    told = Signal(str)
    """How an action went, in one Spanish sentence."""

    def __init__(
        self, session: Session, access: EvidenceAccess, words: EvidenceWords, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._access = access
        self.words = words
        self._widget = parent
        self._copies: QTemporaryDir | None = None
        self._copied = 0

    def review(self, dialog: QDialog) -> bool:
        """Show a dialog of its own."""
        return self._access.review(dialog)

    def _change(self, title: str, chosen: Chosen, change: Callable[[Database, int], None]) -> bool:
        """One operation over all the chosen files."""

        def work(db: Database) -> None:
            for each in chosen:
                change(db, each.evidencia.id)

        return bool(chosen) and self._session.run(title, work)

    # -- going out ---------------------------------------------------------------------------

    def open(self, chosen: Chosen) -> None:
        """Open read-only copies with the system's programs."""
        if len(chosen) > MOST_OPENED:
            self.told.emit(f"Se abren hasta {MOST_OPENED} a la vez: elija menos.")
            return
        for each in chosen:
            self._open(each)

    def _open(self, each: Placed) -> None:
        nombre = each.evidencia.nombre
        if is_program(nombre):
            self.told.emit(
                f"«{nombre}» puede ejecutar instrucciones y no se abre desde aquí: use "
                "«Guardar como…» si confía en su origen."
            )
            return
        copies = self._write_copies([each])
        if copies and not self._access.open_file(copies[0]):
            self.told.emit(
                f"Este equipo no tiene un programa para «{nombre}»: use «Guardar como…»."
            )

    def _write_copies(self, chosen: Chosen) -> list[Path]:
        """Read-only copies in a folder of their own; none when one cannot be written."""
        if self._copies is None:
            self._copies = QTemporaryDir()
        self._copied += 1
        folder = Path(self._copies.path()) / str(self._copied)
        try:
            folder.mkdir()
            names = distinct_names(each.evidencia.nombre for each in chosen)
            paths = [folder / name for name in names]
            for each, path in zip(chosen, paths, strict=True):
                write_atomically(path, self._session.store.evidence(each.evidencia.sha256))
                path.chmod(0o444)
        except (OSError, PoaError) as error:
            self._session.failed.emit(str(error) if isinstance(error, PoaError) else _NO_COPY)
            return []
        return paths

    def dragged(self, chosen: Chosen) -> QMimeData:
        """What a drag carries: the records, and files once somebody outside asks for them."""
        return EvidenceMime(chosen, self._session.store.clave, lambda: self._write_copies(chosen))

    def copy(self, chosen: Chosen) -> None:
        """Put the files on the clipboard, to be pasted in a folder or a mail."""
        paths = self._write_copies(chosen)
        if paths:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
            QGuiApplication.clipboard().setMimeData(data)
            done = "Se copió" if len(paths) == 1 else "Se copiaron"
            self.told.emit(f"{done} {self.words.count(len(paths))}: péguelo en una carpeta.")

    def save(self, chosen: Chosen) -> None:
        """Write one file where the user says, or several into a folder."""
        if len(chosen) == 1:
            self._save_as(chosen[0])
        elif chosen:
            self.save_into_folder(chosen)

    def _save_as(self, each: Placed) -> None:
        target = self._access.ask_target(self._widget, disk_name(each.evidencia.nombre))
        if target is None:
            return
        try:
            write_atomically(target, self._session.store.evidence(each.evidencia.sha256))
        except PoaError as error:
            self._session.failed.emit(str(error))
            return
        self.told.emit(f"Se guardó «{target.name}».")

    def save_into_folder(self, chosen: Chosen) -> None:
        """Write files into a folder the user chooses; what is there stays."""
        folder = self._access.ask_folder(self._widget)
        if folder is None or not chosen:
            return

        def work(progress: Callable[[float], None]) -> object:
            return write_files(self._session.store.evidence, chosen, folder, progress)

        def done(count: object) -> None:
            noun = self.words.count(int(str(count)))
            verb = "Se guardó" if count == 1 else "Se guardaron"
            self.told.emit(f"{verb} {noun} en «{folder.name}».")

        total = sum(each.evidencia.tamano for each in chosen)
        if len(chosen) > LIGHT_FILES or total > LIGHT_BYTES:
            self._beside(f"Guardando {self.words.count(len(chosen))}…", work, done)
            return
        try:
            done(work(lambda _fraction: None))
        except PoaError as error:
            self._session.failed.emit(str(error))

    def _beside(
        self,
        title: str,
        work: Callable[[Callable[[float], None]], object],
        done: Callable[[object], object],
    ) -> None:
        from poa_desktop.ui.evidence.progress import ProgressDialog

        ProgressDialog(title, self._widget.window()).start(
            work,
            done,
            self._session.failed.emit,
            lambda: self.told.emit("Se canceló: los archivos que ya se guardaron están completos."),
        )

    # -- changing ----------------------------------------------------------------------------

    def tells_closed(self, chosen: Chosen, *meses: int) -> bool:
        """Whether files are of closed months, or would go to one; then that is told."""
        return self._session.tells_closed(*meses, *(each.mes_de_cierre for each in chosen))

    def rename(self, each: Placed, nombre: str) -> None:
        """Give a file another name; its suffix stays unless another known one is typed."""
        known = mimetypes.guess_type(nombre)[0] is not None
        full = with_suffix_of(nombre, each.evidencia.nombre, known)
        if full == each.evidencia.nombre or self.tells_closed([each]):
            return
        self._session.run(
            f"Renombrar {self.words.one}",
            lambda db: evidencias.rename(db, each.evidencia.id, full, self.words.table),
        )

    def move(self, chosen: Chosen, linea_id: int, clave: str, mes: int) -> None:
        """Make files the proof of another month or línea; there they are pendientes again."""
        moved = [each for each in chosen if (each.linea_id, each.mes) != (linea_id, mes)]
        if not moved or self.tells_closed(moved, mes):
            return
        where = f"{clave}, {MESES[mes - 1]}"
        noun = self.words.count(len(moved))
        if self._change(
            f"Mover {noun} a {where}",
            moved,
            lambda db, each: evidencias.move(db, each, linea_id, mes),
        ):
            verb = "Se movió" if len(moved) == 1 else "Se movieron"
            judged = any(e.evidencia.estado is not EstadoEvidencia.PENDIENTE for e in moved)
            again = " Queda pendiente de revisión." if judged else ""
            self.told.emit(f"{verb} {noun} a {where}.{again}")

    def judge(self, chosen: Chosen, estado: EstadoEvidencia, motivo: str = "") -> None:
        """Say what Planeación thinks of the files."""
        if self.tells_closed(chosen):
            return
        noun = self.words.count(len(chosen))
        verb = {
            EstadoEvidencia.PENDIENTE: "Dejar pendiente",
            EstadoEvidencia.ACEPTADA: "Aceptar",
            EstadoEvidencia.OBSERVADA: "Observar",
        }[estado]
        table = self.words.table
        if self._change(
            f"{verb} {noun}",
            chosen,
            lambda db, each: evidencias.judge(db, each, estado, motivo, table),
        ):
            self.told.emit(f"{self.words.estado(estado)}: {noun}.")

    def observe(self, chosen: Chosen) -> None:
        """Ask for the motivo and mark the files with it."""
        from poa_desktop.ui.evidence.motivo_dialog import MotivoDialog

        if not chosen or self.tells_closed(chosen):
            return
        noun = self.words.count(len(chosen))
        told = f"«{chosen[0].evidencia.nombre}»" if len(chosen) == 1 else noun
        dialog = MotivoDialog(told, chosen[0].evidencia.motivo, self._widget.window())
        if self._access.review(dialog):
            self.judge(chosen, EstadoEvidencia.OBSERVADA, dialog.motivo())
        dialog.deleteLater()

    def remove(self, chosen: Chosen) -> None:
        """Take files off; undo brings them back."""
        if not chosen or self.tells_closed(chosen):
            return
        noun = self.words.count(len(chosen))
        told = f"«{chosen[0].evidencia.nombre}»"
        title = f"Quitar {self.words.one} {told}" if len(chosen) == 1 else f"Quitar {noun}"
        table = self.words.table
        if self._change(title, chosen, lambda db, each: evidencias.remove(db, each, table)):
            it = "la" if self.words.ending == "a" else "lo"
            if len(chosen) == 1:
                self.told.emit(f"Se quitó {told}. Ctrl+Z {it} devuelve.")
            else:
                self.told.emit(f"Se quitaron {noun}. Ctrl+Z {it}s devuelve.")


_NO_COPY = "No se pudo escribir la copia temporal: libere espacio en el disco."


def write_files(
    read: Callable[[str], bytes],
    chosen: Chosen,
    folder: Path,
    progress: Callable[[float], None],
) -> int:
    """Write files into a folder under distinct names, each whole or not at all; gives how many.

    Those of several places have their place before the name. Raises PoaError that says how many
    are written.
    """
    try:
        taken = [each.name for each in folder.iterdir()]
    except OSError:
        raise PoaError(f"No se pudo abrir la carpeta «{folder.name}»: elija otra.") from None
    names = list(distinct_names(_names(chosen), taken))
    for number, (each, name) in enumerate(zip(chosen, names, strict=True)):
        progress(number / len(names))
        try:
            write_atomically(folder / name, read(each.evidencia.sha256))
        except PoaError as error:
            raise PoaError(f"{error} Se guardaron {number} de {len(names)}.") from error
    return len(names)


def _names(chosen: Chosen) -> list[str]:
    if len({(each.linea_id, each.mes) for each in chosen}) < 2:
        return [each.evidencia.nombre for each in chosen]
    return [
        f"{each.clave} {each.mes:02d}-{MESES[each.mes - 1]} {each.evidencia.nombre}"
        for each in chosen
    ]
