"""A printed folio against the file: paste or type it, Enter, and a large answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.folio_comprobado import FolioComprobado, Respuesta, comprobar_folio
from poa_desktop.poa.sello import CodigoImpreso, read_codigo
from poa_desktop.poa.verificacion import Verificacion
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.icons import icon
from poa_desktop.ui.job import Job, bug_sentence
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_HINT = (
    "Escriba el folio del acta con su sello, por ejemplo AC-2024-T1-1-7F3A9C21 "
    "3F2A-91BC-0011-2233, o pegue el texto de su código QR."
)
_MAX = 400


class FolioDialog(QDialog):
    """Asks for a folio and says whether the file sealed it. The file is only read."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._asked: CodigoImpreso | None = None
        self.answer: FolioComprobado | None = None
        self.setWindowTitle("Comprobar folio")
        self.resize(680, 420)
        hint = QLabel(_HINT)
        hint.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setMaxLength(_MAX)
        self.field.setAccessibleName("Folio impreso")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._forget)
        self.check_button = QPushButton("Comprobar")
        set_role(self.check_button, "primary")
        self.check_button.setDefault(True)
        self.check_button.clicked.connect(lambda: self.check())
        self.sign = QLabel()
        self.sign.setAccessibleName("Signo del resultado")
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.title, "title")
        self.more = QPlainTextEdit()
        self.more.setReadOnly(True)
        self.more.setTabChangesFocus(True)
        self.more.setAccessibleName("Lo que se sabe del folio")
        self.close_button = QPushButton("Cerrar")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self._lay_out(hint)
        self._paste()

    def _lay_out(self, hint: QLabel) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        label = QLabel("&Folio impreso")
        label.setBuddy(self.field)
        column.addWidget(hint)
        column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(theme.gap)
        row.addWidget(self.field, 1)
        row.addWidget(self.check_button)
        column.addLayout(row)
        column.addSpacing(theme.gap)
        head = QHBoxLayout()
        head.setSpacing(theme.gap)
        head.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        column.addWidget(self.more, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.close_button)
        column.addLayout(foot)

    def _paste(self) -> None:
        """What is on the clipboard, when it is a folio: one has just read it from a QR."""
        text = QGuiApplication.clipboard().text()
        if len(text) > _MAX:
            return
        try:
            read_codigo(text)
        except PoaError:
            return
        self.field.setText(" ".join(text.split()))

    def check(self) -> None:
        """Verify the file and answer."""
        if self._job is not None:
            return
        try:
            self._asked = read_codigo(self.field.text())
        except PoaError as error:
            self._show("warning", current_theme().amarillo.tinta, "Falta el folio", str(error))
            self.field.setFocus()
            return
        self.title.setText("Comprobando…")
        self.check_button.setEnabled(False)
        self.field.setReadOnly(True)  # the answer is about what stands here
        job = Job(self._session.store.verificar, self)
        job.done.connect(self._answer)
        job.refused.connect(self._refused)
        job.crashed.connect(lambda error: self._refused(bug_sentence(error)))
        job.finished.connect(self._finished)
        self._job = job
        job.start()

    def _answer(self, found: object) -> None:
        assert isinstance(found, Verificacion) and self._asked is not None
        self.show_answer(comprobar_folio(self._asked, found))

    def show_answer(self, answer: FolioComprobado) -> None:
        """Show what is known of a folio."""
        self.answer = answer
        name, color = _look(answer.respuesta)
        self._show(name, color, f"{answer.titulo}.", "\n".join(answer.detalles))

    def _show(self, name: str, color: str, title: str, more: str) -> None:
        self.sign.setPixmap(icon(name, color).pixmap(28, 28))
        self.title.setText(title)
        self.more.setPlainText(more)
        announce(self, f"{title} {more}")

    def _refused(self, sentence: str) -> None:
        self._show("error", current_theme().danger, "No se pudo comprobar", sentence)

    def _finished(self) -> None:
        self._job = None
        self.check_button.setEnabled(True)
        self.field.setReadOnly(False)
        self.field.selectAll()
        self.field.setFocus()

    def _forget(self) -> None:
        self.answer = None
        self.sign.clear()
        self.title.clear()
        self.more.clear()

    def done(self, result: int) -> None:
        """Every way of closing comes through here: what is under way ends first."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        super().done(result)


def _look(answer: Respuesta) -> tuple[str, str]:
    """Sign and colour of an answer; the words say the same."""
    theme = current_theme()
    if answer.mal:
        return "error", theme.danger
    if answer is Respuesta.COINCIDE:
        return "ok", theme.verde.tinta
    return "warning", theme.amarillo.tinta
