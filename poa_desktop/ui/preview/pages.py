"""The pages of a PDF one below the other, as paper, with what a search has found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from poa_desktop.export.paleta import ELEGIDO, HALLAZGO, HALLAZGO_ACTUAL, TEXTO
from poa_desktop.export.pdf_search import Area
from poa_desktop.ui.preview.bands import Band, BandCache, PdfPages
from poa_desktop.ui.theme import current_theme

GAP = 16
_AHEAD_MS = 40  # after a paint: what comes into sight next is drawn while nobody waits


@dataclass(frozen=True, slots=True)
class Marks:
    """Places to mark on pages: *areas* of a page, *present* those of the find one is at."""

    areas: Mapping[int, tuple[Area, ...]] = field(default_factory=dict)
    page: int = -1
    present: tuple[Area, ...] = ()


class PreviewPages(QWidget):
    """All pages one below the other; only what is in sight is drawn, and few pictures are kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pdf: PdfPages | None = None
        self.scale = 1.0
        self._cache: BandCache | None = None
        self._rects: list[QRect] = []
        self._marks = Marks()
        self._chosen: Mapping[int, tuple[Area, ...]] = {}
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._draw_ahead)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Vista previa del documento")

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._rects)

    @property
    def kept_bytes(self) -> int:
        """How much the pictures at hand take."""
        return self._cache.bytes if self._cache is not None else 0

    def largest(self) -> tuple[float, float]:
        """Width of the widest and height of the highest page in points; 0 without a document."""
        sizes = self.pdf.sizes if self.pdf is not None else []
        return (
            max((width for width, _ in sizes), default=0.0),
            max((height for _, height in sizes), default=0.0),
        )

    def show_pdf(self, pdf: PdfPages | None) -> None:
        """Show another document, or none."""
        if self.pdf is not None:
            self.pdf.close()
        self.pdf = pdf
        self._marks = Marks()
        self._chosen = {}
        self._cache = None
        self._place()

    def set_scale(self, scale: float) -> None:
        """Zoom: logical pixels per point."""
        self.scale = scale
        self._place()

    def show_marks(self, marks: Marks) -> None:
        """Mark what was found."""
        self._marks = marks
        self.update()

    def show_choice(self, areas: Mapping[int, tuple[Area, ...]]) -> None:
        """Show which words are chosen: places by page."""
        self._chosen = areas
        self.update()

    def _place(self) -> None:
        self._ahead.stop()
        sizes = self.pdf.sizes if self.pdf is not None else []
        boxes = [QSize(round(w * self.scale), round(h * self.scale)) for w, h in sizes]
        width = max((box.width() for box in boxes), default=0) + 2 * GAP
        self._rects = []
        top = GAP
        for box in boxes:
            self._rects.append(QRect(QRect(0, top, width, box.height()).topLeft(), box))
            top += box.height() + GAP
        self.setMinimumSize(width if boxes else 0, top if boxes else 0)
        self.resize(max(self.width(), width), top)  # before the area's layout comes to it
        self.updateGeometry()
        self.update()

    def page_rect(self, index: int) -> QRect:
        """Where a page stands, centred."""
        rect = QRect(self._rects[index])
        rect.moveLeft((self.width() - rect.width()) // 2)
        return rect

    def page_at(self, y: int) -> int:
        """The page at a height, the nearest when between two."""
        below = (index for index, rect in enumerate(self._rects) if rect.bottom() + GAP > y)
        return next(below, max(0, len(self._rects) - 1))

    def area_rect(self, page: int, area: Area) -> QRectF:
        """A place of a page in this widget."""
        rect = self.page_rect(page)
        return QRectF(
            rect.left() + area.left * self.scale,
            rect.top() + area.top * self.scale,
            (area.right - area.left) * self.scale,
            (area.bottom - area.top) * self.scale,
        )

    # -- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        for index in range(len(self._rects)):
            rect = self.page_rect(index)
            if not rect.intersects(event.rect()):
                continue
            for band in self._bands(index, event.rect()):
                self._paint_band(painter, band, rect)
            self._paint_marks(painter, index)
            painter.setPen(QColor(theme.hairline_strong))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.end()
        self._ahead.start()

    def _bands(self, index: int, seen: QRect) -> Iterator[Band]:
        """The bands of a page that a part of this widget shows."""
        rect, ratio = self.page_rect(index), self.devicePixelRatioF()
        top = int((seen.top() - rect.top()) * ratio) - 1
        bottom = int((seen.bottom() + 1 - rect.top()) * ratio) + 2
        return self._pictures().bands(index, top, bottom)

    def _pictures(self) -> BandCache:
        scale = self.scale * self.devicePixelRatioF()
        if self._cache is None or self._cache.scale != scale:
            assert self.pdf is not None
            self._cache = BandCache(self.pdf, scale)
        return self._cache

    def _paint_band(self, painter: QPainter, band: Band, rect: QRect) -> None:
        ratio = self.devicePixelRatioF()
        image = self._pictures().image(band)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(
            QRectF(rect).topLeft() + QRectF(0, band.top / ratio, 0, 0).topLeft(), image
        )

    def _paint_marks(self, painter: QPainter, index: int) -> None:
        """Multiplied with the paper: its letters stay as dark as they are."""
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for area in self._marks.areas.get(index, ()):
            painter.fillRect(self.area_rect(index, area).adjusted(-1, -1, 1, 1), QColor(HALLAZGO))
        for area in self._chosen.get(index, ()):
            painter.fillRect(self.area_rect(index, area).adjusted(-1, -2, 1, 2), QColor(ELEGIDO))
        if index == self._marks.page:
            for area in self._marks.present:
                rect = self.area_rect(index, area).adjusted(-1.5, -1.5, 1.5, 1.5)
                painter.fillRect(rect, QColor(HALLAZGO_ACTUAL))
                painter.setPen(QPen(QColor(TEXTO), 1))
                painter.drawRect(rect)
        painter.restore()

    def _draw_ahead(self) -> None:
        """One band of what is just out of sight; the next one a moment later."""
        if self.pdf is None or not self.isVisible():
            return
        seen = self.visibleRegion().boundingRect()
        near = seen.adjusted(0, -seen.height(), 0, seen.height())
        for index in range(self.page_at(near.top()), self.page_at(near.bottom()) + 1):
            for band in self._bands(index, near):
                if not self._pictures().has(band):
                    self._pictures().image(band)
                    self._ahead.start()
                    return
