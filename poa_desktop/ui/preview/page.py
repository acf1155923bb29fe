"""The preview: the very PDF that is saved and printed, inside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.banner import Banner
from poa_desktop.ui.envio.document_choice import DocumentChoice
from poa_desktop.ui.job import bug_sentence
from poa_desktop.ui.preview.area import PreviewArea
from poa_desktop.ui.preview.bands import PdfPages
from poa_desktop.ui.preview.bar import DocumentBar, ViewBar
from poa_desktop.ui.preview.choice import PreviewChoice
from poa_desktop.ui.preview.find import PreviewSearch
from poa_desktop.ui.preview.maker import DocumentMaker
from poa_desktop.ui.preview.outline import WIDTH, PreviewOutline
from poa_desktop.ui.preview.print_job import PreviewPrinter
from poa_desktop.ui.preview.save import PreviewSaver
from poa_desktop.ui.preview.state import PreviewState
from poa_desktop.ui.preview.zoom import Fit, Zoom, zoom_from
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session
from poa_desktop.ui.settings import Settings

_ZOOM, _OUTLINE = "vista-previa-zoom", "vista-previa-contenido"
_ROOM_FOR_OUTLINE = 900  # pixels of window


class PreviewPage(QWidget):
    """Shows a document as paper; searches, saves and prints the same bytes."""

    closed = Signal()
    ready = Signal()
    send_wanted = Signal()
    """All documents of the period are to be sent."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        prompts: Prompts,
        parent: QWidget | None = None,
        *,
        documento: str | None = None,
        nodo: Selection | None = None,
        version: int = 0,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.content = b""
        self.choice = DocumentChoice(session, "pdf", nodo=nodo)
        if documento:
            self.choice.select_documento(documento, version)
        self.bar = DocumentBar(self.choice)
        self.view = ViewBar()
        self.area = PreviewArea(zoom_from(settings.text(_ZOOM)))
        self.pages = self.area.pages
        self.pages.setAccessibleDescription("Preparando el documento…")
        self.words = PreviewChoice(self.pages)
        self.outline = PreviewOutline()
        self.search = PreviewSearch(self.area, self)
        self.notice = Banner()
        self.state = PreviewState()
        self.maker = DocumentMaker(self)
        self.saver = PreviewSaver(prompts, settings, self)
        self.printer = PreviewPrinter(prompts, settings, self)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(4)
        self.progress.setAccessibleName("Avance")
        self._told = ""
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        self._show_zoom()

    def _lay_out(self) -> None:
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.outline)
        self.splitter.addWidget(self.area)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([WIDTH, 1000])
        self.outline.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.view, self.search.bar, self.progress, self.notice):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.progress.hide()

    def _connect(self) -> None:
        self.choice.changed.connect(self.load)
        self.bar.back.clicked.connect(self.closed)
        self.bar.save.clicked.connect(self.save)
        self.bar.print.clicked.connect(self.print_paper)
        self.bar.send.clicked.connect(self.send_wanted)
        self.view.page_chosen.connect(self.area.go_to)
        self.view.zoom.chosen.connect(self._choose_zoom)
        self.view.zoom.stepped.connect(self._step_zoom)
        self.view.search.clicked.connect(self._toggle_search)
        self.view.outline.clicked.connect(self._toggle_outline)
        self.area.moved.connect(self._count)
        self.area.zoomed.connect(self._show_zoom)
        self.outline.chosen.connect(lambda entry: self.area.go_to(entry.page, entry.top))
        self.search.bar.closed.connect(lambda: self.view.search.setChecked(False))
        self.maker.waiting.connect(self._show_preparing)
        self.maker.progressed.connect(self.state.progress.setValue)
        self.maker.made.connect(self._show)
        self.maker.refused.connect(self._refused)
        self.maker.cancelled.connect(self._cancelled)
        self.saver.saved.connect(self._saved)
        self.saver.refused.connect(lambda sentence: self.notice.tell(sentence, error=True))
        self.saver.ended.connect(self._busy_over)
        self.printer.progressed.connect(self.progress.setValue)
        self.printer.told.connect(lambda text, error: self.notice.tell(text, error=error))
        self.printer.no_printer.connect(self._tell_no_printer)
        self.printer.ended.connect(self._busy_over)

    def _make_shortcuts(self) -> None:
        """Keys of the preview; the window's own of the same letters are off meanwhile."""
        for keys, work in (
            ("Esc", self._escape),
            ("Ctrl+C", self._copy),
            ("Ctrl+F", self.open_search),
            ("F3", lambda: self._step_search(1)),
            ("Shift+F3", lambda: self._step_search(-1)),
            ("Ctrl++", lambda: self._step_zoom(1)),
            ("Ctrl+=", lambda: self._step_zoom(1)),
            ("Ctrl+-", lambda: self._step_zoom(-1)),
            ("Ctrl+0", lambda: self._choose_zoom(100)),
            ("Ctrl+S", self.bar.save.click),
            ("Ctrl+P", self.bar.print.click),
            ("F9", self.view.outline.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)

    # -- the document ----------------------------------------------------------------------

    def load(self) -> None:
        """Make the chosen document in a thread and show it."""
        self._enable(False)
        self.notice.hide()
        kind, context = self.choice.documento, self.choice.context()
        self.maker.make(kind, context, patient=bool(self.content))

    def _show_preparing(self) -> None:
        self.state.show_preparing(self.choice.documento.etiqueta, self.maker.cancel)
        self._show_state()

    def _show_state(self) -> None:
        """The state in the place of the paper, with the keyboard on its button if it was there."""
        held = self.area.isAncestorOf(self.focusWidget() or self)
        self.stack.setCurrentWidget(self.state)
        if held:
            self.state.button.setFocus()

    def _show(self, result: object) -> None:
        assert isinstance(result, tuple)
        content, notices = result
        try:
            pdf = PdfPages(content)
        except Exception as error:
            self._refused(bug_sentence(error))
            return
        self.content = content
        self.search.follow(None)
        self.words.clear()
        self.pages.show_pdf(pdf)
        self.area.fit()
        self.area.set_zoom(self.area.zoom)
        self.area.verticalScrollBar().setValue(0)
        self.search.follow(pdf)
        self.outline.show_entries(pdf.outline())
        self._show_outline()
        held = self.state.isAncestorOf(self.focusWidget() or self)
        self.stack.setCurrentWidget(self.splitter)
        if held:
            self.pages.setFocus()
        self._enable(True)
        self._count()
        if notices:
            self.notice.tell("\n".join(map(str, notices)))
        self.ready.emit()

    def _refused(self, sentence: str) -> None:
        self._drop()
        self.state.show_refused(self.choice.documento.etiqueta, sentence, self.load)
        self._show_state()

    def _cancelled(self) -> None:
        self._drop()
        self.state.show_cancelled(self.choice.documento.etiqueta, self.load)
        self._show_state()

    def _drop(self) -> None:
        """No document is at hand."""
        self.content = b""
        self.search.follow(None)
        self.words.clear()
        self.pages.show_pdf(None)
        self.outline.show_entries(())
        self._count()

    def _enable(self, there_is_one: bool) -> None:
        for button in (self.bar.save, self.bar.print):
            button.setEnabled(there_is_one)

    # -- where one is ----------------------------------------------------------------------

    def _count(self) -> None:
        page, count = self.area.page, self.pages.count
        self.view.show_page(page, count)
        told = self.place_in_words
        if told != self._told:
            self._told = told
            announce(self.pages, told)
        self.pages.setAccessibleDescription(f"{self.choice.documento.etiqueta}. {told}".strip())
        if count and self.outline.isVisible():
            top = self.area.verticalScrollBar().value() - self.pages.page_rect(page).top()
            self.outline.show_place(page, max(0, top + 60) / self.pages.scale)

    @property
    def place_in_words(self) -> str:
        """ "Página 3 de 11"; "" without a document."""
        count = self.pages.count
        return f"Página {self.area.page + 1} de {count}" if count else ""

    def _choose_zoom(self, zoom: Zoom) -> None:
        self.area.set_zoom(zoom)
        announce(self.pages, f"Tamaño {round(self.area.percent)} %")

    def _step_zoom(self, step: int) -> None:
        self.area.step_zoom(step)
        self._choose_zoom(self.area.zoom)

    def _show_zoom(self) -> None:
        zoom = self.area.zoom
        self.view.zoom.show_zoom(zoom, self.area.percent)
        self._settings.save_text(_ZOOM, zoom.value if isinstance(zoom, Fit) else str(zoom))

    def _toggle_outline(self) -> None:
        self._settings.save_text(_OUTLINE, "si" if self.view.outline.isChecked() else "no")
        self._show_outline()
        if self.outline.isVisible():
            self.outline.setFocus()
        self._count()

    def _show_outline(self) -> None:
        """Shown when there is one, it is wanted, and the window has room to spare."""
        there_is_one = bool(self.outline.entries)
        kept = self._settings.text(_OUTLINE)
        wanted = kept == "si" or (not kept and self.width() >= _ROOM_FOR_OUTLINE)
        self.view.outline.setEnabled(there_is_one)
        self.view.outline.setChecked(there_is_one and wanted)
        self.outline.setVisible(there_is_one and wanted)

    # -- searching -------------------------------------------------------------------------

    def open_search(self) -> None:
        """Look for words in the document."""
        if self.pages.count:
            self.view.search.setChecked(True)
            self.search.open(" ".join(self.words.text().split()))

    def _toggle_search(self, wanted: bool) -> None:
        if wanted:
            self.open_search()
        else:
            self.search.close()

    def _step_search(self, step: int) -> None:
        if self.search.bar.isVisible():
            self.search.step(step)
        else:
            self.open_search()

    def _copy(self) -> None:
        if self.words.copy():
            announce(self.pages, "Se copió el texto elegido")

    def _escape(self) -> None:
        if self.search.bar.isVisible():
            self.view.search.setChecked(False)
            self.search.close()
        else:
            self.closed.emit()

    # -- saving and printing ---------------------------------------------------------------

    def save(self) -> None:
        """Write the shown bytes to a file, beside the window."""
        if not self.content:
            return
        name = self.choice.documento.file_name(self.choice.context(), "pdf")
        if self.saver.begin(self.content, name):
            self.progress.setRange(0, 0)
            self.progress.show()
            self.bar.save.setEnabled(False)

    def _saved(self, path: Path) -> None:
        self.notice.tell(
            f"Se guardó {path}.",
            offers=(
                ("A&brir", lambda: _open(path)),
                ("Abrir &carpeta", lambda: _open(path.parent)),
            ),
        )

    def print_paper(self) -> None:
        """Print through the system's dialog."""
        if not self.content:
            return
        title = self.choice.documento.etiqueta
        if self.printer.begin(self.content, title, self.pages.count, self.area.page):
            self.progress.setRange(0, 100)
            self.progress.setValue(0)
            self.progress.show()
            self.bar.print.setEnabled(False)
            self.notice.tell("Imprimiendo…", offers=(("&Cancelar", self.printer.cancel),))

    def _tell_no_printer(self) -> None:
        from poa_desktop.ui.preview.printing import NO_PRINTER

        self.notice.tell(NO_PRINTER, error=True, offers=(("Guardar &PDF…", self.save),))

    def _busy_over(self) -> None:
        if self.saver.job is None and self.printer.job is None:
            self.progress.hide()
        self._enable(bool(self.content) and self.maker.job is None)

    @property
    def busy(self) -> bool:
        """Whether a document is being made, saved or printed."""
        return any(each.job is not None for each in (self.maker, self.saver, self.printer))

    # -- going away ------------------------------------------------------------------------

    def leave(self) -> None:
        """Stop work under way and let go of the document."""
        for each in (self.maker, self.saver, self.printer):
            each.stop()
        self.search.follow(None)
        self.pages.show_pdf(None)


def _open(path: Path) -> None:
    """Have the system show a file or a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
