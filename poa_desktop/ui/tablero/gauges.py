"""The gauges, one per period and the year, in as many rows as the width asks for."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from poa_desktop.poa.periodos import Periodo
from poa_desktop.tablero.gauges import GaugeData
from poa_desktop.ui.tablero.gauge import Gauge, height_for

_PER_ROW = 7
_NARROWEST = 98  # pixels in which figure and word of a gauge can be read
_WIDEST = 216
_SPACING = 4
_HEIGHT = 148
_HEIGHT_MANY = 104
_COMPARED = 1.1  # last year's figure needs so much more height
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}


class GaugeRow(QWidget):
    """Keeps its gauges while only figures change, so that the keyboard focus stays."""

    chosen = Signal(Periodo)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gauges: list[Gauge] = []
        self._compared = False
        self._stretch = 1.0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName("Cumplimiento por periodo")

    def show_gauges(self, gauges: tuple[GaugeData, ...]) -> bool:
        """Show other figures; True when the gauges were made anew because their number changed."""
        rebuilt = len(gauges) != len(self.gauges)
        compared = any(each.anterior for each in gauges)
        if rebuilt:
            self._build(gauges)
        for gauge, data in zip(self.gauges, gauges, strict=True):
            gauge.show_data(data, compared=compared)
        if rebuilt or compared != self._compared:
            self._compared = compared
            self.fit(self._stretch)
        return rebuilt

    def fit(self, stretch: float, room: int = 0) -> None:
        """Take *stretch* times the usual height: where there is room the gauges are larger.

        *room* is the width they are about to have, so that their height is right at once.
        """
        self._stretch = stretch
        self.setMaximumWidth(int(_WIDEST * max(stretch, 1.0)) * max(self._columns_at_most(), 1))
        self._arrange()
        if room:
            self.setFixedHeight(self._height_at(room))

    def _build(self, gauges: tuple[GaugeData, ...]) -> None:
        for old in self.gauges:
            old.hide()
            old.deleteLater()
        self.gauges = []
        for data in gauges:
            gauge = Gauge(data, self)
            gauge.chosen.connect(self.chosen)
            gauge.show()
            self.gauges.append(gauge)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _columns_at_most(self) -> int:
        return min(len(self.gauges), _PER_ROW)

    def _columns(self, width: int) -> int:
        """Gauges side by side: what fits, the rows about equally long."""
        fit = (width + _SPACING) // (_NARROWEST + _SPACING)
        most = max(min(fit, self._columns_at_most()), 1)
        rows = -(-len(self.gauges) // most)
        return -(-len(self.gauges) // rows) if rows else 1

    def _measure(self, width: int) -> tuple[int, int, int]:
        """Gauges side by side in a width, pixels from one to the next, and their height."""
        columns = self._columns(width)
        rows = -(-len(self.gauges) // columns)
        step = (width + _SPACING) // columns
        many = rows > 1 and len(self.gauges) > _PER_ROW
        return columns, step, self._height(step - _SPACING, many=many)

    def _height_at(self, width: int) -> int:
        """Pixels that the gauges take in a width."""
        width = min(width, self.maximumWidth())
        columns, _, height = self._measure(width)
        rows = -(-len(self.gauges) // columns)
        return max(rows * (height + _SPACING) - _SPACING, 0)

    def _arrange(self) -> None:
        columns, step, height = self._measure(self.width())
        for place, gauge in enumerate(self.gauges):
            row, column = divmod(place, columns)
            top = row * (height + _SPACING)
            gauge.setGeometry(column * step, top, step - _SPACING, height)
        self.setFixedHeight(self._height_at(self.width()))

    def _height(self, width: int, *, many: bool) -> int:
        """The usual height times the stretch, and no more than the width can fill."""
        usual = _HEIGHT_MANY if many else _HEIGHT
        height = usual * self._stretch * (_COMPARED if self._compared else 1.0)
        return int(min(height, height_for(width, compared=self._compared)))

    def sizeHint(self) -> QSize:
        return QSize(140 * max(self._columns_at_most(), 1), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _NARROWEST, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End walk along the gauges and stop at the ends."""
        at = next((place for place, each in enumerate(self.gauges) if each.hasFocus()), None)
        if event.key() in _STEPS and at is not None:
            to = min(max(at + _STEPS[Qt.Key(event.key())], 0), len(self.gauges) - 1)
            self.gauges[to].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
