"""The short name of a línea, "A3.1": its block's clave and its place in it, from 1."""

from collections.abc import Iterator

from poa_desktop.poa.evaluacion import Evaluacion, ResultadoLinea
from poa_desktop.poa.records import Bloque, LineaAccion


def con_clave(bloque: Bloque) -> Iterator[tuple[str, LineaAccion]]:
    """The líneas of a block with their claves, in order."""
    for number, linea in enumerate(bloque.lineas, 1):
        yield f"{bloque.clave}.{number}", linea


def clave_de(bloque: Bloque, linea: LineaAccion) -> str:
    """The clave of one línea of a block."""
    return next(clave for clave, each in con_clave(bloque) if each.id == linea.id)


def resultados_con_clave(evaluacion: Evaluacion) -> Iterator[tuple[str, ResultadoLinea]]:
    """What each línea gave, with its clave, in the order of the official layout."""
    for block in evaluacion.bloques:
        for number, result in enumerate(block.lineas, 1):
            yield f"{block.bloque.clave}.{number}", result
