"""The full verification: progress, the answer, every part with what was found, and the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.files import disk_text
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.verificacion import Verificacion, momento
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.icons import icon
from poa_desktop.ui.job import Job, bug_sentence
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.prompts import Prompts, chosen_target
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role
from poa_desktop.ui.verificacion.words import Renglon, renglones, texto

_SIZE = (900, 620)
_ROW = int(Qt.ItemDataRole.UserRole)
_KNOWN = (
    "Reconocer: este equipo toma el archivo, como está, por el vigente; lo que falta queda anotado "
    "con la fecha y quién lo reconoció."
)


class VerificationDialog(QDialog):
    """Verifies the open file when it is shown. The file is only read."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._prompts = prompts
        self._job: Job | None = None
        self.folder = folder
        """Where the report is proposed to go."""
        self.found: Verificacion | None = None
        self.setWindowTitle("Verificar integridad")
        self.resize(*_SIZE)
        self.sign = QLabel()
        self.sign.setAccessibleName("Signo del resultado")
        self.title = QLabel("Comprobando el archivo…")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.title, "title")
        self.soft = QLabel()
        self.soft.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.soft, "soft")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Avance de la comprobación")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Lo que se comprobó")
        self.tree.setHeaderLabels(["Qué se comprobó", "Resultado"])
        set_role(self.tree, "outline")
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setUniformRowHeights(True)
        self.tree.currentItemChanged.connect(lambda item, _before: self._show_more(item))
        self.more = QPlainTextEdit()
        self.more.setReadOnly(True)
        self.more.setTabChangesFocus(True)
        self.more.setAccessibleName("Detalle")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.copy_button = QPushButton("&Copiar")
        self.save_button = QPushButton("&Guardar informe…")
        self.accept_button = QPushButton("&Reconocer")
        self.accept_button.setToolTip(plain_tip(_KNOWN))
        self.accept_button.hide()
        self.close_button = QPushButton("Cerrar")
        self._lay_out()
        self.copy_button.clicked.connect(lambda: self.copy())
        self.save_button.clicked.connect(lambda: self.save())
        self.accept_button.clicked.connect(lambda: self._take_as_it_is())
        self.close_button.clicked.connect(self.reject)
        self.verify()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        head = QHBoxLayout()
        head.setSpacing(theme.gap)
        head.addWidget(self.sign)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        column.addWidget(self.soft)
        column.addWidget(self.progress)
        column.addWidget(self.tree, 3)
        column.addWidget(self.more, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap)
        foot.addWidget(self.told, 1)
        for button in (self.accept_button, self.copy_button, self.save_button, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.close_button.setDefault(True)
        column.addLayout(foot)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    # -- verifying ---------------------------------------------------------------------------

    def verify(self) -> None:
        """Check everything, beside the window."""
        job = Job(self._session.store.verificar, self)
        job.progressed.connect(self.progress.setValue)
        job.done.connect(self.show_found)
        job.refused.connect(self._refused)
        job.crashed.connect(lambda error: self._refused(bug_sentence(error)))
        self._job = job
        self.progress.setValue(0)
        self.progress.show()
        self._enable(False)
        job.start()

    def show_found(self, found: object) -> None:
        """List what a verification found."""
        assert isinstance(found, Verificacion)
        self.found = found
        theme = current_theme()
        sign = icon("ok", theme.verde.tinta) if found.conforme else icon("error", theme.danger)
        self.sign.setPixmap(sign.pixmap(28, 28))
        self.title.setText(found.titular)
        about = f"{found.archivo}, {momento(found.cuando)}"
        self.soft.setText("\n".join(filter(None, (found.que_hacer, about))))
        self.progress.hide()
        self.tree.clear()
        for each in renglones(found):
            self._add(self.tree.invisibleRootItem(), each)
        first = self._first_wrong(self.tree.invisibleRootItem()) or self.tree.topLevelItem(0)
        self.tree.setCurrentItem(first)
        self._enable(True)
        self.accept_button.setVisible(found.integro and not found.conforme)
        self.tree.setFocus()
        announce(self, found.titular, urgent=not found.conforme)

    def _add(self, parent: QTreeWidgetItem, row: Renglon) -> None:
        item = QTreeWidgetItem(parent, [row.que, row.resultado])
        item.setIcon(0, _sign(row))
        item.setData(0, _ROW, row)
        item.setToolTip(0, plain_tip(row.que))
        item.setFirstColumnSpanned(not row.resultado)
        for each in row.debajo:
            self._add(item, each)
        item.setExpanded(not row.bien or any(each.aviso or not each.bien for each in row.debajo))

    def _first_wrong(self, parent: QTreeWidgetItem) -> QTreeWidgetItem | None:
        for place in range(parent.childCount()):
            item = parent.child(place)
            if not item.data(0, _ROW).bien:
                return self._first_wrong(item) or item
        return None

    def _show_more(self, item: QTreeWidgetItem | None) -> None:
        row = item.data(0, _ROW) if item is not None else None
        self.more.setPlainText(row.texto if isinstance(row, Renglon) else "")

    def _refused(self, sentence: str) -> None:
        self.progress.hide()
        self.title.setText("No se pudo comprobar el archivo")
        self.told.setText(sentence)
        announce(self, sentence, urgent=True)

    def _enable(self, there: bool) -> None:
        for button in (self.copy_button, self.save_button, self.accept_button):
            button.setEnabled(there)

    # -- what is done with it ----------------------------------------------------------------

    def copy(self) -> None:
        """Put the whole verification on the clipboard, as text."""
        if self.found is not None:
            QGuiApplication.clipboard().setText(texto(self.found))
            self._tell("Se copió la verificación.")

    def save(self) -> None:
        """Ask where and write the Informe de inalterabilidad."""
        if self.found is None:
            return
        name = disk_text(f"Informe de inalterabilidad - {Path(self.found.archivo).stem}.pdf")
        path = self._prompts.save_file("Guardar informe", self.folder / name, "PDF (*.pdf)")
        if path is None:
            return
        try:
            target = chosen_target(path, ".pdf")
            notices = self._write(target)
        except PoaError as error:
            self._tell(str(error))
            return
        self.folder = target.parent
        self._tell(" ".join([f"El informe quedó en {target}.", *notices]))

    def _write(self, target: Path) -> Sequence[str]:
        from poa_desktop.export.document import Context
        from poa_desktop.export.documents import find_documento, write_document

        session, found = self._session, self.found
        assert session.poa is not None and found is not None
        day: date = found.cuando.date()
        context = Context(session.municipio, session.poa, day, verificar=lambda: found)
        return write_document(find_documento("inalterabilidad", "pdf"), "pdf", context, target)

    def _take_as_it_is(self) -> None:
        for each in self._session.store.reconocer():
            self._tell(each)
        self.verify()

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        announce(self, sentence)

    def done(self, result: int) -> None:
        """Every way of closing comes through here: what is under way ends first."""
        if self._job is not None:
            self._job.stop()
            self._job = None
        super().done(result)


def _sign(row: Renglon) -> QIcon:
    theme = current_theme()
    if row.aviso:
        return icon("warning", theme.amarillo.tinta)
    return icon("ok", theme.verde.tinta) if row.bien else icon("error", theme.danger)
