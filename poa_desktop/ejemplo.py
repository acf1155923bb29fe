"""The bundled example, read through the same intake as any document and written into a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.data import drafts, evidencias, load
from poa_desktop.data.store import Store
from poa_desktop.intake.draft import Draft
from poa_desktop.intake.example import NAME, read_example
from poa_desktop.poa.claves import con_clave
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
        written = load.poa(db.conn, poa_id)
        lineas = {
            clave: linea.id for bloque in written.bloques for clave, linea in con_clave(bloque)
        }
        for each in example.evidencias:
            evidencias.attach(
                db, lineas[each.clave], each.mes, each.archivo, _content(each.archivo)
            )
        gastos = {each.numero: each.gastos for each in written.actividades}
        for proof in example.comprobantes:
            gasto = gastos[proof.actividad][proof.gasto]
            evidencias.attach_to_gasto(db, gasto.id, proof.archivo, _content(proof.archivo))

    store.run("Escribir el ejemplo", work)
    return draft


def _content(archivo: str) -> bytes:
    return resource("ejemplo", "evidencias", archivo).read_bytes()
