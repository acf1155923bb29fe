"""Which steps of a period are offered now, and why the others are not."""

from poa_desktop.poa.tramites import EstadoPeriodo, Paso, por_que_no
from poa_desktop.ui.actions import PERIOD_STEPS, SPECS, Actions, Spec
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session

OFFERS: dict[Paso, Spec] = {
    Paso(PERIOD_STEPS[each.name]): each for each in SPECS if each.name in PERIOD_STEPS
}
"""The steps in their usual order, as the menu has them."""


def reasons(estado: EstadoPeriodo, *, read_only: bool) -> dict[Paso, str]:
    """For each step of a period why it cannot be taken now; "" where it can."""
    if read_only:
        return dict.fromkeys(OFFERS, "El archivo está abierto solo para leer.")
    return {paso: por_que_no(estado, paso) for paso in OFFERS}


def dress_actions(actions: Actions, session: Session) -> None:
    """Enable the menu's steps for the chosen period; the tooltips of the others say why not."""
    why_not = reasons(session.estado(), read_only=session.store.read_only)
    for paso, spec in OFFERS.items():
        actions[spec.name].setEnabled(not why_not[paso])
        actions[spec.name].setToolTip(plain_tip(why_not[paso] or spec.tip))
