"""Periods: every code is a set of months, and every year is divided without rest."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import (
    Periodo,
    Temporalidad,
    parse_periodo,
    periodo_anual,
    periodo_de_mes,
    periodo_vecino,
    periodos_de,
)


@pytest.mark.parametrize(
    ("code", "months"),
    [
        ("2024-M01", (1,)),
        ("2024-M12", (12,)),
        ("2024-B1", (1, 2)),
        ("2024-B6", (11, 12)),
        ("2024-T1", (1, 2, 3)),
        ("2024-T2", (4, 5, 6)),
        ("2024-T4", (10, 11, 12)),
        ("2024-C1", (1, 2, 3, 4)),
        ("2024-C3", (9, 10, 11, 12)),
        ("2024-S1", (1, 2, 3, 4, 5, 6)),
        ("2024-S2", (7, 8, 9, 10, 11, 12)),
        ("2024-A", tuple(range(1, 13))),
    ],
)
def test_months_of_each_code(code: str, months: tuple[int, ...]) -> None:
    periodo = parse_periodo(code)
    assert periodo.meses == months
    assert periodo.meses_acumulados == tuple(range(1, months[-1] + 1))
    assert str(periodo) == code


@pytest.mark.parametrize("kind", Temporalidad)
def test_the_periods_of_a_year_divide_it(kind: Temporalidad) -> None:
    periodos = periodos_de(kind, 2023)
    months = [mes for periodo in periodos for mes in periodo.meses]
    assert months == list(range(1, 13))
    assert all(parse_periodo(str(periodo)) == periodo for periodo in periodos)
    assert all(periodo.temporalidad is kind for periodo in periodos)
    for before, after in pairwise(periodos):
        assert after.inicio - before.fin == timedelta(days=1)
    assert (periodos[0].inicio, periodos[-1].fin) == (date(2023, 1, 1), date(2023, 12, 31))


@given(st.sampled_from(Temporalidad), st.integers(1, 12))
def test_a_month_lies_in_its_period(kind: Temporalidad, mes: int) -> None:
    assert mes in periodo_de_mes(kind, 2024, mes).meses


def test_counts_of_periods() -> None:
    counts = [len(periodos_de(kind, 2024)) for kind in Temporalidad]
    assert counts == [12, 6, 4, 3, 2, 1]


def test_february_of_a_leap_year() -> None:
    assert parse_periodo("2024-M02").fin == date(2024, 2, 29)
    assert parse_periodo("2023-M02").fin == date(2023, 2, 28)
    assert parse_periodo("2024-B1").fin == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("code", "words", "short"),
    [
        ("2024-T1", "Primer trimestre, enero a marzo de 2024", "T1"),
        ("2024-T4", "Cuarto trimestre, octubre a diciembre de 2024", "T4"),
        ("2024-S2", "Segundo semestre, julio a diciembre de 2024", "S2"),
        ("2024-B6", "Sexto bimestre, noviembre a diciembre de 2024", "B6"),
        ("2024-C3", "Tercer cuatrimestre, septiembre a diciembre de 2024", "C3"),
        ("2024-M03", "Marzo de 2024", "Marzo"),
        ("2024-A", "Año 2024, enero a diciembre", "Año"),
    ],
)
def test_in_words(code: str, words: str, short: str) -> None:
    periodo = parse_periodo(code)
    assert (periodo.en_palabras, periodo.corto) == (words, short)


def test_a_code_is_read_kindly() -> None:
    assert parse_periodo(" 2024-t1 ") == Periodo(2024, "T", 1)
    assert parse_periodo("2024-a") == periodo_anual(2024)


@pytest.mark.parametrize(
    "code",
    ["", "T1", "2024", "2024-T0", "2024-T5", "2024-M00", "2024-M13", "2024-M3", "2024-B7",
     "2024-C4", "2024-S3", "2024-A1", "24-T1", "2024T1", "2024-T1x", "2024-X1", "0000-T1"],
)  # fmt: skip
def test_any_other_code_is_refused_with_an_example(code: str) -> None:
    with pytest.raises(PoaError, match="2024-T1"):
        parse_periodo(code)


@pytest.mark.parametrize(
    ("code", "step", "expected"),
    [
        ("2024-T1", 1, "2024-T2"),
        ("2024-T4", 1, "2024-A"),
        ("2024-A", -1, "2024-T4"),
        ("2024-A", 1, "2024-A"),
        ("2024-T1", -1, "2024-T1"),
        ("2024-M11", 1, "2024-M12"),
        ("2024-M12", 1, "2024-M12"),
        ("2024-S2", -1, "2024-S1"),
    ],
)
def test_a_period_has_neighbours_of_its_kind_and_the_year_is_behind_the_last_quarter(
    code: str, step: int, expected: str
) -> None:
    assert periodo_vecino(parse_periodo(code), step) == parse_periodo(expected)
