"""What was spent, on the evaluation sheet: by actividad, in the period and to its end."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from pypdf import PdfReader

from poa_desktop.export.pdf_evaluacion import write_evaluation_pdf
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Actividad,
    Dependencia,
    Ficha,
    Gasto,
    Inversion,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    TipoInversion,
)

LINEAS = (LineaAccion(1, "Bachear", programado=(100,) * 12),)


def monto(pesos: int) -> Ficha:
    return Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal(pesos)))


def gasto(number: int, month: int, pesos: str) -> Gasto:
    return Gasto(number, date(2024, month, 28), Decimal(pesos))


def said(poa: Poa, periodo: str) -> str:
    made = write_evaluation_pdf(Municipio(), poa, parse_periodo(periodo), date(2024, 10, 15))
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made.content)).pages
    )


def poa(*actividades: Actividad) -> Poa:
    programa = Programa(9, 1, "Obras", ficha=monto(7_777_777), lineas=LINEAS)
    return Poa(1, Dependencia(1, "Obras"), 2024, programas=(programa,), actividades=actividades)


def test_spent_is_counted_by_the_date_of_each_gasto() -> None:
    calles = Actividad(
        1, 1, "Calles", ficha=monto(1000), lineas=LINEAS,
        gastos=(gasto(1, 2, "100.50"), gasto(2, 5, "250.25"), gasto(3, 9, "400")),
    )  # fmt: skip
    parques = Actividad(2, 2, "Parques", lineas=LINEAS, gastos=(gasto(4, 4, "30"),))
    text = said(poa(calles, parques), "2024-T2")
    assert "A1 Calles $1,000.00 $250.25 $350.75 35.1 %" in text
    assert "A2 Parques Sin definir $30.00 $30.00 —" in text
    assert "SUMA DE LAS ACTIVIDADES $1,000.00 $280.25 $380.75 38.1 %" in text


def test_what_exceeds_the_plan_is_told_and_until_when() -> None:
    calles = Actividad(
        1, 1, "Calles", ficha=monto(100), lineas=LINEAS,
        gastos=(gasto(1, 2, "100"), gasto(2, 5, "6.10"), gasto(3, 9, "400")),
    )  # fmt: skip
    assert "A1 Calles $100.00 $100.00 $100.00 100.0 % SUMA" in said(poa(calles), "2024-T1")
    text = said(poa(calles), "2024-T2")
    assert "Ejercida ene–jun" in text
    assert "A1 Calles $100.00 $6.10 $106.10 106.1 %, excede SUMA" in text


def test_where_nobody_spends_there_is_no_table() -> None:
    assert "Inversión de las actividades" not in said(poa(Actividad(1, 1, "Calles")), "2024-T2")


def test_a_gasto_dated_outside_the_ejercicio_is_in_no_period_of_it() -> None:
    before = Gasto(1, date(2023, 12, 31), Decimal(5000))
    after = Gasto(2, date(2025, 1, 1), Decimal(7000))
    calles = Actividad(
        1, 1, "Calles", ficha=monto(1000), lineas=LINEAS, gastos=(before, gasto(3, 2, "10"), after)
    )
    text = said(poa(calles), "2024-T1")
    assert "A1 Calles $1,000.00 $10.00 $10.00 1.0 %" in text
