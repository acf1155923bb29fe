"""Why a value of the history cannot come back: its month is closed, or the plan is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from poa_desktop.poa.candados import (
    candado_plan,
    mes_de_gasto,
    motivo_cerrado,
    motivo_quitar,
)
from poa_desktop.poa.historial import BY_MONTH, Eliminado, Escritura
from poa_desktop.poa.records import Poa

_PLAN = ("programas", "actividades", "fichas", "lineas", "programado")
_HELD = ("programa_id", "actividad_id", "unidad_medida")


def candado_de_escrituras(poa: Poa, writes: Iterable[Escritura]) -> str:
    """Why some values cannot be written again; "" when they can."""
    writes = tuple(writes)
    if any(each.tabla in _PLAN for each in writes) and (frozen := candado_plan(poa)):
        return frozen
    closed = {mes for each in writes for mes in _meses_de(poa, each)}
    if reason := motivo_cerrado(poa, *closed):
        return reason
    held = [each.fila for each in writes if each.tabla == "lineas" and _moves(each)]
    return motivo_quitar(poa, held, verbo="cambia de lugar ni de unidad")


def _moves(write: Escritura) -> bool:
    return any(name in _HELD for name, _ in write.valores)


def _meses_de(poa: Poa, write: Escritura) -> Iterator[int]:
    """The months (1–12) that a write is of, where the record is now and where it was."""
    values = dict(write.valores)
    if write.tabla in BY_MONTH:
        yield write.mes
    elif write.tabla == "evidencias":
        yield int(values.get("mes") or 0)
        yield from _meses_de_evidencia(poa, write.fila)
    elif write.tabla in ("gastos", "comprobantes"):
        if fecha := values.get("fecha"):
            yield mes_de_gasto(poa, date.fromisoformat(fecha))
        yield from _meses_de_gasto(poa, write.tabla, write.fila)


def _meses_de_evidencia(poa: Poa, evidencia: int) -> Iterator[int]:
    for linea in poa.lineas:
        for mes, avance in enumerate(linea.avances, 1):
            if any(each.id == evidencia for each in avance.evidencias):
                yield mes


def _meses_de_gasto(poa: Poa, table: str, row: int) -> Iterator[int]:
    """The month of a gasto, or of the gasto that a comprobante proves."""
    for actividad in poa.actividades:
        for gasto in actividad.gastos:
            proofs = [each.id for each in gasto.comprobantes]
            if row in ([gasto.id] if table == "gastos" else proofs):
                yield mes_de_gasto(poa, gasto.fecha)


def candado_de_eliminado(poa: Poa, gone: Eliminado) -> str:
    """Why a deleted record cannot come back as it was; "" when it can."""
    if any(table in _PLAN for table, _ in gone.filas) and (frozen := candado_plan(poa)):
        return frozen
    closed = {
        mes for table, record in gone.filas for mes in _meses_del_registro(poa, table, record)
    }
    reason = motivo_cerrado(poa, *closed)
    return f"Lo eliminado tiene registros de meses cerrados. {reason}" if reason else ""


def _meses_del_registro(poa: Poa, table: str, record: Mapping[str, Any]) -> Iterator[int]:
    if table in (*BY_MONTH, "evidencias"):
        yield int(record["mes"])
    elif table == "gastos":
        yield mes_de_gasto(poa, date.fromisoformat(record["fecha"]))
    elif table == "comprobantes":
        yield from _meses_de_gasto(poa, "gastos", int(record["gasto_id"]))
