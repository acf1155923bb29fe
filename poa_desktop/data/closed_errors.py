"""The last resort when a trigger refuses a closed month: the sentence names what is closed."""

import contextlib
import sqlite3

from poa_desktop.data import load
from poa_desktop.data.schema_cierre import MES_CERRADO
from poa_desktop.poa.candados import motivo_cerrado
from poa_desktop.poa.errors import PoaError

_NAMED = 3


def closed_months(error: Exception, conn: sqlite3.Connection) -> PoaError | None:
    """What is told of a write to a closed month; None for any other error.

    Whoever writes asks `poa.candados` beforehand; this is for what did not.
    """
    if str(error) != MES_CERRADO:
        return None
    reasons = []
    with contextlib.suppress(sqlite3.Error, PoaError):
        headers = load.headers(conn)
        poas = [load.poa(conn, each.id) for each in headers]
        told = [(each, motivo_cerrado(each, *each.meses_cerrados)) for each in poas]
        alone = len(headers) == 1
        reasons = [
            reason if alone else f"{each.titulo}: {reason}" for each, reason in told if reason
        ]
    return PoaError(" ".join(["El cambio toca un mes cerrado y no se hizo.", *reasons[:_NAMED]]))
