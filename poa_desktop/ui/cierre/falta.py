"""What a period lacks, one group a kind, what blocks first; each row jumps to its cell or field."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.problems import Lugar
from poa_desktop.poa.requisitos import Requisito
from poa_desktop.poa.requisitos_resumen import GrupoRequisitos, agrupar
from poa_desktop.ui.icons import icon
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

_PLACE = int(Qt.ItemDataRole.UserRole)
_KIND, _DETAIL = _PLACE + 1, _PLACE + 2
_FEW = 6


class FaltaList(QWidget):
    """The groups; a long one is closed at first, and what was opened or closed stays so."""

    go_to = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, jumps: bool = True) -> None:
        """*jumps* False: where nobody can go now, as in a dialog."""
        super().__init__(parent)
        self._jumps = jumps
        theme = current_theme()
        self.nothing = QLabel()
        self.nothing.setWordWrap(True)
        set_role(self.nothing, "soft")
        self.list = QTreeWidget()
        self.list.setAccessibleName("Lo que falta")
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.setIconSize(QSize(16, 16))
        set_role(self.list, "outline")
        self.list.itemActivated.connect(lambda item, _column: self._go(item))
        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        self.list.itemExpanded.connect(lambda item: self._keep(item, True))
        self.list.itemCollapsed.connect(lambda item: self._keep(item, False))
        self.go_button = QPushButton("&Ir a lo que falta")
        self.go_button.setAutoDefault(False)
        self.go_button.setToolTip("Lleva a la celda o al campo (Enter)")
        self.go_button.clicked.connect(lambda: self._go(self.list.currentItem()))
        self._kept: dict[str, bool] = {}
        self.detail = QLabel()  # the row at hand in full: a notice that must be read is not cut
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setMinimumHeight(2 * self.detail.fontMetrics().lineSpacing())
        set_role(self.detail, "soft")
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap_wide)
        foot.addWidget(self.go_button)
        foot.addWidget(self.detail, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap, 0, 0)
        column.setSpacing(theme.half)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def show_requisitos(self, found: tuple[Requisito, ...], nothing: str) -> None:
        """Show what is lacking, or say *nothing*; the row at hand stays, or one near it."""
        item, before = self.list.currentItem(), self._rows()
        number = before.index(item) if item in before else 0
        self.list.clear()
        for group in agrupar(found):
            self._add(group)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        self.detail.setVisible(bool(found))
        self.go_button.setVisible(bool(found) and self._jumps)
        rows = self._rows()
        if item is None:  # the first time: the first row from which one can go
            number = next((n for n, each in enumerate(rows) if self._place_of(each)), 0)
        if rows:
            self.list.setCurrentItem(rows[min(number, len(rows) - 1)])
        self._enable()

    def _add(self, group: GrupoRequisitos) -> None:
        first = group.requisitos[0]
        text = f"{group.titulo}: {_as_clause(first.que_hacer)}"
        head = QTreeWidgetItem([text if group.es_lista else f"{first.mensaje} {first.que_hacer}"])
        head.setIcon(0, _icon(group.bloquea))
        head.setData(0, _KIND, group.tipo.value)
        head.setData(0, _PLACE, first.donde)
        told = f"{first.mensaje} {first.que_hacer}"
        more = f" Y {len(group.requisitos) - 1:,} más." if len(group.requisitos) > 1 else ""
        head.setToolTip(0, plain_tip(head.text(0)))
        head.setData(0, _DETAIL, f"{told}{more}")
        self.list.addTopLevelItem(head)
        for each in group.requisitos if group.es_lista else ():
            row = QTreeWidgetItem([each.mensaje])
            row.setToolTip(0, plain_tip(f"{each.mensaje} {each.que_hacer}"))
            row.setData(0, _PLACE, each.donde)
            row.setData(0, _DETAIL, f"{each.mensaje} {each.que_hacer}")
            head.addChild(row)
        head.setExpanded(self._kept.get(group.tipo.value, len(group.requisitos) <= _FEW))

    def _keep(self, item: QTreeWidgetItem, opened: bool) -> None:
        self._kept[item.data(0, _KIND)] = opened

    def _rows(self) -> list[QTreeWidgetItem]:
        """The groups and what stands open in them, from the top."""
        heads = (self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount()))
        found: list[QTreeWidgetItem | None] = []
        for head in heads:
            if head is not None:
                opened = head.childCount() if head.isExpanded() else 0
                found += [head, *(head.child(number) for number in range(opened))]
        return [each for each in found if each is not None]

    def _place_of(self, item: QTreeWidgetItem | None) -> Lugar | None:
        place = item.data(0, _PLACE) if item is not None else None
        return place if isinstance(place, Lugar) and place.campo else None

    def _enable(self) -> None:
        item = self.list.currentItem()
        self.detail.setText(item.data(0, _DETAIL) if item is not None else "")
        self.go_button.setEnabled(self._place_of(self.list.currentItem()) is not None)

    def _go(self, item: QTreeWidgetItem | None) -> None:
        place = self._place_of(item)
        if place is not None:
            self.go_to.emit(place)


def _as_clause(sentence: str) -> str:
    """What to do, after a colon."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _icon(bloquea: bool) -> QIcon:
    theme = current_theme()
    return icon("error", theme.danger) if bloquea else icon("warning", theme.amarillo.tinta)
