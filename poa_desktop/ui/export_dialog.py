"""Exporting a document: which, in which format, where; with progress, cancel and the result."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.export.documents import write_document
from poa_desktop.poa.errors import PoaError
from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.document_choice import DocumentChoice
from poa_desktop.ui.job import Job
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.prompts import Prompts, require_suffix
from poa_desktop.ui.session import Session

_WIDTH = 780  # where there is room
_FORMATS = {"pdf": "PDF, para imprimir y firmar", "xlsx": "Excel, para trabajar y enviar"}


class ExportDialog(QDialog):
    """Writes one document to a file. Stays open, so that several can be written in a row."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        prompts: Prompts,
        parent: QWidget | None = None,
        *,
        nodo: Selection | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Exportar")
        self._prompts = prompts
        self.folder = folder
        self._job: Job | None = None
        self._may_replace: Path | None = None
        self._last: Path | None = None
        self.choice = DocumentChoice(session, nodo=nodo)
        self.formats = QComboBox()
        self.formats.setAccessibleName("Formato")
        self.target = QLineEdit()
        self.target.setAccessibleName("Archivo de destino")
        self.target.textChanged.connect(lambda text: self.target.setToolTip(plain_tip(text)))
        self.browse = QPushButton("E&legir…")
        self.browse.clicked.connect(self._browse)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Avance de la exportación")
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.run_button = QPushButton("E&xportar")
        self.run_button.setDefault(True)
        self.run_button.clicked.connect(self.run)
        self.show_button = QPushButton("&Abrir carpeta")
        self.show_button.clicked.connect(self._show_folder)
        self.close_button = QPushButton("Cerrar")
        self.close_button.clicked.connect(self._cancel_or_close)
        self._lay_out()
        self.choice.changed.connect(self._fill_formats)
        self.formats.currentIndexChanged.connect(self._propose)
        self.target.textEdited.connect(lambda: self.run_button.setText("E&xportar"))
        self._fill_formats()
        self._idle()
        self.show_button.hide()
        self.resize(_WIDTH, self.sizeHint().height())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.choice)
        grid = QGridLayout()
        for row, (text, widget) in enumerate(
            (("&Formato", self.formats), ("&Guardar en", self.target))
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.browse, 1, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.progress)
        column.addWidget(self.message)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_button)
        buttons.addStretch()
        buttons.addWidget(self.run_button)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)

    def _fill_formats(self) -> None:
        present = self.formats.currentData()
        self.formats.blockSignals(True)
        self.formats.clear()
        for formato in self.choice.documento.writers:
            self.formats.addItem(_FORMATS[formato], formato)
        self.formats.setCurrentIndex(max(0, self.formats.findData(present)))
        self.formats.blockSignals(False)
        self._propose()

    def _propose(self) -> None:
        name = self.choice.documento.file_name(self.choice.context(), self.formats.currentData())
        self.target.setText(str(self.folder / name))
        self._may_replace = None
        self.message.clear()

    def _browse(self) -> None:
        formato = self.formats.currentData()
        path = self._prompts.save_file(
            "Exportar", Path(self.target.text()), f"{formato.upper()} (*.{formato})"
        )
        if path is not None:
            self.folder = path.parent
            self.target.setText(str(path))
            self._may_replace = path  # the system's dialog has asked

    def run(self) -> None:
        """Write the chosen document; progress is shown and it can be cancelled."""
        kind, formato = self.choice.documento, self.formats.currentData()
        context = self.choice.context()
        try:
            path = require_suffix(Path(self.target.text()), f".{formato}")
        except PoaError as error:
            self._tell(str(error))
            return
        if path.exists() and path != self._may_replace:
            self._may_replace = path
            self.run_button.setText("&Reemplazar")
            self._tell(f"Ya existe «{path.name}»: pulse Reemplazar, o cambie el nombre.")
            return
        self._last = path
        job = Job(lambda step: write_document(kind, formato, context, path, step), self)
        job.progressed.connect(self.progress.setValue)
        job.done.connect(self._done)
        job.refused.connect(self._tell)
        job.crashed.connect(self._crashed)
        job.finished.connect(self._finished)
        self._job = job
        self.progress.setValue(0)
        self.progress.show()
        self.message.clear()
        self.run_button.setEnabled(False)
        self.close_button.setText("Cancelar")
        job.start()

    def _done(self, notices: object) -> None:
        assert self._last is not None
        rows = [f"Listo: {self._last}"]
        if isinstance(notices, tuple):
            rows += [str(each) for each in notices]
        self._tell("\n".join(rows))
        self.show_button.show()

    def _crashed(self, error: object) -> None:
        from poa_desktop.log import log_exception

        assert isinstance(error, Exception)
        where = log_exception((type(error), error, error.__traceback__))
        self._tell(f"El documento no se escribió por un error inesperado: envíe {where} a soporte.")

    def _tell(self, sentence: str) -> None:
        self.message.setText(sentence)
        announce(self, sentence)

    def _finished(self) -> None:
        if not self.message.text() or self.message.text() == "Cancelando…":
            self._tell("Se canceló la exportación; el archivo anterior no se tocó.")
        self._idle()

    def _idle(self) -> None:
        self._job = None
        self._may_replace = None
        self.progress.hide()
        self.run_button.setText("E&xportar")
        self.run_button.setEnabled(True)
        self.close_button.setText("Cerrar")

    def _show_folder(self) -> None:
        if self._last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))

    def _cancel_or_close(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._tell("Cancelando…")
        else:
            self.accept()

    def done(self, result: int) -> None:
        """Every way of closing comes through here: the work under way ends first."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        super().done(result)
