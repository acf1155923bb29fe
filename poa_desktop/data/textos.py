"""Writes of texts wherever they are kept, by what poa.textos says of their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poa_desktop.data import bloques, evidencias, gastos, lineas, municipios, poas, rows
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import fold
from poa_desktop.poa.textos import Registro, Texto

if TYPE_CHECKING:
    from sqlite_utils import Database

_BY_ID = (
    Registro.MUNICIPIO,
    Registro.DEPENDENCIAS,
    Registro.POAS,
    Registro.FODA,
    Registro.PROGRAMAS,
    Registro.ACTIVIDADES,
    Registro.LINEAS,
    Registro.GASTOS,
    Registro.EVIDENCIAS,
    Registro.COMPROBANTES,
)
"""Kinds of record whose *fila* is the id of the row."""


def write(db: Database, changes: Sequence[tuple[Texto, str]]) -> None:
    """Give each text another wording.

    Raises PoaError, with nothing changed, when one of them no longer says what its Texto says.
    """
    for texto, _ in changes:
        if present(db, texto) != texto.texto:
            raise PoaError(
                f"{texto.nombre} de {texto.donde.etiqueta} cambió mientras tanto: revise la lista "
                "y vuelva a reemplazar."
            )
    ejes = {texto.fila: new for texto, new in changes if texto.registro is Registro.EJES}
    if ejes:
        _write_ejes(db, ejes)
    for texto, new in changes:
        if texto.registro is not Registro.EJES:
            _write_one(db, texto, new)


def present(db: Database, texto: Texto) -> str | None:
    """What stands in the place of a text now; None when the record is gone."""
    if texto.registro is Registro.EJES:
        names = _ejes(db)
        return names[texto.fila] if texto.fila < len(names) else None
    table, column = texto.registro.value, texto.columna
    values: tuple[int, ...] = (texto.fila,)
    if texto.registro in _BY_ID:
        where = "id = ?"
    elif texto.registro is Registro.FICHAS:
        where = f"{bloques.OWNER_COLUMNS[texto.donde.tipo]} = ?"
    elif texto.registro is Registro.AVANCES:
        assert texto.donde.mes is not None
        where, values = "linea_id = ? AND mes = ?", (texto.fila, texto.donde.mes)
    else:
        raise PoaError(f"«{texto.texto}» es un número o una fecha: corríjalo en su campo.")
    found = db.execute(f"SELECT {column} FROM {table} WHERE {where}", values).fetchone()
    return None if found is None else found[0]


def _write_one(db: Database, texto: Texto, new: str) -> None:
    fields: dict[str, rows.Value] = {texto.columna: new}
    if texto.registro is Registro.FICHAS:
        bloques.edit_ficha(db, texto.donde.tipo, texto.fila, **fields)
    elif texto.registro is Registro.AVANCES:
        assert texto.donde.mes is not None
        lineas.edit_avance(db, texto.fila, texto.donde.mes, **fields)
    elif texto.registro is Registro.GASTOS:
        gastos.edit(db, texto.fila, **fields)
    elif texto.registro is Registro.DEPENDENCIAS:
        poas.edit_dependencia(db, texto.fila, **fields)
    elif texto.registro in (Registro.EVIDENCIAS, Registro.COMPROBANTES):
        evidencias.rename(db, texto.fila, new, texto.registro.value)
    else:
        rows.edit(db, texto.registro.value, texto.fila, **fields)


def _ejes(db: Database) -> list[str]:
    found = db.execute("SELECT nombre FROM ejes ORDER BY orden, id").fetchall()
    return [nombre for (nombre,) in found]


def _write_ejes(db: Database, new: dict[int, str]) -> None:
    names = _ejes(db)
    for place, nombre in new.items():
        names[place] = nombre
    if len({fold(nombre) for nombre in names}) < len(names):
        raise PoaError("Dos ejes del PMD quedarían con el mismo nombre: deje uno sin reemplazar.")
    municipios.set_ejes(db, names)
