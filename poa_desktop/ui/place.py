"""What the window is looking at: one node of the tree."""

from dataclasses import dataclass

from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import Bloque, LineaAccion, Poa

BLOQUES = (TipoLugar.PROGRAMA, TipoLugar.ACTIVIDAD)


@dataclass(frozen=True, slots=True)
class Place:
    """A record of the POA at hand: the POA itself, its diagnóstico, a block or a línea."""

    tipo: TipoLugar
    id: int


def place_of(lugar: Lugar, poa_id: int = 0) -> Place:
    """The node where a problem's record is shown: the municipio stands with the POA at hand."""
    if lugar.tipo in (TipoLugar.MUNICIPIO, TipoLugar.DOCUMENTO):
        return Place(TipoLugar.POA, poa_id)
    return Place(lugar.tipo, lugar.id)


def find_bloque(poa: Poa, place: Place) -> Bloque | None:
    """The programa or actividad of a place, or the one that holds its línea; else None."""
    if place.tipo is TipoLugar.PROGRAMA:
        return next((each for each in poa.programas if each.id == place.id), None)
    if place.tipo is TipoLugar.ACTIVIDAD:
        return next((each for each in poa.actividades if each.id == place.id), None)
    if place.tipo is TipoLugar.LINEA:
        holds = (each for each in poa.bloques if any(li.id == place.id for li in each.lineas))
        return next(holds, None)
    return None


def find_linea(poa: Poa, place: Place) -> LineaAccion | None:
    """The línea of a place; None when it is no línea or gone."""
    if place.tipo is not TipoLugar.LINEA:
        return None
    return next((linea for linea in poa.lineas if linea.id == place.id), None)


def exists(poa: Poa, place: Place) -> bool:
    """Whether the record of a place is still there; the POA and its diagnóstico always are."""
    if place.tipo in BLOQUES:
        return find_bloque(poa, place) is not None
    return place.tipo is not TipoLugar.LINEA or find_linea(poa, place) is not None


def tipo_of(bloque: Bloque) -> TipoLugar:
    """Which kind of block it is."""
    return TipoLugar.ACTIVIDAD if hasattr(bloque, "programa_id") else TipoLugar.PROGRAMA
