"""Exporting a document: which, in which format, where; with progress, cancel and the result."""

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.export.documents import write_document
from poa_desktop.poa.errors import PoaError
from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.envio.document_choice import DocumentChoice
from poa_desktop.ui.job_dialog import JobDialog
from poa_desktop.ui.prompts import Prompts, require_suffix
from poa_desktop.ui.session import Session

_WIDTH = 780  # where there is room
_FORMATS = {"pdf": "PDF, para imprimir y firmar", "xlsx": "Excel, para trabajar y enviar"}


class ExportDialog(JobDialog):
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
        super().__init__("E&xportar", parent)
        self.setWindowTitle("Exportar")
        self._prompts = prompts
        self.folder = folder
        self._target: Path | None = None
        self.choice = DocumentChoice(session, nodo=nodo)
        self.formats = QComboBox()
        self.formats.setAccessibleName("Formato")
        self.browse = QPushButton("E&legir…")
        self.browse.clicked.connect(self._browse)
        self.run_button.clicked.connect(self.run)
        self._lay_out()
        self.choice.changed.connect(self._fill_formats)
        self.formats.currentIndexChanged.connect(self._propose)
        self._fill_formats()
        self.idle()
        self.resize(_WIDTH, self.sizeHint().height())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.choice)
        grid = QGridLayout()
        grid.setVerticalSpacing(12)
        labels = [self.choice.first_label]
        for row, (text, widget) in enumerate(
            (("&Formato", self.formats), ("&Guardar en", self.target))
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            labels.append(label)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.browse, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(self.choice.row_spacing)
        widest = max(label.sizeHint().width() for label in labels)
        for label in labels:  # the fields of both begin at one line
            label.setMinimumWidth(widest)
        column.addLayout(grid)
        column.addStretch()
        self.add_foot(column)

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
        self.may_replace = None
        self.message.clear()

    def _browse(self) -> None:
        formato = self.formats.currentData()
        path = self._prompts.save_file(
            "Exportar", Path(self.target.text()), f"{formato.upper()} (*.{formato})"
        )
        if path is not None:
            self.folder = path.parent
            self.target.setText(str(path))
            self.may_replace = path  # the system's dialog has asked

    def run(self) -> None:
        """Write the chosen document; progress is shown and it can be cancelled."""
        kind, formato = self.choice.documento, self.formats.currentData()
        context = self.choice.context()
        try:
            path = require_suffix(Path(self.target.text()), f".{formato}")
        except PoaError as error:
            self.tell(str(error))
            return
        if not self.may_write(path):
            return
        self._target = path
        self.start(lambda step: write_document(kind, formato, context, path, step), self._written)

    def _written(self, notices: object) -> None:
        assert self._target is not None
        rows = [f"Listo: {self._target}"]
        if isinstance(notices, tuple):
            rows += [str(each) for each in notices]
        self.tell("\n".join(rows))
        self.written = self._target
        self.show_button.show()
