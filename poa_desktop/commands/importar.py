"""importar and ejemplo: a document comes in, whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from poa_desktop.commands.evaluar import problem_data, problem_text
from poa_desktop.commands.importar_libro import importar_libro
from poa_desktop.commands.outcome import Clock, Outcome, open_to_write
from poa_desktop.commands.ver import foda_counts
from poa_desktop.data import backup, drafts
from poa_desktop.data.folders import backups_folder
from poa_desktop.data.store import Store, create_store, discard_new_file
from poa_desktop.ejemplo import write_example
from poa_desktop.files import read_bytes
from poa_desktop.intake.draft import Draft
from poa_desktop.intake.libro_read import is_workbook
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.intake.text_rows import MAX_BYTES
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Poa

T = TypeVar("T")


def importar(
    origin: Path,
    path: Path,
    clock: Clock,
    *,
    simular: bool = False,
    omitir_problemas: bool = False,
) -> Outcome:
    """Read a document into a file, made when missing; tells what came in and what did not.

    A workbook brings changes of a POA that the file has (importar_libro); only there *simular*
    and *omitir_problemas* mean something.
    """
    if is_workbook(origin):
        return importar_libro(
            origin, path, clock, simular=simular, omitir_problemas=omitir_problemas
        )
    if simular or omitir_problemas:
        raise PoaError(
            f"«{origin.name}» no es un libro de Excel: quite --simular y --omitir-problemas."
        )
    draft = read_text_form(read_bytes(origin, MAX_BYTES), origin.name)
    with_new_or_open(
        path,
        clock,
        lambda store: store.run(
            f"Importar {origin.name}",
            lambda db: drafts.write_draft(db, draft.municipio, draft.poa, draft.programas_de),
        ),
    )
    return _outcome(draft, path)


def with_new_or_open(path: Path, clock: Clock, work: Callable[[Store], T]) -> T:
    """Work on a file, backed up first, or on a new one that goes away again when it fails."""
    if path.exists():
        with open_to_write(path, clock) as store:
            backup.back_up(store.connection, path, backups_folder(), clock(), "importar")
            return work(store)
    store = create_store(path, clock)
    try:
        with store:
            return work(store)
    except BaseException:
        discard_new_file(path)
        raise


def ejemplo(path: Path, clock: Clock) -> Outcome:
    """Write the bundled example into a new file. Raises PoaError when the file is there."""
    if path.exists():
        raise PoaError(f"Ya existe «{path.name}»: elija otro nombre para el ejemplo.")
    return _outcome(with_new_or_open(path, clock, write_example), path)


def _outcome(draft: Draft, path: Path) -> Outcome:
    poa = draft.poa
    data = {
        "archivo": str(path),
        "dependencia": poa.dependencia.nombre,
        "ejercicio": poa.ejercicio,
        "programas": len(poa.programas),
        "actividades": len(poa.actividades),
        "lineas": len(poa.lineas),
        "foda": {
            name: len(getattr(poa.foda, name))
            for name in ("fortalezas", "debilidades", "oportunidades", "amenazas")
        },
        "problemas": [problem_data(each) for each in draft.problems],
    }
    return Outcome(
        "\n".join(_rows(poa, path)), data, tuple(problem_text(each) for each in draft.problems)
    )


def _rows(poa: Poa, path: Path) -> list[str]:
    rows = [
        f"Se guardó «{poa.titulo}» en {path}.",
        f"  {len(poa.programas)} programas, {len(poa.actividades)} actividades, "
        f"{len(poa.lineas)} líneas de acción",
        f"  FODA: {foda_counts(poa)}",
    ]
    rows += [f"  {each.clave} {each.nombre} ({len(each.lineas)} líneas)" for each in poa.bloques]
    return rows
