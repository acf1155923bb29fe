"""The plan of a year as the beginning of the next: the same plan, and nothing that was reported."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.poa.copia import OpcionesCopia, ProgramacionCopia, copiar, mover_fecha
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    EstadoPoa,
    Ficha,
    Foda,
    Gasto,
    Inversion,
    ItemFoda,
    LineaAccion,
    Poa,
    Programa,
    TipoInversion,
)

DATES = st.none() | st.dates(date(1995, 1, 1), date(2190, 12, 31))
WORDS = st.text("aéñ🎉 2024", max_size=12)
MONTHS = st.tuples(*[st.integers(0, 500)] * 12)
AVANCES = st.tuples(*[st.builds(Avance, st.none() | st.integers(0, 500), WORDS, WORDS)] * 12)
INVERSION = st.sampled_from(
    [
        Inversion(),
        Inversion(TipoInversion.NO_GENERA_GASTO, nota="x"),
        Inversion(TipoInversion.MONTO, Decimal("80000.00"), "(3,478 litros)"),
    ]
)
FICHAS = st.builds(
    Ficha, WORDS, INVERSION, st.none() | WORDS, st.none() | WORDS, DATES, DATES,
    st.none() | st.sampled_from(Temporalidad),
)  # fmt: skip
LINEAS = st.lists(
    st.builds(LineaAccion, st.just(1), WORDS, WORDS, WORDS, WORDS, MONTHS, AVANCES), max_size=2
).map(tuple)
PROGRAMAS = st.builds(Programa, st.just(3), st.just(1), WORDS, WORDS, WORDS, FICHAS, LINEAS)
ACTIVIDADES = st.builds(
    Actividad, st.just(4), st.just(1), WORDS, WORDS, st.sampled_from([None, 3]), FICHAS, LINEAS,
    st.just((Gasto(1, date(2024, 1, 1), Decimal(1)),)),
)  # fmt: skip
POAS = st.builds(
    Poa,
    st.just(9),
    st.just(Dependencia(1, "Obras", titular_nombre="Ana Ruiz")),
    st.just(2024),
    vision=WORDS,
    mision=WORDS,
    foda=st.just(Foda(fortalezas=(ItemFoda(1, "x"),))),
    fecha=DATES,
    estado=st.sampled_from(EstadoPoa),
    programas=st.tuples(PROGRAMAS),
    actividades=st.tuples(ACTIVIDADES),
)


@given(POAS, st.integers(2015, 2035), st.sampled_from(ProgramacionCopia))
def test_a_copy_has_the_same_plan_and_nothing_reported(
    poa: Poa, ejercicio: int, programacion: ProgramacionCopia
) -> None:
    copy = copiar(poa, ejercicio, OpcionesCopia(programacion))
    assert (copy.ejercicio, copy.estado, copy.fecha) == (ejercicio, EstadoPoa.BORRADOR, None)
    assert copy.copia is not None and copy.copia.ejercicio == 2024
    assert (copy.vision, copy.mision, copy.foda) == (poa.vision, poa.mision, poa.foda)
    for new, old in zip(copy.bloques, poa.bloques, strict=True):
        assert type(new) is type(old)
        same = ("id", "numero", "nombre", "eje", "estrategia", "programa_id")
        assert all(getattr(new, each, 0) == getattr(old, each, 0) for each in same)
        for field in ("metas", "inversion", "beneficiados_directos", "temporalidad"):
            assert getattr(new.ficha, field) == getattr(old.ficha, field)
        for line, before in zip(new.lineas, old.lineas, strict=True):
            assert replace(line, avances=before.avances, programado=before.programado) == before
            if programacion is ProgramacionCopia.COPIADA:
                assert line.programado == before.programado
    assert all(avance == Avance() for linea in copy.lineas for avance in linea.avances)
    assert not any(each.gastos for each in copy.actividades)


def one(ficha: Ficha) -> Poa:
    linea = LineaAccion(1, "Tapar", programado=(700,) + (0,) * 11)
    return Poa(1, Dependencia(1, "Obras"), 2024, vision="Ser", actividades=(
        Actividad(1, 1, "Bacheo", ficha=ficha, lineas=(linea,)),
    ))  # fmt: skip


def test_what_was_not_wanted_stays_behind() -> None:
    ficha = Ficha(
        inversion=Inversion(TipoInversion.MONTO, Decimal(5)),
        beneficiados_directos="50",
        periodo_del=date(2024, 1, 1),
        periodo_al=date(2024, 12, 31),
        temporalidad=Temporalidad.SEMESTRAL,
    )
    wanted = OpcionesCopia(ProgramacionCopia.PREDETERMINADA, False, False, False)
    copy = copiar(one(ficha), 2025, wanted)
    (actividad,) = copy.actividades
    assert actividad.ficha.inversion == Inversion()
    assert actividad.ficha.beneficiados_directos == ""
    assert actividad.ficha.beneficiados_indirectos is None, "the form has no such row"
    assert copy.vision == ""
    assert [mes for mes, n in enumerate(actividad.lineas[0].programado, 1) if n] == [6, 12]
    none = copiar(one(ficha), 2025, OpcionesCopia(ProgramacionCopia.NINGUNA))
    assert not any(none.lineas[0].programado)


def test_no_genera_gasto_is_no_amount_and_comes_along() -> None:
    ficha = Ficha(inversion=Inversion(TipoInversion.NO_GENERA_GASTO))
    copy = copiar(one(ficha), 2025, OpcionesCopia(inversion=False))
    assert copy.actividades[0].ficha.inversion.tipo is TipoInversion.NO_GENERA_GASTO


@pytest.mark.parametrize(
    ("day", "step", "moved"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2021, 10, 1), 1, date(2022, 10, 1)),
        (date(2024, 12, 31), -3, date(2021, 12, 31)),
        (None, 1, None),
    ],
)
def test_dates_move_by_years(day: date | None, step: int, moved: date | None) -> None:
    assert mover_fecha(day, step) == moved


def test_the_end_of_february_stays_the_end() -> None:
    assert mover_fecha(date(2023, 2, 28), 1, fin_de_mes=True) == date(2024, 2, 29)
    assert mover_fecha(date(2024, 2, 29), 1, fin_de_mes=True) == date(2025, 2, 28)
    assert mover_fecha(date(2024, 2, 28), 1, fin_de_mes=True) == date(2025, 2, 28)
