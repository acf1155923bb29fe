"""The row under a month table: what was refused, and what the marks mean."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.grid.frame import MonthGridFrame
from poa_desktop.ui.grid.paint import draw_due_mark, draw_locked
from poa_desktop.ui.theme import current_theme, font_of, set_role

_SWATCH = 14
_BESIDE, _GAP = 6, 16
_PER_ENTRY = _BESIDE + _GAP


class MonthGridLegend(QWidget):
    """Explains the marks of the cells."""

    def __init__(self, parent: QWidget | None = None, *, pairs: bool = False) -> None:
        super().__init__(parent)
        where = "fuera de Del–al o mes cerrado"
        if not pairs:  # where the plan is written
            where = "fuera de Del–al, mes cerrado o plan autorizado"
        marks = (("due", "Sin capturar"), ("locked", f"Bloqueado: {where}"))
        more = (("pair", "Programado y realizado"), ("idle", "Sin programación"))
        self._entries = (*more, *marks) if pairs else marks
        self.setAccessibleName("Significado de las marcas")
        self.setAccessibleDescription(", ".join(text for _, text in self._entries))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        self.setFont(font_of(current_theme().small))
        metrics = self.fontMetrics()
        texts = sum(metrics.horizontalAdvance(text) for _, text in self._entries)
        swatches = sum(_swatch_width(kind) for kind, _ in self._entries)
        return QSize(texts + swatches + len(self._entries) * _PER_ENTRY - _GAP + 1, _SWATCH + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font_of(current_theme().small))
        left = 0
        for kind, text in self._entries:
            top = (self.height() - _SWATCH) // 2
            swatch = QRect(left, top, _swatch_width(kind), _SWATCH)
            _draw_swatch(painter, swatch, kind)
            painter.setPen(QColor(current_theme().ink_soft))
            left += swatch.width() + _BESIDE
            width = painter.fontMetrics().horizontalAdvance(text)
            room = QRect(left, 0, width + 2, self.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
            left += width + _GAP
        painter.end()


def _swatch_width(kind: str) -> int:
    return 2 * _SWATCH if kind == "pair" else _SWATCH


def _draw_swatch(painter: QPainter, swatch: QRect, kind: str) -> None:
    theme = current_theme()
    ground = theme.surface_sunken if kind == "idle" else theme.surface_raised
    painter.fillRect(swatch, QColor(ground))
    if kind == "locked":
        draw_locked(painter, swatch)
    if kind == "due":
        draw_due_mark(painter, swatch)
    if kind == "pair":
        middle, inner = Qt.AlignmentFlag.AlignVCenter, swatch.adjusted(4, 0, -3, 0)
        painter.setPen(QColor(theme.ink_soft))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), "4")
        painter.setPen(QColor(theme.ink))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), "3")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(theme.hairline_strong))
    painter.drawRect(swatch)


class MonthGridFoot(QWidget):
    """Follows a month table; *pairs* when its cells show programado and realizado together."""

    def __init__(
        self, grid: MonthGridFrame, parent: QWidget | None = None, *, pairs: bool = False
    ) -> None:
        super().__init__(parent)
        self.notice = ElidedLabel(self)
        self.notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.legend = MonthGridLegend(self, pairs=pairs)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(current_theme().gap_wide)
        box.addWidget(self.notice, 1)
        box.addWidget(self.legend)
        self.setFixedHeight(20)
        model = grid.model
        model.rejected.connect(self.refuse)
        model.accepted.connect(self.tell)
        model.restructured.connect(lambda: self.tell(""))

    def refuse(self, text: str) -> None:
        """Say why an input was not accepted."""
        self._say(text, "danger")

    def tell(self, text: str) -> None:
        """Say how an action went."""
        self._say(text, "soft")

    def _say(self, text: str, role: str) -> None:
        self.notice.setText(text)
        self.legend.setVisible(not text)  # the sentence takes its room
        set_role(self.notice, role)
        if self.isVisible():
            announce(self.notice, text, urgent=role == "danger")
