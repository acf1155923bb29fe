"""When a plan may be authorised, and when it may go back to being a draft."""

from collections.abc import Iterable

from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.poa.records import EstadoPoa, Poa
from poa_desktop.poa.tramites import Paso, Tramite

_REPORTED = (
    "realizado", "comentario", "justificacion", "evidencias", "gastos", "comprobantes",
)  # fmt: skip


def del_plan(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What the checks find in the plan itself, errors first; not in what was reported."""
    found = (each for each in problems if each.donde.campo not in _REPORTED)
    return tuple(sorted(found, key=lambda each: each.gravedad is Gravedad.AVISO))


def motivo_no_autorizable(poa: Poa) -> str:
    """Why a plan cannot be authorised, in one sentence; "" when it can."""
    if poa.estado is EstadoPoa.AUTORIZADO:
        return "El POA ya está autorizado."
    if not poa.lineas:
        return "El POA no tiene líneas de acción: captúrelas antes de autorizarlo."
    return ""


def motivo_no_revocable(poa: Poa, tramites: Iterable[Tramite]) -> str:
    """Why a plan cannot go back to being a draft, in one sentence; "" when it can.

    A cierre froze figures of this plan: what changes after it has to be an adecuación, even when
    the period was reopened.
    """
    if poa.estado is not EstadoPoa.AUTORIZADO:
        return "El POA ya está en borrador."
    if poa.adecuacion_abierta:
        return "Hay una adecuación abierta: conclúyala o descártela antes."
    closed = {str(each.periodo): None for each in tramites if each.paso is Paso.CIERRE}
    if closed:
        return (
            f"Ya se cerró {', '.join(closed)} con este plan y no regresa a borrador: para "
            "cambiarlo inicie una adecuación."
        )
    return ""
