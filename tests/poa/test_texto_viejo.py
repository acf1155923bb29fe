"""What a copied plan still says of the old year: found at its place, corrected, remembered."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.poa.checks import revisar
from poa_desktop.poa.records import (
    Actividad,
    Copia,
    Dependencia,
    Ficha,
    Foda,
    Inversion,
    ItemFoda,
    LineaAccion,
    Poa,
    Programa,
    TipoInversion,
)
from poa_desktop.poa.texto_viejo import (
    Mencion,
    corregir,
    de_la_copia,
    menciones,
    pendientes,
    textos,
)
from poa_desktop.poa.texto_viejo_fechas import ejercicio_en_letra
from poa_desktop.poa.texto_viejo_hallado import TipoMencion
from poa_desktop.poa.texto_viejo_lectura import leer
from poa_desktop.poa.texto_viejo_personas import bare_name


def read(text: str, viejo: int = 2024, nuevo: int = 2025) -> list[tuple[str, str | None, bool]]:
    """What is found: the words, the proposal, whether it is sure."""
    return [
        (text[each.inicio : each.fin], each.propuesta, not each.duda)
        for each in leer(text, viejo, nuevo)
    ]


@pytest.mark.parametrize(
    ("text", "found", "proposal", "sure"),
    [
        ("Avance del ejercicio 2024", "2024", "2025", True),
        ("POA 2024", "2024", "2025", True),
        ("Ley de Ingresos 2024", "2024", "2025", True),
        ("Presupuesto de Egresos para el ejercicio fiscal 2024", "2024", "2025", True),
        ("Ley de Austeridad de 2024", "2024", "2025", False),
        ("respecto a 2024", "2024", "2025", False),
        ("respecto a 2023", "2023", "2024", False),
        ("Entregar la cuenta pública del ejercicio 2022", "2022", "2025", False),
        ("el ciclo escolar 2024-2025", "2024-2025", "2025-2026", False),
        ("en 2023-2024", "2023-2024", "2024-2025", True),
        ("ciclo 23-24", "23-24", "24-25", True),
        ("grupo 23-24", "23-24", "24-25", False),
        ("2023-24", "2023-24", "2024-25", True),
        ("administración 2021-2024", "2021-2024", None, False),
        ("de enero de 2024", "enero de 2024", "enero de 2025", True),
        ("enero a diciembre del 2024", "diciembre del 2024", "diciembre del 2025", True),
        ("el 06 de noviembre de 2024", "06 de noviembre de 2024", "06 de noviembre de 2025", True),
        ("el 6 de noviembre de 2023", "6 de noviembre de 2023", "6 de noviembre de 2024", False),
        ("29 de febrero de 2024", "29 de febrero de 2024", "28 de febrero de 2025", False),
        ("lunes 4 de marzo de 2024", "4 de marzo de 2024", "4 de marzo de 2025", False),
        ("antes del 31/12/2024", "31/12/2024", "31/12/2025", True),
        ("el 31/12/24", "31/12/24", "31/12/25", True),
        ("al 2024-12-31.", "2024-12-31", "2025-12-31", True),
        ("corte dic-24", "dic-24", "dic-25", True),
        ("dos mil veinticuatro", "dos mil veinticuatro", "dos mil veinticinco", True),
        ("DOS MIL VEINTICUATRO", "DOS MIL VEINTICUATRO", "DOS MIL VEINTICINCO", True),
        ("el ejercicio 24", "24", "25", False),
        ("POA ’24", "24", "25", False),
        ("oficio HM/123/2024", "2024", "2025", False),
        ("POA2024.pdf", "2024", "2025", False),
        ("colocar 2024 luminarias", "2024", "2025", False),
        ("80 mil pesos", "80 mil pesos", None, True),
        ("con $ 80,000.00 anuales", "$ 80,000.00", None, True),
        ("$1.5 millones de pesos", "$1.5 millones de pesos", None, True),
        ("ochenta mil pesos", "ochenta mil pesos", None, True),
        ("1,250.50 pesos", "1,250.50 pesos", None, True),
        ("del C. Juan Pérez López, quien", "C. Juan Pérez López", None, True),
        ("la L.C.P. María de los Ángeles Ruiz.", "L.C.P. María de los Ángeles Ruiz", None, True),
        ("Mtra. Ñoño", "Mtra. Ñoño", None, True),
        ("al Ing. J. Jesús Ibarra", "Ing. J. Jesús Ibarra", None, True),
        ("LIC. ANA RUIZ", "LIC. ANA RUIZ", None, True),
        ("con el ingeniero Luis Núñez", "ingeniero Luis Núñez", None, True),
    ],
)
def test_what_is_found(text: str, found: str, proposal: str | None, sure: bool) -> None:
    assert read(text) == [(found, proposal, sure)]


@pytest.mark.parametrize(
    "text",
    [
        "", "Atender a la ciudadanía", "ejercicio 2025", "Plan 2024-2027", "Agenda 2030",
        "12024", "20241", "2,024 litros", "artículo 23 y 24", "del 23 al 24 de marzo",
        "23-24 de marzo", "página 12-13", "C.P. 45800", "El C. Presidente Municipal",
        "Ing. Civil", "Lic. en Administración", "3,478 litros", "PMD 2018-2030", "Ley de 1917",
        "8:30 a 15:00", "POA 24 acciones", "presupuesto 24 %",
        "ejercicio 23", "en el primer trimestre", "C. Tesorero",
    ],
)  # fmt: skip
def test_what_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_a_new_titular_is_proposed_for_the_old_one() -> None:
    text = "Lo firma la LCP. MARIA  LÓPEZ RUIZ y lo revisa Maria Lopez Ruiz"
    found = leer(text, 2024, 2025, "L.C.P. María López Ruiz", "Mtro. Iván Peña")
    assert [(text[e.inicio : e.fin], e.propuesta) for e in found] == [
        ("MARIA  LÓPEZ RUIZ", "IVÁN PEÑA"),
        ("Maria Lopez Ruiz", "Iván Peña"),
    ]
    same = leer(text, 2024, 2025, "María López Ruiz", "Lic. María López Ruiz")
    assert {each.propuesta for each in same} == {None}


def test_a_name_without_its_title() -> None:
    assert bare_name("L.C.P. Juan Pérez") == "Juan Pérez"
    assert bare_name("C. Lic. Ana Ruiz") == "Ana Ruiz"
    assert bare_name("Carlos Cano") == "Carlos Cano"


def test_years_in_words() -> None:
    words = [ejercicio_en_letra(year) for year in (2000, 2022, 2030, 2031, 2099)]
    assert words == [
        "dos mil", "dos mil veintidós", "dos mil treinta", "dos mil treinta y uno",
        "dos mil noventa y nueve",
    ]  # fmt: skip


# -- properties ------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["ñandú ", "🎉 ", "á", "e\u0301 ", "\n", "respecto a ", "Ley de ", "ejercicio ", "$", " de ",
     "-", "/", "enero ", "29 de febrero de ", "2024", "2024", "2025", "2023", "24", "23", "12", ".",
     " ", "luminarias", "31/12/", "dos mil veinticuatro ", "DOS MIL VEINTICUATRO", "Lic. Ana Ruiz ",
     "pesos ", "80 mil ", "litros", "(", ")", "2021-", "oficio ", "’", "dic-"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS)
@settings(max_examples=600)
def test_places_are_those_of_the_text_and_do_not_overlap(text: str) -> None:
    found = leer(text, 2024, 2025, "Ana Ruiz", "Eva Díaz")
    assert all(0 <= a.fin <= b.inicio for a, b in pairwise(found))
    for each in found:
        words = text[each.inicio : each.fin]
        assert words == words.strip() and words
        if each.tipo in (TipoMencion.EJERCICIO, TipoMencion.FECHA):
            assert any(c.isdecimal() for c in words) or words.lower().startswith("dos mil")


@given(TEXTS, TEXTS)
@settings(max_examples=400)
def test_nothing_with_the_old_year_s_digits_is_missed(before: str, after: str) -> None:
    text = f"{before} Ñ🎉 2024 x {after}"
    place = len(before) + len(" Ñ🎉 ")
    found = leer(text, 2024, 2025)
    assert any(each.inicio <= place and place + 4 <= each.fin for each in found)


COPIED = Copia(2024)


def poa_of(*texts: str, copia: Copia | None = COPIED) -> Poa:
    lineas = tuple(LineaAccion(n, text) for n, text in enumerate(texts, 1))
    return Poa(
        1,
        Dependencia(1, "Obras"),
        2025,
        actividades=(Actividad(1, 1, "Bacheo", lineas=lineas),),
        copia=copia,
    )


def put(poa: Poa, changes: list[tuple[Mencion, str]]) -> Poa:
    """The POA with corrections written, as data/copias.py does."""
    corrected = corregir(poa, changes)
    assert poa.copia is not None
    texts = {each.en.item: each.texto for each in corrected}
    accepted = {clave for each in corrected for clave in each.aceptadas}
    (actividad,) = poa.actividades
    lineas = tuple(replace(each, texto=texts.get(each.id, each.texto)) for each in actividad.lineas)
    copia = replace(poa.copia, aceptadas=poa.copia.aceptadas | accepted)
    return replace(poa, actividades=(replace(actividad, lineas=lineas),), copia=copia)


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=300)
def test_correcting_everything_leaves_no_year_to_judge(texts: list[str]) -> None:
    poa = poa_of(*texts)
    changes = [(each, each.propuesta) for each in pendientes(poa) if each.propuesta is not None]
    after = put(poa, changes)
    left = [each for each in pendientes(after) if each.tipo is not TipoMencion.NOMBRE]
    assert {each.propuesta for each in left} <= {None}, [each.citado for each in left]
    assert [each.citado for each in left] == [
        each.citado
        for each in pendientes(poa)
        if each.propuesta is None and each.tipo is not TipoMencion.NOMBRE
    ]


@given(TEXTS)
@settings(max_examples=300)
def test_correcting_changes_only_what_is_cited(text: str) -> None:
    poa = poa_of(text)
    found = [each for each in pendientes(poa)]
    marks = [(each, f"<{number}>") for number, each in enumerate(found)]
    wanted, end = "", 0
    for mencion, words in marks:
        wanted += text[end : mencion.hallado.inicio] + words
        end = mencion.hallado.fin
    wanted += text[end:]
    corrected = corregir(poa, list(reversed(marks)))
    assert [each.texto for each in corrected] == ([wanted] if marks else [])


# -- what is remembered ----------------------------------------------------------------------


def test_an_accepted_mention_is_not_asked_again_unless_its_words_change() -> None:
    poa = poa_of("Ley de Austeridad de 2024", "Ley de Austeridad de 2024")
    first, second = pendientes(poa)
    judged = replace(poa, copia=Copia(2024, aceptadas=frozenset({first.clave})))
    assert pendientes(judged) == (second,)
    edited = poa_of("La Ley de Austeridad del 2024", copia=judged.copia)
    assert len(pendientes(edited)) == 1


def test_a_correction_that_names_the_old_year_is_judged() -> None:
    poa = poa_of("Subir 5 % respecto a 2023")
    (mencion,) = pendientes(poa)
    assert mencion.propuesta == "2024"
    after = put(poa, [(mencion, "2024")])
    assert after.actividades[0].lineas[0].texto == "Subir 5 % respecto a 2024"
    assert menciones(after) and not pendientes(after)


def test_correcting_one_keeps_what_was_accepted_beside_it() -> None:
    poa = poa_of("Norma de 2024 y ejercicio 2024")
    norm, year = pendientes(poa)
    judged = replace(poa, copia=Copia(2024, aceptadas=frozenset({norm.clave})))
    after = put(judged, [(year, "el año dos mil veinticinco")])
    assert pendientes(after) == ()


def test_names_and_amounts_count_only_when_they_came_with_the_copy() -> None:
    poa = poa_of("Pagar $500.00 a la Lic. Ana Ruiz")
    assert [each.tipo for each in menciones(poa)] == [TipoMencion.IMPORTE, TipoMencion.NOMBRE]
    assert pendientes(poa) == ()
    came = replace(poa, copia=Copia(2024, pendientes=frozenset(de_la_copia(poa))))
    assert len(pendientes(came)) == 2
    assert len(pendientes(poa_of("Pagar $600.00", copia=came.copia))) == 0


def test_a_monto_is_a_mention_of_its_own() -> None:
    ficha = Ficha(inversion=Inversion(TipoInversion.MONTO, Decimal(80000), "(2024)"))
    poa = replace(poa_of(), actividades=(Actividad(1, 1, "Bacheo", ficha=ficha),))
    assert [(each.citado, each.en.campo) for each in menciones(poa)] == [
        ("$80,000.00", "inversion_monto"),
        ("2024", "inversion_nota"),
    ]


def test_the_revision_tells_what_nobody_judged_and_only_once() -> None:
    poa = poa_of("Avance del ejercicio 2024", "Avance del ejercicio 2022")
    rules = [each for each in revisar(poa, date(2025, 1, 1)) if each.donde.campo == "texto"]
    assert [each.regla for each in rules] == ["texto-del-ano-anterior"] * 2
    assert "Se copió del 2024 el año «2022»" in rules[1].mensaje
    accepted = frozenset(each.clave for each in menciones(poa))
    judged = replace(poa, copia=Copia(2024, aceptadas=accepted))
    found = {each.regla for each in revisar(judged, date(2025, 1, 1))}
    assert not found & {"texto-del-ano-anterior", "otro-ejercicio"}


def test_every_text_of_a_plan_is_read() -> None:
    """Whatever text a plan has, in any field, is one of those that are looked through."""
    count = iter(range(100))

    def text() -> str:
        return f"texto{next(count)}."

    def ficha() -> Ficha:
        return Ficha(text(), Inversion(nota=text()), text(), text())

    def lineas() -> tuple[LineaAccion, ...]:
        return (LineaAccion(1, text(), text(), text(), text()),)

    poa = Poa(
        1,
        Dependencia(1, "Obras", objetivo_fin=text()),
        2024,
        vision=text(),
        mision=text(),
        evaluador=text(),
        foda=Foda(*((ItemFoda(1, text()),) for _ in range(4))),
        programas=(Programa(1, 1, text(), text(), text(), ficha(), lineas()),),
        actividades=(Actividad(1, 1, text(), text(), ficha=ficha(), lineas=lineas()),),
    )
    written = [f"texto{number}." for number in range(next(count))]
    assert sorted(each.texto for each in textos(poa)) == sorted(written)
    assert repr(poa).count("texto") - repr(poa).count("texto=") == len(written)


def test_a_programa_is_read_too() -> None:
    programa = Programa(7, 1, "Programa 2024", estrategia="en 2024", eje="Eje 2024")
    poa = replace(poa_of(), programas=(programa,), actividades=())
    assert [each.donde.campo for each in menciones(poa)] == ["nombre", "estrategia", "eje"]
