"""Which steps of a plan can be taken now: light, for every change of the window asks it."""

from poa_desktop.poa.records import EstadoPoa
from poa_desktop.ui.session import Session


def plan_steps(session: Session) -> dict[str, bool]:
    """Each action of the plan's steps, and whether it can be taken."""
    poa = session.poa
    writable = poa is not None and not session.store.read_only
    authorised = poa is not None and poa.estado is EstadoPoa.AUTORIZADO
    opened = poa is not None and poa.adecuacion_abierta
    return {
        "autorizar": writable and not authorised,
        "regresar_borrador": writable and authorised and not opened,
        "iniciar_adecuacion": writable and authorised and not opened,
        "concluir_adecuacion": writable and opened,
        "adecuaciones": poa is not None,
    }
