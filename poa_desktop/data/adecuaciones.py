"""The history of a plan, read from the audit trail."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from poa_desktop.poa.adecuaciones import Adecuacion, CambioFila, Operacion, adecuaciones_de
from poa_desktop.poa.adecuaciones_plan import PLAN_TABLES


def adecuaciones(conn: sqlite3.Connection, poa_id: int) -> tuple[Adecuacion, ...]:
    """Every change of one plan since it was captured, oldest first."""
    return adecuaciones_de(poa_id, _operaciones(conn))


def _operaciones(conn: sqlite3.Connection) -> Iterator[Operacion]:
    """The operations that changed a plan, in order, one at a time."""
    marks = ", ".join("?" * len(PLAN_TABLES))
    sql = (
        "SELECT numero, titulo, cuando, quien, equipo, tabla, fila, antes, despues"
        f" FROM bitacora JOIN bitacora_cambios USING (numero) WHERE tabla IN ({marks})"
        " ORDER BY numero, orden"
    )
    for numero, rows in groupby(conn.execute(sql, PLAN_TABLES), key=lambda row: row[0]):
        changed = list(rows)
        _, titulo, cuando, quien, equipo, *_ = changed[0]
        filas = tuple(
            CambioFila(tabla, fila, _record(antes), _record(despues))
            for *_, tabla, fila, antes, despues in changed
        )
        yield Operacion(int(numero), titulo, datetime.fromisoformat(cuando), quien, equipo, filas)


def _record(text: str | None) -> dict[str, object] | None:
    return None if text is None else dict(json.loads(text))
