"""What two versions of a closed period differ in: all that their papers print."""

from dataclasses import replace
from datetime import date

from poa_desktop.poa.congelado import Congelado
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Avance, Municipio
from poa_desktop.poa.versiones_hoja import comparar_versiones
from tests.march_poa import march_linea, march_poa

T1 = parse_periodo("2024-T1")
BEFORE = Congelado(
    "ab" * 16, march_poa(march_linea(1, Avance(100))), Municipio("Jocotepec"), date(2024, 4, 2), T1
)


def test_equal_versions_differ_in_nothing() -> None:
    assert comparar_versiones(BEFORE, BEFORE) == ()


def test_whose_it_is_and_how_its_blocks_are_called_is_told() -> None:
    (actividad,) = BEFORE.poa.actividades
    owner = replace(BEFORE.poa.dependencia, titular_nombre="Ana Ruiz")
    metas = replace(actividad.ficha, metas="Otras metas")
    named = replace(actividad, nombre="Otro nombre", eje="Otro eje", ficha=metas)
    after = replace(
        BEFORE,
        poa=replace(BEFORE.poa, dependencia=owner, actividades=(named,), evaluador="Otra"),
        municipio=Municipio("Chapala"),
    )
    found = comparar_versiones(BEFORE, after)
    assert [(each.clave, each.campo) for each in found] == [
        ("POA", "Municipio"),
        ("POA", "Titular"),
        ("POA", "Evalúa"),
        ("A1", "Nombre"),
        ("A1", "Eje del PMD"),
        ("A1", "Metas"),
    ]
    assert (found[0].antes, found[0].despues) == ("Jocotepec", "Chapala")
