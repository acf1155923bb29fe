"""Where a document is signed: columns with a title, room and a line, and who signs below."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from poa_desktop.export.layout import signer
from poa_desktop.export.pdf_box import Box, Row
from poa_desktop.export.pdf_frame import Sheet
from poa_desktop.export.pdf_oficial import SigningLine
from poa_desktop.export.pdf_text import SMALL, SMALL_CENTERED, Texts
from poa_desktop.poa.records import Poa

_LINE = 180.0  # points
_ROOM = 40.0  # points above the line


@dataclass(frozen=True, slots=True)
class Firma:
    """One who signs: in which role, and the rows below the line ("" rows are left out)."""

    titulo: str
    debajo: tuple[str, ...]


def firma_enlace(titulo: str, poa: Poa) -> Firma:
    """The enlace of the dependencia, in a role."""
    return Firma(titulo, signer(poa.dependencia.enlace, "Enlace"))


def firma_titular(titulo: str, poa: Poa) -> Firma:
    """The titular of the dependencia, in a role."""
    nombre, cargo = signer(poa.dependencia.titular_nombre, poa.dependencia.titular_cargo)
    return Firma(titulo, (nombre, cargo, poa.dependencia.nombre.upper()))


def firma_planeacion(titulo: str, poa: Poa) -> Firma:
    """Who evaluates, in a role: the name is written by hand."""
    return Firma(titulo, ("Nombre y cargo", poa.evaluador))


def signatures(sheet: Sheet, texts: Texts, heading: str, firmas: Sequence[Firma]) -> Box:
    """The block of those who sign, one beside the other, under what it is that they sign."""
    tint = sheet.paleta.suave
    count = len(firmas)
    widths = (sheet.width / count,) * count
    titles: list[list[Flowable]] = [
        [texts.p(firma.titulo, SMALL_CENTERED, bold=True)] for firma in firmas
    ]
    bodies: list[list[Flowable]] = [
        [
            SigningLine(_LINE, _ROOM),
            *(texts.p(name, SMALL_CENTERED) for name in firma.debajo if name),
        ]
        for firma in firmas
    ]
    signed = Row([[texts.p(heading, SMALL, bold=True)]], (sheet.width,), (tint,), keep=True)
    signed.pad_y = 2.4
    rows = [
        signed,
        Row(titles, widths, (tint,) * count, keep=True, pad_y=2.6),
        Row(bodies, widths),
    ]
    accent = sheet.paleta.institucional
    return Box(rows, sheet.height, whole=True, accent=accent)
