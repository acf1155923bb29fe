"""The checks: every rule finds its defect, once, at its place, and leaves a sound POA alone."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from poa_desktop.poa.checks import REGLAS_BLOQUE, REGLAS_LINEA, REGLAS_POA, revisar
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import Gravedad, Problem, TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Ficha,
    Foda,
    Inversion,
    ItemFoda,
    LineaAccion,
    Poa,
    Programa,
    Reglas,
    TipoInversion,
)

BEFORE = date(2023, 12, 1)
AFTER = date(2025, 1, 10)
YEAR_ROUND = (0, 0, 1) * 4

MakeLinea = Callable[..., LineaAccion]
MakeFicha = Callable[..., Ficha]
MakePoa = Callable[..., Poa]
Sound = Callable[..., Poa]
Found = Callable[..., list[tuple[str, str, int | None]]]


def _brief(problems: tuple[Problem, ...]) -> list[tuple[str, str, int | None]]:
    return [(each.regla, each.donde.campo, each.donde.mes) for each in problems]


@pytest.fixture
def sound(make_poa: MakePoa, make_ficha: MakeFicha, make_linea: MakeLinea) -> Sound:
    """A POA of one actividad with two líneas; *ficha*, *linea* and others change a part of it."""

    def make(
        *,
        ficha: dict[str, object] | None = None,
        linea: dict[str, object] | None = None,
        actividad: dict[str, object] | None = None,
        **changes: object,
    ) -> Poa:
        first = replace(make_linea(YEAR_ROUND, linea=31, texto="Podar"), **(linea or {}))
        other = make_linea(YEAR_ROUND, linea=32, texto="Regar")
        block = replace(
            Actividad(21, 5, "Arbolado", ficha=make_ficha(**(ficha or {})), lineas=(first, other)),
            **(actividad or {}),
        )
        return make_poa(**{"actividades": (block,), **changes})

    return make


@pytest.fixture
def reported(sound: Sound, make_linea: MakeLinea) -> Found:
    """What is found in a POA whose other línea is in order, after the given avances."""

    def find(
        programado: tuple[float, ...],
        realizado: tuple[float | None, ...],
        *,
        today: date = AFTER,
        kind: Temporalidad | None = Temporalidad.TRIMESTRAL,
        reglas: Reglas | None = None,
        **avance: tuple[int, ...],
    ) -> list[tuple[str, str, int | None]]:
        all_proven = {"evidencias": tuple(range(1, 13)), **avance}
        one = make_linea(programado, realizado, linea=31, texto="Podar", **all_proven)
        poa = sound(
            ficha={"temporalidad": kind},
            actividad={"lineas": (one,)},
            reglas=reglas or Reglas(),
        )
        return _brief(revisar(poa, today))

    return find


def test_a_sound_poa_has_nothing_to_object_to(sound: Sound) -> None:
    assert revisar(sound(), BEFORE) == ()


@pytest.mark.parametrize(
    ("ficha", "regla", "campo", "gravedad"),
    [
        ({"metas": "  "}, "metas-vacias", "metas", "aviso"),
        ({"metas": "Generar mayor ingreso."}, "metas-sin-numero", "metas", "aviso"),
        ({"metas": "Mejorar durante 2024."}, "metas-sin-numero", "metas", "aviso"),
        ({"inversion": Inversion()}, "inversion-sin-definir", "inversion", "aviso"),
        ({"temporalidad": None}, "temporalidad-falta", "temporalidad", "aviso"),
        ({"beneficiados_directos": None, "beneficiados_indirectos": None},
         "beneficiados-faltan", "beneficiados_directos", "aviso"),
        ({"beneficiados_directos": " "}, "beneficiados-faltan", "beneficiados_directos", "aviso"),
        ({"beneficiados_indirectos": ""}, "beneficiados-faltan", "beneficiados_indirectos",
         "aviso"),
        ({"periodo_del": None}, "periodo-incompleto", "periodo_del", "aviso"),
        ({"periodo_al": None}, "periodo-incompleto", "periodo_al", "aviso"),
        ({"periodo_del": date(2023, 12, 31)}, "periodo-fuera-del-ejercicio", "periodo_del",
         "error"),
        ({"periodo_al": date(2025, 1, 1)}, "periodo-fuera-del-ejercicio", "periodo_al", "error"),
        ({"periodo_del": date(2024, 6, 2), "periodo_al": date(2024, 6, 1)},
         "periodo-invertido", "periodo_del", "error"),
        ({"metas": "Cerrar 3 obras del ejercicio 2022."}, "otro-ejercicio", "metas", "aviso"),
        ({"inversion": Inversion(TipoInversion.MONTO, Decimal(5), "recurso de 2023")},
         "otro-ejercicio", "nota", "aviso"),
        ({"metas": "Comprar 40 árboles."}, "gasto-sin-inversion", "inversion", "aviso"),
    ],
)  # fmt: skip
def test_a_defect_of_the_ficha(
    ficha: dict[str, object], regla: str, campo: str, gravedad: str, sound: Sound
) -> None:
    (problem,) = revisar(sound(ficha=ficha), BEFORE)
    assert (problem.regla, problem.donde.campo, problem.gravedad) == (regla, campo, gravedad)
    assert (problem.donde.tipo, problem.donde.id) == (TipoLugar.ACTIVIDAD, 21)
    assert problem.donde.etiqueta == "Actividad 5"


@pytest.mark.parametrize(
    ("linea", "regla", "campo", "gravedad"),
    [
        ({"texto": ""}, "linea-vacia", "texto", "error"),
        ({"texto": " REGÁR. "}, "linea-repetida", "texto", "aviso"),
        ({"texto": "Informe del ejercicio 2022"}, "otro-ejercicio", "texto", "aviso"),
        ({"medio_verificacion": "Lista 2023"}, "otro-ejercicio", "medio_verificacion", "aviso"),
        ({"unidad_medida": ""}, "unidad-falta", "unidad_medida", "aviso"),
        ({"programado": (0,) * 12}, "sin-programacion", "programado", "aviso"),
        ({"texto": "Adquirir refacciones"}, "gasto-sin-inversion", "inversion", "aviso"),
    ],
)
def test_a_defect_of_a_linea(
    linea: dict[str, object], regla: str, campo: str, gravedad: str, sound: Sound
) -> None:
    (problem,) = revisar(sound(linea=linea), BEFORE)
    assert (problem.regla, problem.donde.campo, problem.gravedad) == (regla, campo, gravedad)
    if regla == "gasto-sin-inversion":
        assert problem.donde.tipo is TipoLugar.ACTIVIDAD
    elif regla == "linea-repetida":  # the second of two is the repeated one
        assert (problem.donde.id, problem.donde.etiqueta) == (32, "Actividad 5, línea 2")
    else:
        assert (problem.donde.tipo, problem.donde.id) == (TipoLugar.LINEA, 31)
        assert problem.donde.etiqueta == "Actividad 5, línea 1"


@pytest.mark.parametrize(
    ("changes", "regla", "campo"),
    [
        ({"vision": ""}, "diagnostico-vacio", "vision"),
        ({"mision": " \n"}, "diagnostico-vacio", "mision"),
        ({"vision": "Lo logrado en 2021."}, "otro-ejercicio", "vision"),
        ({"mision": "Cumplir el POA 2023."}, "otro-ejercicio", "mision"),
    ],
)
def test_a_defect_of_the_diagnosis(
    changes: dict[str, object], regla: str, campo: str, sound: Sound
) -> None:
    (problem,) = revisar(sound(**changes), BEFORE)
    assert (problem.regla, problem.donde.campo) == (regla, campo)
    assert (problem.donde.tipo, problem.gravedad) == (TipoLugar.DIAGNOSTICO, Gravedad.AVISO)


@pytest.mark.parametrize("name", ["fortalezas", "debilidades", "oportunidades", "amenazas"])
def test_each_list_of_the_foda(name: str, sound: Sound) -> None:
    foda = sound().foda
    for items in ((), (ItemFoda(9, " "),)):
        (empty,) = revisar(sound(foda=replace(foda, **{name: items})), BEFORE)
        assert (empty.regla, empty.donde.campo) == ("diagnostico-vacio", name)
    dated = replace(foda, **{name: (ItemFoda(9, "Recortes del año 2020"),)})
    (cited,) = revisar(sound(foda=dated), BEFORE)
    assert (cited.regla, cited.donde.campo) == ("otro-ejercicio", name)


def test_an_empty_poa_tells_what_is_missing(make_poa: MakePoa) -> None:
    poa = make_poa(vision="", mision="", foda=Foda())
    poa = replace(poa, dependencia=replace(poa.dependencia, nombre=""))
    problems = revisar(poa, BEFORE)
    assert [each.donde.campo for each in problems] == [
        "nombre", "vision", "mision", "fortalezas", "debilidades", "oportunidades", "amenazas",
    ]  # fmt: skip
    assert problems[0].gravedad is Gravedad.ERROR


def test_names(sound: Sound) -> None:
    block = sound().actividades[0]
    (empty,) = revisar(sound(actividad={"nombre": " "}), BEFORE)
    assert (empty.regla, empty.gravedad) == ("nombre-vacio", Gravedad.ERROR)
    twin = Programa(7, 1, "ARBOLÁDO.", ficha=block.ficha)
    (repeated,) = revisar(sound(programas=(twin,)), BEFORE)
    assert (repeated.regla, repeated.donde.id) == ("nombre-repetido", 21)
    assert "Programa 1" in repeated.mensaje


def test_a_linea_repeated_in_another_block(sound: Sound) -> None:
    block = sound().actividades[0]
    other = replace(block, id=22, numero=6, nombre="Parques", lineas=block.lineas[:1])
    (problem,) = revisar(sound(actividades=(block, other)), BEFORE)
    assert (problem.regla, problem.donde.etiqueta) == ("linea-repetida", "Actividad 6, línea 1")
    assert "Actividad 5, línea 1" in problem.mensaje


def test_drafts_without_ids_are_told_apart(sound: Sound) -> None:
    # An import gives every record the id 0, and may even repeat a number.
    block = replace(sound().actividades[0], id=0, lineas=())
    problems = revisar(sound(actividades=(block, block)), BEFORE)
    assert Counter(each.regla for each in problems) == {
        "actividad-sin-lineas": 2,
        "nombre-repetido": 1,
    }


def test_only_an_actividad_needs_lineas(sound: Sound, make_ficha: MakeFicha) -> None:
    (problem,) = revisar(sound(actividad={"lineas": ()}), BEFORE)
    assert (problem.regla, problem.gravedad) == ("actividad-sin-lineas", Gravedad.ERROR)
    assert revisar(sound(programas=(Programa(7, 1, "Verde", ficha=make_ficha()),)), BEFORE) == ()


def test_programado_outside_del_al(sound: Sound) -> None:
    # February to September leaves March, June and September; each línea has December outside.
    ficha = {"periodo_del": date(2024, 2, 1), "periodo_al": date(2024, 9, 30)}
    problems = revisar(sound(ficha=ficha), BEFORE)
    assert _brief(problems) == [("programado-fuera-de-periodo", "programado", 12)] * 2
    assert "febrero a septiembre" in problems[0].mensaje
    ficha = {"periodo_del": date(2024, 12, 1), "periodo_al": date(2024, 9, 30)}
    wrong = revisar(sound(ficha=ficha), BEFORE)
    assert [each.regla for each in wrong] == ["periodo-invertido"]  # told once, at its cause


# --- avances --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2024, 3, 31), None),
        (date(2024, 4, 1), "Falta capturar marzo de"),
        (date(2024, 12, 31), "Falta capturar marzo, junio y septiembre de"),
        (date(2025, 1, 1), "Falta capturar marzo, junio, septiembre y diciembre de"),
    ],
)
def test_sin_capturar_names_the_months_that_are_over(
    today: date, months: str | None, sound: Sound, make_linea: MakeLinea
) -> None:
    linea = make_linea(YEAR_ROUND, (), linea=31, texto="Podar")
    problems = revisar(sound(actividad={"lineas": (linea,)}), today)
    assert _brief(problems) == ([("sin-capturar", "realizado", 3)] if months else [])
    assert all(each.mensaje.startswith(str(months)) for each in problems)


def test_captured_as_zero_asks_for_the_reason_instead(reported: Found) -> None:
    assert reported((0, 0, 1), (None, None, 0)) == [
        ("variacion-sin-justificar", "justificacion", 3)
    ]


@pytest.mark.parametrize(
    ("realizado", "found"),
    [
        ((0, 0, 89.99), True),
        ((0, 0, 90), False),
        ((0, 0, 110), False),
        ((0, 0, 110.01), True),
        ((60, 40, 0), False),  # within the quarter the month does not matter
        ((0, 50, 0), True),
    ],
)
def test_variation_of_a_period_that_is_over(
    realizado: tuple[float, ...], found: bool, reported: Found
) -> None:
    expected = [("variacion-sin-justificar", "justificacion", 3)] if found else []
    assert reported((0, 0, 100), realizado) == expected
    assert reported((0, 0, 100), realizado, today=date(2024, 4, 1)) == expected
    assert reported((0, 0, 100), realizado, today=date(2024, 3, 31)) == []
    for mes in (1, 2, 3):  # a reason in any month of the period is enough
        assert reported((0, 0, 100), realizado, justificaciones=(mes,)) == []
    assert reported((0, 0, 100), realizado, justificaciones=(4,)) == expected


def test_variation_follows_the_temporalidad(reported: Found) -> None:
    # 1 of 2 in January and 2 of 1 in April: each month and quarter is off, the half-year is not
    programado, realizado = (2, 0, 0, 1), (1, 0, 0, 2)

    def months(kind: Temporalidad | None) -> list[int | None]:
        found = reported(programado, realizado, kind=kind)
        return [mes for regla, _, mes in found if regla == "variacion-sin-justificar"]

    assert months(Temporalidad.MENSUAL) == [1, 4]
    assert months(Temporalidad.TRIMESTRAL) == [3, 6]
    assert months(Temporalidad.CUATRIMESTRAL) == []
    assert months(Temporalidad.SEMESTRAL) == []
    assert months(None) == []


def test_variation_uses_the_limits_of_the_ejercicio(reported: Found) -> None:
    wide = Reglas(justificar_sobre=Decimal(200), justificar_bajo=Decimal(50))
    for done in (50, 200):
        assert reported((100,), (done,), reglas=wide) == []
    for done in (49.99, 200.01):
        assert len(reported((100,), (done,), reglas=wide)) == 1


def test_nothing_captured_is_told_once(reported: Found) -> None:
    # no reason is asked for as long as there is nothing to explain
    assert reported((0, 0, 1), ()) == [("sin-capturar", "realizado", 3)]
    # a part is captured: both are told
    assert reported((1, 0, 1), (1,)) == [
        ("sin-capturar", "realizado", 3),
        ("variacion-sin-justificar", "justificacion", 3),
    ]


@pytest.mark.parametrize(
    ("programado", "realizado", "mes"),
    [
        ((0, 0, 1), (0, 1, 0), None),  # early in its quarter
        ((1, 0, 0), (0, 0, 1), None),  # late in its quarter
        ((0, 0, 1), (0, 0, 1, 0, 2, 3), 5),  # T2 has no programación
        ((0, 0, 1), (0, 0, 1, 0, 0, 0), None),  # a captured zero is nothing done
    ],
)
def test_realizado_sin_programar(
    programado: tuple[float, ...],
    realizado: tuple[float, ...],
    mes: int | None,
    reported: Found,
) -> None:
    expected = [] if mes is None else [("realizado-sin-programar", "realizado", mes)]
    assert reported(programado, realizado) == expected
    # It is told at once, not at the end of the period.
    early = reported(programado, realizado, today=BEFORE)
    assert early == expected


def test_evidence_of_each_month_with_something_done(
    reported: Found, sound: Sound, make_linea: MakeLinea
) -> None:
    found = reported((1, 1, 1), (1, 1, 1), evidencias=(2,))
    assert found == [("evidencia-falta", "evidencias", 1)]
    linea = make_linea((1, 1, 1), (1, 1, 1), linea=31, texto="Podar", evidencias=(2,))
    (problem,) = revisar(sound(actividad={"lineas": (linea,)}), AFTER)
    assert "en enero y marzo sin evidencia" in problem.mensaje
    assert reported((1, 1, 1), (0, 3, 0), evidencias=(2,)) == []


def test_the_same_file_as_proof_of_two_things_is_told_where_it_comes_again(
    sound: Sound, make_linea: MakeLinea
) -> None:
    first = make_linea((1, 1), (1, 1), linea=31, texto="Podar", evidencias=(1, 2))
    again = make_linea((0, 1), (0, 1), linea=32, texto="Regar", evidencias=(2,))
    (problem,) = revisar(sound(actividad={"lineas": (first, again)}), AFTER)
    assert (problem.regla, problem.donde.id, problem.donde.mes) == ("evidencia-repetida", 32, 2)
    assert "con «lista.pdf», el mismo archivo que en Actividad" in problem.mensaje
    assert problem.mensaje.endswith("línea 1, febrero.")
    avances = (first.avances[0], replace(first.avances[1], evidencias=first.avances[0].evidencias))
    same = replace(first, avances=avances + first.avances[2:])
    (problem,) = revisar(sound(actividad={"lineas": (same,)}), AFTER)
    assert problem.mensaje.endswith("en febrero con «lista.pdf», el mismo archivo que en enero.")


def test_an_empty_file_is_like_any_other_empty_file(sound: Sound, make_linea: MakeLinea) -> None:
    linea = make_linea((1, 1), (1, 1), linea=31, texto="Podar", evidencias=(1, 2))
    empty = tuple(
        replace(a, evidencias=tuple(replace(e, tamano=0, sha256="e") for e in a.evidencias))
        for a in linea.avances
    )
    assert revisar(sound(actividad={"lineas": (replace(linea, avances=empty),)}), AFTER) == ()


# --- the whole ------------------------------------------------------------------------------


def test_every_problem_speaks_to_a_person(sound: Sound, make_linea: MakeLinea) -> None:
    bad = make_linea((1,), (5, None, None, 2), linea=33, texto="Comprar sillas del año 2020 " * 9)
    poa = sound(
        vision="",
        ficha={"metas": "", "beneficiados_directos": None, "periodo_al": date(2022, 1, 1)},
        actividad={"nombre": "", "lineas": (bad, bad, replace(bad, unidad_medida="", texto=""))},
    )
    problems = revisar(poa, AFTER)
    assert len({each.regla for each in problems}) >= 10
    for each in problems:
        assert each.mensaje[0].isupper()
        assert "  " not in each.mensaje
        assert len(each.mensaje) < 260
        assert each.que_hacer.endswith(".")
        assert each.que_hacer.count(".") == 1
        assert each.donde.etiqueta
        assert each.donde.mes is None or 1 <= each.donde.mes <= 12


def test_the_codes_are_kebab_case_and_have_one_severity() -> None:
    rows = [
        (each.codigo, each.gravedad)
        for table in (REGLAS_POA, REGLAS_BLOQUE, REGLAS_LINEA)
        for each in table
    ]
    assert all(code.replace("-", "").isalpha() and code.islower() for code, _ in rows)
    assert len({code for code, _ in rows}) == len(set(rows))


def test_the_order_is_that_of_the_document(sound: Sound, make_ficha: MakeFicha) -> None:
    programa = Programa(7, 1, "Verde", ficha=make_ficha(metas=""))
    poa = sound(
        vision="",
        programas=(programa,),
        ficha={"metas": "", "temporalidad": None},
        linea={"unidad_medida": "", "programado": (0,) * 12},
    )
    assert [(each.donde.etiqueta, each.regla) for each in revisar(poa, BEFORE)] == [
        ("Diagnóstico", "diagnostico-vacio"),
        ("Programa 1", "metas-vacias"),
        ("Actividad 5", "metas-vacias"),
        ("Actividad 5", "temporalidad-falta"),
        ("Actividad 5, línea 1", "unidad-falta"),
        ("Actividad 5, línea 1", "sin-programacion"),
    ]
    assert revisar(poa, BEFORE) == revisar(poa, BEFORE)


def test_the_seeds_own_defects_are_found(seed_poa: Poa) -> None:
    problems = revisar(seed_poa, BEFORE)
    places = {
        regla: [each.donde.etiqueta for each in problems if each.regla == regla]
        for regla in {each.regla for each in problems}
    }
    assert places["otro-ejercicio"] == ["Actividad 5, línea 1"]
    assert places["beneficiados-faltan"] == ["Actividad 13", "Actividad 14"]
    assert "Actividad 10" in places["gasto-sin-inversion"]
    assert "Actividad 6" not in places["gasto-sin-inversion"]
    assert "Actividad 1" not in places["metas-sin-numero"]  # it says 100%
    assert "Actividad 2" in places["metas-sin-numero"]
    assert set(places) == {
        "otro-ejercicio", "beneficiados-faltan", "gasto-sin-inversion", "metas-sin-numero",
    }  # fmt: skip
    assert all(each.gravedad is Gravedad.AVISO for each in problems)


def test_the_shape_of_the_seed_uncaptured(poa_como_semilla: Poa) -> None:
    counts = Counter(each.regla for each in revisar(poa_como_semilla, AFTER))
    assert counts == {"sin-capturar": 70, "beneficiados-faltan": 2}


def test_a_poa_of_1200_lineas_is_reviewed_at_once(
    make_poa: MakePoa, make_ficha: MakeFicha, make_linea: MakeLinea
) -> None:
    def lineas(block: int) -> tuple[LineaAccion, ...]:
        text = "Dar seguimiento a las solicitudes de mantenimiento de la zona y su pago {}-{}"
        return tuple(
            make_linea(YEAR_ROUND, YEAR_ROUND, texto=text.format(block, n)) for n in range(12)
        )

    poa = make_poa(
        actividades=tuple(
            Actividad(n, n, f"Labor {n}", ficha=make_ficha(), lineas=lineas(n)) for n in range(100)
        )
    )

    def seconds() -> float:
        start = time.process_time()
        revisar(poa, AFTER)
        return time.process_time() - start

    # The target is 0.1 s on an office PC; the margin is for a busy machine, and still shows a
    # check that compares every línea with every other.
    assert min(seconds() for _ in range(3)) < 0.4
