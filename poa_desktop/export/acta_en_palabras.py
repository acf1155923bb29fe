"""The counts of a closed period in words, as its acta says them."""

from collections.abc import Mapping
from typing import Any

from poa_desktop.poa.evaluacion import EstadoLinea
from poa_desktop.poa.observado import EstadoObservacion
from poa_desktop.poa.records import EstadoEvidencia, Poa
from poa_desktop.poa.resumen_cierre import ResumenCierre

_LINEAS = {
    EstadoLinea.CUMPLIDA: "cumplidas",
    EstadoLinea.SOBRECUMPLIMIENTO: "con sobrecumplimiento",
    EstadoLinea.PARCIAL: "parciales",
    EstadoLinea.SIN_AVANCE: "sin avance",
    EstadoLinea.SIN_CAPTURAR: "sin capturar",
    EstadoLinea.SIN_PROGRAMACION: "sin programación",
    EstadoLinea.REALIZADO_SIN_PROGRAMAR: "realizadas sin programar",
}
_EVIDENCIAS = {
    EstadoEvidencia.ACEPTADA: "aceptadas",
    EstadoEvidencia.PENDIENTE: "sin revisar",
    EstadoEvidencia.OBSERVADA: "observadas",
}
_OBSERVACIONES = {
    EstadoObservacion.ATENDIDA: "atendidas",
    EstadoObservacion.RESPONDIDA: "respondidas",
    EstadoObservacion.PENDIENTE: "sin respuesta",
}


def lineas_en_palabras(resumen: ResumenCierre, poa: Poa) -> str:
    """How many líneas, of how many blocks, and how they stand."""
    found = resumen.lineas
    blocks = len(poa.bloques)
    of = "1 programa o actividad" if blocks == 1 else f"{blocks} programas y actividades"
    return f"{sum(found.values()):,}, de {of}. {_told(found, _LINEAS)}"


def _told(found: Mapping[Any, int], words: Mapping[Any, str]) -> str:
    """The counts that are not 0: "Cumplidas: 60; parciales: 1."."""
    text = "; ".join(f"{word}: {found[each]:,}" for each, word in words.items() if found[each])
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def evidencias_en_palabras(resumen: ResumenCierre) -> str:
    """How many files, by what Planeación thinks of them."""
    total = sum(resumen.evidencias.values())
    if not total:
        return "Ninguna."
    files = "1 archivo" if total == 1 else f"{total:,} archivos"
    return f"{files}. {_told(resumen.evidencias, _EVIDENCIAS)}"


def observaciones_en_palabras(resumen: ResumenCierre) -> str:
    """How many observations, by what became of them."""
    total = len(resumen.observaciones)
    return (
        f"{total:,}. {_told(resumen.estados_de_observaciones, _OBSERVACIONES)}"
        if total
        else "Ninguna."
    )
