"""The POAs of the file in a list one can type into."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.records import PoaEncabezado
from poa_desktop.poa.text import fold
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.nuevo.list_search import ListSearch
from poa_desktop.ui.nuevo.selector import name_of
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

_POA = int(Qt.ItemDataRole.UserRole)


class PoaList(QFrame):
    """The POAs by ejercicio, the newest first; typing finds, Enter shows, Esc closes."""

    chosen = Signal(int)

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("poa-list")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.list = QTreeWidget()
        self.search = ListSearch(
            self.list, "Buscar por dependencia o año", "Buscar un POA del archivo"
        )
        self.search.textChanged.connect(lambda: self._fill())
        self.search.entered.connect(lambda: self._choose(self.list.currentItem()))
        self.search.moved.connect(self._announce)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(16)
        self.list.setUniformRowHeights(True)
        self.list.setItemsExpandable(False)
        set_role(self.list, "changes")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("POA de este archivo")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemClicked.connect(self._choose)
        self.nothing = QLabel("Ningún POA se llama así.")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        set_role(self.nothing, "soft")
        column = QVBoxLayout(self)
        theme = current_theme()
        column.setContentsMargins(theme.gap, theme.gap, theme.gap, theme.gap)
        column.setSpacing(theme.gap)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        row = QHBoxLayout()
        for action in actions:
            button = QPushButton(action.iconText().rstrip("…") + "…")
            set_role(button, "flat")
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, each=action: self._act(each))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._headers: tuple[PoaEncabezado, ...] = ()
        self._shown = 0

    def show_headers(self, headers: Sequence[PoaEncabezado], shown: int) -> None:
        """List the POAs, the one that is shown current."""
        self._headers, self._shown = tuple(headers), shown
        self._fill()

    def _fill(self) -> None:
        words = fold(self.search.text()).split()
        self.list.clear()
        found = [
            each for each in self._headers if all(word in fold(name_of(each)) for word in words)
        ]
        current: QTreeWidgetItem | None = None
        for year in sorted({each.ejercicio for each in found}, reverse=True):
            head = QTreeWidgetItem([f"Ejercicio {year}"])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            self.list.addTopLevelItem(head)
            for each in (one for one in found if one.ejercicio == year):
                item = QTreeWidgetItem([each.dependencia])
                item.setData(0, _POA, each.id)
                item.setToolTip(0, plain_tip(name_of(each)))
                head.addChild(item)
                if current is None or each.id == self._shown:
                    current = item
        self.list.expandAll()
        if current is not None:
            self.list.setCurrentItem(current)
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))

    def _announce(self) -> None:
        if (item := self.list.currentItem()) is not None:
            announce(self.search, item.toolTip(0) or item.text(0))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        poa = None if item is None else item.data(0, _POA)
        if poa is not None:
            self.close()
            self.chosen.emit(poa)

    def _act(self, action: QAction) -> None:
        self.close()
        action.trigger()
