"""The write of a new POA from the answers of the assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.data import bloques, drafts, poas
from poa_desktop.poa.nuevo import NuevoPoa
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Dependencia, Municipio

if TYPE_CHECKING:
    from sqlite_utils import Database


def write_new(db: Database, nuevo: NuevoPoa) -> int:
    """Add the POA, and what the file did not know of its municipio. Gives its id.

    Raises PoaError when the file holds that POA already.
    """
    municipio = Municipio(nuevo.municipio, nuevo.estado, nuevo.gobierno, ejes=nuevo.ejes)
    drafts.fill_municipio(db, municipio)
    poa_id = poas.create(db, nuevo.dependencia, nuevo.ejercicio)
    dependencia = Dependencia(
        0,
        nuevo.dependencia,
        tipo=nuevo.tipo,
        titular_nombre=nuevo.titular,
        titular_cargo=nuevo.cargo,
    )
    drafts.fill_dependencia(db, poa_id, dependencia)
    eje = nuevo.ejes[0] if len(nuevo.ejes) == 1 else ""
    programa = None
    if nuevo.programa:
        programa = bloques.add(db, TipoLugar.PROGRAMA, poa_id, nuevo.programa, eje=eje)
    if nuevo.actividad:
        made = bloques.add(db, TipoLugar.ACTIVIDAD, poa_id, nuevo.actividad, eje=eje)
        if programa is not None and nuevo.dentro:
            bloques.edit(db, TipoLugar.ACTIVIDAD, made, programa_id=programa)
    return poa_id
