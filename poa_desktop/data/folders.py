"""Where the program keeps its own things on this computer."""

import os
import sys
from pathlib import Path

OVERRIDE = "POA_DESKTOP_DATOS"


def program_folder() -> Path:
    """The account's local application-data folder (no administrator needed); not made here."""
    override = os.environ.get(OVERRIDE)
    if override:
        return Path(override)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "POA Desktop"


def backups_folder() -> Path:
    """Where automatic backups go."""
    return program_folder() / "respaldos"


def log_path() -> Path:
    """The log of unexpected errors."""
    return program_folder() / "poa-desktop.log"
