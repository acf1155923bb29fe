"""Why a rule gives what it gives: the POA's own numbers, in words."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from poa_desktop.poa.claves import resultados_con_clave
from poa_desktop.poa.evaluacion import Evaluacion, Medida, ResultadoBloque, ResultadoLinea
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.records import Regla

_NAMED = 3
"""How many blocks or líneas are named one by one; the others are counted."""
_TODO = Fraction(100)


def porque(evaluacion: Evaluacion, medida: Medida) -> str:
    """The sentences behind a measure of the whole POA, for the rule the measure is of."""
    if medida.rechazo is not None:
        return medida.rechazo
    if medida.porcentaje is None:
        return "Ninguna línea tiene programación aquí: no hay nada que medir."
    told = _TOLD[medida.regla](evaluacion, medida)
    return " ".join(filter(None, (*told, _uncaptured(evaluacion), _unplanned(evaluacion))))


def _by_actos(evaluacion: Evaluacion, medida: Medida) -> Iterable[str]:
    done, due = medida.realizadas or 0, medida.proyectadas or 0
    yield f"{done:,} de {_count(due, 'acto', 'actos')}: cada mes programado de una línea es uno."
    if done == due:
        yield "Se realizaron todos."
    else:
        short = [(each.bloque.clave, _missing(each)) for each in evaluacion.bloques]
        short = sorted((each for each in short if each[1]), key=lambda each: -each[1])
        named = _enumerated([f"{clave} ({count:,})" for clave, count in short])
        yield f"{_verb(due - done, 'Falta', 'Faltan')} {due - done:,}: {named}."
    over = _over(evaluacion)
    if over:
        lines = _count(over, "línea", "líneas")
        yield f"Lo hecho de más en {lines} no cuenta ni compensa a otra."


def _by_actividades(evaluacion: Evaluacion, medida: Medida) -> Iterable[str]:
    done, due = medida.realizadas or 0, medida.proyectadas or 0
    kinds = "actividades y programas" if evaluacion.programas else "actividades"
    yield f"{done:,} de {_count(due, 'actividad', kinds)} con todos sus actos."
    close = sorted(
        ((_missing(each), each.bloque.clave) for each in evaluacion.bloques if _missing(each)),
        key=lambda each: each[0],
    )
    if len(close) == 1:
        ((count, clave),) = close
        yield f"A {clave} le {_verb(count, 'faltó', 'faltaron')} {_count(count, 'acto', 'actos')}."
    elif close:
        named = [f"{clave} ({count:,})" for count, clave in close]
        yield f"Les faltaron actos a {_enumerated(named)}."
    empty = sum(not _due(each) for each in evaluacion.bloques)
    if empty:
        has = _verb(empty, "tiene", "tienen")
        yield f"No {_verb(empty, *_CUENTA)} {empty:,} que no {has} actos en estos meses."


def _by_promedio(evaluacion: Evaluacion, medida: Medida) -> Iterable[str]:
    figures = [
        (min(each.porcentaje, _TODO), clave)
        for clave, each in resultados_con_clave(evaluacion)
        if each.porcentaje is not None
    ]
    shown = format_porcentaje(medida.porcentaje)
    yield f"Promedio de {_count(len(figures), 'línea', 'líneas')} con programación: {shown}."
    worst = min(value for value, _ in figures)
    lowest = [clave for value, clave in figures if value == worst]
    if worst < _TODO:
        label = "La más baja" if len(lowest) == 1 else "Las más bajas"
        named = _enumerated(lowest)
        yield f"{label}, con {format_porcentaje(worst)}: {named}."
    full = sum(value == _TODO for value, _ in figures)
    if full:
        yield f"{_count(full, 'línea', 'líneas')} con 100 %."
    over = _over(evaluacion)
    if over:
        yield f"Lo hecho de más en {_count(over, 'línea', 'líneas')} no sube el promedio."


def _by_cantidades(evaluacion: Evaluacion, medida: Medida) -> Iterable[str]:
    done = format_cantidad(medida.realizadas or 0)
    due = format_cantidad(medida.proyectadas or 0)
    unidad = next(iter({each.linea.unidad_medida for each in evaluacion.lineas}), "")
    yield f"Suma de lo realizado, {done}, entre lo programado, {due} (unidad: {unidad})."
    over = _over(evaluacion)
    if over:
        lines = _count(over, "línea", "líneas")
        verb = _verb(over, "pasa de lo suyo y compensa", "pasan de lo suyo y compensan")
        yield f"{lines} {verb} lo que falta en otras."


_TOLD = {
    Regla.ACTOS: _by_actos,
    Regla.ACTIVIDADES: _by_actividades,
    Regla.PROMEDIO: _by_promedio,
    Regla.CANTIDADES: _by_cantidades,
}
_CUENTA = ("cuenta", "cuentan")


def _uncaptured(evaluacion: Evaluacion) -> str:
    """Months without a captured quantity pull every rule down; that is no result yet."""
    count = sum(len(each.sin_capturar) for each in evaluacion.lineas)
    if not count:
        return ""
    months = _count(count, "mes sin capturar", "meses sin capturar")
    return f"{months} {_verb(count, *_CUENTA)} como 0."


def _unplanned(evaluacion: Evaluacion) -> str:
    count = sum(bool(each.realizado and not each.programado) for each in evaluacion.lineas)
    if not count:
        return ""
    lines = _count(count, "línea realizada", "líneas realizadas")
    return f"{lines} sin programar no {_verb(count, *_CUENTA)}."


def _over(evaluacion: Evaluacion) -> int:
    """How many líneas did more than was programado."""
    return sum(_exceeds(each) for each in evaluacion.lineas)


def _exceeds(linea: ResultadoLinea) -> bool:
    return bool(linea.programado) and linea.realizado > linea.programado


def _due(block: ResultadoBloque) -> int:
    return sum(each.actos_proyectados for each in block.lineas)


def _missing(block: ResultadoBloque) -> int:
    return _due(block) - sum(each.actos_realizados for each in block.lineas)


def _enumerated(names: Sequence[str]) -> str:
    """The first few by name, the rest counted: "A3 (4), P1 (3) y 7 más"."""
    if len(names) <= _NAMED + 1:  # "y 1 más" is no shorter than its name
        return " y ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))
    rest = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])} y {rest:,} más"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
