"""The left side of the window: filter and tree, the program's navigation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.data.store import Change, Kind
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Poa
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.tree.delegate import TreeProgressDelegate
from poa_desktop.ui.tree.filter import TreeFilter
from poa_desktop.ui.tree.model import ROLE_KEY, ROLE_PLACE, Node, TreeModel, build_nodes
from poa_desktop.ui.tree.view import PlanTree

if TYPE_CHECKING:
    from poa_desktop.poa.observado import EstadoObservacion

MIN_WIDTH = 160  # half of the office screen holds it beside the row of six pages

_WORDS = {"programas": "programa", "actividades": "actividad", "lineas": "linea"}
"""Tables whose rows are nodes, the largest first: word of their key."""


class TreePanel(QWidget):
    """Shows where one is and what there is; expansion and selection survive every change."""

    place_chosen = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.model = TreeModel()
        self.filter = TreeFilter()
        self.filter.setSourceModel(self.model)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Filtrar")
        self.search.setToolTip("Filtrar el árbol (Ctrl+Mayús+F); Ctrl+F busca en todo")
        self.search.setAccessibleName("Filtrar el árbol")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.view = PlanTree()
        self.view.row_of = self._shown
        self.view.setModel(self.filter)
        self.view.setItemDelegate(TreeProgressDelegate(self.view))
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setAccessibleName("Programas, actividades y líneas de acción")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(self.view.viewport().mapToGlobal(point))
        )
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.nothing = QLabel("No se encontró nada con ese texto.")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        column = QVBoxLayout(self)
        self.setMinimumWidth(MIN_WIDTH)
        column.setContentsMargins(8, 8, 4, 0)
        column.setSpacing(8)
        column.addLayout(self._top())
        column.addWidget(self.nothing)
        column.addWidget(self.view)
        self._expanded: set[str] = set()
        self._last = ""
        self._keep = True
        self._choosing = False
        self._late: tuple[object, ...] = ()
        self.view.expanded.connect(lambda index: self._expansion(index, True))
        self.view.collapsed.connect(lambda index: self._expansion(index, False))
        session.changed.connect(self.refresh)
        session.periodo_changed.connect(self.refresh)
        self.refresh()

    def _top(self) -> QHBoxLayout:
        """The filter, and a visible way to add."""
        self.add_button = QToolButton()
        self.add_button.setText("Agregar")
        self.add_button.setToolTip("Agregar un programa, una actividad o una línea de acción")
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.add_button)
        return row

    def _recovered(self, change: object) -> list[str]:
        """The keys of what an undo brought back to the tree: that is what one wants to see."""
        if not isinstance(change, Change) or change.kind is Kind.EDIT:
            return []
        for table, word in _WORDS.items():
            back = {row.fila for row in change.filas if row.tabla == table and row.antes is None}
            if back:
                return [f"{word}-{row}" for row in sorted(back)]
        return []

    def refresh(self, change: object = None) -> None:
        """Show the session's POA; selection and expansion stay by key.

        Never while Qt is choosing a row: what the page keeps then may make rows come and go, and
        the tree follows a moment later.
        """
        if self._choosing:
            self._late = (change,)
            return
        self._late = ()
        poa = self.session.poa
        if poa is None:
            self.model.show_nodes(())
            return
        current = self.view.currentIndex().data(ROLE_KEY)
        chosen = self._chosen_keys()
        place = self.place
        self._keep = False
        if self.model.show_nodes(self._nodes(poa)):
            for key in self._expanded:
                self.view.expand(self._shown(key))
            back = self._recovered(change)
            current, chosen = (back[0], back) if back else (current, chosen)
            index = self._shown(current) if current else QModelIndex()
            if not index.isValid() and place is not None:
                index = self._shown(f"{place.tipo.value}-{place.id}")
            self._select(index if index.isValid() else self.filter.index(0, 0))
            self._choose_too(chosen)
        if self.search.text():
            self.view.expandAll()
        self._keep = True
        self.nothing.setVisible(bool(self.search.text()) and self.filter.rowCount() == 0)

    def _nodes(self, poa: Poa) -> tuple[Node, ...]:
        session = self.session
        return build_nodes(poa, session.evaluacion(), session.hoy, self._observed())

    def _observed(self) -> dict[int | None, EstadoObservacion]:
        """What open observations wait for; nothing is imported where there are none."""
        asked = self.session.observaciones()
        if not asked:
            return {}
        from poa_desktop.poa.observado import estados_observados

        return estados_observados(asked, self.session.periodo)

    def _chosen_keys(self) -> list[str]:
        return [index.data(ROLE_KEY) for index in self.view.selectionModel().selectedRows()]

    def _choose_too(self, keys: Iterable[str]) -> None:
        """Choose more rows beside the current one."""
        rows = QItemSelection()
        for key in keys:
            index = self._shown(key)
            if index.isValid():
                rows.select(index, index)
        flags = QItemSelectionModel.SelectionFlag.Select
        self.view.selectionModel().select(rows, flags)

    def _shown(self, key: str) -> QModelIndex:
        return self.filter.mapFromSource(self.model.index_of(key))

    @property
    def place(self) -> Place | None:
        """The node at hand; None in an empty tree."""
        place = self.view.currentIndex().data(ROLE_PLACE)
        return place if isinstance(place, Place) else None

    @property
    def places(self) -> list[Place]:
        """The chosen nodes; a group such as "Componentes" is none."""
        found = []
        for index in self.view.selectionModel().selectedRows():
            place, key = index.data(ROLE_PLACE), index.data(ROLE_KEY)
            if isinstance(place, Place) and key == _key(place):
                found.append(place)
        return found

    def show_places(self, places: Sequence[Place]) -> None:
        """Choose several nodes; the first becomes the one at hand."""
        if places:
            self.show_place(places[0])
            for place in places[1:]:
                self.view.expand(self._shown(_key(place)).parent())
            self._choose_too(_key(place) for place in places)

    def show_cut(self, places: Sequence[Place]) -> None:
        """Mark what was cut, with everything below it."""
        keys = (key for place in places for key in self.model.keys_below(_key(place)))
        self.model.cut = frozenset(keys)
        self.view.viewport().update()

    def show_place(self, place: Place) -> None:
        """Select a node, opening what stands above it; a filter that hides it is cleared."""
        key = _key(place)
        if not self._shown(key).isValid():
            self.search.clear()
        index = self._shown(key)
        if index.isValid():
            self._select(index)

    def _select(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    def _chosen(self, index: QModelIndex) -> None:
        place = index.data(ROLE_PLACE)
        if isinstance(place, Place):
            self._last = index.data(ROLE_KEY)
            before, self._choosing = self._choosing, True
            try:
                self.place_chosen.emit(place)
            finally:
                self._choosing = before
            if self._late and not before:
                QTimer.singleShot(0, self, self._refresh_late)

    def _refresh_late(self) -> None:
        if self._late:
            self.refresh(self._late[0])

    def _filter(self, text: str) -> None:
        self._keep = False
        self.filter.set_text(text)
        if text:
            self.view.expandAll()
        else:
            self.view.collapseAll()
            for key in self._expanded:
                self.view.expand(self._shown(key))
            if not self.view.currentIndex().isValid():  # the filter had hidden where one is
                self._select(self._shown(self._last))
            self.view.scrollTo(self.view.currentIndex())
        self._keep = True
        nothing = bool(text) and self.filter.rowCount() == 0
        if nothing and self.nothing.isHidden():
            announce(self.search, self.nothing.text())
        self.nothing.setVisible(nothing)

    def _expansion(self, index: QModelIndex, expanded: bool) -> None:
        if self._keep:
            key = index.data(ROLE_KEY)
            (self._expanded.add if expanded else self._expanded.discard)(key)

    def expanded_keys(self) -> list[str]:
        """What is open, to be remembered."""
        return sorted(self._expanded)

    def expand_keys(self, keys: list[str]) -> None:
        """Open what was open before."""
        for key in keys:
            self.view.expand(self._shown(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_Down:
                self.view.setFocus()
                return True
            if pressed and event.key() == Qt.Key.Key_Escape:
                if self.search.text():
                    self.search.clear()
                else:
                    self.view.setFocus()
                return True
        return super().eventFilter(watched, event)


def _key(place: Place) -> str:
    """The key of a place's own row."""
    diagnosing = place.tipo is TipoLugar.DIAGNOSTICO
    return place.tipo.value if diagnosing else f"{place.tipo.value}-{place.id}"
