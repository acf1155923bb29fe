"""The printed history of a plan: what was, what is, who did it, and what is no adecuación."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from poa_desktop.export.pdf_adecuaciones import schedule_in_words, write_adjustments_pdf
from poa_desktop.poa.adecuaciones import ESTADO, Adecuacion, CambioMes, CambioPlan
from poa_desktop.poa.declarada import Declarada
from poa_desktop.poa.records import Dependencia, EstadoPoa, Municipio, Poa

HOY = date(2024, 7, 2)
MUNICIPIO = Municipio("Valle Claro", "Jalisco", "GOBIERNO MUNICIPAL DE VALLE CLARO")
DRAFT = Poa(1, Dependencia(1, "Obras Públicas", titular_nombre="Ana Ruiz"), 2024)
AUTHORISED = replace(DRAFT, estado=EstadoPoa.AUTORIZADO)

EARLY = Adecuacion(
    3,
    "Editar metas",
    datetime(2024, 1, 10, 9, 5),
    "Lupita",
    "PC-OBRAS",
    False,
    (CambioPlan("A1", "Bacheo", "Metas", "Cien", "Doscientas"),),
)
AUTHORISING = Adecuacion(
    4,
    "Autorizar",
    datetime(2024, 1, 15, 12, 0),
    "Luis",
    "PC-PLAN",
    False,
    (CambioPlan("", "POA", ESTADO, "Borrador", "Autorizado"),),
)
LATE = Adecuacion(
    9,
    "Pegar en el calendario",
    datetime(2024, 3, 1, 16, 30),
    "Lupita",
    "PC-OBRAS",
    True,
    (
        CambioPlan(
            "A1.1",
            "Tapar baches",
            "Programado",
            meses=(CambioMes(3, 100, 250), CambioMes(6, 100, 0)),
        ),
        CambioPlan("A1.2", "Pintar", "Línea eliminada", "Unidad: Metro\nProgramado: mar 1", ""),
    ),
)

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "qpdf", "pdffonts"))),
    reason="needs poppler-utils and qpdf",
)


def _text(poa: Poa, changes: tuple[Adecuacion, ...], folder: Path) -> str:
    made = write_adjustments_pdf(MUNICIPIO, poa, changes, HOY)
    assert made.notices == ()
    path = folder / "historia.pdf"
    path.write_bytes(made.content)
    subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=True)
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True)
    assert all("yes yes yes" in row for row in fonts.stdout.decode().splitlines()[2:])
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def test_of_an_authorised_poa_only_what_came_after_is_printed(tmp_path: Path) -> None:
    text = _text(AUTHORISED, (EARLY, AUTHORISING, LATE), tmp_path)
    assert "HISTORIA DE ADECUACIONES" in text
    assert "Autorizado desde el 15 de enero de 2024. 1 cambio sin declarar desde" in text
    assert (
        "Cambio sin declarar · 01/03/2024 16:30 · Pegar en el calendario Lupita en PC-OBRAS" in text
    )
    assert "A1.1 Tapar baches Programado mar 1 → 2.5, jun 1 → 0 (en el año, +0.5)" in text
    assert "A1.2 Pintar Línea eliminada Unidad: Metro Programado: mar 1 —" in text
    assert "Justificación: Oficio No.:" in text
    assert "Doscientas" not in text
    assert "Ana Ruiz" in text


DECLARED = Declarada(
    1, 2, "Se adelantó la obra.", "DP/031/2024", date(2024, 2, 27), "Lupita Díaz", "Enlace",
    datetime(2024, 3, 1, 16, 0), 8, datetime(2024, 3, 1, 17, 5), 12,
)  # fmt: skip


def test_a_declared_adecuacion_has_its_reason_its_oficio_and_who_answers(tmp_path: Path) -> None:
    authorising = replace(AUTHORISING, folio="AU-2024-POA-1-0A1B2C3D")
    text = _text(AUTHORISED, (authorising, LATE, replace(LATE, declarada=DECLARED)), tmp_path)
    assert (
        "Autorizado desde el 15 de enero de 2024 con el folio AU-2024-POA-1-0A1B2C3D. "
        "1 adecuación y 1 cambio sin declarar desde entonces"
    ) in text
    assert (
        "Adecuación 2 (oficio DP/031/2024, 27/02/2024) Lupita Díaz, Enlace; iniciada el "
        "01/03/2024 16:00, concluida el 01/03/2024 17:05"
    ) in text
    assert "Justificación: Se adelantó la obra." in text
    assert "Capturó: Lupita en PC-OBRAS; último cambio 01/03/2024 16:30" in text
    assert text.count("Oficio No.:") == 1  # only where nobody declared is there room to write


def test_an_open_adecuacion_without_changes_says_so(tmp_path: Path) -> None:
    opened = replace(DECLARED, concluida=None, hasta=None)
    text = _text(AUTHORISED, (AUTHORISING, replace(LATE, cambios=(), declarada=opened)), tmp_path)
    assert "todavía abierta" in text
    assert "El plan no ha cambiado con esta adecuación." in text


def test_a_draft_says_that_its_changes_are_none(tmp_path: Path) -> None:
    text = _text(DRAFT, (EARLY,), tmp_path)
    assert "CAMBIOS DEL PLAN" in text
    assert "El POA está en borrador: lo que sigue son cambios del plan, no adecuaciones." in text
    assert "Cambio 1 · 10/01/2024 09:05 · Editar metas" in text
    assert "A1 Bacheo Metas Cien Doscientas" in text
    assert "Justificación" not in text


@pytest.mark.parametrize(
    ("poa", "changes", "sentence"),
    [
        (DRAFT, (), "su plan no ha cambiado desde que se capturó"),
        (AUTHORISED, (AUTHORISING,), "No hay adecuaciones: el plan sigue como se autorizó."),
        (AUTHORISED, (), "Autorizado. No hay adecuaciones"),
    ],
)
def test_nothing_to_tell_is_told(
    tmp_path: Path, poa: Poa, changes: tuple[Adecuacion, ...], sentence: str
) -> None:
    text = _text(poa, changes, tmp_path)
    assert sentence in text
    assert "Qué cambió" not in text


def test_the_sum_of_a_schedule_is_told() -> None:
    months = (CambioMes(1, 0, 100), CambioMes(2, 100, 0))
    assert schedule_in_words(months) == "ene 0 → 1, feb 1 → 0 (en el año, lo mismo)"
    assert schedule_in_words((CambioMes(12, 150, 0),)) == "dic 1.5 → 0 (en el año, −1.5)"


def test_long_values_and_many_operations_lose_nothing(tmp_path: Path) -> None:
    long = CambioPlan("A1", "Bacheo", "Metas", "antes " * 1_500, "después " * 1_500)
    changes = tuple(
        replace(LATE, numero=number, cambios=(long,) if number == 40 else LATE.cambios)
        for number in range(1, 121)
    )
    text = _text(AUTHORISED, changes, tmp_path)
    assert text.count("antes") == 1_500
    assert text.count("después") == 1_500
    assert text.count("Pegar en el calendario") == 120


@pytest.mark.parametrize("declarada", [None, DECLARED])
def test_an_operation_is_never_parted_from_its_first_change(
    tmp_path: Path, declarada: Declarada | None
) -> None:
    one = replace(LATE, declarada=declarada)
    for count in range(1, 40, 3):
        changes = tuple(replace(one, numero=number) for number in range(1, count + 1))
        made = write_adjustments_pdf(MUNICIPIO, AUTHORISED, changes, HOY)
        path = tmp_path / "historia.pdf"
        path.write_bytes(made.content)
        command = ["pdftotext", "-raw", str(path), "-"]
        pages = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        for page in pages.split("\f")[:-1]:
            rows = [row for row in page.splitlines() if row and not row.startswith("Impreso")]
            body = [row for row in rows if "Folio" not in row and "Página" not in row]
            heads = ("Adecuación", "Cambio sin", "Justificación: Se", "Capturó")
            assert not body[-1].startswith(heads), body[-1]
