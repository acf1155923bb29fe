"""Several PDFs as one: documents of a period, evidence behind a sheet, pages on a letterhead."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from poa_desktop.poa.errors import PoaError

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks are in English

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class PdfPart:
    """One of the PDFs to join. *title* names it in the outline; "" lifts its own entries up."""

    title: str
    content: bytes


def join_pdfs(
    parts: Sequence[PdfPart],
    *,
    title: str,
    author: str,
    hoy: date,
    progress: Progress | None = None,
) -> bytes:
    """The pages of all parts, one after the other, each part's outline under its title.

    The same input gives the same bytes. *progress* receives numbers from 0 to 1. Raises PoaError
    for a part that is no PDF, is damaged or asks for a password, and names it.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    for number, part in enumerate(parts):
        with _explained(part.title or title):
            writer.append(open_pdf(part.content), outline_item=part.title or None)
        if progress is not None:
            progress((number + 1) / (len(parts) + 1))
    return finish_pdf(writer, title=title, author=author, hoy=hoy)


def open_pdf(content: bytes) -> PdfReader:
    """A PDF of somebody else, ready to be read.

    Raises PoaError when it asks for a password, and pypdf's own errors for what is no PDF.
    """
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        # many PDFs of offices are locked against changes only: their password is empty
        try:
            opened = reader.decrypt("") is not PasswordType.NOT_DECRYPTED
        except DependencyError:  # a cipher that takes another library
            opened = False
        if not opened:
            raise PoaError("pide una contraseña: ábralo y guárdelo sin ella")
    return reader


def finish_pdf(writer: PdfWriter, *, title: str, author: str, hoy: date) -> bytes:
    """The finished file: metadata, language, outline shown."""
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    day = f"D:{hoy:%Y%m%d}000000"
    writer.metadata = {
        "/Title": title,
        "/Author": author,
        "/Creator": "POA Desktop",
        "/Producer": "POA Desktop",
        "/CreationDate": day,
        "/ModDate": day,
    }
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("es-MX")
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/ViewerPreferences")] = shown
    if writer.outline:
        writer.page_mode = "/UseOutlines"
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Whatever is wrong with a foreign PDF becomes one sentence with its name."""
    try:
        yield
    except PoaError as error:
        raise PoaError(f"«{name}» {error}.") from error
    except Exception as error:  # a foreign file: pypdf raises a good many kinds
        raise PoaError(f"«{name}» no es un PDF que se pueda leer: elija otro.") from error
