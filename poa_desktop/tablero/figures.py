"""Everything the Tablero of a node shows, as values: no Qt, no database.

Percentages are exact Fractions, None where nothing is programado; quantities are hundredths.
"""

from dataclasses import dataclass
from datetime import date

from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Poa
from poa_desktop.tablero.curve import CurvaData, curva_de
from poa_desktop.tablero.gauges import GaugeData, gauges_de
from poa_desktop.tablero.headline import Headline, headline_de
from poa_desktop.tablero.heat import FilaData, filas_de
from poa_desktop.tablero.inversion import InversionData, inversion_de
from poa_desktop.tablero.last_year import last_year_of
from poa_desktop.tablero.pending import Pendiente, pendientes_de
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import Alcance, Selection, alcance_de


@dataclass(frozen=True, slots=True)
class TableroData:
    """Everything the Tablero of one node shows. *lineas* 0 means there is nothing to show yet.

    *anterior* is the year it is compared with, None when the file has no such node.
    """

    titulo: str
    subtitulo: str
    headline: Headline
    regla: str
    regla_en_palabras: str
    rechazo: str | None
    periodo: Periodo
    lineas: int
    gauges: tuple[GaugeData, ...]
    curva: CurvaData
    filas: tuple[FilaData, ...]
    pendientes: tuple[Pendiente, ...]
    inversion: InversionData
    anterior: int | None = None


def tablero_de(
    poa: Poa,
    selection: Selection,
    periodo: Periodo,
    hoy: date,
    anterior: Poa | None = None,
) -> TableroData:
    """Compute the Tablero of a node for a chosen period; *hoy* decides what has begun.

    *anterior* is the POA of the same dependencia one year before, when the file has it.
    """
    alcance = alcance_de(poa, *selection)
    resultados = Resultados(poa, hoy)
    last_year = last_year_of(alcance, anterior, hoy)
    return TableroData(
        titulo=alcance.titulo,
        subtitulo=alcance.subtitulo,
        headline=headline_de(resultados, alcance),
        regla=_rule(poa, alcance),
        regla_en_palabras=REGLAS_EN_PALABRAS[poa.reglas.regla],
        rechazo=resultados.rechazo if alcance.linea is None else None,
        periodo=periodo,
        lineas=len(alcance.lineas),
        gauges=gauges_de(resultados, alcance, periodo, last_year),
        curva=curva_de(alcance, poa.ejercicio, hoy, last_year),
        filas=filas_de(resultados, alcance),
        pendientes=pendientes_de(alcance.con_clave(), periodo, poa.reglas, hoy),
        inversion=inversion_de(alcance, periodo, last_year),
        anterior=last_year.ejercicio if last_year is not None else None,
    )


def _rule(poa: Poa, alcance: Alcance) -> str:
    """How the figures of the node come about, in a few words."""
    if alcance.linea is not None:
        return "Realizado / programado × 100"
    return f"Regla: {poa.reglas.regla.value}"
