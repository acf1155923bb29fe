"""What a month table's columns and cells are made of, as its model says and its delegate draws."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

from poa_desktop.poa.observado import EstadoObservacion
from poa_desktop.poa.semaforo import Semaforo

LOOK = Qt.ItemDataRole.UserRole + 1
"""Role: the CellLook of a cell."""
TINTED = Qt.ItemDataRole.UserRole + 2
"""Role of a column heading: whether it belongs to the chosen period."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; *weight* is its share of the space that is left, *mes* its month if any."""

    id: str
    title: str
    width: int
    weight: int = 0
    frozen: bool = False
    mes: int | None = None
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class CellLook:
    """How one cell is drawn. *ghost* is small and grey at the left, *due* a corner mark; *idle* is
    a month without programación, *locked* one that takes no capture, *current* one of the chosen
    period; *bad* is what a paste left out; *observed* is what its observations wait for.
    """

    text: str = ""
    ghost: str = ""
    left: bool = False
    wrap: bool = False
    bold: bool = False
    soft: bool = False
    small: bool = False
    total: bool = False
    locked: bool = False
    current: bool = False
    idle: bool = False
    due: bool = False
    heading: bool = False
    semaforo: Semaforo | None = None
    warning: bool = False
    bad: bool = False
    observed: EstadoObservacion | None = None
