"""Plantillas of líneas: found by their words, scheduled as they say, made from a línea."""

from datetime import date

from poa_desktop.poa.modelos import (
    DEL_PROGRAMA,
    buscar,
    cuando,
    modelo_de,
    nuevos,
    programado_de,
)
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.records import Ficha, LineaAccion, ModeloLinea
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.unidades import COMUNES

YEAR = Ficha(temporalidad=Temporalidad.TRIMESTRAL)


def months(programado: tuple[int, ...]) -> list[int]:
    return [mes for mes, amount in enumerate(programado, 1) if amount]


def test_the_ones_of_the_program_are_clean_and_use_the_catalogue() -> None:
    names = [each.nombre for each in DEL_PROGRAMA]
    assert len(set(names)) == len(names) >= 15
    for each in DEL_PROGRAMA:
        assert clean_text(each.texto).text == each.texto and each.texto.endswith(".")
        assert each.unidad_medida in COMUNES and each.medio_verificacion
        assert each.id == 0 and months(programado_de(each, YEAR, 2025))


def test_they_are_found_without_accents_and_by_several_words() -> None:
    assert [each.nombre for each in buscar(DEL_PROGRAMA, "CAPACITACION personal")] == [
        "Capacitación del personal"
    ]
    assert buscar(DEL_PROGRAMA, "") == DEL_PROGRAMA
    assert buscar(DEL_PROGRAMA, "zzz") == ()


def test_the_schedule_is_what_the_plantilla_says() -> None:
    own = ModeloLinea(1, "x", "x", programado=(0, 250) + (0,) * 10)
    assert programado_de(own, YEAR, 2025) == own.programado
    monthly = ModeloLinea(0, "x", "x", temporalidad=Temporalidad.MENSUAL)
    spring = Ficha(periodo_del=date(2025, 3, 1), periodo_al=date(2025, 5, 31))
    assert months(programado_de(monthly, spring, 2025)) == [3, 4, 5]
    bare = ModeloLinea(0, "x", "x")
    assert months(programado_de(bare, YEAR, 2025)) == [3, 6, 9, 12]
    assert [cuando(each) for each in (own, monthly, bare)] == [
        "feb (2.5)", "Mensual", "Según la ficha",
    ]  # fmt: skip


def test_a_plantilla_of_a_linea() -> None:
    linea = LineaAccion(7, "Tapar  baches\n" + "con mezcla " * 9, "Bache", "Foto", "Ana")
    made = modelo_de(linea)
    assert made.nombre.startswith("Tapar baches con mezcla") and made.nombre.endswith("…")
    assert len(made.nombre) <= 61 and made.programado is None
    assert (made.texto, made.unidad_medida) == (linea.texto, "Bache")
    scheduled = modelo_de(LineaAccion(7, "Tapar", programado=(100,) * 12))
    assert scheduled.nombre == "Tapar" and scheduled.programado == (100,) * 12


def test_only_those_that_are_missing_are_brought() -> None:
    here = [ModeloLinea(1, "Informe", "a")]
    there = [ModeloLinea(1, "INFORMÉ", "b"), ModeloLinea(2, "Taller", "c")]
    assert [each.nombre for each in nuevos(here, there)] == ["Taller"]
