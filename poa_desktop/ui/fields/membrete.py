"""The field of the letterhead: what it looks like, where its own things end, another or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
)

from poa_desktop.data.plantillas import MAX_BYTES
from poa_desktop.files import read_bytes
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Plantilla
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.fields.instant import InstantField
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.theme import current_theme, set_role

PREVIEW_WIDTH, PREVIEW_HEIGHT = 93, 120
_PER_POINT = 0.25  # pixels: of a finer picture of the page, drawn smaller
NONE = "Hoja blanca, con el escudo y los títulos del programa."

Keep = Callable[[str, bytes | None], str | None]
KeepMargins = Callable[[int, int], str | None]


class MillimetreBox(QSpinBox):
    """A distance on paper; the wheel scrolls the form instead."""

    def __init__(self, least: int, most: int, name: str) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(" mm")
        self.setKeyboardTracking(False)
        self.setAccessibleName(name)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MembreteField(InstantField):
    """Shows the letterhead and changes it at once."""

    campo = "membrete"

    def __init__(self, keep: Keep, keep_margins: KeepMargins) -> None:
        super().__init__()
        self._keep, self._keep_margins = keep, keep_margins
        self._stored: Plantilla | None = None
        self.preview = QLabel()
        self.preview.setFixedSize(PREVIEW_WIDTH, PREVIEW_HEIGHT)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setWordWrap(True)
        self.name = ElidedLabel("")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.told, "soft")
        self.choose = QPushButton("Elegir archivo…")
        self.choose.setAccessibleName("Elegir la hoja membretada")
        set_icon(self.choose, "open")
        self.choose.clicked.connect(self._ask)
        self.remove = QPushButton("Quitar")
        self.remove.setAccessibleName("Quitar la hoja membretada")
        set_icon(self.remove, "delete")
        self.remove.clicked.connect(lambda: self.attempt(lambda: self._keep("", None)))
        self.top = MillimetreBox(10, 70, "Espacio libre arriba, en milímetros")
        self.foot = MillimetreBox(10, 50, "Espacio libre abajo, en milímetros")
        for box in (self.top, self.foot):
            box.valueChanged.connect(self._margins_changed)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        theme = current_theme()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.gap)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        margins = QGridLayout()
        margins.setHorizontalSpacing(theme.gap)
        self.labels = []
        for column, (text, box) in enumerate((("Libre arriba", self.top), ("abajo", self.foot))):
            label = QLabel(text)
            label.setBuddy(box)
            self.labels.append(label)
            margins.addWidget(label, 0, 2 * column)
            margins.addWidget(box, 0, 2 * column + 1)
        margins.setColumnStretch(4, 1)
        side = QVBoxLayout()
        side.setSpacing(theme.gap)
        for each in (self.name, self.told):
            side.addWidget(each)
        side.addLayout(buttons)
        side.addLayout(margins)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.gap_wide)
        row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.half)
        layout.addWidget(QLabel("Hoja membretada"))
        layout.addLayout(row)
        layout.addWidget(self.note)

    # -- showing ---------------------------------------------------------------------------

    def show_value(self, membrete: Plantilla | None) -> None:
        """Show the kept letterhead."""
        if membrete != self._stored:
            self._stored = membrete
            self._show()

    def _show(self) -> None:
        kept = self._stored
        self.remove.setEnabled(kept is not None)
        for each in (*self.labels, self.top, self.foot, self.name):
            each.setVisible(kept is not None)
        self.preview.setPixmap(QPixmap())
        self.preview.setText("Sin membrete")
        self.preview.setAccessibleName("Sin hoja membretada")
        set_role(self.preview, "vacant")
        self.told.setText(NONE)
        if kept is None:
            return
        self.name.setText(kept.nombre)
        for box, value in ((self.top, kept.superior), (self.foot, kept.inferior)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        try:
            self._show_page(kept)
        except PoaError as error:  # it was sound when it was kept
            self.told.setText(str(error))

    def _show_page(self, kept: Plantilla) -> None:
        from poa_desktop.export.membrete import read_membrete
        from poa_desktop.ui.preview.bands import PdfPages

        pages = read_membrete(kept.content, kept.nombre)
        self.told.setText(_explained(pages[0] is not None, pages[1] is not None))
        shown = pages[0] or pages[1]
        assert shown is not None
        ratio = self.devicePixelRatioF()
        pdf = PdfPages(shown)
        picture = pdf.image(0, _PER_POINT * 2 * ratio)
        pdf.close()
        scaled = picture.scaled(
            int(PREVIEW_WIDTH * ratio) - 2,
            int(PREVIEW_HEIGHT * ratio) - 2,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        set_role(self.preview, "paper")
        self.preview.setText("")
        self.preview.setAccessibleName(f"Hoja membretada {kept.nombre}")
        self.preview.setPixmap(QPixmap.fromImage(scaled))

    def focus_editor(self) -> None:
        """Put the keyboard on the button that chooses."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- choosing --------------------------------------------------------------------------

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Elegir hoja membretada", "", "PDF o imagen (*.pdf *.png *.jpg *.jpeg)"
        )
        if chosen:
            self.load(Path(chosen))

    def load(self, path: Path) -> None:
        """Keep a PDF or a picture as the letterhead, or tell why not."""

        def work() -> str | None:
            from poa_desktop.export.membrete import read_membrete

            content = read_bytes(path, MAX_BYTES)
            read_membrete(content, path.name)
            return self._keep(path.name, content)

        self.attempt(work)

    def _margins_changed(self) -> None:
        self.attempt(lambda: self._keep_margins(self.top.value(), self.foot.value()))


def _explained(upright: bool, landscape: bool) -> str:
    """Which documents are printed on it."""
    if upright and landscape:
        return (
            "Los documentos en PDF se imprimen sobre ella, verticales y apaisados; el tablero, en "
            "hoja blanca."
        )
    if upright:
        return (
            "Los documentos verticales en PDF se imprimen sobre ella; los apaisados (evaluación, "
            "calendario), en hoja blanca. Un PDF con una hoja de cada forma sirve para todos."
        )
    return (
        "Los documentos apaisados en PDF se imprimen sobre ella; los verticales, en hoja blanca. "
        "Un PDF con una hoja de cada forma sirve para todos."
    )
