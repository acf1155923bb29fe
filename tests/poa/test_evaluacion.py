"""The evaluation, against figures computed by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import (
    REGLAS_EN_PALABRAS,
    EstadoLinea,
    contar_actos,
    evaluar,
    evaluar_linea,
    motivo_rechazo,
)
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import LineaAccion, Poa, Regla, Reglas
from poa_desktop.poa.semaforo import Semaforo

MakeLinea = Callable[..., LineaAccion]
MakePoa = Callable[..., Poa]
AFTER = date(2025, 1, 10)

# Quantities by month, from January; None is sin capturar.
Quantities = tuple[float | None, ...]
Linea = tuple[Quantities, Quantities]
LATE: Linea = ((0, 1, 0, 2, 0, 0), (0, 0, 1, 1, 0, 0))  # the worked línea of the domain
THREE: Linea = ((1, 1, 1), (1, 1, 1))
NOTHING: Linea = ((), ())
UNPLANNED: Linea = ((), (4,))

A, V, M, C = Regla.ACTOS, Regla.ACTIVIDADES, Regla.PROMEDIO, Regla.CANTIDADES
Case = tuple[Regla, str, list[list[Linea]], int | None, int | None, Fraction | None]

CASES: list[Case] = [
    # --- actos: Σ acts done / Σ acts
    # T1: acts c = 1; R = 1 in March -> 1 of 1
    (A, "T1", [[LATE]], 1, 1, Fraction(100)),
    # T2: acts c = 2; R = 1 < 2 -> 0 of 1
    (A, "T2", [[LATE]], 1, 0, Fraction(0)),
    # S1: c = 1, 3; R = 2 -> 1 of 2
    (A, "S1", [[LATE]], 2, 1, Fraction(50)),
    # M02 alone: c = 1; R in February = 0 -> 0 of 1
    (A, "M02", [[LATE]], 1, 0, Fraction(0)),
    # M03 has an act done and none projected
    (A, "M03", [[LATE]], 0, 0, None),
    # c = 1, 2, 3; R = 3
    (A, "T1", [[THREE]], 3, 3, Fraction(100)),
    # c = 1, 2, 3; R = 9: doing more is still 3 of 3
    (A, "T1", [[((1, 1, 1), (9, None, None))]], 3, 3, Fraction(100)),
    # 3 of 3 and 0 of 3: 9 acts in one línea do not hide the other; 3/6
    (A, "T1", [[((1, 1, 1), (9, 0, 0)), ((1, 1, 1), (0, 0, 0))]], 6, 3, Fraction(50)),
    # c = 10; R = 9.99 -> 0 of 1, though raw is 99.9 %
    (A, "T1", [[((0, 0, 10), (0, 0, 9.99))]], 1, 0, Fraction(0)),
    # c = 5, 15, 20; R = 15 -> 2 of 3
    (A, "T1", [[((5, 10, 5), (0, 15, 0))]], 3, 2, Fraction(200, 3)),
    # c = 5, 15, 20; R = 14.99 -> 1 of 3
    (A, "T1", [[((5, 10, 5), (0, 14.99, 0))]], 3, 1, Fraction(100, 3)),
    # done in January, projected in March: inside the quarter early work counts
    (A, "T1", [[((0, 0, 1), (1, 0, 0))]], 1, 1, Fraction(100)),
    # done in January, projected in April: outside the window nothing is carried over
    (A, "T2", [[((0, 0, 0, 1), (1, 0, 0, 0))]], 1, 0, Fraction(0)),
    # realizado sin programar adds to neither: 3/3
    (A, "T1", [[THREE, UNPLANNED]], 3, 3, Fraction(100)),
    # sin capturar counts 0 but its act is projected: 1/2
    (A, "T1", [[((0, 0, 1), (None, None, 1))], [((0, 0, 1), ())]], 2, 1, Fraction(50)),
    # nothing programado anywhere
    (A, "T1", [[NOTHING], [UNPLANNED]], 0, 0, None),
    # three actividades: 3/3 + 1/1 + 0/1 (LATE in T1 is done) -> 4/5
    (A, "T1", [[THREE], [LATE], [((0, 0, 1), (0, 0, 0))]], 5, 4, Fraction(80)),
    # fractions: c = 0.5, 1; R = 0.75 -> 1 of 2
    (A, "T1", [[((0.5, 0.5), (0.75, 0))]], 2, 1, Fraction(50)),
    # --- actividades: blocks with all acts done / blocks with acts
    # one block, all done
    (V, "T1", [[THREE, LATE]], 1, 1, Fraction(100)),
    # one block of two líneas, one act missing: 0/1
    (V, "T1", [[THREE, ((1, 1, 1), (1, 1, 0))]], 1, 0, Fraction(0)),
    # T1: both blocks done; the third has no acts and is left out: 2/2
    (V, "T1", [[THREE], [LATE], [NOTHING]], 2, 2, Fraction(100)),
    # a línea without acts does not spoil its block: 1/1
    (V, "T1", [[THREE, NOTHING, UNPLANNED]], 1, 1, Fraction(100)),
    # S1: THREE done, LATE 1 of 2, a block with nothing done: 1/3
    (V, "S1", [[THREE], [LATE], [((0, 0, 1), (0, 0, 0))]], 3, 1, Fraction(100, 3)),
    # only unplanned work
    (V, "T1", [[UNPLANNED]], 0, 0, None),
    # --- promedio: mean of min(R/P, 1) over líneas with P > 0
    # S1: R/P = 2/3
    (M, "S1", [[LATE]], None, None, Fraction(200, 3)),
    # (min(9/3, 1) + 0/3) / 2 = 1/2
    (M, "T1", [[((1, 1, 1), (9, 0, 0)), ((1, 1, 1), (0, 0, 0))]], None, None, Fraction(50)),
    # (1 + 0.999) / 2
    (M, "T1", [[THREE, ((0, 0, 10), (0, 0, 9.99))]], None, None, Fraction(9995, 100)),
    # líneas, not blocks, weigh the same: (1 + 1 + 1/2) / 3 = 5/6
    (M, "S1", [[THREE, THREE], [((0, 4), (0, 2))]], None, None, Fraction(250, 3)),
    # P = 0 stays out, done or not: 1/1
    (M, "T1", [[THREE, NOTHING, UNPLANNED]], None, None, Fraction(100)),
    (M, "T1", [[UNPLANNED], [NOTHING]], None, None, None),
    # one third, exactly
    (M, "T1", [[((1, 1, 1), (1, 0, 0))]], None, None, Fraction(100, 3)),
    # --- cantidades: Σ R / Σ P, in hundredths
    # S1: 2/3
    (C, "S1", [[LATE]], 300, 200, Fraction(200, 3)),
    # (9 + 0) / (3 + 3) = 150 %: here one línea does hide another
    (C, "T1", [[((1, 1, 1), (9, 0, 0)), ((1, 1, 1), (0, 0, 0))]], 600, 900, Fraction(150)),
    # realizado sin programar is in no ratio: 3/3, not 7/3
    (C, "T1", [[THREE, UNPLANNED]], 300, 300, Fraction(100)),
    # 1.25 / 5 = 25 %
    (C, "T1", [[((2.5, 2.5), (1.25, None))]], 500, 125, Fraction(25)),
    (C, "T1", [[UNPLANNED]], 0, 0, None),
]


@pytest.mark.parametrize(("regla", "code", "blocks", "projected", "done", "percentage"), CASES)
def test_computed_by_hand(
    regla: Regla,
    code: str,
    blocks: list[list[Linea]],
    projected: int | None,
    done: int | None,
    percentage: Fraction | None,
    make_linea: MakeLinea,
    poa_de: MakePoa,
) -> None:
    poa = poa_de(
        *(tuple(make_linea(*each) for each in block) for block in blocks),
        reglas=Reglas(regla),
    )
    total = evaluar(poa, parse_periodo(f"2024-{code}"), AFTER).total
    assert (total.proyectadas, total.realizadas, total.porcentaje) == (projected, done, percentage)
    assert total.regla is regla
    assert total.rechazo is None


# --- the shape of the seed ------------------------------------------------------------------

# period: programas, actividades, total
ACTOS = {
    "T1": (28, 53, 81),
    "T2": (28, 56, 84),
    "T3": (28, 53, 81),
    "T4": (28, 56, 84),
    "A": (112, 218, 330),
}


def _projected(poa: Poa, code: str, *, acumulado: bool = False) -> tuple[int | None, ...]:
    each = evaluar(poa, parse_periodo(f"2024-{code}"), AFTER, acumulado=acumulado)
    return (
        each.subtotal_programas.proyectadas,
        each.subtotal_actividades.proyectadas,
        each.total.proyectadas,
    )


@pytest.mark.parametrize(("code", "figures"), ACTOS.items())
def test_acts_of_the_seeds_shape(
    code: str, figures: tuple[int, ...], poa_como_semilla: Poa
) -> None:
    assert _projected(poa_como_semilla, code) == figures


@pytest.mark.parametrize(("code", "figures"), ACTOS.items())
def test_acts_of_the_seed_itself(code: str, figures: tuple[int, ...], seed_poa: Poa) -> None:
    assert _projected(seed_poa, code) == figures


def test_acumulado_runs_from_january(poa_como_semilla: Poa) -> None:
    # 81; 81 + 84; 81 + 84 + 81; 330
    totals = [
        _projected(poa_como_semilla, code, acumulado=True)[2] for code in ("T1", "T2", "T3", "T4")
    ]
    assert totals == [81, 165, 246, 330]
    # M05 acumulado: T1's 81 and the 7 mensual líneas in April and in May
    assert _projected(poa_como_semilla, "M05", acumulado=True)[2] == 95


def test_the_seed_adds_up(seed_poa: Poa) -> None:
    amounts = [each.ficha.inversion.monto for each in seed_poa.actividades]
    assert sum(amount for amount in amounts if amount) == Decimal("2190000.00")
    assert [len(each.lineas) for each in seed_poa.programas] == [16, 12]
    assert sum(len(each.lineas) for each in seed_poa.actividades) == 42


# --- one línea ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "acts", "percentage"),
    [
        ("T1", (1, 1), Fraction(100)),  # P 1, R 1
        ("T2", (1, 0), Fraction(50)),  # P 2, R 1
        ("S1", (2, 1), Fraction(200, 3)),  # P 3, R 2
        ("A", (2, 1), Fraction(200, 3)),
        ("T3", (0, 0), None),
    ],
)
def test_the_worked_linea(
    code: str, acts: tuple[int, int], percentage: Fraction | None, make_linea: MakeLinea
) -> None:
    meses = parse_periodo(f"2024-{code}").meses
    result = evaluar_linea(make_linea(*LATE), meses, Reglas(), 2024, AFTER)
    assert (result.actos_proyectados, result.actos_realizados) == acts
    assert result.porcentaje == percentage


def test_months_are_met_in_order() -> None:
    # c = 4, 5; R = 1 would meet February alone, but January comes first
    assert contar_actos((400, 100, *(0,) * 10), 100, (1, 2)) == (2, 0)
    assert contar_actos((400, 100, *(0,) * 10), 400, (1, 2)) == (2, 1)
    assert contar_actos((400, 100, *(0,) * 10), 499, (1, 2)) == (2, 1)
    assert contar_actos((400, 100, *(0,) * 10), 500, (1, 2)) == (2, 2)


@pytest.mark.parametrize(
    ("programado", "realizado", "estado", "light"),
    [
        ((1, 1, 1), (1, 1, 1), EstadoLinea.CUMPLIDA, Semaforo.VERDE),
        ((10,), (11, 0, 0), EstadoLinea.CUMPLIDA, Semaforo.VERDE),  # 110 % is not above 110
        ((10,), (11.01, 0, 0), EstadoLinea.SOBRECUMPLIMIENTO, Semaforo.VERDE),
        ((1, 1, 1), (1, 1, 0), EstadoLinea.PARCIAL, Semaforo.ROJO),
        ((10,), (8,), EstadoLinea.PARCIAL, Semaforo.AMARILLO),
        ((1, 1, 1), (0, 0, 0), EstadoLinea.SIN_AVANCE, Semaforo.ROJO),
        ((1, 1, 1), (1, None, None), EstadoLinea.SIN_CAPTURAR, Semaforo.ROJO),
        ((1, 1, 1), (), EstadoLinea.SIN_CAPTURAR, Semaforo.ROJO),
        ((), (), EstadoLinea.SIN_PROGRAMACION, Semaforo.GRIS),
        ((), (0, 0, 0), EstadoLinea.SIN_PROGRAMACION, Semaforo.GRIS),
        ((), (0, 0, 2), EstadoLinea.REALIZADO_SIN_PROGRAMAR, Semaforo.GRIS),
    ],
)
def test_estado_and_light_of_a_linea(
    programado: Quantities,
    realizado: Quantities,
    estado: EstadoLinea,
    light: Semaforo,
    make_linea: MakeLinea,
) -> None:
    result = evaluar_linea(make_linea(programado, realizado), (1, 2, 3), Reglas(), 2024, AFTER)
    assert (result.estado, result.semaforo) == (estado, light)


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2024, 1, 31), ()),  # January is not over on its last day
        (date(2024, 2, 1), (1,)),
        (date(2024, 2, 29), (1,)),
        (date(2024, 3, 1), (1, 2)),
        (date(2024, 4, 1), (1, 2)),  # in March nothing is programado
        (date(2023, 12, 1), ()),
        (date(2026, 1, 1), (1, 2)),
    ],
)
def test_sin_capturar_only_when_the_month_is_over(
    today: date, missing: tuple[int, ...], make_linea: MakeLinea
) -> None:
    result = evaluar_linea(make_linea((1, 1, 0)), (1, 2, 3), Reglas(), 2024, today)
    assert result.sin_capturar == missing


def test_captured_zero_is_not_sin_capturar(make_linea: MakeLinea) -> None:
    result = evaluar_linea(make_linea((1, 1, 1), (0, None, 0)), (1, 2, 3), Reglas(), 2024, AFTER)
    assert result.sin_capturar == (2,)


@pytest.mark.parametrize(
    ("done", "needed"),
    [(0, True), (89.99, True), (90, False), (100, False), (110, False), (110.01, True)],
)
def test_justification_beyond_the_limits_only(
    done: float, needed: bool, make_linea: MakeLinea
) -> None:
    result = evaluar_linea(make_linea((100,), (done,)), (1,), Reglas(), 2024, AFTER)
    assert result.requiere_justificacion is needed


def test_the_limits_are_those_of_the_ejercicio(make_linea: MakeLinea) -> None:
    reglas = Reglas(justificar_sobre=Decimal(150), justificar_bajo=Decimal("62.5"))
    done = [62.49, 62.5, 150, 150.01]
    results = [evaluar_linea(make_linea((100,), (r,)), (1,), reglas, 2024, AFTER) for r in done]
    assert [each.requiere_justificacion for each in results] == [True, False, False, True]
    assert results[-1].estado is EstadoLinea.SOBRECUMPLIMIENTO
    assert results[-2].estado is EstadoLinea.CUMPLIDA


def test_nothing_programado_needs_no_justification(make_linea: MakeLinea) -> None:
    result = evaluar_linea(make_linea(*UNPLANNED), (1, 2, 3), Reglas(), 2024, AFTER)
    assert not result.requiere_justificacion
    assert result.porcentaje is None


# --- the whole ------------------------------------------------------------------------------


def test_programas_and_actividades_are_kept_apart_and_summed(
    make_linea: MakeLinea, poa_de: MakePoa
) -> None:
    good, bad = make_linea(*THREE), make_linea((1, 1, 1), (1, 0, 0))
    poa = poa_de((bad,), (), programas=((good, bad),))
    result = evaluar(poa, parse_periodo("2024-T1"), AFTER)
    assert result.subtotal_programas.porcentaje == Fraction(400, 6)  # (3 + 1) of 6
    assert result.subtotal_actividades.porcentaje == Fraction(100, 3)  # 1 of 3
    assert result.total.porcentaje == Fraction(500, 9)  # 5 of 9
    assert [each.medida.porcentaje for each in result.bloques] == [
        Fraction(400, 6),
        Fraction(100, 3),
        None,  # an actividad without líneas
    ]
    assert [each.linea for each in result.lineas] == [good, bad, bad]
    assert result.actividades[1].medida.semaforo is Semaforo.GRIS


def test_programas_with_lineas_of_their_own_count_as_blocks(
    make_linea: MakeLinea, poa_de: MakePoa
) -> None:
    good, bad = make_linea(*THREE), make_linea((1, 1, 1), (1, 0, 0))
    poa = poa_de((good,), (bad,), programas=((good,), ()), reglas=Reglas(Regla.ACTIVIDADES))
    result = evaluar(poa, parse_periodo("2024-T1"), AFTER)
    # P1 and A1 of P1, A1, A2; P2 has no líneas of its own
    assert (result.total.realizadas, result.total.proyectadas) == (2, 3)
    assert result.subtotal_programas.proyectadas == 1


def test_the_light_of_the_whole_is_of_the_exact_value(
    make_linea: MakeLinea, poa_de: MakePoa
) -> None:
    # 2,249 of 2,500: 89.96 %, shown as 90.0 %
    poa = poa_de((make_linea((2500,), (2249,)),), reglas=Reglas(Regla.CANTIDADES))
    total = evaluar(poa, parse_periodo("2024-T1"), AFTER).total
    assert total.porcentaje == Fraction(8996, 100)
    assert total.semaforo is Semaforo.AMARILLO


def test_cantidades_refuses_different_units(make_linea: MakeLinea, poa_de: MakePoa) -> None:
    poa = poa_de(
        (make_linea(*THREE),),
        (make_linea(*THREE, unidad="Litro"),),
        reglas=Reglas(Regla.CANTIDADES),
    )
    result = evaluar(poa, parse_periodo("2024-T1"), AFTER)
    for medida in (result.total, *(each.medida for each in result.bloques)):
        assert (medida.proyectadas, medida.realizadas, medida.porcentaje) == (None, None, None)
        assert medida.semaforo is Semaforo.GRIS
        assert medida.rechazo is not None
        assert "«Acción», «Litro»" in medida.rechazo
    assert result.lineas[0].porcentaje == 100  # a línea has one unit: its figure stays


@pytest.mark.parametrize("regla", [Regla.ACTOS, Regla.ACTIVIDADES, Regla.PROMEDIO])
def test_the_other_rules_take_any_units(
    regla: Regla, make_linea: MakeLinea, poa_de: MakePoa
) -> None:
    poa = poa_de((make_linea(*THREE), make_linea(*THREE, unidad="Litro")))
    assert motivo_rechazo(poa, regla) is None


def test_another_rule_can_be_asked_for(make_linea: MakeLinea, poa_de: MakePoa) -> None:
    poa = poa_de((make_linea(*LATE),))
    asked = evaluar(poa, parse_periodo("2024-S1"), AFTER, reglas=Reglas(Regla.PROMEDIO))
    assert asked.total.porcentaje == Fraction(200, 3)
    assert evaluar(poa, parse_periodo("2024-S1"), AFTER).total.porcentaje == 50


def test_a_period_of_another_year_is_refused(make_linea: MakeLinea, poa_de: MakePoa) -> None:
    poa = poa_de((make_linea(*THREE),))
    with pytest.raises(PoaError, match="2023-T1"):
        evaluar(poa, parse_periodo("2023-T1"), AFTER)


def test_an_empty_poa_is_sin_programacion(make_poa: MakePoa) -> None:
    for regla in Regla:
        poa = replace(make_poa(), reglas=Reglas(regla))
        total = evaluar(poa, parse_periodo("2024-A"), AFTER).total
        assert total.porcentaje is None
        assert total.semaforo is Semaforo.GRIS


def test_every_rule_and_state_is_told_in_words() -> None:
    assert set(REGLAS_EN_PALABRAS) == set(Regla)
    assert len({estado.etiqueta for estado in EstadoLinea}) == len(EstadoLinea)
