"""The seed and the bundled example come in whole: same shape, same figures."""

from datetime import date
from decimal import Decimal

import pytest

from poa_desktop.intake.draft import Draft
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.periodos import Periodo, Temporalidad
from poa_desktop.poa.problems import Gravedad
from poa_desktop.poa.records import Actividad, Inversion, TipoInversion

LINEAS = [3, 4, 2, 2, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3]
MONTOS = {
    2: Inversion(TipoInversion.MONTO, Decimal("50000.00")),
    6: Inversion(TipoInversion.MONTO, Decimal("10000.00")),
    12: Inversion(TipoInversion.MONTO, Decimal("1800000.00")),
    13: Inversion(TipoInversion.MONTO, Decimal("80000.00"), "3,478 litros"),
    14: Inversion(TipoInversion.MONTO, Decimal("250000.00")),
}


@pytest.fixture(scope="module", params=["seed_text", "example_text"])
def draft(request: pytest.FixtureRequest) -> Draft:
    return read_text_form(request.getfixturevalue(request.param), "poa.txt")


def temporalidad(numero: int) -> Temporalidad:
    special = {1: Temporalidad.MENSUAL, 8: Temporalidad.MENSUAL, 5: Temporalidad.SEMESTRAL}
    return special.get(numero, Temporalidad.TRIMESTRAL)


def actividad(draft: Draft, numero: int) -> Actividad:
    return draft.poa.actividades[numero - 1]


def test_head(draft: Draft) -> None:
    assert draft.poa.ejercicio == 2024
    assert draft.poa.fecha == date(2023, 11, 6)
    assert draft.poa.dependencia.nombre == "Hacienda Municipal"
    assert draft.poa.dependencia.objetivo_fin
    assert draft.poa.evaluador == "DIRECCIÓN DE PLANEACIÓN Y AGENDA PARA EL DESARROLLO MUNICIPAL"
    assert draft.municipio.gobierno.startswith("GOBIERNO MUNICIPAL DE ")
    assert draft.municipio.nombre in ("Jocotepec", "San Aurelio del Valle")


def test_diagnostico(draft: Draft) -> None:
    foda = draft.poa.foda
    assert draft.poa.vision.count("\n") == 1
    assert draft.poa.mision
    assert "\n" not in draft.poa.mision
    lists = (foda.fortalezas, foda.oportunidades, foda.debilidades, foda.amenazas)
    assert [len(each) for each in lists] == [7, 4, 3, 3]
    assert not any(item.texto[0].isdigit() for each in lists for item in each)


def test_blocks(draft: Draft) -> None:
    assert [each.numero for each in draft.poa.programas] == [1, 2]
    assert [len(each.lineas) for each in draft.poa.programas] == [16, 12]
    assert [each.numero for each in draft.poa.actividades] == list(range(1, 15))
    assert [len(each.lineas) for each in draft.poa.actividades] == LINEAS
    assert all(each.nombre and each.eje and each.ficha.metas for each in draft.poa.bloques)
    assert all(each.estrategia for each in draft.poa.programas)
    assert {each.programa_id for each in draft.poa.actividades} == {None}
    assert {linea.id for linea in draft.poa.lineas} == {0}
    ejes = {each.eje for each in draft.poa.bloques}
    assert set(draft.municipio.ejes) == ejes
    assert len(draft.municipio.ejes) == len(ejes)


def test_fichas(draft: Draft) -> None:
    assert {each.ficha.temporalidad for each in draft.poa.programas} == {Temporalidad.TRIMESTRAL}
    for each in draft.poa.actividades:
        assert each.ficha.temporalidad is temporalidad(each.numero)
    for each in draft.poa.bloques:
        assert (each.ficha.periodo_del, each.ficha.periodo_al) == (
            date(2024, 1, 1),
            date(2024, 12, 31),
        )
    nothing = Inversion(TipoInversion.NO_GENERA_GASTO)
    for each in draft.poa.actividades:
        assert each.ficha.inversion == MONTOS.get(each.numero, nothing)
    assert {each.ficha.inversion for each in draft.poa.programas} == {nothing}


def test_beneficiados_are_missing_exactly_where_the_document_has_no_such_row(draft: Draft) -> None:
    for each in draft.poa.bloques:
        missing = isinstance(each, Actividad) and each.numero in (13, 14)
        assert (each.ficha.beneficiados_directos is None) is missing
        assert (each.ficha.beneficiados_indirectos is None) is missing
        assert missing or (each.ficha.beneficiados_directos and each.ficha.beneficiados_indirectos)


def test_default_schedule_gives_the_worked_figures(draft: Draft) -> None:
    periods = [Periodo(2024, "T", number) for number in (1, 2, 3, 4)] + [Periodo(2024, "A", 1)]
    results = [evaluar(draft.poa, periodo, date(2025, 1, 15)) for periodo in periods]
    assert [each.total.proyectadas for each in results] == [81, 84, 81, 84, 330]
    assert [each.subtotal_programas.proyectadas for each in results] == [28, 28, 28, 28, 112]


def test_problems_say_what_was_proposed_and_nothing_is_lost(draft: Draft) -> None:
    reglas = [problem.regla for problem in draft.problems]
    assert sorted(reglas) == [
        "columnas_perdidas",
        "programacion_propuesta",
        "tabla_partida",
        "tabla_partida",
    ]
    assert {problem.gravedad for problem in draft.problems} == {Gravedad.AVISO}
    assert all(problem.mensaje and problem.que_hacer for problem in draft.problems)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_gives_the_same_draft(
    example_text: bytes, encoding: str, newline: str
) -> None:
    text = example_text.decode()
    encoded = text.replace("\n", newline).encode(encoding)
    assert read_text_form(encoded, "poa.txt") == read_text_form(example_text, "poa.txt")


def test_a_damaged_byte_does_not_ruin_the_rest(example_text: bytes) -> None:
    damaged = example_text.replace(b"Gasolina", b"Gas\xc3lina")
    draft = read_text_form(damaged, "poa.txt")
    assert actividad(draft, 13).nombre == "Gas\ufffdlina para diligencias"
    assert actividad(draft, 12).nombre == "Taller municipal y cuidado de la flota de vehículos"
    assert draft.problems[0].regla == "archivo_danado"
