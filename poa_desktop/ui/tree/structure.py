"""Adding, deleting and moving nodes: each a titled operation through the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from poa_desktop.data import bloques, lineas
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, Poa
from poa_desktop.ui.place import BLOQUES, Place, find_bloque, tipo_of
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from sqlite_utils import Database

NOMBRES = {
    TipoLugar.PROGRAMA: "programa",
    TipoLugar.ACTIVIDAD: "actividad",
    TipoLugar.LINEA: "línea de acción",
}


class Structure:
    """What can be done to the tree at a place. Each method gives the place to show next."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _poa(self) -> Poa:
        assert self._session.poa is not None
        return self._session.poa

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
        programado = programado_predeterminado(bloque.ficha, poa.ejercicio)
        tipo, block = tipo_of(bloque), bloque.id
        return self._add(
            "Agregar línea de acción",
            TipoLugar.LINEA,
            lambda db: lineas.add(
                db, tipo, block, "Línea nueva", programado=programado, position=position
            ),
        )

    def delete(self, place: Place) -> Place | None:
        """Delete a node with everything below it (it can be undone)."""
        poa = self._poa()
        bloque = find_bloque(poa, place)
        if bloque is None:
            return None
        if place.tipo is TipoLugar.LINEA:
            self._session.run("Eliminar línea de acción", lambda db: lineas.delete(db, place.id))
            return Place(tipo_of(bloque), bloque.id)
        titulo = f"Eliminar {NOMBRES[place.tipo]} {bloque.numero}"
        self._session.run(titulo, lambda db: bloques.delete(db, place.tipo, place.id))
        return Place(TipoLugar.POA, poa.id)

    def can_move(self, place: Place, step: int) -> bool:
        """Whether there is room to move a node up (-1) or down (1) among its siblings."""
        siblings = self._siblings(place)
        return bool(siblings) and 0 <= siblings.index(place.id) + step < len(siblings)

    def move(self, place: Place, step: int) -> Place | None:
        """Move a node up (-1) or down (1) among its siblings; numbers follow the order."""
        if not self.can_move(place, step):
            return None
        siblings = self._siblings(place)
        target = siblings[siblings.index(place.id) + step]
        titulo = f"Mover {NOMBRES[place.tipo]} {'arriba' if step < 0 else 'abajo'}"
        if place.tipo is TipoLugar.LINEA:
            position = siblings.index(target)
            self._session.run(titulo, lambda db: lineas.move(db, place.id, position))
        else:
            order = [each.id for each in self._kind(place.tipo)]
            position = order.index(target)
            self._session.run(titulo, lambda db: bloques.move(db, place.tipo, place.id, position))
        return place

    def put_under(self, place: Place, programa_id: int | None) -> Place | None:
        """Put an actividad under a programa, or under none."""
        titulo = "Mover actividad a otro programa"
        fields = {"programa_id": programa_id}
        self._session.run(titulo, lambda db: bloques.edit(db, place.tipo, place.id, **fields))
        return place

    def _kind(self, tipo: TipoLugar) -> tuple[Bloque, ...]:
        poa = self._poa()
        return poa.programas if tipo is TipoLugar.PROGRAMA else poa.actividades

    def _siblings(self, place: Place) -> list[int]:
        """Ids of what stands beside a node in the tree, in order."""
        poa = self._session.poa
        bloque = None if poa is None else find_bloque(poa, place)
        if bloque is None:
            return []
        if place.tipo is TipoLugar.LINEA:
            return [linea.id for linea in bloque.lineas]
        if place.tipo not in BLOQUES:
            return []
        under = getattr(bloque, "programa_id", None)
        return [
            each.id
            for each in self._kind(place.tipo)
            if getattr(each, "programa_id", None) == under
        ]
