"""What came back in a workbook: compared with the file, written as one operation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from poa_desktop.data import evidencias, lineas
from poa_desktop.data.rows import Value
from poa_desktop.data.store import Store
from poa_desktop.poa.diferencias import (
    Comparacion,
    Diferencia,
    Tipo,
    comparar,
    exigir_mismo_archivo,
)
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.libro import Campo, Dictamen, Libro
from poa_desktop.poa.records import Poa

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_AVANCE = {
    Campo.REALIZADO: "realizado",
    Campo.COMENTARIO: "comentario",
    Campo.JUSTIFICACION: "justificacion",
}


def compare_with(store: Store, libro: Libro) -> tuple[Poa, Comparacion]:
    """The POA of a file that a workbook is about, and what it would change there.

    Raises PoaError when the workbook is of another file, or of a POA the file no longer has.
    """
    exigir_mismo_archivo(libro, store.clave, store.path.name)
    identity = libro.identidad
    if all(each.id != identity.poa for each in store.headers()):
        raise PoaError(
            f"El POA de «{libro.nombre}» ({identity.titulo}) no está en «{store.path.name}»: "
            "impórtelo en el archivo del que salió."
        )
    poa = store.poa(identity.poa)
    return poa, comparar(poa, libro)


def apply(db: Database, diferencias: Iterable[Diferencia]) -> int:
    """Write the chosen differences and give how many; what is rejected is never written."""
    avances: dict[tuple[int, int], dict[str, Value]] = {}
    count = 0
    for each in diferencias:
        if each.tipo is Tipo.RECHAZADO:
            continue
        count += 1
        celda, value = each.celda, each.despues
        if isinstance(value, Dictamen):
            evidencias.judge(db, celda.id, value.estado, value.motivo)
        elif celda.campo is Campo.UNIDAD:
            lineas.edit(db, celda.id, unidad_medida=value)
        elif celda.campo is Campo.PROGRAMADO:
            assert isinstance(value, int)
            lineas.set_programado(db, celda.id, celda.mes, value)
        else:  # one row has them all, and goes away when the last of them is empty
            fields = avances.setdefault((celda.id, celda.mes), {})
            fields[_OF_AVANCE[celda.campo]] = value
    for (linea, mes), fields in avances.items():
        lineas.edit_avance(db, linea, mes, **fields)
    return count
