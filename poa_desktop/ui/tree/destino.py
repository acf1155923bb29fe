"""Where nodes can go: what is under the pointer or the cursor, as the place they would take."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, Poa
from poa_desktop.ui.place import Place, find_bloque, tipo_of

SIN_PROGRAMA = "sin-programa"


class Edge(Enum):
    """Where the drop mark stands: around a row, above it, or below it and all that is under it."""

    ON = auto()
    ABOVE = auto()
    BELOW = auto()


@dataclass(frozen=True, slots=True)
class Destino:
    """A place for nodes of one kind.

    *owner* is the block of líneas or the programa of actividades; None: no owner, which for
    actividades is "sin programa". They come before *before* (None: last); with *keep_numbers*
    actividades only change their owner. *mark* is where it is shown: key of a row, and edge.
    """

    tipo: TipoLugar
    owner: Place | None = None
    before: int | None = None
    keep_numbers: bool = False
    mark: tuple[str, Edge] = ("", Edge.ON)


def kind_of(places: Collection[Place]) -> TipoLugar | None:
    """The one kind of some nodes; None when there are none, or several kinds."""
    kinds = {place.tipo for place in places}
    return kinds.pop() if len(kinds) == 1 else None


def drop_at(poa: Poa, tipo: TipoLugar, key: str, place: Place, upper: bool) -> Destino | None:
    """Where nodes of a kind go when they are dropped on a row; None where that makes no sense.

    *upper*: the pointer is on the upper half of the row.
    """
    if tipo is TipoLugar.LINEA:
        return _drop_lineas(poa, key, place, upper)
    if tipo is TipoLugar.ACTIVIDAD:
        return _drop_actividades(poa, key, place, upper)
    return _drop_programas(poa, key, place, upper)


def _drop_lineas(poa: Poa, key: str, place: Place, upper: bool) -> Destino | None:
    bloque = find_bloque(poa, place)
    if bloque is None:
        return None
    owner = Place(tipo_of(bloque), bloque.id)
    if place.tipo is not TipoLugar.LINEA:
        return Destino(TipoLugar.LINEA, owner, mark=(key, Edge.ON))
    ids = [linea.id for linea in bloque.lineas]
    before = place.id if upper else _after(ids, place.id)
    mark = key, Edge.ABOVE if upper else Edge.BELOW
    return Destino(TipoLugar.LINEA, owner, before, mark=mark)


def _drop_actividades(poa: Poa, key: str, place: Place, upper: bool) -> Destino | None:
    tipo = TipoLugar.ACTIVIDAD
    if key == SIN_PROGRAMA:
        return Destino(tipo, keep_numbers=True, mark=(key, Edge.ON))
    bloque = find_bloque(poa, place)
    if bloque is None:
        return None
    if not isinstance(bloque, Actividad):
        if place.tipo is not TipoLugar.PROGRAMA:
            return None
        owner = Place(TipoLugar.PROGRAMA, bloque.id)
        return Destino(tipo, owner, keep_numbers=True, mark=(_key(bloque), Edge.ON))
    on_itself = place.tipo is tipo
    upper = upper and on_itself
    ids = [each.id for each in poa.actividades]
    before = bloque.id if upper else _after(ids, bloque.id)
    mark = _key(bloque), Edge.ABOVE if upper else Edge.BELOW
    return Destino(tipo, _programa_of(bloque), before, mark=mark)


def _drop_programas(poa: Poa, key: str, place: Place, upper: bool) -> Destino | None:
    tipo = TipoLugar.PROGRAMA
    if key == SIN_PROGRAMA:
        return Destino(tipo, mark=(key, Edge.ABOVE))
    bloque = find_bloque(poa, place)
    if isinstance(bloque, Actividad) and bloque.programa_id is not None:
        bloque = find_bloque(poa, Place(tipo, bloque.programa_id))
    if bloque is None or isinstance(bloque, Actividad):
        return None
    upper = upper and key == _key(bloque)
    ids = [each.id for each in poa.programas]
    before = bloque.id if upper else _after(ids, bloque.id)
    return Destino(tipo, None, before, mark=(_key(bloque), Edge.ABOVE if upper else Edge.BELOW))


def paste_at(poa: Poa, tipo: TipoLugar, place: Place) -> Destino | None:
    """Where nodes of a kind go when they are pasted at a node; None where that makes no sense.

    A línea goes after a línea or to the end of a block; an actividad after an actividad, under a
    programa, or last; a programa after a programa, or last.
    """
    bloque = find_bloque(poa, place)
    if tipo is TipoLugar.LINEA:
        return None if bloque is None else drop_at(poa, tipo, "", place, upper=False)
    if tipo is TipoLugar.PROGRAMA:
        below = drop_at(poa, tipo, "", place, upper=False) if bloque is not None else None
        return below or Destino(tipo)
    if isinstance(bloque, Actividad):
        return drop_at(poa, tipo, "", place, upper=False)
    return Destino(tipo, None if bloque is None else Place(TipoLugar.PROGRAMA, bloque.id))


def siblings(poa: Poa, place: Place) -> list[int]:
    """Ids of what stands beside a node in the tree, in order; none for what cannot move."""
    bloque = find_bloque(poa, place)
    if bloque is None:
        return []
    if place.tipo is TipoLugar.LINEA:
        return [linea.id for linea in bloque.lineas]
    if isinstance(bloque, Actividad):
        return [each.id for each in poa.actividades if each.programa_id == bloque.programa_id]
    return [each.id for each in poa.programas]


def in_order(poa: Poa, places: Collection[Place], *, whole: bool = True) -> list[Place]:
    """The nodes among some places that can be taken, in the order of the official layout.

    Líneas of a chosen block go with it and are left out; so do, with *whole*, the actividades of a
    chosen programa.
    """
    chosen = set(places)
    found: list[Place] = []
    for bloque in poa.bloques:
        block = Place(tipo_of(bloque), bloque.id)
        programa = Place(TipoLugar.PROGRAMA, getattr(bloque, "programa_id", None) or 0)
        if whole and programa in chosen:
            continue
        if block in chosen:
            found.append(block)
            continue
        lineas = (Place(TipoLugar.LINEA, linea.id) for linea in bloque.lineas)
        found += [each for each in lineas if each in chosen]
    return found


def _key(bloque: Bloque) -> str:
    return f"{tipo_of(bloque).value}-{bloque.id}"


def _after(ids: list[int], one: int) -> int | None:
    following = ids[ids.index(one) + 1 :]
    return following[0] if following else None


def _programa_of(actividad: Actividad) -> Place | None:
    programa = actividad.programa_id
    return None if programa is None else Place(TipoLugar.PROGRAMA, programa)
