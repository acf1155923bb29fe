"""What is about to be attached: each file judged, read and compared with what is already there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from poa_desktop.data.evidencias import MAX_BYTES, file_name, too_large
from poa_desktop.files import read_bytes, sha256_of
from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.evidence.names import short_name

MOST = 1000
"""Files of one drop; more is a disk, not evidence."""
LIGHT_BYTES, LIGHT_FILES = 4_000_000, 20
"""Up to here the window reads and writes by itself: it takes no time one would notice."""
HELD_BYTES = 32_000_000
"""Contents kept between reading and writing; what is over it is read again."""

_SHORTCUTS = frozenset({".lnk", ".url", ".desktop", ".webloc"})
_SYSTEM_FILES = frozenset({"desktop.ini", "thumbs.db", ".ds_store"})
_LINK_MAGIC = b"L\0\0\0\x01\x14\x02\0"
_REASONS = {
    errno.ENOENT: "ya no existe",
    errno.EACCES: "no hay permiso para leerlo",
    errno.EPERM: "no hay permiso para leerlo",
    errno.ENAMETOOLONG: "su nombre es demasiado largo",
}

Known = Mapping[str, str]
"""SHA-256 of what is in the POA → where, in words."""
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file on its way in. *reason* says why it cannot come, *where* what has its content."""

    name: str
    size: int = 0
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)
    sha256: str = ""
    reason: str = ""
    where: str = ""

    def read(self) -> bytes:
        """The content. Raises PoaError when it can no longer be read."""
        if self.content is not None:
            return self.content
        assert self.path is not None
        return read_bytes(self.path, MAX_BYTES)


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything of one drop, in its order, and the folders that were opened for it."""

    files: tuple[Incoming, ...]
    folders: tuple[str, ...] = ()

    @property
    def good(self) -> tuple[Incoming, ...]:
        """What can come in and is not there yet."""
        return tuple(each for each in self.files if not each.reason and not each.where)

    @property
    def repeated(self) -> tuple[Incoming, ...]:
        """What could come in, and is in the POA or in this very batch already."""
        return tuple(each for each in self.files if not each.reason and each.where)

    @property
    def bad(self) -> tuple[Incoming, ...]:
        """What cannot come in."""
        return tuple(each for each in self.files if each.reason)

    @property
    def acceptable(self) -> tuple[Incoming, ...]:
        """What can come in, in the order of the drop."""
        return tuple(each for each in self.files if not each.reason)

    @property
    def asks(self) -> bool:
        """Whether the user has to say something before anything is attached."""
        return bool(self.bad or self.repeated or self.folders)


def is_light(files: Iterable[Path | Incoming]) -> bool:
    """Whether so little is read and written that nobody waits."""
    total = 0
    for count, each in enumerate(files, 1):
        total += each.size if isinstance(each, Incoming) else _size_of(each)
        if count > LIGHT_FILES or total > LIGHT_BYTES:
            return False
    return True


def _size_of(path: Path) -> int:
    try:
        status = path.stat()
    except OSError:
        return 0
    if stat.S_ISDIR(status.st_mode):
        return LIGHT_BYTES + 1
    return status.st_size if status.st_size <= MAX_BYTES else 0  # what is over it is not read


def gather(paths: Iterable[Path], known: Known, progress: Progress | None = None) -> Batch:
    """Read and judge the files, one in memory at a time; folders are opened one level.

    Raises PoaError when they are too many, and what *progress* raises to give up.
    """
    found, folders = _opened(list(paths))
    seen: dict[str, str] = {}
    held = 0
    files = []
    for number, path in enumerate(found):
        if progress is not None:
            progress(number / len(found))
        one = judge_file(path)
        if one.sha256:
            one = compared(one, known, seen)
            seen.setdefault(one.sha256, one.name)
            held += one.size
            if held > HELD_BYTES:
                one = Incoming(one.name, one.size, path, None, one.sha256, where=one.where)
        files.append(one)
    return Batch(tuple(files), folders)


def gather_contents(contents: Iterable[tuple[str, bytes]], known: Known) -> Batch:
    """What is no file yet, such as a copied picture."""
    made = (Incoming(n, len(c), None, c, sha256_of(c)) for n, c in contents)
    return Batch(tuple(compared(each, known, {}) for each in made))


def compared(one: Incoming, known: Known, seen: Known) -> Incoming:
    """The file with where its content is already; an empty one is like any other empty one."""
    if not one.size:
        return one
    here = seen.get(one.sha256)
    where = known.get(one.sha256) or (f"viene también como «{short_name(here)}»" if here else "")
    if not where:
        return one
    return Incoming(one.name, one.size, one.path, one.content, one.sha256, where=where)


def judge_file(path: Path) -> Incoming:
    """One file, read when it can come in."""
    name = file_name(path.name)
    shown = name or "(sin nombre)"
    try:
        status = os.stat(path)
    except OSError as error:
        return Incoming(shown, reason=_why(error))
    reason = _refusal(path, name, status)
    if reason:
        return Incoming(shown, status.st_size, path, reason=reason)
    try:
        content = read_bytes(path, MAX_BYTES)
    except PoaError as error:
        cause = error.__cause__
        told = _why(cause) if isinstance(cause, OSError) else str(error).rstrip(".")
        return Incoming(shown, status.st_size, path, reason=told)
    if content.startswith(_LINK_MAGIC):
        return Incoming(shown, len(content), path, reason=_SHORTCUT)
    return Incoming(name, len(content), path, content, sha256_of(content))


_SHORTCUT = "es un acceso directo: adjunte el archivo al que lleva"


def _refusal(path: Path, name: str, status: os.stat_result) -> str:
    """Why a file cannot come in, judged before any of it is read."""
    if stat.S_ISDIR(status.st_mode):
        return "es una carpeta dentro de otra: ábrala y arrastre sus archivos"
    if not stat.S_ISREG(status.st_mode):
        return "no es un archivo"
    if not name:
        return "no tiene un nombre que se pueda guardar: cámbielo"
    if path.suffix.casefold() in _SHORTCUTS:
        return _SHORTCUT
    if status.st_size > MAX_BYTES:
        return too_large(status.st_size).rstrip(".")
    return ""


def _why(error: OSError) -> str:
    code = errno.errorcode.get(error.errno or 0, "sin código")
    return _REASONS.get(error.errno or 0, f"no se pudo leer ({code}): revise la unidad")


def _opened(paths: list[Path]) -> tuple[list[Path], tuple[str, ...]]:
    """The files, with those of each folder in its place, and the names of the folders."""
    found: list[Path] = []
    folders = []
    for path in paths:
        inside = list(_inside(path)) if path.is_dir() else None
        if inside is None:
            found.append(path)
        else:
            folders.append(path.name or str(path))
            found += inside
        if len(found) > MOST:
            raise PoaError(
                f"Son más de {MOST:,} archivos: adjunte por partes los que son evidencia."
            )
    return found, tuple(folders)


def _inside(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry, _ in zip(entries, range(MOST + 1), strict=False))
    except OSError as error:
        raise PoaError(f"No se pudo abrir la carpeta «{folder.name}»: {_why(error)}.") from error
    return (folder / name for name in names if name.casefold() not in _SYSTEM_FILES)
