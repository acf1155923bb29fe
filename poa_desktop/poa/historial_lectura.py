"""Reads the history of one record from the operations of the audit trail.

Undoing and bringing back are entries as well. What was deleted is told at what it belonged to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from poa_desktop.poa.adecuaciones import CambioFila, Operacion, net_changes
from poa_desktop.poa.adecuaciones_plan import BLOCKS
from poa_desktop.poa.adecuaciones_valores import months_in_words
from poa_desktop.poa.historial import (
    BY_MONTH,
    Eliminado,
    Entrada,
    Escritura,
    Sujeto,
    in_words,
)
from poa_desktop.poa.historial_campos import (
    CAMPOS,
    NOMBRES,
    NOT_RESTORED,
    Record,
    columns_of,
    label_of,
    record_in_words,
    value_in_words,
)

Partes = Callable[[int], Sequence[CambioFila]]
"""Number of an operation → the rows that it changed of what stands below programas and gastos."""


def entradas_de(
    sujeto: Sujeto, operaciones: Iterable[Operacion], partes: Partes
) -> tuple[Entrada, ...]:
    """The entries of a record, newest first.

    *partes* is asked where a record came or went, for what came or went with it.
    """
    found = [each for one in operaciones for each in _Reader(sujeto, one, partes).entries()]
    found.reverse()
    return tuple(found)


class _Reader:
    """Reads one operation for one record."""

    def __init__(self, sujeto: Sujeto, operacion: Operacion, partes: Partes) -> None:
        self.sujeto = sujeto
        self.operacion = operacion
        self.partes = partes
        self.net = net_changes(operacion.filas)

    def entries(self) -> Iterator[Entrada]:
        """The entries, the last first: the whole list is turned round in the end."""
        whole = self._whole()
        if whole is not None:
            yield from self._came_or_went(whole)
            return
        months = [each for each in self.net if each.tabla == "programado"]
        found: list[Entrada] = []
        within = {
            (part.tabla, part.fila)
            for row in self.net
            if row.tabla == "gastos" and (row.antes is None or row.despues is None)
            for part in self._below(row)
        }
        for row in self.net:
            if (row.tabla, row.fila) in within:
                continue  # told with its gasto
            if row.tabla in BY_MONTH and row.tabla in self.sujeto.propios:
                if row.tabla == "avances":
                    found += self._fields(row, _avance(row.antes), _avance(row.despues))
            elif row.antes is None or row.despues is None:
                found += self._came_or_went(row)
            elif self._changed_line(row):
                found.append(self._handed_over(row))
            elif row.tabla in self.sujeto.propios:
                found += self._fields(row, row.antes, row.despues)
                found += self._own_move(row)
            else:
                found += self._moved(row)
        if months and "programado" in self.sujeto.propios:
            found.append(self._schedule(months))
        yield from reversed(found)

    def _whole(self) -> CambioFila | None:
        """The row with which the record itself came or went: all else is told with it."""
        key = self.sujeto.tabla, self.sujeto.fila
        own = (row for row in self.net if (row.tabla, row.fila) == key)
        return next((row for row in own if row.antes is None or row.despues is None), None)

    def _entry(self, campo: str, antes: str, despues: str, **more: Any) -> Entrada:
        it = self.operacion
        return Entrada(
            it.numero, it.titulo, it.cuando, it.quien, it.equipo, campo, antes, despues, **more
        )

    def _fields(self, row: CambioFila, antes: Record, despues: Record) -> Iterator[Entrada]:
        told = (self.sujeto.columnas or {}).get(row.tabla)
        for campo in CAMPOS[row.tabla]:
            columns = columns_of(row.tabla, campo)
            if told is not None and campo not in told:
                continue
            if all(antes.get(each) == despues.get(each) for each in columns):
                continue
            words = [
                value_in_words(row.tabla, campo, each, self.sujeto.nombres)
                for each in (antes, despues)
            ]
            label = label_of(row.tabla, campo, row.despues or row.antes or {})
            if (row.tabla, campo) in NOT_RESTORED:
                yield self._entry(label, *words)
            else:
                yield self._entry(
                    label,
                    *words,
                    era=(_write(row, columns, antes),),
                    es=(_write(row, columns, despues),),
                )

    def _came_or_went(self, row: CambioFila) -> Iterator[Entrada]:
        record = row.despues or row.antes
        if record is None or row.tabla not in NOMBRES or row.tabla not in self._told():
            return
        noun, gender = NOMBRES[row.tabla]
        came = row.antes is None
        label = f"{noun} {'agregad' if came else 'eliminad'}{gender}"
        if row.tabla == "evidencias":
            label = f"{label}, {_month(record)}"
        if row.tabla == "observaciones":
            label = f"{label}, {record['periodo']}"
        words = "\n".join([record_in_words(row.tabla, record), *self._parts(row)])
        if came:
            yield self._entry(label, "", words)
        else:
            yield self._entry(label, words, "", eliminado=self._gone(row))

    def _told(self) -> frozenset[str]:
        return self.sujeto.propios | self.sujeto.ajenos

    def _moved(self, row: CambioFila) -> Iterator[Entrada]:
        """A línea that went to another block, an actividad that went to another programa."""
        if row.tabla not in self.sujeto.ajenos or row.antes is None or row.despues is None:
            return
        if self.sujeto.tabla not in BLOCKS:
            return
        column = "actividad_id" if self.sujeto.tabla == "actividades" else "programa_id"
        was, now = row.antes.get(column), row.despues.get(column)
        if was == now:
            return
        noun, gender = NOMBRES[row.tabla]
        words = record_in_words(row.tabla, row.despues)
        if was == self.sujeto.fila:
            yield self._entry(f"{noun} pasad{gender} a otro lugar", words, "")
        elif now == self.sujeto.fila:
            yield self._entry(f"{noun} traíd{gender} de otro lugar", "", words)

    def _changed_line(self, row: CambioFila) -> bool:
        """Whether an evidencia became the proof of another línea."""
        if row.tabla != "evidencias" or row.antes is None or row.despues is None:
            return False
        return bool(row.antes["linea_id"] != row.despues["linea_id"])

    def _handed_over(self, row: CambioFila) -> Entrada:
        """Told at both líneas; nothing is written back, for it is no value of this one alone."""
        noun, gender = NOMBRES[row.tabla]
        if row.antes and row.antes["linea_id"] == self.sujeto.fila:
            words = record_in_words(row.tabla, row.antes)
            return self._entry(f"{noun} pasad{gender} a otra línea", words, "")
        words = record_in_words(row.tabla, row.despues or {})
        return self._entry(f"{noun} traíd{gender} de otra línea", "", words)

    def _own_move(self, row: CambioFila) -> Iterator[Entrada]:
        """The línea itself went to another block."""
        if row.tabla != "lineas" or row.antes is None or row.despues is None:
            return
        was, now = (
            next((name, each[name]) for name in _OWNERS if each[name] is not None)
            for each in (row.antes, row.despues)
        )
        if was != now:
            names = self.sujeto.lugares or {}
            words = [names.get(each, "Un lugar que ya no existe") for each in (was, now)]
            yield self._entry("Lugar", *words)

    def _schedule(self, months: Sequence[CambioFila]) -> Entrada:
        """The months of one operation are one entry: that is how they are planned."""
        changed: dict[int, list[int]] = {}
        for row in months:
            for side, record in enumerate((row.antes, row.despues)):
                if record is not None:
                    changed.setdefault(record["mes"], [0, 0])[side] = record["cantidad"]
        pairs = sorted((mes, was, now) for mes, (was, now) in changed.items() if was != now)
        sides = [[(mes, amounts[side]) for mes, *amounts in pairs] for side in (0, 1)]
        before, after = (
            tuple(
                Escritura("programado", self.sujeto.fila, (("cantidad", amount),), mes)
                for mes, amount in each
            )
            for each in sides
        )
        return self._entry("Programado", in_words(before), in_words(after), era=before, es=after)

    # -- what was part of a record that came or went -----------------------------------------

    def _below(self, row: CambioFila) -> list[CambioFila]:
        """The rows of the operation that came or went with a record, in the order of the tables."""
        side = "antes" if row.despues is None else "despues"
        below: list[CambioFila] = []
        pending = [(row.tabla, row.fila)]
        while pending:
            found = self._children.get((side, *pending.pop()), [])
            below += found
            pending += [(each.tabla, each.fila) for each in found]
        return sorted(below, key=lambda each: (_ORDER[each.tabla], each.fila))

    @cached_property
    def _children(self) -> dict[tuple[str, str, int], list[CambioFila]]:
        """What came (despues) or went (antes) in the operation, by the record it hangs from. Read
        once: a whole plan may go with one operation."""
        found: dict[tuple[str, str, int], list[CambioFila]] = {}
        for each in net_changes(self.partes(self.operacion.numero)):
            if each.antes is not None and each.despues is not None:
                continue
            side = "antes" if each.despues is None else "despues"
            record = each.antes or each.despues or {}
            for table, column in _BELOW.get(each.tabla, ()):
                if record.get(column) is not None:
                    found.setdefault((side, table, record[column]), []).append(each)
        return found

    def _parts(self, row: CambioFila) -> list[str]:
        """What a record that came or went had below it, in words."""
        lines: list[str] = []
        months: list[tuple[int, int]] = []
        for each in self._below(row):
            record = each.antes or each.despues or {}
            if each.tabla == "programado" and row.tabla == "lineas":
                months.append((record["mes"], record["cantidad"]))
            elif each.tabla == "avances" and row.tabla == "lineas":
                lines.append(_avance_in_words(record))
            elif each.tabla == "fichas":
                lines.append(record_in_words("fichas", record))
            elif each.tabla in _NAMED_PARTS:
                noun = NOMBRES[each.tabla][0]
                lines.append(f"{noun}: {_first_row(record_in_words(each.tabla, record))}")
        if months:
            lines.insert(0, f"Programado: {months_in_words(sorted(months))}")
        return [line for line in lines if line]

    def _gone(self, row: CambioFila) -> Eliminado:
        rows = [(row.tabla, row.antes or {})]
        rows += [(each.tabla, each.antes or {}) for each in self._below(row)]
        left = tuple(
            each.fila
            for each in self.net
            if row.tabla == "programas" and each.tabla == "actividades" and each.antes
            if each.antes["programa_id"] == row.fila and each.despues is not None
        )
        return Eliminado(row.tabla, tuple(rows), left)


_BELOW: Mapping[str, tuple[tuple[str, str], ...]] = {
    "fichas": (("programas", "programa_id"), ("actividades", "actividad_id")),
    "lineas": (("programas", "programa_id"), ("actividades", "actividad_id")),
    "gastos": (("actividades", "actividad_id"),),
    "programado": (("lineas", "linea_id"),),
    "avances": (("lineas", "linea_id"),),
    "evidencias": (("lineas", "linea_id"),),
    "observaciones": (("lineas", "linea_id"),),
    "comprobantes": (("gastos", "gasto_id"),),
}
"""Table → the tables above it, with the column that points there; parents before children."""

_ORDER = {tabla: place for place, tabla in enumerate(_BELOW)}
_NAMED_PARTS = ("lineas", "evidencias", "observaciones", "comprobantes", "gastos")
_OWNERS = ("programa_id", "actividad_id")
_SIN_AVANCE = {"realizado": None, "comentario": "", "justificacion": ""}


def _avance(record: Record | None) -> Record:
    """An avance that is not there says nothing: sin capturar, without comment."""
    return _SIN_AVANCE if record is None else record


def _write(row: CambioFila, columns: Sequence[str], record: Record) -> Escritura:
    values = tuple((each, record.get(each)) for each in columns)
    if row.tabla in BY_MONTH:
        place = row.despues or row.antes or {}
        return Escritura(row.tabla, place["linea_id"], values, place["mes"])
    return Escritura(row.tabla, row.fila, values)


def _month(record: Record) -> str:
    return label_of("avances", "realizado", record).split(", ")[-1]


def _avance_in_words(record: Record) -> str:
    told = [value_in_words("avances", "realizado", record)]
    told += [str(record[each]) for each in ("comentario", "justificacion") if record.get(each)]
    return f"Avance de {_month(record)}: {'; '.join(told)}"


def _first_row(text: str) -> str:
    return text.split("\n", 1)[0]
