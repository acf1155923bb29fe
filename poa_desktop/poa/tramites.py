"""The workflow of a POA in a period, and of the plan itself, as the steps that were taken.

Source: design, "Workflow": abierto → enviado → observado (back to the dependencia) or cerrado;
cerrado → reabierto with a reason → … ; the plan: borrador → autorizado.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from poa_desktop.poa.periodos import Periodo, parse_periodo


class EstadoPeriodo(StrEnum):
    """Where a POA stands in a period."""

    ABIERTO = "abierto"
    ENVIADO = "enviado"
    OBSERVADO = "observado"
    CERRADO = "cerrado"
    REABIERTO = "reabierto"

    @property
    def etiqueta(self) -> str:
        """The state as shown."""
        return self.value.capitalize()

    @property
    def le_toca(self) -> str:
        """Who does the next step: "la dependencia" or "Planeación"; "" when nobody has to."""
        if self is EstadoPeriodo.CERRADO:
            return ""
        return "Planeación" if self is EstadoPeriodo.ENVIADO else "la dependencia"


class Paso(StrEnum):
    """A step of the workflow; the last two are of the plan itself, the others of a period."""

    ENVIO = "envio"
    RETIRO = "retiro"
    DEVOLUCION = "devolucion"
    CIERRE = "cierre"
    REAPERTURA = "reapertura"
    AUTORIZACION = "autorizacion"
    REVOCACION = "revocacion"

    @property
    def etiqueta(self) -> str:
        """The step as told to a person."""
        return _PASOS[self]


_PASOS = {
    Paso.ENVIO: "Envío a Planeación",
    Paso.RETIRO: "Retiro del envío",
    Paso.DEVOLUCION: "Devolución con observaciones",
    Paso.CIERRE: "Cierre",
    Paso.REAPERTURA: "Reapertura",
    Paso.AUTORIZACION: "Autorización del POA",
    Paso.REVOCACION: "Regreso a borrador",
}

_LEADS_TO = {
    Paso.ENVIO: EstadoPeriodo.ENVIADO,
    Paso.RETIRO: EstadoPeriodo.ABIERTO,
    Paso.DEVOLUCION: EstadoPeriodo.OBSERVADO,
    Paso.CIERRE: EstadoPeriodo.CERRADO,
    Paso.REAPERTURA: EstadoPeriodo.REABIERTO,
}
_FROM = {
    EstadoPeriodo.ABIERTO: (Paso.ENVIO, Paso.CIERRE),
    EstadoPeriodo.ENVIADO: (Paso.CIERRE, Paso.DEVOLUCION, Paso.RETIRO),
    EstadoPeriodo.OBSERVADO: (Paso.ENVIO, Paso.CIERRE),
    EstadoPeriodo.CERRADO: (Paso.REAPERTURA,),
    EstadoPeriodo.REABIERTO: (Paso.ENVIO, Paso.CIERRE),
}


@dataclass(frozen=True, slots=True)
class Tramite:
    """One step: when, who with which office, and what was said.

    *periodo* None: of the plan itself. *nota* is the reason of a reapertura or what a step says;
    *huella* the SHA-256 of the period's content at an envío, "" where none was taken.
    """

    id: int
    periodo: Periodo | None
    paso: Paso
    cuando: datetime
    nombre: str
    cargo: str = ""
    nota: str = ""
    huella: str = ""


def parse_codigo(codigo: str, ejercicio: int) -> Periodo | None:
    """The period of a code without its year ("T1"); "" is None: the plan itself."""
    return parse_periodo(f"{ejercicio}-{codigo}") if codigo else None


def estado_de(tramites: Iterable[Tramite], periodo: Periodo) -> EstadoPeriodo:
    """Where a POA stands in a period, by its steps in order; abierto when there is none.

    An envío that is withdrawn after a reapertura leaves the period reabierto again.
    """
    estado = EstadoPeriodo.ABIERTO
    reopened = False
    for each in tramites:
        if each.periodo != periodo:
            continue
        if each.paso in (Paso.CIERRE, Paso.REAPERTURA):
            reopened = each.paso is Paso.REAPERTURA
        estado = _LEADS_TO[each.paso]
        if each.paso is Paso.RETIRO and reopened:
            estado = EstadoPeriodo.REABIERTO
    return estado


def pasos_posibles(estado: EstadoPeriodo) -> tuple[Paso, ...]:
    """The steps that a state allows, the most usual first."""
    return _FROM[estado]


_WHY_NOT = {
    (Paso.ENVIO, EstadoPeriodo.ENVIADO): "Ya está enviado: le toca a Planeación.",
    (Paso.ENVIO, EstadoPeriodo.CERRADO): "Está cerrado: para cambiarlo hay que reabrirlo.",
    (Paso.RETIRO, EstadoPeriodo.CERRADO): "Está cerrado: para cambiarlo hay que reabrirlo.",
    (Paso.RETIRO, EstadoPeriodo.OBSERVADO): "Planeación ya lo devolvió: no hay qué retirar.",
    (Paso.DEVOLUCION, EstadoPeriodo.CERRADO): "Está cerrado: para devolverlo hay que reabrirlo.",
    (Paso.DEVOLUCION, EstadoPeriodo.OBSERVADO): "Ya está devuelto: le toca a la dependencia.",
    (Paso.CIERRE, EstadoPeriodo.CERRADO): "Ya está cerrado.",
}
_USUALLY_WHY_NOT = {
    Paso.RETIRO: "La dependencia no lo ha enviado: no hay qué retirar.",
    Paso.DEVOLUCION: "La dependencia no lo ha enviado: no hay qué devolver.",
    Paso.REAPERTURA: "Solo se reabre un periodo cerrado.",
}


def por_que_no(estado: EstadoPeriodo, paso: Paso) -> str:
    """Why a state does not allow a step of a period, as a sentence; "" when it does."""
    if paso in _FROM[estado]:
        return ""
    return _WHY_NOT.get((paso, estado)) or _USUALLY_WHY_NOT[paso]


def ultimo_paso(tramites: Iterable[Tramite], periodo: Periodo) -> Tramite | None:
    """The step that brought a period to where it stands; None while nothing has happened."""
    return max(
        (each for each in tramites if each.periodo == periodo),
        key=lambda each: each.id,
        default=None,
    )


def periodos_cerrados(tramites: Iterable[Tramite]) -> tuple[Periodo, ...]:
    """The periods that are closed now, in the order in which they were first closed."""
    steps = tuple(tramites)
    known = dict.fromkeys(each.periodo for each in steps if each.periodo is not None)
    return tuple(each for each in known if estado_de(steps, each) is EstadoPeriodo.CERRADO)


def meses_cerrados(tramites: Iterable[Tramite]) -> frozenset[int]:
    """The months (1–12) that some closed period holds."""
    return frozenset(mes for each in periodos_cerrados(tramites) for mes in each.meses)
