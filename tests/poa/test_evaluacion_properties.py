"""What holds for every evaluation, whatever the figures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TypeVar

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from poa_desktop.poa.evaluacion import Evaluacion, Medida, contar_actos, evaluar
from poa_desktop.poa.periodos import (
    Periodo,
    Temporalidad,
    parse_periodo,
    periodo_anual,
    periodos_de,
)
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    LineaAccion,
    Poa,
    Programa,
    Regla,
    Reglas,
)

PROPERTY = settings(max_examples=100, deadline=None)
Item = TypeVar("Item")
AFTER = date(2025, 1, 10)
PERIODOS = [
    *(periodo for kind in Temporalidad for periodo in periodos_de(kind, 2024)),
    periodo_anual(2024),
]

CANTIDAD = st.sampled_from((0, 0, 0, 1, 50, 100, 100, 200, 1500))
PROGRAMADO = st.tuples(*[CANTIDAD] * 12)
REALIZADO = st.tuples(*[st.one_of(st.none(), CANTIDAD)] * 12)


def _linea(programado: tuple[int, ...], realizado: tuple[int | None, ...]) -> LineaAccion:
    avances = tuple(Avance(each) for each in realizado)
    return LineaAccion(0, "Atender solicitudes", programado=programado, avances=avances)


LINEAS = st.lists(st.builds(_linea, PROGRAMADO, REALIZADO), max_size=4).map(tuple)


def _poa(
    programas: list[tuple[LineaAccion, ...]], actividades: list[tuple[LineaAccion, ...]]
) -> Poa:
    return Poa(
        1,
        Dependencia(1, "Parques"),
        2024,
        programas=tuple(
            Programa(n, n, f"Obra {n}", lineas=lineas) for n, lineas in enumerate(programas, 1)
        ),
        actividades=tuple(
            Actividad(n, n, f"Labor {n}", lineas=lineas) for n, lineas in enumerate(actividades, 1)
        ),
    )


POAS = st.builds(_poa, st.lists(LINEAS, max_size=2), st.lists(LINEAS, max_size=3))
ALL_RULES = [Reglas(regla) for regla in Regla]


def _evaluate(poa: Poa, reglas: Reglas, code: str = "2024-S1") -> Evaluacion:
    return evaluar(poa, parse_periodo(code), AFTER, reglas=reglas)


def _map_lineas(poa: Poa, change: Callable[[LineaAccion], LineaAccion]) -> Poa:
    def changed(lineas: tuple[LineaAccion, ...]) -> tuple[LineaAccion, ...]:
        return tuple(change(linea) for linea in lineas)

    return replace(
        poa,
        programas=tuple(replace(each, lineas=changed(each.lineas)) for each in poa.programas),
        actividades=tuple(replace(each, lineas=changed(each.lineas)) for each in poa.actividades),
    )


@PROPERTY
@given(POAS, st.sampled_from(Temporalidad), st.sets(st.integers(1, 12)))
def test_acts_add_up_over_disjoint_windows_when_met_in_time(
    poa: Poa, kind: Temporalidad, missed: set[int]
) -> None:
    # Each month is met exactly, up to a month from which on nothing is done: no work is carried
    # from one window into another, so the parts add up to the year.
    stop = min(missed, default=13)

    def until_stop(linea: LineaAccion) -> LineaAccion:
        avances = tuple(
            Avance(cantidad if mes < stop else 0)
            for mes, cantidad in enumerate(linea.programado, start=1)
        )
        return replace(linea, avances=avances)

    poa = _map_lineas(poa, until_stop)
    parts = [evaluar(poa, each, AFTER).total for each in periodos_de(kind, 2024)]
    year = evaluar(poa, periodo_anual(2024), AFTER).total
    assert sum(part.proyectadas or 0 for part in parts) == year.proyectadas
    assert sum(part.realizadas or 0 for part in parts) == year.realizadas


@PROPERTY
@given(POAS, st.sampled_from(Temporalidad))
def test_projected_acts_always_add_up(poa: Poa, kind: Temporalidad) -> None:
    parts = [evaluar(poa, each, AFTER).total.proyectadas or 0 for each in periodos_de(kind, 2024)]
    assert sum(parts) == evaluar(poa, periodo_anual(2024), AFTER).total.proyectadas


@PROPERTY
@given(POAS, st.sampled_from(PERIODOS), st.booleans())
def test_no_rule_but_cantidades_exceeds_one_hundred(
    poa: Poa, periodo: Periodo, acumulado: bool
) -> None:
    for reglas in ALL_RULES:
        if reglas.regla is Regla.CANTIDADES:
            continue
        result = evaluar(poa, periodo, AFTER, acumulado=acumulado, reglas=reglas)
        for medida in (result.total, *(each.medida for each in result.bloques)):
            assert medida.porcentaje is None or 0 <= medida.porcentaje <= 100
            if medida.proyectadas is not None and medida.realizadas is not None:
                assert 0 <= medida.realizadas <= medida.proyectadas


@PROPERTY
@given(POAS, st.data())
def test_raising_a_realizado_never_lowers_a_percentage(poa: Poa, data: st.DataObject) -> None:
    assume(poa.lineas)
    target = data.draw(st.integers(0, len(poa.lineas) - 1))
    mes = data.draw(st.integers(1, 12))
    more = data.draw(st.integers(1, 3000))
    counter = iter(range(len(poa.lineas)))

    def raise_one(linea: LineaAccion) -> LineaAccion:
        if next(counter) != target:
            return linea
        avances = list(linea.avances)
        avances[mes - 1] = Avance((avances[mes - 1].realizado or 0) + more)
        return replace(linea, avances=tuple(avances))

    raised = _map_lineas(poa, raise_one)
    for reglas in ALL_RULES:
        before, after = (_evaluate(each, reglas).total.porcentaje for each in (poa, raised))
        assert (before is None) == (after is None)
        assert before is None or (after is not None and after >= before)


@PROPERTY
@given(POAS, st.data(), st.sampled_from(PERIODOS), st.booleans())
def test_raising_a_realizado_lowers_nothing_in_any_window(
    poa: Poa, data: st.DataObject, periodo: Periodo, acumulado: bool
) -> None:
    assume(poa.lineas)
    target = data.draw(st.integers(0, len(poa.lineas) - 1))
    mes, more = data.draw(st.integers(1, 12)), data.draw(st.integers(1, 3000))
    counter = iter(range(len(poa.lineas)))

    def raise_one(linea: LineaAccion) -> LineaAccion:
        if next(counter) != target:
            return linea
        avances = list(linea.avances)
        avances[mes - 1] = Avance((avances[mes - 1].realizado or 0) + more)
        return replace(linea, avances=tuple(avances))

    raised = _map_lineas(poa, raise_one)
    for reglas in ALL_RULES:
        before, after = (
            evaluar(each, periodo, AFTER, acumulado=acumulado, reglas=reglas)
            for each in (poa, raised)
        )
        pairs = zip(_medidas(before), _medidas(after), strict=True)
        assert all((one.porcentaje or 0) <= (other.porcentaje or 0) for one, other in pairs)
        assert before.total.proyectadas == after.total.proyectadas


def _medidas(result: Evaluacion) -> list[Medida]:
    """Every measure of an evaluation: whole, subtotals, blocks."""
    parts = [result.total, result.subtotal_programas, result.subtotal_actividades]
    return [*parts, *(each.medida for each in result.bloques)]


@PROPERTY
@given(PROGRAMADO, st.integers(1, 13), st.sets(st.integers(1, 11)))
def test_acts_add_up_over_any_disjoint_windows_when_met_in_time(
    programado: tuple[int, ...], stop: int, cuts: set[int]
) -> None:
    # whatever the windows are: each month met as planned, until nothing is done any more
    edges = [0, *sorted(cuts), 12]
    windows = [tuple(range(first + 1, last + 1)) for first, last in pairwise(edges)]

    def done(meses: tuple[int, ...]) -> tuple[int, int]:
        met = sum(programado[mes - 1] for mes in meses if mes < stop)
        return contar_actos(programado, met, meses)

    parts = [done(window) for window in windows]
    assert (sum(p for p, _ in parts), sum(r for _, r in parts)) == done(tuple(range(1, 13)))


@PROPERTY
@given(POAS, st.randoms(use_true_random=False))
def test_the_order_of_lineas_and_blocks_does_not_matter(poa: Poa, random: Random) -> None:
    def shuffled(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(random.sample(items, len(items)))

    mixed = replace(
        poa,
        programas=shuffled(
            tuple(replace(each, lineas=shuffled(each.lineas)) for each in poa.programas)
        ),
        actividades=shuffled(
            tuple(replace(each, lineas=shuffled(each.lineas)) for each in poa.actividades)
        ),
    )
    for reglas in ALL_RULES:
        one, other = _evaluate(poa, reglas), _evaluate(mixed, reglas)
        assert one.total == other.total
        assert one.subtotal_programas == other.subtotal_programas
        assert one.subtotal_actividades == other.subtotal_actividades


@PROPERTY
@given(POAS, st.lists(st.tuples(*[st.one_of(st.none(), CANTIDAD)] * 12), min_size=1, max_size=3))
def test_realizado_sin_programar_is_in_no_ratio(
    poa: Poa, unplanned: list[tuple[int | None, ...]]
) -> None:
    extra = tuple(_linea((0,) * 12, realizado) for realizado in unplanned)
    number = len(poa.actividades) + 1
    more = replace(
        poa,
        actividades=(*poa.actividades, Actividad(number, number, "Además", lineas=extra)),
        programas=tuple(replace(each, lineas=(*each.lineas, *extra)) for each in poa.programas),
    )
    for reglas in ALL_RULES:
        assert _evaluate(more, reglas).total == _evaluate(poa, reglas).total


@PROPERTY
@given(POAS, st.sampled_from(PERIODOS))
def test_the_parts_make_the_whole(poa: Poa, periodo: Periodo) -> None:
    result = evaluar(poa, periodo, AFTER)
    for field in ("proyectadas", "realizadas"):
        whole = getattr(result.total, field)
        assert whole == sum(getattr(each.medida, field) for each in result.bloques)
        assert whole == getattr(result.subtotal_programas, field) + getattr(
            result.subtotal_actividades, field
        )


@PROPERTY
@given(PROGRAMADO, st.integers(0, 6000), st.sets(st.integers(1, 12)).map(sorted))
def test_acts_done_are_bounded_and_complete_when_all_is_done(
    programado: tuple[int, ...], realizado: int, meses: list[int]
) -> None:
    projected, done = contar_actos(programado, realizado, tuple(meses))
    planned = sum(programado[mes - 1] for mes in meses)
    assert 0 <= done <= projected <= len(meses)
    assert (done == projected) == (realizado >= planned or projected == 0)


@PROPERTY
@given(st.builds(_linea, PROGRAMADO, REALIZADO), st.sampled_from(PERIODOS))
def test_a_lineas_raw_percentage_is_done_over_planned(linea: LineaAccion, periodo: Periodo) -> None:
    poa = _poa([], [(linea,)])
    result = evaluar(poa, periodo, AFTER).lineas[0]
    planned = sum(linea.programado[mes - 1] for mes in _months(periodo))
    done = sum(linea.realizado[mes - 1] or 0 for mes in _months(periodo))
    assert result.porcentaje == (Fraction(done * 100, planned) if planned else None)


def _months(periodo: Periodo) -> tuple[int, ...]:
    """The months of a period, read from its code rather than from its own list."""
    code = str(periodo)[5:]
    length = {"M": 1, "B": 2, "T": 3, "C": 4, "S": 6, "A": 12}[code[0]]
    number = int(code[1:] or 1)
    return tuple(range((number - 1) * length + 1, number * length + 1))
