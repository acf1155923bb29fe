"""The changes of a plan: what each operation did to it, read from the rows it changed.

Pure values. Quantities are hundredths. An adecuación programática is a change made after the POA
became autorizado (source: design, "Workflow"); before that it is a change of a draft.

An operation that was taken back leaves no entry, and neither does its "Deshacer": an adecuación
says what the plan became, and what lasted for a moment never was the plan. One that was brought
back counts from the day it was brought back. The audit trail keeps all of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from poa_desktop.poa.adecuaciones_plan import BLOCKS, Clave, Fila, Plan, Sitio, owner_of
from poa_desktop.poa.adecuaciones_valores import (
    FICHA_FIELDS,
    LINEA_FIELDS,
    ficha_in_words,
    linea_in_words,
    shown,
)
from poa_desktop.poa.declarada import Declarada, declarada_de
from poa_desktop.poa.records import EstadoPoa

UNDONE, REDONE = "Deshacer: ", "Rehacer: "
ESTADO = "Estado del POA"
PROGRAMADO = "Programado"
BLOQUE = "Programa o actividad"


@dataclass(frozen=True, slots=True)
class CambioFila:
    """One row that changed; None where it did not exist."""

    tabla: str
    fila: int
    antes: Fila | None
    despues: Fila | None


@dataclass(frozen=True, slots=True)
class Operacion:
    """An entry of the trail: what, when, who, and the rows of the plan it changed, in order."""

    numero: int
    titulo: str
    cuando: datetime
    quien: str
    equipo: str
    filas: tuple[CambioFila, ...]


@dataclass(frozen=True, slots=True)
class CambioMes:
    """The quantity programada of a month (1–12), before and after, in hundredths."""

    mes: int
    antes: int
    despues: int


@dataclass(frozen=True, slots=True)
class CambioPlan:
    """One thing that changed. *clave* and *nombre* are those of its day: A3.1 and its text.

    *antes* and *despues* are as printed, "" where there was nothing; a change of *programado*
    (*campo* PROGRAMADO) has its months in *meses* instead.
    """

    clave: str
    nombre: str
    campo: str
    antes: str = ""
    despues: str = ""
    meses: tuple[CambioMes, ...] = ()


@dataclass(frozen=True, slots=True)
class Adecuacion:
    """What one operation did to the plan, or all operations of a declared adecuación together.

    *autorizado*: whether the POA was, before it. *declarada* None: no adecuación was declared.
    *folio* is that of the seal, of an authorisation.
    """

    numero: int
    titulo: str
    cuando: datetime
    quien: str
    equipo: str
    autorizado: bool
    cambios: tuple[CambioPlan, ...]
    declarada: Declarada | None = None
    folio: str = ""


def adecuaciones_de(poa_id: int, operaciones: Iterable[Operacion]) -> tuple[Adecuacion, ...]:
    """Every change of one plan since it was captured, oldest first; all operations of its file.

    What was done under a declared adecuación is one entry, with the values from before it and
    after it; it is there although nothing changed.
    """
    plan = Plan()
    found = []
    for operacion, declarada in _grouped(poa_id, lasting(operaciones)):
        net = net_changes(operacion.filas)
        born = any(
            each.tabla == "poas" and each.fila == poa_id and each.antes is None for each in net
        )
        autorizado = plan.estado(poa_id) == EstadoPoa.AUTORIZADO
        cambios = _Reader(plan, poa_id, net).changes()
        if (cambios or declarada) and not born:
            found.append(
                Adecuacion(
                    operacion.numero,
                    operacion.titulo,
                    operacion.cuando,
                    operacion.quien,
                    operacion.equipo,
                    autorizado,
                    cambios,
                    declarada,
                )
            )
    return tuple(found)


def _grouped(
    poa_id: int, operaciones: Iterable[Operacion]
) -> Iterator[tuple[Operacion, Declarada | None]]:
    """The operations; those from the beginning of a declared adecuación to its end as one.

    What counts is which one was open, not the numbers it keeps: an undo and a redo of its end
    move operations past them.
    """
    group: list[Operacion] = []
    row: Fila | None = None
    for each in operaciones:
        states = [c.despues for c in each.filas if _declares(c, poa_id)]
        if states:
            row = states[-1]
        if group or (row is not None and row["hasta"] is None):
            group.append(each)
            if row is None or row["hasta"] is not None:
                yield _joined(group), declarada_de(row) if row else None
                group = []
        else:
            yield each, None
    if group:
        yield _joined(group), declarada_de(row) if row else None


def _declares(cambio: CambioFila, poa_id: int) -> bool:
    record = cambio.despues or cambio.antes or {}
    return cambio.tabla == "adecuaciones" and record.get("poa_id") == poa_id


def _joined(group: Sequence[Operacion]) -> Operacion:
    """Several operations as one: begun with the first, ended with the last, by all who took part.

    The step that only ends it is nobody's change.
    """
    changed = [each for each in group if any(c.tabla != "adecuaciones" for c in each.filas)]
    last = (changed or group)[-1]
    return Operacion(
        group[0].numero,
        group[0].titulo,
        last.cuando,
        "; ".join(dict.fromkeys(each.quien for each in changed or group)),
        "; ".join(dict.fromkeys(filter(None, (each.equipo for each in changed or group)))),
        tuple(fila for each in group for fila in each.filas),
    )


def plan_changes(
    poa_id: int, before: Mapping[Clave, Fila], changed: Iterable[CambioFila]
) -> tuple[CambioPlan, ...]:
    """What rows changed of a plan that has the rows *before*, in the official order."""
    plan = Plan()
    for (tabla, fila), record in before.items():
        plan.apply(tabla, fila, record)
    return _Reader(plan, poa_id, net_changes(changed)).changes()


def autorizacion_de(adecuaciones: Sequence[Adecuacion]) -> Adecuacion | None:
    """The operation that made the POA autorizado, the last one; None when it is a draft or was
    captured so."""
    found = None
    for each in adecuaciones:
        for cambio in each.cambios:
            if cambio.campo == ESTADO:
                became = cambio.despues == EstadoPoa.AUTORIZADO.value.capitalize()
                found = each if became else None
    return found


def shown_changes(adecuaciones: Sequence[Adecuacion], *, draft: bool) -> tuple[Adecuacion, ...]:
    """The changes that the history tells: all of a draft, else those since it was authorised.

    What a POA went through while it was a draft again for a while is no adecuación either.
    """
    return tuple(each for each in adecuaciones if draft or each.autorizado)


def lasting(operaciones: Iterable[Operacion]) -> tuple[Operacion, ...]:
    """The operations without those that were taken back.

    An entry undoes the last one that stands when its title says so and its rows are exactly the
    other way round: a title alone proves nothing.
    """
    standing: list[Operacion] = []
    taken: list[Operacion] = []
    for each in operaciones:
        if not each.filas:
            continue
        if each.titulo.startswith(UNDONE) and standing and _reverses(each, standing[-1]):
            taken.append(standing.pop())
        elif each.titulo.startswith(REDONE) and taken and _repeats(each, taken[-1]):
            standing.append(replace(each, titulo=taken.pop().titulo))
        else:
            standing.append(each)
    return tuple(standing)


def _ends(operacion: Operacion) -> dict[tuple[str, int], tuple[Fila | None, Fila | None]]:
    return {(c.tabla, c.fila): (c.antes, c.despues) for c in net_changes(operacion.filas)}


def _reverses(later: Operacion, earlier: Operacion) -> bool:
    return _ends(later) == {key: (b, a) for key, (a, b) in _ends(earlier).items()}


def _repeats(later: Operacion, earlier: Operacion) -> bool:
    return _ends(later) == _ends(earlier)


def net_changes(filas: Iterable[CambioFila]) -> tuple[CambioFila, ...]:
    """One change per row, from how it began to how it ended; none for what ended as it began."""
    ends: dict[tuple[str, int], CambioFila] = {}
    for each in filas:
        key = each.tabla, each.fila
        first = ends.get(key, each)
        ends[key] = replace(each, antes=first.antes)
    return tuple(each for each in ends.values() if each.antes != each.despues)


class _Reader:
    """Reads the net rows of one operation, and carries the plan over to after it."""

    def __init__(self, plan: Plan, poa_id: int, net: tuple[CambioFila, ...]) -> None:
        self.net = net
        before = plan.sitios(poa_id)
        for each in net:
            plan.apply(each.tabla, each.fila, each.despues)
        self.before, self.after = before, plan.sitios(poa_id)
        self.poa_id = poa_id
        self.scheduled = _scheduled(net)
        self.fichas = {
            owner_of(record): record
            for each in net
            if each.tabla == "fichas" and (record := each.despues or each.antes)
        }

    def changes(self) -> tuple[CambioPlan, ...]:
        """What changed, in the order of the official layout."""
        found: list[tuple[tuple[int, ...], CambioPlan]] = []
        for each in self.net:
            found += [(site.place, change) for site, change in self._of_row(each)]
        for linea, months in self.scheduled.items():
            site = self._site(("lineas", linea))
            if site is not None and not self._came_or_went(("lineas", linea)):
                change = CambioPlan(site.clave, site.nombre, PROGRAMADO, meses=months)
                found.append((site.place, change))
        found.sort(key=lambda pair: pair[0])
        return tuple(change for _, change in found)

    def _of_row(self, row: CambioFila) -> Iterator[tuple[Sitio, CambioPlan]]:
        if row.tabla == "poas" and row.fila == self.poa_id and row.antes and row.despues:
            yield from _different(Sitio((0,), "", "POA"), row, {"estado": ESTADO}, _estado)
        elif row.tabla in BLOCKS or row.tabla == "lineas":
            yield from self._of_record(row)
        elif row.tabla == "fichas":
            yield from self._of_ficha(row)

    def _of_record(self, row: CambioFila) -> Iterator[tuple[Sitio, CambioPlan]]:
        site = self._site((row.tabla, row.fila))
        if site is None:
            return
        noun = "Línea" if row.tabla == "lineas" else BLOCKS[row.tabla]
        gender = "o" if noun == "Programa" else "a"
        if row.antes is None or row.despues is None:
            whole = self._whole(row)
            added = row.antes is None
            campo = f"{noun} {'agregad' if added else 'eliminad'}{gender}"
            yield (
                site,
                CambioPlan(
                    site.clave,
                    site.nombre,
                    campo,
                    "" if added else whole,
                    whole if added else "",
                ),
            )
        elif row.tabla == "lineas":
            before, after = self._owner_value(row.antes), self._owner_value(row.despues)
            if before != after:
                yield site, CambioPlan(site.clave, site.nombre, BLOQUE, before, after)
            yield from _different(site, row, LINEA_FIELDS, shown)
        else:
            yield from _different(site, row, _BLOCK_FIELDS, self._block_value)

    def _whole(self, row: CambioFila) -> str:
        """A record that came or went, with what came or went with it."""
        record = row.despues or row.antes or {}
        if row.tabla == "lineas":
            months = self.scheduled.get(row.fila, ())
            return linea_in_words(record, [(m.mes, m.despues or m.antes) for m in months])
        return ficha_in_words(self.fichas.get((row.tabla, row.fila), {}))

    def _of_ficha(self, row: CambioFila) -> Iterator[tuple[Sitio, CambioPlan]]:
        if row.antes is None or row.despues is None:
            return  # told with its programa or actividad
        site = self._site(owner_of(row.despues))
        if site is not None:
            yield from _different(site, row, FICHA_FIELDS, shown)

    def _block_value(self, campo: str, record: Fila) -> str:
        if campo != "programa_id":
            return shown(campo, record)
        programa = ("programas", record.get("programa_id") or 0)
        site = self.after.get(programa) or self.before.get(programa)
        return f"{site.clave} {site.nombre}" if site else "Sin programa"

    def _owner_value(self, linea: Fila) -> str:
        """The programa or actividad of a línea, named as it is after the operation."""
        site = self._site(owner_of(linea))
        return f"{site.clave} {site.nombre}" if site else ""

    def _site(self, key: tuple[str, int]) -> Sitio | None:
        return self.after.get(key) or self.before.get(key)

    def _came_or_went(self, key: tuple[str, int]) -> bool:
        return (key in self.before) != (key in self.after)


def _scheduled(net: Iterable[CambioFila]) -> dict[int, tuple[CambioMes, ...]]:
    """The months of each línea whose quantity changed."""
    months: dict[int, dict[int, list[int]]] = {}
    for each in net:
        if each.tabla != "programado":
            continue
        for side, record in enumerate((each.antes, each.despues)):
            if record is not None:
                of_linea = months.setdefault(record["linea_id"], {})
                of_linea.setdefault(record["mes"], [0, 0])[side] = record["cantidad"]
    changed = {
        linea: tuple(
            CambioMes(mes, *pair) for mes, pair in sorted(each.items()) if pair[0] != pair[1]
        )
        for linea, each in months.items()
    }
    return {linea: meses for linea, meses in changed.items() if meses}


_BLOCK_FIELDS = {
    "nombre": "Nombre",
    "estrategia": "Estrategia/Objetivo Estratégico",
    "eje": "Eje del PMD",
    "programa_id": "Programa",
}


def _estado(_campo: str, record: Fila) -> str:
    return str(record.get("estado", "")).capitalize()


def _different(
    site: Sitio, row: CambioFila, fields: Mapping[str, str], say: Callable[[str, Fila], str]
) -> Iterator[tuple[Sitio, CambioPlan]]:
    """One change per field whose printed value differs; several columns may print as one."""
    assert row.antes is not None and row.despues is not None
    for campo, etiqueta in fields.items():
        before, after = say(campo, row.antes), say(campo, row.despues)
        if before != after:
            yield site, CambioPlan(site.clave, site.nombre, etiqueta, before, after)
