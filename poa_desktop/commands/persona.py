"""persona: who acts from this account, as the audit trail and the actas name him."""

from poa_desktop.commands.outcome import Outcome
from poa_desktop.data.lock import current_person
from poa_desktop.data.persona import keep_persona, known_persona
from poa_desktop.poa.errors import PoaError


def persona(nombre: str | None = None, cargo: str | None = None) -> Outcome:
    """Say who it is, after keeping a new *nombre* with its *cargo*. Raises PoaError for an office
    without a name."""
    if nombre is not None:
        keep_persona(nombre, cargo or "")
    elif cargo is not None:
        raise PoaError("El cargo va con su nombre: escriba también --nombre.")
    known, office = known_persona()
    account = current_person().usuario
    told = ", ".join(filter(None, (known, office))) or "Nadie ha dicho su nombre"
    return Outcome(
        f"{told} (cuenta {account}).", {"nombre": known, "cargo": office, "cuenta": account}
    )
