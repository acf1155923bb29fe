"""What the columns of a record are called in its history, and how their values are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from poa_desktop.poa import adecuaciones_valores as plan
from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS
from poa_desktop.poa.formats import (
    format_cantidad,
    format_dinero,
    format_tamano,
)
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import Cuadrante, Regla

Record = Mapping[str, Any]

SIN_CAPTURAR = "Sin capturar"
VACIO = "(vacío)"

CAMPOS: Mapping[str, Mapping[str, str]] = {
    "municipio": {
        "nombre": "Municipio", "estado": "Estado", "gobierno": "Gobierno",
        "pmd_nombre": "Nombre del PMD", "escudo": "Escudo", "color": "Color institucional",
    },
    "ejes": {"nombre": "Eje del PMD"},
    "ejercicios": {
        "regla": "Regla de evaluación", "verde": "Semáforo verde desde",
        "amarillo": "Semáforo amarillo desde", "justificar_sobre": "Justificar por encima de",
        "justificar_bajo": "Justificar por debajo de",
    },
    "dependencias": {
        "nombre": "Dependencia", "tipo": "Tipo", "clave_ur": "Clave UR",
        "objetivo_fin": "Objetivo/FIN", "titular_nombre": "Titular", "titular_cargo": "Cargo",
        "enlace": "Enlace",
    },
    "poas": {
        "vision": "Visión", "mision": "Misión", "fecha": "Fecha", "evaluador": "Evaluador",
        "estado": "Estado del POA",
    },
    "foda": {"texto": "Texto", "orden": "Posición"},
    "programas": {
        "nombre": "Nombre", "estrategia": "Estrategia/Objetivo Estratégico",
        "eje": "Eje del PMD", "numero": "Número",
    },
    "actividades": {
        "nombre": "Nombre", "eje": "Eje del PMD", "programa_id": "Programa", "numero": "Número",
    },
    "fichas": plan.FICHA_FIELDS,
    "lineas": {**plan.LINEA_FIELDS, "orden": "Posición"},
    "programado": {"cantidad": "Programado"},
    "avances": {
        "realizado": "Realizado", "comentario": "Comentario", "justificacion": "Justificación",
    },
    "evidencias": {"nombre": "Nombre de la evidencia", "estado": "Estado de la evidencia",
                   "mes": "Mes de la evidencia"},
    "observaciones": {
        "texto": "Observación", "respuesta": "Respuesta a la observación",
        "estado": "Estado de la observación",
    },
    "gastos": {
        "fecha": "Fecha del gasto", "importe": "Importe", "partida": "Partida",
        "concepto": "Concepto",
    },
    "comprobantes": {"nombre": "Nombre del comprobante", "estado": "Estado del comprobante"},
    "plantillas": {
        "sha256": "Archivo", "superior": "Margen superior (mm)", "inferior": "Margen inferior (mm)",
    },
}  # fmt: skip
"""Table → column → what it is called on the screen. What prints as one is named by its first."""

_TOGETHER: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("fichas", "inversion_tipo"): ("inversion_tipo", "inversion_monto", "inversion_nota"),
    ("evidencias", "estado"): ("estado", "motivo"),
    ("comprobantes", "estado"): ("estado", "motivo"),
    ("plantillas", "sha256"): ("sha256", "nombre"),
}
NOT_RESTORED = frozenset(
    {("foda", "orden"), ("lineas", "orden"), ("programas", "numero"), ("actividades", "numero"),
     ("poas", "estado"), ("observaciones", "texto"), ("observaciones", "respuesta"),
     ("observaciones", "estado")}
)  # fmt: skip
"""Places in a list, and what the workflow decides: they have their own ways of changing."""

NOMBRES: Mapping[str, tuple[str, str]] = {
    "ejes": ("Eje del PMD", "o"),
    "foda": ("Punto del FODA", "o"),
    "programas": ("Programa", "o"),
    "actividades": ("Actividad", "a"),
    "lineas": ("Línea", "a"),
    "evidencias": ("Evidencia", "a"),
    "observaciones": ("Observación", "a"),
    "gastos": ("Gasto", "o"),
    "comprobantes": ("Comprobante", "o"),
    "plantillas": ("Plantilla", "a"),
    "poas": ("POA", "o"),
}
"""Table → what one of its records is called, with the ending of its participles."""


def columns_of(tabla: str, campo: str) -> tuple[str, ...]:
    """The columns that make one field."""
    return _TOGETHER.get((tabla, campo), (campo,))


def label_of(tabla: str, campo: str, record: Record) -> str:
    """What a field is called; that of a month with its month, a FODA entry's with its list."""
    etiqueta = CAMPOS[tabla][campo]
    if tabla in ("avances", "evidencias", "programado") and campo != "mes" and "mes" in record:
        return f"{etiqueta}, {MESES[record['mes'] - 1]}"
    if tabla == "foda" and "cuadrante" in record:
        return f"{cuadrante_of(record)}: {etiqueta.lower()}"
    if tabla == "plantillas" and "tipo" in record:
        return f"{_PLANTILLAS.get(record['tipo'], '')}: {etiqueta.lower()}"
    return etiqueta


_PLANTILLAS = {"membrete": "Membrete", "libro": "Plantilla de Excel"}


def cuadrante_of(record: Record) -> str:
    """The list of a FODA entry."""
    return Cuadrante(record["cuadrante"]).value.capitalize()


def _money(value: Any) -> str:
    return format_dinero(Decimal(value).scaleb(-2))


def _percentage(value: Any) -> str:
    return f"{format_cantidad(value)} %"


def _rule(value: Any) -> str:
    return REGLAS_EN_PALABRAS.get(Regla(value), str(value))


def _picture(value: Any) -> str:
    return f"Imagen {str(value)[:8]}"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "cantidad": format_cantidad,
    "realizado": format_cantidad,
    "importe": _money,
    "verde": _percentage,
    "amarillo": _percentage,
    "justificar_sobre": _percentage,
    "justificar_bajo": _percentage,
    "regla": _rule,
    "escudo": _picture,
    "mes": lambda value: MESES[value - 1].capitalize(),
    "fecha": lambda value: _fecha(str(value)),
}


def _fecha(text: str) -> str:
    return plan.shown("periodo_del", {"periodo_del": text})


def value_in_words(
    tabla: str, campo: str, record: Record, names: Mapping[int, str] | None = None
) -> str:
    """A field as the screen shows it; "" when it is empty. *names*: programa id → its name."""
    value = record.get(campo)
    if tabla in ("fichas", "lineas"):
        return plan.shown(campo, record)
    if campo == "programa_id":
        return _programa(value, names or {})
    if value is None:
        return SIN_CAPTURAR if campo == "realizado" else ""
    if campo == "estado" and tabla != "municipio":
        motivo = str(record.get("motivo") or "")
        return f"{str(value).capitalize()}{': ' if motivo else ''}{motivo}"
    if tabla == "plantillas" and campo == "sha256":
        return str(record.get("nombre") or value)
    return _WRITERS.get(campo, str)(value)


def _programa(value: Any, names: Mapping[int, str]) -> str:
    return "Sin programa" if value is None else names.get(value, "Un programa que ya no existe")


def record_in_words(tabla: str, record: Record) -> str:
    """A record that came or went, as one can read it: its name first, then what it holds."""
    rows = []
    if tabla in ("evidencias", "comprobantes"):
        rows.append(f"{record['nombre']} ({format_tamano(record['tamano'])})")
        if "mes" in record:
            rows.append(f"Mes: {MESES[record['mes'] - 1]}")
        return "\n".join(rows)
    if tabla == "foda":
        return f"{cuadrante_of(record)}: {record['texto']}"
    if tabla == "observaciones":
        return _observacion(record)
    for campo, etiqueta in CAMPOS[tabla].items():
        text = value_in_words(tabla, campo, record)
        if text and (tabla, campo) not in NOT_RESTORED and campo != "programa_id":
            rows.append(text if campo in ("nombre", "texto") else f"{etiqueta}: {text}")
    return "\n".join(rows)


def _observacion(record: Record) -> str:
    """What was asked and answered, each with its name."""
    rows = [str(record["texto"]), f"Observa: {_who(record['nombre'], record['cargo'])}"]
    if record.get("respuesta"):
        rows.append(f"Respuesta: {record['respuesta']}")
        rows.append(f"Responde: {_who(record['respondio'], record['respondio_cargo'])}")
    return "\n".join(rows)


def _who(nombre: Any, cargo: Any) -> str:
    return ", ".join(filter(None, (str(nombre), str(cargo))))
