"""The history of one record as values: who changed which field, when, from what to what.

An entry carries what has to be written to bring back the value before or after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from re import findall
from typing import Any

from poa_desktop.poa.adecuaciones_valores import months_in_words
from poa_desktop.poa.historial_campos import (
    Record,
    value_in_words,
)

BY_MONTH = ("programado", "avances")
"""Tables whose rows are found by línea and month: a row that is gone is an empty value."""


@dataclass(frozen=True, slots=True)
class Escritura:
    """Columns of a row with the raw values of one moment.

    *fila* is the row's id, or the línea's with *mes* (1–12) in a table by month.
    """

    tabla: str
    fila: int
    valores: tuple[tuple[str, Any], ...]
    mes: int = 0


@dataclass(frozen=True, slots=True)
class Eliminado:
    """The rows that went with a record, itself first: what brings it back.

    *actividades*: those that stood under a programa, and stay without one.
    """

    tabla: str
    filas: tuple[tuple[str, Record], ...]
    actividades: tuple[int, ...] = ()

    @property
    def raiz(self) -> Escritura:
        """The record itself, to ask whether it is there."""
        return Escritura(self.tabla, int(self.filas[0][1]["id"]), ())


@dataclass(frozen=True, slots=True)
class Entrada:
    """One change of one field, or of the record as a whole.

    *antes* and *despues* are as shown on the screen. *era* and *es* write these values; both empty
    where the value is not restored. *eliminado* is set where something was deleted.
    """

    numero: int
    titulo: str
    cuando: datetime
    quien: str
    equipo: str
    campo: str
    antes: str
    despues: str
    era: tuple[Escritura, ...] = ()
    es: tuple[Escritura, ...] = ()
    eliminado: Eliminado | None = None


@dataclass(frozen=True, slots=True)
class Sujeto:
    """The record whose history is read.

    *propios*: tables all of whose fields are told; *ajenos*: tables whose records are only told
    when they come or go. *columnas*: the columns told of a table, where not all are. *nombres*:
    the programas by id. *lugares*: what líneas can belong to, by column and id.
    """

    tabla: str
    fila: int
    propios: frozenset[str]
    ajenos: frozenset[str] = frozenset()
    columnas: Mapping[str, tuple[str, ...]] | None = None
    nombres: Mapping[int, str] | None = None
    lugares: Mapping[tuple[str, int], str] | None = None


def in_words(writes: Sequence[Escritura], names: Mapping[int, str] | None = None) -> str:
    """What a value is on the screen; several months as "mar 1, jun 1"."""
    if not writes:
        return ""
    if writes[0].tabla == "programado":
        return months_in_words([(each.mes, dict(each.valores)["cantidad"]) for each in writes])
    (only,) = writes
    return value_in_words(only.tabla, only.valores[0][0], dict(only.valores), names)


def changed_words(
    antes: str, despues: str
) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each with whether it changed: what is marked on the screen."""
    before, after = (findall(r"\s+|\w+|[^\w\s]", text) for text in (antes, despues))
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        changed = kind != "equal"
        if j > i:
            left.append(("".join(before[i:j]), changed))
        if m > k:
            right.append(("".join(after[k:m]), changed))
    return left, right
