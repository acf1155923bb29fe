"""The node of the tree that a key such as P1, A3 or A3.1 names."""

import re

from poa_desktop.commands.avance import find_linea
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Bloque, Poa

_BLOQUE = re.compile(r"([AP])(\d{1,6})")
_LINEA = re.compile(r"[AP]\d{1,6}\.\d{1,6}")


def find_nodo(poa: Poa, clave: str) -> tuple[TipoLugar, int]:
    """Kind and id of the node. Raises PoaError when the key is none or the POA has no such node."""
    bare = clave.strip().upper()
    if _LINEA.fullmatch(bare):
        return TipoLugar.LINEA, find_linea(poa, bare).id
    match = _BLOQUE.fullmatch(bare)
    if match is None:
        raise PoaError(
            f"«{clave}» no es un nodo del POA: escriba P1 (programa), A3 (actividad) o A3.1 "
            "(línea)."
        )
    kind, bloques = _of_kind(poa, match[1])
    found = next((each for each in bloques if each.numero == int(match[2])), None)
    if found is None:
        raise PoaError(f"El POA no tiene {bare}: revise la clave con «ver».")
    return kind, found.id


def _of_kind(poa: Poa, letter: str) -> tuple[TipoLugar, tuple[Bloque, ...]]:
    if letter == "A":
        return TipoLugar.ACTIVIDAD, poa.actividades
    return TipoLugar.PROGRAMA, poa.programas
