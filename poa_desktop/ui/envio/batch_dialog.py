"""What sending and exporting many documents have in common: a form, then progress and a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.export.batch import Step, Wanted, Watch
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.envio.batch_job import BatchJob
from poa_desktop.ui.envio.wanted_list import WantedList
from poa_desktop.ui.icons import icon
from poa_desktop.ui.job import bug_sentence
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.theme import current_theme, set_role

Row = tuple[bool, str]
"""Whether it is done, and the words."""


class BatchDialog(QDialog):
    """The form, the work and its result in one place. Subclasses fill the form and begin."""

    def __init__(
        self,
        title: str,
        documents: Sequence[Wanted],
        ticked: Sequence[Wanted],
        settings: Settings,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.settings = settings
        self.prompts = prompts
        self.folder: Path | None = None
        self.job: BatchJob | None = None
        self.form = QWidget()
        self.documents = WantedList(documents, ticked)
        self.tick_buttons: list[QToolButton] = []
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        set_role(self.heading, "heading")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName("Avance")
        self.results = QListWidget()
        self.results.setAccessibleName("Resultado")
        self.results.setWordWrap(True)
        self.results.setIconSize(QSize(16, 16))
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.run_button = QPushButton()
        set_role(self.run_button, "primary")
        self.run_button.setDefault(True)
        self.run_button.clicked.connect(self.run)
        self.replace_button = QPushButton("&Reemplazar")
        self.replace_button.clicked.connect(lambda: self.start(keep_existing=False))
        self.keep_button = QPushButton("Guardar con o&tro nombre")
        self.keep_button.clicked.connect(lambda: self.start(keep_existing=True))
        self.open_button = QPushButton("&Abrir carpeta")
        self.open_button.clicked.connect(self._open_folder)
        self.copy_button = QPushButton("Copiar &informe")
        self.copy_button.clicked.connect(self._copy_report)
        self.again_button = QPushButton("&Volver a elegir")
        self.again_button.clicked.connect(self.show_form)
        self.close_button = QPushButton("Cerrar")
        self.close_button.clicked.connect(self._cancel_or_close)
        self._lay_out()
        self.show_form()

    def _lay_out(self) -> None:
        outcome = QWidget()
        below = QVBoxLayout(outcome)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        for widget in (self.heading, self.progress, self.results):
            below.addWidget(widget)
        below.setStretchFactor(self.results, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.form)
        self.stack.addWidget(outcome)
        buttons = QHBoxLayout()
        for button in (self.open_button, self.copy_button):
            buttons.addWidget(button)
        buttons.addStretch()
        for button in (
            self.again_button,
            self.keep_button,
            self.replace_button,
            self.run_button,
            self.close_button,
        ):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.stack, 1)
        column.addWidget(self.message)
        column.addLayout(buttons)

    def documents_heading(self) -> QHBoxLayout:
        """What stands above the list of documents: its name, all, none."""
        row = QHBoxLayout()
        label = QLabel("&Documentos")
        label.setBuddy(self.documents)
        row.addWidget(label)
        row.addStretch()
        for text, name, ticked in (
            ("Todos", "Marcar todos los documentos", True),
            ("Ninguno", "No marcar ningún documento", False),
        ):
            button = QToolButton()
            button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_role(button, "flat")
            button.clicked.connect(lambda _=False, each=ticked: self.documents.tick_all(each))
            self.tick_buttons.append(button)
            row.addWidget(button)
        return row

    # -- what subclasses say ---------------------------------------------------------------

    def problem(self) -> str:
        """What is still missing in the form, as a sentence; "" when it can begin."""
        raise NotImplementedError

    def existing(self) -> str:
        """The sentence that asks about files of the same name; "" when there are none."""
        raise NotImplementedError

    def make_work(self, *, keep_existing: bool) -> Callable[[Watch], object]:
        """What is to be done in the thread."""
        raise NotImplementedError

    def rows(self, report: object) -> Iterator[Row]:
        """The result, row by row."""
        raise NotImplementedError

    def headline(self, report: object) -> str:
        """The result in a sentence."""
        raise NotImplementedError

    # -- the work --------------------------------------------------------------------------

    def show_form(self) -> None:
        """Choose, or choose again."""
        self.stack.setCurrentWidget(self.form)
        self.message.clear()
        self.message.hide()
        for button in (
            self.open_button,
            self.copy_button,
            self.again_button,
            self.keep_button,
            self.replace_button,
        ):
            button.hide()
        self.run_button.show()
        self.close_button.setText("Cerrar")

    def run(self) -> None:
        """Begin, or say what is missing, or ask about files that are there already."""
        missing = self.problem()
        if missing:
            self.tell(missing)
            return
        asked = self.existing()
        if not asked:
            self.start(keep_existing=False)
            return
        self.tell(asked)
        self.run_button.hide()
        self.replace_button.show()
        self.keep_button.show()
        self.keep_button.setFocus()

    def start(self, *, keep_existing: bool) -> None:
        """Do it beside the window."""
        job = BatchJob(self.make_work(keep_existing=keep_existing), self)
        job.stepped.connect(self._show_step)
        job.done.connect(self._show_report)
        job.refused.connect(self._show_failure)
        job.crashed.connect(lambda error: self._show_failure(bug_sentence(error)))
        job.finished.connect(self._finished)
        self.job = job
        self.message.hide()
        self.results.clear()
        self.results.hide()
        self.heading.setText("Preparando…")
        self.progress.setValue(0)
        self.progress.show()
        self.stack.setCurrentIndex(1)
        for button in (self.run_button, self.replace_button, self.keep_button):
            button.hide()
        self.close_button.setText("Cancelar")
        self.close_button.setFocus()
        job.start()

    def _show_step(self, step: object) -> None:
        assert isinstance(step, Step)
        if self.job is not None and not self.job.cancelled:
            self.heading.setText(str(step))
            self.progress.setValue(int(step.share * 1000))

    def _show_report(self, report: object) -> None:
        theme = current_theme()
        for done, words in self.rows(report):
            sign = icon("ok", theme.verde.tinta) if done else icon("error", theme.danger)
            item = QListWidgetItem(sign, words)
            item.setToolTip("")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_WORDS[done]}: {words}")
            self.results.addItem(item)
        self.heading.setText(self.headline(report))
        self.results.show()
        self.copy_button.show()
        self.open_button.setVisible(self.folder is not None and self.folder.is_dir())

    def _show_failure(self, sentence: str) -> None:
        self.heading.setText(sentence)

    def _finished(self) -> None:
        if self.job is not None:
            self.job.deleteLater()
            self.job = None
        self.progress.hide()
        self.again_button.show()
        self.close_button.setText("Cerrar")
        self.close_button.setFocus()
        announce(self, self.heading.text())

    def tell(self, sentence: str) -> None:
        """Say something below the form."""
        self.message.setText(sentence)
        self.message.show()
        announce(self, sentence)

    def report_text(self) -> str:
        """The result as text to paste into a mail."""
        items = (self.results.item(row) for row in range(self.results.count()))
        rows = (str(item.data(Qt.ItemDataRole.AccessibleTextRole)) for item in items)
        return "\n".join([self.heading.text(), *rows])

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self.report_text())
        self.tell("El informe se copió: péguelo en un correo o en Word.")

    def _open_folder(self) -> None:
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _cancel_or_close(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.heading.setText("Cancelando…")
        else:
            self.accept()

    def done(self, result: int) -> None:
        """Every way of closing comes through here: the work under way ends first."""
        if self.job is not None:
            self.job.stop()
            self.job = None
        super().done(result)


_WORDS = {True: "Listo", False: "Falta"}
