"""The sentence at the head of the Tablero, in every case and its Spanish."""

from dataclasses import replace
from datetime import date

import pytest

from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    LineaAccion,
    Poa,
    Regla,
    Reglas,
)
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.tablero.headline import Headline, headline_de
from poa_desktop.tablero.results import Resultados
from poa_desktop.tablero.scope import alcance_de

OVER = date(2025, 1, 1)
OCTOBER = date(2024, 10, 15)
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


def poa_of(*lineas: LineaAccion, regla: Regla = Regla.ACTOS) -> Poa:
    """One actividad for each línea."""
    actividades = tuple(
        Actividad(number, number, f"a{number}", lineas=(replace(each, id=number),))
        for number, each in enumerate(lineas, start=1)
    )
    return Poa(1, Dependencia(1, "d"), 2024, reglas=Reglas(regla), actividades=actividades)


def headline(
    *lineas: LineaAccion, hoy: date = OVER, regla: Regla = Regla.ACTOS, linea_id: int = 0
) -> Headline:
    poa = poa_of(*lineas, regla=regla)
    tipo = TipoLugar.LINEA if linea_id else TipoLugar.POA
    return headline_de(Resultados(poa, hoy), alcance_de(poa, tipo, linea_id or 1))


ALL = linea(dict.fromkeys(QUARTERS, 100))
NONE = linea({})
ONE = linea({3: 100})


@pytest.mark.parametrize(
    ("lineas", "hoy", "told"),
    [
        ((ALL, ONE), OVER, "En 2024 se cumplieron 5 de 8 actos programados, 62.5 %: rezago."),
        ((ALL, ALL), OVER, "En 2024 se cumplieron los 8 actos programados, 100.0 %: cumple."),
        (
            (NONE,),
            OVER,
            "En 2024 no se cumplió ninguno de los 4 actos programados, 0.0 %: rezago.",
        ),
        ((ONE,), OVER, "En 2024 se cumplió 1 de 4 actos programados, 25.0 %: rezago."),
        (
            (ALL, ALL, ONE),
            OCTOBER,
            "Hasta septiembre se cumplieron 7 de 9 actos programados, 77.8 %: en riesgo.",
        ),
        (
            (ONE,),
            date(2024, 4, 1),
            "Hasta marzo se cumplió el único acto programado, 100.0 %: cumple.",
        ),
        (
            (NONE,),
            date(2024, 4, 1),
            "Hasta marzo no se cumplió el único acto programado, 0.0 %: rezago.",
        ),
        (
            (ONE,),
            date(2024, 3, 31),
            "Hasta febrero no había nada programado; hay 4 actos programados en el año.",
        ),
        (
            (ONE,),
            date(2024, 1, 31),
            "Enero de 2024 está en curso; hay 4 actos programados en el año.",
        ),
        (
            (linea({}, (12,)),),
            date(2023, 12, 31),
            "2024 aún no comienza; hay 1 acto programado en el año.",
        ),
        (
            (linea({3: 100}, ()),),
            OCTOBER,
            "Nada programado en 2024: indique los meses en Calendario.",
        ),
    ],
)
def test_the_sentence_of_every_stage_of_the_year(lineas, hoy, told):
    assert headline(*lineas, hoy=hoy).completo == told


@pytest.mark.parametrize(
    ("regla", "lineas", "told"),
    [
        (
            Regla.ACTIVIDADES,
            (ALL, ONE, NONE),
            "En 2024 se cumplió 1 de 3 actividades programadas, 33.3 %: rezago.",
        ),
        (
            Regla.ACTIVIDADES,
            (ONE, NONE),
            "En 2024 no se cumplió ninguna de las 2 actividades programadas, 0.0 %: rezago.",
        ),
        (
            Regla.ACTIVIDADES,
            (ALL, ALL),
            "En 2024 se cumplieron las 2 actividades programadas, 100.0 %: cumple.",
        ),
        (
            Regla.ACTIVIDADES,
            (NONE,),
            "En 2024 no se cumplió la única actividad programada, 0.0 %: rezago.",
        ),
        (
            Regla.PROMEDIO,
            (ALL, ONE),
            "En 2024 el promedio de avance de las líneas fue de 62.5 %: rezago.",
        ),
        (
            Regla.CANTIDADES,
            (ALL, ONE),
            "En 2024 se realizó el 62.5 % de lo programado, 5 de 8 (Acción): rezago.",
        ),
    ],
)
def test_each_rule_speaks_of_what_it_counts(regla, lineas, told):
    assert headline(*lineas, regla=regla).completo == told


def test_a_rule_that_does_not_apply_judges_nothing():
    told = headline(ALL, linea({}, unidad="Litro"), regla=Regla.CANTIDADES)
    assert told.completo == "La regla «cantidades» no se puede aplicar a este POA."
    assert (told.semaforo, told.palabra) == (Semaforo.GRIS, "")


def test_a_linea_tells_its_quantities_even_where_the_rule_is_refused():
    more = linea({3: 250}, unidad="Litro")
    told = headline(more, ALL, regla=Regla.CANTIDADES, hoy=date(2024, 4, 1), linea_id=1)
    assert told.completo == (
        "Hasta marzo se realizó el 250.0 % de lo programado, 2.5 de 1 (Litro): cumple."
    )
    without = headline(linea({3: 100}, unidad=""), hoy=date(2024, 4, 1), linea_id=1)
    assert without.texto.endswith("de lo programado, 1 de 1")


def test_a_month_counts_once_its_last_day_has_passed():
    assert headline(ONE, hoy=date(2024, 6, 30)).texto.startswith("Hasta mayo")
    assert headline(ONE, hoy=date(2024, 7, 1)).texto.startswith("Hasta junio")
