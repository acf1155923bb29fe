"""One file large: its picture or first page, or what it is when it has none."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from poa_desktop.ui.evidence.access import kind_text
from poa_desktop.ui.evidence.placed import Placed
from poa_desktop.ui.evidence.sign import paint_picture, paint_sign
from poa_desktop.ui.evidence.thumbnails import Thumbnails
from poa_desktop.ui.theme import current_theme, font_of

_SIDES = (400, 800, 1600)
"""Pixels of the long side: few sizes, so that a stretched window makes no picture anew."""
_SIGN = 96


class EvidencePreview(QWidget):
    """Draws the picture as large as its room, never larger than it is."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._placed: Placed | None = None
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        thumbnails.ready.connect(self._on_picture)

    def _on_picture(self, _sha256: str) -> None:
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def show_file(self, placed: Placed | None) -> None:
        """Show a file, or nothing."""
        self._placed = placed
        name = placed.evidencia.nombre if placed else "lo elegido"
        self.setAccessibleName(f"Vista de {name}")
        self._describe()
        self.update()

    def _describe(self) -> None:
        shown = "La imagen, o la primera página" if self._placed else "No hay nada elegido"
        self.setAccessibleDescription(self.told() or shown)

    def told(self) -> str:
        """What is said in place of a picture; "" while there is one or it is being made."""
        if self._placed is None:
            return ""
        evidencia = self._placed.evidencia
        if not evidencia.tamano:
            return "El archivo está vacío (0 bytes)."
        reason = self._thumbnails.reason(evidencia.sha256)
        if reason is None:
            return ""
        why = f"No se puede mostrar: {reason}." if reason else "No hay vista de este archivo."
        return f"{why}\nÁbralo con «Abrir»."

    def _side(self) -> int:
        needed = max(self.width(), self.height()) * self.devicePixelRatioF()
        return next((side for side in _SIDES if side >= needed), _SIDES[-1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface_sunken))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self._placed is None:
            return
        evidencia = self._placed.evidencia
        room = self.rect().adjusted(theme.gap, theme.gap, -theme.gap, -theme.gap)
        made = self._thumbnails.picture(evidencia.sha256, self._side())
        if made is None and not self.told():
            made = self._thumbnails.picture(evidencia.sha256)  # the small one, for the moment
        if made is not None:
            paint_picture(painter, room, made)
            return
        sign = QRect(0, 0, _SIGN, _SIGN)
        sign.moveCenter(room.center())
        sign.translate(0, -_SIGN // 3)
        paint_sign(painter, sign, kind_text(evidencia.nombre, evidencia.tipo))
        painter.setFont(font_of(theme.small))
        painter.setPen(QColor(theme.ink_soft))
        below = QRect(room)
        below.setTop(sign.bottom() + theme.gap)
        top = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(below, top, self.told() or "Preparando la vista")
