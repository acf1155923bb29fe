"""What was changed past the program, row by row, told so that a person finds the place."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from poa_desktop.data import load
from poa_desktop.data.audit import Unrecorded
from poa_desktop.data.cierres_comprobacion import registro
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES

UNREADABLE_ERRORS = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, PoaError,
)  # fmt: skip
"""What reading makes of values that no sound file holds."""
MOST = 40
"""Sentences: of more the rest is counted."""

_FIELDS = {
    ("programado", "cantidad"): "Programado",
    ("avances", "realizado"): "Realizado",
    ("avances", "comentario"): "Comentario",
    ("avances", "justificacion"): "Justificación",
    ("lineas", "texto"): "Línea de acción",
    ("lineas", "unidad_medida"): "Unidad de medida",
    ("evidencias", "nombre"): "Nombre de la evidencia",
    ("evidencias", "estado"): "Estado de la evidencia",
    ("gastos", "importe"): "Importe",
    ("gastos", "fecha"): "Fecha del gasto",
}
_TABLES = {
    "lineas": "Línea de acción",
    "avances": "Avance",
    "programado": "Programado",
    "evidencias": "Evidencia",
    "gastos": "Gasto",
    "comprobantes": "Comprobante",
    "sellos": "Sello",
    "sellos_contenidos": "Archivo de un sello",
    "tramites": "Trámite",
    "candados": "Candado",
    "ejercicios": "Ejercicio",
    "fichas": "Ficha",
    "poas": "POA",
}
_HUNDREDTHS = {("programado", "cantidad"), ("avances", "realizado"), ("gastos", "importe")}


def in_words(conn: sqlite3.Connection, found: Sequence[Unrecorded]) -> list[str]:
    """A sentence for each, the first ones; each says since when."""
    if not found:
        return []
    claves = _claves(conn)
    told = [_sentence(conn, each, claves) for each in found[:MOST]]
    if len(found) > MOST:
        told.append(f"Y otros {len(found) - MOST} datos que la bitácora no registra.")
    return told


def _claves(conn: sqlite3.Connection) -> dict[int, str]:
    """The clave of each línea; none where the file does not let itself be read."""
    try:
        poas = [load.poa(conn, each.id) for each in load.headers(conn)]
    except (sqlite3.Error, *UNREADABLE_ERRORS):
        return {}
    return {
        linea.id: clave
        for poa in poas
        for bloque in poa.bloques
        for clave, linea in con_clave(bloque)
    }


def _sentence(conn: sqlite3.Connection, each: Unrecorded, claves: dict[int, str]) -> str:
    place = _place(conn, each, claves)
    if each.campo:
        values = f"{_value(each, each.registrado)} → {_value(each, each.hallado)}"
        what = f"{place}: {values}"
    else:
        what = f"{place}: {'se quitó' if each.hallado is None else 'se agregó'}"
    last = registro(conn, each.ultima) if each.ultima else None
    since = f"; es posterior a la {last}" if last is not None else ""
    return f"{what}, y la bitácora no lo registra{since}."


def _place(conn: sqlite3.Connection, each: Unrecorded, claves: dict[int, str]) -> str:
    row = _row(conn, each)
    linea = each.fila if each.tabla == "lineas" else row.get("linea_id")
    clave = claves.get(linea) if isinstance(linea, int) else None
    table = _TABLES.get(each.tabla, each.tabla)
    field = _FIELDS.get((each.tabla, each.campo)) or ", ".join(filter(None, (table, each.campo)))
    mes = row.get("mes")
    when = f" de {MESES[mes - 1]}" if isinstance(mes, int) and 1 <= mes <= 12 else ""
    return f"{clave}, {field}{when}" if clave else f"{field}{when} (fila {each.fila})"


def _row(conn: sqlite3.Connection, each: Unrecorded) -> dict[str, object]:
    """The row as it stands, or as it was recorded where it is gone."""
    for known in (each.hallado, each.registrado):
        if not each.campo and isinstance(known, dict):
            return known
    cursor = conn.execute(f"SELECT * FROM {each.tabla} ORDER BY 1")
    names = [column[0] for column in cursor.description]
    found = next((row for row in cursor if row[0] == each.fila), None)
    return {} if found is None else dict(zip(names, found, strict=True))


def _value(each: Unrecorded, value: object) -> str:
    if (each.tabla, each.campo) in _HUNDREDTHS and isinstance(value, int):
        return format_cantidad(value)
    return "—" if value in (None, "") else str(value)
