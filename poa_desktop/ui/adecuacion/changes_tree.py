"""What adecuaciones changed, old and new beside each other."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from poa_desktop.poa.adecuaciones import CambioPlan
from poa_desktop.poa.adecuaciones_valores import months_in_words
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import set_role

_TITLES = ("Clave", "Programa, actividad o línea", "Qué cambió", "Antes", "Después")
_WIDTHS = (110, 210, 120, 170)


class ChangesTree(QTreeWidget):
    """Rows of changes, under headings where there are some."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels(_TITLES)
        self.setColumnCount(len(_TITLES))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(False)
        self.setAllColumnsShowFocus(True)
        self.setWordWrap(True)
        set_role(self, "changes")
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.header().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)

    def show_changes(self, changes: Iterable[CambioPlan]) -> None:
        """Show changes without headings."""
        self.clear()
        for each in changes:
            self.addTopLevelItem(_row(each))

    def add_group(self, title: str, told: str, changes: Iterable[CambioPlan]) -> None:
        """A heading over all columns, with the changes below it."""
        head = QTreeWidgetItem([f"{title}\n{told}" if told else title])
        head.setToolTip(0, plain_tip(f"{title}\n{told}"))
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for each in changes:
            head.addChild(_row(each))
        head.setExpanded(True)
        self.setRootIsDecorated(True)


def _row(each: CambioPlan) -> QTreeWidgetItem:
    before, after = values_of(each)
    name = " ".join(each.nombre.split())
    item = QTreeWidgetItem([each.clave, name, each.campo, before or "—", after or "—"])
    item.setTextAlignment(0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    for column, text in ((1, name), (3, before), (4, after)):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        item.setToolTip(column, plain_tip(text))
    item.setTextAlignment(2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return item


def values_of(each: CambioPlan) -> tuple[str, str]:
    """Before and after as told; of a schedule the months that changed."""
    if not each.meses:
        return each.antes, each.despues
    before = months_in_words([(mes.mes, mes.antes) for mes in each.meses])
    return before, months_in_words([(mes.mes, mes.despues) for mes in each.meses])
