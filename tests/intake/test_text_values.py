"""Single values of the form, as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from poa_desktop.intake.text_values import (
    find_fecha,
    proper_name,
    read_beneficiados,
    read_fecha,
    read_inversion,
    read_items,
    read_periodo,
)
from poa_desktop.poa.records import Inversion, TipoInversion


def monto(amount: str, nota: str = "") -> Inversion:
    return Inversion(TipoInversion.MONTO, Decimal(amount), nota)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No genera gasto", Inversion(TipoInversion.NO_GENERA_GASTO)),
        ("NO GENERA GASTO .", Inversion(TipoInversion.NO_GENERA_GASTO)),
        ("$80,000.00 (3,478 litros)", monto("80000.00", "3,478 litros")),
        ("\\$50,000.00", monto("50000.00")),
        ("$ 1,800,000.00.", monto("1800000.00")),
        ("250000", monto("250000.00")),
        ("$50,000.00 M.N.", monto("50000.00", "M.N")),
        ("$50,000.00 anuales", monto("50000.00", "anuales")),
        ("5 camionetas", None),
        ("$1.8 millones", None),
        ("$10,000.00 y $5,000.00", None),
        ("$80.000,00", None),
        ("$10,000.00 - 20,000.00", None),
        ("80,000.00 3,478 litros", None),
        ("por definir", None),
        ("", None),
    ],
)
def test_inversion(text: str, expected: Inversion | None) -> None:
    assert read_inversion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Del: 01 de enero al: 31 de diciembre de 2024", ("2024-01-01", "2024-12-31")),
        ("01 de enero al 31 de diciembre", ("2025-01-01", "2025-12-31")),
        ("del 1° de marzo de 2025 al 30 de setiembre", ("2025-03-01", "2025-09-30")),
        ("Del: primero de abril Al: 15 de abril del 2025.", ("2025-04-01", "2025-04-15")),
        ("Del: 01/02/2025 al: 28/02/2025", ("2025-02-01", "2025-02-28")),
        ("Del: 31 de febrero al: 31 de diciembre de 2024", None),
        ("enero a diciembre", None),
        ("", None),
    ],
)
def test_periodo(text: str, expected: tuple[str, str] | None) -> None:
    dates = expected and tuple(date.fromisoformat(each) for each in expected)
    assert read_periodo(text, 2025) == dates


def test_fecha() -> None:
    assert read_fecha("06 de noviembre de 2023") == date(2023, 11, 6)
    assert read_fecha("6 de Noviembre del 2023.") == date(2023, 11, 6)
    assert read_fecha("6 noviembre 2023") == date(2023, 11, 6)
    assert read_fecha("noviembre de 2023") is None
    assert read_fecha("06 de noviembre") is None
    assert find_fecha("Puerta Alta, a 06 de noviembre de 2023.") == (
        date(2023, 11, 6),
        "Puerta Alta, a",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Directos: Uno Indirectos: Dos", ("Uno", "Dos", "")),
        ("INDIRECTOS: Dos DIRECTOS: Uno", ("Uno", "Dos", "")),
        ("Directos Uno Indirectos Dos", ("Uno", "Dos", "")),
        ("Directos: Uno", ("Uno", None, "")),
        ("Directos: Indirectos:", ("", "", "")),
        ("Familias Directos: Uno Directos: Otro", ("Uno", None, "Familias Otro")),
        ("Las familias", (None, None, "Las familias")),
    ],
)
def test_beneficiados(text: str, expected: tuple[str | None, str | None, str]) -> None:
    assert read_beneficiados(text) == expected


def test_items() -> None:
    assert read_items("1.- Uno\n2. Dos\n3) Tres\n4 - Cuatro\n- Cinco\n1.5 millones") == [
        "Uno",
        "Dos",
        "Tres",
        "Cuatro",
        "Cinco",
        "1.5 millones",
    ]


def test_proper_name() -> None:
    assert proper_name("SAN JUAN DE LOS LAGOS") == "San Juan de los Lagos"
    assert proper_name("EL SALTO") == "El Salto"
    assert proper_name("Tala") == "Tala"
