"""A dialog that writes a file beside the window: where, progress, cancel, and what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.job import Job, Work, bug_sentence
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import set_role

_CANCELLING = "Cancelando…"


class JobDialog(QDialog):
    """One job at a time. It stays open, so that work can be done again; closing ends the job."""

    def __init__(self, run_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._run_text = run_text
        self.written: Path | None = None
        """The file that the last work wrote."""
        self.may_replace: Path | None = None
        """The file of which the user has said that it may go."""
        self.target = QLineEdit()
        self.target.setAccessibleName("Archivo de destino")
        self.target.textChanged.connect(lambda text: self.target.setToolTip(plain_tip(text)))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Avance")
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.run_button = QPushButton(run_text)
        set_role(self.run_button, "primary")
        self.run_button.setDefault(True)
        self.target.textEdited.connect(lambda: self.run_button.setText(run_text))
        self.show_button = QPushButton("Abrir &carpeta")
        self.show_button.clicked.connect(self._show_folder)
        self.show_button.hide()
        self.close_button = QPushButton("Cerrar")
        self.close_button.clicked.connect(self._cancel_or_close)

    def add_foot(self, column: QVBoxLayout) -> None:
        """Put progress, message and buttons under what a dialog has of its own."""
        column.addWidget(self.progress)
        column.addWidget(self.message)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_button)
        buttons.addStretch()
        buttons.addWidget(self.run_button)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)

    def may_write(self, path: Path) -> bool:
        """Whether nothing is lost by writing there; the first time a file is there it is asked."""
        if not path.exists() or path == self.may_replace:
            return True
        self.may_replace = path
        self.run_button.setText("&Reemplazar")
        self.tell(f"Ya existe «{path.name}»: pulse Reemplazar, o cambie el nombre.")
        return False

    def start(self, work: Work, done: Callable[[object], object]) -> None:
        """Begin some work; *done* gets what it gives."""
        self.message.clear()
        job = Job(work, self)
        job.progressed.connect(self.progress.setValue)
        job.done.connect(done)
        job.refused.connect(self.refused)
        job.crashed.connect(self._crashed)
        job.finished.connect(self._finished)
        self._job = job
        self.progress.setValue(0)
        self.progress.show()
        self.set_busy(True)
        self.close_button.setText("Cancelar")
        job.start()

    def set_busy(self, busy: bool) -> None:
        """Whether work is under way: what may not be touched meanwhile."""
        self.run_button.setEnabled(not busy)

    def refused(self, sentence: str) -> None:
        """The work said what is wrong and what to do."""
        self.tell(sentence)

    def tell(self, sentence: str) -> None:
        """Say something under the progress, to a screen reader too."""
        self.message.setText(sentence)
        if sentence:
            announce(self, sentence)

    def idle(self) -> None:
        """Ready for the next work."""
        self._job = None
        self.may_replace = None
        self.progress.hide()
        self.run_button.setText(self._run_text)
        self.close_button.setText("Cerrar")
        self.set_busy(False)

    def _crashed(self, error: object) -> None:
        self.tell(bug_sentence(error))

    def _finished(self) -> None:
        if self.message.text() == _CANCELLING:
            self.tell("Se canceló; el archivo anterior no se tocó.")
        self.idle()

    def _show_folder(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.parent)))

    def _cancel_or_close(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.tell(_CANCELLING)
        else:
            self.accept()

    def done(self, result: int) -> None:
        """Every way of closing comes through here: the work under way ends first."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        super().done(result)
