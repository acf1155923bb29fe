"""Which months take no capture, and when a plan takes no change: the one place that knows why."""

from poa_desktop.poa.calendario import meses_vigentes
from poa_desktop.poa.errors import PLAN_AUTORIZADO
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import Bloque, EstadoPoa, Poa, Programa


def candado(poa: Poa, bloque: Bloque, mes: int) -> str:
    """Why nothing can be captured in a month (1–12) of a block's líneas; "" when it can.

    One Spanish sentence that says what to do. A closed month takes no change at all; in one outside
    Del–al, what is there already may be cleared. It binds the tables of the window: papers that
    come in say what they say, and the revisión warns.
    """
    if mes in poa.meses_cerrados:
        return motivo_cerrado(mes)
    if mes not in meses_vigentes(bloque.ficha, poa.ejercicio):
        return _motivo_fuera(bloque, mes)
    return ""


def candado_plan(poa: Poa) -> str:
    """Why the plan itself (programas, actividades, líneas, fichas, programado) takes no change; ""
    when it does: a draft, or an authorised plan with an open adecuación.
    """
    if poa.estado is EstadoPoa.AUTORIZADO and not poa.adecuacion_abierta:
        return PLAN_AUTORIZADO
    return ""


def candado_programado(poa: Poa, bloque: Bloque, mes: int) -> str:
    """Why nothing can be programmed in a month (1–12) of a block's líneas; "" when it can."""
    return candado_plan(poa) or candado(poa, bloque, mes)


def admite_borrar(poa: Poa, mes: int) -> bool:
    """Whether what a locked month holds, from an import or an earlier Del–al, may be cleared."""
    return mes not in poa.meses_cerrados


def motivo_cerrado(mes: int) -> str:
    """Why a closed month takes no change."""
    return f"El mes de {MESES[mes - 1]} está cerrado: pida su reapertura."


def _motivo_fuera(bloque: Bloque, mes: int) -> str:
    owner = f"del programa {bloque.numero}"
    if not isinstance(bloque, Programa):
        owner = f"de la actividad {bloque.numero}"
    return (
        f"{MESES[mes - 1].capitalize()} queda fuera de Del–al {owner}: cambie el periodo en Datos."
    )
