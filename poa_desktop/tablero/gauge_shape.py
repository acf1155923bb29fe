"""The gauge of an evaluation as pure numbers and texts, the same on paper and on the screen.

Lengths are in radii of the arc's outer edge, measured from the arc's centre, y upwards. Angles
are degrees counter-clockwise from three o'clock, as both Qt and PDF drawing count them; a
negative sweep runs clockwise. The arc opens downwards: it starts at the lower left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from poa_desktop.poa.evaluacion import Medida
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Regla
from poa_desktop.poa.semaforo import (
    NO_INICIADO,
    Semaforo,
    palabra_mostrada,
    semaforo_mostrado,
)

START = 210.0
FULL_SWEEP = -240.0
STROKE = 0.17
OUTLINE = 0.016

PERCENT_BASELINE = -0.10
PERCENT_SIZE = 0.42
PERCENT_SIZE_LONG = 0.34
COUNT_BASELINE = -0.42
COUNT_SIZE = 0.19
COUNT_WIDTH = 1.30  # the free width between the ends of the arc
WORD_BASELINE = -0.74
WORD_SIZE = 0.21
ANTERIOR_BASELINE = -1.02
ANTERIOR_SIZE = 0.18
TITLE_BASELINE = 1.14
TITLE_SIZE = 0.24

TOP = 1.40
BOTTOM = -0.86
BOTTOM_ANTERIOR = -1.12  # of a row of gauges where at least one has last year's figure

NO_APLICABLE = "Regla no aplicable"
SIN_FIGURA = "—"

_LONG = 6
_CHARACTER = 0.5  # mean width of a character, in type sizes


@dataclass(frozen=True, slots=True)
class Gauge:
    """What one gauge shows.

    *sweep* is the drawn part of the arc in degrees (0 to FULL_SWEEP), None for the outline only
    (period not begun). *porcentaje* is the raw figure, which may be above 100 while the arc is
    full. *cuenta* is "14 de 18 actos", or "" when nothing is counted; *palabra* goes with the
    colour of *semaforo*. *alike*: the texts of its row that decide the sizes, None alone.
    """

    titulo: str
    sweep: float | None
    porcentaje: str
    cuenta: str
    palabra: str
    semaforo: Semaforo

    alike: "Alike | None" = None

    @property
    def percent_size(self) -> float:
        """Type size of the percentage, in radii: long figures ("189.6 %") are set smaller."""
        return PERCENT_SIZE if len(self.longest_percent) <= _LONG else PERCENT_SIZE_LONG

    @property
    def longest_percent(self) -> str:
        """The text that decides the size of the percentage: the longest of its row."""
        return self.alike.porcentaje if self.alike else self.porcentaje

    @property
    def longest_count(self) -> str:
        """The text that decides the size of the count."""
        return self.alike.cuenta if self.alike else self.cuenta

    @property
    def count_size(self) -> float:
        """Type size of the count, in radii: what would touch the arc's ends is set smaller."""
        return min(COUNT_SIZE, COUNT_WIDTH / (_CHARACTER * max(1, len(self.longest_count))))


@dataclass(frozen=True, slots=True)
class Alike:
    """The longest percentage and count of a row of gauges, which are set in one size.

    Otherwise the shortest figure, "0.0 %", would be the largest of the row.
    """

    porcentaje: str
    cuenta: str


def set_alike(gauges: Sequence[Gauge]) -> tuple[Gauge, ...]:
    """The gauges of a row with their texts set in the same sizes."""
    longest = Alike(
        max((each.porcentaje for each in gauges), key=len, default=""),
        max((each.cuenta for each in gauges), key=len, default=""),
    )
    return tuple(replace(each, alike=longest) for each in gauges)


def sweep_of(porcentaje: Fraction | None) -> float:
    """Degrees of arc for a percentage, clockwise (negative), capped at 100; None is 0."""
    if porcentaje is None:
        return 0.0
    return float(min(max(porcentaje, Fraction(0)), Fraction(100)) / 100) * FULL_SWEEP


def gauge_of(titulo: str, medida: Medida, periodo: Periodo, hoy: date) -> Gauge:
    """The gauge of a measure in a period.

    A period that has not begun on *hoy* shows its outline only, unless something was already
    done in it. While it runs, an arc that is not verde yet is grey with the word "En curso". Sin
    programación and a refused rule show "—" with the reason as the word.
    """
    if medida.rechazo is not None:
        return Gauge(titulo, 0.0, SIN_FIGURA, "", NO_APLICABLE, Semaforo.GRIS)
    if periodo.inicio > hoy and not medida.porcentaje:
        return Gauge(titulo, None, "", "", NO_INICIADO, Semaforo.GRIS)
    return Gauge(
        titulo,
        sweep_of(medida.porcentaje),
        format_porcentaje(medida.porcentaje),
        count_text(medida),
        palabra_mostrada(medida.semaforo, periodo, hoy),
        semaforo_mostrado(medida.semaforo, periodo, hoy),
    )


def count_text(medida: Medida) -> str:
    """What was counted, "14 de 18 actos"; "" when nothing is projected or the rule counts none."""
    if not medida.proyectadas or medida.realizadas is None:
        return ""
    if medida.regla is Regla.CANTIDADES:
        done, due = format_cantidad(medida.realizadas), format_cantidad(medida.proyectadas)
        return f"{done} de {due}"
    noun = "actos" if medida.regla is Regla.ACTOS else "actividades"
    if medida.proyectadas == 1:
        noun = {"actos": "acto", "actividades": "actividad"}[noun]
    return f"{medida.realizadas:,} de {medida.proyectadas:,} {noun}"
