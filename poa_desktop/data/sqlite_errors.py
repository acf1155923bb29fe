"""What SQLite complains of, told to a person."""

import sqlite3
from pathlib import Path

from poa_desktop.poa.errors import PoaError


def explain_sqlite_error(error: sqlite3.Error, path: Path) -> PoaError | None:
    """The PoaError for an error of the disk or the file; None when it is a bug of ours."""
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
    if "Could not decode to UTF-8" in str(error):  # raised by Python, so without a code
        code = sqlite3.SQLITE_CORRUPT
    return PoaError(reasons[code]) if code in reasons else None
