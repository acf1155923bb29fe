"""The changes of a workbook by línea, each with a box to tick."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from poa_desktop.poa.diferencias import Diferencia, Tipo, valor_text
from poa_desktop.ui.icons import icon
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

_HEADS = ("Cambio", "En el POA", "En el libro", "Qué pasa")
_WHAT, _BEFORE, _AFTER, _NOTE = range(4)
_SHARES = (0.26, 0.15, 0.22, 0.37)
_PLACE = int(Qt.ItemDataRole.UserRole)
_MANY = 40  # groups: more are shown closed
_CLAVE = re.compile(r"([AP])(\d+)\.(\d+)")


class LibroTree(QTreeWidget):
    """Shows differences and keeps which are ticked, also of those a filter hides."""

    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Cambios del libro")
        self.setColumnCount(len(_HEADS))
        self.setHeaderLabels(list(_HEADS))
        self.setUniformRowHeights(True)
        set_role(self, "changes")
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._differences: tuple[Diferencia, ...] = ()
        self._ticked: set[int] = set()
        self.itemChanged.connect(self._changed)

    def show_differences(self, differences: Sequence[Diferencia]) -> None:
        """Show them all: changes ticked, conflicts not."""
        self._differences = tuple(differences)
        self._ticked = {
            place for place, each in enumerate(self._differences) if each.tipo is Tipo.CAMBIO
        }
        self.show_sheet(None)
        self.ticked_changed.emit()

    def show_sheet(self, hoja: str | None) -> None:
        """Show the differences of one sheet; None shows all. What is ticked stays."""
        groups: dict[str, list[int]] = {}
        for place, each in enumerate(self._differences):
            if hoja is None or each.hoja == hoja:
                groups.setdefault(each.clave, []).append(place)
        self.blockSignals(True)
        self.clear()
        for clave in sorted(groups, key=_order):
            self._add_group(clave, groups[clave])
        few = len(groups) <= _MANY
        for row in range(self.topLevelItemCount()):
            self.topLevelItem(row).setExpanded(few)
        self.setCurrentItem(self.topLevelItem(0))
        self.blockSignals(False)

    def ticked(self) -> tuple[Diferencia, ...]:
        """What is to be applied."""
        return tuple(self._differences[place] for place in sorted(self._ticked))

    def tick_all(self, on: bool) -> None:
        """Tick or clear everything that is shown, conflicts only when they are cleared."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row in range(self.topLevelItemCount()):
            head = self.topLevelItem(row)
            for number in range(head.childCount()):
                item = head.child(number)
                place = item.data(_WHAT, _PLACE)
                conflict = self._differences[place].tipo is not Tipo.CAMBIO
                if item.flags() & Qt.ItemFlag.ItemIsUserCheckable and not (on and conflict):
                    item.setCheckState(_WHAT, state)

    def _add_group(self, clave: str, places: list[int]) -> None:
        linea = " ".join(self._differences[places[0]].linea.split())
        head = QTreeWidgetItem([f"{clave}  {linea}".rstrip()])
        font = head.font(_WHAT)
        font.setBold(True)
        head.setFont(_WHAT, font)
        head.setToolTip(_WHAT, plain_tip(head.text(_WHAT)))
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for place in places:
            head.addChild(self._item(place))
        if any(self._differences[place].tipo is not Tipo.RECHAZADO for place in places):
            head.setFlags(
                head.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate
            )

    def _item(self, place: int) -> QTreeWidgetItem:
        each = self._differences[place]
        campo = each.celda.campo
        values = (valor_text(campo, each.antes), valor_text(campo, each.despues))
        texts = (each.que, *(" ".join(value.split()) for value in values), _note(each))
        item = QTreeWidgetItem(list(texts))
        tips = (f"{each.que} ({each.hoja} {each.lugar})", *values, _tip(each))
        for column, tip in enumerate(tips):
            item.setToolTip(column, plain_tip(tip))
        item.setData(_WHAT, _PLACE, place)
        if each.tipo is Tipo.RECHAZADO:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        else:
            on = place in self._ticked
            item.setCheckState(_WHAT, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        if each.tipo is not Tipo.CAMBIO:
            item.setIcon(_NOTE, _icon(each.tipo))
        return item

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        place = item.data(_WHAT, _PLACE)
        if column != _WHAT or place is None:
            return
        if item.checkState(_WHAT) is Qt.CheckState.Checked:
            self._ticked.add(place)
        else:
            self._ticked.discard(place)
        self.ticked_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        for column, share in enumerate(_SHARES[:-1]):
            self.setColumnWidth(column, int(room * share))


def _note(each: Diferencia) -> str:
    if each.tipo is Tipo.CONFLICTO:
        return "Conflicto: el POA también cambió"
    if each.tipo is Tipo.RECHAZADO:
        return f"No se aplica: {each.motivo[:1].lower()}{each.motivo[1:]}"
    return ""


def _tip(each: Diferencia) -> str:
    note = _note(each)
    return f"{note}. {each.motivo}" if each.tipo is Tipo.CONFLICTO else note


def _icon(tipo: Tipo) -> QIcon:
    theme = current_theme()
    if tipo is Tipo.RECHAZADO:
        return icon("error", theme.danger)
    return icon("warning", theme.amarillo.tinta)


def _order(clave: str) -> tuple[bool, int, int]:
    """Programas first, then actividades, each by its numbers."""
    match = _CLAVE.fullmatch(clave)
    return (match[1] == "A", int(match[2]), int(match[3])) if match else (True, 10**9, 0)
