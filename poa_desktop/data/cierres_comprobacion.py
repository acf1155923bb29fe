"""Each period that is closed now, beside what was frozen: what differs, and what the audit trail
says of it.

A closed month takes no change; of what a cierre froze only the wording of a línea may go on. So a
difference that the trail records is still an alteration where the program does not make it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from poa_desktop.data import load, sellos, tramites
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Poa
from poa_desktop.poa.sello import Sello, cierres_en
from poa_desktop.poa.tramites import periodos_cerrados
from poa_desktop.poa.verificacion import CierreComprobado, Diferencia, Juicio, Registro
from poa_desktop.poa.versiones import CambioVersion, comparar, comparar_observaciones

_COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Línea de acción": ("lineas", ("texto",)),
    "Unidad de medida": ("lineas", ("unidad_medida",)),
    "Programa o actividad": ("lineas", ("programa_id", "actividad_id")),
    "Programado": ("programado", ("cantidad",)),
    "Realizado": ("avances", ("realizado",)),
    "Comentario": ("avances", ("comentario",)),
    "Justificación": ("avances", ("justificacion",)),
    "Evidencias": ("evidencias", ()),
    "Gasto": ("gastos", ()),
    "Observación": ("observaciones", ()),
    "Regla de evaluación": ("ejercicios", ("regla",)),
    "Verde desde": ("ejercicios", ("verde",)),
    "Amarillo desde": ("ejercicios", ("amarillo",)),
    "Justificar sobre": ("ejercicios", ("justificar_sobre",)),
    "Justificar bajo": ("ejercicios", ("justificar_bajo",)),
}
"""What differs → the table it stands in and the columns it is; none: any of them."""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Change:
    """A row that an operation of the trail changed."""

    numero: int
    tabla: str
    fila: int
    antes: Record | None
    despues: Record | None

    @property
    def row(self) -> Record:
        return self.despues or self.antes or {}

    def touches(self, columns: Collection[str]) -> bool:
        """Whether one of the columns, or the whole row, came to be something else."""
        if self.antes is None or self.despues is None or not columns:
            return True
        return any(self.antes.get(each) != self.despues.get(each) for each in columns)


def comprobar(
    conn: sqlite3.Connection, altered: Collection[tuple[str, int]], broken: int | None
) -> tuple[CierreComprobado, ...]:
    """Every period that is closed now.

    *altered*: rows (table, id) that are not what the trail says; *broken*: the first operation
    that does not hold, whose records from there on prove nothing.
    """
    names = {each.id: each.dependencia for each in load.headers(conn)}
    made = []
    for poa_id, name in names.items():
        live: Poa | None = None  # read once for all its periods
        seals = sellos.listed(conn, poa_id)
        for periodo in periodos_cerrados(tramites.listed(conn, poa_id)):
            closed = cierres_en(seals, periodo)
            if not closed:
                continue  # the seals' own check tells of it
            last = closed[-1]
            try:
                live = live or load.poa(conn, poa_id)
                found = _differences(conn, last, live, altered, broken)
                made.append(CierreComprobado(last, name, found))
            except PoaError:
                told = "lo que se congeló no se puede leer, y nada se pudo comparar con ello"
                made.append(CierreComprobado(last, name, (), told))
    return tuple(made)


def _differences(
    conn: sqlite3.Connection,
    sello: Sello,
    live: Poa,
    altered: Collection[tuple[str, int]],
    broken: int | None,
) -> tuple[Diferencia, ...]:
    frozen = sellos.congelado(conn, sello)
    assert frozen.periodo is not None
    asked = tramites.observaciones(conn, sello.poa_id)
    changes = (
        *comparar(frozen.poa, live, frozen.periodo),
        *comparar_observaciones(
            [each for each in frozen.observaciones if each.periodo == frozen.periodo],
            [each for each in asked if each.periodo == frozen.periodo],
            live,
        ),
    )
    if not changes:
        return ()
    later = _later(conn, sello.bitacora_numero + 1)
    return tuple(_judged(conn, each, later, altered, broken) for each in changes)


def _judged(
    conn: sqlite3.Connection,
    cambio: CambioVersion,
    later: list[_Change],
    altered: Collection[tuple[str, int]],
    broken: int | None,
) -> Diferencia:
    wanted = _of(cambio)
    by = next((each for each in reversed(later) if wanted(each)), None)
    if by is None or (by.tabla, by.fila) in altered or (broken or by.numero + 1) <= by.numero:
        return Diferencia(cambio, Juicio.SIN_REGISTRO)
    wording = cambio.campo == "Línea de acción" and cambio.antes and cambio.despues
    juicio = Juicio.REGISTRADA if wording else Juicio.NO_PERMITIDA
    return Diferencia(cambio, juicio, registro(conn, by.numero))


def _of(cambio: CambioVersion) -> Callable[[_Change], bool]:
    """Whether a row of the trail is where a difference comes from."""
    kind, key = cambio.registro
    table, columns = _COLUMNS.get(cambio.campo, (kind, ()))
    whole = table == "lineas" and not (cambio.antes and cambio.despues)

    def fits(each: _Change) -> bool:
        if table == "gastos" and each.tabla == "comprobantes":
            return bool(each.row.get("gasto_id") == key)
        if each.tabla != table or not each.touches(() if whole else columns):
            return False
        if table in ("programado", "avances", "evidencias"):
            return bool(each.row.get("linea_id") == key and each.row.get("mes") == cambio.mes)
        return each.fila == key

    return fits


def _later(conn: sqlite3.Connection, since: int) -> list[_Change]:
    tables = sorted({table for table, _ in _COLUMNS.values()} | {"comprobantes"})
    marks = ", ".join("?" * len(tables))
    rows = conn.execute(
        "SELECT numero, tabla, fila, antes, despues FROM bitacora_cambios"
        f" WHERE numero > ? AND tabla IN ({marks}) ORDER BY numero, orden",
        (since, *tables),
    )
    return [
        _Change(numero, tabla, fila, _record(antes), _record(despues))
        for numero, tabla, fila, antes, despues in rows
    ]


def _record(text: str | None) -> Record | None:
    return None if text is None else dict(json.loads(text))


def registro(conn: sqlite3.Connection, numero: int) -> Registro | None:
    """One operation of the trail, as it is pointed at; None when there is none such."""
    row = conn.execute(
        "SELECT cuando, quien, titulo FROM bitacora WHERE numero = ?", (numero,)
    ).fetchone()
    return None if row is None else Registro(numero, datetime.fromisoformat(row[0]), *row[1:])
