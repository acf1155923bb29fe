"""The history of a plan, read from the audit trail."""

import sqlite3
from dataclasses import replace

from poa_desktop.data import audit, sellos
from poa_desktop.poa.adecuaciones import Adecuacion, adecuaciones_de
from poa_desktop.poa.adecuaciones_plan import TRAIL_TABLES
from poa_desktop.poa.tramites import Paso


def adecuaciones(conn: sqlite3.Connection, poa_id: int) -> tuple[Adecuacion, ...]:
    """Every change of one plan since it was captured, oldest first; an authorisation, or that it
    was taken back, with the folio of its seal."""
    marks = ", ".join("?" * len(TRAIL_TABLES))
    found = audit.operaciones(conn, f"tabla IN ({marks})", TRAIL_TABLES)
    folios = {
        each.bitacora_numero + 1: each.folio
        for each in sellos.listed(conn, poa_id)
        if each.paso in (Paso.AUTORIZACION, Paso.REVOCACION)
    }
    told = adecuaciones_de(poa_id, found)
    return tuple(replace(each, folio=folios.get(each.numero, "")) for each in told)
