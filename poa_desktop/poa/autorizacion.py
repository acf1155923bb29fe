"""When a plan may be authorised, and when it may go back to being a draft."""

from collections.abc import Iterable, Sequence

from poa_desktop.poa.declarada import Declarada
from poa_desktop.poa.formats import fecha_larga
from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.poa.records import EstadoPoa, Poa
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.tramites import Paso, Tramite

_REPORTED = (
    "realizado", "comentario", "justificacion", "evidencias", "gastos", "comprobantes",
    "observacion",
)  # fmt: skip


def del_plan(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What the checks find in the plan itself, errors first; not in what was reported."""
    found = (each for each in problems if each.donde.campo not in _REPORTED)
    return tuple(sorted(found, key=lambda each: each.gravedad is Gravedad.AVISO))


def constancia(poa: Poa, sellos: Sequence[Sello], declaradas: Sequence[Declarada]) -> str:
    """By what a plan is in force, as its papers say it; "" for a draft: "Autorizado el 15 de enero
    de 2024, folio AU-…; adecuación 2 del 14 de marzo de 2024".

    *sellos* and *declaradas* are those of the POA, in order.
    """
    acts = [each for each in sellos if each.paso is Paso.AUTORIZACION]
    if poa.estado is not EstadoPoa.AUTORIZADO or not acts:
        return ""
    parts = [f"Autorizado el {fecha_larga(acts[-1].cuando.date())}, folio {acts[-1].folio}"]
    concluded = [
        each for each in declaradas if each.concluida and each.concluida >= acts[-1].cuando
    ]
    if concluded and (ended := concluded[-1].concluida):
        parts.append(f"adecuación {concluded[-1].numero} del {fecha_larga(ended.date())}")
    parts += [f"adecuación {each.numero} en curso" for each in declaradas if each.abierta]
    return "; ".join(parts)


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
