"""The sentence at the head of the Tablero and its note, in every stage and its Spanish."""

from dataclasses import replace
from datetime import date

import pytest

from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    Ficha,
    LineaAccion,
    Poa,
    Regla,
    Reglas,
)
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.figures import tablero_de
from poa_desktop.tablero.headline import Headline, headline_de
from poa_desktop.tablero.last_year import last_year_of
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import alcance_de

OVER = date(2025, 1, 1)
APRIL, JULY, OCTOBER = date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 15)
QUARTERS = (3, 6, 9, 12)


def linea(done: dict[int, int], planned=QUARTERS, *, unidad: str = "Acción") -> LineaAccion:
    """A línea of one act in each planned month, and what was done by month, in hundredths."""
    return LineaAccion(
        0,
        "x",
        unidad_medida=unidad,
        programado=tuple(100 if mes in planned else 0 for mes in range(1, 13)),
        avances=tuple(Avance(done.get(mes)) for mes in range(1, 13)),
    )


def poa_of(*lineas: LineaAccion, regla: Regla = Regla.ACTOS, ejercicio: int = 2024) -> Poa:
    """One actividad for each línea."""
    actividades = tuple(
        Actividad(number, number, f"a{number}", lineas=(replace(each, id=number),))
        for number, each in enumerate(lineas, start=1)
    )
    return Poa(1, Dependencia(1, "d"), ejercicio, reglas=Reglas(regla), actividades=actividades)


def headline(
    *lineas: LineaAccion,
    code: str = "A",
    hoy: date = OVER,
    regla: Regla = Regla.ACTOS,
    linea_id: int = 0,
    before: tuple[LineaAccion, ...] = (),
) -> Headline:
    poa = poa_of(*lineas, regla=regla)
    tipo = TipoLugar.LINEA if linea_id else TipoLugar.POA
    alcance = alcance_de(poa, tipo, linea_id or 1)
    anterior = poa_of(*before, ejercicio=2023) if before else None
    last_year = last_year_of(alcance, poa, anterior, hoy)
    return headline_de(Resultados(poa, hoy), alcance, parse_periodo(f"2024-{code}"), last_year)


ALL = linea(dict.fromkeys(QUARTERS, 100))
NONE = linea({})
ONE = linea({3: 100})
LATE = linea({3: 0, 6: 200})  # the act of March was done in June

FIRST = "En el primer trimestre (enero a marzo)"
SECOND = "En el segundo trimestre (abril a junio)"
FOURTH = "En el cuarto trimestre (octubre a diciembre)"


@pytest.mark.parametrize(
    ("lineas", "told"),
    [
        ((ALL, ONE), "En 2024 se cumplieron 5 de 8 actos programados, 62.5 %: en rezago."),
        ((ALL, ALL), "En 2024 se cumplieron los 8 actos programados, 100.0 %: cumple."),
        (
            (NONE,),
            "En 2024 no se cumplió ninguno de los 4 actos programados, 0.0 %: en rezago.",
        ),
        ((ONE,), "En 2024 se cumplió 1 de 4 actos programados, 25.0 %: en rezago."),
        ((ALL, ALL, ONE), "En 2024 se cumplieron 9 de 12 actos programados, 75.0 %: en riesgo."),
        (
            (linea({}, ()),),
            "Nada programado en 2024: indique los meses en Calendario.",
        ),
        (
            (linea({3: 100}, ()),),
            "Nada programado en 2024: indique los meses en Calendario.",
        ),
    ],
)
def test_a_year_that_is_over(lineas, told):
    found = headline(*lineas)
    assert found.completo == told
    assert "De enero" not in found.nota
    assert "En 2024:" not in found.nota  # the sentence says it


@pytest.mark.parametrize(
    ("code", "hoy", "told"),
    [
        ("T1", APRIL, f"{FIRST} se cumplió el único acto programado, 100.0 %: cumple."),
        ("T1", OVER, f"{FIRST} se cumplió el único acto programado, 100.0 %: cumple."),
        ("T2", JULY, f"{SECOND} no se cumplió el único acto programado, 0.0 %: en rezago."),
        (
            "S1",
            JULY,
            "En el primer semestre (enero a junio) se cumplió 1 de 2 actos programados, "
            "50.0 %: en rezago.",
        ),
        ("M03", APRIL, "En marzo se cumplió el único acto programado, 100.0 %: cumple."),
        ("M01", APRIL, "En enero no hay nada programado."),
        ("B1", APRIL, "En el primer bimestre (enero a febrero) no hay nada programado."),
        ("T4", OCTOBER, f"{FOURTH} no se cumplió el único acto programado, 0.0 %: en curso."),
        ("A", OCTOBER, "En 2024 se cumplió 1 de 4 actos programados, 25.0 %: en curso."),
        ("T2", APRIL, f"{SECOND} no se cumplió el único acto programado, 0.0 %: en curso."),
        ("T2", date(2024, 3, 31), f"{SECOND} hay 1 acto programado; aún no comienza."),
    ],
)
def test_the_sentence_speaks_of_the_chosen_period(code, hoy, told):
    assert headline(ONE, code=code, hoy=hoy).completo == told


@pytest.mark.parametrize(
    ("hoy", "light", "word"),
    [
        (date(2024, 6, 30), Semaforo.GRIS, "en curso"),
        (date(2024, 7, 1), Semaforo.ROJO, "en rezago"),
    ],
)
def test_a_period_is_judged_once_its_last_day_has_passed(hoy, light, word):
    found = headline(ONE, code="T2", hoy=hoy)
    assert (found.semaforo, found.palabra) == (light, word)


def test_what_is_done_ahead_is_told_of_a_period_that_has_not_begun():
    ahead = linea({6: 100}, (6, 7))
    assert headline(ahead, code="M06", hoy=APRIL).completo == (
        "En junio se cumplió el único acto programado, 100.0 %: cumple."
    )
    nothing = headline(NONE, code="A", hoy=date(2023, 12, 31))
    assert nothing.completo == "En 2024 hay 4 actos programados; aún no comienza."
    half = headline(ahead, NONE, code="S2", hoy=date(2024, 6, 30))
    assert half.completo.endswith("hay 3 actos programados; aún no comienza.")
    some = headline(linea({9: 100}), NONE, code="T3", hoy=date(2024, 6, 30))
    assert some.texto.endswith("se cumplió 1 de 2 actos programados, 50.0 %")
    assert (some.semaforo, some.palabra) == (Semaforo.GRIS, "aún no comienza")


@pytest.mark.parametrize("code", ["T1", "T2", "T3", "T4", "A"])
@pytest.mark.parametrize("hoy", [date(2023, 12, 31), APRIL, date(2024, 5, 15), OCTOBER, OVER])
@pytest.mark.parametrize("place", [(TipoLugar.POA, 1), (TipoLugar.LINEA, 2)])
def test_the_sentence_has_the_light_and_the_figure_of_the_gauge(code, hoy, place):
    poa = poa_of(ALL, LATE, NONE)
    data = tablero_de(poa, place, parse_periodo(f"2024-{code}"), hoy)
    (gauge,) = [each.shape for each in data.gauges if each.elegido]
    assert data.headline.semaforo is gauge.semaforo
    if data.headline.palabra:
        assert gauge.porcentaje in data.headline.texto
    else:
        assert gauge.sweep is None


# the note


@pytest.mark.parametrize(
    ("code", "hoy", "told"),
    [
        # the period is the year so far: nothing to add but what is sin capturar
        ("T1", APRIL, "1 sin capturar"),
        ("A", OVER, "7 sin capturar"),
        ("T4", OVER, "2 sin capturar · En 2024: 12.5 %, en rezago"),
        ("T3", OCTOBER, "2 sin capturar · De enero a septiembre: 16.7 %, en rezago"),
        ("T1", OCTOBER, "1 sin capturar · De enero a septiembre: 16.7 %, en rezago"),
        ("T4", OCTOBER, "De enero a septiembre: 16.7 %, en rezago"),
        ("A", OCTOBER, "5 sin capturar · De enero a septiembre: 16.7 %, en rezago"),
        ("T2", date(2024, 6, 30), "De enero a mayo: 50.0 %, en rezago"),
        ("M01", OCTOBER, "De enero a septiembre: 16.7 %, en rezago"),
        ("T1", date(2024, 3, 31), ""),  # nothing was programmed in enero and febrero
        ("T1", date(2024, 1, 31), ""),
        ("T1", date(2023, 12, 31), ""),
    ],
)
def test_the_note_tells_what_is_not_captured_and_the_year_so_far(code, hoy, told):
    assert headline(ONE, NONE, code=code, hoy=hoy).nota == told


def test_a_year_so_far_of_one_month_is_named_by_it():
    january = linea({1: 100}, (1, 3))
    february = date(2024, 2, 1)
    assert headline(january, code="T1", hoy=february).nota == "En enero: 100.0 %, cumple"
    assert headline(january, code="M01", hoy=february).nota == ""


def test_a_period_with_nothing_programmed_still_tells_the_year_so_far():
    found = headline(linea({3: 100}, (3,)), code="T2", hoy=JULY)
    assert found.completo == f"{SECOND} no hay nada programado."
    assert (found.semaforo, found.palabra) == (Semaforo.GRIS, "")
    assert found.nota == "De enero a junio: 100.0 %, cumple"


def test_a_year_without_any_act_has_no_note():
    assert headline(linea({3: 100}, ()), code="T3", hoy=OCTOBER).nota == ""


@pytest.mark.parametrize(
    ("lineas", "told"),
    [
        ((LATE, ALL), "De enero a junio: 100.0 %, cumple, con 1 acto cumplido fuera de su periodo"),
        (
            (LATE, LATE),
            "De enero a junio: 100.0 %, cumple, con 2 actos cumplidos fuera de su periodo",
        ),
        ((ALL, ALL), "De enero a junio: 100.0 %, cumple"),
        ((linea({3: 200, 6: 0}),), "De enero a junio: 100.0 %, cumple, con 1 acto cumplido "),
    ],
)
def test_acts_done_outside_their_period_explain_why_the_year_has_more(lineas, told):
    found = headline(*lineas, code="T2", hoy=JULY).nota
    assert found.startswith(told)
    assert ("fuera de su periodo" in found) is ("fuera" in told or told.endswith(" "))


def test_acts_outside_their_period_are_told_only_where_whole_periods_are_over():
    assert "fuera de su periodo" in headline(LATE, code="T3", hoy=JULY).nota
    august = headline(LATE, code="T3", hoy=date(2024, 8, 1))
    assert august.nota == "De enero a julio: 100.0 %, cumple"


def test_acts_outside_their_period_follow_the_periods_of_the_node():
    """June makes up for March: outside its quarter, within its semestre."""
    poa = poa_of(LATE)
    yearly = Ficha(temporalidad=Temporalidad.SEMESTRAL)
    half = replace(poa, actividades=(replace(poa.actividades[0], ficha=yearly),))
    found = {}
    for name, each in (("quarters", poa), ("halves", half)):
        alcance = alcance_de(each, TipoLugar.ACTIVIDAD, 1)
        periodo = parse_periodo("2024-S2")
        found[name] = headline_de(Resultados(each, JULY), alcance, periodo).nota
    assert found == {
        "quarters": "De enero a junio: 100.0 %, cumple, con 1 acto cumplido fuera de su periodo",
        "halves": "De enero a junio: 100.0 %, cumple",
    }


@pytest.mark.parametrize("regla", [Regla.ACTIVIDADES, Regla.PROMEDIO, Regla.CANTIDADES])
def test_only_the_rule_of_acts_speaks_of_acts_outside_their_period(regla):
    found = headline(LATE, code="T2", hoy=JULY, regla=regla)
    assert found.nota == "De enero a junio: 100.0 %, cumple"


def test_a_linea_never_speaks_of_acts():
    found = headline(LATE, code="T2", hoy=JULY, linea_id=1)
    assert found.nota == "De enero a junio: 100.0 %, cumple"


def test_last_year_is_told_at_the_same_date_and_not_at_its_end():
    before = (linea({3: 0, 6: 100, 9: 100, 12: 100}),)  # half by June, 75 % at its end
    found = headline(ALL, code="T3", hoy=JULY, before=before)
    assert found.nota == "De enero a junio: 100.0 %, cumple; en 2023, 50.0 %"
    late = headline(LATE, code="T3", hoy=JULY, before=before)
    assert late.nota == (
        "De enero a junio: 100.0 %, cumple, con 1 acto cumplido fuera de su periodo; "
        "en 2023, 50.0 %"
    )


def test_last_year_without_a_figure_at_that_date_is_not_told():
    before = (linea({12: 100}, (12,)),)
    assert headline(ALL, code="T3", hoy=JULY, before=before).nota == (
        "De enero a junio: 100.0 %, cumple"
    )


def test_the_year_so_far_is_in_the_note_until_the_year_is_over():
    before = (ALL,)
    running = headline(ALL, code="A", hoy=OCTOBER, before=before)
    assert running.nota == "De enero a septiembre: 100.0 %, cumple; en 2023, 100.0 %"
    assert headline(ALL, code="A", hoy=OVER, before=before).nota == ""


# rules


@pytest.mark.parametrize(
    ("regla", "lineas", "told"),
    [
        (
            Regla.ACTIVIDADES,
            (ALL, ONE, NONE),
            "En 2024 se cumplió 1 de 3 actividades programadas, 33.3 %: en rezago.",
        ),
        (
            Regla.ACTIVIDADES,
            (ONE, NONE),
            "En 2024 no se cumplió ninguna de las 2 actividades programadas, 0.0 %: en rezago.",
        ),
        (
            Regla.ACTIVIDADES,
            (ALL, ALL),
            "En 2024 se cumplieron las 2 actividades programadas, 100.0 %: cumple.",
        ),
        (
            Regla.ACTIVIDADES,
            (NONE,),
            "En 2024 no se cumplió la única actividad programada, 0.0 %: en rezago.",
        ),
        (
            Regla.PROMEDIO,
            (ALL, ONE),
            "En 2024 el promedio de avance de las líneas fue de 62.5 %: en rezago.",
        ),
        (
            Regla.CANTIDADES,
            (ALL, ONE),
            "En 2024 se realizó el 62.5 % de lo programado, 5 de 8 (Acción): en rezago.",
        ),
    ],
)
def test_each_rule_speaks_of_what_it_counts(regla, lineas, told):
    assert headline(*lineas, regla=regla).completo == told


def test_a_rule_that_does_not_apply_judges_nothing():
    litros = linea({}, unidad="Litro")
    for code in ("T1", "A"):
        told = headline(ALL, litros, regla=Regla.CANTIDADES, code=code, hoy=OCTOBER)
        assert told.completo == "La regla «cantidades» no se puede aplicar a este POA."
        assert (told.semaforo, told.palabra, told.nota) == (Semaforo.GRIS, "", "")


def test_a_linea_tells_its_quantities_even_where_the_rule_is_refused():
    more = linea({3: 250}, unidad="Litro")
    told = headline(more, ALL, regla=Regla.CANTIDADES, code="T1", hoy=APRIL, linea_id=1)
    assert told.completo == (
        f"{FIRST} se realizó el 250.0 % de lo programado, 2.5 de 1 (Litro): cumple."
    )
    assert told.nota == ""
    without = headline(linea({3: 100}, unidad=""), code="T1", hoy=APRIL, linea_id=1)
    assert without.texto.endswith("de lo programado, 1 de 1")


def test_a_linea_tells_its_own_months_only():
    told = headline(ALL, ONE, code="T3", hoy=OCTOBER, linea_id=2)
    assert told.completo == (
        "En el tercer trimestre (julio a septiembre) se realizó el 0.0 % de lo programado, "
        "0 de 1 (Acción): en rezago."
    )
    assert told.nota == "1 sin capturar · De enero a septiembre: 33.3 %, en rezago"
    ahead = headline(ALL, ONE, code="T4", hoy=date(2024, 9, 30), linea_id=2)
    assert ahead.completo == f"{FOURTH} hay 1 acto programado; aún no comienza."


def test_each_rule_tells_the_year_so_far_by_its_own_count():
    found = {regla: headline(ALL, ONE, regla=regla, code="T4", hoy=OCTOBER).nota for regla in Regla}
    so_far = "De enero a septiembre: {}, en rezago"
    assert found == {
        Regla.ACTOS: so_far.format("66.7 %"),
        Regla.ACTIVIDADES: so_far.format("50.0 %"),
        Regla.PROMEDIO: so_far.format("66.7 %"),
        Regla.CANTIDADES: so_far.format("66.7 %"),
    }
