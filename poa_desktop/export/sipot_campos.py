"""The transparency formats (SIPOT) that are filled, column by column, and how a column is known.

Headers are those of the blank workbooks of the Plataforma Nacional de Transparencia (Lineamientos
técnicos generales, LGTAIP artículo 70, fracciones IV and VI); other states and years write some
of them in other words, which are the *nombres* of a Campo.
"""

import re
from dataclasses import dataclass

from poa_desktop.poa.text import fold

_TABLA = re.compile(r"tabla_\d+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def normal(header: str) -> str:
    """A header as it is compared: no accents, case, "(s)", "(catálogo)" or "Tabla_123456"."""
    bare = _IN_BRACKETS.sub("", _TABLA.sub("", fold(header)))
    return _NO_WORD.sub(" ", bare).strip()


@dataclass(frozen=True, slots=True)
class Campo:
    """A column the program knows: its headers, and in words what it gets ("" for nothing).

    *motivo* says why it stays empty.
    """

    clave: str
    nombres: tuple[str, ...]
    dato: str = ""
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class TipoFormato:
    """One transparency format: its title, the columns that tell it from all others, all columns.

    *tabla* are the columns of the sub-table that hangs on the campo *con_tabla*.
    """

    clave: str
    titulo: str
    distintivos: tuple[str, ...]
    campos: tuple[Campo, ...]
    tabla: tuple[Campo, ...] = ()
    con_tabla: str = ""

    def campo(self, header: str) -> Campo | None:
        """The column of that header; None when the program does not know it."""
        return find_campo(self.campos, header)


def find_campo(campos: tuple[Campo, ...], header: str) -> Campo | None:
    """The campo with that header among its names."""
    wanted = normal(header)
    return next((c for c in campos if wanted in map(normal, c.nombres)), None)


_EJERCICIO = Campo("ejercicio", ("Ejercicio",), "Ejercicio del POA")
_INICIO = Campo(
    "inicio",
    ("Fecha de inicio del periodo que se informa", "Fecha de inicio del periodo"),
    "Primer día del periodo",
)
_TERMINO = Campo(
    "termino",
    (
        "Fecha de término del periodo que se informa",
        "Fecha de fin del periodo que se informa",
        "Fecha de término del periodo",
    ),
    "Último día del periodo",
)
_FINALES = (
    Campo(
        "responsable",
        (
            "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la "
            "información",
            "Área responsable de la información",
            "Área(s) o unidad(es) administrativa(s) que genera(n) o posee(n) la información",
        ),
        "Dependencia",
    ),
    Campo("validacion", ("Fecha de validación",), "Hoy"),
    Campo("actualizacion", ("Fecha de actualización",), "Hoy"),
    Campo("nota", ("Nota", "Notas"), "De qué POA y con qué regla se obtuvo"),
)

OBJETIVOS = TipoFormato(
    "objetivos",
    "Objetivos y metas institucionales",
    ("objetivo", "indicadores"),
    (
        _EJERCICIO,
        _INICIO,
        _TERMINO,
        Campo(
            "area",
            ("Denominación del área", "Denominación del área o unidad administrativa"),
            "Dependencia",
        ),
        Campo(
            "objetivo",
            (
                "Descripción breve y clara de cada objetivo institucional",
                "Descripción breve y clara de cada objetivo",
            ),
            "Estrategia de cada programa y nombre de cada actividad",
        ),
        Campo(
            "indicadores",
            (
                "Indicadores y metas asociados a cada objetivo",
                "Indicadores asociados a cada objetivo",
            ),
            "ID que une con la tabla de indicadores",
        ),
        Campo(
            "hipervinculo",
            (
                "Hipervínculo al documento del o los programas operativos, presupuestarios, "
                "sectoriales, entre otros",
                "Hipervínculo al documento del o los programas",
            ),
            motivo="la dirección existe cuando el área publica el documento",
        ),
        *_FINALES,
    ),
    (
        Campo("id", ("ID",), "ID de la fila"),
        Campo(
            "indicador",
            ("Indicadores asociados", "Indicador asociado", "Nombre del indicador"),
            "Indicador del programa o actividad, y uno por línea de acción",
        ),
        Campo("meta", ("Meta del indicador", "Metas", "Meta"), "Metas de la ficha y lo programado"),
        Campo("unidad", ("Unidad de medida",), "Porcentaje"),
    ),
    "indicadores",
)

INDICADORES = TipoFormato(
    "indicadores",
    "Indicadores de resultados",
    ("programa", "indicador", "avance"),
    (
        _EJERCICIO,
        _INICIO,
        _TERMINO,
        Campo(
            "programa",
            (
                "Nombre del programa o concepto al que corresponde el indicador",
                "Nombre del programa o concepto",
            ),
            "Nombre del programa o de la actividad",
        ),
        Campo(
            "objetivo",
            ("Objetivo institucional", "Objetivos institucionales"),
            "Estrategia del programa; sin ella, el objetivo de la dependencia",
        ),
        Campo(
            "indicador",
            ("Nombre(s) del(os) indicador(es)", "Nombre de los indicadores"),
            "Indicador según la regla de evaluación",
        ),
        Campo("dimension", ("Dimensión(es) a medir", "Dimensiones a medir"), "Eficacia"),
        Campo(
            "definicion",
            ("Definición del indicador", "Definición de los indicadores"),
            "La regla de evaluación, en palabras",
        ),
        Campo(
            "metodo",
            ("Método de cálculo con variables de la fórmula", "Método de cálculo"),
            "No. Act. Realizadas / No. Act. Proyectadas × 100",
        ),
        Campo("unidad", ("Unidad de medida",), "Porcentaje"),
        Campo("frecuencia", ("Frecuencia de medición",), "Temporalidad de la ficha"),
        Campo("base", ("Línea base", "Línea de base"), "% del mismo periodo del año anterior"),
        Campo("metas", ("Metas programadas",), "Lo proyectado en el periodo y metas de la ficha"),
        Campo(
            "ajustadas",
            ("Metas ajustadas que existan, en su caso", "Metas ajustadas en su caso"),
            motivo="el programa no lleva metas ajustadas",
        ),
        Campo(
            "avance",
            ("Avance de metas", "Avance de las metas", "Avance de metas al periodo que se informa"),
            "% del periodo",
        ),
        Campo("sentido", ("Sentido del indicador", "Sentido de los indicadores"), "Ascendente"),
        Campo("fuente", ("Fuente de información", "Fuentes de información"), "El POA y su avance"),
        *_FINALES,
    ),
)

FORMATOS = (OBJETIVOS, INDICADORES)
