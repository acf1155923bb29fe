"""A POA whose plan has nothing wrong, with one actividad that is due in March of 2024."""

from datetime import date

from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    Foda,
    Inversion,
    ItemFoda,
    LineaAccion,
    Poa,
    TipoInversion,
)

OBRAS = Dependencia(1, "Obras Públicas", objetivo_fin="Calles en buen estado")


def march_linea(number: int, march: Avance, planned: int = 100) -> LineaAccion:
    """A línea with something planned and reported in March only, in hundredths."""
    return LineaAccion(
        number,
        f"Línea de prueba {number}",
        programado=(0, 0, planned, *(0,) * 9),
        avances=(Avance(), Avance(), march, *(Avance(),) * 9),
    )


def march_poa(*lineas: LineaAccion, dependencia: Dependencia = OBRAS) -> Poa:
    """A POA in which the checks of the plan find nothing."""
    ficha = Ficha(
        "Cien por ciento: 100 calles",
        Inversion(TipoInversion.NO_GENERA_GASTO),
        "Vecinos",
        "Visitantes",
        date(2024, 1, 1),
        date(2024, 12, 31),
        Temporalidad.TRIMESTRAL,
    )
    item = (ItemFoda(1, "Un renglón"),)
    return Poa(
        1,
        dependencia,
        2024,
        vision="Una visión",
        mision="Una misión",
        foda=Foda(item, item, item, item),
        fecha=date(2023, 11, 6),
        actividades=(Actividad(1, 1, "Bacheo", "Eje uno", ficha=ficha, lineas=lineas),),
    )
