"""The preview's paper in its place: zoom, pages, keys and wheel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from poa_desktop.ui.preview.pages import GAP, PreviewPages
from poa_desktop.ui.preview.zoom import AUTO_MOST, TRUE_SIZE, Fit, Zoom, step_from

_WHEEL = 120  # a notch


class PreviewArea(QScrollArea):
    """Scrolls the pages. The zoom keeps what stands in the middle of the view in its place."""

    moved = Signal()
    """Another part, or another page, is in sight."""
    zoomed = Signal()

    def __init__(self, zoom: Zoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PreviewPages()
        self.zoom = zoom
        self.percent = 100.0
        self._turned = 0
        self.setAccessibleName("Vista previa")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its pages take the keys
        self.setWidget(self.pages)
        self.pages.installEventFilter(self)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    # -- pages -----------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page, from 0, of which most is in sight; the last one at the very end."""
        count, bar = self.pages.count, self.verticalScrollBar()
        if not count or (bar.value() == bar.maximum() > 0):
            return max(0, count - 1)
        top, bottom = bar.value(), bar.value() + self.viewport().height()

        def seen(index: int) -> float:
            rect = self.pages.page_rect(index)
            return (min(bottom, rect.bottom()) - max(top, rect.top())) / rect.height()

        near = range(self.pages.page_at(top), self.pages.page_at(bottom) + 1)
        return max(near, key=lambda index: (round(seen(index), 3), -index))

    def go_to(self, page: int, top: float = 0.0) -> None:
        """Show a page (from 0), or the place *top* points below its upper edge."""
        if not self.pages.count:
            return
        page = min(max(page, 0), self.pages.count - 1)
        y = self.pages.page_rect(page).top() - GAP // 2
        if top:
            y = self.pages.page_rect(page).top() + round(top * self.pages.scale) - GAP
        self.verticalScrollBar().setValue(y)

    def reveal(self, rect: QRectF) -> None:
        """Scroll as little as needed to have a place in sight, with air around it."""
        centre = rect.center().toPoint()
        self.ensureVisible(
            centre.x(),
            centre.y(),
            min(int(rect.width() / 2) + 40, self.viewport().width() // 2),
            min(int(rect.height() / 2) + 80, self.viewport().height() // 2),
        )

    # -- zoom ------------------------------------------------------------------------------

    def set_zoom(self, zoom: Zoom, anchor: QPoint | None = None) -> None:
        """Choose a zoom; the point *anchor* of the view (its middle unless given) stays."""
        self.zoom = zoom
        page = self.page
        self._apply(anchor)
        if zoom is Fit.PAGE:
            self.go_to(page)
        self.zoomed.emit()

    def step_zoom(self, step: int, anchor: QPoint | None = None) -> None:
        """Larger (1) or smaller (-1)."""
        self.set_zoom(step_from(self.percent, step), anchor)

    def fit(self) -> None:
        """Follow the window, where the zoom does."""
        if isinstance(self.zoom, Fit):
            self._apply(None)

    def _apply(self, anchor: QPoint | None) -> None:
        percent = self._wanted()
        scale = percent / 100 * TRUE_SIZE
        if scale != self.pages.scale and self.pages.count:
            port = self.viewport()
            held = anchor or port.rect().center()
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            at_top = down.value() == 0 and anchor is None
            before = held + QPoint(across.value(), down.value())
            page = self.pages.page_at(before.y())
            place = (before - self.pages.page_rect(page).topLeft()) / self.pages.scale
            self.pages.set_scale(scale)
            port.updateGeometry()
            self.pages.resize(max(self.pages.minimumWidth(), port.width()), self.pages.height())
            self._set_ranges()
            after = self.pages.page_rect(page).topLeft() + place * scale
            across.setValue(after.x() - held.x())
            down.setValue(0 if at_top else after.y() - held.y())
        else:
            self.pages.set_scale(scale)
        changed, self.percent = percent != self.percent, percent
        if changed:
            self.zoomed.emit()
        self.moved.emit()

    def _set_ranges(self) -> None:
        """The scroll bars for the new size at once, so that the place can be kept."""
        size, port = self.pages.size(), self.viewport().size()
        self.horizontalScrollBar().setRange(0, max(0, size.width() - port.width()))
        self.verticalScrollBar().setRange(0, max(0, size.height() - port.height()))

    def _wanted(self) -> float:
        """Percent for the zoom at hand and the present room."""
        width, height = self.pages.largest()
        if not isinstance(self.zoom, Fit):
            return float(self.zoom)
        if not width:
            return 100.0
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.maximumViewportSize()
        across = (room.width() - bar - 2 * GAP - 2) / (width * TRUE_SIZE) * 100
        if self.zoom is Fit.PAGE:
            down = (room.height() - 2 * GAP - 2) / (height * TRUE_SIZE) * 100
            across = min(across, down)
        most = AUTO_MOST if self.zoom is Fit.AUTO else 400
        return float(max(10.0, min(across, most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # -- keys and wheel --------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom at the pointer; the wheel alone scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= _WHEEL:
            step = 1 if self._turned > 0 else -1
            self._turned -= step * _WHEEL
            self.step_zoom(step, event.position().toPoint())
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.pages
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, bar = Qt.Key(event.key()), self.verticalScrollBar()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        whole_pages = control or self.zoom is Fit.PAGE
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._turn(1 if key == Qt.Key.Key_PageDown else -1, whole_pages)
        elif key == Qt.Key.Key_Space:
            self._turn(-1 if back else 1, whole_pages)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + (1 if key == Qt.Key.Key_Down else -1) * 48)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            across = self.horizontalScrollBar()
            across.setValue(across.value() + (1 if key == Qt.Key.Key_Right else -1) * 48)
        else:
            return False
        return True

    def _turn(self, step: int, whole_pages: bool) -> None:
        bar = self.verticalScrollBar()
        if whole_pages:
            self.go_to(self.page + step)
        else:
            bar.setValue(bar.value() + step * max(48, self.viewport().height() - 48))
