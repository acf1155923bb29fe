"""The letterhead from the command line: put it, set its margins, tell of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.commands.outcome import Clock, Outcome, open_to_write
from poa_desktop.data import plantillas
from poa_desktop.export.membrete import read_membrete
from poa_desktop.files import read_bytes
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Plantilla, TipoPlantilla

if TYPE_CHECKING:
    from sqlite_utils import Database

_TIPO = TipoPlantilla.MEMBRETE


def put_membrete(
    path: Path, clock: Clock, hoja: Path | None, arriba: int | None, abajo: int | None
) -> Outcome:
    """Put a PDF or a picture as the letterhead, with its margins; None leaves each as it is."""
    content = None if hoja is None else read_bytes(hoja, plantillas.MAX_BYTES)
    if hoja is not None and content is not None:
        read_membrete(content, hoja.name)
    with open_to_write(path, clock) as store:
        had = store.municipio().membrete
        if had is None and hoja is None:
            raise PoaError("El municipio no tiene hoja membretada: indíquela con --membrete.")

        def work(db: Database) -> None:
            if hoja is not None and content is not None:
                plantillas.put(db, _TIPO, hoja.name, content)
            before = had or Plantilla(_TIPO, "", "", b"")
            plantillas.set_margins(
                db,
                _TIPO,
                before.superior if arriba is None else arriba,
                before.inferior if abajo is None else abajo,
            )

        store.run("Poner la hoja membretada", work)
        return membrete_outcome(store.municipio().membrete)


def membrete_outcome(membrete: Plantilla | None) -> Outcome:
    """What the file has for a letterhead."""
    if membrete is None:
        return Outcome("El municipio no tiene una hoja membretada.", {"membrete": None})
    upright, landscape = read_membrete(membrete.content, membrete.nombre)
    shapes = [
        name for name, page in (("vertical", upright), ("apaisada", landscape)) if page is not None
    ]
    data = {
        "nombre": membrete.nombre,
        "hojas": shapes,
        "arriba": membrete.superior,
        "abajo": membrete.inferior,
    }
    text = (
        f"Hoja membretada «{membrete.nombre}» ({' y '.join(shapes)}), libre arriba "
        f"{membrete.superior} mm y abajo {membrete.inferior} mm."
    )
    return Outcome(text, {"membrete": data})
