"""What can be asked of a document beyond its period: thumbnails, annexes, a number, a date."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import parse_fecha
from poa_desktop.poa.text import clean_text

MAX_OFICIO = 60  # characters: a longer number does not fit on its row


class Opcion(StrEnum):
    """Something that a kind of document may offer; the value is the field of `Opciones`."""

    MINIATURAS = "miniaturas"
    ANEXOS = "anexos"
    OFICIO = "oficio"
    PLAZO = "plazo"
    VERSION = "version"

    @property
    def etiqueta(self) -> str:
        """The option as shown beside its control."""
        return _ETIQUETAS[self]


_ETIQUETAS = {
    Opcion.MINIATURAS: "Con miniaturas",
    Opcion.ANEXOS: "Con la evidencia anexa",
    Opcion.OFICIO: "Oficio No.",
    Opcion.PLAZO: "Fecha límite",
    Opcion.VERSION: "Versión",
}


@dataclass(frozen=True, slots=True)
class Opciones:
    """What was asked for. *oficio* "" and *plazo* None leave a line to fill in by hand.

    *version* is that of a closed period; 0: the cierre in force, or the records as they are now
    where there is none.
    """

    miniaturas: bool = False
    anexos: bool = False
    oficio: str = ""
    plazo: date | None = None
    version: int = 0

    @property
    def pedidas(self) -> tuple[Opcion, ...]:
        """The options that are not as they would be without asking."""
        return tuple(Opcion(each.name) for each in fields(self) if getattr(self, each.name))


SIN_OPCIONES = Opciones()


def read_oficio(text: str) -> str:
    """The number of an oficio as typed, cleaned, on one row. Raises PoaError when too long."""
    number = clean_text(text, multiline=False).text
    if len(number) > MAX_OFICIO:
        raise PoaError(
            f"El número de oficio tiene {len(number)} caracteres: escriba {MAX_OFICIO} o menos."
        )
    return number


def read_plazo(text: str) -> date | None:
    """The last day to answer as typed, dd/mm/aaaa; nothing typed is None. Raises PoaError."""
    return parse_fecha(text) if text.strip() else None


def read_version(number: int | None) -> int:
    """The version of a cierre as asked for; None is 0, the one in force. Raises PoaError."""
    if number is not None and number < 1:
        raise PoaError("Las versiones de un cierre se cuentan desde 1: corrija --version.")
    return number or 0


def refuse_foreign(etiqueta: str, offered: frozenset[Opcion], opciones: Opciones) -> None:
    """Raise PoaError when something was asked of a document that does not have it."""
    foreign = [each for each in opciones.pedidas if each not in offered]
    if foreign:
        names = " ni ".join(f"--{each}" for each in foreign)
        them = "quítelo" if len(foreign) == 1 else "quítelos"
        raise PoaError(f"El documento «{etiqueta}» no admite {names}: {them}.")
