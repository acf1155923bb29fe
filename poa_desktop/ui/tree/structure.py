"""What is done to the nodes of the tree: each a titled operation through the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from poa_desktop.data import bloques, lineas, traslados
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.candados import motivo_cerrado, motivo_quitar, solo_abiertos
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, LineaAccion, Poa
from poa_desktop.poa.recorte import Recorte, con_meses_abiertos, cuantos
from poa_desktop.ui.place import BLOQUES, Place, find_bloque, tipo_of
from poa_desktop.ui.session import Session
from poa_desktop.ui.tree.destino import Destino, siblings

if TYPE_CHECKING:
    from sqlite_utils import Database

NOMBRES = {
    TipoLugar.PROGRAMA: "programa",
    TipoLugar.ACTIVIDAD: "actividad",
    TipoLugar.LINEA: "línea de acción",
}
_KINDS = (TipoLugar.PROGRAMA, TipoLugar.ACTIVIDAD, TipoLugar.LINEA)


class Structure:
    """What can be done to the tree. Methods that make nodes give the places to show next."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.aviso = ""
        """What the last paste left out, a sentence with a space before it; "" for nothing."""

    def _poa(self) -> Poa:
        assert self._session.poa is not None
        return self._session.poa

    # -- adding ----------------------------------------------------------------------------

    def _add(self, titulo: str, tipo: TipoLugar, work: Callable[[Database], int]) -> Place | None:
        made: list[int] = []

        def adding(db: Database) -> None:
            made.append(work(db))

        return Place(tipo, made[0]) if self._session.run(titulo, adding) else None

    def add_programa(self) -> Place | None:
        """A new programa, last."""
        poa = self._poa()
        return self._add(
            "Agregar programa",
            TipoLugar.PROGRAMA,
            lambda db: bloques.add(db, TipoLugar.PROGRAMA, poa.id, "Programa nuevo"),
        )

    def add_actividad(self, place: Place) -> Place | None:
        """A new actividad: after the one at hand, or last; under the programa at hand."""
        poa = self._poa()
        bloque = find_bloque(poa, place)
        position, programa_id, eje = None, None, ""
        if isinstance(bloque, Actividad):
            position, programa_id, eje = bloque.numero, bloque.programa_id, bloque.eje
        elif bloque is not None:
            programa_id, eje = bloque.id, bloque.eje

        def work(db: Database) -> int:
            made = bloques.add(
                db, TipoLugar.ACTIVIDAD, poa.id, "Actividad nueva", eje=eje, position=position
            )
            if programa_id is not None:
                bloques.edit(db, TipoLugar.ACTIVIDAD, made, programa_id=programa_id)
            return made

        return self._add("Agregar actividad", TipoLugar.ACTIVIDAD, work)

    def add_linea(self, place: Place) -> Place | None:
        """A new línea with the default schedule: after the one at hand, or last in the block."""
        poa = self._poa()
        bloque = find_bloque(poa, place)
        if bloque is None:
            return None
        position = None
        if place.tipo is TipoLugar.LINEA:
            position = [linea.id for linea in bloque.lineas].index(place.id) + 1
        programado = self._open_schedule(bloque)
        tipo, block = tipo_of(bloque), bloque.id
        return self._add(
            "Agregar línea de acción",
            TipoLugar.LINEA,
            lambda db: lineas.add(
                db, tipo, block, "Línea nueva", programado=programado, position=position
            ),
        )

    def _open_schedule(self, bloque: Bloque) -> tuple[int, ...]:
        """The default schedule of a new línea; closed months take none."""
        poa = self._poa()
        return solo_abiertos(poa, programado_predeterminado(bloque.ficha, poa.ejercicio))

    # -- taking away and moving ------------------------------------------------------------

    def delete(self, places: Sequence[Place]) -> bool:
        """Delete nodes with everything below them (it can be undone); all of them, or none with
        the reason."""
        poa = self._poa()
        lineas_ = [each.id for each in places if each.tipo is TipoLugar.LINEA]
        blocks = [find_bloque(poa, each) for each in places if each.tipo in BLOQUES]
        if self._session.tells(motivo_quitar(poa, lineas_, list(filter(None, blocks)))):
            return False
        titulo = f"Eliminar {self.name_of(places)}"
        return self._session.run(titulo, lambda db: _delete(db, places))

    def can_move(self, places: Sequence[Place], step: int) -> bool:
        """Whether one of the nodes has room to go up (-1) or down (1) among its siblings."""
        return bool(self._moves(places, step))

    def move(self, places: Sequence[Place], step: int) -> bool:
        """Move nodes up (-1) or down (1) among their siblings; numbers follow the order."""
        moves = self._moves(places, step)

        def work(db: Database) -> None:
            for tipo, order in moves:
                if tipo is TipoLugar.LINEA:
                    traslados.order_lineas(db, order)
                else:
                    traslados.order_bloques(db, tipo, order)

        titulo = f"Mover {self.name_of(places)} {'arriba' if step < 0 else 'abajo'}"
        return bool(moves) and self._session.run(titulo, work)

    def _moves(self, places: Sequence[Place], step: int) -> list[tuple[TipoLugar, list[int]]]:
        """The new order of each list of siblings that changes."""
        poa = self._poa()
        found: dict[tuple[TipoLugar, tuple[int, ...]], set[int]] = {}
        for place in places:
            found.setdefault((place.tipo, tuple(siblings(poa, place))), set()).add(place.id)
        orders = [
            (tipo, list(before), traslados.stepped(before, moved, step))
            for (tipo, before), moved in found.items()
        ]
        return [(tipo, after) for tipo, before, after in orders if after != before]

    def move_to(self, places: Sequence[Place], destinos: dict[TipoLugar, Destino]) -> bool:
        """Put nodes where they go, each kind at its destino; the rows keep everything reported.

        A línea with something in a closed month stays in its block: then nothing moves.
        """
        if self._session.tells(self._holds(places, destinos.get(TipoLugar.LINEA))):
            return False

        def work(db: Database) -> None:
            for tipo, destino in destinos.items():
                ids = [place.id for place in places if place.tipo is tipo]
                if ids:
                    _move(db, ids, destino)

        return self._session.run(f"Mover {self.name_of(places)}", work)

    def _holds(self, places: Sequence[Place], destino: Destino | None) -> str:
        if destino is None or destino.owner is None:
            return ""
        poa, target = self._poa(), find_bloque(self._poa(), destino.owner)
        leaving = [
            each.id
            for each in places
            if each.tipo is TipoLugar.LINEA and find_bloque(poa, each) is not target
        ]
        return motivo_quitar(poa, leaving, verbo="pasa a otro lugar")

    # -- copies ----------------------------------------------------------------------------

    def paste(
        self, titulo: str, parts: Sequence[tuple[Recorte, dict[TipoLugar, Destino]]]
    ) -> list[Place]:
        """Add what recortes hold, each kind at its destino; gives what was made.

        Nothing is scheduled in closed months; *aviso* says then what was left out.
        """
        poa = self._poa()
        made: list[Place] = []
        fitted = [(con_meses_abiertos(recorte, poa), where) for recorte, where in parts]
        lost = sorted({mes for (_, months), _ in fitted for mes in months})
        self.aviso = f" Sin programación en meses cerrados: {motivo_cerrado(poa, *lost)}"
        self.aviso = self.aviso if lost else ""

        def work(db: Database) -> None:
            made.clear()
            for (recorte, _), destinos in fitted:
                made.extend(_paste(db, poa.id, recorte, destinos))

        return made if self._session.run(titulo, work) else []

    def scheduled(self, copied: Sequence[LineaAccion], owner: Place) -> tuple[LineaAccion, ...]:
        """Líneas that came as text, with the default schedule of the block they go to."""

        bloque = find_bloque(self._poa(), owner)
        assert bloque is not None
        programado = self._open_schedule(bloque)
        return tuple(replace(linea, programado=programado) for linea in copied)

    # -- words -----------------------------------------------------------------------------

    def name_of(self, places: Sequence[Place]) -> str:
        """Some nodes in words: "actividad 3", "4 líneas"."""
        if len(places) != 1:
            return cuantos(*(sum(each.tipo is kind for each in places) for kind in _KINDS))
        (place,) = places
        bloque = find_bloque(self._poa(), place)
        if place.tipo in BLOQUES and bloque is not None:
            return f"{NOMBRES[place.tipo]} {bloque.numero}"
        return NOMBRES[place.tipo]

    def text_of(self, place: Place) -> str:
        """What a node is called: its name, or the text of the línea."""
        bloque: Bloque | None = find_bloque(self._poa(), place)
        if bloque is None:
            return ""
        lineas_ = (linea.texto for linea in bloque.lineas if linea.id == place.id)
        text = next(lineas_, "") if place.tipo is TipoLugar.LINEA else bloque.nombre
        return " ".join(text.split())


def _delete(db: Database, places: Sequence[Place]) -> None:
    """Líneas first: they are none of those that go with a block."""
    ids = {kind: [each.id for each in places if each.tipo is kind] for kind in _KINDS}
    if ids[TipoLugar.LINEA]:
        traslados.delete_lineas(db, ids[TipoLugar.LINEA])
    for kind in BLOQUES:
        if ids[kind]:
            traslados.delete_bloques(db, kind, ids[kind])


def _move(db: Database, ids: Sequence[int], destino: Destino) -> None:
    owner = destino.owner
    if destino.tipo is TipoLugar.LINEA:
        assert owner is not None
        traslados.move_lineas(db, ids, owner.tipo, owner.id, destino.before)
        return
    if destino.tipo is TipoLugar.ACTIVIDAD:
        traslados.put_under(db, ids, owner.id if owner else None)
    if not destino.keep_numbers:
        traslados.move_bloques(db, destino.tipo, ids, destino.before)


def _paste(
    db: Database, poa: int, recorte: Recorte, destinos: dict[TipoLugar, Destino]
) -> list[Place]:
    made: list[Place] = []
    if recorte.programas:
        before = destinos[TipoLugar.PROGRAMA].before
        programas, _ = traslados.paste_programas(db, poa, recorte, before)
        made += [Place(TipoLugar.PROGRAMA, row) for row in programas]
    loose = [each for each in recorte.actividades if each.programa_id is None]
    if loose:
        destino = destinos[TipoLugar.ACTIVIDAD]
        owner = destino.owner.id if destino.owner else None
        rows = traslados.paste_actividades(db, poa, loose, owner, destino.before)
        made += [Place(TipoLugar.ACTIVIDAD, row) for row in rows]
    if recorte.lineas:
        destino = destinos[TipoLugar.LINEA]
        assert destino.owner is not None
        block = destino.owner.tipo, destino.owner.id
        rows = traslados.paste_lineas(db, *block, recorte.lineas, destino.before)
        made += [Place(TipoLugar.LINEA, row) for row in rows]
    return made
