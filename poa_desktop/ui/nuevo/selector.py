"""The choice of a POA in the tool bar: a button with its name, which opens their list."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
)

from poa_desktop.poa.records import PoaEncabezado
from poa_desktop.ui.icons import icon
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme

_LIST = QSize(440, 480)
_ROOM = 36  # pixels of a button that are no text
_LEFT, _ARROW = 9, 14


def name_of(header: PoaEncabezado) -> str:
    """A POA as it is called in the tool bar."""
    return f"{header.dependencia} · POA {header.ejercicio}"


class PoaButton(QToolButton):
    """The POA at hand; a press opens the list."""

    chosen = Signal(int)
    """The id of the POA chosen, which may be the one that is shown."""

    def __init__(self, least: int, most: int, actions: Sequence[QAction]) -> None:
        super().__init__()
        self._actions = actions
        self._headers: tuple[PoaEncabezado, ...] = ()
        self._shown = 0
        self._name = self._cut = ""
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setObjectName("poa-button")
        self.setAccessibleName("POA que se muestra")
        self.clicked.connect(lambda: self.open_list())

    def show_poas(self, headers: Sequence[PoaEncabezado], shown: int) -> None:
        """Take on the POAs of the file and which one is at hand."""
        self._headers, self._shown = tuple(headers), shown
        self._name = next((name_of(each) for each in headers if each.id == shown), "")
        self.setAccessibleDescription(self._name)
        many = len(self._headers)
        tip = self._name if many == 1 else f"{self._name}\nHay {many} POA en este archivo"
        self.setToolTip(plain_tip(f"{tip} (Ctrl+Mayús+O)"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _ROOM
        self._cut = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self.setText(self._name.replace("&", "&&"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a combo: the name at the left, the arrow at the right."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(current_theme().ink))
        painter.drawText(self.rect().adjusted(_LEFT, 0, _LEFT - _ROOM, 0), middle, self._cut)
        place = QRect(self.width() - 22, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        icon("chevron").paint(painter, place)
        painter.end()

    def open_list(self) -> None:
        """Show the list under the button, the keyboard in its search."""
        from poa_desktop.ui.nuevo.poa_list import PoaList

        popup = PoaList(self._actions, self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self.chosen)
        popup.show_headers(self._headers, self._shown)
        rows = len(self._headers) + len({each.ejercicio for each in self._headers})
        row = self.fontMetrics().height() + 9
        height = min(_LIST.height(), 96 + max(3, rows) * row)
        room = self.window().height() - self.height() - 16
        popup.resize(_LIST.width(), min(height, room))
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        popup.search.setFocus(Qt.FocusReason.PopupFocusReason)
