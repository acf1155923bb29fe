"""What the Tablero marks, asks for and explains: gauges of a row, what is left, limits, excess."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    Gasto,
    Inversion,
    LineaAccion,
    Poa,
    Programa,
    Reglas,
    TipoInversion,
)
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero import gauge_shape as shape
from poa_desktop.tablero.figures import tablero_de
from poa_desktop.tablero.gauge_shape import Gauge, set_alike
from poa_desktop.tablero.inversion import InversionData, exceeding
from poa_desktop.tablero.legend import legend_de
from poa_desktop.tablero.pending import Falta

WHOLE = (TipoLugar.POA, 1)
OVER = date(2025, 1, 1)
EVERY_MONTH = (100,) * 12


def linea(done: dict[int, int], ident: int = 1, programado=EVERY_MONTH) -> LineaAccion:
    avances = tuple(Avance(done.get(mes)) for mes in range(1, 13))
    return LineaAccion(ident, f"x{ident}", programado=programado, avances=avances)


def poa_of(*actividades: Actividad, programas: tuple[Programa, ...] = ()) -> Poa:
    return Poa(1, Dependencia(1, "d"), 2024, programas=programas, actividades=actividades)


# one size of type in a row of gauges


def gauge(porcentaje: str, cuenta: str = "") -> Gauge:
    return Gauge("T1", 0.0, porcentaje, cuenta, "Cumple", Semaforo.VERDE)


def test_a_row_of_gauges_has_one_size_of_type_that_fits_its_longest_texts():
    alone = [gauge("0.0 %", "0 de 9 actos"), gauge("1,189.6 %", "1,234 de 5,678 actividades")]
    assert alone[0].percent_size > alone[1].percent_size
    assert alone[0].count_size > alone[1].count_size
    short, long = set_alike(alone)
    assert short.percent_size == long.percent_size == alone[1].percent_size
    assert short.count_size == long.count_size == alone[1].count_size
    assert (short.porcentaje, short.cuenta) == ("0.0 %", "0 de 9 actos")
    assert short.longest_percent == "1,189.6 %"
    assert short.longest_count == "1,234 de 5,678 actividades"


def test_the_gauges_of_a_node_are_a_row():
    poa = poa_of(Actividad(1, 1, "a", lineas=(linea({1: 5000, 4: 100}),)))
    data = tablero_de(poa, (TipoLugar.LINEA, 1), parse_periodo("2024-T1"), OVER)
    assert data.gauges[0].shape.porcentaje == "1,666.7 %"
    assert {each.shape.percent_size for each in data.gauges} == {shape.PERCENT_SIZE_LONG}
    assert len({each.shape.count_size for each in data.gauges}) == 1


def test_no_gauges_are_no_row():
    assert set_alike([]) == ()


# the chosen period


@pytest.mark.parametrize(
    ("temporalidad", "code", "marked"),
    [
        (Temporalidad.MENSUAL, "T3", ["M07", "M08", "M09"]),
        (Temporalidad.MENSUAL, "M08", ["M08"]),
        (Temporalidad.MENSUAL, "A", ["A"]),
        (Temporalidad.BIMESTRAL, "S1", ["B1", "B2", "B3"]),
        (Temporalidad.TRIMESTRAL, "T3", ["T3"]),
        (Temporalidad.TRIMESTRAL, "S2", ["T3", "T4"]),
        (Temporalidad.TRIMESTRAL, "M08", []),
        (Temporalidad.SEMESTRAL, "T3", []),
        (Temporalidad.ANUAL, "T3", []),
    ],
)
def test_the_periods_within_the_chosen_one_are_marked(temporalidad, code, marked):
    ficha = Ficha(temporalidad=temporalidad)
    poa = poa_of(Actividad(1, 1, "a", ficha=ficha, lineas=(linea({}),)))
    periodo = parse_periodo(f"2024-{code}")
    data = tablero_de(poa, (TipoLugar.ACTIVIDAD, 1), periodo, OVER)
    assert [each.periodo.codigo for each in data.gauges if each.elegido] == marked


# what is left to do


def missing(done: dict[int, int], hoy: date, code: str = "T1") -> list[tuple[Falta, int]]:
    poa = poa_of(Actividad(1, 1, "a", lineas=(linea(done),)))
    found = tablero_de(poa, WHOLE, parse_periodo(f"2024-{code}"), hoy).pendientes
    return [(each.falta, each.mes) for each in found if each.falta is not Falta.EVIDENCIA]


def test_no_reason_is_asked_for_too_little_while_a_due_month_is_not_captured():
    assert missing({1: 100, 2: 0}, OVER) == [(Falta.CAPTURA, 3)]
    assert missing({1: 100, 2: 0, 3: 0}, OVER) == [(Falta.JUSTIFICACION, 3)]


def test_a_reason_for_too_much_is_asked_for_whatever_is_not_captured():
    assert missing({1: 900}, OVER) == [
        (Falta.CAPTURA, 2),
        (Falta.CAPTURA, 3),
        (Falta.JUSTIFICACION, 3),
    ]
    assert (Falta.JUSTIFICACION, 3) in missing({1: 900}, date(2024, 2, 1))


# inversión


def spending(number: int, planned: str | None, *amounts: str, programa: int | None = None):
    kind = TipoInversion.NO_GENERA_GASTO if planned is None else TipoInversion.MONTO
    monto = None if planned is None else Decimal(planned)
    gastos = tuple(Gasto(1, date(2024, 3, 1), Decimal(each)) for each in amounts)
    ficha = Ficha(inversion=Inversion(kind, monto))
    own = linea({}, number)
    return Actividad(
        number,
        number,
        f"a{number}",
        programa_id=programa,
        ficha=ficha,
        lineas=(own,),
        gastos=gastos,
    )


def inversion(poa: Poa, place=WHOLE) -> InversionData:
    return tablero_de(poa, place, parse_periodo("2024-T1"), OVER).inversion


@pytest.mark.parametrize(
    ("actividades", "count"),
    [
        ((("1000", "1000"), ("1000",)), 0),
        ((("1000", "999.99", "0.02"), ("5000", "100")), 1),
        (((None, "0.01"), ("5000", "100")), 1),  # it has no amount to spend
        ((("10", "11"), (None, "1"), ("5000",)), 2),
        ((("10", "11"),), 0),  # of one alone the excess itself is told
    ],
)
def test_actividades_that_spend_more_than_they_plan_are_counted(actividades, count):
    made = [spending(number, *each) for number, each in enumerate(actividades, start=1)]
    assert inversion(poa_of(*made)).excedidas == count


def test_those_that_exceed_are_counted_where_the_whole_does_not_exceed():
    data = inversion(poa_of(spending(1, "10", "11"), spending(2, "5000")))
    assert (data.excedente, data.excedidas) == (0, 1)
    one = inversion(poa_of(spending(1, "10", "11"), spending(2, "5000")), (TipoLugar.ACTIVIDAD, 1))
    assert (one.excedente, one.excedidas) == (1, 0)


def test_the_sentence_of_those_that_exceed():
    assert exceeding(1) == "1 actividad excede lo programado"
    assert exceeding(1_200) == "1,200 actividades exceden lo programado"


# the legend


def test_the_legend_tells_the_limits_of_the_ejercicio():
    own = replace(Reglas(), verde=Decimal("85.50"), amarillo=Decimal("60"))
    assert legend_de(own) == (
        (Semaforo.VERDE, "Cumple, 85.5 % o más"),
        (Semaforo.AMARILLO, "En riesgo, 60 % o más"),
        (Semaforo.ROJO, "Rezago, menos de 60 %"),
        (Semaforo.GRIS, "En curso"),
    )
    poa = replace(poa_of(Actividad(1, 1, "a", lineas=(linea({}),))), reglas=own)
    assert tablero_de(poa, WHOLE, parse_periodo("2024-T1"), OVER).reglas is own


# last year, where a name does not tell which one is meant


def named(ejercicio: int, *names: str, textos: tuple[str, ...] = ("Entregar",)) -> Poa:
    actividades = []
    for number, name in enumerate(names, start=1):
        lineas = tuple(
            replace(linea({3: 100}, 10 * number + at), texto=texto)
            for at, texto in enumerate(textos)
        )
        actividades.append(Actividad(number, number, name, lineas=lineas))
    return replace(poa_of(*actividades), ejercicio=ejercicio)


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        (("Apoyos", "Becas"), ("Becas", "Apoyos"), 2023),
        (("Apoyos",), ("APOYOS ",), 2023),
        (("Apoyos", "Becas"), ("Becas",), None),
        (("Apoyos", "Apoyos"), ("Apoyos",), None),
        (("Apoyos",), ("Apoyos", "Apoyos"), None),
    ],
)
def test_a_block_is_compared_with_the_only_one_of_its_name(now, before, found):
    data = tablero_de(
        named(2024, *now),
        (TipoLugar.ACTIVIDAD, 1),
        parse_periodo("2024-T1"),
        OVER,
        named(2023, *before),
    )
    assert data.anterior == found


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        (("Entregar", "Medir"), ("Medir", "Entregar"), 2023),
        (("Entregar", "Entregar"), ("Entregar",), None),
        (("Entregar",), ("Entregar", "Entregar"), None),
        (("",), ("",), None),
    ],
)
def test_a_linea_is_compared_with_the_only_one_of_its_text(now, before, found):
    data = tablero_de(
        named(2024, "Apoyos", textos=now),
        (TipoLugar.LINEA, 10),
        parse_periodo("2024-T1"),
        OVER,
        named(2023, "Apoyos", textos=before),
    )
    assert data.anterior == found
