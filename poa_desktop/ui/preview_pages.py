"""The pages of a PDF as pictures, drawn when they come into sight."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from poa_desktop.export.pdf_pages import PdfDocument
from poa_desktop.ui.theme import current_theme

GAP = 16


class PdfPages(PdfDocument):
    """An open PDF whose pages are Qt's pictures."""

    def image(self, index: int, scale: float) -> QImage:
        """One page drawn at *scale* pixels per point."""
        drawn = self.picture(index, scale)
        formats = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBA8888}
        kind = formats[drawn.channels]
        return QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, kind).copy()


class PreviewPages(QWidget):
    """All pages one below the other; only those in sight are drawn, and few are kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf: PdfPages | None = None
        self._scale = 1.0
        self._images: dict[int, QImage] = {}
        self._rects: list[QRect] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Vista previa del documento")

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._rects)

    @property
    def widest(self) -> float:
        """Width of the widest page in points."""
        return max((width for width, _ in self._pdf.sizes), default=0.0) if self._pdf else 0.0

    def show_pdf(self, pdf: PdfPages | None) -> None:
        """Show another document, or none."""
        if self._pdf is not None:
            self._pdf.close()
        self._pdf = pdf
        self._place()

    def set_scale(self, scale: float) -> None:
        """Zoom: logical pixels per point."""
        self._scale = scale
        self._place()

    def _place(self) -> None:
        self._images.clear()
        sizes = self._pdf.sizes if self._pdf else []
        boxes = [QSize(round(w * self._scale), round(h * self._scale)) for w, h in sizes]
        width = max((box.width() for box in boxes), default=0) + 2 * GAP
        self._rects = []
        top = GAP
        for box in boxes:
            self._rects.append(QRect(QRect(0, top, width, box.height()).topLeft(), box))
            top += box.height() + GAP
        self.setMinimumSize(width, top)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        painter.setPen(theme.hairline_strong)
        for index in range(len(self._rects)):
            rect = self.page_rect(index)
            if rect.intersects(event.rect()):
                painter.drawImage(rect, self._image(index))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.end()

    def _image(self, index: int) -> QImage:
        if index not in self._images:
            assert self._pdf is not None
            if len(self._images) > 6:
                self._images.clear()
            self._images[index] = self._pdf.image(index, self._scale * self.devicePixelRatioF())
        return self._images[index]
