"""A declared adecuación programática: why an authorised plan changed, and by which oficio."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Declarada:
    """One declared adecuación of a POA, numbered from 1.

    The operations of the audit trail from *desde* to *hasta* belong to it; *hasta* and
    *concluida* are None while it is open. *fecha* is the day of the oficio, None when unknown.
    """

    id: int
    numero: int
    justificacion: str
    oficio: str
    fecha: date | None
    nombre: str
    cargo: str
    iniciada: datetime
    desde: int
    concluida: datetime | None = None
    hasta: int | None = None

    @property
    def abierta(self) -> bool:
        """Whether the plan may still change under it."""
        return self.hasta is None

    def covers(self, operacion: int) -> bool:
        """Whether an operation of the trail, by its number, belongs to it."""
        return self.desde <= operacion and (self.hasta is None or operacion <= self.hasta)
