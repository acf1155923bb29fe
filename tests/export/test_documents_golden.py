"""The documents that have no golden file elsewhere: every word in its place, on a small POA."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.export.opciones import Opciones
from poa_desktop.poa.adecuaciones import Adecuacion, CambioMes, CambioPlan
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.records import (
    Avance,
    EstadoEvidencia,
    EstadoPoa,
    Evidencia,
    Ficha,
    Gasto,
    Inversion,
    Municipio,
    Poa,
    TipoInversion,
)
from tests.march_poa import march_linea, march_poa
from tests.pdf_words import assert_golden

HOY = date(2024, 5, 2)
LISTA = b"Asistentes: 30"
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")
LISTED = Evidencia(1, "lista de asistencia.txt", "text/plain", len(LISTA), "ab" * 32)
REFUSED = replace(
    LISTED, id=2, nombre="foto.txt", estado=EstadoEvidencia.OBSERVADA, motivo="No se ve la obra."
)
CHANGE = Adecuacion(
    12,
    "Pegar en el calendario",
    datetime(2024, 3, 1, 16, 30),
    "Lupita",
    "PC-OBRAS",
    True,
    (CambioPlan("A1.1", "Línea de prueba 1", "Programado", meses=(CambioMes(3, 100, 250),)),),
)


def small_poa() -> Poa:
    poa = march_poa(
        march_linea(1, Avance(100, "Se hizo", "", (LISTED, REFUSED))),
        march_linea(2, Avance(50)),
        march_linea(3, Avance()),
    )
    (actividad,) = poa.actividades
    monto = Ficha("100 calles", Inversion(TipoInversion.MONTO, Decimal(5000)))
    gasto = Gasto(1, date(2024, 3, 20), Decimal("1250.50"), "261", "Cemento")
    spent = replace(actividad, ficha=monto, gastos=(gasto,))
    return replace(poa, estado=EstadoPoa.AUTORIZADO, actividades=(spent,))


def context(**more: object) -> Context:
    return Context(
        MUNICIPIO, small_poa(), HOY, parse_periodo("2024-T1"), contenido=lambda _: LISTA, **more
    )  # type: ignore[arg-type]


ASKED_AND_ANSWERED = (
    ObservacionLinea(
        1,
        parse_periodo("2024-T1"),
        2,
        "La cantidad no cuadra\ncon la bitácora.",
        "Ana Ruiz",
        "Analista",
        datetime(2024, 4, 9, 10),
    ),
    ObservacionLinea(
        2,
        parse_periodo("2024-M03"),
        None,
        "Falta el oficio de entrega.",
        "Ana Ruiz",
        "Analista",
        datetime(2024, 4, 9, 11),
        EstadoObservacion.RESPONDIDA,
        "Se entregó el día 12.",
        "Luis Ramos",
        "Enlace",
        datetime(2024, 4, 12, 9),
    ),
)
ASKED = Opciones(miniaturas=True, oficio="PLA-7/2024", plazo=date(2024, 5, 20))


@pytest.mark.parametrize(
    ("documento", "made_from"),
    [
        ("calendario", context()),
        ("evidencias", context(opciones=replace(ASKED, anexos=True))),
        ("observaciones", context(opciones=ASKED, observaciones=ASKED_AND_ANSWERED)),
        ("adecuaciones", context(adecuaciones=(CHANGE,))),
        ("tablero", context()),
    ],
)
def test_words_and_positions_as_agreed(
    documento: str, made_from: Context, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    content, notices = render(find_documento(documento, "pdf"), "pdf", made_from)
    assert notices == ()
    assert_golden(content, f"{documento}_words.txt", tmp_path, request)
