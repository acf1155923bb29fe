"""The bundled example, read through the same intake as any document and written into a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.data import drafts, evidencias
from poa_desktop.data.store import Store
from poa_desktop.intake.draft import Draft
from poa_desktop.intake.example import NAME, EvidenciaEjemplo, read_example
from poa_desktop.resources import resource

if TYPE_CHECKING:
    from sqlite_utils import Database


def write_example(store: Store) -> Draft:
    """Add the example to a file, as one operation; gives what came in."""
    example = read_example(
        resource("ejemplo", NAME).read_bytes(),
        resource("ejemplo", "avances.json").read_bytes(),
        resource("ejemplo", "escudo.png").read_bytes(),
    )
    draft = example.draft

    def work(db: Database) -> None:
        poa_id = drafts.write_draft(db, draft.municipio, draft.poa, draft.programas_de)
        keys = _line_ids(db, poa_id)
        for each in example.evidencias:
            _attach(db, keys[each.clave], each)

    store.run("Escribir el ejemplo", work)
    return draft


def _attach(db: Database, linea: int, each: EvidenciaEjemplo) -> None:
    content = resource("ejemplo", "evidencias", each.archivo).read_bytes()
    evidencias.attach(db, linea, each.mes, each.archivo, content)


def _line_ids(db: Database, poa_id: int) -> dict[str, int]:
    """The id of every línea by its clave ("A3.1")."""
    rows = db.execute(
        "SELECT 'P' || numero || '.' || orden, lineas.id FROM lineas"
        " JOIN programas ON programas.id = programa_id WHERE poa_id = :poa"
        " UNION ALL SELECT 'A' || numero || '.' || orden, lineas.id FROM lineas"
        " JOIN actividades ON actividades.id = actividad_id WHERE poa_id = :poa",
        {"poa": poa_id},
    )
    return dict(rows.fetchall())
