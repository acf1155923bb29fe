"""Papers that need more than the scene has: the acta of a period that was closed twice."""

from dataclasses import replace
from datetime import datetime

from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Avance, Municipio, Poa
from tests.sealed import SealedFile

_T1 = parse_periodo("2024-T1")
_FIRST, _REOPENED, _SECOND = (datetime(2024, 4, day, 10, 30) for day in (8, 22, 29))
_REASON = "Se entregó el directorio publicado el 29 de marzo, que no se había capturado."


def acta_closed_twice(municipio: Municipio, poa: Poa) -> bytes:
    """The second acta of the first quarter of a POA; the last línea that nobody captured in March
    was 0 in the first."""
    file = SealedFile()
    file.cerrar(municipio, _with_march(poa, Avance(0, "", "Se publicará en abril.")), _T1, _FIRST)
    file.reabrir(poa, _T1, _REOPENED, _REASON)
    file.cerrar(municipio, _with_march(poa, Avance(100)), _T1, _SECOND)
    context = Context(municipio, poa, _SECOND.date(), _T1, cierres=file.cierres(poa.id))
    return render(find_documento("acta", "pdf"), "pdf", context)[0]


def _with_march(poa: Poa, avance: Avance) -> Poa:
    """The POA with what its líneas lack in March."""
    actividades = tuple(
        replace(
            each,
            lineas=tuple(
                replace(linea, avances=(*linea.avances[:2], avance, *linea.avances[3:]))
                if linea.programado[2] and linea.avances[2].realizado is None
                else linea
                for linea in each.lineas
            ),
        )
        for each in poa.actividades
    )
    return replace(poa, actividades=actividades)
