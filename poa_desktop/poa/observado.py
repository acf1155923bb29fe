"""An observation of Planeación about a línea in a period, and the dependencia's answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import LineaAccion, Poa

TODO_EL_POA = "POA"
"""Stands where a clave would, for an observation about the POA as a whole."""


class EstadoObservacion(StrEnum):
    """Whether somebody still has to do something about it."""

    PENDIENTE = "pendiente"
    RESPONDIDA = "respondida"
    ATENDIDA = "atendida"

    @property
    def etiqueta(self) -> str:
        """The state as shown."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class ObservacionLinea:
    """What Planeación asks and what was answered. *linea_id* None: about the POA as a whole.

    *respuesta* "" and *respondida* None: nobody has answered. ATENDIDA: Planeación is satisfied.
    PENDIENTE with an answer: Planeación was not satisfied with that one and waits for another.
    """

    id: int
    periodo: Periodo
    linea_id: int | None
    texto: str
    nombre: str
    cargo: str
    cuando: datetime
    estado: EstadoObservacion = EstadoObservacion.PENDIENTE
    respuesta: str = ""
    respondio: str = ""
    respondio_cargo: str = ""
    respondida: datetime | None = None

    @property
    def abierta(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.estado is not EstadoObservacion.ATENDIDA

    @property
    def regresada(self) -> bool:
        """Whether an answer was given that Planeación did not accept."""
        return self.estado is EstadoObservacion.PENDIENTE and bool(self.respuesta)

    @property
    def estado_en_palabras(self) -> str:
        """Its state, and that an answer was not enough: "Pendiente otra vez"."""
        return f"{self.estado.etiqueta}{' otra vez' if self.regresada else ''}"

    @property
    def quien_observa(self) -> str:
        """Who asks and when, "Ana Ruiz, Directora, 03/04/2024"."""
        return _signed(self.nombre, self.cargo, self.cuando)

    @property
    def quien_responde(self) -> str:
        """Who answered and when; "" when nobody has."""
        if self.respondida is None:
            return ""
        return _signed(self.respondio, self.respondio_cargo, self.respondida)

    def dentro_de(self, periodo: Periodo) -> bool:
        """Whether it is about a period or a part of it: then it belongs to what closes it."""
        same = self.periodo.ejercicio == periodo.ejercicio
        return same and set(self.periodo.meses) <= set(periodo.meses)

    def toca(self, periodo: Periodo) -> bool:
        """Whether its period and another share a month: then it is shown there."""
        same = self.periodo.ejercicio == periodo.ejercicio
        return same and not set(self.periodo.meses).isdisjoint(periodo.meses)


def _signed(nombre: str, cargo: str, cuando: datetime) -> str:
    return ", ".join(filter(None, (nombre, cargo, fecha_corta(cuando.date()))))


def claves_observadas(poa: Poa) -> dict[int | None, tuple[str, LineaAccion | None]]:
    """What an observation can be about, in printing order: id of the línea → its clave and record.

    None is the POA as a whole.
    """
    found: dict[int | None, tuple[str, LineaAccion | None]] = {None: (TODO_EL_POA, None)}
    for bloque in poa.bloques:
        for clave, linea in con_clave(bloque):
            found[linea.id] = clave, linea
    return found


def lugar_observado(observacion: ObservacionLinea, etiqueta: str, poa_id: int = 0) -> Lugar:
    """Where an observation is shown: at its línea in the last month of its period, or at the POA.

    *etiqueta* says the place to a person.
    """
    tipo = TipoLugar.POA if observacion.linea_id is None else TipoLugar.LINEA
    record, mes = observacion.linea_id or poa_id, observacion.periodo.meses[-1]
    return Lugar(tipo, record, "observacion", etiqueta, mes, observacion.id)


def del_periodo(
    observaciones: Iterable[ObservacionLinea], periodo: Periodo
) -> tuple[ObservacionLinea, ...]:
    """Those that are shown in a period."""
    return tuple(each for each in observaciones if each.toca(periodo))


def abiertas_por_linea(
    observaciones: Iterable[ObservacionLinea],
) -> dict[int | None, list[ObservacionLinea]]:
    """Those that wait for somebody, by línea (None: the POA)."""
    found: dict[int | None, list[ObservacionLinea]] = {}
    for each in observaciones:
        if each.abierta:
            found.setdefault(each.linea_id, []).append(each)
    return found


def estados_observados(
    observaciones: Iterable[ObservacionLinea], periodo: Periodo
) -> dict[int | None, EstadoObservacion]:
    """What the open observations of each línea wait for in a period, by the línea's id (None: the
    POA)."""
    found = abiertas_por_linea(del_periodo(observaciones, periodo))
    states = {key: mas_urgente(each.estado for each in listed) for key, listed in found.items()}
    return {key: state for key, state in states.items() if state is not None}


def mas_urgente(estados: Iterable[EstadoObservacion | None]) -> EstadoObservacion | None:
    """The state that one mark tells of several: pendiente before respondida; None when nothing is
    open."""
    found = set(estados) - {EstadoObservacion.ATENDIDA}
    return next((each for each in EstadoObservacion if each in found), None)
