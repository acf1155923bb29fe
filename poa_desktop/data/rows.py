"""How a row is written: texts cleaned, values in the form the tables keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from poa_desktop.poa.text import MULTILINE, clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database

Value = str | int | date | Decimal | StrEnum | None


def stored(field: str, value: Value) -> str | int | None:
    """A value as its table keeps it: clean text, ISO dates, hundredths for Decimal."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return clean_text(value, multiline=field in MULTILINE).text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value * 100)
    return value


def insert(db: Database, table: str, **fields: Value) -> int:
    """Add a row and give its id."""
    values = {name: stored(name, value) for name, value in fields.items()}
    key = db.table(table).insert(values).last_pk
    assert isinstance(key, int)
    return key


def edit(db: Database, table: str, row: int, **fields: Value) -> None:
    """Change some fields of a row. An unknown row is a bug and raises."""
    db.table(table).update(row, {name: stored(name, value) for name, value in fields.items()})


def delete(db: Database, table: str, row: int) -> None:
    """Remove a row with everything below it."""
    db.table(table).delete(row)


def put_in_order(db: Database, table: str, column: str, ids: Sequence[int]) -> None:
    """Number rows 1, 2, 3 … in the given order; rows that keep their number are not touched."""
    for number, row in enumerate(ids, 1):
        db.execute(
            f"UPDATE {table} SET {column} = ? WHERE id = ? AND {column} <> ?",
            (number, row, number),
        )


def ids_in_order(db: Database, table: str, column: str, where: str, *values: int) -> list[int]:
    """Ids of the rows of one list, in its order."""
    sql = f"SELECT id FROM {table} WHERE {where} ORDER BY {column}, id"
    return [row for (row,) in db.execute(sql, values)]


def moved(ids: list[int], row: int, position: int) -> list[int]:
    """The list with one row at another position (0 is first; past the end is last)."""
    rest = [each for each in ids if each != row]
    rest.insert(max(0, min(position, len(rest))), row)
    return rest
