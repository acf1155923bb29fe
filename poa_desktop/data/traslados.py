"""Moving, deleting and pasting several nodes at once.

A node that moves keeps its row, and with it its avances, evidencias, gastos and history: only its
owner and its place change. Orders and numbers are 1, 2, 3 … afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from poa_desktop.data import bloques, rows
from poa_desktop.data.bloques import OWNER_COLUMNS, TABLES
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import LineaAccion, Programa

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.poa.records import Actividad, Bloque
    from poa_desktop.poa.recorte import Recorte

_OWNERS = "programa_id", "actividad_id"


def spliced(order: Sequence[int], moved: Sequence[int], before: int | None) -> list[int]:
    """The order with some rows, in the given sequence, right before another (None: at the end).

    When *before* moves itself, they come before the first that stays behind it.
    """
    chosen = set(moved)
    if before in chosen and before in order:
        following = order[order.index(before) :]
        before = next((each for each in following if each not in chosen), None)
    rest = [each for each in order if each not in chosen]
    place = rest.index(before) if before in rest else len(rest)
    return [*rest[:place], *moved, *rest[place:]]


def stepped(order: Sequence[int], moved: Collection[int], step: int) -> list[int]:
    """The order with some rows one place up (-1) or down (1); those at the edge stay there."""
    found = list(order if step < 0 else reversed(order))
    for place in range(1, len(found)):
        if found[place] in moved and found[place - 1] not in moved:
            found[place - 1], found[place] = found[place], found[place - 1]
    return found if step < 0 else found[::-1]


# -- líneas ------------------------------------------------------------------------------------


def move_lineas(
    db: Database, moved: Sequence[int], tipo: TipoLugar, block: int, before: int | None = None
) -> None:
    """Put líneas, of any block, into one block, before one of its líneas (None: at its end)."""
    column = OWNER_COLUMNS[tipo]
    order = spliced(_lineas_of(db, column, block), moved, before)
    owner: dict[str, rows.Value] = {name: block if name == column else None for name in _OWNERS}
    left = set()
    for linea in moved:
        if (before_it := _owner(db, linea)) != (column, block):
            left.add(before_it)
            rows.edit(db, "lineas", linea, **owner)
    rows.put_in_order(db, "lineas", "orden", order)
    _close_up(db, left)


def delete_lineas(db: Database, gone: Sequence[int]) -> None:
    """Remove líneas with their schedule, avances and evidencias; the others close up."""
    left = {_owner(db, linea) for linea in gone}
    for linea in gone:
        rows.delete(db, "lineas", linea)
    _close_up(db, left)


def order_lineas(db: Database, order: Sequence[int]) -> None:
    """Give all líneas of one block their places."""
    rows.put_in_order(db, "lineas", "orden", order)


def paste_lineas(
    db: Database,
    tipo: TipoLugar,
    block: int,
    copied: Sequence[LineaAccion],
    before: int | None = None,
) -> list[int]:
    """Add copies of líneas to a block, before one of its líneas (None: at its end)."""
    from poa_desktop.data import drafts  # the window starts without it

    column = OWNER_COLUMNS[tipo]
    order = _lineas_of(db, column, block)
    made = [drafts.write_linea(db, tipo, block, linea) for linea in copied]
    rows.put_in_order(db, "lineas", "orden", spliced([*order, *made], made, before))
    return made


def _close_up(db: Database, owners: Collection[tuple[str, int]]) -> None:
    for column, block in sorted(owners):
        rows.put_in_order(db, "lineas", "orden", _lineas_of(db, column, block))


def _lineas_of(db: Database, column: str, block: int) -> list[int]:
    return rows.ids_in_order(db, "lineas", "orden", f"{column} = ?", block)


def _owner(db: Database, linea: int) -> tuple[str, int]:
    sql = "SELECT programa_id, actividad_id FROM lineas WHERE id = ?"
    programa, actividad = db.execute(sql, (linea,)).fetchone()
    return ("programa_id", programa) if programa is not None else ("actividad_id", actividad)


# -- programas and actividades -----------------------------------------------------------------


def move_bloques(db: Database, tipo: TipoLugar, moved: Sequence[int], before: int | None) -> None:
    """Put blocks of one kind before another of it (None: last); numbers follow the order."""
    order = spliced(_blocks_of(db, tipo, _poa_of(db, tipo, moved[0])), moved, before)
    rows.put_in_order(db, TABLES[tipo], "numero", order)


def put_under(db: Database, actividades: Sequence[int], programa: int | None) -> None:
    """Put actividades under a programa, or under none; their numbers stay."""
    for each in actividades:
        bloques.edit(db, TipoLugar.ACTIVIDAD, each, programa_id=programa)


def delete_bloques(db: Database, tipo: TipoLugar, gone: Sequence[int]) -> None:
    """Remove blocks with their líneas; the numbers close up. Actividades of a programa stay."""
    poa = _poa_of(db, tipo, gone[0])
    for block in gone:
        rows.delete(db, TABLES[tipo], block)
    rows.put_in_order(db, TABLES[tipo], "numero", _blocks_of(db, tipo, poa))


def order_bloques(db: Database, tipo: TipoLugar, order: Sequence[int]) -> None:
    """Give blocks that stand together the numbers they have among themselves, in this order."""
    whole = _blocks_of(db, tipo, _poa_of(db, tipo, order[0]))
    chosen, following = set(order), iter(order)
    changed = [next(following) if each in chosen else each for each in whole]
    rows.put_in_order(db, TABLES[tipo], "numero", changed)


def paste_programas(
    db: Database, poa: int, recorte: Recorte, before: int | None = None
) -> tuple[list[int], list[int]]:
    """Add copies of the programas, with the actividades that stand under them, last by number.

    Gives the ids of programas and actividades.
    """
    programas = [_write_block(db, TipoLugar.PROGRAMA, poa, each) for each in recorte.programas]
    if programas:
        move_bloques(db, TipoLugar.PROGRAMA, programas, before)
    below = [each for each in recorte.actividades if each.programa_id is not None]
    actividades = [_write_block(db, TipoLugar.ACTIVIDAD, poa, each) for each in below]
    for row, each in zip(actividades, below, strict=True):
        put_under(db, [row], programas[(each.programa_id or 0) - 1])
    return programas, actividades


def paste_actividades(
    db: Database,
    poa: int,
    copied: Sequence[Actividad],
    programa: int | None,
    before: int | None = None,
) -> list[int]:
    """Add copies of actividades under a programa or none, before another (None: last)."""
    made = [_write_block(db, TipoLugar.ACTIVIDAD, poa, each) for each in copied]
    if made:
        put_under(db, made, programa)
        move_bloques(db, TipoLugar.ACTIVIDAD, made, before)
    return made


def _write_block(db: Database, tipo: TipoLugar, poa: int, bloque: Bloque) -> int:
    from poa_desktop.data import drafts  # the window starts without it

    block = bloques.add(db, tipo, poa, bloque.nombre, eje=bloque.eje)
    if isinstance(bloque, Programa) and bloque.estrategia:
        bloques.edit(db, tipo, block, estrategia=bloque.estrategia)
    drafts.write_ficha(db, tipo, block, bloque.ficha)
    for linea in bloque.lineas:
        drafts.write_linea(db, tipo, block, linea)
    return block


def _poa_of(db: Database, tipo: TipoLugar, block: int) -> int:
    sql = f"SELECT poa_id FROM {TABLES[tipo]} WHERE id = ?"
    return int(db.execute(sql, (block,)).fetchone()[0])


def _blocks_of(db: Database, tipo: TipoLugar, poa: int) -> list[int]:
    return rows.ids_in_order(db, TABLES[tipo], "numero", "poa_id = ?", poa)
