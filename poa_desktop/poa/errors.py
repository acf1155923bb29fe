"""The errors a user can act on."""


class PoaError(Exception):
    """A known situation, told in one Spanish sentence that says why and what to do.

    Anything else that is raised is a bug: it is logged and reported, never shown as advice.
    """


PIDA_REAPERTURA = "pida la reapertura (Periodo ▸ Reabrir…)"
"""What to do about something closed, wherever it is told."""
PLAN_AUTORIZADO = (
    "El POA está autorizado y su plan no cambia sin más: inicie una adecuación "
    "(POA ▸ Iniciar adecuación…)."
)
"""Why an authorised plan takes no change: told by the window and by the file's triggers."""
