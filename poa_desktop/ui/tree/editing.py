"""The tree at work: what keys, menu and mouse do to the chosen nodes, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit

from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Poa
from poa_desktop.ui.actions import PLAN_ACTIONS, TREE_ACTIONS, WRITES
from poa_desktop.ui.place import BLOQUES, Place, find_bloque, tipo_of
from poa_desktop.ui.tree.destino import Destino, in_order, kind_of, paste_at, siblings

if TYPE_CHECKING:
    from poa_desktop.ui.tree.exchange import TreeExchange
    from poa_desktop.ui.tree.structure import Structure
    from poa_desktop.ui.workspace import Workspace


class TreeEditing(QObject):
    """Acts on the nodes chosen in the tree of a workspace."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space)
        self.space = space
        self.tree = space.tree
        view = self.tree.view
        view.load = lambda: self.exchange.load()
        view.judge = lambda mime, index, upper: self.exchange.judge(mime, index, upper)
        view.dropped.connect(lambda *what: self.exchange.drop(*what))
        self.tree.menu_wanted.connect(self.show_menu)

    @cached_property
    def structure(self) -> Structure:
        """What is done to the nodes; at the top of the tree nothing asks for it."""
        from poa_desktop.ui.tree.structure import Structure

        return Structure(self.space.session)

    @cached_property
    def exchange(self) -> TreeExchange:
        """Cut, copy, paste and drag; the start does not wait for it."""
        from poa_desktop.ui.tree.exchange import TreeExchange

        return TreeExchange(self)

    # -- what is at hand -------------------------------------------------------------------

    @property
    def poa(self) -> Poa:
        """The POA of the tree."""
        assert self.space.session.poa is not None
        return self.space.session.poa

    def chosen(self, *, whole: bool = True) -> list[Place]:
        """The chosen nodes in order; *whole* leaves out actividades of a chosen programa."""
        if self.space.session.poa is None:
            return []
        return in_order(self.poa, self.tree.places, whole=whole)

    def can(self, name: str) -> bool:
        """Whether a tree action makes sense at the nodes at hand."""
        place = self.space.place
        if self.space.session.store.read_only and name in WRITES:
            return False
        if name in PLAN_ACTIONS and self.space.session.candado_plan:
            return False
        if name in ("subir", "bajar"):
            chosen = self.chosen()
            return bool(chosen) and self.structure.can_move(chosen, -1 if name == "subir" else 1)
        if name in ("eliminar", "cortar", "copiar", "duplicar"):
            return bool(self.chosen())
        if name in ("renombrar", "agregar_linea"):
            return place.tipo in (*BLOQUES, TipoLugar.LINEA)
        return True

    # -- adding, naming, deleting ----------------------------------------------------------

    def add(self, tipo: TipoLugar) -> None:
        """Add a node near the one at hand and put the cursor into its name."""
        if self.space.session.tells_plan_locked():
            return
        self.space.pages.commit_pending()
        place: Place | None
        if tipo is TipoLugar.PROGRAMA:
            place = self.structure.add_programa()
        elif tipo is TipoLugar.ACTIVIDAD:
            place = self.structure.add_actividad(self.space.place)
        else:
            place = self.structure.add_linea(self.space.place)
        if place is not None:
            self.space.show_place(place)
            self.rename()

    def rename(self) -> None:
        """Put the cursor into the name or text of the node."""
        space = self.space
        if space.place.tipo in (*BLOQUES, TipoLugar.LINEA):
            space.show_page("datos")
            space.page.focus_field("texto" if space.place.tipo is TipoLugar.LINEA else "nombre")
            editor = QApplication.focusWidget()
            if isinstance(editor, QLineEdit | QTextEdit):
                editor.selectAll()

    def delete(self) -> None:
        """Delete the chosen nodes; a sentence says how to get them back."""
        self.space.pages.commit_pending()
        if self.space.session.tells_plan_locked():
            return
        chosen = self.chosen(whole=False)
        if not chosen:
            return
        after = self._after_delete(chosen)
        words, text = self.structure.name_of(chosen), self.structure.text_of(chosen[0])
        if not self.structure.delete(chosen):
            return
        self.space.show_place(after)
        if len(chosen) == 1:
            self.tell(f"Se eliminó «{text[:80]}». Ctrl+Z lo recupera.")
        else:
            self.tell(f"Se eliminaron {words}. Ctrl+Z los recupera.")

    def _after_delete(self, chosen: Sequence[Place]) -> Place:
        """What to show then: the next of the same list, the one before, or what holds them."""
        last = chosen[-1]
        beside = siblings(self.poa, last)
        gone = {each.id for each in chosen if each.tipo is last.tipo}
        place = beside.index(last.id)
        staying = [each for each in beside[place:] + beside[:place][::-1] if each not in gone]
        if staying:
            return Place(last.tipo, staying[0])
        bloque = find_bloque(self.poa, last)
        owner = getattr(bloque, "programa_id", None)
        if last.tipo is TipoLugar.LINEA and bloque is not None:
            return Place(tipo_of(bloque), bloque.id)
        programa = Place(TipoLugar.PROGRAMA, owner or 0)
        return programa if owner and programa not in chosen else Place(TipoLugar.POA, self.poa.id)

    # -- moving ----------------------------------------------------------------------------

    def move_node(self, step: int) -> None:
        """Move the chosen nodes up (-1) or down (1)."""
        self.space.pages.commit_pending()
        if self.space.session.tells_plan_locked():
            return
        chosen = self.chosen()
        if self.structure.move(chosen, step):
            self.tree.show_places(chosen)
            if len(chosen) > 1:
                where = "arriba" if step < 0 else "abajo"
                self.tell(f"Se movieron {self.structure.name_of(chosen)} hacia {where}.")

    def move_to(self, places: list[Place], destinos: dict[TipoLugar, Destino]) -> bool:
        """Put nodes where they go, each kind at its own destino; True when it was done."""
        if self.space.session.tells_plan_locked():
            return False
        before = self.space.session.poa
        if not self.structure.move_to(places, destinos):
            return False
        self.tree.show_places(places)
        if self.space.session.poa is before:
            self.tell("Ya está ahí: no se movió nada.")
        else:
            self.tell(self._moved_words(places, destinos[places[-1].tipo]))
        return True

    def put_under(self, chosen: list[Place], programa_id: int | None) -> None:
        """Put actividades under a programa, or under none; their numbers stay."""
        self.space.pages.commit_pending()
        if self.space.session.tells_plan_locked():
            return
        owner = None if programa_id is None else Place(TipoLugar.PROGRAMA, programa_id)
        destino = Destino(TipoLugar.ACTIVIDAD, owner, keep_numbers=True)
        self.move_to(chosen, {TipoLugar.ACTIVIDAD: destino})

    def _moved_words(self, places: Sequence[Place], destino: Destino) -> str:
        verb = "Se movió" if len(places) == 1 else "Se movieron"
        where = ""
        bloque = find_bloque(self.poa, destino.owner) if destino.owner else None
        if bloque is not None:
            where = f" a {bloque.clave} {bloque.nombre[:60]}"
        elif destino.tipo is TipoLugar.ACTIVIDAD and self.poa.programas:
            where = " a «Actividades sin programa»"
        words = self.structure.name_of(places)
        return f"{verb} {words}{where}, con todo lo reportado. Ctrl+Z deshace el cambio."

    # -- copies ----------------------------------------------------------------------------

    def duplicate(self) -> None:
        """Copies of the chosen nodes right behind them."""
        from poa_desktop.poa.recorte import con_nombres_libres, recorte_de

        self.space.pages.commit_pending()
        if self.space.session.tells_plan_locked():
            return
        chosen = self.chosen()
        parts = []
        for group in self._beside_each_other(chosen):
            nodos = [(each.tipo, each.id) for each in group]
            recorte = con_nombres_libres(recorte_de(self.poa, nodos), self.poa)
            destino = paste_at(self.poa, group[0].tipo, group[-1])
            assert destino is not None
            parts.append((recorte, {destino.tipo: destino}))
        words = self.structure.name_of(chosen)
        made = self.structure.paste(f"Duplicar {words}", parts) if parts else []
        if made:
            self.tree.show_places(made)
            verb = "Se duplicó" if len(chosen) == 1 else "Se duplicaron"
            self.tell(f"{verb} {words}, sin lo reportado. Ctrl+Z deshace el cambio.")

    def _beside_each_other(self, chosen: Sequence[Place]) -> list[list[Place]]:
        groups: dict[tuple[TipoLugar, tuple[int, ...]], list[Place]] = {}
        for place in chosen:
            key = place.tipo, tuple(siblings(self.poa, place))
            groups.setdefault(key, []).append(place)
        return list(groups.values())

    # -- menu and words --------------------------------------------------------------------

    def show_menu(self, point: QPoint) -> None:
        """The context menu of the chosen nodes; what cannot be done is grey."""
        actions = self.space.actions_
        menu = QMenu(self.space)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions.dress(TREE_ACTIONS)
        actions.fill_menu(menu, TREE_ACTIONS)
        for action in menu.actions():
            action.setShortcutVisibleInContextMenu(True)
        self._add_move_menu(menu)
        locked = bool(self.space.session.candado_plan)
        if locked:
            menu.insertAction(menu.actions()[0], actions["iniciar_adecuacion"])
            menu.insertSeparator(menu.actions()[1])
        paste = actions["pegar"]
        paste.setEnabled(self.can("pegar") and self.exchange.can_paste())
        for name in ("pegar", "cortar", "duplicar") if locked else ():
            actions[name].setEnabled(False)
        # Ctrl+V must work again whatever comes to the clipboard later, and in a table or a text
        menu.aboutToHide.connect(self._enable_clip)
        menu.popup(point)

    def _enable_clip(self) -> None:
        for name in ("pegar", "cortar", "duplicar"):
            self.space.actions_[name].setEnabled(self.can(name))

    def _add_move_menu(self, menu: QMenu) -> None:
        chosen = self.chosen()
        alone = kind_of(chosen) is not TipoLugar.ACTIVIDAD or not self.poa.programas
        session = self.space.session
        if alone or session.store.read_only or session.candado_plan:
            return
        move = menu.addMenu("Pasar a…")
        move.addAction("Sin programa").triggered.connect(lambda: self.put_under(chosen, None))
        for programa in self.poa.programas:
            move.addAction(f"{programa.numero} {programa.nombre[:60]}").triggered.connect(
                lambda _=False, each=programa.id: self.put_under(chosen, each)
            )

    def tell(self, sentence: str, *, error: bool = False) -> None:
        """Say above the page what was done or why not."""
        self.space.banner.tell(sentence, error=error)
