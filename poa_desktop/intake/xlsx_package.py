"""A workbook of somebody else as a package: what may be opened at all, and how much of it is read.

Nothing is extracted; a part is inflated only when it is needed and counted while it grows, so
that no file can ask for more memory than the limits here.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from poa_desktop.poa.errors import PoaError

MAX_BYTES = 25_000_000
MAX_ENTRIES = 1_000
MAX_PART = 60_000_000
MAX_TOTAL = 150_000_000
MAX_RATIO = 250
"""Of what is inflated to what is stored; a workbook's XML stays below 60."""
_RATIO_FROM = 1_000_000
_CHUNK = 262_144
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "guárdelo en Excel como «Libro de Excel (.xlsx)» e importe ese"
_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")


def looks_like_workbook(content: bytes, name: str) -> bool:
    """Whether a file is, or says it is, a workbook of any kind, also of one that is refused."""
    if name.lower().endswith(_SUFFIXES):
        return True
    return content.startswith(b"PK") and b"xl/workbook" in content


class Package:
    """The parts of a workbook. Raises PoaError, which names the file, for what is none."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._total = 0
        _refuse_other_formats(content, name)
        try:
            self._archive = ZipFile(BytesIO(content))
        except (BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError, OverflowError):
            raise self.damaged() from None
        self._parts: dict[str, ZipInfo] = {}
        for info in self._archive.infolist():
            if info.filename in self._parts:
                raise self.damaged()
            self._parts[info.filename] = info
        self._refuse_contents(content)

    def damaged(self) -> PoaError:
        """What is told when the file is not what it says it is."""
        return PoaError(
            f"«{self.name}» está dañado o incompleto: ábralo en Excel, guárdelo de nuevo e "
            "impórtelo otra vez."
        )

    def too_large(self) -> PoaError:
        """What is told when there is more in it than any workbook of a POA has."""
        return PoaError(
            f"«{self.name}» contiene mucho más que un libro del POA: exporte uno nuevo y copie en "
            "él sus cambios."
        )

    def has(self, path: str) -> bool:
        """Whether there is such a part."""
        return path in self._parts

    def read(self, path: str, limit: int = MAX_PART) -> bytes:
        """One part, inflated. Raises PoaError when it is missing, damaged or too large."""
        return b"".join(self.chunks(path, limit))

    def size(self, path: str) -> int:
        """How large a part says it is, at least 1."""
        return max(1, self._parts[path].file_size)

    def chunks(self, path: str, limit: int = MAX_PART) -> Iterator[bytes]:
        """One part in pieces, inflated one at a time. Raises PoaError like read."""
        info = self._parts.get(path)
        if info is None:
            raise self.damaged()
        size = 0
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._total += len(chunk)
                    self._count(size, info, limit)
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self.damaged() from None
        except RuntimeError:  # zipfile: a part asks for a password
            raise self.damaged() from None

    def _count(self, size: int, info: ZipInfo, limit: int) -> None:
        bloated = size > _RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1)
        if size > limit or self._total > MAX_TOTAL or bloated:
            raise self.too_large()

    def _refuse_contents(self, content: bytes) -> None:
        name, parts = self.name, self._parts
        if any(info.flag_bits & _ENCRYPTED for info in parts.values()):
            raise _with_password(name)
        if "mimetype" in parts or "content.xml" in parts:
            raise PoaError(f"«{name}» es una hoja de OpenDocument (.ods): {_SAVE_AS}.")
        if any(part.endswith(".bin") and part.startswith("xl/workbook") for part in parts):
            raise PoaError(f"«{name}» es un libro binario (.xlsb): {_SAVE_AS}.")
        if "[Content_Types].xml" not in parts or not any(p.startswith("xl/") for p in parts):
            raise PoaError(f"«{name}» no es un libro de Excel: elija el libro que exportó.")
        for info in parts.values():
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise self.damaged()
        types = self.read("[Content_Types].xml", 1_000_000)
        if b"macroEnabled" in types or any("vbaproject" in part.lower() for part in parts):
            raise PoaError(f"«{name}» tiene macros y por seguridad no se abre: {_SAVE_AS}.")


def _with_password(name: str) -> PoaError:
    return PoaError(f"«{name}» tiene contraseña: quítesela en Excel, guárdelo e impórtelo.")


def _refuse_other_formats(content: bytes, name: str) -> None:
    if not content:
        raise PoaError(f"«{name}» está vacío: elija el libro que exportó.")
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise _with_password(name)
        raise PoaError(f"«{name}» es de un Excel antiguo (.xls): {_SAVE_AS}.")
    if not content.startswith(b"PK"):
        raise PoaError(f"«{name}» no es un libro de Excel: elija el libro que exportó.")
    if content.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise PoaError(
            f"«{name}» contiene mucho más que un libro del POA: exporte uno nuevo y copie en él "
            "sus cambios."
        )
