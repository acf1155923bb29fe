"""What an intake gives back: records that are not stored yet, and what was found on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from poa_desktop.poa.problems import Problem
from poa_desktop.poa.records import Municipio, Poa


@dataclass(frozen=True, slots=True)
class Draft:
    """A POA as it came in: every id is 0, every línea carries the default schedule.

    *programas_de* says which programa an actividad belongs to (actividad número → programa
    número), where the source says so: a record without an id cannot be pointed at.
    """

    municipio: Municipio
    poa: Poa
    problems: tuple[Problem, ...] = ()
    programas_de: Mapping[int, int] = field(default_factory=dict)
