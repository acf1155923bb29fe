"""The heat map: blocks or líneas × periods, each cell a percentage with its light."""

from dataclasses import dataclass
from fractions import Fraction

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, LineaAccion
from poa_desktop.poa.semaforo import Semaforo, palabra_mostrada, semaforo_mostrado
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import Alcance, Selection


@dataclass(frozen=True, slots=True)
class CeldaData:
    """One cell of the heat map, with the light that is shown and its word.

    *comenzado* False: the period is still to come.
    """

    periodo: Periodo
    porcentaje: Fraction | None
    semaforo: Semaforo
    palabra: str
    comenzado: bool


@dataclass(frozen=True, slots=True)
class FilaData:
    """One row of the heat map and where a click on it goes."""

    clave: str
    nombre: str
    lugar: Selection
    celdas: tuple[CeldaData, ...]


def column_heading(periodo: Periodo) -> str:
    """Name of a period's column: "T1", "Ene"."""
    return periodo.corto[:3] if periodo.letra == "M" else periodo.corto


def filas_de(resultados: Resultados, alcance: Alcance) -> tuple[FilaData, ...]:
    """The rows of a node: its blocks, or its líneas and what stands below; a línea has none."""
    periodos = alcance.periodos(resultados.poa.ejercicio)
    if alcance.linea is not None:
        return ()
    if alcance.tipo is TipoLugar.POA:
        return tuple(_block_row(resultados, each, periodos) for each in alcance.bloques)
    (own,) = alcance.bloques
    rows = [_linea_row(resultados, clave, linea, periodos) for clave, linea in con_clave(own)]
    return (*rows, *(_block_row(resultados, each, periodos) for each in alcance.debajo))


def _block_row(resultados: Resultados, bloque: Bloque, periodos: tuple[Periodo, ...]) -> FilaData:
    tipo = TipoLugar.ACTIVIDAD if isinstance(bloque, Actividad) else TipoLugar.PROGRAMA
    cells = []
    for periodo in periodos:
        medida = resultados.medida((bloque,), periodo.meses)
        cells.append(_cell(resultados, periodo, medida.porcentaje, medida.semaforo))
    return FilaData(bloque.clave, bloque.nombre, (tipo, bloque.id), tuple(cells))


def _linea_row(
    resultados: Resultados, clave: str, linea: LineaAccion, periodos: tuple[Periodo, ...]
) -> FilaData:
    cells = []
    for periodo in periodos:
        resultado = resultados.linea(linea, periodo.meses)
        cells.append(_cell(resultados, periodo, resultado.porcentaje, resultado.semaforo))
    return FilaData(clave, linea.texto, (TipoLugar.LINEA, linea.id), tuple(cells))


def _cell(
    resultados: Resultados, periodo: Periodo, porcentaje: Fraction | None, semaforo: Semaforo
) -> CeldaData:
    return CeldaData(
        periodo,
        porcentaje,
        semaforo_mostrado(semaforo, periodo, resultados.hoy),
        palabra_mostrada(semaforo, periodo, resultados.hoy),
        resultados.comenzado(periodo) or bool(porcentaje),
    )
