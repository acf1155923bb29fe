"""Where a node stands in the chosen period, in one sentence, and the year so far beneath it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from poa_desktop.poa.evaluacion import Medida, ResultadoLinea
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import MESES, Periodo, month_end, periodos_de
from poa_desktop.poa.records import Regla
from poa_desktop.poa.semaforo import Semaforo, palabra_mostrada, semaforo_mostrado
from poa_desktop.tablero.last_year import LastYear
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import Alcance, counted

_YEAR = tuple(range(1, 13))
_IN_SENTENCE = {
    Semaforo.VERDE: "cumple",
    Semaforo.AMARILLO: "en riesgo",
    Semaforo.ROJO: "en rezago",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """A sentence with its light, and what one must know beside it.

    *palabra* is the light as the sentence says it, "" where nothing is judged. *nota* tells what
    is sin capturar and the year so far, "" when there is nothing to add.
    """

    texto: str
    semaforo: Semaforo
    palabra: str
    nota: str = ""

    @property
    def completo(self) -> str:
        """The sentence with the word of its light."""
        return f"{self.texto}: {self.palabra}." if self.palabra else f"{self.texto}."


def headline_de(
    resultados: Resultados, alcance: Alcance, periodo: Periodo, last_year: LastYear | None = None
) -> Headline:
    """Where a node stands in a period, with the light that its gauge and the tree show."""
    poa = resultados.poa
    if alcance.linea is None and resultados.rechazo is not None:
        return _plain(f"La regla «{poa.reglas.regla.value}» no se puede aplicar a este POA")
    in_year = _acts(resultados, alcance, _YEAR)
    if not in_year:
        return _plain(f"Nada programado en {poa.ejercicio}: indique los meses en Calendario")
    nota = " · ".join(
        part
        for part in (
            _uncaptured(resultados, alcance, periodo),
            _so_far(resultados, alcance, periodo, last_year),
        )
        if part
    )
    told, porcentaje, semaforo = _measured(resultados, alcance, periodo.meses)
    when = _when(periodo)
    if porcentaje is None:
        return Headline(f"{when} no hay nada programado", Semaforo.GRIS, "", nota)
    if periodo.inicio > resultados.hoy and not porcentaje:
        acts = _ahead(_acts(resultados, alcance, periodo.meses))
        return Headline(f"{when} {acts}; aún no comienza", Semaforo.GRIS, "", nota)
    light = semaforo_mostrado(semaforo, periodo, resultados.hoy)
    word = _IN_SENTENCE.get(light) or palabra_mostrada(semaforo, periodo, resultados.hoy).lower()
    return Headline(f"{when} {told}", light, word, nota)


def _plain(texto: str) -> Headline:
    return Headline(texto, Semaforo.GRIS, "")


def _when(periodo: Periodo) -> str:
    """The period as a sentence begins: "En el tercer trimestre (julio a septiembre)"."""
    if periodo.letra == "A":
        return f"En {periodo.ejercicio}"
    words = periodo.en_palabras.removesuffix(f" de {periodo.ejercicio}")
    name, _, months = words.partition(", ")
    name = name[:1].lower() + name[1:]
    return f"En el {name} ({months})" if months else f"En {name}"


def _acts(resultados: Resultados, alcance: Alcance, meses: tuple[int, ...]) -> int:
    """Acts projected in a window."""
    if alcance.linea is not None:
        return resultados.linea(alcance.linea, meses).actos_proyectados
    of_blocks = (resultados.bloque(each, meses) for each in alcance.bloques)
    return sum(linea.actos_proyectados for lineas in of_blocks for linea in lineas)


def _measured(
    resultados: Resultados, alcance: Alcance, meses: tuple[int, ...]
) -> tuple[str, Fraction | None, Semaforo]:
    """What was done in a window in words, as a percentage and as the rule's light."""
    if alcance.linea is not None:
        resultado = resultados.linea(alcance.linea, meses)
        return _of_linea(resultado), resultado.porcentaje, resultado.semaforo
    medida = resultados.medida(alcance.bloques, meses)
    return _done(medida, alcance), medida.porcentaje, medida.semaforo


def _uncaptured(resultados: Resultados, alcance: Alcance, periodo: Periodo) -> str:
    if alcance.linea is not None:
        missing = len(resultados.linea(alcance.linea, periodo.meses).sin_capturar)
    else:
        of_blocks = (resultados.bloque(each, periodo.meses) for each in alcance.bloques)
        missing = sum(len(linea.sin_capturar) for lineas in of_blocks for linea in lineas)
    return f"{missing:,} sin capturar" if missing else ""


def _so_far(
    resultados: Resultados, alcance: Alcance, periodo: Periodo, last_year: LastYear | None
) -> str:
    """The year to the last month that is over, unless the sentence says it already."""
    ejercicio = resultados.poa.ejercicio
    meses = tuple(mes for mes in _YEAR if month_end(ejercicio, mes) < resultados.hoy)
    if not meses or meses == periodo.meses:
        return ""
    _, porcentaje, semaforo = _measured(resultados, alcance, meses)
    if porcentaje is None:
        return ""
    until = f"En {ejercicio}" if len(meses) == 12 else f"De enero a {MESES[len(meses) - 1]}"
    if len(meses) == 1:
        until = "En enero"
    told = f"{until}: {format_porcentaje(porcentaje)}, {_IN_SENTENCE[semaforo]}"
    told += _elsewhere(resultados, alcance, meses)
    before = last_year.porcentaje(meses) if last_year is not None else None
    if last_year is not None and before is not None:
        told += f"; en {last_year.ejercicio}, {format_porcentaje(before)}"
    return told


def _elsewhere(resultados: Resultados, alcance: Alcance, meses: tuple[int, ...]) -> str:
    """Why the year so far counts more acts than its periods together: some were done late."""
    if alcance.linea is not None or resultados.poa.reglas.regla is not Regla.ACTOS:
        return ""
    periodos = [
        each
        for each in periodos_de(alcance.temporalidad, resultados.poa.ejercicio)
        if each.meses[-1] <= meses[-1]
    ]
    if not periodos or periodos[-1].meses[-1] != meses[-1]:
        return ""
    whole = resultados.medida(alcance.bloques, meses).realizadas or 0
    parts = sum(resultados.medida(alcance.bloques, each.meses).realizadas or 0 for each in periodos)
    outside = whole - parts
    if outside <= 0:
        return ""
    return f", con {counted(outside, 'acto cumplido', 'actos cumplidos')} fuera de su periodo"


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
