"""When a plan may be authorised or go back, and what its papers say of it."""

from dataclasses import replace
from datetime import datetime

import pytest

from poa_desktop.poa.autorizacion import constancia, del_plan, motivo_no_autorizable
from poa_desktop.poa.declarada import Declarada
from poa_desktop.poa.problems import Gravedad, Lugar, Problem, TipoLugar
from poa_desktop.poa.records import Actividad, Dependencia, EstadoPoa, LineaAccion, Poa
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.tramites import Paso

DRAFT = Poa(
    1,
    Dependencia(1, "Obras"),
    2024,
    actividades=(Actividad(1, 1, "Bacheo", lineas=(LineaAccion(1, "Tapar"),)),),
)
POA = replace(DRAFT, estado=EstadoPoa.AUTORIZADO)
JANUARY, JULY = datetime(2024, 1, 15, 12, 0), datetime(2024, 7, 1, 9, 0)


def sealed(paso: Paso, cuando: datetime, folio: str) -> Sello:
    zeros = "0" * 64
    return Sello(
        1, "f", 1, "2024", paso, 1, folio, zeros, 1, zeros, zeros, cuando, "Ana", "", "", zeros
    )


def declared(numero: int, iniciada: datetime, concluida: datetime | None) -> Declarada:
    hasta = None if concluida is None else 9
    return Declarada(numero, numero, "x", "", None, "Ana", "", iniciada, 5, concluida, hasta)


AUTORIZADO = sealed(Paso.AUTORIZACION, JANUARY, "AU-2024-POA-1-0A1B2C3D")
CIERRE = sealed(Paso.CIERRE, JULY, "AC-2024-T1-1-0A1B2C3D")


@pytest.mark.parametrize(
    ("poa", "sellos", "declaradas", "told"),
    [
        (DRAFT, (AUTORIZADO,), (), ""),
        (POA, (), (), ""),  # of an earlier version: nothing to point at
        (POA, (CIERRE,), (), ""),
        (
            POA,
            (AUTORIZADO, CIERRE),
            (),
            "Autorizado el 15 de enero de 2024, folio AU-2024-POA-1-0A1B2C3D",
        ),
        (
            POA,
            (AUTORIZADO,),
            (declared(1, JANUARY, JANUARY), declared(2, JULY, JULY), declared(3, JULY, None)),
            "Autorizado el 15 de enero de 2024, folio AU-2024-POA-1-0A1B2C3D; adecuación 2 del 01 "
            "de julio de 2024; adecuación 3 en curso",
        ),
        (
            POA,
            (AUTORIZADO, sealed(Paso.AUTORIZACION, JULY, "AU-2024-POA-2-0A1B2C3D")),
            (declared(1, JANUARY, JANUARY),),  # of the authorisation before
            "Autorizado el 01 de julio de 2024, folio AU-2024-POA-2-0A1B2C3D",
        ),
    ],
)
def test_a_paper_says_by_what_its_plan_is_in_force(
    poa: Poa, sellos: tuple[Sello, ...], declaradas: tuple[Declarada, ...], told: str
) -> None:
    assert constancia(poa, sellos, declaradas) == told


def test_what_is_authorised_has_lineas_and_is_no_authorised_one() -> None:
    assert motivo_no_autorizable(DRAFT) == ""
    assert "ya está autorizado" in motivo_no_autorizable(POA)
    assert "líneas" in motivo_no_autorizable(replace(DRAFT, actividades=()))


def test_nobody_is_asked_to_look_at_what_was_reported() -> None:
    def found(campo: str, gravedad: Gravedad = Gravedad.AVISO) -> Problem:
        return Problem("x", gravedad, Lugar(TipoLugar.LINEA, 1, campo, "A1.1"), campo, "")

    problems = [found("realizado"), found("texto"), found("evidencias"), found("gastos")]
    problems.append(found("programado", Gravedad.ERROR))
    assert [each.mensaje for each in del_plan(problems)] == ["programado", "texto"]
