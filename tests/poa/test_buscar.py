"""Searching everything a POA says: no text is forgotten, and it is told where it stands."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from poa_desktop.poa import texto_viejo
from poa_desktop.poa.buscar import Hallazgos, Indice, buscar, cuenta
from poa_desktop.poa.consulta import consulta_de
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Dependencia,
    EstadoEvidencia,
    Evidencia,
    Ficha,
    Foda,
    Gasto,
    Inversion,
    ItemFoda,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    TipoInversion,
)
from poa_desktop.poa.texto_viejo import MONTO
from poa_desktop.poa.textos import Registro, nodos

_count = iter(range(1, 10_000))


def said(what: str) -> str:
    """A text that stands nowhere else."""
    return f"{what} palabra{next(_count)}x"


def file(what: str) -> Evidencia:
    number = next(_count)
    return Evidencia(number, said(what) + ".pdf", "application/pdf", 1, "0" * 64,
                     EstadoEvidencia.OBSERVADA, said("motivo"))  # fmt: skip


def linea(number: int) -> LineaAccion:
    avance = Avance(100, said("comentario"), said("justificación"), (file("foto"),))
    return LineaAccion(number, said("línea"), said("unidad"), said("medio"), said("responsable"),
                       avances=(Avance(),) * 2 + (avance,) + (Avance(),) * 9)  # fmt: skip


def ficha() -> Ficha:
    inversion = Inversion(TipoInversion.MONTO, Decimal(80_000), said("nota"))
    return Ficha(said("metas"), inversion, said("directos"), said("indirectos"))


def full_poa() -> tuple[Municipio, Poa]:
    """A POA in which every text is filled in."""
    items = {name.name: (ItemFoda(next(_count), said("foda")),) for name in fields(Foda)}
    gasto = Gasto(5, date(2024, 3, 5), Decimal("1250.5"), "26101", said("concepto"), (file("f"),))
    programa = Programa(
        1, 1, said("programa"), said("estrategia"), said("eje"), ficha(), (linea(1),)
    )
    actividad = Actividad(2, 3, said("actividad"), said("eje"), 1, ficha(), (linea(2),), (gasto,))
    dependencia = Dependencia(7, *(said("dependencia") for _ in range(7)))
    municipio = Municipio(said("m"), said("e"), said("g"), said("p"), (said("eje"), said("eje")))
    poa = Poa(4, dependencia, 2024, vision=said("visión"), mision=said("misión"),
              foda=Foda(**items), fecha=date(2023, 11, 6), evaluador=said("evaluador"),
              programas=(programa,), actividades=(actividad,))  # fmt: skip
    return municipio, poa


def texts_of(value: object) -> list[str]:
    """Every text with a mark of its own in a record and in all it holds."""
    if isinstance(value, str):
        return [value] if "palabra" in value else []
    if isinstance(value, tuple):
        return [text for each in value for text in texts_of(each)]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for each in fields(value) for text in texts_of(getattr(value, each.name))]
    return []


NOT_SEARCHED = {"Municipio.color", "Municipio.unidades"}
"""Texts nobody reads in the plan: a colour, and a catalogue to choose from."""


def empty_texts(value: object) -> list[str]:
    """The fields of a record, and of all it holds, that may have texts and have none."""
    if isinstance(value, tuple):
        return [name for each in value for name in empty_texts(each)]
    if not is_dataclass(value) or isinstance(value, type):
        return []
    kind = type(value).__name__
    found = []
    for each in fields(value):
        inside = getattr(value, each.name)
        if inside == "" or (inside == () and "str" in str(each.type)):
            found.append(f"{kind}.{each.name}")
        found += empty_texts(inside)
    return found


def test_the_poa_of_these_tests_has_every_text() -> None:
    """A new field of a record is filled in here, and then looked for below."""
    found = {name for value in full_poa() for name in empty_texts(value)} - NOT_SEARCHED
    assert found == {"Avance.comentario", "Avance.justificacion"}  # of the other months


def test_no_text_of_the_records_is_forgotten() -> None:
    municipio, poa = full_poa()
    listed = [texto.texto for nodo in nodos(municipio, poa) for texto in nodo.textos]
    known = texts_of(municipio) + texts_of(poa)
    assert len(known) > 45
    assert sorted(known) == sorted(text for text in listed if "palabra" in text)
    indice = Indice(municipio, poa)
    for text in known:
        word = next(each for each in text.split() if "palabra" in each)
        found = buscar(indice, consulta_de(word, palabra=True))
        assert found.total == 1, text
        assert found.grupos[0].coincidencias[0].texto.texto == text


def test_a_copied_plan_is_read_for_every_text_of_the_plan() -> None:
    """What was reported, the catalogue and who works there are none of the old plan."""
    municipio, poa = full_poa()
    elsewhere = (Registro.MUNICIPIO, Registro.EJES, Registro.AVANCES, Registro.GASTOS)
    elsewhere += (Registro.EVIDENCIAS, Registro.COMPROBANTES, Registro.CALCULADO)
    plan = [
        texto.texto
        for nodo in nodos(municipio, poa)
        for texto in nodo.textos
        if texto.registro not in elsewhere
        and (texto.registro is not Registro.DEPENDENCIAS or texto.columna == "objetivo_fin")
    ]
    read = [each.texto for each in texto_viejo.textos(poa) if each.texto and each.campo != MONTO]
    assert len(plan) > 25
    assert sorted(plan) == sorted(read)


def test_every_place_is_told_once() -> None:
    municipio, poa = full_poa()
    keys = [texto.clave for nodo in nodos(municipio, poa) for texto in nodo.textos]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("a3.1", ["A3.1 Clave"]),
        ("80000", ["P1 Inversión", "A3 Inversión"]),
        ("1,250.50", ["A3 Gasto: importe"]),
        ("06/11/2023", [" Fecha del documento"]),
        ("26101", ["A3 Gasto: partida"]),
    ],
)
def test_numbers_are_found_as_one_would_type_them(asked: str, where: list[str]) -> None:
    found = buscar(Indice(*full_poa()), consulta_de(asked))
    told = [
        f"{grupo.nodo.clave} {each.texto.nombre}"
        for grupo in found.grupos
        for each in grupo.coincidencias
    ]
    assert told == where


def test_a_node_holds_what_stands_below_it_in_the_tree() -> None:
    municipio, poa = full_poa()
    indice = Indice(municipio, poa)

    def claves(*en: object) -> list[str]:
        found = buscar(indice, consulta_de("palabra"), en=en)  # type: ignore[arg-type]
        return [grupo.nodo.clave for grupo in found.grupos]

    assert claves(TipoLugar.PROGRAMA, 1) == ["P1", "P1.1", "A3", "A3.1"]
    assert claves(TipoLugar.ACTIVIDAD, 2) == ["A3", "A3.1"]
    assert claves(TipoLugar.LINEA, 2) == ["A3.1"]
    assert claves(TipoLugar.DIAGNOSTICO, 4) == [""]
    assert claves(TipoLugar.POA, 4) == ["", "", "P1", "P1.1", "A3", "A3.1"]


def test_what_two_poas_share_is_found_once() -> None:
    municipio, poa = full_poa()
    last_year = replace(poa, id=9, ejercicio=2023, programas=(), actividades=())
    seen: set[tuple[object, ...]] = set()
    consulta = consulta_de("palabra")
    first = buscar(Indice(municipio, poa), consulta, vistos=seen)
    second = buscar(Indice(municipio, last_year), consulta, vistos=seen)
    kinds = {each.texto.registro for grupo in second.grupos for each in grupo.coincidencias}
    assert kinds == {Registro.POAS, Registro.FODA}
    assert (first + second).total == first.total + second.total


def test_the_count_in_words() -> None:
    assert cuenta(Hallazgos()) == "Sin resultados"
    assert cuenta(Hallazgos((), 1, 1)) == "1 coincidencia en 1 lugar"
    assert cuenta(Hallazgos((), 2300, 11)) == "2,300 coincidencias en 11 lugares"
    assert cuenta(Hallazgos((), 2001, 11, completo=False)) == "2,001 coincidencias o más"


def test_a_search_stops_where_nobody_reads_on() -> None:
    found = buscar(Indice(*full_poa()), consulta_de("a"), limite=10)
    assert not found.completo
    assert 10 < found.total < 60
