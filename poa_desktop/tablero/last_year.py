"""The same node one year before: found by its name, as numbers shift from year to year."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, Poa
from poa_desktop.poa.text import comparable
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import Alcance, alcance_de


@dataclass(frozen=True, slots=True)
class LastYear:
    """What a node covered the year before, and its figures then."""

    alcance: Alcance
    resultados: Resultados

    @property
    def ejercicio(self) -> int:
        """The year compared with."""
        return self.resultados.poa.ejercicio

    def porcentaje(self, meses: tuple[int, ...]) -> Fraction | None:
        """Its percentage in the same months of that year, under that year's own rule.

        None: nothing was programado then, or the rule does not apply.
        """
        if self.alcance.linea is not None:
            return self.resultados.linea(self.alcance.linea, meses).porcentaje
        return self.resultados.medida(self.alcance.bloques, meses).porcentaje


def last_year_of(alcance: Alcance, poa: Poa, anterior: Poa | None, hoy: date) -> LastYear | None:
    """The node's counterpart in last year's POA.

    None without that POA, without that name, or where a name stands twice in either year: which
    of several is meant nobody can tell.
    """
    if anterior is None:
        return None
    before = _counterpart(alcance, poa, anterior)
    return None if before is None else LastYear(before, Resultados(anterior, hoy))


def _counterpart(alcance: Alcance, poa: Poa, anterior: Poa) -> Alcance | None:
    if alcance.tipo is TipoLugar.POA:
        return alcance_de(anterior, TipoLugar.POA, anterior.id)
    own = alcance.bloques[0]
    kind = Actividad if isinstance(own, Actividad) else type(own)
    same, now = ([each for each in of.bloques if _same(each, own, kind)] for of in (anterior, poa))
    if len(same) != 1 or len(now) != 1:
        return None
    (bloque,) = same
    if alcance.linea is None:
        return alcance_de(anterior, alcance.tipo, bloque.id)
    text = comparable(alcance.linea.texto)
    lineas = [each for each in bloque.lineas if text and comparable(each.texto) == text]
    own_lineas = [each for each in own.lineas if comparable(each.texto) == text]
    if len(lineas) != 1 or len(own_lineas) != 1:
        return None
    return alcance_de(anterior, TipoLugar.LINEA, lineas[0].id)


def _same(bloque: Bloque, other: Bloque, kind: type) -> bool:
    name = comparable(other.nombre)
    return bool(name) and isinstance(bloque, kind) and comparable(bloque.nombre) == name
