"""Somebody else's .xlsx file as a ZIP: read within limits, written again with some parts changed.

A part that is not changed keeps its bytes. Everything that can be wrong with such a file becomes
one PoaError that names it; nothing is ever extracted to the disk.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from poa_desktop.poa.errors import PoaError

MAX_BYTES = 20_000_000
"""Of a workbook that is chosen from the disk."""
MAX_ENTRIES = 2_000
MAX_PART = 60_000_000
MAX_TOTAL = 150_000_000
MAX_RATIO = 200
_RATIO_FROM = 5_000_000  # a small part may be very regular
_CHUNK = 1 << 16
_MODIFIED = (1980, 1, 1, 0, 0, 0)  # the ZIP's own first day: the same input, the same bytes
_OLE = b"\xd0\xcf\x11\xe0"
_MACROS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/")
_CONTENT_TYPES = "[Content_Types].xml"
_TOO_BIG = "al abrirlo ocuparía demasiada memoria: use un libro más pequeño"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook by name, in the file's own order."""

    nombre: str
    parts: dict[str, bytes]


def refusal(nombre: str, reason: str) -> PoaError:
    """The sentence for a workbook that is not taken: which one, and why."""
    return PoaError(f"«{nombre}» no se puede usar: {reason}.")


def open_package(content: bytes, nombre: str) -> Package:
    """Read a workbook's parts. Raises PoaError when it is none, or not one to be trusted."""
    if content.startswith(_OLE):
        raise refusal(
            nombre,
            "está protegido con contraseña o es de un Excel anterior a 2007; ábralo en Excel y "
            "guárdelo sin contraseña como «Libro de Excel (.xlsx)»",
        )
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = _read_all(archive, nombre)
    except (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise refusal(nombre, "no es un libro de Excel (.xlsx) o está dañado") from error
    except (NotImplementedError, RuntimeError) as error:  # a compression or a cipher of its own
        raise refusal(nombre, "está cifrado o comprimido de una forma desconocida") from error
    if _CONTENT_TYPES not in parts:
        raise refusal(nombre, "no es un libro de Excel (.xlsx)")
    if _has_macros(parts):
        raise refusal(
            nombre, "contiene macros; en Excel guárdelo como «Libro de Excel (.xlsx)», sin macros"
        )
    return Package(nombre, parts)


def _read_all(archive: ZipFile, nombre: str) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise refusal(nombre, _TOO_BIG)
    parts: dict[str, bytes] = {}
    total = 0
    for info in entries:
        if info.is_dir():
            continue
        if info.flag_bits & 0x1:
            raise refusal(nombre, "está protegido con contraseña; guárdelo sin ella")
        if info.filename in parts:
            raise refusal(nombre, "está dañado: tiene dos veces la misma parte")
        content = _read_part(archive, info, nombre, MAX_TOTAL - total)
        total += len(content)
        parts[info.filename] = content
    return parts


def _read_part(archive: ZipFile, info: ZipInfo, nombre: str, left: int) -> bytes:
    """One part, counted while it is read: what the file says of its size proves nothing."""
    chunks, size = [], 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            packed = max(info.compress_size, 1)
            if size > min(MAX_PART, left) or (size > _RATIO_FROM and size > packed * MAX_RATIO):
                raise refusal(nombre, _TOO_BIG)
    return b"".join(chunks)


def _has_macros(parts: Mapping[str, bytes]) -> bool:
    named = any(macro in name.lower() for name in parts for macro in _MACROS)
    return named or b"macroenabled" in parts[_CONTENT_TYPES].lower()


def package_bytes(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The workbook again, with the *changed* parts in place of the old ones.

    Order and names stay; the dates are fixed, so that the same input gives the same bytes.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in package.parts.items():
            info = ZipInfo(name, _MODIFIED)
            info.compress_type = ZIP_DEFLATED if content else ZIP_STORED
            info.external_attr = 0o600 << 16
            info.create_system = 3  # the same on every system
            archive.writestr(info, changed.get(name, content))
    return buffer.getvalue()
