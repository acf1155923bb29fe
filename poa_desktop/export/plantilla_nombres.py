"""The names that the municipio's own Excel template may give to its cells, and what each gets.

This table is the source of the manual's chapter, of the example and of every error list. A name
of a single value is given to one cell; a name of a column to a heading, under which one row per
programa, actividad or línea is written.
"""

from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Nombre:
    """A name of the template. *tabla* is "" for a single value."""

    nombre: str
    descripcion: str
    tabla: str = ""


TABLAS = {
    "PROGRAMAS": "una fila por programa",
    "ACTIVIDADES": "una fila por actividad",
    "LINEAS": "una fila por línea de acción",
}

_SINGLE = {
    "POA_MUNICIPIO": "Nombre del municipio",
    "POA_ESTADO": "Estado de la República",
    "POA_GOBIERNO": "Gobierno municipal, como en el encabezado del POA",
    "POA_DEPENDENCIA": "Nombre de la dependencia",
    "POA_TIPO": "Tipo de dependencia (Dirección, Jefatura…)",
    "POA_CLAVE_UR": "Clave de la unidad responsable",
    "POA_EJERCICIO": "Ejercicio, como número",
    "POA_TITULAR": "Nombre del titular",
    "POA_CARGO": "Cargo del titular",
    "POA_ENLACE": "Nombre del enlace",
    "POA_VISION": "Visión",
    "POA_MISION": "Misión",
    "POA_OBJETIVO": "Objetivo/FIN de la dependencia",
    "POA_FORTALEZAS": "Fortalezas, una por renglón",
    "POA_OPORTUNIDADES": "Oportunidades, una por renglón",
    "POA_DEBILIDADES": "Debilidades, una por renglón",
    "POA_AMENAZAS": "Amenazas, una por renglón",
    "POA_FECHA": "Fecha del POA",
    "POA_EVALUADOR": "Quién evalúa por parte del Ayuntamiento",
    "FECHA_HOY": "Día en que se llena la plantilla",
    "PERIODO": "Periodo en palabras",
    "PERIODO_INICIO": "Primer día del periodo",
    "PERIODO_FIN": "Último día del periodo",
    "PROYECTADAS": "Lo proyectado en el periodo, según la regla",
    "REALIZADAS": "Lo realizado en el periodo, según la regla",
    "PORCENTAJE": "Porcentaje del periodo",
    "PORCENTAJE_ACUMULADO": "Porcentaje de enero al fin del periodo",
    "SEMAFORO": "Semáforo del periodo, en palabras",
    "REGLA": "Regla de evaluación, en palabras",
    "INVERSION": "Inversión programada de las actividades, en pesos",
    "EJERCIDO": "Suma de los gastos del año, en pesos",
}

_BLOCK = {
    "CLAVE": "Clave (P1, A3)",
    "NUMERO": "Número",
    "NOMBRE": "Nombre",
    "EJE": "Eje del PMD",
    "METAS": "Metas",
    "INVERSION": "Inversión, en pesos o en palabras",
    "BENEFICIADOS_DIRECTOS": "Beneficiados directos",
    "BENEFICIADOS_INDIRECTOS": "Beneficiados indirectos",
    "DEL": "Periodo de tiempo, primer día",
    "AL": "Periodo de tiempo, último día",
    "TEMPORALIDAD": "Temporalidad de la evaluación",
    "PROYECTADAS": "Lo proyectado en el periodo",
    "REALIZADAS": "Lo realizado en el periodo",
    "PORCENTAJE": "Porcentaje del periodo",
    "SEMAFORO": "Semáforo del periodo, en palabras",
}

_COLUMNS = {
    "PROGRAMAS": {**_BLOCK, "ESTRATEGIA": "Estrategia u objetivo estratégico"},
    "ACTIVIDADES": {
        **_BLOCK,
        "PROGRAMA": "Clave del programa al que pertenece",
        "EJERCIDO": "Suma de sus gastos del año, en pesos",
    },
    "LINEAS": {
        "CLAVE": "Clave (P1.2, A3.1)",
        "BLOQUE": "Nombre de su programa o actividad",
        "TEXTO": "Línea de acción",
        "UNIDAD": "Unidad de medida",
        "MEDIO": "Medio de verificación",
        "RESPONSABLE": "Responsable",
        "PROGRAMADO": "Cantidad programada en el periodo",
        "REALIZADO": "Cantidad realizada en el periodo",
        "PORCENTAJE": "Realizado entre programado, en por ciento",
        "ESTADO": "Cómo va, en palabras",
        "COMENTARIO": "Comentarios y justificaciones del periodo",
    },
}

NOMBRES = (
    *(Nombre(name, text) for name, text in _SINGLE.items()),
    *(
        Nombre(f"{tabla}_{name}", text, tabla)
        for tabla, columns in _COLUMNS.items()
        for name, text in columns.items()
    ),
)

POR_NOMBRE = {each.nombre: each for each in NOMBRES}

_PREFIXES = ("POA_", *(f"{tabla}_" for tabla in TABLAS))
_ALIKE = 0.8
_SUGGESTED = 0.6


def find_nombre(name: str) -> Nombre | None:
    """The name as the template wrote it; Excel makes no difference between cases."""
    return POR_NOMBRE.get(name.upper())


def suggestion(name: str) -> str | None:
    """For a name that is not known but was meant for us, the closest right one ("" for none).

    None for a name of the template's own, which is nobody's business.
    """
    upper = name.upper()
    close = get_close_matches(upper, POR_NOMBRE, 1, _SUGGESTED)
    ours = upper.startswith(_PREFIXES) or get_close_matches(upper, POR_NOMBRE, 1, _ALIKE)
    return (close[0] if close else "") if ours else None
