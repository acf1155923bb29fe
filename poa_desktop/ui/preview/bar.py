"""The two rows above the paper: which document and what to do with it; where and how large."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from poa_desktop.ui.envio.document_choice import DocumentChoice
from poa_desktop.ui.flat_button import flat_button
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.preview.zoom import ZoomControl

_SIDE = 16
_GAP = 8


class DocumentBar(QWidget):
    """Back, the choice of the document, save, print, send.

    Where a text of the choice would be cut the buttons keep their pictures only; where even that
    is too much, the choice has a row of its own.
    """

    def __init__(self, choice: DocumentChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.back = QPushButton()
        self.save = QPushButton()
        self.print = QPushButton()
        self.send = QPushButton()
        self._buttons: tuple[tuple[QPushButton, str, str, str], ...] = (
            (self.back, "Vo&lver", "page-prev", "Volver al plan (Esc)"),
            (self.save, "&Guardar PDF…", "export", "Guardar este documento (Ctrl+S)"),
            (self.print, "&Imprimir…", "print", "Imprimir en papel (Ctrl+P)"),
            (self.send, "E&nviar todo…", "send", "Todos los documentos del periodo"),
        )
        for button, text, picture, tip in self._buttons:
            set_icon(button, picture)
            button.setText(text)
            button.setToolTip(tip)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_SIDE, 8, _SIDE, 8)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(6)
        self._level = -1
        self._set_level(0)
        choice.changed.connect(self.fit)

    def _set_level(self, level: int) -> None:
        """0: everything in one row; 1: pictures only; 2: the choice below."""
        if level == self._level:
            return
        self._level = level
        for button, text, _picture, _tip in self._buttons:
            button.setText("" if level else text)
            button.setAccessibleName(text.replace("&", "").rstrip("…"))
        for widget in (self.back, self._choice, self.save, self.print, self.send):
            self._grid.removeWidget(widget)
        below = level == 2
        top = Qt.AlignmentFlag.AlignTop  # beside the combos, whatever else the choice shows
        self._grid.addWidget(self.back, 0, 0, top)
        if below:
            self._grid.addWidget(self._choice, 1, 0, 1, 5)
        else:
            self._grid.addWidget(self._choice, 0, 1)
        self._grid.setColumnStretch(1, 1)
        for column, widget in enumerate((self.save, self.print, self.send), start=2):
            self._grid.addWidget(widget, 0, column, top)

    def fit(self) -> None:
        """Use the room there is."""
        room = self.width() - 2 * _SIDE
        choice = self._choice.minimumSizeHint().width()
        full, bare = self._widths
        room -= 4 * _GAP
        wide, narrow = full + self._choice.whole_width() <= room, bare + choice <= room
        self._set_level(0 if wide else 1 if narrow else 2)

    @cached_property
    def _widths(self) -> tuple[int, int]:
        """Of all buttons together, with their texts and without."""
        widths = []
        for level in (0, 1):
            for button, text, *_ in self._buttons:
                button.setText("" if level else text)
            widths.append(sum(button.sizeHint().width() for button, *_ in self._buttons))
        for button, text, *_ in self._buttons:
            button.setText("" if self._level else text)
        return widths[0], widths[1]

    def event(self, event: QEvent) -> bool:
        """The choice may need more or less room with another document."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as with the choice in a row of its own: what the window may shrink to."""
        least = super().minimumSizeHint()
        return QSize(self._choice.minimumSizeHint().width() + 2 * _SIDE, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class _PageField(QLineEdit):
    """A page number. What is typed and not chosen does not stay when the keyboard leaves."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QIntValidator(1, 99_999, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(52)
        self.setAccessibleName("Página")
        self.setToolTip("Número de página: escríbalo y pulse Enter")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class ViewBar(QWidget):
    """Contents, pages, zoom, search."""

    page_chosen = Signal(int)
    """A page from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = self._count = 0
        self.outline = flat_button("sidebar", "Contenido del documento", "F9")
        self.outline.setCheckable(True)
        self.first = flat_button("page-first", "Primera página", "Inicio")
        self.before = flat_button("page-prev", "Página anterior", "Ctrl+Re Pág")
        self.next = flat_button("page-next", "Página siguiente", "Ctrl+Av Pág")
        self.last = flat_button("page-last", "Última página", "Fin")
        self.search = flat_button("search", "Buscar en el documento", "Ctrl+F")
        self.search.setCheckable(True)
        self.field = _PageField()
        self.field.returnPressed.connect(self._choose_typed)
        self.field.left.connect(self._show_present)
        self.counter = QLabel()
        self.zoom = ZoomControl()
        for button, work in (
            (self.first, lambda: self.page_chosen.emit(0)),
            (self.before, lambda: self.page_chosen.emit(self._page - 1)),
            (self.next, lambda: self.page_chosen.emit(self._page + 1)),
            (self.last, lambda: self.page_chosen.emit(self._count - 1)),
        ):
            button.clicked.connect(work)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 0, _SIDE, 8)
        row.setSpacing(4)
        row.addWidget(self.outline)
        row.addSpacing(_GAP)
        for widget in (self.first, self.before, self.field, self.counter, self.next, self.last):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.zoom)
        row.addStretch()
        row.addWidget(self.search)
        self.show_page(0, 0)

    def _choose_typed(self) -> None:
        wanted = int(self.field.text() or 1)
        self.field.setModified(False)
        self.page_chosen.emit(min(max(wanted, 1), self._count) - 1)
        self._show_present()
        self.field.selectAll()

    def _show_present(self) -> None:
        """What was typed and not chosen is not kept."""
        self.field.setModified(False)
        self.field.setText(str(self._page + 1) if self._count else "")

    def show_page(self, page: int, count: int) -> None:
        """Tell the page in sight (from 0) of how many; 0 when there is none."""
        self._page, self._count = page, count
        if not (self.field.hasFocus() and self.field.isModified()):
            self._show_present()
        self.counter.setText(f"de {count}" if count else "de 0")
        self.field.setEnabled(count > 1)
        self.first.setEnabled(page > 0)
        self.before.setEnabled(page > 0)
        self.next.setEnabled(page + 1 < count)
        self.last.setEnabled(page + 1 < count)
        self.search.setEnabled(count > 0)
        self.zoom.setEnabled(count > 0)
