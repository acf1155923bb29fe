"""Workbooks as packages: their parts out of the bytes, and bytes of parts that were changed."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook

Parts = dict[str, bytes]


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def parts_of(content: bytes) -> Parts:
    """The parts of a package, inflated."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of some parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", kind) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def with_parts(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with some parts changed or added."""
    return packed({**parts_of(content), **changed})
