"""What a text says of how often something happens: examples with their reasons, and properties."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.poa.frecuencia import Lectura, leer_frecuencia
from poa_desktop.poa.periodos import MESES_CORTOS

YEAR = tuple(range(1, 13))


def read(texto: str, vigentes: tuple[int, ...] = YEAR) -> Lectura | None:
    return leer_frecuencia(texto, vigentes, 2024)


def months(texto: str, vigentes: tuple[int, ...] = YEAR) -> str:
    """The months of a reading: "mar jun×2", "–" for none, "?" behind a doubt."""
    found = read(texto, vigentes)
    if found is None:
        return "–"
    named = [
        MESES_CORTOS[index] + (f"×{amount / 100:g}" if amount != 100 else "")
        for index, amount in enumerate(found.programado)
        if amount
    ]
    each = "todos" if len(named) == 12 and set(found.programado) == {100} else " ".join(named)
    return f"{each}{' ?' if found.duda else ''}".strip()


TRIMESTRAL, SEMESTRAL = "mar jun sep dic", "jun dic"

EXAMPLES = {
    # adjectives and adverbs
    "Enviar una circular de manera trimestral": TRIMESTRAL,
    "Realización de reuniones mensuales": "todos",
    "Informar mensualmente al Cabildo": "todos",
    "Filtrado diario de peticiones de pago": "todos",
    "Barrer diariamente el centro": "todos",
    "Riego semanal de jardines": "todos",
    "Pagar la nómina quincenal": "todos",
    "Reporte bimestral de cobro": "feb abr jun ago oct dic",
    "Reporte cuatrimestral de cobro": "abr ago dic",
    "Mantenimiento semestral de bombas": SEMESTRAL,
    "Organizar la feria anual": "dic",
    "Rendir el informe anual": "dic",
    "Actualizar anualmente el padrón": "dic",
    "Una reunión bimensual": "feb abr jun ago oct dic ?",
    "Elaborar el plan trimestral de compras": TRIMESTRAL,
    "Presentar la cuenta pública mensual": "todos",
    # cada, por, todos los
    "Lavar los tinacos cada mes": "todos",
    "Revisión cada tres meses": TRIMESTRAL,
    "Revisión cada 5 meses": "may oct",
    "Revisión cada 15 días": "todos",
    "Revisión cada 60 días": "feb abr jun ago oct dic",
    "Revisar las bitácoras todos los días": "todos",
    "Atender de lunes a viernes": "todos",
    "Proyectar una película cada viernes": "todos",
    "Censo cada dos años": "?",
    # so many times
    "Reunirse por lo menos una vez al mes": "todos",
    "Limpiar los pozos una vez al año": "dic",
    "Limpiar dos veces por semestre los pozos": TRIMESTRAL,
    "Sesionar tres veces en el año": "abr ago dic",
    "Hacer una reunión tres veces en el año": "abr ago dic",
    "Dar un curso dos veces por semestre": TRIMESTRAL,
    "Recorrer dos veces al mes las colonias": " ".join(f"{mes}×2" for mes in MESES_CORTOS),
    "Recorrer tres veces por semana las colonias": "todos",
    "Entregar un informe por trimestre": TRIMESTRAL,
    "Elaborar 12 informes": "todos",
    "Celebrar cuatro reuniones de comité": TRIMESTRAL,
    "Impartir dos talleres": SEMESTRAL,
    "Elaborar 4 informes trimestrales": TRIMESTRAL,
    "Entregar el primer y segundo avance de gestión": SEMESTRAL,
    "Entregar el 1er, 2do y 3er informe": "abr ago dic",
    # a number that may be a quantity
    "Elaborar dos informes trimestrales": f"{TRIMESTRAL} ?",
    "Que nadie pague dos veces": f"{SEMESTRAL} ?",
    "Realizar 24 visitas": " ".join(f"{mes}×2" for mes in MESES_CORTOS) + " ?",
    # months
    "Pagar en los meses de marzo y septiembre": "mar sep",
    "Campaña durante enero": "ene",
    "Publicar en enero, abril, julio y octubre": "ene abr jul oct",
    "Descuentos de enero a marzo": "ene feb mar",
    "Obras del 1 de febrero al 31 de mayo": "feb mar abr may",
    "Entregar a más tardar el 30 de abril de cada año": "abr",
    "Festejos del 16 de septiembre": "sep",
    "Brigadas de noviembre a febrero": "ene feb nov dic ?",
    "Informe mensual de enero a junio": "ene feb mar abr may jun",
    "A partir de mayo, reportes mensuales": "may jun jul ago sep oct nov dic",
    "Reporte en el segundo semestre": "dic",
    "Informes en el primer y tercer trimestre": "mar sep",
    "Servicio de enero a diciembre": "–",
    "Ofrecer descuentos los primeros tres meses del año": "ene feb mar",
    "Cobrar en los dos últimos meses": "nov dic",
    # moments
    "Levantar el inventario al cierre del ejercicio": "dic",
    "Levantar el inventario a fin de año": "dic",
    "Instalar el comité al inicio del ejercicio": "ene",
    # it says that it repeats, not how often
    "Monitoreo permanente de las reformas": "todos ?",
    "Perifoneo de forma continua": "todos ?",
    "Revisar periódicamente el padrón": "?",
    # two frequencies
    "Reporte mensual y trimestral de ingresos": "todos ?",
    "Reuniones mensuales y dos reuniones extraordinarias": "todos ?",
    "Dos eventos, uno en mayo y otro en octubre": "may oct",
    "Tres informes, en marzo y septiembre": "mar sep ?",
    "Abrir los 365 días del año": "todos",
    "Impartir dos talleres y cuatro cursos": f"{TRIMESTRAL} ?",
    "Monitoreo permanente con informe semestral": SEMESTRAL,
}


@pytest.mark.parametrize("texto", EXAMPLES)
def test_what_a_text_says(texto: str) -> None:
    assert months(texto) == EXAMPLES[texto]


@pytest.mark.parametrize(
    ("texto", "why"),
    [
        ("Elaborar el presupuesto de egresos anual", "it is about a year"),
        ("Dar seguimiento al Programa Operativo Anual", "it is the name of this very document"),
        ("Integrar la cuenta pública anual", "it is about a year"),
        ("Evaluar el avance del plan anual de obras", "the plan is, not the evaluation"),
        ("Reducir el gasto mensual de combustible", "an amount per month is no act"),
        ("Entregar una tarjeta con tope semanal de litros", "an amount per week is no act"),
        ("Que los ingresos diarios aumenten", "an amount per day is no act"),
        ("Publicar en el Diario Oficial de la Federación", "the name of a gazette"),
        ("Avisar en un diario de mayor circulación", "a newspaper"),
        ("Contar con vehículos para las actividades diarias", "what is usual"),
        ("Bachear la calle 16 de septiembre", "the name of a street"),
        ("Rehabilitar el Colegio 20 de Noviembre", "the name of a school"),
        ("Pintar la escuela 5 de Mayo", "the name of a school"),
        ("Pagar adeudos a diciembre de 2023", "a month of another year"),
        ("Cerrar los libros al cierre del ejercicio 2023", "another year"),
        ("Mejora continua de los procesos", "a term, not a frequency"),
        ("Gestionar por lo menos tres cotizaciones en todas las compras", "for each purchase"),
        ("Entregar una circular", "«una» is an article"),
        ("Cumplir el artículo 4 informes incluidos", "the number of an article"),
        ("Visitar cada colonia del municipio", "«cada» of a place"),
        ("Pagar las mensualidades", "another word"),
        ("Atender el primer nivel y la segunda sección", "ordinals of something else"),
        ("", "nothing"),
    ],
)
def test_what_only_looks_like_a_frequency(texto: str, why: str) -> None:
    assert months(texto) == "–", why


def test_the_fragment_and_the_reason_are_told() -> None:
    texto = "Enviar una circular\nde manera Trimestral, sin falta"
    found = read(texto)
    assert found is not None
    assert texto[found.inicio : found.fin] == "Trimestral"
    assert found.porque == "«Trimestral»: un acto en el último mes de cada trimestre."
    assert found.duda == ""


def test_a_second_frequency_is_told_as_a_doubt() -> None:
    found = read("Reporte mensual y trimestral")
    assert found is not None
    assert found.duda == "El texto también dice «trimestral»: confirme los meses."


def test_del_al_bounds_what_is_read() -> None:
    assert months("Informe trimestral", (3, 4, 5)) == "mar may"
    assert months("Cuatro reuniones", (6, 7, 8, 9)) == "jun jul ago sep"
    assert months("Levantar inventario al cierre del ejercicio", (2, 3)) == "mar"
    outside = read("Entregar en diciembre", (1, 2, 3))
    assert outside is not None
    assert not outside.propone
    assert outside.duda == "Lo que dice el texto queda fuera del periodo de ejecución de la ficha."


PIECES = sorted({word for texto in EXAMPLES for word in texto.split()})
TEXTS = st.one_of(
    st.sampled_from(sorted(EXAMPLES)),
    st.lists(st.sampled_from([*PIECES, "y", ",", "\n", "2024", "150"]), max_size=14).map(" ".join),
    st.text(max_size=60),
)
WITHIN = st.sets(st.integers(1, 12)).map(lambda each: tuple(sorted(each)))


@given(TEXTS, WITHIN)
def test_a_proposal_lies_within_del_al_and_is_never_negative(
    texto: str, vigentes: tuple[int, ...]
) -> None:
    found = read(texto, vigentes)
    if found is None:
        return
    assert len(found.programado) == 12
    assert all(isinstance(each, int) and each >= 0 for each in found.programado)
    assert {place + 1 for place, each in enumerate(found.programado) if each} <= {*vigentes}
    assert 0 <= found.inicio < found.fin <= len(texto)
    assert found.porque.endswith(".")
    assert found.propone or found.duda


@given(
    st.one_of(st.sampled_from(sorted(EXAMPLES)), st.lists(st.sampled_from(PIECES)).map(" ".join))
)
def test_accents_and_case_do_not_matter(texto: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", texto) if not unicodedata.combining(c))
    said = read(texto)
    for other in (texto.upper(), texto.lower(), bare, unicodedata.normalize("NFD", texto)):
        again = read(other)
        assert (again is None) == (said is None)
        if said is not None and again is not None:
            assert again.programado == said.programado
            assert bool(again.duda) == bool(said.duda)


SILENT = st.lists(
    st.sampled_from(
        ("mejorar", "la", "atención", "a", "los", "contribuyentes", "obra", "pública", "municipal",
         "presupuesto anual", "Programa Operativo Anual", "gasto mensual", "gestionar", "tres",
         "cotizaciones", "colonia", "agua", "calidad", "personal", "mensualidades", "la calle 5",
         "Diario Oficial", "exigencias diarias")
    ),
    max_size=20,
).map(" ".join)  # fmt: skip


@given(SILENT)
def test_a_text_without_a_frequency_says_nothing(texto: str) -> None:
    assert read(texto) is None
