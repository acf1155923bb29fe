"""Somebody else's workbook as a ZIP: what may be opened, how much of it is read, how it is written.

Nothing is extracted to the disk. A part is inflated only when it is asked for and counted while it
grows, so that no file can ask for more memory than the limits here: what it says of its sizes
proves nothing. Everything that can be wrong is one PoaError that names the file and says what to
do; only the end of these sentences differs with what the workbook is wanted for.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from poa_desktop.poa.errors import PoaError

MAX_BYTES = 25_000_000
"""Of a workbook that is read from the disk: as much as an evidencia may have."""
MAX_ENTRIES = 2_000
"""A workbook with a picture in each of its rows has some hundreds; half a million would take
seconds before the first one is looked at."""
MAX_PART = 60_000_000
"""Inflated: a sheet of 300,000 cells with styles has some 20 MB."""
MAX_TOTAL = 150_000_000
"""Of all that is inflated of one package: what an office PC has left beside the window."""
MAX_RATIO = 250
"""Of what is inflated to what is stored; a workbook's XML stays below 60, a bomb nears 1,000."""
_RATIO_FROM = 5_000_000  # a smaller part harms nobody and may be very regular
_MAX_TYPES = 1_000_000
_CHUNK = 262_144
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENTRY = b"PK\x01\x02"
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_TYPES = (b"spreadsheetml.sheet.main", b"spreadsheetml.template.main")
_MACROS = ("vbaproject", "vbadata.xml", "xl/macrosheets/")
_MODIFIED = (1980, 1, 1, 0, 0, 0)  # the ZIP's own first day: the same input, the same bytes
_DAMAGED = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError)
_SAVE_AS = "ábralo en Excel, guárdelo como «Libro de Excel (.xlsx)»"


@dataclass(frozen=True, slots=True)
class Advice:
    """How a refusal ends: what to do with the mended workbook (*again*), with the one saved under
    another format (*that_one*), with one that is no workbook (*which*) or too large (*smaller*)."""

    again: str = "y elíjalo otra vez"
    that_one: str = "y elija ese"
    which: str = "elija un libro de Excel (.xlsx)"
    smaller: str = "elija un libro más pequeño"


ELEGIR = Advice()
"""For a workbook that is chosen to be filled."""


def refusal(name: str, what: str, todo: str) -> PoaError:
    """The sentence for a workbook that is not taken: which one, what is wrong, what to do."""
    return PoaError(f"«{name}» {what}: {todo}.")


def damaged(name: str, detail: str = "", advice: Advice = ELEGIR) -> PoaError:
    """What is told when a workbook is not what it says it is; *detail* is for support."""
    what = f"está dañado o incompleto ({detail})" if detail else "está dañado o incompleto"
    return refusal(name, what, f"ábralo en Excel, guárdelo de nuevo {advice.again}")


class Package:
    """The parts of a workbook by name. Raises PoaError when it is none, or not to be trusted."""

    def __init__(self, content: bytes, name: str, advice: Advice = ELEGIR) -> None:
        self.name = name
        self.advice = advice
        self._total = 0
        self._refuse_other_files(content)
        try:
            self._archive = ZipFile(BytesIO(content))
        except NotImplementedError:  # a version or a compression that zipfile does not know
            raise self._unknown_packing() from None
        except _DAMAGED:
            raise self.damaged() from None
        self._parts = self._listed()
        self._refuse_contents()

    def damaged(self, detail: str = "") -> PoaError:
        """What is told when the file is not what it says it is."""
        return damaged(self.name, detail, self.advice)

    def too_large(self) -> PoaError:
        """What is told when there is more in it than is read."""
        what = "ocuparía demasiada memoria al abrirlo"
        return refusal(self.name, what, self.advice.smaller)

    def has(self, path: str) -> bool:
        """Whether there is such a part."""
        return path in self._parts

    def size(self, path: str) -> int:
        """How large a part says it is, at least 1."""
        return max(1, self._parts[path].file_size)

    def read(self, path: str, limit: int = MAX_PART) -> bytes:
        """One part, inflated. Raises PoaError when it is missing, damaged or too large."""
        return b"".join(self.chunks(path, limit))

    def read_all(self) -> dict[str, bytes]:
        """Every part, in the file's own order. Raises PoaError like read."""
        return {path: self.read(path) for path in self._parts}

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
        except RuntimeError:  # NotImplementedError among them: ciphers and patches of a part
            raise self._unknown_packing() from None
        except _DAMAGED:
            raise self.damaged() from None

    def _count(self, size: int, info: ZipInfo, limit: int) -> None:
        bloated = size > _RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1)
        if size > limit or self._total > MAX_TOTAL or bloated:
            raise self.too_large()

    def _listed(self) -> dict[str, ZipInfo]:
        parts: dict[str, ZipInfo] = {}
        for info in self._archive.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & _ENCRYPTED:
                raise self._locked()
            if info.filename in parts:
                raise self.damaged("tiene dos veces la misma parte")
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise self._unknown_packing()
            parts[info.filename] = info
        return parts

    def _refuse_other_files(self, content: bytes) -> None:
        """What can be told before the ZIP is opened."""
        if not content:
            raise refusal(self.name, "está vacío", self.advice.which)
        if content.startswith(_OLE):
            raise self._locked() if _LOCKED in content else self._other("un Excel antiguo (.xls)")
        if not content.startswith(b"PK"):
            raise self._no_workbook()
        if content.count(_ENTRY) > MAX_ENTRIES:
            raise self.too_large()

    def _refuse_contents(self) -> None:
        """What the names of the parts, and what the package says of them, tell."""
        parts = self._parts
        if "mimetype" in parts or "content.xml" in parts:
            raise self._other("OpenDocument (.ods)")
        if any(part.endswith(".bin") and part.startswith("xl/workbook") for part in parts):
            raise self._other("un formato binario (.xlsb)")
        if _CONTENT_TYPES not in parts:
            raise self._no_workbook()
        types = self.read(_CONTENT_TYPES, _MAX_TYPES).lower().replace(b"\0", b"")  # or UTF-16
        if b"macroenabled" in types or any(m in part.lower() for part in parts for m in _MACROS):
            what = "tiene macros y por seguridad no se abre"
            raise refusal(self.name, what, f"{_SAVE_AS} {self.advice.that_one}")
        in_its_place = any(part.startswith("xl/") for part in parts)
        if not in_its_place and not any(main in types for main in _MAIN_TYPES):
            raise self._no_workbook()

    def _no_workbook(self) -> PoaError:
        return refusal(self.name, "no es un libro de Excel (.xlsx)", self.advice.which)

    def _other(self, kind: str) -> PoaError:
        return refusal(self.name, f"es de {kind}", f"{_SAVE_AS} {self.advice.that_one}")

    def _locked(self) -> PoaError:
        todo = f"ábralo en Excel, quítesela, guárdelo {self.advice.again}"
        return refusal(self.name, "tiene contraseña", todo)

    def _unknown_packing(self) -> PoaError:
        return self.damaged("usa una compresión desconocida")


def package_bytes(parts: Mapping[str, bytes], changed: Mapping[str, bytes]) -> bytes:
    """A workbook of *parts*, the *changed* ones in place of the old ones.

    Order and names stay; the dates are fixed, so that the same input gives the same bytes.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _MODIFIED)
            info.compress_type = ZIP_DEFLATED if content else ZIP_STORED
            info.external_attr = 0o600 << 16
            info.create_system = 3  # the same on every system
            archive.writestr(info, changed.get(name, content))
    return buffer.getvalue()
