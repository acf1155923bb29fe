"""respaldar and restaurar: copies of a file."""

from pathlib import Path

from poa_desktop.commands.outcome import Clock, Outcome, open_to_read
from poa_desktop.data import backup
from poa_desktop.data.folders import backups_folder
from poa_desktop.poa.errors import PoaError


def respaldar(path: Path, clock: Clock, salida: Path | None = None) -> Outcome:
    """Keep a checked copy, in the folder of backups or where *salida* says."""
    with open_to_read(path, clock) as store:
        if salida is None:
            target = backup.back_up(store.connection, path, backups_folder(), clock(), "manual")
        elif salida.resolve() == path.resolve():
            raise PoaError("El respaldo no puede escribirse sobre el mismo archivo.")
        else:
            backup.copy_to(store.connection, salida)
            target = salida
    return Outcome(f"Respaldo escrito y comprobado en {target}.", {"respaldo": str(target)})


def restaurar(path: Path, clock: Clock, respaldo: Path | None = None) -> Outcome:
    """Put a backup (the newest when not named) in place; the present file is moved aside."""
    if respaldo is None:
        known = backup.list_backups(path, backups_folder())
        if not known:
            raise PoaError(f"No hay respaldos de «{path.name}»: indique uno con --respaldo.")
        respaldo = known[0].path
    aside = backup.restore(path, respaldo, clock())
    rows = [f"Se restauró «{path.name}» desde {respaldo}."]
    if aside is not None:
        rows.append(f"El archivo anterior quedó en {aside}.")
    data = {"respaldo": str(respaldo), "anterior": None if aside is None else str(aside)}
    return Outcome("\n".join(rows), data)
