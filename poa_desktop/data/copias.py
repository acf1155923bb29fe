"""Writes of a plan that is prepared from another year's, and of what is judged of its texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from poa_desktop.data import bloques, drafts, load, poas, rows
from poa_desktop.data.bloques import OWNER_COLUMNS
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Inversion, Municipio, Poa, Reglas, TipoInversion
from poa_desktop.poa.texto_viejo import MONTO, Correccion, Mencion, Texto, de_la_copia, monto_de

if TYPE_CHECKING:
    from sqlite_utils import Database


def write_copy(db: Database, municipio: Municipio, copy: Poa) -> int:
    """Add a plan made by poa.copia.copiar, with the names and amounts in it still to be judged.

    Gives its id. Raises PoaError when the file holds that POA already or is of another municipio.
    """
    drafts.refuse_other_municipio(db, municipio)
    drafts.fill_municipio(db, municipio)
    sql = "SELECT 1 FROM ejercicios WHERE ejercicio = ?"
    new_year = db.execute(sql, (copy.ejercicio,)).fetchone() is None
    poa_id = poas.create(db, copy.dependencia.nombre, copy.ejercicio)
    if new_year:
        _write_reglas(db, copy.ejercicio, copy.reglas)
    drafts.fill_dependencia(db, poa_id, copy.dependencia)
    copia = copy.copia
    assert copia is not None
    poas.edit(
        db,
        poa_id,
        vision=copy.vision,
        mision=copy.mision,
        evaluador=copy.evaluador,
        copiado_de=copia.ejercicio,
        copiado_titular=copia.titular,
    )
    places = {each.id: place for place, each in enumerate(copy.programas)}
    parents = [
        None if each.programa_id is None else places[each.programa_id] for each in copy.actividades
    ]
    drafts.write_plan(db, poa_id, copy, parents)
    for clave in de_la_copia(load.poa(db.conn, poa_id)):
        rows.insert(db, "menciones", poa_id=poa_id, clave=clave)
    return poa_id


def _write_reglas(db: Database, ejercicio: int, reglas: Reglas) -> None:
    poas.edit_reglas(
        db,
        ejercicio,
        regla=reglas.regla,
        verde=reglas.verde,
        amarillo=reglas.amarillo,
        justificar_sobre=reglas.justificar_sobre,
        justificar_bajo=reglas.justificar_bajo,
    )


def accept(db: Database, poa_id: int, menciones: Iterable[Mencion]) -> None:
    """Let mentions stay as they are."""
    _accept_claves(db, poa_id, (each.clave for each in menciones))


def correct(db: Database, poa_id: int, correcciones: Sequence[Correccion]) -> None:
    """Write corrected texts. Raises PoaError for an amount that is none."""
    for each in correcciones:
        _write_text(db, poa_id, each.en, each.texto)
        _accept_claves(db, poa_id, each.aceptadas)


def _accept_claves(db: Database, poa_id: int, claves: Iterable[str]) -> None:
    for clave in claves:
        db.execute(
            "INSERT INTO menciones (poa_id, clave, aceptada) VALUES (?, ?, 1)"
            " ON CONFLICT (poa_id, clave) DO UPDATE SET aceptada = 1",
            (poa_id, clave),
        )


_OF_FICHA = ("metas", "inversion_nota", "beneficiados_directos", "beneficiados_indirectos")


def _write_text(db: Database, poa_id: int, en: Texto, texto: str) -> None:
    tipo, campo = en.donde.tipo, en.campo
    if campo == "foda":
        poas.edit_foda(db, en.item, texto)
    elif campo == "objetivo_fin":
        poas.edit_dependencia(db, en.item, objetivo_fin=texto)
    elif tipo is TipoLugar.LINEA:
        rows.edit(db, "lineas", en.item, **{campo: texto})
    elif tipo not in OWNER_COLUMNS:
        rows.edit(db, "poas", poa_id, **{campo: texto})
    elif campo == MONTO:
        _write_monto(db, tipo, en.item, texto)
    elif campo in _OF_FICHA:
        bloques.edit_ficha(db, tipo, en.item, **{campo: texto})
    else:
        bloques.edit(db, tipo, en.item, **{campo: texto})


def _write_monto(db: Database, tipo: TipoLugar, block: int, words: str) -> None:
    sql = f"SELECT inversion_nota FROM fichas WHERE {OWNER_COLUMNS[tipo]} = ?"
    (nota,) = db.execute(sql, (block,)).fetchone()
    bloques.set_inversion(db, tipo, block, Inversion(TipoInversion.MONTO, monto_de(words), nota))
