"""How a file reaches the disk: whole, verified, or not at all.

A file is written beside its target, flushed to the disk, read back and only then put in place;
whatever fails, the file that was there before stays as it was.
"""

import contextlib
import errno
import os
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from weakref import WeakKeyDictionary

from poa_desktop.poa.errors import PoaError

RETRY_SECONDS = 2.0
_NO_FOLDER_FLUSH = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF)
_FORBIDDEN = '<>:"/\\|?*'
_WINDOWS_BUSY = (5, 32)  # access denied, sharing violation: an antivirus or Excel holds the file

Verify = Callable[[bytes], None]

_held: WeakKeyDictionary[object, tuple[int, int]] = WeakKeyDictionary()


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def hold(path: Path, database: object) -> None:
    """Mark a file as open in a database connection, until let_go.

    On POSIX, closing any other handle of a file drops the locks this process has on it, so a
    held file must not be read as plain bytes.
    """
    with contextlib.suppress(OSError):  # gone a moment ago: nobody can read it either
        _held[database] = _identity(path)


def let_go(database: object) -> None:
    """The database connection is closed."""
    _held.pop(database, None)


def refuse_held(path: Path) -> None:
    """Raise PoaError when this very process has the file open as a database."""
    if _identity(path) in _held.values():
        raise PoaError(f"«{path.name}» ya está abierto en este programa: ciérrelo primero.")


def token(length: int) -> str:
    """A name nobody has: *length* random bytes in hexadecimal."""
    return os.urandom(length).hex()


def sha256_of(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    import hashlib  # with its cryptographic library: not on the way to the first window

    return hashlib.sha256(content).hexdigest()


def write_atomically(path: Path, content: bytes, verify: Verify | None = None) -> None:
    """Write *content* to *path*, replacing an earlier file only when all of it is on the disk.

    *verify* reads the written bytes back and raises when they are not what they should be.
    Raises PoaError that names the file and what to do.
    """
    temporary = path.with_name(f".{path.name}.{token(4)}.tmp")
    try:
        _write_flushed(temporary, content)
        written = temporary.read_bytes()
        if written != content:
            raise OSError(errno.EIO, "the file read back differs")
        if verify is not None:
            verify(written)
        _replace(temporary, path)
        _flush_folder(path.parent)
    except OSError as error:
        raise PoaError(explain_os_error(error, path)) from error
    finally:
        _discard(temporary)


def write_once(path: Path, content: bytes) -> None:
    """Write *content* to *path*, for its owner alone; a file that is there already stays.

    Whoever writes at the same time finds the one that came first. Raises PoaError.
    """
    temporary = path.with_name(f".{path.name}.{token(4)}.tmp")
    try:
        _write_flushed(temporary, content, private=True)
        with contextlib.suppress(FileExistsError):
            _name_once(temporary, path)
        _flush_folder(path.parent)
    except OSError as error:
        raise PoaError(explain_os_error(error, path)) from error
    finally:
        _discard(temporary)


def _name_once(source: Path, target: Path) -> None:
    """Give a file its name unless something has it. Raises FileExistsError."""
    if os.name == "nt":
        os.rename(source, target)  # which on Windows replaces nothing
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a drive that knows no second names
        if target.exists():
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from None
        os.replace(source, target)
    else:
        _discard(source)  # and once more by the caller: what is left would be a second key file


def _write_flushed(path: Path, content: bytes, *, private: bool = False) -> None:
    with open(path, "xb", opener=_for_owner if private else None) as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _replace(source: Path, target: Path) -> None:
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            os.replace(source, target)
            return
        except OSError as error:
            busy = getattr(error, "winerror", None) in _WINDOWS_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _flush_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows and some network folders know no such thing."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_FLUSH:
            raise


def _discard(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # left behind with a name that says it is temporary; the target is untouched


def is_writable(path: Path) -> bool:
    """Whether a file and its folder take changes (a store needs both)."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def disk_text(text: str) -> str:
    """A text with "_" for every character that some file system, Windows' too, takes in no name."""
    return "".join("_" if _is_forbidden(each) else each for each in text)


def _is_forbidden(character: str) -> bool:
    controls = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return character in _FORBIDDEN or unicodedata.category(character) in controls


def free_name(path: Path, occupied: Callable[[Path], bool] = Path.exists) -> Path:
    """The path itself, or the first "nombre (2)" that is not occupied (does not exist yet)."""
    candidate = path
    number = 2
    while occupied(candidate):
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return candidate


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a file of at most *limit* bytes. Raises PoaError that says what is wrong with it."""
    try:
        if path.is_dir():
            raise PoaError(f"«{path}» es una carpeta: elija un archivo.")
        refuse_held(path)
        with open(path, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(limit + 1) if size <= limit else b""
    except OSError as error:
        raise PoaError(explain_os_error(error, path)) from error
    if max(size, len(content)) > limit:  # a device has no size and no end
        raise PoaError(
            f"«{path.name}» pesa más de {limit // 1_000_000} MB: elija un archivo más pequeño."
        )
    return content


def explain_os_error(error: OSError, path: Path) -> str:
    """One Spanish sentence for an error of the operating system about a file."""
    if getattr(error, "winerror", None) in _WINDOWS_BUSY:
        return (
            f"No se pudo reemplazar «{path.name}»: ¿está abierto en Excel o en otro programa? "
            "Ciérrelo o guarde con otro nombre."
        )
    reasons = {
        errno.ENOENT: f"No existe «{path}»: revise el nombre y la carpeta.",
        errno.EACCES: f"No hay permiso en «{path}»: elija otra carpeta, por ejemplo Documentos.",
        errno.EPERM: f"No hay permiso en «{path}»: elija otra carpeta, por ejemplo Documentos.",
        errno.EROFS: f"«{path}» está en una carpeta de solo lectura: elija otra carpeta.",
        errno.ENOSPC: f"El disco está lleno y no se guardó «{path.name}»: libere espacio.",
        errno.EDQUOT: f"El disco está lleno y no se guardó «{path.name}»: libere espacio.",
        errno.EFBIG: f"El disco está lleno y no se guardó «{path.name}»: libere espacio.",
        errno.EISDIR: f"«{path}» es una carpeta: escriba el nombre de un archivo.",
        errno.EEXIST: f"«{path}» ya existe y no es una carpeta: muévalo o elija otra carpeta.",
        errno.ENOTDIR: f"La carpeta de «{path}» no existe: elija otra carpeta.",
        errno.ENAMETOOLONG: f"El nombre «{path.name[:40]}…» es demasiado largo: acórtelo.",
    }
    return reasons.get(
        error.errno or 0,
        f"El disco no respondió al usar «{path.name}» ({_error_name(error)}): revise la unidad.",
    )


def _error_name(error: OSError) -> str:
    """The code for support; the system's own words are not Spanish."""
    return errno.errorcode.get(error.errno or 0, "sin código")
