"""Quantities, money, percentages and dates: what is written can be read again."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import (
    MAX_CANTIDAD,
    MAX_DINERO,
    cantidad_number,
    exact_porcentaje,
    fecha_corta,
    fecha_larga,
    fecha_sin_ejercicio,
    format_cantidad,
    format_dinero,
    format_porcentaje,
    format_tamano,
    parse_cantidad,
    parse_dinero,
    parse_fecha,
    round_half_up,
)

PROPERTY = settings(max_examples=100, deadline=None)
CANTIDADES = st.one_of(st.integers(0, MAX_CANTIDAD), st.integers(0, 20_000))


@PROPERTY
@given(CANTIDADES)
def test_a_quantity_comes_back(hundredths: int) -> None:
    assert parse_cantidad(format_cantidad(hundredths)) == hundredths
    assert parse_cantidad(repr(cantidad_number(hundredths))) == hundredths


@PROPERTY
@given(st.decimals(0, MAX_DINERO, places=2))
def test_an_amount_comes_back(amount: Decimal) -> None:
    assert parse_dinero(format_dinero(amount)) == amount


@PROPERTY
@given(st.dates(date(1000, 1, 1)))
def test_a_date_comes_back(day: date) -> None:
    assert parse_fecha(fecha_corta(day)) == day
    assert parse_fecha(fecha_larga(day)) == day
    assert parse_fecha(day.isoformat()) == day


@PROPERTY
@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for parse in (parse_cantidad, parse_dinero, parse_fecha):
        with suppress(PoaError):  # anything else that is raised is a bug
            parse(text)


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("0", 0), ("1", 100), ("1.5", 150), ("1.50", 150), ("0.01", 1), (".5", 50),
        ("1,234.50", 123450), ("1234.5", 123450), ("12,345,678", 1234567800),
        (" 7 ", 700), ("1 234.5", 123450), ("1\u00a0234", 123400), ("1.5000", 150),
        ("9,999,999,999.99", MAX_CANTIDAD),
    ],
)  # fmt: skip
def test_quantities_read(text: str, hundredths: int) -> None:
    assert parse_cantidad(text) == hundredths


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "-1", "+1", "1.234", "0.001", "1,23", "1,2345", "12,34.5", "1.2.3", "uno", "1e3",
     "∞", "nan", "1 2", "1 5", "1,234 567", "10,000,000,000", "9" * 5000, "1/2", "50%"],
)  # fmt: skip
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(PoaError, match="cantidad"):
        parse_cantidad(text)


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(0, "0"), (1, "0.01"), (5, "0.05"), (50, "0.5"), (100, "1"), (150, "1.5"), (123400, "1,234"),
     (123456789, "1,234,567.89"), (-50, "-0.5"), (-150, "-1.5")],
)  # fmt: skip
def test_quantities_written(hundredths: int, text: str) -> None:
    assert format_cantidad(hundredths) == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [("$1,800,000.00", "1800000.00"), ("\\$50,000.00", "50000.00"), ("1800000", "1800000.00"),
     ("$ 80,000.5", "80000.50"), ("0", "0.00")],
)  # fmt: skip
def test_amounts_read(text: str, amount: str) -> None:
    assert str(parse_dinero(text)) == amount


@pytest.mark.parametrize("text", ["", "$", "$-5", "mil pesos", "1.005", "$1,000,000,000,000.00"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(PoaError, match="importe"):
        parse_dinero(text)


def test_amounts_written() -> None:
    assert format_dinero(Decimal("1800000")) == "$1,800,000.00"
    assert format_dinero(Decimal("0.5")) == "$0.50"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1400, 18), "77.8 %"),  # 77.777…
        (Fraction(7775, 100), "77.8 %"),  # a half goes up, not to the even 77.8 by luck
        (Fraction(7765, 100), "77.7 %"),  # half to even would give 77.6
        (Fraction(8996, 100), "90.0 %"),
        (Fraction(8994, 100), "89.9 %"),
        (Fraction(0), "0.0 %"),
        (Fraction(100), "100.0 %"),
        (Fraction(123456), "123,456.0 %"),
        (None, "—"),
    ],
)
def test_percentages_written(value: Fraction | None, shown: str) -> None:
    assert format_porcentaje(value) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(50), "50.0000"),
        (Fraction(8996, 100), "89.9600"),
        (Fraction(100, 3), "33.3333333333"),
        (Fraction(200, 3), "66.6666666667"),
        (Fraction(1, 10**5), "0.00001"),
        (Fraction(1, 10**8), "0.00000001"),  # never "1E-8"
        (Fraction(0), "0.0000"),
        (None, None),
    ],
)
def test_percentages_for_other_programs(value: Fraction | None, text: str | None) -> None:
    assert exact_porcentaje(value) == text


@PROPERTY
@given(st.fractions(0, 1000, max_denominator=2000), st.integers(0, 4))
def test_rounding_stays_within_half_a_unit(value: Fraction, places: int) -> None:
    error = Fraction(round_half_up(value, places)) - value
    half = Fraction(1, 2 * 10**places)
    assert -half < error <= half


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("06/11/2023", date(2023, 11, 6)),
        ("6-11-2023", date(2023, 11, 6)),
        ("2023-11-06", date(2023, 11, 6)),
        ("06 de noviembre de 2023", date(2023, 11, 6)),
        ("6 de Noviembre del 2023.", date(2023, 11, 6)),
        ("31 de diciembre de 2024", date(2024, 12, 31)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_dates_read(text: str, day: date) -> None:
    assert parse_fecha(text) == day


@pytest.mark.parametrize(
    "text", ["", "31/02/2024", "29/02/2023", "2024-13-01", "06/11/23", "hoy", "32 de enero de 2024",
             "5 de brumario de 2024", "00/00/0000"]
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(PoaError, match="fecha"):
        parse_fecha(text)


def test_dates_written() -> None:
    day = date(2024, 1, 1)
    assert fecha_larga(day) == "01 de enero de 2024"
    assert fecha_sin_ejercicio(day) == "01 de enero"
    assert fecha_corta(day) == "01/01/2024"


def test_the_size_of_a_file() -> None:
    sizes = (0, 1, 999_499, 999_500, 1_000_000, 25_000_000)
    told = [format_tamano(size) for size in sizes]
    assert told == ["0 KB", "1 KB", "999 KB", "1.0 MB", "1.0 MB", "25.0 MB"]
