"""An observation of Planeación about a línea in a period, and the dependencia's answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from poa_desktop.poa.periodos import Periodo


class EstadoObservacion(StrEnum):
    """Whether somebody still has to do something about it."""

    PENDIENTE = "pendiente"
    RESPONDIDA = "respondida"
    ATENDIDA = "atendida"


@dataclass(frozen=True, slots=True)
class ObservacionLinea:
    """What Planeación asks and what was answered. *linea_id* None: about the POA as a whole.

    *respuesta* "" and *respondida* None: nobody has answered. ATENDIDA: Planeación is satisfied.
    """

    id: int
    periodo: Periodo
    linea_id: int | None
    texto: str
    nombre: str
    cargo: str
    cuando: datetime
    estado: EstadoObservacion = EstadoObservacion.PENDIENTE
    respuesta: str = ""
    respondio: str = ""
    respondio_cargo: str = ""
    respondida: datetime | None = None
