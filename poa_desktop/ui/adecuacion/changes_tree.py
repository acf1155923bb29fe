"""What adecuaciones changed, old and new beside each other."""

from collections.abc import Iterable
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from poa_desktop.poa.adecuaciones import CambioPlan
from poa_desktop.poa.adecuaciones_valores import months_in_words
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import set_role

_TITLES = ("Clave", "Programa, actividad o línea", "Qué cambió", "Antes", "Después")
_WIDTHS = (106, 210, 130)  # of the first columns; before and after share what is left
_PAD = 9  # pixels about a text in its cell
_MOST = 8  # lines of a text that are shown
Index: TypeAlias = QModelIndex | QPersistentModelIndex


class ChangesTree(QTreeWidget):
    """Rows of changes, under headings where there are some."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels(_TITLES)
        self.setColumnCount(len(_TITLES))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        set_role(self, "changes")
        self.setItemDelegate(_Wrapped(self))
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.header().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)

    def show_changes(self, changes: Iterable[CambioPlan]) -> None:
        """Show changes without headings."""
        self.clear()
        for each in changes:
            self.addTopLevelItem(_row(each))
        self.setCurrentItem(self.topLevelItem(0))  # else Tab would arrive on no row

    def add_group(self, title: str, told: str, changes: Iterable[CambioPlan]) -> None:
        """A heading over all columns, what is told of it, and the changes below it."""
        head, note = QTreeWidgetItem([title]), QTreeWidgetItem([told])
        bold = head.font(0)
        bold.setBold(True)
        head.setFont(0, bold)
        self.addTopLevelItem(head)
        head.addChild(note)
        for row in (head, note):
            row.setFirstColumnSpanned(True)
            row.setToolTip(0, plain_tip(row.text(0)))
        for each in changes:
            head.addChild(_row(each))
        head.setExpanded(True)
        self.setRootIsDecorated(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rest = self.viewport().width() - sum(_WIDTHS)
        self.setColumnWidth(len(_WIDTHS), max(120, rest // 2))
        self.scheduleDelayedItemsLayout()  # texts wrap in the width there is now


class _Wrapped(QStyledItemDelegate):
    """Rows as high as their texts, wrapped in their columns; the tool tip tells what is longer."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tree = self._tree
        item = tree.itemFromIndex(index)
        spans = item is not None and item.isFirstColumnSpanned()
        if spans and index.column():
            return QSize(0, 0)
        width = tree.viewport().width() if spans else tree.columnWidth(index.column())
        if not index.column():
            width -= tree.indentation() * (2 if index.parent().isValid() else 1)
        metrics = option.fontMetrics
        room = QRect(0, 0, max(40, width - 2 * _PAD), 10_000)
        text = str(index.data() or "")
        height = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
        return QSize(width, min(height, _MOST * metrics.lineSpacing()) + _PAD)


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
