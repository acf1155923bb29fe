"""A draft that came in from a document is written as one operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from poa_desktop.data import bloques, gastos, lineas, municipios, poas
from poa_desktop.data.rows import Value
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Bloque,
    Cuadrante,
    Dependencia,
    Ficha,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
)
from poa_desktop.poa.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database


def write_draft(
    db: Database, municipio: Municipio, poa: Poa, programas_de: Mapping[int, int] | None = None
) -> int:
    """Add a POA that came in, and what the file did not know of its municipio. Gives its id.

    *programas_de* puts actividades under programas, number to number. Raises PoaError when the
    file holds that POA already or is of another municipio.
    """
    _refuse_other_municipio(db, municipio)
    fill_municipio(db, municipio)
    poa_id = poas.create(db, poa.dependencia.nombre, poa.ejercicio)
    poas.edit(
        db,
        poa_id,
        vision=poa.vision,
        mision=poa.mision,
        fecha=poa.fecha,
        evaluador=poa.evaluador,
    )
    _fill_dependencia(db, poa_id, poa.dependencia)
    for cuadrante in Cuadrante:
        for item in poa.foda.items(cuadrante):
            poas.add_foda(db, poa_id, cuadrante, item.texto)
    programa_ids = {each.numero: _write_programa(db, poa_id, each) for each in poa.programas}
    for actividad in poa.actividades:
        programa = programa_ids.get((programas_de or {}).get(actividad.numero, 0))
        _write_actividad(db, poa_id, actividad, programa)
    return poa_id


def _refuse_other_municipio(db: Database, municipio: Municipio) -> None:
    (present,) = db.execute("SELECT nombre FROM municipio").fetchone()
    if present and municipio.nombre and fold(present) != fold(municipio.nombre):
        raise PoaError(
            f"El archivo es de «{present}» y el documento es de «{municipio.nombre}»: impórtelo en "
            "otro archivo."
        )


def fill_municipio(db: Database, municipio: Municipio) -> None:
    """Write what the file does not know yet of its municipio; what it knows stays."""
    columns = ("nombre", "estado", "gobierno", "pmd_nombre", "color")
    row = db.execute(f"SELECT {', '.join(columns)}, escudo FROM municipio").fetchone()
    missing: dict[str, Value] = {
        name: getattr(municipio, name)
        for name, present in zip(columns, row, strict=False)
        if not present and getattr(municipio, name)
    }
    if missing:
        municipios.edit(db, **missing)
    if municipio.escudo is not None and row[-1] is None:
        municipios.set_escudo(db, municipio.escudo)
    known = [name for (name,) in db.execute("SELECT nombre FROM ejes ORDER BY orden")]
    added = [eje for eje in municipio.ejes if eje not in known]
    if added:
        municipios.set_ejes(db, [*known, *added])


def _fill_dependencia(db: Database, poa_id: int, dependencia: Dependencia) -> None:
    """What the file knows of a dependencia stays: it may be that of another year's POA too."""
    columns = [each.name for each in fields(dependencia) if each.name not in ("id", "nombre")]
    sql = (
        f"SELECT dependencias.id, {', '.join(columns)} FROM dependencias"
        " JOIN poas ON dependencia_id = dependencias.id WHERE poas.id = ?"
    )
    row, *present = db.execute(sql, (poa_id,)).fetchone()
    missing: dict[str, Value] = {
        name: getattr(dependencia, name)
        for name, known in zip(columns, present, strict=True)
        if not known and getattr(dependencia, name)
    }
    if missing:
        poas.edit_dependencia(db, row, **missing)


def _write_programa(db: Database, poa_id: int, programa: Programa) -> int:
    block = _write_block(db, TipoLugar.PROGRAMA, poa_id, programa)
    bloques.edit(db, TipoLugar.PROGRAMA, block, estrategia=programa.estrategia)
    return block


def _write_actividad(db: Database, poa_id: int, actividad: Actividad, programa: int | None) -> None:
    block = _write_block(db, TipoLugar.ACTIVIDAD, poa_id, actividad)
    if programa is not None:
        bloques.edit(db, TipoLugar.ACTIVIDAD, block, programa_id=programa)
    for gasto in actividad.gastos:
        gastos.add(
            db, block, gasto.fecha, gasto.importe, partida=gasto.partida, concepto=gasto.concepto
        )


def _write_block(db: Database, tipo: TipoLugar, poa_id: int, bloque: Bloque) -> int:
    block = bloques.add(db, tipo, poa_id, bloque.nombre, eje=bloque.eje, numero=bloque.numero)
    write_ficha(db, tipo, block, bloque.ficha)
    for linea in bloque.lineas:
        write_linea(db, tipo, block, linea)
    return block


def write_ficha(db: Database, tipo: TipoLugar, block: int, ficha: Ficha) -> None:
    """Fill the ficha of a block."""
    bloques.edit_ficha(
        db,
        tipo,
        block,
        metas=ficha.metas,
        beneficiados_directos=ficha.beneficiados_directos,
        beneficiados_indirectos=ficha.beneficiados_indirectos,
        periodo_del=ficha.periodo_del,
        periodo_al=ficha.periodo_al,
        temporalidad=ficha.temporalidad,
    )
    bloques.set_inversion(db, tipo, block, ficha.inversion)


def write_linea(db: Database, tipo: TipoLugar, block: int, linea: LineaAccion) -> int:
    """Add a línea, last in its block, with what is said of its months; gives its id."""
    row = lineas.add(
        db,
        tipo,
        block,
        linea.texto,
        programado=linea.programado,
        unidad_medida=linea.unidad_medida,
    )
    if linea.medio_verificacion or linea.responsable:
        lineas.edit(
            db,
            row,
            medio_verificacion=linea.medio_verificacion,
            responsable=linea.responsable,
        )
    for mes, avance in enumerate(linea.avances, 1):
        if avance.realizado is not None or avance.comentario or avance.justificacion:
            lineas.edit_avance(
                db,
                row,
                mes,
                realizado=avance.realizado,
                comentario=avance.comentario,
                justificacion=avance.justificacion,
            )
    return row
