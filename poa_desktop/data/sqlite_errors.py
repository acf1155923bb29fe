"""What SQLite complains of, told to a person."""

import sqlite3
from pathlib import Path

from poa_desktop.data.schema_cierre import (
    MES_CERRADO,
    PERIODO_CERRADO,
    PLAN_AUTORIZADO,
    POA_SELLADO,
    REGLA_CONGELADA,
    SELLADO,
)
from poa_desktop.poa import errors
from poa_desktop.poa.errors import PoaError

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def is_damage(error: Exception) -> bool:
    """Whether an error of a statement that is right tells of a damaged file, not of the disk.

    Python's own errors (a text that is no UTF-8, in a row or in SQLite's message) have no code.
    """
    if isinstance(error, UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return isinstance(error, sqlite3.Error) and code & 0xFF in _DAMAGE


_REFUSED = {
    MES_CERRADO: f"El cambio toca un mes cerrado y no se hizo: {errors.PIDA_REAPERTURA}.",
    PERIODO_CERRADO: "El periodo está cerrado y sus observaciones ya no cambian: "
    f"{errors.PIDA_REAPERTURA}.",
    PLAN_AUTORIZADO: errors.PLAN_AUTORIZADO,
    REGLA_CONGELADA: "La regla de evaluación quedó congelada con el primer cierre del ejercicio y "
    "ya no cambia.",
    POA_SELLADO: "El POA tiene actos sellados, su autorización o un cierre: se conserva como está.",
    SELLADO: "Lo que se selló no se modifica: se conserva como está.",
}
"""What the triggers of the file say (data/schema_cierre.py), told to a person."""


def damaged(path: Path) -> PoaError:
    """What is told of a file that cannot be trusted."""
    return PoaError(
        f"«{path.name}» está dañado: no se cambió nada; restaure un respaldo "
        "(Archivo ▸ Restaurar respaldo…)."
    )


def explain_sqlite_error(error: Exception, path: Path) -> PoaError | None:
    """The PoaError for an error of the disk or the file; None when it is a bug of ours."""
    if str(error) in _REFUSED:
        return PoaError(_REFUSED[str(error)])
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    reasons = {
        sqlite3.SQLITE_FULL: f"El disco está lleno y no se guardó el cambio en «{path.name}»: "
        "libere espacio y repita.",
        sqlite3.SQLITE_IOERR: f"El disco no respondió y no se guardó el cambio en «{path.name}»: "
        "revise la unidad y el espacio libre, y repita.",
        sqlite3.SQLITE_READONLY: f"«{path.name}» es de solo lectura: cópielo a una carpeta "
        "donde pueda escribir, por ejemplo Documentos.",
        sqlite3.SQLITE_PERM: f"No hay permiso para abrir «{path.name}»: elija otra carpeta.",
        sqlite3.SQLITE_CANTOPEN: f"No se pudo escribir junto a «{path.name}»: la carpeta no existe "
        "o es de solo lectura; elija otra carpeta.",
        sqlite3.SQLITE_CORRUPT: f"«{path.name}» está dañado: no se cambió nada; restaure un "
        "respaldo.",
        sqlite3.SQLITE_NOTADB: f"«{path.name}» no es un archivo de POA Desktop o está dañado: "
        "elija otro o restaure un respaldo.",
    }
    if isinstance(error, UnicodeDecodeError) or "Could not decode to UTF-8" in str(error):
        code = sqlite3.SQLITE_CORRUPT
    return PoaError(reasons[code]) if code in reasons else None
