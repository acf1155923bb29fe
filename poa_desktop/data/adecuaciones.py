"""The history of a plan, read from the audit trail."""

import sqlite3

from poa_desktop.data import audit
from poa_desktop.poa.adecuaciones import Adecuacion, adecuaciones_de
from poa_desktop.poa.adecuaciones_plan import PLAN_TABLES


def adecuaciones(conn: sqlite3.Connection, poa_id: int) -> tuple[Adecuacion, ...]:
    """Every change of one plan since it was captured, oldest first."""
    marks = ", ".join("?" * len(PLAN_TABLES))
    found = audit.operaciones(conn, f"tabla IN ({marks})", PLAN_TABLES)
    return adecuaciones_de(poa_id, found)
