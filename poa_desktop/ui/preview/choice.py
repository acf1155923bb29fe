"""Choosing words on the paper with the pointer, to copy them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent

from poa_desktop.export.pdf_select import Spot, areas_of_choice, spot_at, text_between, word_at
from poa_desktop.ui.preview.pages import PreviewPages


class PreviewChoice(QObject):
    """Drag chooses, a double click chooses the word; a click elsewhere lets go."""

    changed = Signal()

    def __init__(self, pages: PreviewPages) -> None:
        super().__init__(pages)
        self._pages = pages
        self._from: Spot | None = None
        self._dragging = False
        self.span: tuple[Spot, Spot] | None = None
        pages.setMouseTracking(True)
        pages.installEventFilter(self)

    def clear(self) -> None:
        """Choose nothing: another document is shown."""
        self._from, self._dragging = None, False
        self._choose(None)

    def text(self) -> str:
        """The chosen words; "" when there are none."""
        if self.span is None or self._pages.pdf is None:
            return ""
        return text_between(self._pages.pdf, *self.span)

    def copy(self) -> bool:
        """Put the chosen words on the clipboard; False when there are none."""
        words = self.text()
        if words:
            QGuiApplication.clipboard().setText(words)
        return bool(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and self._pages.pdf is not None:
            place = event.position().toPoint()
            if event.type() == QEvent.Type.MouseButtonDblClick:
                self._choose_word(place)
            elif event.type() == QEvent.Type.MouseButtonPress:
                self._press(place, event.button())
            elif event.type() == QEvent.Type.MouseMove:
                self._move(place)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._dragging = False
        return super().eventFilter(watched, event)

    def _press(self, place: QPoint, button: Qt.MouseButton) -> None:
        if button == Qt.MouseButton.LeftButton:
            self._from = self._spot(place)
            self._dragging = self._from is not None
            self._choose(None)

    def _move(self, place: QPoint) -> None:
        spot = self._spot(place)
        over = Qt.CursorShape.IBeamCursor if spot is not None else Qt.CursorShape.ArrowCursor
        if self._pages.cursor().shape() != over:
            self._pages.setCursor(over)
        if self._dragging and spot is not None and self._from is not None:
            self._choose((min(self._from, spot), max(self._from, spot)))

    def _choose_word(self, place: QPoint) -> None:
        spot = self._spot(place)
        if spot is not None and self._pages.pdf is not None:
            self._choose(word_at(self._pages.pdf, spot))

    def _spot(self, place: QPoint) -> Spot | None:
        pages = self._pages
        if pages.pdf is None or not pages.count:
            return None
        page = pages.page_at(place.y())
        inside = place - pages.page_rect(page).topLeft()
        return spot_at(pages.pdf, page, inside.x() / pages.scale, inside.y() / pages.scale)

    def _choose(self, span: tuple[Spot, Spot] | None) -> None:
        if span == self.span:
            return
        self.span = span
        pdf = self._pages.pdf
        if span is None or pdf is None:
            self._pages.show_choice({})
        else:
            shown = range(span[0].page, span[1].page + 1)
            self._pages.show_choice({i: areas_of_choice(pdf, i, *span) for i in shown})
        self.changed.emit()
