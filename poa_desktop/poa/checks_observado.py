"""Checks of what Planeación observed: what waits for an answer, and answers that wait for it."""

from collections.abc import Iterator

from poa_desktop.poa.checks_contexto import Contexto, Hallazgo, SitioLinea, cita
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea, lugar_observado
from poa_desktop.poa.records import Poa


def sin_respuesta(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """Observations of a línea that the dependencia has to answer."""
    return _of_linea(contexto, sitio, EstadoObservacion.PENDIENTE)


def respondida(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """Answers about a línea that Planeación has to judge."""
    return _of_linea(contexto, sitio, EstadoObservacion.RESPONDIDA)


def sin_respuesta_poa(contexto: Contexto, poa: Poa) -> Iterator[Hallazgo]:
    """Observations about the POA as a whole that the dependencia has to answer."""
    return _of_poa(contexto, poa, EstadoObservacion.PENDIENTE)


def respondida_poa(contexto: Contexto, poa: Poa) -> Iterator[Hallazgo]:
    """Answers about the POA as a whole that Planeación has to judge."""
    return _of_poa(contexto, poa, EstadoObservacion.RESPONDIDA)


def _of_linea(
    contexto: Contexto, sitio: SitioLinea, estado: EstadoObservacion
) -> Iterator[Hallazgo]:
    for each in contexto.observadas.get(sitio.linea.id, ()):
        if each.estado is estado:
            yield lugar_observado(each, sitio.etiqueta), _said(each)


def _of_poa(contexto: Contexto, poa: Poa, estado: EstadoObservacion) -> Iterator[Hallazgo]:
    for each in contexto.observadas.get(None, ()):
        if each.estado is estado:
            yield lugar_observado(each, poa.titulo, poa.id), _said(each)


def _said(each: ObservacionLinea) -> str:
    what = "sin respuesta" if each.estado is EstadoObservacion.PENDIENTE else "respondida"
    return f"Observación {what} de {each.periodo}: {cita(each.texto)}"
