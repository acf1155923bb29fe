"""A declared adecuación programática: why an authorised plan changed, and by which oficio."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from poa_desktop.poa.formats import fecha_corta


@dataclass(frozen=True, slots=True)
class Declarada:
    """One declared adecuación of a POA, numbered from 1.

    *desde* and *hasta* are the operations of the audit trail that began and ended it, as they were
    counted when they were first made; *hasta* and *concluida* are None while it is open. *fecha*
    is the day of the oficio, None when unknown.
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

    @property
    def titulo(self) -> str:
        """What it is called: "Adecuación 2 (oficio DP/031/2024, 15/03/2024)"."""
        day = "" if self.fecha is None else fecha_corta(self.fecha)
        oficio = f"oficio {self.oficio}" if self.oficio else "oficio del" if day else ""
        told = f"{oficio}{', ' if self.oficio and day else ' '}{day}".strip()
        return f"Adecuación {self.numero}" + (f" ({told})" if told else "")

    @property
    def quien(self) -> str:
        """Who declared it, with the office when it is known."""
        return ", ".join(filter(None, (self.nombre, self.cargo)))


def declarada_de(fila: Mapping[str, Any]) -> Declarada:
    """The adecuación of a row of its table, as the file or the audit trail keeps it."""
    fecha, concluida = fila["fecha"], fila["concluida"]
    return Declarada(
        fila["id"],
        fila["numero"],
        fila["justificacion"],
        fila["oficio"],
        None if fecha is None else date.fromisoformat(fecha),
        fila["nombre"],
        fila["cargo"],
        datetime.fromisoformat(fila["iniciada"]),
        fila["desde"],
        None if concluida is None else datetime.fromisoformat(concluida),
        fila["hasta"],
    )
