"""The Informe de inalterabilidad: every word of a bad result, and that a good one says so."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from poa_desktop.export.document import Context
from poa_desktop.export.documents import find_documento, render
from poa_desktop.poa import verificacion
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Dependencia, Municipio, Poa
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.tramites import Paso
from poa_desktop.poa.verificacion import (
    Bitacora,
    CierreComprobado,
    Diferencia,
    Juicio,
    Perdido,
    Registro,
    SelloComprobado,
    Verificacion,
)
from poa_desktop.poa.verificacion_partes import Confianza, Parte
from poa_desktop.poa.versiones import CambioVersion
from tests.pdf_words import assert_golden

NOON = datetime(2024, 7, 9, 12, 0)
DEPENDENCIA = "Obras Públicas"
POA = Poa(1, Dependencia(1, DEPENDENCIA), 2024)
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")
SELLO = Sello(
    1, "ab" * 16, 1, "2024-T1", Paso.CIERRE, 1, "AC-2024-T1-1-7F3A9C21", "7f3a9c21" * 8, 118,
    "cd" * 32, "0" * 64, datetime(2024, 4, 12, 10, 30), "Lucía Ramos", "Enlace", "", "ef" * 32,
    "01" * 64,
)  # fmt: skip
REOPENED = replace(SELLO, id=2, paso=Paso.REAPERTURA, folio="RE-2024-T1-1-00112233", nota="Lluvia")
LATER = Registro(121, datetime(2024, 5, 2, 9, 5), "Luis Peña, Analista (lpena)", "Editar")
TEXT = CambioVersion("A1.1", "Bachear", "Línea de acción", None, "Bachear", "Bachear calles")
FORGED = CambioVersion("A3.1", "Podar", "Realizado", 3, "1", "5")
GOOD = Verificacion(
    "obras.poa",
    "ab" * 16,
    NOON,
    Bitacora(121, "9d" * 32, None, LATER),
    {},
    (SelloComprobado(SELLO, DEPENDENCIA, Confianza.PROPIA, vigente=True),),
    (CierreComprobado(SELLO, DEPENDENCIA, (Diferencia(TEXT, Juicio.REGISTRADA, LATER),)),),
)
BAD = replace(
    GOOD,
    bitacora=Bitacora(121, "9d" * 32, 120, Registro(119, NOON, "Lucía Ramos")),
    hallazgos={
        Parte.BITACORA: ("La bitácora fue alterada en la operación 120 o después.",),
        Parte.SELLOS: ("RE-2024-T1-1-00112233: la firma no corresponde.",),
    },
    sellos=(
        replace(GOOD.sellos[0], vigente=False),
        SelloComprobado(
            REOPENED, DEPENDENCIA, Confianza.DESCONOCIDA, vigente=True, hallazgos=("la firma",)
        ),
    ),
    cierres=(
        CierreComprobado(
            SELLO,
            DEPENDENCIA,
            (GOOD.diferencias[0], Diferencia(FORGED, Juicio.SIN_REGISTRO)),
        ),
    ),
    testigo=verificacion.Testigo(
        datetime(2024, 7, 1, 8, 0),
        140,
        (
            Perdido("AC-2024-T2-1-AABBCCDD", NOON),
            Perdido("AC-2024-M06-1-AABBCCDD", NOON, "08/07/2024 09:00 por Ana"),
        ),
        ("1111-2222",),
        ("Este equipo le había visto 140 operaciones y ahora tiene 121.",),
    ),
)


def context(found: Verificacion) -> Context:
    return Context(MUNICIPIO, POA, NOON.date(), verificar=lambda: found)


@pytest.mark.parametrize(("found", "name"), [(GOOD, ""), (BAD, "_mal")], ids=["sound", "altered"])
def test_words_and_positions_as_agreed(
    found: Verificacion, name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    content, notices = render(find_documento("inalterabilidad", "pdf"), "pdf", context(found))
    assert notices == ()
    assert_golden(content, f"inalterabilidad{name}_words.txt", tmp_path, request)


def test_without_a_file_at_hand_it_is_refused() -> None:
    plain = Context(MUNICIPIO, POA, NOON.date())
    with pytest.raises(PoaError, match="abra el archivo"):
        render(find_documento("inalterabilidad", "pdf"), "pdf", plain)


def test_many_differences_break_over_pages_and_lose_nothing(tmp_path: Path) -> None:
    import subprocess

    many = tuple(
        Diferencia(replace(FORGED, clave=f"A{number}.1", antes="x " * 400), Juicio.SIN_REGISTRO)
        for number in range(80)
    )
    found = replace(BAD, cierres=(replace(BAD.cierres[0], diferencias=many),))
    content, _ = render(find_documento("inalterabilidad", "pdf"), "pdf", context(found))
    path = tmp_path / "muchas.pdf"
    path.write_bytes(content)
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()
    assert all(f"A{number}.1, Realizado de marzo" in text for number in range(80))
