"""What differs between two versions of a closed period in all that their papers print.

Not only what was captured and programmed, but whose it is, how its blocks are called and what was
said of it.
"""

from collections.abc import Iterable, Iterator

from poa_desktop.poa.congelado import Congelado
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.plan_comparado import comparar_plan
from poa_desktop.poa.records import Poa
from poa_desktop.poa.versiones import CambioVersion, comparar, comparar_observaciones


def comparar_versiones(before: Congelado, after: Congelado) -> tuple[CambioVersion, ...]:
    """Every difference of two cierres of one period, in the order of their papers."""
    assert after.periodo is not None
    place = (
        ("Municipio", before.municipio.nombre, after.municipio.nombre),
        ("Gobierno", before.municipio.gobierno, after.municipio.gobierno),
    )
    return (
        *_of_poa(after.poa, place),
        *comparar_hoja(before.poa, after.poa, after.periodo),
        *comparar_observaciones(before.observaciones, after.observaciones, after.poa),
    )


def comparar_hoja(before: Poa, after: Poa, periodo: Periodo) -> tuple[CambioVersion, ...]:
    """Every difference of two contents of a POA that the papers of a period print."""
    pairs = zip(_head(before), _head(after), strict=True)
    return (
        *_of_poa(after, [(campo, old, new) for (campo, old), (_, new) in pairs]),
        *_of_blocks(before, after),
        *comparar(before, after, periodo),
    )


def _of_poa(poa: Poa, found: Iterable[tuple[str, str, str]]) -> Iterator[CambioVersion]:
    for campo, old, new in found:
        if old != new:
            yield CambioVersion("POA", "", campo, None, old, new, ("poas", poa.id))


def _head(poa: Poa) -> tuple[tuple[str, str], ...]:
    return (
        ("Dependencia", poa.dependencia.nombre),
        ("Titular", poa.dependencia.titular_nombre),
        ("Cargo del titular", poa.dependencia.titular_cargo),
        ("Evalúa", poa.evaluador),
        ("Estado del POA", poa.estado.value),
    )


def _of_blocks(before: Poa, after: Poa) -> Iterator[CambioVersion]:
    """Name, place and ficha of each programa and actividad; of its líneas `comparar` tells."""
    for each in comparar_plan(before, after):
        if "." not in each.clave and not each.meses:
            yield CambioVersion(each.clave, each.nombre, each.campo, None, each.antes, each.despues)
