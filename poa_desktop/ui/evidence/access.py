"""Where attached files come from and go to: dialogs, clipboard, other programs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from poa_desktop.ui.prompts import prompts_of

_RUNS = frozenset(
    {".exe", ".com", ".scr", ".pif", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse",
     ".wsf", ".hta", ".jar", ".lnk", ".reg", ".cpl", ".desktop", ".sh"}
)  # fmt: skip

NamedContent = tuple[str, bytes]


def _ask_files(parent: QWidget) -> list[Path]:
    names, _ = QFileDialog.getOpenFileNames(parent, "Adjuntar archivos")
    return [Path(name) for name in names]


def _ask_target(parent: QWidget, nombre: str) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, "Guardar una copia como", nombre)
    return Path(name) if name else None


def _ask_folder(parent: QWidget) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, "Guardar en la carpeta")
    return Path(name) if name else None


def _review(dialog: QDialog) -> bool:
    return prompts_of(dialog.parentWidget() or dialog).review(dialog)


def _open_with_system(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@dataclass(frozen=True, slots=True)
class EvidenceAccess:
    """The ways out of the program; tests hand in their own."""

    ask_files: Callable[[QWidget], list[Path]] = _ask_files
    ask_target: Callable[[QWidget, str], Path | None] = _ask_target
    ask_folder: Callable[[QWidget], Path | None] = _ask_folder
    review: Callable[[QDialog], bool] = _review
    """Show a dialog in which something is decided; True when it is to be done."""
    open_file: Callable[[Path], bool] = _open_with_system


def is_program(nombre: str) -> bool:
    """Whether opening a file of this name could run it."""
    return Path(nombre.casefold()).suffix in _RUNS


def local_files(data: QMimeData | None) -> list[Path]:
    """The files of a drag or of the clipboard; an empty clipboard is None."""
    if data is None:
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def can_attach(data: QMimeData | None) -> bool:
    """Whether there is a file or picture to attach."""
    return data is not None and (bool(local_files(data)) or data.hasImage())


def picture_content(data: QMimeData | None, nombre: str) -> NamedContent | None:
    """A copied picture as a PNG file of that name; None when there is none."""
    picture = data.imageData() if data is not None else None
    if not isinstance(picture, QImage) or picture.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return nombre, bytes(buffer.data().data())


def kind_text(nombre: str, tipo: str) -> str:
    """A file's type as shown: PDF, JPG; "Archivo" for what nobody knows."""
    suffix = Path(nombre).suffix.removeprefix(".").upper()
    return suffix or tipo.rsplit("/", 1)[-1].replace("octet-stream", "Archivo")
