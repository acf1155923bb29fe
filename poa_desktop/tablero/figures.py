"""Everything the Tablero of a node shows, as values: no Qt, no database.

Percentages are exact Fractions, None where nothing is programado; quantities are hundredths.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS
from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Poa, Reglas
from poa_desktop.tablero.curve import CurvaData, curva_de
from poa_desktop.tablero.gauges import GaugeData, chosen_among, gauges_de
from poa_desktop.tablero.headline import Headline, headline_de
from poa_desktop.tablero.heat import FilaData, filas_de
from poa_desktop.tablero.inversion import InversionData, inversion_de
from poa_desktop.tablero.last_year import LastYear, last_year_of
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
    reglas: Reglas
    anterior: int | None = None


def tablero_de(
    poa: Poa,
    selection: Selection,
    periodo: Periodo,
    hoy: date,
    anterior: Poa | None = None,
    observaciones: Sequence[ObservacionLinea] = (),
) -> TableroData:
    """Compute the Tablero of a node for a chosen period; *hoy* decides what has begun.

    *anterior* is the POA of the same dependencia one year before, when the file has it;
    *observaciones* is what Planeación asked: what has no answer is left to do.
    """
    year = _year_of(poa, selection, hoy, anterior)
    alcance, resultados = year.alcance, year.resultados
    return TableroData(
        titulo=alcance.titulo,
        subtitulo=alcance.subtitulo,
        headline=headline_de(resultados, alcance, periodo, year.last_year),
        regla=_rule(poa, alcance),
        regla_en_palabras=REGLAS_EN_PALABRAS[poa.reglas.regla],
        rechazo=resultados.rechazo if alcance.linea is None else None,
        periodo=periodo,
        lineas=len(alcance.lineas),
        gauges=_chosen(year.gauges, periodo),
        curva=year.curva,
        filas=year.filas,
        pendientes=pendientes_de(alcance, periodo, resultados, observaciones),
        inversion=inversion_de(alcance, periodo, year.last_year),
        reglas=poa.reglas,
        anterior=year.last_year.ejercicio if year.last_year is not None else None,
    )


def _chosen(gauges: tuple[GaugeData, ...], periodo: Periodo) -> tuple[GaugeData, ...]:
    """The gauges with the chosen period marked."""
    chosen = chosen_among((each.periodo for each in gauges), periodo)
    return tuple(replace(each, elegido=True) if each.periodo in chosen else each for each in gauges)


@dataclass(frozen=True, slots=True)
class _Year:
    """What a Tablero shows whatever period is chosen, and what it was made from."""

    source: tuple[Poa, Selection, date, Poa | None]
    alcance: Alcance
    resultados: Resultados
    last_year: LastYear | None
    gauges: tuple[GaugeData, ...]
    curva: CurvaData
    filas: tuple[FilaData, ...]


_latest: list[_Year] = []
"""The node seen last: choosing another period asks for the same year again. A Poa is frozen, so
the same object gives the same figures."""


def _year_of(poa: Poa, selection: Selection, hoy: date, anterior: Poa | None) -> _Year:
    for year in _latest:
        known = year.source
        if known[0] is poa and known[3] is anterior and known[1:3] == (selection, hoy):
            return year
    alcance = alcance_de(poa, *selection)
    resultados = Resultados(poa, hoy)
    last_year = last_year_of(alcance, poa, anterior, hoy)
    year = _Year(
        (poa, selection, hoy, anterior),
        alcance,
        resultados,
        last_year,
        gauges_de(resultados, alcance, last_year),
        curva_de(alcance, poa.ejercicio, hoy, last_year),
        filas_de(resultados, alcance),
    )
    _latest[:] = [year]
    return year


def _rule(poa: Poa, alcance: Alcance) -> str:
    """How the figures of the node come about, in a few words."""
    if alcance.linea is not None:
        return "Realizado / programado × 100"
    return f"Regla: {poa.reglas.regla.value}"
