"""The preview: the very PDF that is saved and printed, inside the window."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.export.documents import render
from poa_desktop.files import write_atomically
from poa_desktop.poa.errors import PoaError
from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.document_choice import DocumentChoice
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.job import Job
from poa_desktop.ui.preview_pages import GAP, PdfPages, PreviewPages
from poa_desktop.ui.prompts import Prompts, require_suffix
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role

_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_FIRST_ZOOM = 1.5


class PreviewPage(QWidget):
    """Shows a document as paper; saves and prints the same bytes."""

    closed = Signal()
    told = Signal(str, bool)
    ready = Signal()

    def __init__(
        self,
        session: Session,
        folder: Path,
        prompts: Prompts,
        parent: QWidget | None = None,
        *,
        documento: str | None = None,
        nodo: Selection | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._prompts = prompts
        self._job: Job | None = None
        self._again = False
        self.content = b""
        self.choice = DocumentChoice(session, "pdf", nodo=nodo)
        if documento:
            self.choice.select_documento(documento)
        self.pages = PreviewPages()
        self.pages.setAccessibleDescription("Preparando el documento…")
        self.area = QScrollArea()
        self.area.setAccessibleName("Vista previa")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its pages take the keys
        self.area.setWidget(self.pages)
        self.counter = QLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(4)
        self.progress.setAccessibleName("Preparando el documento")
        self._lay_out()
        self.choice.changed.connect(self.load)
        self.area.verticalScrollBar().valueChanged.connect(self._count)
        self._zoom = _ZOOMS.index(_FIRST_ZOOM)
        self._zoomed = False

    def _lay_out(self) -> None:
        back = QPushButton("V&olver")
        set_icon(back, "page-prev")
        back.setToolTip("Volver al plan (Esc)")
        back.setShortcut("Esc")
        back.clicked.connect(self.closed)
        self.save_button = QPushButton("&Guardar PDF…")
        set_icon(self.save_button, "export")
        self.save_button.clicked.connect(self.save)
        self.print_button = QPushButton("&Imprimir…")
        set_icon(self.print_button, "print")
        self.print_button.clicked.connect(self.print_paper)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.addWidget(back)
        bar.addSpacing(16)
        bar.addWidget(self.choice, 1)
        bar.addWidget(self.counter)
        bar.setSpacing(8)
        for name, tip, step in (("zoom-out", "Alejar", -1), ("zoom-in", "Acercar", 1)):
            button = QToolButton()
            set_icon(button, name)
            button.setToolTip(f"{tip} (Ctrl{'+' if step > 0 else '−'})")
            button.setShortcut("Ctrl++" if step > 0 else "Ctrl+-")
            button.setAccessibleName(tip)
            set_role(button, "flat")
            button.clicked.connect(lambda _=False, each=step: self._zoom_by_hand(each))
            bar.addWidget(button)
        bar.addWidget(self.save_button)
        bar.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.progress)
        column.addWidget(self.area, 1)

    def load(self) -> None:
        """Make the chosen document in a thread and show it."""
        if self._job is not None:
            self._again = True
            self._job.cancel()
            return
        kind, context = self.choice.documento, self.choice.context()
        job = Job(lambda step: render(kind, "pdf", context, step), self)
        job.progressed.connect(self.progress.setValue)
        job.done.connect(self._show)
        job.refused.connect(lambda sentence: self.told.emit(sentence, True))
        job.crashed.connect(self._crashed)
        job.finished.connect(self._finished)
        self._job = job
        self._enable(False)
        self.progress.show()
        job.start()

    def _show(self, result: object) -> None:
        assert isinstance(result, tuple)
        self.content, notices = result
        self.pages.show_pdf(PdfPages(self.content))
        self.area.verticalScrollBar().setValue(0)
        self.zoom(0 if self._zoomed else self._steps_to_fit())
        self._enable(True)
        for notice in notices:
            self.told.emit(str(notice), False)
        self.ready.emit()

    def _crashed(self, error: object) -> None:
        from poa_desktop.log import log_exception

        assert isinstance(error, Exception)
        where = log_exception((type(error), error, error.__traceback__))
        self.told.emit(f"El documento no se pudo preparar: envíe {where} a soporte.", True)

    def _finished(self) -> None:
        self._job = None
        self.progress.hide()
        if self._again:
            self._again = False
            self.load()

    def _enable(self, there_is_one: bool) -> None:
        self.save_button.setEnabled(there_is_one)
        self.print_button.setEnabled(there_is_one)

    def _zoom_by_hand(self, step: int) -> None:
        self._zoomed = True
        self.zoom(step)

    def _steps_to_fit(self) -> int:
        """From the zoom at hand to the first one, or a smaller one where a page would be cut."""
        bar = self.area.verticalScrollBar().sizeHint().width()
        room = self.area.width() - bar - 2 * GAP - 4
        first = _ZOOMS.index(_FIRST_ZOOM)
        fitting = [i for i in range(first + 1) if self.pages.widest * _ZOOMS[i] <= room]
        return max(fitting, default=0) - self._zoom

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last page; the area knows the other keys."""
        bar = self.area.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def zoom(self, step: int) -> None:
        """Closer (1) or farther (-1)."""
        self._zoom = max(0, min(self._zoom + step, len(_ZOOMS) - 1))
        page = self.pages.page_at(self.area.verticalScrollBar().value()) if self.pages.count else 0
        self.pages.set_scale(_ZOOMS[self._zoom])
        if self.pages.count and step:
            self.area.verticalScrollBar().setValue(self.pages.page_rect(page).top())
        self._count()

    def _count(self) -> None:
        middle = self.area.verticalScrollBar().value() + self.area.viewport().height() // 2
        page = self.pages.page_at(middle) + 1 if self.pages.count else 0
        told = f"Página {page} de {self.pages.count}" if page else ""
        if told != self.counter.text():
            announce(self.pages, told)
        self.counter.setText(told)
        self.pages.setAccessibleDescription(f"{self.choice.documento.etiqueta}. {told}".strip())

    def save(self) -> None:
        """Write the shown bytes to a file."""
        name = self.choice.documento.file_name(self.choice.context(), "pdf")
        path = self._prompts.save_file("Guardar PDF", self._folder / name, "PDF (*.pdf)")
        if path is None:
            return
        try:
            path = require_suffix(path, ".pdf")
            write_atomically(path, self.content)
        except PoaError as error:
            self.told.emit(str(error), True)
        else:
            self._folder = path.parent
            self.told.emit(f"Se guardó {path}.", False)

    def print_paper(self) -> None:
        """Print through the system's dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            from poa_desktop.ui.printing import print_pdf

            try:
                sheets = print_pdf(self.content, printer)
            except PoaError as error:
                self.told.emit(str(error), True)
            else:
                sent = "Se envió 1 página" if sheets == 1 else f"Se enviaron {sheets} páginas"
                self.told.emit(f"{sent} a la impresora.", False)

    def leave(self) -> None:
        """Stop work under way and let go of the document."""
        self._again = False
        if self._job is not None:
            self._job.stop()
            self._job = None
        self.pages.show_pdf(None)
