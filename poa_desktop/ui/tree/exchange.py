"""Cut, copy, paste and drag of the tree's nodes: what travels, and what becomes of it here.

Only a cut or drag of this very window moves rows, recognised by a mark nobody else knows; whatever
else comes by the clipboard is a copy of a plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from poa_desktop.files import token
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import LineaAccion, Poa
from poa_desktop.poa.recorte import Recorte, con_nombres_libres, para_ejercicio, recorte_de
from poa_desktop.poa.recorte_texto import lineas_de_texto
from poa_desktop.ui.fields.pasting import text_in
from poa_desktop.ui.place import BLOQUES, Place, exists, find_bloque
from poa_desktop.ui.tree.clip import MIME, has_recorte, mime_of, on_clipboard, recorte_in
from poa_desktop.ui.tree.destino import Destino, drop_at, kind_of, paste_at
from poa_desktop.ui.tree.model import ROLE_KEY, ROLE_PLACE

if TYPE_CHECKING:
    from poa_desktop.ui.tree.editing import TreeEditing

_NO_BLOCK = "Elija antes el programa, la actividad o la línea donde se pegan las líneas."
_NOTHING = (
    "No hay nada que pegar en el árbol: copie antes líneas, actividades o programas, o renglones "
    "de texto en Word o Excel."
)
_KINDS = (*BLOQUES, TipoLugar.LINEA)


class TreeExchange(QObject):
    """Takes nodes of the tree up and puts them down."""

    def __init__(self, editing: TreeEditing) -> None:
        super().__init__(editing)
        self._editing = editing
        self._session = editing.space.session
        self._tree = editing.tree
        self._cut: tuple[str, list[Place]] = "", []
        self._dragged: list[Place] = []
        self._foreign: tuple[bytes, Recorte | None] = b"", None
        view = self._tree.view
        view.drag_ended.connect(self.end_drag)
        view.cancel = self.cancel_cut
        self._session.changed.connect(lambda _change: self._forget_if_gone())

    @property
    def _poa(self) -> Poa:
        return self._editing.poa

    @property
    def _clipboard(self) -> QClipboard:
        return QGuiApplication.clipboard()

    # -- cut and copy ----------------------------------------------------------------------

    def cut(self) -> None:
        """Mark the chosen nodes to be moved; they stay where they are until they are pasted."""
        if self._session.tells_plan_locked():
            return
        chosen, mark = self._take(), token(16)
        if not chosen or not self._to_clipboard(chosen, mark):
            return
        self._cut = mark, chosen
        self._tree.show_cut(chosen)
        words = self._editing.structure.name_of(chosen)
        self._editing.tell(f"Para mover {words}, elija el destino y pulse Ctrl+V. Esc lo cancela.")

    def copy(self) -> None:
        """Copy the plan of the chosen nodes."""
        chosen = self._take()
        if chosen and self._to_clipboard(chosen, ""):
            self.cancel_cut()
            verb = "Se copió" if len(chosen) == 1 else "Se copiaron"
            words = self._editing.structure.name_of(chosen)
            self._editing.tell(f"{verb} {words}. Se pega en el árbol, en Word o en Excel.")

    def _take(self) -> list[Place]:
        self._editing.space.pages.commit_pending()
        return self._editing.chosen()

    def _to_clipboard(self, chosen: Sequence[Place], mark: str) -> bool:
        mime = self._mime(chosen, mark)
        if mime is not None:
            self._clipboard.setMimeData(mime)
        return mime is not None

    def _mime(self, chosen: Sequence[Place], mark: str) -> QMimeData | None:
        nodos = [(each.tipo, each.id) for each in chosen]
        try:
            return mime_of(recorte_de(self._poa, nodos, mark))
        except PoaError as error:
            self._editing.tell(str(error), error=True)
            return None

    def cancel_cut(self) -> bool:
        """Leave what was cut where it is; False when nothing was."""
        if not self._cut[0]:
            return False
        self._cut = "", []
        self._tree.show_cut(())
        self._editing.space.banner.hide()
        return True

    def _forget_if_gone(self) -> None:
        poa, (mark, places) = self._session.poa, self._cut
        if mark and (poa is None or not all(exists(poa, place) for place in places)):
            self.cancel_cut()

    # -- paste -----------------------------------------------------------------------------

    def can_paste(self) -> bool:
        """Whether the clipboard holds something for the node at hand."""
        mime, place = on_clipboard(), self._editing.space.place
        if has_recorte(mime):
            return True
        return find_bloque(self._poa, place) is not None and bool(text_in(mime).strip())

    def paste(self) -> None:
        """Put what was cut or copied at the node at hand."""
        if self._session.tells_plan_locked():
            return
        space = self._editing.space
        space.pages.commit_pending()
        mime = on_clipboard()
        try:
            if has_recorte(mime):
                self._paste_recorte(recorte_in(mime), space.place)
            else:
                self._paste_text(text_in(mime), space.place)
        except PoaError as error:
            self._editing.tell(str(error), error=True)

    def _paste_recorte(self, recorte: Recorte, place: Place) -> None:
        mark, places = self._cut
        if not recorte.corte or recorte.corte != mark:
            self._paste_copy(recorte, self._destinos(_kinds_in(recorte), place))
        elif self._editing.move_to(places, self._destinos({each.tipo for each in places}, place)):
            self._cut = "", []
            self._tree.show_cut(())
            self._clipboard.clear()

    def _destinos(self, kinds: set[TipoLugar], place: Place) -> dict[TipoLugar, Destino]:
        found = {}
        for kind in kinds:
            destino = paste_at(self._poa, kind, place)
            if destino is None:
                raise PoaError(_NO_BLOCK)
            found[kind] = destino
        return found

    def _paste_copy(self, recorte: Recorte, destinos: dict[TipoLugar, Destino]) -> None:
        poa = self._poa
        fitted = con_nombres_libres(para_ejercicio(recorte, poa.ejercicio), poa)
        made = self._editing.structure.paste(f"Pegar {recorte.en_palabras}", [(fitted, destinos)])
        if made:
            self._tree.show_places(made)
            self._editing.tell(_pasted_words(recorte, poa.ejercicio))

    # -- text of other programs ------------------------------------------------------------

    def _paste_text(self, text: str, place: Place) -> None:
        lineas = lineas_de_texto(text)
        if not lineas:
            raise PoaError(_NOTHING)
        destinos = self._destinos({TipoLugar.LINEA}, place)
        if len(lineas) == 1:
            self._add_lineas(lineas, destinos)
            return
        whole = (LineaAccion(0, "\n".join(each.texto for each in lineas)),)
        self._editing.space.banner.offer(
            f"El portapapeles tiene {len(lineas):,} renglones de texto.",
            (
                (f"Pegar {len(lineas):,} líneas", lambda: self._add_lineas(lineas, destinos)),
                ("Pegar como una sola línea", lambda: self._add_lineas(whole, destinos)),
            ),
        )

    def _add_lineas(
        self, lineas: tuple[LineaAccion, ...], destinos: dict[TipoLugar, Destino]
    ) -> None:
        owner = destinos[TipoLugar.LINEA].owner
        assert owner is not None
        self._tree.view.setFocus()
        if not exists(self._poa, owner):
            return
        structure = self._editing.structure
        recorte = Recorte(self._poa.ejercicio, lineas=structure.scheduled(lineas, owner))
        made = structure.paste(f"Pegar {recorte.en_palabras}", [(recorte, destinos)])
        if made:
            self._tree.show_places(made)
            verb = "Se pegó" if len(made) == 1 else "Se pegaron"
            self._editing.tell(f"{verb} {recorte.en_palabras}. Ctrl+Z deshace el cambio.")

    # -- dragging --------------------------------------------------------------------------

    def load(self) -> tuple[QMimeData, str] | None:
        """What is dragged and its words; None for what cannot be: nodes of several kinds."""
        chosen = self._take()
        if kind_of(chosen) is None or self._session.store.read_only:
            return None
        if self._session.tells_plan_locked():
            return None
        mime = self._mime(chosen, token(16))
        if mime is None:
            return None
        self._dragged = chosen
        structure = self._editing.structure
        one = len(chosen) == 1
        return mime, structure.text_of(chosen[0]) if one else structure.name_of(chosen)

    def judge(self, mime: QMimeData, index: QModelIndex, upper: bool) -> Destino | None:
        """Where what is dragged would go on a row, upper half or not; None: nowhere."""
        place, key = index.data(ROLE_PLACE), index.data(ROLE_KEY)
        if self._session.store.read_only or not isinstance(place, Place):
            return None
        if self._session.candado_plan:
            return None
        kind = kind_of(self._dragged) if self._dragged else self._foreign_kind(mime)
        return None if kind is None else drop_at(self._poa, kind, str(key), place, upper)

    def _foreign_kind(self, mime: QMimeData) -> TipoLugar | None:
        """The kind of what comes from another window; it is read once, not at every movement."""
        if not has_recorte(mime):
            return None
        written = bytes(mime.data(MIME).data())
        if written != self._foreign[0]:
            try:
                self._foreign = written, recorte_in(mime)
            except PoaError:
                self._foreign = written, None
        recorte = self._foreign[1]
        kinds = _kinds_in(recorte) if recorte else set()
        return kinds.pop() if len(kinds) == 1 else None

    def drop(self, destino: Destino, mime: QMimeData, copy: bool) -> None:
        """Put down what was dragged: a copy when that is wanted or it comes from elsewhere."""
        dragged, self._dragged = self._dragged, []
        if dragged and not copy:
            self._editing.move_to(dragged, {destino.tipo: destino})
            return
        try:
            self._paste_copy(recorte_in(mime), {destino.tipo: destino})
        except PoaError as error:
            self._editing.tell(str(error), error=True)

    def end_drag(self) -> None:
        """The drag is over, wherever it ended."""
        self._dragged = []


def _kinds_in(recorte: Recorte) -> set[TipoLugar]:
    loose = any(each.programa_id is None for each in recorte.actividades)
    parts = (recorte.programas, loose, recorte.lineas)
    return {kind for kind, part in zip(_KINDS, parts, strict=True) if part}


def _pasted_words(recorte: Recorte, ejercicio: int) -> str:
    """What was pasted, what a copy leaves behind, and what became of the dates."""
    many = len(recorte.programas) + len(recorte.actividades) + len(recorte.lineas)
    verb = "Se pegó" if many == 1 else "Se pegaron"
    parts = [f"{verb} {recorte.en_palabras}, sin lo reportado."]
    blocks = recorte.programas or recorte.actividades
    if blocks and recorte.ejercicio != ejercicio:
        parts.append(f"Del y Al pasaron de {recorte.ejercicio} a {ejercicio}: revíselos.")
    if recorte.corte:
        parts.append("Es una copia: si el original sigue en su lugar y ya no va, elimínelo allá.")
    return " ".join([*parts, "Ctrl+Z deshace el cambio."])
