"""plantilla: puts or removes the municipio's own files in which its documents are written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa_desktop.commands.outcome import Clock, Outcome, open_to_read, open_to_write
from poa_desktop.commands.plantilla_membrete import membrete_outcome, put_membrete
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
    """What is wanted: put or remove the Excel template or the letterhead, or write the example.

    *arriba* and *abajo* are the letterhead's margins in millimetres, None: as they are.
    """

    libro: Path | None = None
    quitar_libro: bool = False
    ejemplo: Path | None = None
    membrete: Path | None = None
    quitar_membrete: bool = False
    arriba: int | None = None
    abajo: int | None = None


def plantilla(path: Path | None, clock: Clock, cambio: Cambio) -> Outcome:
    """Do what *cambio* asks; without a wish, tell of the templates that the file has."""
    margins = cambio.arriba is not None or cambio.abajo is not None
    if margins and (cambio.libro or cambio.quitar_libro or cambio.quitar_membrete):
        raise PoaError("--arriba y --abajo son de la hoja membretada: quítelos de esta orden.")
    if cambio.ejemplo is not None:
        return _write_example(cambio.ejemplo, path, clock)
    if path is None:
        raise PoaError(
            "Indique el archivo .poa, o --ejemplo para escribir la plantilla de ejemplo."
        )
    if cambio.libro is not None:
        return _put(path, clock, cambio.libro)
    if cambio.membrete is not None or margins:
        return put_membrete(path, clock, cambio.membrete, cambio.arriba, cambio.abajo)
    if cambio.quitar_libro or cambio.quitar_membrete:
        tipo = TipoPlantilla.LIBRO if cambio.quitar_libro else TipoPlantilla.MEMBRETE
        return _remove(path, clock, tipo)
    return _show(path, clock)


def _write_example(target: Path, path: Path | None, clock: Clock) -> Outcome:
    """The example, in the colours of the municipio when its file is given."""
    from poa_desktop.export.plantilla_ejemplo import write_template_example

    check_target(target, path or target.with_suffix(".poa"))
    if target.exists():  # the one from before, perhaps with hours of work in it
        raise PoaError(f"Ya existe «{target.name}»: elija otro nombre para el ejemplo.")
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


_WHAT = {
    TipoPlantilla.LIBRO: "una plantilla de Excel",
    TipoPlantilla.MEMBRETE: "una hoja membretada",
}


def _remove(path: Path, clock: Clock, tipo: TipoPlantilla) -> Outcome:
    with open_to_write(path, clock) as store:
        had = getattr(store.municipio(), tipo.value)
        store.run(f"Quitar {_WHAT[tipo]}", lambda db: plantillas.remove(db, tipo))
    said = f"Se quitó «{had.nombre}»." if had else f"No había {_WHAT[tipo]}."
    return Outcome(said, {tipo.value: None})


def _show(path: Path, clock: Clock) -> Outcome:
    with open_to_read(path, clock) as store:
        municipio = store.municipio()
    membrete = membrete_outcome(municipio.membrete)
    libro = Outcome(f"El municipio no tiene {_WHAT[TipoPlantilla.LIBRO]}.", {"libro": None})
    if municipio.libro is not None:
        libro = _told(check_template(municipio.libro.content, municipio.libro.nombre))
    return Outcome(
        f"{libro.text}\n{membrete.text}",
        {**_mapping(libro), **_mapping(membrete)},
        (*libro.notices, *membrete.notices),
    )


def _mapping(outcome: Outcome) -> dict[str, Any]:
    assert isinstance(outcome.data, dict)
    return outcome.data


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
