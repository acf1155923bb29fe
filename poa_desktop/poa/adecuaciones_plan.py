"""A plan while its history is read: its rows, and what place and name each of them has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Fila: TypeAlias = Mapping[str, Any]
"""A row of a table as the trail keeps it: column → value."""
Clave: TypeAlias = tuple[str, int]
"""Table and id of a row."""

BLOCKS = {"programas": "Programa", "actividades": "Actividad"}
PLAN_TABLES = ("poas", *BLOCKS, "fichas", "lineas", "programado")
"""The tables whose rows make a plan."""
TRAIL_TABLES = (*PLAN_TABLES, "adecuaciones")
"""The tables whose rows tell what became of a plan, and under which declared adecuación."""
_PLACED = (*BLOCKS, "lineas")


@dataclass(frozen=True, slots=True)
class Sitio:
    """Where a row stands: its place in the official layout, its clave and its name or text."""

    place: tuple[int, ...]
    clave: str
    nombre: str


def owner_of(record: Fila) -> Clave:
    """The programa or actividad that a ficha or línea belongs to."""
    programa = record.get("programa_id")
    if programa is not None:
        return "programas", int(programa)
    return "actividades", int(record.get("actividad_id") or 0)


class Plan:
    """The rows of every plan of a file, as of one operation."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, Fila]] = {table: {} for table in TRAIL_TABLES}
        self._places: dict[int, dict[Clave, Sitio]] = {}

    def apply(self, tabla: str, fila: int, record: Fila | None) -> None:
        """Take over how a row ended; None: it is gone."""
        if record is None:
            self._rows[tabla].pop(fila, None)
        else:
            self._rows[tabla][fila] = record
        if tabla in _PLACED:
            self._places = {}

    def estado(self, poa_id: int) -> str:
        """The estado of a POA; "" before it exists."""
        return str(self._rows["poas"].get(poa_id, {}).get("estado", ""))

    def sitios(self, poa_id: int) -> dict[Clave, Sitio]:
        """The place of every programa, actividad and línea of one POA; kept until they change."""
        if poa_id not in self._places:
            self._places[poa_id] = self._placed(poa_id)
        return self._places[poa_id]

    def _placed(self, poa_id: int) -> dict[Clave, Sitio]:
        found: dict[Clave, Sitio] = {}
        for kind, table in enumerate(BLOCKS, start=1):
            for row, record in self._rows[table].items():
                if record["poa_id"] == poa_id:
                    numero, nombre = record["numero"], str(record["nombre"])
                    found[table, row] = Sitio((kind, numero), f"{table[0].upper()}{numero}", nombre)
        ordered = sorted(self._rows["lineas"].items(), key=lambda pair: (pair[1]["orden"], pair[0]))
        counted: dict[Clave, int] = {}
        for row, record in ordered:
            owner = owner_of(record)
            block = found.get(owner)
            if block is not None:
                number = counted[owner] = counted.get(owner, 0) + 1
                found["lineas", row] = Sitio(
                    (*block.place, number), f"{block.clave}.{number}", str(record["texto"])
                )
        return found
