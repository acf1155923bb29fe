"""Names that every file system takes, Windows' too, and that do not overwrite each other."""

import unicodedata
from collections.abc import Iterable, Iterator

from poa_desktop.files import disk_text

LONGEST = 100
"""Characters; with the folder it has to stay below the 260 of Windows."""
_MOST_BYTES = 200
_SUFFIX = 12
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{name}{number}" for name in ("com", "lpt") for number in "0123456789¹²³"}
)


def disk_name(nombre: str) -> str:
    """A name that every file system takes, with its suffix: no ":", no CON.txt, no end in a dot."""
    bare = unicodedata.normalize("NFC", disk_text(nombre)).strip(" .")
    stem, dot, suffix = bare.rpartition(".")
    if not dot or len(suffix) > _SUFFIX:
        stem, suffix = bare, ""
    stem = _shortened(stem, suffix).rstrip(" .") or "evidencia"
    if stem.split(".")[0].rstrip().casefold() in _DEVICES:
        stem = f"_{stem}"
    return f"{stem}.{suffix}" if suffix else stem


def distinct_names(nombres: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """A disk name for each, in order; one that is taken (in any case) gets "(2)"."""
    used = {_compared(each) for each in taken}
    for nombre in nombres:
        name = first = disk_name(nombre)
        stem, dot, suffix = first.rpartition(".")
        number = 2
        while _compared(name) in used:
            tail = f" ({number})"
            name = f"{stem}{tail}.{suffix}" if dot else f"{first}{tail}"
            number += 1
        used.add(_compared(name))
        yield name


def with_suffix_of(nombre: str, before: str, is_known: bool) -> str:
    """A new name that keeps the suffix of the one *before*, unless it brings a known one."""
    _, dot, suffix = before.rpartition(".")
    if not dot or is_known or nombre.casefold().endswith(f".{suffix.casefold()}"):
        return nombre
    return f"{nombre.rstrip('. ')}.{suffix}" if nombre.strip(". ") else nombre


def stem_length(nombre: str) -> int:
    """How many characters of a name stand before its suffix."""
    stem, dot, suffix = nombre.rpartition(".")
    return len(stem) if dot and stem and len(suffix) <= _SUFFIX else len(nombre)


def short_name(nombre: str, longest: int = 44) -> str:
    """A name for a sentence: what is too long loses its middle."""
    if len(nombre) <= longest:
        return nombre
    return f"{nombre[: longest - 16].rstrip()}…{nombre[-15:].lstrip()}"


def _shortened(stem: str, suffix: str) -> str:
    kept = stem[: LONGEST - len(suffix) - 1]
    while len(f"{kept}.{suffix}".encode()) > _MOST_BYTES:
        kept = kept[:-1]
    return kept


def _compared(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
