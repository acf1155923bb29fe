"""The one sentence that says where the year stands."""

from dataclasses import dataclass
from typing import NamedTuple

from poa_desktop.poa.evaluacion import Medida, ResultadoLinea
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import MESES, month_end
from poa_desktop.poa.records import Regla
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import Alcance, counted

_YEAR = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Headline:
    """The year so far, to the last month that is over: a sentence and its light.

    *palabra* is "" where the sentence judges nothing.
    """

    texto: str
    semaforo: Semaforo
    palabra: str

    @property
    def completo(self) -> str:
        """The sentence with the word of its light."""
        return f"{self.texto}: {self.palabra.lower()}." if self.palabra else f"{self.texto}."


def headline_de(resultados: Resultados, alcance: Alcance) -> Headline:
    """Where a node stands, from January to the last month that is over.

    Only months that are over are asked about, so the light needs no holding back.
    """
    poa = resultados.poa
    if alcance.linea is None and resultados.rechazo is not None:
        return _plain(f"La regla «{poa.reglas.regla.value}» no se puede aplicar a este POA")
    in_year = _acts_in_year(resultados, alcance)
    if not in_year:
        return _plain(f"Nada programado en {poa.ejercicio}: indique los meses en Calendario")
    meses = tuple(mes for mes in _YEAR if month_end(poa.ejercicio, mes) < resultados.hoy)
    if not meses:
        return _plain(_not_yet(resultados, in_year))
    until = f"En {poa.ejercicio}" if len(meses) == 12 else f"Hasta {MESES[len(meses) - 1]}"
    if alcance.linea is not None:
        resultado = resultados.linea(alcance.linea, meses)
        porcentaje, semaforo = resultado.porcentaje, resultado.semaforo
        done = _of_linea(resultado)
    else:
        medida = resultados.medida(alcance.bloques, meses)
        porcentaje, semaforo = medida.porcentaje, medida.semaforo
        done = _done(medida, alcance)
    if porcentaje is None:
        return _plain(f"{until} no había nada programado; {_ahead(in_year)} en el año")
    return Headline(f"{until} {done}", semaforo, semaforo.palabra)


def _plain(texto: str) -> Headline:
    return Headline(texto, Semaforo.GRIS, "")


def _acts_in_year(resultados: Resultados, alcance: Alcance) -> int:
    if alcance.linea is not None:
        return resultados.linea(alcance.linea, _YEAR).actos_proyectados
    of_blocks = (resultados.bloque(each, _YEAR) for each in alcance.bloques)
    return sum(linea.actos_proyectados for lineas in of_blocks for linea in lineas)


def _not_yet(resultados: Resultados, in_year: int) -> str:
    ejercicio = resultados.poa.ejercicio
    begun = resultados.hoy.year == ejercicio
    state = f"Enero de {ejercicio} está en curso" if begun else f"{ejercicio} aún no comienza"
    return f"{state}; {_ahead(in_year)} en el año"


def _ahead(acts: int) -> str:
    return f"hay {counted(acts, 'acto programado', 'actos programados')}"


def _done(medida: Medida, alcance: Alcance) -> str:
    """What was done of what was due, in the words of the rule."""
    figure = format_porcentaje(medida.porcentaje)
    if medida.proyectadas is None or medida.realizadas is None:
        return f"el promedio de avance de las líneas fue de {figure}"
    if medida.regla is Regla.CANTIDADES:
        unidad = next((each.unidad_medida for each in alcance.lineas), "")
        return _share(figure, medida.realizadas, medida.proyectadas, unidad)
    noun = _ACTO if medida.regla is Regla.ACTOS else _ACTIVIDAD
    return f"{_count(medida.realizadas, medida.proyectadas, noun)}, {figure}"


class _Noun(NamedTuple):
    """What is counted, with the articles its gender asks for."""

    only: str
    none_of: str
    all_of: str
    many: str


_ACTO = _Noun("el único acto programado", "ninguno de los", "los", "actos programados")
_ACTIVIDAD = _Noun(
    "la única actividad programada", "ninguna de las", "las", "actividades programadas"
)


def _count(done: int, due: int, noun: _Noun) -> str:
    """How many of how many: "se cumplió 1 de 18 actos programados"; none and all are named."""
    if due == 1:
        return f"{'se cumplió' if done else 'no se cumplió'} {noun.only}"
    if done == 0:
        return f"no se cumplió {noun.none_of} {due:,} {noun.many}"
    if done == due:
        return f"se cumplieron {noun.all_of} {due:,} {noun.many}"
    return f"{'se cumplió' if done == 1 else 'se cumplieron'} {done:,} de {due:,} {noun.many}"


def _of_linea(resultado: ResultadoLinea) -> str:
    figure = format_porcentaje(resultado.porcentaje)
    unidad = resultado.linea.unidad_medida
    return _share(figure, resultado.realizado, resultado.programado, unidad)


def _share(figure: str, done: int, due: int, unidad: str) -> str:
    amounts = f"{format_cantidad(done)} de {format_cantidad(due)}"
    unit = f" ({unidad})" if unidad else ""
    return f"se realizó el {figure} de lo programado, {amounts}{unit}"
