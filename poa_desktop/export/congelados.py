"""The documents of a closed period are made from what was frozen, never from the live records."""

from dataclasses import replace

from poa_desktop.export.document import Context, Documento
from poa_desktop.export.opciones import Opcion
from poa_desktop.poa.cerrado import Cerrado
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.tramites import EstadoPeriodo


def as_frozen(kind: Documento, context: Context) -> tuple[Context, tuple[str, ...]]:
    """The context a document is made from, and what its reader should know.

    A sealed document of a closed period, or of the version that was asked for, gets the frozen
    records and the day of the cierre; every other one the context as it is. Raises PoaError for a
    version the period does not have, and for a seal that disowns its content.
    """
    if not kind.sealed or context.periodo is None:
        return context, ()
    wanted = context.opciones.version if Opcion.VERSION in kind.opciones else 0
    closed = context.cierres.cerrado(context.periodo, wanted)
    if closed is None:
        return context, ()
    return _frozen(context, closed), _superseded(context, context.periodo, closed.sello)


def _frozen(context: Context, closed: Cerrado) -> Context:
    content = closed.contenido
    return replace(
        context,
        municipio=content.municipio,
        poa=content.poa,
        hoy=content.hoy,
        anterior=None,
        cerrado=closed,
    )


def _superseded(context: Context, periodo: Periodo, sello: Sello) -> tuple[str, ...]:
    """That a version is no longer in force; the paper itself says what it said on its day."""
    last = context.cierres.versiones(periodo)[-1]
    if last.version != sello.version:
        return (
            f"Es la versión {sello.version} del cierre: la sustituyó la versión {last.version}, "
            f"con el folio {last.folio}.",
        )
    if context.cierres.estado(periodo) is not EstadoPeriodo.CERRADO:
        return (
            f"Es la versión {sello.version} del cierre, que ya no está vigente: el periodo se "
            "reabrió y no se ha vuelto a cerrar.",
        )
    return ()


def has_acta(context: Context) -> bool:
    """Whether there is an acta: of the period that is closed, of any one where none is chosen."""
    if context.periodo is None:
        return context.cierres.any_closed
    if context.opciones.version:
        return bool(context.cierres.versiones(context.periodo))
    return context.cierres.is_closed(context.periodo)
