"""The proposals for a whole POA: what is recommended, and what the real POA's texts say."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.periodos import MESES_CORTOS, Temporalidad
from poa_desktop.poa.propuestas import Origen, elegidas, meses_programados, propuestas_de
from poa_desktop.poa.records import (
    SIN_PROGRAMAR,
    Actividad,
    Avance,
    Dependencia,
    EstadoPoa,
    Ficha,
    LineaAccion,
    Poa,
)

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "propuestas_seed.txt"
MENSUAL = (100,) * 12
TRIMESTRAL = (0, 0, 100) * 4


def poa_of(*lineas: LineaAccion, temporalidad: Temporalidad | None = Temporalidad.MENSUAL) -> Poa:
    ficha = Ficha("", periodo_del=date(2024, 1, 1), periodo_al=date(2024, 12, 31))
    ficha = replace(ficha, temporalidad=temporalidad)
    numbered = tuple(replace(each, id=place) for place, each in enumerate(lineas, 1))
    actividad = Actividad(1, 3, "Avisos", ficha=ficha, lineas=numbered)
    return Poa(1, Dependencia(1, "Hacienda"), 2024, actividades=(actividad,))


def recommended(poa: Poa) -> list[Origen]:
    return [each.recomendada for group in propuestas_de(poa) for each in group.propuestas]


CIRCULAR = LineaAccion(0, "Enviar una circular trimestral")
PERMANENTE = LineaAccion(0, "Monitoreo permanente de reformas")
OFICIO = LineaAccion(0, "Atender oficios")


def test_a_plain_text_goes_before_the_temporalidad_and_a_doubtful_one_behind() -> None:
    poa = poa_of(CIRCULAR, PERMANENTE, OFICIO)
    assert recommended(poa) == [Origen.TEXTO, Origen.TEMPORALIDAD, Origen.TEMPORALIDAD]
    poa = poa_of(CIRCULAR, PERMANENTE, OFICIO, temporalidad=None)
    assert recommended(poa) == [Origen.TEXTO, Origen.TEXTO, Origen.ACTUAL]


def test_a_schedule_of_its_own_is_never_recommended_away() -> None:
    own = replace(CIRCULAR, programado=(0, 100, *(0,) * 10))
    assert recommended(poa_of(own)) == [Origen.ACTUAL]


def test_the_untouched_default_gives_way_to_the_text_in_a_draft_without_avance() -> None:
    given = replace(CIRCULAR, programado=MENSUAL)
    reported = replace(given, avances=(Avance(100), *(Avance(),) * 11))
    poa = poa_of(given, reported, replace(OFICIO, programado=MENSUAL))
    assert recommended(poa) == [Origen.TEXTO, Origen.ACTUAL, Origen.ACTUAL]
    authorised = replace(poa, estado=EstadoPoa.AUTORIZADO)
    assert recommended(authorised) == [Origen.ACTUAL] * 3


def test_the_claves_and_both_schedules_stand_side_by_side() -> None:
    (group,) = propuestas_de(poa_of(CIRCULAR, OFICIO))
    first, second = group.propuestas
    assert (first.clave, first.temporalidad, first.texto) == ("A3.1", MENSUAL, TRIMESTRAL)
    assert first.difieren
    assert (second.clave, second.texto, second.difieren) == ("A3.2", SIN_PROGRAMAR, False)
    assert not second.ofrece(Origen.TEXTO)


def test_only_what_differs_is_written() -> None:
    (group,) = propuestas_de(poa_of(replace(CIRCULAR, programado=TRIMESTRAL), CIRCULAR, OFICIO))
    choice = {1: Origen.TEXTO, 2: Origen.TEXTO, 3: Origen.TEXTO}
    assert elegidas(group.propuestas, choice) == ((2, TRIMESTRAL),)


@pytest.mark.parametrize(
    ("programado", "words"),
    [
        (TRIMESTRAL, "mar, jun, sep y dic"),
        (MENSUAL, "cada mes"),
        ((200,) * 12, "2 cada mes"),
        ((*(0,) * 11, 150), "dic (1.5)"),
        (SIN_PROGRAMAR, "ningún mes"),
    ],
)
def test_a_schedule_in_words(programado: tuple[int, ...], words: str) -> None:
    assert meses_programados(programado) == words


def test_what_the_real_poa_proposes(seed_path: Path, request: pytest.FixtureRequest) -> None:
    """Each línea's clave, the words it was read from, its months and why: none of its sentences."""
    poa = read_text_form(seed_path.read_bytes(), seed_path.name).poa
    rows = []
    for group in propuestas_de(poa):
        for each in group.propuestas:
            found = each.lectura
            if found is None:
                rows.append(f"{each.clave} —")
                continue
            said = each.linea.texto[found.inicio : found.fin]
            shown = " ".join(
                name if amount else "·"
                for name, amount in zip(MESES_CORTOS, found.programado, strict=True)
            )
            rows.append(f"{each.clave} «{said}» {shown}\n    {found.porque} {found.duda}".rstrip())
    text = "\n".join(rows) + "\n"
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert len(poa.lineas) == 70
    assert text == GOLDEN.read_text(encoding="utf-8")
