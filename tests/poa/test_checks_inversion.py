"""Checks of gastos: each finds its defect, once an actividad, and leaves sound spending alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from poa_desktop.poa.checks import revisar
from poa_desktop.poa.problems import Gravedad, Problem, TipoLugar
from poa_desktop.poa.records import Evidencia, Ficha, Gasto, Inversion, Poa, TipoInversion

TODAY = date(2024, 10, 10)
PROOF = (Evidencia(1, "factura.pdf", "application/pdf", 10, "0" * 64),)
MONTO = Inversion(TipoInversion.MONTO, Decimal("1000.00"))

Find = Callable[..., list[Problem]]


def gasto(
    importe: str = "400.00",
    fecha: date = date(2024, 3, 5),
    concepto: str = "Escobas",
    proofs: tuple[Evidencia, ...] = PROOF,
) -> Gasto:
    return Gasto(1, fecha, Decimal(importe), "211", concepto, proofs)


@pytest.fixture
def find(poa_de: Callable[..., Poa], make_ficha: Callable[..., Ficha]) -> Find:
    """What the checks of gastos find in an actividad with these gastos and this inversión."""

    def found(*gastos: Gasto, inversion: Inversion = MONTO) -> list[Problem]:
        poa = poa_de(())
        ficha = make_ficha(inversion=inversion)
        only = replace(poa.actividades[0], ficha=ficha, gastos=gastos)
        problems = revisar(replace(poa, actividades=(only,)), TODAY)
        return [each for each in problems if each.regla.startswith("gasto-")]

    return found


def test_sound_gastos_have_nothing_to_report(find: Find) -> None:
    assert find() == []
    assert find(gasto(), gasto("600.00")) == []  # to the last centavo
    for tipo in (TipoInversion.NO_GENERA_GASTO, TipoInversion.SIN_DEFINIR):
        assert find(inversion=Inversion(tipo)) == []


def test_a_centavo_beyond_the_plan_is_told_with_the_amounts(find: Find) -> None:
    (problem,) = find(gasto("600.01"), gasto("400.00"))
    assert (problem.regla, problem.gravedad) == ("gasto-excede", Gravedad.AVISO)
    assert (problem.donde.tipo, problem.donde.campo) == (TipoLugar.ACTIVIDAD, "gastos")
    assert problem.donde.etiqueta == "Actividad 1"
    assert problem.mensaje == (
        "Se han ejercido $1,000.01 de $1,000.00 programados: excede por $0.01."
    )


@pytest.mark.parametrize(
    ("tipo", "words"),
    [
        (TipoInversion.NO_GENERA_GASTO, "La ficha dice «No genera gasto», pero hay 2 gastos."),
        (TipoInversion.SIN_DEFINIR, "no dice cuánta inversión hay programada, pero hay 2 gastos."),
    ],
)
def test_gastos_where_none_are_planned(find: Find, tipo: TipoInversion, words: str) -> None:
    (problem,) = find(gasto("1.00"), gasto("2.00"), inversion=Inversion(tipo))
    assert (problem.regla, problem.gravedad) == ("gasto-no-previsto", Gravedad.AVISO)
    assert words in problem.mensaje


def test_a_gasto_of_another_year_is_an_error(find: Find) -> None:
    last, first = gasto("1.00", date(2024, 12, 31)), gasto("2.00", date(2024, 1, 1))
    assert find(first, last) == []
    (problem,) = find(gasto("7.50", date(2025, 1, 1)), last)
    assert (problem.regla, problem.gravedad) == ("gasto-fuera-del-ejercicio", Gravedad.ERROR)
    assert problem.mensaje == ("Un gasto tiene fecha fuera del ejercicio 2024: 01/01/2025, $7.50.")
    (problem,) = find(gasto("3.00", date(2023, 12, 31)), gasto("7.50", date(2025, 1, 1)), last)
    assert problem.mensaje.startswith("2 gastos tienen fecha")
    assert "31/12/2023" in problem.mensaje


def test_gastos_without_comprobante_are_counted(find: Find) -> None:
    lacking = [gasto(f"{n}.00", proofs=()) for n in (1, 2)]
    (problem,) = find(lacking[0], gasto("3.00"))
    assert (problem.regla, problem.gravedad) == ("gasto-sin-comprobante", Gravedad.AVISO)
    assert problem.donde.campo == "comprobantes"
    assert problem.mensaje == "1 de 2 gastos no tiene comprobante."
    (problem,) = find(*lacking, gasto("3.00"))
    assert problem.mensaje == "2 de 3 gastos no tienen comprobante."


def test_the_same_gasto_twice_is_told_once(find: Find) -> None:
    (problem,) = find(gasto(concepto="Escobas"), gasto(concepto="ESCOBAS."), gasto("1.00"))
    assert (problem.regla, problem.gravedad) == ("gasto-repetido", Gravedad.AVISO)
    assert problem.mensaje == ("2 gastos parecen repetidos: 05/03/2024, $400.00, «Escobas».")
    another = replace(gasto("300.00"), concepto="Palas")
    pairs = (gasto("300.00"), gasto("300.00"), another, another)
    (problem,) = find(*pairs, inversion=replace(MONTO, monto=Decimal(9999)))
    assert problem.mensaje.startswith("4 gastos parecen repetidos")


@pytest.mark.parametrize(
    "other",
    [
        gasto("400.01"),
        gasto(fecha=date(2024, 3, 6)),
        gasto(concepto="Palas"),
    ],
)
def test_what_differs_in_one_thing_is_no_repetition(find: Find, other: Gasto) -> None:
    assert find(gasto(), other) == []
