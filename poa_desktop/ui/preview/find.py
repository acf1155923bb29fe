"""Searching in the document: what to look for, where it stands, the next and the one before."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from poa_desktop.export.pdf_search import MAX_HITS, Area, Hit, PageText, areas_of, find, read_texts
from poa_desktop.poa.consulta import sin_comillas
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.flat_button import flat_button
from poa_desktop.ui.job import Job
from poa_desktop.ui.preview.area import PreviewArea
from poa_desktop.ui.preview.bands import PdfPages
from poa_desktop.ui.preview.pages import Marks
from poa_desktop.ui.theme import set_role

_TYPING_MS = 150  # between the last letter and the search
_LONGEST = 60  # characters of a choice that are taken over as what to look for
_NOTHING = "Sin resultados"
_READING = "Leyendo el documento…"


class _Field(QLineEdit):
    """Enter is the next find, with Mayús the one before."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """The row of the search."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field()
        self.field.setPlaceholderText("Buscar en el documento")
        self.field.setAccessibleName("Buscar en el documento")
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(320)
        self.field.stepped.connect(self.stepped)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 8)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        self.buttons: list[QToolButton] = []
        for icon, text, keys, step in (
            ("up", "Resultado anterior", "Mayús+F3", -1),
            ("down", "Resultado siguiente", "F3", 1),
        ):
            button = flat_button(icon, text, keys)
            button.clicked.connect(lambda _=False, each=step: self.stepped.emit(each))
            self.buttons.append(button)
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.label)
        row.addStretch()
        close = flat_button("close", "Cerrar la búsqueda", "Esc")
        close.clicked.connect(self.closed)
        row.addWidget(close)
        self.hide()

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Say what was found."""
        self.label.setText(text)
        set_role(self.label, "danger" if failed else "soft")
        self.field.setProperty("invalid", failed)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


class PreviewSearch(QObject):
    """Looks for words in the shown document and marks them; starts again with each document."""

    def __init__(self, area: PreviewArea, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = FindBar()
        self._area = area
        self._pdf: PdfPages | None = None
        self._texts: tuple[PageText, ...] | None = None
        self._job: Job | None = None
        self._areas: dict[int, list[tuple[Area, ...]]] = {}
        self._by_page: dict[int, list[int]] = {}
        self.hits: tuple[Hit, ...] = ()
        self.at = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self.look)
        self.bar.field.textEdited.connect(lambda _text: self._timer.start())
        self.bar.field.textChanged.connect(self._emptied)
        self.bar.stepped.connect(self.step)
        self.bar.closed.connect(self.close)
        area.moved.connect(self._mark)
        area.zoomed.connect(self._mark)

    # -- coming and going ------------------------------------------------------------------

    def open(self, words: str = "") -> None:
        """Show the bar with *words*, or those it has, chosen to be typed over."""
        self.bar.show()
        if 1 < len(words) <= _LONGEST:
            self.bar.field.setText(words)
        self.bar.field.setFocus()
        self.bar.field.selectAll()
        self._read()
        self.look()

    def close(self) -> None:
        """Hide the bar and take the marks away; the keyboard goes back to the paper."""
        self._timer.stop()
        self.bar.hide()
        self._forget()
        self._area.pages.show_marks(Marks())
        self._area.pages.setFocus()

    def follow(self, pdf: PdfPages | None) -> None:
        """Another document is shown, or none."""
        self.stop()
        self._pdf, self._texts = pdf, None
        self._forget()
        if pdf is not None and self.bar.isVisibleTo(self.bar.parentWidget()):
            self._read()

    def stop(self) -> None:
        """Give up reading."""
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _forget(self) -> None:
        self.hits, self.at = (), -1
        self._areas, self._by_page = {}, {}

    def _read(self) -> None:
        """Read the words of the document beside the window, once."""
        pdf = self._pdf
        if pdf is None or self._texts is not None or self._job is not None:
            return
        job = Job(lambda step: read_texts(pdf, step), self)
        job.done.connect(self._have_read)
        job.crashed.connect(lambda _error: self._have_read(()))
        self._job = job
        job.start()

    def _have_read(self, texts: object) -> None:
        assert isinstance(texts, tuple)
        self._texts, self._job = texts, None
        self.look()

    # -- searching -------------------------------------------------------------------------

    def _emptied(self, text: str) -> None:
        if not text:
            self.look()

    def look(self) -> None:
        """Search for what is typed; go to the first find from the page in sight on."""
        self._timer.stop()
        query = self.bar.field.text()
        self._forget()
        if self._texts is None:
            self.bar.tell(_READING if query.strip() else "")
            return
        self.hits = find(self._texts, sin_comillas(query))
        by_page = defaultdict(list)
        for number, hit in enumerate(self.hits):
            by_page[hit.page].append(number)
        self._by_page = dict(by_page)
        page = self._area.page
        start = next((i for i, hit in enumerate(self.hits) if hit.page >= page), 0)
        self._go(start) if self.hits else self._show_none(bool(query.strip()))

    def _show_none(self, asked: bool) -> None:
        self._mark()
        self.bar.tell(_NOTHING if asked else "", failed=asked)
        if asked:
            announce(self.bar, _NOTHING)
        self._enable()

    def step(self, step: int) -> None:
        """The next find (1) or the one before (-1), from the end to the beginning again."""
        if self._timer.isActive() or not self.hits:
            self.look()
        else:
            self._go((self.at + step) % len(self.hits))

    def _go(self, number: int) -> None:
        self.at = number
        hit = self.hits[number]
        areas = self._areas_of(hit.page)[self._by_page[hit.page].index(number)]
        if areas:
            rects = [self._area.pages.area_rect(hit.page, each) for each in areas]
            whole = QRectF(rects[0])
            for each in rects[1:]:
                whole = whole.united(each)
            self._area.reveal(whole)
        else:
            self._area.go_to(hit.page)
        self._mark()
        many = f"{MAX_HITS:,} o más" if len(self.hits) == MAX_HITS else str(len(self.hits))
        told = f"{number + 1} de {many}"
        self.bar.tell(told)
        announce(self.bar, f"{told}, página {hit.page + 1}")
        self._enable()

    def _enable(self) -> None:
        for button in self.bar.buttons:
            button.setEnabled(bool(self.hits))

    def _areas_of(self, page: int) -> list[tuple[Area, ...]]:
        if page not in self._areas and self._pdf is not None:
            hits = [self.hits[number] for number in self._by_page[page]]
            self._areas[page] = areas_of(self._pdf, page, hits)
        return self._areas.get(page, [])

    def _mark(self) -> None:
        """Mark the finds of the pages in sight."""
        pages = self._area.pages
        if not self.hits or not pages.count:
            pages.show_marks(Marks())
            return
        top = self._area.verticalScrollBar().value()
        bottom = top + self._area.viewport().height()
        shown = range(pages.page_at(top), pages.page_at(bottom) + 1)
        at = self.hits[self.at]
        present = self._areas_of(at.page)[self._by_page[at.page].index(self.at)]
        areas = {
            page: tuple(area for hit in self._areas_of(page) if hit is not present for area in hit)
            for page in shown
            if page in self._by_page
        }
        pages.show_marks(Marks(areas, at.page, present))
