"""The place of the heat map: its rows tighten first and scroll last, under a heading that stays."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from poa_desktop.poa.periodos import Periodo
from poa_desktop.tablero.heat import FilaData
from poa_desktop.ui.tablero.chart_map import HeatMap

_FEWEST_ROWS = 6
_WHOLE_ROWS = 24  # a map of more rows scrolls by itself even where it could have them all


class MapPane(QScrollArea):
    """Holds the map; as tall as its rows want, and never wider than its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = False
        self.map = HeatMap()
        self.map.current_moved.connect(self._reveal)
        self.setWidget(self.map)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.map.update())

    def show_rows(self, rows: tuple[FilaData, ...], periodo: Periodo) -> None:
        """Show other rows; the column of *periodo* is marked."""
        resized = self.map.minimumSizeHint()
        self.map.show_rows(rows, periodo)
        if self.map.minimumSizeHint() != resized:
            self.updateGeometry()

    def show_whole(self, whole: bool) -> None:
        """Whether the page scrolls, so that the map need not (unless it is very long)."""
        if whole != self._whole:
            self._whole = whole
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self.map.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.map.minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        height = min(least.height(), self.map.height_of(_FEWEST_ROWS))
        if self._whole:
            most = self.map.height_of(_WHOLE_ROWS)
            height = min(self.map.comfortable_height(), max(most, height))
        return QSize(least.width() + bar, height)

    def _reveal(self, top: int, height: int) -> None:
        """Bring a row into sight, clear of the heading that covers the first one."""
        self.ensureVisible(0, top + height // 2, 0, height + height // 2 + 2)
