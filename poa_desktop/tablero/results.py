"""The evaluation of líneas and groups, each computed once while a Tablero is made."""

from collections.abc import Iterable
from datetime import date

from poa_desktop.poa.evaluacion import (
    Medida,
    ResultadoLinea,
    evaluar_linea,
    medir,
    motivo_rechazo,
)
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Bloque, LineaAccion, Poa


class Resultados:
    """What the líneas of a POA gave in a period, on the day *hoy*; asked twice, computed once."""

    def __init__(self, poa: Poa, hoy: date) -> None:
        self.poa = poa
        self.hoy = hoy
        self.rechazo = motivo_rechazo(poa, poa.reglas.regla)
        self._lineas: dict[tuple[int, tuple[int, ...]], ResultadoLinea] = {}
        self._bloques: dict[tuple[int, tuple[int, ...]], tuple[ResultadoLinea, ...]] = {}

    def linea(self, linea: LineaAccion, meses: tuple[int, ...]) -> ResultadoLinea:
        """One línea in a window of months."""
        key = id(linea), meses  # a draft has no ids yet; the POA keeps its líneas alive
        if key not in self._lineas:
            poa = self.poa
            self._lineas[key] = evaluar_linea(linea, meses, poa.reglas, poa.ejercicio, self.hoy)
        return self._lineas[key]

    def medida(self, bloques: Iterable[Bloque], meses: tuple[int, ...]) -> Medida:
        """Some blocks together, under the rule of the ejercicio."""
        groups = [self.bloque(bloque, meses) for bloque in bloques]
        return medir(groups, self.poa.reglas, self.rechazo)

    def bloque(self, bloque: Bloque, meses: tuple[int, ...]) -> tuple[ResultadoLinea, ...]:
        """The líneas of one block in a window of months."""
        key = id(bloque), meses
        if key not in self._bloques:
            self._bloques[key] = tuple(self.linea(each, meses) for each in bloque.lineas)
        return self._bloques[key]

    def comenzado(self, periodo: Periodo) -> bool:
        """Whether a period has begun."""
        return periodo.inicio <= self.hoy
