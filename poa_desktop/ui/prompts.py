"""The few questions the window asks through the system: files, and yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import Problem
from poa_desktop.poa.records import Poa

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from poa_desktop.poa.nuevo import Existente, NuevoPoa

FILTRO_POA = "Archivos de POA Desktop (*.poa)"
FILTRO_TEXTO = "Texto o Libro de Excel (*.txt *.xlsx);;Todos los archivos (*)"
FILTRO_LIBRO = "Libros de Excel (*.xlsx);;Todos los archivos (*)"

_FRAME = (16, 40)
"""Pixels that a window's frame and title take beside and above it."""


class Prompts:
    """System dialogs of a window. Tests hand in answers instead."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def open_file(self, title: str, folder: Path, filters: str) -> Path | None:
        """A file to read; None when the user gives up."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._parent, title, str(folder), filters)
        return Path(name) if name else None

    def save_file(self, title: str, proposal: Path, filters: str) -> Path | None:
        """Where to write; the system asks before replacing. None when the user gives up."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self._parent, title, str(proposal), filters)
        return Path(name) if name else None

    def open_files(self, title: str, folder: Path, filters: str) -> list[Path]:
        """Files to read; none when the user gives up."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._parent, title, str(folder), filters)
        return [Path(name) for name in names]

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """A folder; None when the user gives up."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._parent, title, str(folder))
        return Path(name) if name else None

    def printers(self) -> list[str]:
        """The names of the printers of this computer."""
        from poa_desktop.ui.preview.printing import printers

        return printers()

    def ask_printer(self, printer: QPrinter, pages: int) -> bool:
        """Have the system's dialog set the printer for a document of so many pages."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        options = QAbstractPrintDialog.PrintDialogOption
        dialog = QPrintDialog(printer, self._parent)
        dialog.setOptions(
            options.PrintToFile
            | options.PrintPageRange
            | options.PrintCurrentPage
            | options.PrintShowPageSize
            | options.PrintCollateCopies
        )
        dialog.setMinMax(1, pages)
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return accepted

    def choose(self, title: str, label: str, options: list[str]) -> int | None:
        """One of some options, by its position; None when the user gives up."""
        from PySide6.QtWidgets import QInputDialog

        text, ok = QInputDialog.getItem(self._parent, title, label, options, 0, False)
        return options.index(text) if ok else None

    def ask_new_poa(
        self,
        start: NuevoPoa,
        archivo: str = "",
        existentes: Sequence[Existente] = (),
        titulares: dict[str, NuevoPoa] | None = None,
    ) -> NuevoPoa | None:
        """The answers of the assistant for a new POA; None when the user gives up."""
        from poa_desktop.ui.nuevo.assistant import NewPoaAssistant

        dialog = NewPoaAssistant(
            start, self._parent, archivo=archivo, existentes=existentes, titulares=titulares
        )
        answer = dialog.answer() if dialog.exec() else None
        dialog.deleteLater()
        return answer

    def ask_persona(self, nombre: str, cargo: str) -> tuple[str, str] | None:
        """Name and office of who is at the keyboard; None when the user gives up."""
        from poa_desktop.ui.persona.asking import persona_dialog

        dialog = persona_dialog(nombre, cargo, self._parent)
        answer = dialog.answer() if dialog.exec() else None
        dialog.deleteLater()
        return answer

    def review(self, dialog: QDialog) -> bool:
        """Show a dialog in which something is decided; True when it is to be done.

        It is no larger than the screen with its frame: the buttons must be in reach.
        """
        room = dialog.screen().availableSize() - QSize(*_FRAME)
        dialog.resize(dialog.size().boundedTo(room))
        return bool(dialog.exec())

    def show_import(self, poa: Poa, problems: tuple[Problem, ...]) -> None:
        """What came in with a document and what was not understood."""
        from poa_desktop.ui.import_report_dialog import ImportReportDialog

        dialog = ImportReportDialog(poa, problems, self._parent)
        dialog.exec()
        dialog.deleteLater()

    def report_bug(self, sentence: str, report: str) -> None:
        """Tell of an unexpected error, with its report to copy."""
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Error inesperado")
        box.setText(sentence)
        box.setDetailedText(report)
        copy = box.addButton("Copiar informe", QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(report)
        box.deleteLater()


def prompts_of(widget: QWidget) -> Prompts:
    """The questions of the window a widget is in; one that stands alone asks through the system."""
    found = getattr(widget.window(), "prompts", None)
    return found if isinstance(found, Prompts) else Prompts(widget.window())


def require_suffix(path: Path, suffix: str) -> Path:
    """The path with the suffix that its format needs. Raises PoaError for an empty name."""
    if not path.stem:
        raise PoaError("Escriba un nombre para el archivo.")
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def chosen_target(path: Path, suffix: str) -> Path:
    """An answer of save_file with its suffix. Raises PoaError where the system has not asked:
    another file has the name that came of it."""
    target = require_suffix(path, suffix)
    if target != path and target.exists():
        raise PoaError(f"Ya existe «{target.name}»: repita y elija otro nombre.")
    return target
