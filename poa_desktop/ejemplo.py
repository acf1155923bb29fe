"""The bundled example, read through the same intake as any document and written into a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.data import drafts, evidencias, load
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
        lineas = {
            f"{bloque.clave}.{number}": linea.id
            for bloque in load.poa(db.conn, poa_id).bloques
            for number, linea in enumerate(bloque.lineas, 1)
        }
        for each in example.evidencias:
            _attach(db, lineas[each.clave], each)

    store.run("Escribir el ejemplo", work)
    return draft


def _attach(db: Database, linea: int, each: EvidenciaEjemplo) -> None:
    content = resource("ejemplo", "evidencias", each.archivo).read_bytes()
    evidencias.attach(db, linea, each.mes, each.archivo, content)
