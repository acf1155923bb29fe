"""What differs between two contents of one period: a cierre and the next, or a cierre and now.

Líneas are paired by their id: claves may have moved. Only the period's months are compared, and
of a línea what the period's figures and the printed sheet depend on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.formats import fecha_corta, format_cantidad, format_dinero
from poa_desktop.poa.observado import TODO_EL_POA, ObservacionLinea
from poa_desktop.poa.periodos import MESES, Periodo
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Bloque,
    EstadoEvidencia,
    Evidencia,
    Gasto,
    LineaAccion,
    Poa,
)

SIN_CAPTURAR = "sin capturar"
_LINEA = "Línea de acción"


@dataclass(frozen=True, slots=True)
class CambioVersion:
    """One value that differs. *clave* and *nombre* are those of the later content, of the earlier
    where it is gone; *mes* None where it is of no month; "" where there was nothing. *registro*
    is the record by its table and id: ("lineas", 5), ("gastos", 3), ("ejercicios", 2024)."""

    clave: str
    nombre: str
    campo: str
    mes: int | None
    antes: str
    despues: str
    registro: tuple[str, int] = ("", 0)

    def __str__(self) -> str:
        when = f" de {MESES[self.mes - 1]}" if self.mes else ""
        return f"{self.clave}, {self.campo}{when}: {self.antes or '—'} → {self.despues or '—'}"


def comparar(before: Poa, after: Poa, periodo: Periodo) -> tuple[CambioVersion, ...]:
    """Every difference of a period, in the printing order of the later content."""
    return tuple(
        [
            *_rules(before, after),
            *_lineas(before, after, periodo),
            *_gastos(before, after, periodo),
        ]
    )


def comparar_observaciones(
    before: Iterable[ObservacionLinea], after: Iterable[ObservacionLinea], poa: Poa
) -> tuple[CambioVersion, ...]:
    """Every difference of what was asked and answered in a period; *poa* tells the places."""
    old, new = ({each.id: each for each in group} for group in (before, after))
    places = _placed(poa)
    made = []
    for key in [*old, *(key for key in new if key not in old)]:
        was, is_ = old.get(key), new.get(key)
        if was != is_:
            asked = is_ or was
            assert asked is not None
            place = places.get(asked.linea_id or 0)
            clave, nombre = (TODO_EL_POA, "") if place is None else (place[0], place[2].texto)
            told = "" if was is None else _asked(was), "" if is_ is None else _asked(is_)
            record = "observaciones", key
            made.append(CambioVersion(clave, nombre, "Observación", None, *told, record))
    return tuple(made)


def _asked(each: ObservacionLinea) -> str:
    answer = f" / {each.respuesta} ({each.quien_responde})" if each.respuesta else ""
    return f"{each.texto} ({each.quien_observa}){answer}, {each.estado.value}"


def cambios_desde_envio(sent: Poa, now: Poa, periodo: Periodo) -> tuple[CambioVersion, ...]:
    """What a dependencia changed in a period since it was sent; what Planeación thinks of the
    files is no such change."""
    return comparar(_unjudged(sent), _unjudged(now), periodo)


def _unjudged(poa: Poa) -> Poa:
    """A POA whose files nobody has looked at yet."""

    def linea(each: LineaAccion) -> LineaAccion:
        return replace(each, avances=tuple(map(avance, each.avances)))

    def avance(each: Avance) -> Avance:
        return replace(each, evidencias=tuple(map(_as_new, each.evidencias)))

    def gasto(each: Gasto) -> Gasto:
        return replace(each, comprobantes=tuple(map(_as_new, each.comprobantes)))

    return replace(
        poa,
        programas=tuple(
            replace(each, lineas=tuple(map(linea, each.lineas))) for each in poa.programas
        ),
        actividades=tuple(
            replace(
                each,
                lineas=tuple(map(linea, each.lineas)),
                gastos=tuple(map(gasto, each.gastos)),
            )
            for each in poa.actividades
        ),
    )


def _as_new(file: Evidencia) -> Evidencia:
    return replace(file, estado=EstadoEvidencia.PENDIENTE, motivo="")


def _rules(before: Poa, after: Poa) -> Iterator[CambioVersion]:
    names = {
        "regla": "Regla de evaluación",
        "verde": "Verde desde",
        "amarillo": "Amarillo desde",
        "justificar_sobre": "Justificar sobre",
        "justificar_bajo": "Justificar bajo",
    }
    for field, name in names.items():
        old, new = getattr(before.reglas, field), getattr(after.reglas, field)
        if old != new:
            told = _limit(old), _limit(new)
            year = "ejercicios", after.ejercicio
            yield CambioVersion("POA", "", name, None, *told, year)


def _limit(value: object) -> str:
    return f"{value.normalize():f} %" if isinstance(value, Decimal) else str(value)


def _placed(poa: Poa) -> dict[int, tuple[str, Bloque, LineaAccion]]:
    return {
        linea.id: (clave, bloque, linea)
        for bloque in poa.bloques
        for clave, linea in con_clave(bloque)
    }


def _lineas(before: Poa, after: Poa, periodo: Periodo) -> Iterator[CambioVersion]:
    old, new = _placed(before), _placed(after)
    for key in [*new, *(key for key in old if key not in new)]:
        was, is_ = old.get(key), new.get(key)
        if not any(each is not None and _says(each[2], periodo) for each in (was, is_)):
            continue
        if was is not None and is_ is not None:
            yield from _linea(was, is_, periodo)
        elif was is not None:
            text = was[2].texto
            yield CambioVersion(was[0], text, _LINEA, None, text, "", ("lineas", key))
        elif is_ is not None:
            text = is_[2].texto
            yield CambioVersion(is_[0], text, _LINEA, None, "", text, ("lineas", key))


def _says(linea: LineaAccion, periodo: Periodo) -> bool:
    """Whether a línea has anything in a period: one without is no difference of it."""
    return any(
        linea.programado[mes - 1] or linea.avances[mes - 1] != Avance() for mes in periodo.meses
    )


def _linea(
    was: tuple[str, Bloque, LineaAccion], is_: tuple[str, Bloque, LineaAccion], periodo: Periodo
) -> Iterator[CambioVersion]:
    _, old_block, old = was
    clave, new_block, new = is_

    def change(campo: str, mes: int | None, antes: str, despues: str) -> CambioVersion:
        return CambioVersion(clave, new.texto, campo, mes, antes, despues, ("lineas", new.id))

    if (type(old_block), old_block.id) != (type(new_block), new_block.id):
        yield change("Programa o actividad", None, _block(old_block), _block(new_block))
    for campo, before, after in (
        (_LINEA, old.texto, new.texto),
        ("Unidad de medida", old.unidad_medida, new.unidad_medida),
    ):
        if before != after:
            yield change(campo, None, before, after)
    for mes in periodo.meses:
        planned = old.programado[mes - 1], new.programado[mes - 1]
        if planned[0] != planned[1]:
            yield change("Programado", mes, *map(format_cantidad, planned))
        pairs = zip(_avance(old.avances[mes - 1]), _avance(new.avances[mes - 1]), strict=True)
        for (campo, before), (_, after) in pairs:
            if before != after:
                yield change(campo, mes, before, after)


def _block(bloque: Bloque) -> str:
    return f"{bloque.clave} {bloque.nombre}"


def _avance(avance: Avance) -> tuple[tuple[str, str], ...]:
    realizado = avance.realizado
    return (
        ("Realizado", SIN_CAPTURAR if realizado is None else format_cantidad(realizado)),
        ("Comentario", avance.comentario),
        ("Justificación", avance.justificacion),
        ("Evidencias", "; ".join(_file(each) for each in avance.evidencias)),
    )


def _file(each: Evidencia) -> str:
    """A file as told: its name, how its content begins, and what was thought of it."""
    motivo = f": {each.motivo}" if each.motivo else ""
    return f"{each.nombre} [{each.sha256[:8].upper()}] ({each.estado.value}{motivo})"


def _gastos(before: Poa, after: Poa, periodo: Periodo) -> Iterator[CambioVersion]:
    old, new = _gastos_of(before, periodo), _gastos_of(after, periodo)
    for key in [*new, *(key for key in old if key not in new)]:
        was, is_ = old.get(key), new.get(key)
        if was is None or is_ is None or _gasto(was[1]) != _gasto(is_[1]):
            actividad, gasto = is_ or was or (None, None)
            assert actividad is not None and gasto is not None
            told = (
                "" if was is None else _gasto(was[1]),
                "" if is_ is None else _gasto(is_[1]),
            )
            mes = gasto.fecha.month
            place = actividad.clave, actividad.nombre
            yield CambioVersion(*place, "Gasto", mes, *told, ("gastos", key))


def _gastos_of(poa: Poa, periodo: Periodo) -> dict[int, tuple[Actividad, Gasto]]:
    return {
        gasto.id: (actividad, gasto)
        for actividad in poa.actividades
        for gasto in actividad.gastos
        if gasto.fecha.year == poa.ejercicio and gasto.fecha.month in periodo.meses
    }


def _gasto(each: Gasto) -> str:
    files = "".join(f"; {_file(file)}" for file in each.comprobantes)
    told = " ".join(filter(None, (each.partida, each.concepto)))
    return f"{fecha_corta(each.fecha)} {format_dinero(each.importe)} {told}".rstrip() + files
