"""What differs between two contents of a period."""

from dataclasses import replace

from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import Actividad, Avance, Dependencia, LineaAccion, Poa
from poa_desktop.poa.versiones import comparar

T1, T2 = parse_periodo("2024-T1"), parse_periodo("2024-T2")


def _poa(linea: LineaAccion) -> Poa:
    actividad = Actividad(1, 1, "Bacheo", lineas=(linea,))
    return Poa(1, Dependencia(1, "Obras"), 2024, actividades=(actividad,))


def _at(linea: LineaAccion, mes: int, avance: Avance) -> LineaAccion:
    avances = tuple(avance if n == mes else a for n, a in enumerate(linea.avances, 1))
    return replace(linea, avances=avances)


def test_a_month_of_the_period_is_told_and_one_of_another_is_not() -> None:
    linea = LineaAccion(7, "Tapar baches", programado=(100,) * 12)
    before, after = _poa(linea), _poa(_at(linea, 3, Avance(250, justificacion="Lluvia")))
    assert [str(each) for each in comparar(before, after, T1)] == [
        "A1.1, Realizado de marzo: sin capturar → 2.5",
        "A1.1, Justificación de marzo: — → Lluvia",
    ]
    assert comparar(before, after, T2) == ()
    assert comparar(after, after, T1) == ()


def test_a_linea_without_anything_in_the_period_is_no_difference_of_it() -> None:
    linea = LineaAccion(7, "Tapar baches", programado=(100,) * 12)
    empty = LineaAccion(8, "Nueva", programado=(0,) * 3 + (100,) + (0,) * 8)
    base = _poa(linea)
    actividad = replace(base.actividades[0], lineas=(linea, empty))
    more = replace(base, actividades=(actividad,))
    assert comparar(base, more, T1) == ()
    assert [each.clave for each in comparar(base, more, T2)] == ["A1.2"]
    assert comparar(more, base, T1) == ()
    (gone,) = comparar(more, base, T2)
    assert (gone.antes, gone.despues) == ("Nueva", "")
