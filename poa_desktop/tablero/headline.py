"""The one sentence that says where the year stands."""

from dataclasses import dataclass
from fractions import Fraction

from poa_desktop.poa.evaluacion import Medida
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import MESES, month_end
from poa_desktop.poa.records import Regla
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import Alcance

_YEAR = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Headline:
    """The year so far, to the last month that is over: a sentence and its light."""

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
        return Headline("La regla elegida no se puede aplicar a este POA", Semaforo.GRIS, "")
    meses = tuple(mes for mes in _YEAR if month_end(poa.ejercicio, mes) < resultados.hoy)
    if not meses:
        return Headline(_not_yet(resultados, alcance), Semaforo.GRIS, "")
    until = f"En {poa.ejercicio}" if len(meses) == 12 else f"Hasta {MESES[len(meses) - 1]}"
    if alcance.linea is not None:
        resultado = resultados.linea(alcance.linea, meses)
        done, due = map(format_cantidad, (resultado.realizado, resultado.programado))
        unidad = alcance.linea.unidad_medida
        text = f"{until} se realizó {done} de {due} programado ({unidad})"
        return _judged(until, text, resultado.porcentaje, resultado.semaforo)
    medida = resultados.medida(alcance.bloques, meses)
    return _judged(until, f"{until} {_done(medida)}", medida.porcentaje, medida.semaforo)


def _not_yet(resultados: Resultados, alcance: Alcance) -> str:
    acts = sum(resultados.linea(each, _YEAR).actos_proyectados for each in alcance.lineas)
    return f"Ningún mes de {resultados.poa.ejercicio} ha terminado; {acts:,} actos en el año"


def _done(medida: Medida) -> str:
    """What was done of what was due, in the words of the rule."""
    if medida.proyectadas is None or medida.realizadas is None:
        return "el promedio de las líneas"
    if medida.regla is Regla.CANTIDADES:
        done, due = map(format_cantidad, (medida.realizadas, medida.proyectadas))
        return f"se realizó {done} de {due} programado"
    noun = "actos programados" if medida.regla is Regla.ACTOS else "actividades programadas"
    return f"se cumplieron {medida.realizadas:,} de {medida.proyectadas:,} {noun}"


def _judged(until: str, text: str, porcentaje: Fraction | None, semaforo: Semaforo) -> Headline:
    if porcentaje is None:
        return Headline(f"{until} no había nada programado", Semaforo.GRIS, "")
    return Headline(f"{text}, {format_porcentaje(porcentaje)}", semaforo, semaforo.palabra)
