"""plantilla: puts or removes the municipio's own files in which its documents are written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.commands.outcome import Clock, Outcome, open_to_read, open_to_write
from poa_desktop.commands.sipot import check_target
from poa_desktop.data import plantillas
from poa_desktop.export.documents import verify_xlsx
from poa_desktop.export.plantilla_revision import TemplateReport, check_template
from poa_desktop.files import read_bytes, write_atomically
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import TipoPlantilla
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Cambio:
    """What is wanted of the Excel template: put it, remove it, or write the example."""

    libro: Path | None = None
    quitar_libro: bool = False
    ejemplo: Path | None = None


def plantilla(path: Path | None, clock: Clock, cambio: Cambio) -> Outcome:
    """Do what *cambio* asks; without a wish, tell of the template that the file has."""
    if cambio.ejemplo is not None:
        return _write_example(cambio.ejemplo, path, clock)
    if path is None:
        raise PoaError(
            "Indique el archivo .poa, o --ejemplo para escribir la plantilla de ejemplo."
        )
    if cambio.libro is not None:
        return _put(path, clock, cambio.libro)
    return _remove(path, clock) if cambio.quitar_libro else _show(path, clock)


def _write_example(target: Path, path: Path | None, clock: Clock) -> Outcome:
    """The example, in the colours of the municipio when its file is given."""
    from poa_desktop.export.plantilla_ejemplo import write_template_example

    check_target(target, path or target.with_suffix(".poa"))
    color = ""
    if path is not None:
        with open_to_read(path, clock) as store:
            color = store.municipio().color
    write_atomically(target, write_template_example(color), verify_xlsx)
    return Outcome(f"La plantilla de ejemplo quedó en {target}.", {"ejemplo": str(target)})


def _put(path: Path, clock: Clock, libro: Path) -> Outcome:
    content = read_bytes(libro, plantillas.MAX_BYTES)
    report = check_template(content, libro.name)
    if not report.sirve:
        wrong = f" ({report.problemas[0].mensaje})" if report.problemas else ""
        raise PoaError(
            f"«{libro.name}» no tiene ninguna celda con un nombre conocido{wrong}: parta del "
            "ejemplo (plantilla --ejemplo)."
        )
    nombre = clean_text(libro.name, multiline=False, limit=200).text

    def work(db: Database) -> None:
        plantillas.put(db, TipoPlantilla.LIBRO, nombre, content)

    with open_to_write(path, clock) as store:
        store.run("Poner la plantilla de Excel", work)
    return _told(report)


def _remove(path: Path, clock: Clock) -> Outcome:
    with open_to_write(path, clock) as store:
        had = store.municipio().libro
        store.run(
            "Quitar la plantilla de Excel", lambda db: plantillas.remove(db, TipoPlantilla.LIBRO)
        )
    said = f"Se quitó «{had.nombre}»." if had else "No había una plantilla de Excel."
    return Outcome(said, {"libro": None})


def _show(path: Path, clock: Clock) -> Outcome:
    with open_to_read(path, clock) as store:
        libro = store.municipio().libro
    if libro is None:
        return Outcome("El municipio no tiene una plantilla de Excel.", {"libro": None})
    return _told(check_template(libro.content, libro.nombre))


def _told(report: TemplateReport) -> Outcome:
    data = {
        "libro": report.archivo,
        "nombres": [{"nombre": each.nombre.nombre, "celda": each.donde}
                    for each in report.llenados],
        "problemas": [{"nombre": each.nombre, "mensaje": each.mensaje}
                      for each in report.problemas],
    }  # fmt: skip
    wrong = tuple(each.mensaje for each in report.problemas)
    rows = [row for row in report.renglones if row.strip() not in wrong]
    return Outcome("\n".join(rows), data, wrong)
