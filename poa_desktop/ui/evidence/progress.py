"""Long work with files: the window waits behind a bar that can be stopped, and stays alive."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.job import Job, Work, bug_sentence
from poa_desktop.ui.theme import current_theme

_WIDTH = 420
WORKING = "trabajo-con-archivos"
"""Name of the dialog: while there is one the file is not closed."""


class ProgressDialog(QDialog):
    """One piece of work. Nothing else can be done in the window meanwhile; it goes when it ends."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.setObjectName(WORKING)
        self.setWindowTitle(title.rstrip("…"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(_WIDTH)
        self._job: Job | None = None
        self._given_up: Callable[[], object] = lambda: None
        self.label = QLabel(title)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Avance")
        self.cancel_button = QPushButton("Cancelar")
        self.cancel_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap_wide)
        column.addWidget(self.label)
        column.addWidget(self.bar)
        column.addLayout(buttons)

    def start(
        self,
        work: Work,
        done: Callable[[object], object],
        refused: Callable[[str], object],
        given_up: Callable[[], object],
    ) -> None:
        """Do *work* in a thread, then exactly one of the three, with the dialog gone."""
        self._given_up = given_up
        job = Job(work, self)
        job.progressed.connect(self.bar.setValue)
        job.done.connect(lambda result: self._end(lambda: done(result)))
        job.refused.connect(lambda sentence: self._end(lambda: refused(sentence)))
        job.crashed.connect(lambda error: self._end(lambda: refused(bug_sentence(error))))
        job.finished.connect(self._finished)
        self._job = job
        self.open()
        announce(self, self.label.text())
        job.start()

    def _finished(self) -> None:
        """The work ended without an answer: it was given up in time."""
        if self._job is not None:
            self._end(self._given_up)
        self.deleteLater()  # not before: the thread is a child of this dialog

    def _end(self, then: Callable[[], object]) -> None:
        self._job = None
        self.hide()
        then()

    def reject(self) -> None:
        """Stop at the next file; what was begun is taken back first."""
        if self._job is not None:
            self._job.cancel()
            self.label.setText("Cancelando…")
            self.cancel_button.setEnabled(False)
