"""One open POA: the tree on the left, the pages of the selected node on the right."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.claves import clave_de
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import EstadoPoa, Poa, etiqueta_bloque
from poa_desktop.ui.actions import ADD_ACTIONS, PLAN_ACTIONS, TREE_KEYS, Actions
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.offer import OfferBanner
from poa_desktop.ui.page import Page
from poa_desktop.ui.pages import PAGES, Pages
from poa_desktop.ui.place import Place, find_bloque, find_linea, place_of
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role
from poa_desktop.ui.tree.editing import TreeEditing
from poa_desktop.ui.tree.panel import TreePanel

if TYPE_CHECKING:
    from poa_desktop.ui.adecuacion.strip import PlanStrip
    from poa_desktop.ui.problems_panel import ProblemsPanel

_TITLES = {
    "tablero": "Tablero",
    "datos": "Datos",
    "calendario": "Calendario",
    "avance": "Avance",
    "gastos": "Gastos",
    "cierre": "Cierre",
}
_TREE = 304  # pixels of the tree at first
_TREE_SHARE = 0.24  # of the window, at most, at first
_PAGE_OF_FIELD = {
    "programado": "calendario",
    "realizado": "avance",
    "comentario": "avance",
    "justificacion": "avance",
    "evidencias": "avance",
    "gastos": "gastos",
    "comprobantes": "gastos",
    "cierre": "cierre",
    "observacion": "avance",
}


class Workspace(QWidget):
    """Tree, heading of the node, page buttons, pages and the list of problems."""

    place_changed = Signal()

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert session.poa is not None
        self.session = session
        self.actions_ = actions
        self.tree = TreePanel(session)
        self.place = Place(TipoLugar.POA, session.poa.id)
        self.pages = Pages(session, self.place)
        self.pages.go_to.connect(self.go_to)
        self.banner = OfferBanner()
        self.editing = TreeEditing(self)
        self.path_label = ElidedLabel()
        set_role(self.path_label, "soft")
        self.title = ElidedLabel()
        set_role(self.title, "title")
        for label in (self.path_label, self.title):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._sized = False
        self._buttons = QButtonGroup(self)
        self._lay_out()
        self._connect()
        self._fill_add_menu()
        if not session.poa.bloques:
            self.show_page("datos")
        self._refresh_heading()

    def _lay_out(self) -> None:
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self.path_label)
        heading.addWidget(self.title)
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(0)
        row.addLayout(heading, 1)
        row.addSpacing(8)
        for place, name in enumerate(PAGES):
            button = QToolButton()
            button.setText(_TITLES[name])
            button.setCheckable(True)
            set_role(button, "segment")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(self.actions_[name].toolTip())
            button.clicked.connect(lambda _=False, each=name: self.show_page(each))
            self._buttons.addButton(button, place)
            row.addWidget(button)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(row)
        self._right = column
        self.vertical = QSplitter(Qt.Orientation.Vertical)
        self.vertical.addWidget(self.pages)
        self.vertical.setChildrenCollapsible(False)
        column.addWidget(self.vertical, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()  # the tree, or what takes its place for a while
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self.tree)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_TREE, 1366 - _TREE])
        self.splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At first the tree leaves the page its room: on a small window it is narrower."""
        super().resizeEvent(event)
        most = int(self.width() * _TREE_SHARE)
        if not self._sized and self.isVisible():
            self._sized = True
            if self.splitter.sizes()[0] > most:
                self.splitter.setSizes([most, self.width() - most])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key nobody below has taken: of an action that a locked plan does not offer, it says
        why."""
        pressed = QKeySequence(event.keyCombination())
        locked = any(pressed in self.actions_[name].shortcuts() for name in PLAN_ACTIONS)
        if not (locked and self.session.tells_plan_locked()):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.tree.place_chosen.connect(self._show_place)
        chosen = self.tree.view.selectionModel().selectionChanged
        chosen.connect(lambda *_rows: self.place_changed.emit())
        self.session.failed.connect(lambda sentence: self.banner.tell(sentence, error=True))
        self.session.changed.connect(self._changed)
        for name in TREE_KEYS:
            self.actions_[name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.tree.view.addAction(self.actions_[name])

    def _fill_add_menu(self) -> None:
        menu = QMenu(self.tree.add_button)
        self.actions_.dress(ADD_ACTIONS)
        self.actions_.fill_menu(menu, ADD_ACTIONS)
        self.tree.add_button.setMenu(menu)

    @cached_property
    def strip(self) -> PlanStrip:
        """Where an authorised plan stands; a draft has none."""
        from poa_desktop.ui.adecuacion.strip import PlanStrip

        strip = PlanStrip(self.session, self.actions_, self)
        self._right.insertWidget(2, strip)
        return strip

    def _show_strip(self) -> None:
        poa = self.session.poa
        if "strip" in self.__dict__ or (poa and poa.estado is EstadoPoa.AUTORIZADO):
            diagnosing = self.place.tipo is TipoLugar.DIAGNOSTICO
            self.strip.show_state("" if diagnosing else self.pages.name)

    @cached_property
    def problems(self) -> ProblemsPanel:
        """The list of what the checks found, made when it is first asked for."""
        from poa_desktop.ui.problems_panel import ProblemsPanel

        panel = ProblemsPanel(self.session)
        panel.go_to.connect(self.go_to)
        self.vertical.addWidget(panel)
        self.vertical.setStretchFactor(0, 1)
        return panel

    def put_beside_tree(self, panel: QWidget) -> None:
        """Give a panel its place where the tree is; one of both is to be hidden."""
        self._left.addWidget(panel)

    def share_height(self) -> None:
        """The list of problems as low as it may be: the page is what one works on."""
        least = self.problems.minimumHeight()
        self.vertical.setSizes([self.vertical.height() - least, least])

    # -- where one is ----------------------------------------------------------------------

    @property
    def page_name(self) -> str:
        """Name of the page in sight."""
        return self.pages.name

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self.pages.page

    def show_page(self, name: str) -> None:
        """Show another page of the same node; an edit under way is finished first.

        The diagnóstico has no figures: it is only on Datos. Cierre is of the whole POA, so from
        there it leads to the POA.
        """
        if self.place.tipo is TipoLugar.DIAGNOSTICO and name == "cierre" and self.session.poa:
            self.show_place(Place(TipoLugar.POA, self.session.poa.id))
        if self.place.tipo is TipoLugar.DIAGNOSTICO:
            name = "datos"
        self.pages.commit_pending()
        self._buttons.button(PAGES.index(name)).setChecked(True)
        other = name != self.pages.name
        self.pages.show_page(name)
        self._refresh_heading()
        if other and self.isVisible():
            announce(self, f"{_TITLES[name]}: {self.title.text()}")

    def _show_place(self, place: Place) -> None:
        self.pages.commit_pending()
        self.place = place
        self.pages.show_place(place)
        diagnosing = place.tipo is TipoLugar.DIAGNOSTICO
        if diagnosing:
            self.show_page("datos")
        for name in PAGES:
            self._buttons.button(PAGES.index(name)).setVisible(name == "datos" or not diagnosing)
        self._refresh_heading()
        self.place_changed.emit()

    def go_to(self, lugar: Lugar) -> None:
        """Show the record a problem or a figure points at, on the page of its field, in the period
        of its month."""
        self.show_place(place_of(lugar, self.session.poa.id if self.session.poa else 0))
        if lugar.campo:
            page = _PAGE_OF_FIELD.get(lugar.campo, "datos")
            if lugar.campo == "observacion" and lugar.tipo is TipoLugar.POA:
                page = "cierre"
            if page in ("avance", "cierre") and lugar.mes is not None:
                self.session.show_mes(lugar.mes)
            self.show_page(page)
            self.page.focus_lugar(lugar)

    def show_place(self, place: Place | None) -> None:
        """Select a node of the tree; an edit under way is finished first."""
        if place is not None:
            self.pages.commit_pending()
            self.tree.show_place(place)

    def _changed(self, _change: object) -> None:
        self.banner.hide()
        self._refresh_heading()
        self.place_changed.emit()

    def _refresh_heading(self) -> None:
        poa = self.session.poa
        if poa is None:
            return
        of_poa = self.pages.name == "cierre"  # whatever node is chosen
        place = Place(TipoLugar.POA, poa.id) if of_poa else self.place
        above, title = heading_of(poa, place)
        self.path_label.setText(above)
        self.title.setText(title)
        self._show_strip()

    def whereabouts(self) -> list[str]:
        """POA, node and page at hand, and what is open in the tree: to be recalled later."""
        poa = str(self.session.poa.id) if self.session.poa else ""
        here = f"{self.place.tipo.value}-{self.place.id}"
        return [poa, here, self.page_name, *self.tree.expanded_keys()]

    def recall(self, whereabouts: list[str]) -> None:
        """Go back to where one was; what is gone since is passed over."""
        poa, here, page, *opened = [*whereabouts, "", "", ""]
        shown = self.session.poa
        known = {each.id for each in self.session.store.headers()}
        if shown is not None and poa.isdecimal() and int(poa) in known - {shown.id}:
            self.session.select_poa(int(poa))
        self.tree.expand_keys([key for key in opened if key])
        tipo, _, ident = here.rpartition("-")
        if tipo in set(TipoLugar) and ident.isdecimal():
            self.show_place(Place(TipoLugar(tipo), int(ident)))
        self.show_page(page if page in PAGES else self.page_name)


def heading_of(poa: Poa, place: Place) -> tuple[str, str]:
    """What stands above the page: the small row and the title."""
    bloque = find_bloque(poa, place)
    linea = find_linea(poa, place)
    if bloque is not None and linea is not None:
        above = f"Línea {clave_de(bloque, linea)} · {bloque.nombre}"
        return above, linea.texto.replace("\n", " ")
    if bloque is not None:
        return etiqueta_bloque(bloque), bloque.nombre or "(sin nombre)"
    if place.tipo is TipoLugar.DIAGNOSTICO:
        return poa.titulo, "Diagnóstico"
    return poa.dependencia.nombre, f"POA {poa.ejercicio}"
