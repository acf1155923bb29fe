"""Writes of a POA: its own fields, its dependencia, the rules of its ejercicio, its FODA."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa_desktop.data import rows
from poa_desktop.data.rows import Value
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import EJERCICIOS
from poa_desktop.poa.records import EVALUADOR, Cuadrante
from poa_desktop.poa.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database


def create(db: Database, dependencia: str, ejercicio: int) -> int:
    """Add an empty POA; the dependencia of that name (accents and case aside) is used when the
    file has it.

    Raises PoaError when the file has that POA already or the year is no ejercicio.
    """
    dependencia_id = _place_for(db, dependencia, ejercicio)
    return rows.insert(
        db, "poas", dependencia_id=dependencia_id, ejercicio=ejercicio, evaluador=EVALUADOR
    )


def put_elsewhere(db: Database, poa_id: int, dependencia: str, ejercicio: int) -> None:
    """Make a POA that of another dependencia or ejercicio; dates and texts stay as they are.

    A name that no other dependencia has renames this one, in all its POAs. Raises PoaError as
    create does.
    """
    sql = "SELECT dependencia_id FROM poas WHERE id = ?"
    (present,) = db.execute(sql, (poa_id,)).fetchone()
    nombre = str(rows.stored("nombre", dependencia))
    if nombre and _named(db, nombre) in (None, present):
        edit_dependencia(db, present, nombre=nombre)
    target = _place_for(db, nombre, ejercicio, besides=poa_id)
    rows.edit(db, "poas", poa_id, dependencia_id=target, ejercicio=ejercicio)
    _forget_dependencia(db, present)


def delete(db: Database, poa_id: int) -> None:
    """Remove a POA with everything below it, and its dependencia when it has no other POA.

    Raises PoaError for the only POA of the file.
    """
    (others,) = db.execute("SELECT count(*) FROM poas WHERE id <> ?", (poa_id,)).fetchone()
    if not others:
        raise PoaError("Es el único POA del archivo: para quitarlo, borre el archivo.")
    sql = "SELECT dependencia_id FROM poas WHERE id = ?"
    (dependencia_id,) = db.execute(sql, (poa_id,)).fetchone()
    rows.delete(db, "poas", poa_id)
    _forget_dependencia(db, dependencia_id)


def _forget_dependencia(db: Database, dependencia_id: int) -> None:
    db.execute(
        "DELETE FROM dependencias WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM poas WHERE dependencia_id = ?1)",
        (dependencia_id,),
    )


def _named(db: Database, nombre: str) -> int | None:
    known = db.execute("SELECT id, nombre FROM dependencias ORDER BY id").fetchall()
    return next((int(row) for row, name in known if fold(name) == fold(nombre)), None)


def _place_for(db: Database, dependencia: str, ejercicio: int, besides: int = 0) -> int:
    """The dependencia's id, made where it is new, when it has no other POA of that ejercicio."""
    if ejercicio not in EJERCICIOS:
        raise PoaError(f"«{ejercicio}» no es un ejercicio: escriba un año, por ejemplo 2024.")
    nombre = rows.stored("nombre", dependencia)
    if not nombre:
        raise PoaError("Escriba el nombre de la dependencia.")
    same = _named(db, str(nombre))
    dependencia_id = same if same is not None else rows.insert(db, "dependencias", nombre=nombre)
    known = db.execute(
        "SELECT 1 FROM poas WHERE dependencia_id = ? AND ejercicio = ? AND id <> ?",
        (dependencia_id, ejercicio, besides),
    ).fetchone()
    if known:
        raise PoaError(
            f"El archivo ya contiene el POA {ejercicio} de «{nombre}»: elija otro archivo, otra "
            "dependencia u otro año."
        )
    db.execute("INSERT INTO ejercicios (ejercicio) VALUES (?) ON CONFLICT DO NOTHING", (ejercicio,))
    return dependencia_id


def edit(db: Database, poa_id: int, **fields: Value) -> None:
    """Change vision, mision, fecha or evaluador."""
    rows.edit(db, "poas", poa_id, **fields)


def edit_dependencia(db: Database, dependencia_id: int, **fields: Value) -> None:
    """Change the dependencia: nombre, tipo, clave_ur, objetivo_fin, titular_…, enlace.

    Raises PoaError for the name of another one: two of the same name could not be told apart.
    """
    if "nombre" in fields:
        nombre = str(rows.stored("nombre", fields["nombre"]))
        if _named(db, nombre) not in (None, dependencia_id):
            raise PoaError(f"El archivo ya tiene otra dependencia «{nombre}»: elija otro nombre.")
    rows.edit(db, "dependencias", dependencia_id, **fields)


def edit_reglas(db: Database, ejercicio: int, **fields: Value) -> None:
    """Change how an ejercicio is evaluated: regla, verde, amarillo, justificar_… (Decimal)."""
    rows.edit(db, "ejercicios", ejercicio, **fields)


def add_foda(db: Database, poa_id: int, cuadrante: Cuadrante, texto: str) -> int:
    """Add an entry at the end of a FODA list."""
    count = len(_foda_ids(db, poa_id, cuadrante))
    return rows.insert(db, "foda", poa_id=poa_id, cuadrante=cuadrante, orden=count + 1, texto=texto)


def edit_foda(db: Database, item: int, texto: str) -> None:
    """Change the text of a FODA entry."""
    rows.edit(db, "foda", item, texto=texto)


def delete_foda(db: Database, item: int) -> None:
    """Remove a FODA entry; the others close up."""
    poa_id, cuadrante = _foda_list(db, item)
    rows.delete(db, "foda", item)
    rows.put_in_order(db, "foda", "orden", _foda_ids(db, poa_id, cuadrante))


def move_foda(db: Database, item: int, position: int) -> None:
    """Put a FODA entry at another position (0 is first) of its list."""
    ids = _foda_ids(db, *_foda_list(db, item))
    rows.put_in_order(db, "foda", "orden", rows.moved(ids, item, position))


def _foda_list(db: Database, item: int) -> tuple[int, Cuadrante]:
    sql = "SELECT poa_id, cuadrante FROM foda WHERE id = ?"
    poa_id, cuadrante = db.execute(sql, (item,)).fetchone()
    return poa_id, Cuadrante(cuadrante)


def _foda_ids(db: Database, poa_id: int, cuadrante: Cuadrante) -> list[int]:
    sql = "SELECT id FROM foda WHERE poa_id = ? AND cuadrante = ? ORDER BY orden, id"
    return [row for (row,) in db.execute(sql, (poa_id, cuadrante.value))]
