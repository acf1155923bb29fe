"""The row of gauges, one per period and the year; twelve months stand in rows of seven."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from poa_desktop.poa.periodos import Periodo
from poa_desktop.tablero.gauges import GaugeData
from poa_desktop.ui.gauge import Gauge

_PER_ROW = 7
_MAX_WIDTH = 184
_HEIGHTS = (148, 152)
_HEIGHTS_MANY = (104, 112)


class GaugeRow(QWidget):
    """Keeps its gauges while only figures change, so that the keyboard focus stays."""

    chosen = Signal(Periodo)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gauges: list[Gauge] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_gauges(self, gauges: tuple[GaugeData, ...]) -> bool:
        """Show other figures; True when the gauges were made anew because their number changed."""
        rebuilt = len(gauges) != len(self.gauges)
        if rebuilt:
            self._build(gauges)
        for gauge, data in zip(self.gauges, gauges, strict=True):
            gauge.show_data(data)
        return rebuilt

    def _build(self, gauges: tuple[GaugeData, ...]) -> None:
        for old in self.gauges:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        many = len(gauges) > _PER_ROW
        self.gauges = []
        for place, data in enumerate(gauges):
            gauge = Gauge(data, self)
            least, most = _HEIGHTS_MANY if many else _HEIGHTS
            gauge.setMinimumHeight(least)
            gauge.setMaximumHeight(most)
            gauge.chosen.connect(self.chosen)
            self._grid.addWidget(gauge, place // _PER_ROW, place % _PER_ROW)
            self.gauges.append(gauge)
        self.setMaximumWidth(_MAX_WIDTH * min(len(gauges), _PER_ROW))
        self.updateGeometry()
