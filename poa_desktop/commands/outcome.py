"""What a command gives back, and how it opens a file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from poa_desktop.data import backup
from poa_desktop.data.folders import backups_folder
from poa_desktop.data.store import Store, open_store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Poa
from poa_desktop.poa.text import fold


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result as text for a person and as data for another program.

    *notices* go to standard error; *failed* asks for exit 1 although there is a result.
    """

    text: str
    data: object
    notices: tuple[str, ...] = ()
    failed: bool = False


Clock = Callable[[], datetime]


def open_to_read(path: Path, clock: Clock) -> Store:
    """Open a file that will not be changed."""
    return open_store(path, clock, read_only=True)


def open_to_write(path: Path, clock: Clock) -> Store:
    """Open a file that will be changed; an older one is copied first."""

    def keep(older: Path) -> None:
        backup.back_up_closed(older, backups_folder(), clock(), "migracion")

    return open_store(path, clock, before_migration=keep)


def choose_poa(
    store: Store, dependencia: str | None, ejercicio: int | None, hint: int | None = None
) -> Poa:
    """The POA a command is about. Raises PoaError when none or several fit.

    *hint* is a year the command names elsewhere (of its period or month): it chooses among
    several ejercicios, and is ignored when the file has no such year.
    """
    headers = store.headers()
    if ejercicio is None and any(each.ejercicio == hint for each in headers):
        ejercicio = hint
    fitting = [
        each
        for each in headers
        if (dependencia is None or fold(each.dependencia) == fold(dependencia))
        and (ejercicio is None or each.ejercicio == ejercicio)
    ]
    if len(fitting) == 1:
        return store.poa(fitting[0].id)
    listed = "; ".join(f"{each.dependencia} {each.ejercicio}" for each in headers)
    if not headers:
        raise PoaError(f"«{store.path.name}» no contiene ningún POA: importe uno primero.")
    if not fitting:
        raise PoaError(f"Ningún POA del archivo coincide; contiene: {listed}.")
    raise PoaError(
        f"El archivo contiene varios POA ({listed}): indique --dependencia y --ejercicio."
    )


@contextmanager
def copied_before(store: Store, clock: Clock) -> Iterator[None]:
    """Keep a copy from before a sealed act, for ever; an act that is refused leaves none."""
    kept = backup.back_up(store.connection, store.path, backups_folder(), clock(), backup.CIERRE)
    try:
        yield
    except PoaError:
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise
