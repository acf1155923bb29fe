"""What day it is: the clock's, or the one a drill asks for."""

import os
from datetime import datetime

from poa_desktop.poa.errors import PoaError

TODAY = "POA_DESKTOP_HOY"
"""Environment variable with an ISO date that stands for today (drills, pictures, tests)."""


def clock() -> datetime:
    """Now, or the same time of the day that TODAY names."""
    now = datetime.now()
    fixed = os.environ.get(TODAY)
    if fixed:
        try:
            return datetime.combine(datetime.fromisoformat(fixed).date(), now.time())
        except ValueError:
            raise PoaError(
                f"{TODAY}={fixed} no es una fecha: escriba, por ejemplo, 2024-04-15."
            ) from None
    return now
