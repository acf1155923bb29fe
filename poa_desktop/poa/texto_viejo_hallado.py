"""A piece of a text that may be of the old year."""

from dataclasses import dataclass
from enum import StrEnum


class TipoMencion(StrEnum):
    """What kind of thing of the old year a text mentions."""

    EJERCICIO = "ejercicio"
    FECHA = "fecha"
    NOMBRE = "nombre"
    IMPORTE = "importe"


@dataclass(frozen=True, slots=True)
class Hallado:
    """A piece of a text: where it stands, what it is, and what it would be in the new year.

    *propuesta* None: nobody can guess. *duda* says why the proposal needs a look; "" is sure.
    """

    tipo: TipoMencion
    inicio: int
    fin: int
    propuesta: str | None = None
    duda: str = ""
