"""The default schedule: one act in the last month of each evaluation period, within Del–al."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.poa.calendario import (
    acumulado,
    meses_vigentes,
    programado_predeterminado,
    total,
)
from poa_desktop.poa.periodos import Temporalidad, periodos_de
from poa_desktop.poa.records import Ficha


def _scheduled(ficha: Ficha, ejercicio: int = 2024) -> list[int]:
    programado = programado_predeterminado(ficha, ejercicio)
    assert set(programado) <= {0, 100}
    return [mes for mes, cantidad in enumerate(programado, start=1) if cantidad]


@pytest.mark.parametrize(
    ("kind", "months"),
    [
        (Temporalidad.MENSUAL, list(range(1, 13))),
        (Temporalidad.BIMESTRAL, [2, 4, 6, 8, 10, 12]),
        (Temporalidad.TRIMESTRAL, [3, 6, 9, 12]),
        (Temporalidad.CUATRIMESTRAL, [4, 8, 12]),
        (Temporalidad.SEMESTRAL, [6, 12]),
        (Temporalidad.ANUAL, [12]),
    ],
)
def test_default_schedule_of_a_whole_year(
    kind: Temporalidad, months: list[int], make_ficha: Callable[..., Ficha]
) -> None:
    assert _scheduled(make_ficha(kind)) == months


@pytest.mark.parametrize(
    ("del_", "al", "kind", "months"),
    [
        # March to May cuts both quarters: March closes T1; May is what is left of T2.
        (date(2024, 3, 1), date(2024, 5, 31), Temporalidad.TRIMESTRAL, [3, 5]),
        (date(2024, 2, 15), date(2024, 2, 20), Temporalidad.ANUAL, [2]),
        (date(2024, 2, 1), date(2024, 4, 1), Temporalidad.MENSUAL, [2, 3, 4]),
        (date(2024, 7, 1), date(2024, 12, 31), Temporalidad.SEMESTRAL, [12]),
        (date(2023, 10, 1), date(2024, 3, 31), Temporalidad.TRIMESTRAL, [3]),
        (date(2024, 11, 1), date(2025, 2, 28), Temporalidad.BIMESTRAL, [12]),
        (date(2023, 1, 1), date(2025, 12, 31), Temporalidad.SEMESTRAL, [6, 12]),
        (None, date(2024, 4, 30), Temporalidad.TRIMESTRAL, [3, 4]),
        (date(2024, 10, 1), None, Temporalidad.TRIMESTRAL, [12]),
        (date(2024, 6, 1), date(2024, 5, 31), Temporalidad.MENSUAL, []),
        (date(2022, 1, 1), date(2022, 12, 31), Temporalidad.MENSUAL, []),
        (date(2025, 1, 1), date(2025, 12, 31), Temporalidad.MENSUAL, []),
    ],
)
def test_default_schedule_within_del_al(
    del_: date | None, al: date | None, kind: Temporalidad, months: list[int]
) -> None:
    assert _scheduled(Ficha(periodo_del=del_, periodo_al=al, temporalidad=kind)) == months


def test_without_a_temporalidad_nothing_is_scheduled() -> None:
    assert _scheduled(Ficha()) == []


DAYS = st.dates(date(2023, 6, 1), date(2025, 6, 30))


@settings(max_examples=100, deadline=None)
@given(DAYS, DAYS, st.sampled_from(Temporalidad))
def test_one_act_at_most_per_period_and_only_in_force(
    del_: date, al: date, kind: Temporalidad
) -> None:
    ficha = Ficha(periodo_del=del_, periodo_al=al, temporalidad=kind)
    months = _scheduled(ficha)
    in_force = meses_vigentes(ficha, 2024)
    assert set(months) <= set(in_force)
    for periodo in periodos_de(kind, 2024):
        left = [mes for mes in periodo.meses if mes in in_force]
        assert [mes for mes in months if mes in periodo.meses] == left[-1:]


def test_sums_count_sin_capturar_as_nothing() -> None:
    quantities = (100, None, 50, 0, *(None,) * 8)
    assert total(quantities, (1, 2, 3)) == 150
    assert total(quantities, (2, 5)) == 0
    assert acumulado(quantities)[:4] == (100, 100, 150, 150)
    assert len(acumulado(quantities)) == 12
