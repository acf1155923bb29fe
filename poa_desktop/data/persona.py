"""Who sits at the keyboard: name and office, told once and kept for the account.

What it proves: that somebody at this account said so. It is no password.
"""

import json
from pathlib import Path

from poa_desktop.data.folders import program_folder
from poa_desktop.files import explain_os_error, write_atomically
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import clean_text

MAX_CHARACTERS = 120


def persona_path() -> Path:
    """Where it is kept."""
    return program_folder() / "persona.json"


def known_persona() -> tuple[str, str]:
    """Name and office (cargo) as they were told; empty when nobody has said, or unreadable."""
    try:
        kept = json.loads(persona_path().read_text(encoding="utf-8"))
        return _clean(kept["nombre"]), _clean(kept["cargo"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", ""


def keep_persona(nombre: str, cargo: str) -> tuple[str, str]:
    """Keep name and office, as they were cleaned. Raises PoaError for an empty name or a disk
    that refuses."""
    clean = _clean(nombre), _clean(cargo)
    if not clean[0]:
        raise PoaError("Escriba su nombre: queda en la bitácora y en las actas.")
    path = persona_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PoaError(explain_os_error(error, path)) from error
    content = json.dumps({"nombre": clean[0], "cargo": clean[1]}, ensure_ascii=False)
    write_atomically(path, content.encode())
    return clean


def _clean(text: str) -> str:
    return clean_text(text, multiline=False, limit=MAX_CHARACTERS).text
