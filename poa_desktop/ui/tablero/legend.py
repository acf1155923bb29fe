"""What the signs of the heat map mean, in one row: what does not fit is in its tooltip."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from poa_desktop.poa.records import Reglas
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.legend import MARKS, legend_de
from poa_desktop.ui.tablero.chart_sign import SIGN, paint_sign
from poa_desktop.ui.theme import current_theme, font_of

_MARK = SIGN + 5  # pixels from a sign to its words
_BETWEEN = 14
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_SPOKEN: dict[Semaforo | str, str] = {
    Semaforo.VERDE: "●",
    Semaforo.AMARILLO: "▲",
    Semaforo.ROJO: "■",
    Semaforo.GRIS: "○",
}
_Entry = tuple[Semaforo | str, str]


class Legend(QWidget):
    """Signs with their words and limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[_Entry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_reglas(self, reglas: Reglas) -> None:
        """Show the limits of an ejercicio."""
        entries: tuple[_Entry, ...] = (*legend_de(reglas), *MARKS)
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleName("Significado: " + "; ".join(words for _, words in entries))
            self.setToolTip(
                "\n".join(f"{_SPOKEN.get(mark, mark)}  {words}" for mark, words in entries)
            )
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, QFontMetrics(font_of(current_theme().small)).height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _places(self) -> list[QRectF]:
        """Where the entries that fit stand, one beside the other."""
        metrics, x, places = QFontMetrics(font_of(current_theme().small)), 0.0, []
        for _, words in self._entries:
            wide = _MARK + metrics.horizontalAdvance(words)
            if x + wide > self.width():
                break
            places.append(QRectF(x, 0, wide, self.height()))
            x += wide + _BETWEEN
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(font_of(theme.small))
        for (mark, words), place in zip(self._entries, self._places(), strict=False):
            painter.setPen(QColor(theme.ink_soft))
            if isinstance(mark, Semaforo):
                center = QPointF(place.left() + SIGN / 2, place.center().y())
                paint_sign(painter, center, mark, theme, SIGN - 2)
            else:
                painter.drawText(place, _LEFT, mark)
            painter.drawText(place.adjusted(_MARK, 0, 2, 0), _LEFT, words)
        painter.end()
